//! The gate: who may make a step, and when.
//!
//! A traced thread makes each step while it holds the lock, and only with a permit: one
//! of its own, or one of those that all race for. To pause is to take the permits away.
//! Once the lock has been free after that, no thread is in the middle of a step and none
//! can begin one: the memory is still.

use super::arena::MAX_THREADS;
use super::atomic::{AtomicI32, SeqCst, array_of, const_new};
use super::futex::Futex;
use super::lock::{Held, Lock};
use crate::program::{Choice, ThreadId};
use std::time::Duration;

/// In the place of a number of permits: as many as anybody wants.
pub const UNLIMITED: i32 = -1;

/// In the place of a way that a step can go: whichever chance decides on. It is 0, as all of the
/// arena is at first: anything else would make the module larger by the whole arena.
pub const BY_CHANCE: i32 = 0;

/// See the [module](self).
#[repr(C)]
pub struct Gate {
    pub(super) lock: Lock,
    /// Changes whenever something that threads at the gate wait for may have happened.
    /// They read it before they look, and sleep only while it has not changed since.
    pub(super) epoch: AtomicI32,
    /// Permits that all threads race for, or [`UNLIMITED`].
    pub(super) permits: AtomicI32,
    /// Permits for one thread alone.
    pub(super) own: [AtomicI32; MAX_THREADS],
    /// Which way a step is to go that is made with a permit of the thread's own: the choice plus
    /// 1, or [`BY_CHANCE`].
    pub(super) ways: [AtomicI32; MAX_THREADS],
    /// Whether time passes for threads at work: 1 or, while paused, 0.
    pub(super) time_passes: AtomicI32,
}

/// What lets a thread make its step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// A permit of its own.
    Own,
    /// A permit that is anybody's.
    Shared,
}

/// A value of the gate's epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Epoch(i32);

impl Gate {
    const_new! {
        /// A gate without permits: paused.
        {
            Gate {
                lock: Lock::new(),
                epoch: AtomicI32::new(0),
                permits: AtomicI32::new(0),
                own: array_of!(AtomicI32::new(0)),
                ways: array_of!(AtomicI32::new(BY_CHANCE)),
                time_passes: AtomicI32::new(0),
            }
        }
    }

    /// Waits for the lock; see [`Lock::acquire`].
    pub fn enter(&self, on_wake: impl FnMut()) -> Held<'_> {
        self.lock.acquire(on_wake)
    }

    /// Whether a thread may make a step. The lock is held from here to [`Gate::spend`].
    pub fn permission(&self, thread: ThreadId, _held: &Held<'_>) -> Option<Permission> {
        if self.has_own_permit(thread) {
            Some(Permission::Own)
        } else {
            (self.permits.load(SeqCst) != 0).then_some(Permission::Shared)
        }
    }

    /// Which way a step is to go that the thread was told to make; `None` for any.
    pub fn way(&self, thread: ThreadId, permission: Permission) -> Option<Choice> {
        let way = match permission {
            Permission::Own => self.ways[thread.index()].load(SeqCst),
            Permission::Shared => BY_CHANCE,
        };
        u8::try_from(way - 1).ok().map(Choice::unpacked)
    }

    /// How many permits for anybody there are, where their number is limited.
    pub fn scarce_permits(&self) -> Option<i32> {
        Some(self.permits.load(SeqCst)).filter(|&it| it != UNLIMITED)
    }

    /// Takes the permit for a step that was made. A thread that had to wait instead spends
    /// only a permit of its own: one that is anybody's can still be of use to others.
    pub fn spend(&self, thread: ThreadId, permission: Permission, _held: &Held<'_>) {
        let permits = match permission {
            Permission::Own => &self.own[thread.index()],
            Permission::Shared => &self.permits,
        };
        // The page may take the permits away at any moment. Then there is nothing left to
        // spend, and a plain subtraction would turn "none" into "unlimited".
        let mut seen = permits.load(SeqCst);
        while seen > 0 {
            match permits.compare_exchange(seen, seen - 1, SeqCst, SeqCst) {
                Ok(_) => return,
                Err(now) => seen = now,
            }
        }
    }

    /// Whether a thread has a permit of its own.
    pub fn has_own_permit(&self, thread: ThreadId) -> bool {
        self.own[thread.index()].load(SeqCst) > 0
    }

    /// Whether time passes for threads at work.
    pub fn time_passes(&self) -> bool {
        self.time_passes.load(SeqCst) != 0
    }

    /// The epoch now. To be read before anything that [`Gate::sleep`] is to wait for.
    pub fn epoch(&self) -> Epoch {
        Epoch(self.epoch.load(SeqCst))
    }

    /// Sleeps until the epoch is another one than `epoch`, at most for `timeout`.
    pub fn sleep(&self, epoch: Epoch, timeout: Option<Duration>) {
        self.epoch.wait(epoch.0, timeout);
    }
}

impl Default for Gate {
    fn default() -> Self {
        Gate::new()
    }
}
