//! What each scheduler does to a program.

use super::schedule::{program, setup};
use interleave::catalogue::{
    CATALOGUE, Configuration, Entry, Setting, build, first_entry, listing, source_of,
};
use interleave::engine::{
    Ending, First, Round, Run, SchedulerKind, Simulation, Slice, write_schedule,
};
use interleave::program::Program;
use std::sync::Arc;

fn compiled(entry: &Entry, configuration: &Configuration) -> Arc<Program> {
    let source = source_of(&listing(entry, configuration.faults));
    let built = build(&source, configuration).map_err(|(problems, _)| problems);
    Arc::new(built.expect("the catalogue has programs only").0)
}

/// A run of so many steps, or to its end.
fn run(program: Arc<Program>, kind: SchedulerKind, seed: u64, steps: usize) -> Run {
    let mut run = Run::new(program);
    let mut simulation = Simulation::new(&run, kind, seed, 0, 0);
    while run.ending().is_none() && run.position() < steps {
        if simulation.turn(&mut run) == Round::Standstill {
            break;
        }
    }
    run
}

/// Four threads that never wait.
const FREE: &str = "\
made = 0
used = 0

def producer():
    while True:
        made = 1

def consumer():
    while True:
        used = 1
";

fn check(kind: SchedulerKind, expected: &str) {
    let run = run(program(FREE, &setup(2, 2, 0)), kind, 1, 12);
    assert_eq!(write_schedule(run.program(), run.schedule()), expected, "{kind:?}");
}

#[test]
fn the_order_in_which_threads_go_that_never_wait() {
    check(SchedulerKind::RoundRobin, "1.P1.P2.C1.C2.P1.P2.C1.C2.P1.P2.C1.C2");
    check(SchedulerKind::Random, "1.C1x2.C2.P2x2.C2x2.C1.P2.C2.P2.C1");
    check(SchedulerKind::Priority(First::Producers), "1.P1x12");
    check(SchedulerKind::Priority(First::Consumers), "1.C1x12");
    check(SchedulerKind::TimeSlice(Slice::of(5)), "1.P1x5.P2x5.C1x2");
    check(SchedulerKind::TimeSlice(Slice::of(1)), "1.P1.P2.C1.C2.P1.P2.C1.C2.P1.P2.C1.C2");
}

#[test]
fn the_most_important_thread_goes_on_as_soon_as_it_can() {
    let source = "\
items = Semaphore(0)
made = 0
used = 0

def producer():
    made = 1
    items.signal()
    made = 2
    made = 3

def consumer():
    items.wait()
    used = 1
";
    let schedule = |first| {
        let run = run(program(source, &setup(1, 1, 0)), SchedulerKind::Priority(first), 1, 100);
        write_schedule(run.program(), run.schedule())
    };
    assert_eq!(schedule(First::Producers), "1.P1x4.C1x2");
    assert_eq!(schedule(First::Consumers), "1.P1x2.C1x2.P1x2");
}

#[test]
fn a_seed_gives_the_same_run_for_every_scheduler() {
    for kind in SchedulerKind::ALL {
        for entry in CATALOGUE {
            let program = compiled(entry, &Configuration::of(entry));
            let schedules =
                [(); 2].map(|()| run(program.clone(), kind, 3, 150).schedule().collect::<Vec<_>>());
            assert_eq!(schedules[0], schedules[1], "{kind:?}, {}", entry.name);
        }
    }
}

fn numbers() -> Configuration {
    [Setting::Producers, Setting::Consumers, Setting::Capacity]
        .into_iter()
        .fold(Configuration::of(first_entry()), |it, setting| it.with(setting, 2))
}

#[test]
fn against_you_breaks_what_can_be_broken_sooner_than_chance() {
    let entry = first_entry();
    for fault in entry.faults.iter().filter(|it| !it.is_harmless) {
        let program = compiled(entry, &numbers().with_fault(entry, fault.name));
        let length = |kind, seed| {
            let run = run(program.clone(), kind, seed, 20_000);
            assert!(matches!(run.ending(), Some(Ending::Broken(_))), "{} {kind:?}", fault.name);
            run.length()
        };
        let against: Vec<usize> =
            (0..20).map(|seed| length(SchedulerKind::AgainstYou, seed)).collect();
        let random: Vec<usize> = (0..20).map(|seed| length(SchedulerKind::Random, seed)).collect();
        let mean = |lengths: &[usize]| lengths.iter().sum::<usize>() / lengths.len();
        eprintln!(
            "{:>32}: against you {:>4} steps (at most {:>4}), at random {:>5} (at most {:>5})",
            fault.name,
            mean(&against),
            against.iter().max().expect("there are some"),
            mean(&random),
            random.iter().max().expect("there are some"),
        );
        assert!(against.iter().all(|&steps| steps <= 200), "{}: {against:?}", fault.name);
        assert!(mean(&against) <= mean(&random), "{}: {against:?} {random:?}", fault.name);
    }
}

#[test]
fn against_you_does_no_harm_where_none_can_be_done() {
    let run = run(compiled(first_entry(), &numbers()), SchedulerKind::AgainstYou, 1, 3_000);
    assert_eq!((run.ending(), run.length()), (None, 3_000));
    // It does not keep anybody from going on.
    assert!(run.ledger().counters().consumed > 100, "{:?}", run.ledger().counters());
}

#[test]
fn against_you_goes_its_way_on_from_wherever_the_reader_went() {
    let entry = first_entry();
    let program = compiled(entry, &numbers().with_fault(entry, "producer-skips-mutex"));
    let mut run = Run::new(program);
    let mut simulation = Simulation::new(&run, SchedulerKind::AgainstYou, 1, 0, 0);
    for round in 0..6 {
        while run.ending().is_none() {
            assert!(run.position() < 200, "round {round}");
            simulation.turn(&mut run);
        }
        run.seek(run.length() - (round + 1).min(run.length()));
        let other = run.machine().ready().last().expect("somebody can move");
        simulation.step_thread(&mut run, other);
    }
}
