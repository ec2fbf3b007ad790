//! *Prove it*, *Where does it break?* and what must hold, in the browser.

use std::time::Duration;

use crate::browser::Options;
use crate::page::{Page, Setting, Threads};
use crate::site::Headers;

/// Opens the panel, which asks, and waits for a verdict.
fn prove(page: &Page) -> String {
    page.press_button("Prove it");
    wait_verdict(page)
}

fn wait_verdict(page: &Page) -> String {
    page.find("#panel-proof.is-open");
    page.wait_for(
        "there is a verdict",
        "return !!document.querySelector('.verdict:not(.is-stale)')",
    );
    page.text(".verdict")
}

fn close(page: &Page) {
    page.click("#panel-proof .close-button");
    page.wait_for("the panel is closed", "return !document.querySelector('#panel-proof.is-open')");
}

fn check_proves(page: &Page) {
    page.set(Setting::Producers, 2);
    page.set(Setting::Consumers, 2);
    page.set(Setting::Capacity, 2);
    let verdict = prove(page);
    assert!(verdict.starts_with("Safe"), "{verdict}");
    let states = "441 states, all schedules of 2 producers, 2 consumers, 2 slots.";
    assert!(verdict.contains(states), "{verdict}");
    close(page);

    page.set(Setting::Producers, 1);
    page.set(Setting::Consumers, 1);
    page.set(Setting::Capacity, 1);
    page.toggle_fault("producer-swaps-waits");
    let verdict = prove(page);
    assert!(verdict.contains("Deadlock after 9 steps"), "{verdict}");
    page.wait_for("random runs were tried", "return !!document.querySelector('.frequency')");
    page.click(".watch-button");
    page.wait_for("the picture is free", "return !document.querySelector('#panel-proof.is-open')");
    // It plays by itself, can be held, and ends where it breaks.
    let state = page.wait_state("it plays", |state| (2..7).contains(&state.position));
    assert_eq!((state.is_running, state.length, state.ending), (true, 9, None));
    let held = page.pause();
    assert!(held.position < 9 && held.ending.is_none(), "{held:?}");
    page.run();
    assert_eq!(page.wait_ending(crate::browser::PATIENCE), "deadlock");
    assert_eq!(page.state().position, 9);
}

#[test]
fn a_program_is_proved_or_broken_and_what_breaks_it_can_be_watched() {
    let page = Page::open();
    check_proves(&page);
    assert_eq!(page.workers().iter().filter(|it| *it == "checker").count(), 1, "one is kept");
    page.assert_silent();
}

#[test]
fn it_is_proved_without_isolation_too() {
    let page = Page::open_with(Headers::Plain, Options::default());
    check_proves(&page);
    page.assert_silent();
}

#[test]
fn from_an_edit_to_the_verdict_it_takes_a_moment() {
    let page = Page::open();
    for (setting, number) in
        [(Setting::Producers, 2), (Setting::Consumers, 2), (Setting::Capacity, 1)]
    {
        page.set(setting, number);
    }
    // The first verdict starts the worker.
    prove(&page);
    close(&page);
    page.set(Setting::Capacity, 2);
    let time = page.measure(
        "const before = performance.now();
         return new Promise((resolve) => {
             document.querySelector('.prove-button').click();
             const look = () => document.querySelector('.verdict:not(.is-stale)')
                 ? resolve(performance.now() - before)
                 : setTimeout(look, 1);
             look();
         })",
    );
    println!("edit to verdict: {time} ms");
}

