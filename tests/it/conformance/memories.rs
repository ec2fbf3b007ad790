//! The two memories, step by step.

use super::crew::{Numbers, each_of_the_catalogue};
use interleave::engine::PlainMemory;
use interleave::program::{self, Choice, Outcome, Program};
use interleave::threads::{SharedCell, SharedMemory};

/// Steps any thread in both memories, and counts: done, blocked, finished.
fn compare(program: &Program, seed: u64, name: &str) -> [usize; 3] {
    let mut plain = PlainMemory::new(program.cells.clone());
    let cells: Vec<SharedCell> = program.cells.iter().map(|_| SharedCell::new()).collect();
    for (cell, &value) in cells.iter().zip(&program.cells) {
        cell.set(value);
    }
    let mut shared = SharedMemory::new(&cells);
    let parts: Vec<_> =
        program.thread_ids().map(|id| (program.role_of(id).0, program.stepper(id))).collect();
    let begin = || parts.iter().map(|&(role, stepper)| program::begin(role, stepper).0);
    let mut threads: Vec<_> = begin().zip(begin()).collect();
    let mut numbers = Numbers(seed);
    let mut counts = [0; 3];
    for _ in 0..300 {
        let chosen = numbers.below(threads.len());
        let choice = match numbers.below(8) {
            0 => Choice::TimedOut,
            1 => Choice::Spurious,
            number => Choice::Way(number as u8 - 2),
        };
        let (role, stepper) = parts[chosen];
        let (in_plain, in_shared) = &mut threads[chosen];
        let outcome = program::step(role, stepper, choice, in_plain, &mut plain);
        let other = program::step(role, stepper, choice, in_shared, &mut shared);
        assert_eq!(outcome, other, "{name}");
        assert_eq!(in_plain, in_shared, "{name}");
        let values: Vec<_> = cells.iter().map(SharedCell::value).collect();
        assert_eq!(plain.values(), values, "{name}");
        counts[match outcome {
            Outcome::Ran(_) => 0,
            Outcome::Blocked { .. } => 1,
            Outcome::Finished => 2,
        }] += 1;
    }
    counts
}

#[test]
fn every_step_comes_out_the_same_in_both_memories() {
    let mut all = [0; 3];
    each_of_the_catalogue(|program, seed, name| {
        let counts = compare(program, seed, name);
        all = std::array::from_fn(|it| all[it] + counts[it]);
    });
    assert!(all.iter().all(|&count| count > 1000), "{all:?}");
}
