//! What a step did, as told to whoever watches.

use super::code::Pc;
use super::item::Item;
use super::memory::{Cell, Value};
use super::thread::ThreadId;

/// One step that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// Where in the code it was.
    pub at: Pc,
    /// The access to shared state.
    pub access: Access,
    /// The item the thread finished with (`consume`) after the access.
    pub consumed: Option<Item>,
    /// The item the thread made (`produce`) after the access.
    pub produced: Option<Item>,
    /// Whether the thread has ended after the access.
    pub ended: bool,
}

/// One access to shared state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// A permit was taken; `before` is the count it was taken from.
    Waited {
        /// The semaphore's count.
        cell: Cell,
        /// The count before, at least 1.
        before: Value,
    },
    /// A permit was given; `before` is the count it was added to.
    Signalled {
        /// The semaphore's count.
        cell: Cell,
        /// The count before.
        before: Value,
    },
    /// A cell was read.
    Read {
        /// The cell.
        cell: Cell,
        /// What it held.
        value: Value,
    },
    /// A cell was written.
    Wrote {
        /// The cell.
        cell: Cell,
        /// What it holds now.
        value: Value,
    },
}

impl Access {
    /// The cell that was accessed.
    pub fn cell(self) -> Cell {
        match self {
            Access::Waited { cell, .. }
            | Access::Signalled { cell, .. }
            | Access::Read { cell, .. }
            | Access::Wrote { cell, .. } => cell,
        }
    }

    /// The value the access saw, or wrote: what a log entry records of it.
    pub fn value(self) -> Value {
        match self {
            Access::Waited { before, .. } | Access::Signalled { before, .. } => before,
            Access::Read { value, .. } | Access::Wrote { value, .. } => value,
        }
    }
}

/// One entry in the log of real threads. Entries are in one total order, that of the accesses.
///
/// It holds what a replay compares: the place and the value of the access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// Who made the access.
    pub thread: ThreadId,
    /// Where in its code.
    pub at: Pc,
    /// [`Access::value`] of the access.
    pub value: Value,
}

impl LogEntry {
    /// What the log records of an event.
    pub fn of(thread: ThreadId, event: &Event) -> LogEntry {
        LogEntry { thread, at: event.at, value: event.access.value() }
    }
}
