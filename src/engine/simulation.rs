//! Simulated threads: a scheduler, and the time that passes for them.

use super::machine::Machine;
use super::run::{Advance, Moment, Run, Turn};
use super::scheduler::{Scheduler, SchedulerKind};
use crate::program::{self, Choice, Instruction, Item, Operation, Pc, Program, ThreadId};

/// How long one step lasts in a program's own time, in milliseconds: at ten steps a
/// second a second of the program is a second. Other speeds stretch both alike.
pub const TURN_MILLISECONDS: u32 = 100;

/// Where threads may wake spuriously, one does so once in so many turns.
const SPURIOUS_ONCE_IN: usize = 16;

/// How long the work on an item takes, who is at it, and who waits for how long.
#[derive(Clone, Debug)]
pub struct Simulation {
    scheduler: Scheduler,
    /// Turns that making and using an item take.
    produce_turns: u32,
    consume_turns: u32,
    /// For each thread, the turn at which its work or its sleep is done.
    busy_until: Vec<u64>,
    /// For each thread that waits with a time-out: where, and since which turn.
    waiting: Vec<Option<(Pc, u64)>>,
    has_timeouts: bool,
    has_choices: bool,
    now: u64,
    /// Those who can step in this turn.
    able: Vec<ThreadId>,
}

/// What came of one turn.
#[allow(
    clippy::large_enum_variant,
    reason = "nearly all are steps, and each would be an allocation"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Round {
    /// A thread made a step.
    Step(Moment),
    /// Everybody who could move is at work on an item, sleeps, or waits for a time-out; only
    /// time has passed.
    AtWork,
    /// Nobody can move, now or later.
    Standstill,
}

impl Simulation {
    /// A simulation from the present position of a run on. Times are in milliseconds of the
    /// program. In the middle of a run nobody is at work.
    pub fn new(
        run: &Run,
        kind: SchedulerKind,
        seed: u64,
        produce_time: u32,
        consume_time: u32,
    ) -> Simulation {
        let program = run.program();
        let threads = program.thread_count();
        let mut simulation = Simulation {
            scheduler: Scheduler::new(kind, seed, program),
            produce_turns: turns(produce_time),
            consume_turns: turns(consume_time),
            busy_until: vec![0; threads],
            waiting: vec![None; threads],
            has_timeouts: has(program, |it| {
                matches!(it, Instruction::Block { timeout: Some(_), .. })
            }),
            has_choices: has(program, |it| {
                matches!(it, Instruction::Do(Operation::Notify { .. } | Operation::Choose { .. }))
            }),
            now: 0,
            able: Vec::with_capacity(threads),
        };
        let is_at_start = run.position() == 0;
        for id in program.thread_ids().filter(|_| is_at_start) {
            let (_, work) = program::begin(program.role_of(id).0, program.stepper(id));
            simulation.start_work(id, work.consumed, work.produced, work.pause);
        }
        simulation
    }

    /// Whether a thread is making or using an item, or sleeps, and so does not step by itself.
    pub fn is_at_work(&self, id: ThreadId) -> bool {
        self.busy_until[id.index()] > self.now
    }

    /// Lets one turn pass, in which at most one thread makes a step.
    pub fn turn(&mut self, run: &mut Run) -> Round {
        self.now += 1;
        let (machine, waiting) = (run.machine(), run.ledger().waiting());
        let mut anybody_moves = false;
        self.able.clear();
        for index in 0..self.busy_until.len() {
            let id = ThreadId(index as u8);
            let is_due = if waiting >> index & 1 == 0 && machine.thread(id).next.is_some() {
                true
            } else if self.has_timeouts && machine.can_time_out(id) {
                self.is_time_over(machine, id)
            } else {
                continue;
            };
            anybody_moves = true;
            if is_due && self.busy_until[id.index()] < self.now {
                self.able.push(id);
            }
        }
        if !anybody_moves {
            return Round::Standstill;
        }
        let chosen = if self.scheduler.looks_ahead() {
            self.choose_ahead(run)
        } else {
            self.spurious(machine).or_else(|| self.choose(machine))
        };
        let Some((id, choice)) = chosen else { return Round::AtWork };
        match run.advance(id, choice) {
            Advance::Stepped(moment) => {
                self.note(&moment);
                Round::Step(moment)
            }
            Advance::Waits | Advance::Ended => Round::Standstill,
        }
    }

