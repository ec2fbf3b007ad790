//! The timeline: dragging, keys, jumps, zoom, and what small pages fold away.

use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::browser::Options;
use crate::page::{Page, Setting, UNLIMITED};
use crate::site::Headers;

fn open(size: (u32, u32)) -> Page {
    Page::open_with(Headers::Isolating, Options { size, ..Options::default() })
}

/// Makes so many steps.
fn step(page: &Page, steps: usize) {
    (0..steps).for_each(|_| drop(page.step()));
}

/// What the slider says of itself.
fn slider(page: &Page) -> Value {
    page.execute(
        "const it = document.querySelector('.position-slider');
         return [it.role, it.ariaValueMin, it.ariaValueNow, it.ariaValueMax]",
    )
}

#[test]
fn dragging_goes_back_step_by_step() {
    let page = Page::open();
    step(&page, 20);
    let seen = page.execute(
        "const plot = document.querySelector('.position-slider');
         const { left, top, width } = plot.getBoundingClientRect();
         const send = (kind, position, buttons) => plot.dispatchEvent(new PointerEvent(kind, {
             clientX: left + (width * position) / 60 + 0.5, clientY: top + 4,
             buttons, pointerId: 7, bubbles: true,
         }));
         // A pointer that is made up cannot be captured.
         plot.setPointerCapture = () => {};
         plot.hasPointerCapture = () => true;
         send('pointerdown', 20, 1);
         const seen = [];
         for (const position of [15, 9, 2, 11]) {
             send('pointermove', position, 1);
             seen.push(Number(plot.ariaValueNow));
         }
         return spy.frames(4).then(() => [plot.ariaValueNow, seen.length]);",
    );
    assert_eq!(seen, json!(["11", 4]));
    assert_eq!(page.wait_position(11).length, 20, "nothing is forgotten");
    let words = page.execute("return document.querySelector('.position-slider').ariaValueText");
    let words = words.as_str().expect("it is text");
    assert!(words.starts_with("step 11 of 20. "), "{words}");
    assert!(words.len() > "step 11 of 20. ".len() + 4, "it says what happened: {words}");
    page.assert_silent();
}

#[test]
fn its_keys_lead_to_the_start_the_end_and_in_between() {
    let page = Page::open();
    step(&page, 30);
    page.execute("document.querySelector('.position-slider').focus()");
    let press = |key: Key, position: u64| {
        page.press(key);
        assert_eq!(page.wait_position(position).length, 30);
    };
    press(Key::Home, 0);
    press(Key::PageUp, 10);
    press(Key::Right, 11);
    press(Key::Left, 10);
    press(Key::PageDown, 0);
    press(Key::End, 30);
    assert_eq!(slider(&page), json!(["slider", "0", "30", "30"]));
    page.press_button("To the start");
    page.wait_position(0);
    page.press_button("To the latest step");
    page.wait_position(30);
    page.assert_silent();
}

#[test]
fn a_violation_and_any_line_of_the_log_are_a_click_away() {
    let page = Page::open();
    assert_eq!(page.count(".to-violation"), 0, "nothing is wrong yet");
    page.set_speed(UNLIMITED);
    page.set(Setting::Producers, 3);
    page.toggle_fault("skip-spaces-wait");
    page.run();
    page.wait_ending(Duration::from_secs(30));
    let length = page.state().length;
    page.find(".timeline-mark.is-trouble");
    page.click(".log-item:nth-child(4) .log-entry");
    page.wait_position(length - 3);
    assert_eq!(page.count(".cursor[data-trouble]"), 0, "it was still right there");
    page.click(".to-violation");
    page.wait_state("the page is where it broke", |state| {
        state.position == length && state.ending.is_some()
    });
    page.find(".cursor[data-trouble]");
    page.assert_silent();
}

#[test]
fn an_item_is_followed_through_the_run() {
    let page = Page::open();
    step(&page, 40);
    // Some step near the end has to do with an item. What stands above the timeline is drawn at a pace of its own, all of it
    // at once.
    let mut position = page.state().position;
    let is_at_hand = "return !!document.querySelector('.follow-button')";
    loop {
        page.press_button("Back");
        position -= 1;
        let words = format!("step {position} of 40");
        page.wait_until("the step is told", || match page.text(".position-words") {
            shown if shown == words => Ok(()),
            shown => Err(shown),
        });
        if page.execute(is_at_hand) == true {
            break;
        }
        assert!(position > 1, "no step has to do with an item");
    }
    page.click(".follow-button");
    page.find(".item-story");
    let made = page.text(".chapter:nth-of-type(1) b");
    page.click(".chapter:nth-of-type(1)");
    page.wait_position(made.replace(',', "").parse().expect("a number"));
    page.find(".chapter[aria-current=step]");
    page.click(".stop-following");
    page.wait_for("nothing is followed", "return !document.querySelector('.item-story')");
    page.assert_silent();
}

