//! What a long check does.

use crate::text::Phases;

/// The sentences.
pub const PHASES: Phases = Phases {
    shortening: "It breaks; looking for the shortest way: {0}, {1} deep",
    traps: "{0} seen; looking for traps: round {3}, {2} looked at",
    starvation: "{0} seen; looking for starvation: thread {3}, {2} looked at",
    way_back: "Found; going back to the start: {2} of {1}",
};
