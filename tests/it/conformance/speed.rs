//! Full speed, without trace: nothing is lost or doubled there either.

use super::crew::{Crew, FULL_SPEED, configuration, program, program_from, program_of, with_crew};
use interleave::catalogue::{Configuration, Granularity, Setting, entry_named};
use interleave::program::Program;
use interleave::threads::Tally;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[test]
fn all_items_arrive_once() {
    const ITEMS: u64 = 3000;
    with_crew(6, |crew| {
        for capacity in [1, 8, 64] {
            for [producers, consumers] in [[1, 1], [3, 2], [2, 4]] {
                let program = program(&configuration([producers, consumers, capacity, ITEMS]));
                check(crew, &program, producers * ITEMS);
            }
        }
    });
}

/// Runs it until all items are consumed, and compares what was made and what arrived.
fn check(crew: &mut Crew<'_>, program: &Arc<Program>, all: u64) {
    crew.start(program, FULL_SPEED);
    let tallies = || program.thread_ids().map(|id| crew.control.tally(id));
    crew.wait_until("all are consumed", || tallies().map(|it| it.consumed).sum::<u64>() == all);
    crew.stop();
    let sum = |of: fn(Tally) -> u64| tallies().map(of).fold(0, u64::wrapping_add);
    assert_eq!(sum(|it| it.produced), all);
    assert_eq!(sum(|it| it.checksums[0]), sum(|it| it.checksums[1]));
}

/// Correct programs with every kind of object. Their steps touch several cells.
#[test]
fn all_items_arrive_once_whatever_they_travel_through() {
    const ITEMS: u32 = 300;
    with_crew(6, |crew| {
        for name in [
            "thread-safe-queue",
            "priority-queue",
            "lock-and-event-repaired",
            "two-conditions",
            "bounded-queue",
            "channel",
            "bounded-channel",
            "rendezvous",
            "semaphore-from-atomics",
        ] {
            let entry = entry_named(name).expect("the catalogue has it");
            for granularity in Granularity::ALL {
                let mut configuration = Configuration::of(entry)
                    .with(Setting::Producers, 2)
                    .with(Setting::Capacity, 3)
                    .with(Setting::Items, ITEMS);
                configuration.granularity = granularity;
                configuration.spurious_wakes = true;
                let program = program_of(entry, &configuration);
                check(crew, &program, u64::from(2 * ITEMS));
            }
        }
    });
}

#[test]
fn a_wait_is_given_up_after_real_milliseconds() {
    let source = "\
spaces = Semaphore(0)
given_up = 0

def main():
    global given_up
    while True:
        if not spaces.wait(timeout=5):
            given_up = given_up + 1
";
    with_crew(1, |crew| {
        let program = program_from(source, &configuration([1, 1, 1, 0]));
        let times = program.objects.iter().find(|it| it.name == "given_up").expect("declared").base;
        let begin = Instant::now();
        crew.start(&program, FULL_SPEED);
        crew.wait_until("it has given up often", || crew.control.cell(times) >= 10);
        crew.stop();
        assert!(begin.elapsed() >= Duration::from_millis(10 * 5));
    });
}

#[test]
fn a_reentrant_lock_keeps_others_out_until_it_is_given_back_as_often() {
    const ROUNDS: i64 = 300;
    let source = format!(
        "m = RLock()\ncount = 0\n\ndef producer():\n    global count\n    for i in range({ROUNDS}):\n        with m:\n            with m:\n                count += 1\n            count += 1\n"
    );
    with_crew(3, |crew| {
        let program = program_from(&source, &configuration([3, 1, 1, 1]));
        let count = program.objects.iter().find(|it| it.name == "count").expect("declared").base;
        crew.start(&program, FULL_SPEED);
        crew.wait_until("all have counted", || crew.control.cell(count) >= 6 * ROUNDS);
        crew.stop();
        assert_eq!(crew.control.cell(count), 6 * ROUNDS);
    });
}
