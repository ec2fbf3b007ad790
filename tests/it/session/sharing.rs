//! Links and steps: what one reader sees, another one sees too.

use super::{frame, log_of, real, simulated};
use interleave::catalogue::link::{LONGEST_TEXT, MOST_TURNS};
use interleave::catalogue::{Configuration, Granularity, Setting};
use interleave::engine::{
    Ending, First, ScheduleProblemKind, SchedulerKind, Slice, Turn, WhyNot, write_schedule,
};
use interleave::program::ThreadId;
use interleave::session::{
    Action, DocumentAction, Effect, Holds, Model, Motion, Notice, Opening, PlaybackAction,
    PreferencesAction, RealThreadsState, SharingAction, Speed, StepsRefused, Support, Theme,
    ThreadKind, ThreadsAction, describe_notice, describe_steps_refused, update,
};
use interleave::text::Language;

/// A page that was opened with this link.
fn opened(fragment: &str) -> Model {
    let mut model = Model::new(Configuration::default());
    update(&mut model, SharingAction::OpenLink(fragment.to_owned()));
    model
}

fn fragment_of(model: &Model) -> String {
    model.link().0.to_fragment()
}

/// What a reader sees, as far as a link is to keep it.
fn seen(model: &Model) -> impl PartialEq + std::fmt::Debug + use<> {
    let run = &model.playback.run;
    (
        (model.document.entry.name, model.document.own_text.clone(), model.document.configuration),
        (run.schedule().collect::<Vec<_>>(), run.position(), model.playback.ending.clone()),
        (
            model.playback.scheduler,
            model.playback.seed,
            model.threads.chosen_kind,
            model.preferences.language,
            model.preferences.theme,
        ),
        (run.machine().memory().values().to_vec(), model.document.listing.clone()),
    )
}

fn choose<A: Into<Action>>(
    model: &mut Model,
    program: &'static str,
    actions: impl IntoIterator<Item = A>,
) {
    update(model, DocumentAction::ChooseProgram(program));
    for action in actions {
        update(model, action);
    }
}

fn steps(model: &mut Model, count: usize) {
    for _ in 0..count {
        update(model, PlaybackAction::Step);
    }
}

#[test]
fn a_link_opens_on_the_same_step_of_the_same_run() {
    let mut model = simulated();
    let check = |model: &Model| {
        let again = opened(&fragment_of(model));
        assert_eq!(seen(&again), seen(model));
        assert_eq!((again.playback.motion, &again.notice), (Motion::Paused, &None));
    };
    update(&mut model, ThreadsAction::ChooseKind(ThreadKind::Simulated));
    check(&model);
    choose(
        &mut model,
        "three-semaphores",
        [
            Action::from(DocumentAction::Type(Setting::Producers, "3".into())),
            Action::from(DocumentAction::Type(Setting::Capacity, "2".into())),
            Action::from(DocumentAction::Type(Setting::ProduceTime, "300".into())),
            Action::from(DocumentAction::SetGranularity(Granularity::Statement)),
            Action::from(PlaybackAction::ChooseScheduler(SchedulerKind::Random)),
            Action::from(PlaybackAction::TypeSeed("77".into())),
            Action::from(PreferencesAction::SetLanguage(Language::BrazilianPortuguese)),
            Action::from(PreferencesAction::SetTheme(Theme::Dark)),
        ],
    );
    steps(&mut model, 40);
    check(&model);
    update(&mut model, PlaybackAction::Seek(13));
    check(&model);
    choose(&mut model, "one-condition", [DocumentAction::SetSpuriousWakes(true)]);
    steps(&mut model, 200);
    check(&model);
    choose(
        &mut model,
        "one-condition",
        [DocumentAction::Edit("x = 0\n\ndef producer():\n    x = 1\n".into())],
    );
    steps(&mut model, 1);
    check(&model);
}

#[test]
fn every_scheduler_is_in_the_link_with_its_number() {
    let more = [
        SchedulerKind::Priority(First::Consumers),
        SchedulerKind::TimeSlice(Slice::SHORTEST),
        SchedulerKind::TimeSlice(Slice::LONGEST),
    ];
    for kind in SchedulerKind::ALL.into_iter().chain(more) {
        let mut model = simulated();
        update(&mut model, PlaybackAction::ChooseScheduler(kind));
        assert_eq!(opened(&fragment_of(&model)).playback.scheduler, kind);
    }
}

