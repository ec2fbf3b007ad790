//! The course: each challenge in each language, one of each kind by keyboard alone, on a phone as on a desk.

use serde_json::Value;
use thirtyfour::Key;

use crate::accessibility::{axe, look};
use crate::browser::{Options, Preference};
use crate::page::Page;
use crate::site::{Headers, Site};
use interleave::lesson::{CHALLENGES, TaskKind, Variant};

const WIDE: (u32, u32) = (1440, 900);
const PHONE: (u32, u32) = (360, 740);

/// The page with this fragment, once the words of the course are there.
fn open(fragment: &str, size: (u32, u32)) -> Page {
    let page = Page::unopened(
        Site::of_the_page(Headers::Isolating),
        Options { size, ..Options::default() },
    );
    page.go(&format!("{}#{fragment}", page.address()));
    page.wait_for(
        "the course is there",
        "return document.querySelector('.course-head h1, .overview-head h1')",
    );
    page
}

fn go_to(page: &Page, fragment: &str) {
    page.execute_with("location.hash = arguments[0]", vec![Value::String(fragment.to_owned())]);
}

/// The keys of the page alone: Tab until the focus is on what fits the selector.
fn tab_to(page: &Page, selector: &str) {
    for _ in 0..120 {
        let script = format!("return document.activeElement.matches('{selector}')");
        if page.execute(&script) == true {
            return;
        }
        page.press(Key::Tab);
    }
    panic!("Tab does not come to {selector}");
}

fn wait_verdict(page: &Page, verdict: &str) {
    page.wait_for(
        &format!("the answer is {verdict}"),
        &format!("return document.querySelector('[data-verdict={verdict}]')"),
    );
}

const FOCUS_IS_ON_VERDICT: &str = "return document.activeElement.matches('h2.verdict-heading')";

fn stars(page: &Page) -> u64 {
    page.execute("return document.querySelectorAll('.star-line.is-won').length")
        .as_u64()
        .expect("a number")
}

#[test]
fn the_course_opens_from_the_bar_and_closes_again() {
    let page = Page::open();
    page.click(".course-button");
    page.find(".overview-challenge");
    assert_eq!(page.count(".overview-challenge"), CHALLENGES.len());
    page.click(".overview-challenge");
    page.find(".course-head h1");
    page.click(".brand-button");
    page.find(".transport .run-button");
    page.assert_silent();
}

#[test]
fn each_challenge_opens_in_both_languages_by_one_link() {
    for language in ["en", "pt-BR"] {
        // A page each: Chromium lets nobody change the address more than 200 times in ten seconds, and each link changes
        // it twice.
        let page = open("lesson=two-counters", WIDE);
        for challenge in CHALLENGES {
            go_to(&page, &format!("lesson={}&lang={language}", challenge.name));
            page.wait_for(
                &format!("{} in {language}", challenge.name),
                &format!(
                    "return document.documentElement.lang === '{language}'
                        && document.querySelector('[data-challenge=\"{}\"] h1')?.innerText.length > 5
                        && document.querySelector('.course-text').innerText.length > 20
                        && document.querySelector('.not-shown p').innerText.length > 20
                        && document.querySelector('.course-scene svg')",
                    challenge.name
                ),
            );
        }
        page.assert_silent();
    }
}

#[test]
fn the_scheduler_breaks_the_monitor_by_keys() {
    for size in [WIDE, PHONE] {
        let page = open("lesson=woken-is-not-served", size);
        assert_eq!(page.count(".ribbon .step-chip"), 13);
        page.press("2223");
        page.press(Key::Left);
        page.wait_for(
            "one is taken back",
            "return document.querySelectorAll('.step-chip:not(.is-empty)').length === 3",
        );
        page.execute("location.reload()");
        page.wait_for("it is there again", "return document.querySelector('.course-head h1')");
        // P1 is the first thread, so C1 has the key 2 and C2 the key 3.
        page.press("3331111222233");
        wait_verdict(&page, "right");
        assert_eq!(stars(&page), 3);
        page.screenshot(&format!("lesson-scheduler-{}", size.0));
        page.assert_silent();
    }
}

