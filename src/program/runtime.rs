//! What runs the threads, as far as it decides where one can lose its turn.

use serde::{Deserialize, Serialize};

/// What runs the threads. It changes which accesses are one step, and nothing else.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum Runtime {
    /// What the language promises: a thread can lose its turn before each access.
    #[default]
    Threads,
    /// CPython from 3.10 on, with the GIL: it looks for a switch only at calls and at jumps back, and blocking operations
    /// give the lock of the interpreter away.
    CpythonGil,
}

impl Runtime {
    /// All of them, the one that allows most first.
    pub const ALL: [Runtime; 2] = [Runtime::Threads, Runtime::CpythonGil];

    /// The name that links and the command line use.
    pub fn name(self) -> &'static str {
        match self {
            Runtime::Threads => "threads",
            Runtime::CpythonGil => "cpython-gil",
        }
    }

    /// The runtime with this name.
    pub fn named(name: &str) -> Option<Runtime> {
        Runtime::ALL.into_iter().find(|it| it.name() == name)
    }
}
