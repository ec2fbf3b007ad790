//! The catalogue: every program the page offers, with its faults and the numbers it starts with.
//!
//! The programs are texts of the notation, next to this file. Their titles and stories are
//! sentences, and so live with the other sentences of the page.

mod channels;
mod history;
mod lock_and_event;
mod monitors;
mod queue;
mod semaphores;
mod whole;

use super::edit::{Edit, Fault};
use crate::notation::Granularity;

/// One program of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its stable name: links use it.
    pub name: &'static str,
    /// Its text, without faults.
    pub source: &'static str,
    /// Among which programs it is shown.
    pub group: Group,
    /// Where it comes from, the same in all languages; empty where no one place can be named.
    pub origin: &'static str,
    /// What a reader can break, in the order of the lines.
    pub faults: &'static [Fault],
    /// The numbers it is opened with.
    pub starts_with: Numbers,
}

impl Entry {
    /// Whether it is a whole Python program, which has its numbers and its threads in itself.
    pub fn is_whole(&self) -> bool {
        matches!(self.group, Group::Python | Group::ExecutionModels)
    }

    /// The index of the fault with this name.
    pub fn fault_named(&self, name: &str) -> Option<usize> {
        self.faults.iter().position(|fault| fault.name == name)
    }
}

/// Programs that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// A list, a lock and an event.
    LockAndEvent,
    /// A queue that is safe by itself.
    Queue,
    /// Semaphores.
    Semaphores,
    /// A lock with conditions to wait for.
    Monitors,
    /// Channels.
    Channels,
    /// How it was done before, and how it is done underneath.
    History,
    /// Whole Python programs.
    Python,
    /// Whole Python programs that do the same with threads and with tasks.
    ExecutionModels,
}

impl Group {
    /// All of them, in the order the page shows them.
    pub const ALL: [Group; 8] = [
        Group::LockAndEvent,
        Group::Queue,
        Group::Semaphores,
        Group::Monitors,
        Group::Channels,
        Group::History,
        Group::Python,
        Group::ExecutionModels,
    ];
}

/// The numbers a program is opened with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// How many producers.
    pub producers: u32,
    /// How many consumers.
    pub consumers: u32,
    /// How many slots.
    pub capacity: u32,
    /// How many items each producer makes; 0 is without end.
    pub items: u32,
    /// How many items each consumer takes; 0 is without end.
    pub takes: u32,
    /// How long making an item takes, in milliseconds at ten steps a second.
    pub produce_time: u32,
    /// How long using an item takes, in milliseconds at ten steps a second.
    pub consume_time: u32,
    /// How fine a step is.
    pub granularity: Granularity,
}

impl Numbers {
    /// Those of most programs: two of each, four slots, without end.
    pub const USUAL: Numbers = Numbers {
        producers: 2,
        consumers: 2,
        capacity: 4,
        items: 0,
        takes: 0,
        produce_time: 0,
        consume_time: 0,
        granularity: Granularity::Access,
    };

    /// For a container without a limit, which would only grow in a run without end.
    pub const FINITE: Numbers = Numbers { items: 5, ..Numbers::USUAL };
}

