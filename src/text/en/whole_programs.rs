//! The whole Python programs of the catalogue, in English. Their stories are passages.

use super::super::catalogue::ProgramText;

/// In the order of the catalogue.
pub const WHOLE: [ProgramText; 46] = [
    ProgramText {
        name: "script-lock-and-event",
        title: "Lock and event, the script",
        story: "",
        faults: &[
            ("skip-event-wait", "The consumer does not wait for the event"),
            ("clear-only-when-empty", "Clear the event only when the list is empty"),
        ],
    },
    ProgramText {
        name: "script-lock-and-event-functions",
        title: "Lock and event, in functions and `main`",
        story: "",
        faults: &[
            ("skip-check", "The consumer takes without looking"),
            ("never-clear", "Nobody clears the event: the consumer looks all the time"),
        ],
    },
    ProgramText {
        name: "guide-queue",
        title: "The guide to a thread-safe queue",
        story: "",
        faults: &[
            ("nobody-notifies", "A push notifies nobody"),
            ("daemons", "The threads are daemons, and `main` does not wait for them"),
        ],
    },
    ProgramText {
        name: "guide-thread-errors",
        title: "Limit 1: starting a thread fails",
        story: "",
        faults: &[("start-each-once", "Each thread is in the list once")],
    },
    ProgramText {
        name: "guide-thread-errors-handled",
        title: "Limit 1, mended: errors of start and join",
        story: "",
        faults: &[
            ("nobody-stops-it", "`main` does not tell the thread to stop"),
            ("join-one-never-started", "`main` joins a thread that was never started"),
        ],
    },
    ProgramText {
        name: "guide-resize",
        title: "Limit 2: resizing a queue in use",
        story: "",
        faults: &[("resize-before-start", "`main` resizes before the producer starts")],
    },
    ProgramText {
        name: "guide-resize-repaired",
        title: "Limit 2, mended: resize and notify",
        story: "",
        faults: &[
            ("forget-notify", "A resize notifies nobody"),
            ("resize-without-lock", "A resize does not take the lock"),
        ],
    },
    ProgramText {
        name: "guide-priority",
        title: "Limit 3: no priorities",
        story: "",
        faults: &[("newest-first", "A pop takes what came last")],
    },
    ProgramText {
        name: "guide-priority-repaired",
        title: "Limit 3, mended: two lines to queue in",
        story: "",
        faults: &[
            ("ordinary-first", "Ordinary items go first"),
            ("wait-for-urgent", "A pop waits until there is something urgent"),
        ],
    },
    ProgramText {
        name: "guide-timeout",
        title: "Limit 4: a pop that waits for ever",
        story: "",
        faults: &[("ask-for-one", "The consumer asks for one parcel only")],
    },
    ProgramText {
        name: "guide-timeout-repaired",
        title: "Limit 4, mended: a pop with a time-out",
        story: "",
        faults: &[
            ("look-afterwards", "The consumer looks at `finished` after the time-out"),
            ("give-up-at-once", "The consumer gives up after the first time-out"),
        ],
    },
    ProgramText {
        name: "guide-typed",
        title: "Limit 5: items of any type",
        story: "",
        faults: &[("only-numbers", "All readings are numbers")],
    },
    ProgramText {
        name: "guide-typed-repaired",
        title: "Limit 5, mended: checked where it is pushed",
        story: "",
        faults: &[
            ("skip-the-check", "The queue takes anything"),
            ("push-nothing-instead", "The producer leaves the reading out"),
        ],
    },
    ProgramText {
        name: "guide-batches",
        title: "Limit 6: one item at a time",
        story: "",
        faults: &[],
    },
    ProgramText {
        name: "guide-batches-repaired",
        title: "Limit 6, mended: both under one lock",
        story: "",
        faults: &[
            ("wait-with-if", "A packer that was woken does not look again"),
            ("notify-one", "A push wakes one packer only"),
        ],
    },
    ProgramText {
        name: "guide-metrics",
        title: "Limit 7: counting what goes through",
        story: "",
        faults: &[("one-producer", "There is one producer only")],
    },
    ProgramText {
        name: "guide-metrics-repaired",
        title: "Limit 7, mended: counted under a lock",
        story: "",
        faults: &[("count-without-lock", "The count is changed without the lock")],
    },
    ProgramText {
        name: "guide-exceptions",
        title: "Limit 8: an exception in a thread",
        story: "",
        faults: &[("no-broken-parcel", "No parcel is broken")],
    },
    ProgramText {
        name: "guide-exceptions-repaired",
        title: "Limit 8, mended: passed on to `main`",
        story: "",
        faults: &[
            ("catch-something-else", "The consumer catches another exception"),
            ("main-does-not-join", "`main` does not wait for the consumer"),
        ],
    },
    ProgramText {
        name: "report-queue-join",
        title: "Report: `join` of a queue never returns",
        story: "",
        faults: &[("tick-off-anyway", "The cook ticks off what cannot be cooked, too")],
    },
    ProgramText {
        name: "report-last-lines-missing",
        title: "Report: the last lines of the log are missing",
        story: "",
        faults: &[("wait-for-the-writer", "`main` waits until all lines are written")],
    },
    ProgramText {
        name: "report-notified-too-early",
        title: "Report: it hangs on fast machines",
        story: "",
        faults: &[("wait-for-the-settings", "`main` waits only while there are no settings")],
    },
    ProgramText {
        name: "report-made-twice",
        title: "Report: one connection too many",
        story: "",
        faults: &[("look-under-the-lock", "Look only once the lock is held")],
    },
    ProgramText {
        name: "report-callback-under-lock",
        title: "Report: it hangs when the counter is shown",
        story: "",
        faults: &[("reentrant-lock", "The lock may be taken again by who holds it")],
    },
    ProgramText {
        name: "worker-pool",
        title: "Worker pool",
        story: "",
        faults: &[
            ("one-sentinel", "`main` puts only one `None`"),
            ("main-does-not-join", "`main` does not wait for the workers"),
        ],
    },
    ProgramText {
        name: "pipeline-of-stages",
        title: "Pipeline",
        story: "",
        faults: &[
            ("end-not-passed-on", "The middle stage does not pass the end on"),
            ("larger-queues", "The queues hold five each"),
        ],
    },
    ProgramText {
        name: "readers-and-writers",
        title: "Readers and writers",
        story: "",
        faults: &[
            ("count-without-mutex", "A reader that comes counts itself without the mutex"),
            ("every-reader-locks", "Every reader locks the room, not just the first"),
            ("writer-does-not-lock", "The writer does not lock the room"),
        ],
    },
    ProgramText {
        name: "dining-philosophers",
        title: "Dining philosophers",
        story: "",
        faults: &[
            ("no-limit", "All may sit down at once"),
            ("one-seat", "Only one may sit at a time"),
        ],
    },
    ProgramText {
        name: "bank-transfer",
        title: "Bank transfer",
        story: "",
        faults: &[
            ("locks-as-given", "The locks are taken in the order of the transfer"),
            ("no-locks", "The transfer takes no locks"),
            ("first-lock-only", "The transfer takes the first lock only"),
        ],
    },
    ProgramText {
        name: "barrier-in-phases",
        title: "A barrier between two phases",
        story: "",
        faults: &[
            ("skip-the-barrier", "Workers do not wait at the barrier"),
            ("one-too-many", "The barrier waits for one more than there are"),
        ],
    },
    ProgramText {
        name: "thread-pool",
        title: "A pool from the library",
        story: "",
        faults: &[
            ("without-lock", "The till counts without the lock"),
            ("one-worker", "The pool has one worker"),
        ],
    },
    ProgramText {
        name: "puzzle-rendezvous",
        title: "Puzzle: rendezvous",
        story: "",
        faults: &[
            ("a-waits-first", "A waits before it says that it is there"),
            ("both-wait-first", "Both wait before they say that they are there"),
        ],
    },
    ProgramText {
        name: "puzzle-which-value",
        title: "Puzzle: which value?",
        story: "",
        faults: &[("one-after-the-other", "B starts when A has ended")],
    },
    ProgramText {
        name: "five-workers-threading",
        title: "Five workers with `threading`",
        story: "",
        faults: &[("main-does-not-join", "`main` does not wait for the threads")],
    },
    ProgramText {
        name: "five-workers-asyncio",
        title: "Five workers with `asyncio`",
        story: "",
        faults: &[
            ("time-sleep", "Workers sleep with `time.sleep`"),
            ("forgotten-await", "`main` does not await the tasks"),
        ],
    },
    ProgramText {
        name: "bounded-buffer-asyncio",
        title: "The bounded buffer with `asyncio.Queue`",
        story: "",
        faults: &[
            ("does-not-wait-for-room", "Producers put without waiting for room"),
            ("one-sentinel", "Only one consumer is told that no more comes"),
        ],
    },
    ProgramText {
        name: "asyncio-count-lost",
        title: "A count with an `await` between",
        story: "",
        faults: &[("read-after-the-await", "Read the count after the `await`")],
    },
    ProgramText {
        name: "asyncio-count-safe",
        title: "A count with no `await` between",
        story: "",
        faults: &[("await-between", "Await between the read and the write")],
    },
    ProgramText {
        name: "processes-five-workers",
        title: "Five workers as processes",
        story: "",
        faults: &[
            ("without-its-lock", "The count is raised without its lock"),
            ("main-does-not-join", "`main` does not wait for the processes"),
        ],
    },
    ProgramText {
        name: "processes-own-counter",
        title: "A counter for each process",
        story: "",
        faults: &[("threads-instead", "Two threads instead of two processes")],
    },
    ProgramText {
        name: "processes-queue",
        title: "A queue between processes",
        story: "",
        faults: &[
            ("queues-of-threads", "The queues are those for threads"),
            ("no-end-mark", "Nobody says that no more will come"),
        ],
    },
    ProgramText {
        name: "processes-pipe",
        title: "A pipe there and back",
        story: "",
        faults: &[("both-wait-first", "The parent waits for the answer before it asks")],
    },
    ProgramText {
        name: "processes-lock-and-value",
        title: "A lock and a shared value",
        story: "",
        faults: &[
            ("lock-of-threads", "The lock is one for threads"),
            ("without-lock", "The seats are counted without the lock"),
            ("lock-of-the-value", "The lock is the one that the value has"),
        ],
    },
    ProgramText {
        name: "processes-pool",
        title: "A pool of squares",
        story: "",
        faults: &[
            ("one-task-fails", "One of the tasks divides by zero"),
            ("one-worker", "The pool has one worker"),
        ],
    },
    ProgramText {
        name: "processes-join-before-get",
        title: "Joined before it is read",
        story: "",
        faults: &[
            ("small-pictures", "The pictures are small"),
            ("get-before-join", "The pictures are read before the process is joined"),
        ],
    },
    ProgramText {
        name: "processes-sums-of-chunks",
        title: "Sums of parts",
        story: "",
        faults: &[
            ("size-rounded-down", "The size of a part is rounded down"),
            ("first-left-out", "The parts begin behind the first number"),
        ],
    },
];
