//! How proofs change what the page knows of them.

use super::map::{Cell, Layout, Map, Outcome};
use super::order::{Answer, Order, Task};
use super::state::{Finding, Proof, ProofAction, ProofEffect, Stage};
use super::subject::Subject;
use super::trouble::Trouble;
use super::watching::Watched;
use crate::catalogue::{Configuration, Granularity, Setting};
use crate::checker::{
    Counterexample, LastLineOutcome, Outcomes, Progress, Report, Verdict, WhyUndecided,
};
use crate::session::consequence::{Consequence, Next, Say};
use crate::session::document::Document;
use crate::session::effect::Effect;
use crate::session::lint::{self, LintCheck, LintStage};
use std::rc::Rc;

/// Changes what the page knows of proofs; a cell of the map that is opened changes the numbers of the
/// document.
#[inline(never)] // So that it can wait.
pub fn update(proof: &mut Proof, document: &mut Document, action: ProofAction) -> Consequence {
    let mut effects = Vec::new();
    match action {
        ProofAction::Prove | ProofAction::DrawMap(_) if !document.text_is_right() => {
            return Consequence::text_is_wrong();
        }
        ProofAction::ProveFair | ProofAction::CheckLints | ProofAction::WatchLint(_)
            if !document.text_is_right() => {}
        ProofAction::Watch | ProofAction::WatchForReal => return watch(proof.counterexample()),
        ProofAction::WatchShown(index) => return watch(proof.shown(index)),
        ProofAction::WatchOutcome(index) => return watch(proof.outcome(index)),
        ProofAction::WatchLint(index) => {
            let found = proof.lints.stage.to_watch(index);
            if found.is_some() {
                // Its steps are those.
                document.configuration.granularity = Granularity::Access;
            }
            return watch(found);
        }
        ProofAction::OpenCell(index) => {
            if let Some(cell) = proof.map.cells.get(index) {
                return open_cell(cell, proof.map.layout, &mut document.configuration);
            }
        }
        action => change(proof, action, &mut effects),
    }
    effects.into()
}

fn watch(found: Option<impl Into<Watched>>) -> Consequence {
    found.map(|it| Next::Watched(it.into()).into()).unwrap_or_default()
}

/// Chooses the numbers of a cell, and shows its run if it breaks.
fn open_cell(cell: &Cell, layout: Layout, configuration: &mut Configuration) -> Consequence {
    match layout {
        // A knob that is set to what the text has is as the text has it: that is seen to when the text is read.
        Layout::ByKnobs(_) => configuration.knobs = cell.knobs,
        Layout::ByCapacity | Layout::ByGranularity => {
            let numbers = [
                (Setting::Producers, cell.producers),
                (Setting::Consumers, cell.consumers),
                (Setting::Capacity, cell.capacity),
            ];
            for (setting, number) in numbers {
                // The numbers of a map are within their ranges.
                configuration.set(setting, number.into());
            }
            configuration.granularity = cell.granularity;
        }
    }
    let next = match &cell.outcome {
        Some(Outcome::Broken(found)) => Next::Watched(found.into()),
        _ => Next::UnlessChanged,
    };
    Consequence { next, say: Say::Away, ..Consequence::default() }
}

impl Proof {
    /// The schedule that breaks what the page shows now.
    fn counterexample(&self) -> Option<&Counterexample> {
        match &self.finding().filter(|_| self.is_present())?.report.verdict {
            Verdict::Violated(found) => Some(found),
            _ => None,
        }
    }

    /// The schedule of a violation that is only shown.
    fn shown(&self, index: usize) -> Option<&Counterexample> {
        self.finding().filter(|_| self.is_present())?.report.shown.get(index)
    }

    /// The schedule of a line that can be the last one.
    fn outcome(&self, index: usize) -> Option<&LastLineOutcome> {
        match self.finding().filter(|_| self.is_present())?.outcomes.as_ref()? {
            (Outcomes::Known { lines, .. }, _) => lines.as_ref()?.get(index),
            _ => None,
        }
    }
}

