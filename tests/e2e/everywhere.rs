//! Lessons, links, files and frames, in Chromium and Firefox.

use serde_json::{Value, json};

use crate::browser::{Engine, Options};
use crate::page::Page;
use crate::site::{Headers, Site};
use interleave::lesson::{CHALLENGES, find};
use interleave::session::lesson::{HandIn, Work};

// In Chromium `lessons` does the same by keys and in both sizes.
in_firefox![
    a_lesson_opens_in_both_languages_by_its_link,
    a_prediction_is_sealed_and_answered,
    the_scheduler_breaks_the_monitor,
    a_repair_is_judged_by_the_checker,
    what_was_done_is_there_again,
];

in_chromium_and_firefox![
    a_lesson_is_shared_with_its_variant,
    a_view_is_shared_and_opened_without_what_it_hides,
    a_hand_in_is_judged_where_it_is_opened,
    a_run_is_a_file_and_a_text,
    the_picture_is_drawn_for_a_file,
    a_frame_is_driven_by_its_host,
];

fn unopened(engine: Engine) -> Page {
    Page::unopened(Site::of_the_page(Headers::Isolating), Options { engine, ..Options::default() })
}

/// The page with this fragment, once the words of the course are there.
fn open(engine: Engine, fragment: &str) -> Page {
    let page = unopened(engine);
    page.go(&format!("{}#{fragment}", page.address()));
    page.wait_for(
        "the course is there",
        "return document.querySelector('.course-head h1, .overview-head h1, .handed-in h1')",
    );
    page
}

fn laboratory(engine: Engine) -> Page {
    Page::open_with(Headers::Isolating, Options { engine, ..Options::default() })
}

fn wait_verdict(page: &Page, verdict: &str) {
    page.wait_for(
        &format!("the answer is {verdict}"),
        &format!("return document.querySelector('[data-verdict={verdict}]')"),
    );
}

fn choose(page: &Page, group: &str, place: usize) {
    page.click(&format!("fieldset:has([name={group}]) .choice-option:nth-child({place})"));
}

fn shared(page: &Page) -> String {
    let value = page.execute("return document.querySelector('#share-link').value");
    value.as_str().expect("a text").to_owned()
}

fn a_lesson_opens_in_both_languages_by_its_link(engine: Engine) {
    let page = open(engine, "lesson=two-counters&lang=en");
    for language in ["pt-BR", "en"] {
        let fragment = format!("lesson=woken-is-not-served&lang={language}");
        page.execute_with("location.hash = arguments[0]", vec![json!(fragment)]);
        page.wait_for(
            "it is in this language",
            &format!(
                "return document.documentElement.lang === '{language}'
                    && document.querySelector('[data-challenge=woken-is-not-served] h1')?.innerText.length > 5"
            ),
        );
    }
    page.assert_silent();
}

fn a_prediction_is_sealed_and_answered(engine: Engine) {
    let page = open(engine, "lesson=two-counters");
    page.click(".choice-card:nth-of-type(1)");
    page.click(".sure-option:nth-of-type(2)");
    page.click(".submit-button");
    wait_verdict(&page, "wrong");
    page.click(".choice-card:nth-of-type(2)");
    page.click(".submit-button");
    wait_verdict(&page, "right");
    page.assert_silent();
}

fn the_scheduler_breaks_the_monitor(engine: Engine) {
    let page = open(engine, "lesson=woken-is-not-served");
    page.press("3331111222233");
    wait_verdict(&page, "right");
    let stars = page.execute("return document.querySelectorAll('.star-line.is-won').length");
    assert_eq!(stars, 3);
    page.assert_silent();
}

fn a_repair_is_judged_by_the_checker(engine: Engine) {
    let page = open(engine, "lesson=if-or-while");
    page.click(".submit-button");
    wait_verdict(&page, "wrong");
    page.find(".watch-button");
    page.assert_silent();
}

fn what_was_done_is_there_again(engine: Engine) {
    let page = open(engine, "lesson=woken-is-not-served");
    page.press("3331111222233");
    wait_verdict(&page, "right");
    page.reload();
    page.find(".course-head h1");
    page.execute("location.hash = 'course'");
    page.find(".overview-head");
    let kept = page.execute("return document.querySelector('.progress-link').value");
    assert!(kept.as_str().is_some_and(|it| it.contains("woken-is-not-served.3.")), "{kept}");
    page.assert_silent();
}

fn a_lesson_is_shared_with_its_variant(engine: Engine) {
    let page = open(engine, "lesson=woken-is-not-served&variant=17&lang=pt-BR");
    let task = page.text(".course-head h1");
    page.press_button("Compartilhar");
    page.find("dialog.share[open]");
    let link = shared(&page);
    assert!(link.ends_with("#lesson=woken-is-not-served&variant=17&lang=pt-BR"), "{link}");
    page.go("about:blank");
    page.go(&link);
    page.find(".course-head h1");
    assert_eq!(page.text(".course-head h1"), task);
    let variant = page.execute("return document.querySelector('.variant-number').value");
    assert_eq!(variant, "17");
    page.assert_silent();
}

fn a_view_is_shared_and_opened_without_what_it_hides(engine: Engine) {
    let page = laboratory(engine);
    for _ in 0..3 {
        page.step();
    }
    let state = page.state();
    page.press_button("Share");
    page.find("dialog.share[open]");
    choose(&page, "share-what", 3);
    page.click(".share-ticks:nth-of-type(2) .share-tick:nth-child(3)");
    page.click(".share-ticks:nth-of-type(3) .share-tick:nth-child(3)");
    page.wait_for(
        "it is in the link",
        "return document.querySelector('#share-link').value.includes('lock=')",
    );
    let link = shared(&page);
    assert!(link.contains("?hide=log&lock=editor#v1="), "{link}");
    page.go("about:blank");
    page.go(&link);
    page.wait_ready();
    let again = page.state();
    assert_eq!((again.position, again.length), (state.position, state.length));
    page.wait_for(
        "the log is hidden",
        "return !document.querySelector('#panel-log').checkVisibility()",
    );
    assert_eq!(page.execute("return document.documentElement.dataset.lock"), "editor");
    page.assert_silent();
}

