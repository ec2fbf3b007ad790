//! What is done to the page. Each leaves it at rest, on the program and with the kind of threads that it opened with.

use std::time::{Duration, Instant};

use serde_json::json;

use super::Soak;
use crate::page::{Page, Setting};
use interleave::catalogue::CATALOGUE;

/// The program that the page opens with; the faults are its.
const HOME: &str = "three-semaphores";

type Doing = fn(&mut Soak);

/// All of them, in the order of the first round.
pub const ALL: [(&str, Doing); 11] = [
    ("top speed", top_speed),
    ("resets", resets),
    ("faults", faults),
    ("edits", edits),
    ("numbers", numbers),
    ("checks", checks),
    ("kinds of thread", kinds),
    ("sizes", sizes),
    ("the past", past),
    ("programs", programs),
    ("languages", languages),
];

/// How long something runs, if there is time for it.
const WHILE: Duration = Duration::from_secs(3);

/// One run, as long as it takes to fill what is kept of the past, if the machine is not too slow for that.
fn top_speed(soak: &mut Soak) {
    const ENOUGH: u64 = 10_000_000;
    let begin = Instant::now();
    soak.run(soak.at_most(Duration::from_secs(15), 8));
    let most = soak.at_most(Duration::from_secs(45), 4);
    while begin.elapsed() < most && !soak.is_over() {
        let goes_on = soak.page.execute("return soak.go(1000)");
        if goes_on == false || soak.page.state().length > ENOUGH {
            break;
        }
    }
    soak.rest();
}

fn resets(soak: &mut Soak) {
    for _ in 0..soak.random.among(5, 15) {
        if soak.is_over() {
            break;
        }
        soak.page.run();
        let frames = soak.random.among(0, 20);
        soak.page.let_frames_pass(frames);
        if frames.is_multiple_of(2) { soak.stop() } else { soak.page.reset() }
    }
    soak.rest();
}

fn faults(soak: &mut Soak) {
    const FAULTS: [&str; 7] = [
        "skip-spaces-wait",
        "skip-items-wait",
        "producer-skips-mutex",
        "producer-swaps-waits",
        "consumer-forgets-mutex-signal",
        "forget-items-signal",
        "spaces-starts-one-high",
    ];
    for _ in 0..3 {
        let fault = *soak.random.of(&FAULTS);
        soak.page.toggle_fault(fault);
        soak.run(soak.at_most(WHILE, 60));
        soak.pause();
        soak.page.execute("document.querySelector('.back-button').click()");
        soak.page.toggle_fault(fault);
        soak.page.reset();
    }
    soak.rest();
}

fn edits(soak: &mut Soak) {
    soak.page.click(".code-views label:nth-of-type(2)");
    soak.page.find("#editor-text");
    let text = soak.page.execute("return document.querySelector('#editor-text').value");
    let text = text.as_str().expect("it is text").to_owned();
    let lines: Vec<&str> = text.lines().collect();
    for _ in 0..3 {
        let left_out = soak.random.among(0, lines.len() as u32 - 1) as usize;
        let others = lines.iter().enumerate().filter(|(index, _)| *index != left_out);
        let changed: Vec<&str> = others.map(|(_, line)| *line).collect();
        paste(&soak.page, &changed.join("\n"));
        soak.page.let_frames_pass(10);
        // With most lines left out it is no program; then nothing runs.
        soak.page.execute("document.querySelector('[data-motion=paused]')?.click()");
        soak.page.execute("return soak.go(1500)");
        soak.pause();
    }
    paste(&soak.page, &text);
    soak.page.leave_field();
    soak.page.click(".code-views label:nth-of-type(1)");
    soak.page.choose_program(HOME);
    soak.rest();
}

fn paste(page: &Page, text: &str) {
    page.execute_with(
        "const field = document.querySelector('#editor-text');
         field.focus();
         field.select();
         document.execCommand('insertText', false, arguments[0]);",
        vec![json!(text)],
    );
}

fn numbers(soak: &mut Soak) {
    for most in [16, 6] {
        for setting in [Setting::Producers, Setting::Consumers] {
            let number = soak.random.among(1, most);
            soak.page.set(
                setting,
                if most == 16 && setting == Setting::Producers { 16 } else { number },
            );
        }
        let capacity = soak.random.among(1, 64);
        soak.page.set(Setting::Capacity, capacity);
        soak.run(soak.at_most(WHILE, 60));
        soak.rest();
    }
    few(&soak.page);
}

