//! How the course changes, and with it the page.

use super::attempt::Attempt;
use super::hand_in::HandIn;
use super::handed_in::HandedIn;
use super::judge::{
    Grade, Judgement, Question, Why, judge, moment, reached, right_choice, right_state,
};
use super::opening;
use super::progress::Progress;
use super::{Before, LessonAction, Lessons, Shown};
use crate::catalogue::Setting;
use crate::engine::{Ending, Turn, ViolationKind, read_schedule};
use crate::lesson::{Answer, Challenge, Filled, Given, MOST_VARIANTS, Task, TaskKind, find};
use crate::session::action::Action;
use crate::session::consequence::{Consequence, Next, Say};
use crate::session::document::{CodeView, DocumentAction, Edition};
use crate::session::effect::Effect;
use crate::session::library::{self, LibraryAction};
use crate::session::model::Model;
use crate::session::playback::PlaybackAction;
use crate::session::proof::watching::Watched;
use crate::session::proof::{Order, ProofEffect, Stage, Task as Work};
use crate::session::restart::{begin, show};
use crate::session::threads::ThreadKind;
use crate::text::Volume;
use std::rc::Rc;

/// Changes the course. A challenge is a program, numbers and a run, so this feature looks at all of the model.
pub fn update(model: &mut Model, action: LessonAction) -> Consequence {
    match action {
        LessonAction::ShowOverview => {
            remember(model);
            model.lesson.shown = Shown::Overview;
            model.lesson.was_refused = false;
            Consequence::default()
        }
        LessonAction::Open(name, variant) => match find(name) {
            Some(challenge) => open(model, challenge, variant),
            None => Consequence::default(),
        },
        LessonAction::OpenLink(fragment) => {
            let Some(said) = opening::read(&fragment) else { return Consequence::default() };
            model.preferences.language = said.language.unwrap_or(model.preferences.language);
            match said.challenge {
                Some(challenge) => open(model, challenge, said.variant),
                None => update(model, LessonAction::ShowOverview),
            }
        }
        LessonAction::OpenHandIn(text) => open_hand_in(model, &text),
        LessonAction::Again => match &model.lesson.attempt {
            Some(attempt) => open(model, attempt.challenge, attempt.number),
            None => Consequence::default(),
        },
        LessonAction::Close => close(model),
        LessonAction::Teach(on) => {
            model.lesson.teaches = on;
            Consequence::default()
        }
        LessonAction::Restore(text) => {
            model.lesson.progress = Progress::from_text(&text).unwrap_or_default();
            Consequence::default()
        }
        LessonAction::RestoreAnswers(text) => {
            model.lesson.hand_in = Rc::new(HandIn::read(&text).unwrap_or_default());
            Consequence::default()
        }
        LessonAction::Import(text) if HandIn::is_meant_by(&text) => open_hand_in(model, &text),
        LessonAction::Import(text) => match Progress::from_text(text_of(&text)) {
            Some(progress) => {
                model.lesson.progress.add(&progress);
                model.lesson.was_refused = false;
                vec![Effect::KeepProgress].into()
            }
            None => {
                model.lesson.was_refused = true;
                Consequence::default()
            }
        },
        LessonAction::Forget => {
            model.lesson.progress = Progress::default();
            model.lesson.hand_in = Rc::default();
            vec![Effect::KeepProgress].into()
        }
        LessonAction::Submit => submit(model),
        LessonAction::Watch => watch(model),
        LessonAction::ShowMe => show_me(model),
        LessonAction::Hint => hint(model),
        LessonAction::Judged(judgement) if model.lesson.shown == Shown::HandedIn => {
            take_of_hand_in(&mut model.lesson, judgement);
            Consequence::default()
        }
        LessonAction::Judged(judgement) => {
            let Some(attempt) = &model.lesson.attempt else { return Consequence::default() };
            // What was asked about may have been left meanwhile.
            match attempt.is_judged {
                true => take_judgement(model, judgement),
                false => Consequence::default(),
            }
        }
        action => {
            if let Some(attempt) = &mut model.lesson.attempt {
                change(attempt, action);
            }
            Consequence::default()
        }
    }
}

