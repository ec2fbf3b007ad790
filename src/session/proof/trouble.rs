//! What can be the matter with the checker itself.

/// Why the checker does not answer. Words are the browser's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It could not be loaded.
    CannotLoad(String),
    /// The browser has ended it.
    Ended,
    /// It broke off in the middle of a search.
    BrokeOff(String),
    /// It has ended its work without an answer.
    NoAnswer,
    /// It has given no sign for so many seconds. It may still.
    Silent(u32),
}
