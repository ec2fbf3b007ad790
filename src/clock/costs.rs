//! What things cost: one table. Measured on CPython 3.9 to 3.13 on Linux with two noisy cores, so these are orders
//! of size; where CPython or Linux fixes a number, that is it.

use super::{MICROSECOND, MILLISECOND, Time};

/// How long who wants the GIL waits before it asks for it: `sys.getswitchinterval()`.
pub const SWITCH_INTERVAL: Time = 5 * MILLISECOND;

/// How long a thread keeps its core while others wait for one: Linux's base slice.
pub const TIME_SLICE: Time = 3 * MILLISECOND;

/// To start a thread and to join it.
pub const THREAD_START: Time = MILLISECOND / 10;

/// To wake a thread on another core.
pub const WAKE: Time = 32 * MICROSECOND;

/// To hand something over by a `queue.Queue`.
pub const HAND_OVER: Time = 12 * MICROSECOND;

/// To make a task of asyncio and let it begin.
pub const TASK_START: Time = 5 * MICROSECOND;

/// To come back to a task of asyncio.
pub const TASK_SWITCH: Time = 5 * MICROSECOND / 2;

/// In the parent, for each chunk that `Pool.map` posts.
pub const CHUNK: Time = 25 * MICROSECOND;

/// In the parent, for a hundred items that `Pool.map` posts: 0.15 µs each.
pub const HUNDRED_ITEMS_POSTED: Time = 15 * MICROSECOND;

/// In a worker, for a hundred items that `Pool.map` calls the function for: 0.06 µs each.
pub const HUNDRED_ITEMS_CALLED: Time = 6 * MICROSECOND;

/// To pickle and to unpickle ten thousand bytes: 0.3 ns each, half of it at either end.
pub const TEN_THOUSAND_BYTES: Time = 3 * MICROSECOND;

/// How much Python code takes in the free-threaded build, in hundredths of what it takes with the GIL.
pub const FREE_THREADED: u64 = 108;

/// How many bytes a pipe holds.
pub const PIPE: u64 = 64 * 1024;

/// To start a process by `fork`: all of it in the parent.
pub const FORK: Time = 5 * MILLISECOND / 2;

/// To start a process by `forkserver`, of it in the parent.
pub const FORKSERVER: (Time, Time) = (45 * MILLISECOND, MILLISECOND);

/// To start a process by `spawn`, of it in the parent: the child imports the program anew, on a core of its own.
pub const SPAWN: (Time, Time) = (88 * MILLISECOND, 5 * MILLISECOND / 2);

/// What a short call takes that drops the GIL, such as one that sends a few bytes.
pub const SHORT_CALL: Time = 6 * MICROSECOND;

/// What Python does between two short calls.
pub const BETWEEN_CALLS: Time = 2 * MICROSECOND;

/// The table as it is read: what it is, what it costs, and where that comes from.
#[cfg(not(target_arch = "wasm32"))]
pub const TABLE: [(&str, &str, &str); 18] = [
    ("GIL: wait before asking", "5 ms", "CPython, `sys.getswitchinterval()`"),
    ("time slice of a core", "3 ms", "Linux, base slice"),
    ("thread, start and join", "0.1 ms", "measured, 0.1–0.2 ms"),
    ("wake on another core", "32 µs", "measured"),
    ("`queue.Queue`, hand-over", "12 µs", "measured"),
    ("asyncio, task made and begun", "5 µs", "measured"),
    ("asyncio, back to a task", "2.5 µs", "measured"),
    ("`Pool.map`, a chunk in the parent", "25 µs", "measured"),
    ("`Pool.map`, an item in the parent", "0.15 µs", "measured"),
    ("`Pool.map`, an item in a worker", "0.06 µs", "measured"),
    ("a byte, pickled and unpickled", "0.3 ns", "measured"),
    ("free-threaded build, Python code", "× 1.08", "CPython 3.14, 5–10 %"),
    ("pipe", "64 KiB", "Linux"),
    ("process, `fork`", "2.5 ms", "measured"),
    ("process, `forkserver`", "45 ms", "measured; 1 ms of it in the parent"),
    ("process, `spawn`", "88 ms", "measured; 2.5 ms of it in the parent"),
    ("short call outside the GIL", "6 µs", "measured"),
    ("Python between two short calls", "2 µs", "assumed"),
];
