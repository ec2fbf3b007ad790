//! Whatever goes wrong while the page is open ends in words and a way on.

use std::time::Duration;

use serde_json::json;
use thirtyfour::Key;

use crate::browser::{Browser, Options};
use crate::fault_injection::set_network;
use crate::page::{Page, Setting, UNLIMITED};
use crate::site::{Fault, Headers, Site};

/// How soon the page has to say so. It is printed how soon it does.
const WITHIN: Duration = Duration::from_secs(2);

/// A worker that is ended may go on for two seconds in Chromium.
const WITHIN_ENDED: Duration = Duration::from_secs(5);

const CARD: &str = "#boot-card";

/// The smallest module that traps.
const TRAP: &str = "
    const bytes = Uint8Array.of(0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11);
    const { instance } = { instance: new WebAssembly.Instance(new WebAssembly.Module(bytes)) };
    setTimeout(instance.exports.f);";

fn wait_card(browser: &Browser) -> String {
    browser.wait_timed(WITHIN, "the page says that it broke", || {
        match browser.execute("return document.querySelector('#boot-card')?.open === true") {
            it if it == true => Ok(()),
            other => Err(other.to_string()),
        }
    });
    browser.text(CARD)
}

#[test]
fn a_trap_ends_in_a_card_that_leads_on() {
    let page = Page::open();
    page.execute(
        "const { keep } = interleaveBoot;
         interleaveBoot.keep = (json) => { window.kept = JSON.parse(json); keep(json); };",
    );
    page.set(Setting::Producers, 3);
    for _ in 0..5 {
        page.step();
    }
    page.wait_until("the state is handed over", || {
        let kept = page.execute("return window.kept?.position ?? null");
        if kept == 5 { Ok(()) } else { Err(kept.to_string()) }
    });
    page.execute(
        "window.ended = 0;
         interleaveBoot.workers.add({ terminate: () => { window.ended += 1; } });
         interleaveBoot.workers.add({ terminate: () => { throw new Error('gone already'); } });",
    );
    page.execute(TRAP);
    let text = wait_card(&page);
    assert!(text.contains("Something in the page broke"), "{text}");
    assert!(
        text.contains("the last good state: Bounded buffer, three semaphores, step 5."),
        "{text}"
    );
    assert_eq!(page.execute("return [window.ended, interleaveBoot.workers.size]"), json!([1, 0]));
    assert_eq!(page.execute("return document.activeElement.id"), "boot-card");
    page.screenshot("broken-card");

    // Nothing reaches the app any more: neither keys nor clicks nor what the page does by itself.
    let motion = "return document.querySelector('.run-button').dataset.motion";
    let before = (page.execute(motion), page.state().position);
    page.press(" ");
    page.press("s");
    page.press(Key::Escape);
    page.execute("document.querySelector('.reset-button').click()");
    page.execute("window.dispatchEvent(new Event('resize')); location.hash = 'elsewhere'");
    assert_eq!((page.execute(motion), page.state().position), before);
    assert_eq!(page.execute("return document.querySelector('#boot-card').open"), true);

    page.click("#boot-card .boot-actions button:first-child");
    page.wait_for("the page is there again", "return !document.querySelector('#boot-card, #boot')");
    page.wait_state("it goes on at the kept step", |state| state.position == 5);
    let producers =
        "return document.querySelector('.transport [data-setting=producers] input').value";
    assert_eq!(page.execute(producers), "3");
    assert!(!page.url().contains("v1="), "the link does not stay in the address: {}", page.url());
}

