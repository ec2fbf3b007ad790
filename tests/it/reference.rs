//! The number of states a program has, and the shortest way to its deadlock, against
//! figures found by independent searches of the same model (SPIN among them).

use interleave::catalogue::{Configuration, Setting, build, first_entry, listing, source_of};
use interleave::engine::{Advance, Machine, Run, SlotContents};
use interleave::program::{Choice, Instruction, Operand, Operation, Place, ThreadId};
use std::collections::HashSet;
use std::sync::Arc;

/// What tells two states apart when items are alike: the cells but the slots, whether each
/// slot was never written, is full or was taken, where every thread is, and the indices
/// that threads have read and will still use.
type Essence = (Vec<i64>, Vec<u8>, Vec<Option<u16>>, Vec<i64>);

fn essence(run: &Run) -> Essence {
    let machine = run.machine();
    let program = machine.program();
    let mut cells = machine.memory().values().to_vec();
    let mut slots = Vec::new();
    for (id, buffer) in program.buffers() {
        let first = buffer.slots().index();
        cells[first..first + usize::from(buffer.capacity())].fill(0);
        slots.extend(run.ledger().slots(id).iter().map(|contents| match contents {
            SlotContents::NeverWritten => 0,
            SlotContents::Full { .. } => 1,
            SlotContents::Taken { .. } => 2,
            SlotContents::Cleared => 3,
        }));
    }
    let places = program.thread_ids().map(|id| machine.thread(id).next.map(|pc| pc.0)).collect();
    let indices = program.thread_ids().map(|id| live_index(machine, id)).collect();
    (cells, slots, places, indices)
}

/// The index a thread has read and will still use; -1 when it has none.
fn live_index(machine: &Machine, id: ThreadId) -> i64 {
    let thread = machine.thread(id);
    let Some(next) = thread.next else { return -1 };
    match *machine.role(id).instruction(next) {
        Instruction::Do(
            Operation::Load { from: Place::Slot { index, .. }, .. }
            | Operation::Store { to: Place::Slot { index, .. }, .. }
            | Operation::Store { value: Operand::Local(index), to: Place::Cell(_) },
        ) => thread.locals[usize::from(index.0)],
        _ => -1,
    }
}

/// All states breadth first: how many there are, and after how many steps the first in
/// which nobody can move.
fn explore(configuration: &Configuration) -> (usize, Option<usize>) {
    let source = source_of(&listing(first_entry(), configuration.faults));
    let built = build(&source, configuration).map_err(|(problems, _)| problems);
    let start = Run::new(Arc::new(built.expect("three semaphores are a program").0));
    let mut seen = HashSet::from([essence(&start)]);
    let mut frontier = vec![start];
    let mut deadlock = None;
    let mut depth = 0;
    while !frontier.is_empty() {
        let mut next = Vec::new();
        for run in frontier {
            let mut stuck = true;
            for id in run.program().thread_ids() {
                let mut after = run.clone();
                if let Advance::Stepped(_) = after.advance(id, Choice::PLAIN) {
                    stuck = false;
                    if seen.insert(essence(&after)) {
                        next.push(after);
                    }
                }
            }
            if stuck {
                deadlock.get_or_insert(depth);
            }
        }
        frontier = next;
        depth += 1;
    }
    (seen.len(), deadlock)
}

fn numbers((producers, consumers, capacity): (u32, u32, u32)) -> Configuration {
    Configuration::of(first_entry())
        .with(Setting::Producers, producers)
        .with(Setting::Consumers, consumers)
        .with(Setting::Capacity, capacity)
}

#[test]
fn the_correct_program_has_as_many_states_as_other_searches_find() {
    for (threads_and_slots, states) in [
        ((1, 1, 1), 18),
        ((1, 2, 1), 24),
        ((2, 1, 1), 27),
        ((2, 2, 1), 33),
        ((1, 1, 2), 125),
        ((1, 2, 2), 245),
        ((2, 1, 2), 271),
        ((2, 2, 2), 441),
    ] {
        assert_eq!(explore(&numbers(threads_and_slots)), (states, None), "{threads_and_slots:?}");
    }
}

#[test]
fn swapped_waits_deadlock_as_soon_as_other_searches_find() {
    let producer = numbers((1, 1, 1)).with_fault(first_entry(), "producer-swaps-waits");
    assert_eq!(explore(&producer).1, Some(9));
    let consumer = numbers((1, 1, 1)).with_fault(first_entry(), "consumer-swaps-waits");
    assert_eq!(explore(&consumer).1, Some(2));
}
