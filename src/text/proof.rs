//! *Prove it*, *Where does it break?* and the invariants.

use super::OneOrMore;

/// See the [module](self). `{0}`, `{1}` … are places for words; see [`fill`](super::fill).
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Proof {
    pub prove: &'static str,
    /// The same where there is little room.
    pub tab: &'static str,
    pub again: &'static str,
    pub intro: &'static str,
    pub producers: OneOrMore,
    pub consumers: OneOrMore,
    pub slots: OneOrMore,
    /// What one step is.
    pub by_operation: &'static str,
    pub by_statement: &'static str,
    pub by_access: &'static str,
    /// Of whole programs, which can run under other runtimes.
    pub by_threads: &'static str,
    pub by_await: &'static str,
    pub by_gil: &'static str,
    pub without_end: &'static str,
    pub items: OneOrMore,
    pub spurious: &'static str,
    pub at_any_time: &'static str,
    /// `{0}`: the role.
    pub thread_of: &'static str,
    /// Gets how many, and the name.
    pub threads_of: &'static str,
    pub takes: OneOrMore,
    /// `{0}`: numbers, with what they are of.
    pub for_nobody: &'static str,
    /// `{0}`: the role.
    pub runs_once: &'static str,
    pub states: OneOrMore,
    pub steps: OneOrMore,
    pub getting_ready: &'static str,
    /// Gets the states, how many a second, and the depth.
    pub progress: &'static str,
    pub cancel: &'static str,
    pub milliseconds: &'static str,
    pub seconds: &'static str,
    pub safe: &'static str,
    /// Gets the states, and what was checked.
    pub safe_all: &'static str,
    pub safe_reduced: &'static str,
    /// Gets the violation, and after how many steps.
    pub broken: &'static str,
    pub shortest: &'static str,
    pub not_shortest: &'static str,
    pub watch: &'static str,
    pub watch_for_real: &'static str,
    /// What a verdict leaves open as long as nobody asks.
    pub not_asked: &'static str,
    pub ask_fairness: &'static str,
    pub nobody_starves: &'static str,
    pub repeat: &'static str,
    /// Gets how many steps.
    pub watching: &'static str,
    /// How many steps.
    pub repeating: &'static str,
    pub stuck_thread: &'static str,
    pub livelock: &'static str,
    pub starvation: &'static str,
    /// Get the thread.
    pub stuck_thread_why: &'static str,
    pub livelock_why: &'static str,
    pub never_any_progress: &'static str,
    pub starvation_why: &'static str,
    pub also: &'static str,
    pub undecided: &'static str,
    /// Gets the states, and the depth.
    pub undecided_seen: &'static str,
    pub too_many_states: &'static str,
    pub too_little_memory: &'static str,
    pub was_stopped: &'static str,
    /// `{0}`: the list, queue or channel, `{1}`: how many elements.
    pub grows: &'static str,
    /// `{0}`: the list, queue or channel, `{1}`: how many elements.
    pub safe_with_few: &'static str,
    pub try_a_limit: &'static str,
    pub stale: &'static str,
    pub predict_first: &'static str,
    pub question: &'static str,
    pub holds: &'static str,
    pub items_go_wrong: &'static str,
    pub gets_stuck: &'static str,
    pub fails: &'static str,
    pub right: &'static str,
    /// Gets what was expected.
    pub wrong: &'static str,
    /// Gets in how many runs, and how many steps.
    pub frequency: &'static str,
    pub frequency_often: &'static str,
    /// Gets how many runs, and how many steps.
    pub frequency_never: &'static str,
    /// Gets how many runs there were, and their most steps.
    pub frequency_of: &'static str,
    pub map: &'static str,
    pub map_intro: &'static str,
    /// Gets how many combinations break, and how many there are.
    pub map_breaks: &'static str,
    pub map_breaks_nowhere: &'static str,
    /// Where some combinations are not decided.
    pub map_breaks_in_none_decided: &'static str,
    /// Gets how many are not decided, and how many there are.
    pub map_undecided: &'static str,
    pub map_grids: &'static str,
    /// What stands before the names of the constants that a map of a whole program has as its columns and its rows.
    pub columns: &'static str,
    pub rows: &'static str,
    pub by_capacity: &'static str,
    pub by_granularity: &'static str,
    pub down: &'static str,
    pub across: &'static str,
    /// Get what the cell is of; and the violation, and after how many steps.
    pub cell_safe: &'static str,
    pub cell_broken: &'static str,
    pub cell_undecided: &'static str,
    pub cell_open: &'static str,
    pub under_others: &'static str,
    pub prove_there: &'static str,
    pub legend_safe: &'static str,
    pub legend_broken: &'static str,
    pub legend_undecided: &'static str,
    pub invariants: &'static str,
    pub invariant_holds: &'static str,
    pub invariant_broken: &'static str,
}
