//! The checker: a worker of its own, kept ready once the reader is about to ask, and dropped
//! when the answer is not wanted any more.

use crate::session::{Answer, Carried, Means, Order, ProofAction, ProofEffect, Trouble, carry_out};
use crate::threads::{Desk, DeskFailure, Letter};
use crate::ui::store::Store;
use gloo_timers::callback::Interval;
use js_sys::{Function, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;

// It exports `initThreadPool`, which the worker's script calls.
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_rayon as _;

/// The name that developer tools show.
const NAME: &str = "checker";

/// A worker keeps the memory that it once had: one that had more than this makes way for a fresh
/// one. In bytes.
const KEPT: u64 = 64 << 20;

/// How often it is looked whether the checker gives signs, in milliseconds.
const LOOKS_EVERY: u32 = 1000;

/// After so many looks without a sign the reader is told. Looks are counted, not time: a page that was
/// asleep wakes to a look, and to the letters that wait for it. A slow phone may be that long at one part
/// of a search, so nothing is ended.
const LOOKS_IN_VAIN: u32 = 10;

/// The part of a memory that states may take: tables that grow are for a moment there twice.
const SHARE: f64 = 0.75;

/// The page's checker, tied to its store.
pub struct Checker {
    store: Store,
    desk: RefCell<Option<Desk>>,
    /// Whether the desk has not answered all yet.
    is_busy: Cell<bool>,
    /// The most bytes that the latest answer speaks of.
    bytes: Cell<u64>,
    /// Looks after a checker that is busy.
    watch: RefCell<Option<Interval>>,
    /// How often that was in vain since the latest letter.
    looks: Cell<u32>,
    /// Itself, for what listens to the desk.
    weak: Weak<Checker>,
}

impl Checker {
    /// A checker for this store. It starts nothing yet.
    pub fn new(store: &Store) -> Rc<Checker> {
        Rc::new_cyclic(|weak| Checker {
            store: store.clone(),
            desk: RefCell::default(),
            is_busy: Cell::new(false),
            bytes: Cell::new(0),
            watch: RefCell::default(),
            looks: Cell::new(0),
            weak: weak.clone(),
        })
    }

    /// Carries out what the session asks for.
    pub fn carry_out(&self, effect: ProofEffect) {
        match effect {
            ProofEffect::GetReady => self.get_ready(),
            ProofEffect::Ask(order) => self.ask(&order),
            ProofEffect::Cancel => {
                if self.is_busy.get() {
                    self.renew();
                }
            }
        }
    }

    fn ask(&self, order: &Order) {
        if self.is_busy.get() {
            self.renew();
        }
        let asked = self.have_desk().and_then(|()| match self.desk.borrow().as_ref() {
            Some(desk) => desk.ask(&order.to_bytes()),
            None => Ok(()),
        });
        match asked {
            Ok(()) => {
                self.is_busy.set(true);
                self.look_after_it();
            }
            Err(words) => self.fail(Trouble::CannotLoad(words)),
        }
    }

    /// Has a worker that waits for an order. Whoever asks is told if there is none.
    fn get_ready(&self) {
        let _ = self.have_desk();
    }

    fn have_desk(&self) -> Result<(), String> {
        if self.desk.borrow().is_some() {
            return Ok(());
        }
        let weak = self.weak.clone();
        let receiver = move |letter| {
            if let Some(checker) = weak.upgrade() {
                checker.receive(letter);
            }
        };
        *self.desk.borrow_mut() = Some(Desk::new(NAME, receiver)?);
        Ok(())
    }

    fn look_after_it(&self) {
        self.looks.set(0);
        let weak = self.weak.clone();
        let look = move || {
            let Some(checker) = weak.upgrade() else { return };
            let looks = checker.looks.get() + 1;
            checker.looks.set(looks);
            if looks >= LOOKS_IN_VAIN {
                let seconds = looks * LOOKS_EVERY / 1000;
                checker.store.dispatch(ProofAction::Silent(seconds));
            }
        };
        *self.watch.borrow_mut() = Some(Interval::new(LOOKS_EVERY, look));
    }

    /// Drops the worker with all it does, and has another at once: the next order comes soon.
    fn renew(&self) {
        self.drop_desk();
        self.get_ready();
    }

    fn drop_desk(&self) {
        self.is_busy.set(false);
        self.watch.borrow_mut().take();
        self.bytes.set(0);
        self.desk.borrow_mut().take();
    }

    fn fail(&self, trouble: Trouble) {
        self.drop_desk();
        self.store.dispatch(ProofAction::Failed(trouble));
    }

    fn receive(&self, letter: Letter) {
        self.looks.set(0);
        match letter {
            Letter::Loaded => {}
            Letter::Answer(bytes) => {
                if let Some(answer) = Answer::from_bytes(&bytes) {
                    if let Answer::Report { report, .. } = &answer {
                        self.bytes.set(self.bytes.get().max(report.reached.bytes));
                    }
                    self.store.dispatch(ProofAction::Answered(answer));
                }
            }
            Letter::Done => {
                self.is_busy.set(false);
                self.watch.borrow_mut().take();
                // Nothing is to be waited for any more.
                self.store.dispatch(ProofAction::Finished);
                if self.bytes.get() > KEPT {
                    self.renew();
                }
            }
            Letter::Failed(failure) => self.fail(match failure {
                DeskFailure::CannotLoad(words) => Trouble::CannotLoad(words),
                DeskFailure::Ended => Trouble::Ended,
                DeskFailure::BrokeOff(words) => Trouble::BrokeOff(words),
            }),
        }
    }
}

/// What a checker's worker does with an order. Answers go to `post` as bytes; the result says
/// whether it wants to begin again with more threads.
#[wasm_bindgen]
pub fn desk_entry(
    order: &[u8],
    threads: usize,
    may_have_more: bool,
    most_bytes: f64,
    post: &Function,
) -> bool {
    let means = Means { threads, may_have_more, most_bytes: (most_bytes * SHARE) as u64 };
    let mut answer = |bytes: &[u8]| {
        // It fails only when the worker is being ended.
        let _ = post.call1(&JsValue::UNDEFINED, &Uint8Array::from(bytes));
    };
    carry_out(order, means, &now, &mut answer) == Carried::WantsThreads
}

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since the worker began.
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}
