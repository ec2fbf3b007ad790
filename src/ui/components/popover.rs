//! A button, and a few words more that it opens below itself.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};
use yew::prelude::*;

/// See [`Popover`].
#[derive(Properties, PartialEq)]
pub struct PopoverProps {
    /// The class of the button.
    pub class: &'static str,
    /// What the button shows.
    pub face: Html,
    /// What it opens.
    pub children: Html,
}

/// Opens by its button; closes by it, by Escape, and when the focus or a finger goes
/// elsewhere.
#[component]
pub fn Popover(props: &PopoverProps) -> Html {
    let is_open = use_state_eq(|| false);
    let host = use_node_ref();
    let button = use_node_ref();
    let words = use_node_ref();
    {
        let words = words.clone();
        use_effect_with(*is_open, move |is_open| {
            if let Some(words) = words.cast::<HtmlElement>().filter(|_| *is_open) {
                let _ = words.focus();
            }
        });
    }
    let onclick = {
        let is_open = is_open.clone();
        Callback::from(move |_| is_open.set(!*is_open))
    };
    let onkeydown = {
        let (is_open, button) = (is_open.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *is_open {
                event.prevent_default();
                is_open.set(false);
                if let Some(button) = button.cast::<HtmlElement>() {
                    let _ = button.focus();
                }
            }
        })
    };
    let onfocusout = {
        let (is_open, host) = (is_open.clone(), host.clone());
        Callback::from(move |event: FocusEvent| {
            let goes_to = event.related_target().and_then(|it| it.dyn_into::<Node>().ok());
            let stays = host.cast::<Node>().is_some_and(|host| host.contains(goes_to.as_ref()));
            if !stays {
                is_open.set(false);
            }
        })
    };
    html! {
        // The focus can rest on the whole, as Safari gives buttons none when they are clicked.
        <div class="popover-host" ref={host} tabindex="-1" {onkeydown} {onfocusout}>
            <button
                type="button"
                class={props.class}
                ref={button}
                aria-expanded={is_open.to_string()}
                {onclick}
            >
                { props.face.clone() }
            </button>
            if *is_open {
                <div class="popover" ref={words} tabindex="-1">{ props.children.clone() }</div>
            }
        </div>
    }
}
