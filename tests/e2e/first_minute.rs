//! The first visit: three moves that are made by making them, and stay away once they are.

use std::time::{Duration, Instant};

use thirtyfour::Key;

use crate::browser::Options;
use crate::page::{Page, Threads, UNLIMITED};
use crate::site::{Headers, Site};

const THE_LINE: &str = "[data-fault=producer-skips-mutex]";

/// How long chance may take to break the line, on the slowest machine.
const CHANCE: Duration = Duration::from_secs(180);

/// The page in a browser that has never been here.
fn first_visit(headers: Headers, size: (u32, u32)) -> Page {
    let options = Options { size, ..Options::default() };
    let page = Page::of_newcomer(Site::of_the_page(headers), options);
    page.open_again();
    wait_for_move(&page, "run");
    page
}

fn wait_for_move(page: &Page, next: &str) {
    page.wait_for(
        &format!("the next move is `{next}`"),
        &format!("return !!document.querySelector('.first-steps[data-next={next}]')"),
    );
}

fn wait_until_gone(page: &Page) {
    page.wait_for("the band has gone", "return !document.querySelector('.first-steps')");
}

/// Waits until the line that was switched off shows, at the speed that the page opens with, and says
/// how long that took.
fn wait_for_trouble(page: &Page, what: &str) {
    let begin = Instant::now();
    page.wait_ending(CHANCE);
    println!("{what}: from the switch to what went wrong {:?}", begin.elapsed());
    wait_for_move(page, "look-back");
}

/// The number of the next move is filled in the band and at its place, and no other one is.
fn check_numbers(page: &Page, filled: &str) {
    let script = format!(
        "const at = (it, pseudo) => getComputedStyle(it, pseudo);
         const ink = at(document.querySelector('.move.is-next .move-number')).backgroundColor;
         const places = {{ run: '.run-button', break: '{THE_LINE}', 'look-back': '.back-button' }};
         return Object.entries(places).filter(([, place]) =>
            at(document.querySelector(place), '::before').backgroundColor === ink).map(([it]) => it).join()"
    );
    page.wait_until("only the next move is filled", || {
        let found = page.execute(&script);
        if found == filled { Ok(()) } else { Err(format!("{found} are filled")) }
    });
}

#[test]
fn the_three_moves_are_made_by_mouse() {
    let page = first_visit(Headers::Isolating, (1440, 900));
    page.screenshot("first-steps-run");
    check_numbers(&page, "run");
    let card = "return document.querySelector('.scene-card').clientHeight";
    let beside_the_band = page.measure(card);
    page.run();
    wait_for_move(&page, "break");
    check_numbers(&page, "break");
    page.screenshot("first-steps-break");
    page.click(THE_LINE);
    wait_for_trouble(&page, "real threads");
    check_numbers(&page, "look-back");
    page.screenshot("first-steps-look-back");
    page.press_button("Back");
    wait_until_gone(&page);
    let grown = page.measure(card);
    assert!(grown > beside_the_band, "the picture takes the room: {grown} after {beside_the_band}");

    page.open_again();
    assert_eq!(page.count(".first-steps"), 0, "never again");
    page.press_button("Help");
    page.click(".first-steps-again");
    wait_for_move(&page, "run");
    page.click(".first-steps-close");
    wait_until_gone(&page);
    page.assert_silent();
}

#[test]
fn the_three_moves_are_made_by_keyboard() {
    let page = first_visit(Headers::Plain, (1280, 900));
    assert_eq!(page.state().threads, Threads::Simulated);
    page.press(" ");
    wait_for_move(&page, "break");
    page.focus(THE_LINE);
    page.press(Key::Enter);
    wait_for_trouble(&page, "simulated threads");
    page.leave_field();
    page.press(Key::Left);
    wait_until_gone(&page);
    page.assert_silent();
}

#[test]
fn the_three_moves_are_made_on_a_phone() {
    let page = first_visit(Headers::Isolating, (360, 740));
    page.screenshot("first-steps-phone");
    page.press_button("Run");
    wait_for_move(&page, "break");
    page.click(".tab:first-child");
    page.find("#panel-code.is-open");
    // What is pressed while the sheet slides in may be the line beside it.
    page.wait_for(
        "it has come",
        "return document.querySelector('#panel-code').getAnimations().length === 0",
    );
    page.screenshot("first-steps-phone-program");
    page.click(&format!("#panel-code.is-open {THE_LINE}"));
    wait_for_trouble(&page, "a phone");
    page.wait_for(
        "the sheet makes room for what is said",
        "return !document.querySelector('.sheet.is-open')",
    );
    page.wait_for(
        "it has gone",
        "return document.querySelector('#panel-code').getAnimations().length === 0",
    );
    page.screenshot("first-steps-phone-look-back");
    page.press_button("Back");
    wait_until_gone(&page);
    page.assert_silent();
}

#[test]
fn closed_it_is_closed_for_ever_and_where_nothing_is_kept_for_this_visit() {
    let page = first_visit(Headers::Isolating, (1024, 768));
    page.click(".first-steps-close");
    wait_until_gone(&page);
    page.open_again();
    assert_eq!(page.count(".first-steps"), 0);

    page.run_first(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
    );
    page.open_again();
    wait_for_move(&page, "run");
    page.click(".first-steps-close");
    wait_until_gone(&page);
    page.run();
    page.assert_silent();
}

