//! How proofs change the model.

use super::{
    Answer, Finding, Layout, Map, OF_A_CELL, Order, Outcome, Proof, ProofAction, ProofEffect,
    Stage, Task, Trouble, watching,
};
use crate::checker::{Counterexample, Progress, Report, Verdict, WhyUndecided};
use crate::session::action::Effect;
use crate::session::model::{Model, Motion, Notice};
use crate::session::settings::change as change_settings;
use crate::session::speed::Speed;
use crate::session::update::{refuse_text, stop_threads};
use std::rc::Rc;

/// Changes the model.
pub fn change(model: &mut Model, action: ProofAction, effects: &mut Vec<Effect>) {
    let proof = &mut model.proof;
    match action {
        ProofAction::GetReady => effects.push(Effect::Proof(ProofEffect::GetReady)),
        ProofAction::Prove if !model.problems.is_empty() => refuse_text(model),
        ProofAction::Prove if proof.is_running() && proof.is_present() => {}
        ProofAction::Prove => {
            proof.prediction = None;
            if proof.predicts_first {
                stop(proof, effects);
                proof.stage = Stage::Predicting;
                effects.push(Effect::Proof(ProofEffect::GetReady));
            } else {
                ask(proof, effects);
            }
        }
        ProofAction::ProveFair => {
            if model.problems.is_empty() && !proof.is_running() {
                proof.prediction = None;
                ask_for(proof, Task::ProveFair(proof.present.setup), effects);
            }
        }
        ProofAction::Predict(prediction) => {
            if proof.stage == Stage::Predicting {
                proof.prediction = Some(prediction);
                ask(proof, effects);
            }
        }
        ProofAction::SetPredictsFirst(on) => {
            proof.predicts_first = on;
            if !on && proof.stage == Stage::Predicting {
                ask(proof, effects);
            }
        }
        ProofAction::Cancel => {
            if let Stage::Running { progress, milliseconds } = proof.stage {
                proof.stage = Stage::Done(Rc::new(stopped(progress, milliseconds)));
                effects.push(Effect::Proof(ProofEffect::Cancel));
            }
            proof.trouble = None;
            stop_map(proof, effects);
        }
        ProofAction::Answered(answer) => take_in(proof, answer),
        // What is still waited for will not come.
        ProofAction::Failed(trouble) => give_up(proof, trouble),
        ProofAction::Finished => {
            proof.trouble = None;
            // A map may have been asked for and be complete.
            proof.map.is_running = false;
            give_up(proof, Trouble::NoAnswer);
        }
        ProofAction::Silent(seconds) => {
            if proof.is_running() || proof.map.is_running {
                proof.trouble = Some(Trouble::Silent(seconds));
            }
        }
        ProofAction::TryAgain => {
            if proof.is_running() {
                let setup = proof.present.setup;
                let task = match proof.looks_for_starvation {
                    true => Task::ProveFair(setup),
                    false => Task::Prove(setup),
                };
                ask_for(proof, task, effects);
            }
        }
        ProofAction::Watch => {
            let finding = proof.finding().filter(|_| proof.is_present()).cloned();
            if let Some(Verdict::Violated(found)) = finding.map(|it| it.report.verdict.clone()) {
                watch(model, &found, effects);
            }
        }
        ProofAction::WatchShown(index) => {
            let finding = proof.finding().filter(|_| proof.is_present()).cloned();
            if let Some(found) = finding.as_ref().and_then(|it| it.report.shown.get(index)) {
                watch(model, found, effects);
            }
        }
        ProofAction::DrawMap(layout) => draw_map(model, layout, effects),
        ProofAction::OpenCell(index) => open_cell(model, index, effects),
    }
}

fn give_up(proof: &mut Proof, trouble: Trouble) {
    if !proof.is_running() && !proof.map.is_running {
        return;
    }
    if proof.is_running() {
        proof.stage = Stage::Failed;
    }
    proof.map.is_running = false;
    proof.trouble = Some(trouble);
}

/// Lets go of what is no longer true, once the page is about something else.
pub fn follow(model: &mut Model, effects: &mut Vec<Effect>) {
    let proof = &mut model.proof;
    if proof.is_running() && !proof.is_present() {
        proof.stage = Stage::Idle;
        effects.push(Effect::Proof(ProofEffect::Cancel));
    }
    let map = &proof.map;
    let of_now = || Map::subject_of(map.layout, &proof.present);
    if map.subject.as_ref().is_some_and(|it| *it != of_now()) {
        stop_map(proof, effects);
        proof.map = Map { layout: proof.map.layout, ..Map::default() };
    }
}

