//! The page on a phone, and in a small frame.

use std::time::Duration;

use serde_json::{Value, json};

use crate::browser::Options;
use crate::page::{Page, Threads};
use crate::site::Headers;

fn open(size: (u32, u32)) -> Page {
    Page::open_with(Headers::Isolating, Options { size, ..Options::default() })
}

/// Nothing makes the page wider than its window.
pub fn check_width(page: &Page, what: &str) {
    let widths = "return [document.scrollingElement.scrollWidth, innerWidth]";
    let widths = page.execute(widths);
    if widths[0].as_u64() > widths[1].as_u64() {
        // Hidden elements make it wider too.
        let beyond = page.execute(
            "return [...document.querySelectorAll('*')]
                .filter((it) => it.getBoundingClientRect().right > innerWidth)
                .map((it) => `${it.getBoundingClientRect().right}: ${it.outerHTML.slice(0, 90)}`)",
        );
        panic!("{what}: {widths} wide, {beyond:#}");
    }
    let outside = page.execute(
        "return [...document.querySelectorAll('button, input, select, p, h1, h2, li, dd')]
            .filter((it) => it.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
            .filter((it) => !it.closest('.visually-hidden, .skip-link'))
            .filter((it) => {
                const { left, right, width } = it.getBoundingClientRect();
                return width > 1 && (left < -1 || right > innerWidth + 1);
            })
            .map((it) => it.outerHTML.slice(0, 120))",
    );
    assert_eq!(outside, Value::Array(vec![]), "{what}: cut off at the side");
}

/// What a thumb has to hit is at least 44 pixels large.
fn check_targets(page: &Page, selector: &str) {
    let small = page.execute_with(
        "return [...document.querySelectorAll(arguments[0])]
            .filter((it) => it.checkVisibility({ visibilityProperty: true }))
            .map((it) => [it.outerHTML.slice(0, 90), it.getBoundingClientRect()])
            .filter(([, { width, height }]) => width < 44 || height < 44)
            .map(([name, { width, height }]) => `${name} is ${width} × ${height}`)",
        vec![json!(selector)],
    );
    assert_eq!(small, Value::Array(vec![]), "too small to hit");
    assert!(page.count(selector) > 0, "there is no {selector}");
}

/// Opens a sheet, and waits until it has slid up: what is clicked on its way is missed.
fn open_sheet(page: &Page, tab: u8, sheet: &str) {
    page.click(&format!(".tab:nth-child({tab})"));
    page.find(&format!("#panel-{sheet}.is-open"));
    page.wait_for(
        "the sheet has come to rest",
        "return document.querySelector('.sheet.is-open').getAnimations().length === 0",
    );
}

#[test]
fn a_phone_shows_everything_without_scrolling_sideways() {
    let page = open((360, 740));
    check_width(&page, "the start");
    check_targets(&page, ".transport-buttons button");
    check_targets(&page, ".tab");
    check_targets(&page, ".help-button");
    for (tab, sheet) in [(1, "code"), (2, "log"), (3, "settings"), (4, "proof")] {
        open_sheet(&page, tab, sheet);
        check_width(&page, sheet);
        check_targets(&page, &format!("#panel-{sheet} .close-button"));
        if sheet == "settings" {
            check_targets(&page, "#panel-settings .stepper-button");
        }
        page.click(&format!("#panel-{sheet} .close-button"));
        page.wait_for("the sheet is closed", "return !document.querySelector('.sheet.is-open')");
    }
    page.press_button("Help");
    page.find("dialog[open]");
    check_width(&page, "the help");
    page.press(thirtyfour::Key::Escape);
    page.assert_silent();
}

#[test]
fn a_phone_can_break_the_program_and_repair_it() {
    let page = open((360, 740));
    open_sheet(&page, 1, "code");
    page.click("#panel-code.is-open [data-fault=producer-swaps-waits]");
    page.click("#panel-code .close-button");
    // Faster, as the deadlock takes some steps.
    page.press("+".repeat(20));
    page.run();
    assert_eq!(page.wait_ending(Duration::from_secs(30)), "deadlock");
    check_width(&page, "a deadlock");
    page.click(".banner .button-link");
    check_width(&page, "a deadlock, with its steps");
    open_sheet(&page, 1, "code");
    page.click("#panel-code.is-open .repair-button");
    page.wait_state("it is repaired", |state| {
        state.ending.is_none() && state.threads == Threads::Real
    });
    page.assert_silent();
}

#[test]
fn a_small_frame_has_the_picture_and_its_controls() {
    let page = open((600, 420));
    check_width(&page, "the start");
    check_targets(&page, ".transport-buttons button");
    let picture = page.execute(
        "const { width, height, bottom } = document.querySelector('.scene-picture').getBoundingClientRect();
         return [width > 400, height > 180, bottom <= innerHeight,
             document.scrollingElement.scrollHeight <= innerHeight]",
    );
    assert_eq!(picture, json!([true, true, true, true]));
    page.run();
    page.wait_state("it runs", |state| state.position > 2);
    page.pause();
    page.assert_silent();
}
