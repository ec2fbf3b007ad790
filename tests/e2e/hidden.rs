//! A page that nobody has seen for a minute goes on where it was: it does not make up for the minute, takes nobody for dead
//! who was only not looked at, and does not say everything at once.

use serde_json::Value;

use crate::browser::Options;
use crate::page::{Page, Setting, Threads, UNLIMITED};
use crate::site::{Headers, Site};

/// The place on the scale of four steps a second.
const SLOW: u8 = 4;

fn open(headers: Headers, speed: u8) -> Page {
    let elsewhere = "<!doctype html><link rel=icon href=data:,><title>Something else</title>";
    let site = Site::of_the_page(headers).with_page("/elsewhere", elsewhere);
    let page = Page::unopened(site, Options::default());
    page.run_first(include_str!("hidden.js"));
    page.open_again();
    page.set_speed(speed);
    page.run();
    page.wait_state("it runs", |state| state.position > 2);
    page
}

/// Puts another tab in front, until the threads rest, and takes it away again. The page's clock then shows a minute more.
/// Gives how long the run was, and what was heard, in each of the first frames after that.
fn hide_for_a_minute(page: &Page) -> Vec<(u64, String)> {
    let first = page.ask("the tab", page.session().window());
    let second = page.ask("a second tab", page.session().new_tab());
    page.ask("going there", page.session().switch_to_window(second.clone()));
    page.go(&page.site().url_of("/elsewhere"));
    // It may have been hidden since the tab was there; so it is hidden once more, now that somebody listens.
    let listen = "window.rests = false;
        new BroadcastChannel('hidden').onmessage = () => { window.rests = true; };";
    page.execute(listen);
    page.ask("going back", page.session().switch_to_window(first.clone()));
    page.wait_for("it is in sight", "return !document.hidden");
    page.ask("going there", page.session().switch_to_window(second));
    page.wait_for("the hidden page's threads rest", "return window.rests");
    page.ask("closing it", page.session().close_window());
    page.ask("going back", page.session().switch_to_window(first));
    page.wait_for("it was seen for a while", "return later.seen.length === 40");
    assert!(page.execute("return later.hidden").as_u64() >= Some(1), "it was hidden");
    let seen: Value = page.execute("return later.seen");
    serde_json::from_value(seen).expect("they are lengths and sentences")
}

fn check_goes_on(page: &Page, threads: Threads) {
    let before = page.state();
    assert_eq!((before.threads, before.is_running, before.notice.as_str()), (threads, true, ""));
    page.wait_state("it runs on", |state| state.position > before.position + 2);
    let paused = page.pause();
    page.let_frames_pass(10);
    assert_eq!(page.state(), paused);
    page.step();
    page.reset();
    page.assert_silent();
}

fn check_calm(seen: &[(u64, String)], most_a_frame: u64) {
    let jumps: Vec<u64> = seen.windows(2).map(|it| it[1].0 - it[0].0).collect();
    assert!(jumps.iter().all(|it| *it <= most_a_frame), "it jumps: {jumps:?}");
    let mut heard: Vec<&str> = seen.iter().map(|(_, it)| it.as_str()).collect();
    heard.dedup();
    assert!(heard.len() <= 2, "it floods whoever listens: {heard:?}");
}

#[test]
fn a_slow_run_goes_on_where_it_was() {
    for (headers, threads) in
        [(Headers::Isolating, Threads::Real), (Headers::Plain, Threads::Simulated)]
    {
        let page = open(headers, SLOW);
        let seen = hide_for_a_minute(&page);
        // A frame counts for a quarter of a second at most; what is drawn ten times a second can be of two.
        check_calm(&seen, 3);
        check_goes_on(&page, threads);
    }
}

#[test]
fn threads_at_top_speed_wait_for_the_page_and_are_not_taken_for_dead() {
    let page = open(Headers::Isolating, UNLIMITED);
    let seen = hide_for_a_minute(&page);
    check_calm(&seen, u64::MAX);
    check_goes_on(&page, Threads::Real);
}

#[test]
fn a_checker_that_nobody_heard_for_a_minute_is_not_taken_for_dead() {
    let page = open(Headers::Isolating, SLOW);
    page.pause();
    for setting in [Setting::Producers, Setting::Consumers, Setting::Capacity] {
        page.set(setting, 8);
    }
    page.set(Setting::Items, 40);
    page.press_button("Prove it");
    let searches = "return document.querySelector('.proof').dataset.proof === 'running'";
    page.wait_for("it searches", searches);
    hide_for_a_minute(&page);
    page.let_frames_pass(60);
    assert_eq!(page.count(".proof-failed"), 0, "{}", page.text(".proof"));
    page.click(".cancel-button");
    page.wait_for("it says what it knows", "return !!document.querySelector('.verdict')");
    page.assert_silent();
}