#[test]
fn who_comes_by_a_link_or_sees_it_in_a_frame_is_offered_nothing() {
    let site = Site::of_the_page(Headers::Isolating)
        .with_page("/course", "<!doctype html><title>Course</title><link rel=icon href=data:,><iframe title=Interleave src=/ width=900 height=600></iframe>");
    let course = site.url_of("/course");
    let page = Page::of_newcomer(site, Options::default());
    page.open_again();
    wait_for_move(&page, "run");
    page.press_button("Share");
    page.find("dialog.share[open]");
    let link = page.execute("return document.querySelector('#share-link').value");
    let link = link.as_str().expect("a link").to_owned();
    assert!(link.contains("#v1="), "{link}");
    page.go("about:blank");
    page.go(&link);
    page.wait_ready();
    assert_eq!(page.count(".first-steps"), 0, "a link shows what it says");

    page.go(&course);
    page.enter_frame("iframe");
    page.wait_ready();
    assert_eq!(page.count(".first-steps"), 0, "a frame shows what its page is about");
    page.leave_frames();
    page.assert_silent();
}

#[test]
fn a_violation_says_its_cause_and_what_comes_next() {
    let page = Page::open();
    page.set_speed(UNLIMITED);
    page.toggle_fault("skip-spaces-wait");
    page.run();
    page.wait_ending(CHANCE);
    page.wait_until("the cause is said", || {
        let said = page.text(".banner");
        match said.contains("because spaces.wait() in line 9 is switched off") {
            true => Ok(()),
            false => Err(said),
        }
    });
    page.screenshot("violation-next");
    let length = page.state().length;
    page.click(".watch-it");
    page.wait_state("it is watched", |state| state.position < length || !state.is_running);
    page.wait_state("it has been watched to its end", |state| {
        state.position == length && !state.is_running
    });
    page.click(".banner .repair-it");
    page.wait_state("it is repaired", |state| state.ending.is_none() && !state.notice.is_empty());
    page.click(".toast .undo-button");
    page.wait_for("it is proved", "return !!document.querySelector('.verdict.is-safe, .verdict')");
    page.assert_silent();
}

#[test]
fn undo_takes_back_what_was_switched_but_not_in_text() {
    let page = Page::open();
    page.toggle_fault("skip-spaces-wait");
    page.press_with(&[Key::Control], 'z');
    page.wait_for(
        "the switch is back",
        &format!("return {PRESSED}('skip-spaces-wait') === 'false'"),
    );
    page.wait_state("that is said", |state| state.notice.contains("Undone"));
    page.press_with(&[Key::Control, Key::Shift], 'z');
    page.wait_for("it is off again", &format!("return {PRESSED}('skip-spaces-wait') === 'true'"));
    // A field has an undo of its own.
    page.focus(".transport [data-setting=capacity] input");
    page.press_with(&[Key::Control], 'z');
    page.let_frames_pass(5);
    assert_eq!(page.execute(&format!("return {PRESSED}('skip-spaces-wait')")), "true");
    page.assert_silent();
}

/// Whether the switch of a fault is pressed.
const PRESSED: &str =
    "((it) => document.querySelector(`[data-fault=${it}]`).getAttribute('aria-pressed'))";

#[test]
fn the_browser_s_back_goes_to_the_program_before() {
    let page = Page::open();
    let name = "return document.querySelector('.program-name').textContent";
    let first = page.execute(name);
    page.choose_program("two-conditions");
    let second = page.execute(name);
    page.choose_program("channel");
    assert_ne!(first, second);
    page.execute("history.back()");
    page.wait_for("the second is back", &format!("{name} === {second}"));
    page.execute("history.back()");
    page.wait_for("the first is back", &format!("{name} === {first}"));
    page.execute("history.forward()");
    page.wait_for("forward", &format!("{name} === {second}"));
    // A place of the page is no program.
    page.execute("document.querySelector('.skip-link').click()");
    page.execute("history.back()");
    page.let_frames_pass(5);
    assert_eq!(page.execute(name), second);
    page.assert_silent();
}

#[test]
fn the_catalogue_is_searched_and_begins_a_text_of_one_s_own() {
    let page = Page::open();
    page.click(".program-button");
    page.find("dialog.programs[open]");
    page.focus(".programs input[type=search]");
    page.press("barrier");
    let names =
        "[...document.querySelectorAll('.program-choice')].map((it) => it.dataset.program).join()";
    page.wait_for(
        "it is found",
        &format!("return {names} === 'meeting-in-rounds,barrier-in-phases'"),
    );
    page.screenshot("catalogue-search");
    page.press(Key::Down);
    page.press(Key::Enter);
    page.wait_for("the choice is made", "return !document.querySelector('dialog[open]')");
    page.wait_for(
        "it is open",
        "return document.querySelector('.program-name').textContent.includes('ounds')",
    );
    page.click(".program-button");
    page.find("dialog.programs[open]");
    page.click(".program-begin button:first-child");
    page.wait_for(
        "the editor has the blank program",
        "return document.querySelector('textarea')?.value.includes('def producer():')",
    );
    // Whoever begins a program types next, and what was not run yet has not ended either.
    page.wait_for(
        "the caret is there",
        "return document.activeElement === document.querySelector('#editor-text')",
    );
    assert_eq!(page.count("[data-ending]"), 0);
    page.assert_silent();
}
