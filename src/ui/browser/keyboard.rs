//! Keys that work wherever the focus is, but in text.

use crate::program::ThreadId;
use crate::session::{PlaybackAction, PreferencesAction, UndoAction};
use crate::ui::store::Store;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// Listens to the keys of the transport until it is dropped: Space runs and pauses, the
/// arrows step, a digit steps that thread, R resets, plus and minus change the speed.
pub struct Keyboard(Vec<Listening>);

/// A listener of the document: to which event, whether before anything inside of the document, and it.
type Listening = (&'static str, bool, Closure<dyn Fn(Event)>);

impl Keyboard {
    /// Begins to listen. `on_help` is for `?`.
    pub fn listen(store: &Store, on_help: fn(&Store)) -> Keyboard {
        let reach = Rc::new(Reach::default());
        let keyboard = Keyboard(vec![
            listener("pointerdown", true, {
                let reach = reach.clone();
                move |_: Event| reach.by_pointer.set(true)
            }),
            listener("keydown", true, {
                let (store, reach) = (store.clone(), reach.clone());
                move |event: KeyboardEvent| reach.take_space(&store, &event)
            }),
            listener("keydown", false, {
                let store = store.clone();
                move |event: KeyboardEvent| on_key(&store, on_help, &event)
            }),
            listener("keyup", true, move |event: KeyboardEvent| {
                // Firefox presses a button when Space is let go.
                if event.key() == " " && reach.has_taken_space.take() {
                    event.prevent_default();
                }
            }),
        ]);
        if let Some(document) = document() {
            for (event, first, listener) in &keyboard.0 {
                let listener = listener.as_ref().unchecked_ref();
                let _ = document.add_event_listener_with_callback_and_bool(event, listener, *first);
            }
        }
        keyboard
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        let Some(document) = document() else { return };
        for (event, first, listener) in &self.0 {
            let listener = listener.as_ref().unchecked_ref();
            let _ = document.remove_event_listener_with_callback_and_bool(event, listener, *first);
        }
    }
}

fn listener<E: JsCast + 'static>(
    event: &'static str,
    first: bool,
    listen: impl Fn(E) + 'static,
) -> Listening {
    (event, first, Closure::new(move |event: Event| listen(event.unchecked_into())))
}

/// How the reader came to where the focus is.
#[derive(Default)]
struct Reach {
    /// By mouse or finger: the focus then only stayed where something was pressed, and Space is not
    /// meant for it. `:focus-visible` does not tell this, as browsers let it be true from the first
    /// key on.
    by_pointer: Cell<bool>,
    has_taken_space: Cell<bool>,
}

impl Reach {
    /// Runs and pauses by Space whatever was clicked before, but for text and dialogs.
    fn take_space(&self, store: &Store, event: &KeyboardEvent) {
        if event.key() == "Tab" {
            self.by_pointer.set(false);
        }
        let is_meant = event.key() == " " && self.by_pointer.get() && !has_modifier(event);
        if !is_meant || belongs_to_text_or_dialog(event) {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        self.has_taken_space.set(true);
        if let Some(action) = action_for(store, event) {
            store.dispatch(action);
        }
    }
}

fn on_key(store: &Store, on_help: fn(&Store), event: &KeyboardEvent) {
    if let Some(action) = undo_by(event).filter(|_| !event.default_prevented()) {
        // Text has an undo of its own.
        if !belongs_to_text_or_dialog(event) {
            event.prevent_default();
            store.dispatch(action);
        }
        return;
    }
    if event.default_prevented() || has_modifier(event) || is_for_a_control(event) {
        return;
    }
    if event.key() == "?" {
        on_help(store);
    } else if matches!(event.key().as_str(), "p" | "P") && !event.repeat() {
        store.dispatch(PreferencesAction::ToggleProjector);
    } else if let Some(action) = action_for(store, event) {
        store.dispatch(action);
    } else {
        return;
    }
    event.prevent_default();
}

/// What the keys of undo and redo mean on all systems.
fn undo_by(event: &KeyboardEvent) -> Option<UndoAction> {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return None;
    }
    match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => Some(UndoAction::Undo),
        ("z", true) | ("y", false) => Some(UndoAction::Redo),
        _ => None,
    }
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

fn action_for(store: &Store, event: &KeyboardEvent) -> Option<PlaybackAction> {
    let key = event.key();
    // Holding a key down repeats steps, but does not run and pause in turns.
    if event.repeat() && !matches!(key.as_str(), "ArrowRight" | "ArrowLeft" | "+" | "-") {
        return None;
    }
    Some(match key.as_str() {
        " " => PlaybackAction::Toggle,
        "ArrowRight" => PlaybackAction::Step,
        "ArrowLeft" => PlaybackAction::Back,
        "r" | "R" => PlaybackAction::Reset,
        "+" | "=" => PlaybackAction::SetSpeed(store.read(|model| model.playback.speed).faster()),
        "-" | "−" => PlaybackAction::SetSpeed(store.read(|model| model.playback.speed).slower()),
        digit => {
            let number: u8 = digit.parse().ok().filter(|number| (1..=9).contains(number))?;
            let threads = store.read(|model| model.program().thread_count());
            let thread = ThreadId(number - 1);
            (thread.index() < threads).then_some(PlaybackAction::StepThread(thread))?
        }
    })
}

fn has_modifier(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.alt_key() || event.meta_key()
}

/// Whether the key already means something where the focus is: text takes every key,
/// a button takes Space and a slider takes the arrows.
fn is_for_a_control(event: &KeyboardEvent) -> bool {
    belongs_to_text_or_dialog(event)
        || match event.key().as_str() {
            " " => {
                is_in(event, "button, a, summary, input, [role=button], [role=switch], [role=tab]")
            }
            "ArrowLeft" | "ArrowRight" => is_in(
                event,
                "input[type=range], [role=tablist], [role=radiogroup], input[type=radio]",
            ),
            _ => false,
        }
}

/// Whether every key belongs to where the focus is.
fn belongs_to_text_or_dialog(event: &KeyboardEvent) -> bool {
    let is_text = |it: HtmlElement| it.is_content_editable();
    target(event).and_then(|it| it.dyn_into().ok()).is_some_and(is_text)
        || is_in(event, "textarea, select, input:not([type=range], [type=checkbox], [type=radio])")
        || is_in(event, "dialog[open], [role=dialog]")
}

fn is_in(event: &KeyboardEvent, selector: &str) -> bool {
    target(event).is_some_and(|it| matches!(it.closest(selector), Ok(Some(_))))
}

fn target(event: &KeyboardEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
