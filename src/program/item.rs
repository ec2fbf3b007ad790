//! The items that travel from producers to consumers.

use super::memory::{LEAST_INTEGER, Value};
use serde::{Deserialize, Serialize};

/// One item: who made it, and which of that producer's items it is.
///
/// In a cell it is one [`Value`] below all integers, so that no number is taken for an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Item {
    /// Index of the producer in its role, from 0.
    pub producer: u16,
    /// The producer's first item has number 1.
    pub number: u32,
}

/// The value of item 0 of the first producer. Items have 48 bits: below the integers, above
/// `None`.
const FIRST: Value = LEAST_INTEGER - (1 << 48);

impl Item {
    /// The item as it lies in a cell.
    pub fn to_value(self) -> Value {
        FIRST + (Value::from(self.producer) << 32 | Value::from(self.number))
    }

    /// The item a cell holds, or `None` when the value is no item.
    pub fn from_value(value: Value) -> Option<Item> {
        let bits = value.checked_sub(FIRST).filter(|bits| (0..1 << 48).contains(bits))?;
        Some(Item { producer: (bits >> 32) as u16, number: bits as u32 })
    }
}

impl std::fmt::Display for Item {
    /// Writes the label the page uses, such as `P1·7`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "P{}·{}", self.producer + 1, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::memory::{NONE, UNSET, is_integer};

    #[test]
    fn an_item_survives_its_way_through_a_cell() {
        for item in [
            Item { producer: 0, number: 1 },
            Item { producer: 15, number: u32::MAX },
            Item { producer: u16::MAX, number: 0 },
        ] {
            assert!(!is_integer(item.to_value()));
            assert_eq!(Item::from_value(item.to_value()), Some(item));
        }
    }

    #[test]
    fn values_that_are_no_item_are_told_apart() {
        for value in [0, 1, -1, Value::from(u32::MAX), Value::MAX, LEAST_INTEGER, UNSET, NONE] {
            assert_eq!(Item::from_value(value), None, "{value}");
        }
    }
}
