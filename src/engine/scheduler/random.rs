//! By chance.

use super::policy::Policy;
use super::split_mix::SplitMix64;
use crate::program::ThreadId;

/// Any of the threads that can move, all with equal chance.
#[derive(Clone, Debug)]
pub struct Random;

impl Policy for Random {
    fn choose(&mut self, ready: &[ThreadId], chance: &mut SplitMix64) -> Option<ThreadId> {
        ready.get(chance.below(ready.len())).copied()
    }

    fn has_chance(&self) -> bool {
        true
    }

    fn copied(&self) -> Box<dyn Policy> {
        Box::new(self.clone())
    }
}