#[test]
fn a_failing_run_fails_again_from_its_link() {
    let mut model = simulated();
    let fault = model.document.entry.fault_named("producer-skips-mutex").expect("there is one");
    update(&mut model, DocumentAction::SetFault(fault, true));
    update(&mut model, PlaybackAction::ChooseScheduler(SchedulerKind::AgainstYou));
    update(&mut model, PlaybackAction::SetSpeed(Speed::UNLIMITED));
    update(&mut model, PlaybackAction::Toggle);
    update(&mut model, frame(16.0));
    assert!(
        matches!(model.playback.ending, Some(Ending::Broken(_))),
        "{:?}",
        model.playback.ending
    );
    let mut again = opened(&fragment_of(&model));
    assert_eq!(
        (&again.playback.ending, again.playback.run.position()),
        (&model.playback.ending, model.playback.run.position())
    );
    // Who opens it can go back in it.
    update(&mut again, PlaybackAction::Back);
    assert_eq!(again.playback.ending, None);
}

#[test]
fn a_run_of_real_threads_opens_as_recorded_and_goes_on_simulated() {
    let mut model = real();
    let log = log_of(&model, &[0, 0, 1, 0]);
    update(&mut model, ThreadsAction::Logged(log));
    let mut again = opened(&fragment_of(&model));
    assert!(again.playback.run.schedule().eq(model.playback.run.schedule()));
    assert_eq!(again.notice, Some(Notice::Opened(Opening::Recorded)));
    assert_eq!((again.kind(), again.playback.made_from_steps), (ThreadKind::Simulated, true));
    // No real threads are started for it.
    assert_eq!(update(&mut again, ThreadsAction::SupportFound(Support::Real)), []);
    update(&mut again, PlaybackAction::Step);
    assert_eq!(again.playback.run.position(), 5);
    let effects = update(&mut again, PlaybackAction::Reset);
    assert!(matches!(effects[..], [Effect::StartThreads { .. }]), "{effects:?}");
    assert_eq!((again.kind(), again.playback.made_from_steps), (ThreadKind::Real, false));
}

#[test]
fn a_link_without_steps_starts_the_threads_it_asks_for() {
    let fragment = fragment_of(&real());
    let mut model = simulated();
    model.threads.support = Support::Real;
    update(&mut model, ThreadsAction::ChooseKind(ThreadKind::Simulated));
    let effects = update(&mut model, SharingAction::OpenLink(fragment));
    assert!(matches!(effects[..], [Effect::StartThreads { .. }]), "{effects:?}");
    // And one of simulated threads stops those that there are.
    let fragment = {
        let mut model = simulated();
        update(&mut model, ThreadsAction::ChooseKind(ThreadKind::Simulated));
        fragment_of(&model)
    };
    let mut model = real();
    update(&mut model, PlaybackAction::Toggle);
    assert_eq!(update(&mut model, SharingAction::OpenLink(fragment)), [Effect::StopThreads]);
    assert_eq!(
        (model.playback.motion, &model.threads.state),
        (Motion::Paused, &RealThreadsState::None)
    );
}

#[test]
fn a_link_that_cannot_be_read_changes_nothing_and_the_page_says_so() {
    let good = fragment_of(&simulated());
    for (fragment, opening) in [
        (&good[..good.len() - 5], Opening::Damaged),
        ("v1=", Opening::Damaged),
        ("v2=AAAA", Opening::Newer),
    ] {
        let mut model = real();
        let log = log_of(&model, &[0, 0, 1]);
        update(&mut model, ThreadsAction::Logged(log));
        let before = seen(&model);
        assert_eq!(update(&mut model, SharingAction::OpenLink(fragment.to_owned())), []);
        assert_eq!(model.notice, Some(Notice::Opened(opening)));
        assert_eq!(seen(&model), before);
        assert_eq!(model.threads.state, RealThreadsState::Ready);
    }
}

