//! Whatever goes wrong in loading ends in words and a way on.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::browser::{Browser, Engine, Options};
use crate::page::{NOTHING_KEPT, Page};
use crate::site::{Fault, Headers, Site};

in_every_engine![
    a_program_that_does_not_come_is_told_of,
    a_script_that_does_not_come_is_told_of,
    a_policy_that_forbids_wasm_is_named,
];

/// How soon the page says why it could not be loaded. It is printed how soon it does.
const LOADING: Duration = Duration::from_secs(5);

const WASM: &str = "_bg.wasm";
const CARD: &str = "#boot-card";

/// A browser in which `script` runs before anything of the page.
fn prepared(script: &str) -> Browser {
    let browser = Browser::start(Options::default());
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    browser
}

/// Waits for the card, and checks that it names this failure, says it in words and offers a way on.
fn check_card(browser: &Browser, failure: &str, words: &str) {
    browser.wait_timed(LOADING, &format!("the page says `{failure}`"), || {
        let shown = browser.execute(
            "const card = document.querySelector('#boot-card');
             return card && [card.dataset.failure, card.innerText]",
        );
        match shown[0].as_str() {
            Some(it) if it == failure => Ok(()),
            _ => Err(shown.to_string()),
        }
    });
    let text = browser.text(CARD);
    assert!(text.contains(words), "`{words}` is not in: {text}");
    assert!(!text.contains(['{', '}']), "a place is not filled: {text}");
    assert!(browser.count(&format!("{CARD} button")) >= 2, "{text}");
    let is_focused = "return document.activeElement === document.querySelector('#boot-card')";
    assert_eq!(browser.execute(is_focused), true);
    assert_eq!(browser.text(".boot-name"), "Interleave");
}

/// Opens the page with something broken, as if for the first time.
fn open_broken(browser: &Browser, site: &Site, faults: &[(&str, Fault)]) {
    // The way on of the case before may still be on its way.
    browser.go("about:blank");
    site.heal();
    for (part, fault) in faults {
        site.break_path(part, fault.clone());
    }
    browser.go(&site.url());
    browser.execute("sessionStorage.clear()");
}

fn wait_app(browser: &Browser) {
    let is_there = "return !!document.querySelector('.badge') && !document.querySelector('#boot')";
    browser.wait_for("the app is there", is_there);
    assert_eq!(browser.count(CARD), 0);
}

fn a_program_that_does_not_come_is_told_of(engine: Engine) {
    let site = Site::of_the_page(Headers::Isolating);
    let browser = Browser::start(Options { engine, ..Options::default() });
    // WebKit takes what came for the whole.
    let broken_off = match engine {
        Engine::WebKit | Engine::WebKitUnshared => ("damaged", "incomplete or damaged"),
        Engine::Chromium | Engine::Firefox => ("unreachable", "the connection broke off"),
    };
    for (fault, failure, words) in [
        (Fault::Status("404 Not Found"), "missing", "(404)"),
        (Fault::Status("500 Internal Server Error"), "refused", "(500)"),
        (Fault::Cut(30_000), "damaged", "incomplete or damaged"),
        (Fault::BreaksOff(30_000), broken_off.0, broken_off.1),
        (Fault::Html, "wrong", "(text/html)"),
    ] {
        open_broken(&browser, &site, &[(WASM, fault)]);
        check_card(&browser, failure, words);
    }
    if engine == Engine::Chromium {
        browser.screenshot("loading-failed");
    }
    site.heal();
    browser.execute("document.querySelector('#boot-card button').click()");
    wait_app(&browser);
}

#[test]
fn a_program_of_another_type_is_run_all_the_same() {
    let site = Site::of_the_page(Headers::Isolating);
    site.break_path(WASM, Fault::Type("application/octet-stream"));
    let browser = Browser::open(&site.url());
    wait_app(&browser);
}

