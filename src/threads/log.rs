//! The log of a traced run: a ring that threads write under the lock and the page empties.

use super::atomic::{AtomicI32, Relaxed, SeqCst, array_of, const_new, write_before_read};
use super::lock::Held;
use crate::program::{Choice, LogEntry, Pc, ThreadId};

/// How many entries fit. The page empties the ring once in a frame: at 60 frames a second
/// this allows for 490,000 steps a second.
#[cfg(not(loom))]
pub const LOG_LENGTH: usize = 8192;
/// How many entries fit.
#[cfg(loom)]
pub const LOG_LENGTH: usize = 2;

/// An entry in three words: thread, choice and place, and the two halves of the value.
pub type Words = [i32; 3];

/// See the [module](self).
#[repr(C)]
pub struct Log {
    /// How many entries were ever written, modulo 2³². Only who holds the lock changes it.
    pub(super) written: AtomicI32,
    /// How many entries the page has read.
    pub(super) read: AtomicI32,
    /// Set by a thread that found the ring full; the page wakes the gate once there is room.
    pub(super) room_wanted: AtomicI32,
    pub(super) entries: [[AtomicI32; 3]; LOG_LENGTH],
}

impl Log {
    const_new! {
        /// An empty log.
        {
            Log {
                written: AtomicI32::new(0),
                read: AtomicI32::new(0),
                room_wanted: AtomicI32::new(0),
                entries: array_of!([AtomicI32::new(0), AtomicI32::new(0), AtomicI32::new(0)]),
            }
        }
    }

    /// Whether an entry fits. If not, the page wakes the gate once there is room.
    pub fn has_room(&self, _held: &Held<'_>) -> bool {
        if self.is_full() {
            self.room_wanted.store(1, SeqCst);
            // Asked for before this second look, as the page makes room before it looks
            // whether it is asked for: one of us sees the other.
            write_before_read();
            return !self.is_full();
        }
        true
    }

    fn is_full(&self) -> bool {
        let length = self.written.load(Relaxed).wrapping_sub(self.read.load(SeqCst));
        length as usize >= LOG_LENGTH
    }

    /// Writes an entry. There must be room.
    pub fn append(&self, entry: LogEntry, _held: &Held<'_>) {
        let written = self.written.load(Relaxed);
        let words = &self.entries[written as u32 as usize % LOG_LENGTH];
        for (word, value) in words.iter().zip(pack(entry)) {
            word.store(value, Relaxed);
        }
        // The entry first: the page reads no further than this says.
        self.written.store(written.wrapping_add(1), SeqCst);
    }
}

impl Default for Log {
    fn default() -> Self {
        Log::new()
    }
}

fn pack(entry: LogEntry) -> Words {
    let [low, high] = entry.at.0.to_le_bytes();
    let place = i32::from_le_bytes([low, high, entry.choice.packed(), entry.thread.0]);
    [place, entry.value as i32, (entry.value >> 32) as i32]
}

/// The entry that these words hold.
pub fn unpack([place, low, high]: Words) -> LogEntry {
    let [first, second, choice, thread] = place.to_le_bytes();
    LogEntry {
        thread: ThreadId(thread),
        at: Pc(u16::from_le_bytes([first, second])),
        choice: Choice::unpacked(choice),
        value: join(low, high),
    }
}

/// The 64-bit number with these halves.
pub fn join(low: i32, high: i32) -> i64 {
    i64::from(high) << 32 | i64::from(low as u32)
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn an_entry_survives_its_way_through_the_ring() {
        for value in [0, 1, -1, i64::MIN, i64::MAX, 1 << 31, 1 << 32, -(1 << 31)] {
            for (thread, choice, at) in [(255, 0, u16::MAX), (0, 255, 1), (1, 254, 256)] {
                let (thread, choice) = (ThreadId(thread), Choice::unpacked(choice));
                let entry = LogEntry { thread, choice, at: Pc(at), value };
                assert_eq!(unpack(pack(entry)), entry);
            }
        }
    }
}
