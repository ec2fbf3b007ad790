//! The two memories, step by step.

use super::crew::{Numbers, configuration, program};
use interleave::engine::PlainMemory;
use interleave::live::{SharedCell, SharedMemory};
use interleave::program::{self, Access, Outcome};
use interleave::scenario::Fault;

#[test]
fn every_step_comes_out_the_same_in_both_memories() {
    // Waited, signalled, read, wrote, blocked, finished.
    let mut kinds = [0; 6];
    let faults = Fault::ALL.into_iter().map(Some).chain([None]);
    for (seed, fault) in faults.enumerate() {
        let mut configuration = configuration([2, 2, 2, 5]);
        if let Some(fault) = fault {
            configuration.faults.set(fault, true);
        }
        let program = program(&configuration);
        let mut plain = PlainMemory::new(program.cells.clone());
        let cells: Vec<SharedCell> = program.cells.iter().map(|_| SharedCell::new()).collect();
        for (cell, &value) in cells.iter().zip(&program.cells) {
            cell.set(value);
        }
        let mut shared = SharedMemory::new(&cells);
        let parts: Vec<_> = program.thread_ids().map(|id| program.role_of(id)).collect();
        let begin = || parts.iter().map(|&(role, me)| program::begin(role, me, program.items).0);
        let mut threads: Vec<_> = begin().zip(begin()).collect();
        let mut numbers = Numbers(seed as u64);
        for _ in 0..500 {
            let chosen = numbers.below(threads.len());
            let (role, me) = parts[chosen];
            let (in_plain, in_shared) = &mut threads[chosen];
            let outcome = program::step(role, me, program.items, in_plain, &mut plain);
            let other = program::step(role, me, program.items, in_shared, &mut shared);
            assert_eq!(outcome, other, "{fault:?}");
            assert_eq!(in_plain, in_shared, "{fault:?}");
            let values: Vec<_> = cells.iter().map(SharedCell::value).collect();
            assert_eq!(plain.values(), values, "{fault:?}");
            kinds[match outcome {
                Outcome::Ran(event) => match event.access {
                    Access::Waited { .. } => 0,
                    Access::Signalled { .. } => 1,
                    Access::Read { .. } => 2,
                    Access::Wrote { .. } => 3,
                },
                Outcome::Blocked { .. } => 4,
                Outcome::Finished => 5,
            }] += 1;
        }
    }
    assert!(kinds.iter().all(|&count| count > 50), "{kinds:?}");
}
