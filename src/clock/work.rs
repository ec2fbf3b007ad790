//! The work: like tasks, each a little Python code, some code outside the GIL, and a wait.

use super::costs::{BETWEEN_CALLS, SHORT_CALL};
use super::{MILLISECOND, Time};

/// What is to be done, whoever does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// How many tasks there are: threads, or coroutines.
    pub tasks: u32,
    /// How many items each task has. `Pool.map` sends items; the others go through those of a task.
    pub items: u32,
    /// Python code of a task, half of it before it waits, half after.
    pub python: Time,
    /// What a task computes outside the GIL.
    pub native: Time,
    /// How long a task waits.
    pub waiting: Time,
    /// How many bytes of an item are sent to a process, and come back.
    pub bytes: (u32, u32),
    /// How many times as much the last task has of everything.
    pub long: u32,
    /// How much of the Python code is done by one alone before all else, in hundredths.
    pub serial: u32,
    /// How many short calls the first task makes instead, one after the other, each outside the GIL.
    pub calls: u32,
    /// How many items `Pool.map` sends at once.
    pub chunks: Chunks,
    /// How coroutines wait.
    pub awaiting: Awaiting,
}

/// How many items are sent at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chunks {
    /// By Python's rule: a quarter of what each worker has to do, rounded up.
    #[default]
    Python,
    /// So many.
    Of(u32),
}

/// How coroutines wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Awaiting {
    /// All at once, by `gather`.
    #[default]
    Together,
    /// Each is awaited before the next begins.
    OneByOne,
    /// By `time.sleep`, which the loop does not know of.
    Blocking,
}

impl Awaiting {
    /// All of them.
    pub const ALL: [Awaiting; 3] = [Awaiting::Together, Awaiting::OneByOne, Awaiting::Blocking];
}

impl Default for Work {
    fn default() -> Work {
        Work {
            tasks: 8,
            items: 1,
            python: 20 * MILLISECOND,
            native: 0,
            waiting: 80 * MILLISECOND,
            bytes: (1024, 1024),
            long: 1,
            serial: 0,
            calls: 0,
            chunks: Chunks::Python,
            awaiting: Awaiting::Together,
        }
    }
}

/// A part of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Python(Time),
    Native(Time),
    Wait(Time),
}

/// What a task, or a chunk of items, does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Script {
    before: Time,
    native: Time,
    wait: Time,
    after: Time,
    calls: u32,
}

impl Script {
    /// Its part with this number; `None` behind the last. A part may take no time.
    pub(super) fn part(&self, at: u32) -> Option<Part> {
        Some(match at {
            0 => Part::Python(self.before),
            1 => Part::Native(self.native),
            2 => Part::Wait(self.wait),
            3 => Part::Python(self.after),
            _ if (at - 4) / 2 >= self.calls => return None,
            _ if at.is_multiple_of(2) => Part::Python(BETWEEN_CALLS),
            _ => Part::Wait(SHORT_CALL),
        })
    }

    fn add(&mut self, other: Script) {
        self.before += other.before;
        self.native += other.native;
        self.wait += other.wait;
        self.after += other.after;
        self.calls += other.calls;
    }
}

impl Work {
    /// What the task with this number takes, before the serial part is taken off: Python, outside, waiting.
    fn times(&self, task: u32) -> (Time, Time, Time) {
        if self.makes_calls(task) {
            return (0, 0, 0);
        }
        let is_long = task + 1 == self.tasks;
        let times = if is_long { Time::from(self.long.max(1)) } else { 1 };
        (self.python * times, self.native * times, self.waiting * times)
    }

    fn makes_calls(&self, task: u32) -> bool {
        self.calls > 0 && task == 0
    }

    /// The Python code of a task that can be done beside others.
    fn beside(&self, task: u32) -> Time {
        self.times(task).0 * Time::from(100 - self.serial.min(100)) / 100
    }

    /// How long one works alone before all else.
    pub fn serial_time(&self) -> Time {
        (0..self.tasks).map(|task| self.times(task).0 - self.beside(task)).sum()
    }

    /// How many items there are in all.
    pub fn all_items(&self) -> u64 {
        u64::from(self.tasks) * u64::from(self.items.max(1))
    }

    /// What a task does.
    pub(super) fn script(&self, task: u32) -> Script {
        let (_, native, wait) = self.times(task);
        let python = self.beside(task);
        let before = python / 2;
        let calls = if self.makes_calls(task) { self.calls } else { 0 };
        // A task that neither waits nor leaves the GIL is one piece.
        if native + wait == 0 {
            return Script { before: python, calls, ..Script::default() };
        }
        Script { before, native, wait, after: python - before, calls }
    }

    /// What is done for the items from this one up to that one, all tasks' items in a row.
    pub(super) fn script_of_items(&self, from: u64, to: u64) -> Script {
        let items = u64::from(self.items.max(1));
        let mut script = Script::default();
        let mut at = from;
        while at < to {
            let task = at / items;
            let until = to.min((task + 1) * items);
            // The shares of all items of a task come to the whole of it.
            let (first, last) = (at - task * items, until - task * items);
            let of = |whole: Time| whole * last / items - whole * first / items;
            let whole = self.script(task as u32);
            script.add(Script {
                before: of(whole.before),
                native: of(whole.native),
                wait: of(whole.wait),
                after: of(whole.after),
                calls: if first == 0 { whole.calls } else { 0 },
            });
            at = until;
        }
        script
    }

    /// How many items are sent at once to so many workers.
    pub fn chunk(&self, workers: u32) -> u64 {
        let Chunks::Of(chunk) = self.chunks else {
            return self.all_items().div_ceil(u64::from(workers.max(1)) * 4).max(1);
        };
        u64::from(chunk.max(1))
    }
}
