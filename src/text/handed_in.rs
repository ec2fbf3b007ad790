//! What somebody handed in, as whoever grades it sees it.

/// See the [module](self). `{0}`, `{1}` are places for words; see [`fill`](super::fill).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct HandedIn {
    pub title: &'static str,
    /// Gets how many answers are right, and how many there are.
    pub right_of: &'static str,
    /// Gets how many answers are judged, and how many there are.
    pub judging: &'static str,
    pub judged_here: &'static str,
    pub damaged: &'static str,
    pub newer: &'static str,
    pub empty: &'static str,
    /// Gets a name.
    pub unknown: &'static str,
    pub waits: &'static str,
    pub claims_too_much: &'static str,
    pub answer: &'static str,
    pub first_answer: &'static str,
    pub first_was_right: &'static str,
    pub first_was_wrong: &'static str,
    pub first_undecided: &'static str,
    /// Gets how sure one was.
    pub sure: &'static str,
    pub tries: &'static str,
    pub hints: &'static str,
    pub was_shown: &'static str,
    pub not_of_here: &'static str,
    pub open: &'static str,
}
