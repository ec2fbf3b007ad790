//! Every program of the catalogue on real threads, and what they did made again.

use std::time::Duration;

use crate::page::{Page, Threads, UNLIMITED};
use interleave::catalogue::CATALOGUE;

/// Those that break with the numbers they are opened with, by some schedule or by all.
const MAY_BREAK: [&str; 11] = [
    "lock-and-event",
    "lock-and-event-functions",
    "stop-flag",
    "unbounded-buffer-puzzle",
    "stop-by-timeout",
    "lock-never-released",
    "run-for-a-time",
    "no-synchronisation",
    "busy-waiting",
    "sleep-and-wakeup",
    "receiver-gone",
];

/// So many steps of a run without end are enough.
const ENOUGH: u64 = 400;

#[test]
fn every_program_runs_on_real_threads_and_its_log_replays() {
    let page = Page::open();
    page.set_speed(UNLIMITED);
    for entry in CATALOGUE {
        let begin = std::time::Instant::now();
        page.choose_program(entry.name);
        page.run();
        let what = format!("{} has ended, or run for long", entry.name);
        let ran = page.wait_state_within(Duration::from_secs(40), &what, |state| {
            state.ending.is_some() || state.length >= ENOUGH
        });
        if ran.ending.is_none() {
            // It may come to its end just now: then there is nothing to pause.
            page.execute("document.querySelector('[data-motion=running]')?.click()");
            page.wait_state("it is paused", |state| !state.is_running);
        }
        page.let_frames_pass(20);
        let end = page.state();
        assert_eq!(end.notice, "", "{}: the threads and their replay agree", entry.name);
        assert_eq!(end.threads, Threads::Real, "{}", entry.name);
        assert!(end.length > 0, "{}: nobody made a step", entry.name);
        let is_broken = end.ending.as_deref().is_some_and(|it| it != "finished");
        let may_break = MAY_BREAK.contains(&entry.name) || entry.is_whole() && !entry.is_right();
        assert!(!is_broken || may_break, "{}: {end:?}", entry.name);
        // From the start to the end once more, without threads.
        page.seek(0);
        page.wait_position(0);
        page.seek(end.length);
        // The numbers below the picture are drawn a moment after the position.
        page.wait_state(&format!("{}: all is as it was", entry.name), |again| {
            again.position == end.length
                && (again.made, again.consumed) == (end.made, end.consumed)
                && again.ending == end.ending
        });
        println!("{}: {} steps, {:?}", entry.name, end.length, begin.elapsed());
    }
    page.assert_silent();
}

#[test]
fn a_program_is_chosen_by_keyboard_and_stays_chosen_after_a_reload() {
    let page = Page::open();
    page.focus(".program-button");
    page.press(thirtyfour::Key::Enter);
    page.find("dialog.programs[open]");
    page.press(thirtyfour::Key::End);
    page.press(thirtyfour::Key::Enter);
    let last = CATALOGUE[CATALOGUE.len() - 1];
    page.wait_for("the last program is there", "return !document.querySelector('dialog[open]')");
    page.wait_ready();
    assert!(page.text(".side").contains("def parts"), "{}", last.name);
    page.reload();
    page.wait_ready();
    assert!(page.text(".side").contains("def parts"), "{}", last.name);
    page.assert_silent();
}
