//! The challenges, chapter by chapter.

mod channels;
mod locks_and_events;
mod monitors;
mod mutual_exclusion;
mod python;
mod runtimes;
mod schedules;
mod semaphores;
mod underneath;

use super::challenge::{Challenge, Given, Material, WrongAnswer};
use super::execution::Execution;
use super::misconception::Misconception;
use crate::catalogue::Granularity;

/// All challenges, in the order of the course.
pub const CHALLENGES: &[&Challenge] = &[
    &schedules::TWO_COUNTERS,
    &schedules::LOST_UPDATE,
    &schedules::WHO_LOST_IT,
    &schedules::TWICE_EACH,
    &schedules::A_THOUSAND_RUNS,
    &schedules::LONG_ENOUGH,
    &schedules::TICKETS,
    &mutual_exclusion::A_FLAG_IS_NO_LOCK,
    &mutual_exclusion::ANY_LOCK,
    &mutual_exclusion::TWO_LOCKS,
    &mutual_exclusion::WHO_HOLDS_WHAT,
    &mutual_exclusion::ONE_ORDER,
    &semaphores::PERMITS,
    &semaphores::PUZZLE,
    &semaphores::INITIAL_VALUES,
    &semaphores::ORDER_OF_WAITS,
    &semaphores::STAND_STILL,
    &semaphores::WAITS_AND_SIGNALS,
    &semaphores::ONE_ITEM_TWICE,
    &monitors::WAITING_ROOMS,
    &monitors::WOKEN_IS_NOT_SERVED,
    &monitors::IF_OR_WHILE,
    &monitors::NOTIFY_ONE,
    &monitors::PUSH_IN_ORDER,
    &monitors::LOST_WAKE_UP,
    &monitors::WHY_IT_SLEEPS,
    &monitors::WITH_OR_NOT,
    &locks_and_events::ONE_BELL,
    &locks_and_events::MEND_THE_BELL,
    &locks_and_events::STOP_FLAG,
    &locks_and_events::EMPTY_THEN_GET,
    &locks_and_events::SENTINELS,
    &locks_and_events::NOT_YET,
    &channels::THE_END_THAT_STAYS,
    &channels::WHO_DROPS_LAST,
    &channels::CLONE_FIRST,
    &channels::THE_RECEIVER_LEAVES,
    &channels::NOBODY_SENDS,
    &channels::TURNS_AT_THE_RECEIVER,
    &python::FIVE_OR_SEVEN,
    &python::CALLED_TOO_EARLY,
    &python::THE_CALLBACK,
    &python::ENOUGH_OF_NONE,
    &python::WHO_IS_WAITING,
    &python::COUNT_WHAT_PASSES,
    &python::ONE_WAY_ROUND,
    &python::THE_TILL,
    &python::THE_GUIDE_HANGS,
    &python::THE_LOG_STOPS,
    &runtimes::COUNT_WITH_THE_GIL,
    &runtimes::COUNT_WITHOUT_IT,
    &runtimes::A_CALL_IN_BETWEEN,
    &runtimes::READ_AWAIT_WRITE,
    &runtimes::WHERE_THE_AWAIT_STANDS,
    &runtimes::ONE_HEAVY_CALL,
    &runtimes::THE_FORGOTTEN_AWAIT,
    &runtimes::A_COUNTER_OF_ITS_OWN,
    &runtimes::WHAT_THE_PARENT_SEES,
    &runtimes::THE_FULL_PIPE,
    &runtimes::GET_THEN_JOIN,
    &underneath::BUSY_WAITING,
    &underneath::SLEEP_AND_WAKEUP,
    &underneath::BELL_FIRST,
    &underneath::DOWN_IN_ORDER,
];

/// A program of the catalogue as it is.
const fn program(entry: &'static str) -> Material {
    Material {
        entry,
        text: None,
        faults: &[],
        numbers: &[],
        granularity: Granularity::Access,
        execution: Execution::Promised,
    }
}

/// A text of its own; the catalogue has one that is like it.
const fn text(entry: &'static str, text: &'static str) -> Material {
    Material { text: Some(text), ..program(entry) }
}

/// An answer that is wrong for this reason, and what somebody believes who gives it.
const fn wrong(answer: Given, because: &'static str, misconception: Misconception) -> WrongAnswer {
    WrongAnswer { answer, because, misconception: Some(misconception) }
}

/// A choice that is wrong.
const fn wrong_choice(choice: u8, misconception: Misconception) -> WrongAnswer {
    wrong(Given::Choice(choice), "another-choice", misconception)
}
