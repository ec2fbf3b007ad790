//! Semaphores: the unbounded and the bounded buffer.

use super::{Edit::*, Entry, Fault, Group, Numbers};

const LITTLE_BOOK: &str = "Downey, The Little Book of Semaphores";

/// The bodies of the unbounded buffer, with nothing that protects them.
pub const UNBOUNDED_BUFFER_PUZZLE: Entry = Entry {
    name: "unbounded-buffer-puzzle",
    source: include_str!("unbounded_buffer_puzzle.py"),
    group: Group::Semaphores,
    origin: LITTLE_BOOK,
    faults: &[],
    starts_with: Numbers::FINITE,
};

/// The unbounded buffer with two semaphores, the signal after the mutex is free.
pub const UNBOUNDED_BUFFER: Entry = Entry {
    name: "unbounded-buffer",
    source: include_str!("unbounded_buffer.py"),
    group: Group::Semaphores,
    origin: LITTLE_BOOK,
    faults: &[
        Fault::new("mutex-starts-at-0", &[Change(2, "mutex = Semaphore(0)")]),
        Fault::new("items-starts-at-1", &[Change(3, "items = Semaphore(1)")]),
        Fault::new(
            "shared-event",
            &[Change(4, "event = None"), Change(7, "global event"), Change(16, "global event")],
        ),
        Fault::harmless("producer-skips-mutex", &[Strike(10), Strike(12)]),
        Fault::new("producer-forgets-mutex-signal", &[Strike(12)]),
        Fault::harmless("signal-inside", &[Swap(12, 13)]),
        Fault::new("forget-items-signal", &[Strike(13)]),
        Fault::new("skip-items-wait", &[Strike(18)]),
        Fault::new("consumer-swaps-waits", &[Swap(18, 19)]),
        Fault::harmless("consumer-skips-mutex", &[Strike(19), Strike(21)]),
        Fault::new("consumer-forgets-mutex-signal", &[Strike(21)]),
    ],
    starts_with: Numbers::FINITE,
};

/// The bounded buffer with three semaphores.
pub const THREE_SEMAPHORES: Entry = Entry {
    name: "three-semaphores",
    source: include_str!("three_semaphores.py"),
    group: Group::Semaphores,
    origin: "Dijkstra 1965",
    faults: &[
        Fault::new("mutex-starts-at-0", &[Change(2, "mutex = Semaphore(0)")]),
        Fault::new("mutex-starts-at-2", &[Change(2, "mutex = Semaphore(2)")]),
        Fault::new("spaces-starts-one-high", &[Change(4, "spaces = Semaphore(capacity + 1)")]),
        Fault::new("skip-spaces-wait", &[Strike(9)]),
        Fault::new("producer-swaps-waits", &[Swap(9, 10)]),
        Fault::new("producer-skips-mutex", &[Strike(10), Strike(12)]),
        Fault::new("producer-forgets-mutex-signal", &[Strike(12)]),
        Fault::harmless("producer-swaps-signals", &[Swap(12, 13)]),
        Fault::new("forget-items-signal", &[Strike(13)]),
        Fault::new("skip-items-wait", &[Strike(17)]),
        Fault::new("consumer-swaps-waits", &[Swap(17, 18)]),
        Fault::new("consumer-skips-mutex", &[Strike(18), Strike(20)]),
        Fault::new("consumer-forgets-mutex-signal", &[Strike(20)]),
        Fault::harmless("consumer-swaps-signals", &[Swap(20, 21)]),
        Fault::new("forget-spaces-signal", &[Strike(21)]),
    ],
    starts_with: Numbers::USUAL,
};

/// The same under the names of many text books.
pub const MUTEX_EMPTY_FULL: Entry = Entry {
    name: "mutex-empty-full",
    source: include_str!("mutex_empty_full.py"),
    group: Group::Semaphores,
    origin: "Tanenbaum, Modern Operating Systems",
    faults: &[
        Fault::new("empty-starts-at-0", &[Change(3, "empty = Semaphore(0)")]),
        Fault::new(
            "starts-exchanged",
            &[Change(3, "empty = Semaphore(0)"), Change(4, "full = Semaphore(capacity)")],
        ),
        Fault::new("full-starts-at-1", &[Change(4, "full = Semaphore(1)")]),
        Fault::new("producer-swaps-downs", &[Swap(10, 11)]),
        Fault::new("nobody-uses-the-mutex", &[Strike(11), Strike(13), Strike(19), Strike(21)]),
        Fault::new("consumer-swaps-downs", &[Swap(18, 19)]),
    ],
    starts_with: Numbers::USUAL,
};

/// A mutex for each end of the ring, so that a producer and a consumer work at once.
pub const TWO_MUTEXES: Entry = Entry {
    name: "two-mutexes",
    source: include_str!("two_mutexes.py"),
    group: Group::Semaphores,
    origin: "",
    faults: &[
        Fault::harmless("producer-swaps-waits", &[Swap(11, 12)]),
        Fault::new("producer-skips-mutex", &[Strike(12), Strike(14)]),
        Fault::harmless("consumer-swaps-waits", &[Swap(19, 20)]),
        Fault::new("consumer-skips-mutex", &[Strike(20), Strike(22)]),
    ],
    starts_with: Numbers::USUAL,
};
