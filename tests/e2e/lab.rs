//! *Compare runtimes*: opened by mouse, by keys and by a link; knobs, questions, the table, on a desk and on a phone.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::accessibility::{axe, look};
use crate::browser::{Options, Preference};
use crate::page::Page;
use crate::site::{Headers, Site};
use crate::small_pages::check_width;
use interleave::session::lab::QUESTIONS;

const WIDE: (u32, u32) = (1440, 900);
const PHONE: (u32, u32) = (360, 740);
const LYING: (u32, u32) = (740, 360);

/// The lab as a link shows it, once its questions are there.
fn open(fragment: &str, size: (u32, u32)) -> Page {
    let site = Site::of_the_page(Headers::Isolating);
    let page = Page::unopened(site, Options { size, ..Options::default() });
    page.go(&format!("{}#{fragment}", page.address()));
    page.wait_for("the lab is there", "return document.querySelector('.lab .lab-question')");
    page
}

/// What all is done after under a runtime, as the strips say it.
fn total(page: &Page, runtime: &str) -> u64 {
    let script = format!(
        "return document.querySelector('.lab-total[data-runtime={runtime}]').dataset.total"
    );
    let total = page.execute(&script);
    total.as_str().and_then(|it| it.parse().ok()).expect("a number")
}

fn is_open(page: &Page) -> bool {
    page.count(".lab") == 1
}

#[test]
fn it_opens_by_mouse_and_by_keys_and_closes_to_where_one_was() {
    let page = Page::open_with(Headers::Isolating, Options { size: WIDE, ..Options::default() });
    page.click(".lab-button");
    page.find(".lab-total[data-runtime=gil]");
    page.wait_for("its title has the focus", "return document.activeElement.id === 'lab-title'");
    page.click(".lab-close");
    page.find(".transport .run-button");
    assert!(!is_open(&page));

    page.focus(".lab-button");
    page.press(Key::Enter);
    page.find(".lab-total[data-runtime=gil]");
    // What runs and steps the program means nothing here.
    page.press(" ");
    page.press(Key::Escape);
    page.find(".transport .run-button");
    assert_eq!(page.state().position, 0);
    page.execute("history.back()");
    page.wait_for("back to the lab", "return document.querySelector('.lab')");
    page.assert_silent();
}

#[test]
fn a_knob_moves_the_strips_and_the_address_by_mouse_and_by_keys() {
    let page = open("lab=open", WIDE);
    assert_eq!(total(&page, "serial"), 8_000_000);
    let drawn = "return document.querySelector('[data-plot=gil] path.seg').getAttribute('d')";
    let before = page.execute(drawn);
    page.click("[data-knob=tasks] .stepper-button:last-child");
    page.wait_for(
        "ten tasks",
        "return document.querySelector('.lab-total[data-runtime=serial]').dataset.total === '10000000'",
    );
    assert_ne!(page.execute(drawn), before);
    page.focus("#knob-wait");
    page.press(Key::Left);
    page.wait_for("the address says it", "return location.hash.includes('tasks=10&wait=60')");
    assert_eq!(total(&page, "serial"), 8_000_000);
    page.click(".lab-lever");
    page.wait_for("the knob that is named", "return document.activeElement.closest('[data-knob]')");
    page.assert_silent();
}

#[test]
fn a_question_is_answered_first_and_then_shown() {
    for size in [WIDE, PHONE] {
        let page = open("lab=compute-and-wait", size);
        assert_eq!(page.count("[data-answer]"), 3);
        assert_eq!(page.count(".lab-plot"), 0, "the strips would give it away");
        page.focus("[data-answer='2']");
        page.press(Key::Enter);
        page.find("[data-answer='1'].is-right");
        page.find("[data-answer='2'].is-chosen");
        page.find(".lab-plot[data-plot=gil] path.seg-wants");
        page.screenshot(&format!("lab-question-{}", size.0));
        page.click(".lab-next");
        page.find(&format!("[data-asked={}]", QUESTIONS[3].name));
        assert_eq!(page.count(".lab-plot"), 0);
        page.assert_silent();
    }
}

