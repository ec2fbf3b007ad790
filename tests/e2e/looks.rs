//! Pictures of the page for people to look at, in `target/screenshots`. What a machine can see in them is tested as well:
//! that words stand inside what they belong to, and that none lies over another.

use std::time::Duration;

use serde_json::Value;

use crate::browser::{Options, Preference};
use crate::page::{Page, Setting, UNLIMITED};
use crate::site::Headers;

/// The pages that are looked at.
const SIZES: [(&str, (u32, u32)); 4] = [
    ("wide", (1440, 900)),
    ("projector", (1920, 1080)),
    ("embedded", (600, 420)),
    ("phone", (360, 740)),
];

/// Takes a picture, and adds to `faults` what is wrong with it.
fn take(page: &Page, name: &str, faults: &mut Vec<String>) {
    page.wait_for(
        "nothing is on its way",
        "return document.getAnimations().every(({ playState }) => playState !== 'running')",
    );
    page.screenshot(name);
    let found = page.execute(
        r"
        const isShown = (it) => it.checkVisibility({ visibilityProperty: true, opacityProperty: true });
        const words = (it) => `‘${it.textContent.trim().slice(0, 40)}’ of ${it.getAttribute('class')}`;
        const faults = [];
        if (document.scrollingElement.scrollWidth > innerWidth) faults.push('it scrolls sideways');

        // Text in boxes of the page: cut off, unless it shows that it is.
        for (const it of document.querySelectorAll('button, .badge, dd, dt, h1, h2, .speed-words, .position-words')) {
            const style = getComputedStyle(it);
            const isCut = it.scrollWidth > it.clientWidth + 1 && style.overflow !== 'visible';
            const hides = it.closest('.visually-hidden') || it.clientWidth <= 1;
            if (isShown(it) && isCut && !hides && style.textOverflow !== 'ellipsis') faults.push(`cut: ${words(it)}`);
        }

        // Text in the picture: outside of it, or over other text.
        const picture = document.querySelector('.scene-picture');
        const frame = picture.getBoundingClientRect();
        const texts = [...picture.querySelectorAll('text')]
            .filter((it) => isShown(it) && it.textContent.trim() !== '')
            .map((it) => [it, it.getBoundingClientRect()])
            .filter(([, { width, height }]) => width > 0 && height > 0);
        for (const [it, at] of texts) {
            const isInside = at.left >= frame.left - 2 && at.right <= frame.right + 2
                && at.top >= frame.top - 2 && at.bottom <= frame.bottom + 2;
            if (!isInside) faults.push(`outside the picture: ${words(it)}`);
        }
        // What moves may pass over what stands.
        const stands = texts.filter(([it]) => !it.closest('.chip, .traveller, .pointer, .lost') && !it.matches('.vacant-name'));
        stands.forEach(([it, a], index) => {
            for (const [other, b] of stands.slice(index + 1)) {
                const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                // The letters themselves take about the middle half of their line.
                const top = Math.max(a.top + a.height / 4, b.top + b.height / 4);
                const bottom = Math.min(a.bottom - a.height / 4, b.bottom - b.height / 4);
                if (across > 2 && bottom - top > 1) {
                    faults.push(`one over the other: ${words(it)} and ${words(other)}`);
                }
            }
        });
        // Each thread and each end of the buffer is called by its own name.
        const names = (selector) => [...picture.querySelectorAll(selector)].map((it) => it.textContent);
        for (const name of names('.chip-name')) {
            if (!/^[PC]\d+$/.test(name)) faults.push(`a thread is called ‘${name}’`);
        }
        const ends = names('.pointer-name').sort().join();
        if (document.documentElement.lang === 'en' && ends !== 'head,tail') faults.push(`the ends are called ‘${ends}’`);
        return faults;
        ",
    );
    let Value::Array(found) = found else { panic!("{found}") };
    faults.extend(found.iter().map(|fault| format!("{name}: {}", fault.as_str().unwrap_or("?"))));
}

/// Takes a picture in light, and also in dark where the colours have something to tell.
fn take_all(page: &Page, name: &str, in_dark: bool, faults: &mut Vec<String>) {
    // Items and threads on their way arrive.
    page.let_frames_pass(12);
    if in_dark {
        page.prefer(&[Preference::DarkColors]);
        take(page, &format!("{name}-dark"), faults);
    }
    page.prefer(&[Preference::LightColors]);
    take(page, &format!("{name}-light"), faults);
}

/// A page whose numbers can be chosen; small pages get theirs while they are wide.
fn open(size: (u32, u32)) -> Page {
    let page =
        Page::open_with(Headers::Isolating, Options { size: (1440, 900), ..Options::default() });
    page.resize(size.0, size.1);
    page
}

/// Chooses numbers, and runs for a while.
fn run_with(page: &Page, size: (u32, u32), [producers, consumers, capacity]: [u32; 3]) {
    page.resize(1440, 900);
    page.set(Setting::Producers, producers);
    page.set(Setting::Consumers, consumers);
    page.set(Setting::Capacity, capacity);
    page.set_speed(11);
    page.run();
    page.wait_state("something goes on", |state| state.consumed > 20);
    page.pause();
    page.resize(size.0, size.1);
}

/// Breaks the program, and opens the steps that led there.
fn run_into(page: &Page, size: (u32, u32), fault: &str) {
    page.resize(1440, 900);
    page.set_speed(UNLIMITED);
    page.toggle_fault(fault);
    page.run();
    page.wait_ending(Duration::from_secs(30));
    page.click(".banner .button-link");
    page.resize(size.0, size.1);
}

fn repair(page: &Page) {
    page.resize(1440, 900);
    page.click(".repair-button");
    page.wait_state("it is repaired", |state| state.ending.is_none());
    page.wait_ready();
}

fn check(index: usize) {
    let (name, size) = SIZES[index];
    let page = open(size);
    let mut faults = Vec::new();
    let mut picture =
        |what: &str, in_dark| take_all(&page, &format!("{name}-{what}"), in_dark, &mut faults);
    picture("start", true);
    run_with(&page, size, [3, 3, 8]);
    picture("mid-run", false);
    run_into(&page, size, "skip-spaces-wait");
    picture("overwritten", true);
    repair(&page);
    run_into(&page, size, "producer-swaps-waits");
    picture("deadlock", false);
    repair(&page);
    run_with(&page, size, [8, 8, 32]);
    picture("8-and-8", false);
    run_with(&page, size, [16, 16, 64]);
    picture("16-and-16", true);
    page.resize(1440, 900);
    page.focus(".top-bar select");
    page.press("P");
    page.wait_for("it is Portuguese", "return document.documentElement.lang === 'pt-BR'");
    page.leave_field();
    page.resize(size.0, size.1);
    picture("portuguese", false);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    page.assert_silent();
}

#[test]
fn wide() {
    check(0);
}

#[test]
fn projector() {
    check(1);
}

#[test]
fn embedded() {
    check(2);
}

#[test]
fn phone() {
    check(3);
}
