//! Barriers, as in CPython: threads meet there, and go on together.
//!
//! To arrive is one step, to leave another; who comes last lets all go on and leaves in the same step. Until
//! all of one round have left, nobody of the next is let in.

use crate::program::code::{Local, Pc};
use crate::program::event::Access;
use crate::program::exception::Exception;
use crate::program::memory::{Cell, Memory, Value};
use crate::program::step::{Attempt, set};
use crate::program::thread::Thread;
use serde::{Deserialize, Serialize};

/// The cell of a barrier: how many are there, and what it lets them do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BarrierState {
    /// How many have arrived and not left.
    pub inside: u16,
    /// What it lets them do.
    pub phase: BarrierPhase,
}

/// What a barrier lets threads do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarrierPhase {
    /// It lets threads in, and nobody out.
    Filling,
    /// All have come. It lets them out, and nobody in.
    Draining,
    /// It was reset while threads waited: they leave with an exception, and nobody is let in.
    Resetting,
    /// It is broken: all who wait, and all who come, get an exception.
    Broken,
}

impl BarrierState {
    /// The state in a cell.
    pub fn unpack(value: Value) -> BarrierState {
        let phase = match value >> 16 & 3 {
            0 => BarrierPhase::Filling,
            1 => BarrierPhase::Draining,
            2 => BarrierPhase::Resetting,
            _ => BarrierPhase::Broken,
        };
        BarrierState { inside: value as u16, phase }
    }

    /// The word for the cell.
    pub fn pack(self) -> Value {
        (self.phase as Value) << 16 | Value::from(self.inside)
    }

    /// How many wait for others to come (`n_waiting`).
    pub fn waiting(self) -> u16 {
        if self.phase == BarrierPhase::Filling { self.inside } else { 0 }
    }

    /// Whether it is broken (`broken`).
    pub fn is_broken(self) -> bool {
        self.phase == BarrierPhase::Broken
    }

    /// The same without one that was there. The last one to leave lets the next ones in.
    fn with_one_less(self) -> BarrierState {
        let inside = self.inside.saturating_sub(1);
        let phase = match self.phase {
            BarrierPhase::Draining | BarrierPhase::Resetting if inside == 0 => {
                BarrierPhase::Filling
            }
            phase => phase,
        };
        BarrierState { inside, phase }
    }
}

/// Takes one away that waits there and was cancelled: the barrier is not broken by that.
pub fn withdraw(barrier: Cell, memory: &mut impl Memory) {
    let now = BarrierState::unpack(memory.load(barrier)).with_one_less();
    memory.store(barrier, now.pack());
}

/// What is done to a barrier without waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BarrierDeed {
    /// Breaks it.
    Abort,
    /// Makes it as new; who waits there gets an exception.
    Reset,
    /// Looks how many wait.
    CountWaiting {
        /// The local that gets the number.
        into: Local,
    },
    /// Looks whether it is broken.
    LookIfBroken {
        /// The local that gets the answer.
        into: Local,
    },
}

/// The two halves of `wait`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BarrierWait {
    /// Arrives.
    Arrive {
        /// How many threads meet there.
        parties: u16,
        /// The local that gets how many had come before.
        index: Local,
        /// The local that gets whether the thread has to wait for others.
        waits: Local,
    },
    /// Leaves, once all have come.
    Leave,
}

/// What happened at a barrier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarrierEvent {
    /// A thread arrived, as the one with this number from 0, and waits for others.
    Arrived(u16),
    /// A thread came last, with this number: all may go on, and it does.
    CameLast(u16),
    /// A thread left, and so many are still to leave.
    Left(u16),
    /// It was broken.
    Aborted,
    /// It was reset while so many waited.
    Reset(u16),
    /// So many were seen to wait.
    Counted(u16),
    /// It was seen to be broken, or not.
    SeenBroken(bool),
}

impl BarrierEvent {
    /// It in one value, as a log entry records it.
    pub fn value(self) -> Value {
        match self {
            BarrierEvent::Arrived(it) | BarrierEvent::Left(it) | BarrierEvent::Counted(it) => {
                it.into()
            }
            BarrierEvent::CameLast(it) | BarrierEvent::Reset(it) => 1 << 16 | Value::from(it),
            BarrierEvent::SeenBroken(is) => is.into(),
            BarrierEvent::Aborted => 2 << 16,
        }
    }
}

