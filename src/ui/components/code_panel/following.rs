//! Keeps the running line of a long program in view.

use crate::session::{Model, Motion, Speed};
use crate::ui::store::{Store, Subscription};
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Above this many steps a second nobody could follow the lines.
const SLOW: f64 = 4.0;

/// When the step is drawn for sure, in milliseconds.
const DRAWN_AFTER: u32 = 130;

/// After each slow step, scrolls the program so that the running line is in view. A reader who
/// has scrolled away is left in peace until the line comes into view again; so is one who points at a line, or has opened
/// the program over the picture: a switch must not move away from under a finger.
pub fn follow_running_line(store: &Store) -> Subscription {
    let following = Rc::new(RefCell::new(Following::default()));
    store.subscribe(move |model| {
        let now = (model.playback.generation, model.playback.run.position());
        let mut it = following.borrow_mut();
        if it.seen == now {
            return;
        }
        if it.seen.0 != now.0 {
            it.at = None;
        }
        it.seen = now;
        it.due = is_slow(model).then(|| {
            let following = following.clone();
            Timeout::new(DRAWN_AFTER, move || following.borrow_mut().follow())
        });
    })
}

#[derive(Default)]
struct Following {
    /// The run and its step that were looked at last.
    seen: (u64, usize),
    /// Where the program was scrolled to when the line was last in view.
    at: Option<i32>,
    due: Option<Timeout>,
}

impl Following {
    fn follow(&mut self) {
        let Some((view, line)) = find() else { return };
        let scrolled_to = view.scroll_top();
        let frame = view.get_bounding_client_rect();
        let place = line.get_bounding_client_rect();
        // A line more above and below, to see where it goes.
        let margin = place.height();
        let above = place.top() - margin - frame.top();
        let below = place.bottom() + margin - frame.top() - f64::from(view.client_height());
        if above >= -margin && below <= margin {
            self.at = Some(scrolled_to);
        } else if self.at.is_none_or(|at| at == scrolled_to) {
            let by = if above < 0.0 { above } else { below };
            view.set_scroll_top(scrolled_to + by.round() as i32);
            self.at = Some(view.scroll_top());
        }
    }
}

fn is_slow(model: &Model) -> bool {
    let rate = Speed::steps_per_second(model.playback.speed);
    model.playback.motion == Motion::Paused || rate.is_some_and(|rate| rate <= SLOW)
}

/// The part of the page that scrolls, and the line in it. Not while the reader types there.
fn find() -> Option<(HtmlElement, HtmlElement)> {
    let document = web_sys::window()?.document()?;
    let view = document
        .query_selector("[data-follow]:not(:focus-within):not(:hover):not(.is-open *)")
        .ok()
        .flatten()?;
    let line = view.query_selector(".is-latest").ok().flatten()?;
    Some((view.dyn_into().ok()?, line.dyn_into().ok()?))
}
