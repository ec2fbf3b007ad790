//! How to find one's way in the catalogue: an order to learn in, and what tells programs apart.

use super::configuration::{Configuration, Setting};
use super::programs::{CATALOGUE, Entry, Group, entry_named};

/// The programs in an order in which each needs only what those before it have shown. The repair of
/// a program follows it.
pub const LEARNING_ORDER: [&str; CATALOGUE.len()] = [
    "three-semaphores",
    "no-synchronisation",
    "unbounded-buffer-puzzle",
    "unbounded-buffer",
    "mutex-empty-full",
    "two-mutexes",
    "lock-and-event",
    "lock-and-event-repaired",
    "lock-and-event-functions",
    "lock-and-event-functions-repaired",
    "stop-flag",
    "stop-flag-repaired",
    "two-conditions",
    "one-condition",
    "bounded-queue",
    "lock-never-released",
    "lock-released-by-with",
    "lock-released-finally",
    "thread-safe-queue",
    "priority-queue",
    "stop-by-sentinel",
    "stop-by-timeout",
    "stop-by-flag",
    "run-for-a-time",
    "run-for-a-time-repaired",
    "meeting-in-rounds",
    "channel",
    "ten-producers",
    "cloned-senders",
    "sender-kept",
    "bounded-channel",
    "rendezvous",
    "shared-receiver",
    "receiver-gone",
    "busy-waiting",
    "sleep-and-wakeup",
    "ring-without-locks",
    "semaphore-from-atomics",
    "puzzle-which-value",
    "puzzle-rendezvous",
    "script-lock-and-event",
    "script-lock-and-event-functions",
    "worker-pool",
    "pipeline-of-stages",
    "bank-transfer",
    "dining-philosophers",
    "readers-and-writers",
    "barrier-in-phases",
    "thread-pool",
    "guide-queue",
    "guide-thread-errors",
    "guide-thread-errors-handled",
    "guide-resize",
    "guide-resize-repaired",
    "guide-priority",
    "guide-priority-repaired",
    "guide-timeout",
    "guide-timeout-repaired",
    "guide-typed",
    "guide-typed-repaired",
    "guide-batches",
    "guide-batches-repaired",
    "guide-metrics",
    "guide-metrics-repaired",
    "guide-exceptions",
    "guide-exceptions-repaired",
    "report-queue-join",
    "report-last-lines-missing",
    "report-notified-too-early",
    "report-made-twice",
    "report-callback-under-lock",
    "five-workers-threading",
    "five-workers-asyncio",
    "bounded-buffer-asyncio",
    "asyncio-count-lost",
    "asyncio-count-safe",
    "processes-five-workers",
    "processes-own-counter",
    "processes-queue",
    "processes-pipe",
    "processes-lock-and-value",
    "processes-pool",
    "processes-join-before-get",
    "processes-sums-of-chunks",
];

/// The programs that can go wrong as they are written. The verdicts hold this list.
const WRONG: [&str; 29] = [
    "lock-and-event",
    "lock-and-event-functions",
    "stop-flag",
    "stop-by-timeout",
    "unbounded-buffer-puzzle",
    "lock-never-released",
    "run-for-a-time",
    "no-synchronisation",
    "busy-waiting",
    "sleep-and-wakeup",
    "ring-without-locks",
    "script-lock-and-event",
    "script-lock-and-event-functions",
    "guide-queue",
    "guide-thread-errors",
    "guide-resize",
    "guide-priority",
    "guide-timeout",
    "guide-typed",
    "guide-batches",
    "guide-metrics",
    "guide-exceptions",
    "report-queue-join",
    "report-last-lines-missing",
    "report-notified-too-early",
    "report-made-twice",
    "report-callback-under-lock",
    "asyncio-count-lost",
    "processes-join-before-get",
];

/// Where the way comes from that a program is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Text books.
    Books,
    /// Python.
    Python,
    /// Rust.
    Rust,
}

impl Entry {
    /// Whether nothing can go wrong in the program as it is written.
    pub fn is_right(&self) -> bool {
        !WRONG.contains(&self.name)
    }

    /// Whether the program, as it is written, is known to be right with these numbers: what was
    /// proved of it is about waits that end only when they are to, and about consumers that take as
    /// many items as it is opened with.
    pub fn is_right_with(&self, configuration: &Configuration) -> bool {
        let takes = configuration.get(Setting::Takes);
        self.is_right() && !configuration.spurious_wakes && takes == self.starts_with.takes
    }

    /// Where the way comes from that it is written in.
    pub fn tongue(&self) -> Tongue {
        match self.group {
            Group::LockAndEvent
            | Group::Queue
            | Group::Monitors
            | Group::Python
            | Group::ExecutionModels => Tongue::Python,
            Group::Semaphores | Group::History => Tongue::Books,
            Group::Channels => Tongue::Rust,
        }
    }

    /// Its place in the order to learn in, from 0.
    pub fn place_to_learn(&self) -> usize {
        LEARNING_ORDER.iter().position(|it| *it == self.name).unwrap_or(LEARNING_ORDER.len())
    }

    /// A program to look at next: the one that follows in the order to learn in.
    pub fn related(&self) -> &'static Entry {
        let next = (self.place_to_learn() + 1) % LEARNING_ORDER.len();
        entry_named(LEARNING_ORDER[next]).unwrap_or(CATALOGUE[0])
    }
}

#[cfg(test)]
mod tests {
    use super::super::verdicts::{Expected, VERDICTS};
    use super::*;

    #[test]
    fn the_order_to_learn_in_has_every_program_once() {
        let mut places: Vec<usize> = CATALOGUE.iter().map(|it| it.place_to_learn()).collect();
        places.sort_unstable();
        assert_eq!(places, (0..CATALOGUE.len()).collect::<Vec<_>>());
        for entry in CATALOGUE {
            assert_ne!(entry.related(), entry);
        }
        assert_eq!(CATALOGUE[0].related().name, "lock-and-event-repaired");
    }

    #[test]
    fn what_is_wrong_as_written_is_what_the_verdicts_say() {
        for entry in CATALOGUE {
            let own = VERDICTS.iter().filter(|it| it.program == entry.name && it.faults.is_empty());
            let breaks = own.clone().any(|it| !matches!(it.expected, Expected::Safe { .. }));
            assert!(own.count() > 0, "{} has no verdict as it is written", entry.name);
            assert_eq!(entry.is_right(), !breaks, "{}", entry.name);
        }
    }
}
