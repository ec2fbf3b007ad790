//! The course: every challenge can be done by its stated solution, and every stated wrong answer is refused for its own reason.

mod cheats;
mod endings;
mod progress;
mod reading;
mod runtimes;
mod teaching;
mod variants;
mod words;

use interleave::checker::{self, Options, Verdict};
use interleave::engine::{Run, read_schedule};
use interleave::lesson::{Answer, CHALLENGES, Challenge, Given, Task, TaskKind, Variant, find};
use interleave::session::lesson::{
    Grade, Judgement, Why, judge, moment, program_of, right_choice, right_state, shortest,
};
use std::collections::{BTreeSet, HashSet};
use std::ops::ControlFlow;

/// Variants that are tried of each challenge: as it is written, one that teachers name, and others.
const VARIANTS: [u32; 4] = [0, 1, 17, 42];

/// A stated answer, as a reader of a variant would give it.
fn answer(challenge: &Challenge, given: Given, number: u32) -> Answer {
    let variant = Variant::of(challenge, number);
    let as_written = Variant { fault: variant.fault, ..Variant::default() };
    match Answer::of(given, &challenge.source(&as_written)) {
        Answer::Text(text) => Answer::Text(interleave::lesson::renamed(&text, &variant.names)),
        // What holds differs from moment to moment.
        Answer::State(_) if number > 0 => {
            Answer::State(right_state(challenge, &variant).expect("there is a moment"))
        }
        answer => answer,
    }
}

/// Four variants at least for which the wrong answers are stated: those that have all numbers and faults among them, and of states
/// to be filled in those that ask for the first moment.
fn stated_for(challenge: &Challenge) -> Vec<u32> {
    let mut seen = HashSet::new();
    let mut chosen = Vec::new();
    for number in 0..60 {
        let variant = Variant::of(challenge, number);
        let is_new = seen.insert(format!("{:?} {:?}", variant.numbers, variant.fault));
        if variant.moment == 0 && (is_new || chosen.len() < 4) {
            chosen.push(number);
        }
    }
    assert!(chosen.len() >= 4, "{}", challenge.name);
    chosen
}

#[test]
fn every_challenge_is_solved_by_its_stated_solution_in_every_variant() {
    for challenge in CHALLENGES {
        let numbers: BTreeSet<u32> = VARIANTS.into_iter().chain(stated_for(challenge)).collect();
        for number in numbers {
            let judgement =
                judge(challenge, number, &answer(challenge, challenge.solution, number));
            let name = challenge.name;
            assert!(judgement.is_right(), "{name}, variant {number}: {judgement:?}");
            assert!(judgement.is_best(), "{name}, variant {number}: {judgement:?}");
        }
    }
}

#[test]
fn every_stated_wrong_answer_is_refused_for_its_stated_reason() {
    for challenge in CHALLENGES {
        for wrong in challenge.wrong_answers {
            for number in stated_for(challenge) {
                let variant = Variant::of(challenge, number);
                let judgement = judge(challenge, number, &challenge.stated(wrong.answer, &variant));
                let name = format!("{}, variant {number}", challenge.name);
                let Judgement::Wrong(why) = &judgement else {
                    panic!("{name}: {wrong:?} is right: {judgement:?}")
                };
                assert_eq!(why.name(), wrong.because, "{name}: {wrong:?}: {why:?}");
            }
        }
    }
}

#[test]
fn exactly_one_choice_is_right_and_every_other_one_is_stated_as_wrong() {
    for challenge in CHALLENGES.iter().filter(|it| it.task.choices() > 0) {
        for number in VARIANTS {
            let variant = Variant::of(challenge, number);
            let right = right_choice(challenge, &variant);
            assert_eq!(right.map(Given::Choice), Some(challenge.solution), "{}", challenge.name);
            let judged = (0..challenge.task.choices() as u8)
                .filter(|&it| judge(challenge, number, &Answer::Choice(it)).is_right());
            assert_eq!(judged.count(), 1, "{}", challenge.name);
        }
        let stated: HashSet<u8> = challenge
            .wrong_answers
            .iter()
            .filter_map(|it| match it.answer {
                Given::Choice(choice) => Some(choice),
                _ => None,
            })
            .collect();
        assert_eq!(stated.len() + 1, challenge.task.choices(), "{}", challenge.name);
        // No two claims are true at once: then the first would only be the first.
        assert!(challenge.task.choices() >= 3, "{} has a choice to make", challenge.name);
    }
}

