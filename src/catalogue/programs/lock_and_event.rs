//! A list, a lock and an event, as many examples have them, and what is wrong with that.

use super::{Edit::*, Entry, Fault, Group, Numbers};

const ORIGIN: &str = "";

const CLEAR_ONLY_WHEN_EMPTY: &str = "clear-only-when-empty";

/// A lock round the list, and an event that says too little: items are left behind.
pub const LOCK_AND_EVENT: Entry = Entry {
    name: "lock-and-event",
    source: include_str!("lock_and_event.py"),
    group: Group::LockAndEvent,
    origin: ORIGIN,
    faults: &[
        Fault::new("skip-event-wait", &[Strike(14)]),
        Fault::new(CLEAR_ONLY_WHEN_EMPTY, &[Change(17, "if not numbers: ready.clear()")]),
    ],
    starts_with: Numbers { producers: 1, consumers: 1, ..Numbers::FINITE },
};

/// The event is cleared only by who finds the list empty.
pub const LOCK_AND_EVENT_REPAIRED: Entry = Entry {
    name: "lock-and-event-repaired",
    source: include_str!("lock_and_event_repaired.py"),
    group: Group::LockAndEvent,
    origin: ORIGIN,
    faults: &[
        Fault::new("producer-skips-lock", &[Change(8, "if True:")]),
        Fault::harmless("set-before-append", &[Swap(9, 10)]),
        Fault::new("forget-set", &[Strike(10)]),
        Fault::harmless("skip-event-wait", &[Strike(14)]),
        Fault::new("consumer-skips-lock", &[Change(15, "if True:")]),
        Fault::new("skip-check", &[Change(16, "if False:")]),
        Fault::harmless("never-clear", &[Strike(17)]),
    ],
    starts_with: Numbers::FINITE,
};

/// The same mistake in functions that are given the list, the lock and the event.
pub const LOCK_AND_EVENT_FUNCTIONS: Entry = Entry {
    name: "lock-and-event-functions",
    source: include_str!("lock_and_event_functions.py"),
    group: Group::LockAndEvent,
    origin: ORIGIN,
    faults: &[
        Fault::new(
            "different-locks",
            &[Change(4, "other = Lock()"), Change(24, "consume_from(numbers, other, ready)")],
        ),
        Fault::new(CLEAR_ONLY_WHEN_EMPTY, &[Change(17, "if not buffer: event.clear()")]),
    ],
    starts_with: Numbers { producers: 1, consumers: 1, ..Numbers::FINITE },
};

/// The functions, repaired.
pub const LOCK_AND_EVENT_FUNCTIONS_REPAIRED: Entry = Entry {
    name: "lock-and-event-functions-repaired",
    source: include_str!("lock_and_event_functions_repaired.py"),
    group: Group::LockAndEvent,
    origin: ORIGIN,
    faults: &[
        Fault::new(
            "different-locks",
            &[Change(4, "other = Lock()"), Change(26, "consume_from(numbers, other, ready)")],
        ),
        Fault::new("skip-check", &[Change(16, "if False:")]),
    ],
    starts_with: Numbers::FINITE,
};

/// A flag tells the consumers to stop: too early for some items, too late for who sleeps.
pub const STOP_FLAG: Entry = Entry {
    name: "stop-flag",
    source: include_str!("stop_flag.py"),
    group: Group::LockAndEvent,
    origin: ORIGIN,
    faults: &[
        Fault::new("until-empty", &[Change(14, "while running or numbers:")]),
        Fault::new("poll", &[Change(15, "ready.wait(timeout=100)")]),
        Fault::new("main-does-not-join", &[Strike(27)]),
    ],
    starts_with: Numbers { consumers: 1, items: 3, ..Numbers::USUAL },
};

/// Whoever sleeps is woken to see the flag, and looks at it only when nothing is left.
pub const STOP_FLAG_REPAIRED: Entry = Entry {
    name: "stop-flag-repaired",
    source: include_str!("stop_flag_repaired.py"),
    group: Group::LockAndEvent,
    origin: ORIGIN,
    faults: &[
        Fault::new("stop-too-early", &[Strike(28)]),
        Fault::new("stop-without-lock", &[Strike(29), Strike(32)]),
        Fault::harmless("set-before-flag", &[Swap(30, 31)]),
        Fault::new("nobody-wakes", &[Strike(31)]),
    ],
    starts_with: Numbers { items: 3, ..Numbers::USUAL },
};
