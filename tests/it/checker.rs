//! The checker: counts of states and shortest ways against figures found by independent
//! searches, and against our own plain one.

mod agreement;
mod limits;
mod phases;
mod random_programs;
mod traps;

pub use random_programs::draw;

use crate::search::{Traps, traps};
use interleave::catalogue::{
    Configuration, Granularity, Setting, build, entry_named, first_entry, listing, source_of,
};
use interleave::checker::{Counterexample, Options, Reductions, Report, Verdict, check};
use interleave::engine::{Advance, Ending, Run, ViolationKind, ViolationKinds};
use interleave::program::Program;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Reductions of every kind, on and off, for spaces of any size.
pub const REDUCTIONS: [Reductions; 4] = [
    Reductions::NONE,
    Reductions { symmetry: true, partial_order: false, above: 0 },
    Reductions { symmetry: false, partial_order: true, above: 0 },
    Reductions { symmetry: true, partial_order: true, above: 0 },
];

fn unreduced() -> Options {
    Options { reductions: Reductions::NONE, ..Options::default() }
}

pub fn report(program: &Arc<Program>, options: &Options) -> Report {
    check(program, options, &mut |_| ControlFlow::Continue(()))
}

/// A program of the catalogue with faults and numbers.
fn program(
    name: &str,
    faults: &[&str],
    granularity: Granularity,
    [producers, consumers, capacity, items]: [u32; 4],
) -> Arc<Program> {
    let entry = entry_named(name).expect("it is in the catalogue");
    let mut configuration = Configuration::of(entry)
        .with(Setting::Producers, producers)
        .with(Setting::Consumers, consumers)
        .with(Setting::Capacity, capacity)
        .with(Setting::Items, items);
    configuration.granularity = granularity;
    for fault in faults {
        assert!(entry.fault_named(fault).is_some(), "{name} has no {fault}");
        configuration = configuration.with_fault(entry, fault);
    }
    of_text(&source_of(&listing(entry, configuration.faults)), &configuration)
}

pub fn of_text(text: &str, configuration: &Configuration) -> Arc<Program> {
    let built = build(text, configuration);
    Arc::new(built.unwrap_or_else(|(problems, _)| panic!("{problems:#?}\n{text}")).0)
}

/// The kind and the length of what was found; `safe` with no steps.
fn outcome(report: &Report) -> (&'static str, usize) {
    match &report.verdict {
        Verdict::Safe => ("safe", 0),
        Verdict::Violated(found) => (found.kind.name(), found.schedule.len()),
        Verdict::Undecided(why) => panic!("it was not decided: {why:?}"),
    }
}

/// A thread that is stuck, and no progress any more, each asked for by itself: after how many steps they come first, for the
/// checker without reductions and for the plain search. Nothing else may be wrong with the program.
fn traps_both_ways(program: &Arc<Program>, most_states: usize) -> (Traps, Traps) {
    let Some(plain) = traps(program, most_states.min(1_000)) else { return Default::default() };
    let found_without = |other: ViolationKind| {
        let mut options = Options { reductions: REDUCTIONS[0], ..Options::default() };
        options.wanted = options.wanted.without(other);
        let (kind, steps) = outcome(&report(program, &options));
        (kind != "safe").then_some(steps)
    };
    let found = Traps {
        stuck_thread: found_without(ViolationKind::Livelock),
        livelock: found_without(ViolationKind::StuckThread),
        starves: {
            let wanted = ViolationKinds::NONE.with(ViolationKind::Starvation);
            let options = Options { reductions: REDUCTIONS[0], wanted, ..Options::default() };
            outcome(&report(program, &options)).0 != "safe"
        },
    };
    (found, plain)
}

