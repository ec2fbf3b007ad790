//! What the page shows.

use super::action::WhyFailed;
use super::proof::{Proof, Subject};
use super::repeating::Script;
use super::sharing::{Opening, Shared, StepsRefused};
use super::speed::Speed;
use super::timeline::TimelineView;
use crate::catalogue::{self, Configuration, Entry, Limit, Listing, Setting};
use crate::engine::{
    Divergence, Ending, Room, Run, SchedulerKind, Simulation, SplitMix64, Standing,
};
use crate::languages::TargetLanguage;
use crate::notation::{Diagnostic, Module};
use crate::program::{Item, ObjectId, Program, RoleKind, ThreadId};
use crate::text::{Language, Text};
use std::rc::Rc;
use std::sync::Arc;

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Model {
    /// The program of the catalogue that was chosen.
    pub entry: &'static Entry,
    /// The reader's own version of it, if that is what the page is about.
    pub own_text: Option<Rc<str>>,
    /// What is wrong with that version. The page then still shows the last one that was right.
    pub problems: Rc<Vec<Diagnostic>>,
    /// What the text may not be meant to say, although it can be run.
    pub warnings: Rc<Vec<Diagnostic>>,
    /// How the program's text is shown.
    pub code_view: CodeView,
    /// The numbers and faults chosen.
    pub configuration: Configuration,
    /// The text of the program with its faults.
    pub listing: Rc<Listing>,
    /// The text that is run, as its parts.
    pub module: Rc<Module>,
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
    pub real_threads: RealThreadsState,
    /// Whether the reader went back and took another way than the real threads took.
    pub forked: bool,
    /// Whether the run was made again from its steps: simulated threads go on with it.
    pub made_from_steps: bool,
    /// The state that is shared, as it was when that was asked for.
    pub shared: Option<Rc<Shared>>,
    /// Why the steps that the reader gave could not be opened.
    pub steps_refused: Option<StepsRefused>,
    /// Who goes next among simulated threads.
    pub scheduler: SchedulerKind,
    /// The seed of this run's scheduler.
    pub seed: u64,
    /// Whether the next run begins with the same seed, as the reader wants it so.
    pub keeps_seed: bool,
    /// What the reader sees of the timeline.
    pub timeline: TimelineView,
    /// What the page has to say, until it is dismissed or out of date.
    pub notice: Option<Notice>,
    /// *Prove it*.
    pub proof: Proof,
    /// The language.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// Counts the programs and runs that were begun: a picture of another one is no longer
    /// true.
    pub generation: u64,
    /// The reader's versions of all programs, by the names of those.
    pub(super) drafts: Vec<(&'static str, Rc<str>)>,
    /// The version that was thrown away last, to take that back.
    pub(super) discarded: Option<(&'static str, Rc<str>)>,
    pub(super) simulation: Simulation,
    /// How much memory the past of a run may take.
    pub(super) room: Room,
    /// Whether a step was asked for before the real threads were there to make it.
    pub(super) step_asked: bool,
    /// The real threads that are at work on an item, a bit for each.
    pub(super) at_work: u64,
    /// The steps that real threads are to make once more.
    pub(super) script: Option<Script>,
    /// Where seeds come from. What it begins with is a matter of whoever makes the page.
    chance: SplitMix64,
    /// The reader's speed, while a run is played that the checker found.
    pub(super) speed_to_return_to: Option<Speed>,
    /// Whether such a run is played, up to where it breaks.
    pub(super) plays: bool,
    /// The part of a step that time has paid for already.
    pub(super) owed: f64,
    /// Permits granted to real threads that have not come back as log entries.
    pub(super) outstanding: u64,
}

/// How the program's text is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodeView {
    /// With its threads, and with switches that break it.
    #[default]
    Program,
    /// For changing it.
    Editor,
    /// As another language says the same.
    InLanguage(TargetLanguage),
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
    /// This was changed while the run went on, so another one has begun.
    StartedAgain(Changed),
    /// Real threads make the steps of a run once more.
    Repeating {
        /// How many there are.
        steps: usize,
    },
    /// The run is one that the checker found.
    Watching {
        /// How many steps it takes to what is wrong.
        steps: usize,
    },
    /// The text has to be put right first.
    TextIsWrong,
    /// The reader's version of the program was thrown away; that can be taken back.
    Discarded,
    /// A link, or steps, were opened.
    Opened(Opening),
}

/// What can be changed while a run goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// The lines of the program.
    Program,
    /// The numbers, or how it is run.
    Settings,
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
    /// It sleeps for a time (`sleep`).
    Pausing,
    /// It waits for this object.
    Waiting(ObjectId),
    /// It has ended.
    Done,
}

