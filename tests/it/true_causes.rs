//! Whatever is said of a cause is true in the run. It is judged by the sentence, from the steps that were recorded: what each
//! thread saw, who was woken by what, and where each stands. Nothing of the books is asked.

mod deadlocks;
mod endless;
mod failures;
mod programs;
mod story;

use interleave::engine::Violation;
use interleave::program::Program;
use interleave::session::describe_violation;
use interleave::text::Language;
use programs::{Called, all};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use story::{Story, broken};

/// How often each sentence was told.
type Told = BTreeMap<&'static str, u32>;

/// A judge of one sentence: words that stand in no other one, and what is true where it is told.
type Judge<T> = (&'static str, fn(&Story, &T));

/// Judges what is said by the first whose words stand in it.
fn judge<T>(said: &str, judges: &[Judge<T>], story: &Story, about: &T) -> Option<&'static str> {
    let (words, is_true) = judges.iter().find(|(words, _)| said.contains(words))?;
    is_true(story, about);
    Some(words)
}

/// What is said of a violation, judged.
fn judged(story: &Story, violation: &Violation) -> Option<&'static str> {
    let (_, said) = describe_violation(Language::English.text(), &story.run, violation);
    match violation {
        Violation::Deadlock { waits, cause } => {
            deadlocks::who_waits(story, waits);
            let told = judge(&said, &deadlocks::JUDGES, story, cause);
            Some(told.unwrap_or_else(|| panic!("nobody judges: {said}")))
        }
        _ => judge(&said, &failures::JUDGES, story, violation),
    }
}

/// Runs a program by chance so often, and judges what is said in the end.
fn judge_runs(Called { name, program }: &Called, seeds: u64, told: &mut Told) {
    for seed in 1..=seeds {
        let Some((story, violation)) = broken(program, seed) else { continue };
        match catch_unwind(AssertUnwindSafe(|| judged(&story, &violation))) {
            Ok(Some(words)) => *told.entry(words).or_default() += 1,
            Ok(None) => {}
            Err(_) => {
                let language = Language::English.text();
                let (_, said) = describe_violation(language, &story.run, &violation);
                let steps: Vec<String> = story.lines();
                panic!("{name}, seed {seed}: {said}\n{}\n{violation:?}", steps.join("\n"));
            }
        }
    }
}

fn source_of(program: &Program) -> String {
    program.source.join("\n")
}

#[test]
fn what_is_said_of_a_cause_is_true_in_the_run() {
    let mut told = Told::new();
    for called in all() {
        judge_runs(&called, 12, &mut told);
    }
    println!("{told:#?}");
    let of_deadlocks = deadlocks::JUDGES.iter().map(|(words, _)| *words);
    let never: Vec<&str> = of_deadlocks
        .chain(failures::JUDGES.iter().map(|(words, _)| *words))
        .filter(|words| !told.contains_key(words))
        .collect();
    assert!(never.is_empty(), "never told: {never:#?}");
}

/// How many programs are drawn: as many as are asked for, or so many.
fn draws() -> u64 {
    let asked = std::env::var("INTERLEAVE_CAUSES").ok();
    asked.and_then(|it| it.parse().ok()).unwrap_or(1500)
}

/// Small programs in which threads wait for each other in every way there is, drawn by chance.
#[test]
fn so_it_is_in_programs_that_wait_for_everything() {
    let mut told = Told::new();
    let mut compiled = 0;
    let all = draws();
    for seed in 1..=all {
        let called = programs::drawn(seed);
        compiled += u32::from(called.is_some());
        called.iter().for_each(|it| judge_runs(it, 5, &mut told));
    }
    println!("{compiled} of {all} are programs: {told:#?}");
    let kinds = told.len();
    assert!(kinds >= 18, "only {kinds} kinds of causes: {told:?}");
}

#[test]
fn what_is_said_of_runs_without_end_is_true_of_all_that_can_follow() {
    let mut told = Told::new();
    for Called { name, program } in all() {
        let found = catch_unwind(|| endless::judged(&program));
        match found {
            Ok(words) => words.into_iter().for_each(|it| *told.entry(it).or_default() += 1),
            Err(_) => panic!("{name}\n{}", source_of(&program)),
        }
    }
    println!("{told:#?}");
    let never: Vec<&&str> = endless::WORDS.iter().filter(|it| !told.contains_key(**it)).collect();
    assert!(never.is_empty(), "never told: {never:?}");
}

/// The program as it is built with these numbers.
fn shared(program: Program) -> Arc<Program> {
    Arc::new(program)
}
