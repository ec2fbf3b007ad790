//! Locks: who holds one, and how often.

use crate::program::memory::Value;
use crate::program::thread::ThreadId;

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

    /// The holder; `None` while it is free.
    pub fn thread(self) -> Option<ThreadId> {
        u8::try_from(self.holder.checked_sub(1)?).ok().map(ThreadId)
    }
}
