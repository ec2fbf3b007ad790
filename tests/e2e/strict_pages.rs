//! The page as it is built, under a strict policy and in the words of every browser.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::browser::Options;
use crate::page::Page;
use crate::site::{Headers, Site};

/// What a careful host allows. The page's own start script is a module of its own.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; style-src 'self'";

/// What the page sets by itself goes past no policy: it opens, runs, breaks and explains without one complaint.
#[test]
fn no_style_is_refused_by_a_strict_policy() {
    let site = Site::of_the_page(Headers::Isolating).with_header("Content-Security-Policy", POLICY);
    let address = site.url();
    let page = Page::unopened(site, Options { size: (1440, 900), ..Options::default() });
    page.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": "window.refused = []; addEventListener('securitypolicyviolation',
            (it) => refused.push(`${it.violatedDirective}: ${it.blockedURI} ${it.sourceFile}:${it.lineNumber}`))" }),
    );
    page.go(&address);
    page.wait_ready();
    page.toggle_fault("skip-spaces-wait");
    page.set_speed(crate::page::UNLIMITED);
    page.run();
    page.wait_ending(std::time::Duration::from_secs(30));
    page.click(".banner .button-link");
    page.open_settings();
    let refused = page.execute("return refused");
    assert_eq!(refused, json!([]));
    // What the property sets shows as the attribute, and is in force.
    let cursor = page.execute("return document.querySelector('.cursor').style.left !== ''");
    assert_eq!(cursor, true, "the cursor is placed by a style");
    page.assert_silent();
}

/// WebKit takes no shorthand that holds a thickness, and the minifier likes to make one.
#[test]
fn no_built_decoration_is_one_that_webkit_drops() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    let mut decorations = 0;
    for entry in fs::read_dir(dist).expect("the page is built") {
        let path = entry.expect("the entry can be read").path();
        if path.extension().is_none_or(|it| it != "css") {
            continue;
        }
        let source = fs::read_to_string(&path).expect("the file can be read");
        for (at, _) in source.match_indices("text-decoration:") {
            let value = source[at + "text-decoration:".len()..]
                .split([';', '}'])
                .next()
                .unwrap_or_default();
            let words = value.trim().trim_end_matches("!important").trim();
            let is_line = matches!(words, "none" | "underline" | "line-through" | "overline");
            assert!(is_line, "{}: text-decoration:{value}", path.display());
        }
        decorations += source.matches("line-through").count() + source.matches("wavy").count();
    }
    assert!(decorations >= 3, "struck lines and wavy underlines are there: {decorations}");
}
