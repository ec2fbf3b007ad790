//! The lock, the permits and the pause.

use interleave::program::ThreadId;
use interleave::threads::{Arena, Control, Direct, Gate, Lock};
use loom::sync::atomic::{AtomicI32, Ordering::Relaxed};
use loom::thread;
// Loom's own `Arc` cannot be dropped where loom has found a deadlock.
use std::sync::Arc;

#[test]
fn the_lock_lets_in_one_at_a_time_and_everybody_once() {
    loom::model(|| {
        let shared = Arc::new((Lock::new(), AtomicI32::new(0)));
        let enter = |(lock, count): &(Lock, AtomicI32)| {
            let _held = lock.acquire(|| ());
            let seen = count.load(Relaxed);
            count.store(seen + 1, Relaxed);
        };
        let threads = [0, 1].map(|_| {
            let shared = shared.clone();
            thread::spawn(move || enter(&shared))
        });
        for thread in threads {
            thread.join().unwrap();
        }
        let _held = shared.0.acquire(|| ());
        assert_eq!(shared.1.load(Relaxed), 2);
    });
}

/// What a worker does at the gate, until it has made so many steps.
fn make_steps(gate: &Gate, thread: ThreadId, steps: usize, made: &AtomicI32) {
    let mut left = steps;
    while left > 0 {
        let epoch = gate.epoch();
        let held = gate.enter(|| ());
        let Some(permission) = gate.permission(thread, &held) else {
            drop(held);
            gate.sleep(epoch, None);
            continue;
        };
        made.store(made.load(Relaxed) + 1, Relaxed);
        gate.spend(thread, permission, &held);
        left -= 1;
    }
}

#[test]
fn no_grant_is_lost_on_a_thread_that_falls_asleep() {
    loom::model(|| {
        let shared = Arc::new((Arena::new(), AtomicI32::new(0)));
        let worker = thread::spawn({
            let shared = shared.clone();
            move || make_steps(shared.0.gate(), ThreadId(0), 2, &shared.1)
        });
        let control = Control::new(&shared.0, Direct);
        control.grant(1);
        control.grant_to(ThreadId(0), None);
        worker.join().unwrap();
        assert_eq!(shared.1.load(Relaxed), 2);
        assert!(control.is_still());
    });
}

#[test]
fn a_paused_memory_that_is_still_stays_so() {
    loom::model(|| {
        let shared = Arc::new((Arena::new(), AtomicI32::new(0)));
        let worker = thread::spawn({
            let shared = shared.clone();
            move || {
                let (arena, made) = &*shared;
                let gate = arena.gate();
                // Two tries, without sleeping, as nobody would wake it.
                for _ in 0..2 {
                    let held = gate.enter(|| ());
                    if let Some(permission) = gate.permission(ThreadId(0), &held) {
                        made.fetch_add(1, Relaxed);
                        gate.spend(ThreadId(0), permission, &held);
                    }
                }
            }
        });
        let control = Control::new(&shared.0, Direct);
        control.grant(2);
        control.pause();
        if control.is_still() {
            let made = shared.1.load(Relaxed);
            worker.join().unwrap();
            assert_eq!(shared.1.load(Relaxed), made, "a step was made in still memory");
        } else {
            worker.join().unwrap();
        }
        assert_eq!(control.permits(), Some(0));
    });
}

/// Were stillness judged by the permits alone, a step could be going on.
#[test]
#[should_panic(expected = "a step was made after the pause")]
fn a_pause_that_does_not_look_at_the_lock_is_found() {
    loom::model(|| {
        let shared = Arc::new((Arena::new(), AtomicI32::new(0)));
        let worker = thread::spawn({
            let shared = shared.clone();
            move || {
                let gate = shared.0.gate();
                let held = gate.enter(|| ());
                if gate.permission(ThreadId(0), &held).is_some() {
                    shared.1.fetch_add(1, Relaxed);
                }
            }
        });
        let control = Control::new(&shared.0, Direct);
        control.grant(1);
        control.pause();
        let made = shared.1.load(Relaxed);
        worker.join().unwrap();
        assert_eq!(shared.1.load(Relaxed), made, "a step was made after the pause");
    });
}