#[test]
fn a_prediction_is_sealed_and_answered_by_keys() {
    for size in [WIDE, PHONE] {
        let page = open("lesson=two-counters", size);
        tab_to(&page, "input[name=choice]");
        page.press(" ");
        tab_to(&page, "input[name=sure]");
        page.press(" ");
        tab_to(&page, ".submit-button");
        page.press(Key::Enter);
        wait_verdict(&page, "wrong");
        assert!(
            page.text(".course-verdict").contains("one step"),
            "{}",
            page.text(".course-verdict")
        );
        page.wait_for("the focus is on what is said", FOCUS_IS_ON_VERDICT);
        page.screenshot(&format!("lesson-predict-{}", size.0));
        page.focus("input[name=choice]");
        page.press(Key::Down);
        tab_to(&page, ".submit-button");
        page.press(Key::Enter);
        wait_verdict(&page, "right");
        page.wait_for("and again, as the button is gone", FOCUS_IS_ON_VERDICT);
        // Who guessed right learns why it is right, and why the others are not.
        assert!(page.text(".why-right > p").contains("Both may read 0"));
        page.click(".why-right summary");
        assert_eq!(page.count(".why-right li"), 2);
        page.screenshot(&format!("lesson-predict-right-{}", size.0));
        page.assert_silent();
    }
}

#[test]
fn a_repair_is_proved_by_the_checker() {
    for size in [WIDE, PHONE] {
        let page = open("lesson=if-or-while", size);
        page.click(".submit-button");
        wait_verdict(&page, "wrong");
        page.find(".watch-button");
        page.screenshot(&format!("lesson-repair-{}", size.0));
        if size == PHONE {
            page.click(".course-tabs .tab");
        }
        page.focus(".course-card textarea");
        // `if` is on line 14, and begins after twelve blanks.
        page.execute(
            "const field = document.activeElement;
             const at = field.value.indexOf('if not buffer');
             field.setSelectionRange(at, at + 2);",
        );
        page.press("while");
        page.wait_for("it was read", "return document.querySelector('.course-card textarea').value.includes('while not buffer')");
        page.press(Key::Escape);
        if size == PHONE {
            page.click(".course-card.is-open .close-button");
        }
        page.wait_for(
            "it can be proved",
            "return document.querySelector('.submit-button[aria-disabled=false]')",
        );
        page.focus(".submit-button");
        page.press(Key::Enter);
        wait_verdict(&page, "right");
        page.assert_silent();
    }
}

#[test]
fn lines_are_put_in_order_by_keys() {
    for size in [WIDE, PHONE] {
        let page = open("lesson=initial-values", size);
        let challenge = interleave::lesson::find("initial-values").expect("it is there");
        let pool = challenge.pool(&Variant::of(challenge, 0));
        for line in &pool[..3] {
            page.execute_with(
                "const wanted = arguments[0];
                 [...document.querySelectorAll('.is-pool .puzzle-line')].find((it) => it.innerText.trim() === wanted).focus()",
                vec![Value::String(line.trim().to_owned())],
            );
            page.press(Key::Enter);
        }
        page.wait_for("all are placed", "return document.querySelectorAll('.puzzle-lines:not(.is-pool) .puzzle-line').length === 3");
        page.screenshot(&format!("lesson-order-{}", size.0));
        page.focus(".submit-button");
        page.press(Key::Enter);
        wait_verdict(&page, "right");
        page.assert_silent();
    }
}

#[test]
fn blanks_are_filled_by_keys() {
    for size in [WIDE, PHONE] {
        let page = open("lesson=permits", size);
        tab_to(&page, ".blank-number");
        page.press("1" + Key::Tab);
        page.press("0" + Key::Tab);
        // P1 and P2 sleep at `spaces`.
        page.press(" " + Key::Tab);
        page.press(" ");
        page.screenshot(&format!("lesson-blanks-{}", size.0));
        tab_to(&page, ".submit-button");
        page.press(Key::Enter);
        wait_verdict(&page, "right");
        page.assert_silent();
    }
}

