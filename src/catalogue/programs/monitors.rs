//! Monitors: a lock, conditions to wait for, and what an exception or the end of a run does to them.

use super::{Edit::*, Entry, Fault, Group, Numbers};

const MONITORS: &str = "Hoare 1974; Lampson and Redell 1980";

/// The bounded buffer as a monitor with two conditions.
pub const TWO_CONDITIONS: Entry = Entry {
    name: "two-conditions",
    source: include_str!("two_conditions.py"),
    group: Group::Monitors,
    origin: MONITORS,
    faults: &[
        Fault::new("push-skips-mutex", &[Change(10, "if True:")]),
        Fault::new("push-looks-once", &[Change(11, "if count == capacity:")]),
        Fault::new("push-notifies-nobody", &[Strike(15)]),
        Fault::new("push-notifies-producers", &[Change(15, "has_space.notify()")]),
        Fault::new("push-notifies-when-empty", &[Change(15, "if count == 1: has_items.notify()")]),
        Fault::new("pop-looks-once", &[Change(20, "if count == 0:")]),
        Fault::new("pop-notifies-nobody", &[Strike(24)]),
        Fault::new(
            "pop-notifies-when-full",
            &[Change(24, "if count == capacity - 1: has_space.notify()")],
        ),
    ],
    starts_with: Numbers::USUAL,
};

/// A queue with four operations, and somebody who only looks.
pub const BOUNDED_QUEUE: Entry = Entry {
    name: "bounded-queue",
    source: include_str!("bounded_queue.py"),
    group: Group::Monitors,
    origin: MONITORS,
    faults: &[
        Fault::new("push-looks-once", &[Change(8, "if len(queue) == capacity:")]),
        Fault::new("push-notifies-nobody", &[Strike(11)]),
        Fault::new("pop-looks-once", &[Change(15, "if not queue:")]),
        Fault::new("empty-calls-size", &[Change(23, "return size() == 0")]),
        Fault::harmless("size-skips-mutex", &[Change(26, "if True:")]),
        Fault::new("trust-an-old-answer", &[Change(42, "assert was_empty or count > 0")]),
    ],
    starts_with: Numbers::USUAL,
};

/// One condition for both, on which everybody is woken.
pub const ONE_CONDITION: Entry = Entry {
    name: "one-condition",
    source: include_str!("one_condition.py"),
    group: Group::Monitors,
    origin: "Extreme Programming Challenge 14",
    faults: &[
        Fault::new("notify-one", &[Change(10, "changed.notify()"), Change(17, "changed.notify()")]),
        Fault::harmless("push-notifies-one", &[Change(10, "changed.notify()")]),
        Fault::new("pop-looks-once", &[Change(14, "if not queue:")]),
        Fault::harmless("pop-notifies-one", &[Change(17, "changed.notify()")]),
    ],
    starts_with: Numbers { capacity: 1, ..Numbers::USUAL },
};

/// An exception strikes between acquire and release.
pub const LOCK_NEVER_RELEASED: Entry = Entry {
    name: "lock-never-released",
    source: include_str!("lock_never_released.py"),
    group: Group::Monitors,
    origin: "",
    faults: &[],
    starts_with: Numbers::FINITE,
};

/// `with` releases the lock however its body ends.
pub const LOCK_RELEASED_BY_WITH: Entry = Entry {
    name: "lock-released-by-with",
    source: include_str!("lock_released_by_with.py"),
    group: Group::Monitors,
    origin: "",
    faults: &[Fault::new("catch-another", &[Change(15, "except ValueError:")])],
    starts_with: Numbers::FINITE,
};

/// The same written out with `finally`.
pub const LOCK_RELEASED_FINALLY: Entry = Entry {
    name: "lock-released-finally",
    source: include_str!("lock_released_finally.py"),
    group: Group::Monitors,
    origin: "",
    faults: &[
        Fault::new("catch-another", &[Change(16, "except ValueError:")]),
        Fault::new("forget-release", &[Strike(19)]),
    ],
    starts_with: Numbers::FINITE,
};

/// A flag under the mutex, and everybody woken to see it.
pub const STOP_BY_FLAG: Entry = Entry {
    name: "stop-by-flag",
    source: include_str!("stop_by_flag.py"),
    group: Group::Monitors,
    origin: "",
    faults: &[
        Fault::new("forget-the-flag", &[Change(16, "while not queue:")]),
        Fault::new("stop-at-once", &[Change(18, "if stopping:")]),
        Fault::new("stop-too-early", &[Strike(25)]),
        Fault::harmless("flag-before-mutex", &[Swap(26, 27)]),
        Fault::new("main-skips-mutex", &[Strike(26), Strike(29)]),
        Fault::new("main-notifies-one", &[Change(28, "has_items.notify()")]),
        Fault::new("main-notifies-nobody", &[Strike(28)]),
    ],
    starts_with: Numbers { items: 3, ..Numbers::USUAL },
};

/// An event says that the run goes on; who comes late never sees it.
pub const RUN_FOR_A_TIME: Entry = Entry {
    name: "run-for-a-time",
    source: include_str!("run_for_a_time.py"),
    group: Group::Monitors,
    origin: "",
    faults: &[Fault::harmless("do-not-wait-for-the-start", &[Strike(24)])],
    starts_with: Numbers::USUAL,
};

/// An event says that the run is over, and stays set.
pub const RUN_FOR_A_TIME_REPAIRED: Entry = Entry {
    name: "run-for-a-time-repaired",
    source: include_str!("run_for_a_time_repaired.py"),
    group: Group::Monitors,
    origin: "",
    faults: &[
        Fault::new("consumers-stop-too", &[Change(33, "while not stopping.is_set():")]),
        Fault::new("main-joins-consumers", &[Change(40, "join(consumer)")]),
    ],
    starts_with: Numbers::USUAL,
};

/// All meet at a barrier twice in each round: once the batch is full, and once it is empty.
pub const MEETING_IN_ROUNDS: Entry = Entry {
    name: "meeting-in-rounds",
    source: include_str!("meeting_in_rounds.py"),
    group: Group::Monitors,
    origin: "",
    faults: &[
        Fault::new("one-too-many", &[Change(3, "meeting = Barrier(producers + consumers + 1)")]),
        Fault::new("producer-is-impatient", &[Change(9, "meeting.wait(timeout=100)")]),
        Fault::new("producer-meets-once", &[Strike(10)]),
        Fault::harmless("all-meet-once", &[Strike(10), Strike(19)]),
        Fault::new("consumer-skips-mutex", &[Change(15, "if True:")]),
    ],
    starts_with: Numbers { items: 3, ..Numbers::USUAL },
};
