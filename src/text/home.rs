//! What a script for the reader's own Python says.

/// See the [module](self). `{0}` is a place for words; see [`fill`](super::fill).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Home {
    /// The first lines of the script.
    pub head: &'static str,
    /// What the script says while it runs, by the names that it has for it. `{}` is Python's place for words.
    pub said: &'static [(&'static str, &'static str)],
    pub no_threads: &'static str,
    /// No script: a program of roles.
    pub roles: &'static str,
    /// No schedule was given.
    pub no_schedule: &'static str,
    /// A schedule where none is wanted.
    pub needless_schedule: &'static str,
}
