//! Models of execution: what a challenge says that it is run by is what it is judged by, opened with and handed in with.

use interleave::catalogue::{Configuration, Runtime};
use interleave::engine::{Run, read_schedule};
use interleave::lesson::{
    CHALLENGES, Chapter, Execution, Given, Misconception, Variant, find, of_chapter,
};
use interleave::session::lesson::{
    HandIn, HandedIn, LessonAction, Work, judge, program_of, shortest,
};
use interleave::session::{Model, PlaybackAction, update};
use std::collections::HashSet;

#[test]
fn the_chapter_is_there_and_says_of_each_challenge_what_runs_it() {
    let challenges: Vec<_> = of_chapter(Chapter::Runtimes).collect();
    assert!(challenges.len() >= 6, "{}", challenges.len());
    let kinds: HashSet<_> = challenges.iter().map(|it| it.task.kind()).collect();
    assert!(kinds.len() >= 4, "{kinds:?}");
    for challenge in challenges {
        let execution = challenge.material.execution;
        assert_ne!(execution, Execution::Promised, "{}", challenge.name);
        let program = program_of(challenge, &Variant::default()).expect("it compiles");
        let has_loop = program.roles.iter().any(|it| it.turn.is_some());
        assert_eq!(has_loop, execution == Execution::EventLoop, "{}", challenge.name);
        let source = challenge.source(&Variant::default());
        let has_processes = source.contains("multiprocessing");
        assert_eq!(has_processes, execution == Execution::Processes, "{}", challenge.name);
    }
    for challenge in CHALLENGES.iter().filter(|it| it.chapter != Chapter::Runtimes) {
        assert_eq!(challenge.material.execution, Execution::Promised, "{}", challenge.name);
    }
}

#[test]
fn every_mistaken_idea_is_met_and_those_of_tasks_and_processes_twice() {
    for idea in Misconception::ALL {
        let tagged = CHALLENGES.iter().filter(|it| it.misconceptions.contains(&idea)).count();
        let wanted = match idea {
            Misconception::AsyncMeansParallel | Misconception::ProcessesShareGlobals => 2,
            _ => 1,
        };
        assert!(tagged >= wanted, "{}: {tagged}", idea.name());
    }
}

#[test]
fn the_same_text_is_safe_with_the_gil_and_loses_a_count_without_it() {
    let [with, without] = ["count-with-the-gil", "count-without-it"].map(|it| find(it).unwrap());
    let variant = Variant::default();
    assert_eq!(with.source(&variant), without.source(&variant));
    assert_eq!(shortest(with, &variant), None);
    let lost = shortest(without, &variant).expect("it loses one");
    assert_eq!((lost.kind.name(), lost.steps), ("lost-update", 8));
    // With the GIL the same turns lose nothing: each of them reads and writes in one go.
    let program = program_of(with, &variant).expect("it compiles");
    let turns = read_schedule(&program, &lost.schedule).expect("it can be read");
    let run = Run::replay(program, &turns).expect("it can be made");
    assert!(run.ending().is_none(), "{:?}", run.ending());
}

#[test]
fn a_challenge_is_opened_under_its_runtime_and_what_was_there_before_comes_back() {
    let mut model = Model::new(Configuration::default());
    update(&mut model, LessonAction::Open("a-call-in-between", 0));
    assert_eq!(model.document.configuration.runtime, Runtime::CpythonGil);
    // What the page makes steps of is what the schedule is judged by.
    let Given::Schedule(schedule) = find("a-call-in-between").unwrap().solution else { panic!() };
    for turn in read_schedule(model.program(), schedule).expect("it can be read") {
        update(&mut model, PlaybackAction::StepThread(turn.thread));
    }
    let attempt = model.lesson.open().expect("it is open");
    assert!(attempt.is_done(), "{:?}", attempt.judgement);
    update(&mut model, LessonAction::Close);
    assert_eq!(model.document.configuration.runtime, Runtime::Threads);
    update(&mut model, LessonAction::OpenLink("lesson=count-with-the-gil&variant=3".into()));
    assert_eq!(model.document.configuration.runtime, Runtime::CpythonGil);
    update(&mut model, LessonAction::OpenLink("lesson=count-without-it".into()));
    assert_eq!(model.document.configuration.runtime, Runtime::Threads);
}

#[test]
fn a_hand_in_is_judged_under_the_runtime_of_its_challenge() {
    // The same choice, "always 2", of the same text: right with the GIL, wrong where the language promises no more.
    let work = |name| Work::claiming(find(name).unwrap(), Given::Choice(0));
    let hand_in = HandIn::of([work("count-with-the-gil"), work("two-counters")]);
    let link = hand_in.to_fragment().expect("it is short");
    let handed_in = HandedIn::read(&link).expect("it can be read");
    let judged = handed_in.works.iter().map(|it| {
        let work = &it.work;
        judge(find(&work.challenge).unwrap(), work.variant, &work.answer).is_right()
    });
    assert_eq!(judged.collect::<Vec<_>>(), [true, false]);
}
