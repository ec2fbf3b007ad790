//! Queues that are safe by themselves, and how their threads are stopped.

use super::{Edit::*, Entry, Fault, Group, Numbers};

const ORIGIN: &str = "Python, queue";

/// The queue does all that is needed.
pub const THREAD_SAFE_QUEUE: Entry = Entry {
    name: "thread-safe-queue",
    source: include_str!("thread_safe_queue.py"),
    group: Group::Queue,
    origin: ORIGIN,
    faults: &[
        Fault::harmless("unbounded", &[Change(1, "queue = Queue(0)")]),
        Fault::new("stop-when-empty", &[Change(9, "while not queue.empty():")]),
        Fault::new("impatient-get", &[Change(10, "item = queue.get(timeout=1000)")]),
    ],
    starts_with: Numbers::USUAL,
};

/// The smallest number leaves first.
pub const PRIORITY_QUEUE: Entry = Entry {
    name: "priority-queue",
    source: include_str!("priority_queue.py"),
    group: Group::Queue,
    origin: ORIGIN,
    faults: &[Fault::harmless("plain-queue", &[Change(2, "queue = Queue(capacity)")])],
    starts_with: Numbers::USUAL,
};

/// `None` tells a consumer that nothing more comes.
pub const STOP_BY_SENTINEL: Entry = Entry {
    name: "stop-by-sentinel",
    source: include_str!("stop_by_sentinel.py"),
    group: Group::Queue,
    origin: ORIGIN,
    faults: &[
        Fault::new("sentinel-too-early", &[Strike(16)]),
        Fault::new("one-sentinel", &[Change(17, "for each in range(1):")]),
        Fault::new("one-for-each-producer", &[Change(17, "for each in range(producers):")]),
        Fault::new("no-sentinel", &[Strike(18)]),
    ],
    starts_with: Numbers { items: 3, ..Numbers::USUAL },
};

/// A consumer that waits for a second takes it for the end.
pub const STOP_BY_TIMEOUT: Entry = Entry {
    name: "stop-by-timeout",
    source: include_str!("stop_by_timeout.py"),
    group: Group::Queue,
    origin: ORIGIN,
    faults: &[
        Fault::harmless("wait-for-ever", &[Change(11, "item = queue.get()")]),
        Fault::harmless("try-again", &[Change(13, "continue")]),
    ],
    starts_with: Numbers { items: 3, ..Numbers::USUAL },
};
