//! From what happened to the sentence that says so.

mod access;
mod changes;
mod failure;
mod lane;
mod map;
mod moment;
mod notice;
mod opening;
mod outcomes;
mod phase;
mod proof;
mod ran;
mod sleep;
mod trouble;
mod violation;
mod words;

pub use changes::describe_changes;
pub use failure::describe_line;
pub use lane::describe_lane;
pub use map::describe_map;
pub use moment::describe_moment;
pub use notice::{describe_notice, fault_label, setting_label, why_simulated};
pub use opening::describe_steps_refused;
pub use outcomes::{
    describe_endless_runs, describe_how_often, describe_last_line, describe_outcomes,
};
pub use phase::describe_phase;
pub use proof::{
    describe_cell, describe_frequency, describe_growth, describe_prediction, describe_runtime,
    describe_verdict, subject_words,
};
pub use ran::{Ran, describe_ran};
pub use trouble::describe_trouble;
pub use violation::{describe_violation, violation_title};
pub use words::{count_of, list_of, of_tasks};
