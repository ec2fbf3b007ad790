//! A list, a lock and an event, as many examples have them; and queues that are safe by themselves.

use super::super::challenge::{Challenge, Claim, Fact, Given, Material, Task, WrongAnswer};
use super::super::chapter::Chapter::LocksAndEvents;
use super::super::misconception::Misconception::{
    DeadlockIsAllStandStill, EmptyThenGet, NotificationsWait, RanAThousandTimes, SleepOrders,
    WokenMeansTrue,
};
use super::super::variant::Variation;
use super::{program, text, wrong, wrong_choice};
use crate::catalogue::Setting::{Capacity, Consumers, Items, Producers};

const OTHER_NAMES: &[Variation] = &[
    Variation::Name("numbers", &["orders", "letters", "jobs"]),
    Variation::Name("ready", &["bell", "arrived", "signal"]),
    Variation::Name("guard", &["mutex", "lock", "key"]),
];

/// One bell for two letters.
pub const ONE_BELL: Challenge = Challenge {
    name: "one-bell",
    chapter: LocksAndEvents,
    minutes: 4,
    material: Material {
        numbers: &[(Producers, 1), (Consumers, 1), (Items, 2)],
        ..program("lock-and-event")
    },
    task: Task::BeTheScheduler { reach: "stranded", by: None, fewest: 13 },
    misconceptions: &[NotificationsWait, RanAThousandTimes],
    solution: Given::Schedule("1.P1x8.C1x5"),
    wrong_answers: &[wrong(
        Given::Schedule("1.P1x4.C1x5.P1x4.C1x5"),
        "nothing-broke",
        RanAThousandTimes,
    )],
    varies: OTHER_NAMES,
};

/// The widespread example, repaired.
pub const MEND_THE_BELL: Challenge = Challenge {
    name: "mend-the-bell",
    chapter: LocksAndEvents,
    minutes: 5,
    material: Material {
        numbers: &[(Producers, 1), (Consumers, 1), (Items, 2)],
        ..program("lock-and-event")
    },
    task: Task::Repair {
        keeps: &[
            "item = produce()",
            "numbers.append(item)",
            "item = numbers.pop(0)",
            "consume(item)",
        ],
    },
    misconceptions: &[WokenMeansTrue, NotificationsWait],
    solution: Given::Replace(&[(
        "            item = numbers.pop(0)\n            ready.clear()\n",
        "            if not numbers:\n                ready.clear()\n                continue\n            item = numbers.pop(0)\n",
    )]),
    wrong_answers: &[
        wrong(
            Given::Replace(&[("ready.clear()", "if not numbers: ready.clear()")]),
            "exception",
            WokenMeansTrue,
        ),
        WrongAnswer {
            answer: Given::Replace(&[("            ready.clear()\n", "")]),
            because: "exception",
            misconception: Some(NotificationsWait),
        },
    ],
    varies: OTHER_NAMES,
};

/// Asking first, then taking.
pub const EMPTY_THEN_GET: Challenge = Challenge {
    name: "empty-then-get",
    chapter: LocksAndEvents,
    minutes: 3,
    material: Material {
        numbers: &[(Producers, 1), (Consumers, 2), (Capacity, 1), (Items, 1)],
        ..text("thread-safe-queue", include_str!("../programs/empty_then_get.py"))
    },
    task: Task::Predict(&[
        Claim::Safe,
        Claim::Breaks("exception"),
        Claim::Breaks("duplicate-read"),
    ]),
    misconceptions: &[EmptyThenGet],
    solution: Given::Choice(1),
    wrong_answers: &[wrong_choice(0, EmptyThenGet), wrong_choice(2, EmptyThenGet)],
    varies: &[
        Variation::Name("queue", &["inbox", "belt", "line"]),
        Variation::Number(Consumers, &[2, 3]),
    ],
};

/// Which consumers go home.
pub const SENTINELS: Challenge = Challenge {
    name: "sentinels",
    chapter: LocksAndEvents,
    minutes: 4,
    material: Material { numbers: &[(Items, 1)], ..program("stop-by-sentinel") },
    task: Task::WhichIsSafe(&[
        &[("range(consumers)", "range(1)")],
        &[("range(consumers)", "range(producers)")],
        &[],
        &[("    join(producer)\n", "")],
    ]),
    misconceptions: &[NotificationsWait, SleepOrders, DeadlockIsAllStandStill],
    solution: Given::Choice(2),
    wrong_answers: &[
        wrong_choice(0, NotificationsWait),
        wrong_choice(1, DeadlockIsAllStandStill),
        wrong_choice(3, SleepOrders),
    ],
    varies: &[
        Variation::Name("queue", &["inbox", "belt", "line"]),
        Variation::Number(Items, &[1, 2]),
    ],
};

/// Nothing came for a second.
pub const NOT_YET: Challenge = Challenge {
    name: "not-yet",
    chapter: LocksAndEvents,
    minutes: 3,
    material: Material {
        numbers: &[(Producers, 1), (Consumers, 1), (Capacity, 1), (Items, 1)],
        ..program("stop-by-timeout")
    },
    task: Task::Explain {
        run: "1.C1-timeout.P1",
        accounts: &[
            &[Fact::Did("P1", "queue.put"), Fact::Did("C1", "queue.get")],
            &[Fact::Broke("C1", "exception")],
            &[Fact::Did("C1", "queue.get"), Fact::Did("P1", "queue.put"), Fact::Stood("stranded")],
        ],
    },
    misconceptions: &[SleepOrders, DeadlockIsAllStandStill],
    solution: Given::Choice(2),
    wrong_answers: &[wrong_choice(0, DeadlockIsAllStandStill), wrong_choice(1, SleepOrders)],
    varies: &[Variation::Name("queue", &["inbox", "belt", "line"])],
};

/// A flag is seen too early or too late.
pub const STOP_FLAG: Challenge = Challenge {
    name: "stop-flag",
    chapter: LocksAndEvents,
    minutes: 4,
    material: Material {
        numbers: &[(Producers, 1), (Consumers, 1), (Items, 1)],
        ..program("stop-flag")
    },
    task: Task::BeTheScheduler { reach: "stranded", by: None, fewest: 10 },
    misconceptions: &[RanAThousandTimes, SleepOrders],
    solution: Given::Schedule("1.P1x5.M1x2.C1x2.M1"),
    wrong_answers: &[wrong(Given::Schedule("1.P1x5.C1x5"), "nothing-broke", SleepOrders)],
    varies: OTHER_NAMES,
};
