//! What the work runs on.

use super::Time;
use super::costs::{FORK, FORKSERVER, SPAWN, SWITCH_INTERVAL};

/// A way to run the same work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// One task after the other, no threads at all.
    Serial,
    /// A thread for each task; one at a time runs Python code.
    Gil,
    /// A thread for each task, in the build of CPython without a GIL.
    FreeThreaded,
    /// A coroutine for each task: one loop, one thread.
    Asyncio,
    /// The same, where what computes is handed to threads by `asyncio.to_thread`.
    ToThread,
    /// `Pool.map` over all items.
    Processes,
}

impl Runtime {
    /// All of them, in the order in which they are compared.
    pub const ALL: [Runtime; 6] = [
        Runtime::Serial,
        Runtime::Gil,
        Runtime::FreeThreaded,
        Runtime::Asyncio,
        Runtime::ToThread,
        Runtime::Processes,
    ];
}

/// How a process is started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StartMethod {
    /// A copy of the parent as it is.
    #[default]
    Fork,
    /// A copy of a process that was kept clean for that.
    Forkserver,
    /// A new interpreter that imports the program.
    Spawn,
}

impl StartMethod {
    /// All of them.
    pub const ALL: [StartMethod; 3] =
        [StartMethod::Fork, StartMethod::Forkserver, StartMethod::Spawn];

    /// What it is called in Python.
    pub fn name(self) -> &'static str {
        match self {
            StartMethod::Fork => "fork",
            StartMethod::Forkserver => "forkserver",
            StartMethod::Spawn => "spawn",
        }
    }

    /// What it takes in the parent, and then in the child.
    pub(super) fn costs(self) -> (Time, Time) {
        let parts = |(all, in_parent): (Time, Time)| (in_parent, all - in_parent);
        match self {
            StartMethod::Fork => (FORK, 0),
            StartMethod::Forkserver => parts(FORKSERVER),
            StartMethod::Spawn => parts(SPAWN),
        }
    }
}

/// The machine, and what the program asks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Machine {
    /// How many threads can run at once.
    pub cores: u32,
    /// How many processes a pool has.
    pub workers: u32,
    /// How they are started.
    pub start: StartMethod,
    /// How long who wants the GIL waits before it asks.
    pub switch_interval: Time,
    /// Decides who wakes first, where several wait.
    pub seed: u64,
}

impl Default for Machine {
    fn default() -> Machine {
        Machine {
            cores: 4,
            workers: 4,
            start: StartMethod::Fork,
            switch_interval: SWITCH_INTERVAL,
            seed: 1,
        }
    }
}
