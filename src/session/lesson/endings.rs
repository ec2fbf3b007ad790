//! In which values a small program can end.

use crate::engine::Machine;
use crate::program::{Choice, Outcome, Program};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// More states than this no challenge has.
const MOST_STATES: usize = 50_000;

/// The values that a variable can have when all threads have ended or wait forever. `None` where there is no such variable, or too
/// much to look at.
pub fn endings(program: &Arc<Program>, variable: &str) -> Option<BTreeSet<i64>> {
    let cell = program.objects.iter().find(|it| it.name == variable)?.base;
    let mut seen = HashSet::new();
    let mut values = BTreeSet::new();
    let mut waiting = vec![Machine::new(program.clone()).0];
    while let Some(machine) = waiting.pop() {
        let threads: Vec<_> = program.thread_ids().map(|it| machine.thread(it).clone()).collect();
        if !seen.insert((machine.memory().values().to_vec(), threads)) {
            continue;
        }
        if seen.len() > MOST_STATES {
            return None;
        }
        let mut goes_on = false;
        for thread in program.thread_ids() {
            for choice in machine.choices(thread) {
                goes_on |= choice != Choice::Spurious;
                let mut after = machine.clone();
                if let Outcome::Ran(_) = after.step(thread, choice) {
                    waiting.push(after);
                }
            }
        }
        if !goes_on {
            values.insert(machine.memory().get(cell));
        }
    }
    Some(values)
}
