//! A run of many millions of steps does not fill the page's memory, and a page that breaks says so and brings the reader back.

use std::time::Duration;

use serde_json::{Value, json};

use crate::browser::Options;
use crate::page::{Page, Setting, State, Threads, UNLIMITED};
use crate::site::{Headers, Site};

/// The list of turns once doubled here, and filled the memory: 2 ^ 23 steps.
const ONCE_DEADLY: u64 = 8_388_608;

/// How long a slow machine may take for so many steps.
const LONG: Duration = Duration::from_secs(150);

const CARD: &str = "#boot-card";
const GO_ON: &str = "#boot-card .boot-actions button:nth-child(1)";
const COPY: &str = "#boot-card .boot-actions button:nth-last-child(1)";

/// The page, which gets at most so many pages of memory and believes that it got more.
fn open(headers: Headers, most_pages: Option<u32>) -> Page {
    let most = most_pages.map_or_else(String::new, |it| format!("window.recoveryPages = {it};"));
    open_prepared(headers, &most)
}

fn open_prepared(headers: Headers, first: &str) -> Page {
    let site = Site::of_the_page(headers);
    let address = site.url();
    let page = Page::unopened(site, Options::default());
    let source = format!("{first}{}", include_str!("recovery.js"));
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
    page.go(&address);
    page.wait_ready();
    page
}

fn number(page: &Page, script: &str) -> u64 {
    let value = page.execute(&format!("return {script}"));
    value.as_u64().unwrap_or_else(|| panic!("`{script}` is {value}"))
}

/// Checks that the page still does what it is asked to.
fn check_answers(page: &Page) {
    let paused = page.pause();
    assert!(!paused.is_running, "{paused:?}");
    page.seek(number(page, "recovery.firstKnown()"));
    page.wait_state("an early step is shown", |state| state.position < paused.position);
    page.step();
    page.reset();
    page.run();
    page.wait_state("it runs again", |state| state.position > 1_000);
    page.pause();
    page.assert_silent();
}

fn check_long_run(headers: Headers, threads: Threads) {
    let page = open(headers, None);
    assert_eq!(page.state().threads, threads);
    page.set_speed(UNLIMITED);
    page.run();
    let is_beyond = |state: &State| state.length > ONCE_DEADLY + 500_000;
    page.wait_state_within(LONG, "it is beyond eight million steps", is_beyond);
    check_answers(&page);
}

#[test]
fn simulated_threads_go_on_beyond_eight_million_steps() {
    check_long_run(Headers::Plain, Threads::Simulated);
}

#[test]
fn real_threads_go_on_beyond_eight_million_steps() {
    check_long_run(Headers::Isolating, Threads::Real);
}

/// The page counts on more memory than it gets.
#[test]
fn where_memory_is_refused_the_oldest_steps_are_forgotten() {
    let most = 144;
    let page = open(Headers::Plain, Some(most));
    page.set_speed(UNLIMITED);
    page.run();
    let forgets = || match number(&page, "recovery.firstKnown()") {
        0 => Err(format!("all is known: {:?}", page.state())),
        first => Ok(first),
    };
    let first = page.wait_within(LONG, "the oldest steps are forgotten", forgets);
    let length = page.state().length;
    let goes_on = |state: &State| state.length > length + 2 * first;
    page.wait_state_within(LONG, "it goes on", goes_on);
    assert!(number(&page, "recovery.bytes()") <= u64::from(most) * 65_536);
    check_answers(&page);
}

/// Where a phone gives half of what it is asked for, a third of that is for turns of two bytes.
#[test]
fn the_past_keeps_within_its_part_of_the_memory_that_there_is() {
    let pages = 512;
    let most = pages * 65_536 / 3 / 2;
    let page = open_prepared(Headers::Plain, &format!("window.recoveryRefused = {pages};"));
    page.set_speed(UNLIMITED);
    page.run();
    page.wait_within(LONG, "the oldest steps are forgotten", || {
        match number(&page, "recovery.firstKnown()") {
            0 => Err(format!("all is known: {:?}", page.state())),
            _ => Ok(()),
        }
    });
    let paused = page.pause();
    let known = paused.length - number(&page, "recovery.firstKnown()");
    // It goes piece by piece: less is known only where the memory itself was found full.
    let pieces = 4 * 16_384;
    assert!((most - pieces..=most).contains(&known), "{known} are known, and {most} have room");
    page.assert_silent();
}