#[test]
fn a_safe_text_and_a_true_account_are_chosen_by_keys() {
    for (fragment, downs) in [("lesson=any-lock", 1), ("lesson=why-it-sleeps", 1)] {
        for size in [WIDE, PHONE] {
            let page = open(fragment, size);
            tab_to(&page, "input[name=choice]");
            page.press(" ");
            for _ in 0..downs {
                page.press(Key::Down);
            }
            page.screenshot(&format!("{}-{}", fragment.replace('=', "-"), size.0));
            tab_to(&page, ".submit-button");
            page.press(Key::Enter);
            wait_verdict(&page, "right");
            page.assert_silent();
        }
    }
}

#[test]
fn hints_open_one_by_one_and_progress_stays_and_travels() {
    let page = open("lesson=woken-is-not-served", WIDE);
    for number in 1..=3 {
        page.click(".hint-button");
        page.wait_for(
            "it is open",
            &format!(
                "return document.querySelectorAll('.lesson-hint.is-open').length === {number}"
            ),
        );
    }
    assert!(page.text(".lesson-hint:last-child .hint-text").contains("with lock:"));
    page.press("3331111222233");
    wait_verdict(&page, "right");
    assert_eq!(stars(&page), 2);
    page.reload();
    page.find(".course-head h1");
    go_to(&page, "course");
    page.find(".overview-head");
    let kept = page.execute("return document.querySelector('.progress-link').value");
    let kept = kept.as_str().expect("a link").to_owned();
    assert!(kept.contains("woken-is-not-served.2."), "{kept}");
    page.click(".forget-button");
    page.wait_for(
        "it is forgotten",
        "return document.querySelectorAll('.small-stars').length === 0",
    );
    page.type_into(".bring-field", &kept);
    page.press(Key::Tab);
    page.wait_for("it is back", "return document.querySelectorAll('.small-stars').length === 1");
    page.screenshot("lesson-overview");
    page.assert_silent();
}

#[test]
fn the_course_works_where_storage_is_refused_and_says_when_its_words_are_missing() {
    let site = Site::of_the_page(Headers::Isolating);
    site.run_first("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })");
    let page = Page::unopened(site, Options::default());
    page.go(&format!("{}#lesson=woken-is-not-served", page.address()));
    page.find(".course-head h1");
    page.press("3331111222233");
    wait_verdict(&page, "right");
    page.assert_silent();
}

