//! The shared state a program's steps act on, as [`step`](super::step) sees it.

use serde::{Deserialize, Serialize};

/// What a cell or a local holds: an integer, or one of the values below
/// [`LEAST_INTEGER`], which stand for [`NONE`], for items, and for "not set yet".
pub type Value = i64;

/// `None`, and what an empty slot holds.
pub const NONE: Value = Value::MIN;

/// What a local holds before it is set. No cell ever holds it.
pub const UNSET: Value = Value::MIN + 1;

/// What the cell of an array of items holds before anything is written there. A program finds it to be
/// `None`; whoever consumes it has read an element that was never set.
pub fn never_set(cell: Cell) -> Value {
    FIRST_NEVER_SET + Value::from(cell.0)
}

/// The cell that such a value was read from; `None` for any other value.
pub fn read_unset_from(value: Value) -> Option<Cell> {
    value.checked_sub(FIRST_NEVER_SET).and_then(|it| u16::try_from(it).ok()).map(Cell)
}

/// Whether a value is `None` for a program.
#[inline(always)]
pub fn is_none(value: Value) -> bool {
    value == NONE || read_unset_from(value).is_some()
}

const FIRST_NEVER_SET: Value = Value::MIN + 2;

/// The least integer a program can count to. What lies below is taken for other values, so
/// that one atomic word holds any of them; an operation that leads there overflows.
pub const LEAST_INTEGER: Value = Value::MIN + (1 << 49);

/// Whether a value is an integer.
pub fn is_integer(value: Value) -> bool {
    value >= LEAST_INTEGER
}

/// The number of a cell of shared state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cell(pub u16);

impl Cell {
    /// The cell's place in a list of all cells.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The cell `offset` places further on.
    pub fn offset(self, offset: u16) -> Cell {
        Cell(self.0 + offset)
    }
}

/// Cells that threads share. Every method is one access and is sequentially consistent.
///
/// The implementations are a plain list (simulated threads, replay, the checker) and
/// atomic cells (real threads).
pub trait Memory {
    /// The value of the cell.
    fn load(&self, cell: Cell) -> Value;

    /// Gives the cell a new value.
    fn store(&mut self, cell: Cell, value: Value);

    /// Sets the cell to `new` if it holds `current`.
    ///
    /// # Errors
    ///
    /// Gives the value the cell holds instead, and changes nothing.
    fn compare_exchange(&mut self, cell: Cell, current: Value, new: Value) -> Result<(), Value>;

    /// Adds to the cell and gives the value it had before.
    fn add(&mut self, cell: Cell, amount: Value) -> Value;

    /// Wakes at most one thread that sleeps at the cell. It changes no value; a memory
    /// in which nobody sleeps has nothing to do.
    fn wake_one(&mut self, cell: Cell);

    /// Wakes all threads that sleep at the cell.
    fn wake_all(&mut self, cell: Cell);
}