/// What an action means while the course is shown.
pub enum Meant {
    /// What it always means.
    ForThePage,
    /// Nothing: it would answer for the reader, or is about what is not shown.
    ForNobody,
    /// That the page is to be something else.
    ToLeave,
}

/// What an action means while the course is shown.
pub fn in_the_course(model: &Model, action: &Action) -> Meant {
    use PlaybackAction::{Back, JumpTo, Reset, Seek, Step, StepThread, Toggle};
    let is_allowed = match action {
        Action::Sharing(action) if action.opens_a_program() => return Meant::ToLeave,
        Action::Document(DocumentAction::ChooseProgram(_)) => return Meant::ToLeave,
        Action::Undo(_) | Action::FirstSteps(_) => false,
        Action::Playback(Toggle | Step | StepThread(_) | Back | Seek(_) | JumpTo(_) | Reset) => {
            let is_taken_back = matches!(action, Action::Playback(Back | Seek(_)));
            let is_made = matches!(action, Action::Playback(StepThread(_)));
            model.lesson.open().is_some_and(|attempt| match attempt.kind() {
                // Nobody but the reader makes steps.
                TaskKind::BeTheScheduler => is_taken_back || is_made || attempt.was_shown,
                TaskKind::Repair | TaskKind::Explain => true,
                // What comes of it is asked first.
                _ => attempt.judgement.is_some() || attempt.was_shown,
            })
        }
        _ => true,
    };
    if is_allowed { Meant::ForThePage } else { Meant::ForNobody }
}

/// The course gives way to something else.
pub fn leave(model: &mut Model) {
    model.lesson.shown = Shown::Nothing;
    model.lesson.attempt = None;
    model.document.is_exercise = false;
    if let Some(before) = model.lesson.before.take() {
        model.threads.chosen_kind = before.kind;
    }
}

/// A text of progress, or the link that carries it.
fn text_of(text: &str) -> &str {
    text.rsplit_once("progress=").map_or(text, |(_, it)| it)
}

/// What is judged without being asked, and what no longer is: whether a schedule has come to where it should.
pub fn follow(model: &mut Model, effects: &mut Vec<Effect>) {
    end_judging_of_hand_in(&mut model.lesson, effects);
    let Some(attempt) = model.lesson.open() else { return };
    let Task::BeTheScheduler { reach, by, fewest } = attempt.challenge.task else { return };
    let run = &model.playback.run;
    let now = match run.ending() {
        None => None,
        Some(Ending::Finished) => Some(Judgement::Wrong(Why::NothingBroke)),
        Some(Ending::Broken(_)) => Some(match reached(run, reach, by) {
            Ok(()) => Judgement::Right(Grade::Steps { taken: run.position(), fewest }),
            Err(why) => Judgement::Wrong(why),
        }),
    };
    if now.as_ref() == attempt.judgement.as_deref() {
        return;
    }
    match now {
        // What is shown is no answer.
        Some(judgement) if !attempt.was_shown => {
            let answer = attempt.answer("", run).map(Rc::new);
            if let Some(attempt) = &mut model.lesson.attempt {
                attempt.answered = answer;
            }
            effects.extend(take_judgement(model, judgement).effects);
        }
        now => {
            if let Some(attempt) = &mut model.lesson.attempt {
                attempt.judgement = now.map(Rc::new);
            }
        }
    }
}

/// Keeps what the page was about, to go back to it.
fn remember(model: &mut Model) {
    library::update(
        &mut model.library,
        model.preferences.language,
        LibraryAction::Want(Volume::Course),
    );
    if model.lesson.is_shown() {
        return;
    }
    let document = &model.document;
    model.lesson.before =
        Some(Box::new(Before { edition: document.edition(), kind: model.threads.chosen_kind }));
}

