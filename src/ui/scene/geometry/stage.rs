//! The middle of the picture: the container that the items go through.

use super::belt::{Belt, BeltNeeds};
use super::ring::Ring;
use super::shapes::Rect;

/// What has its place in the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageNeeds {
    /// A ring of so many slots.
    Ring(u16),
    /// Elements in a row.
    Belt(BeltNeeds),
    /// So many boxes, as there is no container; none at all is possible.
    Boxes(usize),
}

/// The middle of the picture, arranged.
#[allow(clippy::large_enum_variant, reason = "there is one of it in a picture")]
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// A ring of slots.
    Ring(Ring),
    /// Elements in a row.
    Belt(Belt),
    /// Boxes, which take up this much.
    Boxes(Rect),
}

impl Stage {
    /// Whether a rectangle keeps clear of everything in the middle.
    pub fn is_clear_of(&self, rect: &Rect) -> bool {
        match self {
            Stage::Ring(ring) => ring.is_clear_of(rect),
            Stage::Belt(belt) => belt.is_clear_of(rect),
            Stage::Boxes(taken) => !taken.overlaps(rect),
        }
    }
}
