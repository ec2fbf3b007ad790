//! What the command line says.

use super::steps::OneOrMore;

/// Sentences in which `{0}`, `{1}` … stand for words. The stable names of violations are the
/// same in all languages, and so is what `clap` says of wrong options.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct CommandLine {
    pub states: OneOrMore,
    pub steps: OneOrMore,
    pub producers: OneOrMore,
    pub consumers: OneOrMore,
    pub slots: OneOrMore,
    pub items_each: OneOrMore,
    pub takes_each: OneOrMore,
    pub problems: OneOrMore,
    pub checks: OneOrMore,
    pub spurious: &'static str,
    /// `{0}`: the name of the granularity.
    pub granularity: &'static str,
    /// What parts thousands, and what whole numbers from the rest.
    pub signs: [char; 2],
    pub million: OneOrMore,

    /// `{0}`: the file, `{1}`: how many states, `{2}`: threads and slots; so below.
    pub safe: &'static str,
    /// `{1}`: the violation's name, `{2}`: how many steps, `{3}`: threads and slots.
    pub violated: &'static str,
    /// `{1}`: how many states, `{2}`: the depth, `{3}`: threads and slots.
    pub undecided: &'static str,
    /// `{0}`: how many states.
    pub too_many_states: &'static str,
    /// `{0}`: how much memory.
    pub too_much_memory: &'static str,
    /// `{0}`: how many seconds.
    pub too_much_time: &'static str,
    pub not_asked: &'static str,
    pub defect: &'static str,
    pub may_grow: &'static str,
    pub may_grow_without_items: &'static str,
    /// `{0}`: the violation's name, `{1}`: how many steps, `{2}`: what happened.
    pub only_shown: &'static str,
    pub not_the_shortest: &'static str,
    /// `{0}`: how many steps.
    pub left_out: &'static str,
    /// `{0}`: a schedule.
    pub goes_round: &'static str,
    /// `{0}`: the thread, so below.
    pub stuck_thread: &'static str,
    pub livelock: &'static str,
    pub never_any_progress: &'static str,
    pub starvation: &'static str,
    /// `{0}`: the schedule.
    pub schedule: &'static str,
    /// `{0}`: what to type.
    pub again: &'static str,
    /// `{0}`: the end of the page's address.
    pub in_the_page: &'static str,

    /// `{0}`: how many states, `{1}`: the depth, `{2}`: states a second, `{3}`: the memory, `{4}`:
    /// seconds.
    pub progress: &'static str,

    /// Producers, consumers, capacity, items, verdict, steps, states, seconds.
    pub columns: [&'static str; 8],
    pub column_runtime: &'static str,
    pub verdict_safe: &'static str,
    pub verdict_undecided: &'static str,
    pub verdict_bad_input: &'static str,
    /// `{0}`: how many checks, then how many of them came out safe, violated, not decided, and
    /// were of bad input.
    pub summary: &'static str,

    /// `{0}`: the file, so below. `{1}`: how many problems.
    pub wrong_text: &'static str,
    pub warning: &'static str,
    pub no_such_file: &'static str,
    pub is_folder: &'static str,
    pub is_no_file: &'static str,
    pub no_permission: &'static str,
    /// `{1}`: how many seconds.
    pub does_not_end: &'static str,
    /// `{1}`: what the system says.
    pub cannot_read: &'static str,
    /// `{1}`: the line, `{2}`: the byte.
    pub not_utf8: &'static str,
    pub faults_of_a_file: &'static str,
    /// `{1}`: the fault, `{2}`: those there are.
    pub no_such_fault: &'static str,
    /// The program has no constant to set. Gets the file and the name that was asked for.
    pub has_no_constants: &'static str,
    /// Gets the file, the name that was asked for, and those that it has.
    pub no_such_constant: &'static str,
    pub has_no_faults: &'static str,
    /// `{0}`, `{1}`: two files.
    pub several_programs: &'static str,
    /// `{1}` and `{2}`: the faults.
    pub faults_exclude: &'static str,
    /// `{0}`: how many there are, `{1}`: how many there may be.
    pub too_many_combinations: &'static str,
    /// A name that no program of the catalogue has: the name.
    pub no_such_program: &'static str,
    /// No model: a number that needs more than 31 bits. The line; the number.
    pub export_number: &'static str,
    /// No model: something starts with such a number.
    pub export_start: &'static str,
    /// No model: too many items of one producer. How many.
    pub export_items: &'static str,
    /// No model: too many threads where some wait at a condition. How many.
    pub export_threads: &'static str,
    /// No model: a priority queue in a run without end. Its name.
    pub export_endless_order: &'static str,
    /// No model: an invariant that is too long. Its line.
    pub export_invariant: &'static str,
    /// `{1}`: what is wrong with it.
    pub grade_cannot_read: &'static str,
    pub grade_no_hand_in: &'static str,
    pub grade_too_long: &'static str,
    pub standard_input_twice: &'static str,

    /// `{0}`: the file, so below.
    pub outcomes_undecided: &'static str,
    pub outcomes_of_roles: &'static str,

    /// What changes no verdict. `{0}`: its name, `{1}`: what can happen.
    pub soft: &'static str,
    /// `{0}`: who writes, `{1}`: on which line, `{2}` and `{3}`: the other one, `{4}`: the variable.
    pub data_race: &'static str,
    /// The same where both write.
    pub data_race_of_writes: &'static str,
    /// `{0}`: whose line it is, `{1}`: where it goes on, `{2}`: who prints in between, `{3}`: what the line is then.
    pub interleaved_output: &'static str,

    /// `{0}`: the violation's name, `{1}`: the number of the step.
    pub broke: &'static str,
    /// `{0}`: how many steps.
    pub went_on: &'static str,
    pub slept_too_long: &'static str,
    pub replayed: &'static str,

    /// `{0}`: the violation's name, `{1}`: threads and slots; so below.
    pub breaks: &'static str,
    pub is_safe: &'static str,
    /// The same of a whole program, which has its numbers in itself.
    pub is_safe_whole: &'static str,
    /// A schedule shows it: gets the violation's name, and the schedule.
    pub lint_shown: &'static str,
    /// A schedule leads to another last line: gets the line, and the schedule.
    pub lint_other_line: &'static str,
    /// Nothing was found: gets the file.
    pub lint_nothing: &'static str,
    /// The text is no whole program: gets the file.
    pub lint_not_whole: &'static str,
}
