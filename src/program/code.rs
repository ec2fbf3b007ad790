//! Code: what the threads of a role run, instruction by instruction.

use super::cancellation::Cancellation;
use super::memory::{Cell, Value};
use super::objects::barrier::{BarrierDeed, BarrierWait};
use super::objects::{ChannelEnd, ChannelKind, ObjectId};
pub use super::operand::{Operand, Operator, Place, Sequence};
use super::span::Span;
use super::text::TextId;
use super::thread::{ThreadId, ThreadSet};
use serde::{Deserialize, Serialize};

/// A place in the code of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pc(pub u16);

impl Pc {
    /// The place as an index into the code.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The place after this one.
    pub fn next(self) -> Pc {
        Pc(self.0 + 1)
    }
}

/// The index of a line of the source, from 0.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Line(pub u16);

/// A variable of a thread's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Local(pub u8);

/// Code, and how many threads run it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Producer, consumer, or another.
    pub kind: RoleKind,
    /// The name it is defined under.
    pub name: String,
    /// How many threads play the role.
    pub threads: u16,
    /// How many items a thread of it consumes before it ends; 0 is without end.
    pub takes: u32,
    /// How many variables each of them has of its own.
    pub locals: u8,
    /// The local that holds the thread's own index in the role from the start (`me`).
    pub me: Option<Local>,
    /// What they run, from the first instruction on.
    pub code: Vec<Instruction>,
    /// The source line of each instruction: as long as `code`.
    pub lines: Vec<Line>,
    /// For each instruction, the part of the source that it carries out: as long as `code`.
    #[serde(skip)]
    pub spans: Vec<Span>,
    /// For each instruction, the step it belongs to: as long as `code`. Accesses of one group
    /// that follow each other are one step.
    pub groups: Vec<u16>,
    /// For each instruction, the buffer whose critical section a thread is in while
    /// that instruction is its next: as long as `code`.
    ///
    /// A thread is inside from the moment it holds the lock until it gives it back; code
    /// without a lock is inside from its first access to the buffer to its last.
    pub inside: Vec<Option<ObjectId>>,
    /// Where exceptions are caught; of two that hold a place, the inner one comes first.
    pub handlers: Vec<Handler>,
    /// Whether its threads are cut off when all threads but such ones have ended.
    pub is_daemon: bool,
    /// Whether an exception that will leave the role still runs what cleans up on its way out, so that
    /// others can go on. Where it does not, the run ends at the step that raised it.
    pub unwinds: bool,
    /// The cell that says which of its threads and those of other roles has its turn, where only one at a time moves: the
    /// loop of asyncio. A thread takes it with a step, and keeps it until it [gives way](Instruction::GiveWay), ends, or has
    /// to wait. It holds 0, or [who has it](super::has_turn_of).
    pub turn: Option<Cell>,
    /// Who has the turn next when its thread gives it up, and where that one's start is noted, as long as the turn goes
    /// [along the line](super::first_turn_of): the tasks of a loop begin in the order in which they were made.
    pub hands_on: Option<(ThreadId, Cell)>,
    /// How its thread is cancelled, where another may do so while it waits: a task of asyncio.
    pub cancellation: Option<Cancellation>,
    /// How many threads of other roles bear the same letter and lower numbers.
    pub numbered_from: u16,
    /// Values that say to its threads that no more comes, as they compare with them: left over in a container that they
    /// take from, those are no loss. `None` is always one.
    pub end_marks: Vec<Value>,
}

impl Role {
    /// The instruction at a place.
    ///
    /// # Panics
    ///
    /// Panics when the code does not reach that far; every jump stays inside the code.
    #[inline(always)]
    pub fn instruction(&self, pc: Pc) -> &Instruction {
        &self.code[pc.index()]
    }

    /// Where its threads wait to be [started](Operation::Start); `None` where they are there from the
    /// beginning.
    pub fn begins_at(&self) -> Option<Cell> {
        match self.code.first()? {
            Instruction::Block { on: Blocking::Begin(alive), .. } => Some(*alive),
            _ => None,
        }
    }

    /// The source line of the instruction at a place; see [`Role::instruction`].
    pub fn line(&self, pc: Pc) -> Line {
        self.lines[pc.index()]
    }

