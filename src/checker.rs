//! The checker: every schedule of a program, and the shortest that breaks it.
//!
//! A breadth-first search through all states. What a step does is asked of
//! [`program::step`](crate::program::step) and what it breaks of the engine's books, each
//! question once: the answers are tabulated, and from then on a step of the search is a
//! few look-ups and a change of bits. So there is no second meaning to disagree with the first.

mod options;
mod report;

pub use options::{Options, Progress, Reductions};
pub use report::{Counterexample, Report, Verdict, WhyUndecided};

use crate::program::Program;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Looks through all schedules of a program.
///
/// `watch` is told how far the search has come, many times a second; when it answers with a
/// break, the search stops and its verdict is open.
pub fn check(
    program: &Arc<Program>,
    options: &Options,
    watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> Report {
    let _ = (program, options, watch);
    todo!()
}
