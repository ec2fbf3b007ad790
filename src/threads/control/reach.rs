//! Ways to get at the words of an arena.

use crate::threads::atomic::{AtomicI32, AtomicI64, Relaxed, SeqCst};
use crate::threads::futex::Futex;

/// A way to read and write the words of an arena, and to wake who sleeps at them. Numbers
/// of 64 bits are read and written in halves, where nobody else writes them.
pub trait Reach {
    /// The value of the word.
    fn load(&self, word: &AtomicI32) -> i32;

    /// Gives the word a value.
    fn store(&self, word: &AtomicI32, value: i32);

    /// Gives the word a value, and gives the value it had before.
    fn swap(&self, word: &AtomicI32, value: i32) -> i32;

    /// Adds to the word, and gives the value it had before.
    fn add(&self, word: &AtomicI32, amount: i32) -> i32;

    /// Sets the word to `new` if it holds `current`.
    ///
    /// # Errors
    ///
    /// Gives the value the word holds instead, and changes nothing.
    fn compare_exchange(&self, word: &AtomicI32, current: i32, new: i32) -> Result<(), i32>;

    /// Wakes all threads that sleep at the word.
    fn wake_all(&self, word: &AtomicI32);

    /// The value of a number of 64 bits.
    fn load64(&self, word: &AtomicI64) -> i64;

    /// Gives a number of 64 bits a value.
    fn store64(&self, word: &AtomicI64, value: i64);

    /// Wakes all threads that sleep at a number of 64 bits.
    fn wake_all64(&self, word: &AtomicI64);

    /// Appends the values of words that nobody is writing.
    fn load_all(&self, words: &[AtomicI32], into: &mut Vec<i32>);

    /// Gives words that nobody is reading these values, from the first on.
    fn store_all(&self, words: &[AtomicI32], values: &[i32]);
}

/// The arena is in the memory one is in oneself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Direct;

impl Reach for Direct {
    fn load(&self, word: &AtomicI32) -> i32 {
        word.load(SeqCst)
    }

    fn store(&self, word: &AtomicI32, value: i32) {
        word.store(value, SeqCst);
    }

    fn swap(&self, word: &AtomicI32, value: i32) -> i32 {
        word.swap(value, SeqCst)
    }

    fn add(&self, word: &AtomicI32, amount: i32) -> i32 {
        word.fetch_add(amount, SeqCst)
    }

    fn compare_exchange(&self, word: &AtomicI32, current: i32, new: i32) -> Result<(), i32> {
        word.compare_exchange(current, new, SeqCst, SeqCst).map(|_| ())
    }

    fn wake_all(&self, word: &AtomicI32) {
        word.wake_all();
    }

    fn load64(&self, word: &AtomicI64) -> i64 {
        word.load(SeqCst)
    }

    fn store64(&self, word: &AtomicI64, value: i64) {
        word.store(value, SeqCst);
    }

    fn wake_all64(&self, word: &AtomicI64) {
        word.wake_all();
    }

    fn load_all(&self, words: &[AtomicI32], into: &mut Vec<i32>) {
        into.extend(words.iter().map(|word| word.load(Relaxed)));
    }

    fn store_all(&self, words: &[AtomicI32], values: &[i32]) {
        for (word, &value) in words.iter().zip(values) {
            word.store(value, Relaxed);
        }
    }
}
