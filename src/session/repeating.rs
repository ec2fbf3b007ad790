//! The steps of a run once more, by real threads: the gate lets each through when it is its turn.

use super::action::Effect;
use super::model::{Model, Notice, RealThreadsState, Support, ThreadKind};
use crate::engine::{MOST_TURNS, Turn};
use crate::program::LogEntry;

/// The steps that real threads are to make, and how many of them they have made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    turns: Vec<Turn>,
    made: usize,
}

impl Model {
    /// Whether real threads could make the steps of this run once more. They make one in a frame:
    /// a million takes hours.
    pub fn can_repeat_for_real(&self) -> bool {
        self.support == Support::Real
            && self.kind() == ThreadKind::Simulated
            && self.text_is_right()
            && (1..=MOST_TURNS).contains(&self.run.length())
            && self.run.first_known() == 0
    }
}

/// Has the steps of the present run made once more. `restart` starts the run over.
pub(super) fn begin(
    model: &mut Model,
    effects: &mut Vec<Effect>,
    restart: impl FnOnce(&mut Model, &mut Vec<Effect>),
) {
    if !model.can_repeat_for_real() {
        return;
    }
    let turns: Vec<Turn> = model.run.schedule().collect();
    model.chosen_kind = ThreadKind::Real;
    restart(model, effects);
    model.notice = Some(Notice::Repeating { steps: turns.len() });
    model.script = Some(Script { turns, made: 0 });
}

/// Lets the next thread through, if there is one to come.
pub(super) fn go_on(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(script) = &model.script else { return };
    let is_open = model.real_threads == RealThreadsState::Ready && model.is_at_present();
    match script.turns.get(script.made) {
        Some(turn) if is_open && model.ending.is_none() => {
            effects.push(Effect::GrantTo(turn.thread, Some(turn.choice)));
        }
        // The reader has gone elsewhere, or all is done.
        _ => model.script = None,
    }
}

/// Notes a step that real threads have made. One that was not the next of the script ends it: the
/// reader has let somebody else step.
pub(super) fn note(model: &mut Model, entry: &LogEntry) {
    let Some(script) = &mut model.script else { return };
    match script.turns.get(script.made) {
        Some(turn) if turn.thread == entry.thread => script.made += 1,
        _ => model.script = None,
    }
}
