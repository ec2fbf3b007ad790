//! In turn.

use super::policy::Policy;
use super::split_mix::SplitMix64;
use crate::program::ThreadId;

/// Each thread in turn, leaving out those that cannot move.
#[derive(Clone, Debug, Default)]
pub struct RoundRobin {
    last: Option<ThreadId>,
}

impl Policy for RoundRobin {
    fn choose(&mut self, ready: &[ThreadId], _: &mut SplitMix64) -> Option<ThreadId> {
        self.last = next_after(self.last, ready);
        self.last
    }

    fn copied(&self) -> Box<dyn Policy> {
        Box::new(self.clone())
    }
}

/// The next one in the circle of all threads that is ready.
pub fn next_after(last: Option<ThreadId>, ready: &[ThreadId]) -> Option<ThreadId> {
    let after = ready.iter().find(|&&id| last.is_none_or(|last| id > last));
    after.or(ready.first()).copied()
}
