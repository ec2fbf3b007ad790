//! The same work under each model of execution: threads, and the tasks of a loop.

use super::entry_of;
use crate::catalogue::programs::{Edit::*, Entry, Fault, Group};

const fn entry(name: &'static str, source: &'static str, faults: &'static [Fault]) -> Entry {
    entry_of(Group::ExecutionModels, name, source, faults)
}

/// Five threads that wait.
pub const FIVE_WORKERS_THREADING: Entry = entry(
    "five-workers-threading",
    include_str!("five_workers_threading.py"),
    &[Fault::new("main-does-not-join", &[Strike(20)])],
);

/// Five tasks that wait.
pub const FIVE_WORKERS_ASYNCIO: Entry = entry(
    "five-workers-asyncio",
    include_str!("five_workers_asyncio.py"),
    &[
        Fault::harmless("time-sleep", &[Change(8, "import time; time.sleep(1)")]),
        Fault::new("forgotten-await", &[Change(14, "asyncio.gather(*tasks)")]),
    ],
);

/// A queue that is awaited.
pub const BOUNDED_BUFFER_ASYNCIO: Entry = entry(
    "bounded-buffer-asyncio",
    include_str!("bounded_buffer_asyncio.py"),
    &[
        Fault::new("does-not-wait-for-room", &[Change(8, "queue.put_nowait(f\"{name}{number}\")")]),
        Fault::new("one-sentinel", &[Change(26, "for _ in range(1):")]),
    ],
);

/// A count that is read before an `await` and written behind it.
pub const ASYNCIO_COUNT_LOST: Entry = entry(
    "asyncio-count-lost",
    include_str!("asyncio_count_lost.py"),
    &[Fault::harmless("read-after-the-await", &[Swap(8, 9)])],
);

/// A count that no `await` divides.
pub const ASYNCIO_COUNT_SAFE: Entry = entry(
    "asyncio-count-safe",
    include_str!("asyncio_count_safe.py"),
    &[Fault::new("await-between", &[Change(9, "count = count + await asyncio.sleep(0, 1)")])],
);
