//! Programs as people write them every day, and two puzzles.

use super::entry;
use crate::catalogue::programs::{Edit::*, Entry, Fault};

/// A script with a list, a lock and an event, as tutorials have it.
pub const SCRIPT_LOCK_AND_EVENT: Entry = entry(
    "script-lock-and-event",
    include_str!("script_lock_and_event.py"),
    &[
        Fault::new("skip-event-wait", &[Strike(18)]),
        Fault::harmless("clear-only-when-empty", &[Change(21, "if not numbers: ready.clear()")]),
    ],
);

/// The same in functions that are given all they use.
pub const SCRIPT_LOCK_AND_EVENT_FUNCTIONS: Entry = entry(
    "script-lock-and-event-functions",
    include_str!("script_lock_and_event_functions.py"),
    &[
        Fault::new("skip-check", &[Change(16, "if True:")]),
        Fault::harmless("never-clear", &[Strike(19)]),
    ],
);

/// Workers on a queue of tasks, and a `None` for each.
pub const WORKER_POOL: Entry = entry(
    "worker-pool",
    include_str!("worker_pool.py"),
    &[
        Fault::new("one-sentinel", &[Change(26, "for _ in range(1):")]),
        Fault::new("main-does-not-join", &[Strike(29)]),
    ],
);

/// Three stages with short queues between them.
pub const PIPELINE_OF_STAGES: Entry = entry(
    "pipeline-of-stages",
    include_str!("pipeline_of_stages.py"),
    &[
        Fault::new("end-not-passed-on", &[Strike(15)]),
        Fault::harmless("larger-queues", &[Change(26, "raw, doubled = Queue(5), Queue(5)")]),
    ],
);

/// Many may read, one may write.
pub const READERS_AND_WRITERS: Entry = entry(
    "readers-and-writers",
    include_str!("readers_and_writers.py"),
    &[
        Fault::new("count-without-mutex", &[Change(10, "if True:")]),
        Fault::new("every-reader-locks", &[Change(12, "if True:")]),
        Fault::new("writer-does-not-lock", &[Change(31, "if True:")]),
    ],
);

/// Three philosophers on two seats.
pub const DINING_PHILOSOPHERS: Entry = entry(
    "dining-philosophers",
    include_str!("dining_philosophers.py"),
    &[
        Fault::new("no-limit", &[Strike(16), Strike(20)]),
        Fault::harmless("one-seat", &[Change(6, "seats = threading.Semaphore(1)")]),
    ],
);

/// Two locks, always in the same order.
pub const BANK_TRANSFER: Entry = entry(
    "bank-transfer",
    include_str!("bank_transfer.py"),
    &[
        Fault::new("locks-as-given", &[Change(10, "first, second = source, target")]),
        Fault::new("no-locks", &[Change(11, "if True:"), Change(12, "if True:")]),
        Fault::harmless("first-lock-only", &[Change(12, "if True:")]),
    ],
);

/// Nobody begins the second phase before all have ended the first.
pub const BARRIER_IN_PHASES: Entry = entry(
    "barrier-in-phases",
    include_str!("barrier_in_phases.py"),
    &[
        Fault::new("skip-the-barrier", &[Strike(11)]),
        Fault::new("one-too-many", &[Change(5, "barrier = threading.Barrier(WORKERS + 1)")]),
    ],
);

/// An executor, and a total that its tasks share.
pub const THREAD_POOL: Entry = entry(
    "thread-pool",
    include_str!("thread_pool.py"),
    &[
        Fault::new("without-lock", &[Change(10, "if True:")]),
        Fault::harmless(
            "one-worker",
            &[Change(15, "with ThreadPoolExecutor(max_workers=1) as pool:")],
        ),
    ],
);

/// Neither goes on before the other has come.
pub const PUZZLE_RENDEZVOUS: Entry = entry(
    "puzzle-rendezvous",
    include_str!("puzzle_rendezvous.py"),
    &[
        Fault::harmless("a-waits-first", &[Swap(11, 12)]),
        Fault::new("both-wait-first", &[Swap(11, 12), Swap(18, 19)]),
    ],
);

/// Two threads write one variable.
pub const PUZZLE_WHICH_VALUE: Entry = entry(
    "puzzle-which-value",
    include_str!("puzzle_which_value.py"),
    &[Fault::harmless("one-after-the-other", &[Swap(17, 18)])],
);
