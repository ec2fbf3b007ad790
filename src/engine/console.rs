//! What a whole program has printed.

use crate::program::{Printed, ThreadId};
use std::collections::VecDeque;

/// So many prints are kept, the latest.
const KEPT: usize = 200;

/// One print, or a piece of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Print {
    /// Who printed it.
    pub thread: ThreadId,
    /// With which step; 0 before the first.
    pub step: u64,
    /// What.
    pub printed: Printed,
}

/// The latest prints at a position of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Console {
    prints: VecDeque<Print>,
    is_cut: bool,
}

impl Console {
    /// Takes down what a thread printed with a step.
    pub(super) fn note(&mut self, thread: ThreadId, step: u64, printed: &[Printed]) {
        for &printed in printed {
            if self.prints.len() == KEPT {
                self.prints.pop_front();
                self.is_cut = true;
            }
            self.prints.push_back(Print { thread, step, printed });
        }
    }

    /// The prints, the oldest first.
    pub fn prints(&self) -> impl ExactSizeIterator<Item = &Print> {
        self.prints.iter()
    }

    /// Whether there were earlier ones.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The bytes it takes beyond itself.
    pub(super) fn heap_bytes(&self) -> usize {
        self.prints.capacity() * size_of::<Print>()
    }
}
