//! Simulated threads go by chance: another one at each run, and the same when that is wanted.

use super::{frame, simulated};
use interleave::catalogue::{Configuration, Link};
use interleave::engine::{Ending, SchedulerKind, Turn};
use interleave::session::{
    DocumentAction, Model, Motion, PlaybackAction, SharingAction, Speed, Support, ThreadKind,
    ThreadsAction, WhySimulated, update,
};
use std::collections::HashSet;

/// A page that this number was given.
fn page(chance: u64) -> Model {
    let mut model = Model::new(Configuration::default());
    update(&mut model, PlaybackAction::BeginChance(chance));
    update(
        &mut model,
        ThreadsAction::SupportFound(Support::SimulatedOnly(WhySimulated::NotIsolated)),
    );
    model
}

/// The first hundred steps of the run.
fn steps(model: &mut Model) -> Vec<Turn> {
    while model.playback.run.length() < 100 {
        update(model, PlaybackAction::Step);
    }
    model.playback.run.schedule().collect()
}

#[test]
fn the_page_begins_by_chance_and_each_visit_is_another() {
    let mut model = page(1);
    assert_eq!(model.playback.scheduler, SchedulerKind::Random);
    let run = steps(&mut model);
    assert_eq!(steps(&mut page(1)), run, "the same number is the same page");
    let mut seeds: Vec<u64> = (1..=20).map(|chance| page(chance).playback.seed).collect();
    assert!(seeds.iter().all(|&seed| seed < 1_000_000), "{seeds:?}");
    seeds.sort();
    seeds.dedup();
    assert_eq!(seeds.len(), 20);
    assert_ne!(steps(&mut page(2)), run);
}

#[test]
fn every_run_has_a_seed_of_its_own() {
    let mut model = page(5);
    let mut runs = HashSet::new();
    for _ in 0..10 {
        let seed = model.playback.seed;
        runs.insert((seed, format!("{:?}", steps(&mut model))));
        update(&mut model, PlaybackAction::Reset);
        assert_ne!(model.playback.seed, seed);
    }
    assert_eq!(runs.len(), 10);
}

#[test]
fn a_seed_that_is_typed_or_kept_is_that_of_all_later_runs() {
    let mut model = page(5);
    update(&mut model, PlaybackAction::TypeSeed(" 42 ".into()));
    assert_eq!((model.playback.seed, model.playback.keeps_seed), (42, true));
    let run = steps(&mut model);
    update(&mut model, PlaybackAction::Reset);
    assert_eq!((model.playback.seed, steps(&mut model)), (42, run));
    // Another one is kept as well.
    update(&mut model, PlaybackAction::AnotherSeed);
    let other = model.playback.seed;
    assert_ne!(other, 42);
    update(&mut model, PlaybackAction::Reset);
    assert_eq!(model.playback.seed, other);
    update(&mut model, PlaybackAction::KeepSeed(false));
    assert_eq!(model.playback.seed, other, "the run goes on as it is");
    update(&mut model, PlaybackAction::Reset);
    assert_ne!(model.playback.seed, other);
}

#[test]
fn a_link_is_the_same_run_and_what_follows_is_another() {
    let mut model = page(5);
    let (seed, run) = (model.playback.seed, steps(&mut model));
    let fragment = model.link().0.to_fragment();
    let mut opened = page(6);
    update(&mut opened, SharingAction::OpenLink(fragment));
    assert_eq!((opened.playback.seed, opened.playback.run.schedule().collect()), (seed, run));
    update(&mut opened, PlaybackAction::Reset);
    assert_ne!(opened.playback.seed, seed);

    // Before its first step a run is nothing but its seed.
    let mut model = page(7);
    let fragment = model.link().0.to_fragment();
    let mut opened = page(8);
    update(&mut opened, SharingAction::OpenLink(fragment));
    assert_eq!(steps(&mut opened), steps(&mut model));

    // Who keeps a seed shares that.
    update(&mut model, PlaybackAction::TypeSeed("42".into()));
    update(&mut opened, SharingAction::OpenLink(model.link().0.to_fragment()));
    update(&mut opened, PlaybackAction::Reset);
    assert_eq!((opened.playback.seed, opened.playback.keeps_seed), (42, true));
}

/// Links that were written before chance was the way to begin.
#[test]
fn an_old_link_says_who_goes_next() {
    let old = "v1=eJwNyjEOgCAMBdCWGBYXL8KhEH-CA63px8Hby5vfMXsAhRj16R6gSEqbLLm2BlJ0D3_tKuHnbaK6Aizz48SQHzBVEQo";
    let (link, unknown) = Link::from_fragment(old).expect("it is a link");
    assert_eq!((link.seed, link.keeps_seed, unknown), (1, false, vec![]));
    let mut model = page(3);
    update(&mut model, SharingAction::OpenLink(old.into()));
    assert_eq!((model.playback.scheduler, model.playback.seed), (SchedulerKind::RoundRobin, 1));
    assert_eq!((model.threads.chosen_kind, &model.notice), (ThreadKind::Real, &None));
    let mut in_turn = page(4);
    update(&mut in_turn, PlaybackAction::ChooseScheduler(SchedulerKind::RoundRobin));
    assert_eq!(steps(&mut model), steps(&mut in_turn));
}

/// In turn, this one never breaks.
#[test]
fn where_threads_are_simulated_a_fault_shows_by_itself() {
    for chance in 0..20 {
        let mut model = page(chance);
        let fault =
            model.document.entry.fault_named("skip-spaces-wait").expect("the program has it");
        update(&mut model, DocumentAction::SetFault(fault, true));
        update(&mut model, PlaybackAction::SetSpeed(Speed::UNLIMITED));
        update(&mut model, PlaybackAction::Toggle);
        while model.playback.motion == Motion::Running && model.playback.run.length() < 10_000 {
            update(&mut model, frame(16.0));
        }
        assert!(matches!(model.playback.ending, Some(Ending::Broken(_))), "chance {chance}");
    }
    let mut model = simulated();
    update(&mut model, PlaybackAction::ChooseScheduler(SchedulerKind::RoundRobin));
    let fault = model.document.entry.fault_named("skip-spaces-wait").expect("the program has it");
    update(&mut model, DocumentAction::SetFault(fault, true));
    (0..10_000).for_each(|_| drop(update(&mut model, PlaybackAction::Step)));
    assert_eq!(model.playback.ending, None, "what the settings say of it is true");
}
