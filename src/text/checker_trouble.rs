//! What is the matter with the checker itself.

/// See the [module](self). `{0}` is a place for words; see [`fill`](super::fill).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct CheckerTrouble {
    /// Gets the browser's words.
    pub cannot_load: &'static str,
    pub ended: &'static str,
    /// Gets the browser's words.
    pub broke_off: &'static str,
    pub no_answer: &'static str,
    /// Gets for how many seconds.
    pub silent: &'static str,
    pub try_again: &'static str,
}
