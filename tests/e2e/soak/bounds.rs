//! What a soak has counted and measured, and what it may not exceed.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::number;

/// Sixteen producers, sixteen consumers, the `main` that some programs have, and the checker.
const WORKERS: u64 = 34;

/// How long it may take until it is paused or stopped, in milliseconds.
const AT_ONCE: f64 = 500.0;

/// Of so many times, it may take longer once.
const SELDOM: usize = 50;

/// A page that draws nothing for so long is frozen to whoever looks at it.
const FROZEN: f64 = 5_000.0;

const MIB: u64 = 1 << 20;

/// What a browser's processes may take together, and the page's script, and its own wasm memory, at any time.
const RESIDENT: u64 = 2_500 * MIB;
const HEAP: u64 = 200 * MIB;
const OWN: u64 = 256 * MIB;

/// After this time the memory has to be as large as it gets.
const WARM: Duration = Duration::from_secs(60);

/// So many samples say how large the memory is.
const ENOUGH: usize = 6;

/// What the page takes at one moment.
#[derive(Clone, Copy)]
pub struct Sample {
    pub at: Instant,
    /// Of all processes of the browser.
    pub resident: u64,
    /// Of the page's script, where the browser says it.
    pub heap: Option<u64>,
}

/// Everything that was counted.
pub struct Book {
    begin: Instant,
    pub steps: u64,
    items: u64,
    frames: Vec<u64>,
    longest: f64,
    /// The same while the latest thing was done.
    longest_now: f64,
    pub alarms: Vec<String>,
    made: u64,
    ended: u64,
    most: u64,
    memories: u64,
    /// The page's own wasm memory, and all that it has made.
    own: u64,
    all: u64,
    doings: u64,
    /// How long the page took to say that it is paused, and to show the last step; to stop all threads.
    pub pauses: Vec<f64>,
    pub stills: Vec<f64>,
    pub stops: Vec<f64>,
    samples: Vec<(Sample, u64)>,
}

impl Book {
    pub fn new() -> Book {
        Book {
            begin: Instant::now(),
            steps: 0,
            items: 0,
            frames: vec![],
            longest: 0.0,
            longest_now: 0.0,
            alarms: vec![],
            made: 0,
            ended: 0,
            most: 0,
            memories: 0,
            own: 0,
            all: 0,
            doings: 0,
            pauses: vec![],
            stills: vec![],
            stops: vec![],
            samples: vec![],
        }
    }

    /// Takes down what the page says of itself.
    pub fn read(&mut self, report: &Value) -> Result<(), String> {
        self.steps = number(report, "steps");
        self.items = number(report, "items");
        let frames = report["frames"].as_array().into_iter().flatten();
        self.frames = frames.filter_map(Value::as_u64).collect();
        self.longest_now = report["longest"].as_f64().unwrap_or_default();
        self.longest = self.longest.max(self.longest_now);
        let texts = report["alarms"].as_array().into_iter().flatten();
        self.alarms = texts.filter_map(|it| it.as_str().map(str::to_owned)).collect();
        self.made = number(report, "made");
        self.ended = number(report, "ended");
        self.most = number(report, "most");
        self.memories = number(report, "memories");
        self.own = number(report, "own");
        self.all = number(report, "all");
        if self.most > WORKERS {
            return Err(format!(
                "{} workers were alive at a time, and {WORKERS} may be",
                self.most
            ));
        }
        if self.longest_now > FROZEN {
            return Err(format!("the page was frozen for {:.1} s", self.longest_now / 1_000.0));
        }
        Ok(())
    }

    /// Keeps a sample, and checks what holds at any time.
    pub fn keep(&mut self, doing: &str, sample: Sample) -> Result<(), String> {
        self.doings += 1;
        self.samples.push((sample, self.own));
        let seconds = self.begin.elapsed().as_secs();
        println!(
            "{seconds:>5} s  {doing:<14} {:>11} steps  {:>5} MiB resident  {:>3} MiB script  {:>3} MiB wasm  {:>4.0} ms the longest frame",
            self.steps,
            sample.resident / MIB,
            sample.heap.unwrap_or_default() / MIB,
            self.own / MIB,
            self.longest_now
        );
        for (what, bytes, bound) in [
            ("the browser's processes", sample.resident, RESIDENT),
            ("the page's script", sample.heap.unwrap_or_default(), HEAP),
            ("the page's wasm", self.own, OWN),
        ] {
            if bytes > bound {
                return Err(format!("{what} takes {} MiB after `{doing}`", bytes / MIB));
            }
        }
        self.check_memory()
    }

