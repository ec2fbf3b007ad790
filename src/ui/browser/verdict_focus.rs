//! Where the focus goes when an answer is judged: the button that it was on may be gone.

use super::openings::go_to;
use crate::session::Model;
use crate::ui::store::{Store, Subscription};
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use web_sys::Document;

/// Takes the focus to what is said of an answer, from the button that gave it or from nowhere. Who has gone elsewhere
/// meanwhile is left alone.
pub fn follow_verdicts(store: &Store) -> Subscription {
    // Of which answer was said something: the challenge, its variant, and how many answers that makes.
    let said = Cell::new(None);
    let soon = RefCell::new(None);
    store.subscribe(move |model: &Model| {
        let attempt = model.lesson.open().filter(|it| it.judgement.is_some());
        let now = attempt.map(|it| (it.challenge.name, it.number, it.tries));
        if said.replace(now) != now && now.is_some() {
            // By then it is drawn.
            soon.replace(Some(Timeout::new(0, go_to_verdict)));
        }
    })
}

fn go_to_verdict() {
    let document = web_sys::window().and_then(|it| it.document());
    if let Some(document) = document.filter(is_free) {
        go_to(&document, "h2.verdict-heading");
    }
}

/// Whether the focus is on the button that gave the answer or made its last step, or nowhere.
fn is_free(document: &Document) -> bool {
    let focused = document.active_element();
    focused.is_none_or(|it| {
        it.matches("body, .submit-button, .thread-button, :disabled").unwrap_or(false)
    })
}
