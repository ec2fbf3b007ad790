//! The same work with processes: memories of their own, and what is between them.

use super::entry_of;
use crate::catalogue::programs::{Edit::*, Entry, Fault, Group};

const fn entry(name: &'static str, source: &'static str, faults: &'static [Fault]) -> Entry {
    entry_of(Group::ExecutionModels, name, source, faults)
}

/// Five processes that wait, and a count that they share.
pub const PROCESSES_FIVE_WORKERS: Entry = entry(
    "processes-five-workers",
    include_str!("processes_five_workers.py"),
    &[
        Fault::new("without-its-lock", &[Change(10, "if True:")]),
        Fault::new("main-does-not-join", &[Strike(22)]),
    ],
);

/// A counter of which each process has its own.
pub const PROCESSES_OWN_COUNTER: Entry = entry(
    "processes-own-counter",
    include_str!("processes_own_counter.py"),
    &[Fault::new("threads-instead", &[Change(1, "from threading import Thread as Process")])],
);

/// A queue between two processes, and one that tells the parent.
pub const PROCESSES_QUEUE: Entry = entry(
    "processes-queue",
    include_str!("processes_queue.py"),
    &[
        Fault::new(
            "queues-of-threads",
            &[Change(1, "from multiprocessing import Process; from queue import Queue")],
        ),
        Fault::new("no-end-mark", &[Strike(9)]),
    ],
);

/// A question through a pipe, and the answer.
pub const PROCESSES_PIPE: Entry = entry(
    "processes-pipe",
    include_str!("processes_pipe.py"),
    &[Fault::new("both-wait-first", &[Swap(13, 14)])],
);

/// A lock around a value that processes share.
pub const PROCESSES_LOCK_AND_VALUE: Entry = entry(
    "processes-lock-and-value",
    include_str!("processes_lock_and_value.py"),
    &[
        Fault::new(
            "lock-of-threads",
            &[Change(1, "from multiprocessing import Process, Value; from threading import Lock")],
        ),
        Fault::new("without-lock", &[Change(6, "if True:")]),
        Fault::harmless("lock-of-the-value", &[Change(6, "with seats.get_lock():")]),
    ],
);

/// A pool of processes that squares numbers.
pub const PROCESSES_POOL: Entry = entry(
    "processes-pool",
    include_str!("processes_pool.py"),
    &[
        Fault::new("one-task-fails", &[Change(5, "return number // (number - 2)")]),
        Fault::harmless("one-worker", &[Change(9, "with Pool(processes=1) as pool:")]),
    ],
);

/// A process that is waited for before what it sends is read.
pub const PROCESSES_JOIN_BEFORE_GET: Entry = entry(
    "processes-join-before-get",
    include_str!("processes_join_before_get.py"),
    &[
        Fault::harmless("small-pictures", &[Change(4, "SIZE = 1_000")]),
        Fault::harmless(
            "get-before-join",
            &[Strike(17), Change(21, "renderer.join(); print(\"all pictures are here\")")],
        ),
    ],
);

/// Parts of a list, each added up by a process.
pub const PROCESSES_SUMS_OF_CHUNKS: Entry = entry(
    "processes-sums-of-chunks",
    include_str!("processes_sums_of_chunks.py"),
    &[
        Fault::harmless("size-rounded-down", &[Change(8, "size = len(numbers) // count")]),
        Fault::new("first-left-out", &[Change(9, "starts = range(1, len(numbers), size)")]),
    ],
);
