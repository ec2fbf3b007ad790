//! The page as a link, and as the text of its steps; and back.

pub(super) mod link;
pub(super) mod opening;

use crate::engine::{ScheduleProblemKind, WhyNot};
use std::rc::Rc;

/// What the reader shares, or was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sharing {
    /// The state that is shared, as it was when that was asked for.
    pub shared: Option<Rc<Shared>>,
    /// Why the steps that the reader gave could not be opened.
    pub steps_refused: Option<StepsRefused>,
}

/// What happens to what is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SharingAction {
    /// Work out what is to be shared; the run pauses.
    Share,
    /// What a link says: the fragment of an address, without its `#`. One that cannot be read changes
    /// nothing but the notice.
    OpenLink(String),
    /// The run that these steps make, as text.
    OpenSteps(String),
}

/// The present state, to be shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The fragment of the link, without its `#`.
    pub fragment: String,
    /// What the link holds.
    pub holds: Holds,
    /// The steps as text; `None` where they are more than fit in a link.
    pub steps: Option<String>,
}

/// What a link holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Everything.
    Everything,
    /// Everything but the steps, which are too many.
    NoSteps,
    /// Neither the reader's text, which is too long, nor its steps.
    NoText,
}

/// Why steps that were given as text cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepsRefused {
    /// The text is wrong.
    Word {
        /// The word that is wrong.
        word: String,
        /// What is wrong with it.
        kind: ScheduleProblemKind,
    },
    /// A step is not possible.
    Step {
        /// Its number, from 1.
        step: usize,
        /// Who should make it; empty where the program has no such thread.
        thread: String,
        /// Why it cannot.
        why: WhyNot,
    },
    /// The program has to be put right first.
    TextIsWrong,
}

/// What there is to say of a link, or of steps, that were opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// The link is damaged.
    Damaged,
    /// The link is of a newer page.
    Newer,
    /// These names in it mean nothing here.
    UnknownNames(Vec<String>),
    /// Its steps could not be made.
    StepsRefused(StepsRefused),
    /// Its run was too long to hold the steps.
    NoSteps,
    /// Its steps were made by real threads, and simulated ones go on.
    Recorded,
    /// A step broke the run, and so many turns behind it were left out.
    LeftOut {
        /// The number of the step.
        step: usize,
        /// How many stood behind it.
        turns: usize,
    },
}