fn open(model: &mut Model, challenge: &'static Challenge, variant: u32) -> Consequence {
    remember(model);
    let attempt = Attempt::new(challenge, variant.min(MOST_VARIANTS));
    let source = challenge.source(&attempt.variant);
    let configuration = challenge.configuration(&attempt.variant);
    let mut effects = forget_proof(model);
    effects.extend(model.threads.stop());
    model.threads.chosen_kind = ThreadKind::Simulated;
    model.document.is_exercise = true;
    let own_text = Some(source.into());
    model.document.open(Edition { entry: challenge.entry(), own_text, configuration });
    model.document.code_view = match challenge.task {
        Task::Repair { .. } => CodeView::Editor,
        _ => CodeView::Program,
    };
    begin(model);
    if let Task::Explain { .. } = challenge.task
        && let Some(run) = moment(challenge, &attempt.variant)
    {
        show(model, run);
    }
    model.lesson.attempt = Some(attempt);
    model.lesson.shown = Shown::Challenge;
    Consequence { next: Next::Made, say: Say::Away, effects }
}

/// A verdict that is on its way is about another program.
fn forget_proof(model: &mut Model) -> Vec<Effect> {
    if !model.proof.is_running() {
        return Vec::new();
    }
    model.proof.stage = Stage::Idle;
    vec![Effect::Proof(ProofEffect::Cancel)]
}

fn close(model: &mut Model) -> Consequence {
    model.lesson.shown = Shown::Nothing;
    model.document.is_exercise = false;
    let Some(before) = model.lesson.before.take() else { return Consequence::default() };
    if model.lesson.attempt.take().is_none() {
        // Only looked at: the run is as it was.
        return Consequence::default();
    }
    model.threads.chosen_kind = before.kind;
    model.document.code_view = CodeView::Program;
    model.document.open(before.edition);
    Consequence { next: Next::Anew, say: Say::Away, ..Consequence::default() }
}

fn change(attempt: &mut Attempt, action: LessonAction) {
    if attempt.is_judged {
        return;
    }
    match action {
        LessonAction::Choose(choice) if !attempt.is_sealed => {
            let is_one = usize::from(choice) < attempt.challenge.task.choices();
            attempt.choice = is_one.then_some(choice);
        }
        LessonAction::BeSure(sure) if !attempt.is_sealed => attempt.sure = sure.clamp(1, 3),
        LessonAction::Place(line) if !attempt.lines.contains(&line) => {
            attempt.lines.push(line);
            attempt.judgement = None;
        }
        LessonAction::Unplace(at) if at < attempt.lines.len() => {
            attempt.lines.remove(at);
            attempt.judgement = None;
        }
        LessonAction::Fill(blank, typed) => {
            if let Some(draft) = attempt.filled.get_mut(blank) {
                draft.typed = typed.chars().take(20).collect();
                attempt.judgement = None;
            }
        }
        LessonAction::Tick(blank, thread) => {
            if let Some(draft) = attempt.filled.get_mut(blank) {
                match draft.threads.iter().position(|it| *it == thread) {
                    Some(at) => drop(draft.threads.remove(at)),
                    None => draft.threads.push(thread),
                }
                attempt.judgement = None;
            }
        }
        _ => {}
    }
}

/// Has the answer judged: here, or by the checker's worker where a text has to be proved.
fn submit(model: &mut Model) -> Consequence {
    let Some(attempt) = &mut model.lesson.attempt else { return Consequence::default() };
    if attempt.is_judged {
        return Consequence::default();
    }
    if attempt.kind() == TaskKind::Repair && !model.document.problems.is_empty() {
        return Consequence::text_is_wrong();
    }
    let text = model.document.text_to_edit();
    let Some(answer) = attempt.answer(&text, &model.playback.run) else {
        return Consequence::default();
    };
    attempt.answered = Some(Rc::new(answer.clone()));
    let is_proved = matches!(attempt.kind(), TaskKind::Repair | TaskKind::Order);
    if !is_proved {
        let judgement = judge(attempt.challenge, attempt.number, &answer);
        return take_judgement(model, judgement);
    }
    attempt.is_judged = true;
    attempt.judgement = None;
    let challenge = attempt.challenge.name.to_owned();
    let question = Question { challenge, variant: attempt.number, answer };
    vec![ask_to_judge(vec![question])].into()
}

fn ask_to_judge(questions: Vec<Question>) -> Effect {
    let task = Work::Judge(questions);
    Effect::Proof(ProofEffect::Ask(Box::new(Order { source: String::new(), task })))
}