#[test]
fn a_run_that_is_too_long_is_shared_without_its_steps() {
    let mut model = simulated();
    steps(&mut model, MOST_TURNS);
    assert_eq!(model.link().1, Holds::Everything);
    steps(&mut model, 1);
    let (link, holds) = model.link();
    assert_eq!((holds, link.schedule.is_some()), (Holds::NoSteps, false));
    update(&mut model, SharingAction::Share);
    assert_eq!(model.sharing.shared.as_ref().expect("it is shared").steps, None);
    let again = opened(&link.to_fragment());
    assert_eq!(again.notice, Some(Notice::Opened(Opening::NoSteps)));
    assert_eq!((again.playback.run.length(), again.playback.seed), (0, model.playback.seed));
}

#[test]
fn a_text_that_is_too_long_is_not_in_the_link() {
    let mut model = simulated();
    let text = format!("x = 0\n\ndef producer():\n    x = 1\n{}", "# x\n".repeat(LONGEST_TEXT / 4));
    update(&mut model, DocumentAction::Edit(text));
    let (link, holds) = model.link();
    assert_eq!((holds, link.own_text, link.schedule), (Holds::NoText, None, None));
}

#[test]
fn a_text_with_problems_is_shared_with_them() {
    let mut model = simulated();
    steps(&mut model, 5);
    update(&mut model, DocumentAction::Edit("def producer(:\n".into()));
    let again = opened(&fragment_of(&model));
    assert_eq!(again.document.own_text, model.document.own_text);
    assert!(!again.text_is_right());
    assert_eq!(again.playback.run.length(), 0);
}

#[test]
fn the_text_of_a_link_does_not_take_the_place_of_the_readers_own() {
    let text = |value| format!("x = 0\n\ndef producer():\n    x = {value}\n");
    let fragment = {
        let mut model = simulated();
        update(&mut model, DocumentAction::Edit(text(1)));
        fragment_of(&model)
    };
    let mut model = simulated();
    update(&mut model, DocumentAction::Edit(text(2)));
    update(&mut model, SharingAction::OpenLink(fragment.clone()));
    assert_eq!(model.document.own_text.as_deref(), Some(&*text(1)));
    assert_eq!(model.document.draft_of(model.document.entry.name).as_deref(), Some(&*text(2)));
    // Back to the original is away from the link's text; the reader's own is still there.
    let mut other = model.clone();
    update(&mut other, DocumentAction::DiscardEdits);
    assert_eq!((other.document.own_text.as_ref(), other.document.drafts().len()), (None, 1));
    // Only an edit takes its place, and that can be taken back.
    update(&mut model, DocumentAction::Edit(text(3)));
    assert_eq!(model.notice, Some(Notice::Discarded));
    update(&mut model, DocumentAction::Edit(text(4)));
    assert_eq!(model.notice, None);
    update(&mut model, DocumentAction::TakeBackDiscard);
    assert_eq!(model.document.own_text.as_deref(), Some(&*text(2)));
}

#[test]
fn sharing_pauses_and_gives_steps_that_open_again() {
    let mut model = simulated();
    update(&mut model, PlaybackAction::Toggle);
    update(&mut model, PlaybackAction::SetSpeed(Speed::UNLIMITED));
    update(&mut model, frame(16.0));
    update(&mut model, SharingAction::Share);
    assert_eq!(model.playback.motion, Motion::Paused);
    let shared = model.sharing.shared.clone().expect("it is shared");
    assert_eq!((shared.holds, &shared.fragment), (Holds::Everything, &fragment_of(&model)));
    let steps = shared.steps.clone().expect("there are not too many");
    let schedule: Vec<Turn> = model.playback.run.schedule().collect();
    update(&mut model, PlaybackAction::Reset);
    update(&mut model, SharingAction::OpenSteps(format!(" {steps}\n")));
    assert_eq!(
        (model.playback.run.schedule().collect(), &model.sharing.steps_refused),
        (schedule.clone(), &None)
    );
    assert_eq!(
        (model.playback.run.position(), model.playback.motion),
        (schedule.len(), Motion::Paused)
    );
}

