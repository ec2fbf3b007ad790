//! Every fault reaches its violation, and what does no harm does none.

use interleave::catalogue::{self, Configuration, Entry, Setting};
use interleave::engine::{
    DeadlockCause, Ending, IndexCause, Round, Run, SchedulerKind, Simulation, Violation,
};
use interleave::program::RoleKind::{Consumer, Producer};
use interleave::program::{Choice, Program, ThreadId};
use std::sync::Arc;

fn entry() -> &'static Entry {
    catalogue::entry_named("three-semaphores").expect("it is in the catalogue")
}

/// The program with three semaphores, with its faults.
fn program(configuration: &Configuration) -> Program {
    let listing = catalogue::listing(entry(), configuration.faults);
    let built = catalogue::build(&catalogue::source_of(&listing), configuration);
    built.expect("the programs of the catalogue are right").0
}

/// The same configuration with one more fault.
fn with(configuration: Configuration, fault: &str) -> Configuration {
    assert!(entry().fault_named(fault).is_some(), "there is no fault {fault}");
    configuration.with_fault(entry(), fault)
}

fn names_of(configuration: &Configuration) -> Vec<&'static str> {
    configuration.faults.iter().map(|it| entry().faults[it].name).collect()
}

/// Runs with the random scheduler until the run ends, or for at most `steps` steps.
fn run_seeded(configuration: &Configuration, seed: u64, steps: usize) -> Run {
    let mut run = Run::new(Arc::new(program(configuration)));
    let mut simulation = Simulation::new(&run, SchedulerKind::Random, seed, 0, 0);
    while run.ending().is_none() && run.position() < steps {
        assert!(matches!(simulation.turn(&mut run), Round::Step(_)), "somebody can move");
    }
    run
}

fn numbers(producers: u32, consumers: u32, capacity: u32) -> Configuration {
    Configuration::default()
        .with(Setting::Producers, producers)
        .with(Setting::Consumers, consumers)
        .with(Setting::Capacity, capacity)
}

/// The violation that ends one of the first 200 seeded runs, with its seed and schedule.
fn first_violation(configuration: &Configuration) -> Option<(Violation, u64, Run)> {
    (0..200).find_map(|seed| {
        let run = run_seeded(configuration, seed, 2_000);
        match run.ending() {
            Some(Ending::Broken(violation)) => Some((violation, seed, run)),
            _ => None,
        }
    })
}

fn schedule_text(run: &Run) -> String {
    let names = run.schedule().map(|it| run.program().name_of(it.thread).to_string());
    names.collect::<Vec<_>>().join(" ")
}

fn check(configuration: Configuration, expected: &str) -> Violation {
    let faults = names_of(&configuration);
    let Some((violation, seed, run)) = first_violation(&configuration) else {
        panic!("{faults:?} broke nothing in 200 seeded runs; expected {expected}");
    };
    assert_eq!(
        violation.name(),
        expected,
        "{faults:?}, seed {seed}: {violation:?}\nschedule: {}",
        schedule_text(&run)
    );
    violation
}

#[test]
fn a_producer_that_does_not_wait_for_space_overwrites() {
    let violation = check(with(numbers(1, 1, 2), "skip-spaces-wait"), "overwrite");
    assert!(matches!(violation, Violation::Overwrite { cause: IndexCause::DidNotWait, .. }));
}

#[test]
fn one_permit_too_many_lets_a_full_buffer_be_overwritten() {
    check(with(numbers(1, 1, 2), "spaces-starts-one-high"), "overwrite");
}

