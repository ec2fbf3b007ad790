//! The page, used without a pause: at top speed through resets, faults, edits, other sizes, checks and both kinds of
//! threads, in an order that a seed decides. `cargo xtask soak` starts it and says for how long.
//!
//! It is no test like the others, as it takes as long as it is given; so it is left out unless it is asked for. In the
//! end there is a table of what the page made and took, and a bound that was broken is named.

mod bounds;
mod doings;

use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::browser::{Engine, Options};
use crate::page::{Page, UNLIMITED};
use crate::site::Headers;
use bounds::{Book, Sample};

/// The page that is used, and what is known of it.
struct Soak {
    page: Page,
    book: Book,
    random: Random,
    /// When it is to end, once everything was done at least once.
    deadline: Instant,
    /// How long it takes in all.
    time: Duration,
    has_done_all: bool,
}

/// SplitMix64: the same seed gives the same order forever.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`.
    fn among(&mut self, least: u32, most: u32) -> u32 {
        least + (self.next() % u64::from(most - least + 1)) as u32
    }

    fn of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[(self.next() % choices.len() as u64) as usize]
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for index in (1..all.len()).rev() {
            all.swap(index, self.among(0, index as u32) as usize);
        }
    }
}

fn setting<T: std::str::FromStr>(name: &str, otherwise: T) -> T {
    let Ok(text) = env::var(name) else { return otherwise };
    text.parse().unwrap_or_else(|_| panic!("{name} is `{text}`"))
}

#[test]
#[ignore = "it takes as long as it is given: `cargo xtask soak`"]
fn soak() {
    let minutes: f64 = setting("INTERLEAVE_SOAK_MINUTES", 1.0);
    let seed: u64 = setting("INTERLEAVE_SOAK_SEED", u64::from(std::process::id()));
    let engine = match &*setting("INTERLEAVE_SOAK_ENGINE", "chromium".to_owned()) {
        "chromium" => Engine::Chromium,
        "firefox" => Engine::Firefox,
        other => panic!("the soak does not run in {other}"),
    };
    println!("{minutes} minutes in {engine:?}. The same order again: --seed {seed}");
    let page = open(engine);
    let time = Duration::from_secs_f64(minutes * 60.0);
    let mut soak = Soak {
        book: Book::new(),
        random: Random(seed),
        deadline: Instant::now() + time,
        time,
        has_done_all: false,
        page,
    };
    let outcome = soak.go_on();
    println!("\n{}", soak.book.table());
    if let Err(broken) = outcome {
        panic!("{broken}\nThe same order again: --seed {seed}");
    }
}

fn open(engine: Engine) -> Page {
    let site = crate::site::Site::of_the_page(Headers::Isolating);
    let page = Page::unopened(site, Options { engine, ..Options::default() });
    page.run_first(include_str!("soak.js"));
    page.open_again();
    page.set_speed(UNLIMITED);
    page
}

impl Soak {
    /// Does one thing after the other until everything was done once and the time is over, or
    /// something is broken.
    fn go_on(&mut self) -> Result<(), String> {
        let mut round = doings::ALL.to_vec();
        // The first round is the same for every seed: it brings everything up that stays.
        for rounds in 0.. {
            if rounds > 0 {
                self.random.shuffle(&mut round);
            }
            for (name, doing) in &round {
                if self.is_over() {
                    return self.book.check_memory().and_then(|()| self.book.check_times());
                }
                let done = catch_unwind(AssertUnwindSafe(|| doing(self)));
                let complaint = done.err().map(|panic| words(&*panic));
                self.look(name, complaint)?;
            }
            self.has_done_all = true;
        }
        Ok(())
    }

    fn is_over(&self) -> bool {
        self.has_done_all && Instant::now() >= self.deadline
    }

    /// So long, or this part of the whole time if that is shorter: a short soak does everything too.
    fn at_most(&self, time: Duration, part: u32) -> Duration {
        time.min(self.time / part)
    }

