//! How the model changes: each action goes to its feature, and what follows is settled.

use super::action::Action;
use super::consequence::Consequence;
use super::effect::Effect;
use super::model::Model;
use super::playback::Motion;
use super::playback::update::Player;
use super::proof::change;
use super::proof::state::ProofAction;
use super::restart::{Makings, settle};
use super::threads::ThreadsAction;
use super::{document, playback, preferences, sharing, threads, timeline};

/// Changes the model, and answers what is to be done outside, in order.
pub fn update(model: &mut Model, action: impl Into<Action>) -> Vec<Effect> {
    change_by(model, action.into())
}

fn change_by(model: &mut Model, action: Action) -> Vec<Effect> {
    // What the checker found becomes the run, and then real threads repeat that.
    let then = (action == Action::Proof(ProofAction::WatchForReal))
        .then_some(Action::Threads(ThreadsAction::Repeat));
    let mut effects = take(model, action);
    if let Some(then) = then {
        effects.extend(take(model, then));
    }
    change::follow(&mut model.proof, &mut effects);
    let is_paused = model.playback.motion == Motion::Paused;
    model.timeline.keep_up(&model.playback.run, is_paused);
    effects
}

fn take(model: &mut Model, action: Action) -> Vec<Effect> {
    let before = Makings::of(model);
    let consequence = give_to_feature(model, action);
    settle(model, &before, consequence)
}

fn give_to_feature(model: &mut Model, action: Action) -> Consequence {
    match action {
        Action::Document(action) => document::update(&mut model.document, action),
        Action::Playback(action) => {
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
        Action::Proof(action) => change::update(&mut model.proof, &mut model.document, action),
        Action::Timeline(action) => {
            timeline::update(&mut model.timeline, &model.playback.run, action);
            Consequence::default()
        }
        Action::Sharing(action) => sharing::opening::update(model, action),
        Action::Preferences(action) => {
            let speed = &mut model.playback.speed;
            let effects = preferences::update(&mut model.preferences, speed, action);
            Consequence { effects, ..Consequence::default() }
        }
        Action::DismissNotice => {
            model.notice = None;
            Consequence::default()
        }
    }
}
