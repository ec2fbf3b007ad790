//! How runs begin, and what is told of them while they go on.

use crate::text::Running;

/// The sentences.
pub const RUNNING: Running = Running {
    goes_on: "Running.",
    program_has_changed: "The program has changed, so it started again.",
    settings_have_changed: "The settings have changed, so the run started again.",
    seed_hint: "Each run draws its own seed, until you type one or keep the one there is. A link brings the seed of its run along.",
    keep_seed: "Keep this seed for later runs",
};
