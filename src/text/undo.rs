//! What was taken back, and what was made again.

/// See the [module](self).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Undo {
    /// Each gets what it was.
    pub undone: &'static str,
    pub redone: &'static str,
    pub nothing_to_undo: &'static str,
    pub nothing_to_redo: &'static str,
    /// What it can have been.
    pub steps: &'static str,
    pub program: &'static str,
    pub repair: &'static str,
}
