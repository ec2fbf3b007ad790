//! How objects are written: what makes them, which operations they have, what those are given, and what they
//! raise. The compiler, the messages, the other languages and the test of `docs/notation.md` read it here.

use crate::program::ObjectKind;

/// How one kind of object is written.
#[derive(Debug)]
pub struct Vocabulary {
    /// The names that make one; none for what is made otherwise.
    pub makers: &'static [&'static str],
    /// What there is of it, as messages list it.
    pub operations: &'static [OperationWords],
}

/// How one operation is written.
#[derive(Clone, Copy, Debug)]
pub struct OperationWords {
    /// Its name.
    pub name: &'static str,
    /// What it does, whichever of its names is written.
    pub means: Operation,
    /// How many values it is given at least, and at most.
    pub values: (usize, usize),
    /// Whether it takes `timeout=`.
    pub has_timeout: bool,
    /// Whether it is read off the object without a call.
    pub is_attribute: bool,
    /// What it raises that a program may want to catch; empty for nothing.
    pub raises: &'static str,
    /// What it raises when its time is over, instead of answering `False`; empty for nothing.
    pub raises_late: &'static str,
}

/// What an operation does, whichever of its names is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// At a semaphore, condition, event, barrier or atomic cell; a semaphore counts down.
    Wait,
    /// A semaphore counts up.
    Signal,
    /// How far a semaphore has counted.
    Value,
    /// Takes a lock, or that of a condition.
    Acquire,
    /// Gives it back.
    Release,
    /// Whether any thread has the lock.
    Locked,
    /// Wakes one thread that waits, or as many as are said.
    Notify,
    /// Wakes all threads that wait.
    NotifyAll,
    /// Waits at a condition until something holds.
    WaitFor,
    /// Sets an event.
    Set,
    /// Takes that back.
    Clear,
    /// Whether an event is set.
    IsSet,
    /// Breaks a barrier.
    Abort,
    /// Makes a barrier as it was at first.
    Reset,
    /// How many threads wait at a barrier.
    NWaiting,
    /// Whether a barrier is broken.
    Broken,
    /// Puts into a buffer or a queue.
    Put,
    /// Takes out of a buffer or a queue.
    Get,
    /// Adds to the end of a list.
    Append,
    /// Takes out of a list.
    Pop,
    /// Whether a queue has no room.
    Full,
    /// Whether a queue has nothing.
    Empty,
    /// How much a queue has.
    Qsize,
    /// Reads an atomic cell.
    Load,
    /// Writes an atomic cell.
    Store,
    /// Adds to an atomic cell, and answers what it was.
    Add,
    /// Subtracts from an atomic cell, and answers what it was.
    Sub,
    /// Writes an atomic cell, and answers what it was.
    Swap,
    /// Writes an atomic cell if it is as expected.
    Cas,
    /// Sends into a channel.
    Send,
    /// Makes another sender.
    Clone,
    /// Receives from a channel.
    Recv,
}

impl Operation {
    /// Its name, or the one that stands for all of them.
    pub const fn name(self) -> &'static str {
        match self {
            Operation::Wait => "wait",
            Operation::Signal => "signal",
            Operation::Value => "value",
            Operation::Acquire => "acquire",
            Operation::Release => "release",
            Operation::Locked => "locked",
            Operation::Notify => "notify",
            Operation::NotifyAll => "notify_all",
            Operation::WaitFor => "wait_for",
            Operation::Set => "set",
            Operation::Clear => "clear",
            Operation::IsSet => "is_set",
            Operation::Abort => "abort",
            Operation::Reset => "reset",
            Operation::NWaiting => "n_waiting",
            Operation::Broken => "broken",
            Operation::Put => "put",
            Operation::Get => "get",
            Operation::Append => "append",
            Operation::Pop => "pop",
            Operation::Full => "full",
            Operation::Empty => "empty",
            Operation::Qsize => "qsize",
            Operation::Load => "load",
            Operation::Store => "store",
            Operation::Add => "add",
            Operation::Sub => "sub",
            Operation::Swap => "swap",
            Operation::Cas => "cas",
            Operation::Send => "send",
            Operation::Clone => "clone",
            Operation::Recv => "recv",
        }
    }
}

const fn op(means: Operation, least: usize, most: usize) -> OperationWords {
    OperationWords {
        name: means.name(),
        means,
        values: (least, most),
        has_timeout: false,
        is_attribute: false,
        raises: "",
        raises_late: "",
    }
}

impl OperationWords {
    const fn timed(self) -> OperationWords {
        OperationWords { has_timeout: true, ..self }
    }

    const fn attribute(self) -> OperationWords {
        OperationWords { is_attribute: true, ..self }
    }

    const fn called(self, name: &'static str) -> OperationWords {
        OperationWords { name, ..self }
    }

    const fn raising(self, raises: &'static str, raises_late: &'static str) -> OperationWords {
        OperationWords { raises, raises_late, ..self }
    }
}

impl Vocabulary {
    /// The operation of this name.
    pub fn operation(&self, name: &str) -> Option<&'static OperationWords> {
        self.operations.iter().find(|it| it.name == name)
    }

    /// The names of its operations.
    pub fn names(&self) -> Vec<&'static str> {
        self.operations.iter().map(|it| it.name).collect()
    }
}

