//! The notation: what is read, what is said of what cannot be read, and that printing is the way back.

mod any_module;
mod limits;
mod meaning;
mod printing;
mod reading;
mod sentences;
mod vocabulary;
pub(crate) mod wrong;

use interleave::notation::{Diagnostic, parse};

/// Everything that is wrong with a text.
fn diagnose(text: &str) -> Vec<Diagnostic> {
    parse(text).1
}
