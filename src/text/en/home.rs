//! What a script for the reader's own Python says.

use crate::text::Home;

/// The sentences.
pub const HOME: Home = Home {
    head: "Made by Interleave for CPython 3.11 or newer: run it with `python3`.\n\
        It holds a program, unchanged, and a gate that lets its threads take one step at a time,\n\
        in the order of STEPS: step, thread, kind of access, where it stands in the text, its name, and what else there is to it.",
    said: &[
        ("version", "This script needs CPython 3.11 or newer."),
        ("step", "{0:>4}  {1}  line {2}: {3}"),
        ("held", "All {0} steps were made in this order."),
        ("cannot", "Step {0} is not held: it {1}"),
        ("chance", "draws a number by chance, and Python draws it by itself."),
        (
            "order",
            "wakes {0}. Without this script CPython wakes the thread that has waited longest: {1}.",
        ),
        ("expected", "Expected: {0}"),
        ("value", "{0} is {1}, as expected."),
        ("other_value", "{0} is {1}, and {2} was expected."),
        ("still", "No thread can move: {0}"),
        ("stands", "{0} stands at line {1}"),
        ("moved", "{0} went on, but should stand still."),
        ("raised", "{0} raised {1}, as expected."),
        ("not_raised", "{0} should have raised {1}, and did not."),
        ("ended", "The program has ended."),
        ("goes_on", "The program goes on, and is stopped here."),
        (
            "stuck",
            "The schedule could not be held: step {0} of {1} was not reached ({2}, line {3}). {4}",
        ),
    ],
    no_threads: "Such a script holds the threads of one Python: tasks of asyncio and processes it cannot hold.",
    roles: "A script for Python needs a whole Python program: `producer` and `consumer` in a program of roles are no threads of Python.",
    no_schedule: "A script for Python needs a schedule: `interleave export FILE SCHEDULE --to python`. `interleave check` prints one.",
    needless_schedule: "A model holds every schedule. Leave the schedule out, or write `--to python`.",
};
