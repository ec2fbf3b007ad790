//! The shared state a program's steps act on, as [`step`](super::step) sees it.

use serde::{Deserialize, Serialize};

/// What a cell or a local holds. Integers of the notation are 64-bit.
pub type Value = i64;

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
    fn load(&mut self, cell: Cell) -> Value;

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
}
