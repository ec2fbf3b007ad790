//! Random programs with every kind of object and statement: SPIN, the plain search and the checker agree.

use super::{Asking, Compared, with_checker, with_spin};
use crate::checker::draw;
use crate::search::explore;
use interleave::catalogue::build;
use interleave::program::Program;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::cell::Cell;
use std::sync::Arc;

/// Larger spaces are passed over: most programs are small, and more of them say more.
const MOST_STATES: usize = 10_000;

/// How many are compared: what `cargo xtask oracle` asks for, or so many.
pub fn cases(usual: u32) -> u32 {
    let asked = std::env::var("INTERLEAVE_ORACLE_CASES").ok();
    asked.and_then(|it| it.parse().ok()).unwrap_or(usual)
}

/// Compares so many programs, in a way that says of each whether it was compared.
fn compare(cases: u32, how: impl Fn(&Arc<Program>) -> Result<bool, String>) {
    let (compared, passed_over) = (Cell::new(0_u32), Cell::new(0_u32));
    let mut runner = TestRunner::new(Config {
        // Most that are drawn are small enough, not all.
        cases: cases * 6,
        failure_persistence: None,
        max_shrink_iters: 40,
        ..Config::default()
    });
    let outcome = runner.run(&vec(any::<u16>(), 20..120), |numbers| {
        if compared.get() >= cases {
            return Ok(());
        }
        let drawn = draw(&numbers);
        let outcome = match build(&drawn.text, &drawn.configuration) {
            Ok((program, ..)) => how(&Arc::new(program)),
            Err(_) => Ok(false),
        };
        let count = if outcome == Ok(false) { &passed_over } else { &compared };
        count.set(count.get() + 1);
        outcome.map(|_| ()).map_err(|problem| {
            TestCaseError::fail(format!("{problem}\n{:?}\n{}", drawn.configuration, drawn.text))
        })
    });
    println!("{} compared, {} passed over", compared.get(), passed_over.get());
    if let Err(problem) = outcome {
        panic!("{problem}");
    }
    assert!(compared.get() >= cases, "only {} of {cases} were compared", compared.get());
}

#[test]
fn spin_finds_in_random_programs_what_the_plain_search_finds() {
    compare(cases(60), |program| match with_spin(program, MOST_STATES, Asking::Together) {
        Compared::Equal(_) => Ok(true),
        // It has no end, or leaves what a model can say.
        Compared::TooMany | Compared::NoModel(_) | Compared::Beyond(_) => Ok(false),
        Compared::Differ(problem) => Err(problem),
    });
}

#[test]
fn the_checker_finds_in_random_programs_what_the_plain_search_finds() {
    compare(cases(200), |program| match explore(program, MOST_STATES) {
        Some(space) => with_checker(program, &space, MOST_STATES),
        None => Ok(false),
    });
}

/// Most of what is drawn is a program, and not a trivial one.
#[test]
fn most_that_are_drawn_compile_and_have_states() {
    let mut runner = TestRunner::deterministic();
    let (mut compiled, mut interesting) = (0, 0);
    let all = 200;
    for _ in 0..all {
        let tree =
            vec(any::<u16>(), 20..120).new_tree(&mut runner).expect("any numbers are a tape");
        let drawn = draw(&tree.current());
        match build(&drawn.text, &drawn.configuration) {
            Ok((program, ..)) => {
                compiled += 1;
                let space = explore(&Arc::new(program), 4_000);
                interesting += u32::from(space.is_some_and(|it| it.states >= 20));
            }
            Err((problems, _)) => println!("{problems:?}\n{}", drawn.text),
        }
    }
    println!("{compiled} compile, {interesting} are interesting");
    assert!(compiled * 10 >= all * 8, "only {compiled} of {all} compile");
    assert!(interesting * 10 >= all * 4, "only {interesting} of {all} have a space worth a look");
}
