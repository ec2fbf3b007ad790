//! What runs the program of a challenge: what a prediction, a schedule and a verdict are about.

use crate::catalogue::Runtime;

/// A model of execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Execution {
    /// Threads, with no more than the language promises.
    Promised,
    /// Threads of CPython with its global interpreter lock.
    Gil,
    /// Threads of CPython built without that lock.
    FreeThreaded,
    /// The tasks of one event loop.
    EventLoop,
    /// Processes, each with memory of its own.
    Processes,
}

impl Execution {
    /// All of them.
    pub const ALL: [Execution; 5] = [
        Execution::Promised,
        Execution::Gil,
        Execution::FreeThreaded,
        Execution::EventLoop,
        Execution::Processes,
    ];

    /// The stable name, of which its passage is made.
    pub fn name(self) -> &'static str {
        match self {
            Execution::Promised => "promised",
            Execution::Gil => "gil",
            Execution::FreeThreaded => "free-threaded",
            Execution::EventLoop => "event-loop",
            Execution::Processes => "processes",
        }
    }

    /// Where a thread can lose its turn. Tasks and processes say that in their text.
    pub fn runtime(self) -> Runtime {
        match self {
            Execution::Gil => Runtime::CpythonGil,
            Execution::Promised
            | Execution::FreeThreaded
            | Execution::EventLoop
            | Execution::Processes => Runtime::Threads,
        }
    }
}
