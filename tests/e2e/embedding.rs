//! Interleave inside another page: a host that does everything by messages, what it hides and locks, and nonsense.

use serde_json::{Value, json};

use crate::browser::{Browser, Options};
use crate::site::{Headers, Site};

/// The example page that is served beside the simulator, with the simulator ready.
fn example() -> (Site, Browser) {
    let site = Site::of_the_page(Headers::Isolating);
    let browser = Browser::open(&site.url_of("/embed-host.html"));
    browser.wait_for("the simulator is ready", "return document.querySelector('#sim').isReady");
    (site, browser)
}

/// What the element's promise gives, or the code of its refusal.
fn ask(browser: &Browser, call: &str) -> Value {
    browser.execute(&format!(
        "return document.querySelector('#sim').{call}.catch((it) => ({{ refused: it.code ?? String(it) }}))"
    ))
}

/// A frame of the simulator with this address, in a page of the same site that keeps what it hears.
fn framed(query: &str) -> (Site, Browser) {
    let site = Site::of_the_page(Headers::Isolating);
    let html = format!(
        r#"<!doctype html><link rel=icon href=data:,><title>Host</title>
        <script>window.heard = [];
            addEventListener("message", ({{ data }}) => heard.push(data));</script>
        <iframe id=frame src="/?embed=1&{query}" width=1000 height=700></iframe>"#
    );
    let site = site.with_page("/host", &html);
    let browser = Browser::open(&site.url_of("/host"));
    wait_heard(&browser, "ready");
    (site, browser)
}

fn wait_heard(browser: &Browser, kind: &str) {
    let script = format!("return heard.some((it) => it.type === '{kind}')");
    browser.wait_for(&format!("`{kind}` is heard"), &script);
}

fn send(browser: &Browser, message: &Value) {
    let script = "frame.contentWindow.postMessage(arguments[0], '*')";
    browser.execute_with(
        &script.replace("frame.", "document.querySelector('#frame')."),
        vec![message.clone()],
    );
}

#[test]
fn a_host_page_drives_everything_by_messages() {
    let (_site, browser) = example();
    let state = ask(&browser, "getState()");
    assert_eq!(
        (&state["program"], &state["faults"]),
        (&json!("three-semaphores"), &json!(["skip-spaces-wait"]))
    );
    // The one fault lets a producer write where nobody has read.
    ask(&browser, "set({ threads: 'simulated', seed: 1, speed: 'unlimited' })");
    ask(&browser, "step()");
    ask(&browser, "step('P2')");
    let state = ask(&browser, "getState()");
    assert_eq!((state["step"].as_u64(), state["length"].as_u64()), (Some(2), Some(2)));
    assert_eq!(ask(&browser, "back()")["step"].as_u64(), Some(1));
    assert_eq!(ask(&browser, "seek(2)")["step"].as_u64(), Some(2));
    assert_eq!(ask(&browser, "seek(99)")["refused"], "out-of-range");
    assert_eq!(ask(&browser, "step('C1')")["refused"], "not-possible");
    assert_eq!(ask(&browser, "outcomes()")["refused"], "not-available");
    let verdict = ask(&browser, "check()");
    assert_eq!(
        (&verdict["verdict"], &verdict["violation"]),
        (&json!("violated"), &json!("overwrite"))
    );
    // What the checker found is loaded as steps, and broken in the picture.
    let loaded = browser.execute_with(
        "const [steps] = arguments; return document.querySelector('#sim').load({ program: 'three-semaphores',
            faults: ['skip-spaces-wait'], steps })",
        vec![verdict["steps"].clone()],
    );
    assert_eq!(loaded["ending"], "overwrite");
    browser.wait_for(
        "the violation is told",
        "return document.querySelector('[data-type=violation]')",
    );
    assert_eq!(ask(&browser, "set({ faults: [], lang: 'pt-BR' })")["language"], "pt-BR");
    ask(&browser, "run()");
    browser.wait_until("it runs", || {
        let state = ask(&browser, "getState()");
        if state["step"].as_u64() > Some(20) { Ok(()) } else { Err(state.to_string()) }
    });
    assert_eq!(ask(&browser, "pause()")["running"], false);
    assert_eq!(ask(&browser, "reset()")["step"].as_u64(), Some(0));
    assert_eq!(
        ask(&browser, "load({ program: 'two-mutexes', capacity: 2 })")["program"],
        "two-mutexes"
    );
    // The buttons of the example do the same.
    browser.click("[name=step]");
    browser.wait_for(
        "the page says so",
        "return document.querySelector('#said').textContent.startsWith('step: step ')",
    );
    browser.assert_silent();
}

