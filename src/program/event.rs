//! What a step did, as told to whoever watches.

use super::code::Pc;
use super::exception::Exception;
use super::item::Item;
use super::memory::{Cell, NONE, Value};
use super::objects::ChannelEnd;
use super::objects::barrier::BarrierEvent;
use super::text::Printed;
use super::thread::{Choice, ThreadId, ThreadSet};

/// One step that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Where in the code it was.
    pub at: Pc,
    /// Which way it went, where it could go several.
    pub choice: Choice,
    /// The first access to shared state, with the place in the code.
    pub access: Access,
    /// The further accesses, where the step is a whole statement, with their places.
    pub more: Vec<(Pc, Access)>,
    /// The item the thread finished with (`consume`) after the access.
    pub consumed: Option<Item>,
    /// The thread was to finish with an item, and had read this element, which was never set.
    pub consumed_unset: Option<Cell>,
    /// The item the thread made (`produce`) after the access.
    pub produced: Option<Item>,
    /// What the thread printed after the access, in order.
    pub printed: Box<[Printed]>,
    /// How many milliseconds it sleeps after the access (`sleep`).
    pub pause: u32,
    /// Whether the thread has ended after the access.
    pub ended: bool,
    /// The exception that nothing catches. The thread has ended with it, or, where its role
    /// [unwinds](super::Role::unwinds), cleans up on the way out.
    pub raised: Option<Exception>,
    /// Where in the code that was raised: at an access, or at what the thread did after it.
    pub raised_at: Option<Pc>,
}

impl Event {
    /// All accesses of the step in order, with their places in the code.
    pub fn accesses(&self) -> impl DoubleEndedIterator<Item = (Pc, Access)> + '_ {
        std::iter::once((self.at, self.access)).chain(self.more.iter().copied())
    }

    /// A thread has come to wait at this place, and given its turn away.
    pub(super) fn suspended(at: Pc, cell: Cell) -> Event {
        Event {
            at,
            choice: Choice::PLAIN,
            access: Access::Suspended { cell },
            more: Vec::new(),
            consumed: None,
            consumed_unset: None,
            produced: None,
            printed: Box::default(),
            pause: 0,
            ended: false,
            raised: None,
            raised_at: None,
        }
    }

    /// The last access of the step.
    pub fn last_access(&self) -> Access {
        self.more.last().map_or(self.access, |&(_, access)| access)
    }
}

/// Why a thread that waited at a condition went on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woken {
    /// It was notified.
    Notified,
    /// Its time was over.
    TimedOut,
    /// For no reason: a spurious wake-up.
    Spuriously,
}

