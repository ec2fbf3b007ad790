//! Choosing a program, writing one's own version of it, and what is kept.

use super::{frame, restore, simulated};
use interleave::catalogue::{CATALOGUE, Configuration, Granularity, Setting};
use interleave::engine::{Ending, SchedulerKind};
use interleave::program::ObjectKind;
use interleave::session::{
    CodeView, DocumentAction, Effect, Model, Motion, Notice, PlaybackAction, Speed, Support,
    ThreadKind, ThreadsAction, WhySimulated, update,
};

const OWN: &str = "\
buffer = Buffer(2)
items = Semaphore(0)

def producer():
    buffer.put(produce())
    items.signal()

def consumer():
    items.wait()
    consume(buffer.get())
";

fn choose(model: &mut Model, name: &'static str) -> Vec<Effect> {
    update(model, DocumentAction::ChooseProgram(name))
}

fn edit(model: &mut Model, text: &str) -> Vec<Effect> {
    update(model, DocumentAction::Edit(text.into()))
}

fn names(model: &Model) -> Vec<&str> {
    model.program().objects.iter().map(|it| it.name.as_str()).collect()
}

#[test]
fn every_program_of_the_catalogue_can_be_chosen_and_stepped() {
    let mut model = simulated();
    for entry in CATALOGUE {
        let before = model.playback.generation;
        let effects = choose(&mut model, entry.name);
        assert!(effects.contains(&Effect::KeepProgram), "{}: {effects:?}", entry.name);
        assert_eq!((model.document.entry.name, &model.notice), (entry.name, &None));
        assert!(model.text_is_right() && model.playback.generation > before, "{}", entry.name);
        assert_eq!(model.document.configuration, Configuration::of(entry));
        update(&mut model, PlaybackAction::Step);
        assert_eq!(model.playback.run.position(), 1, "{}", entry.name);
    }
    let chosen = model.document.entry.name;
    assert_eq!(choose(&mut model, "no-such-program"), []);
    assert_eq!(model.document.entry.name, chosen);
}

#[test]
fn an_edit_that_is_right_runs_at_once() {
    let mut model = simulated();
    update(&mut model, PlaybackAction::Step);
    let effects = edit(&mut model, OWN);
    assert_eq!(effects, [Effect::KeepProgram]);
    assert_eq!((model.playback.run.position(), names(&model)), (0, vec!["buffer", "items"]));
    assert_eq!(&*model.document.text_to_edit(), OWN);
    update(&mut model, PlaybackAction::Toggle);
    update(&mut model, frame(1000.0));
    assert!(model.playback.run.position() > 0);
    // The same once more is no edit.
    let generation = model.playback.generation;
    assert_eq!(edit(&mut model, OWN), []);
    assert_eq!(model.playback.generation, generation);
}

#[test]
fn an_edit_that_is_wrong_keeps_the_last_program_that_was_right_and_run_says_so() {
    let mut model = simulated();
    edit(&mut model, OWN);
    for wrong in ["def producer(:", "mutex = Semaphre(1)\n", "", "buffer = Buffer(2)\n"] {
        edit(&mut model, wrong);
        assert!(!model.text_is_right() && !model.document.problems.is_empty(), "{wrong:?}");
        assert_eq!(names(&model), ["buffer", "items"], "{wrong:?}");
        assert_eq!(&*model.document.text_to_edit(), wrong);
        assert!(!model.can_go_on());
        for action in [PlaybackAction::Toggle, PlaybackAction::Step] {
            model.notice = None;
            model.document.code_view = CodeView::Program;
            assert_eq!(update(&mut model, action), []);
            assert_eq!(model.notice, Some(Notice::TextIsWrong), "{wrong:?}");
            assert_eq!(model.document.code_view, CodeView::Editor, "where it is underlined");
            assert_eq!((model.playback.motion, model.playback.run.position()), (Motion::Paused, 0));
        }
    }
    edit(&mut model, OWN);
    assert!(model.text_is_right() && model.can_go_on());
    assert_eq!(model.notice, None);
}

