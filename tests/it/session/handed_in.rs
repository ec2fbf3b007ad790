//! A hand-in link opened in the page: every answer is judged again, whatever the link claims.

use super::{simulated, update};
use interleave::lesson::CHALLENGES;
use interleave::session::lesson::{HandIn, HandInProblem, HandedIn, Judgement, Why, Work};
use interleave::session::{
    Answer as Answered, Carried, Effect, LessonAction, Means, Model, Order, ProofAction,
    ProofEffect, Shown, Task, Trouble, carry_out,
};

fn link(works: impl IntoIterator<Item = Work>) -> String {
    let fragment = HandIn::of(works).to_fragment().expect("it is short enough");
    format!("https://example.org/#{fragment}")
}

/// Opens it and lets the checker answer all that it is asked, as its worker does. Answers how many orders that took, and
/// how many judgements.
fn opened(text: &str) -> (Model, (usize, usize)) {
    let mut model = simulated();
    let mut effects = update(&mut model, LessonAction::OpenHandIn(text.to_owned()));
    let (mut orders, mut judgements) = (0, 0);
    while let Some(order) = asked_by(&effects) {
        orders += 1;
        effects = Vec::new();
        for answer in carried_out(&order) {
            judgements += 1;
            effects.extend(update(&mut model, ProofAction::Answered(answer)));
        }
        effects.extend(update(&mut model, ProofAction::Finished));
    }
    (model, (orders, judgements))
}

fn carried_out(order: &Order) -> Vec<Answered> {
    let means = Means { threads: 1, may_have_more: false, most_bytes: 1 << 30 };
    let mut answers = Vec::new();
    let carried = carry_out(&order.to_bytes(), means, &|| 0.0, &mut |bytes| {
        answers.push(Answered::from_bytes(bytes).expect("it is of this version"));
    });
    assert_eq!(carried, Carried::Out);
    answers
}

fn asked_by(effects: &[Effect]) -> Option<Order> {
    effects.iter().find_map(|it| match it {
        Effect::Proof(ProofEffect::Ask(order)) => Some((**order).clone()),
        _ => None,
    })
}

fn seen(model: &Model) -> &HandedIn {
    assert_eq!(model.lesson.shown, Shown::HandedIn);
    let seen = model.lesson.handed_in.as_deref().expect("something was opened");
    seen.as_ref().expect("it is whole")
}

#[test]
fn a_teacher_sees_what_is_right_whatever_the_link_claims() {
    let right = &CHALLENGES[0];
    let wrong = CHALLENGES.iter().skip(1).find(|it| !it.wrong_answers.is_empty()).expect("one");
    let unknown =
        Work { challenge: "no-such-lesson".into(), ..Work::claiming(right, right.solution) };
    let (model, asked) = opened(&link([
        Work::claiming(right, right.solution),
        Work::claiming(wrong, wrong.wrong_answers[0].answer),
        unknown,
    ]));
    assert_eq!(
        asked,
        (1, 2),
        "one worker for all, and an answer that was the first as well is judged once"
    );
    let seen = seen(&model);
    assert_eq!((seen.judged(), seen.right(), seen.works.len()), (3, 1, 3));
    let of =
        |name: &str| seen.works.iter().find(|it| it.work.challenge == name).expect("it is there");
    assert!(of(right.name).is_right() && !of(right.name).claims_too_much());
    assert!(of(wrong.name).claims_too_much());
    assert_eq!(of("no-such-lesson").result, None);
    assert!(of("no-such-lesson").attempt().is_none());
    assert_eq!(of(wrong.name).attempt().and_then(|it| it.wrong_answer()), Some(0));
    // Looking at it changes nothing of what the reader did.
    assert_eq!(model.lesson.progress.done(), 0);
    assert!(model.lesson.hand_in.is_empty());
}

#[test]
fn a_first_answer_that_was_another_is_judged_as_well() {
    let challenge = CHALLENGES.iter().find(|it| !it.wrong_answers.is_empty()).expect("one");
    let first = Work::claiming(challenge, challenge.wrong_answers[0].answer).answer;
    let work = Work { first, tries: 2, ..Work::claiming(challenge, challenge.solution) };
    let (model, asked) = opened(&link([work]));
    assert_eq!(asked, (1, 2));
    let seen = &seen(&model).works[0];
    assert!(seen.is_right() && !seen.first.as_ref().is_some_and(Judgement::is_right));
}

