//! Threads stop wherever they are, and leave nothing behind.

use std::collections::BTreeSet;

use crate::page::{Page, Setting, Threads, UNLIMITED};
use interleave::catalogue::CATALOGUE;

/// Where threads can be when they are told to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Running as fast as they can.
    Running,
    /// Paused.
    AtTheGate,
    /// Making items, for many seconds.
    AtWork,
    /// Asleep at semaphores, while somebody else works.
    Blocked,
}

impl Place {
    const ALL: [Place; 4] = [Place::Running, Place::AtTheGate, Place::AtWork, Place::Blocked];

    /// Brings the threads there.
    fn bring(self, page: &Page) {
        const LONG: u32 = 10_000;
        let (produce_time, consume_time) = match self {
            Place::Running | Place::AtTheGate => (0, 0),
            Place::AtWork => (LONG, 0),
            Place::Blocked => (0, LONG),
        };
        page.set(Setting::ProduceTime, produce_time);
        page.set(Setting::ConsumeTime, consume_time);
        // At 60 steps a second the long times are more than a second and a half.
        page.set_speed(if self == Place::AtWork || self == Place::Blocked { 8 } else { UNLIMITED });
        page.run();
        let count = |look: &str| page.count(&format!(".thread[data-state={look}]"));
        let wait_for = |look: &str, wanted: usize| {
            page.wait_until(&format!("{wanted} threads are {look}"), || match count(look) {
                now if now >= wanted => Ok(()),
                now => Err(format!("{now}: {:?}", page.state())),
            });
        };
        match self {
            Place::Running => {
                page.wait_state("they run", |state| state.position > 1_000);
            }
            Place::AtTheGate => {
                page.wait_state("they run", |state| state.position > 1_000);
                page.pause();
            }
            Place::AtWork => wait_for("working", 3),
            Place::Blocked => {
                wait_for("working", 3);
                wait_for("waiting", 3);
            }
        }
    }
}

#[test]
fn reset_is_acknowledged_from_anywhere() {
    let page = Page::open();
    page.set(Setting::Producers, 3);
    page.set(Setting::Consumers, 3);
    page.set(Setting::Capacity, 1);
    for place in Place::ALL {
        place.bring(&page);
        let workers = page.execute("return spy.workers.length");
        // A thread can only step in the next run when all have acknowledged the stop of the last.
        let took = page.measure(
            r#"
            const words = () => document.querySelector(".position-words").textContent;
            const isNew = () => words() === "step 0 of 0";
            document.querySelector(".reset-button").click();
            const begin = performance.now();
            return (async () => {
                await spy.until(isNew);
                await spy.until(() => {
                    if (isNew()) document.querySelector(".thread").dispatchEvent(new MouseEvent("click"));
                    return !isNew();
                });
                return performance.now() - begin;
            })();
            "#,
        );
        println!("{place:?}: reset took {took:.0} ms");
        let state = page.state();
        assert_eq!((state.threads, state.is_running), (Threads::Real, false), "{place:?}");
        assert_eq!(
            page.execute("return spy.workers.length"),
            workers,
            "{place:?}: nobody had to be replaced"
        );
        assert_eq!(state.notice, "", "{place:?}");
    }
    page.assert_silent();
}

#[test]
fn nothing_writes_the_memory_of_threads_that_have_stopped() {
    let page = Page::open();
    page.set(Setting::Producers, 3);
    page.set(Setting::Consumers, 3);
    page.set(Setting::Capacity, 1);
    for place in Place::ALL {
        place.bring(&page);
        page.open_settings();
        // The choice of simulated threads ends the real ones, and starts no others.
        let last_write = page.measure(
            r#"
            const [, simulated] = document.querySelectorAll('#panel-settings [name=thread-kind]');
            const before = spy.words();
            const begin = performance.now();
            simulated.click();
            return (async () => {
                let [words, last, still] = [before, begin, 0];
                while (still < 60) {
                    await spy.frame();
                    const now = spy.words();
                    still += 1;
                    if (spy.changed(words, now).length > 0) {
                        [words, last, still] = [now, performance.now(), 0];
                    }
                    // Whoever has not stopped after a minute never does.
                    if (performance.now() - begin > 60_000) throw new Error("they still write");
                }
                return last - begin;
            })();
            "#,
        );
        println!("{place:?}: the last write was after {last_write:.0} ms");
        assert!(last_write > 0.0, "acknowledging a stop is a write");
        assert_eq!(page.state().threads, Threads::Simulated);
        page.execute("document.querySelector('#panel-settings [name=thread-kind]').click()");
        page.wait_state("the threads are real again", |state| state.threads == Threads::Real);
        page.close_settings();
        // What is changed while it runs runs on.
        if page.state().is_running {
            page.pause();
        }
    }
    page.assert_silent();
}

#[test]
fn a_hundred_resets_leave_as_many_workers_and_memories_as_before() {
    let page = Page::open();
    page.set(Setting::Producers, 3);
    page.set(Setting::Consumers, 2);
    page.set_speed(UNLIMITED);
    let inventory =
        || page.execute("return [spy.workers.length, spy.living().length, spy.memories]");
    let before = inventory();
    page.execute(
        r#"
        const badge = () => document.querySelector(".badge").className;
        const run = () => document.querySelector(".run-button");
        return (async () => {
            for (let reset = 0; reset < 100; reset += 1) {
                run().click();
                await spy.frames(reset % 4);
                document.querySelector(".reset-button").click();
                // Every other time not even the start of the new threads is waited for.
                if (reset % 2) await spy.until(() => badge() === "badge is-real" && run().dataset.motion === "paused");
            }
        })();
        "#,
    );
    page.wait_ready();
    assert_eq!(inventory(), before, "workers made, workers alive, memories made");
    page.run();
    page.wait_state("the threads are still of use", |state| state.position > 100);
    page.reset();
    page.assert_silent();
}

/// Each program has workers of other names, and those of the program before are kept for the next of that kind.
#[test]
fn a_walk_through_the_catalogue_keeps_no_more_workers_than_the_largest_run_has() {
    let page = Page::open();
    page.set(Setting::Producers, 16);
    page.set(Setting::Consumers, 16);
    let names: BTreeSet<String> = CATALOGUE
        .iter()
        .filter(|entry| entry.is_whole())
        .take(8)
        .flat_map(|entry| {
            page.choose_program(entry.name);
            page.wait_ready();
            page.workers()
        })
        .collect();
    assert!(names.len() > 33, "they have many names: {names:?}");
    let most = page.execute("return spy.most").as_u64().expect("it is a number");
    assert!(most <= 33, "{most} workers were alive at a time");
    page.assert_silent();
}
