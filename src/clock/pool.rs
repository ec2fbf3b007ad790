//! Processes: a parent that starts them and posts chunks, workers that take them, and a pipe between.

use super::Time;
use super::costs::{CHUNK, HUNDRED_ITEMS_CALLED, HUNDRED_ITEMS_POSTED, PIPE, TEN_THOUSAND_BYTES};
use super::machine::Machine;
use super::record::{Kind, LaneName, NO_CORE, NO_TASK};
use super::rig::{Act, Desk, Plan};
use super::work::{Part, Script, Work};
use std::collections::VecDeque;

/// The lanes: the parent's, and one for each worker.
pub(super) fn lanes(workers: u32) -> impl Iterator<Item = LaneName> {
    std::iter::once(LaneName::Main).chain((0..workers).map(|it| LaneName::Worker(it as u16)))
}

/// More chunks than these are told several at once: each costs what it costs, and they are taken together.
const MOST_CHUNKS: u64 = 2_048;

/// What is posted at once.
#[derive(Clone, Copy, Debug)]
struct Posted {
    from: u64,
    to: u64,
    chunks: u64,
}

struct Worker {
    /// What it is at: what, how far.
    at: Option<(Posted, Script, u32)>,
    boots: bool,
}

/// Where the parent is.
enum Parent {
    Serial,
    Starts(u32),
    Posts,
    Done,
}

/// A pool of processes that maps a function over all items.
pub(super) struct Pool<'a> {
    work: &'a Work,
    start: (Time, Time),
    /// How many items are posted at once, in how many chunks.
    at_once: (u64, u64),
    parent: Parent,
    posting: Option<Posted>,
    next_item: u64,
    posted: VecDeque<Posted>,
    /// How many bytes lie in the pipe.
    in_pipe: u64,
    is_blocked: bool,
    workers: Vec<Worker>,
    idle: VecDeque<usize>,
}

fn of_bytes(items: u64, bytes: u32) -> Time {
    items * u64::from(bytes) * TEN_THOUSAND_BYTES / 10_000 / 2
}