    /// To pause and to stop is done at once. A machine that has other things to do is late now and then, and no soak
    /// ends for that; but not often.
    pub fn check_times(&self) -> Result<(), String> {
        for (what, times) in [("pause", &self.pauses), ("stop", &self.stops)] {
            let late = times.iter().filter(|took| **took > AT_ONCE).count();
            if late * SELDOM > times.len().max(SELDOM) {
                let all = times.len();
                return Err(format!("{late} times of {all} it took over {AT_ONCE} ms to {what}"));
            }
        }
        Ok(())
    }

    /// The memory is flat after the first minute: what it takes in the end is what it took then.
    pub fn check_memory(&self) -> Result<(), String> {
        let warm: Vec<&(Sample, u64)> =
            self.samples.iter().filter(|(sample, _)| sample.at - self.begin > WARM).collect();
        if warm.len() < 2 * ENOUGH {
            return Ok(());
        }
        let (early, late) = (&warm[..ENOUGH], &warm[warm.len() - ENOUGH..]);
        // What is left behind stays in the least of them; what is only in use for a while does not.
        let least = |of: fn(&(Sample, u64)) -> u64| {
            let least = |samples: &[&(Sample, u64)]| samples.iter().map(|it| of(it)).min();
            (least(early).unwrap_or_default(), least(late).unwrap_or_default())
        };
        for (what, (before, after), slack) in [
            ("the browser's processes", least(|(it, _)| it.resident), 96 * MIB),
            ("the page's script", least(|(it, _)| it.heap.unwrap_or_default()), 8 * MIB),
            ("the page's wasm", least(|(_, own)| *own), 8 * MIB),
        ] {
            if after > before + before / 5 + slack {
                return Err(format!(
                    "the memory is not flat after the first minute: {what} took {} MiB, and takes {} MiB",
                    before / MIB,
                    after / MIB
                ));
            }
        }
        Ok(())
    }

    pub fn table(&self) -> String {
        let mut table = String::new();
        let mut row = |what: &str, value: String| {
            writeln!(table, "{what:<34} {value}").expect("a string takes everything");
        };
        row("time", format!("{:.0} s, {} doings", self.begin.elapsed().as_secs_f64(), self.doings));
        row("steps", self.steps.to_string());
        row("items consumed", self.items.to_string());
        row("frames, median and 95 of 100", {
            format!(
                "{} ms, {} ms; longest {:.0} ms",
                self.frame(0.5),
                self.frame(0.95),
                self.longest
            )
        });
        row("workers made, ended, most at once", {
            format!("{}, {}, {}", self.made, self.ended, self.most)
        });
        row("wasm memories made", self.memories.to_string());
        row("wasm, the page's own and all", {
            format!("{} MiB, {} MiB", self.own / MIB, self.all / MIB)
        });
        for (what, values) in [
            ("browser's processes, resident", self.series(|it| Some(it.resident))),
            ("page's script", self.series(|it| it.heap)),
        ] {
            row(what, values);
        }
        let disagree = self.alarms.iter().filter(|it| it.contains("disagree")).count();
        row("divergences", disagree.to_string());
        for (what, times) in [
            ("until paused", &self.pauses),
            ("until the last step was shown", &self.stills),
            ("until stopped", &self.stops),
        ] {
            let mut times = times.clone();
            times.sort_by(f64::total_cmp);
            let middle = times.get(times.len() / 2).copied().unwrap_or_default();
            let worst = times.last().copied().unwrap_or_default();
            let late = times.iter().filter(|took| **took > AT_ONCE).count();
            let all = times.len();
            row(
                what,
                format!(
                    "median {middle:.0} ms, worst {worst:.0} ms; {late} of {all} over {AT_ONCE} ms"
                ),
            );
        }
        table
    }

    /// The milliseconds within which this part of all frames came.
    fn frame(&self, part: f64) -> usize {
        let all: u64 = self.frames.iter().sum();
        let mut seen = 0;
        let within = |count: &u64| {
            seen += count;
            seen as f64 >= all as f64 * part
        };
        self.frames.iter().position(within).unwrap_or_default()
    }

    /// First, after the first minute, last, and the most.
    fn series(&self, of: impl Fn(&Sample) -> Option<u64>) -> String {
        let warm = self.samples.iter().find(|(it, _)| it.at - self.begin > WARM);
        let shown = |it: Option<&(Sample, u64)>| match it.and_then(|(it, _)| of(it)) {
            Some(bytes) => format!("{} MiB", bytes / MIB),
            None => "-".to_owned(),
        };
        let most = self.samples.iter().filter_map(|(it, _)| of(it)).max().unwrap_or_default();
        format!(
            "first {}, after a minute {}, last {}, most {} MiB",
            shown(self.samples.first()),
            shown(warm),
            shown(self.samples.last()),
            most / MIB
        )
    }
}
