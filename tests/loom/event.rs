//! The event and the lock: who is woken, and by whom.

use super::waiting::{access, block, explore};
use interleave::program::{Blocking, Cell, Memory, Operation};
use interleave::threads::{SharedCell, SharedMemory};
use loom::thread;
// Loom's own `Arc` cannot be dropped where loom has found a deadlock.
use std::sync::Arc;

const EVENT: Cell = Cell(0);
const LOCK: Cell = Cell(0);

fn wait(cells: &[SharedCell]) {
    block(Blocking::UntilSet(EVENT), cells);
}

/// So many threads wait for the event while it is set; all must come through.
fn check(waiters: usize, set: fn(&[SharedCell])) {
    explore(move || {
        let cells = Arc::new([SharedCell::new()]);
        let threads: Vec<_> = (0..waiters)
            .map(|_| {
                let cells = cells.clone();
                thread::spawn(move || wait(&cells[..]))
            })
            .collect();
        set(&cells[..]);
        for thread in threads {
            thread.join().unwrap();
        }
    });
}

#[test]
fn setting_an_event_lets_all_waiters_through() {
    check(2, |cells| access(Operation::SetFlag(EVENT), cells));
}

#[test]
#[should_panic(expected = "deadlock")]
fn waking_one_of_two_is_found() {
    check(2, |cells| {
        let mut memory = SharedMemory::new(cells);
        memory.store(EVENT, 1);
        memory.wake_one(EVENT);
    });
}

#[test]
#[should_panic(expected = "deadlock")]
fn waking_all_before_the_event_is_set_is_found() {
    check(1, |cells| {
        let mut memory = SharedMemory::new(cells);
        memory.wake_all(EVENT);
        memory.store(EVENT, 1);
    });
}

/// A lock that is handed round: two threads never hold it together, and both get it.
#[test]
fn a_lock_keeps_two_threads_apart_and_lets_both_in() {
    explore(|| {
        let cells = Arc::new([SharedCell::new(), SharedCell::new()]);
        let enter = |cells: &[SharedCell]| {
            block(Blocking::Acquire(LOCK), cells);
            let mut memory = SharedMemory::new(cells);
            let seen = memory.load(Cell(1));
            memory.store(Cell(1), seen + 1);
            access(Operation::Release(LOCK), cells);
        };
        let other = thread::spawn({
            let cells = cells.clone();
            move || enter(&cells[..])
        });
        enter(&cells[..]);
        other.join().unwrap();
        assert_eq!(cells[1].value(), 2);
    });
}
