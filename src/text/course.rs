//! The course: what stands around its texts, which are fetched.

use super::OneOrMore;

/// See the [module](self). `{0}`, `{1}` … are places for words; see [`fill`](super::fill).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Course {
    /// The button that opens it.
    pub course: &'static str,
    pub overview: &'static str,
    pub laboratory: &'static str,
    /// Gets how many are done, and how many there are.
    pub done_of: &'static str,
    pub coming: &'static str,
    pub on_its_way: &'static str,
    pub missing: &'static str,
    pub try_again: &'static str,
    /// Gets a number.
    pub minutes: &'static str,
    /// Gets a number.
    pub variant: &'static str,
    pub variant_field: &'static str,
    /// Gets the chapter, which challenge it is, and of how many.
    pub place_of: &'static str,
    /// Gets a number.
    pub stars: &'static str,
    pub star_reached: &'static str,
    pub star_right: &'static str,
    pub star_proved: &'static str,
    pub star_no_hint: &'static str,
    /// Gets a number of steps.
    pub star_fewest: &'static str,
    pub star_not_slow: &'static str,
    pub star_at_once: &'static str,
    pub your_schedule: &'static str,
    /// Gets how many steps were made, and the fewest.
    pub so_many_of: &'static str,
    /// Gets the number of a step and what happened.
    pub at_step: &'static str,
    pub before_first: &'static str,
    pub who_steps: &'static str,
    pub step: &'static str,
    /// Gets an object.
    pub waits_for: &'static str,
    /// Gets a thread.
    pub held_by: &'static str,
    pub ended: &'static str,
    pub no_step_left: &'static str,
    pub run_is_over: &'static str,
    pub take_back: &'static str,
    pub again: &'static str,
    pub prediction: &'static str,
    pub your_answer: &'static str,
    pub sealed: &'static str,
    pub how_sure: &'static str,
    pub sure_1: &'static str,
    pub sure_2: &'static str,
    pub sure_3: &'static str,
    pub seal: &'static str,
    pub submit: &'static str,
    pub prove: &'static str,
    pub judging: &'static str,
    pub right: &'static str,
    pub not_right: &'static str,
    pub not_decided: &'static str,
    pub why_not_the_others: &'static str,
    pub proved: &'static str,
    /// Gets how many items, and how many are possible.
    pub slow: &'static str,
    /// Gets how many items, and how many are possible.
    pub fast: &'static str,
    /// Gets how many it took and the fewest.
    pub took_steps: &'static str,
    /// Gets how many.
    pub took_fewest: &'static str,
    /// Gets the violation, the steps, producers, consumers and slots.
    pub breaks: &'static str,
    /// Gets a number of steps.
    pub watch: OneOrMore,
    pub if_line_is_step: &'static str,
    pub if_operation_is_step: &'static str,
    pub if_one_of_each: &'static str,
    pub nothing_broke: &'static str,
    /// Gets a violation.
    pub another_broke: &'static str,
    /// Gets the number of a step.
    pub impossible: &'static str,
    pub unreadable: &'static str,
    /// Gets a line.
    pub line_gone: &'static str,
    pub line_not_run: &'static str,
    pub does_not_work: &'static str,
    pub undecided: &'static str,
    /// Gets a number.
    pub broke_off: &'static str,
    pub blanks_wrong: &'static str,
    pub hints: &'static str,
    pub hint_costs: &'static str,
    pub hint_1: &'static str,
    pub hint_2: &'static str,
    pub hint_3: &'static str,
    pub hint_3_words: &'static str,
    pub open_hint: &'static str,
    /// Gets a thread and a line.
    pub begins_with: &'static str,
    /// Gets producers, consumers and the capacity.
    pub begins_at_size: &'static str,
    pub show_me: &'static str,
    pub was_shown: &'static str,
    pub not_shown: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub program: &'static str,
    pub steps: &'static str,
    pub contents: &'static str,
    pub where_you_are: &'static str,
    pub ideas: &'static str,
    pub ideas_none: &'static str,
    pub idea_mended: &'static str,
    pub idea_open: &'static str,
    pub progress: &'static str,
    pub sureness: &'static str,
    /// Gets how many were right, and of how many.
    pub right_of: &'static str,
    pub carry: &'static str,
    pub carry_hint: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub bring: &'static str,
    pub bring_hint: &'static str,
    pub refused: &'static str,
    pub forget: &'static str,
    pub teach: &'static str,
    pub goal: &'static str,
    pub expected: &'static str,
    pub ideas_here: &'static str,
    pub link_here: &'static str,
    /// Gets an object.
    pub holds: &'static str,
    /// Gets an object.
    pub who_waits: &'static str,
    pub tick_none: &'static str,
    /// Gets a number.
    pub after_steps: &'static str,
    pub pool: &'static str,
    pub pool_hint: &'static str,
    pub your_lines: &'static str,
    pub no_lines: &'static str,
    /// Gets a line.
    pub take_out: &'static str,
    pub change_program: &'static str,
    pub handing_in: HandingIn,
}

/// Handing answers in.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct HandingIn {
    pub title: &'static str,
    pub hint: &'static str,
    /// Copies the link of all answers.
    pub all: &'static str,
    /// Copies the link of the answer to the challenge that is open.
    pub this_one: &'static str,
    pub nothing: &'static str,
    pub too_long: &'static str,
    /// Gets the digits.
    pub digest: &'static str,
}
