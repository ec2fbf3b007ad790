//! Time, one animation frame after the other.

use super::last_state::LastState;
use super::real_threads::RealThreads;
use crate::session::{Motion, PlaybackAction, Speed, ThreadKind};
use crate::threads;
use crate::ui::store::Store;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// How much of a frame an unlimited simulation may use, in milliseconds: the rest is for
/// drawing.
const SIMULATION_SHARE: f64 = 7.0;

/// Drives the store: each animation frame, what the real threads did comes in, and time
/// passes. Hidden pages get no frames, and so a run pauses while nobody can see it. Time
/// ends when the clock is dropped.
pub struct Clock(Rc<RefCell<Option<OnFrame>>>);

type OnFrame = Closure<dyn FnMut(f64)>;

impl Clock {
    /// A clock that goes from now on.
    pub fn start(store: Store, threads: Rc<RealThreads>) -> Clock {
        let on_frame = Rc::new(RefCell::new(None::<OnFrame>));
        // Weak, as the callback is kept by the clock and not by itself.
        let next = Rc::downgrade(&on_frame);
        let mut before = None;
        let mut budget = Budget::default();
        let last_state = LastState::of(&store);
        *on_frame.borrow_mut() = Some(Closure::new(move |now: f64| {
            if store.is_stuck() {
                threads::break_off("a change of the page never came to its end");
            }
            if threads::has_broken() {
                return;
            }
            let elapsed = now - before.replace(now).unwrap_or(now);
            threads.report(now);
            pass_time(&store, elapsed, &mut budget);
            last_state.keep_up(now);
            if let Some(on_frame) = next.upgrade() {
                request(&on_frame);
            }
        }));
        request(&on_frame);
        Clock(on_frame)
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        self.0.borrow_mut().take();
    }
}

fn request(on_frame: &RefCell<Option<OnFrame>>) {
    if let Some((on_frame, window)) = on_frame.borrow().as_ref().zip(web_sys::window()) {
        // It fails only in a document that is not shown any more.
        let _ = window.request_animation_frame(on_frame.as_ref().unchecked_ref());
    }
}

fn pass_time(store: &Store, elapsed: f64, budget: &mut Budget) {
    let (running, unlimited) = store.read(|model| {
        let unlimited =
            model.playback.speed == Speed::UNLIMITED && model.kind() == ThreadKind::Simulated;
        (model.playback.motion == Motion::Running, unlimited)
    });
    if !running {
        return;
    }
    let begin = js_sys::Date::now();
    store.dispatch(PlaybackAction::Frame { elapsed, budget: budget.steps });
    if unlimited {
        budget.learn(js_sys::Date::now() - begin);
    }
}

/// How many simulated steps fit into one frame on this machine, learnt as it goes.
struct Budget {
    steps: u32,
}

impl Default for Budget {
    fn default() -> Self {
        Budget { steps: 64 }
    }
}

impl Budget {
    fn learn(&mut self, took: f64) {
        self.steps = if took < SIMULATION_SHARE {
            (self.steps + self.steps / 4).min(100_000)
        } else {
            (self.steps / 2).max(16)
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_grows_while_there_is_time_and_shrinks_when_there_is_not() {
        let mut budget = Budget::default();
        (0..100).for_each(|_| budget.learn(1.0));
        assert_eq!(budget.steps, 100_000);
        (0..100).for_each(|_| budget.learn(20.0));
        assert_eq!(budget.steps, 16);
    }
}
