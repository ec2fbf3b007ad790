//! Where in a text something stands.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A stretch of a text, in bytes from its start. Both ends lie between characters.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The stretch between two places.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start: start as u32, end: end as u32 }
    }

    /// The shortest stretch that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The stretch as a range of bytes, to take that part of a text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}
