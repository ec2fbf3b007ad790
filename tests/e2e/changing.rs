//! A line is broken and mended while the program runs; and Space runs and pauses, whatever was clicked.

use std::time::Duration;

use thirtyfour::Key;

use crate::browser::Options;
use crate::page::{Page, Setting, State, Threads, UNLIMITED};
use crate::site::{Headers, Site};

const SWITCH: &str = "[data-fault=skip-spaces-wait]";

fn is_on(page: &Page, switch: &str) -> bool {
    let script = "const it = document.querySelector(arguments[0]); return it.ariaPressed";
    let value = page.execute_with(script, vec![switch.into()]);
    value == "true"
}

/// Waits until it runs, and has made steps.
fn wait_running(page: &Page, what: &str) -> State {
    page.wait_state(what, |state| state.is_running && state.position > 1)
}

fn check_changed_while_running(page: &Page, threads: Threads) {
    page.run();
    wait_running(page, "it runs");
    page.toggle_fault("skip-items-wait");
    page.toggle_fault("skip-items-wait");
    let state = wait_running(page, "the mended program runs on by itself");
    assert_eq!(state.threads, threads);
    assert!(state.notice.contains("started again"), "{state:?}");
    page.set(Setting::Capacity, 2);
    wait_running(page, "with another number it runs on too");
    page.pause();
    page.toggle_fault("skip-items-wait");
    let state = page.wait_state("it is at the start", |state| state.length == 0);
    assert!(!state.is_running && state.notice.is_empty(), "{state:?}");
    page.assert_silent();
}

#[test]
fn a_program_that_is_changed_while_it_runs_runs_on() {
    check_changed_while_running(&Page::open(), Threads::Real);
}

#[test]
fn simulated_threads_run_on_too() {
    let page = Page::open_with(Headers::Plain, Options::default());
    check_changed_while_running(&page, Threads::Simulated);
}

#[test]
fn after_a_click_space_runs_and_pauses_whatever_was_clicked() {
    let page = Page::open();
    page.click(SWITCH);
    page.wait_ready();
    let on = is_on(&page, SWITCH);
    page.press(" ");
    wait_running(&page, "Space runs after a click on a switch");
    page.press(" ");
    page.wait_state("Space pauses", |state| !state.is_running);
    assert_eq!(is_on(&page, SWITCH), on, "the switch stays as it is");
    let reset = |page: &Page| page.wait_state("it is reset", |state| state.length == 0);
    for clicked in [".reset-button", ".step-button", ".prove-button", ".more-button"] {
        page.click(clicked);
        let before = page.state();
        page.press(" ");
        wait_running(&page, &format!("Space runs after a click on `{clicked}`"));
        page.press(" ");
        page.wait_state("Space pauses", |state| !state.is_running);
        if clicked.starts_with(".reset") {
            assert_eq!(before.length, 0);
        }
        page.press("r");
        reset(&page);
        page.wait_ready();
    }
    page.choose_program("busy-waiting");
    page.press(" ");
    wait_running(&page, "Space runs after a choice from the catalogue");
    page.assert_silent();
}

#[test]
fn a_control_that_tab_came_to_keeps_space() {
    let page = Page::open();
    // A click somewhere, so that the keys come after a pointer.
    page.press_button("Reset");
    page.wait_ready();
    let here = "return document.activeElement.matches(arguments[0])";
    page.wait_until("Tab comes to the switch", || {
        page.press(Key::Tab);
        match page.execute_with(here, vec![SWITCH.into()]) == true {
            true => Ok(()),
            false => Err("it is elsewhere".into()),
        }
    });
    let before = is_on(&page, SWITCH);
    page.press(" ");
    page.wait_until("the switch is turned", || match is_on(&page, SWITCH) {
        now if now != before => Ok(()),
        _ => Err("it is not".into()),
    });
    page.let_frames_pass(10);
    assert!(!page.state().is_running);
    page.assert_silent();
}

/// What stands above the timeline is drawn a moment after the position.
#[test]
fn a_click_that_comes_before_the_button_is_drawn_counts() {
    let page = Page::open();
    (0..3).for_each(|_| drop(page.step()));
    page.press_button("To the start");
    page.wait_position(0);
    page.wait_for("it is off", "return !!document.querySelector('.to-start[aria-disabled]')");
    // Both in one go, so that nothing can be drawn in between.
    page.execute("spy.seek(3); document.querySelector('.to-start').click()");
    page.wait_position(0);
    page.assert_silent();
}

/// A learning platform: no headers, and the page in a frame.
#[test]
fn in_a_frame_without_headers_a_bug_shows_by_itself() {
    let site = Site::of_the_page(Headers::Plain);
    let html = format!(
        "<!doctype html><title>Course</title><link rel=icon href=data:,>
         <iframe title=Interleave src='{}' width=1200 height=820></iframe>",
        site.url()
    );
    let course = Site::of_pages(Headers::Plain).with_page("/", &html);
    let page = Page::unopened(site, Options { size: (1240, 900), ..Options::default() });
    page.go(&course.url());
    page.enter_frame("iframe");
    page.wait_ready();
    page.set_speed(UNLIMITED);
    for (fault, ending) in [("skip-spaces-wait", "overwrite"), ("producer-swaps-waits", "deadlock")]
    {
        page.toggle_fault(fault);
        page.run();
        assert_eq!(page.wait_ending(Duration::from_secs(10)), ending, "{fault}");
        page.click(".repair-button");
        page.wait_state("the fault is gone", |state| state.ending.is_none());
    }
    // Who goes next is by chance, with a seed that can be seen.
    page.open_settings();
    let chosen = "return [...document.querySelectorAll('#panel-settings [name=scheduler]')].findIndex((it) => it.checked)";
    assert_eq!(page.execute(chosen), 1);
    assert_eq!(page.count(".seed input"), 1);
    let seed = || page.execute("return document.querySelector('.seed input').value");
    let first = seed();
    page.reset();
    page.wait_until("the next run has another seed", || match seed() {
        now if now != first => Ok(()),
        now => Err(now.to_string()),
    });
    page.assert_silent();
}

/// What a screen reader says: nothing step by step while it runs.
#[test]
fn while_it_runs_little_is_said() {
    let page = Page::open();
    page.execute(
        "window.said = [];
         const region = document.querySelector('[aria-live=polite]');
         new MutationObserver(() => said.push(region.textContent))
             .observe(region, { childList: true, characterData: true, subtree: true })",
    );
    let said = || page.execute("return said.length").as_u64().expect("a length is a number");
    (0..3).for_each(|_| drop(page.step()));
    page.wait_for("each step by hand is said", "return said.length === 3");
    page.run();
    page.wait_state_within(Duration::from_secs(40), "16 steps at the default speed", |state| {
        state.position >= 3 + 16
    });
    assert!((4..=5).contains(&said()), "{}", page.execute("return said"));
    page.assert_silent();
}
