//! Numbers for things: the packed states hold these instead of the things.

use crate::program::Value;
use std::collections::HashMap;
use std::sync::Arc;

/// Everything that a part of the state was ever found to be, numbered in the order of its
/// discovery.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    list: Vec<Arc<[Value]>>,
    numbers: HashMap<Arc<[Value]>, u32>,
}

impl Symbols {
    /// The number of these values; a new one, if they are seen for the first time.
    pub fn number(&mut self, values: &[Value]) -> u32 {
        if let Some(&known) = self.numbers.get(values) {
            return known;
        }
        let values: Arc<[Value]> = values.into();
        let number = self.list.len() as u32;
        self.numbers.insert(values.clone(), number);
        self.list.push(values);
        number
    }

    /// The number of these values, if they were seen before.
    pub fn find(&self, values: &[Value]) -> Option<u32> {
        self.numbers.get(values).copied()
    }

    /// The values with this number.
    ///
    /// # Panics
    ///
    /// Panics when no values have it.
    pub fn values(&self, number: u32) -> &[Value] {
        &self.list[number as usize]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }
}
