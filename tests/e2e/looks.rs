//! Pictures of the page, to be looked at: `target/screenshots`.

use crate::browser::{Browser, Options, Preference};
use crate::site::{Headers, Site};

#[test]
fn pictures() {
    let site = Site::of_the_page(Headers::Isolating);
    for (name, size) in [("wide", (1440, 900)), ("phone", (360, 740)), ("embedded", (600, 420))] {
        let browser = Browser::start(Options { size, ..Options::default() });
        browser.go(&site.url());
        browser.screenshot(&format!("{name}-start"));
        eprintln!("{:?}", browser.console());
        eprintln!("{:?}", browser.execute("return document.body.innerText"));
        browser.prefer(&[Preference::DarkColors]);
        browser.screenshot(&format!("{name}-dark"));
    }
}