#[test]
fn the_picture_waits_to_be_pressed_and_the_frame_grows() {
    let site = Site::of_the_page(Headers::Isolating);
    let html = r#"<!doctype html><link rel=icon href=data:,><title>Host</title><script src="/embed.js"></script>
        <interleave-sim program="two-mutexes" lang="pt-BR"></interleave-sim>"#;
    let site = site.with_page("/host", html);
    let browser = Browser::open(&site.url_of("/host"));
    let root = "document.querySelector('interleave-sim').shadowRoot";
    let picture = browser.execute(&format!(
        "return [{root}.querySelector('button').ariaLabel, !!{root}.querySelector('svg'), !!{root}.querySelector('iframe')]"
    ));
    assert_eq!(picture, json!(["Iniciar o simulador – Interleave: two mutexes", true, false]));
    assert!(!site.requests().iter().any(|it| it.ends_with(".wasm")), "{:?}", site.requests());
    browser.execute(&format!(
        "{root}.querySelector('button').focus(); {root}.querySelector('button').click()"
    ));
    browser.wait_for("it is ready", "return document.querySelector('interleave-sim').isReady");
    browser.wait_for(
        "the frame has the height it asks for",
        &format!("return parseInt({root}.querySelector('iframe').style.height) >= 500"),
    );
    let frame = browser.execute(&format!(
        "const it = {root}.querySelector('iframe'); return [it.title, it.allow.includes('cross-origin-isolated')]"
    ));
    assert_eq!(frame, json!(["Interleave: two mutexes", true]));
    // Another attribute opens another page.
    browser.execute(
        "document.querySelector('interleave-sim').setAttribute('program', 'one-condition')",
    );
    browser.wait_until("the other program is there", || {
        let state = browser.execute("return document.querySelector('interleave-sim').getState()");
        if state["program"] == "one-condition" { Ok(()) } else { Err(state.to_string()) }
    });
    browser.assert_silent();
}

#[test]
fn what_is_hidden_and_locked_is_neither_shown_nor_done() {
    let (_site, browser) = framed(
        "hide=log,timeline,prove,top-bar&lock=program,faults,editor,settings,speed&faults=producer-skips-mutex&lang=en",
    );
    browser.enter_frame("#frame");
    let is_shown = |selector: &str| {
        let script = "return [...document.querySelectorAll(arguments[0])].some((it) => it.checkVisibility({ visibilityProperty: true }))";
        browser.execute_with(script, vec![json!(selector)]) == true
    };
    for selector in [
        ".log-panel",
        ".timeline",
        ".prove-button",
        ".share-button",
        ".code-controls",
        ".code-views",
        ".speed",
        ".more-button",
        ".transport-numbers",
        ".repair-button",
    ] {
        assert!(!is_shown(selector), "{selector} is shown");
    }
    for selector in [".code-line", ".scene-place svg", ".run-button", ".tab-link", ".program-name"]
    {
        assert!(is_shown(selector), "{selector} is not shown");
    }
    assert_eq!(browser.execute("return document.querySelector('.program-button').disabled"), true);
    // A key does no more than a button.
    let speed = "return document.querySelector('.speed input').value";
    let before = browser.execute(speed);
    browser.press_button("Run");
    browser.wait_for("it runs", "return document.querySelector('[data-motion=running]')");
    browser.press("+");
    browser.press(" ");
    browser.wait_for("and pauses", "return document.querySelector('[data-motion=paused]')");
    assert_eq!(browser.execute(speed), before);
    browser.screenshot("embedded-little");
    // The way out takes the state along, and nothing of the frame.
    let href = browser
        .execute("const it = document.querySelector('.tab-link'); it.focus(); return it.href");
    let href = href.as_str().expect("it is an address");
    assert!(href.contains("/#v1=") && !href.contains("embed"), "{href}");
    let position =
        browser.execute("return document.querySelector('.position-slider').ariaValueNow");
    browser.leave_frames();
    browser.go(href);
    browser.wait_for("the whole page is there", "return document.querySelector('.share-button')");
    assert_eq!(
        browser.execute("return document.querySelector('.position-slider').ariaValueNow"),
        position
    );
    assert_eq!(browser.count("html[data-embed]"), 0);
    browser.assert_silent();
}

