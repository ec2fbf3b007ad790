//! Nothing has gone wrong yet: what to say when a run has gone on for a while and nothing broke.

use super::document::Document;
use super::playback::{Motion, Playback};
use crate::checker::walk;
use std::ops::ControlFlow;

/// After so many milliseconds of running something is said.
const ENOUGH: f64 = 20_000.0;

/// From here on chance is measured, a run in each frame.
const MEASURES_FROM: f64 = 8_000.0;

/// So many runs at random tell how rare a fault is, each of at most so many steps: few enough for a
/// frame.
const RUNS: u32 = 400;
const STEPS: u32 = 300;

/// How long the present run has gone on, and what other runs at random came to.
#[derive(Clone, Debug, Default)]
pub struct Patience {
    /// Milliseconds.
    ran: f64,
    generation: u64,
    runs: u32,
    broken: u32,
    is_dismissed: bool,
}

/// What is said of a run in which nothing has gone wrong for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotYet {
    /// The program can go wrong. So many of so many runs at random do.
    NotBroken {
        /// How many were made.
        runs: u32,
        /// How many of them broke.
        broken: u32,
    },
    /// As far as is known, nothing is wrong with the program. The run proves nothing of it.
    ProvesNothing,
}

/// What happens to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatienceAction {
    /// It was read.
    Dismiss,
}

impl NotYet {
    /// The most steps of a run at random.
    pub const STEPS: u32 = STEPS;
}

impl Patience {
    /// What is to be said now.
    pub fn says(&self, playback: &Playback, document: &Document) -> Option<NotYet> {
        let is_of_this_run = self.generation == playback.generation;
        // Whoever looks at the past may know how it went on.
        let has_ended = playback.ending.is_some() || !playback.is_at_present();
        if !is_of_this_run || self.ran < ENOUGH || self.is_dismissed || has_ended {
            return None;
        }
        Some(match can_go_wrong(document) {
            true => NotYet::NotBroken { runs: self.runs, broken: self.broken },
            false => NotYet::ProvesNothing,
        })
    }

    /// It was read, and is not said again of this run.
    pub(super) fn dismiss(&mut self) {
        self.is_dismissed = true;
    }

    /// So many milliseconds have passed.
    pub(super) fn pass(&mut self, elapsed: f64, playback: &Playback, document: &Document) {
        if self.generation != playback.generation {
            *self = Patience { generation: playback.generation, ..Patience::default() };
        }
        if playback.motion != Motion::Running || !playback.is_at_present() {
            return;
        }
        self.ran += elapsed.max(0.0);
        if self.ran >= MEASURES_FROM && self.runs < RUNS && can_go_wrong(document) {
            let program = playback.run.program();
            let seed = u64::from(self.runs);
            let walks = walk(program, seed, 1, STEPS, &mut |_| ControlFlow::Continue(()));
            self.runs += 1;
            self.broken += u32::from(!walks.broken.is_empty());
        }
    }
}

/// Whether the page knows of something wrong with the program that is run. Of a text of the reader's own it knows
/// nothing.
fn can_go_wrong(document: &Document) -> bool {
    let faults = document.entry.faults;
    let does_harm = |fault: usize| faults.get(fault).is_some_and(|it| !it.is_harmless);
    document.own_text.is_none()
        && (!document.entry.is_right() || document.configuration.faults.iter().any(does_harm))
}
