//! Small numbers by chance.

use super::clock;
use crate::program::Choice;

/// A thread that may wake for no reason does so once in so many times that it could.
const SPURIOUS_ONCE_IN: u32 = 16;

/// A thread's own source of small numbers, so that who comes next is not always the same.
pub struct Chance(u32);

impl Chance {
    /// Another source for each thread and each moment.
    pub fn new(thread: u8) -> Chance {
        let now = (clock::now() * 1000.0) as u64 as u32;
        Chance(now.wrapping_mul(0x9e37_79b9) ^ u32::from(thread).wrapping_mul(0x85eb_ca6b) | 1)
    }

    /// A number from 1 to `most`. (Marsaglia's xorshift.)
    pub fn up_to(&mut self, most: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        1 + self.0 % most
    }

    /// The way that a step goes which can go several.
    pub fn way(&mut self) -> Choice {
        Choice::Way((self.up_to(251) - 1) as u8)
    }

    /// Whether a thread wakes for no reason now.
    pub fn strikes(&mut self) -> bool {
        self.up_to(SPURIOUS_ONCE_IN) == 1
    }
}
