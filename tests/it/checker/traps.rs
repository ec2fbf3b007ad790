//! What takes the graph of all states to see.

use super::{REDUCTIONS, of_text, program, report};
use interleave::catalogue::{Configuration, Granularity, Setting, first_entry};
use interleave::checker::{Counterexample, Options, Report, Verdict};
use interleave::engine::{Advance, Ending, Run, ViolationKind};
use interleave::program::{Program, ThreadName};
use std::sync::Arc;

fn violated(report: &Report) -> &Counterexample {
    match &report.verdict {
        Verdict::Violated(found) => found,
        other => panic!("it was to be broken, and is {other:?}"),
    }
}

fn name_of(program: &Program, found: &Counterexample) -> Option<String> {
    found.thread.map(|thread| program.name_of(thread)).map(|it: ThreadName| it.to_string())
}

/// Makes the steps there and once round, which must all be possible.
fn go_round(program: &Arc<Program>, found: &Counterexample) {
    let mut run = Run::new(program.clone());
    for turn in found.schedule.iter().chain(&found.around) {
        let advance = run.advance(turn.thread, turn.choice);
        assert!(matches!(advance, Advance::Stepped(_)), "{advance:?} in {found:?}");
        assert!(!matches!(run.ending(), Some(Ending::Broken(_))));
    }
    assert!(!found.around.is_empty());
}

const WITH_A_WATCHER: &str = "\
spaces = Semaphore(capacity)
ready = Semaphore(0)
alarm = Semaphore(0)
items_seen = []

def producer():
    while True:
        item = produce()
        spaces.wait()
        items_seen.append(item)
        ready.signal()

def consumer():
    while True:
        ready.wait()
        item = items_seen.pop(0)
        spaces.signal()
        consume(item)

def watcher():
    alarm.wait()
";

#[test]
fn a_thread_that_waits_for_what_nobody_gives_is_stuck() {
    let program = of_text(WITH_A_WATCHER, &Configuration::default());
    for reductions in REDUCTIONS {
        let report = report(&program, &Options { reductions, ..Options::default() });
        let found = violated(&report);
        assert_eq!(found.kind, ViolationKind::StuckThread);
        assert_eq!(name_of(&program, found).as_deref(), Some("W1"));
        assert_eq!(found.schedule, [], "it is stuck from the start");
        go_round(&program, found);
    }
}

#[test]
fn in_a_finite_run_nobody_is_stuck_who_waits_at_its_end() {
    let configuration = Configuration::default().with(Setting::Items, 2);
    let text = WITH_A_WATCHER.replace("    alarm.wait()", "    alarm.signal()");
    let program = of_text(&text, &configuration);
    assert_eq!(report(&program, &Options::default()).verdict, Verdict::Safe);
}

#[test]
fn a_sender_that_ignores_that_nobody_receives_goes_round_for_ever() {
    for reductions in REDUCTIONS {
        let numbers = [1, 1, 1, 0];
        let program = program("receiver-gone", &["ignore-the-error"], Granularity::Access, numbers);
        let report = report(&program, &Options { reductions, ..Options::default() });
        let found = violated(&report);
        assert_eq!((found.kind, found.schedule.len()), (ViolationKind::Livelock, 5));
        go_round(&program, found);
    }
}

fn starving() -> Options {
    let options = Options::default();
    Options { wanted: options.wanted.with(ViolationKind::Starvation), ..options }
}

#[test]
fn a_weak_semaphore_lets_one_of_two_producers_starve_but_never_the_only_one() {
    let three = |producers, consumers| {
        program("three-semaphores", &[], Granularity::Access, [producers, consumers, 1, 0])
    };
    assert_eq!(report(&three(1, 1), &starving()).verdict, Verdict::Safe);
    for numbers in [(2, 1), (1, 2)] {
        let program = three(numbers.0, numbers.1);
        // Nobody asks for starvation unless told to.
        assert_eq!(report(&program, &Options::default()).verdict, Verdict::Safe);
        let report = report(&program, &starving());
        let found = violated(&report);
        assert_eq!(found.kind, ViolationKind::Starvation);
        go_round(&program, found);
        let starved = found.thread.expect("somebody is passed over");
        assert!(found.around.iter().all(|turn| turn.thread != starved));
        // All others do move on the way round, or it would not be fair to them.
        for other in program.thread_ids().filter(|&it| it != starved) {
            assert!(found.around.iter().any(|turn| turn.thread == other), "{other:?}");
        }
        // It leads round: the state is the same again, but for the numbers of items.
        let mut run = Run::new(program.clone());
        let mut places = Vec::new();
        for (turn, step) in found.schedule.iter().chain(&found.around).zip(1..) {
            run.advance(turn.thread, turn.choice);
            if step == found.schedule.len() || step == found.schedule.len() + found.around.len() {
                let machine = run.machine();
                places.push(program.thread_ids().map(|it| machine.thread(it).next).collect());
            }
        }
        let places: Vec<Vec<_>> = places;
        assert_eq!(places.first(), places.last());
    }
}

/// With symmetry the states of one distance have another order. What is told must not depend on it.
#[test]
fn of_equally_near_traps_every_search_tells_a_stuck_thread_before_a_livelock() {
    let mut configuration = Configuration::of(first_entry())
        .with(Setting::Producers, 2)
        .with(Setting::Consumers, 1)
        .with(Setting::Capacity, 2)
        .with(Setting::Items, 2);
    configuration.granularity = Granularity::Operation;
    let program = of_text(include_str!("../cases/stuck-as-near-as-livelock.py"), &configuration);
    for reductions in REDUCTIONS {
        let report = report(&program, &Options { reductions, ..Options::default() });
        let found = violated(&report);
        assert_eq!(
            (found.kind, found.schedule.len()),
            (ViolationKind::StuckThread, 6),
            "{reductions:?}"
        );
        go_round(&program, found);
    }
}
