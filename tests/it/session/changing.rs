//! What is changed while a run goes on makes another run, which goes on too.

use super::{frame, real, simulated};
use interleave::catalogue::{Granularity, Setting};
use interleave::engine::{First, SchedulerKind};
use interleave::session::{
    Action, Changed, DocumentAction, Effect, Model, Motion, Notice, PlaybackAction, ProofAction,
    RealThreadsState, SharingAction, Speed, ThreadKind, ThreadsAction, describe_notice, update,
};
use interleave::text::Language;
use std::sync::Arc;

/// Everything that makes a run another one, and what of it changes then.
fn changes() -> Vec<(Action, Changed)> {
    let priority = SchedulerKind::Priority(First::Consumers);
    vec![
        (DocumentAction::SetFault(0, true).into(), Changed::Program),
        (DocumentAction::Nudge(Setting::Producers, 1).into(), Changed::Settings),
        (DocumentAction::Type(Setting::Capacity, "7".into()).into(), Changed::Settings),
        (DocumentAction::Type(Setting::ProduceTime, "100".into()).into(), Changed::Settings),
        (DocumentAction::SetGranularity(Granularity::Statement).into(), Changed::Settings),
        (DocumentAction::SetSpuriousWakes(true).into(), Changed::Settings),
        (PlaybackAction::ChooseScheduler(priority).into(), Changed::Settings),
        (ThreadsAction::ChooseKind(ThreadKind::Simulated).into(), Changed::Settings),
        (PlaybackAction::TypeSeed("99".into()).into(), Changed::Settings),
        (PlaybackAction::AnotherSeed.into(), Changed::Settings),
    ]
}

/// Lets a run begin, and make a step or so.
fn run(model: &mut Model) {
    update(model, PlaybackAction::Toggle);
    update(model, frame(16.0));
    assert_eq!(model.playback.motion, Motion::Running);
}

#[test]
fn whatever_is_changed_while_it_runs_it_runs_on_from_the_start_and_says_so() {
    for (action, changed) in changes() {
        let mut model = simulated();
        run(&mut model);
        let generation = model.playback.generation;
        assert!(model.playback.run.length() > 0);
        update(&mut model, action.clone());
        if action == ThreadsAction::ChooseKind(ThreadKind::Simulated).into() {
            assert_eq!(
                model.playback.generation,
                generation + 1,
                "another choice, the same threads"
            );
        }
        assert!(model.playback.generation > generation, "{action:?}");
        assert_eq!(
            (model.playback.run.length(), model.playback.motion),
            (0, Motion::Running),
            "{action:?}"
        );
        assert_eq!(model.notice, Some(Notice::StartedAgain(changed)), "{action:?}");
        // Where making an item takes time, that passes first.
        (0..10).for_each(|_| drop(update(&mut model, frame(250.0))));
        assert!(model.playback.run.length() > 0, "{action:?}: it goes on");
    }
}

#[test]
fn lines_are_mended_while_it_runs_too() {
    let mut model = simulated();
    let [one, other] = ["skip-spaces-wait", "consumer-skips-mutex"]
        .map(|name| model.document.entry.fault_named(name).expect("the program has it"));
    update(&mut model, DocumentAction::SetFault(one, true));
    update(&mut model, DocumentAction::SetFault(other, true));
    for action in [DocumentAction::SetFault(other, false), DocumentAction::RepairAll] {
        run(&mut model);
        update(&mut model, action.clone());
        assert_eq!(
            (model.playback.run.length(), model.playback.motion),
            (0, Motion::Running),
            "{action:?}"
        );
        let said = match action {
            DocumentAction::RepairAll => Notice::Repaired,
            _ => Notice::StartedAgain(Changed::Program),
        };
        assert_eq!(model.notice, Some(said), "{action:?}");
        update(&mut model, PlaybackAction::Toggle);
    }
    assert!(model.document.configuration.faults.is_empty());
}

