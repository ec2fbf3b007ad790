//! Elements in a row: the contents of lists, queues and channels.
//!
//! An operation on them touches several cells and is one step. So it is carried out while
//! no other step can begin: simulated threads take turns, real ones hold a lock.

use crate::program::code::Sequence;
use crate::program::item::Item;
use crate::program::memory::{Cell, Memory, NONE, Value};

impl Sequence {
    /// The cell of the element with this index.
    pub fn element(self, index: u16) -> Cell {
        self.length.offset(1 + index)
    }
}

/// Puts a value at the end, or in an ordered row before the first that is greater. There
/// must be room, and `length` elements.
pub fn insert(
    memory: &mut impl Memory,
    row: Sequence,
    length: u16,
    value: Value,
    is_ordered: bool,
) {
    let mut at = length;
    while is_ordered && at > 0 {
        let before = memory.load(row.element(at - 1));
        if rank(before) <= rank(value) {
            break;
        }
        memory.store(row.element(at), before);
        at -= 1;
    }
    memory.store(row.element(at), value);
}

/// Takes out the element at `at`; those after it move up. There must be `length` elements,
/// and `at` must be one of them.
pub fn remove(memory: &mut impl Memory, row: Sequence, length: u16, at: u16) -> Value {
    let value = memory.load(row.element(at));
    for index in at + 1..length {
        let moved = memory.load(row.element(index));
        memory.store(row.element(index - 1), moved);
    }
    memory.store(row.element(length - 1), NONE);
    value
}

/// What an ordered row goes by: numbers by their size; items by their number, so that
/// nobody's items wait behind all of another's.
fn rank(value: Value) -> (Value, u16) {
    match Item::from_value(value) {
        Some(item) => (item.number.into(), item.producer),
        None => (value, 0),
    }
}