/// Semaphores.
pub static SEMAPHORE: Vocabulary = Vocabulary {
    makers: &["Semaphore", "BoundedSemaphore"],
    operations: &[
        op(Operation::Wait, 0, 0).timed(),
        op(Operation::Signal, 0, 0),
        op(Operation::Wait, 0, 0).timed().called("acquire"),
        op(Operation::Signal, 0, 0).called("release"),
        op(Operation::Wait, 0, 0).timed().called("P"),
        op(Operation::Signal, 0, 0).called("V"),
        op(Operation::Wait, 0, 0).timed().called("down"),
        op(Operation::Signal, 0, 0).called("up"),
        op(Operation::Value, 0, 0).attribute(),
    ],
};

/// Locks of both kinds.
pub static LOCK: Vocabulary = Vocabulary {
    makers: &["Lock", "RLock"],
    operations: &[
        op(Operation::Acquire, 0, 0).timed(),
        op(Operation::Release, 0, 0),
        op(Operation::Locked, 0, 0),
    ],
};

/// Conditions.
pub static CONDITION: Vocabulary = Vocabulary {
    makers: &["Condition"],
    operations: &[
        op(Operation::Wait, 0, 0).timed(),
        op(Operation::Notify, 0, 1),
        op(Operation::NotifyAll, 0, 0),
        op(Operation::WaitFor, 1, 1).timed(),
        op(Operation::Acquire, 0, 0).timed(),
        op(Operation::Release, 0, 0),
    ],
};

/// Events.
pub static EVENT: Vocabulary = Vocabulary {
    makers: &["Event"],
    operations: &[
        op(Operation::Set, 0, 0),
        op(Operation::Clear, 0, 0),
        op(Operation::Wait, 0, 0).timed(),
        op(Operation::IsSet, 0, 0),
    ],
};

/// Barriers.
pub static BARRIER: Vocabulary = Vocabulary {
    makers: &["Barrier"],
    operations: &[
        op(Operation::Wait, 0, 0).timed().raising("BrokenBarrierError", "BrokenBarrierError"),
        op(Operation::Abort, 0, 0),
        op(Operation::Reset, 0, 0),
        op(Operation::NWaiting, 0, 0).attribute(),
        op(Operation::Broken, 0, 0).attribute(),
    ],
};

/// Rings that nothing protects.
pub static BUFFER: Vocabulary = Vocabulary {
    makers: &["Buffer"],
    operations: &[op(Operation::Put, 1, 1), op(Operation::Get, 0, 0)],
};

/// Lists.
pub static LIST: Vocabulary = Vocabulary {
    makers: &[],
    operations: &[op(Operation::Append, 1, 1), op(Operation::Pop, 0, 1).raising("IndexError", "")],
};

/// Queues.
pub static QUEUE: Vocabulary = Vocabulary {
    makers: &["Queue", "PriorityQueue"],
    operations: &[
        op(Operation::Put, 1, 1).timed().raising("", "Full"),
        op(Operation::Get, 0, 0).timed().raising("", "Empty"),
        op(Operation::Full, 0, 0),
        op(Operation::Empty, 0, 0),
        op(Operation::Qsize, 0, 0),
    ],
};

/// Atomic cells.
pub static ATOMIC: Vocabulary = Vocabulary {
    makers: &["Atomic"],
    operations: &[
        op(Operation::Load, 0, 0),
        op(Operation::Store, 1, 1),
        op(Operation::Add, 0, 1),
        op(Operation::Sub, 0, 1),
        op(Operation::Swap, 1, 1),
        op(Operation::Cas, 2, 2),
        op(Operation::Wait, 1, 1).timed(),
        op(Operation::Notify, 0, 1),
        op(Operation::NotifyAll, 0, 0),
    ],
};

/// Arrays, which have elements and nothing else.
pub static ARRAY: Vocabulary = Vocabulary { makers: &["Array"], operations: &[] };

/// The sending end of a channel.
pub static SENDER: Vocabulary = Vocabulary {
    makers: &["channel", "sync_channel"],
    operations: &[
        op(Operation::Send, 1, 1).timed().raising("SendError", "SendError"),
        op(Operation::Clone, 0, 0),
    ],
};

/// The receiving end of a channel.
pub static RECEIVER: Vocabulary = Vocabulary {
    makers: &[],
    operations: &[op(Operation::Recv, 0, 0).timed().raising("RecvError", "Empty")],
};

static NONE: Vocabulary = Vocabulary { makers: &[], operations: &[] };

/// All of them.
pub static ALL: [&Vocabulary; 12] = [
    &SEMAPHORE, &LOCK, &CONDITION, &EVENT, &BARRIER, &BUFFER, &LIST, &QUEUE, &ATOMIC, &ARRAY,
    &SENDER, &RECEIVER,
];

/// The names of what can be made.
pub fn makers() -> impl Iterator<Item = &'static str> {
    ALL.into_iter().flat_map(|it| it.makers.iter().copied())
}

/// How an object is written. The ends of a channel are written by themselves.
pub fn of(kind: ObjectKind) -> &'static Vocabulary {
    match kind {
        ObjectKind::Semaphore { .. } => &SEMAPHORE,
        ObjectKind::Lock | ObjectKind::ReentrantLock => &LOCK,
        ObjectKind::Condition { .. } => &CONDITION,
        ObjectKind::Event => &EVENT,
        ObjectKind::Barrier { .. } => &BARRIER,
        ObjectKind::Buffer { .. } => &BUFFER,
        ObjectKind::List { .. } => &LIST,
        ObjectKind::Queue { .. } => &QUEUE,
        ObjectKind::Atomic { .. } => &ATOMIC,
        ObjectKind::Array { .. } => &ARRAY,
        ObjectKind::Channel { .. }
        | ObjectKind::Variable { .. }
        | ObjectKind::Alive { .. }
        | ObjectKind::Readers { .. } => &NONE,
    }
}
