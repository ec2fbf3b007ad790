//! Semaphores.

use super::super::challenge::{Blank, Challenge, Claim, Given, Material, Task};
use super::super::chapter::Chapter::Semaphores;
use super::super::misconception::Misconception::{
    AnyLockWillDo, DeadlockIsAllStandStill, OrderOfWaits, SemaphoreIsAVariable,
};
use super::super::variant::Variation;
use super::{program, text, wrong, wrong_choice};
use crate::catalogue::Setting::{Capacity, Consumers, Items, Producers};

const OTHER_NAMES: &[Variation] = &[
    Variation::Name("items", &["full", "filled", "ready"]),
    Variation::Name("spaces", &["empty", "places", "free"]),
    Variation::Name("mutex", &["guard", "turn", "key"]),
];

const SWAPPED: Material = Material {
    faults: &["producer-swaps-waits"],
    numbers: &[(Producers, 1), (Consumers, 1), (Capacity, 1)],
    ..program("three-semaphores")
};

/// A consumer must never find the list empty.
pub const PUZZLE: Challenge = Challenge {
    name: "puzzle",
    chapter: Semaphores,
    minutes: 5,
    material: Material {
        numbers: &[(Items, 2)],
        ..text("unbounded-buffer-puzzle", include_str!("../programs/puzzle.py"))
    },
    task: Task::Repair {
        keeps: &[
            "event = produce()",
            "buffer.append(event)",
            "event = buffer.pop(0)",
            "consume(event)",
        ],
    },
    misconceptions: &[SemaphoreIsAVariable, OrderOfWaits],
    solution: Given::Replace(&[
        (
            "        buffer.append(event)\n",
            "        buffer.append(event)\n        items.signal()\n",
        ),
        (
            "        event = buffer.pop(0)\n",
            "        items.wait()\n        event = buffer.pop(0)\n",
        ),
    ]),
    wrong_answers: &[
        wrong(
            Given::Replace(&[
                (
                    "        buffer.append(event)\n",
                    "        items.signal()\n        buffer.append(event)\n",
                ),
                (
                    "        event = buffer.pop(0)\n",
                    "        items.wait()\n        event = buffer.pop(0)\n",
                ),
            ]),
            "exception",
            OrderOfWaits,
        ),
        wrong(
            Given::Replace(&[(
                "        event = buffer.pop(0)\n",
                "        if not buffer:\n            continue\n        event = buffer.pop(0)\n",
            )]),
            "exception",
            SemaphoreIsAVariable,
        ),
    ],
    varies: &[Variation::Name("items", &["full", "filled", "ready"])],
};

/// What three numbers begin with.
pub const INITIAL_VALUES: Challenge = Challenge {
    name: "initial-values",
    chapter: Semaphores,
    minutes: 4,
    material: program("three-semaphores"),
    task: Task::Order {
        first: 2,
        last: 4,
        faults: &["mutex-starts-at-0", "mutex-starts-at-2", "spaces-starts-one-high"],
    },
    misconceptions: &[SemaphoreIsAVariable],
    solution: Given::Lines(&[0, 1, 2]),
    wrong_answers: &[
        wrong(Given::Lines(&[3, 1, 2]), "deadlock", SemaphoreIsAVariable),
        wrong(Given::Lines(&[4, 1, 2]), "overwrite", SemaphoreIsAVariable),
        wrong(Given::Lines(&[0, 1, 5]), "overwrite", SemaphoreIsAVariable),
    ],
    varies: OTHER_NAMES,
};

