//! What stands out in a whole program: in words, and with what the checker knows of it.
//!
//! `python::lint` looks at the text alone, and so can only say what *can* happen. Whether it does is asked of the checker, by the
//! page and by the command line alike.

mod judging;

pub use judging::judge_lints;

use super::proof::Subject;
use super::proof::watching::Watched;
use crate::checker::{Counterexample, LastLineOutcome};
use crate::notation::{Granularity, Lint, Setup};
use crate::text::{Passages, fill};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// What the checker knows of something that stands out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LintVerdict {
    /// This schedule passes the line and breaks a rule in a way that comes of it.
    Breaks(Counterexample),
    /// This schedule ends with another last line than others do.
    Prints(LastLineOutcome),
    /// No schedule makes anything of it.
    Harmless,
    /// That is not known.
    Open,
}

/// What the checker was asked about all that stands out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LintCheck {
    /// How far it is.
    pub stage: LintStage,
    /// What the verdicts, or those under way, are about.
    pub(super) subject: Option<Subject>,
}

impl LintCheck {
    /// Whether it is about this.
    pub(super) fn is_about(&self, present: &Subject) -> bool {
        let is_it = |it: &Subject| it.setup == setup(present) && it.source == present.source;
        self.subject.as_ref().is_none_or(is_it)
    }
}

impl LintStage {
    /// What the checker knows of one of the things, by its place in the text.
    pub fn verdict(&self, index: usize) -> Option<&LintVerdict> {
        match self {
            LintStage::Done(verdicts) => verdicts.get(index),
            LintStage::NotAsked | LintStage::Running | LintStage::Failed => None,
        }
    }

    /// The schedule that makes something of one of them.
    pub(super) fn to_watch(&self, index: usize) -> Option<Watched> {
        match self.verdict(index)? {
            LintVerdict::Breaks(found) => Some(found.into()),
            LintVerdict::Prints(other) => Some(other.into()),
            LintVerdict::Harmless | LintVerdict::Open => None,
        }
    }
}

/// How far the checker is with what stands out.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum LintStage {
    /// It was not asked.
    #[default]
    NotAsked,
    /// It is at work.
    Running,
    /// A verdict for each, in the order of the text.
    Done(Rc<Vec<LintVerdict>>),
    /// It could not answer.
    Failed,
}

/// The numbers that are asked about: with the accesses of threads one by one, as lints are about what lies between the accesses of
/// one line.
pub(super) fn setup(present: &Subject) -> Setup {
    Setup { granularity: Granularity::Access, ..present.setup }
}

/// What can happen where something stands out, in a sentence; its name, where the sentences are not here.
pub fn describe_lint(sentences: Option<&Passages>, found: &Lint) -> String {
    let name = found.kind.name();
    let said: Vec<&str> = found.words.iter().map(String::as_str).collect();
    sentences.and_then(|it| it.get(name)).map_or_else(|| name.to_owned(), |it| fill(it, &said))
}
