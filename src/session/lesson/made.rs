//! The steps of a run as who made which line, without what became of anything.

use crate::catalogue::Listing;
use crate::engine::Run;

/// A step: who made which line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Who.
    pub thread: String,
    /// The line.
    pub line: String,
}

/// The latest steps of a run, in order.
pub fn made(run: &Run, listing: &Listing) -> Vec<Made> {
    let lines = &listing.lines;
    let step = |it: &crate::engine::Moment| Made {
        thread: run.program().name_of(it.thread).to_string(),
        line: lines
            .get(usize::from(it.line.0))
            .map(|it| it.text.trim().to_owned())
            .unwrap_or_default(),
    };
    run.recent().map(step).collect()
}
