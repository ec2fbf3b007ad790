//! Whatever is said of a cause is true in the run. It is judged by the sentence, from the steps that were recorded: what each
//! thread saw, who was woken by what, and where each stands. Nothing of the books is asked.

mod deadlocks;
mod endless;
mod failures;
mod programs;
mod story;

use interleave::engine::Violation;
use interleave::session::describe_violation;
use interleave::text::Language;
use programs::{Called, all};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use story::{Story, broken};

/// What came of it.
#[derive(Default)]
struct Outcome {
    /// How often each sentence was told, and was true.
    told: BTreeMap<&'static str, u32>,
    /// What was told and is not true.
    wrong: Vec<String>,
}

impl Outcome {
    fn assert_all_true(&self) {
        let few: Vec<&str> = self.wrong.iter().take(5).map(String::as_str).collect();
        assert!(
            few.is_empty(),
            "{} are not true, such as:\n{}",
            self.wrong.len(),
            few.join("\n\n")
        );
    }

    /// Those of some words that were never told.
    fn never(&self, words: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
        words.filter(|it| !self.told.contains_key(it)).collect()
    }
}

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
    // Tasks are told of in the same sentences.
    let said = said.replace("task", "thread");
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
fn judge_runs(Called { name, program }: &Called, seeds: u64, outcome: &mut Outcome) {
    for seed in 1..=seeds {
        let Some((story, violation)) = broken(program, seed) else { continue };
        match catch_unwind(AssertUnwindSafe(|| judged(&story, &violation))) {
            Ok(Some(words)) => *outcome.told.entry(words).or_default() += 1,
            Ok(None) => {}
            Err(_) => {
                let language = Language::English.text();
                let (_, said) = describe_violation(language, &story.run, &violation);
                let steps = story.lines().join("\n");
                let wrong = format!("{name}, seed {seed}: {said}\n{steps}\n{violation:?}");
                outcome.wrong.push(wrong);
            }
        }
    }
}

#[test]
fn what_is_said_of_a_cause_is_true_in_the_run() {
    let mut outcome = Outcome::default();
    for called in all() {
        judge_runs(&called, 12, &mut outcome);
    }
    println!("{:#?}", outcome.told);
    outcome.assert_all_true();
    let of_deadlocks = deadlocks::JUDGES.iter().map(|(words, _)| *words);
    let of_others = failures::JUDGES.iter().map(|(words, _)| *words);
    let never = outcome.never(of_deadlocks.chain(of_others));
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
    let mut outcome = Outcome::default();
    let mut compiled = 0;
    let all = draws();
    for seed in 1..=all {
        let called = programs::drawn(seed);
        compiled += u32::from(called.is_some());
        called.iter().for_each(|it| judge_runs(it, 5, &mut outcome));
    }
    println!("{compiled} of {all} are programs: {:#?}", outcome.told);
    outcome.assert_all_true();
    let kinds = outcome.told.len();
    assert!(kinds >= 18, "only {kinds} kinds of causes: {:?}", outcome.told);
}

#[test]
fn what_is_said_of_runs_without_end_is_true_of_all_that_can_follow() {
    let mut outcome = Outcome::default();
    for Called { name, program } in all() {
        match catch_unwind(|| endless::judged(&program)) {
            Ok(words) => words.into_iter().for_each(|it| *outcome.told.entry(it).or_default() += 1),
            Err(_) => outcome.wrong.push(format!("{name}\n{}", program.source.join("\n"))),
        }
    }
    println!("{:#?}", outcome.told);
    outcome.assert_all_true();
    let never = outcome.never(endless::WORDS.into_iter());
    assert!(never.is_empty(), "never told: {never:?}");
}
