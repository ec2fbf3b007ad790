//! The kinds of violations, with their stable names.

use serde::{Deserialize, Serialize};

/// What a run must never do, without who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ViolationKind {
    /// An item was written over that nobody had taken.
    Overwrite,
    /// A slot was read that was never written.
    EmptyRead,
    /// An item was taken twice.
    DuplicateRead,
    /// An exception left a thread's role.
    Exception,
    /// An `assert` was false.
    Assertion,
    /// A thread wrote back what it had made of a value that another had since written over.
    LostUpdate,
    /// Items left in another order than they came in.
    Order,
    /// Two threads were inside at once.
    MutualExclusion,
    /// A stated invariant failed.
    Invariant,
    /// Nobody can move, and the run is not finished.
    Deadlock,
    /// Nobody can move, producers are done, and items are left.
    Stranded,
    /// A whole program has done its work and never ends: threads wait for more, which never comes. Or it
    /// goes on and can never end any more.
    UnfinishedThread,
    /// One thread can never move again while others can. It takes a search to see that.
    StuckThread,
    /// Threads move forever without progress. It takes a search.
    Livelock,
    /// A thread can be passed over forever under weak fairness. It takes a search.
    Starvation,
    /// Something without a limit grows beyond what there is room for. It is never a violation of the
    /// program's: a check answers that it is not decided.
    Grows,
}

impl ViolationKind {
    /// All of them.
    pub const ALL: [ViolationKind; 16] = [
        ViolationKind::Overwrite,
        ViolationKind::EmptyRead,
        ViolationKind::DuplicateRead,
        ViolationKind::Exception,
        ViolationKind::Assertion,
        ViolationKind::LostUpdate,
        ViolationKind::Order,
        ViolationKind::MutualExclusion,
        ViolationKind::Invariant,
        ViolationKind::Deadlock,
        ViolationKind::Stranded,
        ViolationKind::UnfinishedThread,
        ViolationKind::StuckThread,
        ViolationKind::Livelock,
        ViolationKind::Starvation,
        ViolationKind::Grows,
    ];

    /// The stable machine name, as links, messages and the command line use it.
    pub fn name(self) -> &'static str {
        match self {
            ViolationKind::Overwrite => "overwrite",
            ViolationKind::EmptyRead => "empty-read",
            ViolationKind::DuplicateRead => "duplicate-read",
            ViolationKind::Exception => "exception",
            ViolationKind::Assertion => "assertion",
            ViolationKind::LostUpdate => "lost-update",
            ViolationKind::Order => "order",
            ViolationKind::MutualExclusion => "mutual-exclusion",
            ViolationKind::Invariant => "invariant",
            ViolationKind::Deadlock => "deadlock",
            ViolationKind::Stranded => "stranded",
            ViolationKind::UnfinishedThread => "unfinished-thread",
            ViolationKind::StuckThread => "stuck-thread",
            ViolationKind::Livelock => "livelock",
            ViolationKind::Starvation => "starvation",
            ViolationKind::Grows => "grows",
        }
    }

    /// Whether a run stops at it. Two threads inside at once are only counted and shown.
    pub fn ends_a_run(self) -> bool {
        self != ViolationKind::MutualExclusion
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<ViolationKind> {
        ViolationKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Several kinds of violations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ViolationKinds(u32);

impl ViolationKinds {
    /// None of them.
    pub const NONE: ViolationKinds = ViolationKinds(0);
    /// All of them.
    pub const ALL: ViolationKinds = ViolationKinds((1 << ViolationKind::ALL.len()) - 1);

    /// These and one more.
    pub fn with(self, kind: ViolationKind) -> ViolationKinds {
        ViolationKinds(self.0 | 1 << kind as u32)
    }

    /// These but for one.
    pub fn without(self, kind: ViolationKind) -> ViolationKinds {
        ViolationKinds(self.0 & !(1 << kind as u32))
    }

    /// Whether a kind is one of these.
    pub fn has(self, kind: ViolationKind) -> bool {
        self.0 >> kind as u32 & 1 == 1
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}
