//! Where threads may not share memory, the page is fully usable, and says why its threads are simulated.

use std::time::Duration;

use crate::browser::Options;
use crate::page::{Page, Setting, Threads, UNLIMITED};
use crate::site::{Headers, Site};

/// The reason that the badge gives when asked.
fn reason(page: &Page) -> String {
    page.click(".badge");
    let reason = page.text(".popover");
    page.click(".badge");
    reason
}

/// Uses everything that the page is for.
fn check_usable(page: &Page) {
    assert_eq!(page.state().threads, Threads::Simulated);
    assert_eq!(page.text(".badge"), "4 simulated threads");
    assert!(reason(page).contains("cannot share memory here"), "{}", reason(page));
    assert_eq!(page.workers(), [""; 0], "there is nobody to run");

    assert_eq!(page.step().position, 1);
    page.focus("body");
    page.press("1");
    page.wait_position(2);
    page.press_button("Back");
    assert_eq!(page.wait_position(1).length, 2);

    page.reset();
    page.set(Setting::Producers, 3);
    page.set(Setting::Items, 50);
    page.set_speed(UNLIMITED);
    page.run();
    assert_eq!(page.wait_ending(Duration::from_secs(20)), "finished");
    page.let_frames_pass(10);
    let state = page.state();
    assert_eq!((state.made, state.in_buffer, state.consumed), (150, 0, 150));

    page.set(Setting::Items, 0);
    for (fault, ending) in [("skip-spaces-wait", "overwrite"), ("producer-swaps-waits", "deadlock")]
    {
        page.toggle_fault(fault);
        page.run();
        assert_eq!(page.wait_ending(Duration::from_secs(20)), ending, "{fault}");
        page.click(".repair-button");
        page.wait_state("the fault is gone", |state| state.ending.is_none());
    }

    page.run();
    page.wait_state("it runs again", |state| state.position > 1_000);
    page.pause();
    page.reset();
    assert_eq!(page.state().consumed, 0);
    page.assert_silent();
}

#[test]
fn without_headers_everything_works() {
    let page = Page::open_with(Headers::Plain, Options::default());
    check_usable(&page);
    assert_eq!(page.count(".popover a"), 0);
}

/// The page has got its own memory, and the browser refuses the threads one.
#[test]
fn without_a_memory_for_threads_everything_works() {
    let page = Page::unopened(Site::of_the_page(Headers::Isolating), Options::default());
    page.run_first(
        "let made = 0;
         WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
             construct(Real, given) {
                 if ((made += 1) > 1) throw new RangeError('no room for threads');
                 return new Real(...given);
             },
         });",
    );
    page.open_again();
    assert_eq!(page.state().threads, Threads::Simulated);
    assert!(reason(&page).contains("no memory or no worker left"), "{}", reason(&page));
    page.set_speed(UNLIMITED);
    page.run();
    page.wait_state("they run", |state| state.consumed > 100);
    page.assert_silent();
}

/// A course page that sets no headers, with the page in a frame.
fn course(site: &Site, width: u32, height: u32) -> Site {
    let html = format!(
        "<!doctype html><title>Course</title><link rel=icon href=data:,>
         <iframe title=Interleave src='{}' width={width} height={height}></iframe>",
        site.url()
    );
    Site::of_pages(Headers::Plain).with_page("/", &html)
}

#[test]
fn in_a_frame_without_headers_everything_works_and_a_tab_of_its_own_is_offered() {
    let site = Site::of_the_page(Headers::Plain);
    let course = course(&site, 1200, 820);
    let address = site.url();
    let page = Page::unopened(site, Options { size: (1240, 900), ..Options::default() });
    page.go(&course.url());
    page.enter_frame("iframe");
    page.wait_ready();
    check_usable(&page);
    page.click(".badge");
    let link = "return document.querySelector('.popover a[target=_blank]').href";
    let link = page.execute(link);
    let link = link.as_str().expect("it is an address");
    assert!(link.starts_with(&format!("{address}#v1=")), "its exact state comes along: {link}");
}

/// The third header isolates the page inside one that is not isolated.
#[test]
fn in_a_frame_with_headers_the_threads_are_real() {
    let site = Site::of_the_page(Headers::Isolating);
    let course = course(&site, 1200, 820);
    let page = Page::unopened(site, Options { size: (1240, 900), ..Options::default() });
    page.go(&course.url());
    page.enter_frame("iframe");
    page.wait_ready();
    assert_eq!(page.state().threads, Threads::Real);
    page.set_speed(UNLIMITED);
    page.run();
    page.wait_state("it runs", |state| state.consumed > 100);
    page.assert_silent();
}

/// Somebody may choose simulated threads where there are real ones: the same seed gives the same run.
#[test]
fn chosen_threads_repeat_a_run_by_its_seed() {
    let page = Page::open();
    page.set(Setting::Items, 20);
    page.open_settings();
    page.execute("document.querySelectorAll('#panel-settings [name=thread-kind]')[1].click()");
    page.find("#panel-settings [name=scheduler]");
    page.execute("document.querySelectorAll('#panel-settings [name=scheduler]')[1].click()");
    page.set_speed(UNLIMITED);
    let run_with = |seed: &str| {
        let (control, up, enter) = ('\u{e009}', '\u{e000}', '\u{e007}');
        page.type_into(".seed input", &format!("{control}a{up}{seed}{enter}"));
        page.wait_state("the run is reset", |state| state.length == 0);
        page.run();
        assert_eq!(page.wait_ending(Duration::from_secs(20)), "finished");
        page.let_frames_pass(10);
        (page.state().length, page.text(".log-panel .log"))
    };
    let (first, second, again) = (run_with("7"), run_with("8"), run_with("7"));
    assert_eq!(first, again);
    assert_ne!(first, second);
    assert!(reason(&page).contains("You chose simulated threads"));
    page.assert_silent();
}