#[test]
fn what_changes_nothing_starts_nothing() {
    let mut model = simulated();
    run(&mut model);
    let generation = model.playback.generation;
    for action in [
        Action::from(DocumentAction::SetFault(0, false)),
        Action::from(DocumentAction::RepairAll),
        Action::from(DocumentAction::SetGranularity(model.document.configuration.granularity)),
        Action::from(ThreadsAction::ChooseKind(model.threads.chosen_kind)),
        Action::from(PlaybackAction::ChooseScheduler(model.playback.scheduler)),
        Action::from(PlaybackAction::TypeSeed(model.playback.seed.to_string())),
        Action::from(PlaybackAction::KeepSeed(false)),
    ] {
        update(&mut model, action.clone());
        assert_eq!(
            (model.playback.generation, model.playback.motion),
            (generation, Motion::Running),
            "{action:?}"
        );
        assert_eq!(model.notice, None, "{action:?}");
    }
}

#[test]
fn changed_at_a_pause_it_waits_at_the_start_and_an_old_notice_is_gone() {
    for (action, _) in changes() {
        let mut model = simulated();
        run(&mut model);
        update(&mut model, PlaybackAction::Toggle);
        model.notice = Some(Notice::Watching { steps: 9 });
        update(&mut model, action.clone());
        assert_eq!(
            (model.playback.run.length(), model.playback.motion),
            (0, Motion::Paused),
            "{action:?}"
        );
        assert_eq!(model.notice, None, "{action:?}");
    }
}

/// Whatever makes another run, one for each way there is, on a page with a fault and a text thrown away.
fn ways_to_another_run() -> Vec<Action> {
    let mut ways: Vec<Action> = changes().into_iter().map(|(action, _)| action).collect();
    ways[0] = DocumentAction::SetFault(1, true).into();
    ways.extend([
        Action::from(DocumentAction::RepairAll),
        DocumentAction::ChooseProgram("two-conditions").into(),
        DocumentAction::ChooseProgram("three-semaphores").into(),
        DocumentAction::Edit("x = 0\n\ndef producer():\n    x = 1\n".into()).into(),
        DocumentAction::TakeBackDiscard.into(),
        DocumentAction::Restore { program: Some("two-conditions".into()), drafts: Vec::new() }
            .into(),
        PlaybackAction::Reset.into(),
        PlaybackAction::BeginChance(5).into(),
        ThreadsAction::ProbeAgain.into(),
    ]);
    ways
}

#[test]
fn whatever_makes_another_run_drops_what_was_about_the_one_before() {
    for action in ways_to_another_run() {
        let mut model = simulated();
        update(&mut model, DocumentAction::Edit("x = 0\n\ndef producer():\n    x = 2\n".into()));
        update(&mut model, DocumentAction::DiscardEdits);
        update(&mut model, DocumentAction::SetFault(0, true));
        run(&mut model);
        update(&mut model, PlaybackAction::Toggle);
        update(&mut model, SharingAction::OpenSteps("not steps".into()));
        assert!(model.sharing.steps_refused.is_some());
        model.notice = Some(Notice::Watching { steps: 9 });
        let generation = model.playback.generation;
        update(&mut model, action.clone());
        assert!(model.playback.generation > generation, "{action:?}");
        assert_eq!(model.playback.run.length(), 0, "{action:?}");
        let said = (action == DocumentAction::RepairAll.into()).then_some(Notice::Repaired);
        assert_eq!(model.notice, said, "{action:?}");
        assert_eq!(model.sharing.steps_refused, None, "{action:?}");
        assert_eq!(model.playback.ending, model.playback.run.ending(), "{action:?}");
    }
}

#[test]
fn changed_after_it_broke_it_waits_at_the_start() {
    let mut model = simulated();
    let fault = model.document.entry.fault_named("skip-spaces-wait").expect("the program has it");
    update(&mut model, DocumentAction::SetFault(fault, true));
    update(&mut model, PlaybackAction::SetSpeed(Speed::UNLIMITED));
    update(&mut model, PlaybackAction::Toggle);
    while model.playback.motion == Motion::Running {
        update(&mut model, frame(16.0));
    }
    assert!(model.playback.ending.is_some());
    update(&mut model, DocumentAction::RepairAll);
    assert_eq!((model.playback.run.length(), model.playback.motion), (0, Motion::Paused));
    assert_eq!(model.playback.ending, None);
    assert_eq!(model.notice, Some(Notice::Repaired), "what it was is not said any more");
}

