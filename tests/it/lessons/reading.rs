//! Going through the course, without a page.

use interleave::catalogue::Configuration;
use interleave::lesson::TaskKind;
use interleave::program::ThreadId;
use interleave::session::lesson::{Judgement, LessonAction, Shown, Why};
use interleave::session::{
    Action, DocumentAction, Effect, Model, PlaybackAction, ProofAction, ProofEffect, Support, Task,
    ThreadKind, ThreadsAction, Trouble, update,
};
use interleave::text::Language;

fn page() -> Model {
    let mut model = Model::new(Configuration::default());
    update(&mut model, ThreadsAction::SupportFound(Support::Real));
    model
}

fn open(name: &'static str, variant: u32) -> Model {
    let mut model = page();
    update(&mut model, LessonAction::Open(name, variant));
    model
}

fn step(model: &mut Model, schedule: &[u8]) -> Vec<Effect> {
    let steps = schedule.iter().map(|&it| PlaybackAction::StepThread(ThreadId(it)));
    steps.flat_map(|it| update(model, it)).collect()
}

#[test]
fn a_challenge_brings_its_program_and_leaving_it_brings_the_page_back() {
    let mut model = page();
    update(&mut model, DocumentAction::ChooseProgram("two-conditions"));
    update(&mut model, LessonAction::Open("woken-is-not-served", 0));
    assert_eq!(model.lesson.shown, Shown::Challenge);
    assert_eq!(model.kind(), ThreadKind::Simulated);
    assert!(model.text_is_right() && model.document.text_to_edit().contains("if not buffer:"));
    assert_eq!(model.program().thread_count(), 3);
    update(&mut model, LessonAction::Close);
    assert_eq!((model.lesson.shown, model.kind()), (Shown::Nothing, ThreadKind::Real));
    assert_eq!((model.document.entry.name, &model.document.own_text), ("two-conditions", &None));
    assert_eq!(model.document.drafts(), []);
}

#[test]
fn what_is_written_in_a_challenge_is_no_version_of_a_program() {
    let mut model = open("if-or-while", 0);
    let text = model.document.text_to_edit().replace("if not", "while not");
    let effects = update(&mut model, DocumentAction::Edit(text));
    assert!(!effects.contains(&Effect::KeepProgram), "{effects:?}");
    assert_eq!(model.document.drafts(), []);
}

#[test]
fn the_schedule_that_breaks_it_is_noticed_and_brings_three_stars() {
    let mut model = open("woken-is-not-served", 0);
    let effects = step(&mut model, &[2, 2, 2, 0, 0, 0, 0, 1, 1, 1, 1, 2]);
    assert_eq!(effects, []);
    let effects = step(&mut model, &[2]);
    assert_eq!(effects, [Effect::KeepProgress]);
    let attempt = model.lesson.open().expect("it is open");
    assert_eq!((attempt.is_done(), attempt.stars), (true, 3));
    assert_eq!(model.lesson.progress.of("woken-is-not-served").stars, 3);
    // Taken back, it is not reached; but it was.
    update(&mut model, PlaybackAction::Back);
    assert!(!model.lesson.open().expect("it is open").is_done());
    assert_eq!(model.lesson.progress.of("woken-is-not-served").stars, 3);
}

#[test]
fn a_hint_costs_the_second_star_and_being_shown_it_costs_two() {
    let mut model = open("woken-is-not-served", 0);
    for _ in 0..4 {
        update(&mut model, LessonAction::Hint);
    }
    let attempt = model.lesson.open().expect("it is open");
    assert_eq!(attempt.hints, 3);
    let first = attempt.first_step.clone().expect("the third is the first step");
    assert_eq!(first.line, "with lock:");
    step(&mut model, &[2, 2, 2, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2]);
    assert_eq!(model.lesson.progress.of("woken-is-not-served").stars, 2);

    let mut model = open("woken-is-not-served", 0);
    update(&mut model, LessonAction::ShowMe);
    assert_eq!(model.playback.run.length(), 13, "the way is played");
    assert_eq!(
        model.lesson.progress.of("woken-is-not-served").stars,
        0,
        "what is shown is no answer"
    );
    assert!(model.lesson.progress.of("woken-is-not-served").was_shown);
}

#[test]
fn a_wrong_prediction_is_answered_and_another_can_be_made() {
    let mut model = open("two-counters", 0);
    update(&mut model, LessonAction::Submit);
    assert_eq!(model.lesson.open().expect("it is open").tries, 0, "nothing was chosen");
    update(&mut model, LessonAction::Choose(0));
    update(&mut model, LessonAction::BeSure(3));
    let effects = update(&mut model, LessonAction::Submit);
    assert_eq!(effects, [Effect::KeepProgress]);
    let attempt = model.lesson.open().expect("it is open");
    assert!(matches!(
        attempt.judgement.as_deref(),
        Some(Judgement::Wrong(Why::Choice { right: 1, .. }))
    ));
    assert_eq!(attempt.wrong_answer(), Some(0));
    update(&mut model, LessonAction::Choose(1));
    update(&mut model, LessonAction::Submit);
    let record = model.lesson.progress.of("two-counters");
    assert_eq!((record.stars, record.sure, record.was_right_at_once), (2, 3, false));
    // It is sealed now.
    update(&mut model, LessonAction::Choose(2));
    assert_eq!(model.lesson.open().expect("it is open").choice, Some(1));
}

