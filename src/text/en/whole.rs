//! Whole programs, in English.

use crate::text::Whole;

pub(super) const WHOLE: Whole = Whole {
    starts: "{0} starts {1}",
    begins: "{0} begins",
    joined: "{0} goes on: {1} ended",
    saw_alive: "{0} sees that {1} is alive",
    saw_not_alive: "{0} sees that {1} is not alive",
    chose: "{0} draws {1}",
    not_started: "not started yet",
    prints: "{0} prints: {1}",
    console: "Console",
    nothing_printed: "Nothing printed yet.",
    never_ends: "The program never ends",
    no_end_from_there: "From there on the program goes on forever: no order of steps leads to its end.",
    no_end_of_one_from_there: "From there on no order of steps leads to the end of {0}: it goes on forever, or waits for what never comes.",
    unfinished_thread: "Finished, and never ends",
    lost_update: "An update is lost",
    lost_update_sentence: "{0} read `{1}`, another thread wrote it, and now {0} has written what it made of the \
        old value: the other write is lost. Keep reading and writing under one lock.",
    of_tasks: &[("threads", "tasks"), ("thread", "task"), ("Threads", "Tasks"), ("Thread", "Task")],
    tasks: "{0} tasks in one event loop",
    simulated_tasks: "{0} simulated tasks",
    wrote_old: "wrote over an update",
    unfinished_sentence: [
        "All work is done, but the program never ends: {0} waits for more that never comes. \
        Put an end mark for each such thread, or make it a daemon (`daemon=True`).",
        "All work is done, but the program never ends: {0} wait for more that never comes. \
        Put an end mark for each such thread, or make it a daemon (`daemon=True`).",
    ],
    unfinished_before: [
        "No thread can move any more, and the program never ends: {0} waits for more that never comes.",
        "No thread can move any more, and the program never ends: {0} wait for more that never comes.",
    ],
    stranded_sentence: [
        "The program has ended, and {0} element is left that no thread took.",
        "The program has ended, and {0} elements are left that no thread took.",
    ],
    what_can_it_print: "What can this print last?",
    outcomes_open: "Not decided: the search for every last line did not come to its end.",
    no_outcome: "there is no last line: the program {0}",
    outcomes_known: [
        "1 line can be the last one, and the program {1}",
        "{0} lines can be the last one, and the program {1}",
    ],
    outcomes_with_gaps: "`…` stands for what is not followed here, such as a time, a fraction or a text that is put together: a line with it stands for every line that looks like it",
    outcomes_many: "more than {0} lines can be the last one, and the program {1}",
    ends_always: "always ends",
    ends_sometimes: "does not always end",
    ends_never: "never ends",
    ends_when_stopped: "goes on until it is stopped",
    no_line: "(nothing printed)",
    in_random_runs: "the last line of {0} in {1} random runs",
    in_no_random_run: "the last line of none of {0} random runs: chance hardly finds it",
    runs_without_end: "{0} of {1} random runs did not end.",
    outcomes_of_items: "not decided: the last line depends on which item is which, or is printed in pieces",
    no_model: "no model: a program that starts its own threads cannot be exported yet",
};
