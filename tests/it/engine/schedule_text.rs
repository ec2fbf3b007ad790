//! Schedules as text, and runs made from them.

use super::schedule::{program, setup, thread};
use interleave::catalogue::{CATALOGUE, Configuration, build, listing, source_of};
use interleave::engine::{
    Ending, MOST_TURNS, ReplayProblem, Run, ScheduleProblem, ScheduleProblemKind as Kind,
    SchedulerKind, Simulation, Turn, WhyNot, read_schedule, write_schedule,
};
use interleave::program::{Choice, Program};
use proptest::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

const WAITING: &str = "\
items = Semaphore(0)

def producer():
    items.signal()

def consumer():
    items.wait()
    items.wait(timeout=100)
    items.wait(timeout=100)

def main():
    join(producer)
";

fn waiting() -> Arc<Program> {
    program(WAITING, &setup(2, 1, 0))
}

fn turns(program: &Program, turns: &[(&str, Choice)]) -> Vec<Turn> {
    let turn = |&(name, choice): &(&str, Choice)| Turn { thread: thread(program, name), choice };
    turns.iter().map(turn).collect()
}

#[test]
fn a_schedule_is_one_short_word() {
    let program = waiting();
    let plain = |name| (name, Choice::PLAIN);
    let check = |list: &[(&str, Choice)], text: &str| {
        let turns = turns(&program, list);
        assert_eq!(write_schedule(&program, &turns), text);
        assert_eq!(read_schedule(&program, text), Ok(turns));
    };
    check(&[], "1");
    check(&[plain("P1")], "1.P1");
    check(&[plain("P1"), plain("P1"), plain("C1"), plain("P1")], "1.P1x2.C1.P1");
    check(
        &[("P2", Choice::Way(1)), ("P2", Choice::Way(1)), ("P2", Choice::Way(2)), plain("M1")],
        "1.P2x2-1.P2-2.M1",
    );
    check(&[("C1", Choice::TimedOut), ("C1", Choice::Spurious)], "1.C1-timeout.C1-spurious");
}

#[test]
fn a_schedule_may_be_laid_out_in_lines() {
    let program = waiting();
    let read = read_schedule(&program, "  1\n P1x2   C1.C1-timeout\r\n\tM1 \n");
    assert_eq!(read, read_schedule(&program, "1.P1x2.C1.C1-timeout.M1"));
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let program = waiting();
    let check = |text: &str, at, kind| {
        assert_eq!(read_schedule(&program, text), Err(ScheduleProblem { at, kind }), "{text}");
    };
    check("", 0, Kind::UnknownVersion);
    check("P1.C1", 0, Kind::UnknownVersion);
    check(" 2.P1", 1, Kind::UnknownVersion);
    check("1.P3", 2, Kind::UnknownThread);
    check("1.P1.é", 5, Kind::UnknownThread);
    check("1.p1", 2, Kind::UnknownThread);
    check("1.P1.P1x", 5, Kind::BadNumber);
    check("1.P1x0", 2, Kind::BadNumber);
    check("1.P1x+3", 2, Kind::BadNumber);
    check("1.P1x2x2", 2, Kind::BadNumber);
    check("1.P1-", 2, Kind::UnknownChoice);
    check("1.P1-254", 2, Kind::UnknownChoice);
    check("1.P1-later", 2, Kind::UnknownChoice);
    check("1.P1--1", 2, Kind::UnknownChoice);
    check("1.P1.P1x99999999999999999999999999", 5, Kind::TooLong);
    check(&format!("1.P1x{MOST_TURNS}.P1"), 2 + 3 + 7 + 1, Kind::TooLong);
    let most = read_schedule(&program, &format!("1.P1x{MOST_TURNS}"));
    assert_eq!(most.map(|it| it.len()), Ok(MOST_TURNS));
}

