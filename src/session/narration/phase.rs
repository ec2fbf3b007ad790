//! What a long check does, once it no longer only looks for states.

use crate::checker::{Phase, Progress};
use crate::text::{Text, fill};

/// What the check does and how far it is with that; `None` while it explores. `states` and `steps`
/// are how many it knows and how deep they lie, in words; `number` writes a number.
pub fn describe_phase(
    text: &Text,
    progress: &Progress,
    [states, steps]: [&str; 2],
    number: impl Fn(u64) -> String,
) -> Option<String> {
    let words = &text.phases;
    let sentence = match progress.phase {
        Phase::Exploring => return None,
        Phase::Shortening => words.shortening,
        Phase::Traps => words.traps,
        Phase::Starvation => words.starvation,
        Phase::WayBack => words.way_back,
    };
    let said = [states, steps, &number(progress.looked_at), &number(progress.round.into())];
    Some(fill(sentence, &said))
}
