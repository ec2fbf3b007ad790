//! Plain memory: the machine the page draws, the record of a run, and the schedulers.
//!
//! Simulated threads advance the [`Run`] through a [`Scheduler`]; real threads advance
//! it through their log. Both ways lead through [`Machine::step`], so whatever the page
//! says about a run holds for either kind of thread.

mod console;
mod ledger;
mod machine;
mod outlook;
mod replay;
mod run;
mod schedule;
mod scheduler;
mod simulation;
mod timeline;
mod violation;
mod violation_kind;

pub use console::{Console, Print};
pub use ledger::{Counters, Ledger, SlotContents, can_look};
pub use machine::{Machine, PlainMemory, Standing, holds};
pub use outlook::Outlook;
pub use replay::{ReplayProblem, WhyNot};
pub use run::{Advance, Divergence, Ending, ItemStory, Moment, Room, Run, Sleeper, Turn};
pub use schedule::{
    MOST_TURNS, ScheduleProblem, ScheduleProblemKind, read_schedule, write_schedule,
};
pub use scheduler::{First, Scheduler, SchedulerKind, Slice, SplitMix64};
pub use simulation::{Round, Simulation, TURN_MILLISECONDS};
pub use timeline::{Share, Strip, Timeline};
pub use violation::{DeadlockCause, IndexCause, Violation, Wait};
pub use violation_kind::{ViolationKind, ViolationKinds};