/// How many permits are left, and who sleeps.
pub const PERMITS: Challenge = Challenge {
    name: "permits",
    chapter: Semaphores,
    minutes: 3,
    material: Material {
        numbers: &[(Producers, 2), (Consumers, 1), (Capacity, 1)],
        ..program("three-semaphores")
    },
    task: Task::FillIn {
        moments: &["1.P1x7", "1.P1", "1.P1x7.C1", "1.P1x7.C1x7"],
        blanks: &[Blank::Value("items"), Blank::Value("spaces"), Blank::Waiting("spaces")],
    },
    misconceptions: &[SemaphoreIsAVariable, DeadlockIsAllStandStill],
    solution: Given::State(&["1", "0", "P1 P2"]),
    wrong_answers: &[
        wrong(Given::State(&["1", "-2", "P1 P2"]), "blanks", SemaphoreIsAVariable),
        wrong(Given::State(&["1", "0", "P2"]), "blanks", DeadlockIsAllStandStill),
    ],
    varies: &[
        Variation::Name("items", &["full", "filled", "ready"]),
        Variation::Name("spaces", &["empty", "places", "free"]),
        Variation::Name("mutex", &["guard", "turn", "key"]),
        Variation::Number(Capacity, &[1, 2]),
    ],
};

/// Two lines have changed places.
pub const ORDER_OF_WAITS: Challenge = Challenge {
    name: "order-of-waits",
    chapter: Semaphores,
    minutes: 3,
    material: Material { faults: &[], ..SWAPPED },
    task: Task::Predict(&[Claim::Safe, Claim::Breaks("deadlock"), Claim::Breaks("overwrite")]),
    misconceptions: &[OrderOfWaits, SemaphoreIsAVariable],
    solution: Given::Choice(1),
    wrong_answers: &[wrong_choice(0, OrderOfWaits), wrong_choice(2, SemaphoreIsAVariable)],
    varies: &[
        Variation::Name("items", &["full", "filled", "ready"]),
        Variation::Name("spaces", &["empty", "places", "free"]),
        Variation::Name("mutex", &["guard", "turn", "key"]),
        Variation::Number(Capacity, &[1, 2, 3]),
        Variation::Fault(&["producer-swaps-waits", "consumer-swaps-waits"]),
    ],
};

/// The way into the deadlock.
pub const STAND_STILL: Challenge = Challenge {
    name: "stand-still",
    chapter: Semaphores,
    minutes: 4,
    material: SWAPPED,
    task: Task::BeTheScheduler { reach: "deadlock", by: None, fewest: 9 },
    misconceptions: &[OrderOfWaits, DeadlockIsAllStandStill],
    solution: Given::Schedule("1.P1x8.C1"),
    wrong_answers: &[wrong(Given::Schedule("1.P1x7.C1x7"), "nothing-broke", OrderOfWaits)],
    varies: OTHER_NAMES,
};

/// Which exchange does no harm.
pub const WAITS_AND_SIGNALS: Challenge = Challenge {
    name: "waits-and-signals",
    chapter: Semaphores,
    minutes: 4,
    material: program("three-semaphores"),
    task: Task::WhichIsSafe(&[
        &[(
            "        items.wait()\n        mutex.wait()",
            "        mutex.wait()\n        items.wait()",
        )],
        &[("        spaces.signal()\n", "")],
        &[(
            "        mutex.signal()\n        items.signal()",
            "        items.signal()\n        mutex.signal()",
        )],
    ]),
    misconceptions: &[OrderOfWaits, SemaphoreIsAVariable],
    solution: Given::Choice(2),
    wrong_answers: &[wrong_choice(0, OrderOfWaits), wrong_choice(1, SemaphoreIsAVariable)],
    varies: OTHER_NAMES,
};

/// Two consumers read one slot.
pub const ONE_ITEM_TWICE: Challenge = Challenge {
    name: "one-item-twice",
    chapter: Semaphores,
    minutes: 4,
    material: Material {
        faults: &["consumer-skips-mutex"],
        numbers: &[(Producers, 1), (Consumers, 2), (Capacity, 2)],
        ..program("three-semaphores")
    },
    task: Task::BeTheScheduler { reach: "duplicate-read", by: None, fewest: 20 },
    misconceptions: &[SemaphoreIsAVariable, AnyLockWillDo],
    solution: Given::Schedule("1.P1x14.C1x3.C2x3"),
    wrong_answers: &[wrong(
        Given::Schedule("1.P1x14.C1x5.C2x5"),
        "nothing-broke",
        SemaphoreIsAVariable,
    )],
    varies: OTHER_NAMES,
};
