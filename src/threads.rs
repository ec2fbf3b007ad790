//! Real threads: the semantics over shared memory. The only module with `unsafe`.
//!
//! The threads of a run are Web Workers (native threads in tests) in a memory of their
//! own. All they share is one [`Arena`] of atomics in it. The page has no part in their
//! memory: it owns no pointer into it, allocates nothing there and never waits. It reads
//! and writes the arena's words through [`Control`], word by word.
//!
//! From the inside out: [`futex`] is how a thread sleeps, [`SharedMemory`] the cells a
//! program's steps act on, the lock, the gate and the log decide which step comes next
//! and record it, [`serve`] is a thread's life, [`Control`] the page's hand on a run,
//! and `Host` keeps the workers of a page.

mod atomic;
mod futex;

mod shared;

mod lock;

mod gate;

mod log;

mod arena;

mod clock;

mod chance;

mod attention;

mod part;

mod traced;

mod full_speed;

mod worker;

mod control;

mod host;

pub use arena::{Arena, MAX_CELLS, MAX_THREADS, Seat, ThreadStatus};
pub use control::{Control, Direct, FinalThread, Reach, RunOptions, TooLarge};
pub use gate::{Gate, Permission};
pub use host::{
    Desk, DeskFailure, FailureReason, Host, Kept, Letter, Report, Support, Unavailable,
    begin_with_rest, break_off, fetch_rest, has_broken, page_memory, probe, worker_name,
};
pub use lock::Lock;
pub use log::{LOG_LENGTH, Log};
pub use shared::{SharedCell, SharedMemory, Tally};
pub use worker::serve;