/// The programs, in the order the page shows them.
pub const CATALOGUE: [&Entry; 84] = [
    &lock_and_event::LOCK_AND_EVENT,
    &lock_and_event::LOCK_AND_EVENT_REPAIRED,
    &lock_and_event::LOCK_AND_EVENT_FUNCTIONS,
    &lock_and_event::LOCK_AND_EVENT_FUNCTIONS_REPAIRED,
    &lock_and_event::STOP_FLAG,
    &lock_and_event::STOP_FLAG_REPAIRED,
    &queue::THREAD_SAFE_QUEUE,
    &queue::PRIORITY_QUEUE,
    &queue::STOP_BY_SENTINEL,
    &queue::STOP_BY_TIMEOUT,
    &semaphores::UNBOUNDED_BUFFER_PUZZLE,
    &semaphores::UNBOUNDED_BUFFER,
    &semaphores::THREE_SEMAPHORES,
    &semaphores::MUTEX_EMPTY_FULL,
    &semaphores::TWO_MUTEXES,
    &monitors::TWO_CONDITIONS,
    &monitors::BOUNDED_QUEUE,
    &monitors::ONE_CONDITION,
    &monitors::LOCK_NEVER_RELEASED,
    &monitors::LOCK_RELEASED_BY_WITH,
    &monitors::LOCK_RELEASED_FINALLY,
    &monitors::STOP_BY_FLAG,
    &monitors::RUN_FOR_A_TIME,
    &monitors::RUN_FOR_A_TIME_REPAIRED,
    &monitors::MEETING_IN_ROUNDS,
    &channels::CHANNEL,
    &channels::TEN_PRODUCERS,
    &channels::CLONED_SENDERS,
    &channels::BOUNDED_CHANNEL,
    &channels::RENDEZVOUS,
    &channels::SHARED_RECEIVER,
    &channels::SENDER_KEPT,
    &channels::RECEIVER_GONE,
    &history::NO_SYNCHRONISATION,
    &history::BUSY_WAITING,
    &history::SLEEP_AND_WAKEUP,
    &history::RING_WITHOUT_LOCKS,
    &history::SEMAPHORE_FROM_ATOMICS,
    &whole::everyday::SCRIPT_LOCK_AND_EVENT,
    &whole::everyday::SCRIPT_LOCK_AND_EVENT_FUNCTIONS,
    &whole::guide::GUIDE_QUEUE,
    &whole::guide::GUIDE_THREAD_ERRORS,
    &whole::guide::GUIDE_THREAD_ERRORS_HANDLED,
    &whole::guide::GUIDE_RESIZE,
    &whole::guide::GUIDE_RESIZE_REPAIRED,
    &whole::guide::GUIDE_PRIORITY,
    &whole::guide::GUIDE_PRIORITY_REPAIRED,
    &whole::guide::GUIDE_TIMEOUT,
    &whole::guide::GUIDE_TIMEOUT_REPAIRED,
    &whole::guide::GUIDE_TYPED,
    &whole::guide::GUIDE_TYPED_REPAIRED,
    &whole::guide::GUIDE_BATCHES,
    &whole::guide::GUIDE_BATCHES_REPAIRED,
    &whole::guide::GUIDE_METRICS,
    &whole::guide::GUIDE_METRICS_REPAIRED,
    &whole::guide::GUIDE_EXCEPTIONS,
    &whole::guide::GUIDE_EXCEPTIONS_REPAIRED,
    &whole::reports::REPORT_QUEUE_JOIN,
    &whole::reports::REPORT_LAST_LINES_MISSING,
    &whole::reports::REPORT_NOTIFIED_TOO_EARLY,
    &whole::reports::REPORT_MADE_TWICE,
    &whole::reports::REPORT_CALLBACK_UNDER_LOCK,
    &whole::everyday::WORKER_POOL,
    &whole::everyday::PIPELINE_OF_STAGES,
    &whole::everyday::READERS_AND_WRITERS,
    &whole::everyday::DINING_PHILOSOPHERS,
    &whole::everyday::BANK_TRANSFER,
    &whole::everyday::BARRIER_IN_PHASES,
    &whole::everyday::THREAD_POOL,
    &whole::everyday::PUZZLE_RENDEZVOUS,
    &whole::everyday::PUZZLE_WHICH_VALUE,
    &whole::execution_models::FIVE_WORKERS_THREADING,
    &whole::execution_models::FIVE_WORKERS_ASYNCIO,
    &whole::execution_models::BOUNDED_BUFFER_ASYNCIO,
    &whole::execution_models::ASYNCIO_COUNT_LOST,
    &whole::execution_models::ASYNCIO_COUNT_SAFE,
    &whole::processes::PROCESSES_FIVE_WORKERS,
    &whole::processes::PROCESSES_OWN_COUNTER,
    &whole::processes::PROCESSES_QUEUE,
    &whole::processes::PROCESSES_PIPE,
    &whole::processes::PROCESSES_LOCK_AND_VALUE,
    &whole::processes::PROCESSES_POOL,
    &whole::processes::PROCESSES_JOIN_BEFORE_GET,
    &whole::processes::PROCESSES_SUMS_OF_CHUNKS,
];

/// Where a program of the reader's own begins. It shows nothing, so it is not among the others.
pub const BLANK: &Entry = &Entry {
    name: "blank",
    source: include_str!("programs/blank.py"),
    group: Group::History,
    origin: "",
    faults: &[],
    starts_with: Numbers { producers: 1, consumers: 1, ..Numbers::USUAL },
};

/// The program with this name.
pub fn entry_named(name: &str) -> Option<&'static Entry> {
    CATALOGUE.into_iter().chain([BLANK]).find(|entry| entry.name == name)
}
