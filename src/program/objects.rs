//! The shared objects a program declares, and which cells they are made of.

pub mod barrier;
mod channel;
mod lock;

pub use channel::{ChannelEnd, ChannelKind, ChannelState};
pub use lock::ReentrantLockState;

use super::code::Line;
use super::memory::{Cell, NONE, Value, never_set};
use super::thread::{ThreadId, ThreadSet};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The number of an object, in the order of declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ObjectId(pub u16);

/// One declared object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// The name it is declared under; of a channel, that of its sending end.
    pub name: String,
    /// The name of the receiving end of a channel, which has two.
    pub receiver: Option<String>,
    /// What it is.
    pub kind: ObjectKind,
    /// Its first cell; the others follow.
    pub base: Cell,
    /// Where it is declared.
    pub line: Line,
}

/// What an object is. The kinds decide how many cells an object has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ObjectKind {
    /// A counting semaphore (Dijkstra 1965): one cell, its count of free permits.
    Semaphore {
        /// The count it starts with.
        initial: u32,
        /// The count it must not exceed, if it is bounded.
        most: Option<u32>,
    },
    /// A lock: one cell, 0 when it is free, else the number of its holder plus 1.
    Lock,
    /// A lock that its holder can take again: one cell, its [state](ReentrantLockState).
    ReentrantLock,
    /// A condition (Mesa): one cell, a bit for each thread that waits to be notified.
    Condition {
        /// The lock that goes with it.
        lock: ObjectId,
    },
    /// An event: one cell, 1 once it is set.
    Event,
    /// A ring of slots that nothing protects: `head`, `tail`, then the slots.
    Buffer {
        /// How many slots it has, at least 1.
        capacity: u16,
    },
    /// A list: its length, then its elements.
    List {
        /// How many elements the page has room for.
        room: u16,
    },
    /// A blocking queue: its length, then its elements.
    Queue {
        /// How many elements it holds at most.
        room: u16,
        /// Whether `put` waits when it is full; otherwise it has no end but the page's.
        bounded: bool,
        /// Whether the least element leaves first, instead of the oldest.
        ordered: bool,
    },
    /// A channel: its [state](ChannelState), then what was sent and not yet received.
    Channel {
        /// How many elements it holds at most.
        room: u16,
        /// How `send` waits.
        kind: ChannelKind,
    },
    /// A shared variable: one cell.
    Variable {
        /// What it starts with.
        initial: Value,
    },
    /// An array: a cell for each element.
    Array {
        /// How many elements it has.
        length: u16,
        /// Whether the program keeps items in it, so that its elements are slots.
        of_items: bool,
    },
    /// An atomic cell: its value, then a bit for each thread that sleeps at it.
    Atomic {
        /// What it starts with.
        initial: Value,
    },
    /// A place where threads meet: one cell, its [state](barrier::BarrierState).
    Barrier {
        /// How many threads meet there, at least 1.
        parties: u16,
    },
    /// Which threads of a role have not ended, where some thread joins or starts them: a bit for each.
    /// Where they begin late, a second cell says which of them were ever started.
    Alive {
        /// The threads of the role.
        threads: ThreadSet,
        /// Whether they begin only when they are [started](super::Operation::Start).
        late: bool,
    },
    /// Who has read a variable, or each element of an array, and not been overtaken by another's write: a bit
    /// for each thread. It is bookkeeping of lost updates, and nothing that a reader sees.
    Readers {
        /// Of which variable or array.
        of: ObjectId,
        /// How many elements that has.
        count: u16,
    },
}

/// Which part of an object a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The count of a semaphore.
    Count,
    /// The threads of a role that are alive.
    Alive,
    /// The threads of a role that were ever started.
    Started,
    /// The index a buffer's next `get` reads.
    Head,
    /// The index a buffer's next `put` writes.
    Tail,
    /// The slot with this index, of a buffer or of an array that holds items.
    Slot(u16),
    /// Who holds a lock.
    Holder,
    /// The threads that wait at a condition or an atomic cell.
    Waiters,
    /// The threads that know what a variable or the element with this index holds now.
    Readers(u16),
    /// Whether an event is set.
    Flag,
    /// The length of a list or queue.
    Length,
    /// The state of a channel or a barrier.
    State,
    /// The element with this index, of a list, queue or channel.
    Element(u16),
    /// What a variable or an atomic cell holds.
    Value,
    /// The element with this index of an array that holds no items.
    Entry(u16),
}