fn ask(proof: &mut Proof, effects: &mut Vec<Effect>) {
    ask_for(proof, Task::Prove(proof.present.setup), effects);
}

fn ask_for(proof: &mut Proof, task: Task, effects: &mut Vec<Effect>) {
    proof.looks_for_starvation = matches!(task, Task::ProveFair(_));
    stop_map(proof, effects);
    proof.trouble = None;
    proof.subject = Some(proof.present.clone());
    proof.stage = Stage::Running { progress: Progress::default(), milliseconds: 0 };
    let order = Order { source: proof.present.source.clone(), task };
    effects.push(Effect::Proof(ProofEffect::Ask(order)));
}

fn stop(proof: &mut Proof, effects: &mut Vec<Effect>) {
    if proof.is_running() {
        proof.stage = Stage::Idle;
        effects.push(Effect::Proof(ProofEffect::Cancel));
    }
}

fn stop_map(proof: &mut Proof, effects: &mut Vec<Effect>) {
    if std::mem::take(&mut proof.map.is_running) {
        effects.push(Effect::Proof(ProofEffect::Cancel));
    }
}

/// What is known of a search that was stopped.
fn stopped(progress: Progress, milliseconds: u32) -> Finding {
    let report = Report {
        verdict: Verdict::Undecided(WhyUndecided::Stopped),
        reached: progress,
        shown: Vec::new(),
        state_bytes: 0,
        is_reduced: false,
        growth: None,
    };
    Finding { report, milliseconds, walks: None }
}

fn take_in(proof: &mut Proof, answer: Answer) {
    // It gives signs.
    proof.trouble = None;
    match answer {
        Answer::Progress { progress, milliseconds } => {
            if proof.is_running() {
                proof.stage = Stage::Running { progress, milliseconds };
            }
        }
        Answer::Report { report, milliseconds } => {
            if proof.is_running() {
                let finding = Finding { report, milliseconds, walks: None };
                proof.stage = Stage::Done(Rc::new(finding));
            }
        }
        Answer::Walks(walks) => {
            if let Stage::Done(finding) = &mut proof.stage {
                Rc::make_mut(finding).walks = Some(walks);
            }
        }
        Answer::Cell { index, outcome } => {
            if proof.map.is_running {
                proof.map.fill(index, outcome);
            }
        }
    }
}

/// Plays what the checker found, from its start to where it breaks, with simulated threads. It
/// goes slowly enough to be followed; the reader's own speed comes back with the next run.
fn watch(model: &mut Model, found: &Counterexample, effects: &mut Vec<Effect>) {
    stop_threads(model, effects);
    model.run = watching::run_of(model.run.program().clone(), found);
    model.run.set_room(model.room);
    model.start_run();
    model.forked = true;
    model.run.seek(0);
    model.ending = model.run.ending();
    let own_speed = model.speed;
    if own_speed > Speed::default() {
        model.speed = Speed::default();
        model.speed_to_return_to = Some(own_speed);
    }
    model.motion = Motion::Running;
    model.plays = true;
    model.notice = Some(Notice::Watching { steps: found.schedule.len() });
}

fn draw_map(model: &mut Model, layout: Layout, effects: &mut Vec<Effect>) {
    if !model.text_is_right() {
        refuse_text(model);
        return;
    }
    let proof = &mut model.proof;
    let is_whole = proof.map.cells.iter().all(|it| it.outcome.is_some());
    if proof.map.layout == layout
        && !proof.map.cells.is_empty()
        && (proof.map.is_running || is_whole)
    {
        return;
    }
    stop(proof, effects);
    proof.map = Map::begun(layout, &proof.present);
    proof.trouble = None;
    let map = &proof.map;
    let setups = map.asked.iter().map(|&at| proof.present.with(&map.cells[at])).collect();
    let order = Order { source: proof.present.source.clone(), task: Task::Map(setups) };
    effects.push(Effect::Proof(ProofEffect::Ask(order)));
}

fn open_cell(model: &mut Model, index: usize, effects: &mut Vec<Effect>) {
    let Some(cell) = model.proof.map.cells.get(index).cloned() else { return };
    let numbers = [cell.producers, cell.consumers, cell.capacity];
    model.notice = None;
    change_settings(model, effects, |it| {
        for (setting, number) in OF_A_CELL.into_iter().zip(numbers) {
            // The numbers of a map are within their ranges.
            it.configuration.set(setting, number.into());
        }
        it.configuration.granularity = cell.granularity;
    });
    if let Some(Outcome::Broken(found)) = &cell.outcome {
        watch(model, found, effects);
    }
}
