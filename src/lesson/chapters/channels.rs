//! Channels: their ends, and what becomes of those who wait at the other one.

use super::super::challenge::{Blank, Challenge, Claim, Fact, Given, Material, Task};
use super::super::chapter::Chapter::Channels;
use super::super::misconception::Misconception::{
    DeadlockIsAllStandStill, MoreThreadsFaster, NotificationsWait, OrderOfWaits, RanAThousandTimes,
};
use super::super::variant::Variation;
use super::{program, wrong, wrong_choice};
use crate::catalogue::Setting::{Capacity, Consumers, Items, Producers};

const OTHER_ENDS: &[Variation] = &[
    Variation::Name("tx", &["sender", "out", "give"]),
    Variation::Name("rx", &["receiver", "inbox", "take"]),
];

const KEPT: Material = Material {
    faults: &["drop-too-late"],
    numbers: &[(Producers, 1), (Consumers, 1), (Items, 1)],
    ..program("sender-kept")
};

/// An end that stays open.
pub const THE_END_THAT_STAYS: Challenge = Challenge {
    name: "the-end-that-stays",
    chapter: Channels,
    minutes: 3,
    material: KEPT,
    task: Task::Explain {
        run: "1.P1x2.C1",
        accounts: &[
            &[Fact::Did("M1", "drop(tx)"), Fact::Stood("deadlock")],
            &[
                Fact::Did("P1", "tx.send"),
                Fact::Did("C1", "for item in rx"),
                Fact::Stood("deadlock"),
            ],
            &[Fact::Broke("C1", "exception")],
        ],
    },
    misconceptions: &[DeadlockIsAllStandStill, OrderOfWaits],
    solution: Given::Choice(1),
    wrong_answers: &[wrong_choice(0, OrderOfWaits), wrong_choice(2, DeadlockIsAllStandStill)],
    varies: OTHER_ENDS,
};

/// Where the last sender is dropped.
pub const WHO_DROPS_LAST: Challenge = Challenge {
    name: "who-drops-last",
    chapter: Channels,
    minutes: 3,
    material: Material { numbers: &[(Items, 1)], ..program("sender-kept") },
    task: Task::WhichIsSafe(&[
        &[],
        &[("    drop(tx)\n    join(consumer)", "    join(consumer)\n    drop(tx)")],
        &[("    drop(tx)\n", "    spare = tx.clone()\n    drop(tx)\n")],
    ]),
    misconceptions: &[OrderOfWaits, NotificationsWait],
    solution: Given::Choice(0),
    wrong_answers: &[wrong_choice(1, OrderOfWaits), wrong_choice(2, NotificationsWait)],
    varies: OTHER_ENDS,
};

/// Made from what is gone.
pub const CLONE_FIRST: Challenge = Challenge {
    name: "clone-first",
    chapter: Channels,
    minutes: 4,
    material: Material {
        faults: &["drop-before-clone"],
        numbers: &[(Items, 1)],
        ..program("cloned-senders")
    },
    task: Task::Repair { keeps: &["item = produce()", "consume(item)"] },
    misconceptions: &[OrderOfWaits, MoreThreadsFaster],
    solution: Given::Replace(&[(
        "    drop(tx)\n    mine = tx.clone()\n",
        "    mine = tx.clone()\n    drop(tx)\n",
    )]),
    wrong_answers: &[wrong(
        Given::Replace(&[
            ("    drop(tx)\n    mine = tx.clone()\n", "    drop(tx)\n"),
            ("mine.send(item)", "tx.send(item)"),
        ]),
        "exception",
        OrderOfWaits,
    )],
    varies: &[
        Variation::Name("mine", &["own", "copy", "second"]),
        Variation::Number(Items, &[1, 2]),
    ],
};

/// A receiver leaves early.
pub const THE_RECEIVER_LEAVES: Challenge = Challenge {
    name: "the-receiver-leaves",
    chapter: Channels,
    minutes: 3,
    material: Material {
        faults: &["unwrap-send"],
        numbers: &[(Producers, 2), (Consumers, 1), (Capacity, 1), (Items, 2)],
        ..program("receiver-gone")
    },
    task: Task::BeTheScheduler { reach: "exception", by: None, fewest: 6 },
    misconceptions: &[RanAThousandTimes],
    solution: Given::Schedule("1.P1.C1.P1.C1x2.P2"),
    wrong_answers: &[wrong(Given::Schedule("1.P1.C1.P2.C1"), "nothing-broke", RanAThousandTimes)],
    varies: OTHER_ENDS,
};

/// Nobody sends any more.
pub const NOBODY_SENDS: Challenge = Challenge {
    name: "nobody-sends",
    chapter: Channels,
    minutes: 3,
    material: Material {
        faults: &["unwrap-receive"],
        numbers: &[(Producers, 1), (Consumers, 1), (Items, 1)],
        ..program("channel")
    },
    task: Task::Predict(&[Claim::Safe, Claim::Breaks("exception"), Claim::Breaks("deadlock")]),
    misconceptions: &[DeadlockIsAllStandStill, NotificationsWait],
    solution: Given::Choice(1),
    wrong_answers: &[wrong_choice(0, NotificationsWait), wrong_choice(2, DeadlockIsAllStandStill)],
    varies: &[
        Variation::Name("tx", &["sender", "out", "give"]),
        Variation::Name("rx", &["receiver", "inbox", "take"]),
        Variation::Number(Items, &[1, 2, 3]),
    ],
};

/// One receiver, shared.
pub const TURNS_AT_THE_RECEIVER: Challenge = Challenge {
    name: "turns-at-the-receiver",
    chapter: Channels,
    minutes: 3,
    material: Material {
        numbers: &[(Producers, 1), (Consumers, 2), (Items, 1)],
        ..program("shared-receiver")
    },
    task: Task::FillIn {
        moments: &["1.C1", "1.C2", "1.P1.C2"],
        blanks: &[Blank::Waiting("turn"), Blank::Value("turn")],
    },
    misconceptions: &[MoreThreadsFaster],
    solution: Given::State(&["C2", "1"]),
    wrong_answers: &[wrong(Given::State(&["", "0"]), "blanks", MoreThreadsFaster)],
    varies: &[
        Variation::Name("turn", &["lock", "queue_here", "key"]),
        Variation::Number(Consumers, &[2, 3]),
    ],
};
