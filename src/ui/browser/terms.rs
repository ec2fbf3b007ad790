//! The words of the glossary where they stand: by pointer, by focus, and by a long press or a tap they are
//! looked at, and Escape looks away. What they mean stays while the pointer is on it.

use crate::session::{GlossaryAction, LibraryAction, Looked};
use crate::text::Volume;
use crate::ui::store::Store;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// So long a pointer rests on a word before that is looked at, and may be beside it before that ends, in
/// milliseconds.
const RESTS: u32 = 350;

/// Listens until it is dropped.
pub struct Terms(Vec<Listening>);

/// A listener of the document: to which event, and it.
type Listening = (&'static str, Closure<dyn Fn(Event)>);

struct Watch {
    store: Store,
    /// What is to happen when the pointer stays where it is.
    soon: RefCell<Option<Timeout>>,
}

impl Terms {
    /// Begins to listen.
    pub fn listen(store: &Store) -> Terms {
        let watch = Rc::new(Watch { store: store.clone(), soon: RefCell::default() });
        let listener = |name: &'static str, on: fn(&Rc<Watch>, &Event)| {
            let watch = watch.clone();
            (name, Closure::<dyn Fn(Event)>::new(move |event: Event| on(&watch, &event)))
        };
        let terms = Terms(vec![
            listener("pointerover", |watch, event| watch.point(event)),
            // A finger that stays on a word, or taps it.
            listener("pointerdown", |watch, event| watch.point(event)),
            listener("click", |watch, event| match term(event) {
                Some(term) => watch.look(&term),
                None if tip(event).is_none() => watch.look_away(),
                None => {}
            }),
            listener("focusin", |watch, event| match term(event) {
                Some(term) => watch.look(&term),
                None => watch.look_away(),
            }),
            listener("keydown", |watch, event| {
                let is_escape = event.unchecked_ref::<KeyboardEvent>().key() == "Escape";
                if is_escape && watch.is_looking() {
                    event.prevent_default();
                    event.stop_propagation();
                    watch.look_away();
                }
            }),
            // What is beside a place that has moved is beside nothing.
            listener("scroll", |watch, event| {
                if tip(event).is_none() {
                    watch.look_away();
                }
            }),
        ]);
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            for (name, listener) in &terms.0 {
                let listener = listener.as_ref().unchecked_ref();
                let _ = document.add_event_listener_with_callback_and_bool(name, listener, true);
            }
        }
        terms
    }
}

impl Drop for Terms {
    fn drop(&mut self) {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        for (name, listener) in &self.0 {
            let listener = listener.as_ref().unchecked_ref();
            let _ = document.remove_event_listener_with_callback_and_bool(name, listener, true);
        }
    }
}

impl Watch {
    fn is_looking(&self) -> bool {
        self.store.read(|model| model.looked_at.is_some())
    }

    /// The pointer is here now.
    fn point(self: &Rc<Watch>, event: &Event) {
        let (term, watch) = (term(event), self.clone());
        let rests: Box<dyn FnOnce()> = match term {
            Some(term) => Box::new(move || watch.look(&term)),
            None if tip(event).is_none() && self.is_looking() => {
                Box::new(move || watch.look_away())
            }
            None => {
                self.soon.take();
                return;
            }
        };
        self.soon.replace(Some(Timeout::new(RESTS, rests)));
    }

    fn look(&self, term: &Element) {
        self.soon.take();
        let name = term.get_attribute("data-term").unwrap_or_default();
        let words = self.store.read(|model| &model.text().glossary);
        let Some((word, _)) = words.words.iter().find(|(it, _)| *it == name) else { return };
        let place = term.get_bounding_client_rect();
        let size = |it: Result<JsValue, JsValue>| it.ok().and_then(|it| it.as_f64()).unwrap_or(0.0);
        let window = web_sys::window();
        let height = window.as_ref().map_or(0.0, |it| size(it.inner_height()));
        let is_above = place.top() > height / 2.0;
        let looked = Looked {
            word,
            left: place.left() + place.width() / 2.0,
            edge: if is_above { height - place.top() } else { place.bottom() },
            is_above,
        };
        self.store.dispatch(LibraryAction::Want(Volume::Glossary));
        self.store.dispatch(GlossaryAction::Look(looked));
        if let Some(tip) = tip_above_all() {
            // A browser that cannot shows it on the page alone; one that has done it refuses.
            let _ = tip.show_popover();
        }
    }

    fn look_away(&self) {
        self.soon.take();
        if self.is_looking() {
            if let Some(tip) = tip_above_all() {
                let _ = tip.hide_popover();
            }
            self.store.dispatch(GlossaryAction::LookAway);
        }
    }
}

/// What is said of the word above everything, dialogs too.
fn tip_above_all() -> Option<HtmlElement> {
    web_sys::window()?.document()?.get_element_by_id("term-tip")?.dyn_into().ok()
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

fn term(event: &Event) -> Option<Element> {
    closest(event, "[data-term]")
}

fn tip(event: &Event) -> Option<Element> {
    closest(event, ".term-tip")
}