#[test]
fn each_program_keeps_its_own_version() {
    let mut model = simulated();
    let first = model.document.entry.name;
    edit(&mut model, OWN);
    choose(&mut model, "two-conditions");
    assert_eq!(model.document.own_text, None);
    edit(&mut model, "def main():\n    pass\n");
    choose(&mut model, first);
    assert_eq!(&*model.document.text_to_edit(), OWN);
    let kept: Vec<(String, String)> = model
        .document
        .drafts()
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.to_string()))
        .collect();
    assert_eq!(kept.len(), 2);
    // The next visit begins with them, and without those of programs that are gone.
    let mut next = simulated();
    let mut drafts = kept.clone();
    drafts.push(("gone".into(), OWN.into()));
    restore(&mut next, Some(first), drafts);
    assert_eq!((&*next.document.text_to_edit(), next.document.drafts().len()), (OWN, 2));
    assert_eq!(names(&next), ["buffer", "items"]);
    restore(&mut next, Some("gone"), kept);
    assert_eq!(next.document.entry.name, first);
}

#[test]
fn a_wrong_version_of_another_program_leaves_that_program_and_not_the_last_one() {
    let mut model = simulated();
    let first = model.document.entry.name;
    choose(&mut model, "two-conditions");
    edit(&mut model, "def main(:");
    choose(&mut model, first);
    choose(&mut model, "two-conditions");
    assert!(!model.text_is_right());
    assert!(names(&model).contains(&"has_space"), "{:?}", names(&model));
    let drafts = vec![("two-conditions".to_owned(), "def main(:".to_owned())];
    let mut next = simulated();
    restore(&mut next, Some("two-conditions"), drafts);
    assert!(names(&next).contains(&"has_space"), "{:?}", names(&next));
}

#[test]
fn a_text_edited_back_to_what_it_was_is_no_version_of_ones_own() {
    let mut model = simulated();
    edit(&mut model, OWN);
    let source = model.document.entry.source;
    edit(&mut model, source);
    assert_eq!((&model.document.own_text, model.document.drafts().len()), (&None, 0));
}

#[test]
fn what_was_thrown_away_can_be_taken_back() {
    let mut model = simulated();
    assert_eq!(update(&mut model, DocumentAction::DiscardEdits), []);
    let own = model.document.entry.name;
    edit(&mut model, OWN);
    let effects = update(&mut model, DocumentAction::DiscardEdits);
    assert!(effects.contains(&Effect::KeepProgram));
    assert_eq!((&model.document.own_text, &model.notice), (&None, &Some(Notice::Discarded)));
    assert!(model.document.drafts().is_empty());
    // Even from another program.
    choose(&mut model, "channel");
    update(&mut model, DocumentAction::TakeBackDiscard);
    assert_eq!((model.document.entry.name, &*model.document.text_to_edit()), (own, OWN));
    assert_eq!((model.document.drafts().len(), &model.notice), (1, &None));
    // Once is enough: it does not come back over what is written then.
    edit(&mut model, "def main():\n    pass\n");
    update(&mut model, DocumentAction::TakeBackDiscard);
    assert_ne!(&*model.document.text_to_edit(), OWN);
}

#[test]
fn faults_belong_to_the_program_of_the_catalogue() {
    let mut model = simulated();
    update(&mut model, DocumentAction::SetFault(3, true));
    assert!(model.document.configuration.faults.has(3));
    // An edit begins with the text as the fault has left it.
    assert!(!model.document.text_to_edit().contains("\n    spaces.wait()"));
    edit(&mut model, OWN);
    let generation = model.playback.generation;
    update(&mut model, DocumentAction::SetFault(4, true));
    assert!(!model.document.configuration.faults.has(4) && model.playback.generation == generation);
    update(&mut model, DocumentAction::DiscardEdits);
    assert!(model.document.configuration.faults.is_empty());
    update(&mut model, DocumentAction::SetFault(usize::MAX, true));
    assert!(model.document.configuration.faults.is_empty());
}

