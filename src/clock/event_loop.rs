//! asyncio: one loop in one thread, and a coroutine for each task; with `to_thread`, what computes is done by others.

use super::Time;
use super::costs::{TASK_START, TASK_SWITCH, THREAD_START, WAKE};
use super::record::{Kind, LaneName, NO_CORE, NO_TASK};
use super::rig::{Act, Desk, Plan};
use super::work::{Awaiting, Part, Script, Work};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// The lanes: one for the serial part, and one for each task.
pub(super) fn lanes(tasks: u32) -> impl Iterator<Item = LaneName> {
    std::iter::once(LaneName::Main).chain((0..tasks).map(|it| LaneName::Task(it as u16)))
}

/// How many threads `to_thread` has at most: the rule of `ThreadPoolExecutor`.
pub(super) fn most_threads(cores: u32, tasks: u32) -> u32 {
    (cores + 4).min(32).min(tasks)
}

/// Where the loop is.
enum At {
    Serial,
    /// Makes this task.
    Makes(u32),
    /// Between two tasks.
    Turns,
    /// In this task.
    In(usize),
}

/// The loop, and the threads that it hands work to: thread 0 is the loop.
pub(super) struct EventLoop<'a> {
    work: &'a Work,
    scripts: Vec<(Script, u32)>,
    at: At,
    ready: VecDeque<usize>,
    timers: BinaryHeap<Reverse<(Time, u64, usize)>>,
    order: u64,
    /// When the loop last turned.
    turned_at: Time,
    /// What is to be computed by other threads, if that is their business: which tasks' next part.
    jobs: VecDeque<usize>,
    /// What they are at.
    hands: Vec<Option<(usize, Part)>>,
    started: usize,
    idle: Vec<usize>,
    /// Whether the loop sleeps, and so has to be woken.
    sleeps: bool,
}

