//! How it was done before there were semaphores, and how it is done underneath them.

use super::{Edit::*, Entry, Fault, Group, Numbers};

const TANENBAUM: &str = "Tanenbaum, Modern Operating Systems";

/// Nothing protects the buffer.
pub const NO_SYNCHRONISATION: Entry = Entry {
    name: "no-synchronisation",
    source: include_str!("no_synchronisation.py"),
    group: Group::History,
    origin: "",
    faults: &[],
    starts_with: Numbers { producers: 1, consumers: 1, ..Numbers::USUAL },
};

/// A shared count, looked at again and again.
pub const BUSY_WAITING: Entry = Entry {
    name: "busy-waiting",
    source: include_str!("busy_waiting.py"),
    group: Group::History,
    origin: "",
    faults: &[
        Fault::new("producer-looks-once", &[Change(8, "if count == capacity:")]),
        Fault::new("count-before-put", &[Swap(10, 11)]),
        Fault::new("consumer-looks-once", &[Change(16, "if count == 0:")]),
        Fault::new("count-before-get", &[Swap(18, 19)]),
    ],
    starts_with: Numbers { producers: 1, consumers: 1, ..Numbers::USUAL },
};

/// Sleep and wakeup, with the wakeup that is lost.
pub const SLEEP_AND_WAKEUP: Entry = Entry {
    name: "sleep-and-wakeup",
    source: include_str!("sleep_and_wakeup.py"),
    group: Group::History,
    origin: TANENBAUM,
    faults: &[Fault::new(
        "look-again",
        &[Change(10, "while count == capacity:"), Change(20, "while count == 0:")],
    )],
    starts_with: Numbers { producers: 1, consumers: 1, ..Numbers::USUAL },
};

/// One producer, one consumer, two indices, and no lock.
pub const RING_WITHOUT_LOCKS: Entry = Entry {
    name: "ring-without-locks",
    source: include_str!("ring_without_locks.py"),
    group: Group::History,
    origin: "Lamport 1977",
    faults: &[
        Fault::new("producer-does-not-wait", &[Change(11, "if after == head.load():")]),
        Fault::new("publish-first", &[Swap(13, 14)]),
        Fault::new("consumer-does-not-wait", &[Change(19, "if at == tail.load():")]),
        Fault::harmless("free-first", &[Swap(21, 22)]),
    ],
    starts_with: Numbers { producers: 1, consumers: 1, ..Numbers::USUAL },
};

/// A semaphore made of one atomic cell.
pub const SEMAPHORE_FROM_ATOMICS: Entry = Entry {
    name: "semaphore-from-atomics",
    source: include_str!("semaphore_from_atomics.py"),
    group: Group::History,
    origin: "Drepper, Futexes Are Tricky",
    faults: &[
        Fault::new(
            "no-second-look",
            &[
                Change(8, "if seen == 0 or not count.cas(seen, seen - 1):"),
                Change(10, "count.sub(1)"),
            ],
        ),
        Fault::new("sleep-without-comparing", &[Change(9, "count.wait(count.load())")]),
        Fault::new("signal-in-two-steps", &[Change(13, "count.store(count.load() + 1)")]),
        Fault::new(
            "notify-only-from-zero",
            &[Change(13, "if count.add(1) == 0: count.notify(1)"), Strike(14)],
        ),
        Fault::new("notify-before-adding", &[Swap(13, 14)]),
    ],
    starts_with: Numbers::USUAL,
};
