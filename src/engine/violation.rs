//! What a run must never do, with what is needed to say who did it to which item.

use super::violation_kind::ViolationKind;
use crate::program::{Exception, Item, Line, ObjectId, Pc, RoleKind, ThreadId};

/// Something a run did that no run may do. Steps are numbered from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// Something was written over an item that nobody had taken.
    Overwrite {
        /// Who wrote.
        writer: ThreadId,
        /// The item it wrote; `None` when it wrote something else.
        item: Option<Item>,
        /// Into which buffer or array.
        object: ObjectId,
        /// Into which slot of it.
        slot: u16,
        /// The item that is lost.
        lost: Item,
        /// Who had written the lost item.
        lost_writer: ThreadId,
        /// The step that had written the lost item.
        lost_step: u64,
        /// Why it could happen.
        cause: IndexCause,
    },
    /// A slot was read that was never written.
    EmptyRead {
        /// Who read.
        reader: ThreadId,
        /// From which buffer or array.
        object: ObjectId,
        /// Which slot of it.
        slot: u16,
    },
    /// A slot was read whose item had been taken.
    DuplicateRead {
        /// Who read.
        reader: ThreadId,
        /// From which buffer or array.
        object: ObjectId,
        /// Which slot of it.
        slot: u16,
        /// The item it now has too.
        item: Item,
        /// Who had taken the item.
        taken_by: ThreadId,
        /// The step that had taken it.
        taken_step: u64,
        /// Why it could happen.
        cause: IndexCause,
    },
    /// An item was taken that had been put in twice, and taken before.
    TakenTwice {
        /// Who took it.
        reader: ThreadId,
        /// From which list, queue or channel.
        object: ObjectId,
        /// The item.
        item: Item,
        /// Who had taken it before.
        taken_by: ThreadId,
        /// The step that had taken it.
        taken_step: u64,
    },
    /// The last copy of an item is gone, which lay where threads could look at it, and nobody had
    /// consumed it; and no other one was written over it.
    Lost {
        /// Whose step it was.
        thread: ThreadId,
        /// The item.
        item: Item,
        /// Who had put it there.
        stored_by: ThreadId,
        /// The step that had put it there.
        stored_step: u64,
    },
    /// An item was consumed that had been consumed before.
    ConsumedTwice {
        /// Who consumed it now.
        thread: ThreadId,
        /// The item.
        item: Item,
        /// Who had consumed it.
        consumed_by: ThreadId,
        /// The step that had consumed it.
        consumed_step: u64,
    },
    /// What a thread consumed was the element of an array that was never set when it was read.
    ConsumedUnset {
        /// Who consumed it.
        reader: ThreadId,
        /// The array.
        object: ObjectId,
        /// Which element of it.
        slot: u16,
    },
    /// A thread wrote into a variable what it had made of an older value: another's write is lost.
    LostUpdate {
        /// Who wrote.
        thread: ThreadId,
        /// The variable or array.
        object: ObjectId,
        /// Which element of an array.
        element: Option<u16>,
    },
    /// An item left the buffer before one that had come in earlier.
    Order {
        /// Who read.
        reader: ThreadId,
        /// From which buffer or array.
        object: ObjectId,
        /// From which slot of it.
        slot: u16,
        /// The item it took.
        item: Item,
        /// The item that had come in first.
        expected: Item,
    },
    /// A thread entered the critical section while another was inside. It is counted
    /// and shown, and does not end a run: the harm it does is the lesson.
    MutualExclusion {
        /// Who entered.
        entered: ThreadId,
        /// Who was inside.
        inside: ThreadId,
        /// The buffer whose critical section it is.
        object: ObjectId,
    },
    /// A stated invariant does not hold.
    Invariant {
        /// Which of [the program's invariants](crate::program::Program::invariants).
        index: usize,
    },
    /// An exception left a thread's role.
    Exception {
        /// Whose.
        thread: ThreadId,
        /// Which.
        exception: Exception,
        /// Where in the code of its role it was raised.
        at: Pc,
        /// The source line of that place.
        line: Line,
        /// The object whose operation raised it, if one did.
        object: Option<ObjectId>,
    },
    /// An `assert` was false.
    Assertion {
        /// Who asserted.
        thread: ThreadId,
        /// The source line.
        line: Line,
    },
    /// Nobody can move, and the run is not finished.
    Deadlock {
        /// Who waits for what.
        waits: Vec<Wait>,
        /// Why nobody will ever move.
        cause: DeadlockCause,
    },
    /// A container without a limit has grown beyond what there is room for. It is no fault of the
    /// program; but a run cannot go on here.
    Grows {
        /// Who put in one more.
        thread: ThreadId,
        /// The list, queue or channel.
        object: ObjectId,
    },
    /// Nobody can move, and threads of a whole program that go on forever wait for more that never comes.
    UnfinishedThread {
        /// Who waits for what.
        waits: Vec<Wait>,
        /// Those that wait for more.
        threads: Vec<ThreadId>,
        /// Whether nothing is left for them anywhere, and they do not wait for each other in a circle.
        is_all_done: bool,
    },
    /// Nobody can move, the producers are done, and items are left.
    Stranded {
        /// Who waits for what.
        waits: Vec<Wait>,
        /// How many items are left.
        left: u32,
    },
}

