//! Why something could go wrong, and what to do next.

use crate::text::Causes;

/// The sentences.
pub const CAUSES: Causes = Causes {
    because: "It could happen because {0}.",
    struck: "`{0}` in line {1}",
    switched_off: ["{0} is switched off", "{0} are switched off"],
    changed: "line {0} says `{1}` instead of `{2}`",
    moved: "lines {0} have changed places",
    other_lines: [
        "It cannot happen in the program as written; line {0} is changed.",
        "It cannot happen in the program as written; lines {0} are changed.",
    ],
    watch_it: "Watch it",
    repair: "Repair",
    back_to_the_program: "Back to the program as written",
    related: "Next: {0}",
    repaired: "Repaired. Can it still go wrong?",
};