impl Model {
    /// The page as it opens, before anything is known about real threads.
    pub fn new(configuration: Configuration) -> Model {
        Model::of(catalogue::first_entry(), configuration)
    }

    /// The page with this program of the catalogue.
    ///
    /// # Panics
    ///
    /// Panics when the program does not compile; those of the catalogue are tested to.
    pub fn of(entry: &'static Entry, configuration: Configuration) -> Model {
        let listing = catalogue::listing(entry, configuration.faults);
        let source = catalogue::source_of(&listing);
        let built = catalogue::build(&source, &configuration);
        let (program, module, _) = match built {
            Ok(built) => built,
            // Their names would bring the words forevery problem into the page.
            Err(_) => panic!("{} does not compile", entry.name),
        };
        let room = Room::default();
        let run = Run::within(Arc::new(program), room);
        let simulation = Simulation::new(&run, SchedulerKind::default(), 0, 0, 0);
        let mut model = Model {
            entry,
            own_text: None,
            problems: Rc::default(),
            warnings: Rc::default(),
            code_view: CodeView::default(),
            configuration,
            listing: Rc::new(listing),
            module: Rc::new(module),
            run,
            room,
            ending: None,
            motion: Motion::Paused,
            speed: Speed::default(),
            chosen_kind: ThreadKind::Real,
            support: Support::Checking,
            real_threads: RealThreadsState::None,
            forked: false,
            made_from_steps: false,
            script: None,
            shared: None,
            steps_refused: None,
            scheduler: SchedulerKind::default(),
            seed: 1,
            keeps_seed: false,
            chance: SplitMix64::new(1),
            speed_to_return_to: None,
            plays: false,
            timeline: TimelineView::default(),
            notice: None,
            proof: Proof::new(Subject::new(&source, &configuration)),
            language: Language::default(),
            theme: Theme::default(),
            generation: 0,
            drafts: Vec::new(),
            discarded: None,
            simulation,
            step_asked: false,
            at_work: 0,
            owed: 0.0,
            outstanding: 0,
        };
        model.start_run();
        model
    }

    /// Gives the pasts of this run and of all that follow so much room.
    pub fn set_room(&mut self, room: Room) {
        self.room = room;
        self.run.set_room(room);
    }

    /// Starts over with the present text and configuration; real threads are the caller's
    /// business. Where the text is wrong, the last program that was right stays, at its start.
    pub(super) fn begin_run(&mut self) {
        let listing = match &self.own_text {
            Some(text) => catalogue::plain_listing(text),
            None => catalogue::listing(self.entry, self.configuration.faults),
        };
        let written;
        let source = match &self.own_text {
            Some(text) => &**text,
            None => {
                written = catalogue::source_of(&listing);
                &written
            }
        };
        let present = Subject::new(source, &self.configuration);
        if *self.proof.present != present {
            self.proof.present = Rc::new(present);
        }
        match catalogue::build(source, &self.configuration) {
            Ok((program, module, warnings)) => {
                self.problems = Rc::default();
                self.warnings = Rc::new(warnings);
                self.listing = Rc::new(listing);
                self.module = Rc::new(module);
                self.run = Run::within(Arc::new(program), self.room);
            }
            Err((problems, _)) => {
                self.problems = Rc::new(problems);
                self.warnings = Rc::default();
                self.run = Run::within(self.run.program().clone(), self.room);
            }
        }
        self.start_run();
    }

    /// Makes all ready to go on from the run's present position.
    pub(super) fn start_run(&mut self) {
        self.simulation = Simulation::new(
            &self.run,
            self.scheduler,
            self.seed,
            self.configuration.get(Setting::ProduceTime),
            self.configuration.get(Setting::ConsumeTime),
        );
        self.motion = Motion::Paused;
        self.forked = false;
        self.made_from_steps = false;
        self.script = None;
        self.plays = false;
        if let Some(speed) = self.speed_to_return_to.take() {
            self.speed = speed;
        }
        self.owed = 0.0;
        self.step_asked = false;
        self.at_work = 0;
        self.outstanding = 0;
        self.generation += 1;
        self.ending = self.run.ending();
        self.follow(None);
    }

