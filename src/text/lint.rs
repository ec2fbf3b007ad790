//! What a text looks as if it had wrong.

/// See the [module](self). `{0}` is a place for words; see [`fill`](super::fill).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct LintWords {
    /// The title of the list in the page.
    pub title: &'static str,
    /// Gets the number of a line.
    pub line: &'static str,
    /// The button that asks the checker.
    pub ask: &'static str,
    pub asking: &'static str,
    /// Why it cannot be asked.
    pub cannot_ask: &'static str,
    /// It happens: gets the violation, and after how many steps.
    pub happens: &'static str,
    /// Another last line can come of it: gets the line.
    pub prints: &'static str,
    /// The checker does not know.
    pub open: &'static str,
    /// The checker proves that it does no harm.
    pub harmless: &'static str,
}