    /// The part of the source of the instruction at a place; empty where the program came as
    /// bytes, which carry no source.
    pub fn span(&self, pc: Pc) -> Span {
        self.spans.get(pc.index()).copied().unwrap_or_default()
    }

    /// The line of the role's `produce()` or `consume()`, where a thread works on an item.
    pub fn work_line(&self) -> Option<Line> {
        let at = self
            .code
            .iter()
            .position(|it| matches!(it, Instruction::Produce { .. } | Instruction::Consume(_)))?;
        Some(self.lines[at])
    }
}

/// A stretch of code whose exceptions go on at another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handler {
    /// The first place of the stretch.
    pub from: Pc,
    /// The place after its last.
    pub to: Pc,
    /// Where an exception goes on.
    pub at: Pc,
    /// The local that gets [the exception](Exception::to_value).
    pub into: Local,
    /// Whether it only cleans up, and raises the exception again (`with`, `finally`).
    pub passes_on: bool,
}

/// What a role does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RoleKind {
    /// Makes items.
    Producer,
    /// Takes items.
    Consumer,
    /// Anything else, such as `main`; the letter stands for it in the names of its threads.
    Other(char),
}

impl RoleKind {
    /// The letter that the names of its threads begin with.
    pub fn letter(self) -> char {
        match self {
            RoleKind::Producer => 'P',
            RoleKind::Consumer => 'C',
            RoleKind::Other(letter) => letter,
        }
    }
}

/// One instruction. The first two access shared state; the others concern the thread alone
/// and go with the step before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Instruction {
    /// An access that can always be made.
    Do(Operation),
    /// An access that may have to wait. It begins a step.
    Block {
        /// What it waits to do.
        on: Blocking,
        /// The local that gets `True`, or `False` after a time-out.
        answer: Option<Local>,
        /// After how many milliseconds it gives up.
        timeout: Option<Operand>,
    },
    /// Gives a local a value.
    Set {
        /// Which local.
        into: Local,
        /// The value.
        value: Operand,
    },
    /// Works out a value.
    Compute {
        /// How.
        operator: Operator,
        /// The first operand.
        left: Operand,
        /// The second operand; the operators with one leave it alone.
        right: Operand,
        /// The local that gets the result.
        into: Local,
    },
    /// Raises when the local was never set.
    Need(Local),
    /// Goes on at a later place.
    Jump(Pc),
    /// Goes on at a later place if the value is true, or if it is false.
    JumpIf {
        /// The value.
        value: Operand,
        /// Whether it must be true.
        is: bool,
        /// Where to.
        to: Pc,
    },
    /// Goes back to the head of a loop. A step passes at most one of them.
    Again {
        /// The head of the loop.
        to: Pc,
        /// Where a thread goes that has taken all it was to take; only in an outermost loop.
        enough: Option<Pc>,
    },
    /// Makes this producer's next item. A step makes at most one.
    Produce {
        /// The local that gets it.
        into: Local,
        /// Where a thread goes once all are made.
        all_made: Pc,
    },
    /// Marks an item as processed. A step does so at most once.
    Consume(Operand),
    /// Lets so many milliseconds pass.
    Pause(Operand),
    /// Prints to the console. It is no access and no step of its own.
    Print {
        /// Which of the program's texts.
        text: TextId,
        /// What stands in its holes; those that it has not are no matter.
        operands: [Operand; 2],
    },
    /// A place where the runtime may let another thread go on: the step ends before the next access.
    GiveWay,
    /// Raises [the exception](Exception::to_value) in the operand.
    Raise(Operand),
    /// The end of the role.
    End,
}

impl Instruction {
    /// The cell of the object it may have to wait for: a semaphore's count, a lock, a
    /// condition's waiters, a container's length.
    pub fn waits_at(&self) -> Option<Cell> {
        match self {
            Instruction::Block { on, .. } => Some(on.cell()),
            _ => None,
        }
    }

    /// The semaphore or lock that it takes.
    pub fn takes(&self) -> Option<Cell> {
        self.effects().takes()
    }

    /// The semaphore or lock that it gives back or signals.
    pub fn gives(&self) -> Option<Cell> {
        self.effects().gives()
    }