#[test]
fn a_consumer_that_does_not_wait_reads_what_is_not_there() {
    let configuration = with(numbers(1, 1, 2), "skip-items-wait");
    let mut names: Vec<&str> = (0..200)
        .filter_map(|seed| match run_seeded(&configuration, seed, 2_000).ending() {
            Some(Ending::Broken(violation)) => Some(violation.name()),
            _ => None,
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names, ["duplicate-read", "empty-read"]);
}

#[test]
fn two_producers_without_the_mutex_write_into_one_slot() {
    let configuration = with(numbers(2, 1, 2), "producer-skips-mutex");
    let violation = check(configuration, "overwrite");
    assert!(matches!(violation, Violation::Overwrite { cause: IndexCause::SameIndex, .. }));
}

#[test]
fn two_consumers_without_the_mutex_take_one_item_twice() {
    let configuration = with(numbers(1, 2, 2), "consumer-skips-mutex");
    let violation = check(configuration, "duplicate-read");
    assert!(matches!(violation, Violation::DuplicateRead { cause: IndexCause::SameIndex, .. }));
}

#[test]
fn without_any_mutex_one_producer_and_one_consumer_still_do_no_harm() {
    let configuration =
        with(with(numbers(1, 1, 2), "producer-skips-mutex"), "consumer-skips-mutex");
    let mut intrusions = 0;
    for seed in 0..500 {
        let run = run_seeded(&configuration, seed, 300);
        assert_eq!(run.ending(), None, "seed {seed}: {}", schedule_text(&run));
        intrusions += run.ledger().counters().intrusions;
    }
    assert!(intrusions > 0, "but they were inside at once");
}

#[test]
fn two_permits_of_the_mutex_are_as_good_as_none() {
    let configuration = with(numbers(2, 2, 2), "mutex-starts-at-2");
    let (violation, ..) = first_violation(&configuration).expect("two may enter at once");
    assert!(["overwrite", "duplicate-read"].contains(&violation.name()), "{violation:?}");
}

#[test]
fn a_swapped_wait_ends_in_a_deadlock_with_the_holder_named() {
    for (role, fault) in [(Producer, "producer-swaps-waits"), (Consumer, "consumer-swaps-waits")] {
        for configuration in [numbers(1, 1, 1), numbers(2, 2, 2)] {
            let violation = check(with(configuration, fault), "deadlock");
            let Violation::Deadlock { waits, cause } = violation else { unreachable!() };
            let DeadlockCause::Cycle { holder, .. } = cause else { panic!("{cause:?}") };
            let program = program(&configuration);
            assert_eq!(program.name_of(holder).role, role);
            assert_eq!(waits.len(), program.thread_count(), "everybody waits");
        }
    }
    let both = with(with(numbers(2, 2, 2), "producer-swaps-waits"), "consumer-swaps-waits");
    check(both, "deadlock");
}

#[test]
fn a_forgotten_signal_is_found_out_by_name() {
    for (fault, semaphore) in [
        ("producer-forgets-mutex-signal", "mutex"),
        ("consumer-forgets-mutex-signal", "mutex"),
        ("forget-items-signal", "items"),
        ("forget-spaces-signal", "spaces"),
    ] {
        let configuration = with(numbers(2, 2, 2), fault);
        let Violation::Deadlock { cause, .. } = check(configuration, "deadlock") else {
            unreachable!()
        };
        let DeadlockCause::ForgottenSignal { object: found, .. } = cause else {
            panic!("{fault:?}: {cause:?}")
        };
        let program = program(&configuration);
        assert_eq!(program.object(found).name, semaphore, "{fault:?}");
    }
}

#[test]
fn a_mutex_that_starts_at_zero_lets_nobody_in() {
    let violation = check(with(numbers(2, 2, 2), "mutex-starts-at-0"), "deadlock");
    assert!(
        matches!(
            &violation,
            Violation::Deadlock { cause: DeadlockCause::NoFirstPermit { .. }, .. }
        ),
        "{violation:?}"
    );
}

#[test]
fn items_nobody_hears_of_are_stranded_when_the_producers_are_done() {
    let configuration = with(numbers(1, 1, 4).with(Setting::Items, 3), "forget-items-signal");
    let violation = check(configuration, "stranded");
    assert!(matches!(violation, Violation::Stranded { left: 3, .. }), "{violation:?}");
}

#[test]
fn swapped_signals_do_no_harm_in_ten_thousand_runs() {
    let harmless = entry().faults.iter().filter(|it| it.is_harmless);
    let swapped: Vec<&str> = harmless.map(|it| it.name).collect();
    assert_eq!(swapped, ["producer-swaps-signals", "consumer-swaps-signals"]);
    // Each alone and both together, over numbers of threads and slots, finite and without end.
    let choices: [&[&str]; 3] = [&swapped[..1], &swapped[1..], &swapped];
    for seed in 0..10_000_u64 {
        let n = |shift: u32| (seed >> shift) as u32 % 3 + 1;
        let base = numbers(n(0), n(2), n(4)).with(Setting::Items, seed as u32 % 4);
        let faults = choices[seed as usize % choices.len()];
        let configuration = faults.iter().fold(base, |it, fault| with(it, fault));
        let run = run_seeded(&configuration, seed, 200);
        assert!(
            matches!(run.ending(), None | Some(Ending::Finished)),
            "seed {seed}, {configuration:?}: {:?}\nschedule: {}",
            run.ending(),
            schedule_text(&run)
        );
    }
}

#[test]
fn the_correct_program_moves_every_item_once_and_finishes() {
    for seed in 0..300 {
        let n = |shift: u64| (seed >> shift) as u32 % 4 + 1;
        let items = 5;
        let configuration = numbers(n(0), n(2), n(4)).with(Setting::Items, items);
        let run = run_seeded(&configuration, seed, 100_000);
        assert_eq!(run.ending(), Some(Ending::Finished), "seed {seed}");
        let counters = run.ledger().counters();
        assert_eq!(counters.made, u64::from(items * n(0)));
        assert_eq!(counters.consumed, counters.made);
        assert_eq!(counters.intrusions, 0);
    }
}

#[test]
fn a_violation_is_reached_again_by_its_schedule() {
    let configuration = with(numbers(3, 2, 2), "producer-skips-mutex");
    let (violation, _, found) = first_violation(&configuration).expect("it breaks");
    let mut again = Run::new(found.program().clone());
    for turn in found.schedule() {
        assert_eq!(again.ending(), None);
        again.advance(turn.thread, turn.choice);
    }
    assert_eq!(again.ending(), Some(Ending::Broken(violation)));
    assert_eq!(again.machine(), found.machine());
}

#[test]
fn the_shortest_overwrite_takes_two_reads_of_tail() {
    let configuration = with(numbers(2, 1, 2), "producer-skips-mutex");
    let mut run = Run::new(Arc::new(program(&configuration)));
    let (p1, p2) = (ThreadId(0), ThreadId(1));
    for thread in [p1, p2, p1, p2, p1, p2] {
        assert_eq!(run.ending(), None);
        run.advance(thread, Choice::PLAIN);
    }
    let Some(Ending::Broken(Violation::Overwrite { writer, lost_writer, slot, lost_step, .. })) =
        run.ending()
    else {
        panic!("{:?}", run.ending())
    };
    assert_eq!((writer, lost_writer, slot, lost_step), (p2, p1, 0, 5));
}

#[test]
fn an_index_is_shared_until_it_is_moved_on_not_until_the_slot_is_written() {
    let configuration = with(numbers(2, 1, 8), "producer-skips-mutex");
    let mut run = Run::new(Arc::new(program(&configuration)));
    let (p1, p2) = (ThreadId(0), ThreadId(1));
    // P2 waits, reads `tail` and writes; P1 reads `tail` before P2 moves it on.
    for thread in [p2, p1, p2, p2, p1, p2, p1] {
        assert_eq!(run.ending(), None);
        run.advance(thread, Choice::PLAIN);
    }
    assert!(
        matches!(
            run.ending(),
            Some(Ending::Broken(Violation::Overwrite { cause: IndexCause::SameIndex, .. }))
        ),
        "{:?}",
        run.ending()
    );
}

#[test]
fn a_semaphore_stays_a_lock_for_those_who_skip_it() {
    for (faults, expected) in [
        (&[][..], ["mutex"]),
        (&["producer-skips-mutex"], ["mutex"]),
        (&["consumer-skips-mutex"], ["mutex"]),
        (&["producer-forgets-mutex-signal", "consumer-forgets-mutex-signal"], ["mutex"]),
    ] {
        let configuration = faults.iter().fold(numbers(1, 1, 1), |it, fault| with(it, fault));
        let program = program(&configuration);
        let locks: Vec<&str> = program
            .semaphores()
            .filter(|&(id, _)| program.is_lock(id))
            .map(|(_, object)| object.name.as_str())
            .collect();
        assert_eq!(locks, expected, "{faults:?}");
    }
}