/// Changes the proof alone.
fn change(proof: &mut Proof, action: ProofAction, effects: &mut Vec<Effect>) {
    match action {
        ProofAction::GetReady => effects.push(Effect::Proof(ProofEffect::GetReady)),
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
            if !proof.is_running() {
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
            stop_lints(proof, effects);
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
            if proof.is_waiting() {
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
        ProofAction::DrawMap(layout) => draw_map(proof, layout, effects),
        ProofAction::CheckLints => check_lints(proof, effects),
        // They change more than the proof.
        ProofAction::Watch
        | ProofAction::WatchForReal
        | ProofAction::WatchShown(_)
        | ProofAction::WatchOutcome(_)
        | ProofAction::WatchLint(_)
        | ProofAction::OpenCell(_) => {}
    }
}

fn give_up(proof: &mut Proof, trouble: Trouble) {
    if !proof.is_waiting() {
        return;
    }
    if proof.is_running() {
        proof.stage = Stage::Failed;
    }
    if proof.lints.stage == LintStage::Running {
        proof.lints.stage = LintStage::Failed;
    }
    proof.map.is_running = false;
    proof.trouble = Some(trouble);
}

/// Lets go of what is no longer true, once the page is about something else.
pub fn follow(proof: &mut Proof, effects: &mut Vec<Effect>) {
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
    if !proof.lints.is_about(&proof.present) {
        stop_lints(proof, effects);
        proof.lints = LintCheck::default();
    }
}

fn ask(proof: &mut Proof, effects: &mut Vec<Effect>) {
    ask_for(proof, Task::Prove(proof.present.setup), effects);
}

fn ask_for(proof: &mut Proof, task: Task, effects: &mut Vec<Effect>) {
    proof.looks_for_starvation = matches!(task, Task::ProveFair(_));
    stop_map(proof, effects);
    stop_lints(proof, effects);
    proof.trouble = None;
    proof.subject = Some(proof.present.clone());
    proof.stage = Stage::Running { progress: Progress::default(), milliseconds: 0 };
    let order = Order { source: proof.present.source.clone(), task };
    effects.push(Effect::Proof(ProofEffect::Ask(Box::new(order))));
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

fn stop_lints(proof: &mut Proof, effects: &mut Vec<Effect>) {
    if proof.lints.stage == LintStage::Running {
        proof.lints.stage = LintStage::NotAsked;
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
    Finding::of(report, milliseconds)
}

fn take_in(proof: &mut Proof, answer: Answer) {
    // It gives signs.
    proof.trouble = None;
    match answer {
        // The course has it.
        Answer::Judged(_) => {}
        Answer::Progress { progress, milliseconds } => {
            if proof.is_running() {
                proof.stage = Stage::Running { progress, milliseconds };
            }
        }
        Answer::Report { report, milliseconds } => {
            if proof.is_running() {
                let finding = Finding::of(report, milliseconds);
                proof.stage = Stage::Done(Rc::new(finding));
            }
        }
        Answer::Walks(walks) => {
            if let Stage::Done(finding) = &mut proof.stage {
                Rc::make_mut(finding).walks = Some(walks);
            }
        }
        Answer::Outcomes { outcomes, walks } => {
            if let Stage::Done(finding) = &mut proof.stage {
                Rc::make_mut(finding).outcomes = Some((outcomes, walks));
            }
        }
        Answer::Under { runtime, outcome } => {
            if let Stage::Done(finding) = &mut proof.stage {
                Rc::make_mut(finding).under_others.push((runtime, outcome));
            }
        }
        Answer::Linted(verdicts) => {
            if proof.lints.stage == LintStage::Running {
                proof.lints.stage = LintStage::Done(Rc::new(verdicts));
            }
        }
        Answer::Cell { index, outcome } => {
            if proof.map.is_running {
                proof.map.fill(index, outcome);
            }
        }
    }
}

fn draw_map(proof: &mut Proof, layout: Layout, effects: &mut Vec<Effect>) {
    let is_whole = proof.map.cells.iter().all(|it| it.outcome.is_some());
    if proof.map.layout == layout
        && !proof.map.cells.is_empty()
        && (proof.map.is_running || is_whole)
    {
        return;
    }
    stop(proof, effects);
    stop_lints(proof, effects);
    proof.map = Map::begun(layout, &proof.present);
    proof.trouble = None;
    let map = &proof.map;
    let setups = map.asked.iter().map(|&at| map.cells[at].setup(&proof.present)).collect();
    let order = Order { source: proof.present.source.clone(), task: Task::Map(setups) };
    effects.push(Effect::Proof(ProofEffect::Ask(Box::new(order))));
}

fn check_lints(proof: &mut Proof, effects: &mut Vec<Effect>) {
    if matches!(proof.lints.stage, LintStage::Running | LintStage::Done(_)) {
        return;
    }
    stop(proof, effects);
    stop_map(proof, effects);
    proof.trouble = None;
    let (source, setup) = (proof.present.source.clone(), lint::setup(&proof.present));
    let order = Order { source: source.clone(), task: Task::Lint(setup) };
    let subject = Subject { source, setup };
    proof.lints = LintCheck { stage: LintStage::Running, subject: Some(subject) };
    effects.push(Effect::Proof(ProofEffect::Ask(Box::new(order))));
}
