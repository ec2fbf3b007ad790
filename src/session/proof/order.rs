//! What goes to the checker's worker, and what comes back.

use super::map::Outcome;
use crate::checker::{LineWalks, Outcomes, Progress, Report, Walks};
use crate::notation::{Runtime, Setup};
use crate::session::LintVerdict;
use crate::session::lesson::{Judgement, Question};
use serde::{Deserialize, Serialize};

/// What the checker is asked to do. It is plain data, and small: the worker compiles the text
/// again, as a compiled program leaves its invariants behind when it travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The text, faults applied.
    pub source: String,
    /// What to do with it.
    pub task: Task,
}

/// What to do with a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// Look through all schedules with these numbers. If one breaks it, random ones are tried as
    /// well. Then the same under each other runtime, not for long.
    Prove(Setup),
    /// Look through all schedules, and whether a thread can starve: the others can go first forever.
    ProveFair(Setup),
    /// Look through all schedules with each of these numbers, in this order, not for long each.
    Map(Vec<Setup>),
    /// Say of each thing that stands out in the text whether it happens with these numbers, not for long.
    Lint(Setup),
    /// Judge answers to challenges of the course, in this order. The texts are in the answers.
    Judge(Vec<Question>),
}

/// What the checker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// How far it has come.
    Progress {
        /// So far.
        progress: Progress,
        /// In so many milliseconds.
        milliseconds: u32,
    },
    /// What came of it.
    Report {
        /// The report.
        report: Report,
        /// How long it took, in milliseconds.
        milliseconds: u32,
    },
    /// What came of random schedules.
    Walks(Walks),
    /// What a whole program can print last.
    Outcomes {
        /// The lines.
        outcomes: Outcomes,
        /// How often random schedules come to each.
        walks: LineWalks,
    },
    /// What came of the same program under another runtime.
    Under {
        /// Which.
        runtime: Runtime,
        /// What came of it.
        outcome: Outcome,
    },
    /// What came of the things that stand out, in the order of the text.
    Linted(Vec<LintVerdict>),
    /// What came of the next of the answers that were to be judged.
    Judged(Judgement),
    /// What came of one entry of a map.
    Cell {
        /// Its place in the order.
        index: u32,
        /// What came of it.
        outcome: Outcome,
    },
}

impl Order {
    /// The order as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("an order is plain data, which always serialises")
    }
}

impl Answer {
    /// Reads what a worker wrote; `None` if it is no answer of this version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Answer> {
        postcard::from_bytes(bytes).ok()
    }
}
