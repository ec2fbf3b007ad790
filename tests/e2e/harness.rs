//! The browser and the server behind the other tests do what those rely on.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::json;
use thirtyfour::Key;

use crate::browser::{Browser, Options, Preference};
use crate::site::{Headers, Site};

/// A site of one page.
fn page(body: &str) -> Site {
    let html = format!("<!doctype html><link rel=icon href=data:,><title>Page</title>{body}");
    Site::of_pages(Headers::Isolating)
        .with_page("/", &html)
        .with_page("/frame", "<p id=inside>In the frame</p>")
}

/// Checks that the console of a page with this body shows `expected` before long, and nothing else.
fn check_console(body: &str, expected: &str) {
    let site = page(body);
    let browser = Browser::open(&site.url());
    let messages = browser.wait_until("the console shows something", || {
        let messages = browser.console();
        if messages.is_empty() { Err("it is empty".to_owned()) } else { Ok(messages) }
    });
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(messages[0].text.contains(expected), "`{expected}` is not in: {}", messages[0]);
}

#[test]
fn the_console_shows_messages() {
    check_console("<script>console.debug('a word')</script>", "a word");
}

#[test]
fn the_console_shows_errors_nobody_caught() {
    check_console("<script>throw new Error('thrown')</script>", "thrown");
    check_console("<script>Promise.reject(new Error('rejected'))</script>", "rejected");
}

#[test]
fn the_console_shows_what_workers_do_wrong() {
    let worker = |code: &str| {
        format!("<script>new Worker(URL.createObjectURL(new Blob([`{code}`])))</script>")
    };
    check_console(&worker("throw new Error(\"in a worker\")"), "in a worker");
    check_console(&worker("console.warn(\"from a worker\")"), "from a worker");
}

#[test]
fn the_console_shows_missing_files() {
    check_console("<img alt='' src=missing.png>", "404");
}

#[test]
fn the_page_can_be_used() {
    let site = page(
        "<style>p { color: black } @media (prefers-color-scheme: dark) { p { color: white } }</style>
         <p>Words</p><input><button onclick='document.querySelector(`p`).textContent = document.querySelector(`input`).value'>
         Copy</button><iframe title=Frame src=/frame></iframe>",
    );
    let browser = Browser::start(Options { size: (360, 740), ..Options::default() });
    browser.go(&site.url());
    assert_eq!(browser.execute("return [innerWidth, innerHeight]"), json!([360, 740]));
    assert_eq!(
        browser.execute_with("return Promise.resolve(arguments[0] + 1)", vec![json!(41)]),
        42
    );

    browser.type_into("input", "typed");
    browser.press(Key::Tab + Key::Enter);
    browser.wait_for(
        "the key press copied",
        "return document.querySelector('p').textContent === 'typed'",
    );
    browser.type_into("input", " more");
    browser.click("button");
    assert_eq!(browser.text("p"), "typed more");
    assert_eq!(browser.count("p"), 1);

    let color = "return getComputedStyle(document.querySelector('p')).color";
    let still = "return matchMedia('(prefers-reduced-motion: reduce)').matches";
    browser.prefer(&[Preference::DarkColors, Preference::ReducedMotion]);
    assert_eq!(
        (browser.execute(color), browser.execute(still)),
        (json!("rgb(255, 255, 255)"), json!(true))
    );
    browser.prefer(&[Preference::LightColors, Preference::ForcedColors]);
    assert_eq!(browser.execute(still), false);
    browser.prefer(&[]);

    browser.resize(1024, 768);
    browser.reload();
    assert_eq!(browser.execute("return innerWidth"), 1024, "the size outlasts a reload");
    assert_eq!(browser.text("p"), "Words");

    browser.enter_frame("iframe");
    assert_eq!(browser.text("#inside"), "In the frame");
    browser.leave_frames();
    assert_eq!(browser.text("p"), "Words");

    assert_eq!(browser.url(), site.url());
    assert!(browser.screenshot("harness").is_file());
    browser.assert_silent();
}

#[test]
fn a_failed_wait_says_what_was_there() {
    let site = page("<p>What there is</p><script>console.log('what was said')</script>");
    let browser = Browser::open(&site.url_of("/"));
    let impatient = std::time::Duration::from_millis(50);
    let wait = || browser.wait_within::<()>(impatient, "pigs fly", || Err("they walk".to_owned()));
    let panic = catch_unwind(AssertUnwindSafe(wait)).expect_err("they do not");
    let message = panic.downcast_ref::<String>().expect("a panic with a text");
    for part in ["pigs fly", "they walk", "What there is", "what was said", &site.url()] {
        assert!(message.contains(part), "`{part}` is not in: {message}");
    }
}

#[test]
fn a_browser_takes_switches() {
    let site = page("");
    let switches = vec!["--lang=de".to_owned()];
    let browser =
        Browser::start(Options { throttle_hidden_tabs: true, switches, ..Options::default() });
    browser.go(&site.url());
    let version = browser.devtools("Browser.getBrowserCommandLine", json!({}));
    let line = version["arguments"].to_string();
    assert!(!line.contains("disable-background-timer-throttling"), "{line}");
}
