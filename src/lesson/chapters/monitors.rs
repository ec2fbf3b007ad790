//! Monitors: a lock, and conditions to wait for.

use super::super::challenge::{Blank, Challenge, Claim, Fact, Given, Material, Task, WrongAnswer};
use super::super::chapter::Chapter::Monitors;
use super::super::misconception::Misconception::{
    DeadlockIsAllStandStill, NotificationsWait, OneBigLock, WokenMeansTrue,
};
use super::super::variant::Variation;
use super::{program, text, wrong, wrong_choice};
use crate::catalogue::Setting::{Capacity, Consumers, Items, Producers};

const WAITING_ROOM: Material = text("bounded-queue", include_str!("../programs/waiting_room.py"));

const LOST: Material = Material {
    numbers: &[(Producers, 1), (Consumers, 1), (Items, 1)],
    ..text("bounded-queue", include_str!("../programs/lost_wake_up.py"))
};

const OTHER_NAMES: &[Variation] = &[
    Variation::Name("not_empty", &["has_items", "filled", "something"]),
    Variation::Name("lock", &["mutex", "monitor", "door"]),
];

/// Who waits where.
pub const WAITING_ROOMS: Challenge = Challenge {
    name: "waiting-rooms",
    chapter: Monitors,
    minutes: 3,
    material: Material { numbers: &[(Producers, 1), (Consumers, 2), (Items, 1)], ..WAITING_ROOM },
    task: Task::FillIn {
        moments: &["1.C1x3.P1x3", "1.C1x3.C2x3", "1.C1x3.P1x2", "1.C2x3.P1"],
        blanks: &[Blank::Waiting("not_empty"), Blank::Waiting("lock"), Blank::Value("buffer")],
    },
    misconceptions: &[WokenMeansTrue, NotificationsWait],
    solution: Given::State(&["", "C1 C2", "1"]),
    wrong_answers: &[
        wrong(Given::State(&["", "C2", "0"]), "blanks", WokenMeansTrue),
        wrong(Given::State(&["C1", "C2", "1"]), "blanks", NotificationsWait),
    ],
    varies: &[
        Variation::Name("not_empty", &["has_items", "filled", "something"]),
        Variation::Name("lock", &["mutex", "monitor", "door"]),
        Variation::Number(Consumers, &[2, 3]),
    ],
};

/// A consumer that is woken finds nothing.
pub const WOKEN_IS_NOT_SERVED: Challenge = Challenge {
    name: "woken-is-not-served",
    chapter: Monitors,
    minutes: 4,
    material: Material { numbers: &[(Producers, 1), (Consumers, 2), (Items, 1)], ..WAITING_ROOM },
    task: Task::BeTheScheduler { reach: "exception", by: Some("C2"), fewest: 13 },
    misconceptions: &[WokenMeansTrue],
    solution: Given::Schedule("1.C2x3.P1x4.C1x4.C2x2"),
    wrong_answers: &[wrong(Given::Schedule("1.C2x3.P1x4.C2x2"), "nothing-broke", WokenMeansTrue)],
    varies: OTHER_NAMES,
};

/// Look again after waking.
pub const IF_OR_WHILE: Challenge = Challenge {
    name: "if-or-while",
    chapter: Monitors,
    minutes: 4,
    material: Material { numbers: &[(Producers, 1), (Consumers, 2), (Items, 2)], ..WAITING_ROOM },
    task: Task::Repair {
        keeps: &[
            "item = produce()",
            "buffer.append(item)",
            "item = buffer.pop(0)",
            "consume(item)",
        ],
    },
    misconceptions: &[WokenMeansTrue, OneBigLock],
    solution: Given::Replace(&[("if not buffer:", "while not buffer:")]),
    wrong_answers: &[
        wrong(
            Given::Replace(&[("not_empty.notify()", "not_empty.notify_all()")]),
            "exception",
            WokenMeansTrue,
        ),
        WrongAnswer {
            answer: Given::Replace(&[("not_empty.wait()", "pass")]),
            because: "exception",
            misconception: None,
        },
    ],
    varies: OTHER_NAMES,
};

