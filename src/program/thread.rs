//! What a thread has of its own: its place in the code and its variables.

use super::code::{Pc, RoleKind};
use super::memory::Value;
use serde::{Deserialize, Serialize};

/// The number of a thread among all threads of a program, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ThreadId(pub u8);

impl ThreadId {
    /// The thread at this place in a list of all threads.
    ///
    /// # Panics
    ///
    /// Panics above 255: no program here has so many threads.
    pub fn from_index(index: usize) -> ThreadId {
        ThreadId(u8::try_from(index).expect("at most 256 threads"))
    }

    /// The thread's place in a list of all threads.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// What a thread is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ThreadName {
    /// Its kind of role.
    pub role: RoleKind,
    /// Its number in that role, from 1.
    pub number: u16,
}

impl std::fmt::Display for ThreadName {
    /// Writes the short name, such as `P1` or `C2`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let letter = match self.role {
            RoleKind::Producer => 'P',
            RoleKind::Consumer => 'C',
        };
        write!(f, "{letter}{}", self.number)
    }
}

/// The private state of one thread.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Thread {
    /// Its next instruction, always a step; `None` once the thread has ended.
    pub next: Option<Pc>,
    /// Its variables; 0 until they are set.
    pub locals: Vec<Value>,
    /// How many items it has made.
    pub produced: u32,
}
