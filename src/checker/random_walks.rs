//! How often schedules drawn at random break a rule: so rare can a fault be that a search finds
//! at once.

use crate::engine::{Ending, Round, Run, SchedulerKind, Simulation, ViolationKind};
use crate::program::Program;
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;
use std::sync::Arc;

/// What came of runs with random schedules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walks {
    /// How many runs there were.
    pub runs: u32,
    /// The most steps that one may have.
    pub steps: u32,
    /// In how many runs a rule was broken, by its kind. A rule that does not end a run counts once
    /// in a run.
    pub broken: Vec<(ViolationKind, u32)>,
}

impl Walks {
    /// In how many runs this rule was broken.
    pub fn of(&self, kind: ViolationKind) -> u32 {
        self.broken.iter().find(|(it, _)| *it == kind).map_or(0, |&(_, runs)| runs)
    }

    fn count(&mut self, kinds: &[ViolationKind]) {
        for &kind in kinds {
            match self.broken.iter_mut().find(|(it, _)| *it == kind) {
                Some((_, runs)) => *runs += 1,
                None => self.broken.push((kind, 1)),
            }
        }
    }
}

/// Runs a program so many times, each time with another random schedule of at most so many steps.
/// The same seed gives the same runs. Making and using items takes no time.
///
/// `watch` is told before each run how many there were; when it answers with a break, those are all.
pub fn walk(
    program: &Arc<Program>,
    seed: u64,
    runs: u32,
    steps: u32,
    watch: &mut dyn FnMut(u32) -> ControlFlow<()>,
) -> Walks {
    let mut walks = Walks { steps, ..Walks::default() };
    let start = Run::new(program.clone());
    while walks.runs < runs && watch(walks.runs).is_continue() {
        let kinds = one(&start, seed.wrapping_add(walks.runs.into()), steps);
        walks.count(&kinds);
        walks.runs += 1;
    }
    walks
}

/// The rules that one run breaks.
fn one(start: &Run, seed: u64, steps: u32) -> Vec<ViolationKind> {
    let mut run = start.clone();
    let mut simulation = Simulation::new(&run, SchedulerKind::Random, seed, 0, 0);
    let mut kinds = Vec::new();
    let mut note = |kind| {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    };
    loop {
        match run.ending() {
            Some(Ending::Broken(violation)) => note(violation.kind()),
            Some(Ending::Finished) => {}
            None if run.position() < steps as usize => {
                match simulation.turn(&mut run) {
                    Round::Step(moment) => {
                        moment.violation.iter().for_each(|it| note(it.kind()));
                        continue;
                    }
                    // A thread waits until its time is over.
                    Round::AtWork => continue,
                    Round::Standstill => {}
                }
            }
            None => {}
        }
        return kinds;
    }
}
