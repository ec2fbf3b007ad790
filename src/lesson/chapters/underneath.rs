//! Underneath: waiting before there were semaphores, and what they are made of.

use super::super::challenge::{Challenge, Claim, Given, Material, Task};
use super::super::chapter::Chapter::Underneath;
use super::super::misconception::Misconception::{
    NotificationsWait, OneLineOneStep, RanAThousandTimes, SemaphoreIsAVariable, WokenMeansTrue,
};
use super::super::variant::Variation;
use super::{program, wrong, wrong_choice};
use crate::catalogue::Setting::{Capacity, Consumers, Items, Producers};

/// Looking again and again.
pub const BUSY_WAITING: Challenge = Challenge {
    name: "busy-waiting",
    chapter: Underneath,
    minutes: 4,
    material: Material {
        numbers: &[(Producers, 1), (Consumers, 2), (Capacity, 1), (Items, 2)],
        ..program("busy-waiting")
    },
    task: Task::BeTheScheduler { reach: "duplicate-read", by: None, fewest: 12 },
    misconceptions: &[SemaphoreIsAVariable, RanAThousandTimes],
    solution: Given::Schedule("1.P1x6.C1x3.C2x3"),
    wrong_answers: &[wrong(Given::Schedule("1.P1x6.C1x6"), "nothing-broke", RanAThousandTimes)],
    varies: &[Variation::Name("count", &["stored", "filled", "stock"])],
};

/// The wake-up that comes before the sleep.
pub const SLEEP_AND_WAKEUP: Challenge = Challenge {
    name: "sleep-and-wakeup",
    chapter: Underneath,
    minutes: 5,
    material: Material {
        numbers: &[(Producers, 1), (Consumers, 1), (Capacity, 1)],
        ..program("sleep-and-wakeup")
    },
    task: Task::BeTheScheduler { reach: "deadlock", by: None, fewest: 12 },
    misconceptions: &[NotificationsWait],
    solution: Given::Schedule("1.P1x5.C1.P1x5.C1"),
    wrong_answers: &[wrong(Given::Schedule("1.P1x7.C1x7"), "nothing-broke", NotificationsWait)],
    varies: &[Variation::Name("count", &["stored", "filled", "stock"])],
};

/// `down`, line by line.
pub const DOWN_IN_ORDER: Challenge = Challenge {
    name: "down-in-order",
    chapter: Underneath,
    minutes: 5,
    material: program("semaphore-from-atomics"),
    task: Task::Order {
        first: 7,
        last: 10,
        faults: &["no-second-look", "sleep-without-comparing"],
    },
    misconceptions: &[WokenMeansTrue, NotificationsWait],
    solution: Given::Lines(&[0, 1, 2, 3]),
    wrong_answers: &[
        wrong(Given::Lines(&[0, 4, 2, 5]), "exception", WokenMeansTrue),
        wrong(Given::Lines(&[0, 1, 6, 3]), "deadlock", NotificationsWait),
    ],
    varies: &[Variation::Name("seen", &["before", "was", "found"])],
};

/// Which comes first: the number or the bell.
pub const BELL_FIRST: Challenge = Challenge {
    name: "bell-first",
    chapter: Underneath,
    minutes: 3,
    material: Material {
        faults: &["notify-before-adding"],
        numbers: &[(Producers, 1), (Consumers, 1), (Capacity, 1)],
        ..program("semaphore-from-atomics")
    },
    task: Task::Predict(&[Claim::Safe, Claim::Breaks("exception"), Claim::Breaks("deadlock")]),
    misconceptions: &[NotificationsWait, OneLineOneStep],
    solution: Given::Choice(2),
    wrong_answers: &[wrong_choice(0, NotificationsWait), wrong_choice(1, OneLineOneStep)],
    varies: &[],
};