impl Object {
    /// The names of the two ends of a channel; of any other object its name, twice.
    pub fn ends(&self) -> (&str, &str) {
        (&self.name, self.receiver.as_deref().unwrap_or(&self.name))
    }

    /// What the whole object is called: of a channel both names, as in `tx, rx`.
    pub fn title(&self) -> Cow<'_, str> {
        match &self.receiver {
            Some(receiver) => Cow::Owned(format!("{}, {receiver}", self.name)),
            None => Cow::Borrowed(&self.name),
        }
    }

    /// Whether items go through it.
    pub fn is_container(&self) -> bool {
        matches!(
            self.kind,
            ObjectKind::Buffer { .. }
                | ObjectKind::Array { of_items: true, .. }
                | ObjectKind::List { .. }
                | ObjectKind::Queue { .. }
                | ObjectKind::Channel { .. }
        )
    }

    /// How many cells the object has.
    pub fn cell_count(&self) -> u16 {
        match self.kind {
            ObjectKind::Semaphore { .. }
            | ObjectKind::Lock
            | ObjectKind::ReentrantLock
            | ObjectKind::Condition { .. }
            | ObjectKind::Event
            | ObjectKind::Barrier { .. }
            | ObjectKind::Variable { .. }
            | ObjectKind::Alive { late: false, .. } => 1,
            ObjectKind::Alive { late: true, .. } => 2,
            ObjectKind::Atomic { .. } => 2,
            ObjectKind::Buffer { capacity } => 2 + capacity,
            ObjectKind::List { room }
            | ObjectKind::Queue { room, .. }
            | ObjectKind::Channel { room, .. } => 1 + room,
            ObjectKind::Array { length, .. } => length,
            ObjectKind::Readers { count, .. } => count,
        }
    }

    /// Which part of this object the cell is; `None` when it is a cell of another object.
    pub fn part(&self, cell: Cell) -> Option<Part> {
        let offset = cell.0.checked_sub(self.base.0).filter(|&it| it < self.cell_count())?;
        Some(match (self.kind, offset) {
            (ObjectKind::Semaphore { .. }, _) => Part::Count,
            (ObjectKind::Alive { .. }, 0) => Part::Alive,
            (ObjectKind::Alive { .. }, _) => Part::Started,
            (ObjectKind::Lock | ObjectKind::ReentrantLock, _) => Part::Holder,
            (ObjectKind::Condition { .. }, _) => Part::Waiters,
            (ObjectKind::Event, _) => Part::Flag,
            (ObjectKind::Buffer { .. }, 0) => Part::Head,
            (ObjectKind::Buffer { .. }, 1) => Part::Tail,
            (ObjectKind::Buffer { .. }, slot) => Part::Slot(slot - 2),
            (ObjectKind::List { .. } | ObjectKind::Queue { .. }, 0) => Part::Length,
            (ObjectKind::Channel { .. }, 0) | (ObjectKind::Barrier { .. }, _) => Part::State,
            (
                ObjectKind::List { .. } | ObjectKind::Queue { .. } | ObjectKind::Channel { .. },
                place,
            ) => Part::Element(place - 1),
            (ObjectKind::Variable { .. } | ObjectKind::Atomic { .. }, 0) => Part::Value,
            (ObjectKind::Variable { .. } | ObjectKind::Atomic { .. }, _) => Part::Waiters,
            (ObjectKind::Readers { .. }, index) => Part::Readers(index),
            (ObjectKind::Array { of_items: true, .. }, index) => Part::Slot(index),
            (ObjectKind::Array { of_items: false, .. }, index) => Part::Entry(index),
        })
    }

    /// What the object's cells start with.
    pub fn initial_cells(&self) -> Vec<Value> {
        let count = usize::from(self.cell_count());
        let mut cells = match self.kind {
            ObjectKind::Array { of_items: false, .. } | ObjectKind::Readers { .. } => {
                vec![0; count]
            }
            ObjectKind::Array { of_items: true, .. } => {
                (0..self.cell_count()).map(|it| never_set(self.base.offset(it))).collect()
            }
            _ => vec![NONE; count],
        };
        let first: &[Value] = match self.kind {
            ObjectKind::Semaphore { initial, .. } => &[initial as Value],
            ObjectKind::Alive { threads, late: false } => &[threads.to_value()],
            ObjectKind::Alive { late: true, .. } => &[0, 0],
            ObjectKind::Lock
            | ObjectKind::ReentrantLock
            | ObjectKind::Condition { .. }
            | ObjectKind::Event
            | ObjectKind::Barrier { .. }
            | ObjectKind::List { .. }
            | ObjectKind::Queue { .. }
            | ObjectKind::Channel { .. } => &[0],
            ObjectKind::Buffer { .. } => &[0, 0],
            ObjectKind::Variable { initial } => &[initial],
            ObjectKind::Atomic { initial } => &[initial, 0],
            ObjectKind::Array { .. } | ObjectKind::Readers { .. } => &[],
        };
        cells[..first.len()].copy_from_slice(first);
        cells
    }

    /// Whether its slots are those of a ring, which has a `head` and a `tail`.
    pub fn has_indices(&self) -> bool {
        matches!(self.kind, ObjectKind::Buffer { .. })
    }

    /// The cell of a buffer's `head`.
    pub fn head(&self) -> Cell {
        self.base
    }

    /// The cell of a buffer's `tail`.
    pub fn tail(&self) -> Cell {
        self.base.offset(1)
    }

    /// The first slot of a buffer or an array, the first element of a list, queue or channel.
    pub fn slots(&self) -> Cell {
        match self.kind {
            ObjectKind::Buffer { .. } => self.base.offset(2),
            ObjectKind::Array { .. } => self.base,
            _ => self.base.offset(1),
        }
    }

    /// How many slots a buffer or an array of items has; 0 for other objects.
    pub fn capacity(&self) -> u16 {
        match self.kind {
            ObjectKind::Buffer { capacity } => capacity,
            ObjectKind::Array { length, of_items: true } => length,
            _ => 0,
        }
    }

    /// How many elements a list, queue or channel has room for; 0 for other objects.
    pub fn room(&self) -> u16 {
        match self.kind {
            ObjectKind::List { room }
            | ObjectKind::Queue { room, .. }
            | ObjectKind::Channel { room, .. } => room,
            _ => 0,
        }
    }

    /// How many elements there are in a list, queue or channel whose first cell holds this; `None` for
    /// other objects.
    pub fn length(&self, first: Value) -> Option<u16> {
        match self.kind {
            ObjectKind::List { .. } | ObjectKind::Queue { .. } => Some(first as u16),
            ObjectKind::Channel { .. } => Some(ChannelState::unpack(first).length),
            ObjectKind::Semaphore { .. }
            | ObjectKind::Lock
            | ObjectKind::ReentrantLock
            | ObjectKind::Condition { .. }
            | ObjectKind::Event
            | ObjectKind::Buffer { .. }
            | ObjectKind::Variable { .. }
            | ObjectKind::Array { .. }
            | ObjectKind::Atomic { .. }
            | ObjectKind::Barrier { .. }
            | ObjectKind::Alive { .. }
            | ObjectKind::Readers { .. } => None,
        }
    }

    /// Who holds a lock whose cell holds this; `None` where nobody does, and for other objects.
    pub fn holder(&self, first: Value) -> Option<ThreadId> {
        match self.kind {
            // A plain lock's cell is that of a reentrant one without a depth.
            ObjectKind::Lock | ObjectKind::ReentrantLock => {
                ReentrantLockState::unpack(first).thread()
            }
            ObjectKind::Semaphore { .. }
            | ObjectKind::Condition { .. }
            | ObjectKind::Event
            | ObjectKind::Buffer { .. }
            | ObjectKind::List { .. }
            | ObjectKind::Queue { .. }
            | ObjectKind::Channel { .. }
            | ObjectKind::Variable { .. }
            | ObjectKind::Array { .. }
            | ObjectKind::Atomic { .. }
            | ObjectKind::Barrier { .. }
            | ObjectKind::Alive { .. }
            | ObjectKind::Readers { .. } => None,
        }
    }

    /// The cell of the waiters of a condition or an atomic cell.
    pub fn waiters(&self) -> Cell {
        match self.kind {
            ObjectKind::Atomic { .. } => self.base.offset(1),
            _ => self.base,
        }
    }
}