    /// Lets this very thread make a step, work or not. One that waits with a time-out gives up.
    pub fn step_thread(&mut self, run: &mut Run, id: ThreadId) -> Advance {
        self.now += 1;
        let choice = self.way(run.machine(), id);
        let advance = run.advance(id, choice);
        if let Advance::Stepped(moment) = &advance {
            self.busy_until[id.index()] = 0;
            self.note(moment);
        }
        advance
    }

    fn choose(&mut self, machine: &Machine) -> Option<(ThreadId, Choice)> {
        let id = self.scheduler.choose(&self.able)?;
        Some((id, self.way(machine, id)))
    }

    /// The choice of a scheduler that looks ahead: it says which way the step goes, too.
    fn choose_ahead(&mut self, run: &Run) -> Option<(ThreadId, Choice)> {
        if self.able.is_empty() {
            return None;
        }
        let machine = run.machine();
        let turns_of = |thread: ThreadId| {
            // Who waits is able if its time is over, or if it may wake for no reason.
            let is_able = self.able.contains(&thread);
            let can_wake = self.busy_until[thread.index()] < self.now;
            let is_possible = move |choice: &Choice| match *choice {
                Choice::Spurious => can_wake,
                _ => is_able,
            };
            let choices = machine.choices(thread).into_iter().filter(is_possible);
            choices.map(move |choice| Turn { thread, choice })
        };
        let possible: Vec<Turn> = machine.program().thread_ids().flat_map(turns_of).collect();
        let Turn { thread, choice } = self.scheduler.choose_turn(run, &possible)?;
        Some((thread, choice))
    }

    /// Now and then a thread that waits at a condition wakes for no reason, where the program
    /// is to expect that.
    fn spurious(&mut self, machine: &Machine) -> Option<(ThreadId, Choice)> {
        let program = machine.program();
        if !program.has_spurious_wakes || !self.scheduler.happens_once_in(SPURIOUS_ONCE_IN) {
            return None;
        }
        let is_one = |id: &ThreadId| {
            self.busy_until[id.index()] < self.now && machine.may_wake_spuriously(*id)
        };
        let sleepers: Vec<ThreadId> = program.thread_ids().filter(is_one).collect();
        let woken = *sleepers.get(self.scheduler.choose_way(sleepers.len()))?;
        Some((woken, Choice::Spurious))
    }

    /// Which way a thread's step goes.
    fn way(&mut self, machine: &Machine, id: ThreadId) -> Choice {
        if self.has_timeouts && machine.can_time_out(id) {
            return Choice::TimedOut;
        }
        if !self.has_choices {
            return Choice::PLAIN;
        }
        let ways = machine.choices(id);
        ways.get(self.scheduler.choose_way(ways.len())).copied().unwrap_or_default()
    }

    /// Whether a thread that waits with a time-out has waited for so long.
    fn is_time_over(&mut self, machine: &Machine, id: ThreadId) -> bool {
        let (Some(at), Some(time)) = (machine.thread(id).next, machine.timeout(id)) else {
            return false;
        };
        // Time that passes while it works or sleeps is no waiting.
        let begin = self.now.max(self.busy_until[id.index()] + 1);
        let known = self.waiting[id.index()].filter(|&(place, _)| place == at);
        let (_, since) = *self.waiting[id.index()].insert(known.unwrap_or((at, begin)));
        self.now >= since + u64::from(turns(time))
    }

    /// Keeps what a step means for the time to come.
    fn note(&mut self, moment: &Moment) {
        let event = &moment.event;
        self.waiting[moment.thread.index()] = None;
        self.start_work(moment.thread, event.consumed, event.produced, event.pause);
    }

    fn start_work(
        &mut self,
        id: ThreadId,
        consumed: Option<Item>,
        produced: Option<Item>,
        pause: u32,
    ) {
        let used = consumed.map_or(0, |_| self.consume_turns);
        let made = produced.map_or(0, |_| self.produce_turns);
        let pause = u64::from(turns(pause));
        self.busy_until[id.index()] = self.now + u64::from(used + made) + pause;
    }
}

/// So many milliseconds in turns, begun ones included.
fn turns(milliseconds: u32) -> u32 {
    milliseconds.div_ceil(TURN_MILLISECONDS)
}

/// Whether the program has such an instruction.
fn has(program: &Program, wanted: impl Fn(&Instruction) -> bool) -> bool {
    program.roles.iter().any(|role| role.code.iter().any(&wanted))
}
