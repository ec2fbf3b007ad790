//! Variants of a challenge, so that neighbours in a class do not see the same, and a teacher can say "variant 17".

use super::challenge::{Challenge, Task};
use crate::catalogue::Setting;

/// The highest number of a variant.
pub const MOST_VARIANTS: u32 = 9_999;

/// Something that differs from variant to variant.
#[derive(Clone, Copy, Debug)]
pub enum Variation {
    /// A name, and others that it may have.
    Name(&'static str, &'static [&'static str]),
    /// A number, and what it may be.
    Number(Setting, &'static [u32]),
    /// One of these faults is on.
    Fault(&'static [&'static str]),
}

/// What a number chooses of all that varies. The variant 0 is as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variant {
    /// Names, and what stands in their place.
    pub names: Vec<(&'static str, &'static str)>,
    /// Numbers.
    pub numbers: Vec<(Setting, u32)>,
    /// The fault that is on.
    pub fault: Option<&'static str>,
    /// Which of the moments is asked for.
    pub moment: usize,
    /// In which order the choices stand, or the lines of the pool.
    pub order: Vec<u8>,
}

impl Variant {
    /// The variant with this number.
    pub fn of(challenge: &Challenge, number: u32) -> Variant {
        let number = number.min(MOST_VARIANTS);
        let mut chance = Chance(u64::from(number));
        let mut variant = Variant::default();
        let pick =
            |chance: &mut Chance, count: usize| if number == 0 { 0 } else { chance.below(count) };
        for variation in challenge.varies {
            if let Variation::Name(name, others) = *variation
                // Its own name is one of them.
                && let Some(other) = pick(&mut chance, others.len() + 1).checked_sub(1)
            {
                variant.names.push((name, others[other]));
            }
        }
        if let Task::FillIn { moments, .. } = challenge.task {
            variant.moment = pick(&mut chance, moments.len());
        }
        let count = match challenge.task {
            Task::Order { .. } => challenge.pool(&variant).len(),
            _ => challenge.task.choices(),
        };
        variant.order = (0..count as u8).collect();
        // Lines to be put in order never lie there in order.
        let is_shuffled = number > 0 || matches!(challenge.task, Task::Order { .. });
        if is_shuffled {
            for at in (1..count).rev() {
                variant.order.swap(at, chance.below(at + 1));
            }
        }
        // Last, so that a challenge that gets one of these keeps the names and the order that its variants had.
        for variation in challenge.varies {
            match *variation {
                Variation::Name(..) => {}
                Variation::Number(setting, numbers) => {
                    variant.numbers.push((setting, numbers[pick(&mut chance, numbers.len())]));
                }
                Variation::Fault(faults) => {
                    variant.fault = Some(faults[pick(&mut chance, faults.len())]);
                }
            }
        }
        variant
    }
}

/// SplitMix64: a number of a variant means the same forever.
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % count.max(1) as u64) as usize
    }
}
