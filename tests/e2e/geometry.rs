//! Where the parts of the page are, at every size of window: nothing lies over anything else, nothing leaves the
//! window at its side, whatever can be pressed is reached, and a broken rule is seen together with its explanation.

use std::time::Duration;

use serde_json::{Value, json};

use crate::browser::{Options, Preference};
use crate::page::{Page, Setting, UNLIMITED};
use crate::site::{Headers, Site};

/// Phones and frames upright and on their side, tablets, notebooks, a projector, and a page at 400 %.
const SIZES: [(u32, u32); 14] = [
    (320, 568),
    (360, 740),
    (500, 740),
    (568, 320),
    (740, 360),
    (915, 412),
    (600, 420),
    (768, 1024),
    (800, 600),
    (1024, 768),
    (1366, 657),
    (1440, 900),
    (1920, 1080),
    (320, 256),
];

/// A phone, a notebook, and a phone on its side.
const FEW: [(u32, u32); 3] = [(360, 740), (1366, 657), (740, 360)];

/// In a window this small the page scrolls.
const REFLOWED: (u32, u32) = (320, 256);

/// The picture's letters have eleven to fifteen pixels at full size.
const LEAST_SCALE: f64 = 0.7;

/// Everybody's own colour scheme is looked at in these.
const IN_DARK: [(u32, u32); 4] = [(320, 568), (740, 360), (1024, 768), (1440, 900)];

fn open() -> Page {
    Page::open_with(Headers::Isolating, Options { size: (1440, 900), ..Options::default() })
}

/// Goes through the sizes, and notes what is wrong at each.
fn look(page: &Page, sizes: &[(u32, u32)], what: &str, least: f64, faults: &mut Vec<String>) {
    let broken = page.count(".banner.is-trouble") > 0;
    for &(width, height) in sizes {
        page.resize(width, height);
        page.let_frames_pass(6);
        // In a smaller window they begin by sliding out of it.
        page.wait_for(
            "the sheets are where they belong",
            "return [...document.querySelectorAll('.sheet')].every((it) => it.getAnimations().length === 0)",
        );
        let is_running = page.count("[data-motion=running]") > 0;
        if !is_running {
            wait_for_rest(page);
            page.screenshot(&format!("geometry-{width}x{height}-{what}"));
            if IN_DARK.contains(&(width, height)) && broken {
                page.prefer(&[Preference::DarkColors]);
                wait_for_rest(page);
                page.screenshot(&format!("geometry-{width}x{height}-{what}-dark"));
                page.prefer(&[Preference::LightColors]);
            }
        }
        let scrolls = (width, height) == REFLOWED;
        for fault in faults_of(page, broken, scrolls, least) {
            faults.push(format!("{width} × {height}, {what}: {fault}"));
        }
    }
    page.resize(1440, 900);
    page.let_frames_pass(6);
}

fn wait_for_rest(page: &Page) {
    page.wait_for(
        "nothing is on its way",
        "return document.getAnimations().every(({ playState }) => playState !== 'running')",
    );
}

