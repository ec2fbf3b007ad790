//! The page opens, wherever it is put.

use crate::browser::Browser;
use crate::site::{Headers, Site};

/// Opens the page and checks that it started without anything to report.
fn check(site: &Site, isolated: bool) {
    // By its server: what the service worker makes of it has tests of its own.
    let browser = Browser::open(&format!("{}?service-worker=off", site.url()));
    browser.wait_for("the app is there", "return !!document.querySelector('.badge')");
    assert_eq!(browser.count("#boot"), 0, "what was painted before it has gone");
    assert_eq!(browser.execute("return self.crossOriginIsolated"), isolated);
    browser.assert_silent();
}

#[test]
fn isolated() {
    check(&Site::of_the_page(Headers::Isolating), true);
}

#[test]
fn not_isolated() {
    check(&Site::of_the_page(Headers::Plain), false);
}

#[test]
fn below_a_path() {
    let site = Site::of_the_page(Headers::Isolating).below("/courses/os/");
    check(&site, true);
    let outside: Vec<String> =
        site.requests().into_iter().filter(|path| !path.starts_with("/courses/os/")).collect();
    assert!(outside.is_empty(), "asked for outside the site's own path: {outside:?}");
}