/// Why two threads used one slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexCause {
    /// Both had read the same `head` or `tail` before either moved it on.
    SameIndex,
    /// The buffer was full (for a write) or empty (for a read).
    DidNotWait,
    /// It cannot be told: the program itself keeps the indices of the array, or neither of the
    /// others can be shown of this run.
    Unknown,
}

/// A thread that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Who waits.
    pub thread: ThreadId,
    /// For what: a permit of this semaphore, this lock, whatever.
    pub object: ObjectId,
    /// Those who hold it: who took permits of the semaphore, or the lock, and have not given
    /// them back; where it waits for the end of threads, those that have not ended.
    pub holders: Vec<ThreadId>,
}

/// Why nobody will ever move again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeadlockCause {
    /// A thread waits while it holds what others wait for. It may be waiting for what it holds
    /// itself; where it is not the only one that holds a permit of that, nor is the circle closed by it alone.
    Cycle {
        /// Holds `held` and waits for `wanted`.
        holder: ThreadId,
        /// The lock, or the semaphore used as one, that the holder took.
        held: ObjectId,
        /// The object the holder waits for.
        wanted: ObjectId,
        /// Whether whoever could give `wanted` waits for `held`.
        is_closed: bool,
    },
    /// What they wait for is never given, as the code that should give it does not.
    ForgottenSignal {
        /// The object: a semaphore short of a permit, a lock never released, a condition
        /// never notified, an event never set.
        object: ObjectId,
        /// Who took the permit or the lock and did not give it back, where somebody did.
        holder: Option<ThreadId>,
        /// The role that never gives it back; `None` when no role signals it at all.
        role: Option<RoleKind>,
    },
    /// The holder has ended without giving back what others wait for, though it has code for
    /// that: the forgotten release.
    EndedHolding {
        /// The lock, or the semaphore used as one.
        object: ObjectId,
        /// Who took it.
        holder: ThreadId,
    },
    /// A wake-up reached nobody and came before the wait that missed it; an event was cleared again before the thread
    /// saw that it was set.
    LostWakeUp {
        /// The condition, event or atomic cell.
        object: ObjectId,
        /// Who waits there, and has since that wake-up.
        thread: ThreadId,
    },
    /// While they waited somebody was woken, but others.
    WokeOthers {
        /// The condition or atomic cell.
        object: ObjectId,
        /// Who waited there then, and does still.
        thread: ThreadId,
    },
    /// The thread has got the last wake-up there was, and waits for one more, which no thread is left to give.
    OneTooFew {
        /// The condition, event or atomic cell.
        object: ObjectId,
        /// Who waits there.
        thread: ThreadId,
        /// Whether it was woken there. Otherwise it had seen what the wake-up was about.
        was_woken: bool,
    },
    /// The semaphore had no permit to begin with, and nobody has given one.
    NoFirstPermit {
        /// The semaphore.
        object: ObjectId,
    },
    /// Fewer threads have come to a barrier than meet there.
    TooFewCame {
        /// The barrier.
        object: ObjectId,
        /// How many have come.
        came: u16,
        /// How many meet there.
        parties: u16,
    },
    /// No thread is left whose code could let these continue.
    NobodyLeft {
        /// Those that wait for nobody.
        threads: Vec<ThreadId>,
    },
    /// None of these.
    Other,
}

