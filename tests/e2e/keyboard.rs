//! Everything works from the keyboard.

use serde_json::Value;
use thirtyfour::Key;

use crate::page::{Page, Setting, UNLIMITED};

#[test]
fn keys_run_step_reset_and_change_the_speed() {
    let page = Page::open();
    page.press(Key::Right);
    page.wait_position(1);
    page.press(Key::Left);
    assert_eq!(page.wait_position(0).length, 1);
    page.press(Key::Right);
    page.wait_position(1);
    // The first producer steps alone.
    page.press("1");
    let state = page.wait_position(2);
    assert_eq!(state.length, 2);
    // The log is drawn at most ten times a second, so later than the position.
    page.wait_until("the latest line of the log is P1's", || match page.latest_entry() {
        entry if entry.starts_with("P1 ") => Ok(()),
        entry => Err(entry),
    });

    page.press(" ");
    page.wait_state("Space runs", |state| state.is_running && state.position > 3);
    page.press(" ");
    page.wait_state("Space pauses", |state| !state.is_running);
    page.press("r");
    page.wait_state("R resets", |state| state.length == 0);
    page.wait_ready();
    // An arrow pauses a run, as the hand of a video does.
    page.press(" ");
    page.wait_state("it runs", |state| state.position > 1);
    page.press(Key::Right);
    page.wait_state("the arrow pauses", |state| !state.is_running);

    let speed = || page.text(".transport .speed-words");
    let wait_for_speed = |wanted: &str| {
        page.wait_until(&format!("the speed is {wanted}"), || match speed() {
            now if now == wanted => Ok(()),
            now => Err(now),
        });
    };
    wait_for_speed("4 steps/s");
    page.press("+");
    wait_for_speed("8 steps/s");
    page.press("--");
    wait_for_speed("2 steps/s");
    page.press("-".repeat(20));
    wait_for_speed("1 step in 4 s");
    page.press("+".repeat(20));
    wait_for_speed("no limit");

    page.press("?");
    page.find("dialog.help[open]");
    // What is behind the help does not listen meanwhile.
    page.press("r" + Key::Right);
    page.press(Key::Escape);
    page.wait_for("the help is closed", "return !document.querySelector('dialog[open]')");
    let state = page.state();
    assert!(!state.is_running && state.position > 0, "{state:?}");
    page.assert_silent();
}

#[test]
fn a_focused_control_keeps_its_own_keys() {
    let page = Page::open();
    page.set_speed(UNLIMITED);
    // Space on a button presses that button, once.
    page.focus(".step-button");
    page.press(" ");
    let state = page.wait_position(1);
    assert!(!state.is_running);
    page.focus(".thread[data-thread='0']");
    page.press(Key::Enter);
    page.wait_position(2);
    page.press(" ");
    assert!(!page.wait_position(3).is_running);
    // Digits and letters in a field are text.
    page.focus(&Setting::Capacity.field());
    page.press("7 r");
    page.let_frames_pass(15);
    let state = page.state();
    assert_eq!((state.position, state.is_running), (3, false));
    page.press(Key::Escape);
    // The arrows count in a field, and do not step.
    page.press(Key::Up + Key::Up + Key::Down);
    page.wait_for(
        "the field counts",
        &format!("return document.querySelector('{}').value === '5'", Setting::Capacity.field()),
    );
    assert_eq!(page.wait_position(0).length, 0, "another number is another run");
    page.assert_silent();
}

/// Tab goes to everything that can be used, in a round, and each place shows that it has the focus.
fn check_tab(page: &Page, what: &str) {
    page.execute(
        r"
        // How an element, and what it may lend its focus to, is drawn.
        window.drawn = (element) =>
            [element, element.parentElement, element.nextElementSibling, ...element.children]
                .filter(Boolean)
                .map((it) => getComputedStyle(it))
                .map((it) => [it.outlineStyle, it.outlineWidth, it.boxShadow, it.stroke, it.strokeWidth, it.clipPath, it.top])
                .join();
        window.named = (element) =>
            `${element.tagName}.${element.getAttribute('class')} ${element.ariaLabel ?? element.textContent.slice(0, 30)}`;
        window.stops = [];
        document.activeElement.blur();
        document.scrollingElement.scrollTop = 0;
        ",
    );
    let mut is_round = false;
    for _ in 0..120 {
        page.press(Key::Tab);
        let more = page.execute(
            "const here = document.activeElement;
             // Between the last and the first there is the browser itself.
             if (here === document.body) return true;
             if (stops.some(([stop]) => stop === here)) return false;
             stops.push([here, drawn(here)]);
             return true;",
        );
        is_round = more == false;
        if is_round {
            break;
        }
    }
    assert!(is_round, "{what}: Tab comes back to where it began");
    let missed = page.execute(
        r"
        document.activeElement.blur();
        const reached = new Set(stops.map(([stop]) => stop));
        const usable = [...document.querySelectorAll('a[href], button, input, select, [tabindex]')]
            .filter((it) => it.tabIndex >= 0 && !it.disabled && it.checkVisibility({ visibilityProperty: true }));
        // Of radio buttons with one name, Tab goes to the one that is chosen.
        const isOther = (it) => it.type === 'radio' && !it.checked;
        return usable.filter((it) => !reached.has(it) && !isOther(it)).map(named);
        ",
    );
    assert_eq!(missed, Value::Array(vec![]), "{what}: cannot be reached by Tab");
    let unseen = page.execute(
        "return stops.filter(([stop, focused]) => drawn(stop) === focused).map(([stop]) => named(stop))",
    );
    assert_eq!(unseen, Value::Array(vec![]), "{what}: nobody sees that it has the focus");
    let count = page.execute("return stops.length").as_u64().expect("a length is a number");
    assert!(count >= 20, "{what}: only {count} places");
}

#[test]
fn tab_reaches_everything_and_shows_where_it_is() {
    let page = Page::open();
    page.step();
    check_tab(&page, "the page at a step");
    page.open_settings();
    check_tab(&page, "with the settings");
    page.close_settings();
    page.toggle_fault("mutex-starts-at-0");
    page.set_speed(UNLIMITED);
    page.run();
    page.wait_ending(crate::browser::PATIENCE);
    check_tab(&page, "at a violation");
    page.assert_silent();
}
