//! What instructions work on: values that a thread knows, places where it reads and writes, and what can be
//! worked out.

use super::code::Local;
use super::memory::{Cell, Value};
use serde::{Deserialize, Serialize};

/// Elements in a row: a cell with how many there are, then the elements. Cells beyond the
/// last element hold [`NONE`](super::NONE), so that equal contents are equal cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sequence {
    /// The cell of the length, or of a channel's state.
    pub length: Cell,
    /// How many elements there is room for.
    pub room: u16,
}

/// The cell an access goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// Always this cell.
    Cell(Cell),
    /// The slot of a buffer that the local gives the index of. An index outside is brought
    /// back into the ring, as the slots of a ring have no end.
    Slot {
        /// The first slot.
        first: Cell,
        /// How many there are.
        count: u16,
        /// The local with the index.
        index: Local,
    },
    /// The entry of an array. A negative index counts from the end; one outside raises.
    Entry {
        /// The first entry.
        first: Cell,
        /// How many there are.
        count: u16,
        /// The index.
        index: Operand,
    },
    /// The element of a list. A negative index counts from the end; one outside raises.
    Element {
        /// The list.
        list: Sequence,
        /// The index.
        index: Operand,
    },
    /// What is kept of the element of a list in a row of its own, as long as the list has room.
    Beside {
        /// The list.
        list: Sequence,
        /// The first of the row.
        first: Cell,
        /// The index in the list.
        index: Operand,
    },
}

/// A value a thread knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operand {
    /// What the local holds.
    Local(Local),
    /// A number, or another value known beforehand.
    Constant(Value),
}

/// What can be worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Operator {
    /// The sum.
    Add,
    /// The difference.
    Subtract,
    /// The product.
    Multiply,
    /// The quotient, rounded down.
    Divide,
    /// What is left, with the sign of the divisor.
    Modulo,
    /// Whether both are the same.
    Equal,
    /// Whether they differ.
    NotEqual,
    /// Whether the first is less.
    Less,
    /// Whether the first is not greater.
    LessOrEqual,
    /// Whether the first is 0, `False` or `None`.
    Not,
    /// The index after the first, in a ring of as many slots as the second says.
    NextInRing,
}
