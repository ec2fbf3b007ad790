//! English.

mod catalogue;
mod causes;
mod checker_trouble;
#[cfg(not(target_arch = "wasm32"))]
mod command;
mod course;
mod editor;
mod exports;
mod finder;
mod first_steps;
mod glossary;
mod handed_in;
mod home;
mod lab;
mod lint;
mod meaning;
mod objects;
mod patience;
mod phases;
mod proof;
mod python;
mod running;
mod shared_view;
mod sharing;
mod steps;
mod syntax;
mod timeline;
mod undo;
mod whole;
mod whole_programs;

use super::*;

pub(super) static TEXT: Text = Text {
    tagline: "Producers and consumers, as real threads",
    controls: Controls {
        transport: "Run and step",
        run: "Run",
        pause: "Pause",
        run_again: "Run again",
        back: "Back",
        step: "Step",
        reset: "Reset",
        step_thread: |thread| format!("Step {thread} alone"),
        speed: "Speed",
        slower: "Slower",
        faster: "Faster",
        steps_per_second: |n| if n == "1" { "1 step/s".into() } else { format!("{n} steps/s") },
        one_step_in: |n| format!("1 step in {n} s"),
        as_fast_as_possible: "as fast as the page can follow",
        no_limit: "no limit",
        language: "Language",
        theme: "Light or dark",
        theme_system: "Same as system",
        theme_light: "Light",
        theme_dark: "Dark",
        help: "Help",
        close: "Close",
        more: "More",
        program: "Program",
        skip_to_scene: "Skip to the picture",
    },
    settings: Settings {
        title: "Settings",
        producers: "Producers",
        consumers: "Consumers",
        capacity: "Capacity",
        items: "Items each",
        items_hint: "How many items each producer makes. 0: without end.",
        without_end: "without end",
        takes: "Items to take",
        takes_hint: "How many items each consumer takes before it ends. 0: without end.",
        produce_time: "Time to produce (ms)",
        consume_time: "Time to consume (ms)",
        time_hint: "Exact at 10 steps per second; other speeds stretch it.",
        knobs_hint: "The constants of your program. Your text stays as it is.",
        one_less: |name| format!("{name}: less"),
        one_more: |name| format!("{name}: more"),
        kind: "Threads",
        real: "Real",
        real_hint: "Web Workers that share memory. Your computer decides which one goes first.",
        simulated: "Simulated",
        simulated_hint: "The page runs all threads itself. A scheduler picks the next one.",
        scheduler: "Which thread goes next",
        round_robin: "Each in turn",
        random: "At random",
        seed: "Seed",
        new_seed: "Another seed",
        granularity: "What one step is",
        granularity_operation: "An operation",
        granularity_statement: "A statement",
        granularity_access: "An access",
        granularity_hint: "No other thread runs in the middle of a step. Coarse steps can hide a missing lock.",
        granularity_operation_hint: "A whole line, with all of `put` or `get`.",
        granularity_statement_hint: "A whole line; `put` and `get` are two steps: the slot, then the index.",
        granularity_access_hint: "One read or one write of shared memory, as for real threads.",
        runtime: "Where a thread can lose its turn",
        runtime_threads: "Anywhere",
        runtime_gil: "CPython with the GIL",
        runtime_threads_hint: "Before every step: what the language promises, and what Python does without the GIL.",
        runtime_gil_hint: "Only at a call, a blocking operation or a jump back: what CPython does from 3.10 on. So `count += 1` is safe there by luck. The language does not promise it: CPython 3.9 and Python without the GIL lose counts. What one step is does not matter here.",
        spurious_wakes: "Spurious wake-ups",
        spurious_wakes_hint: "A thread that waits on a condition may wake without a notify. Real systems do that too.",
    },
    threads: Threads {
        real: |n| if n == "1" { "1 real thread".into() } else { format!("{n} real threads") },
        simulated: |n| format!("{n} simulated threads"),
        checking: "Checking for real threads …",
        starting: "Starting threads …",
        chosen: "You chose simulated threads in the settings.",
        not_isolated: "This page cannot share memory here, because the site or the page around it does not isolate it. Everything works; the threads are simulated.",
        no_shared_memory: "This browser has no shared memory for pages. Everything works; the threads are simulated.",
        no_answer: "A test thread was started and did not answer. Everything works; the threads are simulated.",
        refused: "The browser has no memory or no worker left for real threads. Everything works; the threads are simulated. Close other tabs, then Reset tries again.",
        too_large: "This program is too large for real threads here. Everything works; the threads are simulated.",
        forked: "You went back and took another path, so this run continues with simulated threads. Reset returns to real ones.",
        failed: "A thread failed",
        use_real: "Use real threads",
        open_in_new_tab: "Open in a new tab",
        try_again: "Try again",
    },
    scene: Scene {
        label: "Producers put items into the buffer, consumers take them out",
        of_slots_full: |n| {
            if n == "1" { "of 1 slot full".into() } else { format!("of {n} slots full") }
        },
        head: "head",
        tail: "tail",
        slot: |index, contents| format!("Slot {index}: {contents}"),
        slot_empty: "empty",
        slot_taken: |item| format!("empty ({item} was taken)"),
        critical_section: "critical section",
        nobody_inside: "critical section: nobody is inside",
        one_inside: |who| format!("critical section: {who} is inside"),
        several_inside: |who| format!("critical section: {who} are inside at once"),
        and: "and",
        semaphore: |name, count| format!("Semaphore {name}: {count}"),
        permits: |n| if n == "1" { "1 permit".into() } else { format!("{n} permits") },
        asleep: |who| format!("asleep: {who}"),
        switched_off: "switched off",
        ready: "ready",
        running: "running",
        waits: |semaphore, count| format!("waits: {semaphore} is {count}"),
        waits_for: |semaphore| format!("waits: {semaphore}"),
        wrote_slot: |slot| format!("wrote slot {slot}"),
        took_slot: |slot| format!("took slot {slot}"),
        producing: |item| format!("making {item}"),
        consuming: |item| format!("using {item}"),
        in_critical_section: "in the critical section",
        inside: "inside",
        done: "done",
        stopped: "stopped",
        made: "made",
        in_buffer: "in the buffer",
        consumed: "consumed",
        waits_counted: "waits",
        steps: "steps",
        intrusions: "two inside at once",
    },
    code: Code {
        title: "The program",
        hint: "switch a line off to break it",
        line: |n| format!("Line {n}"),
        threads_here: |who| format!("{who} here"),
        was: |text| format!("was `{text}`"),
        struck: "switched off",
        moved: "swapped",
        restore_all: "Repair all",
        now: |value| format!("now {value}"),
        starts_at: |name| format!("What {name} starts at"),
        starts_as_written: |name, value| format!("{name} starts at {value}, as written"),
        harmless: "looks wrong, is harmless",
    },
    log: Log {
        title: "What happened",
        tab: "Steps",
        empty: "Nothing yet. Press Run or Step.",
        steps: |n| if n == "1" { "1 step".into() } else { format!("{n} steps") },
        took_permit: |thread, semaphore, left| {
            format!("{thread} passed `{semaphore}.wait`; {left} left")
        },
        gave_permit: |thread, semaphore, now| {
            format!("{thread} signalled `{semaphore}`; now {now}")
        },
        read_index: |thread, name, value| format!("{thread} read `{name} = {value}`"),
        moved_index: |thread, name, value| format!("{thread} moved `{name}` to {value}"),
        wrote_item: |thread, item, slot| format!("{thread} wrote {item} into slot {slot}"),
        took_item: |thread, item, slot| format!("{thread} took {item} from slot {slot}"),
        took_nothing: |thread, slot| format!("{thread} read slot {slot}, which holds nothing"),
        sleeps: |thread, semaphore| format!("{thread} sleeps: `{semaphore}` is 0"),
        and_others: |threads, others| format!("{threads} and {others} others"),
        sleep_together: |threads, semaphore| format!("{threads} sleep: `{semaphore}` is 0"),
        consumed: |thread, item| format!("{thread} consumed {item}"),
        ended: |thread| format!("{thread} is done"),
        and_more: |n| format!("… and {n} steps before"),
        position: "Position in the run",
        step_of: |n, length| format!("step {n} of {length}"),
        drag_to_go_back: "drag to go back",
        to_the_latest: "To the latest step",
        go_to_step: |n| format!("Go to step {n}"),
    },
    violations: Violations {
        overwrite: "Overwritten",
        empty_read: "Read an empty slot",
        duplicate_read: "Taken twice",
        order: "Out of order",
        mutual_exclusion: "Two inside at once",
        deadlock: "Deadlock",
        stranded: "Items left behind",
        finished: "Finished",
        finished_sentence: |n| match n {
            "1" => "The one item was consumed, exactly once.".into(),
            _ => format!("All {n} items were consumed, each exactly once."),
        },
        overwrite_sentence: |writer, item, slot, lost, _| {
            format!(
                "{writer} wrote {item} into slot {slot} over {lost}, which nobody had taken yet."
            )
        },
        overwrite_same_index: |writer, other| {
            format!("{writer} and {other} had both read the same `tail` before either moved it.")
        },
        overwrite_did_not_wait: |writer| {
            format!("The buffer was full, and nothing kept {writer} from writing.")
        },
        empty_read_sentence: |reader, slot| {
            format!(
                "{reader} read slot {slot} before anything was written there: nothing made {reader} wait until then."
            )
        },
        duplicate_read_sentence: |reader, slot, item, taken_by, steps| {
            let when = if steps == 1 { "one step".into() } else { format!("{steps} steps") };
            if reader == taken_by {
                format!(
                    "{reader} took {item} from slot {slot} again: it had taken it {when} earlier."
                )
            } else {
                format!(
                    "{reader} took {item} from slot {slot} again: {taken_by} had taken it {when} earlier."
                )
            }
        },
        duplicate_read_same_index: |reader, other| {
            format!("{reader} and {other} had both read the same `head` before either moved it.")
        },
        duplicate_read_did_not_wait: |reader| {
            format!("The buffer was empty, and nothing kept {reader} from reading.")
        },
        order_sentence: |reader, item, expected| {
            format!("{reader} took {item}, but {expected} came into the buffer before it.")
        },
        mutual_exclusion_sentence: |entered, inside| {
            format!("{entered} entered the critical section while {inside} was inside.")
        },
        deadlock_sentence: "No thread can move any more.",
        wait: |who, semaphore| {
            if who.contains(' ') {
                format!("{who} wait for `{semaphore}`.")
            } else {
                format!("{who} waits for `{semaphore}`.")
            }
        },
        wait_held: |who, semaphore, holder| {
            let verb = if who.contains(' ') { "wait" } else { "waits" };
            if who == holder {
                format!("{who} waits for `{semaphore}`, which it holds itself.")
            } else {
                format!("{who} {verb} for `{semaphore}`, which {holder} holds.")
            }
        },
        cycle: |holder, held, wanted| {
            format!(
                "{holder} holds `{held}` and sleeps until another thread signals `{wanted}`, but every thread that would do so needs `{held}` first."
            )
        },
        forgotten_by: |semaphore, holder| {
            format!("{holder} took a permit of `{semaphore}` and never gave it back.")
        },
        forgotten: |semaphore| format!("No thread runs a line that signals `{semaphore}`."),
        no_first_permit: |semaphore| {
            format!(
                "`{semaphore}` started with no permit and never got one: every thread that would signal it is waiting too, or has ended."
            )
        },
        stranded_sentence: |n| {
            if n == "1" {
                "The producers are done and no thread can move, but 1 item was never consumed."
                    .into()
            } else {
                format!(
                    "The producers are done and no thread can move, but {n} items were never consumed."
                )
            }
        },
        see_the_steps: |n| {
            if n == "1" { "See the last step".into() } else { format!("See the last {n} steps") }
        },
        hide_the_steps: "Hide the steps",
        at_step: |n| format!("at step {n}"),
    },
    notices: Notices {
        clamped: |setting, low, high, now| {
            format!("{setting}: from {low} to {high}. It is {now} now.")
        },
        not_a_number: |typed, setting| {
            format!("“{typed}” is not a whole number. {setting} stays as it was.")
        },
        cannot_step: |thread| format!("{thread} cannot step now."),
        thread_did_not_start: |name| {
            format!("The thread “{name}” did not start. Press Reset to start new threads.")
        },
        thread_died: |name| format!("The thread “{name}” died. Press Reset to start new threads."),
        thread_does_not_answer: |name| {
            format!("The thread “{name}” has stopped answering. Press Reset to start new threads.")
        },
        diverged: |step| {
            format!(
                "At step {step} the real threads and their replay disagree. This is a bug in Interleave, not in your program: please report it."
            )
        },
        stop_forced: "A thread did not stop in time, so all threads were replaced by new ones.",
        text_is_wrong: "The text has errors; they are underlined. Fix them, then run it.",
        discarded: "Your version of the program was discarded.",
        nothing_before: "This is the start.",
        dismiss: "Dismiss",
    },
    help: Help {
        title: "How this works",
        this_program: "The program that is open",
        its_objects: "What its threads share",
        its_faults: "What you can break",
        story: &[
            "Producers make items and put them into a buffer with a few slots. Consumers take them out. All of them run at the same time.",
            "Whatever they wait for has a tray above the picture: a thread that finds no permit there sleeps in the tray until another thread signals.",
            "The threads are real: each is a Web Worker of your browser, and they share memory. Every access they make to it is a step, recorded and shown here.",
        ],
        story_of_any: &[
            "All threads run at the same time. What they share stands in the middle; whatever they wait for has a tray above the picture, in which they sleep until they can go on.",
            "The threads are real: each is a Web Worker of your browser, and they share memory. Every access they make to it is a step, recorded and shown here.",
        ],
        try_title: "Try this",
        try_this: &[
            "Press Run and watch the items go round. Then pause and step one thread alone: press its number.",
            "Switch off both lines with `mutex.wait()` and run again. How long does it take until an item is lost?",
            "Swap the two waits of the producer. Nothing looks broken, until nobody can move.",
            "Swap two signals. It looks just as wrong. Can you make it break?",
        ],
        keys_title: "Keys",
        keys: &[
            ("Space", "run or pause"),
            ("→", "one step"),
            ("←", "one step back"),
            ("1 … 9", "step thread 1 … 9"),
            ("R", "reset"),
            ("+ −", "faster, slower"),
            ("Ctrl Z", "undo; with Shift, do again"),
            ("P", "large type for a projector"),
            ("Home End", "on the timeline: to the start, to the end"),
            ("Page ↑ ↓", "on the timeline: many steps back or on"),
            ("Ctrl Enter", "in the editor: run"),
            ("Esc Tab", "in the editor: leave the text"),
            ("?", "this help"),
        ],
        colours_title: "Colours",
        producer: "producers",
        consumer: "consumers",
        critical: "critical section",
        trouble: "trouble",
    },
    catalogue: catalogue::CATALOGUE,
    editor: editor::EDITOR,
    proof: proof::PROOF,
    running: running::RUNNING,
    first_steps: first_steps::FIRST_STEPS,
    finder: finder::FINDER,
    glossary: glossary::GLOSSARY,
    causes: causes::CAUSES,
    whole: whole::WHOLE,
    undo: undo::UNDO,
    patience: patience::PATIENCE,
    checker_trouble: checker_trouble::CHECKER_TROUBLE,
    phases: phases::PHASES,
    sharing: sharing::SHARING,
    exports: exports::EXPORTS,
    home: home::HOME,
    lint: lint::LINT,
    shared_view: shared_view::SHARED_VIEW,
    handed_in: handed_in::HANDED_IN,
    lab: lab::LAB,
    schedulers: sharing::SCHEDULERS,
    timeline: timeline::TIMELINE,
    course: course::COURSE,
    steps: steps::STEPS,
    objects: objects::OBJECTS,
    syntax: syntax::SYNTAX,
    meaning: meaning::MEANING,
    python: python::PYTHON,
    #[cfg(not(target_arch = "wasm32"))]
    command: command::COMMAND,
};
