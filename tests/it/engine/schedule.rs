//! Small programs, and schedules written down.

use interleave::engine::{Advance, Ending, Moment, Run, Violation};
use interleave::notation::{Setup, compile, parse, with_globals};
use interleave::program::{Choice, Program, ThreadId};
use std::sync::Arc;

/// The program that a text means. Functions that assign a name of the top mean the shared one here:
/// the texts leave `global` out, as it is no step.
pub fn program(source: &str, setup: &Setup) -> Arc<Program> {
    let source = &with_globals(source).unwrap_or(source.into());
    let (module, problems) = parse(source);
    assert!(problems.is_empty(), "{source}\n{problems:?}");
    Arc::new(compile(&module, source, setup).unwrap_or_else(|it| panic!("{source}\n{it:?}")).0)
}

/// So many producers and consumers that make and take so many items; 0 is without end.
pub fn setup(producers: u16, consumers: u16, items: u32) -> Setup {
    Setup { producers, consumers, items, capacity: 2, ..Setup::default() }
}

/// The thread with this name, such as `P1`.
pub fn thread(program: &Program, name: &str) -> ThreadId {
    let mut ids = program.thread_ids();
    ids.find(|&id| program.name_of(id).to_string() == name).unwrap_or_else(|| panic!("no {name}"))
}

/// Lets threads step as the words say, and gives the moments. `P1` is a step, `P1x3` are three,
/// `P1*` are as many as it can make; `P1:timeout` and `P1:spurious` are steps that go that way,
/// and so is `P1:2`.
pub fn follow(run: &mut Run, schedule: &str) -> Vec<Moment> {
    const MANY: usize = 1000;
    let mut moments = Vec::new();
    for word in schedule.split_whitespace() {
        let (name, choice) = word.split_once(':').unwrap_or((word, ""));
        let choice = match choice {
            "" => Choice::PLAIN,
            "timeout" => Choice::TimedOut,
            "spurious" => Choice::Spurious,
            number => Choice::Way(number.parse().expect("a number of a waiter")),
        };
        let (name, times) = match (name.strip_suffix('*'), name.split_once('x')) {
            (Some(name), _) => (name, None),
            (None, Some((name, times))) => (name, Some(times.parse().expect("a number"))),
            (None, None) => (name, Some(1)),
        };
        let id = thread(run.program(), name);
        for step in 0..times.unwrap_or(MANY) {
            match run.advance(id, choice) {
                Advance::Stepped(moment) => moments.push(moment),
                other if times.is_some() => panic!("{word}, step {step}: {other:?}"),
                _ => break,
            }
            if times.is_none() && run.ending().is_some() {
                break;
            }
        }
    }
    moments
}

/// The run of a text along a schedule.
pub fn run(source: &str, setup: &Setup, schedule: &str) -> Run {
    let mut run = Run::new(program(source, setup));
    follow(&mut run, schedule);
    run
}

/// How a run stands, in one word.
pub fn standing(run: &Run) -> String {
    match run.ending() {
        None => "goes on".into(),
        Some(Ending::Finished) => "finished".into(),
        Some(Ending::Broken(violation)) => violation.name().into(),
    }
}

/// The violation that ended a run.
pub fn violation(run: &Run) -> Violation {
    match run.ending() {
        Some(Ending::Broken(violation)) => violation,
        other => panic!("the run should be broken: {other:?}"),
    }
}
