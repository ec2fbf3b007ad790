//! Plain memory: the machine the page draws, the record of a run, and the schedulers.
//!
//! Simulated threads advance the [`Run`] through a [`Scheduler`]; real threads advance
//! it through their log. Both ways lead through [`Machine::step`], so whatever the page
//! says about a run holds for either kind of thread.

mod ledger;
mod machine;
mod run;
mod scheduler;
mod simulation;
mod timeline;
mod violation;

pub use ledger::{Counters, Ledger, SlotContents, is_lock};
pub use machine::{Machine, PlainMemory, Standing};
pub use run::{Advance, Divergence, Ending, ItemStory, Moment, Run, Sleeper, Turn};
pub use scheduler::{Scheduler, SchedulerKind};
pub use simulation::{Round, Simulation, TURN_MILLISECONDS};
pub use timeline::{Share, Strip, Timeline};
pub use violation::{DeadlockCause, IndexCause, Violation, Wait};
