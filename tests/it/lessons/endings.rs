//! A wrong prediction of how a program ends is answered by a run that ends otherwise.

use interleave::catalogue::Configuration;
use interleave::engine::{Run, read_schedule};
use interleave::lesson::{Answer, CHALLENGES, Claim, Task, Variant, find, renamed};
use interleave::session::lesson::{Ends, Judgement, LessonAction, Why, judge, program_of};
use interleave::session::{Model, update};

fn against(name: &str, choice: u8) -> Ends {
    let judgement = judge(find(name).expect("it is there"), 0, &Answer::Choice(choice));
    match judgement {
        Judgement::Wrong(Why::Choice { ends: Some(ends), .. }) => *ends,
        other => panic!("{name}, {choice}: {other:?}"),
    }
}

#[test]
fn every_wrong_prediction_of_an_end_has_a_run_against_it_that_can_be_made() {
    let mut count = 0;
    for challenge in CHALLENGES {
        let Task::Predict(claims) = challenge.task else { continue };
        for (number, (choice, claim)) in [0, 1, 17, 42]
            .into_iter()
            .flat_map(|it| (0..).zip(claims).map(move |claim| (it, claim)))
        {
            let Claim::Ends(object, predicted) = *claim else { continue };
            let name = format!("{}, variant {number}, {predicted:?}", challenge.name);
            let variant = Variant::of(challenge, number);
            let program = program_of(challenge, &variant).expect("it compiles");
            let judgement = judge(challenge, number, &Answer::Choice(choice));
            let Judgement::Wrong(Why::Choice { against, ends, .. }) = judgement else { continue };
            count += 1;
            let Some(ends) = ends else {
                // Where a rule is broken before the end, that is the run.
                let breaks = against.unwrap_or_else(|| panic!("{name}: words only"));
                let turns = read_schedule(&program, &breaks.schedule).expect("it can be read");
                let run = Run::replay(program, &turns).expect("it can be made");
                assert!(run.ending().is_some(), "{name}");
                assert_eq!(breaks.steps, turns.len(), "{name}");
                continue;
            };
            assert_eq!(ends.variable, renamed(object, &variant.names), "{name}");
            let turns = read_schedule(&program, &ends.schedule).expect("it can be read");
            assert_eq!(turns.len(), ends.steps, "{name}");
            let run = Run::replay(program.clone(), &turns).expect("it can be made");
            let is_over = program.thread_ids().all(|it| run.machine().choices(it).is_empty());
            assert!(is_over, "{name}: it goes on");
            let object = program.objects.iter().find(|it| it.name == ends.variable);
            let cell = object.expect("it is there").base;
            assert_eq!(run.machine().memory().get(cell), ends.value, "{name}");
            match ends.never {
                None => assert!(!predicted.contains(&ends.value), "{name}: it was predicted"),
                Some(never) => assert!(predicted.contains(&never), "{name}: nobody said {never}"),
            }
        }
    }
    assert!(count >= 40, "{count}");
}

#[test]
fn the_run_is_the_shortest_to_the_ending_that_was_missed_or_to_the_nearest_one() {
    // Both read, both write.
    let missed = against("two-counters", 0);
    assert_eq!((missed.value, missed.never, missed.steps), (1, None, 4));
    let never = against("two-counters", 2);
    assert_eq!((never.value, never.never, never.steps), (1, Some(0), 4));
    let missed = against("twice-each", 0);
    assert_eq!((missed.never, missed.steps), (None, 8));
    assert!([2, 3].contains(&missed.value), "{missed:?}");
    assert_eq!(against("twice-each", 1).value, 2);
    assert_eq!(against("twice-each", 3).never, Some(1));
    assert_eq!(against("five-or-seven", 0).value, 5);
    assert_eq!(against("five-or-seven", 2).never, Some(0));
    // With the GIL no ending was missed, so all that can be shown is the one there is.
    let never = against("count-with-the-gil", 1);
    assert_eq!((never.value, never.never), (2, Some(1)));
}

#[test]
fn the_ending_that_was_missed_is_watched_from_its_start_to_its_end() {
    for (name, choice) in [("two-counters", 0), ("two-counters", 2), ("five-or-seven", 0)] {
        let mut model = Model::new(Configuration::default());
        update(&mut model, LessonAction::Open(name, 0));
        update(&mut model, LessonAction::Choose(choice));
        update(&mut model, LessonAction::BeSure(2));
        update(&mut model, LessonAction::Submit);
        update(&mut model, LessonAction::Watch);
        let ends = against(name, choice);
        assert_eq!(model.playback.run.length(), ends.steps, "{name}");
        // Another prediction can be made all the same.
        update(&mut model, LessonAction::Choose(1));
        update(&mut model, LessonAction::Submit);
        assert!(model.lesson.open().is_some_and(|it| it.is_done()), "{name}");
    }
}
