//! The state vector: which bits of which word hold each part of a state.

/// The bits of one part of a state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    /// Which word.
    pub word: u8,
    /// How far up in it.
    pub shift: u8,
    /// The bits themselves, shifted down: 0 for a part that is always the same.
    pub mask: u32,
}

impl Bits {
    /// What stands there in a state.
    #[inline(always)]
    pub fn get(self, state: &[u64]) -> u32 {
        (state[usize::from(self.word)] >> self.shift) as u32 & self.mask
    }

    /// Puts something there.
    #[inline(always)]
    pub fn set(self, state: &mut [u64], number: u32) {
        let word = &mut state[usize::from(self.word)];
        *word = *word & !(u64::from(self.mask) << self.shift) | u64::from(number) << self.shift;
    }

    /// How many numbers there is room for.
    pub fn room(self) -> usize {
        self.mask as usize + 1
    }
}

/// The bits of all parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateVector {
    /// One for each part.
    pub bits: Vec<Bits>,
    /// How many words a state has: 1, 2 or 4.
    pub words: usize,
}

/// Calls something that is generic over the number of words, for states of so many.
macro_rules! for_words {
    ($words:expr, $count:ident => $call:expr) => {
        match $words {
            1 => {
                const $count: usize = 1;
                $call
            }
            2 => {
                const $count: usize = 2;
                $call
            }
            _ => {
                const $count: usize = $crate::checker::state_vector::MOST_WORDS;
                $call
            }
        }
    };
}
pub(super) use for_words;

/// No state may need more words than this.
pub const MOST_WORDS: usize = 4;

impl StateVector {
    /// Bits for parts that are one of so many things each; `None` when they need more room than
    /// there is.
    pub fn new(sizes: &[usize]) -> Option<StateVector> {
        let mut bits = vec![Bits::default(); sizes.len()];
        // Full words first: no part lies across two.
        let mut free = [64_u32; MOST_WORDS];
        // One bit stays clear, so that there is something that is no state.
        free[0] -= 1;
        let mut words = 1;
        for (bits, &size) in bits.iter_mut().zip(sizes) {
            let width = usize::BITS - size.saturating_sub(1).leading_zeros();
            if width == 0 {
                continue;
            }
            let word = free.iter().position(|&free| free >= width)?;
            let mask = u32::try_from((1_u64 << width) - 1).ok()?;
            *bits = Bits { word: word as u8, shift: used(word, &free) as u8, mask };
            free[word] -= width;
            words = words.max(word + 1);
        }
        Some(StateVector { bits, words: words.next_power_of_two() })
    }
}

/// How many bits of a word are used, from the lowest on.
fn used(word: usize, free: &[u32]) -> u32 {
    if word == 0 { 63 - free[0] } else { 64 - free[word] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_lie_beside_each_other_and_what_never_changes_takes_no_room() {
        let layout = StateVector::new(&[1, 2, 5, 1 << 30, 1 << 29, 3]).expect("it is little");
        assert_eq!(layout.words, 2);
        assert_eq!(layout.bits[0].mask, 0);
        let numbers = [0, 1, 4, (1 << 30) - 1, 12345, 2];
        let mut state = vec![0; layout.words];
        for (bits, number) in layout.bits.iter().zip(numbers) {
            bits.set(&mut state, number);
        }
        bits_are(&layout, &state, &numbers);
        layout.bits[2].set(&mut state, 3);
        bits_are(&layout, &state, &[0, 1, 3, (1 << 30) - 1, 12345, 2]);
    }

    fn bits_are(layout: &StateVector, state: &[u64], numbers: &[u32]) {
        let found: Vec<u32> = layout.bits.iter().map(|bits| bits.get(state)).collect();
        assert_eq!(found, numbers);
    }

    #[test]
    fn too_much_is_refused() {
        assert_eq!(StateVector::new(&[1 << 31; 9]), None);
        assert!(StateVector::new(&[1 << 31; 8]).is_some_and(|it| it.words == MOST_WORDS));
    }
}
