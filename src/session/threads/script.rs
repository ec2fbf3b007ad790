//! The steps of a run once more, by real threads: the gate lets each through when it is its turn.

use crate::engine::Turn;
use crate::program::ThreadId;

/// The steps that real threads are to make, and how many of them they have made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    turns: Vec<Turn>,
    made: usize,
}

impl Script {
    /// These steps, none of which is made.
    pub fn of(turns: Vec<Turn>) -> Script {
        Script { turns, made: 0 }
    }

    /// The step that is to be made now; `None` once all are.
    pub fn next(&self) -> Option<Turn> {
        self.turns.get(self.made).copied()
    }

    /// Notes that this thread has made a step. Answers whether it was the next of the script.
    pub fn note(&mut self, thread: ThreadId) -> bool {
        let is_next = self.next().is_some_and(|turn| turn.thread == thread);
        self.made += usize::from(is_next);
        is_next
    }
}
