//! *First steps*: what a newcomer does first, in three moves. Each is done by doing it.

use super::consequence::{Consequence, Next, Say};
use super::document::Edition;
use super::effect::Effect;
use super::model::Model;
use super::notice::Notice;
use super::playback::Motion;
use crate::catalogue;
use crate::engine::Ending;

/// The moves, and how far the reader has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FirstSteps {
    /// The move that is next; `None` where the moves are done or were closed.
    pub next: Option<Move>,
    /// The run in which something went wrong, by its generation.
    broke_in: Option<u64>,
}

/// A move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Move {
    /// Run it.
    Run,
    /// Switch a line off, and wait until that shows.
    Break,
    /// Step back from where it broke, to see how it came to that.
    LookBack,
}

/// What happens to the moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstStepsAction {
    /// The page was opened by somebody who has neither done nor closed them.
    Offer,
    /// The reader wants to see them again, from the first one on.
    Begin,
    /// The reader does not want to see them any more.
    Close,
}

/// What a page shows that a move can be about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The run goes on.
    pub runs: bool,
    /// Something went wrong in this run.
    pub is_broken: bool,
    /// What is shown is a step before the latest one.
    pub looks_back: bool,
}

impl Move {
    /// All of them, in their order.
    pub const ALL: [Move; 3] = [Move::Run, Move::Break, Move::LookBack];

    /// The move that is next once this is seen; `None` after the last one.
    pub fn after(self, seen: Seen) -> Option<Move> {
        match self {
            Move::Run if seen.runs => Move::Break.after(seen),
            Move::Break if seen.is_broken => Some(Move::LookBack),
            Move::LookBack if seen.is_broken && seen.looks_back => None,
            // Where a run that breaks gave way to another, there is nothing to look back at.
            Move::LookBack if !seen.is_broken => Some(Move::Break),
            it => Some(it),
        }
    }

    /// The name that styles use.
    pub fn name(self) -> &'static str {
        match self {
            Move::Run => "run",
            Move::Break => "break",
            Move::LookBack => "look-back",
        }
    }
}

/// Offers the moves, or takes them away.
pub fn update(model: &mut Model, action: FirstStepsAction) -> Consequence {
    let first = |next| FirstSteps { next, broke_in: None };
    match action {
        FirstStepsAction::Offer => {
            model.first_steps = first(Some(Move::Run));
            Consequence::default()
        }
        FirstStepsAction::Begin => {
            model.first_steps = first(Some(Move::Run));
            let entry = catalogue::first_entry();
            // They are about this program as it is written; the reader's version of it is kept.
            model.document.open(Edition::of(entry));
            let effects = vec![Effect::KeepProgram];
            Consequence { next: Next::Anew, say: Say::Away, effects }
        }
        FirstStepsAction::Close => {
            model.first_steps = first(None);
            vec![Effect::KeepFirstSteps].into()
        }
    }
}

/// Goes on to the next move if what the page shows is what this one was about.
pub(super) fn follow(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(next) = model.first_steps.next else { return };
    if !are_about(model) {
        return;
    }
    let generation = model.playback.generation;
    if matches!(model.playback.ending, Some(Ending::Broken(_))) {
        model.first_steps.broke_in = Some(generation);
    }
    let seen = Seen {
        runs: model.playback.motion == Motion::Running,
        is_broken: model.first_steps.broke_in == Some(generation),
        looks_back: !model.is_at_present(),
    };
    model.first_steps.next = next.after(seen);
    if model.first_steps.next.is_none() {
        effects.push(Effect::KeepFirstSteps);
        model.notice = Some(Notice::FirstStepsDone);
    }
}

/// Whether the page shows the program that the moves are about, and not somebody's version of it or the
/// course.
pub(super) fn are_about(model: &Model) -> bool {
    model.document.entry == catalogue::first_entry()
        && model.document.own_text.is_none()
        && !model.lesson.is_shown()
}
