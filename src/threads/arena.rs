//! Everything the threads of a run share, in one place and of one fixed layout.
//!
//! The page and its threads are the same module in different memories. One module means
//! one layout: a word of the page's own arena, [`here`], tells the address of that word in
//! the threads' memory.
//!
//! All words start as 0, so that the arena takes no room in the page's file.

use super::atomic::{AtomicI32, AtomicI64, Relaxed, SeqCst, array_of, const_new};
use super::gate::Gate;
use super::lock::MAX_ASKING;
use super::log::Log;
use super::shared::{SharedCell, TallyWords};
use crate::program::{Cell, Item, Program, Thread, ThreadId, Value};

/// The most threads a run can have: as many as may ask for the lock at a time, and as there are
/// bits for waiters in a cell.
#[cfg(not(loom))]
pub const MAX_THREADS: usize = 40;
/// The most threads a run can have.
#[cfg(loom)]
pub const MAX_THREADS: usize = 4;
const _: () = assert!(MAX_THREADS <= MAX_ASKING && MAX_THREADS < 63);

/// The most cells a program can have.
#[cfg(not(loom))]
pub const MAX_CELLS: usize = 4096;
/// The most cells a program can have.
#[cfg(loom)]
pub const MAX_CELLS: usize = 4;

/// Room for a program's bytes, in words of four.
#[cfg(not(loom))]
pub(super) const IMAGE_WORDS: usize = 8192;
#[cfg(loom)]
pub(super) const IMAGE_WORDS: usize = 1;

/// How many of its own variables a thread leaves behind for whoever looks.
pub(super) const FINAL_LOCALS: usize = 32;

/// In [`Arena::start`]: the workers shall go home.
pub(super) const DISMISSED: i32 = -1;

/// The place of a worker. A worker keeps its seat for good; the thread it is changes from
/// run to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Seat(pub u8);

/// See the [module](self).
#[repr(C, align(64))]
pub struct Arena {
    /// The number of the run that goes on, or went on last; idle workers sleep here.
    pub(super) start: AtomicI32,
    /// The number of the last run that was stopped.
    pub(super) stop: AtomicI32,
    /// Changes when there is something workers should look at: a stop, a roll call.
    pub(super) summons: AtomicI32,
    /// Whether each step is made under the lock, by permit, and logged.
    pub(super) traced: AtomicI32,
    /// What it takes to make and to use an item, in milliseconds of the program.
    pub(super) produce_time: AtomicI32,
    pub(super) consume_time: AtomicI32,
    /// How many threads were started and have not ended, daemons left out: where there are daemons, none left is the end.
    /// Changed under the gate's lock, and only where there are daemons.
    pub(super) left: AtomicI32,
    /// Thousandths of a step a second.
    pub(super) pace: AtomicI32,
    pub(super) seats: [SeatWords; MAX_THREADS],
    pub(super) gate: Gate,
    pub(super) threads: [ThreadWords; MAX_THREADS],
    pub(super) cells: [SharedCell; MAX_CELLS],
    pub(super) log: Log,
    /// The program, as [`Program::to_bytes`] makes it.
    pub(super) image_length: AtomicI32,
    pub(super) image: [AtomicI32; IMAGE_WORDS],
}

/// What the page and one worker tell each other.
#[repr(C)]
pub struct SeatWords {
    /// The thread that this worker is in the run, plus 1; 0 when it has no part in it.
    pub(super) thread: AtomicI32,
    /// The last run whose stop the worker has seen. It writes nothing after that.
    pub(super) acknowledged: AtomicI32,
    /// The last summons the worker has seen.
    pub(super) answered: AtomicI32,
}

/// What one thread tells about itself. Only that thread writes here.
#[repr(C, align(64))]
pub struct ThreadWords {
    /// Kind of status, and from bit 8 on the cell it sleeps at.
    status: AtomicI32,
    /// The item it works on.
    item: AtomicI64,
    pub(super) tally: TallyWords,
    /// Its private state when it left the run: place plus 1, or 0 at the end.
    pub(super) final_next: AtomicI32,
    pub(super) final_produced: AtomicI32,
    pub(super) final_locals: [AtomicI64; FINAL_LOCALS],
}

/// What a thread is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadStatus {
    /// It has not begun the run yet.
    NotStarted,
    /// It makes steps.
    Running,
    /// It waits for a permit, or for room in the log.
    AtGate,
    /// It sleeps until the cell changes.
    Sleeping(Cell),
    /// It makes or uses an item, or, without one, sleeps for a while.
    AtWork(Option<Item>),
    /// It has come to the end of its role.
    Ended,
    /// It was stopped.
    Stopped,
}