impl<'a> Pool<'a> {
    pub(super) fn new(work: &'a Work, machine: &Machine) -> Pool<'a> {
        let chunk = work.chunk(machine.workers);
        let chunks = work.all_items().div_ceil(chunk);
        let together = chunks.div_ceil(MOST_CHUNKS);
        let worker = || Worker { at: None, boots: true };
        Pool {
            work,
            start: machine.start.costs(),
            at_once: (chunk * together, together),
            parent: Parent::Serial,
            posting: None,
            next_item: 0,
            posted: VecDeque::new(),
            in_pipe: 0,
            is_blocked: false,
            workers: (0..machine.workers.max(1)).map(|_| worker()).collect(),
            idle: VecDeque::new(),
        }
    }

    fn bytes_of(&self, posted: Posted) -> u64 {
        // What is told together was posted one by one.
        (posted.to - posted.from) * u64::from(self.work.bytes.0) / posted.chunks.max(1)
    }

    fn parent(&mut self, now: Time, desk: &mut Desk) -> Act {
        let work = |lane, task, kind, time| Act::Work { lane, task, kind, is_python: false, time };
        loop {
            match self.parent {
                Parent::Serial => {
                    self.parent = Parent::Starts(0);
                    return work(0, NO_TASK, Kind::Python, self.work.serial_time());
                }
                Parent::Starts(worker) => {
                    if worker > 0 {
                        desk.wake(worker as usize);
                    }
                    if worker as usize >= self.workers.len() {
                        self.parent = Parent::Posts;
                        continue;
                    }
                    self.parent = Parent::Starts(worker + 1);
                    desk.record.set(0, Kind::Starts, NO_TASK, NO_CORE, now);
                    return work(worker as usize + 1, NO_TASK, Kind::Starts, self.start.0);
                }
                Parent::Posts => {
                    if let Some(posted) = self.posting {
                        let bytes = self.bytes_of(posted);
                        // What is larger than the pipe goes through it as it is read.
                        if self.in_pipe > 0 && self.in_pipe + bytes > PIPE {
                            self.is_blocked = true;
                            desk.record.set(0, Kind::Waits, NO_TASK, NO_CORE, now);
                            return Act::Sleep(None);
                        }
                        self.posting = None;
                        self.in_pipe += bytes;
                        desk.record.fill(now, self.in_pipe.min(PIPE));
                        self.posted.push_back(posted);
                        if let Some(worker) = self.idle.pop_front() {
                            desk.wake(worker);
                        }
                    }
                    let all = self.work.all_items();
                    if self.next_item >= all {
                        self.parent = Parent::Done;
                        continue;
                    }
                    let from = self.next_item;
                    let (items, chunks) = self.at_once;
                    let to = all.min(from + items);
                    self.next_item = to;
                    let posted = Posted { from, to, chunks };
                    self.posting = Some(posted);
                    let items = to - from;
                    let time = CHUNK * chunks
                        + items * HUNDRED_ITEMS_POSTED / 100
                        + of_bytes(items, self.work.bytes.0);
                    return work(0, NO_TASK, Kind::Copies, time);
                }
                Parent::Done => {
                    desk.record.end(0, now);
                    for worker in self.idle.drain(..) {
                        desk.wake(worker);
                    }
                    return Act::End;
                }
            }
        }
    }

    fn worker(&mut self, worker: usize, now: Time, desk: &mut Desk) -> Act {
        let lane = worker;
        let of = &mut self.workers[worker - 1];
        if std::mem::take(&mut of.boots) && self.start.1 > 0 {
            let time = self.start.1;
            let kind = Kind::Starts;
            return Act::Work { lane, task: NO_TASK, kind, is_python: false, time };
        }
        let work = |task, kind, time| Act::Work { lane, task, kind, is_python: false, time };
        if let Some((posted, script, at)) = &mut of.at {
            let task = (posted.from / u64::from(self.work.items.max(1))) as u16;
            let items = posted.to - posted.from;
            *at += 1;
            match (*at, script.part(at.saturating_sub(2))) {
                (1, _) => return work(task, Kind::Copies, of_bytes(items, self.work.bytes.0)),
                (2, Some(Part::Python(time))) => {
                    let called = items * HUNDRED_ITEMS_CALLED / 100;
                    return work(task, Kind::Python, time + called);
                }
                (_, Some(Part::Python(time))) => return work(task, Kind::Python, time),
                (_, Some(Part::Native(time))) => return work(task, Kind::Native, time),
                (_, Some(Part::Wait(time))) => return Act::Pause { lane, task, time },
                (_, None) => {
                    let time = of_bytes(items, self.work.bytes.1);
                    of.at = None;
                    return work(task, Kind::Copies, time);
                }
            }
        }
        if let Some(posted) = self.posted.pop_front() {
            self.workers[worker - 1].at =
                Some((posted, self.work.script_of_items(posted.from, posted.to), 0));
            self.in_pipe -= self.bytes_of(posted);
            desk.record.fill(now, self.in_pipe.min(PIPE));
            if std::mem::take(&mut self.is_blocked) {
                desk.wake(0);
            }
            return self.worker(worker, now, desk);
        }
        if matches!(self.parent, Parent::Done) {
            desk.record.end(lane, now);
            return Act::End;
        }
        desk.record.set(lane, Kind::Idle, NO_TASK, NO_CORE, now);
        self.idle.push_back(worker);
        Act::Sleep(None)
    }
}

impl Plan for Pool<'_> {
    fn next(&mut self, thread: usize, now: Time, desk: &mut Desk) -> Act {
        match thread {
            0 => self.parent(now, desk),
            worker => self.worker(worker, now, desk),
        }
    }
}