fn faults_of(page: &Page, broken: bool, scrolls: bool, least: f64) -> Vec<String> {
    let shown = json!({ "broken": broken, "scrolls": scrolls, "least": least });
    let Value::Array(found) = page.execute_with(include_str!("geometry.js"), vec![shown]) else {
        panic!("the script gives a list")
    };
    found.iter().map(|fault| fault.as_str().unwrap_or("?").to_owned()).collect()
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Breaks the program, at full speed.
fn break_with(page: &Page, fault: &str) {
    page.set_speed(UNLIMITED);
    page.toggle_fault(fault);
    page.run();
    page.wait_ending(Duration::from_secs(30));
}

#[test]
fn nothing_overlaps_at_any_size() {
    let page = open();
    let mut faults = Vec::new();
    look(&page, &SIZES, "rest", LEAST_SCALE, &mut faults);
    page.set_speed(4);
    page.run();
    look(&page, &SIZES, "running", LEAST_SCALE, &mut faults);
    page.pause();
    page.reset();
    break_with(&page, "skip-spaces-wait");
    look(&page, &SIZES, "broken", LEAST_SCALE, &mut faults);
    page.click(".banner .button-link");
    page.find(".banner-steps");
    look(&page, &SIZES, "steps", 0.6, &mut faults);
    assert_none(&faults);
    page.assert_silent();
}

#[test]
fn nothing_overlaps_with_many_threads_in_portuguese() {
    let page = open();
    let mut faults = Vec::new();
    page.focus(".top-bar select");
    page.press("P");
    page.wait_for("it is Portuguese", "return document.documentElement.lang === 'pt-BR'");
    page.leave_field();
    look(&page, &SIZES, "pt", LEAST_SCALE, &mut faults);
    page.set(Setting::Producers, 16);
    page.set(Setting::Consumers, 16);
    page.set(Setting::Capacity, 64);
    page.set_speed(11);
    page.run();
    page.wait_state("something goes on", |state| state.consumed > 40);
    page.pause();
    look(&page, &FEW, "pt-16-16", 0.5, &mut faults);
    break_with(&page, "skip-spaces-wait");
    look(&page, &FEW, "pt-16-16-broken", 0.4, &mut faults);
    assert_none(&faults);
    page.assert_silent();
}

#[test]
fn nothing_overlaps_in_programs_of_many_parts() {
    let page = open();
    let mut faults = Vec::new();
    for program in [
        "bounded-queue",
        "run-for-a-time",
        "two-conditions",
        "lock-and-event-repaired",
        "meeting-in-rounds",
    ] {
        page.choose_program(program);
        look(&page, &FEW, program, 0.5, &mut faults);
    }
    assert_none(&faults);
    page.assert_silent();
}

/// Long names, several roles, and a console.
const WHOLE: &str = "\
import threading

class LightSwitch:
    def __init__(self):
        self.readers_inside = 0
        self.mutex = threading.Lock()

    def lock(self, room):
        with self.mutex:
            self.readers_inside += 1
            if self.readers_inside == 1:
                room.acquire()

    def unlock(self, room):
        with self.mutex:
            self.readers_inside -= 1
            if self.readers_inside == 0:
                room.release()

room_empty = threading.Semaphore(1)
switch = LightSwitch()
version = 0

def reader(number):
    switch.lock(room_empty)
    seen = version
    switch.unlock(room_empty)
    print(f'reader number {number} has seen version {seen} of the text')

def writer(times):
    global version
    for i in range(times):
        room_empty.acquire()
        version = i + 1
        room_empty.release()
        print('written version', i + 1)

threads = [threading.Thread(target=reader, args=(i,)) for i in range(4)]
threads.append(threading.Thread(target=writer, args=(3,)))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('the end')
";

#[test]
fn a_whole_program_fits_with_what_it_prints() {
    let page = open();
    let mut faults = Vec::new();
    page.edit();
    page.paste(WHOLE);
    page.wait_for("it can run", "return !!document.querySelector('.console')");
    look(&page, &SIZES, "whole-rest", 0.5, &mut faults);
    page.set_speed(7);
    page.run();
    page.wait_for(
        "somebody has printed something",
        "return document.querySelectorAll('.console-line').length > 1",
    );
    look(&page, &FEW, "whole-running", 0.5, &mut faults);
    page.set_speed(UNLIMITED);
    page.wait_for(
        "it has ended",
        "return document.querySelector('.console-text')?.textContent === 'the end'",
    );
    // The latest stands below the others.
    let places = page.execute(
        "return [...document.querySelectorAll('.console-text')].map((it) => it.getBoundingClientRect().top)",
    );
    let places: Vec<f64> =
        places.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    assert!(places.len() == 8 && places.is_sorted_by(|a, b| a > b), "{places:?}");
    look(&page, &SIZES, "whole-ended", 0.5, &mut faults);
    page.click(".code-views label:nth-of-type(1)");
    look(&page, &SIZES, "whole-program", 0.5, &mut faults);
    // A line leads to the step that printed it.
    page.execute("document.querySelector('li:last-of-type > .console-line').click()");
    page.wait_for(
        "one line is left",
        "return document.querySelectorAll('.console-line').length === 1",
    );
    assert_none(&faults);
    page.assert_silent();
}

#[test]
fn the_first_steps_cover_nothing() {
    let options = Options { size: (1440, 900), ..Options::default() };
    let page = Page::of_newcomer(Site::of_the_page(Headers::Isolating), options);
    page.open_again();
    page.find(".first-steps");
    let mut faults = Vec::new();
    look(&page, &SIZES, "first-steps", 0.6, &mut faults);
    break_with(&page, "producer-skips-mutex");
    page.find(".first-steps[data-next=look-back]");
    look(&page, &SIZES, "first-steps-broken", 0.5, &mut faults);
    assert_none(&faults);
    page.assert_silent();
}

/// Phones upright and on their side, and a frame.
const PHONES: [(u32, u32); 5] = [(320, 568), (360, 740), (568, 320), (740, 360), (600, 420)];

#[test]
fn every_sheet_of_a_small_page_scrolls_and_closes() {
    let page = open();
    let mut faults = Vec::new();
    for (width, height) in PHONES {
        page.resize(width, height);
        page.let_frames_pass(4);
        for (tab, sheet) in [(1, "code"), (2, "log"), (3, "settings"), (4, "proof")] {
            page.click(&format!(".tab:nth-child({tab})"));
            page.find(&format!("#panel-{sheet}.is-open"));
            wait_for_rest(&page);
            page.screenshot(&format!("geometry-{width}x{height}-sheet-{sheet}"));
            for fault in faults_of(&page, false, false, 0.0) {
                faults.push(format!("{width} × {height}, {sheet}: {fault}"));
            }
            page.click(&format!("#panel-{sheet} .close-button"));
            page.wait_for("it is closed", "return !document.querySelector('.sheet.is-open')");
            wait_for_rest(&page);
        }
    }
    assert_none(&faults);
    page.assert_silent();
}

/// At 400 % the button that was pressed stands below the picture and what is said of it.
#[test]
fn a_page_that_scrolls_shows_the_broken_place_with_its_explanation() {
    let page = open();
    page.set_speed(UNLIMITED);
    for (width, height) in [REFLOWED, (460, 280)] {
        for fault in ["skip-spaces-wait", "producer-swaps-waits"] {
            page.resize(width, height);
            page.toggle_fault(fault);
            page.run();
            page.wait_ending(Duration::from_secs(30));
            page.wait_for(
                "the place and the words are in sight",
                "const isInSight = (it) => {
                     const { top, bottom, width } = it.getBoundingClientRect();
                     return width > 0 && top >= 0 && bottom <= innerHeight;
                 };
                 const places = [...document.querySelectorAll('.slot-trouble, .thread[data-trouble] .card')];
                 return places.some(isInSight) && isInSight(document.querySelector('.banner strong'));",
            );
            page.screenshot(&format!("geometry-{width}x{height}-shown-{fault}"));
            page.resize(1440, 900);
            page.click(".repair-button");
            page.wait_state("the fault is gone", |state| state.ending.is_none());
        }
    }
    page.assert_silent();
}
