//! Pictures of the page, to be looked at: `target/screenshots`.

use crate::browser::{Browser, Options, Preference};
use crate::site::{Headers, Site};

#[test]
fn pictures() {
    let site = Site::of_the_page(Headers::Isolating);
    for (name, size) in [("wide", (1440, 900)), ("phone", (360, 740)), ("embedded", (600, 420))] {
        let browser = Browser::start(Options { size, ..Options::default() });
        browser.go(&site.url());
        browser.wait_for("threads", "return document.body.innerText.includes('4 real threads')");
        browser.press(" ");
        for _ in 0..6 {
            browser.press("+");
        }
        browser.wait_for(
            "steps",
            "const m=/step (\\d+)/.exec(document.body.innerText); return m && +m[1] > 600",
        );
        browser.press(" ");
        browser.screenshot(&format!("{name}-mid"));
        eprintln!("{:?}", browser.console());
        browser.prefer(&[Preference::DarkColors]);
        browser.screenshot(&format!("{name}-dark"));
        eprintln!("{}", browser.execute("return document.body.innerText.slice(-900)"));
        for _ in 0..9 {
            browser.press("+");
        }
        let t0 = std::time::Instant::now();
        browser.press(" ");
        browser.wait_for("steps", "const m=/step (\\d[\\d,]*)/.exec(document.body.innerText); return m && +m[1].replaceAll(',','') > 100000");
        eprintln!("100k in {:?}", t0.elapsed());
        browser.press(" ");
        eprintln!("{}", browser.execute("return document.body.innerText.slice(-900)"));
        eprintln!("{:?}", browser.console());
    }
}