fn a_script_that_does_not_come_is_told_of(engine: Engine) {
    let site = Site::of_the_page(Headers::Isolating);
    let browser = Browser::start(Options { engine, ..Options::default() });
    let script = script_of_the_page();
    for (part, fault, failure, words) in [
        (&*script, Fault::Status("404 Not Found"), "missing", "(404)"),
        (&*script, Fault::Html, "wrong", "(text/html)"),
        (&*script, Fault::Cut(2_000), "script", "could not be run"),
        ("/snippets/", Fault::Status("404 Not Found"), "missing", "(404)"),
    ] {
        open_broken(&browser, &site, &[(part, fault)]);
        check_card(&browser, failure, words);
    }
}

/// The name of a built file, which has a hash in it.
fn built(start: &str, end: &str) -> String {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    let files = fs::read_dir(dist).expect("there is a built page");
    let names = files.flatten().map(|it| it.file_name().to_string_lossy().into_owned());
    let mut found = names.filter(|it| it.starts_with(start) && it.ends_with(end));
    found.next().unwrap_or_else(|| panic!("there is a {start}…{end}"))
}

/// The script that wasm-bindgen made.
fn script_of_the_page() -> String {
    built("interleave-page", ".js")
}

/// How often the page has been loaded.
fn loads(site: &Site) -> usize {
    let script = built("boot-", ".js");
    site.requests().iter().filter(|it| it.ends_with(&script)).count()
}

/// The script that says all this may be missing itself: then the styles alone say that it takes long.
#[test]
fn without_its_first_script_the_page_is_not_blank() {
    let site = Site::of_the_page(Headers::Isolating);
    site.break_path(&built("boot-", ".js"), Fault::Status("404 Not Found"));
    let browser = Browser::open(&site.url());
    assert!(browser.text("body").contains("Real threads share a buffer"));
    browser.wait_for(
        "it says that it takes longer",
        "return getComputedStyle(document.querySelector('.boot-late')).visibility === 'visible'",
    );
    assert!(browser.text("body").contains("This takes longer than usual"));
    assert!(browser.text("body").contains("Está demorando mais que o normal"));
}

#[test]
fn a_browser_that_lacks_what_is_needed_is_told_so() {
    for (script, failure, words) in [
        ("delete window.WebAssembly", "tooOld", "lacks WebAssembly"),
        (
            "WebAssembly.Memory = class { constructor() { throw new TypeError('no shared memory'); } }",
            "tooOld",
            "Update the browser",
        ),
        (
            "WebAssembly.Memory = class { constructor() { throw new RangeError('no memory'); } }",
            "memory",
            "Close other tabs",
        ),
        (
            "document.addEventListener('DOMContentLoaded', () => {
                 const app = document.querySelector('#app');
                 app.insertBefore = app.appendChild = () => { throw new Error('no room for an app'); };
             })",
            "mounting",
            "start with the first program",
        ),
    ] {
        let site = Site::of_the_page(Headers::Isolating);
        let browser = prepared(script);
        browser.go(&site.url());
        check_card(&browser, failure, words);
    }
}

#[test]
fn where_memory_is_scarce_the_page_takes_less() {
    let script = "const Real = WebAssembly.Memory;
        WebAssembly.Memory = function (asked) {
            if (asked.maximum > 512) throw new RangeError('too much');
            return new Real(asked);
        };";
    let site = Site::of_the_page(Headers::Plain);
    let browser = prepared(script);
    browser.go(&site.url());
    wait_app(&browser);
    assert_eq!(browser.execute("return interleaveBoot.memoryBytes"), 512 * 65_536);
}

const POLICY: &str = "default-src 'none'; connect-src 'self'; img-src 'self' data:; script-src 'self'; \
                      style-src 'self'; worker-src 'self' blob:";

