//! One run: the machine, the books, and the schedule that led there.

mod item_story;
mod past;
mod room;

pub use item_story::ItemStory;
pub use room::Room;

use super::console::Console;
use super::ledger::Ledger;
use super::machine::{Machine, Standing};
use super::timeline::{Strip, Timeline};
use super::violation::Violation;
use crate::program::{Choice, Event, Line, LogEntry, ObjectId, Outcome, Pc, Program, ThreadId};
use past::{Past, RECENT};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::sync::Arc;

/// How far ahead of a position in the far past its timeline is worked out again, in steps.
const AHEAD: usize = 1024;

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
/// found again by stepping from the checkpoint before it.
///
/// The past takes at most the [`Room`] that it is given, and that of a [timeline](Timeline). In a
/// longer run the oldest part is forgotten; see [`Run::first_known`].
#[derive(Clone, Debug)]
pub struct Run {
    present: Snapshot,
    past: Past,
    /// The latest moments up to the present, oldest first.
    recent: VecDeque<Moment>,
    timeline: Timeline,
    /// The timeline around a position in the far past, which the other one does not know in
    /// detail any more.
    close_up: Option<Timeline>,
    /// Whether the last known state was found to break a rule when it was left.
    left_broken: bool,
}

#[derive(Clone, Debug)]
struct Snapshot {
    machine: Machine,
    ledger: Ledger,
    console: Console,
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
#[allow(
    clippy::large_enum_variant,
    reason = "nearly all are steps, and each would be an allocation"
)]
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
        Run::within(program, Room::default())
    }

    /// A run whose past takes no more room than this.
    pub fn within(program: Arc<Program>, room: Room) -> Run {
        let (machine, work) = Machine::new(program.clone());
        let ledger = Ledger::new(&machine, &work);
        let timeline = Timeline::from_state(&machine, &ledger, 0);
        let mut console = Console::default();
        for (thread, work) in program.thread_ids().zip(&work) {
            console.note(thread, 0, &work.printed);
        }
        let start = Snapshot { machine, ledger, console, position: 0 };
        Run {
            present: start.clone(),
            past: Past::new(start, room),
            recent: VecDeque::new(),
            timeline,
            close_up: None,
            left_broken: false,
        }
    }

    /// Gives the past more room or less, from the next steps on.
    pub fn set_room(&mut self, room: Room) {
        self.past.set_room(room);
    }

    /// The state at the present position.
    pub fn machine(&self) -> &Machine {
        &self.present.machine
    }

    /// What has been printed at the present position.
    pub fn console(&self) -> &Console {
        &self.present.console
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

    /// How many steps were made, those after the present position included.
    pub fn length(&self) -> usize {
        self.past.last()
    }

    /// The first position that can still be shown; 0 until a run is so long that its oldest
    /// part is forgotten.
    pub fn first_known(&self) -> usize {
        self.past.first()
    }

    /// The turns of the known steps, in order: all of them, as long as
    /// [nothing is forgotten](Run::first_known).
    pub fn schedule(&self) -> impl ExactSizeIterator<Item = Turn> + Clone {
        (self.first_known()..self.length()).map(|position| self.past.turn(position))
    }

    /// About how many bytes the past takes.
    pub fn past_bytes(&self) -> usize {
        let close_up = self.close_up.as_ref().map_or(0, Timeline::bytes);
        self.past.bytes() + self.timeline.bytes() + close_up
    }

    /// What the threads did from one position to another, in at most so many columns.
    pub fn strip(&self, from: usize, to: usize, most_columns: usize) -> Strip {
        let from = from.max(self.first_known());
        self.timeline.strip(self.close_up.as_ref(), from, to.min(self.length()), most_columns)
    }

    /// The steps known to break a rule, in order: each with whether a run ends with it. At most
    /// the latest 1,024. A deadlock is the matter of a state and not of a step; see
    /// [`Run::ends_broken`].
    pub fn violations(&self) -> impl DoubleEndedIterator<Item = (usize, bool)> {
        let first = self.first_known();
        self.timeline.marks().filter(move |&(step, _)| step > first)
    }

    /// Whether the last known state breaks a rule for which runs end.
    pub fn ends_broken(&self) -> bool {
        if self.position() < self.length() {
            return self.left_broken;
        }
        matches!(self.ending(), Some(Ending::Broken(_)))
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
        self.past.push(Turn { thread, choice: moment.event.choice }, &self.present);
        self.timeline.push(&self.present.machine, &self.present.ledger, &moment);
        if let Some(close_up) = &mut self.close_up {
            close_up.forget_after(self.present.position - 1);
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

    /// Goes to a position, forwards or backwards; one beyond the end goes to the end, one that
    /// is forgotten to the first that is not.
    pub fn seek(&mut self, position: usize) {
        let target = position.clamp(self.first_known(), self.length());
        self.left_broken = self.ends_broken();
        if !self.goes_on_to(target) {
            // Far enough back that the log is full again on arrival.
            let from = self.past.before(target.saturating_sub(RECENT));
            self.present = from.clone();
            self.recent.clear();
        }
        while self.present.position < target {
            let turn = self.past.turn(self.present.position);
            let moment = self.present.step(turn);
            self.remember(moment.expect("a schedule that was possible once is so again"));
        }
    }

    /// Whether a position is near enough ahead to be reached from the present one.
    fn goes_on_to(&self, target: usize) -> bool {
        (self.present.position..self.present.position + RECENT).contains(&target)
    }

    /// Works out the [strip](Run::strip) around the present position in detail, unless it is
    /// known: far back in a long run only its outlines are kept.
    pub fn look_closer(&mut self) {
        let position = self.present.position;
        let wanted = position.saturating_sub(AHEAD / 2).max(self.first_known())
            ..(position + AHEAD / 2).min(self.length());
        let is_known = |it: &Timeline| it.knows_in_detail(wanted.clone());
        if is_known(&self.timeline) || self.close_up.as_ref().is_some_and(is_known) {
            return;
        }
        let from = self.past.before(wanted.start);
        let mut close_up = Timeline::from_state(&from.machine, &from.ledger, from.position);
        self.past.walk(from, position + AHEAD, |state, moment| {
            close_up.push(&state.machine, &state.ledger, &moment);
            true
        });
        self.close_up = Some(close_up);
    }

    /// Whether the run has come to an end at the present position, and to which.
    pub fn ending(&self) -> Option<Ending> {
        let broken = self.recent.back().and_then(|it| it.violation.clone());
        if let Some(violation) = broken.filter(Violation::ends_a_run) {
            return Some(Ending::Broken(violation));
        }
        let Snapshot { machine, ledger, position, .. } = &self.present;
        let position = *position as u64;
        if position == 0
            && let Some(violation) = ledger.broken_from_the_start()
        {
            return Some(Ending::Broken(violation));
        }
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
}

/// Why a thread cannot step.
#[derive(Debug)]
enum Unable {
    Waits,
    Ended,
}

impl Snapshot {
    /// About how many bytes it takes.
    fn bytes(&self) -> usize {
        size_of::<Snapshot>()
            + self.machine.heap_bytes()
            + self.ledger.heap_bytes()
            + self.console.heap_bytes()
    }

    fn step(&mut self, Turn { thread, choice }: Turn) -> Result<Moment, Unable> {
        let was_inside = self.machine.inside(thread).is_some();
        let event = match self.machine.step(thread, choice) {
            Outcome::Ran(event) => event,
            Outcome::Blocked { .. } => return Err(Unable::Waits),
            Outcome::Finished => return Err(Unable::Ended),
        };
        self.position += 1;
        let number = self.position as u64;
        self.console.note(thread, number, &event.printed);
        let (violation, slept) =
            self.ledger.book(&mut self.machine, was_inside, number, thread, &event);
        let line = self.machine.role(thread).line(event.at);
        let slept = match slept.is_empty() {
            true => Vec::new(),
            false => slept.into_iter().filter_map(|it| Sleeper::find(&self.machine, it)).collect(),
        };
        Ok(Moment { number, thread, event, line, slept, violation })
    }
}

impl Sleeper {
    /// A thread with what it waits for in this state; `None` when it does not wait.
    pub fn find(machine: &Machine, thread: ThreadId) -> Option<Sleeper> {
        let Standing::Waiting(object) = machine.standing(thread) else { return None };
        let declared = machine.program().object(object);
        let held_by = declared.holder(machine.memory().get(declared.base));
        Some(Sleeper { thread, at: machine.thread(thread).next?, object, held_by })
    }
}

impl Run {
    /// What a thread can do next at the present position.
    pub fn standing(&self, thread: ThreadId) -> Standing {
        self.present.machine.standing(thread)
    }
}