fn a_hand_in_is_judged_where_it_is_opened(engine: Engine) {
    let wrong = find("if-or-while").expect("it is there");
    let works = CHALLENGES.iter().filter(|it| it.name != wrong.name).take(3);
    let works = works.map(|it| Work::claiming(it, it.solution));
    let works = works.chain([Work::claiming(wrong, wrong.wrong_answers[0].answer)]);
    let fragment = HandIn::of(works).to_fragment().expect("it is short");
    let page = open(engine, &fragment);
    page.wait_for(
        "all is judged",
        "return document.querySelector('.hand-in-sum[data-judged=true]')",
    );
    assert_eq!(page.count("[data-result=right]"), 3);
    assert_eq!(page.count("[data-challenge=if-or-while][data-result=wrong] .hand-in-problem"), 1);
    page.screenshot(&format!("handed-in-{engine:?}"));
    // A damaged one is said to be damaged, and shows nothing.
    let damaged = &fragment[..fragment.len() - 4];
    page.execute_with("location.hash = arguments[0]", vec![json!(damaged)]);
    page.wait_for("it is said", "return document.querySelector('[role=alert].hand-in-problem')");
    assert_eq!(page.count(".hand-in-work"), 0);
    page.assert_silent();
}

/// Lets the click that saves say what it would save, in place of saving it.
const CATCH: &str = "HTMLAnchorElement.prototype.click = function () { window.saved = [this.download, this.href.split(':')[0]] }";

fn a_run_is_a_file_and_a_text(engine: Engine) {
    let page = laboratory(engine);
    for _ in 0..4 {
        page.step();
    }
    page.execute(CATCH);
    page.press_button("Share");
    page.find("dialog.share[open]");
    for (place, beginning, file) in [
        (1, "step,thread,line,text,did", "interleave-three-semaphores-run.csv"),
        (2, "{", "interleave-three-semaphores-run.json"),
        (3, "sequenceDiagram", "interleave-three-semaphores-run.mmd"),
        (4, "<svg ", "interleave-three-semaphores-run.svg"),
    ] {
        choose(&page, "share-export", place);
        page.wait_for(
            &format!("{file} is there to be copied"),
            &format!("return document.querySelector('#share-export-text')?.value.startsWith('{beginning}')"),
        );
        page.click(".share-save");
        assert_eq!(page.execute("return window.saved"), json!([file, "blob"]));
    }
    choose(&page, "share-export", 7);
    page.wait_for(
        "there is no verdict",
        "return document.querySelector('.share-exported .share-problem')",
    );
    choose(&page, "share-export", 8);
    page.wait_for(
        "a program of roles is none of Python",
        "return document.querySelector('.share-exported .share-problem')?.textContent.includes('whole Python program')",
    );
    page.assert_silent();
}

fn the_picture_is_drawn_for_a_file(engine: Engine) {
    let page = laboratory(engine);
    page.step();
    page.execute(CATCH);
    page.press_button("Share");
    page.find("dialog.share[open]");
    choose(&page, "share-export", 5);
    page.wait_for(
        "the picture is a text that stands for itself",
        "const text = document.querySelector('#share-export-text')?.value;
         if (!text?.startsWith('<svg')) return false;
         const drawn = new DOMParser().parseFromString(text, 'image/svg+xml');
         return !drawn.querySelector('parsererror, [class]') && drawn.querySelectorAll('text').length > 5",
    );
    choose(&page, "share-export", 6);
    page.wait_for(
        "the photo is one",
        "const photo = document.querySelector('.share-photo');
         return photo?.src.startsWith('data:image/png') && photo.naturalWidth > 300",
    );
    page.click(".share-save");
    let file = json!(["interleave-three-semaphores-picture.png", "data"]);
    assert_eq!(page.execute("return window.saved"), file);
    page.screenshot(&format!("share-photo-{engine:?}"));
    page.assert_silent();
}

fn a_frame_is_driven_by_its_host(engine: Engine) {
    let html = r#"<!doctype html><link rel=icon href=data:,><title>Host</title>
        <script>window.heard = [];
            addEventListener("message", ({ data }) => heard.push(data));</script>
        <iframe id=frame src="/?embed=1&program=two-mutexes&hide=log" width=1000 height=700 allow="cross-origin-isolated"></iframe>"#;
    let site = Site::of_the_page(Headers::Isolating).with_page("/host", html);
    let page = Page::unopened(site, Options { engine, ..Options::default() });
    page.go(&page.site().url_of("/host"));
    page.wait_for("it is ready", "return heard.some((it) => it.type === 'ready')");
    let send = |message: Value| {
        page.execute_with(
            "document.querySelector('#frame').contentWindow.postMessage(arguments[0], '*')",
            vec![message],
        );
    };
    send(json!({ "interleave": 1, "type": "set", "threads": "simulated", "seed": 1 }));
    send(json!({ "interleave": 1, "type": "step" }));
    send(json!({ "interleave": 1, "type": "get-state", "id": 7 }));
    page.wait_for(
        "its state has one step",
        "return heard.some((it) => it.type === 'state' && it.id === 7 && it.step === 1 && it.program === 'two-mutexes')",
    );
    send(json!({ "interleave": 1, "type": "no-such-command" }));
    page.wait_for("nonsense is refused", "return heard.some((it) => it.type === 'error')");
}
