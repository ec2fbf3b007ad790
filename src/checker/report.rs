//! What came of a check.

use super::options::Progress;
use crate::engine::{Turn, ViolationKind};
use crate::program::{ObjectId, ThreadId};
use serde::{Deserialize, Serialize};

/// What came of a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The answer.
    pub verdict: Verdict,
    /// States, transitions and depth of the search that gave it; `bytes` is the most that
    /// was in use.
    pub reached: Progress,
    /// The shortest way to each violation that is only shown, such as two threads inside at once.
    pub shown: Vec<Counterexample>,
    /// How many bytes one state takes.
    pub state_bytes: u32,
    /// Which reductions the search used; without any, `states` counts all states there are.
    pub is_reduced: bool,
    /// What is known of what grows, where the verdict is open for [that](WhyUndecided::Grows).
    pub growth: Option<Growth>,
}

/// Something without a limit that grows beyond what a search can see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Growth {
    /// The list, queue or channel.
    pub object: Option<ObjectId>,
    /// How many elements are in it when the search goes no further.
    pub most: u16,
    /// Whether nothing goes wrong as long as only a [few](super::FEW_WAITING) elements wait.
    pub is_safe_with_few: bool,
}

/// The answer to a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// No schedule breaks a rule.
    Safe,
    /// This one does, and none that is shorter.
    Violated(Counterexample),
    /// It is not known.
    Undecided(WhyUndecided),
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhyUndecided {
    /// There are more states than were allowed.
    States,
    /// They need more memory than was allowed.
    Memory,
    /// Whoever watched has stopped it.
    Stopped,
    /// Something without a limit grows forever.
    Grows,
}

impl WhyUndecided {
    /// The stable machine name.
    pub fn name(self) -> &'static str {
        match self {
            WhyUndecided::States => "states",
            WhyUndecided::Memory => "memory",
            WhyUndecided::Stopped => "time",
            WhyUndecided::Grows => "grows",
        }
    }
}

/// Why a search of packed states cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// The states of the program cannot be packed: its items have to be told apart, or there is too
    /// much in a state.
    Unfit,
    /// There is not enough memory.
    Memory,
    /// Whoever watched has stopped the way back to what was found.
    Stopped,
}

/// A schedule that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counterexample {
    /// Which rule.
    pub kind: ViolationKind,
    /// The way there. For `stuck-thread`, `livelock` and `starvation`: to the state from which
    /// there is no way out any more.
    pub schedule: Vec<Turn>,
    /// From there, what can be repeated forever; empty where the run ends.
    pub around: Vec<Turn>,
    /// The thread that is stuck or passed over.
    pub thread: Option<ThreadId>,
    /// Whether no schedule is shorter. It is not known when the search for the shortest ran
    /// into a limit.
    pub is_shortest: bool,
}
