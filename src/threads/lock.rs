//! The lock under which traced threads make their steps.
//!
//! It is given in the order of asking. With a lock that is free for whoever comes first,
//! the thread that lets go would nearly always win it again, long before a sleeper is
//! awake: one thread would run alone until it blocks, and races would hardly ever show.

use super::atomic::{AtomicI32, SeqCst, array_of, const_new, write_before_read};
use super::futex::Futex;

/// The most threads that may ask at a time. It is a power of two, so that the places go on in
/// order where the numbers start over.
#[cfg(not(loom))]
pub const MAX_ASKING: usize = 64;
/// The most threads that may ask at a time.
#[cfg(loom)]
pub const MAX_ASKING: usize = 4;

/// How often the next in line looks before it goes to sleep.
#[cfg(not(loom))]
const LOOKS: u32 = 200;
#[cfg(loom)]
const LOOKS: u32 = 0;

/// Like the tickets in a shop: who asks draws the next number, and waits until it is
/// called. Every number is called at a place of its own, so that exactly the right sleeper
/// is woken; with at most [`MAX_ASKING`] threads no two wait at the same place.
#[repr(C)]
pub struct Lock {
    /// The next number to draw.
    pub(super) next: AtomicI32,
    /// How many have let go.
    pub(super) done: AtomicI32,
    /// The number called last at each place.
    pub(super) called: [AtomicI32; MAX_ASKING],
}

impl Lock {
    const_new! {
        /// A free lock.
        {
            Lock { next: AtomicI32::new(0), done: AtomicI32::new(0), called: array_of!(AtomicI32::new(0)) }
        }
    }

    /// Waits for its turn. `on_wake` is called at every waking that was not for that.
    pub fn acquire(&self, mut on_wake: impl FnMut()) -> Held<'_> {
        let number = self.next.fetch_add(1, SeqCst);
        // The number is drawn before the look at what is called: see `Held::drop`.
        write_before_read();
        let called = self.place(number);
        let mut looks = 0;
        loop {
            let seen = called.load(SeqCst);
            if seen == number {
                return Held { lock: self, number };
            }
            if looks < LOOKS && self.done.load(SeqCst) == number.wrapping_sub(1) {
                looks += 1;
                std::hint::spin_loop();
                continue;
            }
            called.wait(seen, None);
            if called.load(SeqCst) != number {
                on_wake();
            }
        }
    }

    fn place(&self, number: i32) -> &AtomicI32 {
        &self.called[number as usize % MAX_ASKING]
    }
}

impl Default for Lock {
    fn default() -> Self {
        Lock::new()
    }
}

/// The lock is held for as long as this lives.
pub struct Held<'a> {
    lock: &'a Lock,
    number: i32,
}

impl Held<'_> {
    /// Whether another thread has asked for the lock meanwhile.
    pub fn is_wanted(&self) -> bool {
        self.lock.next.load(SeqCst) != self.number.wrapping_add(1)
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let next = self.number.wrapping_add(1);
        self.lock.done.store(next, SeqCst);
        let called = self.lock.place(next);
        called.store(next, SeqCst);
        // The call comes before the look whether anybody has drawn the number, and the
        // drawing before the look what is called. So either we see the drawing, and wake;
        // or that thread sees the call, and does not sleep.
        write_before_read();
        if self.lock.next.load(SeqCst) != next {
            called.wake_one();
        }
    }
}
