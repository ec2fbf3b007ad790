//! What a schedule is.

use super::super::challenge::{Challenge, Claim, Fact, Given, Material, Task};
use super::super::chapter::Chapter::Schedules;
use super::super::misconception::Misconception::{
    AnyLockWillDo, BothCanBeLost, OneLineOneStep, RanAThousandTimes, SleepOrders, TheGilMakesItSafe,
};
use super::super::variant::Variation;
use super::{text, wrong, wrong_choice};
use crate::catalogue::Setting;

const ANOTHER_COUNT: &[Variation] = &[Variation::Name("visitors", &["guests", "total", "counted"])];

const COUNTED: Material =
    text("no-synchronisation", include_str!("../programs/two_counters_counted.py"));

/// Two turnstiles, one counter.
pub const TWO_COUNTERS: Challenge = Challenge {
    name: "two-counters",
    chapter: Schedules,
    minutes: 3,
    material: text("no-synchronisation", include_str!("../programs/two_counters.py")),
    task: Task::Predict(&[
        Claim::Ends("visitors", &[2]),
        Claim::Ends("visitors", &[1, 2]),
        Claim::Ends("visitors", &[0, 1, 2]),
    ]),
    misconceptions: &[OneLineOneStep, BothCanBeLost],
    solution: Given::Choice(1),
    wrong_answers: &[wrong_choice(0, OneLineOneStep), wrong_choice(2, BothCanBeLost)],
    varies: ANOTHER_COUNT,
};

/// An addition is lost.
pub const LOST_UPDATE: Challenge = Challenge {
    name: "lost-update",
    chapter: Schedules,
    minutes: 3,
    material: COUNTED,
    task: Task::BeTheScheduler { reach: "assertion", by: None, fewest: 9 },
    misconceptions: &[OneLineOneStep],
    solution: Given::Schedule("1.E1.W1.E1x2.W1x2.M1x3"),
    wrong_answers: &[wrong(Given::Schedule("1.E1x3.W1x3.M1x3"), "nothing-broke", OneLineOneStep)],
    varies: ANOTHER_COUNT,
};

/// Who read what, and wrote it back.
pub const WHO_LOST_IT: Challenge = Challenge {
    name: "who-lost-it",
    chapter: Schedules,
    minutes: 3,
    material: COUNTED,
    task: Task::Explain {
        run: "1.E1.W1.E1x2.W1x2.M1x3",
        accounts: &[
            &[
                Fact::Did("E1", "visitors += 1"),
                Fact::Did("E1", "visitors += 1"),
                Fact::Did("W1", "visitors += 1"),
                Fact::Did("W1", "visitors += 1"),
            ],
            &[
                Fact::Did("E1", "visitors += 1"),
                Fact::Did("W1", "visitors += 1"),
                Fact::Did("E1", "visitors += 1"),
                Fact::Did("W1", "visitors += 1"),
                Fact::Broke("M1", "assertion"),
            ],
            &[Fact::Did("M1", "assert"), Fact::Did("W1", "visitors += 1")],
        ],
    },
    misconceptions: &[OneLineOneStep, SleepOrders],
    solution: Given::Choice(1),
    wrong_answers: &[wrong_choice(0, OneLineOneStep), wrong_choice(2, SleepOrders)],
    varies: ANOTHER_COUNT,
};

/// Each counts twice.
pub const TWICE_EACH: Challenge = Challenge {
    name: "twice-each",
    chapter: Schedules,
    minutes: 4,
    material: text("no-synchronisation", include_str!("../programs/two_counters_twice.py")),
    task: Task::Predict(&[
        Claim::Ends("visitors", &[4]),
        Claim::Ends("visitors", &[3, 4]),
        Claim::Ends("visitors", &[2, 3, 4]),
        Claim::Ends("visitors", &[1, 2, 3, 4]),
    ]),
    misconceptions: &[OneLineOneStep, TheGilMakesItSafe],
    solution: Given::Choice(2),
    wrong_answers: &[
        wrong_choice(0, TheGilMakesItSafe),
        wrong_choice(1, OneLineOneStep),
        wrong_choice(3, OneLineOneStep),
    ],
    varies: ANOTHER_COUNT,
};

/// How rarely a fault shows.
pub const A_THOUSAND_RUNS: Challenge = Challenge {
    name: "a-thousand-runs",
    chapter: Schedules,
    minutes: 4,
    material: Material {
        faults: &["consumer-skips-mutex"],
        numbers: &[
            (Setting::Producers, 1),
            (Setting::Consumers, 2),
            (Setting::Capacity, 2),
            (Setting::Items, 2),
        ],
        ..super::program("three-semaphores")
    },
    task: Task::Predict(&[
        Claim::OfAThousand(0, 0),
        Claim::OfAThousand(1, 500),
        Claim::OfAThousand(501, 999),
        Claim::OfAThousand(1000, 1000),
    ]),
    misconceptions: &[RanAThousandTimes],
    solution: Given::Choice(1),
    wrong_answers: &[
        wrong_choice(0, RanAThousandTimes),
        wrong_choice(2, RanAThousandTimes),
        wrong_choice(3, RanAThousandTimes),
    ],
    varies: &[Variation::Number(Setting::Items, &[2, 3])],
};

/// Sleeping long enough.
pub const LONG_ENOUGH: Challenge = Challenge {
    name: "long-enough",
    chapter: Schedules,
    minutes: 3,
    material: text("no-synchronisation", include_str!("../programs/sleeping_main.py")),
    task: Task::Predict(&[Claim::Safe, Claim::Breaks("assertion"), Claim::Breaks("deadlock")]),
    misconceptions: &[SleepOrders],
    solution: Given::Choice(1),
    wrong_answers: &[wrong_choice(0, SleepOrders), wrong_choice(2, SleepOrders)],
    varies: &[Variation::Name("answer", &["result", "price", "reply"])],
};

/// One ticket is sold twice.
pub const TICKETS: Challenge = Challenge {
    name: "tickets",
    chapter: Schedules,
    minutes: 5,
    material: text("no-synchronisation", include_str!("../programs/tickets.py")),
    task: Task::Repair {
        keeps: &[
            "if tickets > 0:",
            "tickets -= 1",
            "sold += 1",
            "def main():\njoin(east)\njoin(west)\nassert sold == 1",
        ],
    },
    misconceptions: &[OneLineOneStep, AnyLockWillDo],
    solution: Given::Replace(&[
        (
            "    if tickets > 0:\n        tickets -= 1\n        sold += 1\n\ndef west",
            "    with desk:\n        if tickets > 0:\n            tickets -= 1\n            sold += 1\n\ndef west",
        ),
        (
            "    if tickets > 0:\n        tickets -= 1\n        sold += 1\n\ndef main",
            "    with desk:\n        if tickets > 0:\n            tickets -= 1\n            sold += 1\n\ndef main",
        ),
    ]),
    wrong_answers: &[wrong(
        Given::Replace(&[
            (
                "        tickets -= 1\n        sold += 1\n\ndef west",
                "        with desk:\n            tickets -= 1\n            sold += 1\n\ndef west",
            ),
            (
                "        tickets -= 1\n        sold += 1\n\ndef main",
                "        with desk:\n            tickets -= 1\n            sold += 1\n\ndef main",
            ),
        ]),
        "assertion",
        AnyLockWillDo,
    )],
    varies: &[Variation::Name("desk", &["counter", "window", "till"])],
};
