//! Who goes next when threads are simulated.

mod against_you;
mod look_ahead;
mod policy;
mod priority;
mod random;
mod round_robin;
mod split_mix;
mod time_slice;

pub use priority::First;
pub use split_mix::SplitMix64;
pub use time_slice::Slice;

use super::run::{Run, Turn};
use crate::program::{Program, ThreadId};
use against_you::AgainstYou;
use policy::Policy;
use priority::Priority;
use random::Random;
use round_robin::RoundRobin;
use time_slice::TimeSlice;

/// The ways to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum SchedulerKind {
    /// Each in turn, leaving out those who cannot move. It is always the same run, and many
    /// mistakes never show in it.
    RoundRobin,
    /// Any of those who can move, all with equal chance.
    #[default]
    Random,
    /// The most important of those who can move, at every step anew.
    Priority(First),
    /// One core: a thread goes on until it has to wait, ends, or has made so many steps.
    TimeSlice(Slice),
    /// The one that leads to a violation soonest, as far as one can look ahead.
    AgainstYou,
}

impl SchedulerKind {
    /// All of them, with what they choose by at first.
    pub const ALL: [SchedulerKind; 5] = [
        SchedulerKind::RoundRobin,
        SchedulerKind::Random,
        SchedulerKind::Priority(First::Producers),
        SchedulerKind::TimeSlice(Slice::USUAL),
        SchedulerKind::AgainstYou,
    ];

    /// The name that links and files use.
    pub fn name(self) -> &'static str {
        match self {
            SchedulerKind::RoundRobin => "round-robin",
            SchedulerKind::Random => "random",
            SchedulerKind::Priority(_) => "priority",
            SchedulerKind::TimeSlice(_) => "time-slice",
            SchedulerKind::AgainstYou => "against-you",
        }
    }

    /// The scheduler with this name, with what it chooses by at first.
    pub fn named(name: &str) -> Option<SchedulerKind> {
        SchedulerKind::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Whether another seed gives another run of a program that never wakes spuriously.
    pub fn has_chance(self) -> bool {
        matches!(self, SchedulerKind::Random | SchedulerKind::AgainstYou)
    }
}

/// A scheduler at work. The same kind, seed and program give the same run everywhere.
#[derive(Clone, Debug)]
pub struct Scheduler {
    policy: Box<dyn Policy>,
    /// How often there was something else to choose than a thread.
    rounds: usize,
    chance: SplitMix64,
}

impl Scheduler {
    /// A scheduler at the start of a run. To those without chance the seed matters only where
    /// threads wake up spuriously.
    pub fn new(kind: SchedulerKind, seed: u64, program: &Program) -> Scheduler {
        let policy: Box<dyn Policy> = match kind {
            SchedulerKind::RoundRobin => Box::new(RoundRobin::default()),
            SchedulerKind::Random => Box::new(Random),
            SchedulerKind::Priority(first) => Box::new(Priority::new(first, program)),
            SchedulerKind::TimeSlice(slice) => Box::new(TimeSlice::new(slice)),
            SchedulerKind::AgainstYou => Box::new(AgainstYou::default()),
        };
        Scheduler { policy, rounds: 0, chance: SplitMix64::new(seed) }
    }

    /// Whether it wants to know the run, and chooses whole [turns](Scheduler::choose_turn).
    pub fn looks_ahead(&self) -> bool {
        self.policy.looks_ahead()
    }

    /// Chooses one of the turns that are possible now; `None` if there are none.
    pub fn choose_turn(&mut self, run: &Run, possible: &[Turn]) -> Option<Turn> {
        self.policy.choose_turn(run, possible, &mut self.chance)
    }

    /// Chooses among the threads that can move, given in ascending order; `None` if
    /// there are none.
    pub fn choose(&mut self, ready: &[ThreadId]) -> Option<ThreadId> {
        if ready.is_empty() {
            return None;
        }
        self.policy.choose(ready, &mut self.chance)
    }

    /// Chooses one of so many ways in which a step can go, at most 256.
    pub fn choose_way(&mut self, ways: usize) -> usize {
        if ways < 2 {
            return 0;
        }
        if self.policy.has_chance() {
            return self.chance.below(ways);
        }
        self.rounds = self.rounds.wrapping_add(1);
        (self.rounds - 1) % ways
    }

