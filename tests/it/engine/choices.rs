//! The ways a step can go, and schedules that record them.

use super::schedule::{follow, program, setup, thread};
use interleave::catalogue::{
    CATALOGUE, Configuration, Granularity, Setting, build, listing, source_of,
};
use interleave::engine::{Advance, Machine, Run, SchedulerKind, Simulation, Standing};
use interleave::program::{Choice, Outcome};
use std::sync::Arc;

/// In one state: a thread has choices exactly if it can make a step with them, what a step
/// records leads to the same state, and what waits cannot step.
fn check(machine: &Machine, name: &str) {
    for id in machine.program().thread_ids() {
        let choices = machine.choices(id);
        let plain = machine.clone().step(id, Choice::PLAIN);
        match machine.standing(id) {
            Standing::Ready => {
                assert!(matches!(plain, Outcome::Ran(_)), "{name}");
                assert_eq!(choices[0], Choice::PLAIN, "{name}");
            }
            Standing::Waiting(_) | Standing::NotStarted => {
                assert!(matches!(plain, Outcome::Blocked { .. }), "{name}");
            }
            Standing::Ended => {
                assert_eq!(plain, Outcome::Finished, "{name}");
                assert_eq!(choices, [], "{name}");
            }
        }
        let spurious = usize::from(machine.may_wake_spuriously(id));
        let can_move = choices.len() > spurious;
        assert_eq!(machine.can_move(id), can_move, "{name}: {choices:?}");
        for choice in choices {
            let (mut one, mut other) = (machine.clone(), machine.clone());
            let Outcome::Ran(event) = one.step(id, choice) else { panic!("{name}: {choice:?}") };
            assert!(event.choice == choice || event.choice == Choice::PLAIN, "{name}");
            assert_eq!(other.step(id, event.choice), Outcome::Ran(event), "{name}");
            assert!(one == other, "{name}: {choice:?}");
        }
    }
}

#[test]
fn choices_are_what_can_be_done_and_schedules_record_them() {
    let mut seen = [false; 3];
    for entry in CATALOGUE {
        for granularity in Granularity::ALL {
            for fault in (0..entry.faults.len()).map(Some).chain([None]) {
                let mut configuration = Configuration::of(entry)
                    .with(Setting::Producers, 2)
                    .with(Setting::Consumers, 2)
                    .with(Setting::Capacity, 2)
                    .with(Setting::Items, 3);
                configuration.granularity = granularity;
                configuration.spurious_wakes = fault.is_some_and(|it| it % 2 == 0);
                if let Some(fault) = fault {
                    configuration.faults.set(entry.faults, fault, true);
                }
                let source = source_of(&listing(entry, configuration.faults));
                let built = build(&source, &configuration).map_err(|(problems, _)| problems);
                let program = Arc::new(built.expect("the catalogue has programs only").0);
                let mut run = Run::new(program);
                let mut simulation = Simulation::new(&run, SchedulerKind::Random, 7, 0, 0);
                while run.position() < 120 && run.ending().is_none() {
                    check(run.machine(), entry.name);
                    simulation.turn(&mut run);
                }
                let (end, length) = (run.machine().clone(), run.length());
                for turn in run.schedule() {
                    seen[0] |= turn.choice == Choice::TimedOut;
                    seen[1] |= turn.choice == Choice::Spurious;
                    seen[2] |= matches!(turn.choice, Choice::Way(1..));
                }
                run.seek(0);
                run.seek(length);
                assert!(*run.machine() == end, "{}", entry.name);
            }
        }
    }
    assert_eq!(seen, [true; 3], "timed out, spurious, another waiter");
}

#[test]
fn a_notify_can_wake_any_waiter() {
    let source = "\
c = Condition()

def producer():
    with c:
        c.wait()

def main():
    with c:
        c.notify()
";
    for (choice, woken) in [(0, "P1"), (1, "P2"), (2, "P3"), (3, "P1")] {
        let mut run = Run::new(program(source, &setup(3, 0, 0)));
        follow(&mut run, "P1x2 P2x2 P3x2 M1");
        let main = thread(run.program(), "M1");
        assert_eq!(run.machine().choices(main), [0, 1, 2].map(Choice::Way));
        follow(&mut run, &format!("M1:{choice} M1"));
        let ready: Vec<_> = run.machine().ready().collect();
        assert_eq!(ready, [thread(run.program(), woken)]);
    }
}

#[test]
fn a_notify_of_all_goes_one_way() {
    let source = "\
c = Condition()

def producer():
    with c:
        c.wait()

def main():
    with c:
        c.notify_all()
";
    let mut run = Run::new(program(source, &setup(3, 0, 0)));
    follow(&mut run, "P1x2 P2x2 P3x2 M1");
    let main = thread(run.program(), "M1");
    assert_eq!(run.machine().choices(main), [Choice::PLAIN]);
}

#[test]
fn who_was_notified_waits_for_the_lock_without_end() {
    let source = "\
c = Condition()

def producer():
    with c:
        c.wait(timeout=250)

def main():
    with c:
        c.notify()
";
    let mut run = Run::new(program(source, &setup(1, 0, 0)));
    let id = thread(run.program(), "P1");
    follow(&mut run, "P1x2");
    assert_eq!(run.machine().timeout(id), Some(250));
    assert_eq!(run.machine().choices(id), [Choice::TimedOut]);
    // The lock has to be taken again, and somebody else has it.
    follow(&mut run, "M1");
    assert_eq!(run.machine().timeout(id), Some(250));
    assert_eq!(run.machine().choices(id), []);
    follow(&mut run, "M1");
    assert_eq!(run.machine().timeout(id), None);
    assert_eq!(run.advance(id, Choice::TimedOut), Advance::Waits);
}