#[test]
fn the_card_can_be_copied_and_read_in_portuguese_on_a_small_phone() {
    let page = Page::open();
    page.execute("localStorage.setItem('interleave.language', 'pt-BR')");
    page.reload();
    page.wait_ready();
    page.resize(320, 568);
    page.execute(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('refused')) } });
         document.execCommand = () => false;",
    );
    page.execute("interleaveBoot.broke('panicked at src/x.rs:1:2:\\nno such thing')");
    let text = wait_card(&page);
    assert!(text.contains("Algo na página quebrou"), "{text}");
    let wide = "const card = document.querySelector('#boot-card');
                return [card.scrollWidth <= card.clientWidth, card.getBoundingClientRect().right <= innerWidth,
                        [...card.querySelectorAll('button')].every((it) => it.getBoundingClientRect().height >= 44)]";
    assert_eq!(page.execute(wide), json!([true, true, true]));
    page.screenshot("broken-card-phone");
    page.execute(
        "[...document.querySelectorAll('#boot-card button')].find((it) => it.textContent.startsWith('Copiar')).click()",
    );
    page.wait_for(
        "the report is shown",
        "return document.querySelector('#boot-card details').open",
    );
    let report = page.execute("return document.querySelector('.boot-report').value");
    let report = report.as_str().unwrap_or_default();
    for part in ["no such thing", "browser: Mozilla", "build: interleave-page"] {
        assert!(report.contains(part), "`{part}` is not in: {report}");
    }
    assert_eq!(page.execute("return document.activeElement.className"), "boot-report");
}

/// The page with a storage that does something else.
fn check_with_storage(script: &str) {
    let page = Page::unopened(Site::of_the_page(Headers::Isolating), Options::default());
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    page.go(&page.address());
    page.wait_ready();
    page.set_speed(UNLIMITED);
    page.run();
    page.wait_state("it runs", |state| state.consumed > 20);
    page.pause();
    assert_eq!(page.count(CARD), 0);
    page.assert_silent();
}

#[test]
fn a_storage_that_refuses_is_full_or_holds_garbage_does_no_harm() {
    check_with_storage(
        "for (const name of ['localStorage', 'sessionStorage'])
             Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });",
    );
    check_with_storage(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    );
    check_with_storage(
        "for (const key of ['language', 'theme', 'speed', 'program', 'draft.no-such'])
             localStorage.setItem('interleave.' + key, '\\ud800{\"\\0garbage');
         sessionStorage.setItem('interleave.go-on', 'v1=garbage!%');",
    );
}

/// What was kept of the reader's own version may make no sense any more: the page says so, shows where, and has a way back.
#[test]
fn a_kept_text_that_makes_no_sense_is_said_and_can_be_let_go() {
    for garbage in [r#"\ud800{\"\0garbage"#, "", r"\0", &"x".repeat(100_000)] {
        let page = Page::unopened(Site::of_the_page(Headers::Isolating), Options::default());
        let keep = format!(
            "if (!sessionStorage.getItem('was here')) {{
                 sessionStorage.setItem('was here', 'yes');
                 for (const name of ['three-semaphores', 'two-conditions', 'no-such'])
                     localStorage.setItem('interleave.draft.' + name, \"{garbage}\");
             }}"
        );
        page.run_first(&keep);
        page.go(&page.address());
        page.wait_ready();
        assert_eq!(page.count(".last-right"), 1, "it is said before anything is asked for");
        page.press_button("Run");
        page.wait_timed(WITHIN, "it says why it does not run", || {
            let says = page.state().notice;
            if says.contains("The text has errors") { Ok(()) } else { Err(says) }
        });
        page.find("#editor-text");
        page.wait_for(
            "what is wrong is listed, or that there is nothing",
            "return !!document.querySelector('.problem')
                 || document.querySelector('#editor-summary').textContent.startsWith('Nothing here yet')",
        );
        assert!(!page.state().is_running);
        page.click(".discard-button");
        page.wait_ready();
        page.set_speed(UNLIMITED);
        page.run();
        page.wait_state("it runs", |state| state.consumed > 20);
        page.pause();
        page.reload();
        page.wait_ready();
        assert_eq!(page.count(".last-right"), 0, "it was let go");
        assert_eq!(page.count(CARD), 0);
        page.assert_silent();
    }
}

/// A search that takes long enough for something to happen to it.
fn begin_long_search(page: &Page) {
    for setting in [Setting::Producers, Setting::Consumers, Setting::Capacity] {
        page.set(setting, 8);
    }
    page.set(Setting::Items, 40);
    page.press_button("Prove it");
    page.wait_for(
        "it searches",
        "return document.querySelector('.proof').dataset.proof === 'running'",
    );
}

