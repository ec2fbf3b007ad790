//! Interned values: a state vector holds numbers that stand for the values of its parts.

use super::memory::{bytes, bytes_to_add};
use super::reachable::hash;
use crate::program::Value;

/// Everything that a part of the state was ever found to be, numbered in the order of its
/// discovery.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    /// The values of all, one behind the other, in pieces that are never copied.
    pieces: Vec<Vec<Value>>,
    /// For each, its piece, where it begins there, and how many values it has.
    places: Vec<(u32, u32, u32)>,
    /// Open addressing with linear probing: 0 where nothing stands, else a number plus 1.
    index: Vec<u32>,
    /// How many values there is room for in all pieces.
    room: usize,
}

/// A piece holds so many values: the first few, each then twice as many, up to the most.
const PIECE: (usize, usize) = (1 << 5, 1 << 14);

/// The first size of an index; it is a power of two.
const FIRST_SIZE: usize = 8;

impl Interner {
    /// The number of these values; a new one, if they are seen for the first time.
    pub fn number(&mut self, values: &[Value]) -> u32 {
        if let Some(known) = self.find(values) {
            return known;
        }
        if self.index_is_full() {
            self.index = vec![0; self.next_index()];
            for number in 0..self.places.len() as u32 {
                self.put(number);
            }
        }
        if !self.has_room(values.len()) {
            let piece = Vec::with_capacity(self.next_piece(values.len()));
            self.room += piece.capacity();
            self.pieces.push(piece);
        }
        let number = self.places.len() as u32;
        let piece = self.pieces.len() - 1;
        let first = self.pieces[piece].len() as u32;
        self.pieces[piece].extend_from_slice(values);
        self.places.push((piece as u32, first, values.len() as u32));
        self.put(number);
        number
    }

    fn index_is_full(&self) -> bool {
        self.places.len() * 4 >= self.index.len() * 3
    }

    fn next_index(&self) -> usize {
        (self.index.len() * 2).max(FIRST_SIZE)
    }

    fn has_room(&self, values: usize) -> bool {
        self.pieces.last().is_some_and(|it| it.capacity() - it.len() >= values)
    }

    fn next_piece(&self, values: usize) -> usize {
        let (first, most) = PIECE;
        (first << self.pieces.len().min(most.ilog2() as usize)).min(most).max(values)
    }

    fn home(&self, values: &[Value]) -> usize {
        let mixed = values
            .iter()
            .fold(hash(&[values.len() as u64]), |mixed, &value| hash(&[mixed, value as u64]));
        mixed as usize & (self.index.len() - 1)
    }

    fn put(&mut self, number: u32) {
        let mut at = self.home(self.values(number));
        while self.index[at] != 0 {
            at = (at + 1) & (self.index.len() - 1);
        }
        self.index[at] = number + 1;
    }

    /// The number of these values, if they were seen before.
    pub fn find(&self, values: &[Value]) -> Option<u32> {
        if self.index.is_empty() {
            return None;
        }
        let mut at = self.home(values);
        loop {
            let number = self.index[at].checked_sub(1)?;
            if self.values(number) == values {
                return Some(number);
            }
            at = (at + 1) & (self.index.len() - 1);
        }
    }

    /// The values with this number.
    ///
    /// # Panics
    ///
    /// Panics when no values have it.
    pub fn values(&self, number: u32) -> &[Value] {
        let (piece, first, count) = self.places[number as usize];
        &self.pieces[piece as usize][first as usize..][..count as usize]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// How many bytes they take.
    pub fn bytes(&self) -> u64 {
        (self.room * size_of::<Value>()) as u64
            + bytes(&self.pieces)
            + bytes(&self.places)
            + bytes(&self.index)
    }

    /// How many more they take, for a moment, while one of so many values is added.
    pub fn bytes_to_add(&self, values: usize) -> u64 {
        let piece = match self.has_room(values) {
            true => 0,
            false => self.next_piece(values) * size_of::<Value>(),
        };
        let index = if self.index_is_full() { self.next_index() } else { 0 };
        (piece + index * size_of::<u32>()) as u64
            + bytes_to_add(&self.places, 1)
            + bytes_to_add(&self.pieces, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_numbers_however_many_come() {
        let mut symbols = Interner::default();
        let of = |number: u32| -> Vec<Value> {
            (0..number % 40).map(|it| Value::from(number) * 7 + Value::from(it)).collect()
        };
        for number in 0..20_000 {
            let before = symbols.bytes();
            let more = symbols.bytes_to_add(of(number).len());
            let known = symbols.number(&of(number));
            assert!(symbols.bytes() <= before + more, "at {number}");
            assert_eq!(symbols.values(known), of(number));
            assert_eq!(symbols.number(&of(number)), known);
        }
        assert_eq!(symbols.find(&[-1, -2]), None);
        // All without values are one and the same.
        assert_eq!(symbols.len(), 20_000 - 20_000 / 40 + 1);
        assert!((1..40).all(|it| symbols.find(&of(it)).is_some_and(|at| at <= it)));
    }
}