#[test]
fn the_whole_run_can_be_seen_and_hovering_tells_what_was() {
    let page = Page::open();
    page.set_speed(UNLIMITED);
    page.run();
    page.wait_state("a long run", |state| state.length > 3_000);
    page.pause();
    page.wait_state("it rests", |state| !state.is_running);
    let length = page.state().length;
    let window = || {
        page.execute(
            "const { from, to } = document.querySelector('.position-slider').dataset;
             return [Number(from), Number(to)]",
        )
    };
    assert_eq!(window(), json!([length - 60, length]));
    while page.count(".wider[aria-disabled]") == 0 {
        page.click(".wider");
        page.let_frames_pass(12);
    }
    assert_eq!(window(), json!([0, length]));
    let tip = page.execute(
        "const plot = document.querySelector('.position-slider');
         const lane = document.querySelector('.lane:nth-of-type(2)').getBoundingClientRect();
         plot.dispatchEvent(new PointerEvent('pointermove', {
             clientX: lane.left + lane.width / 2, clientY: lane.top + lane.height / 2,
             bubbles: true,
         }));
         const tip = document.querySelector('.timeline-tip');
         return [tip.hidden, tip.textContent]",
    );
    assert_eq!(tip[0], false);
    let said = tip[1].as_str().expect("it is text");
    assert!(said.starts_with("Step ") && said.contains(": "), "{said}");
    page.assert_silent();
}

#[test]
fn a_phone_folds_many_threads_away_and_unfolds_them() {
    let page = open((360, 740));
    let lanes = "return document.querySelector('.lanes').checkVisibility()";
    assert_eq!(page.execute(lanes), true, "few threads have room");
    // The numbers stand beside the picture where there is room.
    page.resize(1440, 900);
    for setting in [Setting::Producers, Setting::Consumers] {
        page.set(setting, 4);
    }
    page.resize(360, 740);
    page.wait_for("they are folded", &lanes.replace("return ", "return !"));
    assert_eq!(page.execute("return document.querySelector('.fill').checkVisibility()"), true);
    page.click(".unfold");
    page.wait_for("they are shown", lanes);
    assert_eq!(page.count(".lane"), 8);
    page.click(".unfold");
    page.wait_for("they are folded again", &lanes.replace("return ", "return !"));
    page.assert_silent();
}

#[test]
fn a_small_frame_has_the_line_and_the_cursor() {
    let page = open((600, 420));
    let lanes = "return document.querySelector('.lanes').checkVisibility()";
    assert_eq!(page.execute(lanes), false);
    assert_eq!(page.execute("return document.querySelector('.cursor').checkVisibility()"), true);
    page.click(".unfold");
    page.wait_for("the lanes are shown", lanes);
    page.assert_silent();
}

#[test]
fn any_point_of_a_run_of_a_million_steps_is_there_at_once() {
    let page = Page::open_with(Headers::Plain, Options::default());
    page.set_speed(UNLIMITED);
    page.run();
    page.wait_state_within(Duration::from_secs(60), "a million steps", |state| {
        state.length > 1_000_000
    });
    page.pause();
    page.wait_state("it rests", |state| !state.is_running);
    let times = page.execute(
        "const plot = document.querySelector('.position-slider');
         const length = Number(plot.ariaValueMax);
         return (async () => {
             const times = [];
             for (let at = 0; at < 40; at += 1) {
                 const target = Math.floor((at * 0.618034 % 1) * length);
                 await spy.frames(2);
                 const begin = performance.now();
                 spy.seek(target);
                 // The page is drawn in a task of its own.
                 while (Number(plot.ariaValueNow) !== target) await new Promise((done) => {
                     const channel = new MessageChannel();
                     channel.port1.onmessage = done;
                     channel.port2.postMessage(0);
                 });
                 times.push(performance.now() - begin);
                 await spy.frames(1);
             }
             return times.sort((a, b) => a - b);
         })()",
    );
    let times: Vec<f64> = serde_json::from_value(times).expect("they are numbers");
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!("going to a point of a million steps: median {median:.1} ms, worst {worst:.1} ms");
    page.assert_silent();
}
