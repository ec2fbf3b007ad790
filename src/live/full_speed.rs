//! The life of a thread that nobody traces: no lock, no permits, no log, no work times.
//! Used to measure, and to show what the semaphores themselves can do.

use super::arena::{Arena, ThreadStatus};
use super::attention::Attention;
use super::shared::SharedMemory;
use super::worker::Part;
use crate::program::Outcome;

/// Bounds for the rounds of doing nothing between a blocked thread's looks, before it goes to
/// sleep. Even the lower one is longer than being woken takes: with less, once both sides
/// have slept, each gives up just before the other is awake, and they sleep for ever after.
const PATIENCE: std::ops::RangeInclusive<u32> = 65_536..=262_144;

/// Runs until the run is stopped.
pub fn run(arena: &Arena, mut attention: Attention<'_>, mut part: Part) -> Part {
    let words = arena.words_of(part.thread);
    let mut memory = SharedMemory::new(&arena.cells);
    let mut patience = *PATIENCE.end();
    loop {
        if attention.is_stopped() {
            return part;
        }
        match part.step(&mut memory) {
            Outcome::Ran(event) => {
                if event.produced.is_some() || event.consumed.is_some() {
                    words.tally.count(&event);
                }
            }
            Outcome::Blocked { cell, observed } => {
                // Looking pays while the one it waits for runs on another core. Where it
                // was in vain, look less next time and leave the core to that one.
                if memory.watch(cell, observed, patience) {
                    patience = (patience * 2).min(*PATIENCE.end());
                } else {
                    patience = (patience / 2).max(*PATIENCE.start());
                    words.set_status(ThreadStatus::Sleeping(cell));
                    memory.sleep(cell, observed);
                    words.set_status(ThreadStatus::Running);
                }
            }
            Outcome::Finished => {
                words.set_status(ThreadStatus::Ended);
                let epoch = arena.gate.epoch();
                if !attention.is_stopped() {
                    arena.gate.sleep(epoch, None);
                }
            }
        }
    }
}