#[test]
fn a_long_search_says_how_far_it_is_and_is_stopped_at_once() {
    let page = Page::open();
    for setting in [Setting::Producers, Setting::Consumers, Setting::Capacity] {
        page.set(setting, 8);
    }
    page.set(Setting::Items, 40);
    page.press_button("Prove it");
    page.wait_within(Duration::from_secs(30), "it says how far it is", || {
        let says = page.text(".proof");
        if says.contains("a second") { Ok(()) } else { Err(says) }
    });
    page.screenshot("prove-running");
    let time = page.measure(
        "const before = performance.now();
         return new Promise((resolve) => {
             document.querySelector('.cancel-button').click();
             const look = () => document.querySelector('.verdict')
                 ? resolve(performance.now() - before)
                 : setTimeout(look, 1);
             look();
         })",
    );
    println!("from Cancel to what is known: {time} ms");
    let verdict = page.text(".verdict");
    assert!(verdict.contains("nothing wrong up to depth"), "{verdict}");
    close(&page);
    page.set(Setting::Items, 0);
    for setting in [Setting::Producers, Setting::Consumers, Setting::Capacity] {
        page.set(setting, 1);
    }
    assert!(prove(&page).contains("18 states"), "the next one is asked as if nothing was");
    page.assert_silent();
}

#[test]
fn the_map_fills_and_a_cell_opens_its_run() {
    let page = Page::open();
    page.toggle_fault("producer-swaps-waits");
    prove(&page);
    page.press_button("Where does it break?");
    page.find("dialog.map[open]");
    page.wait_within(Duration::from_secs(60), "all cells are known", || {
        let empty = page.count(".map-grids .map-cell.is-empty");
        if page.count(".map-grids .map-cell") == 48 && empty == 0 {
            Ok(())
        } else {
            Err(empty.to_string())
        }
    });
    page.screenshot("map-wide");
    // From the first cell by keys to the one beside it.
    page.focus(".map-grids tr:first-child td .map-cell");
    page.press('\u{e014}');
    let label = page.execute("return document.activeElement.ariaLabel");
    assert!(
        label
            .as_str()
            .is_some_and(|it| it.starts_with("1 producer, 2 consumers, 1 slot: Deadlock after")),
        "{label}"
    );
    page.press('\u{e007}');
    page.wait_for("the dialog is closed", "return !document.querySelector('dialog[open]')");
    page.wait_state("its run is there", |state| state.length > 0 && state.position == 0);
    let consumers = Setting::Consumers.field();
    assert_eq!(page.execute(&format!("return document.querySelector('{consumers}').value")), "2");
    page.assert_silent();
}

#[test]
fn who_wants_to_guess_is_asked_first() {
    let page = Page::open();
    prove(&page);
    page.click(".predict-first");
    close(&page);
    page.toggle_fault("producer-swaps-waits");
    page.press_button("Prove it");
    page.click("[data-prediction=holds]");
    let verdict = wait_verdict(&page);
    assert!(verdict.contains("You expected: “It holds”"), "{verdict}");
    // What was said is no longer true of another program.
    close(&page);
    page.click(".repair-button");
    page.wait_ready();
    page.execute("document.querySelector('.prove-button').click()");
    page.click("[data-prediction=holds]");
    assert!(wait_verdict(&page).contains("As you expected."));
    page.assert_silent();
}

#[test]
fn what_must_hold_is_shown_and_says_when_it_does_not() {
    let page = Page::open();
    assert_eq!(page.count(".invariant"), 0, "this program states none");
    page.choose_program("one-condition");
    assert_eq!(page.text(".invariant .invariant-says"), "holds");
    page.step();
    assert_eq!(page.count(".invariant[data-holds=true]"), 1);
    page.screenshot("invariants");
    page.assert_silent();
}

/// Pictures for people to look at.
#[test]
fn pictures_of_proofs() {
    for (name, size) in [("wide", (1440, 900)), ("phone", (360, 740)), ("embedded", (600, 420))] {
        let options = Options { size: (1440, 900), ..Options::default() };
        let page = Page::open_with(Headers::Isolating, options);
        let is_small = name != "wide";
        let open = if is_small { ".tab:nth-child(4)" } else { ".prove-button" };
        page.resize(size.0, size.1);
        page.screenshot(&format!("proof-{name}-start"));
        page.click(open);
        wait_verdict(&page);
        page.let_frames_pass(20);
        page.screenshot(&format!("proof-{name}-safe"));
        page.resize(1440, 900);
        if !is_small {
            close(&page);
        }
        page.execute("document.querySelector('.sheet.is-open .close-button')?.click()");
        page.toggle_fault("producer-swaps-waits");
        page.resize(size.0, size.1);
        page.click(open);
        page.wait_for("it is broken", "return !!document.querySelector('.frequency')");
        page.let_frames_pass(20);
        page.prefer(&[crate::browser::Preference::DarkColors]);
        page.screenshot(&format!("proof-{name}-broken-dark"));
        page.prefer(&[crate::browser::Preference::LightColors]);
        page.screenshot(&format!("proof-{name}-broken"));
        page.press_button("Where does it break?");
        page.wait_for("the map is there", "return !document.querySelector('.map-grids .is-empty')");
        page.let_frames_pass(20);
        page.screenshot(&format!("proof-{name}-map"));
        page.prefer(&[crate::browser::Preference::DarkColors]);
        page.screenshot(&format!("proof-{name}-map-dark"));
    }
}

