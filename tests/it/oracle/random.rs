//! Random programs with every kind of object and statement: SPIN, the plain search and the checker agree.

use super::{Compared, with_checker, with_spin};
use crate::checker::draw;
use interleave::scenario::build;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::cell::Cell;
use std::sync::Arc;

/// Larger spaces are passed over: most programs are small, and more of them say more.
const MOST_STATES: usize = 20_000;

/// So many are compared in the usual tests.
const USUAL: u32 = 60;

/// How many are compared: what `cargo xtask oracle` asks for.
fn cases() -> u32 {
    let asked = std::env::var("INTERLEAVE_ORACLE_CASES").ok();
    asked.and_then(|it| it.parse().ok()).unwrap_or(USUAL)
}

#[test]
fn spin_and_the_checker_find_in_random_programs_what_the_plain_search_finds() {
    let (compared, passed_over) = (Cell::new(0_u32), Cell::new(0_u32));
    let cases = cases();
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
        let fail = |problem: String| {
            TestCaseError::fail(format!("{problem}\n{:?}\n{}", drawn.configuration, drawn.text))
        };
        let Ok((program, _)) = build(&drawn.text, &drawn.configuration) else {
            passed_over.set(passed_over.get() + 1);
            return Ok(());
        };
        let program = Arc::new(program);
        match with_spin(&program, MOST_STATES) {
            Compared::Equal(space) => {
                compared.set(compared.get() + 1);
                with_checker(&program, &space, MOST_STATES).map_err(fail)
            }
            Compared::TooMany | Compared::NoModel(_) | Compared::Beyond(_) => {
                passed_over.set(passed_over.get() + 1);
                Ok(())
            }
            Compared::Differ(problem) => Err(fail(problem)),
        }
    });
    println!("{} compared, {} passed over", compared.get(), passed_over.get());
    if let Err(problem) = outcome {
        panic!("{problem}");
    }
    assert!(compared.get() >= cases, "only {} of {cases} were compared", compared.get());
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
            Ok((program, _)) => {
                compiled += 1;
                let space = crate::search::explore(&Arc::new(program), 4_000);
                interesting += u32::from(space.is_some_and(|it| it.states >= 20));
            }
            Err((problems, _)) => println!("{problems:?}\n{}", drawn.text),
        }
    }
    println!("{compiled} compile, {interesting} are interesting");
    assert!(compiled * 10 >= all * 8, "only {compiled} of {all} compile");
    assert!(interesting * 10 >= all * 4, "only {interesting} of {all} have a space worth a look");
}
