//! What is asked of a check.

use crate::engine::{ViolationKind, ViolationKinds};
use serde::{Deserialize, Serialize};

/// What is asked of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// What may be left out without changing the verdict.
    pub reductions: Reductions,
    /// The search gives up beyond so many states.
    pub most_states: u64,
    /// The search gives up before it uses more bytes than this.
    pub most_bytes: u64,
    /// The violations that end the search. By default all but those which are only shown
    /// while a program runs, and `starvation`, which is looked for on demand.
    pub wanted: ViolationKinds,
    /// How many threads search, at least 1. More than 1 needs a pool to run in.
    pub threads: usize,
    /// Whether a step that puts one more into a container than there is room for is left out, instead
    /// of ending the search: of what comes after it nothing is said.
    pub leaves_growth_open: bool,
}

impl Default for Options {
    fn default() -> Options {
        let wanted = ViolationKind::ALL
            .into_iter()
            .filter(|kind| kind.ends_a_run() && *kind != ViolationKind::Starvation);
        Options {
            reductions: Reductions::default(),
            most_states: 100_000_000,
            most_bytes: 1 << 30,
            wanted: wanted.fold(ViolationKinds::NONE, ViolationKinds::with),
            threads: 1,
            leaves_growth_open: false,
        }
    }
}

/// Ways to look at fewer states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reductions {
    /// Threads of one role that do not know their number are interchangeable.
    pub symmetry: bool,
    /// Of steps that cannot disturb one another only one order is tried. A counterexample is
    /// then looked for once more without it, so that it is the shortest.
    pub partial_order: bool,
    /// Spaces of up to so many states are looked through as they are, and only larger ones
    /// reduced: then `states` counts all there are.
    pub above: u64,
}

impl Reductions {
    /// Every state and every order is looked at.
    pub const NONE: Reductions = Reductions { symmetry: false, partial_order: false, above: 0 };
}

impl Default for Reductions {
    fn default() -> Reductions {
        Reductions { symmetry: true, partial_order: true, above: 50_000 }
    }
}

/// How far a search has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// States found.
    pub states: u64,
    /// Steps tried.
    pub transitions: u64,
    /// How many steps deep every schedule has been looked at.
    pub depth: u32,
    /// Bytes in use.
    pub bytes: u64,
    /// What is being done.
    pub phase: Phase,
    /// Of a phase that goes through what was found: how many states (of `states`) it has looked
    /// at in this round, or, on the way back, how many steps (of `depth`) it has gone.
    pub looked_at: u64,
    /// The number of that round, from 1. Traps are looked for until a round brings nothing new,
    /// starvation once for each thread.
    pub round: u32,
}

/// What a check is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Phase {
    /// It looks for states that break a rule.
    #[default]
    Exploring,
    /// It has found one in a reduced space, and looks for the shortest way to one.
    Shortening,
    /// It has seen all states, and looks for those without a way out.
    Traps,
    /// It looks for threads that can be passed over forever.
    Starvation,
    /// It looks for the way back from what it has found to the start.
    WayBack,
}

impl Phase {
    /// All of them, in the order in which a check may come to them.
    pub const ALL: [Phase; 5] =
        [Phase::Exploring, Phase::Shortening, Phase::Traps, Phase::Starvation, Phase::WayBack];
}
