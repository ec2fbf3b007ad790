//! How often schedules drawn at random break a rule: so rare can a fault be that a search finds
//! at once.

use super::outcomes::{LastLineOutcome, last_line, printed_at_start};
use super::transition_cache::PrintedLine;
use crate::engine::{Ending, Round, Run, SchedulerKind, Simulation, ViolationKind};
use crate::program::Program;
use serde::{Deserialize, Serialize};
use std::ops::{ControlFlow, RangeInclusive};
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

/// What came of runs of a whole program with random schedules, each to its end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineWalks {
    /// How many runs there were.
    pub runs: u32,
    /// How many of them came to their end.
    pub ended: u32,
    /// The lines that `main` printed last in those, each with the number of runs.
    pub lines: Vec<(String, u32)>,
}

impl LineWalks {
    /// In how many runs this line was the last one.
    pub fn of(&self, line: &str) -> u32 {
        self.lines.iter().find(|(it, _)| it == line).map_or(0, |&(_, runs)| runs)
    }
}

/// A random run may have so many times the steps of the longest schedule to one of the lines.
const LONGER: usize = 20;

/// Runs a whole program so many times, each time with another random schedule, to see how often it ends with each of
/// these lines; not at all where there are none. A run has at most 20 times the steps that the furthest line is away,
/// but not fewer or more than `steps` says. The same seed gives the same runs. What breaks a rule on the way does not
/// stop a run, as it does not stop Python.
pub fn walk_to_last_lines(
    program: &Arc<Program>,
    lines: &[LastLineOutcome],
    seed: u64,
    runs: u32,
    steps: RangeInclusive<usize>,
) -> LineWalks {
    let Some(longest) = lines.iter().map(|it| it.schedule.len()).max() else {
        return LineWalks::default();
    };
    let most = (longest * LONGER).clamp(*steps.start(), *steps.end());
    let mut walks = LineWalks { runs, ..LineWalks::default() };
    let start = Run::new(program.clone());
    let at_start = printed_at_start(program);
    for number in 0..runs {
        let seed = seed.wrapping_add(number.into());
        let Some(line) = last_line_of_one(&start, at_start.clone(), seed, most) else { continue };
        walks.ended += 1;
        match walks.lines.iter_mut().find(|(it, _)| *it == line) {
            Some((_, runs)) => *runs += 1,
            None => walks.lines.push((line, 1)),
        }
    }
    walks
}

/// The line that `main` prints last in one run; `None` if the run does not end.
fn last_line_of_one(
    start: &Run,
    mut printed: Option<PrintedLine>,
    seed: u64,
    most: usize,
) -> Option<String> {
    let mut run = start.clone();
    let program = start.program().clone();
    let main = program.main()?;
    let mut simulation = Simulation::new(&run, SchedulerKind::Random, seed, 0, 0);
    while !run.machine().is_over() {
        if run.position() >= most {
            return None;
        }
        match simulation.turn(&mut run) {
            Round::Step(moment) if moment.thread == main => {
                if !moment.event.printed.is_empty() {
                    printed = Some(moment.event.printed.into());
                }
            }
            Round::Step(_) | Round::AtWork => {}
            Round::Standstill => return None,
        }
    }
    Some(printed.map(|it| last_line(&program.words_of(&it))).unwrap_or_default())
}
