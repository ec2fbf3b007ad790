//! Where the page is in the run: in words, and as a place of the timeline.

use crate::session::{Model, describe_moment};
use std::ops::Range;

/// What happened in the latest step.
pub fn latest_in_words(model: &Model) -> String {
    match model.playback.run.recent().next_back() {
        Some(latest) => describe_moment(model.text(), model.program(), latest).join(". "),
        None => model.text().timeline.before_first_step.to_owned(),
    }
}

/// The style of what stands at a position.
pub fn percent(position: usize, window: &Range<usize>) -> String {
    // In whole thousandths: to write a fraction takes code that nothing else on the page needs.
    let passed = position.saturating_sub(window.start) as u64 * 100_000;
    let thousandths = passed.checked_div(window.len() as u64).unwrap_or(0).min(100_000);
    format!("left: calc({thousandths}% / 1000)")
}