/// Makes the steps of a counterexample in the simulator, and sees that they break the same rule.
fn replay(program: &Arc<Program>, found: &Counterexample) -> Result<(), String> {
    let mut run = Run::new(program.clone());
    for (turn, step) in found.schedule.iter().zip(1..) {
        let advance = run.advance(turn.thread, turn.choice);
        if !matches!(advance, Advance::Stepped(_)) {
            return Err(format!("step {step} could not be made: {advance:?}"));
        }
        if step < found.schedule.len() && matches!(run.ending(), Some(Ending::Broken(_))) {
            return Err(format!("step {step} broke it already: {:?}", run.ending()));
        }
    }
    match run.ending() {
        Some(Ending::Broken(violation)) if violation.kind() == found.kind => Ok(()),
        other => Err(format!("it ends with {other:?}, not {}", found.kind.name())),
    }
}

#[test]
fn as_many_states_as_independent_searches_found() {
    for (producers, consumers, capacity, states) in [
        (1, 1, 1, 18),
        (1, 2, 1, 24),
        (2, 1, 1, 27),
        (2, 2, 1, 33),
        (1, 1, 2, 125),
        (1, 2, 2, 245),
        (2, 1, 2, 271),
        (2, 2, 2, 441),
    ] {
        let numbers = [producers, consumers, capacity, 0];
        let program = program("three-semaphores", &[], Granularity::Access, numbers);
        let report = report(&program, &unreduced());
        assert_eq!(report.verdict, Verdict::Safe, "{numbers:?}");
        assert_eq!(report.reached.states, states, "{numbers:?}");
        assert_eq!(report.state_bytes, 8, "{numbers:?}");
    }
}

/// The state space that is drawn at the head of the checker.
#[test]
fn the_worked_example_has_twelve_states_and_loses_an_update_in_four_steps() {
    let increment = |name: &str| format!("def {name}():\n    global count\n    count += 1\n");
    let report = |judge: &str| {
        let text = format!("count = 0\n{}{}{judge}", increment("a"), increment("b"));
        report(&of_text(&text, &Configuration::of(first_entry())), &unreduced())
    };
    let whole = report("");
    assert_eq!((&whole.verdict, whole.reached.states), (&Verdict::Safe, 12));
    let judge = "def judge():\n    join(a)\n    join(b)\n    assert count == 2\n";
    let (kind, steps) = outcome(&report(judge));
    // Four steps to the lost update; two threads end, two joins see it, and the `assert` notices.
    assert_eq!((kind, steps), ("assertion", 9));
}

#[test]
fn the_shortest_ways_are_as_short_as_independent_searches_found() {
    let found = |fault: &str, granularity, numbers| {
        let program = program("three-semaphores", &[fault], granularity, numbers);
        outcome(&report(&program, &Options::default()))
    };
    let access = Granularity::Access;
    assert_eq!(found("producer-swaps-waits", access, [1, 1, 1, 0]), ("deadlock", 9));
    assert_eq!(found("consumer-swaps-waits", access, [1, 1, 1, 0]), ("deadlock", 2));
}

#[test]
fn a_missing_mutex_is_invisible_at_the_coarsest_steps() {
    let found = |granularity, numbers| {
        let faults = ["producer-skips-mutex", "consumer-skips-mutex"];
        let program = program("three-semaphores", &faults, granularity, numbers);
        outcome(&report(&program, &Options::default()))
    };
    for capacity in [1, 2, 3] {
        assert_eq!(found(Granularity::Access, [1, 1, capacity, 0]), ("safe", 0));
    }
    assert_eq!(found(Granularity::Statement, [2, 1, 2, 0]), ("overwrite", 4));
    assert_eq!(found(Granularity::Operation, [2, 1, 2, 0]), ("safe", 0));
}

#[test]
fn one_condition_deadlocks_exactly_when_there_are_more_threads_than_twice_the_slots() {
    for producers in 1..=3 {
        for consumers in 1..=3 {
            for capacity in 1..=2 {
                let numbers = [producers, consumers, capacity, 0];
                let program =
                    program("one-condition", &["notify-one"], Granularity::Access, numbers);
                let deadlocks = outcome(&report(&program, &Options::default())).0 == "deadlock";
                assert_eq!(deadlocks, producers + consumers > 2 * capacity, "{numbers:?}");
            }
        }
    }
}