fn a_policy_that_forbids_wasm_is_named(engine: Engine) {
    let site = Site::of_the_page(Headers::Isolating).with_header("Content-Security-Policy", POLICY);
    let browser = Browser::start(Options { engine, ..Options::default() });
    browser.go(&site.url());
    check_card(&browser, "policy", "'wasm-unsafe-eval'");
}

#[test]
fn a_policy_that_allows_wasm_is_kept() {
    let wasm = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'");
    let site = Site::of_the_page(Headers::Isolating).with_header("Content-Security-Policy", &wasm);
    let browser = Browser::open(&site.url());
    wait_app(&browser);
    let refused: Vec<_> = browser
        .console()
        .into_iter()
        .filter(|it| {
            ["script-src", "worker-src", "style-src"].iter().any(|part| it.text.contains(part))
        })
        .collect();
    assert!(refused.is_empty(), "{refused:?}");
}

#[test]
fn loading_that_is_slow_is_said_and_goes_on() {
    let site = Site::of_the_page(Headers::Isolating);
    site.break_path(WASM, Fault::Held);
    let browser = Browser::start(Options::default());
    browser.execute_with("location.href = arguments[0]", vec![json!(site.url())]);
    let state = "document.querySelector('#boot-state')?.textContent ?? ''";
    browser.wait_for("it says that it loads", &format!("return {state}.startsWith('Loading')"));
    browser.screenshot("loading");
    browser.wait_for("it says that it is slow", &format!("return {state}.includes('2 of 3')"));
    site.heal();
    wait_app(&browser);
}

#[test]
fn without_a_network_it_loads_once_there_is_one() {
    let site = Site::of_the_page(Headers::Isolating);
    site.break_path(WASM, Fault::Held);
    let browser = Browser::start(Options::default());
    browser.execute_with("location.href = arguments[0]", vec![json!(site.url())]);
    browser.wait_for("it loads", "return document.querySelector('#boot-state') !== null");
    set_network(&browser, false);
    check_card(&browser, "offline", "no connection to the network");
    site.heal();
    set_network(&browser, true);
    wait_app(&browser);
}