#[test]
fn damaged_and_newer_links_are_said_and_nothing_of_them_is_shown() {
    let whole = link([Work::claiming(CHALLENGES[0], CHALLENGES[0].solution)]);
    for (text, problem) in [
        (whole[..whole.len() - 3].to_owned(), HandInProblem::Damaged),
        ("#handin=2.abc".to_owned(), HandInProblem::Newer),
        ("handin=".to_owned(), HandInProblem::Damaged),
    ] {
        let (model, asked) = opened(&text);
        assert_eq!(asked, (0, 0));
        let said = model.lesson.handed_in.as_deref().expect("it is said");
        assert_eq!(said.as_ref().err(), Some(&problem), "{text}");
        assert_eq!(model.lesson.shown, Shown::HandedIn);
    }
}

#[test]
fn answers_come_one_by_one_and_what_is_not_shown_any_more_is_not_judged_on() {
    let works = CHALLENGES.iter().take(3).map(|it| Work::claiming(it, it.solution));
    let mut model = simulated();
    let effects = update(&mut model, LessonAction::OpenHandIn(link(works)));
    let answers = carried_out(&asked_by(&effects).expect("it asks"));
    let [first, second, _] = &answers[..] else { panic!("{answers:?}") };
    for (answer, judged) in [(first, 1), (second, 2)] {
        let effects = update(&mut model, ProofAction::Answered(answer.clone()));
        assert_eq!(effects, [], "the worker goes on by itself");
        assert_eq!(seen(&model).judged(), judged);
    }
    let effects = update(&mut model, LessonAction::ShowOverview);
    assert!(effects.contains(&Effect::Proof(ProofEffect::Cancel)), "{effects:?}");
    let effects = update(&mut model, LessonAction::Close);
    assert!(!effects.contains(&Effect::Proof(ProofEffect::Cancel)), "once: {effects:?}");
}

#[test]
fn without_a_checker_the_page_judges_itself_and_what_broke_one_is_not_tried_again() {
    let both = [CHALLENGES[0], CHALLENGES[1]];
    let text = link(both.map(|it| Work::claiming(it, it.solution)));
    for (trouble, is_right) in
        [(Trouble::CannotLoad("gone".into()), true), (Trouble::BrokeOff("trap".into()), false)]
    {
        let mut model = simulated();
        update(&mut model, LessonAction::OpenHandIn(text.clone()));
        let effects = update(&mut model, ProofAction::Failed(trouble));
        let Some(Order { task: Task::Judge(rest), .. }) = asked_by(&effects) else {
            panic!("the others are still to be judged: {effects:?}")
        };
        let first = &seen(&model).works[0];
        assert_eq!(rest.len(), 1);
        assert_ne!(rest[0].challenge, first.work.challenge);
        assert_eq!(first.is_right(), is_right);
        let broke_off = first.result == Some(Judgement::Wrong(Why::BrokeOff));
        assert_ne!(broke_off, is_right, "{first:?}");
        assert!(!first.claims_too_much(), "what is not decided is no forgery");
    }
}

#[test]
fn what_broke_a_worker_is_not_tried_by_the_page_for_a_reader_either() {
    let mut model = simulated();
    update(&mut model, LessonAction::Open("if-or-while", 0));
    let effects = update(&mut model, LessonAction::Submit);
    assert!(asked_by(&effects).is_some(), "{effects:?}");
    update(&mut model, ProofAction::Failed(Trouble::Ended));
    let attempt = model.lesson.open().expect("it is open");
    assert_eq!(attempt.judgement.as_deref(), Some(&Judgement::Wrong(Why::BrokeOff)));
    assert!(!attempt.is_judged, "it can be handed in again");
}

#[test]
fn a_hand_in_that_is_pasted_where_progress_belongs_is_opened() {
    let text = link([Work::claiming(CHALLENGES[0], CHALLENGES[0].solution)]);
    let mut model = simulated();
    update(&mut model, LessonAction::ShowOverview);
    update(&mut model, LessonAction::Import(text));
    assert_eq!(model.lesson.shown, Shown::HandedIn);
    assert!(!model.lesson.was_refused);
    update(&mut model, LessonAction::Close);
    assert_eq!(model.lesson.shown, Shown::Nothing);
}
