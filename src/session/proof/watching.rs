//! A schedule that the checker found, as the run that the page shows.

use crate::checker::Counterexample;
use crate::engine::{Advance, Run};
use crate::program::Program;
use std::sync::Arc;

/// How often what can go on forever is shown.
const ROUNDS: usize = 2;

/// The run of a counterexample, to its end. Where it breaks because there is no way out, it goes
/// round a few times.
pub fn run_of(program: Arc<Program>, found: &Counterexample) -> Run {
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
