//! When a run begins anew, and what is dropped with the one before. No other file decides that.

use super::consequence::{Consequence, Next, Say};
use super::document::{CodeView, Edition};
use super::effect::Effect;
use super::model::Model;
use super::notice::{Changed, Notice};
use super::playback::Motion;
use super::proof::subject::Subject;
use super::proof::watching::{Watched, run_of};
use super::threads::ThreadKind;
use crate::engine::{Run, SchedulerKind};
use std::rc::Rc;

/// Everything that a run is made of: with another one of these, it is another run.
#[derive(PartialEq)]
pub struct Makings {
    edition: Edition,
    kind: ThreadKind,
    scheduler: SchedulerKind,
    seed: u64,
}

impl Makings {
    /// What the present run should be made of.
    pub fn of(model: &Model) -> Makings {
        Makings {
            edition: model.document.edition(),
            kind: model.threads.chosen_kind,
            scheduler: model.playback.scheduler,
            seed: model.playback.seed,
        }
    }

    /// What has changed, if anything has.
    fn changed_to(&self, now: &Makings) -> Option<Changed> {
        let (before, after) = (&self.edition, &now.edition);
        let is_same_text = before.entry.name == after.entry.name
            && before.own_text == after.own_text
            && before.configuration.faults == after.configuration.faults;
        match is_same_text {
            _ if self == now => None,
            true => Some(Changed::Settings),
            false => Some(Changed::Program),
        }
    }
}

/// Draws the consequences of an action that found these makings: whether the run begins anew, what
/// goes with it, what is said, what is to be done outside.
pub fn settle(model: &mut Model, before: &Makings, consequence: Consequence) -> Vec<Effect> {
    let Consequence { next, say, mut effects } = consequence;
    if let Say::Away = say {
        model.notice = None;
    }
    match next {
        Next::UnlessChanged => begin_if_changed(model, before, &mut effects),
        Next::Anew => begin_anew(model, &mut effects),
        Next::AnewAndOn => {
            begin_anew(model, &mut effects);
            model.playback.run_on();
        }
        Next::Restored => {
            begin(model);
            fit_threads(model, &mut effects);
        }
        Next::Edited => {
            model.playback.draw_seed();
            begin(model);
            effects.extend(model.threads.stop());
        }
        Next::Made => fit_threads(model, &mut effects),
        Next::Watched(found) => {
            begin_if_changed(model, before, &mut effects);
            watch(model, &found, &mut effects);
        }
        Next::Repeated(turns) => {
            begin_anew(model, &mut effects);
            model.notice = Some(Notice::Repeating { steps: turns.len() });
            model.threads.repeat(turns);
        }
    }
    if let Say::This(notice) = say {
        if notice == Notice::TextIsWrong {
            // It may be from an earlier visit, and the reader be looking at the last program that
            // could run.
            model.document.code_view = CodeView::Editor;
        }
        model.notice = Some(notice);
    }
    effects
}

/// If the run is made of something else now, another begins. If this one went on, that one does too,
/// which the reader is told.
fn begin_if_changed(model: &mut Model, before: &Makings, effects: &mut Vec<Effect>) {
    let Some(changed) = before.changed_to(&Makings::of(model)) else { return };
    let was_running = model.playback.motion == Motion::Running;
    begin_anew(model, effects);
    if was_running && model.text_is_right() {
        model.playback.run_on();
        model.notice = Some(Notice::StartedAgain(changed));
    }
}

/// Starts over with the present configuration and another seed, and with fresh threads if they are real.
fn begin_anew(model: &mut Model, effects: &mut Vec<Effect>) {
    model.playback.draw_seed();
    begin(model);
    fit_threads(model, effects);
}

/// Starts over with the present text and configuration. Where the text is wrong, the last program that
/// was right stays, at its start. Real threads are the caller's business.
pub fn begin(model: &mut Model) {
    let source = model.document.compile();
    let present = Subject::new(&source, &model.document.configuration);
    if *model.proof.present != present {
        model.proof.present = Rc::new(present);
    }
    model.playback.begin(model.document.program.clone(), &model.document.configuration);
    drop_with_run(model);
    model.threads.hope_again();
}

/// Shows a run that was made otherwise. Real threads are the caller's business.
pub fn show(model: &mut Model, run: Run) {
    model.playback.show(run, &model.document.configuration);
    drop_with_run(model);
}

/// What was about the run before is not true of this one.
fn drop_with_run(model: &mut Model) {
    model.notice = None;
    model.sharing.steps_refused = None;
    model.threads.forget_run();
    model.timeline.follow(&model.playback.run, None);
}

/// Plays what the checker found, from its start to where it breaks, with simulated threads.
fn watch(model: &mut Model, found: &Watched, effects: &mut Vec<Effect>) {
    effects.extend(model.threads.stop());
    let run = run_of(model.playback.run.program().clone(), found);
    show(model, run);
    model.threads.forked = true;
    model.playback.play();
    model.notice = Some(Notice::Watching { steps: found.schedule.len() });
}

/// Starts or stops real threads, as the run that is shown wants them.
fn fit_threads(model: &mut Model, effects: &mut Vec<Effect>) {
    let program = model.playback.run.program().clone();
    let text_is_right = model.document.text_is_right();
    let configuration = &model.document.configuration;
    effects.extend(model.threads.fit(text_is_right, program, configuration, model.playback.speed));
}
