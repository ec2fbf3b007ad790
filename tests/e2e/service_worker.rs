//! The site's service worker: isolation where the host cannot give it, visits without a network, updates.

use serde_json::json;

use crate::browser::{Browser, Engine, Options};
use crate::site::{Fault, Headers, Site};

in_every_engine![
    a_host_without_headers_has_real_threads_at_the_first_visit_and_no_loop,
    without_a_network_the_page_is_whole,
];

/// Waits until the page knows its threads; answers whether they are real.
fn has_real_threads(browser: &Browser) -> bool {
    browser.wait_for(
        "the threads are known",
        "return document.querySelector('.badge.is-real, .badge.is-simulated')",
    );
    browser.count(".badge.is-real") == 1
}

/// Waits until a version is kept whole.
fn wait_kept(browser: &Browser) {
    browser.wait_for(
        "the page is kept",
        "return (async () => {
            for (const name of await caches.keys()) {
                if (await (await caches.open(name)).match('is-whole')) return true;
            }
            return false;
        })()",
    );
}

/// A visit that has left nothing undone: isolated, controlled and kept.
fn first_visit(site: &Site, engine: Engine) -> Browser {
    let browser = Browser::start(Options { engine, ..Options::default() });
    browser.go(&site.url());
    browser.wait_for("the page is isolated", "return crossOriginIsolated");
    assert_eq!(has_real_threads(&browser), engine.shares_memory());
    wait_kept(&browser);
    browser
}

fn opened(site: &Site) -> usize {
    site.requests().iter().filter(|it| *it == "/").count()
}

fn a_host_without_headers_has_real_threads_at_the_first_visit_and_no_loop(engine: Engine) {
    let site = Site::of_the_page(Headers::Plain);
    let browser = first_visit(&site, engine);
    // The page, the page once more with headers, and the copy that is kept.
    assert!((2..=3).contains(&opened(&site)), "{:?}", site.requests());
    browser.go(&site.url_of("/?lang=pt-BR#v1=broken"));
    assert_eq!(has_real_threads(&browser), engine.shares_memory());
    assert_eq!(
        browser.execute("return [crossOriginIsolated, document.documentElement.lang]"),
        json!([true, "pt-BR"])
    );
    assert!(
        (2..=3).contains(&opened(&site)),
        "the second visit asks for nothing: {:?}",
        site.requests()
    );
}

#[test]
fn a_host_with_headers_is_not_loaded_twice() {
    let site = Site::of_the_page(Headers::Isolating);
    let browser = Browser::open(&site.url());
    assert!(has_real_threads(&browser));
    wait_kept(&browser);
    assert!(opened(&site) <= 2, "{:?}", site.requests());
}

fn without_a_network_the_page_is_whole(engine: Engine) {
    let site = Site::of_the_page(Headers::Plain);
    let browser = first_visit(&site, engine);
    site.break_path("/", Fault::Unreachable);
    browser.go(&site.url_of("/?program=two-mutexes&lang=pt-BR"));
    assert_eq!(has_real_threads(&browser), engine.shares_memory());
    assert_eq!(browser.execute("return document.documentElement.lang"), "pt-BR");
    browser.press_button("Executar");
    browser.wait_for(
        "it runs",
        "return Number(document.querySelector('.position-slider').ariaValueNow) > 3",
    );
    // The checker's worker comes from what is kept, too.
    browser.press_button("Provar");
    browser.wait_for("there is a verdict", "return document.querySelector('.verdict')");
}

/// Puts another version on the server: another start page, and a worker that knows it by this digest.
fn update(site: &Site, digest: &str) {
    let page =
        site.text_of("/index.html").replacen("<meta", "<meta name=version content=2><meta", 1);
    let worker = site.text_of("/service-worker.js");
    let at = worker.find("[\"index.html\", \"").expect("the list is filled in")
        + "[\"index.html\", \"".len();
    let (before, after) = worker.split_at(at);
    let rest = &after[after.find('"').expect("it ends")..];
    let worker =
        format!("{before}{digest}{rest}").replacen("const BUILD = \"", "const BUILD = \"2", 1);
    site.replace("/", &page);
    site.replace("/index.html", &page);
    site.replace("/service-worker.js", &worker);
}

#[test]
fn an_update_comes_whole_with_the_next_visit() {
    let site = Site::of_the_page(Headers::Plain);
    let browser = first_visit(&site, Engine::Chromium);
    // Every digest begins with nothing.
    update(&site, "");
    browser.reload();
    assert!(has_real_threads(&browser));
    assert_eq!(browser.count("meta[name=version]"), 0, "what is kept is shown at once");
    browser.wait_for(
        "the next version waits",
        "return navigator.serviceWorker.getRegistration().then((it) => it.update().then(() => !!it.waiting))",
    );
    browser.go(&site.url_of("/?program=two-mutexes"));
    browser.wait_for(
        "the next version is shown",
        "return document.querySelector('meta[name=version]')",
    );
    assert!(has_real_threads(&browser));
    let names = browser.execute("return caches.keys().then((it) => it.length)");
    assert_eq!(names, 1, "the version before is gone");
    site.break_path("/", Fault::Unreachable);
    browser.reload();
    assert!(has_real_threads(&browser));
    assert_eq!(browser.count("meta[name=version]"), 1);
}

#[test]
fn half_an_update_is_none() {
    let site = Site::of_the_page(Headers::Plain);
    let browser = first_visit(&site, Engine::Chromium);
    update(&site, "0123456789abcdef");
    let outcome = browser.execute(
        "return navigator.serviceWorker.getRegistration().then(async (it) => {
            await it.update().catch(() => {});
            const next = it.installing;
            while (next && !['redundant', 'installed'].includes(next.state)) {
                await new Promise((then) => next.addEventListener('statechange', then, { once: true }));
            }
            return next?.state ?? 'redundant';
        })",
    );
    assert_eq!(outcome, "redundant");
    site.break_path("/", Fault::Unreachable);
    browser.reload();
    assert!(has_real_threads(&browser));
    assert_eq!(browser.count("meta[name=version]"), 0, "the old version is whole");
}

#[test]
fn whoever_does_not_want_it_goes_without() {
    let site = Site::of_the_page(Headers::Plain);
    let browser = first_visit(&site, Engine::Chromium);
    browser.go(&site.url_of("/?service-worker=off"));
    browser.wait_for(
        "it is gone",
        "return Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()])
            .then(([workers, kept]) => workers.length === 0 && kept.length === 0)",
    );
    browser.go(&site.url());
    assert!(!has_real_threads(&browser), "the choice is kept");
    assert_eq!(browser.execute("return navigator.serviceWorker.controller"), json!(null));
}

#[test]
fn in_a_frame_nothing_is_installed() {
    let site = Site::of_the_page(Headers::Plain);
    let frame = "<!doctype html><link rel=icon href=data:,><title>Course</title><iframe id=frame src=\"{}?embed=1\" width=900 height=600></iframe>";
    let course = Site::of_pages(Headers::Plain).with_page("/", &frame.replace("{}", &site.url()));
    let browser = Browser::open(&course.url());
    browser.enter_frame("#frame");
    assert!(!has_real_threads(&browser));
    let workers = browser
        .execute("return navigator.serviceWorker.getRegistrations().then((it) => it.length)");
    assert_eq!(workers, 0);
    assert!(
        !site.requests().iter().any(|it| it.contains("service-worker")),
        "{:?}",
        site.requests()
    );
}
