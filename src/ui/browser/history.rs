//! The browser's Back: to the program that was chosen before.
//!
//! Each choice of a program is an entry of the browser's history, which holds the program's name and not the
//! link that the address may have had: a link says more than a name. In a frame nothing is added, as its page's
//! own Back is meant there.

use super::{address_with, is_in_frame};
use crate::catalogue::{BLANK, CATALOGUE};
use crate::session::lab::{self, is_meant_by};
use crate::session::lesson::fragment_of;
use crate::session::{DocumentAction, LabAction, LessonAction, Model};
use crate::ui::store::{Store, Subscription};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = history, js_name = pushState, catch)]
    fn push_state(state: &JsValue, unused: &str, address: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = history, js_name = replaceState, catch)]
    fn replace_state(state: &JsValue, unused: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = history, js_name = replaceState, catch)]
    fn replace_address(state: &JsValue, unused: &str, address: &str) -> Result<(), JsValue>;
}

/// Follows the choice of programs until it is dropped.
pub struct ProgramHistory {
    listener: Closure<dyn Fn(web_sys::Event)>,
    _subscription: Option<Subscription>,
}

impl ProgramHistory {
    /// Begins with the program that is open.
    pub fn begin(store: &Store) -> ProgramHistory {
        let shown = Rc::new(RefCell::new(store.read(place)));
        let listener = {
            let (store, shown) = (store.clone(), shown.clone());
            Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
                // Where a place of the page, or a link, was come back to, nothing is said here.
                let state = js_sys::Reflect::get(&event, &"state".into()).unwrap_or_default();
                let Some(state) = state.as_string() else { return };
                if shown.replace(state.clone()) == state {
                    return;
                }
                if is_meant_by(&state) {
                    store.dispatch(LabAction::OpenLink(state));
                    return;
                }
                if store.read(|model| model.lab.is_open) {
                    store.dispatch(LabAction::Close);
                }
                if state.contains(COURSE) {
                    store.dispatch(LessonAction::OpenLink(state));
                    return;
                }
                if store.read(|model| model.lesson.is_shown()) {
                    store.dispatch(LessonAction::Close);
                }
                let is_another = store.read(|model| model.document.entry.name != state);
                let mut all = CATALOGUE.into_iter().chain([BLANK]);
                let chosen = all.find(|it| it.name == state);
                if let Some(entry) = chosen.filter(|_| is_another) {
                    store.dispatch(DocumentAction::ChooseProgram(entry.name));
                }
            })
        };
        if is_in_frame() {
            return ProgramHistory { listener, _subscription: None };
        }
        // What refuses, such as a page of a file, goes without.
        let _ = replace_state(&(&*shown.borrow()).into(), "");
        if let Some(window) = web_sys::window() {
            let _ = window
                .add_event_listener_with_callback("popstate", listener.as_ref().unchecked_ref());
        }
        let subscription = store.subscribe(move |model| {
            let now = place(model);
            let before = shown.replace(now.clone());
            if before == now {
                return;
            }
            if is_meant_by(&now) && is_meant_by(&before) {
                // A knob was turned: the same place, with other numbers.
                let _ = replace_address(&(&now).into(), "", &address_with(&now));
                return;
            }
            let is_course = now.contains(COURSE);
            let address = match is_course {
                true => address_with(&now),
                false => address_without_link(),
            };
            // An address that was typed is an entry already. All programs have the same.
            let _ = match is_course && address == here() {
                true => replace_state(&(&now).into(), ""),
                false => push_state(&(&now).into(), "", &address),
            };
        });
        ProgramHistory { listener, _subscription: Some(subscription) }
    }
}

impl Drop for ProgramHistory {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let listener = self.listener.as_ref().unchecked_ref();
            let _ = window.remove_event_listener_with_callback("popstate", listener);
        }
    }
}

/// What no name of a program has, and every place in the course and the lab.
const COURSE: char = '=';

/// Where the reader is: a program by its name, or a place in the course as its link says it.
fn place(model: &Model) -> String {
    if model.lab.is_open {
        return lab::fragment_of(&model.lab);
    }
    match model.lesson.open() {
        Some(attempt) => fragment_of(attempt.challenge, attempt.number),
        None if model.lesson.is_shown() => "course=all".to_owned(),
        None => model.document.entry.name.to_owned(),
    }
}

fn here() -> String {
    web_sys::window().and_then(|it| it.location().href().ok()).unwrap_or_default()
}

fn address_without_link() -> String {
    here().split('#').next().unwrap_or_default().to_owned()
}