/// Shows what was handed in, and has it judged.
fn open_hand_in(model: &mut Model, text: &str) -> Consequence {
    remember(model);
    let mut effects = forget_proof(model);
    if let Some(attempt) = &mut model.lesson.attempt {
        attempt.is_judged = false;
    }
    model.lesson.handed_in = Some(Rc::new(HandedIn::read(text)));
    model.lesson.shown = Shown::HandedIn;
    effects.extend(ask_about_hand_in(&mut model.lesson));
    effects.into()
}

/// One order for all that is not judged yet: a worker begins once, and its answers come one by one.
fn ask_about_hand_in(lesson: &mut Lessons) -> Option<Effect> {
    let handed_in = lesson.handed_in.as_deref()?.as_ref().ok()?;
    let questions: Vec<Question> = handed_in.questions().collect();
    lesson.judges_hand_in = !questions.is_empty();
    lesson.judges_hand_in.then(|| ask_to_judge(questions))
}

/// Takes what came of one answer.
fn take_of_hand_in(lesson: &mut Lessons, judgement: Judgement) {
    let Some(Ok(handed_in)) = lesson.handed_in.as_mut().map(Rc::make_mut) else { return };
    handed_in.take(judgement);
    lesson.judges_hand_in = handed_in.questions().next().is_some();
}

/// Nobody waits for judgements of what is not shown any more.
fn end_judging_of_hand_in(lesson: &mut Lessons, effects: &mut Vec<Effect>) {
    if lesson.shown != Shown::HandedIn && std::mem::take(&mut lesson.judges_hand_in) {
        // What was asked meanwhile is not to be cancelled.
        effects.insert(0, Effect::Proof(ProofEffect::Cancel));
    }
}

/// The worker that was to judge says no more. Where there is none to ask, the page looks itself; but what a worker
/// could not stand, which `broke_off` says, the page is not to try.
pub fn judge_here(model: &mut Model, broke_off: bool) -> Consequence {
    let lesson = &mut model.lesson;
    let judgement = |question: Question| match broke_off {
        true => Some(Judgement::Wrong(Why::BrokeOff)),
        false => question.judge(),
    };
    if lesson.shown == Shown::HandedIn {
        let handed_in = lesson.handed_in.as_deref().and_then(|it| it.as_ref().ok());
        let question = handed_in.and_then(|it| it.questions().next());
        return match question.and_then(judgement) {
            Some(judgement) => {
                take_of_hand_in(lesson, judgement);
                ask_about_hand_in(lesson).into_iter().collect::<Vec<_>>().into()
            }
            None => Consequence::default(),
        };
    }
    let attempt = lesson.attempt.as_ref().filter(|it| it.is_judged);
    let question = attempt.and_then(|attempt| {
        Some(Question {
            challenge: attempt.challenge.name.to_owned(),
            variant: attempt.number,
            answer: attempt.answered.as_deref()?.clone(),
        })
    });
    match question.and_then(judgement) {
        Some(judgement) => take_judgement(model, judgement),
        None => Consequence::default(),
    }
}

fn take_judgement(model: &mut Model, judgement: Judgement) -> Consequence {
    let lesson = &mut model.lesson;
    let Some(attempt) = &mut lesson.attempt else { return Consequence::default() };
    attempt.is_judged = false;
    attempt.tries += 1;
    let is_right = judgement.is_right();
    attempt.is_sealed = is_right;
    attempt.stars = stars(attempt, &judgement);
    attempt.judgement = Some(Rc::new(judgement));
    lesson.progress.note(attempt);
    Rc::make_mut(&mut lesson.hand_in).note(attempt);
    let mut consequence = Consequence::from(vec![Effect::KeepProgress]);
    // Now that it is answered, the picture may show it.
    if is_right
        && attempt.kind() == TaskKind::FillIn
        && let Some(run) = moment(attempt.challenge, &attempt.variant)
    {
        show(model, run);
        consequence.next = Next::Made;
    }
    consequence
}

