//! Handing answers in: links to be copied.

use super::super::clipboard::copy;
use super::super::icons::{Icon, drawing};
use super::passages::Words;
use crate::session::lesson::HandIn;
use crate::text::fill;
use crate::ui::browser::address_with;
use yew::prelude::*;

/// All answers as one link.
pub fn hand_in_card(words: &Words, hand_in: &HandIn) -> Html {
    let text = &words.language.text().course;
    let handing_in = &text.handing_in;
    let body = match hand_in.to_fragment() {
        _ if hand_in.is_empty() => html! { <p class="panel-hint">{ handing_in.nothing }</p> },
        None => html! { <p class="panel-hint">{ handing_in.too_long }</p> },
        Some(fragment) => {
            let link = address_with(&fragment);
            html! {
                <>
                    <p class="panel-hint">{ handing_in.hint }</p>
                    { copier("copy-hand-in", handing_in.all, link.clone(), text.copied) }
                    <textarea
                        class="text-field hand-in-link"
                        readonly=true
                        rows="2"
                        aria-label={handing_in.title}
                        value={link}
                    />
                    <p class="panel-hint">{ fill(handing_in.digest, &[&hand_in.digest()]) }</p>
                </>
            }
        }
    };
    html! {
        <section class="card course-card carrying">
            <h2>{ handing_in.title }</h2>
            { body }
        </section>
    }
}

/// The answer to one challenge as a link, once there is one.
pub fn hand_in_button(words: &Words, hand_in: &HandIn, challenge: &str) -> Html {
    let text = &words.language.text().course;
    let one = hand_in.only(challenge);
    match one.to_fragment().filter(|_| !one.is_empty()) {
        Some(fragment) => {
            copier("hand-in", text.handing_in.this_one, address_with(&fragment), text.copied)
        }
        None => html! {},
    }
}

fn copier(class: &'static str, label: &'static str, link: String, copied: &'static str) -> Html {
    let onclick = Callback::from(move |event: MouseEvent| copy(link.clone(), event, copied));
    html! {
        <button type="button" class={classes!("button", "button-small", class)} {onclick}>
            { drawing(Icon::Copy) }<span>{ label }</span>
        </button>
    }
}
