//! What was taken back, and what was made again.

use crate::text::Undo;

/// The sentences.
pub const UNDO: Undo = Undo {
    undone: "Undone: {0}.",
    redone: "Done again: {0}.",
    nothing_to_undo: "There is nothing to undo.",
    nothing_to_redo: "There is nothing to do again.",
    steps: "what one step is",
    program: "the choice of another program",
    repair: "the repair",
};