    /// Says what the seeds of this page come from, and draws the first. Without this, every page
    /// has the same ones.
    pub fn begin_chance_with(&mut self, chance: u64) {
        self.chance = SplitMix64::new(chance);
        self.draw_seed();
        self.begin_run();
    }

    /// Another seed for the next run, unless the reader keeps the one there is.
    pub(super) fn draw_seed(&mut self) {
        if !self.keeps_seed {
            self.seed = self.another_seed();
        }
    }

    /// A seed that one can read out to the next desk.
    pub(super) fn another_seed(&mut self) -> u64 {
        self.chance.below(1_000_000) as u64
    }

    /// Chooses a program as an earlier visit left it: with the reader's versions of programs.
    /// Names that are not in the catalogue are left out.
    pub fn restore_program(&mut self, name: Option<&str>, drafts: Vec<(String, String)>) {
        self.drafts = drafts
            .into_iter()
            .filter_map(|(name, text)| Some((catalogue::entry_named(&name)?.name, text.into())))
            .collect();
        self.open_entry(name.and_then(catalogue::entry_named).unwrap_or(self.entry));
        self.begin_run();
    }

    /// Makes the page be about a program of the catalogue, as its numbers and the reader's
    /// version have it. The caller begins the run.
    pub(super) fn open_entry(&mut self, entry: &'static Entry) {
        self.entry = entry;
        self.configuration = Configuration::of(entry);
        self.own_text = None;
        if let Some(draft) = self.draft_of(entry.name) {
            // What the page shows while that is wrong is this program, not the last one.
            self.begin_run();
            self.own_text = Some(draft);
        }
    }

    /// The reader's version of a program of the catalogue, if there is one.
    pub fn draft_of(&self, name: &str) -> Option<Rc<str>> {
        let draft = self.drafts.iter().find(|(it, _)| *it == name);
        draft.map(|(_, text)| text.clone())
    }

    /// The reader's versions of all programs, by the names of those, to be kept for the next visit.
    pub fn drafts(&self) -> &[(&'static str, Rc<str>)] {
        &self.drafts
    }

    /// The text to edit: the reader's own, or that of the program with its faults.
    pub fn text_to_edit(&self) -> Rc<str> {
        self.own_text.clone().unwrap_or_else(|| catalogue::editable_source(&self.listing).into())
    }

    /// Whether the text is as it must be to run.
    pub fn text_is_right(&self) -> bool {
        self.problems.is_empty()
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
            // Threads that are not there yet are started when they are wanted.
            ThreadKind::Real => !matches!(self.real_threads, RealThreadsState::Failed { .. }),
            ThreadKind::Simulated => true,
        };
        self.ending.is_none() && threads_work && self.text_is_right()
    }

    /// Whether this thread alone could make a step.
    pub fn can_step(&self, thread: ThreadId) -> bool {
        self.ending.is_none() && self.run.standing(thread) == Standing::Ready
    }

    /// The real threads that are known to be at work on an item, a bit for each.
    pub fn at_work(&self) -> u64 {
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
        let carried = self.run.ledger().in_hand(thread);
        match self.run.standing(thread) {
            Standing::Ended => return Activity::Done,
            Standing::Waiting(semaphore) => return Activity::Waiting(semaphore),
            Standing::Ready => {}
        }
        if self.is_at_work(thread) {
            let role = self.program().name_of(thread).role;
            return match carried {
                Some(item) if role == RoleKind::Producer => Activity::Producing(item),
                None if role == RoleKind::Producer => Activity::Pausing,
                Some(item) => Activity::Consuming(Some(item)),
                None if self.has_just_consumed(thread) => Activity::Consuming(None),
                None => Activity::Pausing,
            };
        }
        match self.run.recent().next_back() {
            Some(latest) if latest.thread == thread => Activity::Running,
            _ => Activity::Ready,
        }
    }

    /// Whether a thread's latest step, as far as it is remembered, finished with an item.
    fn has_just_consumed(&self, thread: ThreadId) -> bool {
        let mut own = self.run.recent().rev().filter(|it| it.thread == thread);
        own.next().is_some_and(|it| it.event.consumed.is_some())
    }
}
