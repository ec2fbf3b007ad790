//! What every way to choose has to answer.

use super::split_mix::SplitMix64;
use crate::engine::run::{Run, Turn};
use crate::program::ThreadId;
use std::fmt::Debug;

/// A scheduling policy: which of the threads that can move goes next. It keeps what it needs to
/// know of the run so far; chance comes from outside, so that one seed decides all of it.
pub trait Policy: Debug {
    /// Chooses one of the threads that can move, which are given in ascending order. There is at
    /// least one.
    fn choose(&mut self, ready: &[ThreadId], chance: &mut SplitMix64) -> Option<ThreadId>;

    /// Whether the seed decides which of several ways a step goes. If not, they are taken in turn.
    fn has_chance(&self) -> bool {
        false
    }

    /// Whether it wants to know the run, and chooses whole [turns](Policy::choose_turn).
    fn looks_ahead(&self) -> bool {
        false
    }

    /// Chooses one of the turns that are possible now; `None` if there are none.
    fn choose_turn(
        &mut self,
        _run: &Run,
        possible: &[Turn],
        chance: &mut SplitMix64,
    ) -> Option<Turn> {
        possible.get(chance.below(possible.len().min(256))).copied()
    }

    /// A copy of it, with what it knows.
    fn copied(&self) -> Box<dyn Policy>;
}

impl Clone for Box<dyn Policy> {
    fn clone(&self) -> Box<dyn Policy> {
        self.copied()
    }
}
