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
    /// The name that means the same and stands for all of them.
    pub means: &'static str,
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

const fn op(name: &'static str, least: usize, most: usize) -> OperationWords {
    OperationWords {
        name,
        means: name,
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

    const fn meaning(self, means: &'static str) -> OperationWords {
        OperationWords { means, ..self }
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
        op("wait", 0, 0).timed(),
        op("signal", 0, 0),
        op("acquire", 0, 0).timed().meaning("wait"),
        op("release", 0, 0).meaning("signal"),
        op("P", 0, 0).timed().meaning("wait"),
        op("V", 0, 0).meaning("signal"),
        op("down", 0, 0).timed().meaning("wait"),
        op("up", 0, 0).meaning("signal"),
        op("value", 0, 0).attribute(),
    ],
};

/// Locks of both kinds.
pub static LOCK: Vocabulary = Vocabulary {
    makers: &["Lock", "RLock"],
    operations: &[op("acquire", 0, 0).timed(), op("release", 0, 0), op("locked", 0, 0)],
};

/// Conditions.
pub static CONDITION: Vocabulary = Vocabulary {
    makers: &["Condition"],
    operations: &[
        op("wait", 0, 0).timed(),
        op("notify", 0, 1),
        op("notify_all", 0, 0),
        op("wait_for", 1, 1).timed(),
        op("acquire", 0, 0).timed(),
        op("release", 0, 0),
    ],
};

/// Events.
pub static EVENT: Vocabulary = Vocabulary {
    makers: &["Event"],
    operations: &[op("set", 0, 0), op("clear", 0, 0), op("wait", 0, 0).timed(), op("is_set", 0, 0)],
};

/// Barriers.
pub static BARRIER: Vocabulary = Vocabulary {
    makers: &["Barrier"],
    operations: &[
        op("wait", 0, 0).timed().raising("BrokenBarrierError", "BrokenBarrierError"),
        op("abort", 0, 0),
        op("reset", 0, 0),
        op("n_waiting", 0, 0).attribute(),
        op("broken", 0, 0).attribute(),
    ],
};

/// Rings that nothing protects.
pub static BUFFER: Vocabulary =
    Vocabulary { makers: &["Buffer"], operations: &[op("put", 1, 1), op("get", 0, 0)] };

/// Lists.
pub static LIST: Vocabulary = Vocabulary {
    makers: &[],
    operations: &[op("append", 1, 1), op("pop", 0, 1).raising("IndexError", "")],
};

/// Queues.
pub static QUEUE: Vocabulary = Vocabulary {
    makers: &["Queue", "PriorityQueue"],
    operations: &[
        op("put", 1, 1).timed().raising("", "Full"),
        op("get", 0, 0).timed().raising("", "Empty"),
        op("full", 0, 0),
        op("empty", 0, 0),
        op("qsize", 0, 0),
    ],
};

/// Atomic cells.
pub static ATOMIC: Vocabulary = Vocabulary {
    makers: &["Atomic"],
    operations: &[
        op("load", 0, 0),
        op("store", 1, 1),
        op("add", 0, 1),
        op("sub", 0, 1),
        op("swap", 1, 1),
        op("cas", 2, 2),
        op("wait", 1, 1).timed(),
        op("notify", 0, 1),
        op("notify_all", 0, 0),
    ],
};

/// Arrays, which have elements and nothing else.
pub static ARRAY: Vocabulary = Vocabulary { makers: &["Array"], operations: &[] };

/// The sending end of a channel.
pub static SENDER: Vocabulary = Vocabulary {
    makers: &["channel", "sync_channel"],
    operations: &[op("send", 1, 1).timed().raising("SendError", "SendError"), op("clone", 0, 0)],
};

/// The receiving end of a channel.
pub static RECEIVER: Vocabulary = Vocabulary {
    makers: &[],
    operations: &[op("recv", 0, 0).timed().raising("RecvError", "Empty")],
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
