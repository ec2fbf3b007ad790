//! The words of the glossary: looked up where they stand, by pointer, focus and finger; and all of them.

use thirtyfour::Key;

use crate::browser::Options;
use crate::page::Page;
use crate::site::Headers;

fn open() -> Page {
    Page::open_with(Headers::Isolating, Options { size: (1440, 900), ..Options::default() })
}

const TIP: &str = "document.querySelector('.term-tip')";

fn wait_for_tip(page: &Page, begin: &str) {
    page.wait_for(
        "the word is explained",
        &format!("return !{TIP}.hidden && {TIP}.textContent.startsWith('{begin}')"),
    );
}

fn wait_for_no_tip(page: &Page) {
    page.wait_for("nothing is explained", &format!("return {TIP}.hidden"));
}

/// Sends a pointer over the first element that fits.
fn point_at(page: &Page, selector: &str) {
    page.execute(&format!(
        "document.querySelector('{selector}').dispatchEvent(new PointerEvent('pointerover', {{ bubbles: true }}))"
    ));
}

#[test]
fn a_word_is_explained_by_focus_and_by_pointer_and_escape_ends_it() {
    let page = open();
    // The first words of a newcomer's first program, in words and as code.
    page.find(".story .term[data-term=semaphore]");
    page.focus(".story code .term[data-term=mutex]");
    page.wait_for("a tip is there", &format!("return !{TIP}.hidden"));
    page.screenshot("glossary-tip");
    page.press(Key::Escape);
    wait_for_no_tip(&page);
    page.leave_field();

    point_at(&page, ".tray[data-term=mutex]");
    wait_for_tip(&page, "mutex Short for mutual exclusion");
    // The pointer may go to what is said, and that stays.
    point_at(&page, ".term-tip");
    page.let_frames_pass(60);
    wait_for_tip(&page, "mutex");
    point_at(&page, ".timeline");
    wait_for_no_tip(&page);
    point_at(&page, ".pointer.tail");
    wait_for_tip(&page, "tail");
    page.assert_silent();
}

#[test]
fn the_glossary_is_opened_from_help_in_both_languages() {
    let page = open();
    for (tag, begin) in [("en", "A"), ("pt-BR", "P")] {
        page.focus(".top-bar select");
        page.press(begin.replace('A', "E"));
        page.wait_for("the language", &format!("return document.documentElement.lang === '{tag}'"));
        page.leave_field();
        page.press("?");
        page.click(".glossary-button");
        page.find("dialog.glossary[open]");
        page.wait_for(
            "all words are there",
            "return document.querySelectorAll('.glossary-words dt').length >= 45",
        );
        page.screenshot(&format!("glossary-{tag}"));
        page.press(Key::Escape);
        page.wait_for("it is closed", "return !document.querySelector('dialog[open]')");
    }
    page.assert_silent();
}

#[test]
fn large_type_is_one_key_away() {
    let page = open();
    let size = "return parseFloat(getComputedStyle(document.querySelector('.code-line')).fontSize)";
    let before = page.measure(size);
    page.press("p");
    page.wait_for("it is large", "return document.documentElement.hasAttribute('data-projector')");
    assert!((page.measure(size) / before - 1.4).abs() < 0.02);
    page.screenshot("projector");
    page.press("p");
    page.wait_for(
        "it is as before",
        "return !document.documentElement.hasAttribute('data-projector')",
    );
    page.assert_silent();
}
