//! Simulated threads: a scheduler, and the time that making and using items takes.

use super::run::{Advance, Moment, Run};
use super::scheduler::{Scheduler, SchedulerKind};
use crate::program::ThreadId;

/// How long one step lasts in a program's own time, in milliseconds: at ten steps a
/// second a second of the program is a second. Other speeds stretch both alike.
pub const TURN_MILLISECONDS: u32 = 100;

/// How long the work on an item takes, and who is at it.
#[derive(Clone, Debug)]
pub struct Simulation {
    scheduler: Scheduler,
    /// Turns that making and using an item take.
    produce_turns: u32,
    consume_turns: u32,
    /// For each thread, the turn at which its work is done.
    busy_until: Vec<u64>,
    now: u64,
}

/// What came of one turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// A thread made a step.
    Step(Moment),
    /// Everybody who could move is at work on an item; only time has passed.
    AtWork,
    /// Nobody can move, now or later.
    Standstill,
}

impl Simulation {
    /// A simulation at the start of a run. Times are in milliseconds of the program.
    pub fn new(
        run: &Run,
        kind: SchedulerKind,
        seed: u64,
        produce_time: u32,
        consume_time: u32,
    ) -> Simulation {
        let turns = |milliseconds: u32| milliseconds.div_ceil(TURN_MILLISECONDS);
        let mut simulation = Simulation {
            scheduler: Scheduler::new(kind, seed),
            produce_turns: turns(produce_time),
            consume_turns: turns(consume_time),
            busy_until: vec![0; run.program().thread_count()],
            now: 0,
        };
        for id in run.program().thread_ids() {
            if run.ledger().carries(id).is_some() {
                simulation.busy_until[id.index()] = u64::from(simulation.produce_turns);
            }
        }
        simulation
    }

    /// Whether a thread is making or using an item, and so does not step by itself.
    pub fn is_at_work(&self, id: ThreadId) -> bool {
        self.busy_until[id.index()] > self.now
    }

    /// Lets one turn pass, in which at most one thread makes a step.
    pub fn turn(&mut self, run: &mut Run) -> Turn {
        self.now += 1;
        let able: Vec<ThreadId> = run.machine().ready().collect();
        if able.is_empty() {
            return Turn::Standstill;
        }
        let ready: Vec<ThreadId> =
            able.into_iter().filter(|id| self.busy_until[id.index()] < self.now).collect();
        let Some(chosen) = self.scheduler.choose(&ready) else { return Turn::AtWork };
        match run.advance(chosen) {
            Advance::Stepped(moment) => {
                self.start_work(&moment);
                Turn::Step(moment)
            }
            Advance::Waits | Advance::Ended => Turn::Standstill,
        }
    }

    /// Lets this very thread make a step, work or not.
    pub fn step_thread(&mut self, run: &mut Run, id: ThreadId) -> Advance {
        self.now += 1;
        let advance = run.advance(id);
        if let Advance::Stepped(moment) = &advance {
            self.busy_until[id.index()] = 0;
            self.start_work(moment);
        }
        advance
    }

    fn start_work(&mut self, moment: &Moment) {
        let used = moment.event.consumed.map_or(0, |_| self.consume_turns);
        let made = moment.event.produced.map_or(0, |_| self.produce_turns);
        self.busy_until[moment.thread.index()] = self.now + u64::from(used + made);
    }
}
