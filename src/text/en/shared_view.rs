//! Lessons and views as links.

use crate::text::SharedView;

/// The sentences.
pub const SHARED_VIEW: SharedView = SharedView {
    this_lesson: "This lesson",
    this_lesson_hint: "The lesson in this variant. Whoever opens it begins it from the start.",
    in_this_language: "Open it in English",
    this_view: "This view",
    this_view_hint: "This run at this step, without what you hide, and with what you lock. Made for a page of yours.",
    hide: "Hide",
    hidden: ["Top bar", "Program", "Log", "Settings", "Timeline", "Proof"],
    lock: "Lock",
    locked: ["Choice of program", "Broken lines", "Editor", "Settings", "Speed"],
};