    /// Takes stock after something was done.
    fn look(&mut self, doing: &str, complaint: Option<String>) -> Result<(), String> {
        // What the console shows explains best why the rest of the page says nothing any more.
        let console = catch_unwind(AssertUnwindSafe(|| self.page.console())).unwrap_or_default();
        let report = catch_unwind(AssertUnwindSafe(|| {
            self.page.execute("return JSON.parse(JSON.stringify(window.soak.report()))")
        }));
        if let Ok(report) = &report {
            self.book.read(report).map_err(|it| format!("{it} while it did `{doing}`"))?;
        }
        let so_far = format!("while it did `{doing}`, after {} steps", self.book.steps);
        if let Some(message) = console.first() {
            let is_trap = ["unreachable", "RuntimeError", "panicked"]
                .iter()
                .any(|it| message.text.contains(it));
            let what = if is_trap { "the page died" } else { "an error in the console" };
            return Err(format!("{what} {so_far}: {}", first_lines(&message.text)));
        }
        if let Some(alarm) = self.book.alarms.first() {
            return Err(format!("the page reports a failure {so_far}: {alarm}"));
        }
        if let Some(complaint) = complaint {
            return Err(format!("the page is frozen or does not answer {so_far}: {complaint}"));
        }
        if report.is_err() {
            return Err(format!("the page is frozen {so_far}"));
        }
        let sample = self.sample();
        self.book.keep(doing, sample)
    }

    /// What it takes at rest.
    fn sample(&self) -> Sample {
        let mut heap = None;
        if self.page.engine().has_devtools() {
            self.page.devtools("HeapProfiler.collectGarbage", json!({}));
            heap = self.page.devtools("Runtime.getHeapUsage", json!({}))["usedSize"].as_f64();
        }
        Sample {
            at: Instant::now(),
            resident: self.page.resident(),
            heap: heap.map(|bytes| bytes as u64),
        }
    }

    /// Lets it run for so long. When a run comes to an end, the next one begins.
    fn run(&mut self, time: Duration) {
        let end = Instant::now() + time;
        self.page.run();
        while Instant::now() < end && !self.is_over() {
            let left = (end - Instant::now()).min(Duration::from_secs(2));
            let goes_on = self
                .page
                .execute_with("return soak.go(arguments[0])", vec![json!(left.as_millis() as u64)]);
            if goes_on == false && Instant::now() < end {
                self.page.reset();
                self.page.run();
            }
        }
    }

    /// Pauses and resets, and notes how long both took.
    fn rest(&mut self) {
        self.pause();
        self.stop();
    }

    /// Pauses by a click like a person's, and notes how long the page took to say so. It may also be that
    /// nothing runs, or that the run ends just then.
    fn pause(&mut self) {
        if self.page.execute("return soak.watchPause()") == true {
            self.page.click(".run-button");
            let paused = self.page.execute("return soak.paused()");
            if let Some(took) = paused["took"].as_f64() {
                self.book.pauses.push(took);
            }
            if let Some(took) = paused["still"].as_f64() {
                self.book.stills.push(took);
            }
        }
        // Where the run had ended, the click began another one.
        self.page.execute("return soak.pause()");
    }

    /// Resets, and notes how long it took until all threads had stopped.
    fn stop(&mut self) {
        let took = self.page.measure("return soak.stop()");
        self.book.stops.push(took);
        self.page.wait_ready();
    }
}

/// What a panic says, in its first lines.
fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    let text = text.or_else(|| panic.downcast_ref::<&str>().map(|it| (*it).to_owned()));
    first_lines(&text.unwrap_or_else(|| "without a word".to_owned()))
}

fn first_lines(text: &str) -> String {
    text.lines().take(3).collect::<Vec<_>>().join(" | ").chars().take(400).collect()
}

/// A number of the report.
fn number(report: &Value, name: &str) -> u64 {
    report[name].as_f64().map(|it| it as u64).unwrap_or_else(|| panic!("{name} in {report}"))
}
