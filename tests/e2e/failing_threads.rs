//! A thread that fails is named, and Reset makes new ones.

use serde_json::json;

use crate::page::{Page, Setting, Threads, UNLIMITED};

// How soon the page says so is printed: on an idle machine within 2 s, and where a worker was ended within 2 s more, for
// so long Chromium lets it go on. How busy this machine is, is no reason to fail.

/// Who has not been missed by now never is, in milliseconds.
const NEVER: f64 = 60_000.0;

const RUN: &str = "document.querySelector('.run-button').click()";

/// Ends a worker from outside, and prints the milliseconds until the page says so: since then, and since the worker's last
/// sign of life. Browsers let a worker that is ended go on for a while, two seconds in Chromium.
fn print_time_until_missed(page: &Page, name: &str) {
    let script = r#"
        const said = () =>
            document.querySelector('[role=alert]').textContent.includes(`“${arguments[0]}” has stopped answering`);
        return (async () => {
            // Everybody answers the roll call with its number: these words are what most of the changing ones hold.
            const before = spy.words();
            const begin = performance.now();
            await spy.until(() => performance.now() - begin > 700);
            const after = spy.words();
            const holders = Map.groupBy(spy.changed(before, after), (address) => after[address / 4]);
            const answers = [...holders.values()].sort((a, b) => b.length - a.length)[0];
            const signs = new Map(answers.map((address) => [address, { word: null, at: Infinity }]));

            spy.kill(arguments[0]);
            const killed = performance.now();
            while (!said()) {
                if (performance.now() - killed > arguments[1]) throw new Error('nobody is missed');
                await spy.frame();
                const words = new Int32Array(spy.memory().buffer);
                for (const [address, sign] of signs) {
                    const word = words[address / 4];
                    if (word !== sign.word) Object.assign(sign, { word, at: performance.now() });
                }
            }
            const lastSign = Math.min(...[...signs.values()].map(({ at }) => at));
            return [performance.now() - killed, performance.now() - lastSign];
        })();
    "#;
    let times = page.execute_with(script, vec![json!(name), json!(NEVER)]);
    let times: [f64; 2] = serde_json::from_value(times).expect("times are numbers");
    println!("that `{name}` was ended was said after {times:.0?} ms");
}

/// Does something to a worker, and waits until the page says what happened to it.
fn wait_until_said(page: &Page, deed: &str, name: &str, what: &str) {
    let script = format!(
        "{deed};
         const said = () => document.querySelector('[role=alert]').textContent;
         const begin = performance.now();
         return spy.until(() => said().includes('“{name}” {what}'), {NEVER})
             .then((took) => typeof hangs === 'number' ? begin + took - hangs : took);"
    );
    let took = page.measure(&script);
    println!("that `{name}` {what} was said after {took:.0} ms");
}

/// Checks that the run has ended with the failure, and that Reset brings new threads which run.
fn check_recovery(page: &Page) {
    let state = page.wait_state("the badge shows the failure", |state| {
        state.threads == Threads::Failed && !state.is_running
    });
    page.reset();
    let state_after = page.state();
    assert_eq!(state_after.threads, Threads::Real, "{state:?}");
    assert_eq!(state_after.notice, "", "what was said is out of date");
    page.run();
    page.wait_state("the new threads run", |state| state.consumed > 20);
    page.reset();
}

#[test]
fn one_that_is_ended_from_outside_is_missed() {
    let page = Page::open();
    page.set(Setting::Producers, 3);
    page.set_speed(UNLIMITED);
    // Waiting at the gate, and in the middle of a run.
    page.step();
    print_time_until_missed(&page, "producer 2");
    check_recovery(&page);

    page.run();
    page.wait_state("they run", |state| state.position > 1_000);
    let kill = "spy.kill('consumer 1')";
    wait_until_said(&page, kill, "consumer 1", "has stopped answering");
    check_recovery(&page);
    page.assert_silent();
}

#[test]
fn one_that_hangs_is_named() {
    // The worker says when it begins to hang.
    let page = open_with_third_producer(
        "{ new BroadcastChannel('spy').postMessage('I hang'); for (;;) {} }",
    );
    let run_until_it_hangs = format!(
        "let hangs = Infinity;
         new BroadcastChannel('spy').onmessage = () => {{ hangs = performance.now(); }};
         {RUN}"
    );
    wait_until_said(&page, &run_until_it_hangs, "producer 3", "has stopped answering");
    check_recovery(&page);
    page.assert_silent();
}

/// Three producers, the third of which does something else when it asks what time it is.
fn open_with_third_producer(deed: &str) -> Page {
    let page = Page::open();
    page.set(Setting::ProduceTime, 200);
    page.set_speed(9);
    let script = format!(
        "const now = performance.now.bind(performance); let asked = 0;
         performance.now = () => {{ if ((asked += 1) > 5) {deed}; return now(); }};"
    );
    page.execute_with("spy.before['producer 3'] = arguments[0]", vec![json!(script)]);
    page.set(Setting::Producers, 3);
    page.execute("delete spy.before['producer 3']");
    page
}

#[test]
fn one_that_throws_is_named() {
    let page = open_with_third_producer("throw new Error('broken for a test')");
    wait_until_said(&page, RUN, "producer 3", "died");
    check_recovery(&page);
    page.assert_silent();
}

/// What the processor refuses ends a worker as an error of a script does.
#[test]
fn one_that_traps_is_named() {
    // A module of one function, in which nothing may be reached.
    let page = open_with_third_producer(
        "new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([
             0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11,
         ]))).exports.f()",
    );
    wait_until_said(&page, RUN, "producer 3", "died");
    check_recovery(&page);
    page.assert_silent();
}

/// The browser has none left for the threads that shall follow those that failed.
#[test]
fn a_memory_that_is_refused_is_told_of_and_asked_for_again() {
    let page = Page::open();
    page.set_speed(UNLIMITED);
    page.run();
    page.wait_state("they run", |state| state.position > 1_000);
    page.execute(
        "spy.Memory = WebAssembly.Memory;
         WebAssembly.Memory = class { constructor() { throw new RangeError('no room for threads'); } };
         spy.kill('consumer 1')",
    );
    page.wait_state("the badge shows the failure", |state| state.threads == Threads::Failed);
    page.press_button("Reset");
    let state = page.wait_state("others take their place", |state| {
        state.threads == Threads::Simulated && !state.notice.is_empty()
    });
    assert!(state.notice.contains("no memory or no worker left for real threads"), "{state:?}");
    page.run();
    page.wait_state("they run", |state| state.consumed > 20);

    page.execute("WebAssembly.Memory = spy.Memory");
    page.reset();
    assert_eq!(page.state().threads, Threads::Real);
    page.run();
    page.wait_state("the new threads run", |state| state.consumed > 20);
    page.assert_silent();
}

#[test]
fn one_that_never_starts_is_named() {
    let page = Page::open();
    page.set_speed(UNLIMITED);
    // Nobody is at home in this worker.
    page.execute("spy.instead['consumer 3'] = 'onmessage = () => {}'");
    let more =
        "document.querySelector('.transport [data-setting=consumers] button:last-child').click()";
    wait_until_said(&page, more, "consumer 3", "did not start");
    page.execute("delete spy.instead['consumer 3']");
    check_recovery(&page);
    page.assert_silent();
}
