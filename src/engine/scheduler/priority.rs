//! By priority.

use super::policy::Policy;
use super::split_mix::SplitMix64;
use crate::program::{Program, RoleKind, ThreadId};

/// Which role is the more important one. Within a role it is the thread with the lower number;
/// roles that neither produce nor consume come last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum First {
    /// Producers before consumers.
    #[default]
    Producers,
    /// Consumers before producers.
    Consumers,
}

/// Always the most important thread that can move.
#[derive(Clone, Debug)]
pub struct Priority {
    /// All threads, the most important one first.
    order: Vec<ThreadId>,
}

impl Priority {
    /// The order of a program's threads.
    pub fn new(first: First, program: &Program) -> Priority {
        let mut order: Vec<ThreadId> = program.thread_ids().collect();
        if first == First::Consumers {
            // A stable sort: the order within each role stays.
            order.sort_by_key(|&id| match program.name_of(id).role {
                RoleKind::Consumer => 0,
                RoleKind::Producer => 1,
                RoleKind::Other(_) => 2,
            });
        }
        Priority { order }
    }
}

impl Policy for Priority {
    fn choose(&mut self, ready: &[ThreadId], _: &mut SplitMix64) -> Option<ThreadId> {
        self.order.iter().copied().find(|id| ready.contains(id))
    }

    fn copied(&self) -> Box<dyn Policy> {
        Box::new(self.clone())
    }
}
