//! Every fault breaks the program on real threads, by its own name, and what does no harm does not.

use std::time::{Duration, Instant};

use crate::browser::Options;
use crate::page::{Page, Setting, Threads, UNLIMITED};
use crate::site::Headers;

/// A run that has not ended by then is taken for one that never will.
const WITHIN: Duration = Duration::from_secs(60);

/// Names of violations; any of them will do.
type Names = &'static [&'static str];

/// The harmful faults under numbers of producers, consumers, slots and items at which each does its harm.
const HARMFUL: [(&str, [u32; 4], Names); 14] = [
    ("skip-spaces-wait", [2, 1, 2, 0], &["overwrite"]),
    ("skip-items-wait", [1, 2, 2, 0], &["empty-read", "duplicate-read"]),
    ("producer-skips-mutex", [2, 2, 2, 0], &["overwrite"]),
    ("consumer-skips-mutex", [2, 2, 2, 0], &["duplicate-read"]),
    ("producer-swaps-waits", [2, 2, 2, 0], &["deadlock"]),
    ("consumer-swaps-waits", [2, 2, 2, 0], &["deadlock"]),
    ("producer-forgets-mutex-signal", [2, 2, 2, 0], &["deadlock"]),
    ("consumer-forgets-mutex-signal", [2, 2, 2, 0], &["deadlock"]),
    ("forget-items-signal", [2, 2, 2, 0], &["deadlock"]),
    ("forget-items-signal", [1, 1, 4, 3], &["stranded"]),
    ("forget-spaces-signal", [2, 2, 2, 0], &["deadlock"]),
    ("mutex-starts-at-0", [2, 2, 2, 0], &["deadlock"]),
    ("mutex-starts-at-2", [3, 3, 2, 0], &["overwrite", "duplicate-read"]),
    ("spaces-starts-one-high", [2, 1, 2, 0], &["overwrite"]),
];

/// What the races for a slot can lead to as well.
const CONSEQUENCES: Names = &["order", "overwrite", "empty-read", "duplicate-read"];

const HARMLESS: [&str; 2] = ["producer-swaps-signals", "consumer-swaps-signals"];

fn set_numbers(page: &Page, [producers, consumers, capacity, items]: [u32; 4]) {
    page.set(Setting::Producers, producers);
    page.set(Setting::Consumers, consumers);
    page.set(Setting::Capacity, capacity);
    // For this one the settings have to be opened.
    let script = format!("return document.querySelector('{}').value", Setting::Items.field());
    let present = page.execute(&script);
    if present.as_str() != Some(&*items.to_string()) {
        page.set(Setting::Items, items);
    }
}

/// Runs once, or again if the harm showed itself first in what came of it: an item that two threads fought over is also
/// out of order for whoever comes later.
fn run_until_it_ends_in(page: &Page, fault: &str, names: Names) -> String {
    let begin = Instant::now();
    loop {
        page.run();
        let ending = page.wait_ending(WITHIN);
        if names.contains(&ending.as_str()) {
            return ending;
        }
        let may_lead_to = CONSEQUENCES.contains(&names[0]) && CONSEQUENCES.contains(&&*ending);
        assert!(may_lead_to, "{fault} ends in `{ending}`, not {names:?}");
        assert!(begin.elapsed() < WITHIN, "{fault} still ends in `{ending}`, and not in {names:?}");
        page.reset();
    }
}

#[test]
fn each_breaks_the_program_by_its_own_name() {
    let page = Page::open();
    page.set_speed(UNLIMITED);
    for (fault, numbers, names) in HARMFUL {
        set_numbers(&page, numbers);
        page.toggle_fault(fault);
        assert_eq!(page.state().ending, None, "{fault}: nothing has happened yet");
        let ending = run_until_it_ends_in(&page, fault, names);
        page.let_frames_pass(10);
        let state = page.state();
        assert_eq!(state.threads, Threads::Real, "{fault}");
        assert_eq!(state.position, state.length, "{fault}: it stops at the very step");
        assert_eq!(state.notice, "", "{fault}");
        let told = page.text("[data-ending] p");
        assert!(told.contains('.') && told.len() > 40, "{fault} is explained: {told}");
        eprintln!("{fault:>30}: {ending:<14} after {:>6} steps", state.length);

        page.click(".repair-button");
        page.wait_state("the fault is gone", |state| {
            state.ending.is_none() && state.threads == Threads::Real && state.length == 0
        });
    }
    page.assert_silent();
}

#[test]
fn swapped_signals_do_no_harm() {
    let page = Page::open();
    set_numbers(&page, [3, 3, 2, 0]);
    page.set_speed(UNLIMITED);
    for fault in HARMLESS {
        page.toggle_fault(fault);
    }
    page.run();
    let state = page.wait_state_within(Duration::from_secs(60), "20,000 steps are made", |state| {
        assert_eq!(state.ending, None, "swapped signals are harmless");
        state.position >= 20_000
    });
    assert!(state.consumed > 1_000, "{state:?}");
    page.pause();
    page.wait_for(
        "the page says that it does no harm",
        "return document.querySelectorAll('.code-note').length === 2",
    );
    page.assert_silent();
}

/// So many runs of each.
const RUNS: usize = 9;

/// How many steps each of some runs takes until it breaks, in their order.
fn steps_to_break(page: &Page, fault: &str) -> Vec<u64> {
    page.toggle_fault(fault);
    let mut steps = Vec::new();
    for _ in 0..RUNS {
        page.run();
        page.wait_ending(WITHIN);
        page.let_frames_pass(3);
        steps.push(page.state().length);
        page.reset();
    }
    page.click(".repair-button");
    page.wait_state("the fault is gone", |state| state.ending.is_none() && state.length == 0);
    steps.sort_unstable();
    steps
}

/// The table of `docs/figures.md`: `cargo test --features e2e --test e2e -- --ignored how_soon --nocapture`.
#[test]
#[ignore = "it measures, and asserts nothing but that each breaks"]
fn how_soon_each_shows_itself_on_both_kinds_of_threads() {
    let measure = |page: &Page, kind: Threads| {
        page.set_speed(UNLIMITED);
        let faults = HARMFUL.iter().map(|&(fault, numbers, _)| {
            set_numbers(page, numbers);
            assert_eq!(page.state().threads, kind, "{fault}");
            (fault, steps_to_break(page, fault))
        });
        faults.collect::<Vec<_>>()
    };
    // One browser after the other.
    let real = measure(&Page::open(), Threads::Real);
    let simulated = Page::open_with(Headers::Plain, Options::default());
    let simulated = measure(&simulated, Threads::Simulated);
    println!("| fault | real threads: median, most | simulated: median, most |\n|---|---|---|");
    for ((fault, real), (_, simulated)) in real.iter().zip(&simulated) {
        let told = |steps: &[u64]| format!("{}, {}", steps[RUNS / 2], steps[RUNS - 1]);
        println!("| `{fault}` | {} | {} |", told(real), told(simulated));
    }
}