    /// The container without a limit that it puts something into.
    pub(super) fn unlimited_mut(&mut self) -> Option<&mut Sequence> {
        match self {
            Instruction::Do(Operation::Append { list, .. }) => Some(list),
            Instruction::Block { on: Blocking::Put { queue, bounded: false, .. }, .. } => {
                Some(queue)
            }
            Instruction::Block {
                on: Blocking::Send { channel, kind: ChannelKind::Unbounded, .. },
                ..
            } => Some(channel),
            _ => None,
        }
    }

    /// Whether it accesses shared state.
    pub fn is_access(&self) -> bool {
        matches!(self, Instruction::Do(_) | Instruction::Block { .. })
    }
}

/// An access that never waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operation {
    /// Reads a cell into a local.
    Load {
        /// Where it reads.
        from: Place,
        /// The local that gets the value.
        into: Local,
        /// Whether an item that lies there counts as taken.
        takes: bool,
    },
    /// Writes a cell.
    Store {
        /// What it writes.
        value: Operand,
        /// Where it writes.
        to: Place,
    },
    /// Semaphore `signal` (V): adds a permit.
    Signal {
        /// The semaphore's count.
        count: Cell,
        /// The count it must not exceed.
        most: Option<u32>,
    },
    /// Gives a lock back, whoever holds it.
    Release(Cell),
    /// Gives a reentrant lock back once; the thread must hold it.
    Leave(Cell),
    /// Gives the lock back and queues up at the condition.
    BeginWait {
        /// The condition's waiters.
        waiters: Cell,
        /// Its lock.
        lock: Cell,
        /// Whether the lock must be held.
        strict: bool,
        /// Of a reentrant lock, the local that keeps how often the thread had it.
        depth: Option<Local>,
    },
    /// Wakes waiters of a condition or an atomic cell.
    Notify {
        /// The waiters.
        waiters: Cell,
        /// The lock that must be held.
        lock: Option<Cell>,
        /// Whether that is reentrant: then this thread must hold it, otherwise anybody.
        is_reentrant: bool,
        /// How many at most.
        count: Operand,
    },
    /// Sets an event.
    SetFlag(Cell),
    /// Clears an event.
    ClearFlag(Cell),
    /// Adds to an atomic cell.
    Add {
        /// The cell.
        cell: Cell,
        /// How much.
        amount: Operand,
        /// Whether it is subtracted instead.
        negative: bool,
        /// The local that gets the value before.
        into: Local,
    },
    /// Gives an atomic cell another value.
    Swap {
        /// The cell.
        cell: Cell,
        /// The value.
        value: Operand,
        /// The local that gets the value before.
        into: Local,
    },
    /// Gives an atomic cell another value if it has an expected one.
    CompareAndSwap {
        /// The cell.
        cell: Cell,
        /// What is expected.
        old: Operand,
        /// The new value.
        new: Operand,
        /// The local that gets whether it was so.
        into: Local,
    },
    /// Falls asleep at an atomic cell, unless it holds something else than was seen.
    SleepIf {
        /// The cell.
        cell: Cell,
        /// Those who sleep there.
        waiters: Cell,
        /// What was seen.
        seen: Operand,
        /// The local that gets whether the thread sleeps now.
        into: Local,
    },
    /// Puts an element into a list. It raises where there is no room.
    Append {
        /// The list.
        list: Sequence,
        /// The element.
        value: Operand,
    },
    /// Takes an element out of a list. It raises where there is none.
    Pop {
        /// The list.
        list: Sequence,
        /// Whether it is the last one, instead of the first.
        last: bool,
        /// The local that gets the element.
        into: Local,
    },
    /// Makes one more sending end.
    CloneSender {
        /// The channel's state.
        channel: Cell,
        /// The local that says whether the thread has that end.
        alive: Local,
    },
    /// Drops an end. What is left in the channel is discarded with its last receiving end.
    DropEnd {
        /// The channel.
        channel: Sequence,
        /// Which end.
        end: ChannelEnd,
        /// The local that says whether the thread has that end.
        alive: Local,
    },
    /// Stands ready to take a value at a rendezvous.
    Offer {
        /// The channel's state.
        channel: Cell,
    },
    /// Does something to a barrier, or looks at it.
    AtBarrier {
        /// The barrier.
        barrier: Cell,
        /// What.
        deed: BarrierDeed,
    },
    /// Says that this thread of its role has ended.
    EndRole(Cell),
    /// Lets a thread go that is to begin only now. It raises where that was started before.
    Start {
        /// Which threads of its role are alive.
        alive: Cell,
        /// Which one is started.
        thread: ThreadId,
    },
    /// Notes that the thread knows what a variable, or an element, holds now.
    NoteRead {
        /// Its bits, as the reading found the element.
        readers: Place,
    },
    /// Notes that the thread has written a variable, or an element: the others know no longer what it holds.
    NoteWrite {
        /// Its bits.
        readers: Place,
        /// Whether what it wrote was made of what it had read there. Then it must still have known that.
        is_update: bool,
    },
    /// Finds out whether a thread was started and has not ended.
    LookIfAlive {
        /// Which threads of its role are alive.
        alive: Cell,
        /// Which one is looked at.
        thread: ThreadId,
        /// The local that gets whether it is.
        into: Local,
    },
    /// Chooses a number from 0 on. Schedules record which.
    Choose {
        /// Out of how many, at most [`MOST_WAYS`].
        ways: u8,
        /// The local that gets it.
        into: Local,
    },
}

