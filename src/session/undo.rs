//! Undo: a switch, a number, a choice of program, a repair, taken back and made again. The editor has
//! its own, and so what is typed there ends what can be taken back here.

use super::action::Action;
use super::consequence::{Consequence, Next, Say};
use super::document::{Document, DocumentAction, Edition};
use super::effect::Effect;
use super::notice::Notice;
use crate::catalogue::{Entry, KnobName, Setting};

/// The most changes that are remembered.
const MOST: usize = 100;

/// What can be taken back, and what was.
#[derive(Clone, Debug, Default)]
pub struct Undo {
    /// The latest change last.
    past: Vec<Change>,
    /// What was taken back last, last.
    future: Vec<Change>,
}

/// A change, and what the document is to be when it is taken back, or made again.
#[derive(Clone, Debug)]
struct Change {
    what: Undoable,
    to: Edition,
}

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undoable {
    /// A fault of this program, by its place in its list, was switched.
    Fault(&'static Entry, usize),
    /// A number.
    Number(Setting),
    /// A constant of the text.
    Knob(KnobName),
    /// How fine a step is, or whether threads wake for nothing.
    Steps,
    /// The choice of a program.
    Program,
    /// The repair.
    Repair,
}

/// What happens to changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoAction {
    /// Take the latest change back.
    Undo,
    /// Make it again.
    Redo,
}

/// What an action means for what can be taken back, if it changes the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It can be taken back.
    Change(Undoable),
    /// Nothing that was before it is to come back.
    End,
}

/// What an action means for what can be taken back; `None` where it means nothing.
pub(super) fn mark_of(document: &Document, action: &Action) -> Option<Mark> {
    let action = match action {
        Action::Document(action) => action,
        Action::Sharing(action) if action.opens_a_program() => return Some(Mark::End),
        Action::Lesson(_) => return Some(Mark::End),
        _ => return None,
    };
    Some(Mark::Change(match action {
        DocumentAction::SetFault(fault, _) => Undoable::Fault(document.entry, *fault),
        DocumentAction::Type(setting, _) | DocumentAction::Nudge(setting, _) => {
            Undoable::Number(*setting)
        }
        DocumentAction::TypeKnob(name, _) | DocumentAction::NudgeKnob(name, _) => {
            Undoable::Knob(*name)
        }
        DocumentAction::SetGranularity(_)
        | DocumentAction::SetRuntime(_)
        | DocumentAction::SetSpuriousWakes(_) => Undoable::Steps,
        DocumentAction::ChooseProgram(_) => Undoable::Program,
        DocumentAction::RepairAll => Undoable::Repair,
        // Each has its own way back.
        DocumentAction::Edit(_)
        | DocumentAction::BeginWith(_)
        | DocumentAction::DiscardEdits
        | DocumentAction::TakeBackDiscard
        | DocumentAction::Restore { .. } => return Some(Mark::End),
        DocumentAction::ShowCode(_) | DocumentAction::ShowFile(_) => return None,
    }))
}

impl Undo {
    /// Notes that something has changed, and what there was before.
    pub(super) fn note(&mut self, mark: Mark, before: Edition) {
        let Mark::Change(what) = mark else {
            *self = Undo::default();
            return;
        };
        self.future.clear();
        if self.past.len() == MOST {
            self.past.remove(0);
        }
        self.past.push(Change { what, to: before });
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }
}

/// Takes a change back, or makes it again.
pub(super) fn update(undo: &mut Undo, document: &mut Document, action: UndoAction) -> Consequence {
    let Undo { past, future } = undo;
    let (from, to) = match action {
        UndoAction::Undo => (past, future),
        UndoAction::Redo => (future, past),
    };
    let Some(Change { what, to: back }) = from.pop() else {
        return Say::This(Notice::NothingTo(action)).into();
    };
    to.push(Change { what, to: document.edition() });
    document.open(back);
    let say = Say::This(match action {
        UndoAction::Undo => Notice::Undone(what),
        UndoAction::Redo => Notice::Redone(what),
    });
    Consequence { next: Next::UnlessChanged, say, effects: vec![Effect::KeepProgram] }
}
