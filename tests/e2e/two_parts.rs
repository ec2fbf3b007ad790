//! The module in two parts: nobody waits for the second, and it is there when it is wanted.

use serde_json::Value;

use crate::browser::Options;
use crate::page::{Page, Threads};
use crate::site::{Fault, Headers, Site};

/// In the name of the second part.
const REST: &str = "_rest.wasm";

/// A page whose second part goes wrong so many times.
fn open(fault: Fault, times: usize, options: Options) -> Page {
    let site = Site::of_the_page(Headers::Isolating);
    site.break_times(REST, fault, times);
    let page = Page::unopened(site, options);
    page.open_again();
    page
}

/// Whether the second part is there.
fn is_whole(page: &Page) -> bool {
    let script = "const script = document.querySelector('meta[name=interleave-script]').content;
        return performance.getEntriesByType('resource').filter((it) => it.name.endsWith('_rest.wasm') && it.responseStatus === 200).length";
    page.execute(script).as_u64().is_some_and(|count| count > 0)
}

#[test]
fn a_first_run_needs_only_the_first_part() {
    for size in [(1280, 900), (360, 740)] {
        let options = Options { size, ..Options::default() };
        let page = open(Fault::Held, usize::MAX, options);
        page.run();
        page.wait_state("items are consumed", |state| state.consumed > 1);
        let paused = page.pause();
        assert_eq!(paused.threads, Threads::Real);
        page.step();
        assert!(!is_whole(&page));
        assert_eq!(page.count("#boot-card"), 0);
        assert_eq!(page.state().ending, None);
    }
}

#[test]
fn whoever_wants_more_before_it_came_waits_for_it() {
    // The page has asked once, and will ask again in a second; the reader is quicker.
    let page = open(Fault::Status("503 Service Unavailable"), 1, Options::default());
    page.edit();
    page.paste("def producer():\n    whle True:\n        pass\n");
    page.wait_for("the text is read", "return !!document.querySelector('.problem')");
    assert!(is_whole(&page));
}

#[test]
fn a_part_that_cannot_be_had_is_told_of_when_it_is_wanted() {
    let page = open(Fault::Status("404 Not Found"), usize::MAX, Options::default());
    page.run();
    page.wait_state("items are consumed", |state| state.consumed > 1);
    page.pause();
    page.edit_without_waiting();
    page.wait_for(
        "the page says that it broke",
        "return document.querySelector('#boot-card')?.dataset.failure === 'broken'",
    );
    let report = page.execute("return document.querySelector('.boot-report').value");
    assert!(
        matches!(&report, Value::String(text) if text.contains("a part of the page could not be loaded")),
        "{report}"
    );
    page.site().heal();
    page.click("#boot-card button");
    page.wait_ready();
    assert!(page.state().length > 0, "it goes on where it broke");
}
