//! What a command means for the page: actions, all of them or none.

use super::parameters::Parameters;
use super::protocol::{Code, Command, Refusal};
use crate::catalogue::Entry;
use crate::engine::SchedulerKind;
use crate::session::{
    Action, DocumentAction, Model, Motion, Notice, Opening, PlaybackAction, ProofAction,
    SharingAction, Stage, ThreadKind, ThreadsAction, update,
};

/// The actions that carry out a command on the page as it is.
///
/// # Errors
///
/// Says why the command cannot be carried out; then no action is to be taken.
pub fn actions_for(model: &Model, command: &Command) -> Result<Vec<Action>, Refusal> {
    let is_running = model.playback.motion == Motion::Running;
    let toggle = Action::from(PlaybackAction::Toggle);
    let run = &model.playback.run;
    let right = |action: Action| match model.text_is_right() {
        true => Ok(action),
        false => Err(text_is_wrong()),
    };
    Ok(match command {
        Command::Load(parameters) => load(model, parameters)?,
        Command::LoadLink(fragment) => {
            tried(model, vec![SharingAction::OpenLink(fragment.clone()).into()])?
        }
        Command::Run if is_running => Vec::new(),
        Command::Run => vec![right(toggle)?],
        Command::Pause if is_running => vec![toggle],
        Command::Pause => Vec::new(),
        Command::Step { .. } if !model.text_is_right() => return Err(text_is_wrong()),
        Command::Step { thread } => {
            let mut actions = Vec::from_iter(is_running.then_some(toggle));
            actions.push(step(model, thread.as_deref())?);
            actions
        }
        Command::Back if run.position() <= run.first_known() => {
            return Err(Code::NotPossible.because("the run is at its first known step"));
        }
        Command::Back => vec![PlaybackAction::Back.into()],
        Command::Seek { step } if !(run.first_known()..=run.length()).contains(step) => {
            let (first, last) = (run.first_known(), run.length());
            return Err(Code::OutOfRange.because(format!("steps {first} to {last} are known")));
        }
        Command::Seek { step } => vec![PlaybackAction::Seek(*step).into()],
        Command::Reset => vec![PlaybackAction::Reset.into()],
        Command::Set(parameters) => set(model, parameters)?,
        Command::Check => check(model, right(ProofAction::Prove.into())?),
        Command::Outcomes if model.has_roles() => {
            let message = "only whole programs have a line that they print last";
            return Err(Code::NotAvailable.because(message));
        }
        // They come after the verdict.
        Command::Outcomes => check(model, right(ProofAction::Prove.into())?),
        Command::GetState => Vec::new(),
    })
}

fn text_is_wrong() -> Refusal {
    Code::TextIsWrong.because("the program's text has to be put right first")
}

/// A reader who wants to be asked before a verdict was not the one who asked.
fn check(model: &Model, prove: Action) -> Vec<Action> {
    let asks_first = model.proof.predicts_first && model.proof.stage != Stage::Predicting;
    let ask = |first| Action::from(ProofAction::SetPredictsFirst(first));
    match asks_first {
        true => vec![ask(false), prove, ask(true)],
        false => vec![prove],
    }
}

fn step(model: &Model, thread: Option<&str>) -> Result<Action, Refusal> {
    let Some(name) = thread else {
        return match model.can_go_on() {
            true => Ok(PlaybackAction::Step.into()),
            false => Err(Code::NotPossible.because("the run has come to its end")),
        };
    };
    let program = model.program();
    let found = program.thread_ids().find(|id| program.name_of(*id).to_string() == name);
    let Some(thread) = found else {
        return Err(Code::UnknownName.because(format!("there is no thread `{name}`")));
    };
    match model.can_step(thread) {
        true => Ok(PlaybackAction::StepThread(thread).into()),
        false => {
            Err(Code::NotPossible.because(format!("`{name}` cannot step: it waits or has ended")))
        }
    }
}

fn load(model: &Model, parameters: &Parameters) -> Result<Vec<Action>, Refusal> {
    if !parameters.names_a_program() {
        return Err(Code::Malformed.because("`program`, `text` or `link` says what to load"));
    }
    tried(model, parameters.opening(None))
}

/// The actions, unless something of them would be left out.
fn tried(model: &Model, actions: Vec<Action>) -> Result<Vec<Action>, Refusal> {
    let mut trial = model.clone();
    for action in &actions {
        update(&mut trial, action.clone());
    }
    match trial.notice {
        Some(Notice::Opened(Opening::UnknownNames(names))) => {
            let names = names.join("`, `");
            Err(Code::UnknownName.because(format!("`{names}` means nothing here")))
        }
        Some(Notice::Opened(Opening::StepsRefused(_))) => {
            Err(Code::DamagedLink.because("the steps are not possible for this program"))
        }
        _ => Ok(actions),
    }
}

fn set(model: &Model, parameters: &Parameters) -> Result<Vec<Action>, Refusal> {
    let document = &model.document;
    let mut actions: Vec<Action> = Vec::new();
    if let Some(text) = parameters.text() {
        actions.push(DocumentAction::Edit(text.to_owned()).into());
    }
    if let Some(faults) = parameters.faults() {
        if parameters.text().is_some() || document.own_text.is_some() {
            return Err(Code::NotPossible.because("a text of one's own has no faults to switch"));
        }
        actions
            .extend(switched(document.entry, faults, |it| document.configuration.faults.has(it))?);
    }
    for &(setting, number) in parameters.numbers() {
        let range = setting.range();
        let is_in_range = u32::try_from(number).is_ok_and(|it| range.contains(&it));
        if !is_in_range {
            let (name, first, last) = (setting.name(), range.start(), range.end());
            return Err(Code::OutOfRange.because(format!("`{name}` is {first} to {last}")));
        }
        actions.push(DocumentAction::Type(setting, number.to_string()).into());
    }
    actions.extend(parameters.granularity().map(|it| DocumentAction::SetGranularity(it).into()));
    actions.extend(parameters.runtime().map(|it| DocumentAction::SetRuntime(it).into()));
    actions.extend(parameters.has_real_threads().map(|is_real| {
        let kind = if is_real { ThreadKind::Real } else { ThreadKind::Simulated };
        ThreadsAction::ChooseKind(kind).into()
    }));
    if let Some(scheduler) = parameters.scheduler() {
        let Some(kind) = SchedulerKind::named(scheduler) else {
            return Err(Code::UnknownName.because("there is no scheduler of this name"));
        };
        actions.push(PlaybackAction::ChooseScheduler(kind).into());
    }
    actions.extend(parameters.seed().map(|it| PlaybackAction::TypeSeed(it.to_string()).into()));
    actions.extend(parameters.appearance());
    Ok(actions)
}

/// What switches exactly these faults on.
fn switched(
    entry: &Entry,
    names: &[String],
    is_on: impl Fn(usize) -> bool,
) -> Result<Vec<Action>, Refusal> {
    let mut wanted = vec![false; entry.faults.len()];
    for name in names {
        let Some(fault) = entry.fault_named(name) else {
            let entry = entry.name;
            return Err(Code::UnknownName.because(format!("`{entry}` has no fault `{name}`")));
        };
        wanted[fault] = true;
    }
    // Off before on: of faults that exclude each other the new one stays.
    let changed = |to: bool| {
        let is_on = &is_on;
        let wanted = wanted.iter().enumerate();
        let changed = wanted.filter(move |(fault, on)| **on == to && is_on(*fault) != to);
        changed.map(move |(fault, _)| DocumentAction::SetFault(fault, to).into())
    };
    Ok(changed(false).chain(changed(true)).collect())
}