#[test]
fn the_fewest_steps_are_the_checkers_in_every_variant() {
    for challenge in CHALLENGES {
        let Task::BeTheScheduler { reach, fewest, .. } = challenge.task else { continue };
        for number in VARIANTS {
            let variant = Variant::of(challenge, number);
            let program = program_of(challenge, &variant).expect("it compiles");
            let report =
                checker::check(&program, &Options::default(), &mut |_| ControlFlow::Continue(()));
            let Verdict::Violated(found) = report.verdict else {
                panic!("{}: {:?}", challenge.name, report.verdict)
            };
            assert!(found.is_shortest, "{}", challenge.name);
            let found = (found.kind.name(), found.schedule.len());
            assert_eq!(found, (reach, fewest), "{}, variant {number}", challenge.name);
        }
    }
}

#[test]
fn a_longer_way_is_right_and_not_the_best() {
    let challenge = find("woken-is-not-served").expect("it is there");
    let longer = Answer::Schedule("1.C2x3.P1x4.C1x7.C2x2".into());
    // The first consumer looks for more before the second one goes on.
    let judgement = judge(challenge, 0, &longer);
    assert_eq!(judgement, Judgement::Right(Grade::Steps { taken: 16, fewest: 13 }));
    assert!(!judgement.is_best());
    // Whose failure it is matters.
    let other = judge(challenge, 0, &Answer::Schedule("1.C1x3.P1x4.C2x4.C1x2".into()));
    assert!(matches!(other, Judgement::Wrong(Why::Another(_))), "{other:?}");
}

#[test]
fn what_is_no_answer_is_refused() {
    for challenge in CHALLENGES {
        let answers = [
            Answer::Choice(200),
            Answer::Schedule("9.Z1".into()),
            Answer::Lines(vec![250]),
            Answer::Lines(vec![0, 0]),
            Answer::State(Vec::new()),
            Answer::Text("def def".into()),
        ];
        for answer in answers {
            let judgement = judge(challenge, 0, &answer);
            assert!(!judgement.is_right(), "{}: {answer:?}", challenge.name);
        }
    }
}

#[test]
fn a_repair_that_does_nothing_is_none() {
    for challenge in CHALLENGES {
        let Task::Repair { keeps } = challenge.task else { continue };
        let nothing = Answer::Text("def producer():\n    pass\n".into());
        let judgement = judge(challenge, 0, &nothing);
        assert!(matches!(judgement, Judgement::Wrong(Why::LineGone(_))), "{}", challenge.name);
        for line in keeps.iter().flat_map(|it| it.lines()) {
            let source = challenge.source(&Variant::of(challenge, 0));
            assert!(source.lines().any(|it| it.trim() == line), "{}: {line}", challenge.name);
        }
    }
}

#[test]
fn moments_can_be_reached_and_repairs_have_something_to_repair() {
    for challenge in CHALLENGES {
        for number in VARIANTS {
            let variant = Variant::of(challenge, number);
            match challenge.task.kind() {
                TaskKind::FillIn | TaskKind::Explain => {
                    assert!(moment(challenge, &variant).is_some(), "{}", challenge.name);
                }
                TaskKind::Repair => {
                    assert!(shortest(challenge, &variant).is_some(), "{}", challenge.name);
                }
                _ => {}
            }
        }
        if let Task::FillIn { moments, .. } = challenge.task {
            for text in moments {
                let program =
                    program_of(challenge, &Variant::of(challenge, 0)).expect("it compiles");
                let turns = read_schedule(&program, text).expect("it can be read");
                assert!(Run::replay(program, &turns).is_ok(), "{}: {text}", challenge.name);
            }
        }
    }
}

#[test]
fn the_course_is_whole() {
    let names: HashSet<_> = CHALLENGES.iter().map(|it| it.name).collect();
    assert_eq!(names.len(), CHALLENGES.len(), "names are told apart");
    for challenge in CHALLENGES {
        assert!((3..=5).contains(&challenge.minutes), "{}", challenge.name);
        assert!(!challenge.misconceptions.is_empty(), "{}", challenge.name);
        assert!(!challenge.wrong_answers.is_empty(), "{}", challenge.name);
        for wrong in challenge.wrong_answers {
            let tag = wrong.misconception;
            assert!(
                tag.is_none_or(|it| challenge.misconceptions.contains(&it)),
                "{}",
                challenge.name
            );
        }
    }
}
