//! What is in sight when a run breaks in a page that scrolls, as one at 400 % does: the place where it broke, together with
//! what is said about it. Both stand above the buttons that the reader has just used.

use crate::engine::Ending;
use crate::session::Model;
use crate::ui::store::{Store, Subscription};
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Document, DomRect, Element};

/// Every mark of a broken place, as the picture draws it.
const PLACES: &str =
    ".slot-trouble, .thread[data-trouble] .card, .tray[data-trouble] .tray-frame, .container-frame";

/// The first words of what is said about it.
const TITLE: &str = ".banner.is-trouble strong";

/// Pixels around both.
const MARGIN: f64 = 8.0;

/// Scrolls to where a run has broken, once for each run. Where the whole page is in sight nothing moves.
pub fn follow_endings(store: &Store) -> Subscription {
    let broken = Cell::new(None);
    let soon = RefCell::new(None);
    store.subscribe(move |model: &Model| {
        let playback = &model.playback;
        let Some(Ending::Broken(_)) = playback.ending else { return };
        let now = Some((playback.generation, playback.run.length()));
        if broken.replace(now) != now {
            // By then it is drawn.
            soon.replace(Some(Timeout::new(0, show_broken_place)));
        }
    })
}

fn show_broken_place() {
    let Some(window) = web_sys::window() else { return };
    let Some((document, root)) =
        window.document().and_then(|it| it.document_element().map(|root| (it, root)))
    else {
        return;
    };
    let height = f64::from(root.client_height());
    if f64::from(root.scroll_height()) <= height {
        return;
    }
    let Some(title) = boxes(&document, TITLE).into_iter().next() else { return };
    let end = title.bottom() + MARGIN;
    // The nearest place that fits into the window with the words.
    let fitting = boxes(&document, PLACES)
        .into_iter()
        .map(|it| it.top() - MARGIN)
        .filter(|top| *top < title.top() && end - top <= height);
    let top = fitting.fold(title.top() - MARGIN, f64::min);
    window.scroll_by_with_x_and_y(0.0, top);
}

/// Where the elements are that are drawn.
fn boxes(document: &Document, selector: &str) -> Vec<DomRect> {
    let Ok(found) = document.query_selector_all(selector) else { return Vec::new() };
    let elements = (0..found.length()).filter_map(|index| found.get(index));
    let elements = elements.filter_map(|it| it.dyn_into::<Element>().ok());
    elements.map(|it| it.get_bounding_client_rect()).filter(|it| it.width() > 0.0).collect()
}