impl<'a> EventLoop<'a> {
    /// With so many threads to hand work to; with none, the loop does it all.
    pub(super) fn new(work: &'a Work, threads: u32) -> EventLoop<'a> {
        EventLoop {
            work,
            scripts: (0..work.tasks).map(|task| (work.script(task), 0)).collect(),
            at: At::Serial,
            ready: VecDeque::new(),
            timers: BinaryHeap::new(),
            order: 0,
            turned_at: 0,
            jobs: VecDeque::new(),
            hands: vec![None; threads as usize],
            started: 0,
            idle: Vec::new(),
            sleeps: false,
        }
    }

    fn step(&mut self, now: Time, desk: &mut Desk) -> Act {
        let python = |lane, task, kind, time| Act::Work { lane, task, kind, is_python: true, time };
        loop {
            match self.at {
                At::Serial => {
                    self.at = At::Makes(0);
                    return python(0, NO_TASK, Kind::Python, self.work.serial_time());
                }
                At::Makes(task) if task < self.work.tasks => {
                    if task == 0 {
                        desk.record.end(0, now);
                    } else {
                        self.is_ready(task as usize - 1, now, desk);
                    }
                    self.at = At::Makes(task + 1);
                    if task > 0 && self.work.awaiting == Awaiting::OneByOne {
                        // The others are made when it is their turn.
                        self.at = At::Turns;
                        continue;
                    }
                    return python(task as usize + 1, task as u16, Kind::Starts, TASK_START);
                }
                At::Makes(task) => {
                    if let Some(last) = task.checked_sub(1) {
                        self.is_ready(last as usize, now, desk);
                    }
                    self.at = At::Turns;
                }
                At::Turns => {
                    self.wake_sleepers(now, desk);
                    let Some(task) = self.ready.pop_front() else {
                        self.sleeps = true;
                        return Act::Sleep(self.timers.peek().map(|it| it.0.0));
                    };
                    self.turned_at = now;
                    self.at = At::In(task);
                    if self.scripts[task].1 > 0 {
                        return python(task + 1, task as u16, Kind::Python, TASK_SWITCH);
                    }
                }
                At::In(task) => {
                    if let Some(act) = self.inside(task, now, desk) {
                        return act;
                    }
                    desk.record.stood(self.turned_at, now);
                    self.at = At::Turns;
                }
            }
        }
    }

    /// What a task does next; `None` when the loop turns.
    fn inside(&mut self, task: usize, now: Time, desk: &mut Desk) -> Option<Act> {
        let (script, at) = &mut self.scripts[task];
        let part = script.part(*at);
        *at += 1;
        let (lane, name) = (task + 1, task as u16);
        let hands_over = !self.hands.is_empty();
        match part {
            Some(Part::Python(0) | Part::Native(0) | Part::Wait(0)) => self.inside(task, now, desk),
            Some(Part::Wait(time)) if self.work.awaiting == Awaiting::Blocking => {
                Some(Act::Pause { lane, task: name, time })
            }
            Some(Part::Wait(time)) => {
                desk.record.set(lane, Kind::Waits, name, NO_CORE, now);
                self.order += 1;
                self.timers.push(Reverse((now + time, self.order, task)));
                None
            }
            Some(_) if hands_over => {
                *at -= 1;
                desk.record.set(lane, Kind::Ready, name, NO_CORE, now);
                self.jobs.push_back(task);
                if let Some(thread) = self.idle.pop() {
                    desk.wake(thread);
                } else if self.started < self.hands.len() {
                    self.started += 1;
                    desk.wake(self.started);
                    // The task goes on elsewhere; what follows is the loop's.
                    self.at = At::Turns;
                    desk.record.stood(self.turned_at, now);
                    return Some(Act::Work {
                        lane,
                        task: name,
                        kind: Kind::Starts,
                        is_python: true,
                        time: THREAD_START,
                    });
                }
                None
            }
            Some(Part::Python(time)) => {
                Some(Act::Work { lane, task: name, kind: Kind::Python, is_python: true, time })
            }
            Some(Part::Native(time)) => {
                Some(Act::Work { lane, task: name, kind: Kind::Native, is_python: false, time })
            }
            None => {
                desk.record.end(lane, now);
                if self.work.awaiting == Awaiting::OneByOne && task + 1 < self.scripts.len() {
                    self.ready.push_back(task + 1);
                }
                None
            }
        }
    }

    fn is_ready(&mut self, task: usize, at: Time, desk: &mut Desk) {
        desk.record.set(task + 1, Kind::Ready, task as u16, NO_CORE, at);
        self.ready.push_back(task);
    }

    /// Whose time is over could go on since then.
    fn wake_sleepers(&mut self, now: Time, desk: &mut Desk) {
        while let Some(&Reverse((at, _, task))) = self.timers.peek() {
            if at > now {
                break;
            }
            self.timers.pop();
            self.is_ready(task, at, desk);
        }
    }

    /// What a thread does that the loop hands work to.
    fn hand(&mut self, thread: usize, now: Time, desk: &mut Desk) -> Act {
        if let Some((task, part)) = self.hands[thread - 1].take() {
            self.scripts[task].1 += 1;
            // It goes on with what follows that is not a wait.
            if let (Some(next @ (Part::Python(_) | Part::Native(_))), Part::Python(_)) =
                (self.scripts[task].0.part(self.scripts[task].1), part)
            {
                return self.hand_at(thread, task, next);
            }
            self.order += 1;
            // The loop is woken, which takes its time.
            desk.record.set(task + 1, Kind::Ready, task as u16, NO_CORE, now);
            self.timers.push(Reverse((now + WAKE, self.order, task)));
            if std::mem::take(&mut self.sleeps) {
                desk.wake(0);
            }
        }
        let Some(task) = self.jobs.pop_front() else {
            self.idle.push(thread);
            return Act::Sleep(None);
        };
        match self.scripts[task].0.part(self.scripts[task].1) {
            Some(part) => self.hand_at(thread, task, part),
            None => Act::Sleep(None),
        }
    }

    fn hand_at(&mut self, thread: usize, task: usize, part: Part) -> Act {
        self.hands[thread - 1] = Some((task, part));
        let (lane, task) = (task + 1, task as u16);
        match part {
            Part::Python(time) => {
                Act::Work { lane, task, kind: Kind::Python, is_python: true, time }
            }
            Part::Native(time) => {
                Act::Work { lane, task, kind: Kind::Native, is_python: false, time }
            }
            Part::Wait(time) => Act::Pause { lane, task, time },
        }
    }
}

impl Plan for EventLoop<'_> {
    fn next(&mut self, thread: usize, now: Time, desk: &mut Desk) -> Act {
        if thread == 0 {
            self.sleeps = false;
            return self.step(now, desk);
        }
        self.hand(thread, now, desk)
    }
}
