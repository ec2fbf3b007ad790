//! The pages that Interleave can stand in, and what they let it do.

use crate::browser::Browser;
use crate::site::{Headers, Site};

/// What a careful host page allows: its own files, and frames of that one site.
fn policy(simulator: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' {simulator}; frame-src {simulator}; style-src 'self'; img-src data:"
    )
}

/// A course page with the element, on another origin than the simulator.
fn course(simulator: &Site, attributes: &str, headers: Headers) -> Site {
    let home = simulator.url();
    let html = format!(
        r#"<!doctype html><link rel=icon href=data:,><title>Course</title>
        <script src="{home}embed.js"></script><script src="/heard.js"></script>
        <interleave-sim program="three-semaphores" faults="skip-spaces-wait" load="now" {attributes}></interleave-sim>"#
    );
    let script = "window.heard = []; addEventListener('message', ({ data }) => heard.push(data))";
    Site::of_pages(headers).with_page("/", &html).with_page("/heard.js", script)
}

/// Opens the course, and answers whether the threads are real once that is known and a run went on.
fn runs(course: &Site) -> bool {
    let browser = Browser::open(&course.url());
    let sim = "document.querySelector('interleave-sim')";
    browser.wait_for("the simulator is ready", &format!("return {sim}.isReady"));
    browser.execute(&format!("return {sim}.set({{ speed: 'unlimited' }}).then(() => {sim}.run())"));
    browser.wait_for("it breaks", "return heard.some((it) => it.type === 'violation')");
    let state = browser.execute(&format!("return {sim}.getState()"));
    assert_eq!(state["ending"], "overwrite", "{state}");
    assert!(state["step"].as_u64() > Some(4), "{state}");
    // It is a guest: it installs nothing.
    browser.assert_silent();
    state["realThreads"] == true
}

#[test]
fn in_an_isolated_host_threads_are_real() {
    let simulator = Site::of_the_page(Headers::Isolating);
    assert!(runs(&course(&simulator, "", Headers::Isolating)));
}

#[test]
fn in_a_plain_host_a_site_with_headers_has_real_threads_in_chromium() {
    let simulator = Site::of_the_page(Headers::Isolating);
    assert!(runs(&course(&simulator, "", Headers::Plain)));
}

#[test]
fn a_plain_site_in_a_plain_host_simulates() {
    // `embed.js` comes from another origin than the page around it, as any script may.
    let simulator = Site::of_the_page(Headers::Plain);
    assert!(!runs(&course(&simulator, "", Headers::Plain)));
}

#[test]
fn a_sandbox_that_allows_scripts_is_enough() {
    let simulator = Site::of_the_page(Headers::Isolating);
    let course = course(&simulator, r#"sandbox="allow-scripts""#, Headers::Plain);
    runs(&course);
}

#[test]
fn a_strict_host_around_a_strict_site_refuses_nothing() {
    let own = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; style-src 'self'";
    let simulator =
        Site::of_the_page(Headers::Isolating).with_header("Content-Security-Policy", own);
    let allowed = policy(&simulator.url());
    let course =
        course(&simulator, "", Headers::Plain).with_header("Content-Security-Policy", &allowed);
    runs(&course);
}

#[test]
fn only_the_host_that_is_named_is_heard() {
    let simulator = Site::of_the_page(Headers::Isolating);
    let html = format!(
        r#"<!doctype html><link rel=icon href=data:,><title>Host</title><script>window.heard = [];
            addEventListener("message", ({{ data }}) => heard.push(data));</script>
        <iframe id=named src="{0}?embed=1&host=https%3A%2F%2Fcourse.example" width=900 height=600></iframe>
        <iframe id=open src="{0}?embed=1" width=900 height=600></iframe>"#,
        simulator.url()
    );
    let course = Site::of_pages(Headers::Plain).with_page("/", &html);
    let browser = Browser::open(&course.url());
    browser.wait_for("the open one is ready", "return heard.some((it) => it.type === 'ready')");
    browser.enter_frame("#named");
    browser.wait_for("the other one is there", "return document.querySelector('.badge')");
    browser.leave_frames();
    let ask = |id: &str| {
        browser.execute(&format!(
            "document.querySelector('#{id}').contentWindow.postMessage({{ interleave: 1, type: 'get-state', id: '{id}' }}, '*')"
        ))
    };
    // The one that is asked last answers, and the other had more time to.
    ask("named");
    ask("open");
    browser.wait_for("the open one answers", "return heard.some((it) => it.id === 'open')");
    let answered = browser.execute("return heard.filter((it) => it.id === 'named').length");
    assert_eq!(answered, 0);
    let ready = browser.execute("return heard.filter((it) => it.type === 'ready').length");
    assert_eq!(ready, 1);
}
