//! The last good state: where the reader goes on if the page breaks.

use crate::session::{Holds, Model, Motion};
use crate::threads::Kept;
use crate::ui::store::{Store, Subscription};
use std::cell::Cell;
use std::rc::Rc;

/// How long a state is good enough while the run goes on, and while it stands, in milliseconds.
const WHILE_RUNNING: f64 = 4000.0;
const WHILE_PAUSED: f64 = 300.0;

/// Keeping the state may take this part of the time.
const SHARE: f64 = 0.01;

/// Hands the state over to what outlives the page: when the run begins or pauses, and now and
/// then where anything has changed.
pub struct LastState {
    store: Store,
    has_changed: Rc<Cell<bool>>,
    motion: Cell<Motion>,
    /// When it is to be handed over next, if it has changed by then.
    due: Cell<f64>,
    _subscription: Subscription,
}

impl LastState {
    /// Of this store. It is handed over with the first frame.
    pub fn of(store: &Store) -> LastState {
        let has_changed = Rc::new(Cell::new(true));
        let subscription = store.subscribe({
            let has_changed = has_changed.clone();
            move |_| has_changed.set(true)
        });
        LastState {
            store: store.clone(),
            has_changed,
            motion: Cell::new(Motion::Paused),
            due: Cell::new(0.0),
            _subscription: subscription,
        }
    }

    /// Once a frame: hands it over if it is time to.
    pub fn keep_up(&self, now: f64) {
        if !self.has_changed.get() {
            return;
        }
        let motion = self.store.read(|model| model.playback.motion);
        let turns = self.motion.replace(motion) != motion;
        if !turns && now < self.due.get() {
            return;
        }
        self.has_changed.set(false);
        let begin = js_sys::Date::now();
        self.store.read(hand_over);
        let took = js_sys::Date::now() - begin;
        let patience = match motion {
            Motion::Running => WHILE_RUNNING,
            Motion::Paused => WHILE_PAUSED,
        };
        self.due.set(now + patience.max(took / SHARE));
    }
}

fn hand_over(model: &Model) {
    let (link, holds) = model.link();
    let kept = Kept {
        fragment: &link.to_fragment(),
        language: model.preferences.language.tag(),
        program: &model.document.title(model.text()).replace('`', ""),
        steps: model.playback.run.length(),
        position: (holds == Holds::Everything).then(|| model.playback.run.position()),
    };
    kept.hand_over();
}
