//! How much gets done in a given time: a repair that is right can still let nobody work beside anybody else.

use crate::engine::{Round, Run, SchedulerKind, Simulation};
use crate::program::Program;
use std::sync::Arc;

/// Turns that are looked at, and how long making and using an item takes, in milliseconds of the program.
const TURNS: u32 = 1_000;
const WORK: u32 = 1_500;

/// So many items are consumed in a thousand turns, when making and using one takes its time.
pub fn throughput(program: &Arc<Program>) -> u32 {
    let mut run = Run::new(program.clone());
    let mut simulation = Simulation::new(&run, SchedulerKind::default(), 1, WORK, WORK);
    for _ in 0..TURNS {
        if simulation.turn(&mut run) == Round::Standstill {
            break;
        }
    }
    run.ledger().counters().consumed as u32
}
