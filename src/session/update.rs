//! How the model changes: each action goes to its feature, and what follows is settled.

use super::action::Action;
use super::consequence::Consequence;
use super::document::DocumentAction;
use super::effect::Effect;
use super::glossary::GlossaryAction;
use super::lab::{self, LabAction};
use super::lesson::LessonAction;
use super::lesson::update::Meant;
use super::model::Model;
use super::notice::Notice;
use super::patience::PatienceAction;
use super::playback::update::Player;
use super::playback::{Motion, PlaybackAction};
use super::proof::change;
use super::proof::state::{ProofAction, Stage};
use super::proof::{Answer, Trouble};
use super::restart::{Makings, settle};
use super::threads::ThreadsAction;
use super::{
    document, finder, first_steps, lesson, library, playback, preferences, sharing, threads,
    timeline, undo,
};
use crate::engine::Ending;
use crate::text::Volume;

/// Changes the model, and answers what is to be done outside, in order.
pub fn update(model: &mut Model, action: impl Into<Action>) -> Vec<Effect> {
    change_by(model, action.into())
}

fn change_by(model: &mut Model, action: Action) -> Vec<Effect> {
    // What the checker found becomes the run, and then real threads repeat that.
    let then = (action == Action::Proof(ProofAction::WatchForReal))
        .then_some(Action::Threads(ThreadsAction::Repeat));
    let mark = undo::mark_of(&model.document, &action);
    let mark = mark.map(|mark| (mark, model.document.edition()));
    let failed = match &action {
        Action::Proof(ProofAction::Failed(trouble)) => {
            Some(matches!(trouble, Trouble::BrokeOff(_) | Trouble::Ended))
        }
        _ => None,
    };
    let mut effects = Vec::new();
    if opens_lab(&action) {
        effects.extend(make_way_for_lab(model));
    }
    let program_before = model.document.entry.name;
    effects.extend(take(model, action));
    if model.document.entry.name != program_before && !model.proof.is_running() {
        // Of another program a verdict says nothing, as an earlier version of this one it does.
        model.proof.stage = Stage::Idle;
    }
    if let Some((mark, before)) = mark
        && before != model.document.edition()
    {
        model.undo.note(mark, before);
    }
    if let Some(then) = then {
        effects.extend(take(model, then));
    }
    let is_broken = matches!(model.playback.ending, Some(Ending::Broken(_)));
    if is_broken && matches!(model.notice, Some(Notice::StartedAgain(_))) {
        // What went wrong is to be seen, and matters more.
        model.notice = None;
    }
    if let Some(broke_off) = failed {
        effects.extend(lesson::update::judge_here(model, broke_off).effects);
    }
    lesson::update::follow(model, &mut effects);
    change::follow(&mut model.proof, &mut effects);
    first_steps::follow(model, &mut effects);
    if model.lab.is_open {
        model.library.want(Volume::Lab);
    }
    if model.document.entry.is_whole() {
        model.library.want(Volume::Stories);
    }
    if !model.document.lints.is_empty() {
        model.library.want(Volume::Lint);
    }
    model.library.follow(model.preferences.language, &mut effects);
    let is_paused = model.playback.motion == Motion::Paused;
    model.timeline.keep_up(&model.playback.run, is_paused);
    effects
}

fn opens_lab(action: &Action) -> bool {
    matches!(action, Action::Lab(LabAction::Open | LabAction::OpenLink(_)))
}

/// What would go on unseen is paused, and the course is left.
fn make_way_for_lab(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    if model.lesson.is_shown() {
        effects.extend(take(model, LessonAction::Close.into()));
    }
    if model.playback.motion == Motion::Running {
        effects.extend(take(model, PlaybackAction::Toggle.into()));
    }
    effects
}

/// Whether an action is about the program, which the lab hides.
fn is_hidden_by_lab(action: &Action) -> bool {
    use PlaybackAction::{Back, JumpTo, Reset, Seek, Step, StepThread, Toggle};
    matches!(
        action,
        Action::Undo(_)
            | Action::Playback(Toggle | Step | StepThread(_) | Back | Seek(_) | JumpTo(_) | Reset)
    )
}

/// Whether an action shows something else in the place of the lab.
fn leaves_lab(action: &Action) -> bool {
    match action {
        Action::Sharing(action) => action.opens_a_program(),
        Action::Document(DocumentAction::ChooseProgram(_)) => true,
        Action::Lesson(action) => action.shows_the_course(),
        _ => false,
    }
}

fn take(model: &mut Model, action: Action) -> Vec<Effect> {
    let before = Makings::of(model);
    let consequence = give_to_feature(model, action);
    settle(model, &before, consequence)
}

fn give_to_feature(model: &mut Model, action: Action) -> Consequence {
    if model.lesson.is_shown() {
        match lesson::update::in_the_course(model, &action) {
            Meant::ForThePage => {}
            Meant::ForNobody => return Consequence::default(),
            Meant::ToLeave => lesson::update::leave(model),
        }
    }
    if model.lab.is_open {
        if is_hidden_by_lab(&action) {
            return Consequence::default();
        }
        model.lab.is_open &= !leaves_lab(&action);
    }
    match action {
        Action::Lab(action) => {
            let language = lab::update(&mut model.lab, action);
            model.preferences.language = language.unwrap_or(model.preferences.language);
            Consequence::default()
        }
        Action::Document(action) => document::update(&mut model.document, action),
        Action::Playback(action) => {
            if let PlaybackAction::Frame { elapsed, .. } = action {
                model.patience.pass(elapsed, &model.playback, &model.document);
            }
            let mut player = Player {
                playback: &mut model.playback,
                threads: &mut model.threads,
                document: &model.document,
                timeline: &model.timeline,
            };
            playback::update::update(&mut player, action)
        }
        Action::Threads(action) => {
            let text_is_right = model.document.text_is_right();
            let Model { threads, playback, .. } = model;
            threads::update::update(threads, playback, text_is_right, action)
        }
        Action::Proof(ProofAction::Answered(Answer::Judged(judgement))) => {
            lesson::update::update(model, LessonAction::Judged(judgement))
        }
        Action::Lesson(action) => lesson::update::update(model, action),
        Action::Proof(action) => change::update(&mut model.proof, &mut model.document, action),
        Action::Timeline(action) => {
            timeline::update(&mut model.timeline, &model.playback.run, action);
            Consequence::default()
        }
        Action::Sharing(action) => sharing::opening::update(model, action),
        Action::Preferences(action) => {
            let speed = &mut model.playback.speed;
            preferences::update(&mut model.preferences, speed, action).into()
        }
        Action::FirstSteps(action) => first_steps::update(model, action),
        Action::Library(action) => {
            library::update(&mut model.library, model.preferences.language, action);
            Consequence::default()
        }
        Action::Undo(action) => undo::update(&mut model.undo, &mut model.document, action),
        Action::Patience(PatienceAction::Dismiss) => {
            model.patience.dismiss();
            Consequence::default()
        }
        Action::Finder(action) => {
            finder::update(&mut model.finder, action);
            Consequence::default()
        }
        Action::Glossary(GlossaryAction::Look(looked)) => {
            model.looked_at = Some(looked);
            Consequence::default()
        }
        Action::Glossary(GlossaryAction::LookAway) => {
            model.looked_at = None;
            Consequence::default()
        }
        Action::DismissNotice => {
            model.notice = None;
            Consequence::default()
        }
    }
}
