//! A schedule that the checker found, as the run that the page shows.

use crate::checker::{Counterexample, LastLineOutcome};
use crate::engine::{Advance, Run, Turn};
use crate::program::Program;
use std::sync::Arc;

/// How often what can go on forever is shown.
const ROUNDS: usize = 2;

/// The steps to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// From the start on.
    pub schedule: Vec<Turn>,
    /// What can be repeated forever behind them, if that is the point.
    pub around: Vec<Turn>,
}

impl From<&Counterexample> for Watched {
    fn from(found: &Counterexample) -> Watched {
        Watched { schedule: found.schedule.clone(), around: found.around.clone() }
    }
}

impl From<&LastLineOutcome> for Watched {
    fn from(outcome: &LastLineOutcome) -> Watched {
        Watched { schedule: outcome.schedule.clone(), around: Vec::new() }
    }
}

/// The run of such steps, to its end. Where it breaks because there is no way out, it goes
/// round a few times.
pub fn run_of(program: Arc<Program>, found: &Watched) -> Run {
    let mut run = Run::new(program);
    let rounds = (0..ROUNDS).flat_map(|_| &found.around);
    for turn in found.schedule.iter().chain(rounds) {
        // What the checker did can be done; if it cannot, the run shows how far it goes.
        if !matches!(run.advance(turn.thread, turn.choice), Advance::Stepped(_)) {
            break;
        }
    }
    run
}
