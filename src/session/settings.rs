//! What the reader chooses for a run, and how the run starts again with it.

use super::action::Effect;
use super::model::{Changed, Model, Motion, Notice, ThreadKind};
use super::update::{restart, run_on};
use crate::catalogue::{Configuration, Limit, Setting};
use crate::engine::SchedulerKind;

/// Everything chosen that makes a run another one, but for its text.
type Chosen = (Configuration, ThreadKind, SchedulerKind, u64);

fn chosen(model: &Model) -> Chosen {
    (model.configuration, model.chosen_kind, model.scheduler, model.seed)
}

/// Makes a change. If something is another one then, the run starts again; and if it was running,
/// the new one does too, which the reader is told.
pub(super) fn change(model: &mut Model, effects: &mut Vec<Effect>, make: impl FnOnce(&mut Model)) {
    let before = chosen(model);
    make(model);
    if chosen(model) == before {
        return;
    }
    let was_running = model.motion == Motion::Running;
    let changed = match model.configuration.faults == before.0.faults {
        true => Changed::Settings,
        false => Changed::Program,
    };
    model.notice = None;
    restart(model, effects);
    if was_running && model.text_is_right() {
        run_on(model);
        model.notice = Some(Notice::StartedAgain(changed));
    }
}

/// Takes a seed as it was typed. Who types one wants to see the same run again and again.
pub(super) fn type_seed(model: &mut Model, typed: String, effects: &mut Vec<Effect>) {
    match typed.trim().parse() {
        Ok(seed) => {
            model.notice = None;
            model.keeps_seed = true;
            change(model, effects, |it| it.seed = seed);
        }
        Err(_) => model.notice = Some(Notice::NotANumber { typed, setting: None }),
    }
}

/// Chooses a number as it was typed.
pub(super) fn type_number(
    model: &mut Model,
    setting: Setting,
    typed: &str,
    effects: &mut Vec<Effect>,
) {
    let typed = typed.trim();
    let digits = typed.strip_prefix('-').unwrap_or(typed);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number {
        model.notice = Some(Notice::NotANumber { typed: typed.into(), setting: Some(setting) });
    } else if digits.len() < typed.len() && digits.bytes().any(|byte| byte != b'0') {
        let lowest = u64::from(*setting.range().start());
        set_number(model, setting, lowest, effects);
        model.notice = Some(below_range(model, setting));
    } else {
        // More digits than a number can have are more than any range allows.
        set_number(model, setting, digits.parse().unwrap_or(u64::MAX), effects);
    }
}

/// The number is the lowest it may be.
pub(super) fn below_range(model: &Model, setting: Setting) -> Notice {
    Notice::Clamped(Limit { setting, set_to: model.configuration.get(setting) })
}

/// Chooses the number that is nearest to this one.
pub(super) fn set_number(
    model: &mut Model,
    setting: Setting,
    wanted: u64,
    effects: &mut Vec<Effect>,
) {
    let mut limit = None;
    model.notice = None;
    change(model, effects, |it| limit = it.configuration.set(setting, wanted));
    if let Some(limit) = limit {
        model.notice = Some(Notice::Clamped(limit));
    }
}
