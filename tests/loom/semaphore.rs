//! The semaphore: `program::step` over shared memory, as the workers run it.

use super::waiting::{access, block, explore};
use interleave::program::{Blocking, Cell, Memory, Operation, Value};
use interleave::threads::{SharedCell, SharedMemory};
use loom::thread;
// Loom's own `Arc` cannot be dropped where loom has found a deadlock.
use std::sync::Arc;

const SEMAPHORE: Cell = Cell(0);

fn wait(cells: &[SharedCell]) {
    block(Blocking::Wait(SEMAPHORE), cells);
}

fn signal(cells: &[SharedCell]) {
    access(Operation::Signal { count: SEMAPHORE, most: None }, cells);
}

/// Waiters and signallers, all at once; in the end all have come through, and as many permits
/// are left as were not taken.
fn check(initial: Value, waiters: usize, signallers: usize, signal: fn(&[SharedCell])) {
    explore(move || {
        let cells = Arc::new([SharedCell::new()]);
        cells[0].set(initial);
        let tasks = (0..waiters).map(|_| wait as fn(&[SharedCell]));
        let threads: Vec<_> = tasks
            .map(|task| {
                let cells = cells.clone();
                thread::spawn(move || task(&cells[..]))
            })
            .collect();
        for _ in 0..signallers {
            signal(&cells[..]);
        }
        for thread in threads {
            thread.join().unwrap();
        }
        let left = initial + signallers as Value - waiters as Value;
        assert_eq!(cells[0].value(), left);
    });
}

#[test]
fn a_waiter_and_a_signaller_always_meet() {
    check(0, 1, 1, signal);
}

#[test]
fn two_waiters_both_come_through_after_two_signals() {
    check(0, 2, 2, signal);
}

#[test]
fn two_waiters_share_a_permit_and_a_signal() {
    check(1, 2, 1, signal);
}

#[test]
fn signallers_on_two_threads_wake_two_waiters() {
    explore(|| {
        let cells = Arc::new([SharedCell::new()]);
        let tasks: [fn(&[SharedCell]); 3] = [wait, wait, signal];
        let threads = tasks.map(|task| {
            let cells = cells.clone();
            thread::spawn(move || task(&cells[..]))
        });
        signal(&cells[..]);
        for thread in threads {
            thread.join().unwrap();
        }
        assert_eq!(cells[0].value(), 0);
    });
}

/// Two threads with the lock of a critical section never are in it together, and both get in.
#[test]
fn a_mutex_keeps_two_threads_apart_and_lets_both_in() {
    explore(|| {
        let cells = Arc::new([SharedCell::new(), SharedCell::new()]);
        cells[0].set(1);
        let enter = |cells: &[SharedCell]| {
            let mut memory = SharedMemory::new(cells);
            wait(cells);
            let seen = memory.load(Cell(1));
            memory.store(Cell(1), seen + 1);
            signal(cells);
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

/// What the tests above would miss if they could not fail: a signal that wakes first and
/// adds then. The sleeper finds the old count, sleeps again, and sleeps forever.
#[test]
#[should_panic(expected = "deadlock")]
fn waking_before_the_add_is_found() {
    check(0, 1, 1, |cells| {
        let mut memory = SharedMemory::new(cells);
        memory.wake_one(SEMAPHORE);
        memory.add(SEMAPHORE, 1);
    });
}

/// Looking and taking in two accesses: both waiters see the one permit, and both take it.
#[test]
#[should_panic]
fn taking_a_permit_in_two_accesses_is_found() {
    explore(|| {
        let cells = Arc::new([SharedCell::new()]);
        cells[0].set(1);
        let take = |cells: &[SharedCell]| {
            let mut memory = SharedMemory::new(cells);
            let seen = memory.load(SEMAPHORE);
            if seen > 0 {
                memory.store(SEMAPHORE, seen - 1);
            }
            seen > 0
        };
        let other = thread::spawn({
            let cells = cells.clone();
            move || take(&cells[..])
        });
        let mine = take(&cells[..]);
        assert!(!(mine && other.join().unwrap()), "both have taken the only permit");
    });
}
