//! What the page has to say to the reader beside what it shows.

use super::sharing::Opening;
use super::threads::{WhyFailed, WhySimulated};
use super::undo::{UndoAction, Undoable};
use crate::catalogue::{KnobName, Limit, Setting};
use crate::engine::Divergence;
use crate::program::ThreadId;

/// Something the page has to say to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A number was out of range.
    Clamped(Limit),
    /// The number of a constant was out of range; this is what it is set to.
    KnobClamped(KnobName, u32),
    /// What was typed is no number.
    NotANumber {
        /// What was typed.
        typed: String,
        /// For which; `None` for the seed.
        of: Option<Named>,
    },
    /// The thread could not make the step that was asked for.
    CannotStep(ThreadId),
    /// A real thread failed.
    ThreadFailed {
        /// The worker's name.
        name: String,
        /// What is known.
        why: WhyFailed,
    },
    /// There were real threads, and there are none for this run.
    NoRealThreads(WhySimulated),
    /// The real threads and their replay disagree: a defect of this program.
    Diverged(Divergence),
    /// A thread did not stop in time.
    StopForced,
    /// The run goes on with simulated threads.
    Forked,
    /// This was changed while the run went on, so another one has begun.
    StartedAgain(Changed),
    /// Real threads make the steps of a run once more.
    Repeating {
        /// How many there are.
        steps: usize,
    },
    /// The run is one that the checker found.
    Watching {
        /// How many steps it takes to what is wrong.
        steps: usize,
    },
    /// The text has to be put right first.
    TextIsWrong,
    /// The reader's version of the program was thrown away; that can be taken back.
    Discarded,
    /// A link, or steps, were opened.
    Opened(Opening),
    /// A change was taken back.
    Undone(Undoable),
    /// A change that was taken back was made again.
    Redone(Undoable),
    /// There is no change to take back, or to make again.
    NothingTo(UndoAction),
    /// All that was broken is as written again.
    Repaired,
    /// The newcomer has made the last of the first steps.
    FirstStepsDone,
}

/// A number that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// One of the page's.
    Setting(Setting),
    /// A constant of the text.
    Knob(KnobName),
}

/// What can be changed while a run goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// The lines of the program.
    Program,
    /// The numbers, or how it is run.
    Settings,
}
