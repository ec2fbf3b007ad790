//! The run, and how it is played: where it stands, how fast it goes, who goes next.

pub(super) mod update;

use super::speed::Speed;
use super::timeline::Landmark;
use crate::catalogue::{Configuration, Setting};
use crate::engine::{Ending, Room, Round, Run, SchedulerKind, Simulation, SplitMix64};
use crate::program::{Program, ThreadId};
use std::sync::Arc;

/// The run that is shown, and how it goes on.
#[derive(Clone, Debug)]
pub struct Playback {
    /// The run: state, books, past.
    pub run: Run,
    /// How the run came to its end, if it did.
    pub ending: Option<Ending>,
    /// Running or paused.
    pub motion: Motion,
    /// How fast.
    pub speed: Speed,
    /// Who goes next among simulated threads.
    pub scheduler: SchedulerKind,
    /// The seed of this run's scheduler.
    pub seed: u64,
    /// Whether the next run begins with the same seed, as the reader wants it so.
    pub keeps_seed: bool,
    /// Whether the run was made again from its steps: simulated threads go on with it.
    pub made_from_steps: bool,
    /// Counts the programs and runs that were begun: a picture of another one is no longer
    /// true.
    pub generation: u64,
    pub(super) simulation: Simulation,
    /// How much memory the past of a run may take.
    room: Room,
    /// Where seeds come from. What it begins with is a matter of whoever makes the page.
    chance: SplitMix64,
    /// The reader's speed, while a run is played that the checker found.
    speed_to_return_to: Option<Speed>,
    /// Whether such a run is played, up to where it breaks.
    plays: bool,
    /// The part of a step that time has paid for already.
    owed: f64,
}

/// Running or paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// Time passes.
    Running,
    /// Nothing moves by itself.
    Paused,
}

/// What happens to the run.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaybackAction {
    /// Run, or pause.
    Toggle,
    /// One step, by whoever is next.
    Step,
    /// One step by this very thread.
    StepThread(ThreadId),
    /// One step back.
    Back,
    /// To this position in the run's past, or in the steps known after it.
    Seek(usize),
    /// From this position on to the latest step, slowly enough to be followed.
    WatchFrom(usize),
    /// To somewhere that matters, if there is such a place.
    JumpTo(Landmark),
    /// To the start, with new threads.
    Reset,
    /// Another speed.
    SetSpeed(Speed),
    /// Who goes next among simulated threads.
    ChooseScheduler(SchedulerKind),
    /// The seed of this run and of all that follow, as typed.
    TypeSeed(String),
    /// Any other seed.
    AnotherSeed,
    /// Whether runs that follow have the same seed.
    KeepSeed(bool),
    /// What the seeds of this page come from; the first is drawn. Without this, every page has the
    /// same ones.
    BeginChance(u64),
    /// So many milliseconds passed since the last frame. An unlimited simulation makes at
    /// most `budget` steps in it.
    Frame {
        /// Milliseconds.
        elapsed: f64,
        /// Steps that fit in one frame on this machine.
        budget: u32,
    },
}

impl Playback {
    /// A program at its start.
    pub(super) fn of(program: Arc<Program>, configuration: &Configuration) -> Playback {
        let room = Room::default();
        let run = Run::within(program, room);
        let scheduler = SchedulerKind::default();
        let mut playback = Playback {
            // `start` makes the one that goes on.
            simulation: Simulation::new(&run, scheduler, 0, 0, 0),
            run,
            ending: None,
            motion: Motion::Paused,
            speed: Speed::default(),
            scheduler,
            seed: 1,
            keeps_seed: false,
            made_from_steps: false,
            generation: 0,
            room,
            chance: SplitMix64::new(1),
            speed_to_return_to: None,
            plays: false,
            owed: 0.0,
        };
        playback.start(configuration);
        playback
    }

    /// Gives the pasts of this run and of all that follow so much room.
    pub(super) fn set_room(&mut self, room: Room) {
        self.room = room;
        self.run.set_room(room);
    }

    /// Puts a program at its start.
    pub(super) fn begin(&mut self, program: Arc<Program>, configuration: &Configuration) {
        self.run = Run::within(program, self.room);
        self.start(configuration);
    }

    /// Shows a run that was made otherwise.
    pub(super) fn show(&mut self, mut run: Run, configuration: &Configuration) {
        run.set_room(self.room);
        self.run = run;
        self.start(configuration);
    }

    /// Makes all ready to go on from the run's present position.
    fn start(&mut self, configuration: &Configuration) {
        self.simulation = Simulation::new(
            &self.run,
            self.scheduler,
            self.seed,
            configuration.get(Setting::ProduceTime),
            configuration.get(Setting::ConsumeTime),
        );
        self.motion = Motion::Paused;
        self.made_from_steps = false;
        self.plays = false;
        if let Some(speed) = self.speed_to_return_to.take() {
            self.speed = speed;
        }
        self.owed = 0.0;
        self.generation += 1;
        self.ending = self.run.ending();
    }

    /// Plays the run from its start to where it breaks. It goes slowly enough to be followed; the
    /// reader's own speed comes back with the next run.
    pub(super) fn play(&mut self) {
        self.play_from(0);
    }

    /// The same from a later position on.
    fn play_from(&mut self, position: usize) {
        self.run.seek(position);
        self.ending = self.run.ending();
        let own_speed = self.speed;
        if own_speed > Speed::default() {
            self.speed = Speed::default();
            self.speed_to_return_to = Some(own_speed);
        }
        self.motion = Motion::Running;
        self.plays = true;
    }

    /// Lets time pass. The first step comes with the first frame, not one step's time later.
    pub(super) fn run_on(&mut self) {
        self.motion = Motion::Running;
        self.owed = 1.0;
    }

    /// Another seed for the next run, unless the reader keeps the one there is.
    pub(super) fn draw_seed(&mut self) {
        if !self.keeps_seed {
            self.seed = self.another_seed();
        }
    }

    /// A seed that one can read out to the next desk.
    fn another_seed(&mut self) -> u64 {
        self.chance.below(1_000_000) as u64
    }

    /// Whether the page shows the latest step there is.
    pub(super) fn is_at_present(&self) -> bool {
        self.run.position() == self.run.length()
    }

    fn simulate_turn(&mut self) -> Option<Round> {
        if self.ending.is_some() {
            return None;
        }
        let turn = self.simulation.turn(&mut self.run);
        self.ending = self.run.ending();
        Some(turn)
    }

    /// How many steps the time that passed pays for.
    fn steps_due(&mut self, elapsed: f64, budget: u32) -> u32 {
        let Some(rate) = self.speed.steps_per_second() else { return budget };
        self.owed += elapsed / 1000.0 * rate;
        let due = self.owed.floor();
        self.owed -= due;
        due as u32
    }
}