fn wait_trouble(page: &Page, wanted: Duration, words: &str) {
    page.wait_timed(wanted, &format!("it says `{words}`"), || {
        let says =
            page.execute("return document.querySelector('.proof-failed')?.textContent ?? ''");
        let says = says.as_str().unwrap_or_default();
        if says.contains(words) { Ok(()) } else { Err(says.to_owned()) }
    });
}

#[test]
fn a_checker_that_is_ended_is_missed_soon() {
    let page = Page::open();
    begin_long_search(&page);
    page.wait_for(
        "it says how far it is",
        "return /second/.test(document.querySelector('.proof').textContent)",
    );
    page.execute("spy.kill('checker')");
    wait_trouble(&page, WITHIN_ENDED, "The browser stopped the checker");
    page.screenshot("checker-ended");
    page.click(".ask-button");
    page.wait_for(
        "it searches again",
        "return document.querySelector('.proof').dataset.proof === 'running'",
    );
    page.click(".cancel-button");
    page.assert_silent();
}

#[test]
fn a_checker_that_cannot_be_loaded_says_why() {
    let site = Site::of_the_page(Headers::Isolating);
    let page = Page::unopened(site, Options::default());
    page.go(&page.address());
    page.wait_ready();
    page.site().break_path("interleave-page", Fault::Status("404 Not Found"));
    page.press_button("Prove it");
    wait_trouble(&page, WITHIN, "The checker could not be loaded");
    let says = page.text(".proof-failed");
    assert!(says.contains("module") && !says.contains("smaller"), "{says}");
    page.site().heal();
    // A browser remembers an import that failed only where it failed.
    page.click(".ask-button");
    page.wait_for("there is a verdict", "return !!document.querySelector('.verdict')");
}

#[test]
fn a_checker_that_hangs_is_told_of_and_can_be_asked_again() {
    // Looks are a second apart, which would take the test long.
    let hasten = "const set = window.setInterval; window.setInterval = (then, time) => set(then, time / 20);";
    let page = Page::unopened(Site::of_the_page(Headers::Isolating), Options::default());
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": hasten }));
    page.go(&page.address());
    page.wait_ready();
    page.execute("spy.instead['checker'] = 'onmessage = () => {}'");
    page.press_button("Prove it");
    // It is said every ten seconds anew, which are half a second here.
    wait_trouble(&page, WITHIN, "The checker has been silent for ");
    page.execute("delete spy.instead['checker']");
    page.click(".again-button");
    page.wait_for("there is a verdict", "return !!document.querySelector('.verdict')");
    assert_eq!(page.count(".proof-failed"), 0);
}

#[test]
fn without_a_network_it_goes_on() {
    let page = Page::open();
    set_network(&page, false);
    page.set_speed(UNLIMITED);
    page.run();
    page.wait_state("it runs", |state| state.consumed > 20);
    page.pause();
    page.press_button("Prove it");
    page.wait_for(
        "there is a verdict or a reason",
        "return !!document.querySelector('.verdict, .proof-failed')",
    );
    set_network(&page, true);
}

#[test]
fn who_comes_back_to_it_can_use_it() {
    let page = Page::open();
    page.run();
    page.wait_state("it runs", |state| state.position > 0);
    page.go(&page.site().url_of("/elsewhere"));
    page.ask("going back", page.session().back());
    page.wait_ready();
    assert_eq!(page.count(CARD), 0);
    page.set_speed(UNLIMITED);
    page.run();
    page.wait_state("it runs", |state| state.consumed > 20);
}

#[test]
fn two_tabs_run_side_by_side() {
    let page = Page::open();
    page.set_speed(UNLIMITED);
    page.run();
    let first = page.ask("the tab", page.session().window());
    let second = page.ask("a second tab", page.session().new_tab());
    page.ask("going there", page.session().switch_to_window(second));
    page.go(&page.address());
    page.wait_ready();
    page.set_speed(UNLIMITED);
    page.run();
    page.wait_state("the second runs", |state| state.consumed > 20);
    page.ask("going back", page.session().switch_to_window(first));
    page.devtools("Page.bringToFront", json!({}));
    let consumed = page.state().consumed;
    page.wait_state("the first runs on", |state| state.consumed > consumed);
}
