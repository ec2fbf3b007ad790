//! What is expected of every program, without faults and with each of them.
//!
//! How small a failing choice of numbers is: the fewest threads, then the fewest slots, then
//! the fewest producers; all of them up to two. A case is listed for the finest steps, and for
//! coarser ones where they change the verdict. Runs without end need containers with a limit.

use super::Granularity::{self, Access, Operation, Statement};

/// What is expected of one program with some of its faults.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Case {
    /// The program's name.
    pub program: &'static str,
    /// The names of the faults that are on.
    pub faults: &'static [&'static str],
    /// How fine a step is.
    pub granularity: Granularity,
    /// How many items each producer makes; 0 is without end.
    pub items: u32,
    /// How many items each consumer takes; 0 is without end.
    pub takes: u32,
    /// What a search finds.
    pub expected: Expected,
}

/// What a search finds.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs, reason = "the names of the fields say which number each is")]
pub enum Expected {
    /// These are the smallest numbers with which it breaks, and the nearest violation.
    Breaks { violation: &'static str, producers: u16, consumers: u16, capacity: u16 },
    /// It breaks with these numbers; smaller ones may break too, in another way.
    BreaksAt { violation: &'static str, producers: u16, consumers: u16, capacity: u16 },
    /// It is safe with all numbers up to these.
    Safe { producers: u16, consumers: u16, capacity: u16 },
}

const fn case(
    program: &'static str,
    faults: &'static [&'static str],
    granularity: Granularity,
    items: u32,
    takes: u32,
    expected: Expected,
) -> Case {
    Case { program, faults, granularity, items, takes, expected }
}

/// Violation, producers, consumers, capacity.
const fn breaks(
    violation: &'static str,
    producers: u16,
    consumers: u16,
    capacity: u16,
) -> Expected {
    Expected::Breaks { violation, producers, consumers, capacity }
}

const fn breaks_at(
    violation: &'static str,
    producers: u16,
    consumers: u16,
    capacity: u16,
) -> Expected {
    Expected::BreaksAt { violation, producers, consumers, capacity }
}

const fn safe(producers: u16, consumers: u16, capacity: u16) -> Expected {
    Expected::Safe { producers, consumers, capacity }
}

/// Program, faults, granularity, items, takes, expected.
#[rustfmt::skip]
pub const VERDICTS: &[Case] = &[
    // Lock and event.
    case("lock-and-event", &[], Access, 1, 0, breaks("exception", 1, 2, 1)),
    case("lock-and-event", &[], Access, 2, 0, breaks("stranded", 1, 1, 1)),
    case("lock-and-event", &["skip-event-wait"], Access, 2, 0, breaks("exception", 1, 1, 1)),
    case("lock-and-event", &["clear-only-when-empty"], Access, 2, 0, breaks("exception", 1, 2, 1)),
    case("lock-and-event", &["clear-only-when-empty"], Access, 2, 0, safe(2, 1, 1)),
    case("lock-and-event-repaired", &[], Access, 2, 0, safe(2, 2, 2)),
    case("lock-and-event-repaired", &["producer-skips-lock"], Access, 2, 0, breaks("stranded", 1, 1, 1)),
    case("lock-and-event-repaired", &["set-before-append"], Access, 2, 0, safe(2, 2, 2)),
    case("lock-and-event-repaired", &["forget-set"], Access, 2, 0, breaks("stranded", 1, 1, 1)),
    case("lock-and-event-repaired", &["skip-event-wait"], Access, 2, 0, safe(2, 2, 2)),
    case("lock-and-event-repaired", &["consumer-skips-lock"], Access, 2, 0, breaks("stranded", 1, 1, 1)),
    case("lock-and-event-repaired", &["skip-check"], Access, 2, 0, breaks("exception", 1, 1, 1)),
    case("lock-and-event-repaired", &["never-clear"], Access, 2, 0, safe(2, 2, 2)),
    case("lock-and-event-functions", &[], Access, 2, 0, breaks("stranded", 1, 1, 1)),
    case("lock-and-event-functions", &["different-locks"], Access, 2, 0, breaks("stranded", 1, 1, 1)),
    case("lock-and-event-functions", &["clear-only-when-empty"], Access, 2, 0, breaks("exception", 1, 2, 1)),
    case("lock-and-event-functions", &["clear-only-when-empty"], Access, 2, 0, safe(2, 1, 1)),
    case("lock-and-event-functions-repaired", &[], Access, 2, 0, safe(2, 2, 2)),
    case("lock-and-event-functions-repaired", &["different-locks"], Access, 2, 0, breaks("stranded", 1, 1, 1)),
    case("lock-and-event-functions-repaired", &["skip-check"], Access, 2, 0, breaks("exception", 1, 1, 1)),
    case("stop-flag", &[], Access, 2, 0, breaks("stranded", 1, 1, 1)),
    case("stop-flag", &["until-empty"], Access, 2, 0, breaks("deadlock", 1, 1, 1)),
    case("stop-flag", &["poll"], Access, 2, 0, breaks("stranded", 1, 1, 1)),
    case("stop-flag", &["main-does-not-join"], Access, 2, 0, breaks("stranded", 1, 1, 1)),
    case("stop-flag", &["until-empty", "main-does-not-join"], Access, 2, 0, safe(2, 2, 1)),
    case("stop-flag", &["until-empty", "poll"], Access, 1, 0, safe(2, 2, 1)),
    case("stop-flag-repaired", &[], Access, 2, 0, safe(2, 2, 2)),
    case("stop-flag-repaired", &["stop-too-early"], Access, 2, 0, breaks("stranded", 1, 1, 1)),
    case("stop-flag-repaired", &["stop-without-lock"], Access, 2, 0, breaks("deadlock", 1, 1, 1)),
    case("stop-flag-repaired", &["set-before-flag"], Access, 2, 0, safe(2, 2, 2)),
    case("stop-flag-repaired", &["nobody-wakes"], Access, 2, 0, breaks("deadlock", 1, 1, 1)),
    // Queue.
    case("thread-safe-queue", &[], Access, 0, 0, safe(2, 2, 2)),
    case("thread-safe-queue", &["unbounded"], Access, 2, 0, safe(2, 2, 2)),
    case("thread-safe-queue", &["stop-when-empty"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("thread-safe-queue", &["stop-when-empty"], Access, 1, 0, breaks("stranded", 1, 1, 1)),
    case("thread-safe-queue", &["impatient-get"], Access, 0, 0, breaks("exception", 1, 1, 1)),
    case("priority-queue", &[], Access, 2, 0, safe(2, 2, 2)),
    case("priority-queue", &["plain-queue"], Access, 2, 0, safe(2, 2, 2)),
    case("stop-by-sentinel", &[], Access, 2, 0, safe(2, 2, 2)),
    case("stop-by-sentinel", &["sentinel-too-early"], Access, 2, 0, breaks("deadlock", 1, 1, 1)),
    case("stop-by-sentinel", &["sentinel-too-early"], Access, 1, 0, breaks("stranded", 1, 1, 1)),
    case("stop-by-sentinel", &["one-sentinel"], Access, 2, 0, breaks("deadlock", 1, 2, 1)),
    case("stop-by-sentinel", &["one-for-each-producer"], Access, 2, 0, breaks("deadlock", 1, 2, 1)),
    case("stop-by-sentinel", &["no-sentinel"], Access, 2, 0, breaks("deadlock", 1, 1, 1)),
    case("stop-by-timeout", &[], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("stop-by-timeout", &[], Access, 1, 0, breaks("stranded", 1, 1, 1)),
    case("stop-by-timeout", &["wait-for-ever"], Access, 0, 0, safe(2, 2, 2)),
    case("stop-by-timeout", &["try-again"], Access, 0, 0, safe(2, 2, 2)),
    // Semaphores.
    case("unbounded-buffer-puzzle", &[], Access, 2, 0, breaks("exception", 1, 1, 1)),
    case("unbounded-buffer", &[], Access, 2, 0, safe(2, 2, 2)),
    case("unbounded-buffer", &["mutex-starts-at-0"], Access, 2, 0, breaks("deadlock", 1, 1, 1)),
    case("unbounded-buffer", &["items-starts-at-1"], Access, 2, 0, breaks("exception", 1, 1, 1)),
    // The variable is overwritten between `append` and `pop`, so one item lies in the list twice.
    case("unbounded-buffer", &["shared-event"], Access, 2, 0, breaks("duplicate-read", 1, 1, 1)),
    case("unbounded-buffer", &["producer-skips-mutex"], Access, 2, 0, safe(2, 2, 2)),
    case("unbounded-buffer", &["producer-forgets-mutex-signal"], Access, 2, 0, breaks("deadlock", 1, 1, 1)),
    case("unbounded-buffer", &["signal-inside"], Access, 2, 0, safe(2, 2, 2)),
    case("unbounded-buffer", &["forget-items-signal"], Access, 2, 0, breaks("stranded", 1, 1, 1)),
    case("unbounded-buffer", &["skip-items-wait"], Access, 2, 0, breaks("exception", 1, 1, 1)),
    case("unbounded-buffer", &["consumer-swaps-waits"], Access, 2, 0, breaks("deadlock", 1, 1, 1)),
    case("unbounded-buffer", &["consumer-skips-mutex"], Access, 2, 0, safe(2, 2, 2)),
    case("unbounded-buffer", &["consumer-forgets-mutex-signal"], Access, 2, 0, breaks("deadlock", 1, 1, 1)),
    case("three-semaphores", &[], Access, 0, 0, safe(2, 2, 2)),
    case("three-semaphores", &["mutex-starts-at-0"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("three-semaphores", &["mutex-starts-at-2"], Operation, 0, 0, safe(2, 2, 2)),
    case("three-semaphores", &["mutex-starts-at-2"], Access, 0, 0, breaks("duplicate-read", 1, 2, 2)),
    case("three-semaphores", &["spaces-starts-one-high"], Access, 0, 0, breaks("overwrite", 1, 1, 1)),
    case("three-semaphores", &["skip-spaces-wait"], Access, 0, 0, breaks("overwrite", 1, 1, 1)),
    case("three-semaphores", &["producer-swaps-waits"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("three-semaphores", &["producer-skips-mutex"], Operation, 0, 0, safe(2, 2, 2)),
    case("three-semaphores", &["producer-skips-mutex"], Access, 0, 0, breaks("overwrite", 2, 1, 2)),
    case("three-semaphores", &["producer-forgets-mutex-signal"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("three-semaphores", &["producer-swaps-signals"], Access, 0, 0, safe(2, 2, 2)),
    case("three-semaphores", &["forget-items-signal"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("three-semaphores", &["forget-items-signal"], Access, 1, 0, breaks("stranded", 1, 1, 1)),
    case("three-semaphores", &["skip-items-wait"], Access, 0, 0, breaks("empty-read", 1, 1, 1)),
    case("three-semaphores", &["consumer-swaps-waits"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("three-semaphores", &["consumer-skips-mutex"], Operation, 0, 0, safe(2, 2, 2)),
    case("three-semaphores", &["consumer-skips-mutex"], Access, 0, 0, breaks("duplicate-read", 1, 2, 2)),
    case("three-semaphores", &["consumer-forgets-mutex-signal"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("three-semaphores", &["consumer-swaps-signals"], Access, 0, 0, safe(2, 2, 2)),
    case("three-semaphores", &["forget-spaces-signal"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("three-semaphores", &["producer-skips-mutex", "consumer-skips-mutex"], Access, 0, 0, breaks("duplicate-read", 1, 2, 2)),
    case("three-semaphores", &["producer-skips-mutex", "consumer-skips-mutex"], Access, 0, 0, safe(1, 1, 2)),
    case("three-semaphores", &["producer-swaps-signals", "consumer-swaps-signals"], Access, 0, 0, safe(2, 2, 2)),
    case("mutex-empty-full", &[], Access, 0, 0, safe(2, 2, 2)),
    case("mutex-empty-full", &["empty-starts-at-0"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("mutex-empty-full", &["starts-exchanged"], Access, 0, 0, breaks("empty-read", 1, 1, 1)),
    // What it states does not hold even before the first step.
    case("mutex-empty-full", &["full-starts-at-1"], Access, 0, 0, breaks("invariant", 1, 1, 1)),
    case("mutex-empty-full", &["producer-swaps-downs"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("mutex-empty-full", &["nobody-uses-the-mutex"], Operation, 0, 0, safe(2, 2, 2)),
    case("mutex-empty-full", &["nobody-uses-the-mutex"], Access, 0, 0, breaks("duplicate-read", 1, 2, 2)),
    case("mutex-empty-full", &["consumer-swaps-downs"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("two-mutexes", &[], Access, 0, 0, safe(2, 2, 2)),
    case("two-mutexes", &["producer-swaps-waits"], Access, 0, 0, safe(2, 2, 2)),
    case("two-mutexes", &["producer-skips-mutex"], Operation, 0, 0, safe(2, 2, 2)),
    case("two-mutexes", &["producer-skips-mutex"], Access, 0, 0, breaks("overwrite", 2, 1, 2)),
    case("two-mutexes", &["consumer-swaps-waits"], Access, 0, 0, safe(2, 2, 2)),
    case("two-mutexes", &["consumer-skips-mutex"], Operation, 0, 0, safe(2, 2, 2)),
    case("two-mutexes", &["consumer-skips-mutex"], Access, 0, 0, breaks("duplicate-read", 1, 2, 2)),
    // Monitors.
    case("two-conditions", &[], Access, 0, 0, safe(2, 2, 2)),
    case("two-conditions", &["push-skips-mutex"], Access, 0, 0, breaks("exception", 1, 1, 1)),
    case("two-conditions", &["push-looks-once"], Access, 0, 0, breaks("overwrite", 2, 1, 1)),
    case("two-conditions", &["push-notifies-nobody"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("two-conditions", &["push-notifies-producers"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("two-conditions", &["push-notifies-when-empty"], Access, 0, 0, safe(2, 2, 2)),
    case("two-conditions", &["push-notifies-when-empty"], Access, 2, 1, breaks_at("stranded", 1, 2, 2)),
    case("two-conditions", &["pop-looks-once"], Access, 0, 0, breaks("duplicate-read", 1, 2, 1)),
    case("two-conditions", &["pop-notifies-nobody"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("two-conditions", &["pop-notifies-when-full"], Access, 0, 0, safe(2, 2, 2)),
    case("two-conditions", &["pop-notifies-when-full"], Access, 2, 0, breaks("deadlock", 2, 1, 2)),
    case("bounded-queue", &[], Access, 0, 0, safe(2, 2, 2)),
    case("bounded-queue", &["push-looks-once"], Access, 0, 0, breaks("assertion", 2, 1, 1)),
    case("bounded-queue", &["push-notifies-nobody"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("bounded-queue", &["pop-looks-once"], Access, 0, 0, breaks("exception", 1, 2, 1)),
    case("bounded-queue", &["empty-calls-size"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("bounded-queue", &["size-skips-mutex"], Access, 0, 0, safe(2, 2, 2)),
    case("bounded-queue", &["trust-an-old-answer"], Access, 0, 0, breaks("assertion", 1, 1, 1)),
    case("one-condition", &[], Access, 0, 0, safe(2, 2, 2)),
    case("one-condition", &["notify-one"], Access, 0, 0, breaks("deadlock", 1, 2, 1)),
    case("one-condition", &["push-notifies-one"], Access, 0, 0, safe(2, 2, 2)),
    case("one-condition", &["pop-looks-once"], Access, 0, 0, breaks("exception", 1, 2, 1)),
    case("one-condition", &["pop-notifies-one"], Access, 0, 0, safe(2, 2, 2)),
    case("lock-never-released", &[], Access, 2, 0, breaks("deadlock", 1, 1, 1)),
    case("lock-released-by-with", &[], Access, 2, 0, safe(2, 2, 2)),
    case("lock-released-by-with", &["catch-another"], Access, 2, 0, breaks("exception", 1, 1, 1)),
    case("lock-released-finally", &[], Access, 2, 0, safe(2, 2, 2)),
    case("lock-released-finally", &["catch-another"], Access, 2, 0, breaks("exception", 1, 1, 1)),
    case("lock-released-finally", &["forget-release"], Access, 2, 0, breaks("deadlock", 1, 1, 1)),
    case("stop-by-flag", &[], Access, 2, 0, safe(2, 2, 2)),
    case("stop-by-flag", &["forget-the-flag"], Access, 2, 0, breaks("deadlock", 1, 1, 1)),
    case("stop-by-flag", &["stop-at-once"], Access, 2, 0, breaks("stranded", 1, 1, 1)),
    case("stop-by-flag", &["stop-too-early"], Access, 2, 0, breaks("stranded", 1, 1, 1)),
    case("stop-by-flag", &["flag-before-mutex"], Access, 2, 0, safe(2, 2, 2)),
    case("stop-by-flag", &["main-skips-mutex"], Access, 2, 0, breaks("exception", 1, 1, 1)),
    case("stop-by-flag", &["main-notifies-one"], Access, 2, 0, breaks("deadlock", 1, 2, 1)),
    case("stop-by-flag", &["main-notifies-nobody"], Access, 2, 0, breaks("deadlock", 1, 1, 1)),
    case("run-for-a-time", &[], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("run-for-a-time", &["do-not-wait-for-the-start"], Access, 0, 0, safe(2, 2, 2)),
    case("run-for-a-time-repaired", &[], Access, 0, 0, safe(2, 2, 2)),
    case("run-for-a-time-repaired", &["consumers-stop-too"], Access, 0, 0, breaks("stranded", 1, 1, 1)),
    case("run-for-a-time-repaired", &["main-joins-consumers"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("meeting-in-rounds", &[], Access, 0, 0, safe(2, 2, 2)),
    case("meeting-in-rounds", &[], Access, 2, 0, safe(2, 2, 2)),
    case("meeting-in-rounds", &["one-too-many"], Access, 2, 0, breaks("deadlock", 1, 1, 1)),
    case("meeting-in-rounds", &["producer-is-impatient"], Access, 2, 0, breaks("exception", 1, 1, 1)),
    case("meeting-in-rounds", &["producer-meets-once"], Access, 2, 0, breaks("stranded", 1, 1, 1)),
    case("meeting-in-rounds", &["all-meet-once"], Access, 2, 0, safe(2, 2, 2)),
    case("meeting-in-rounds", &["consumer-skips-mutex"], Access, 2, 0, breaks("exception", 1, 2, 1)),
    // Channels.
    case("channel", &[], Access, 2, 0, safe(2, 2, 2)),
    case("channel", &["bounded"], Access, 2, 0, safe(2, 2, 2)),
    case("channel", &["unwrap-receive"], Access, 2, 0, breaks("exception", 1, 1, 1)),
    case("ten-producers", &[], Access, 2, 0, safe(2, 2, 2)),
    case("ten-producers", &["same-delay"], Access, 2, 0, safe(2, 2, 2)),
    case("cloned-senders", &[], Access, 2, 0, safe(2, 2, 2)),
    case("cloned-senders", &["drop-before-clone"], Access, 2, 0, breaks("exception", 1, 1, 1)),
    case("cloned-senders", &["keep-the-first"], Access, 2, 0, safe(2, 2, 2)),
    case("bounded-channel", &[], Access, 0, 0, safe(2, 2, 2)),
    case("bounded-channel", &["no-place"], Access, 0, 0, safe(2, 2, 2)),
    case("bounded-channel", &["unbounded"], Access, 2, 0, safe(2, 2, 2)),
    case("bounded-channel", &["unwrap-receive"], Access, 0, 0, safe(2, 2, 2)),
    case("bounded-channel", &["unwrap-receive"], Access, 2, 0, breaks("exception", 1, 1, 1)),
    case("rendezvous", &[], Access, 0, 0, safe(2, 2, 2)),
    case("rendezvous", &["one-place"], Access, 0, 0, safe(2, 2, 2)),
    case("shared-receiver", &[], Access, 2, 0, safe(2, 2, 2)),
    case("shared-receiver", &["hold-while-processing"], Access, 2, 0, safe(2, 2, 2)),
    case("shared-receiver", &["unwrap-receive"], Access, 2, 0, breaks("exception", 1, 1, 1)),
    case("sender-kept", &[], Access, 2, 0, safe(2, 2, 2)),
    case("sender-kept", &["drop-too-late"], Access, 2, 0, breaks("deadlock", 1, 1, 1)),
    case("receiver-gone", &[], Access, 0, 0, safe(2, 2, 2)),
    case("receiver-gone", &["unwrap-send"], Access, 0, 0, breaks("exception", 1, 1, 1)),
    case("receiver-gone", &["unwrap-send"], Access, 2, 0, breaks("exception", 2, 1, 1)),
    case("receiver-gone", &["ignore-the-error"], Access, 2, 0, safe(2, 2, 2)),
    case("receiver-gone", &["ignore-the-error"], Access, 0, 0, breaks("livelock", 1, 1, 1)),
    // History.
    case("no-synchronisation", &[], Access, 0, 0, breaks("empty-read", 1, 1, 1)),
    case("busy-waiting", &[], Operation, 2, 0, breaks("duplicate-read", 1, 2, 1)),
    case("busy-waiting", &[], Statement, 2, 0, breaks("duplicate-read", 1, 2, 1)),
    case("busy-waiting", &[], Access, 2, 0, breaks("duplicate-read", 1, 1, 2)),
    case("busy-waiting", &["producer-looks-once"], Access, 2, 0, breaks("overwrite", 1, 1, 1)),
    case("busy-waiting", &["count-before-put"], Access, 2, 0, breaks("empty-read", 1, 1, 1)),
    case("busy-waiting", &["consumer-looks-once"], Access, 2, 0, breaks("empty-read", 1, 1, 1)),
    case("busy-waiting", &["count-before-get"], Access, 2, 0, breaks("overwrite", 1, 1, 1)),
    case("sleep-and-wakeup", &[], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("sleep-and-wakeup", &["look-again"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("ring-without-locks", &[], Access, 0, 0, breaks("duplicate-read", 1, 2, 1)),
    case("ring-without-locks", &[], Access, 0, 0, safe(1, 1, 2)),
    case("ring-without-locks", &["producer-does-not-wait"], Access, 0, 0, breaks("overwrite", 1, 1, 1)),
    case("ring-without-locks", &["publish-first"], Access, 0, 0, breaks("empty-read", 1, 1, 1)),
    case("ring-without-locks", &["consumer-does-not-wait"], Access, 0, 0, breaks("empty-read", 1, 1, 1)),
    case("ring-without-locks", &["free-first"], Access, 0, 0, safe(1, 1, 2)),
    case("semaphore-from-atomics", &[], Access, 0, 0, safe(2, 2, 2)),
    case("semaphore-from-atomics", &["no-second-look"], Access, 0, 0, breaks("exception", 1, 1, 1)),
    case("semaphore-from-atomics", &["sleep-without-comparing"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
    case("semaphore-from-atomics", &["signal-in-two-steps"], Operation, 0, 0, safe(2, 2, 2)),
    case("semaphore-from-atomics", &["signal-in-two-steps"], Statement, 0, 0, safe(2, 2, 2)),
    case("semaphore-from-atomics", &["signal-in-two-steps"], Access, 0, 0, breaks("exception", 1, 1, 2)),
    case("semaphore-from-atomics", &["notify-only-from-zero"], Access, 0, 0, safe(2, 2, 2)),
    case("semaphore-from-atomics", &["notify-only-from-zero"], Access, 2, 0, breaks("deadlock", 2, 1, 2)),
    case("semaphore-from-atomics", &["notify-only-from-zero"], Access, 2, 1, breaks_at("stranded", 1, 2, 2)),
    case("semaphore-from-atomics", &["notify-before-adding"], Access, 0, 0, breaks("deadlock", 1, 1, 1)),
];
