//! Keys that work wherever the focus is, but in text.

use crate::program::ThreadId;
use crate::session::Action;
use crate::ui::store::Store;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Listens to the keys of the transport until it is dropped: Space runs and pauses, the
/// arrows step, a digit steps that thread, R resets, plus and minus change the speed.
pub struct Keyboard(Closure<dyn Fn(KeyboardEvent)>);

impl Keyboard {
    /// Begins to listen. `on_help` is for `?`.
    pub fn listen(store: &Store, on_help: fn()) -> Keyboard {
        let store = store.clone();
        let listener = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
            if event.default_prevented() || has_modifier(&event) || is_for_a_control(&event) {
                return;
            }
            if event.key() == "?" {
                on_help();
            } else if let Some(action) = action_for(&store, &event) {
                store.dispatch(action);
            } else {
                return;
            }
            event.prevent_default();
        });
        if let Some(document) = document() {
            let _ = document
                .add_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
        }
        Keyboard(listener)
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        if let Some(document) = document() {
            let _ = document
                .remove_event_listener_with_callback("keydown", self.0.as_ref().unchecked_ref());
        }
    }
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

fn action_for(store: &Store, event: &KeyboardEvent) -> Option<Action> {
    let key = event.key();
    // Holding a key down repeats steps, but does not run and pause in turns.
    if event.repeat() && !matches!(key.as_str(), "ArrowRight" | "ArrowLeft" | "+" | "-") {
        return None;
    }
    Some(match key.as_str() {
        " " => Action::Toggle,
        "ArrowRight" => Action::Step,
        "ArrowLeft" => Action::Back,
        "r" | "R" => Action::Reset,
        "+" | "=" => Action::SetSpeed(store.read(|model| model.speed).faster()),
        "-" | "−" => Action::SetSpeed(store.read(|model| model.speed).slower()),
        digit => {
            let number: u8 = digit.parse().ok().filter(|number| (1..=9).contains(number))?;
            let threads = store.read(|model| model.program().thread_count());
            let thread = ThreadId(number - 1);
            (thread.index() < threads).then_some(Action::StepThread(thread))?
        }
    })
}

fn has_modifier(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.alt_key() || event.meta_key()
}

/// Whether the key already means something where the focus is: text takes every key,
/// a button takes Space and a slider takes the arrows.
fn is_for_a_control(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return false;
    };
    if target.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable) {
        return true;
    }
    let is_in = |selector: &str| matches!(target.closest(selector), Ok(Some(_)));
    let in_text = is_in("textarea, select, input:not([type=range]):not([type=checkbox])");
    in_text
        || is_in("dialog[open], [role=dialog]")
        || match event.key().as_str() {
            " " => is_in("button, a, summary, input, [role=button], [role=switch], [role=tab]"),
            "ArrowLeft" | "ArrowRight" => {
                is_in("input[type=range], [role=tablist], [role=radiogroup], input[type=radio]")
            }
            _ => false,
        }
}
