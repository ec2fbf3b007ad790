//! What is in sight when a task of the course or a question of the lab opens: its heading. The page stays scrolled to where
//! the one before was left.

use crate::session::Model;
use crate::ui::store::{Store, Subscription};
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Brings the heading of a task or question into sight as soon as it is drawn.
pub fn follow_openings(store: &Store) -> Subscription {
    let task = Cell::new(None);
    let question = Cell::new(None);
    let soon = RefCell::new(None);
    store.subscribe(move |model: &Model| {
        let now = model.lesson.open().map(|it| (it.challenge.name, it.number));
        if task.replace(now) != now && now.is_some() {
            soon.replace(Some(Timeout::new(0, go_to_top)));
        }
        let now = model.lab.asked.map(|it| it.question);
        if question.replace(now) != now && now.is_some() {
            soon.replace(Some(Timeout::new(0, go_to_question)));
        }
    })
}

fn go_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

fn go_to_question() {
    let document = web_sys::window().and_then(|it| it.document());
    let heading = document.and_then(|it| it.query_selector("#lab-asked-title").ok().flatten());
    let Some(heading) = heading.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    heading.scroll_into_view_with_scroll_into_view_options(&options);
    let _ = heading.focus();
}