/// One access to shared state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// None: a loop without any access came round.
    CameRound,
    /// It has to wait for this, and lets others have their turn.
    Suspended {
        /// The cell of what it waits for.
        cell: Cell,
    },
    /// A permit was taken; `before` is the count it was taken from, at least 1.
    Waited {
        /// The semaphore's count.
        cell: Cell,
        /// The count before.
        before: Value,
    },
    /// A permit was given; `before` is the count it was added to.
    Signalled {
        /// The semaphore's count.
        cell: Cell,
        /// The count before.
        before: Value,
    },
    /// A lock was taken.
    Acquired {
        /// The lock.
        cell: Cell,
    },
    /// A reentrant lock was taken by who had it already.
    AcquiredAgain {
        /// The lock.
        cell: Cell,
        /// How often the thread has it now, at least 2.
        depth: u32,
    },
    /// A reentrant lock was given back once, and its holder still has it.
    ReleasedOnce {
        /// The lock.
        cell: Cell,
        /// How often the thread has it now, at least 1.
        depth: u32,
    },
    /// A lock was given back.
    Released {
        /// The lock.
        cell: Cell,
        /// The thread that held it, plus 1.
        holder: Value,
    },
    /// A thread queued up at a condition and gave its lock back.
    BeganToWait {
        /// The condition's waiters.
        cell: Cell,
        /// The lock.
        lock: Cell,
    },
    /// A thread that waited at a condition took the lock again.
    Retook {
        /// The condition's waiters.
        cell: Cell,
        /// The lock.
        lock: Cell,
        /// Why.
        woken: Woken,
    },
    /// Waiters were notified.
    Notified {
        /// The waiters of a condition or an atomic cell.
        cell: Cell,
        /// Which threads, a bit for each.
        woken: Value,
    },
    /// An event was set or cleared.
    Flagged {
        /// The event.
        cell: Cell,
        /// Whether it is set now.
        is_set: bool,
    },
    /// An event was found set.
    SawFlag {
        /// The event.
        cell: Cell,
    },
    /// A cell was read.
    Read {
        /// The cell.
        cell: Cell,
        /// What it held.
        value: Value,
        /// Whether an item that lies there counts as taken.
        takes: bool,
    },
    /// A cell was written.
    Wrote {
        /// The cell.
        cell: Cell,
        /// What it holds now.
        value: Value,
    },
    /// An atomic cell was changed in one go.
    Changed {
        /// The cell.
        cell: Cell,
        /// What it held.
        before: Value,
        /// What it holds now.
        now: Value,
    },
    /// A compare-and-swap found something else than it expected.
    Refused {
        /// The cell.
        cell: Cell,
        /// What it holds.
        seen: Value,
    },
    /// A thread fell asleep at an atomic cell.
    FellAsleep {
        /// The waiters of the cell.
        cell: Cell,
    },
    /// A thread did not fall asleep, as the atomic cell held something else.
    StayedAwake {
        /// The atomic cell.
        cell: Cell,
        /// What it holds.
        seen: Value,
    },
    /// A thread that slept at an atomic cell woke up.
    Woke {
        /// The waiters of the cell.
        cell: Cell,
    },
    /// A value went into a list, queue or channel.
    Inserted {
        /// The cell of its length or state.
        cell: Cell,
        /// The value.
        value: Value,
        /// How many there are now.
        length: u16,
    },
    /// A value came out of a list, queue or channel.
    Removed {
        /// The cell of its length or state.
        cell: Cell,
        /// The value.
        value: Value,
        /// How many are left.
        length: u16,
    },
    /// A receiver stands ready (rendezvous).
    Offered {
        /// The channel's state.
        cell: Cell,
    },
    /// A loop over a channel ended, as there is no sender any more.
    Drained {
        /// The channel's state.
        cell: Cell,
    },
    /// A sending end was cloned.
    Cloned {
        /// The channel's state.
        cell: Cell,
        /// How many sending ends there are now.
        senders: u16,
    },
    /// An end of a channel was dropped.
    Dropped {
        /// The channel's state.
        cell: Cell,
        /// Which end.
        end: ChannelEnd,
        /// How many ends of that kind are left.
        left: u16,
        /// How many values were discarded with it.
        discarded: u16,
    },
    /// Something was done at a barrier.
    AtBarrier {
        /// The barrier.
        cell: Cell,
        /// What.
        event: BarrierEvent,
    },
    /// A thread said that it has ended.
    RoleEnded {
        /// Which of its role are alive.
        cell: Cell,
        /// How many that are now.
        left: Value,
    },
    /// Threads of a role were found to have ended.
    Joined {
        /// Which of the role are alive.
        cell: Cell,
        /// Those that were waited for.
        threads: ThreadSet,
    },
    /// A thread was let go.
    Started {
        /// Which of its role are alive.
        cell: Cell,
        /// Which.
        thread: ThreadId,
    },
    /// A thread began, as it had been started.
    Began {
        /// Which of its role were started.
        cell: Cell,
    },
    /// The thread was noted as one that knows what a variable holds.
    NotedRead {
        /// Who knows it.
        cell: Cell,
        /// A bit for each of them now.
        value: Value,
    },
    /// The thread was noted as the one that wrote a variable.
    NotedWrite {
        /// Who knows what it holds.
        cell: Cell,
        /// The thread's own bit, if it had known what was there before.
        value: Value,
        /// Whether it wrote what it had made of a value that another had since written over.
        is_lost_update: bool,
    },
    /// A thread looked whether another one is alive.
    LookedIfAlive {
        /// Which of its role are alive.
        cell: Cell,
        /// The other one.
        thread: ThreadId,
        /// Whether it is.
        is_alive: bool,
    },
    /// A number was chosen.
    Chose {
        /// Which.
        value: u8,
    },
    /// A blocked operation gave up, as its time was over.
    TimedOut {
        /// The cell of the object.
        cell: Cell,
    },
    /// The operation raised.
    Failed {
        /// The cell of the object.
        cell: Cell,
        /// What it raised.
        exception: Exception,
    },
}

