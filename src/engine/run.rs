//! One run: the machine, the books, and the schedule that led there.

use super::ledger::Ledger;
use super::machine::{Machine, Standing};
use super::violation::Violation;
use crate::program::{
    Choice, Event, Line, LogEntry, ObjectId, ObjectKind, Outcome, Pc, Program, ThreadId,
};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::sync::Arc;

/// Steps between two snapshots. Any position is reached by doing at most this many
/// steps again, which takes well under a millisecond.
const SNAPSHOT_EVERY: usize = 1024;

/// How many of the latest moments are kept for the log.
const RECENT: usize = 256;

/// A run in which the consumers only look for more is finished after so many steps for each
/// thread.
const PATIENCE: u64 = 60;

/// One entry of a schedule: who makes a step, and which way it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Turn {
    /// Who.
    pub thread: ThreadId,
    /// Which way, where the step can go several.
    pub choice: Choice,
}

/// A run and its past. Its schedule, the list of turns, tells all: any earlier position is
/// found again by stepping from the snapshot before it.
#[derive(Clone, Debug)]
pub struct Run {
    present: Snapshot,
    /// Who made each step, the first at index 0. Longer than the position after going back.
    schedule: Vec<Turn>,
    /// The states after 0, 1024, 2048 … steps.
    snapshots: Vec<Snapshot>,
    /// The latest moments up to the present, oldest first.
    recent: VecDeque<Moment>,
}

#[derive(Clone, Debug)]
struct Snapshot {
    machine: Machine,
    ledger: Ledger,
    position: usize,
}

/// One step as it happened, with what it meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The number of the step in its run, from 1.
    pub number: u64,
    /// Who made it.
    pub thread: ThreadId,
    /// What it did.
    pub event: Event,
    /// The source line it is written on.
    pub line: Line,
    /// The threads that have to wait from now on, and did not before.
    pub slept: Vec<Sleeper>,
    /// What it broke.
    pub violation: Option<Violation>,
}

/// A thread that has come to have to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sleeper {
    /// Who.
    pub thread: ThreadId,
    /// Where in its code it waits.
    pub at: Pc,
    /// For what.
    pub object: ObjectId,
    /// Who holds that, if it is a lock.
    pub held_by: Option<ThreadId>,
}

/// What came of advancing a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advance {
    /// The thread made a step.
    Stepped(Moment),
    /// The thread has to wait.
    Waits,
    /// The thread has ended.
    Ended,
}

/// How a run stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All but consumers ended, and all items are consumed. The consumers have ended too,
    /// wait for more, or have looked for more in vain for long.
    Finished,
    /// It broke a rule, and does not go on by itself.
    Broken(Violation),
}

/// The log of real threads and the machine disagree: a defect of this program, not of
/// the reader's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// The number the step would have had.
    pub number: u64,
    /// What the log says.
    pub logged: LogEntry,
    /// What the machine did instead; `None` when that thread could not step.
    pub expected: Option<LogEntry>,
}

impl Run {
    /// A run before its first step.
    pub fn new(program: Arc<Program>) -> Run {
        let (machine, work) = Machine::new(program);
        let ledger = Ledger::new(&machine, &work);
        let start = Snapshot { machine, ledger, position: 0 };
        Run {
            present: start.clone(),
            schedule: Vec::new(),
            snapshots: vec![start],
            recent: VecDeque::new(),
        }
    }

    /// The state at the present position.
    pub fn machine(&self) -> &Machine {
        &self.present.machine
    }

    /// The books at the present position.
    pub fn ledger(&self) -> &Ledger {
        &self.present.ledger
    }

    /// The program that is run.
    pub fn program(&self) -> &Arc<Program> {
        self.present.machine.program()
    }

    /// How many steps lie before the present position.
    pub fn position(&self) -> usize {
        self.present.position
    }

    /// How many steps are known, those after the present position included.
    pub fn length(&self) -> usize {
        self.schedule.len()
    }

    /// The turn of each known step, in order.
    pub fn schedule(&self) -> &[Turn] {
        &self.schedule
    }

    /// The latest moments up to the present position, oldest first; at most 256.
    pub fn recent(&self) -> impl DoubleEndedIterator<Item = &Moment> + ExactSizeIterator {
        self.recent.iter()
    }