#[test]
fn a_turn_that_is_not_possible_is_said_with_its_step() {
    let check = |text: &str, step, name: &str, why| {
        let program = waiting();
        let turns = read_schedule(&program, text).expect("it can be read");
        let problem = ReplayProblem { step, thread: thread(&program, name), why };
        assert_eq!(Run::replay(program, &turns).map(|it| it.length()), Err(problem), "{text}");
    };
    check("1.C1", 1, "C1", WhyNot::Waits);
    // Its first wait has no time-out, and semaphores have no spurious wake-ups.
    check("1.C1-timeout", 1, "C1", WhyNot::Waits);
    check("1.C1-spurious", 1, "C1", WhyNot::Waits);
    check("1.P1.C1.C1", 3, "C1", WhyNot::Waits);
    check("1.P1x2.P1", 3, "P1", WhyNot::Ended);
    let program = waiting();
    let nobody = Turn { thread: interleave::program::ThreadId(9), choice: Choice::PLAIN };
    let problem = Run::replay(program, &[nobody]).map(|it| it.length());
    let why = WhyNot::NoSuchThread;
    assert_eq!(problem, Err(ReplayProblem { step: 1, thread: nobody.thread, why }));
}

#[test]
fn a_time_out_is_a_turn_like_others() {
    let program = waiting();
    let turns = read_schedule(&program, "1.P1.C1.C1-timeout.P2.C1").expect("it can be read");
    let run = Run::replay(program, &turns).expect("it is possible");
    assert_eq!(run.schedule().collect::<Vec<_>>(), turns);
}

#[test]
fn a_replay_may_stop_where_the_run_is_broken() {
    let source = "\
def producer():
    assert producers == 2

def consumer():
    pass
";
    let program = program(&format!("x = 0\n{source}").replace("producers", "x"), &setup(2, 1, 0));
    let turns = read_schedule(&program, "1.P2.P1").expect("it can be read");
    let (run, made) = Run::replay_to_its_end(program.clone(), &turns).expect("it is possible");
    assert_eq!((run.length(), made), (1, 1));
    assert!(matches!(run.ending(), Some(Ending::Broken(_))));
    assert_eq!(Run::replay(program, &turns).map(|it| it.length()), Ok(2));
}

#[test]
fn no_two_roles_share_a_letter() {
    let mut source = String::from("x = 0\n");
    for name in ["producer", "consumer", "mmm", "m", "_1", "mm", "p", "é"] {
        source += &format!("\ndef {name}():\n    x = 1\n");
    }
    let program = program(&source, &setup(2, 2, 0));
    let names: HashSet<String> =
        program.thread_ids().map(|id| program.name_of(id).to_string()).collect();
    assert_eq!(names.len(), 10, "{names:?}");
}

/// A random run of some program of the catalogue, with some fault.
fn any_run() -> impl Strategy<Value = Run> {
    let numbers = (0..CATALOGUE.len(), any::<u8>(), any::<u64>(), 0usize..300, any::<bool>());
    numbers.prop_map(|(entry, fault, seed, steps, spurious)| {
        let entry = CATALOGUE[entry];
        let mut configuration = Configuration::of(entry);
        configuration.spurious_wakes = spurious;
        configuration.faults.set(entry.faults, usize::from(fault % 16), true);
        let source = source_of(&listing(entry, configuration.faults));
        let built = build(&source, &configuration).map_err(|(problems, _)| problems);
        let mut run = Run::new(Arc::new(built.expect("the catalogue has programs only").0));
        let mut simulation = Simulation::new(&run, SchedulerKind::Random, seed, 0, 0);
        for _ in 0..steps {
            if run.ending().is_some() {
                break;
            }
            simulation.turn(&mut run);
        }
        run
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_run_is_made_again_from_its_text(run in any_run()) {
        let program = run.program().clone();
        let text = write_schedule(&program, run.schedule());
        prop_assert!(text.bytes().all(|it| it.is_ascii_alphanumeric() || b".-".contains(&it)));
        let schedule: Vec<Turn> = run.schedule().collect();
        let turns = read_schedule(&program, &text);
        prop_assert_eq!(turns.as_ref(), Ok(&schedule));
        let again = Run::replay(program, &schedule).expect("it was possible once");
        prop_assert!(again.machine() == run.machine());
        prop_assert_eq!(again.ending(), run.ending());
        prop_assert!(again.schedule().eq(schedule));
    }

    #[test]
    fn any_text_can_be_read(text in "[ 1PCx0-9.\\-a-zé\n]{0,40}") {
        let program = waiting();
        if let Ok(turns) = read_schedule(&program, &text) {
            prop_assert!(turns.len() <= MOST_TURNS);
            let _ = Run::replay(program, &turns[..turns.len().min(1000)]);
        }
    }
}
