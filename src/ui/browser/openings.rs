//! What is in sight, and has the focus, when a task of the course, a question of the lab or another view of the page opens.
//! The page stays scrolled to where the one before was left, and the button that was pressed is gone.

use crate::session::{Model, Shown};
use crate::ui::store::{Store, Subscription};
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Document, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Brings the heading of a task or question into sight as soon as it is drawn. Who goes back to the course comes to the
/// challenge that was left, and who leaves the course to the button that opened it. After the first steps comes Run.
pub fn follow_openings(store: &Store) -> Subscription {
    let task = Cell::new(None);
    let question = Cell::new(None);
    let first_steps = Cell::new(false);
    let shown = Cell::new(None);
    let soon = RefCell::new(None);
    store.subscribe(move |model: &Model| {
        let now = model.lesson.open().map(|it| (it.challenge.name, it.number));
        let before = task.replace(now);
        if before != now && now.is_some() {
            soon.replace(Some(Timeout::new(0, go_to_top)));
        }
        let now = Some(model.lesson.shown);
        let was_shown = shown.replace(now);
        if was_shown.is_some() && was_shown != now {
            let left = before.map(|(name, _)| name);
            match model.lesson.shown {
                Shown::Overview => {
                    soon.replace(Some(Timeout::new(0, move || go_to_challenge(left))));
                }
                Shown::Nothing => {
                    soon.replace(Some(Timeout::new(0, || take_focus(".course-button"))));
                }
                _ => {}
            }
        }
        let now = model.first_steps.next.is_some();
        if first_steps.replace(now) && !now {
            soon.replace(Some(Timeout::new(0, || take_focus(".run-button"))));
        }
        let now = model.lab.asked.map(|it| it.question);
        if question.replace(now) != now && now.is_some() {
            soon.replace(Some(Timeout::new(0, go_to_question)));
        }
    })
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn go_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    take_focus("#scene");
}

fn go_to_challenge(left: Option<&'static str>) {
    let Some(document) = document() else { return };
    match left {
        Some(name) => go_to(&document, &format!("[data-challenge='{name}']")),
        None => take_focus("#scene"),
    }
}

fn go_to_question() {
    if let Some(document) = document() {
        go_to(&document, "#lab-asked-title");
    }
}

/// Takes the focus to an element where it would be nowhere, as what had it is gone. Nothing is scrolled for that.
fn take_focus(selector: &str) {
    let Some(document) = document() else { return };
    let is_nowhere = document.active_element().is_none_or(|it| it.tag_name() == "BODY");
    let element = document.query_selector(selector).ok().flatten();
    if is_nowhere && let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Takes the focus to an element, and brings that into sight. On a phone, buttons lie over the end of the page.
pub fn go_to(document: &Document, selector: &str) {
    let element = document.query_selector(selector).ok().flatten();
    let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
    let _ = element.focus();
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