    /// Whether something happens now that happens once in so many times, at most 256.
    pub fn happens_once_in(&mut self, times: usize) -> bool {
        self.chance.below(times) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program of which only the threads are asked about.
    fn nobody() -> Program {
        Program {
            source: Vec::new(),
            objects: Vec::new(),
            cells: Vec::new(),
            roles: Vec::new(),
            items: 0,
            exceptions: Vec::new(),
            has_wide_steps: false,
            has_spurious_wakes: false,
            form: crate::program::Form::Roles,
            texts: Vec::new(),
            invariants: Vec::new(),
            mentions_capacity: false,
        }
    }

    fn threads(ids: &[u8]) -> Vec<ThreadId> {
        ids.iter().copied().map(ThreadId).collect()
    }

    #[test]
    fn round_robin_gives_each_its_turn_and_leaves_out_who_cannot_move() {
        let mut scheduler = Scheduler::new(SchedulerKind::RoundRobin, 0, &nobody());
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
        let mut scheduler = Scheduler::new(SchedulerKind::RoundRobin, 0, &nobody());
        let ways: Vec<usize> = [3, 1, 3, 3, 3].map(|ways| scheduler.choose_way(ways)).into();
        assert_eq!(ways, [0, 0, 1, 2, 0]);
    }

    #[test]
    fn a_seed_gives_the_same_choices_for_ever() {
        let mut scheduler = Scheduler::new(SchedulerKind::Random, 42, &nobody());
        let ready = threads(&[0, 1, 2, 3, 4]);
        let chosen: Vec<u8> =
            (0..12).map(|_| scheduler.choose(&ready).expect("some are ready").0).collect();
        assert_eq!(chosen, [3, 0, 1, 1, 0, 4, 1, 4, 1, 3, 1, 2]);
        assert_eq!(scheduler.choose(&[]), None);
    }

    #[test]
    fn random_choices_reach_everybody_about_equally_often() {
        let mut scheduler = Scheduler::new(SchedulerKind::Random, 7, &nobody());
        let ready = threads(&[0, 1, 2, 3]);
        let mut counts = [0; 4];
        for _ in 0..4000 {
            counts[scheduler.choose(&ready).expect("some are ready").index()] += 1;
        }
        assert!(counts.iter().all(|count| (850..1150).contains(count)), "{counts:?}");
    }

    #[test]
    fn a_slice_ends_after_its_steps_or_when_its_thread_has_to_wait() {
        let kind = SchedulerKind::TimeSlice(Slice::of(3));
        let mut scheduler = Scheduler::new(kind, 0, &nobody());
        let mut choose = |ready: &[u8]| scheduler.choose(&threads(ready)).map(|id| id.0);
        assert_eq!([(); 7].map(|()| choose(&[0, 1])), [0, 0, 0, 1, 1, 1, 0].map(Some));
        // Thread 0 has to wait after one step of its slice; the next one has a whole slice.
        assert_eq!([(); 3].map(|()| choose(&[1, 2])), [1, 1, 1].map(Some));
        assert_eq!(choose(&[0, 1, 2]), Some(2));
        assert_eq!(choose(&[]), None);
        // Alone, it goes on slice after slice.
        assert_eq!([(); 5].map(|()| choose(&[2])), [2; 5].map(Some));
    }

    #[test]
    fn a_slice_is_within_its_range() {
        let steps = [0, 1, 100, 101, u64::MAX].map(|steps| Slice::of(steps).steps());
        assert_eq!(steps, [1, 1, 100, 100, 100]);
    }

    #[test]
    fn every_kind_is_found_by_its_name() {
        for kind in SchedulerKind::ALL {
            assert_eq!(SchedulerKind::named(kind.name()), Some(kind));
        }
        let names = SchedulerKind::ALL.map(SchedulerKind::name);
        assert_eq!(names, ["round-robin", "random", "priority", "time-slice", "against-you"]);
        assert_eq!(SchedulerKind::named(""), None);
    }
}