impl Access {
    /// The cell that was accessed, if one was.
    pub fn cell(self) -> Option<Cell> {
        match self {
            Access::CameRound | Access::Chose { .. } => None,
            Access::Waited { cell, .. }
            | Access::Signalled { cell, .. }
            | Access::Suspended { cell }
            | Access::Acquired { cell }
            | Access::AcquiredAgain { cell, .. }
            | Access::ReleasedOnce { cell, .. }
            | Access::Released { cell, .. }
            | Access::BeganToWait { cell, .. }
            | Access::Retook { cell, .. }
            | Access::Notified { cell, .. }
            | Access::Flagged { cell, .. }
            | Access::SawFlag { cell }
            | Access::Read { cell, .. }
            | Access::Wrote { cell, .. }
            | Access::Changed { cell, .. }
            | Access::Refused { cell, .. }
            | Access::FellAsleep { cell }
            | Access::StayedAwake { cell, .. }
            | Access::Woke { cell }
            | Access::Inserted { cell, .. }
            | Access::Removed { cell, .. }
            | Access::Offered { cell }
            | Access::Drained { cell }
            | Access::Cloned { cell, .. }
            | Access::Dropped { cell, .. }
            | Access::AtBarrier { cell, .. }
            | Access::RoleEnded { cell, .. }
            | Access::Joined { cell, .. }
            | Access::Started { cell, .. }
            | Access::Began { cell }
            | Access::LookedIfAlive { cell, .. }
            | Access::NotedRead { cell, .. }
            | Access::NotedWrite { cell, .. }
            | Access::TimedOut { cell }
            | Access::Failed { cell, .. } => Some(cell),
        }
    }

    /// What the access saw or wrote, in one value: what a log entry records of it.
    pub fn value(self) -> Value {
        match self {
            Access::Waited { before, .. } | Access::Signalled { before, .. } => before,
            Access::Read { value, .. }
            | Access::Wrote { value, .. }
            | Access::NotedRead { value, .. }
            | Access::NotedWrite { value, .. }
            | Access::Inserted { value, .. }
            | Access::Removed { value, .. } => value,
            Access::Released { holder, .. } => holder,
            Access::AcquiredAgain { depth, .. } | Access::ReleasedOnce { depth, .. } => {
                Value::from(depth)
            }
            Access::Notified { woken, .. } => woken,
            Access::Changed { before, now, .. } => before.wrapping_mul(31).wrapping_add(now),
            Access::Refused { seen, .. } | Access::StayedAwake { seen, .. } => seen,
            Access::Cloned { senders, .. } => Value::from(senders),
            Access::Dropped { left, discarded, .. } => {
                Value::from(left) << 16 | Value::from(discarded)
            }
            Access::AtBarrier { event, .. } => event.value(),
            Access::RoleEnded { left, .. } => left,
            Access::Flagged { is_set: yes, .. } | Access::LookedIfAlive { is_alive: yes, .. } => {
                Value::from(yes)
            }
            Access::Chose { value } => Value::from(value),
            Access::Started { thread, .. } => Value::from(thread.0),
            Access::Failed { exception, .. } => -1 - exception.to_value(),
            Access::Drained { .. } => NONE,
            Access::TimedOut { .. } => -1,
            Access::Retook { woken, .. } => woken as Value,
            Access::CameRound
            | Access::Suspended { .. }
            | Access::Acquired { .. }
            | Access::BeganToWait { .. }
            | Access::SawFlag { .. }
            | Access::FellAsleep { .. }
            | Access::Woke { .. }
            | Access::Offered { .. }
            | Access::Joined { .. }
            | Access::Began { .. } => 0,
        }
    }
}

/// A step as it stands in the log of real threads. Entries are in one total order, that of
/// the steps.
///
/// It holds what a replay compares: the place of the step, and what it saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// Who made the step.
    pub thread: ThreadId,
    /// Where in its code.
    pub at: Pc,
    /// Which way it went.
    pub choice: Choice,
    /// [`Access::value`] of its access; of several, all of them mixed.
    pub value: Value,
}

impl LogEntry {
    /// What the log records of an event.
    pub fn of(thread: ThreadId, event: &Event) -> LogEntry {
        let mix = |mixed: Value, (_, access): &(Pc, Access)| {
            mixed.wrapping_mul(0x0100_0000_01b3).wrapping_add(access.value())
        };
        let value = event.more.iter().fold(event.access.value(), mix);
        LogEntry { thread, at: event.at, choice: event.choice, value }
    }
}