/// Whether a thread has to wait there, as the barrier is in another phase.
pub fn is_in_the_way(wait: BarrierWait, seen: Value) -> bool {
    let phase = BarrierState::unpack(seen).phase;
    match wait {
        BarrierWait::Arrive { .. } => {
            matches!(phase, BarrierPhase::Draining | BarrierPhase::Resetting)
        }
        BarrierWait::Leave => phase == BarrierPhase::Filling,
    }
}

/// Arrives or leaves, where nothing [is in the way](is_in_the_way).
pub fn wait(
    cell: Cell,
    wait: BarrierWait,
    thread: &mut Thread,
    memory: &mut impl Memory,
) -> Attempt {
    let state = BarrierState::unpack(memory.load(cell));
    let exception = Exception::BROKEN_BARRIER_ERROR;
    let broken = Attempt::Raised { access: Access::Failed { cell, exception }, exception };
    let (now, event) = match wait {
        BarrierWait::Arrive { .. } if state.is_broken() => return broken,
        BarrierWait::Arrive { parties, index, waits } => {
            let number = state.inside;
            let is_last = number + 1 >= parties;
            set(thread, index, number.into());
            set(thread, waits, Value::from(!is_last));
            let inside = BarrierState { inside: number + 1, ..state };
            match is_last {
                true => {
                    let open = BarrierState { phase: BarrierPhase::Draining, ..inside };
                    (open.with_one_less(), BarrierEvent::CameLast(number))
                }
                false => (inside, BarrierEvent::Arrived(number)),
            }
        }
        BarrierWait::Leave => {
            let left = state.with_one_less();
            if state.phase != BarrierPhase::Draining {
                memory.store(cell, left.pack());
                memory.wake_all(cell);
                return broken;
            }
            (left, BarrierEvent::Left(left.inside))
        }
    };
    memory.store(cell, now.pack());
    memory.wake_all(cell);
    let access = Access::AtBarrier { cell, event };
    Attempt::Done { access, next: None::<Pc>, result: None }
}

/// The time of one that waits for others is over: that breaks the barrier.
pub fn give_up(cell: Cell, memory: &mut impl Memory) -> Attempt {
    let left = BarrierState::unpack(memory.load(cell)).with_one_less();
    memory.store(cell, BarrierState { phase: BarrierPhase::Broken, ..left }.pack());
    memory.wake_all(cell);
    let exception = Exception::BROKEN_BARRIER_ERROR;
    Attempt::Raised { access: Access::TimedOut { cell }, exception }
}

/// Breaks it, resets it, or looks at it.
pub fn act(cell: Cell, deed: BarrierDeed, thread: &mut Thread, memory: &mut impl Memory) -> Access {
    let state = BarrierState::unpack(memory.load(cell));
    let mut change = |phase| {
        memory.store(cell, BarrierState { phase, ..state }.pack());
        memory.wake_all(cell);
    };
    let event = match deed {
        BarrierDeed::Abort => {
            change(BarrierPhase::Broken);
            BarrierEvent::Aborted
        }
        BarrierDeed::Reset => {
            change(match state.phase {
                _ if state.inside == 0 => BarrierPhase::Filling,
                // All have come, and only have to leave.
                BarrierPhase::Draining => BarrierPhase::Draining,
                BarrierPhase::Filling | BarrierPhase::Resetting | BarrierPhase::Broken => {
                    BarrierPhase::Resetting
                }
            });
            BarrierEvent::Reset(state.waiting())
        }
        BarrierDeed::CountWaiting { into } => {
            set(thread, into, state.waiting().into());
            BarrierEvent::Counted(state.waiting())
        }
        BarrierDeed::LookIfBroken { into } => {
            set(thread, into, state.is_broken().into());
            BarrierEvent::SeenBroken(state.is_broken())
        }
    };
    Access::AtBarrier { cell, event }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_barrier_s_state_survives_its_way_through_a_cell() {
        for phase in [
            BarrierPhase::Filling,
            BarrierPhase::Draining,
            BarrierPhase::Resetting,
            BarrierPhase::Broken,
        ] {
            for inside in [0, 1, 255] {
                let state = BarrierState { inside, phase };
                assert_eq!(BarrierState::unpack(state.pack()), state);
            }
        }
    }
}
