//! Mutual exclusion.

use super::super::challenge::{Blank, Challenge, Claim, Given, Material, Task};
use super::super::chapter::Chapter::MutualExclusion;
use super::super::misconception::Misconception::{
    AnyLockWillDo, DeadlockIsAllStandStill, OneLineOneStep, OrderOfWaits,
};
use super::super::variant::Variation;
use super::{text, wrong, wrong_choice};

const TWO_HANDS: Material = text("no-synchronisation", include_str!("../programs/two_locks.py"));

const OTHER_HANDS: &[Variation] = &[
    Variation::Name("left", &["knife", "salt", "first"]),
    Variation::Name("right", &["fork", "pepper", "second"]),
];

/// A variable that says whether somebody is inside.
pub const A_FLAG_IS_NO_LOCK: Challenge = Challenge {
    name: "a-flag-is-no-lock",
    chapter: MutualExclusion,
    minutes: 4,
    material: text("no-synchronisation", include_str!("../programs/a_flag.py")),
    task: Task::BeTheScheduler { reach: "assertion", by: None, fewest: 15 },
    misconceptions: &[OneLineOneStep, AnyLockWillDo],
    solution: Given::Schedule("1.E1.W1.E1x2.W1x2.E1x3.W1x3.M1x3"),
    wrong_answers: &[wrong(Given::Schedule("1.E1x6.W1x6.M1x3"), "nothing-broke", AnyLockWillDo)],
    varies: &[Variation::Name("busy", &["taken", "occupied", "inside"])],
};

/// Which locks protect anything.
pub const ANY_LOCK: Challenge = Challenge {
    name: "any-lock",
    chapter: MutualExclusion,
    minutes: 3,
    material: text("no-synchronisation", include_str!("../programs/same_lock.py")),
    task: Task::WhichIsSafe(&[
        &[(
            "def west():\n    global visitors\n    with gate:",
            "def west():\n    global visitors\n    with door:",
        )],
        &[],
        &[
            (
                "    with gate:\n        visitors += 1\n\ndef west",
                "    seen = visitors\n    with gate:\n        visitors = seen + 1\n\ndef west",
            ),
            (
                "    with gate:\n        visitors += 1\n\ndef main",
                "    seen = visitors\n    with gate:\n        visitors = seen + 1\n\ndef main",
            ),
        ],
    ]),
    misconceptions: &[AnyLockWillDo, OneLineOneStep],
    solution: Given::Choice(1),
    wrong_answers: &[wrong_choice(0, AnyLockWillDo), wrong_choice(2, OneLineOneStep)],
    varies: &[
        Variation::Name("gate", &["mutex", "guard", "latch"]),
        Variation::Name("door", &["other", "second", "bolt"]),
    ],
};

/// Two threads, two locks, two orders.
pub const TWO_LOCKS: Challenge = Challenge {
    name: "two-locks",
    chapter: MutualExclusion,
    minutes: 3,
    material: TWO_HANDS,
    task: Task::Predict(&[Claim::Safe, Claim::Breaks("deadlock"), Claim::Breaks("assertion")]),
    misconceptions: &[OrderOfWaits, OneLineOneStep],
    solution: Given::Choice(1),
    wrong_answers: &[wrong_choice(0, OrderOfWaits), wrong_choice(2, OneLineOneStep)],
    varies: OTHER_HANDS,
};

/// Who waits for which lock.
pub const WHO_HOLDS_WHAT: Challenge = Challenge {
    name: "who-holds-what",
    chapter: MutualExclusion,
    minutes: 3,
    material: TWO_HANDS,
    task: Task::FillIn {
        moments: &["1.A1.B1", "1.A1x2", "1.B1x2", "1.B1x3"],
        blanks: &[Blank::Waiting("left"), Blank::Waiting("right"), Blank::Value("meals")],
    },
    misconceptions: &[DeadlockIsAllStandStill, OrderOfWaits],
    solution: Given::State(&["B1", "A1", "0"]),
    wrong_answers: &[
        wrong(Given::State(&["A1", "B1", "0"]), "blanks", OrderOfWaits),
        wrong(Given::State(&["", "", "0"]), "blanks", DeadlockIsAllStandStill),
    ],
    varies: OTHER_HANDS,
};

/// The same order for both.
pub const ONE_ORDER: Challenge = Challenge {
    name: "one-order",
    chapter: MutualExclusion,
    minutes: 4,
    material: TWO_HANDS,
    task: Task::Repair {
        keeps: &["meals += 1", "def main():\njoin(anna)\njoin(ben)\nassert meals == 2"],
    },
    misconceptions: &[OrderOfWaits, AnyLockWillDo],
    solution: Given::Replace(&[(
        "    right.acquire()\n    left.acquire()\n    meals",
        "    left.acquire()\n    right.acquire()\n    meals",
    )]),
    wrong_answers: &[
        wrong(
            Given::Replace(&[(
                "    left.release()\n    right.release()\n",
                "    right.release()\n    left.release()\n",
            )]),
            "deadlock",
            OrderOfWaits,
        ),
        wrong(
            Given::Replace(&[
                (
                    "    left.acquire()\n    right.acquire()\n    meals",
                    "    left.acquire()\n    meals",
                ),
                ("    right.release()\n    left.release()\n", "    left.release()\n"),
                (
                    "    right.acquire()\n    left.acquire()\n    meals",
                    "    right.acquire()\n    meals",
                ),
                ("    left.release()\n    right.release()\n", "    right.release()\n"),
            ]),
            "assertion",
            AnyLockWillDo,
        ),
    ],
    varies: OTHER_HANDS,
};
