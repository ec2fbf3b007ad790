//! What is said when a run has gone on for a while and nothing went wrong.

use crate::text::Patience;

/// The sentences.
pub const PATIENCE: Patience = Patience {
    not_broken: "Not broken yet.",
    one_in: "Chance breaks about 1 run in {0} within {1} steps: be faster, let the scheduler play against you, or prove it.",
    none_of: "Chance broke none of {0} runs of {1} steps: let the scheduler play against you, or prove it.",
    proves_nothing: "Nothing has gone wrong so far. That proves nothing: only a few of all possible orders were tried. Prove it tries them all.",
    faster: "Faster",
};