#[test]
fn a_number_out_of_range_is_said_although_the_run_starts_again() {
    let mut model = simulated();
    run(&mut model);
    update(&mut model, DocumentAction::Type(Setting::Producers, "17".into()));
    assert_eq!((model.playback.run.length(), model.playback.motion), (0, Motion::Running));
    assert!(matches!(model.notice, Some(Notice::Clamped(_))), "{:?}", model.notice);
}

#[test]
fn real_threads_are_waited_for_and_then_go_on() {
    for speed in [Speed::default(), Speed::UNLIMITED] {
        let mut model = real();
        update(&mut model, PlaybackAction::SetSpeed(speed));
        update(&mut model, PlaybackAction::Toggle);
        let effects = update(&mut model, DocumentAction::SetFault(0, true));
        assert!(matches!(effects[..], [Effect::StartThreads { .. }]), "{effects:?}");
        assert_eq!(
            (&model.threads.state, model.playback.motion),
            (&RealThreadsState::Starting, Motion::Running)
        );
        assert_eq!(update(&mut model, frame(250.0)), [], "nobody is there to make a step");
        let begun = match speed {
            Speed::UNLIMITED => vec![Effect::GrantWithoutLimit],
            _ => vec![],
        };
        assert_eq!(update(&mut model, ThreadsAction::Ready), begun);
        let granted = update(&mut model, frame(16.0));
        assert_eq!(granted == [Effect::Grant(1)], speed != Speed::UNLIMITED, "{granted:?}");
        assert_eq!(model.playback.motion, Motion::Running);
    }
}

#[test]
fn a_cell_of_the_map_that_holds_runs_on() {
    let mut model = simulated();
    run(&mut model);
    let layout = model.proof.map.layout;
    update(&mut model, ProofAction::DrawMap(layout));
    let here = model.document.configuration;
    let other = model
        .proof
        .map
        .cells
        .iter()
        .position(|cell| u32::from(cell.producers) != here.get(Setting::Producers));
    update(&mut model, ProofAction::OpenCell(other.expect("there are others")));
    assert_ne!(model.document.configuration, here);
    assert_eq!((model.playback.run.length(), model.playback.motion), (0, Motion::Running));
    assert_eq!(model.notice, Some(Notice::StartedAgain(Changed::Settings)));
}

#[test]
fn it_is_said_in_every_language_what_has_changed() {
    let model = simulated();
    for language in Language::ALL {
        let said = |changed| {
            describe_notice(language.text(), model.program(), &Notice::StartedAgain(changed))
        };
        let (program, settings) = (said(Changed::Program), said(Changed::Settings));
        assert_ne!(program, settings);
        assert!(program.ends_with('.') && settings.ends_with('.'));
    }
}

#[test]
fn only_another_text_or_other_numbers_are_read_anew() {
    let mut model = simulated();
    let first = model.playback.run.program().clone();
    update(&mut model, PlaybackAction::Reset);
    assert!(Arc::ptr_eq(&first, model.playback.run.program()), "a reset reads nothing");
    update(&mut model, DocumentAction::Nudge(Setting::Producers, 1));
    assert!(!Arc::ptr_eq(&first, model.playback.run.program()));
    let text = model.document.text_to_edit().replace("mutex.wait()", "pass");
    let before = model.playback.run.program().clone();
    update(&mut model, DocumentAction::Edit(text));
    assert!(!Arc::ptr_eq(&before, model.playback.run.program()));
    assert_ne!(before.roles, model.playback.run.program().roles);
    update(&mut model, DocumentAction::DiscardEdits);
    assert_eq!(before.roles, model.playback.run.program().roles, "the first text is back");
}
