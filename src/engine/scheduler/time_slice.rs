//! One core, whose time is cut into slices.

use super::policy::Policy;
use super::round_robin::next_after;
use super::split_mix::SplitMix64;
use crate::program::ThreadId;

/// How many steps a thread makes at most before the next one has its turn: 1 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice(u8);

impl Slice {
    /// The shortest.
    pub const SHORTEST: Slice = Slice(1);
    /// The longest.
    pub const LONGEST: Slice = Slice(100);
    /// What it is until somebody chooses another.
    pub const USUAL: Slice = Slice(5);

    /// A slice of so many steps, or the nearest there is.
    pub fn of(steps: u64) -> Slice {
        Slice(steps.clamp(Slice::SHORTEST.0.into(), Slice::LONGEST.0.into()) as u8)
    }

    /// How many steps it is.
    pub fn steps(self) -> u8 {
        self.0
    }
}

impl Default for Slice {
    fn default() -> Self {
        Slice::USUAL
    }
}

/// One thread goes on until it has to wait, ends, or its slice is over; then it is the next
/// one's turn.
#[derive(Clone, Debug)]
pub struct TimeSlice {
    slice: Slice,
    last: Option<ThreadId>,
    /// The steps that are left of the slice.
    left: u8,
}

impl TimeSlice {
    /// The core before its first step.
    pub fn new(slice: Slice) -> TimeSlice {
        TimeSlice { slice, last: None, left: 0 }
    }
}

impl Policy for TimeSlice {
    fn choose(&mut self, ready: &[ThreadId], _: &mut SplitMix64) -> Option<ThreadId> {
        if let Some(last) = self.last.filter(|last| self.left > 0 && ready.contains(last)) {
            self.left -= 1;
            return Some(last);
        }
        self.last = next_after(self.last, ready);
        self.left = self.slice.0 - 1;
        self.last
    }

    fn copied(&self) -> Box<dyn Policy> {
        Box::new(self.clone())
    }
}
