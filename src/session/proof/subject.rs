//! What a verdict is about.

use crate::catalogue::Configuration;
use crate::notation::Setup;

/// What a verdict is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The text, faults applied.
    pub source: String,
    /// The numbers; times are no matter of a proof.
    pub setup: Setup,
}

impl Subject {
    /// What the page is about with this text and these numbers.
    pub fn new(source: &str, configuration: &Configuration) -> Subject {
        Subject { source: source.to_owned(), setup: configuration.setup() }
    }
}
