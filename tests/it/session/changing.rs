//! What is changed while a run goes on makes another run, which goes on too.

use super::{frame, real, simulated};
use interleave::catalogue::{Granularity, Setting};
use interleave::engine::{First, SchedulerKind};
use interleave::session::{
    Action, Changed, Effect, Model, Motion, Notice, ProofAction, RealThreadsState, Speed,
    ThreadKind, describe_notice, update,
};
use interleave::text::Language;

/// Everything that makes a run another one, and what of it changes then.
fn changes() -> Vec<(Action, Changed)> {
    let priority = SchedulerKind::Priority(First::Consumers);
    vec![
        (Action::SetFault(0, true), Changed::Program),
        (Action::Nudge(Setting::Producers, 1), Changed::Settings),
        (Action::Type(Setting::Capacity, "7".into()), Changed::Settings),
        (Action::Type(Setting::ProduceTime, "100".into()), Changed::Settings),
        (Action::SetGranularity(Granularity::Statement), Changed::Settings),
        (Action::SetSpuriousWakes(true), Changed::Settings),
        (Action::ChooseScheduler(priority), Changed::Settings),
        (Action::ChooseKind(ThreadKind::Simulated), Changed::Settings),
        (Action::TypeSeed("99".into()), Changed::Settings),
        (Action::AnotherSeed, Changed::Settings),
    ]
}

/// Lets a run begin, and make a step or so.
fn run(model: &mut Model) {
    update(model, Action::Toggle);
    update(model, frame(16.0));
    assert_eq!(model.motion, Motion::Running);
}

#[test]
fn whatever_is_changed_while_it_runs_it_runs_on_from_the_start_and_says_so() {
    for (action, changed) in changes() {
        let mut model = simulated();
        run(&mut model);
        let generation = model.generation;
        assert!(model.run.length() > 0);
        update(&mut model, action.clone());
        if action == Action::ChooseKind(ThreadKind::Simulated) {
            assert_eq!(model.generation, generation + 1, "another choice, the same threads");
        }
        assert!(model.generation > generation, "{action:?}");
        assert_eq!((model.run.length(), model.motion), (0, Motion::Running), "{action:?}");
        assert_eq!(model.notice, Some(Notice::StartedAgain(changed)), "{action:?}");
        // Where making an item takes time, that passes first.
        (0..10).for_each(|_| drop(update(&mut model, frame(250.0))));
        assert!(model.run.length() > 0, "{action:?}: it goes on");
    }
}

#[test]
fn lines_are_mended_while_it_runs_too() {
    let mut model = simulated();
    let [one, other] = ["skip-spaces-wait", "consumer-skips-mutex"]
        .map(|name| model.entry.fault_named(name).expect("the program has it"));
    update(&mut model, Action::SetFault(one, true));
    update(&mut model, Action::SetFault(other, true));
    for action in [Action::SetFault(other, false), Action::RepairAll] {
        run(&mut model);
        update(&mut model, action.clone());
        assert_eq!((model.run.length(), model.motion), (0, Motion::Running), "{action:?}");
        assert_eq!(model.notice, Some(Notice::StartedAgain(Changed::Program)), "{action:?}");
        update(&mut model, Action::Toggle);
    }
    assert!(model.configuration.faults.is_empty());
}

#[test]
fn what_changes_nothing_starts_nothing() {
    let mut model = simulated();
    run(&mut model);
    let generation = model.generation;
    for action in [
        Action::SetFault(0, false),
        Action::RepairAll,
        Action::SetGranularity(model.configuration.granularity),
        Action::ChooseKind(model.chosen_kind),
        Action::ChooseScheduler(model.scheduler),
        Action::TypeSeed(model.seed.to_string()),
        Action::KeepSeed(false),
    ] {
        update(&mut model, action.clone());
        assert_eq!((model.generation, model.motion), (generation, Motion::Running), "{action:?}");
        assert_eq!(model.notice, None, "{action:?}");
    }
}

#[test]
fn changed_at_a_pause_it_waits_at_the_start_and_an_old_notice_is_gone() {
    for (action, _) in changes() {
        let mut model = simulated();
        run(&mut model);
        update(&mut model, Action::Toggle);
        model.notice = Some(Notice::Watching { steps: 9 });
        update(&mut model, action.clone());
        assert_eq!((model.run.length(), model.motion), (0, Motion::Paused), "{action:?}");
        assert_eq!(model.notice, None, "{action:?}");
    }
}

#[test]
fn changed_after_it_broke_it_waits_at_the_start() {
    let mut model = simulated();
    let fault = model.entry.fault_named("skip-spaces-wait").expect("the program has it");
    update(&mut model, Action::SetFault(fault, true));
    update(&mut model, Action::SetSpeed(Speed::UNLIMITED));
    update(&mut model, Action::Toggle);
    while model.motion == Motion::Running {
        update(&mut model, frame(16.0));
    }
    assert!(model.ending.is_some());
    update(&mut model, Action::RepairAll);
    assert_eq!((model.run.length(), model.motion), (0, Motion::Paused));
    assert_eq!((&model.ending, &model.notice), (&None, &None));
}

#[test]
fn a_number_out_of_range_is_said_although_the_run_starts_again() {
    let mut model = simulated();
    run(&mut model);
    update(&mut model, Action::Type(Setting::Producers, "17".into()));
    assert_eq!((model.run.length(), model.motion), (0, Motion::Running));
    assert!(matches!(model.notice, Some(Notice::Clamped(_))), "{:?}", model.notice);
}

#[test]
fn real_threads_are_waited_for_and_then_go_on() {
    for speed in [Speed::default(), Speed::UNLIMITED] {
        let mut model = real();
        update(&mut model, Action::SetSpeed(speed));
        update(&mut model, Action::Toggle);
        let effects = update(&mut model, Action::SetFault(0, true));
        assert!(matches!(effects[..], [Effect::StartThreads { .. }]), "{effects:?}");
        assert_eq!(
            (&model.real_threads, model.motion),
            (&RealThreadsState::Starting, Motion::Running)
        );
        assert_eq!(update(&mut model, frame(250.0)), [], "nobody is there to make a step");
        let begun = match speed {
            Speed::UNLIMITED => vec![Effect::GrantWithoutLimit],
            _ => vec![],
        };
        assert_eq!(update(&mut model, Action::ThreadsReady), begun);
        let granted = update(&mut model, frame(16.0));
        assert_eq!(granted == [Effect::Grant(1)], speed != Speed::UNLIMITED, "{granted:?}");
        assert_eq!(model.motion, Motion::Running);
    }
}

#[test]
fn a_cell_of_the_map_that_holds_runs_on() {
    let mut model = simulated();
    run(&mut model);
    let layout = model.proof.map.layout;
    update(&mut model, Action::Proof(ProofAction::DrawMap(layout)));
    let here = model.configuration;
    let other = model
        .proof
        .map
        .cells
        .iter()
        .position(|cell| u32::from(cell.producers) != here.get(Setting::Producers));
    update(&mut model, Action::Proof(ProofAction::OpenCell(other.expect("there are others"))));
    assert_ne!(model.configuration, here);
    assert_eq!((model.run.length(), model.motion), (0, Motion::Running));
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
