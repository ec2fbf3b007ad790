//! Pause means that nothing moves, and a step means that one thread moves.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::page::{Page, Setting, UNLIMITED};

/// What a paused page and its threads still tell each other: the page asks who is there, and everybody says so. These
/// words lie side by side, before anything that belongs to the program.
const ROLL_CALL_BYTES: u64 = 1_024;

/// All that threads share lies behind the roll call, within so many bytes: the gate, the threads' words, the cells, the
/// log and the program. Their stacks, which a thread uses in answering, lie elsewhere.
const ARENA_BYTES: u64 = 256 * 1_024;

/// What of these changes belongs to the program and not to the roll call.
fn of_the_program(changes: &[u64], roll_call: &Range<u64>) -> Vec<u64> {
    let arena = roll_call.end..roll_call.start + ARENA_BYTES;
    changes.iter().copied().filter(|address| arena.contains(address)).collect()
}

/// Where the words of the roll call lie: where most of the changes are while nothing else happens.
fn roll_call(changes: &[u64]) -> Range<u64> {
    let count = |range: &Range<u64>| changes.iter().filter(|it| range.contains(it)).count();
    let ranges = changes.iter().map(|&first| first..first + ROLL_CALL_BYTES);
    ranges.max_by_key(count).expect("the roll is called meanwhile, so some words must change")
}

/// While `meanwhile` goes on and a second more, the addresses of what changes in the threads' memory.
fn changes(page: &Page, meanwhile: &str) -> Vec<u64> {
    let script = format!(
        "const before = spy.words();
         {meanwhile};
         const begin = performance.now();
         const aSecond = () => performance.now() - begin > 1000;
         return spy.until(aSecond).then(() => spy.changed(before, spy.words()));"
    );
    serde_json::from_value(page.execute(&script)).expect("addresses are numbers")
}

#[test]
fn pause_leaves_shared_memory_still() {
    let page = Page::open();
    page.set(Setting::Producers, 3);
    page.set(Setting::Consumers, 3);
    page.set_speed(UNLIMITED);
    page.run();
    page.wait_state("some steps are made", |state| state.position > 1_000);
    let paused = page.pause();

    let while_paused = changes(&page, "");
    assert_eq!(page.state(), paused);
    let roll_call = roll_call(&while_paused);
    let moved = of_the_program(&while_paused, &roll_call);
    assert!(moved.is_empty(), "{moved:?} changed besides {roll_call:?}");

    // One step is seen in the memory, so that none is what the above says.
    let by_a_step = changes(&page, "document.querySelector('.step-button').click()");
    page.wait_position(paused.position + 1);
    assert!(!of_the_program(&by_a_step, &roll_call).is_empty(), "{by_a_step:?}");

    page.run();
    page.wait_state("it goes on", |state| state.position > paused.position + 100);
    page.pause();
    page.assert_silent();
}

/// Has one thread step, and checks that it does and that no other does.
fn step_alone(page: &Page, name: &str, step: impl Fn()) {
    let (before, lines) = (page.state(), page.lines());
    step();
    page.wait_position(before.position + 1);
    // Time for another step to show itself.
    page.let_frames_pass(15);
    let state = page.state();
    assert_eq!(state.length, before.length + 1, "one step, by {name}");
    assert_eq!(state.notice, "");
    assert!(!state.is_running);
    assert!(page.latest_entry().starts_with(&format!("{name} ")), "{}", page.latest_entry());
    let others = |lines: BTreeMap<String, u64>| {
        lines.into_iter().filter(|(other, _)| other != name).collect::<Vec<_>>()
    };
    assert_eq!(others(page.lines()), others(lines), "only {name} moves");
}

#[test]
fn a_step_of_one_thread_moves_only_that() {
    let page = Page::open();
    page.set(Setting::Producers, 3);
    page.set(Setting::Consumers, 2);
    let names = ["P1", "P2", "P3", "C1", "C2"];
    assert!(page.lines().keys().eq(["C1", "C2", "P1", "P2", "P3"]), "{:?}", page.lines());
    let by_key = |thread: usize| page.press((thread + 1).to_string());
    let by_card = |thread: usize| page.click(&format!(".thread[data-thread='{thread}']"));

    let starts = page.lines();
    // P1 waits for a slot and the mutex, puts its item, and signals twice: seven steps.
    for _ in 0..7 {
        step_alone(&page, "P1", || by_key(0));
    }
    // Now there is an item. One consumer goes to fetch it, and the other threads take their turns.
    for (thread, steps) in [(4, 3), (1, 1), (2, 1), (0, 1)] {
        for number in 0..steps {
            step_alone(&page, names[thread], || match number % 2 {
                0 => by_card(thread),
                _ => by_key(thread),
            });
        }
    }
    for name in ["P2", "P3", "C2"] {
        assert_ne!(page.lines()[name], starts[name], "{name} has moved");
    }
    assert_eq!(page.lines()["C1"], starts["C1"]);

    // A thread that has to wait says so, and nobody moves in its place.
    let before = page.state();
    by_key(3);
    page.wait_state("the page says no", |state| state.notice.contains("C1 cannot step"));
    page.let_frames_pass(15);
    let after = page.state();
    assert_eq!((after.position, after.length), (before.position, before.length));
    page.assert_silent();
}

#[test]
fn a_step_of_anybody_is_one_step() {
    let page = Page::open();
    for _ in 0..10 {
        let state = page.step();
        page.let_frames_pass(10);
        assert_eq!(page.state(), state, "one step, and then nothing");
    }
    page.assert_silent();
}