#[test]
fn the_table_says_what_the_strips_say() {
    let page = open("lab=open&tasks=5&native=10&start=spawn", WIDE);
    let strips = page.execute(
        "return [...document.querySelectorAll('.lab-total')].map(({ dataset: { runtime, total }, innerText }) =>
            [runtime, total, innerText.split('\\n')[0]])",
    );
    page.click(".lab-as-table");
    page.find(".lab-table [data-row]");
    let table = page.execute(
        "return [...document.querySelectorAll('.lab-table [data-row]')].map(({ dataset: { row, total }, cells }) =>
            [row, total, cells[1].innerText])",
    );
    assert_eq!(strips.as_array().map(Vec::len), Some(6));
    assert_eq!(strips, table);
    page.assert_silent();
}

#[test]
fn the_cursor_goes_through_all_strips_by_keys_and_by_pointer() {
    let page = open("lab=open", WIDE);
    page.focus(".lab-time-slider");
    page.press(Key::End);
    page.wait_for("the end", "return document.querySelector('.lab-time').innerText === '800 ms'");
    page.press(Key::Home);
    page.wait_for("the begin", "return document.querySelector('.lab-time').innerText === '0 ms'");
    page.click("[data-plot=asyncio] svg");
    page.wait_for(
        "the middle",
        "return Math.abs(parseInt(document.querySelector('.lab-time').innerText) - 400) < 10",
    );
    let lines = page.execute(
        "return [...document.querySelectorAll('.lab-line')].map((it) => Math.round(it.getBoundingClientRect().left))",
    );
    let lines = lines.as_array().expect("they are numbers").clone();
    assert_eq!(lines.len(), 6);
    assert!(lines.iter().all(|it| *it == lines[0]), "{lines:?}");
    page.assert_silent();
}

#[test]
fn nothing_is_cut_off_and_nothing_lies_over_another_on_small_pages() {
    for size in [PHONE, LYING, (568, 320), (1024, 768), WIDE] {
        let page = open("lab=open", size);
        check_width(&page, "strips");
        // Strips one below the other, each in its place.
        let overlap = page.execute(
            "const rooms = [...document.querySelectorAll('.lab-plot')].map((it) => it.getBoundingClientRect());
            return rooms.slice(1).filter((it, at) => it.top < rooms[at].bottom - 1).length",
        );
        assert_eq!(overlap, json!(0), "{size:?}");
        page.screenshot(&format!("lab-{}", size.0));
        if size.0 < 900 {
            for side in ["knobs", "bars", "questions"] {
                page.click(&format!(".lab-tab[data-side={side}]"));
                check_width(&page, side);
                let small = page.execute(
                    "return [...document.querySelectorAll('.lab button, .lab-tab')]
                        .filter((it) => it.checkVisibility({ visibilityProperty: true }))
                        .filter((it) => it.getBoundingClientRect().height < 44 && !it.matches('.lab-reset'))
                        .map((it) => it.outerHTML.slice(0, 90))",
                );
                assert_eq!(small, Value::Array(vec![]), "{side} at {size:?}");
            }
        }
        page.assert_silent();
    }
}

#[test]
fn a_machine_finds_no_barriers() {
    for (size, color) in [
        (WIDE, Preference::LightColors),
        (WIDE, Preference::DarkColors),
        (PHONE, Preference::DarkColors),
    ] {
        let page = open("lab=open", size);
        page.prefer(&[color]);
        page.execute(&axe());
        let mut found = Vec::new();
        look(&page, "strips", &mut found);
        page.click(".lab-as-table");
        look(&page, "table", &mut found);
        page.execute("location.hash = 'lab=one-heavy-call'");
        page.click("[data-answer='0']");
        look(&page, "question", &mut found);
        if size == PHONE {
            for side in ["knobs", "bars", "questions"] {
                page.click(&format!(".lab-tab[data-side={side}]"));
                look(&page, side, &mut found);
            }
        }
        assert_eq!(found, Vec::<String>::new(), "{size:?}");
    }
}