/// What the search finds is no artefact of it: the workers, let through the gate one after the
/// other in that order, break the same rule, and their log is the schedule.
#[test]
fn what_breaks_a_program_breaks_real_threads_in_the_same_order() {
    let page = Page::open();
    for setting in [Setting::Producers, Setting::Consumers, Setting::Capacity] {
        page.set(setting, 1);
    }
    for (fault, steps, ending) in [
        ("producer-swaps-waits", 9, "deadlock"),
        ("skip-items-wait", 0, "empty-read"),
        ("spaces-starts-one-high", 0, "overwrite"),
    ] {
        page.toggle_fault(fault);
        prove(&page);
        page.click(".watch-for-real");
        assert_eq!(page.wait_ending(Duration::from_secs(20)), ending, "{fault}");
        let state = page.state();
        assert_eq!(state.threads, Threads::Real, "{fault}");
        assert_eq!(state.position, state.length, "{fault}");
        assert!(steps == 0 || state.length == steps, "{fault}: {} steps", state.length);
        page.toggle_fault(fault);
    }
    page.assert_silent();
}

#[test]
fn who_asks_is_told_whether_a_thread_can_wait_for_ever() {
    let page = Page::open();
    for (setting, number) in
        [(Setting::Producers, 2), (Setting::Consumers, 1), (Setting::Capacity, 1)]
    {
        page.set(setting, number);
    }
    prove(&page);
    page.click(".fairness-button");
    page.wait_for("it is answered", "return !!document.querySelector('[data-proof=starvation]')");
    close(&page);
    page.set(Setting::Producers, 1);
    prove(&page);
    page.click(".fairness-button");
    page.wait_for("it is answered", "return !!document.querySelector('.fairness')");
    page.assert_silent();
}

const PRINTS_COUNT: &str = "\
import threading

count = 0

def work():
    global count
    count += 1

threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('count:', count)
";

#[test]
fn what_a_program_can_print_last_is_listed_and_each_line_can_be_watched() {
    let page = Page::open();
    page.edit();
    page.paste(PRINTS_COUNT);
    let verdict = prove(&page);
    assert!(verdict.contains("An update is lost"), "{verdict}");
    page.wait_for("the lines are known", "return !!document.querySelector('.last-lines li')");
    let lines = page.execute(
        "return [...document.querySelectorAll('.last-lines code')].map((it) => it.textContent).sort()",
    );
    assert_eq!(lines, serde_json::json!(["count: 1", "count: 2"]));
    let sentence = page.text(".outcomes-sentence");
    assert!(sentence.to_lowercase().starts_with("2 lines can be the last one"), "{sentence}");
    page.screenshot("last-lines");
    // It has its numbers in itself: there is nothing to choose, and no map over them.
    assert_eq!((page.count(".map-button"), page.count("[data-setting]")), (0, 0));
    let place = page.execute(
        "return [...document.querySelectorAll('.last-lines code')].findIndex((it) => it.textContent === 'count: 1')",
    );
    let place = place.as_u64().expect("it is there") + 1;
    page.click(&format!(".last-lines li:nth-of-type({place}) .watch-outcome"));
    page.wait_for("the picture is free", "return !document.querySelector('#panel-proof.is-open')");
    page.wait_for(
        "the log ends with what is printed",
        "return document.body.textContent.includes('prints: count: 1')",
    );
    page.assert_silent();
}

