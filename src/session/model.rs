//! What the page shows.

use super::action::WhyFailed;
use super::speed::Speed;
use crate::engine::{Divergence, Ending, Run, SchedulerKind, Simulation, Standing};
use crate::program::{Item, ObjectId, Program, ThreadId};
use crate::scenario::{Configuration, Limit, Listing, Setting, three_semaphores};
use crate::text::{Language, Text};
use std::rc::Rc;
use std::sync::Arc;

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Model {
    /// The numbers and faults chosen.
    pub configuration: Configuration,
    /// The text of the program with its faults.
    pub listing: Rc<Listing>,
    /// The run: state, books, past.
    pub run: Run,
    /// How the run came to its end, if it did.
    pub ending: Option<Ending>,
    /// Running or paused.
    pub motion: Motion,
    /// How fast.
    pub speed: Speed,
    /// The kind of threads the reader chose.
    pub chosen_kind: ThreadKind,
    /// Whether there are real threads.
    pub support: Support,
    /// Where the real threads of this run are.
    pub live: LiveThreads,
    /// Whether the reader went back and took another way than the real threads took.
    pub forked: bool,
    /// Who goes next among simulated threads.
    pub scheduler: SchedulerKind,
    /// The seed of the random scheduler.
    pub seed: u64,
    /// What the page has to say, until it is dismissed or out of date.
    pub notice: Option<Notice>,
    /// The language.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// Counts the programs and runs that were begun: a picture of another one is no longer
    /// true.
    pub generation: u64,
    pub(super) simulation: Simulation,
    /// The real threads that are at work on an item, a bit for each.
    pub(super) at_work: u32,
    /// The part of a step that time has paid for already.
    pub(super) owed: f64,
    /// Permits granted to real threads that have not come back as log entries.
    pub(super) outstanding: u64,
}

/// Running or paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// Time passes.
    Running,
    /// Nothing moves by itself.
    Paused,
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
}

/// Where the real threads of a run are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LiveThreads {
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

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Warm paper.
    Light,
    /// Deep ink.
    Dark,
}

impl Theme {
    /// All of them.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The name that storage and links use.
    pub fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme with this name.
    pub fn named(name: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// Something the page has to say to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A number was out of range.
    Clamped(Limit),
    /// What was typed is no number.
    NotANumber {
        /// What was typed.
        typed: String,
        /// For which setting; `None` for the seed.
        setting: Option<Setting>,
    },
    /// The thread could not make the step that was asked for.
    CannotStep(ThreadId),
    /// A real thread failed.
    ThreadFailed {
        /// The worker's name.
        name: String,
        /// What is known.
        why: WhyFailed,
    },
    /// The real threads and their replay disagree: a defect of this program.
    Diverged(Divergence),
    /// A thread did not stop in time.
    StopForced,
    /// The run goes on with simulated threads.
    Forked,
}

/// What a thread is doing, as the picture shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// It can step.
    Ready,
    /// It made the latest step.
    Running,
    /// It is making this item.
    Producing(Item),
    /// It is using an item. Which, is known while it has it in hand.
    Consuming(Option<Item>),
    /// It sleeps at this semaphore.
    Waiting(ObjectId),
    /// It has ended.
    Done,
}

impl Model {
    /// The page as it opens, before anything is known about real threads.
    pub fn new(configuration: Configuration) -> Model {
        let (program, listing) = three_semaphores(&configuration);
        let run = Run::new(Arc::new(program));
        let simulation = Simulation::new(&run, SchedulerKind::default(), 0, 0, 0);
        let mut model = Model {
            configuration,
            listing: Rc::new(listing),
            run,
            ending: None,
            motion: Motion::Paused,
            speed: Speed::default(),
            chosen_kind: ThreadKind::Real,
            support: Support::Checking,
            live: LiveThreads::None,
            forked: false,
            scheduler: SchedulerKind::default(),
            seed: 1,
            notice: None,
            language: Language::default(),
            theme: Theme::default(),
            generation: 0,
            simulation,
            at_work: 0,
            owed: 0.0,
            outstanding: 0,
        };
        model.begin_run();
        model
    }

    /// Starts over with the present configuration; real threads are the caller's business.
    pub(super) fn begin_run(&mut self) {
        let (program, listing) = three_semaphores(&self.configuration);
        self.listing = Rc::new(listing);
        self.run = Run::new(Arc::new(program));
        self.simulation = Simulation::new(
            &self.run,
            self.scheduler,
            self.seed,
            self.configuration.get(Setting::ProduceTime),
            self.configuration.get(Setting::ConsumeTime),
        );
        self.motion = Motion::Paused;
        self.forked = false;
        self.owed = 0.0;
        self.at_work = 0;
        self.outstanding = 0;
        self.generation += 1;
        self.ending = self.run.ending();
    }

    /// The kind of threads this run is made of.
    pub fn kind(&self) -> ThreadKind {
        match (self.chosen_kind, self.support) {
            (ThreadKind::Real, Support::Real | Support::Checking) if !self.forked => {
                ThreadKind::Real
            }
            _ => ThreadKind::Simulated,
        }
    }

    /// The program that is run.
    pub fn program(&self) -> &Program {
        self.run.program()
    }

    /// What the page says, in the reader's language.
    pub fn text(&self) -> &'static Text {
        self.language.text()
    }

    /// Whether the page shows the latest step there is.
    pub fn is_at_present(&self) -> bool {
        self.run.position() == self.run.length()
    }

    /// Whether Run and Step can do anything.
    pub fn can_go_on(&self) -> bool {
        if !self.is_at_present() {
            return true;
        }
        let threads_work = match self.kind() {
            ThreadKind::Real => matches!(self.live, LiveThreads::Ready | LiveThreads::Starting),
            ThreadKind::Simulated => true,
        };
        self.ending.is_none() && threads_work
    }

    /// Whether this thread alone could make a step.
    pub fn can_step(&self, thread: ThreadId) -> bool {
        self.ending.is_none() && self.run.standing(thread) == Standing::Ready
    }

    /// The real threads that are known to be at work on an item, a bit for each.
    pub fn at_work(&self) -> u32 {
        self.at_work
    }

    /// Whether making or using an item takes time in this run.
    pub fn work_takes_time(&self) -> bool {
        let takes = |setting| self.configuration.get(setting) > 0;
        takes(Setting::ProduceTime) || takes(Setting::ConsumeTime)
    }

    /// Whether a thread is making or using an item, which takes its time.
    fn is_at_work(&self, thread: ThreadId) -> bool {
        self.is_at_present()
            && match self.kind() {
                ThreadKind::Simulated => self.simulation.is_at_work(thread),
                ThreadKind::Real => self.at_work >> thread.0 & 1 == 1,
            }
    }

    /// What a thread is doing.
    pub fn activity(&self, thread: ThreadId) -> Activity {
        let carried = self.run.ledger().carries(thread);
        match self.run.standing(thread) {
            Standing::Ended => return Activity::Done,
            Standing::Waiting(semaphore) => return Activity::Waiting(semaphore),
            Standing::Ready => {}
        }
        if self.is_at_work(thread) {
            return match carried {
                Some(item) if usize::from(item.producer) == thread.index() => {
                    Activity::Producing(item)
                }
                _ => Activity::Consuming(carried),
            };
        }
        match self.run.recent().next_back() {
            Some(latest) if latest.thread == thread => Activity::Running,
            _ => Activity::Ready,
        }
    }
}
