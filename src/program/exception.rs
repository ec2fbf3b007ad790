//! What goes wrong inside a thread, and can be caught there.

use super::memory::Value;
use serde::{Deserialize, Serialize};

/// The number of an exception: first those below, then those a program names itself, in
/// the order of [`Program::exceptions`](super::Program::exceptions).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Exception(pub u16);

impl Exception {
    /// An `assert` was false. Neither `except` nor `except Exception` catches it.
    pub const ASSERTION_ERROR: Exception = Exception(0);
    /// No such element: `pop` of an empty list, an index outside.
    pub const INDEX_ERROR: Exception = Exception(1);
    /// A bounded semaphore was signalled above its number.
    pub const VALUE_ERROR: Exception = Exception(2);
    /// Release of a free lock; a condition used without its lock.
    pub const RUNTIME_ERROR: Exception = Exception(3);
    /// Division by zero.
    pub const ZERO_DIVISION_ERROR: Exception = Exception(4);
    /// A number outside 64 bits.
    pub const OVERFLOW_ERROR: Exception = Exception(5);
    /// A time-out of `get` or `recv`, as in Python's `queue`.
    pub const EMPTY: Exception = Exception(6);
    /// `send` without a receiver.
    pub const SEND_ERROR: Exception = Exception(7);
    /// `recv` without a sender, and nothing left.
    pub const RECV_ERROR: Exception = Exception(8);
    /// Python's, raised by nothing here but a `raise`.
    pub const MEMORY_ERROR: Exception = Exception(9);
    /// An operation on something that is no number.
    pub const TYPE_ERROR: Exception = Exception(10);
    /// A variable read before it was set.
    pub const NAME_ERROR: Exception = Exception(11);
    /// A time-out of `put`, as in Python's `queue`.
    pub const FULL: Exception = Exception(12);
    /// A barrier is broken, was reset while the thread waited there, or did not let it go in time.
    pub const BROKEN_BARRIER_ERROR: Exception = Exception(13);

    /// A container without a limit has grown beyond what there is room for. That is a limit of this
    /// program and not of the reader's, so nothing catches it.
    pub const BEYOND_ROOM: Exception = Exception(u16::MAX);

    /// The names of those that Python has, in their order.
    pub const NAMES: [&str; 14] = [
        "AssertionError",
        "IndexError",
        "ValueError",
        "RuntimeError",
        "ZeroDivisionError",
        "OverflowError",
        "Empty",
        "SendError",
        "RecvError",
        "MemoryError",
        "TypeError",
        "NameError",
        "Full",
        "BrokenBarrierError",
    ];

    /// The exception as it is kept in a local.
    pub fn to_value(self) -> Value {
        Value::from(self.0)
    }

    /// The exception that a local keeps.
    pub fn from_value(value: Value) -> Exception {
        Exception(value as u16)
    }
}
