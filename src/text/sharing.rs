//! Links, schedules as text, and the ways to choose who goes next.

/// See the [module](self). `{0}`, `{1}` … are places for words; see [`fill`](super::fill).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Sharing {
    pub share: &'static str,
    pub title: &'static str,
    pub link: &'static str,
    pub link_hint: &'static str,
    pub link_without_steps: &'static str,
    pub link_without_text: &'static str,
    pub copy_link: &'static str,
    pub forms: Forms,
    pub steps: &'static str,
    pub steps_hint: &'static str,
    pub copy_steps: &'static str,
    pub open: &'static str,
    pub open_hint: &'static str,
    pub open_field: &'static str,
    pub open_button: &'static str,
    pub damaged: &'static str,
    pub newer: &'static str,
    /// Gets the names that mean nothing here.
    pub unknown_names: &'static str,
    /// Gets what is wrong with the steps.
    pub without_its_steps: &'static str,
    pub steps_were_too_long: &'static str,
    pub recorded: &'static str,
    pub opened: &'static str,
    /// Gets the number of the step that broke the run, and the number of those behind it.
    pub left_out: &'static str,
    pub no_version: &'static str,
    /// Gets the word.
    pub no_such_thread: &'static str,
    /// Gets the word.
    pub bad_number: &'static str,
    /// Gets the word.
    pub no_such_way: &'static str,
    pub too_long: &'static str,
    /// Gets the step and the thread.
    pub step_waits: &'static str,
    /// Gets the step and the thread.
    pub step_ended: &'static str,
    /// Gets the step.
    pub step_of_nobody: &'static str,
}

/// What is shared, and as what it is written.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Forms {
    pub what: &'static str,
    pub this_run: &'static str,
    pub this_program: &'static str,
    pub this_program_hint: &'static str,
    pub written_as: &'static str,
    pub link: &'static str,
    pub frame: &'static str,
    pub frame_hint: &'static str,
    pub element: &'static str,
    pub element_hint: &'static str,
    pub markdown: &'static str,
    pub markdown_hint: &'static str,
    pub md_book: &'static str,
    pub md_book_hint: &'static str,
    pub quarto: &'static str,
    pub quarto_hint: &'static str,
    pub moodle: &'static str,
    pub moodle_hint: &'static str,
    pub qr: &'static str,
    pub qr_hint: &'static str,
    pub too_long_for_qr: &'static str,
    pub copy: &'static str,
    pub preview: &'static str,
    /// What a screen reader says of a frame. Gets the title of the program.
    pub frame_title: &'static str,
}

/// The ways to choose who goes next.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Schedulers {
    pub round_robin_hint: &'static str,
    pub random_hint: &'static str,
    pub priority: &'static str,
    pub priority_hint: &'static str,
    pub who_is_first: &'static str,
    pub producers_first: &'static str,
    pub consumers_first: &'static str,
    pub time_slice: &'static str,
    pub time_slice_hint: &'static str,
    pub slice: &'static str,
    pub one_step: &'static str,
    /// Gets the number of steps.
    pub steps: &'static str,
    pub against_you: &'static str,
    pub against_you_hint: &'static str,
}
