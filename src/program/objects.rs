//! The shared objects a program declares, and which cells they are made of.

use super::code::Line;
use super::memory::{Cell, NONE, Value, never_set};
use serde::{Deserialize, Serialize};

/// The number of an object, in the order of declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ObjectId(pub u16);

/// One declared object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// The name it is declared under; a channel has two, as in `tx, rx`.
    pub name: String,
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
    /// How many threads of a role have not ended, where some thread joins them.
    Alive {
        /// How many there are at the start.
        threads: u16,
    },
}

/// How the sending end of a channel waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChannelKind {
    /// Never.
    Unbounded,
    /// While the channel is full.
    Bounded,
    /// Until a receiver is there to take the value.
    Rendezvous,
}

/// Which part of an object a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The count of a semaphore, or of threads alive.
    Count,
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
    /// Whether an event is set.
    Flag,
    /// The length of a list or queue.
    Length,
    /// The state of a channel.
    State,
    /// The element with this index, of a list, queue or channel.
    Element(u16),
    /// What a variable or an atomic cell holds.
    Value,
    /// The element with this index of an array that holds no items.
    Entry(u16),
}

impl Object {
    /// How many cells the object has.
    pub fn cell_count(&self) -> u16 {
        match self.kind {
            ObjectKind::Semaphore { .. }
            | ObjectKind::Lock
            | ObjectKind::ReentrantLock
            | ObjectKind::Condition { .. }
            | ObjectKind::Event
            | ObjectKind::Variable { .. }
            | ObjectKind::Alive { .. } => 1,
            ObjectKind::Atomic { .. } => 2,
            ObjectKind::Buffer { capacity } => 2 + capacity,
            ObjectKind::List { room }
            | ObjectKind::Queue { room, .. }
            | ObjectKind::Channel { room, .. } => 1 + room,
            ObjectKind::Array { length, .. } => length,
        }
    }

    /// Which part of this object the cell is; `None` when it is a cell of another object.
    pub fn part(&self, cell: Cell) -> Option<Part> {
        let offset = cell.0.checked_sub(self.base.0).filter(|&it| it < self.cell_count())?;
        Some(match (self.kind, offset) {
            (ObjectKind::Semaphore { .. } | ObjectKind::Alive { .. }, _) => Part::Count,
            (ObjectKind::Lock | ObjectKind::ReentrantLock, _) => Part::Holder,
            (ObjectKind::Condition { .. }, _) => Part::Waiters,
            (ObjectKind::Event, _) => Part::Flag,
            (ObjectKind::Buffer { .. }, 0) => Part::Head,
            (ObjectKind::Buffer { .. }, 1) => Part::Tail,
            (ObjectKind::Buffer { .. }, slot) => Part::Slot(slot - 2),
            (ObjectKind::List { .. } | ObjectKind::Queue { .. }, 0) => Part::Length,
            (ObjectKind::Channel { .. }, 0) => Part::State,
            (
                ObjectKind::List { .. } | ObjectKind::Queue { .. } | ObjectKind::Channel { .. },
                place,
            ) => Part::Element(place - 1),
            (ObjectKind::Variable { .. } | ObjectKind::Atomic { .. }, 0) => Part::Value,
            (ObjectKind::Variable { .. } | ObjectKind::Atomic { .. }, _) => Part::Waiters,
            (ObjectKind::Array { of_items: true, .. }, index) => Part::Slot(index),
            (ObjectKind::Array { of_items: false, .. }, index) => Part::Entry(index),
        })
    }

    /// What the object's cells start with.
    pub fn initial_cells(&self) -> Vec<Value> {
        let count = usize::from(self.cell_count());
        let mut cells = match self.kind {
            ObjectKind::Array { of_items: false, .. } => vec![0; count],
            ObjectKind::Array { of_items: true, .. } => {
                (0..self.cell_count()).map(|it| never_set(self.base.offset(it))).collect()
            }
            _ => vec![NONE; count],
        };
        let first: &[Value] = match self.kind {
            ObjectKind::Semaphore { initial, .. } => &[initial as Value],
            ObjectKind::Alive { threads } => &[threads as Value],
            ObjectKind::Lock
            | ObjectKind::ReentrantLock
            | ObjectKind::Condition { .. }
            | ObjectKind::Event
            | ObjectKind::List { .. }
            | ObjectKind::Queue { .. }
            | ObjectKind::Channel { .. } => &[0],
            ObjectKind::Buffer { .. } => &[0, 0],
            ObjectKind::Variable { initial } => &[initial],
            ObjectKind::Atomic { initial } => &[initial, 0],
            ObjectKind::Array { .. } => &[],
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

    /// The cell of the waiters of a condition or an atomic cell.
    pub fn waiters(&self) -> Cell {
        match self.kind {
            ObjectKind::Atomic { .. } => self.base.offset(1),
            _ => self.base,
        }
    }
}

/// The cell of a reentrant lock: who holds it, and how often.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReentrantLockState {
    /// The number of the holder plus 1; 0 while it is free.
    pub holder: u16,
    /// How often the holder has it; 0 while it is free.
    pub depth: u32,
}

impl ReentrantLockState {
    /// The numbers in a cell.
    pub fn unpack(value: Value) -> ReentrantLockState {
        ReentrantLockState { holder: value as u16, depth: (value >> 16) as u32 }
    }

    /// The word for the cell.
    pub fn pack(self) -> Value {
        Value::from(self.depth) << 16 | Value::from(self.holder)
    }
}

/// The first cell of a channel: four numbers in one word, so that whoever waits for any of
/// them sleeps at one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChannelState {
    /// How many values were sent and not yet received.
    pub length: u16,
    /// How many sending ends there are.
    pub senders: u16,
    /// How many receiving ends there are.
    pub receivers: u16,
    /// How many receivers stand ready to take a value (rendezvous only).
    pub offers: u16,
}

impl ChannelState {
    /// The numbers in a cell.
    pub fn unpack(value: Value) -> ChannelState {
        let part = |index: u32| (value >> (15 * index)) as u16 & 0x7fff;
        ChannelState { length: part(0), senders: part(1), receivers: part(2), offers: part(3) }
    }

    /// The word for the cell.
    pub fn pack(self) -> Value {
        let part = |number: u16, index: u32| Value::from(number & 0x7fff) << (15 * index);
        part(self.length, 0)
            | part(self.senders, 1)
            | part(self.receivers, 2)
            | part(self.offers, 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_s_four_numbers_survive_their_way_through_a_cell() {
        for state in [
            ChannelState::default(),
            ChannelState { length: 1, senders: 2, receivers: 3, offers: 4 },
            ChannelState { length: 32767, senders: 0, receivers: 32767, offers: 0 },
            ChannelState { length: 0, senders: 32767, receivers: 0, offers: 32767 },
        ] {
            assert_eq!(ChannelState::unpack(state.pack()), state);
        }
    }
}
