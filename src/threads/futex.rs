//! How a thread sleeps: at the address of an atomic, and only while that still holds the
//! value the thread has seen there.
//!
//! Look and sleep are one action. A thread that looked, and slept a moment later, would
//! sleep through a wake-up that came in between; here the value has changed by then, and
//! the thread does not fall asleep at all. So whoever wakes must change the value first.
//!
//! Waits may return early for no reason: every caller looks again.

use super::atomic::{AtomicI32, AtomicI64};
use std::time::Duration;

/// An atomic that threads sleep at.
pub trait Futex {
    /// What it holds.
    type Value: Copy;

    /// Sleeps while the atomic holds `observed`, for at most `timeout`.
    ///
    /// Never call it on a page's own thread, which must not sleep.
    fn wait(&self, observed: Self::Value, timeout: Option<Duration>);

    /// Wakes one of the threads that sleep here, the one that has slept longest.
    fn wake_one(&self);

    /// Wakes every thread that sleeps here.
    fn wake_all(&self);
}

#[cfg(target_arch = "wasm32")]
mod machine {
    //! The instructions of WebAssembly.

    use super::{AtomicI32, AtomicI64, Duration, Futex};
    use core::arch::wasm32::{memory_atomic_notify, memory_atomic_wait32, memory_atomic_wait64};

    /// In the instructions' terms: nanoseconds, negative for no end.
    fn nanoseconds(timeout: Option<Duration>) -> i64 {
        timeout.map_or(-1, |it| i64::try_from(it.as_nanos()).unwrap_or(i64::MAX))
    }

    impl Futex for AtomicI32 {
        type Value = i32;

        fn wait(&self, observed: i32, timeout: Option<Duration>) {
            // SAFETY: the address is that of a live, aligned atomic of four bytes, which
            // the instruction only reads, atomically.
            unsafe { memory_atomic_wait32(self.as_ptr(), observed, nanoseconds(timeout)) };
        }

        fn wake_one(&self) {
            // SAFETY: the address is that of a live, aligned atomic; it is not accessed.
            unsafe { memory_atomic_notify(self.as_ptr(), 1) };
        }

        fn wake_all(&self) {
            // SAFETY: as in `wake_one`.
            unsafe { memory_atomic_notify(self.as_ptr(), u32::MAX) };
        }
    }

    impl Futex for AtomicI64 {
        type Value = i64;

        fn wait(&self, observed: i64, timeout: Option<Duration>) {
            // SAFETY: the address is that of a live, aligned atomic of eight bytes, which
            // the instruction only reads, atomically.
            unsafe { memory_atomic_wait64(self.as_ptr(), observed, nanoseconds(timeout)) };
        }

        fn wake_one(&self) {
            // SAFETY: the address is that of a live, aligned atomic; it is not accessed.
            unsafe { memory_atomic_notify(self.as_ptr().cast(), 1) };
        }

        fn wake_all(&self) {
            // SAFETY: as in `wake_one`.
            unsafe { memory_atomic_notify(self.as_ptr().cast(), u32::MAX) };
        }
    }
}

#[cfg(all(not(target_arch = "wasm32"), not(loom)))]
mod machine {
    //! A parking lot: a queue of sleepers for each address, under a lock of its own.

    use super::super::atomic::SeqCst;
    use super::{AtomicI32, AtomicI64, Duration, Futex};
    use parking_lot_core::{
        DEFAULT_PARK_TOKEN, DEFAULT_UNPARK_TOKEN, park, unpark_all, unpark_one,
    };
    use std::time::Instant;

    fn sleep(address: usize, still_so: impl FnOnce() -> bool, timeout: Option<Duration>) {
        let until = timeout.map(|it| Instant::now() + it);
        // SAFETY: the callbacks do not panic and do not call into the parking lot, and
        // the address is used as a key by this module alone.
        unsafe { park(address, still_so, || (), |_, _| (), DEFAULT_PARK_TOKEN, until) };
    }

    fn wake_one(address: usize) {
        // SAFETY: as in `sleep`.
        unsafe { unpark_one(address, |_| DEFAULT_UNPARK_TOKEN) };
    }

    fn wake_all(address: usize) {
        // SAFETY: as in `sleep`.
        unsafe { unpark_all(address, DEFAULT_UNPARK_TOKEN) };
    }

    macro_rules! futex {
        ($atomic:ty, $value:ty) => {
            impl Futex for $atomic {
                type Value = $value;

                fn wait(&self, observed: $value, timeout: Option<Duration>) {
                    sleep(self.as_ptr() as usize, || self.load(SeqCst) == observed, timeout);
                }

                fn wake_one(&self) {
                    wake_one(self.as_ptr() as usize);
                }

                fn wake_all(&self) {
                    wake_all(self.as_ptr() as usize);
                }
            }
        };
    }
    futex!(AtomicI32, i32);
    futex!(AtomicI64, i64);
}

#[cfg(loom)]
mod machine {
    //! A parking lot that loom can see into. Nobody times out in it: a wait that needs
    //! its time-out to end is found as a deadlock.

    use super::super::atomic::SeqCst;
    use super::{AtomicI32, AtomicI64, Duration, Futex};
    use loom::sync::{Mutex, Notify};
    use std::sync::Arc;

    /// A sleeper's address, and what wakes it.
    type Sleeper = (usize, Arc<Notify>);

    loom::lazy_static! {
        /// All sleepers, the longest asleep first.
        static ref LOT: Mutex<Vec<Sleeper>> = Mutex::new(Vec::new());
    }

    fn sleep(address: usize, still_so: impl FnOnce() -> bool) {
        let mut lot = LOT.lock().unwrap();
        if !still_so() {
            return;
        }
        let woken = Arc::new(Notify::new());
        lot.push((address, woken.clone()));
        drop(lot);
        // Loom lets it return early as well. With that, there would be no end of orders.
        while Arc::strong_count(&woken) > 1 {
            woken.wait();
        }
    }

    fn wake(address: usize, mut count: usize) {
        LOT.lock().unwrap().retain(|(at, woken)| {
            let stays = *at != address || count == 0;
            if !stays {
                count -= 1;
                woken.notify();
            }
            stays
        });
    }

    macro_rules! futex {
        ($atomic:ty, $value:ty) => {
            impl Futex for $atomic {
                type Value = $value;

                fn wait(&self, observed: $value, _timeout: Option<Duration>) {
                    sleep(std::ptr::from_ref(self) as usize, || self.load(SeqCst) == observed);
                }

                fn wake_one(&self) {
                    wake(std::ptr::from_ref(self) as usize, 1);
                }

                fn wake_all(&self) {
                    wake(std::ptr::from_ref(self) as usize, usize::MAX);
                }
            }
        };
    }
    futex!(AtomicI32, i32);
    futex!(AtomicI64, i64);
}
