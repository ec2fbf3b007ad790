//! The reachable states found so far, each once.

use super::state_vector::StateVector;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// States in the order in which they were found, and an index to find them again.
///
/// Several threads may add states at once; growing takes a thread of its own.
#[derive(Debug)]
pub struct Reachable {
    words: usize,
    chunks: Vec<Box<[AtomicU64]>>,
    len: AtomicUsize,
    /// Open addressing with linear probing: 0 where nothing stands, else a state's number plus 1,
    /// with the upper half of its hash above. The first bits of that half say where it belongs, so
    /// entries stand about in the order of their hashes, and growing goes through them in that order.
    index: Box<[AtomicU64]>,
}

/// States are kept in pieces of so many, so that growing copies none of them.
const CHUNK: usize = 1 << 14;

/// How many bits of an entry are a state's number.
const NUMBER_BITS: u32 = 32;
const NUMBER: u64 = (1 << NUMBER_BITS) - 1;

/// The index is at most so full: 13 parts of 16.
const FULLEST: usize = 13;

/// The first size of the index, which is a power of two.
const FIRST_SIZE: usize = 1 << 10;

/// What stands in the place of a state that was reserved and not used. Every
/// [layout](Layout::new) leaves a bit of the first word clear.
const HOLE: u64 = u64::MAX;

fn zeroed(len: usize) -> Box<[AtomicU64]> {
    (0..len).map(|_| AtomicU64::new(0)).collect()
}

impl Reachable {
    /// No states yet, of so many words each.
    pub fn new(words: usize) -> Reachable {
        Reachable { words, chunks: Vec::new(), len: AtomicUsize::new(0), index: zeroed(FIRST_SIZE) }
    }

    /// How many there are, holes included.
    pub fn len(&self) -> usize {
        self.len.load(Ordering::Relaxed)
    }

    /// How many bytes they take, with their index.
    pub fn bytes(&self) -> u64 {
        (self.chunks.len() * CHUNK * self.words * 8 + self.index.len() * 8) as u64
    }

    /// How many bytes they would take after making room for so many more.
    pub fn bytes_with(&self, more: usize) -> u64 {
        let len = self.len() + more;
        let chunks = len.div_ceil(CHUNK).max(self.chunks.len());
        let size = self.index_size(len);
        // While the index grows, the old one is still there.
        let both = if size > self.index.len() { size + self.index.len() } else { size };
        (chunks * CHUNK * self.words * 8 + both * 8) as u64
    }

    fn index_size(&self, len: usize) -> usize {
        let mut size = self.index.len();
        while len * 16 > size * FULLEST {
            size *= 2;
        }
        size
    }

    /// How many more states there is room for without growing.
    pub fn room(&self) -> usize {
        let in_index = self.index.len() / 16 * FULLEST;
        in_index.min(self.chunks.len() * CHUNK).saturating_sub(self.len())
    }

    /// Makes room for so many more states.
    pub fn reserve(&mut self, more: usize) {
        let len = self.len() + more;
        while self.chunks.len() * CHUNK < len {
            self.chunks.push(zeroed(CHUNK * self.words));
        }
        let size = self.index_size(len);
        if size > self.index.len() {
            let before = std::mem::replace(&mut self.index, zeroed(size));
            // From behind a gap on, so that no entry stands before its home.
            let gap = before.iter().position(|it| it.load(Ordering::Relaxed) == 0).unwrap_or(0);
            let (first, last) = before.split_at(gap);
            for entry in last.iter().chain(first).map(|it| it.load(Ordering::Relaxed)) {
                if entry != 0 {
                    self.put(entry);
                }
            }
        }
    }

    fn put(&self, entry: u64) {
        let mut at = self.home(entry);
        while self.index[at].load(Ordering::Relaxed) != 0 {
            at = (at + 1) & (self.index.len() - 1);
        }
        self.index[at].store(entry, Ordering::Relaxed);
    }

    fn fill_index(&mut self) {
        let mut words = vec![0; self.words];
        for number in 0..self.len() {
            self.read(number, &mut words);
            if words[0] != HOLE {
                self.put(entry(hash(&words), number));
            }
        }
    }

    /// Where a state with this hash belongs; an entry will do as well.
    #[inline(always)]
    fn home(&self, hash: u64) -> usize {
        (hash >> 1 >> (63 - self.index.len().trailing_zeros())) as usize
    }

    /// The words of a state.
    ///
    /// # Panics
    ///
    /// Panics when there is none with this number.
    #[inline(always)]
    pub fn get<const W: usize>(&self, number: usize) -> [u64; W] {
        let chunk = &self.chunks[number / CHUNK];
        let words = &chunk[number % CHUNK * W..][..W];
        std::array::from_fn(|word| words[word].load(Ordering::Relaxed))
    }

    /// The words of a state; see [`States::get`].
    pub fn read(&self, number: usize, into: &mut [u64]) {
        let chunk = &self.chunks[number / CHUNK];
        let from = &chunk[number % CHUNK * self.words..];
        for (into, from) in into.iter_mut().zip(from) {
            *into = from.load(Ordering::Relaxed);
        }
    }

    /// Whether nothing stands at this number.
    pub fn is_hole<const W: usize>(state: &[u64; W]) -> bool {
        state[0] == HOLE
    }

    #[inline(always)]
    fn write(&self, number: usize, state: &[u64]) {
        let chunk = &self.chunks[number / CHUNK];
        for (into, &word) in chunk[number % CHUNK * self.words..].iter().zip(state) {
            into.store(word, Ordering::Relaxed);
        }
    }