#[test]
fn a_repair_is_judged_by_the_checkers_worker_and_without_one_by_the_page() {
    let mut model = open("if-or-while", 0);
    let effects = update(&mut model, LessonAction::Submit);
    let [Effect::Proof(ProofEffect::Ask(order))] = &effects[..] else { panic!("{effects:?}") };
    let Task::Judge(questions) = &order.task else { panic!("{order:?}") };
    let [question] = &questions[..] else { panic!("{order:?}") };
    let judgement = question.judge().expect("it is there");
    update(&mut model, ProofAction::Answered(interleave::session::Answer::Judged(judgement)));
    let attempt = model.lesson.open().expect("it is open");
    assert!(attempt.against().is_some(), "{:?}", attempt.judgement);
    update(&mut model, LessonAction::Watch);
    let against = model.lesson.open().and_then(|it| it.against().cloned()).expect("it breaks");
    assert_eq!(model.playback.run.length(), against.steps);

    let text = model.document.text_to_edit().replace("if not", "while not");
    update(&mut model, DocumentAction::Edit(text));
    update(&mut model, LessonAction::Submit);
    assert!(model.lesson.open().expect("it is open").is_judged);
    update(&mut model, ProofAction::Failed(Trouble::CannotLoad("gone".into())));
    assert!(model.lesson.open().expect("it is open").is_done());
    assert_eq!(model.lesson.progress.of("if-or-while").tries, 2);
}

#[test]
fn a_text_that_cannot_be_read_is_not_judged() {
    let mut model = open("if-or-while", 0);
    update(&mut model, DocumentAction::Edit("def def".into()));
    let effects = update(&mut model, LessonAction::Submit);
    assert_eq!(effects, []);
    assert_eq!(model.lesson.open().expect("it is open").tries, 0);
}

#[test]
fn links_open_challenges_in_any_language() {
    let check = |fragment: &str, shown: Shown, variant: u32, language: Language| {
        let mut model = page();
        update(&mut model, LessonAction::OpenLink(fragment.into()));
        assert_eq!(model.lesson.shown, shown, "{fragment}");
        assert_eq!(model.lesson.open().map_or(0, |it| it.number), variant, "{fragment}");
        assert_eq!(model.preferences.language, language, "{fragment}");
    };
    let (english, portuguese) = (Language::English, Language::BrazilianPortuguese);
    check("lesson=two-counters", Shown::Challenge, 0, english);
    check("lesson=two-counters&variant=17", Shown::Challenge, 17, english);
    check("lesson=two-counters&variant=17&lang=pt-BR", Shown::Challenge, 17, portuguese);
    check("lesson=two-counters&variant=x&other=1", Shown::Challenge, 0, english);
    check("lesson=gone", Shown::Overview, 0, english);
    check("course&lang=pt", Shown::Overview, 0, portuguese);
    check("v1=x", Shown::Nothing, 0, english);
}

#[test]
fn progress_is_taken_in_from_a_link_and_damage_changes_nothing() {
    let mut model = page();
    let import = |text: &str| Action::from(LessonAction::Import(text.into()));
    update(&mut model, import("https://example.org/#progress=1~two-counters.3.1.0.0.3.1.0"));
    assert_eq!(model.lesson.progress.done(), 1);
    let effects = update(&mut model, import("1~two-counters.what"));
    assert_eq!((effects, model.lesson.was_refused), (vec![], true));
    assert_eq!(model.lesson.progress.done(), 1);
    // What is better here stays.
    update(&mut model, import("1~two-counters.1.9.3.1.1.0.0~if-or-while.1.1.1.0.0.0.0"));
    assert_eq!(model.lesson.progress.of("two-counters").stars, 3);
    assert_eq!((model.lesson.progress.done(), model.lesson.was_refused), (2, false));
}

#[test]
fn variants_differ_and_are_the_same_forever() {
    let text = |variant| open("woken-is-not-served", variant).document.text_to_edit();
    let texts: std::collections::HashSet<_> = (0..20).map(text).collect();
    assert!(texts.len() > 4, "{}", texts.len());
    assert_eq!(text(17), text(17));
    assert_eq!(
        open("woken-is-not-served", 17).lesson.open().map(|it| it.kind()),
        Some(TaskKind::BeTheScheduler)
    );
}

#[test]
fn a_repair_is_answered_by_its_own_abstraction_and_no_other_is() {
    let judged = |from: &str, to: &str| {
        let mut model = open("if-or-while", 0);
        let text = model.document.text_to_edit().replace(from, to);
        update(&mut model, DocumentAction::Edit(text));
        update(&mut model, LessonAction::Submit);
        update(&mut model, ProofAction::Failed(Trouble::CannotLoad("gone".into())));
        model.lesson.open().expect("it is open").wrong_answer()
    };
    assert_eq!(judged("notify()", "notify_all()"), Some(0));
    assert_eq!(judged("not_empty.wait()", "pass"), Some(1));
    assert_eq!(judged("nothing", "changed"), None, "it breaks as well, for another reason");
}

#[test]
fn nobody_but_the_reader_answers_for_the_reader() {
    let mut model = open("woken-is-not-served", 0);
    for action in [PlaybackAction::Toggle, PlaybackAction::Step, PlaybackAction::Reset] {
        update(&mut model, action);
    }
    assert_eq!(model.playback.run.length(), 0);
    // What comes of a prediction is not to be seen before it is made.
    let mut model = open("two-counters", 0);
    step(&mut model, &[0]);
    assert_eq!(model.playback.run.length(), 0);
    update(&mut model, LessonAction::Choose(1));
    update(&mut model, LessonAction::Submit);
    step(&mut model, &[0]);
    assert_eq!(model.playback.run.length(), 1);
}

#[test]
fn a_link_to_a_program_leaves_the_course() {
    let mut model = open("woken-is-not-served", 0);
    update(&mut model, DocumentAction::ChooseProgram("channel"));
    assert_eq!((model.lesson.shown, model.kind()), (Shown::Nothing, ThreadKind::Real));
    assert_eq!(model.document.entry.name, "channel");
}
