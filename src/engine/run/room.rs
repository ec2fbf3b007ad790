//! How much memory the past of a run may take. It is said here and nowhere else.

use super::past::PackedTurn;
use std::hint::black_box;

/// The memory that is counted on where nothing else is known: that of the page, 64 MiB.
const USUAL_MEMORY: usize = 64 << 20;

/// What must be left for everything else whenever the past grows, in bytes.
const SPARE: usize = 1 << 20;

/// How much memory the past of a run may take.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Bytes for the list of turns.
    pub turns: usize,
    /// Bytes for checkpoints; two of them are kept in any case.
    pub checkpoints: usize,
    /// Whether so many more bytes are there to be had now. A bound alone does not tell, as other
    /// parts of a page take memory too.
    pub has: fn(usize) -> bool,
}

impl Room {
    /// What a past may take of a memory that holds so many bytes at most. It is a half: a third of
    /// the memory for turns, a sixth for checkpoints. The other half is for the program itself (3
    /// MiB, with its stack), the [timelines](crate::engine::Timeline) (up to 3 MiB each, for 32
    /// threads), the log that real threads fill, the text and its problems, what the page shows,
    /// and what the checker answers.
    pub const fn in_memory_of(bytes: usize) -> Room {
        Room { turns: bytes / 3, checkpoints: bytes / 6, has: can_be_had }
    }

    /// What one turn takes, in bytes.
    pub const TURN: usize = size_of::<PackedTurn>();

    /// How many turns there is room for.
    pub(super) fn turn_count(&self) -> usize {
        self.turns / Room::TURN
    }
}

impl Default for Room {
    fn default() -> Room {
        Room::in_memory_of(USUAL_MEMORY)
    }
}

/// Asks the allocator for so many bytes and some to spare, and gives them back.
fn can_be_had(bytes: usize) -> bool {
    let mut wanted = Vec::<u8>::new();
    let is_there = wanted.try_reserve_exact(bytes.saturating_add(SPARE)).is_ok();
    // Else the compiler leaves out what nobody looks at, and takes it to be there.
    black_box(&wanted);
    is_there
}
