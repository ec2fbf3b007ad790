//! The shared objects a program declares, and which cells they are made of.

use super::code::Line;
use super::memory::Cell;
use serde::{Deserialize, Serialize};

/// The number of an object, in the order of declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ObjectId(pub u16);

/// One declared object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// The name it is declared under.
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
    },
    /// A ring of slots that nothing protects: `head`, `tail`, then the slots.
    Buffer {
        /// How many slots it has, at least 1.
        capacity: u16,
    },
}

/// Which part of an object a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The count of a semaphore.
    Count,
    /// The index a buffer's next `get` reads.
    Head,
    /// The index a buffer's next `put` writes.
    Tail,
    /// The slot with this index.
    Slot(u16),
}

impl Object {
    /// How many cells the object has.
    pub fn cell_count(&self) -> u16 {
        match self.kind {
            ObjectKind::Semaphore { .. } => 1,
            ObjectKind::Buffer { capacity } => 2 + capacity,
        }
    }

    /// Which part of this object the cell is; `None` when it is a cell of another object.
    pub fn part(&self, cell: Cell) -> Option<Part> {
        let offset = cell.0.checked_sub(self.base.0).filter(|&it| it < self.cell_count())?;
        Some(match (self.kind, offset) {
            (ObjectKind::Semaphore { .. }, _) => Part::Count,
            (ObjectKind::Buffer { .. }, 0) => Part::Head,
            (ObjectKind::Buffer { .. }, 1) => Part::Tail,
            (ObjectKind::Buffer { .. }, slot) => Part::Slot(slot - 2),
        })
    }

    /// The cell of a buffer's `head`.
    pub fn head(&self) -> Cell {
        self.base
    }

    /// The cell of a buffer's `tail`.
    pub fn tail(&self) -> Cell {
        self.base.offset(1)
    }

    /// The cell of a buffer's first slot.
    pub fn slots(&self) -> Cell {
        self.base.offset(2)
    }

    /// How many slots a buffer has; 0 for other objects.
    pub fn capacity(&self) -> u16 {
        match self.kind {
            ObjectKind::Buffer { capacity } => capacity,
            ObjectKind::Semaphore { .. } => 0,
        }
    }
}