#[test]
fn another_granularity_and_spurious_wake_ups_start_over() {
    let mut model = simulated();
    choose(&mut model, "two-conditions");
    for (action, finest) in [
        (DocumentAction::SetGranularity(Granularity::Operation), false),
        (DocumentAction::SetGranularity(Granularity::Access), true),
    ] {
        update(&mut model, PlaybackAction::Step);
        update(&mut model, action.clone());
        assert_eq!(model.playback.run.position(), 0, "{action:?}");
        assert_eq!(model.document.configuration.granularity == Granularity::Access, finest);
        let generation = model.playback.generation;
        update(&mut model, action);
        assert_eq!(model.playback.generation, generation, "the same again changes nothing");
    }
    update(&mut model, PlaybackAction::Step);
    update(&mut model, DocumentAction::SetSpuriousWakes(true));
    assert_eq!((model.playback.run.position(), model.program().has_spurious_wakes), (0, true));
    update(&mut model, DocumentAction::SetSpuriousWakes(false));
    assert!(!model.program().has_spurious_wakes);
}

#[test]
fn a_program_with_conditions_runs_to_its_end() {
    for (spurious, scheduler) in [
        (false, SchedulerKind::RoundRobin),
        (false, SchedulerKind::Random),
        (true, SchedulerKind::Random),
    ] {
        let mut model = simulated();
        choose(&mut model, "two-conditions");
        let is_condition = |kind| matches!(kind, ObjectKind::Condition { .. });
        assert!(model.program().objects.iter().any(|it| is_condition(it.kind)));
        update(&mut model, DocumentAction::Type(Setting::Items, "6".into()));
        update(&mut model, DocumentAction::SetSpuriousWakes(spurious));
        update(&mut model, PlaybackAction::ChooseScheduler(scheduler));
        update(&mut model, PlaybackAction::SetSpeed(Speed::UNLIMITED));
        update(&mut model, PlaybackAction::Toggle);
        for _ in 0..200 {
            update(&mut model, frame(16.0));
        }
        assert_eq!(
            model.playback.ending,
            Some(Ending::Finished),
            "{scheduler:?}, spurious: {spurious}"
        );
        assert_eq!(model.playback.motion, Motion::Paused);
        let counters = model.playback.run.ledger().counters();
        assert_eq!((counters.made, counters.consumed), (12, 12));
    }
}

#[test]
fn real_threads_are_stopped_by_an_edit_and_started_when_they_are_wanted() {
    let mut model = Model::new(Configuration::default());
    update(&mut model, ThreadsAction::SupportFound(Support::Real));
    update(&mut model, ThreadsAction::Ready);
    assert_eq!(edit(&mut model, OWN), [Effect::KeepProgram, Effect::StopThreads]);
    // Letter by letter no threads are started and stopped.
    assert_eq!(edit(&mut model, "def producer(:"), [Effect::KeepProgram]);
    assert_eq!(update(&mut model, PlaybackAction::Toggle), []);
    assert_eq!(edit(&mut model, OWN), [Effect::KeepProgram]);
    let effects = update(&mut model, PlaybackAction::Toggle);
    let [Effect::StartThreads { program, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(program.objects[0].name, "buffer");
    assert_eq!((model.playback.motion, model.kind()), (Motion::Running, ThreadKind::Real));
}

#[test]
fn an_edit_pauses_a_run() {
    let mut model = simulated();
    update(
        &mut model,
        ThreadsAction::SupportFound(Support::SimulatedOnly(WhySimulated::NotIsolated)),
    );
    update(&mut model, PlaybackAction::Toggle);
    update(&mut model, frame(100.0));
    edit(&mut model, OWN);
    assert_eq!((model.playback.motion, model.playback.run.position()), (Motion::Paused, 0));
}
