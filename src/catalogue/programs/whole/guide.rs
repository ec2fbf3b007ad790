//! The guide to a thread-safe queue, whole, and its eight limits: each as it is felt, and mended.

use super::entry;
use crate::catalogue::programs::{Edit::*, Entry, Fault};

/// The guide itself: a queue that is right, and threads that do not end.
pub const GUIDE_QUEUE: Entry = entry(
    "guide-queue",
    include_str!("guide_queue.py"),
    &[
        Fault::new("nobody-notifies", &[Strike(23)]),
        Fault::new(
            "daemons",
            &[
                Change(58, "threads = [threading.Thread(target=job, daemon=True) for job in jobs]"),
                Strike(64),
            ],
        ),
    ],
);

/// A thread that is started twice.
pub const GUIDE_THREAD_ERRORS: Entry = entry(
    "guide-thread-errors",
    include_str!("guide_thread_errors.py"),
    &[Fault::harmless("start-each-once", &[Change(14, "threads = [worker]")])],
);

/// What `start` raises is expected, and all is tidied up.
pub const GUIDE_THREAD_ERRORS_HANDLED: Entry = entry(
    "guide-thread-errors-handled",
    include_str!("guide_thread_errors_handled.py"),
    &[
        Fault::new("nobody-stops-it", &[Strike(23)]),
        Fault::new(
            "join-one-never-started",
            &[Change(24, "for thread in [worker, threading.Thread(target=heartbeat)]:")],
        ),
    ],
);

/// The capacity changes, and nobody is told.
pub const GUIDE_RESIZE: Entry = entry(
    "guide-resize",
    include_str!("guide_resize.py"),
    &[Fault::harmless("resize-before-start", &[Swap(38, 39)])],
);

/// The capacity changes under the lock, and all are woken.
pub const GUIDE_RESIZE_REPAIRED: Entry = entry(
    "guide-resize-repaired",
    include_str!("guide_resize_repaired.py"),
    &[
        Fault::new("forget-notify", &[Strike(30)]),
        Fault::new("resize-without-lock", &[Change(28, "if True:")]),
    ],
);

/// What is urgent waits behind what is not.
pub const GUIDE_PRIORITY: Entry = entry(
    "guide-priority",
    include_str!("guide_priority.py"),
    &[Fault::harmless("newest-first", &[Change(23, "item = self.items.pop()")])],
);

/// The urgent items have a line of their own.
pub const GUIDE_PRIORITY_REPAIRED: Entry = entry(
    "guide-priority-repaired",
    include_str!("guide_priority_repaired.py"),
    &[
        Fault::new("ordinary-first", &[Change(23, "if self.urgent and not self.items:")]),
        Fault::new("wait-for-urgent", &[Change(21, "while not self.urgent:")]),
    ],
);

/// Waiting for an item that never comes.
pub const GUIDE_TIMEOUT: Entry = entry(
    "guide-timeout",
    include_str!("guide_timeout.py"),
    &[Fault::harmless("ask-for-one", &[Change(34, "for _ in range(1):")])],
);

/// Waiting for a time, and a last look.
pub const GUIDE_TIMEOUT_REPAIRED: Entry = entry(
    "guide-timeout-repaired",
    include_str!("guide_timeout_repaired.py"),
    &[
        Fault::new("look-afterwards", &[Change(36, "if finished.is_set():")]),
        Fault::new("give-up-at-once", &[Change(36, "if True:")]),
    ],
);

/// A queue that takes anything.
pub const GUIDE_TYPED: Entry = entry(
    "guide-typed",
    include_str!("guide_typed.py"),
    &[Fault::harmless("only-numbers", &[Change(23, "for reading in [20, 21, 22]:")])],
);

/// A queue that looks at what it takes.
pub const GUIDE_TYPED_REPAIRED: Entry = entry(
    "guide-typed-repaired",
    include_str!("guide_typed_repaired.py"),
    &[
        Fault::new("skip-the-check", &[Change(10, "if False:")]),
        Fault::new("push-nothing-instead", &[Strike(30)]),
    ],
);

/// Two pops are not one.
pub const GUIDE_BATCHES: Entry = entry("guide-batches", include_str!("guide_batches.py"), &[]);

/// Both items are taken under one lock.
pub const GUIDE_BATCHES_REPAIRED: Entry = entry(
    "guide-batches-repaired",
    include_str!("guide_batches_repaired.py"),
    &[
        Fault::new("wait-with-if", &[Change(16, "if len(self.items) < 2:")]),
        Fault::harmless("notify-one", &[Change(12, "self.not_empty.notify()")]),
    ],
);

/// A count beside the queue that nothing protects.
pub const GUIDE_METRICS: Entry = entry(
    "guide-metrics",
    include_str!("guide_metrics.py"),
    &[Fault::harmless(
        "one-producer",
        &[
            Change(26, "threads = [threading.Thread(target=producer) for _ in range(1)]"),
            Change(23, "for _ in range(2):"),
        ],
    )],
);

/// The count has a lock.
pub const GUIDE_METRICS_REPAIRED: Entry = entry(
    "guide-metrics-repaired",
    include_str!("guide_metrics_repaired.py"),
    &[Fault::new("count-without-lock", &[Change(12, "if True:")])],
);

/// An exception that nobody hears of.
pub const GUIDE_EXCEPTIONS: Entry = entry(
    "guide-exceptions",
    include_str!("guide_exceptions.py"),
    &[Fault::harmless("no-broken-parcel", &[Change(14, "if parcel > 2:")])],
);

/// Exceptions reach `main` through a queue.
pub const GUIDE_EXCEPTIONS_REPAIRED: Entry = entry(
    "guide-exceptions-repaired",
    include_str!("guide_exceptions_repaired.py"),
    &[
        Fault::new("catch-something-else", &[Change(23, "except KeyError:")]),
        Fault::new("main-does-not-join", &[Strike(32)]),
    ],
);
