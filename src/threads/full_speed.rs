//! The life of a thread that nobody traces: no permits, no log, no work times, and no lock
//! where every step touches one cell only. Used to measure, and to show what the semaphores
//! themselves can do.

use super::arena::{Arena, ThreadStatus};
use super::attention::Attention;
use super::chance::Chance;
use super::clock;
use super::part::{LONGEST_SLEEP, Part};
use super::shared::SharedMemory;
use crate::program::{Choice, Outcome};
use std::time::Duration;

/// Bounds for the rounds of doing nothing between a blocked thread's looks, before it goes to
/// sleep. Even the lower one is longer than being woken takes: with less, once both sides
/// have slept, each gives up just before the other is awake, and they sleep forever after.
const PATIENCE: std::ops::RangeInclusive<u32> = 65_536..=262_144;

/// Runs until the run is stopped.
pub fn run(arena: &Arena, mut attention: Attention<'_>, mut part: Part) -> Part {
    let words = arena.words_of(part.thread);
    let mut memory = SharedMemory::new(&arena.cells);
    let mut patience = *PATIENCE.end();
    let mut chance = Chance::new(part.thread.0);
    // How the thread tries its next step, and when a blocked one gives up.
    let mut way = Choice::PLAIN;
    let mut until: Option<f64> = None;
    loop {
        if attention.is_stopped() {
            return part;
        }
        let choice = match way {
            Choice::PLAIN if part.has_choices => chance.way(),
            way => way,
        };
        // A step that touches several cells is made while no other step can be.
        let held = part.has_wide_steps.then(|| {
            arena.gate.enter(|| {
                attention.is_stopped();
            })
        });
        // Whole programs always have wide steps, so the lock is held where anybody counts.
        let outcome = match part.is_cut_off(arena) {
            true => Outcome::Finished,
            false => part.step(choice, &mut memory),
        };
        if let Outcome::Ran(event) = &outcome {
            part.count_left(arena, event);
        }
        drop(held);
        match outcome {
            Outcome::Ran(event) => {
                (way, until) = (Choice::PLAIN, None);
                if event.produced.is_some() || event.consumed.is_some() {
                    words.tally.count(&event);
                }
            }
            // Once more: it may have found another cell in its way than the one to sleep at.
            Outcome::Blocked { .. } if way == Choice::Spurious => way = Choice::PLAIN,
            Outcome::Blocked { cell, observed, timeout } => {
                if part.may_wake_spuriously() && chance.strikes() {
                    way = Choice::Spurious;
                    continue;
                }
                let timeout = timeout.filter(|_| way == Choice::PLAIN);
                let left = timeout.map(|milliseconds| {
                    let now = clock::now();
                    *until.get_or_insert(now + f64::from(milliseconds)) - now
                });
                if left.is_some_and(|left| left <= 0.0) {
                    way = Choice::TimedOut;
                    continue;
                }
                // Looking pays while the one it waits for runs on another core. Where it
                // was in vain, look less next time and leave the core to that one.
                if memory.watch(cell, observed, patience) {
                    patience = (patience * 2).min(*PATIENCE.end());
                } else {
                    patience = (patience / 2).max(*PATIENCE.start());
                    words.set_status(ThreadStatus::Sleeping(cell));
                    let limit = left.map(|left| Duration::from_secs_f64(left / 1000.0));
                    let most = Duration::from_millis(LONGEST_SLEEP);
                    let looks = part.can_be_cancelled();
                    let limit = if looks { Some(limit.unwrap_or(most).min(most)) } else { limit };
                    memory.sleep(cell, observed, limit);
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