impl Arena {
    const_new! {
        /// An arena in which nothing has happened yet.
        {
            Arena {
                start: AtomicI32::new(0),
                stop: AtomicI32::new(0),
                summons: AtomicI32::new(0),
                traced: AtomicI32::new(0),
                produce_time: AtomicI32::new(0),
                consume_time: AtomicI32::new(0),
                left: AtomicI32::new(0),
                pace: AtomicI32::new(0),
                seats: array_of!(SeatWords::new()),
                gate: Gate::new(),
                threads: array_of!(ThreadWords::new()),
                cells: array_of!(SharedCell::new()),
                log: Log::new(),
                image_length: AtomicI32::new(0),
                image: array_of!(AtomicI32::new(0)),
            }
        }
    }

    /// The program of the run.
    ///
    /// # Panics
    ///
    /// Panics when the bytes are those of no program; the page puts only programs there.
    pub(super) fn program(&self) -> Program {
        let length = self.image_length.load(SeqCst) as usize;
        let bytes: Vec<u8> =
            self.image.iter().flat_map(|it| it.load(Relaxed).to_le_bytes()).take(length).collect();
        Program::from_bytes(&bytes).expect("the page puts only programs into the arena")
    }

    /// The gate that traced threads pass.
    pub fn gate(&self) -> &Gate {
        &self.gate
    }

    pub(super) fn words_of(&self, thread: ThreadId) -> &ThreadWords {
        &self.threads[thread.index()]
    }
}

impl Default for Arena {
    fn default() -> Self {
        Arena::new()
    }
}

impl SeatWords {
    const_new! {
        {
            SeatWords {
                thread: AtomicI32::new(0),
                acknowledged: AtomicI32::new(0),
                answered: AtomicI32::new(0),
            }
        }
    }
}

impl ThreadWords {
    const_new! {
        {
            ThreadWords {
                status: AtomicI32::new(0),
                item: AtomicI64::new(0),
                tally: TallyWords::new(),
                final_next: AtomicI32::new(0),
                final_produced: AtomicI32::new(0),
                final_locals: array_of!(AtomicI64::new(0)),
            }
        }
    }

    pub(super) fn set_status(&self, status: ThreadStatus) {
        if let ThreadStatus::AtWork(item) = status {
            self.item.store(item.map_or(0, Item::to_value), Relaxed);
        }
        self.status.store(status.to_word(), SeqCst);
    }

    /// Leaves the thread's private state behind.
    pub(super) fn set_final(&self, thread: &Thread) {
        self.final_next.store(thread.next.map_or(0, |at| i32::from(at.0) + 1), Relaxed);
        self.final_produced.store(thread.produced as i32, Relaxed);
        for (word, &local) in self.final_locals.iter().zip(&thread.locals) {
            word.store(local, Relaxed);
        }
    }

    /// The words that [`ThreadStatus::from_words`] takes.
    pub(super) fn status_words(&self) -> (&AtomicI32, &AtomicI64) {
        (&self.status, &self.item)
    }
}

impl ThreadStatus {
    fn to_word(self) -> i32 {
        match self {
            ThreadStatus::NotStarted => 0,
            ThreadStatus::Running => 1,
            ThreadStatus::AtGate => 2,
            ThreadStatus::Sleeping(cell) => 3 | i32::from(cell.0) << 8,
            ThreadStatus::AtWork(_) => 4,
            ThreadStatus::Ended => 5,
            ThreadStatus::Stopped => 6,
        }
    }

    /// What a thread's status words say.
    pub(super) fn from_words(word: i32, item: impl FnOnce() -> Value) -> ThreadStatus {
        match word & 0xff {
            0 => ThreadStatus::NotStarted,
            1 => ThreadStatus::Running,
            2 => ThreadStatus::AtGate,
            3 => ThreadStatus::Sleeping(Cell((word >> 8) as u16)),
            4 => ThreadStatus::AtWork(Item::from_value(item())),
            5 => ThreadStatus::Ended,
            _ => ThreadStatus::Stopped,
        }
    }
}

/// The arena of this memory. In the page's memory it is nothing but a map of addresses.
#[cfg(not(loom))]
pub(super) fn here() -> &'static Arena {
    static ARENA: Arena = Arena::new();
    &ARENA
}

/// Loom's atomics cannot be static, and it tries out no page.
#[cfg(loom)]
pub(super) fn here() -> &'static Arena {
    unreachable!("under loom every test has an arena of its own")
}
