//! What a thread has of its own: its place in the code and its variables.

use super::code::{Pc, RoleKind};
use super::memory::Value;
use serde::{Deserialize, Serialize};

/// The number of a thread among all threads of a program, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ThreadId(pub u8);

impl ThreadId {
    /// The thread at this place in a list of all threads.
    ///
    /// # Panics
    ///
    /// Panics above 255: no program here has so many threads.
    pub fn from_index(index: usize) -> ThreadId {
        ThreadId(u8::try_from(index).expect("at most 256 threads"))
    }

    /// The thread's place in a list of all threads.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// Several threads: a bit for each.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct ThreadSet(pub u64);

impl ThreadSet {
    /// So many threads, from this one on.
    pub fn range(first: ThreadId, threads: u16) -> ThreadSet {
        (0..threads).fold(ThreadSet::default(), |set, it| {
            set.with(ThreadId::from_index(first.index() + usize::from(it)))
        })
    }

    /// These and one more.
    pub fn with(self, thread: ThreadId) -> ThreadSet {
        ThreadSet(self.0 | 1 << thread.0)
    }

    /// Whether a thread is one of these.
    pub fn has(self, thread: ThreadId) -> bool {
        self.0 >> thread.0 & 1 == 1
    }

    /// These bits as they stand in a cell.
    pub fn to_value(self) -> Value {
        self.0 as Value
    }
}

/// What a thread is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ThreadName {
    /// Its kind of role.
    pub role: RoleKind,
    /// Its number in that role, from 1.
    pub number: u16,
}

impl std::fmt::Display for ThreadName {
    /// Writes the short name, such as `P1` or `C2`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.role.letter(), self.number)
    }
}

/// The private state of one thread.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Thread {
    /// The instruction its next step begins with; `None` once the thread has ended.
    pub next: Option<Pc>,
    /// Its variables.
    pub locals: Vec<Value>,
    /// How many items it has made.
    pub produced: u32,
    /// How many items it has consumed, where its role takes a number of them only.
    pub consumed: u32,
}

/// What there is in a step besides the thread that makes it: who it is, and which of the
/// ways the step can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stepper {
    /// The thread's number among all.
    pub thread: ThreadId,
    /// Its own index in its role, from 0 (`me`).
    pub me: u16,
    /// How many items a producer makes; 0 is without end.
    pub items: u32,
}

/// Which way a step goes where it can go several. Schedules and logs record it.
///
/// A step that waits got what it waits for, unless its choice says for what other reason it
/// goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "u8", into = "u8")]
pub enum Choice {
    /// One of several ways, by its number below [`Choice::WAYS`]: a `notify` wakes the waiter
    /// with this number, counted from the lowest thread on and round again; what is drawn by
    /// chance is the value with this number.
    Way(u8),
    /// A thread that waits at a condition wakes without having been notified.
    Spurious,
    /// A blocked operation gives up, as its time is over.
    TimedOut,
}

impl Choice {
    /// The step goes on as it does when there is nothing to choose.
    pub const PLAIN: Choice = Choice::Way(0);

    /// How many ways there are to number.
    pub const WAYS: u8 = 254;

    /// The choice in one byte, as schedules, logs and the past of a run keep it. A way with a
    /// number that is too large becomes the last one there is.
    pub const fn packed(self) -> u8 {
        match self {
            Choice::Way(number) if number < Choice::WAYS => number,
            Choice::Way(_) => Choice::WAYS - 1,
            Choice::Spurious => Choice::WAYS,
            Choice::TimedOut => Choice::WAYS + 1,
        }
    }

    /// The choice that [`Choice::packed`] made this byte of.
    pub const fn unpacked(byte: u8) -> Choice {
        match byte {
            Choice::WAYS => Choice::Spurious,
            255 => Choice::TimedOut,
            number => Choice::Way(number),
        }
    }

    /// The number of the way; that of the first where the step goes on for another reason.
    pub const fn way(self) -> u8 {
        match self {
            Choice::Way(number) => number,
            Choice::Spurious | Choice::TimedOut => 0,
        }
    }
}

impl Default for Choice {
    /// [`Choice::PLAIN`].
    fn default() -> Choice {
        Choice::PLAIN
    }
}

impl From<u8> for Choice {
    fn from(byte: u8) -> Choice {
        Choice::unpacked(byte)
    }
}

impl From<Choice> for u8 {
    fn from(choice: Choice) -> u8 {
        choice.packed()
    }
}