/// The numbers that the page opens with.
fn few(page: &Page) {
    page.set(Setting::Producers, 2);
    page.set(Setting::Consumers, 2);
    page.set(Setting::Capacity, 4);
}

fn checks(soak: &mut Soak) {
    let prove = |page: &Page| {
        page.click(".prove-button");
        page.find("#panel-proof.is-open");
    };
    let close = |page: &Page| {
        page.click("#panel-proof .close-button");
        page.wait_for("it is closed", "return !document.querySelector('#panel-proof.is-open')");
    };
    for setting in [Setting::Producers, Setting::Consumers, Setting::Capacity] {
        let number = soak.random.among(1, 3);
        soak.page.set(setting, number);
    }
    prove(&soak.page);
    let verdict = "return !!document.querySelector('.verdict:not(.is-stale)')";
    soak.page.wait_for("there is a verdict", verdict);
    close(&soak.page);
    // One that takes long, and is stopped before its end.
    for setting in [Setting::Producers, Setting::Consumers, Setting::Capacity] {
        soak.page.set(setting, 8);
    }
    prove(&soak.page);
    // Where reductions leave few states, it may have ended by now.
    soak.page.find(".cancel-button, .verdict:not(.is-stale)");
    let frames = soak.random.among(10, 120);
    soak.page.let_frames_pass(frames);
    soak.page.execute("document.querySelector('.cancel-button')?.click()");
    soak.page.wait_for("there is a verdict", verdict);
    close(&soak.page);
    few(&soak.page);
    soak.rest();
}

fn kinds(soak: &mut Soak) {
    let choose = |page: &Page, index: u32| {
        page.open_settings();
        page.execute_with(
            "document.querySelectorAll('#panel-settings [name=thread-kind]')[arguments[0]].click()",
            vec![json!(index)],
        );
        page.close_settings();
        page.wait_ready();
    };
    choose(&soak.page, 1);
    soak.run(soak.at_most(WHILE, 60));
    soak.rest();
    choose(&soak.page, 0);
    soak.run(soak.at_most(WHILE, 60));
    soak.rest();
}

/// Of the window. In other engines than Chromium it has a least width.
fn sizes(soak: &mut Soak) {
    const SIZES: [(u32, u32); 6] =
        [(600, 500), (768, 1024), (1024, 768), (1366, 657), (1440, 900), (800, 600)];
    soak.page.run();
    for _ in 0..4 {
        let (width, height) = *soak.random.of(&SIZES);
        soak.page.resize(width, height);
        soak.page.execute("return soak.go(700)");
    }
    soak.page.resize(1280, 900);
    soak.rest();
}

fn past(soak: &mut Soak) {
    soak.run(soak.at_most(WHILE, 60));
    soak.pause();
    let length = soak.page.state().length;
    for _ in 0..8 {
        let position = soak.random.next() % (length + 1);
        soak.page.seek(position);
        soak.page.let_frames_pass(3);
        soak.page.execute("document.querySelector('.back-button').click()");
    }
    soak.page.execute("document.querySelector('.to-start')?.click()");
    soak.page.let_frames_pass(3);
    soak.rest();
}

fn programs(soak: &mut Soak) {
    for _ in 0..3 {
        if soak.is_over() {
            break;
        }
        let entry = *soak.random.of(&CATALOGUE);
        println!("         {}", entry.name);
        soak.page.choose_program(entry.name);
        soak.run(soak.at_most(WHILE, 60));
        soak.rest();
    }
    soak.page.choose_program(HOME);
    few(&soak.page);
    soak.rest();
}

fn languages(soak: &mut Soak) {
    soak.page.run();
    for place in [1, 0] {
        soak.page.execute_with(
            "const list = document.querySelector('.top-bar select');
             list.selectedIndex = arguments[0];
             list.dispatchEvent(new Event('change', { bubbles: true }));",
            vec![json!(place)],
        );
        soak.page.let_frames_pass(30);
    }
    soak.rest();
}
