//! From a page inside another one to the same state in a tab of its own.

use crate::session::{Model, Shown, place_in_course};
use crate::ui::browser::address_with;
use crate::ui::store::Store;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement};
use yew::prelude::*;

/// A link to exactly what is shown when it is followed.
pub fn tab_link(class: &'static str, face: Html, label: &'static str, store: &Store) -> Html {
    let here = |model: &Model| match model.lesson.shown {
        Shown::Nothing => address_with(&model.link().0.to_fragment()),
        _ => address_with(&place_in_course(model)),
    };
    // The address is worked out when it is needed: to do so at every step would cost too much. A tab is
    // opened by other means than a click, too.
    let renew = {
        let store = store.clone();
        Callback::from(move |event: Event| {
            if let Some(link) = link_of(&event) {
                link.set_href(&store.read(here));
            }
        })
    };
    let onclick = renew.reform(|event: MouseEvent| event.into());
    let onpointerdown = renew.reform(|event: PointerEvent| event.into());
    let onfocus = renew.reform(|event: FocusEvent| event.into());
    let href = store.read(here);
    html! {
        <a
            {class}
            {href}
            target="_blank"
            rel="noopener"
            title={label}
            {onclick}
            {onpointerdown}
            {onfocus}
        >
            { face }
        </a>
    }
}

/// The link that something was done to: Yew hears events at the root of the page, and their target may be a part of it.
fn link_of(event: &Event) -> Option<HtmlAnchorElement> {
    let part: Element = event.target_dyn_into()?;
    part.closest("a").ok()??.dyn_into().ok()
}

/// Whether the page stands in another one, by that one's wish.
pub fn is_embedded() -> bool {
    attribute("data-embed").is_some()
}

/// Whether the page around this one has locked a part of it.
pub fn is_locked(part: &str) -> bool {
    attribute("data-lock").is_some_and(|locked| locked.split(' ').any(|it| it == part))
}

fn attribute(name: &str) -> Option<String> {
    web_sys::window()?.document()?.document_element()?.get_attribute(name)
}