/// One for being right, one for doing it without a hint, one for doing it in the best way, or at once.
fn stars(attempt: &Attempt, judgement: &Judgement) -> u8 {
    if !judgement.is_right() || attempt.was_shown {
        return u8::from(judgement.is_right());
    }
    let is_measured = matches!(attempt.kind(), TaskKind::BeTheScheduler | TaskKind::Repair);
    let is_best = if is_measured { judgement.is_best() } else { attempt.tries == 1 };
    1 + u8::from(attempt.hints == 0) + u8::from(is_best)
}

fn hint(model: &mut Model) -> Consequence {
    let lesson = &mut model.lesson;
    let Some(attempt) = lesson.attempt.as_mut().filter(|it| it.hints < 3) else {
        return Consequence::default();
    };
    attempt.hints += 1;
    if attempt.hints == 3 && !attempt.challenge.needs_third_hint() {
        attempt.first_step = attempt.find_first_step();
    }
    lesson.progress.note_help(attempt);
    vec![Effect::KeepProgress].into()
}

/// Plays what speaks against the last answer.
fn watch(model: &mut Model) -> Consequence {
    let Some(attempt) = &model.lesson.attempt else { return Consequence::default() };
    let Some((schedule, size)) = attempt.to_watch() else { return Consequence::default() };
    let schedule = schedule.to_owned();
    let chosen = attempt.choice.map(usize::from);
    let text = match attempt.kind() {
        TaskKind::WhichIsSafe => {
            chosen.and_then(|it| attempt.challenge.offers(&attempt.variant).get(it).cloned())
        }
        TaskKind::Order => Some(attempt.challenge.with_lines(&attempt.variant, &attempt.lines)),
        _ => None,
    };
    if let Some(text) = text {
        model.document.own_text = Some(text.into());
    }
    play(model, &schedule, size)
}

/// Plays a schedule from its start, with the numbers it is of.
fn play(model: &mut Model, schedule: &str, size: [u32; 3]) -> Consequence {
    let settings = [Setting::Producers, Setting::Consumers, Setting::Capacity];
    for (setting, number) in settings.into_iter().zip(size) {
        model.document.configuration.set(setting, number.into());
    }
    begin(model);
    match read_schedule(model.program(), schedule) {
        Ok(schedule) => watched(schedule).into(),
        Err(_) => Next::Made.into(),
    }
}

fn watched(schedule: Vec<Turn>) -> Next {
    Next::Watched(Watched { schedule, around: Vec::new() })
}

/// Shows a way to do it.
fn show_me(model: &mut Model) -> Consequence {
    let lesson = &mut model.lesson;
    let Some(attempt) = lesson.attempt.as_mut().filter(|it| !it.is_judged) else {
        return Consequence::default();
    };
    attempt.was_shown = true;
    attempt.hints = 3;
    lesson.progress.note_help(attempt);
    let (challenge, variant) = (attempt.challenge, attempt.variant.clone());
    let mut next = Next::UnlessChanged;
    match challenge.solution {
        Given::Choice(_) => attempt.choice = right_choice(challenge, &variant),
        Given::Lines(lines) => attempt.lines = lines.to_vec(),
        Given::State(_) => fill_in(attempt),
        Given::Replace(_) => {
            if let Answer::Text(text) = challenge.stated(challenge.solution, &variant) {
                model.document.own_text = Some(text.into());
                next = Next::Edited;
            }
        }
        Given::Schedule(text) => {
            begin(model);
            let schedule = read_schedule(model.program(), text).unwrap_or_default();
            let breaks = match challenge.task {
                Task::BeTheScheduler { reach, .. } => ViolationKind::named(reach).is_some(),
                _ => false,
            };
            next = if breaks { watched(schedule) } else { Next::Made };
        }
    }
    Consequence { next, effects: vec![Effect::KeepProgress], ..Consequence::default() }
}

fn fill_in(attempt: &mut Attempt) {
    let Some(right) = right_state(attempt.challenge, &attempt.variant) else { return };
    for (draft, filled) in attempt.filled.iter_mut().zip(right) {
        match filled {
            Filled::Number(number) => draft.typed = number.to_string(),
            Filled::Threads(threads) => draft.threads = threads,
        }
    }
}