    /// The entry where a state with this hash belongs.
    #[inline(always)]
    pub fn glance(&self, hash: u64) -> u64 {
        self.index[self.home(hash)].load(Ordering::Relaxed)
    }

    /// The first word of the state that an entry stands for, if that may be the state with this
    /// hash.
    #[inline(always)]
    pub fn glance_at_state(&self, entry: u64, hash: u64) -> u64 {
        if entry == 0 || entry >> NUMBER_BITS != hash >> NUMBER_BITS {
            return 0;
        }
        let number = (entry & NUMBER) as usize - 1;
        self.chunks[number / CHUNK][number % CHUNK * self.words].load(Ordering::Relaxed)
    }

    /// The number of a state, if it is there.
    pub fn find<const W: usize>(&self, state: &[u64; W]) -> Option<usize> {
        let hash = hash(state);
        let mut at = self.home(hash);
        loop {
            match self.index[at].load(Ordering::Relaxed) {
                0 => return None,
                found if found >> NUMBER_BITS == hash >> NUMBER_BITS => {
                    let number = (found & NUMBER) as usize - 1;
                    if self.get(number) == *state {
                        return Some(number);
                    }
                }
                _ => {}
            }
            at = (at + 1) & (self.index.len() - 1);
        }
    }

    /// Adds a state unless it is there; whether it was not. There must be [room](States::room).
    ///
    /// `spare` is a number that this thread has reserved and not used.
    #[inline(always)]
    pub fn insert<const W: usize>(
        &self,
        state: &[u64; W],
        hash: u64,
        spare: &mut Option<usize>,
        is_shared: bool,
    ) -> bool {
        let mut at = self.home(hash);
        let mut mine = None;
        loop {
            // Whoever sees an entry must see the state it stands for: hence acquire and release.
            let mut found = self.index[at].load(Ordering::Acquire);
            if found == 0 {
                let number = match mine.or_else(|| spare.take()) {
                    Some(number) => number,
                    None if is_shared => self.len.fetch_add(1, Ordering::Relaxed),
                    None => {
                        let number = self.len.load(Ordering::Relaxed);
                        self.len.store(number + 1, Ordering::Relaxed);
                        number
                    }
                };
                if mine.is_none() {
                    self.write(number, state);
                }
                mine = Some(number);
                let wanted = entry(hash, number);
                if !is_shared {
                    self.index[at].store(wanted, Ordering::Relaxed);
                    return true;
                }
                // Two threads may have found the place empty: only one gets it, and the other
                // looks what has come to stand there.
                match self.index[at].compare_exchange(
                    0,
                    wanted,
                    Ordering::AcqRel,
                    Ordering::Acquire,
                ) {
                    Ok(_) => return true,
                    Err(now) => found = now,
                }
            }
            if found >> NUMBER_BITS == hash >> NUMBER_BITS {
                let number = (found & NUMBER) as usize - 1;
                if self.get(number) == *state {
                    *spare = mine.or(spare.take());
                    return false;
                }
            }
            at = (at + 1) & (self.index.len() - 1);
        }
    }

    /// Leaves a hole where a number was reserved and not used.
    pub fn give_up(&self, spare: Option<usize>) {
        if let Some(number) = spare {
            self.write(number, &[HOLE; super::state_vector::MOST_WORDS][..self.words]);
        }
    }

    /// Packs all states anew, from one layout to another: piece by piece, so that the old ones
    /// are not all there while the new ones are made.
    pub fn repack(&mut self, before: &StateVector, now: &StateVector) {
        let (mut from, mut into) = (vec![0; before.words], vec![0; now.words]);
        let len = self.len();
        for (number, chunk) in self.chunks.iter_mut().enumerate() {
            let first = number * CHUNK;
            let packed = zeroed(CHUNK * now.words);
            let states = chunk.chunks_exact(before.words).zip(packed.chunks_exact(now.words));
            for (old, new) in states.take(len.saturating_sub(first)) {
                for (word, old) in from.iter_mut().zip(old) {
                    *word = old.load(Ordering::Relaxed);
                }
                if from[0] == HOLE {
                    into.fill(HOLE);
                } else {
                    into.fill(0);
                    for (bits, wider) in before.bits.iter().zip(&now.bits) {
                        wider.set(&mut into, bits.get(&from));
                    }
                }
                for (new, &word) in new.iter().zip(&into) {
                    new.store(word, Ordering::Relaxed);
                }
            }
            *chunk = packed;
        }
        self.words = now.words;
        self.index.iter().for_each(|it| it.store(0, Ordering::Relaxed));
        self.fill_index();
    }

    /// The most bytes they take while they are packed anew with so many words each.
    pub fn bytes_to_repack(&self, words: usize) -> u64 {
        let chunk = CHUNK * self.words.max(words) * 8;
        ((self.chunks.len() + 1) * chunk + self.index.len() * 8) as u64
    }
}

fn entry(hash: u64, number: usize) -> u64 {
    hash & !NUMBER | (number as u64 + 1)
}

/// Mixes all bits of a state: where it stands in the index is told by the low ones, and which it
/// is by the high ones. (Multiplications by odd constants and folding, as in MurmurHash3's
/// last step.)
#[inline(always)]
pub fn hash(state: &[u64]) -> u64 {
    let mut mixed = 0x9e37_79b9_7f4a_7c15_u64;
    for &word in state {
        mixed = (mixed ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd);
        mixed ^= mixed >> 32;
    }
    mixed = mixed.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    mixed ^ mixed >> 29
}
