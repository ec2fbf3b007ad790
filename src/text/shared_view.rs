//! Lessons and views as links: what of the page a link hides and locks, and what else leaves the page.

/// See the [module](self).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct SharedView {
    pub this_lesson: &'static str,
    pub this_lesson_hint: &'static str,
    pub in_this_language: &'static str,
    pub this_view: &'static str,
    pub this_view_hint: &'static str,
    pub hide: &'static str,
    /// In the order of the parts.
    pub hidden: [&'static str; 6],
    pub lock: &'static str,
    /// In the order of what can be locked.
    pub locked: [&'static str; 5],
}
