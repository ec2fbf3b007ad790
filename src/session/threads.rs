//! The real threads: whether there are any, and where those of the run are.

mod script;
pub(super) mod update;

use super::effect::Effect;
use super::speed::Speed;
use crate::catalogue::{Configuration, Setting};
use crate::engine::Turn;
use crate::program::{LogEntry, Program};
use script::Script;
use std::sync::Arc;

/// The real threads, as far as the page knows of them.
#[derive(Clone, Debug)]
pub struct Threads {
    /// The kind of threads the reader chose.
    pub chosen_kind: ThreadKind,
    /// Whether there are real threads.
    pub support: Support,
    /// Where the real threads of this run are.
    pub state: RealThreadsState,
    /// Whether the reader went back and took another way than the real threads took.
    pub forked: bool,
    /// Whether a step was asked for before the real threads were there to make it.
    pub(super) step_asked: bool,
    /// The real threads that are at work on an item, a bit for each.
    pub(super) at_work: u64,
    /// Permits granted to real threads that have not come back as log entries.
    pub(super) outstanding: u64,
    /// The steps that real threads are to make once more.
    script: Option<Script>,
}

/// The kinds of threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadKind {
    /// Web Workers over shared memory.
    Real,
    /// A scheduler plays all of them.
    Simulated,
}

/// Whether there are real threads here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// Not known yet.
    Checking,
    /// There are.
    Real,
    /// There are not.
    SimulatedOnly(WhySimulated),
}

/// Why there are no real threads here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhySimulated {
    /// The page is not cross-origin isolated.
    NotIsolated,
    /// The browser has no `SharedArrayBuffer`.
    NoSharedMemory,
    /// A first worker did not answer in time.
    NoAnswer,
    /// The browser refused a memory or a worker. It may have one later.
    Refused,
    /// This program does not fit into the room that real threads have for it.
    TooLarge,
}

/// Where the real threads of a run are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RealThreadsState {
    /// There are none.
    None,
    /// They are being started.
    Starting,
    /// They run, or wait for permits.
    Ready,
    /// One of them failed; the run cannot go on.
    Failed {
        /// The worker's name.
        name: String,
        /// What is known.
        why: WhyFailed,
    },
}

/// What is known about a thread that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyFailed {
    /// It never started.
    DidNotStart,
    /// It ended with an error.
    Died,
    /// It was alive, and gives no sign of life any more.
    DoesNotAnswer,
}

/// What happens to real threads.
#[derive(Clone, Debug, PartialEq)]
pub enum ThreadsAction {
    /// Real or simulated threads.
    ChooseKind(ThreadKind),
    /// Look for real threads once more.
    ProbeAgain,
    /// Let real threads make the steps of the present run once more.
    Repeat,
    /// Whether there are real threads is known now.
    SupportFound(Support),
    /// All real threads of the run have started and wait for permits.
    Ready,
    /// What real threads did, in order.
    Logged(Vec<LogEntry>),
    /// Which real threads are making or using an item just now: a bit for each, the first
    /// thread's the lowest.
    AtWork(u64),
    /// A real thread failed.
    Failed {
        /// The worker's name, such as `producer 1`.
        name: String,
        /// What is known.
        why: WhyFailed,
    },
    /// All real threads have answered the stop. `forced` if some did not and were thrown away.
    Stopped {
        /// Whether threads had to be thrown away.
        forced: bool,
    },
}

impl Default for Threads {
    /// Nothing is known about them yet.
    fn default() -> Threads {
        Threads {
            chosen_kind: ThreadKind::Real,
            support: Support::Checking,
            state: RealThreadsState::None,
            forked: false,
            step_asked: false,
            at_work: 0,
            outstanding: 0,
            script: None,
        }
    }
}

impl Threads {
    /// The kind of threads that the run is made of.
    pub fn kind(&self) -> ThreadKind {
        match (self.chosen_kind, self.support) {
            (ThreadKind::Real, Support::Real | Support::Checking) if !self.forked => {
                ThreadKind::Real
            }
            _ => ThreadKind::Simulated,
        }
    }

    /// Whether real threads make the run, and wait for permits.
    pub(super) fn are_ready(&self) -> bool {
        self.kind() == ThreadKind::Real && self.state == RealThreadsState::Ready
    }

    /// Whether real threads make the steps of a run once more.
    pub(super) fn repeat_a_run(&self) -> bool {
        self.script.is_some()
    }

    /// Forgets what was about the run before, as another is shown.
    pub(super) fn forget_run(&mut self) {
        self.forked = false;
        self.script = None;
        self.step_asked = false;
        self.at_work = 0;
        self.outstanding = 0;
    }

    /// Real threads that were refused to the run before may be had for the one that begins: memory is free again, or
    /// the program is smaller.
    pub(super) fn hope_again(&mut self) {
        use WhySimulated::{Refused, TooLarge};
        if matches!(self.support, Support::SimulatedOnly(Refused | TooLarge)) {
            self.support = Support::Real;
        }
    }

    /// Has these steps made once more, by the real threads of the run that has just begun.
    pub(super) fn repeat(&mut self, turns: Vec<Turn>) {
        self.script = Some(Script::of(turns));
    }

    /// Starts real threads, or stops them, as the run that is shown wants it.
    pub(super) fn fit(
        &mut self,
        text_is_right: bool,
        program: Arc<Program>,
        configuration: &Configuration,
        speed: Speed,
    ) -> Option<Effect> {
        match (self.kind(), self.support) {
            (ThreadKind::Real, Support::Real) if !text_is_right => self.stop(),
            (ThreadKind::Real, Support::Real) => Some(self.start(program, configuration, speed)),
            // The threads are started once it is known that there are any.
            (ThreadKind::Real, _) => None,
            (ThreadKind::Simulated, _) => self.stop(),
        }
    }

    /// Starts real threads for this program.
    pub(super) fn start(
        &mut self,
        program: Arc<Program>,
        configuration: &Configuration,
        speed: Speed,
    ) -> Effect {
        self.state = RealThreadsState::Starting;
        self.outstanding = 0;
        Effect::StartThreads {
            program,
            produce_time: configuration.get(Setting::ProduceTime),
            consume_time: configuration.get(Setting::ConsumeTime),
            speed,
        }
    }

    /// Stops real threads, if there are any.
    pub(super) fn stop(&mut self) -> Option<Effect> {
        let are_there = self.state != RealThreadsState::None;
        self.state = RealThreadsState::None;
        are_there.then_some(Effect::StopThreads)
    }
}
