//! What the page says to a newcomer.

use crate::text::FirstSteps;

/// The sentences.
pub const FIRST_STEPS: FirstSteps = FirstSteps {
    title: "First steps",
    sentence: ["Real threads share a buffer.", "Threads share a buffer."],
    what_to_do: "Break one line and watch it go wrong.",
    moves: ["Run it", "Break a line", "See why"],
    how_to_run: "Press Run, or the space bar",
    how_to_run_by_touch: "Press Run",
    how_to_break: "In the program, switch `mutex.wait()` off",
    run_it_broken: "The line is off: run it again",
    wait_for_it: "Now wait for it. Too slow? Raise the speed",
    how_to_look_back: "Read what happened, then step back",
    move_done: |n| format!("Move {n}: done"),
    close: "Close the first steps",
    show_again: "Show the first steps",
    done: "You broke a program and saw how. Next: switch the line back on, and prove that nothing can go wrong.",
};
