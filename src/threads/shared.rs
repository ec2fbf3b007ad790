//! Atomic cells that threads share, and sleep at.

use super::atomic::{AtomicI32, AtomicI64, Relaxed, SeqCst, const_new, write_before_read};
use super::futex::Futex;
use crate::program::{Cell, Event, Item, Memory, Value};
use std::time::Duration;

/// One cell of shared state. Four share a cache line: whoever is in the critical section
/// uses several neighbours in a row, and fetching one line is quicker than fetching four.
#[repr(C, align(16))]
pub struct SharedCell {
    pub(super) value: AtomicI64,
    /// How many threads sleep here, or are about to, or have not yet noticed their waking.
    pub(super) sleepers: AtomicI32,
}

impl SharedCell {
    const_new! {
        /// A cell that holds 0.
        {
            SharedCell { value: AtomicI64::new(0), sleepers: AtomicI32::new(0) }
        }
    }

    /// What the cell holds.
    pub fn value(&self) -> Value {
        self.value.load(SeqCst)
    }

    /// Gives the cell a value, before the threads start.
    pub fn set(&self, value: Value) {
        self.value.store(value, SeqCst);
    }
}

impl Default for SharedCell {
    fn default() -> Self {
        SharedCell::new()
    }
}

/// The cells of a run, as a thread sees them.
#[derive(Clone, Copy)]
pub struct SharedMemory<'a> {
    cells: &'a [SharedCell],
}

impl<'a> SharedMemory<'a> {
    /// A view of these cells.
    pub fn new(cells: &'a [SharedCell]) -> SharedMemory<'a> {
        SharedMemory { cells }
    }

    /// Sleeps while the cell holds `observed`, for at most `timeout`. The caller looks again
    /// afterwards.
    ///
    /// No wake-up is lost, although [`wake_one`](Memory::wake_one) and
    /// [`wake_all`](Memory::wake_all) do not even try when they see no sleepers. The sleeper counts itself in, and then its futex compares
    /// the cell. The signaller changes the cell, and then looks for sleepers. All four are
    /// sequentially consistent, so in their one order either the sleeper counted itself
    /// in before the signaller looked, and is woken; or else the change came before the
    /// comparison, and the sleeper does not fall asleep.
    pub fn sleep(&self, cell: Cell, observed: Value, timeout: Option<Duration>) {
        let cell = &self.cells[cell.index()];
        cell.sleepers.fetch_add(1, SeqCst);
        write_before_read();
        cell.value.wait(observed, timeout);
        cell.sleepers.fetch_sub(1, SeqCst);
    }

    /// Looks now and again whether the cell holds something else than `observed`, and does
    /// nothing for `patience` rounds in between. Where it changes soon, that is much quicker
    /// than sleeping.
    pub fn watch(&self, cell: Cell, observed: Value, patience: u32) -> bool {
        let cell = &self.cells[cell.index()];
        let mut pause = 1;
        let mut spent = 0;
        while spent < patience {
            if cell.value.load(SeqCst) != observed {
                return true;
            }
            // Less and less often: every look takes the cell's cache line away from the
            // thread that is about to change it.
            std::hint::spin_loop();
            for round in 0..pause {
                std::hint::black_box(round);
            }
            spent += pause;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
        false
    }
}

/// The most rounds of doing nothing between two looks at a cell.
const LONGEST_PAUSE: u32 = 64;

impl Memory for SharedMemory<'_> {
    fn load(&self, cell: Cell) -> Value {
        self.cells[cell.index()].value.load(SeqCst)
    }

    fn store(&mut self, cell: Cell, value: Value) {
        self.cells[cell.index()].value.store(value, SeqCst);
    }

    fn compare_exchange(&mut self, cell: Cell, current: Value, new: Value) -> Result<(), Value> {
        let value = &self.cells[cell.index()].value;
        value.compare_exchange(current, new, SeqCst, SeqCst).map(|_| ())
    }

    fn add(&mut self, cell: Cell, amount: Value) -> Value {
        self.cells[cell.index()].value.fetch_add(amount, SeqCst)
    }

    fn wake_one(&mut self, cell: Cell) {
        let cell = &self.cells[cell.index()];
        // The change of the cell lies before this look for sleepers; see `sleep`.
        write_before_read();
        if cell.sleepers.load(SeqCst) > 0 {
            cell.value.wake_one();
        }
    }

    fn wake_all(&mut self, cell: Cell) {
        let cell = &self.cells[cell.index()];
        // As in `wake_one`.
        write_before_read();
        if cell.sleepers.load(SeqCst) > 0 {
            cell.value.wake_all();
        }
    }
}

/// What one thread has done, counted by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Items it has made.
    pub produced: u64,
    /// Items it has consumed.
    pub consumed: u64,
    /// The sum of the items it has made, and of those it has consumed, as
    /// [values](crate::program::Item::to_value), wrapping. Where nothing is lost or doubled, the sums
    /// over all threads are equal in the end.
    pub checksums: [u64; 2],
}

/// The words a thread keeps its [`Tally`] in. Nobody else writes them.
#[repr(C)]
pub struct TallyWords {
    pub(super) produced: AtomicI64,
    pub(super) consumed: AtomicI64,
    pub(super) checksums: [AtomicI64; 2],
}

impl TallyWords {
    const_new! {
        /// Nothing done yet.
        {
            TallyWords {
                produced: AtomicI64::new(0),
                consumed: AtomicI64::new(0),
                checksums: [AtomicI64::new(0), AtomicI64::new(0)],
            }
        }
    }

    /// Counts what a step did.
    pub fn count(&self, event: &Event) {
        self.count_made(event.produced);
        if let Some(item) = event.consumed {
            raise(&self.consumed, 1);
            raise(&self.checksums[1], item.to_value());
        }
    }

    /// Counts an item that was made.
    pub fn count_made(&self, item: Option<Item>) {
        if let Some(item) = item {
            raise(&self.produced, 1);
            raise(&self.checksums[0], item.to_value());
        }
    }
}

/// Adds to a word that only this thread writes: no other write can come in between.
fn raise(word: &AtomicI64, amount: Value) {
    word.store(word.load(Relaxed).wrapping_add(amount), Relaxed);
}