    /// Lets a thread make the next step. Steps known after the present position are
    /// forgotten: from here on the run takes another way.
    pub fn advance(&mut self, thread: ThreadId, choice: Choice) -> Advance {
        let moment = match self.present.step(Turn { thread, choice }) {
            Ok(moment) => moment,
            Err(Unable::Waits) => return Advance::Waits,
            Err(Unable::Ended) => return Advance::Ended,
        };
        self.forget_future(self.present.position - 1);
        self.schedule.push(Turn { thread, choice: moment.event.choice });
        if self.present.position.is_multiple_of(SNAPSHOT_EVERY) {
            self.snapshots.push(self.present.clone());
        }
        self.remember(moment.clone());
        Advance::Stepped(moment)
    }

    /// Makes the step that real threads made, and compares what they saw.
    ///
    /// # Errors
    ///
    /// Fails when the machine saw something else, or could not step. The run must not be
    /// advanced any more after that.
    pub fn apply(&mut self, logged: LogEntry) -> Result<Moment, Divergence> {
        let number = self.present.position as u64 + 1;
        let Advance::Stepped(moment) = self.advance(logged.thread, logged.choice) else {
            return Err(Divergence { number, logged, expected: None });
        };
        let expected = LogEntry::of(logged.thread, &moment.event);
        if expected != logged {
            return Err(Divergence { number, logged, expected: Some(expected) });
        }
        Ok(moment)
    }

    /// Goes to a position, forwards or backwards; one beyond the end goes to the end.
    pub fn seek(&mut self, position: usize) {
        let target = position.min(self.schedule.len());
        // Far enough back that the log is full again on arrival.
        let from = target.saturating_sub(RECENT) / SNAPSHOT_EVERY;
        self.present = self.snapshots[from].clone();
        self.recent.clear();
        while self.present.position < target {
            let turn = self.schedule[self.present.position];
            let moment = self.present.step(turn);
            let moment = moment.expect("a schedule that was possible once is so again");
            self.remember(moment);
        }
    }

    /// Whether the run has come to an end at the present position, and to which.
    pub fn ending(&self) -> Option<Ending> {
        let broken = self.recent.back().and_then(|it| it.violation.clone());
        if let Some(violation) = broken.filter(Violation::ends_a_run) {
            return Some(Ending::Broken(violation));
        }
        let Snapshot { machine, ledger, .. } = &self.present;
        let position = self.present.position as u64;
        let patience = PATIENCE * machine.program().thread_count() as u64;
        if ledger.finished_since().is_some_and(|since| position - since > patience) {
            return Some(Ending::Finished);
        }
        // To wake for no reason is nothing that a thread can be counted on to do.
        if machine.program().thread_ids().any(|id| machine.can_move(id)) {
            return None;
        }
        Some(ledger.judge_standstill(machine).map_or(Ending::Finished, Ending::Broken))
    }

    fn remember(&mut self, moment: Moment) {
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(moment);
    }

    fn forget_future(&mut self, position: usize) {
        self.schedule.truncate(position);
        self.snapshots.truncate(position / SNAPSHOT_EVERY + 1);
    }
}

/// Why a thread cannot step.
#[derive(Debug)]
enum Unable {
    Waits,
    Ended,
}

impl Snapshot {
    fn step(&mut self, Turn { thread, choice }: Turn) -> Result<Moment, Unable> {
        let was_inside = self.machine.inside(thread).is_some();
        let event = match self.machine.step(thread, choice) {
            Outcome::Ran(event) => event,
            Outcome::Blocked { .. } => return Err(Unable::Waits),
            Outcome::Finished => return Err(Unable::Ended),
        };
        self.position += 1;
        let number = self.position as u64;
        let (violation, slept) =
            self.ledger.book(&mut self.machine, was_inside, number, thread, &event);
        let line = self.machine.role(thread).line(event.at);
        let slept = slept.into_iter().filter_map(|it| Sleeper::find(&self.machine, it)).collect();
        Ok(Moment { number, thread, event, line, slept, violation })
    }
}

impl Sleeper {
    /// A thread with what it waits for in this state; `None` when it does not wait.
    pub fn find(machine: &Machine, thread: ThreadId) -> Option<Sleeper> {
        let Standing::Waiting(object) = machine.standing(thread) else { return None };
        let declared = machine.program().object(object);
        let holder = match declared.kind {
            ObjectKind::Lock => machine.memory().get(declared.base) - 1,
            _ => -1,
        };
        let held_by = u8::try_from(holder).ok().map(ThreadId);
        Some(Sleeper { thread, at: machine.thread(thread).next?, object, held_by })
    }
}

impl Run {
    /// What a thread can do next at the present position.
    pub fn standing(&self, thread: ThreadId) -> Standing {
        self.present.machine.standing(thread)
    }
}
