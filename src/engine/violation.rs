//! What a run must never do, with what is needed to say who did it to which item.

use crate::program::{Item, ObjectId, RoleKind, ThreadId};

/// Something a run did that no run may do. Steps are numbered from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// An item was written over one that nobody had taken.
    Overwrite {
        /// Who wrote.
        writer: ThreadId,
        /// What it wrote.
        item: Item,
        /// Into which slot.
        slot: u16,
        /// The item that is lost.
        lost: Item,
        /// Who had written the lost item.
        lost_writer: ThreadId,
        /// The step that had written the lost item.
        lost_step: u64,
        /// Why it could happen.
        cause: IndexCause,
    },
    /// A slot was read that was never written.
    EmptyRead {
        /// Who read.
        reader: ThreadId,
        /// Which slot.
        slot: u16,
    },
    /// A slot was read whose item had been taken.
    DuplicateRead {
        /// Who read.
        reader: ThreadId,
        /// Which slot.
        slot: u16,
        /// The item it now has too.
        item: Item,
        /// Who had taken the item.
        taken_by: ThreadId,
        /// The step that had taken it.
        taken_step: u64,
        /// Why it could happen.
        cause: IndexCause,
    },
    /// An item left the buffer before one that had come in earlier.
    Order {
        /// Who read.
        reader: ThreadId,
        /// From which slot.
        slot: u16,
        /// The item it took.
        item: Item,
        /// The item that had come in first.
        expected: Item,
    },
    /// A thread entered the critical section while another was inside. It is counted
    /// and shown, and does not end a run: the harm it does is the lesson.
    MutualExclusion {
        /// Who entered.
        entered: ThreadId,
        /// Who was inside.
        inside: ThreadId,
    },
    /// Nobody can move, and the run is not finished.
    Deadlock {
        /// Who waits for what.
        waits: Vec<Wait>,
        /// Why nobody will ever move.
        cause: DeadlockCause,
    },
    /// Nobody can move, the producers are done, and items are left.
    Stranded {
        /// Who waits for what.
        waits: Vec<Wait>,
        /// How many items are left.
        left: u32,
    },
}

/// Why two threads used one slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexCause {
    /// Both had read the same `head` or `tail` before either moved it on.
    SameIndex,
    /// The buffer was full (for a write) or empty (for a read), and nobody waited.
    DidNotWait,
}

/// A thread that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Who waits.
    pub thread: ThreadId,
    /// For a permit of this semaphore.
    pub semaphore: ObjectId,
    /// Those who took permits of it and have not given them back.
    pub holders: Vec<ThreadId>,
}

/// Why nobody will ever move again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeadlockCause {
    /// Each waits for a permit that only another one of them would give. The first holds
    /// what the second waits for.
    Cycle {
        /// Holds `held` and waits for `wanted`.
        holder: ThreadId,
        /// The semaphore whose permit the holder took.
        held: ObjectId,
        /// The semaphore the holder waits at.
        wanted: ObjectId,
    },
    /// A permit is never given back, as the code that should give it does not.
    ForgottenSignal {
        /// The semaphore that is short of a permit.
        semaphore: ObjectId,
        /// Who took the permit and did not give it back, where somebody did.
        holder: Option<ThreadId>,
        /// The role that never signals it; `None` when no role does.
        role: Option<RoleKind>,
    },
    /// The semaphore had no permit to begin with, and everybody waits before giving one.
    NoFirstPermit {
        /// The semaphore.
        semaphore: ObjectId,
    },
}

impl Violation {
    /// The stable machine name, as links, messages and the command line use it.
    pub fn name(&self) -> &'static str {
        match self {
            Violation::Overwrite { .. } => "overwrite",
            Violation::EmptyRead { .. } => "empty-read",
            Violation::DuplicateRead { .. } => "duplicate-read",
            Violation::Order { .. } => "order",
            Violation::MutualExclusion { .. } => "mutual-exclusion",
            Violation::Deadlock { .. } => "deadlock",
            Violation::Stranded { .. } => "stranded",
        }
    }

    /// The slot it happened at.
    pub fn slot(&self) -> Option<u16> {
        match *self {
            Violation::Overwrite { slot, .. }
            | Violation::EmptyRead { slot, .. }
            | Violation::DuplicateRead { slot, .. }
            | Violation::Order { slot, .. } => Some(slot),
            Violation::MutualExclusion { .. }
            | Violation::Deadlock { .. }
            | Violation::Stranded { .. } => None,
        }
    }

    /// The threads that had a part in it.
    pub fn threads(&self) -> Vec<ThreadId> {
        match self {
            Violation::Overwrite { writer, lost_writer, .. } => vec![*writer, *lost_writer],
            Violation::DuplicateRead { reader, taken_by, .. } => vec![*reader, *taken_by],
            Violation::EmptyRead { reader, .. } | Violation::Order { reader, .. } => vec![*reader],
            Violation::MutualExclusion { entered, inside } => vec![*entered, *inside],
            Violation::Deadlock { waits, .. } | Violation::Stranded { waits, .. } => {
                waits.iter().map(|wait| wait.thread).collect()
            }
        }
    }
}
