//! What is the matter with the checker, in words.

use crate::session::proof::Trouble;
use crate::text::{Text, fill};

/// What happened, and what the reader can do about it.
pub fn describe_trouble(text: &Text, trouble: &Trouble) -> String {
    let words = &text.checker_trouble;
    match trouble {
        Trouble::CannotLoad(reason) => fill(words.cannot_load, &[without_stop(reason)]),
        Trouble::Ended => words.ended.to_owned(),
        Trouble::BrokeOff(reason) => fill(words.broke_off, &[without_stop(reason)]),
        Trouble::NoAnswer => words.no_answer.to_owned(),
        Trouble::Silent(seconds) => fill(words.silent, &[&seconds.to_string()]),
    }
}

/// Browsers end their words with a full stop or not; they come to stand in a sentence.
fn without_stop(reason: &str) -> &str {
    reason.trim().trim_end_matches('.')
}
