//! Who goes next when threads are simulated.

use crate::program::ThreadId;

/// The ways to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum SchedulerKind {
    /// Each in turn, leaving out those who cannot move.
    #[default]
    RoundRobin,
    /// Any of those who can move, all with equal chance.
    Random,
}

/// A scheduler at work. The same kind, seed and program give the same run everywhere.
#[derive(Clone, Debug)]
pub struct Scheduler {
    kind: SchedulerKind,
    last: Option<ThreadId>,
    /// How often there was something else to choose than a thread.
    rounds: usize,
    random: SplitMix64,
}

impl Scheduler {
    /// A scheduler at the start of a run. To [`SchedulerKind::RoundRobin`] the seed matters
    /// only where threads wake up spuriously.
    pub fn new(kind: SchedulerKind, seed: u64) -> Scheduler {
        Scheduler { kind, last: None, rounds: 0, random: SplitMix64(seed) }
    }

    /// Chooses among the threads that can move, given in ascending order; `None` if
    /// there are none.
    pub fn choose(&mut self, ready: &[ThreadId]) -> Option<ThreadId> {
        let chosen = match self.kind {
            SchedulerKind::RoundRobin => {
                let after = ready.iter().find(|&&id| self.last.is_none_or(|last| id > last));
                *after.or(ready.first())?
            }
            SchedulerKind::Random if ready.is_empty() => return None,
            SchedulerKind::Random => ready[self.random.below(ready.len())],
        };
        self.last = Some(chosen);
        Some(chosen)
    }

    /// Chooses one of so many ways in which a step can go, at most 256.
    pub fn choose_way(&mut self, ways: usize) -> usize {
        if ways < 2 {
            return 0;
        }
        match self.kind {
            SchedulerKind::RoundRobin => {
                self.rounds = self.rounds.wrapping_add(1);
                (self.rounds - 1) % ways
            }
            SchedulerKind::Random => self.random.below(ways),
        }
    }

    /// Whether something happens now that happens once in so many times, at most 256.
    pub fn happens_once_in(&mut self, times: usize) -> bool {
        self.random.below(times) == 0
    }
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014). It is
/// written out here because a seed must give the same run for ever, whatever becomes of
/// a library's generator.
#[derive(Clone, Debug)]
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is at most 256: the bias of the multiplication is
    /// below one in 2^56.
    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn threads(ids: &[u8]) -> Vec<ThreadId> {
        ids.iter().copied().map(ThreadId).collect()
    }

    #[test]
    fn round_robin_gives_each_its_turn_and_leaves_out_who_cannot_move() {
        let mut scheduler = Scheduler::new(SchedulerKind::RoundRobin, 0);
        let mut choose = |ready: &[u8]| scheduler.choose(&threads(ready)).map(|id| id.0);
        assert_eq!(choose(&[0, 1, 2]), Some(0));
        assert_eq!(choose(&[0, 1, 2]), Some(1));
        assert_eq!(choose(&[0, 1]), Some(0));
        assert_eq!(choose(&[0, 2]), Some(2));
        assert_eq!(choose(&[]), None);
        assert_eq!(choose(&[0, 1, 2]), Some(0));
    }

    #[test]
    fn ways_are_taken_in_turn_too() {
        let mut scheduler = Scheduler::new(SchedulerKind::RoundRobin, 0);
        let ways: Vec<usize> = [3, 1, 3, 3, 3].map(|ways| scheduler.choose_way(ways)).into();
        assert_eq!(ways, [0, 0, 1, 2, 0]);
    }

    #[test]
    fn a_seed_gives_the_same_choices_for_ever() {
        let mut scheduler = Scheduler::new(SchedulerKind::Random, 42);
        let ready = threads(&[0, 1, 2, 3, 4]);
        let chosen: Vec<u8> =
            (0..12).map(|_| scheduler.choose(&ready).expect("some are ready").0).collect();
        assert_eq!(chosen, [3, 0, 1, 1, 0, 4, 1, 4, 1, 3, 1, 2]);
        assert_eq!(scheduler.choose(&[]), None);
    }

    #[test]
    fn random_choices_reach_everybody_about_equally_often() {
        let mut scheduler = Scheduler::new(SchedulerKind::Random, 7);
        let ready = threads(&[0, 1, 2, 3]);
        let mut counts = [0; 4];
        for _ in 0..4000 {
            counts[scheduler.choose(&ready).expect("some are ready").index()] += 1;
        }
        assert!(counts.iter().all(|count| (850..1150).contains(count)), "{counts:?}");
    }
}
