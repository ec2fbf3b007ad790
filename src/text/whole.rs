//! What threads of whole programs do, and how such programs end.

use super::steps::OneOrMore;

/// See the [module](self).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Whole {
    /// Gets who, and whom.
    pub starts: &'static str,
    /// Gets who.
    pub begins: &'static str,
    /// Gets who, and those who have ended.
    pub joined: &'static str,
    /// Gets who, and who is looked at.
    pub saw_alive: &'static str,
    pub saw_not_alive: &'static str,
    /// Gets who, and the number.
    pub chose: &'static str,
    /// Of a thread.
    pub not_started: &'static str,
    /// Gets who, and what.
    pub prints: &'static str,
    /// The heading above what was printed.
    pub console: &'static str,
    /// Below it.
    pub nothing_printed: &'static str,
    /// The kind of violation; what it is when nobody can move any more is said by the next one.
    pub never_ends: &'static str,
    pub unfinished_thread: &'static str,
    /// Of a program that can be repeated forever from some state, and whose end cannot be reached from there.
    pub no_end_from_there: &'static str,
    pub no_end_of_one_from_there: &'static str,
    pub lost_update: &'static str,
    /// Gets who, and the variable.
    pub lost_update_sentence: &'static str,
    /// What is said of threads, and what of tasks of a loop, the longer words first.
    pub of_tasks: &'static [(&'static str, &'static str)],
    /// Gets how many.
    pub tasks: &'static str,
    /// Gets how many.
    pub simulated_tasks: &'static str,
    /// In the picture, of a thread.
    pub wrote_old: &'static str,
    /// Gets who waits.
    pub unfinished_sentence: OneOrMore,
    /// The same, where something is left, or one waits for the other.
    pub unfinished_before: OneOrMore,
    /// `{0}`: how many.
    pub stranded_sentence: OneOrMore,
    /// *What can this print last?*
    pub what_can_it_print: &'static str,
    /// Where no run ends: gets whether it ends.
    pub no_outcome: &'static str,
    /// Gets how many lines, and whether it ends.
    pub outcomes_known: OneOrMore,
    /// Follows the one before where lines have `…` in them.
    pub outcomes_with_gaps: &'static str,
    /// Gets the most that are told, and whether it ends.
    pub outcomes_many: &'static str,
    pub ends_always: &'static str,
    pub ends_sometimes: &'static str,
    pub ends_never: &'static str,
    pub ends_when_stopped: &'static str,
    /// Where nothing was printed.
    pub no_line: &'static str,
    /// Gets in how many runs, of how many.
    pub in_random_runs: &'static str,
    pub in_no_random_run: &'static str,
    /// Gets how many runs, of how many.
    pub runs_without_end: &'static str,
    pub outcomes_of_items: &'static str,
    pub outcomes_open: &'static str,
    pub no_model: &'static str,
}
