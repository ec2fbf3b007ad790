//! What leaves the page as a file.

/// See the [module](self). `{0}` is a place for words; see [`fill`](super::fill).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Exports {
    pub title: &'static str,
    pub hint: &'static str,
    pub form: &'static str,
    /// In the order of the forms.
    pub forms: [&'static str; 8],
    pub download: &'static str,
    pub copy: &'static str,
    pub no_run: &'static str,
    pub no_verdict: &'static str,
    pub no_picture: &'static str,
    pub no_gate: &'static str,
    pub script_hint: &'static str,
    pub photo: &'static str,
    /// Gets a number of steps.
    pub so_far: &'static str,
    pub of_this_text: &'static str,
}