/// A thread chooses among so many at most.
pub const MOST_WAYS: u8 = 16;

/// An access that may have to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Blocking {
    /// Semaphore `wait` (P): takes a permit.
    Wait(Cell),
    /// Takes a lock.
    Acquire(Cell),
    /// Takes a reentrant lock; who has it already has it once more.
    Enter(Cell),
    /// Takes the lock again after having been notified.
    Retake {
        /// The condition's waiters.
        waiters: Cell,
        /// Its lock.
        lock: Cell,
        /// Of a reentrant lock, the local that says how often the thread is to have it.
        depth: Option<Local>,
    },
    /// Wakes up after having slept at an atomic cell.
    Wake {
        /// Those who sleep there.
        waiters: Cell,
    },
    /// Waits until an event is set.
    UntilSet(Cell),
    /// Puts an element into a queue.
    Put {
        /// The queue.
        queue: Sequence,
        /// Whether it waits for room.
        bounded: bool,
        /// Whether the least element goes first.
        ordered: bool,
        /// The element.
        value: Operand,
    },
    /// Takes an element out of a queue.
    Get {
        /// The queue.
        queue: Sequence,
        /// Whether it is the last one, instead of the first.
        last: bool,
        /// The local that gets it.
        into: Local,
    },
    /// Sends a value.
    Send {
        /// The channel.
        channel: Sequence,
        /// How it waits.
        kind: ChannelKind,
        /// The local that says whether the thread has a sending end.
        alive: Local,
        /// The value.
        value: Operand,
    },
    /// Receives a value.
    Receive {
        /// The channel.
        channel: Sequence,
        /// Whether the thread has stood ready before.
        offered: bool,
        /// Where to go on when nobody will ever send; otherwise it raises.
        at_end: Option<Pc>,
        /// The local that gets the value.
        into: Local,
    },
    /// Arrives at a barrier, or leaves it.
    Meet {
        /// The barrier.
        barrier: Cell,
        /// Which of the two.
        wait: BarrierWait,
    },
    /// Waits until threads of a role have ended. It raises where one of them was never started.
    Join {
        /// Which threads of the role are alive.
        alive: Cell,
        /// Those it waits for.
        threads: ThreadSet,
        /// Whether they begin only when they are started.
        late: bool,
    },
    /// Waits to be started. It is the first instruction of a role whose threads begin late.
    Begin(Cell),
}

impl Blocking {
    /// The cell of the object it waits for.
    pub fn cell(&self) -> Cell {
        match *self {
            Blocking::Wait(cell)
            | Blocking::Acquire(cell)
            | Blocking::Enter(cell)
            | Blocking::UntilSet(cell)
            | Blocking::Meet { barrier: cell, wait: _ }
            | Blocking::Join { alive: cell, .. } => cell,
            Blocking::Begin(alive) => started(alive),
            Blocking::Retake { waiters, .. } | Blocking::Wake { waiters } => waiters,
            Blocking::Put { queue, .. } | Blocking::Get { queue, .. } => queue.length,
            Blocking::Send { channel, .. } | Blocking::Receive { channel, .. } => channel.length,
        }
    }
}

/// The cell that says which threads were ever started, of a role whose threads begin late.
pub fn started(alive: Cell) -> Cell {
    alive.offset(1)
}
