//! What the page knows of proofs, and what can happen to them.

use super::map::{Layout, Map, Outcome};
use super::order::{Answer, Order};
use super::subject::Subject;
use super::trouble::Trouble;
use crate::checker::{LineWalks, Outcomes, Progress, Report, Walks};
use crate::engine::ViolationKind;
use crate::notation::Runtime;
use crate::session::lint::{LintCheck, LintStage};
use std::rc::Rc;

/// Everything the page knows of proofs.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// How far it is.
    pub stage: Stage,
    /// What the latest verdict, or the one under way, is about.
    pub subject: Option<Rc<Subject>>,
    /// What the page is about now.
    pub present: Rc<Subject>,
    /// Whether the reader wants to be asked before a verdict.
    pub predicts_first: bool,
    /// Whether the verdict there is, or that under way, says too whether a thread can starve.
    pub looks_for_starvation: bool,
    /// What the reader expects of the verdict there is, or of that under way.
    pub prediction: Option<Prediction>,
    /// *Where does it break?*
    pub map: Map,
    /// What stands out in the text, as far as it was asked about.
    pub lints: LintCheck,
    /// What is the matter with the checker, if anything.
    pub trouble: Option<Trouble>,
}

/// How far a proof is.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// Nothing was asked.
    Idle,
    /// The reader is asked first.
    Predicting,
    /// The search is under way.
    Running {
        /// How far it has come.
        progress: Progress,
        /// For how long, in milliseconds.
        milliseconds: u32,
    },
    /// There is an answer, be it that it was stopped.
    Done(Rc<Finding>),
    /// The checker could not answer at all.
    Failed,
}

/// What came of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The checker's report.
    pub report: Report,
    /// How long it took, in milliseconds.
    pub milliseconds: u32,
    /// How often random schedules break it, once that is known.
    pub walks: Option<Walks>,
    /// What a whole program can print last, and how often random schedules come to each line, once that is known.
    pub outcomes: Option<(Outcomes, LineWalks)>,
    /// What came of the same program under other runtimes, once that is known.
    pub under_others: Vec<(Runtime, Outcome)>,
}

impl Finding {
    /// A verdict of which nothing more is known yet.
    pub(super) fn of(report: Report, milliseconds: u32) -> Finding {
        Finding { report, milliseconds, walks: None, outcomes: None, under_others: Vec::new() }
    }
}

/// What a reader can expect of a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prediction {
    /// It holds.
    Holds,
    /// Items are lost, taken twice, or leave in another order.
    ItemsGoWrong,
    /// Threads wait or go round forever.
    GetsStuck,
    /// An exception or an `assert` ends it.
    Fails,
}

impl Prediction {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Prediction; 4] =
        [Prediction::Holds, Prediction::ItemsGoWrong, Prediction::GetsStuck, Prediction::Fails];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Prediction::Holds => "holds",
            Prediction::ItemsGoWrong => "items",
            Prediction::GetsStuck => "stuck",
            Prediction::Fails => "fails",
        }
    }

    /// The prediction that a violation makes come true.
    pub fn of(kind: ViolationKind) -> Prediction {
        match kind {
            ViolationKind::Overwrite
            | ViolationKind::EmptyRead
            | ViolationKind::DuplicateRead
            | ViolationKind::LostUpdate
            | ViolationKind::Order => Prediction::ItemsGoWrong,
            ViolationKind::Deadlock
            | ViolationKind::Stranded
            | ViolationKind::UnfinishedThread
            | ViolationKind::StuckThread
            | ViolationKind::Livelock
            | ViolationKind::Starvation => Prediction::GetsStuck,
            // A proof never finds it; a run without end shows it.
            ViolationKind::Grows => Prediction::Holds,
            ViolationKind::Exception
            | ViolationKind::Assertion
            | ViolationKind::MutualExclusion
            | ViolationKind::Invariant => Prediction::Fails,
        }
    }
}

/// What happens to proofs.
#[derive(Clone, Debug, PartialEq)]
pub enum ProofAction {
    /// The reader is about to ask: get ready.
    GetReady,
    /// Prove it; or ask the reader first.
    Prove,
    /// Prove it, and look for threads that can be passed over forever.
    ProveFair,
    /// The reader expects this. Then it is proved.
    Predict(Prediction),
    /// Whether to ask the reader before a verdict.
    SetPredictsFirst(bool),
    /// Stop the search.
    Cancel,
    /// What the checker says.
    Answered(Answer),
    /// The checker has answered all there is to answer.
    Finished,
    /// The checker will say no more.
    Failed(Trouble),
    /// The checker has given no sign for so many seconds, while it should have.
    Silent(u32),
    /// Begin the search under way again.
    TryAgain,
    /// Show the schedule of the verdict as the run.
    Watch,
    /// Let real threads make the steps that the checker found.
    WatchForReal,
    /// Show one of the violations that are only shown, by its place among them.
    WatchShown(usize),
    /// Show a run that ends with one of the last lines, by its place among them.
    WatchOutcome(usize),
    /// Ask whether what stands out in the text happens.
    CheckLints,
    /// Show the schedule that makes something of what stands out, by its place in the text.
    WatchLint(usize),
    /// Draw the map.
    DrawMap(Layout),
    /// Choose the numbers of a cell of the map, by its place, and show its run.
    OpenCell(usize),
}

/// What a proof asks the outside to do.
#[derive(Clone, Debug, PartialEq)]
pub enum ProofEffect {
    /// Have a checker ready, as it will soon be asked.
    GetReady,
    /// Carry this out. Whatever was under way is dropped.
    Ask(Box<Order>),
    /// Drop what is under way.
    Cancel,
}

impl Proof {
    /// Nothing was asked about this yet.
    pub fn new(present: Subject) -> Proof {
        Proof {
            stage: Stage::Idle,
            subject: None,
            present: Rc::new(present),
            predicts_first: false,
            looks_for_starvation: false,
            prediction: None,
            map: Map::default(),
            lints: LintCheck::default(),
            trouble: None,
        }
    }

    /// Whether the verdict is about what the page shows now.
    pub fn is_present(&self) -> bool {
        self.subject.as_ref() == Some(&self.present)
    }

    /// Whether a search is under way.
    pub fn is_running(&self) -> bool {
        matches!(self.stage, Stage::Running { .. })
    }

    /// Whether the checker was asked anything that it has not answered.
    pub(super) fn is_waiting(&self) -> bool {
        self.is_running() || self.map.is_running || self.lints.stage == LintStage::Running
    }

    /// What was found, if anything was.
    pub fn finding(&self) -> Option<&Rc<Finding>> {
        match &self.stage {
            Stage::Done(finding) => Some(finding),
            _ => None,
        }
    }
}
