//! What is in sight when a task of the course or a question of the lab opens: its heading. The page stays scrolled to where
//! the one before was left.

use crate::session::Model;
use crate::ui::store::{Store, Subscription};
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

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
    if let Some(document) = web_sys::window().and_then(|it| it.document()) {
        go_to(&document, "#lab-asked-title");
    }
}

/// Takes the focus to a heading, and brings that into sight. On a phone, buttons lie over the end of the page.
pub fn go_to(document: &Document, heading: &str) {
    let heading = document.query_selector(heading).ok().flatten();
    let Some(heading) = heading.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
    let _ = heading.focus();
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    heading.scroll_into_view_with_scroll_into_view_options(&options);
}