#[test]
fn the_same_program_is_proved_under_the_other_runtime_too() {
    let page = Page::open();
    page.edit();
    page.paste(PRINTS_COUNT);
    let verdict = prove(&page);
    assert!(verdict.contains("An update is lost"), "{verdict}");
    let says = |runtime: &str, what: &str| {
        page.wait_for(
            "the other runtime has its row",
            &format!(
                "return document.querySelector('.under-others [data-runtime={runtime}] span')?.textContent.startsWith('{what}')"
            ),
        );
    };
    says("cpython-gil", "Threads, GIL: safe");
    page.screenshot("under-runtimes");
    page.click(".prove-there");
    page.wait_for("it holds there", "return !!document.querySelector('[data-proof=safe]')");
    says("threads", "Threads, no GIL: An update is lost after ");
    page.assert_silent();
}

/// Each mark ends one of those who take: with fewer marks than workers, some wait forever.
const MARKS: &str = "\
import queue
import threading

WORKERS = 1
MARKS = 1
box = queue.Queue()

def work():
    while box.get() is not None:
        pass

for _ in range(MARKS):
    box.put(None)
threads = [threading.Thread(target=work) for _ in range(WORKERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";

#[test]
fn the_knobs_of_a_whole_program_are_the_axes_of_its_map() {
    let page = Page::open();
    page.edit();
    page.paste(MARKS);
    page.wait_for("it can run", "return document.querySelector('.editor-summary.is-fine')");
    page.click(".prove-button");
    page.click(".map-button");
    page.find("dialog.map[open]");
    let filled = |what: &str| {
        page.wait_for(
            what,
            "const all = document.querySelectorAll('.map-grids .map-cell');
             return all.length === 25 && ![...all].some((it) => it.matches('.is-empty'))",
        );
        page.count(".map-grids .map-cell.is-broken")
    };
    assert_eq!(filled("all combinations are looked at"), 10);
    assert!(page.text(".map-grid caption").contains("WORKERS"), "{}", page.text(".map-grid"));
    assert!(page.text(".map-down-name").contains("MARKS"), "{}", page.text(".map-grid"));
    // The two change places, and the rows go on to larger numbers.
    page.execute(
        "const across = document.querySelector('.map-axis select');
         across.selectedIndex = 1;
         across.dispatchEvent(new Event('change', { bubbles: true }))",
    );
    page.wait_for(
        "the columns are the marks",
        "return document.querySelector('.map-grid caption').textContent.includes('MARKS')",
    );
    assert_eq!(filled("it is drawn anew"), 10);
    page.click(".map-axis:last-child button:last-child");
    page.wait_for(
        "the rows begin at 3",
        "return document.querySelector('.map-grid tbody th').textContent === '3'",
    );
    filled("that is drawn too");
    page.click(".map-grid tbody tr:first-of-type td:nth-of-type(2) .map-cell");
    page.wait_for("the run is shown", "return !document.querySelector('dialog.map[open]')");
    assert_eq!(page.wait_ending(crate::browser::PATIENCE), "deadlock");
    let set = "return [...document.querySelectorAll('.knobs input')].map((it) => it.value)";
    page.open_settings();
    assert_eq!(page.execute(set), serde_json::json!(["3", "2"]), "workers, marks");
    page.assert_silent();
}

#[test]
fn a_run_of_a_whole_program_is_taken_home_as_a_script() {
    let page = Page::open();
    page.edit();
    page.paste(PRINTS_COUNT);
    prove(&page);
    page.click(".watch-button");
    assert_eq!(page.wait_ending(crate::browser::PATIENCE), "lost-update");
    page.press_button("Share");
    page.find("dialog.share[open]");
    page.click("fieldset:has([name=share-export]) .choice-option:nth-child(8)");
    page.wait_for(
        "the script is there",
        "const text = document.querySelector('#share-export-text')?.value;
         return text?.startsWith('#!/usr/bin/env python3') && text.includes('count += 1')",
    );
    page.screenshot("script-for-python");
    page.assert_silent();
}