#[test]
fn nothing_is_too_wide_and_every_button_can_be_hit() {
    let sizes =
        [(360, 740), (320, 256), (568, 320), (768, 1024), (1024, 768), (1366, 657), (1440, 900)];
    let page = open("lesson=two-counters", WIDE);
    let mut found = Vec::new();
    for size in sizes {
        page.resize(size.0, size.1);
        for kind in TaskKind::ALL {
            let challenge =
                CHALLENGES.iter().find(|it| it.task.kind() == kind).expect("there is one of each");
            go_to(&page, &format!("lesson={}&lang=pt-BR", challenge.name));
            page.wait_for(
                "it is there",
                &format!(
                    "return document.querySelector('[data-challenge=\"{}\"]')",
                    challenge.name
                ),
            );
            let wide = page.execute("return document.documentElement.scrollWidth - innerWidth");
            if wide.as_i64() > Some(0) {
                found.push(format!("{} at {size:?} is {wide} too wide", challenge.name));
            }
            if size.0 < 720 {
                let small = page.execute(
                    "return [...document.querySelectorAll('.course-work button, .course-foot button, .course-tabs button, .choice-card, .tick')]
                        .filter((it) => it.checkVisibility() && Math.min(it.getBoundingClientRect().height, 99) < 43.5)
                        .map((it) => it.className)",
                );
                if small != Value::Array(vec![]) {
                    found.push(format!("{} at {size:?}: too small: {small}", challenge.name));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_barrier_is_found_in_the_course() {
    for (size, color) in [(WIDE, Preference::LightColors), (PHONE, Preference::DarkColors)] {
        let page = open("lesson=two-counters", size);
        page.prefer(&[color]);
        page.execute(&axe());
        let mut found = Vec::new();
        for kind in TaskKind::ALL {
            let challenge =
                CHALLENGES.iter().find(|it| it.task.kind() == kind).expect("there is one of each");
            go_to(&page, &format!("lesson={}", challenge.name));
            page.wait_for(
                "it is there",
                &format!(
                    "return document.querySelector('[data-challenge=\"{}\"]')",
                    challenge.name
                ),
            );
            look(&page, challenge.name, &mut found);
        }
        go_to(&page, "course");
        page.find(".overview-head");
        page.click(".teach-button");
        look(&page, "overview", &mut found);
        assert!(found.is_empty(), "{found:#?}");
    }
}

/// On its side a phone has little height: the bars go across the whole page, and who makes the
/// next step stands beside the picture.
#[test]
fn on_its_side_a_phone_shows_the_picture_beside_who_makes_the_next_step() {
    for size in [(740, 360), (568, 320), (915, 412)] {
        for fragment in ["course", "lesson=woken-is-not-served", "lesson=two-counters"] {
            let page = open(fragment, size);
            let faults = page.execute(
                "const shown = (it) => it.checkVisibility({ visibilityProperty: true }) && it.getBoundingClientRect().width > 1;
                const box = (it) => it.getBoundingClientRect();
                const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
                const meet = (one, other) => box(one).left < box(other).right - 1 && box(other).left < box(one).right - 1
                    && box(one).top < box(other).bottom - 1 && box(other).top < box(one).bottom - 1;
                const faults = [];
                const parts = all('.course-bar button, .course-head h1, .overview-head h1, .course-scene, .thread-buttons');
                parts.forEach((one, at) => parts.slice(at + 1).filter((it) => meet(one, it)).forEach(
                    (it) => faults.push(one.className + ' lies over ' + it.className)));
                for (const bar of all('.course-bar, .course-tabs'))
                    if (box(bar).left > 0 || box(bar).right < document.documentElement.clientWidth) faults.push(bar.className + ' is narrow');
                if (document.documentElement.scrollWidth > innerWidth) faults.push('sideways');
                return faults",
            );
            assert_eq!(faults, Value::Array(vec![]), "{fragment} at {size:?}");
            page.screenshot(&format!("lesson-lying-{fragment}-{}", size.0).replace('=', "-"));
            page.assert_silent();
        }
    }
}

/// A view that goes takes the button with it that was pressed.
#[test]
fn the_focus_goes_with_the_reader_through_the_course_and_back() {
    let page = open("lesson=who-lost-it", (1366, 657));
    let has_focus = |selector: &str| {
        page.wait_for(
            &format!("`{selector}` has the focus"),
            &format!("return document.activeElement?.matches(\"{selector}\")"),
        );
    };
    page.focus(".breadcrumbs li:nth-child(2) button");
    page.press(Key::Enter);
    has_focus("[data-challenge='who-lost-it']");
    page.press(Key::Enter);
    has_focus("#scene");
    page.focus(".breadcrumbs li:first-child button");
    page.press(Key::Enter);
    has_focus(".course-button");
    page.press(Key::Enter);
    has_focus("#scene");
    page.assert_silent();
}

/// What a step does is seen in the picture, however far down its button stands.
#[test]
fn the_picture_stays_in_sight_on_a_phone() {
    for size in [(360, 740), (740, 360)] {
        let page = open("lesson=who-lost-it", size);
        page.execute(
            "document.querySelector('.course-work .back-button').scrollIntoView({ block: 'end' })",
        );
        let seen = page.execute(
            "const picture = document.querySelector('.course-scene').getBoundingClientRect();
             const back = document.querySelector('.course-work .back-button').getBoundingClientRect();
             const top = (it) => Math.round(it.top);
             const isUnder = document.elementFromPoint(back.left + back.width / 2, back.top + back.height / 2);
             return [top(picture) >= 0, picture.bottom <= innerHeight, !!isUnder?.closest('.back-button')]",
        );
        assert_eq!(seen, serde_json::json!([true, true, true]), "{size:?}");
        page.screenshot(&format!("course-{}x{}-steps", size.0, size.1));
    }
}
