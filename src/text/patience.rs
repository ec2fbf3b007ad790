//! What is said when a run has gone on for a while and nothing went wrong.

/// See the [module](self).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Patience {
    pub not_broken: &'static str,
    /// Gets how many runs there are to one that breaks, and the most steps of one.
    pub one_in: &'static str,
    /// Gets how many runs were made, and the most steps of one.
    pub none_of: &'static str,
    pub proves_nothing: &'static str,
    pub faster: &'static str,
}