pub fn set_network(browser: &Browser, is_there: bool) {
    browser.devtools("Network.enable", json!({}));
    let conditions = json!({ "offline": !is_there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.devtools("Network.emulateNetworkConditions", conditions);
}

/// A page that an old index was kept of, while the files that it names have made way for newer ones.
#[test]
fn an_older_page_makes_way_for_the_newer_by_itself_and_only_once() {
    let site = Site::of_the_page(Headers::Isolating);
    let browser = prepared(NOTHING_KEPT);
    let script = script_of_the_page();
    // Once when it is loaded; the second time for the look at what is wrong.
    site.break_times(&script, Fault::Status("404 Not Found"), 2);
    browser.go(&site.url());
    wait_app(&browser);
    assert_eq!(browser.execute("return sessionStorage.length"), 0, "nothing is left behind");
    assert_eq!(loads(&site), 2);

    site.break_path(&script, Fault::Status("404 Not Found"));
    browser.go(&site.url());
    check_card(&browser, "missing", "(404)");
    assert_eq!(loads(&site), 4, "it is loaded once more, and not forever");
    browser.go("about:blank");
    assert_eq!(loads(&site), 4);
}

#[test]
fn what_is_said_while_loading_is_in_the_readers_language() {
    let site = Site::of_the_page(Headers::Isolating);
    let browser = prepared(NOTHING_KEPT);
    browser.go(&site.url());
    wait_app(&browser);
    browser.execute("localStorage.setItem('interleave.language', 'pt-BR')");
    open_broken(&browser, &site, &[(WASM, Fault::Status("404 Not Found"))]);
    check_card(&browser, "missing", "O servidor não tem uma parte da página");
    assert_eq!(browser.execute("return document.documentElement.lang"), "pt-BR");
    assert!(browser.text("#boot-sentence").contains("Threads de verdade dividem um buffer"));
    browser.execute("localStorage.clear()");

    // That of the link comes before both.
    let link = "#v1=eJwBQgC9_xB0aHJlZS1zZW1hcGhvcmVzAAACAgQAAAAABmFjY2VzcwABC3JvdW5kLXJvYmluAAEBAAAFcHQtQlIGc3lzdGVtAGPYEd8";
    browser.execute("localStorage.setItem('interleave.language', 'en')");
    browser.go("about:blank");
    browser.go(&format!("{}{link}", site.url()));
    check_card(&browser, "missing", "O servidor não tem uma parte da página");
    browser.execute("localStorage.clear()");

    // The browser's own language, when nothing was chosen.
    let agent = browser.execute("return navigator.userAgent");
    let languages = json!({ "userAgent": agent, "acceptLanguage": "pt-PT,en" });
    browser.devtools("Emulation.setUserAgentOverride", languages);
    open_broken(&browser, &site, &[(WASM, Fault::Status("404 Not Found"))]);
    check_card(&browser, "missing", "O servidor não tem uma parte da página");
}

/// A learning platform's frame: scripts may run, and nothing else.
fn course(site: &Site) -> Site {
    let html = format!(
        "<!doctype html><title>Course</title><link rel=icon href=data:,>
         <iframe title=Interleave sandbox=allow-scripts src='{}' width=1200 height=820></iframe>",
        site.url()
    );
    Site::of_pages(Headers::Plain).with_page("/", &html)
}

#[test]
fn a_sandboxed_frame_runs_and_proves() {
    let site = Site::of_the_page(Headers::Isolating);
    let course = course(&site);
    let page = Page::unopened(site, Options { size: (1240, 900), ..Options::default() });
    page.go(&course.url());
    page.enter_frame("iframe");
    page.wait_ready();
    page.run();
    page.wait_state("it runs", |state| state.consumed > 2);
    page.click("[data-motion=running]");
    page.reset();
    page.press_button("Prove it");
    page.wait_for("there is a verdict", "return !!document.querySelector('.verdict')");
    assert!(page.text(".verdict").starts_with("Safe"), "{}", page.text(".verdict"));
    assert!(!page.text(".proof").contains("smaller numbers"));
    page.assert_silent();
}

/// Without the header that such a frame needs it says so.
#[test]
fn a_sandboxed_frame_without_its_header_says_which() {
    let site = Site::of_the_page(Headers::Plain);
    let course = course(&site);
    let browser = Browser::start(Options::default());
    browser.go(&course.url());
    browser.enter_frame("iframe");
    check_card(&browser, "header", "Access-Control-Allow-Origin: *");
    assert_eq!(browser.execute("return document.querySelector('#boot-card a').target"), "_blank");
}

/// Where nothing can be stored, the mark against loading forever stands in the address.
#[test]
fn a_sandboxed_frame_loads_no_more_than_once_more() {
    let site = Site::of_the_page(Headers::Isolating);
    let script = script_of_the_page();
    site.break_path(&script, Fault::Status("404 Not Found"));
    let course = course(&site);
    let browser = Browser::start(Options::default());
    browser.go(&course.url());
    browser.wait_timed(LOADING, "the frame says what is missing", || {
        browser.leave_frames();
        browser.enter_frame("iframe");
        let failure = "return document.querySelector('#boot-card')?.dataset.failure ?? null";
        match browser.execute(failure) {
            Value::String(it) if it == "missing" => Ok(()),
            other => Err(other.to_string()),
        }
    });
    assert_eq!(loads(&site), 2);
    site.heal();
    browser.execute("document.querySelector('#boot-card button').click()");
    browser.leave_frames();
    browser.wait_until("the app is there", || {
        browser.leave_frames();
        browser.enter_frame("iframe");
        match browser.execute("return !!document.querySelector('.badge')") {
            Value::Bool(true) => Ok(()),
            other => Err(other.to_string()),
        }
    });
    assert_eq!(browser.execute("return location.search"), "", "the mark has gone");
}
