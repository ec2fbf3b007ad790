//! How runs begin, and what is told of them while they go on.

/// See the [module](self).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Running {
    /// What a screen reader says when a run goes on.
    pub goes_on: &'static str,
    pub program_has_changed: &'static str,
    pub settings_have_changed: &'static str,
    /// When a run has which seed.
    pub seed_hint: &'static str,
    pub keep_seed: &'static str,
}
