//! Links and steps: what one reader sees is what another one sees.

use std::time::Duration;

use serde_json::json;
use thirtyfour::Key;

use crate::browser::Options;
use crate::page::{Page, Setting, Threads, UNLIMITED};
use crate::site::Headers;

impl Page {
    fn open_share(&self) {
        self.press_button("Share");
        self.find("dialog.share[open]");
    }

    fn close_share(&self) {
        self.press(Key::Escape);
        self.wait_for("the dialog is closed", "return !document.querySelector('dialog[open]')");
    }

    /// What a field of the dialog holds.
    fn shared(&self, field: &str) -> String {
        self.open_share();
        let script = format!("return document.querySelector('#{field}').value");
        let value = self.execute(&script);
        self.close_share();
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Opens an address as somebody does who has not been here.
    fn open_fresh(&self, address: &str) {
        self.execute("localStorage.clear()");
        self.go("about:blank");
        self.go(address);
        self.wait_ready();
    }

    /// Chooses who goes next, by its place among the ways to choose. The settings stay open.
    fn choose_scheduler(&self, place: u8) {
        self.open_settings();
        self.click(&format!(".choice-option:has([name=scheduler]):nth-child({place})"));
        self.wait_state("a run begins", |it| it.length == 0);
    }

    fn story(&self) -> String {
        self.text("[data-ending] p")
    }

    fn try_steps(&self, steps: &str) {
        let script = "document.querySelector('#share-open').value = arguments[0]";
        self.execute_with(script, vec![json!(steps)]);
        self.click(".share-open-button");
    }
}

/// Runs to a violation, and opens its link elsewhere.
fn check_a_violation(headers: Headers, threads: Threads) {
    let page = Page::open_with(headers, Options::default());
    page.set(Setting::Capacity, 2);
    page.toggle_fault("skip-spaces-wait");
    if threads == Threads::Simulated {
        // In turn, producers and consumers would keep pace forever.
        page.choose_scheduler(5);
        page.close_settings();
    }
    page.set_speed(UNLIMITED);
    page.run();
    let ending = page.wait_ending(Duration::from_secs(30));
    page.let_frames_pass(10);
    let (state, story) = (page.state(), page.story());
    assert_eq!((state.threads, &*ending), (threads, "overwrite"));
    let link = page.shared("share-link");
    assert!(link.contains("#v1="), "{link}");

    page.open_fresh(&link);
    let again = page.wait_state("it is the same violation", |it| it.ending == state.ending);
    assert_eq!((again.position, again.length), (state.position, state.length));
    assert_eq!((page.story(), again.threads), (story, Threads::Simulated));
    if threads == Threads::Real {
        assert!(again.notice.contains("Real threads made these steps"), "{again:?}");
    }
    // It is a run like any other.
    page.press(Key::Left);
    page.wait_position(state.position - 1);
    page.reset();
    assert_eq!(page.state().threads, threads);
    page.assert_silent();
}

#[test]
fn a_violation_of_real_threads_is_seen_again_from_its_link() {
    check_a_violation(Headers::Isolating, Threads::Real);
}

#[test]
fn a_violation_of_simulated_threads_is_seen_again_from_its_link() {
    check_a_violation(Headers::Plain, Threads::Simulated);
}

#[test]
fn a_damaged_link_is_said_and_the_page_works() {
    let page = Page::open();
    page.step();
    let link = page.shared("share-link");
    page.open_fresh(&link[..link.len() - 4]);
    let state = page.wait_state("the page says so", |it| it.notice.contains("damaged"));
    assert_eq!((state.length, state.threads), (0, Threads::Real));
    page.step();
    // Put into the address of the open page, the whole one works.
    page.execute_with("location.href = arguments[0]", vec![json!(link)]);
    let state = page.wait_state("the link is opened", |it| it.threads == Threads::Simulated);
    assert_eq!((state.position, state.length), (1, 1));
    page.assert_silent();
}

#[test]
fn steps_are_pasted_and_what_is_wrong_with_them_is_said() {
    let page = Page::open();
    page.open_share();
    page.try_steps("1.P1x2.C1");
    let problem = || page.text("#share-problem");
    page.wait_until("a step that is not possible is said", || match problem() {
        it if it.contains("Step 3") && it.contains("C1") => Ok(()),
        it => Err(it),
    });
    assert_eq!(page.state().length, 0);
    page.try_steps("P1.C1");
    page.wait_until("the version is missed", || match problem() {
        it if it.contains("version") => Ok(()),
        it => Err(it),
    });
    page.try_steps("1 P1x7\nC1x2");
    let state = page.wait_position(9);
    assert_eq!(state.threads, Threads::Simulated);
    page.wait_for("the dialog is closed", "return !document.querySelector('dialog[open]')");
    assert_eq!(page.shared("share-steps"), "1.P1x7.C1x2");
    page.assert_silent();
}

#[test]
fn one_of_five_schedulers_is_chosen() {
    let page = Page::open_with(Headers::Plain, Options::default());
    for (place, name) in [(3, "P1"), (4, "P1"), (5, "")] {
        page.choose_scheduler(place);
        page.execute("document.querySelector('#panel-settings').scrollTo(0, 9999)");
        page.screenshot(&format!("scheduler-{place}"));
        page.step();
        assert!(page.latest_entry().starts_with(name), "{}", page.latest_entry());
    }
    assert_eq!(page.count(".seed input"), 1, "against you has a seed");
    page.assert_silent();
}

#[test]
fn sharing_looks_right_on_a_phone() {
    let page =
        Page::open_with(Headers::Isolating, Options { size: (360, 740), ..Options::default() });
    page.step();
    page.screenshot("share-phone-bar");
    page.open_share();
    page.screenshot("share-phone");
    let width = page.measure("return document.documentElement.scrollWidth");
    assert!(width <= 360.0, "nothing sticks out: {width}");
    page.resize(1280, 900);
    page.screenshot("share-wide");
    page.close_share();
    page.screenshot("share-wide-bar");
    page.assert_silent();
}