/// One condition for two reasons to wait.
pub const NOTIFY_ONE: Challenge = Challenge {
    name: "notify-one",
    chapter: Monitors,
    minutes: 4,
    material: Material {
        faults: &["notify-one"],
        numbers: &[(Producers, 1), (Consumers, 2), (Capacity, 1)],
        ..program("one-condition")
    },
    task: Task::Predict(&[Claim::Safe, Claim::Breaks("exception"), Claim::Breaks("deadlock")]),
    misconceptions: &[WokenMeansTrue, NotificationsWait],
    solution: Given::Choice(2),
    wrong_answers: &[wrong_choice(0, NotificationsWait), wrong_choice(1, WokenMeansTrue)],
    varies: &[
        Variation::Name("changed", &["moved", "news", "turn"]),
        Variation::Number(Consumers, &[2, 3]),
    ],
};

/// The body of `push`, line by line.
pub const PUSH_IN_ORDER: Challenge = Challenge {
    name: "push-in-order",
    chapter: Monitors,
    minutes: 5,
    material: program("two-conditions"),
    task: Task::Order {
        first: 10,
        last: 15,
        faults: &["push-skips-mutex", "push-looks-once", "push-notifies-producers"],
    },
    misconceptions: &[WokenMeansTrue, NotificationsWait],
    solution: Given::Lines(&[0, 1, 2, 3, 4, 5]),
    wrong_answers: &[
        wrong(Given::Lines(&[0, 7, 2, 3, 4, 5]), "overwrite", WokenMeansTrue),
        wrong(Given::Lines(&[0, 1, 2, 3, 4, 8]), "deadlock", NotificationsWait),
    ],
    varies: &[
        Variation::Name("has_space", &["not_full", "room", "places"]),
        Variation::Name("has_items", &["not_empty", "filled", "ready"]),
    ],
};

/// A notification that nobody hears.
pub const LOST_WAKE_UP: Challenge = Challenge {
    name: "lost-wake-up",
    chapter: Monitors,
    minutes: 4,
    material: LOST,
    task: Task::BeTheScheduler { reach: "stranded", by: None, fewest: 7 },
    misconceptions: &[NotificationsWait],
    solution: Given::Schedule("1.P1.C1.P1x3.C1x2"),
    wrong_answers: &[wrong(
        Given::Schedule("1.C1x3.P1x4.C1x5"),
        "nothing-broke",
        NotificationsWait,
    )],
    varies: OTHER_NAMES,
};

/// Why a consumer sleeps beside an item.
pub const WHY_IT_SLEEPS: Challenge = Challenge {
    name: "why-it-sleeps",
    chapter: Monitors,
    minutes: 3,
    material: LOST,
    task: Task::Explain {
        run: "1.P1.C1.P1x3.C1x2",
        accounts: &[
            &[Fact::Did("C1", "not_empty.wait()"), Fact::Did("P1", "not_empty.notify()")],
            &[
                Fact::Did("C1", "if not buffer:"),
                Fact::Did("P1", "not_empty.notify()"),
                Fact::Did("C1", "not_empty.wait()"),
                Fact::Stood("stranded"),
            ],
            &[Fact::Did("C1", "buffer.pop(0)"), Fact::Stood("deadlock")],
        ],
    },
    misconceptions: &[NotificationsWait, DeadlockIsAllStandStill],
    solution: Given::Choice(1),
    wrong_answers: &[wrong_choice(0, NotificationsWait), wrong_choice(2, DeadlockIsAllStandStill)],
    varies: OTHER_NAMES,
};

/// An exception between acquire and release.
pub const WITH_OR_NOT: Challenge = Challenge {
    name: "with-or-not",
    chapter: Monitors,
    minutes: 3,
    material: Material {
        numbers: &[(Producers, 1), (Consumers, 1), (Items, 1)],
        ..program("lock-never-released")
    },
    task: Task::Predict(&[Claim::Safe, Claim::Breaks("exception"), Claim::Breaks("deadlock")]),
    misconceptions: &[OneBigLock, DeadlockIsAllStandStill],
    solution: Given::Choice(2),
    wrong_answers: &[wrong_choice(0, OneBigLock), wrong_choice(1, DeadlockIsAllStandStill)],
    varies: &[
        Variation::Name("stock", &["shelf", "pile", "store"]),
        Variation::Name("mutex", &["guard", "lock", "key"]),
    ],
};