/// What the page has handed over, once it is of this step.
fn wait_kept(page: &Page, position: u64) -> Value {
    page.wait_until("the state is handed over", || {
        let kept = page.execute("return recovery.kept");
        if kept["position"] == position { Ok(kept) } else { Err(kept.to_string()) }
    })
}

/// Opens the page with numbers and a position of the reader's own.
fn open_changed() -> (Page, State) {
    let page = open(Headers::Isolating, None);
    page.set(Setting::Capacity, 5);
    page.set(Setting::Producers, 3);
    // One that does no harm, as the run is to go on.
    page.toggle_fault("producer-swaps-signals");
    for _ in 0..7 {
        page.step();
    }
    let state = page.state();
    wait_kept(&page, 7);
    (page, state)
}

/// Checks what the card says, and that *Go on* brings back what there was.
fn check_card(page: &Page, before: &State, cause: &str) {
    page.find(CARD);
    page.wait_for(
        "all workers are ended",
        "return spy.living().length === 0 && interleaveBoot.workers.size === 0",
    );
    let report = page.execute("return document.querySelector('.boot-report').value");
    let report = report.as_str().expect("it is a text").to_owned();
    let version = env!("CARGO_PKG_VERSION");
    let parts =
        [version, "Chrome", "three semaphores", &format!("steps: {}", before.length), cause];
    for part in parts {
        assert!(report.contains(part), "`{part}` is not in: {report}");
    }
    page.devtools(
        "Browser.grantPermissions",
        json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] }),
    );
    page.click(COPY);
    page.wait_until("the report is copied", || {
        let copied = page.execute("return navigator.clipboard.readText()");
        if copied == report.as_str() { Ok(()) } else { Err(copied.to_string()) }
    });
    // Nothing gets to what has broken any more.
    page.execute("document.querySelector('.run-button').click(); document.querySelector('.reset-button').click()");
    page.click(GO_ON);
    page.wait_for("the page is loaded again", &format!("return !document.querySelector('{CARD}')"));
    page.wait_ready();
    let after = page.wait_position(before.position);
    assert_eq!(
        (after.length, after.made, after.consumed),
        (before.length, before.made, before.consumed)
    );
    let field = |setting: Setting| {
        number(page, &format!("Number(document.querySelector('{}').value)", setting.field()))
    };
    assert_eq!((field(Setting::Capacity), field(Setting::Producers)), (5, 3));
    assert_eq!(page.execute("return !!document.querySelector('.repair-button')"), true);
    page.step();
    page.reset();
    page.run();
    page.wait_state("it runs", |state| state.position > 0);
}

#[test]
fn a_panic_ends_in_a_card_and_the_reader_goes_on() {
    let (page, before) = open_changed();
    // The page takes it for granted that this cannot fail.
    page.execute("Atomics.load = () => { throw new TypeError('broken for a test'); }");
    check_card(&page, &before, "broken for a test");
}

#[test]
fn a_trap_ends_in_a_card_and_the_reader_goes_on() {
    let (page, before) = open_changed();
    page.execute("recovery.ruin()");
    check_card(&page, &before, "RuntimeError");
}

#[test]
fn what_a_long_run_leaves_behind_says_that_its_steps_are_gone() {
    let page = open(Headers::Plain, None);
    page.set(Setting::Capacity, 5);
    page.set_speed(UNLIMITED);
    page.run();
    page.wait_state("it is too long for a link", |state| state.length > 20_000);
    let paused = page.pause();
    let kept = page.wait_until("the state is handed over", || {
        let kept = page.execute("return recovery.kept");
        if kept["steps"] == paused.length { Ok(kept) } else { Err(kept.to_string()) }
    });
    assert_eq!(kept["position"], Value::Null);
    assert!(kept["link"].as_str().is_some_and(|it| it.len() < 500), "{kept}");
    page.execute("recovery.ruin()");
    page.find(CARD);
    page.click(GO_ON);
    page.wait_for("the page is loaded again", &format!("return !document.querySelector('{CARD}')"));
    page.wait_ready();
    let state = page.wait_state("it says so", |state| !state.notice.is_empty());
    assert_eq!(state.length, 0);
    let field = Setting::Capacity.field();
    assert_eq!(number(&page, &format!("Number(document.querySelector('{field}').value)")), 5);
}