#[test]
fn what_nobody_sees_stands_still() {
    let (_site, browser) = framed("threads=simulated&speed=8");
    browser.execute("const space = document.createElement('div'); space.style.height = '5000px'; document.body.append(space)");
    send(&browser, &json!({ "interleave": 1, "type": "run" }));
    let motion = |is_running: bool| {
        format!("return heard.findLast((it) => it.type === 'state').running === {is_running}")
    };
    browser.wait_for("it runs", &motion(true));
    browser.execute("scrollTo(0, 4000)");
    browser.wait_for("it stands still out of sight", &motion(false));
    browser.execute("scrollTo(0, 0)");
    browser.wait_for("it goes on in sight", &motion(true));
}

#[test]
fn thirty_damaged_messages_and_links_change_nothing_and_break_nothing() {
    let (site, browser) = framed("step=3");
    let ask_state = |id: &str| {
        send(&browser, &json!({ "interleave": 1, "type": "get-state", "id": id }));
        browser
            .wait_for("the state is told", &format!("return heard.some((it) => it.id === '{id}')"));
        let mut state = browser.execute(&format!("return heard.find((it) => it.id === '{id}')"));
        state["id"].take();
        state
    };
    let before = ask_state("before");
    assert_eq!(before["step"].as_u64(), Some(3));
    let damaged = [
        json!({ "interleave": 2, "type": "run" }),
        json!({ "interleave": "1", "type": "run" }),
        json!({ "interleave": 1 }),
        json!({ "interleave": 1, "type": 5 }),
        json!({ "interleave": 1, "type": "explode" }),
        json!({ "interleave": 1, "type": "run", "now": true }),
        json!({ "interleave": 1, "type": "run", "id": {} }),
        json!({ "interleave": 1, "type": "step", "thread": "X1" }),
        json!({ "interleave": 1, "type": "step", "thread": 3 }),
        json!({ "interleave": 1, "type": "seek", "step": -5 }),
        json!({ "interleave": 1, "type": "seek", "step": 1e18 }),
        json!({ "interleave": 1, "type": "load" }),
        json!({ "interleave": 1, "type": "load", "program": "nothing" }),
        json!({ "interleave": 1, "type": "load", "link": "v1=zzzz" }),
        json!({ "interleave": 1, "type": "set", "capacity": 0 }),
    ];
    for message in &damaged {
        browser.execute("heard.length = 0");
        send(&browser, message);
        wait_heard(&browser, "error");
    }
    // What is meant for others, and what no message can be.
    for message in [
        json!("hello"),
        json!(null),
        json!([1]),
        json!({ "action": "resize" }),
        json!({ "type": "run" }),
    ] {
        send(&browser, &message);
    }
    browser.execute("document.querySelector('#frame').contentWindow.postMessage({ interleave: 1, type: 'set', text: new Array(3e6) }, '*')");
    browser.execute("const it = {}; it.it = it; document.querySelector('#frame').contentWindow.postMessage({ interleave: 1, type: 'set', text: it }, '*')");
    assert_eq!(ask_state("after"), before);
    // Links, each opened as a page of its own.
    for link in
        ["v1=", "v1=A", "v1=%00", "v99=abc", "v1=eJw", "v1=🧵", "?", "v1==", "v1=eJwBAAD__w"]
    {
        browser.go(&format!("{}?embed=1&program=nothing&step=%ff&capacity=-1#{link}", site.url()));
        browser.wait_for("the page is there", "return document.querySelector('.badge')");
        browser.wait_for(
            "it says what is wrong",
            "return document.querySelector('.toasts').innerText.trim() !== ''",
        );
    }
    browser.assert_silent();
}

#[test]
fn on_a_phone_the_example_is_as_wide_as_the_page() {
    let site = Site::of_the_page(Headers::Isolating);
    let browser = Browser::start(Options { size: (360, 740), ..Options::default() });
    browser.go(&site.url_of("/embed-host.html"));
    browser.wait_for("the simulator is ready", "return document.querySelector('#sim').isReady");
    let (whole, seen) =
        ("document.documentElement.scrollWidth", "document.documentElement.clientWidth");
    assert_eq!(
        browser.execute(&format!("return {whole} - {seen}")),
        0,
        "nothing lies beside the page"
    );
    browser.screenshot("embed-host-phone");
    browser.resize(1280, 900);
    browser.wait_for("it is wide", "return innerWidth === 1280");
    browser.screenshot("embed-host-wide");
}