#[test]
fn steps_that_cannot_be_opened_change_nothing_and_the_page_says_why() {
    let mut model = simulated();
    steps(&mut model, 7);
    let before = seen(&model);
    let mut check = |text: &str, expected: StepsRefused, said: &str| {
        assert_eq!(update(&mut model, SharingAction::OpenSteps(text.into())), []);
        assert_eq!(model.sharing.steps_refused.as_ref(), Some(&expected));
        assert_eq!(seen(&model), before);
        let words = describe_steps_refused(Language::English.text(), &expected);
        assert!(words.contains(said), "{words}");
        assert!(
            !describe_steps_refused(Language::BrazilianPortuguese.text(), &expected).is_empty()
        );
    };
    let word = |word: &str, kind| StepsRefused::Word { word: word.into(), kind };
    check("", word("", ScheduleProblemKind::UnknownVersion), "`1`");
    check("1.P1.P9x2.C1", word("P9x2", ScheduleProblemKind::UnknownThread), "`P9x2`");
    check("1 P1 C1x", word("C1x", ScheduleProblemKind::BadNumber), "`C1x`");
    check("1.P1-so", word("P1-so", ScheduleProblemKind::UnknownChoice), "`P1-so`");
    let long = format!("1.{}", "x".repeat(100_000));
    check(&long, word(&"x".repeat(40), ScheduleProblemKind::UnknownThread), "no such thread");
    let step = StepsRefused::Step { step: 2, thread: "C1".into(), why: WhyNot::Waits };
    check("1.P1.C1", step, "Step 2 is not possible: C1 has to wait");
    update(&mut model, DocumentAction::Edit("def".into()));
    update(&mut model, SharingAction::OpenSteps("1".into()));
    assert_eq!(model.sharing.steps_refused, Some(StepsRefused::TextIsWrong));
    // The next time the dialog opens, that is forgotten.
    update(&mut model, SharingAction::Share);
    assert_eq!(model.sharing.steps_refused, None);
}

#[test]
fn what_stands_behind_a_violation_is_left_out() {
    let mut model = simulated();
    let fault = model.document.entry.fault_named("skip-items-wait").expect("there is one");
    update(&mut model, DocumentAction::SetFault(fault, true));
    update(&mut model, SharingAction::OpenSteps("1.C1x3.P1x4".into()));
    assert!(
        matches!(model.playback.ending, Some(Ending::Broken(_))),
        "{:?}",
        model.playback.ending
    );
    assert_eq!(model.notice, Some(Notice::Opened(Opening::LeftOut { step: 3, turns: 4 })));
    let said = describe_notice(model.text(), model.program(), &model.notice.clone().unwrap());
    assert!(said.contains("Step 3") && said.contains("left out: 4"), "{said}");
}

#[test]
fn steps_of_another_program_are_refused_and_the_rest_of_the_link_is_opened() {
    let mut model = simulated();
    steps(&mut model, 3);
    let (mut link, _) = model.link();
    link.schedule = Some(vec![(2, 0)]);
    let again = opened(&link.to_fragment());
    let refused = StepsRefused::Step { step: 1, thread: "C1".into(), why: WhyNot::Waits };
    assert_eq!(again.notice, Some(Notice::Opened(Opening::StepsRefused(refused))));
    assert_eq!((again.playback.run.length(), again.playback.made_from_steps), (0, false));
    link.schedule = Some(vec![(200, 0)]);
    assert!(matches!(
        opened(&link.to_fragment()).notice,
        Some(Notice::Opened(Opening::StepsRefused(StepsRefused::Step {
            why: WhyNot::NoSuchThread,
            ..
        })))
    ));
    link.schedule = Some(Vec::new());
    link.position = u32::MAX;
    link.scheduler = "by-moonlight".into();
    link.theme = "sepia".into();
    let again = opened(&link.to_fragment());
    let unknown = vec!["sepia".to_owned(), "by-moonlight".to_owned()];
    assert_eq!(again.notice, Some(Notice::Opened(Opening::UnknownNames(unknown))));
}

#[test]
fn a_run_goes_on_from_where_the_link_left_it_without_waiting_for_work() {
    let mut model = simulated();
    update(&mut model, DocumentAction::Type(Setting::ProduceTime, "10000".into()));
    steps(&mut model, 9);
    let mut again = opened(&fragment_of(&model));
    again.threads.support = model.threads.support;
    assert!(
        again.playback.run.machine().program().thread_ids().all(|id| {
            !matches!(again.activity(id), interleave::session::Activity::Producing(_))
        })
    );
    update(&mut again, PlaybackAction::StepThread(ThreadId(0)));
    assert!(again.playback.run.length() >= 9);
    assert!(!write_schedule(again.program(), again.playback.run.schedule()).is_empty());
}