impl Violation {
    /// Which kind it is.
    pub fn kind(&self) -> ViolationKind {
        match self {
            Violation::Overwrite { .. } | Violation::Lost { .. } => ViolationKind::Overwrite,
            Violation::EmptyRead { .. } | Violation::ConsumedUnset { .. } => {
                ViolationKind::EmptyRead
            }
            Violation::DuplicateRead { .. }
            | Violation::TakenTwice { .. }
            | Violation::ConsumedTwice { .. } => ViolationKind::DuplicateRead,
            Violation::Order { .. } => ViolationKind::Order,
            Violation::MutualExclusion { .. } => ViolationKind::MutualExclusion,
            Violation::Invariant { .. } => ViolationKind::Invariant,
            Violation::Exception { .. } => ViolationKind::Exception,
            Violation::Assertion { .. } => ViolationKind::Assertion,
            Violation::LostUpdate { .. } => ViolationKind::LostUpdate,
            Violation::Deadlock { .. } => ViolationKind::Deadlock,
            Violation::Stranded { .. } => ViolationKind::Stranded,
            Violation::UnfinishedThread { .. } => ViolationKind::UnfinishedThread,
            Violation::Grows { .. } => ViolationKind::Grows,
        }
    }

    /// The stable machine name, as links, messages and the command line use it.
    pub fn name(&self) -> &'static str {
        self.kind().name()
    }

    /// The slot it happened at.
    pub fn slot(&self) -> Option<u16> {
        match *self {
            Violation::Overwrite { slot, .. }
            | Violation::EmptyRead { slot, .. }
            | Violation::ConsumedUnset { slot, .. }
            | Violation::DuplicateRead { slot, .. }
            | Violation::Order { slot, .. } => Some(slot),
            _ => None,
        }
    }

    /// The object it happened at; for a deadlock, see its waits.
    pub fn object(&self) -> Option<ObjectId> {
        match *self {
            Violation::Overwrite { object, .. }
            | Violation::EmptyRead { object, .. }
            | Violation::ConsumedUnset { object, .. }
            | Violation::DuplicateRead { object, .. }
            | Violation::TakenTwice { object, .. }
            | Violation::Order { object, .. }
            | Violation::LostUpdate { object, .. }
            | Violation::MutualExclusion { object, .. }
            | Violation::Grows { object, .. } => Some(object),
            Violation::Exception { object, .. } => object,
            _ => None,
        }
    }

    /// Whether a run stops at it; see [`ViolationKind::ends_a_run`].
    pub fn ends_a_run(&self) -> bool {
        self.kind().ends_a_run()
    }

    /// The threads that had a part in it.
    pub fn threads(&self) -> Vec<ThreadId> {
        match self {
            Violation::Overwrite { writer, lost_writer, .. } => vec![*writer, *lost_writer],
            Violation::DuplicateRead { reader, taken_by, .. }
            | Violation::TakenTwice { reader, taken_by, .. } => vec![*reader, *taken_by],
            Violation::EmptyRead { reader, .. }
            | Violation::ConsumedUnset { reader, .. }
            | Violation::Order { reader, .. } => vec![*reader],
            Violation::Lost { thread, stored_by: other, .. }
            | Violation::ConsumedTwice { thread, consumed_by: other, .. } => {
                vec![*thread, *other]
            }
            Violation::MutualExclusion { entered, inside, .. } => vec![*entered, *inside],
            Violation::Exception { thread, .. }
            | Violation::Assertion { thread, .. }
            | Violation::LostUpdate { thread, .. }
            | Violation::Grows { thread, .. } => vec![*thread],
            Violation::Invariant { .. } => Vec::new(),
            Violation::UnfinishedThread { threads, .. } => threads.clone(),
            Violation::Deadlock { waits, .. } | Violation::Stranded { waits, .. } => {
                waits.iter().map(|wait| wait.thread).collect()
            }
        }
    }
}
