//! The timeline.

/// See the [module](self). `{0}`, `{1}` … are places for words; see [`fill`](super::fill).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Timeline {
    pub title: &'static str,
    pub steps: &'static str,
    pub ready: &'static str,
    pub inside: &'static str,
    pub waits: &'static str,
    /// The line above the lanes: how many items lie in containers.
    pub fill: &'static str,
    /// Gets the number of a step, and what happened in it.
    pub at_step: &'static str,
    /// The next ones get a thread.
    pub makes_step: &'static str,
    pub could_step: &'static str,
    pub is_inside: &'static str,
    pub has_ended: &'static str,
    pub has_to_wait: &'static str,
    /// Gets a thread and an object.
    pub waits_for: &'static str,
    /// Gets the number of items.
    pub items_inside: &'static str,
    pub before_first_step: &'static str,
    pub to_start: &'static str,
    pub to_violation: &'static str,
    pub fewer_steps: &'static str,
    pub more_steps: &'static str,
    /// Gets a number of steps.
    pub shows_steps: &'static str,
    pub shows_all: &'static str,
    pub show_threads: &'static str,
    pub hide_threads: &'static str,
    /// Gets the number of the first step that is known.
    pub forgotten: &'static str,
    /// Gets an item.
    pub follow: &'static str,
    pub stop_following: &'static str,
    pub made: &'static str,
    pub put: &'static str,
    pub taken: &'static str,
    pub consumed: &'static str,
}
