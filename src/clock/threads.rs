//! Threads: a main thread that starts them, and each at its task.

use super::Time;
use super::costs::{FREE_THREADED, HAND_OVER, THREAD_START};
use super::record::{Kind, LaneName, NO_TASK};
use super::rig::{Act, Desk, Plan};
use super::work::{Part, Script, Work};

/// The lanes: the main thread's, and one for each thread.
pub(super) fn lanes(threads: u32) -> impl Iterator<Item = LaneName> {
    std::iter::once(LaneName::Main).chain((0..threads).map(|it| LaneName::Task(it as u16)))
}

/// A thread for each task, or fewer that take one task after the other.
pub(super) struct Threads<'a> {
    work: &'a Work,
    threads: u32,
    is_free: bool,
    main: u32,
    /// The next task that nobody has taken.
    next_task: u32,
    /// Which threads have taken the task that is their own.
    began: Vec<bool>,
    at: Vec<Option<AtTask>>,
}

struct AtTask {
    task: u16,
    script: Script,
    part: u32,
}

impl<'a> Threads<'a> {
    pub(super) fn new(work: &'a Work, threads: u32, is_free: bool) -> Threads<'a> {
        let at = (0..=threads).map(|_| None).collect();
        let began = vec![false; threads as usize + 1];
        Threads { work, threads, is_free, main: 0, next_task: 0, began, at }
    }

    fn python(&self, time: Time) -> Time {
        if self.is_free { time * FREE_THREADED / 100 } else { time }
    }

    /// Whether there is a thread for each task.
    fn has_its_own(&self) -> bool {
        self.threads >= self.work.tasks
    }

    fn take(&mut self, thread: usize) -> Option<u32> {
        let task = if self.has_its_own() { thread as u32 - 1 } else { self.next_task };
        let is_there = match self.has_its_own() {
            true => !std::mem::replace(&mut self.began[thread], true),
            false => task < self.work.tasks,
        };
        self.next_task += 1;
        is_there.then_some(task)
    }

    /// The serial part; then for each thread to start it, wake it, and let go of the key, as `start` waits for it.
    fn main(&mut self, desk: &mut Desk, now: Time) -> Act {
        let at = self.main;
        self.main += 1;
        let work = |lane, task, kind, time| Act::Work { lane, task, kind, is_python: true, time };
        if at == 0 {
            let time = self.python(self.work.serial_time());
            return work(0, NO_TASK, Kind::Python, time);
        }
        if at == 1 {
            desk.record.end(0, now);
        }
        let thread = (at - 1) / 2;
        if thread >= self.threads {
            return Act::End;
        }
        if at % 2 == 1 {
            let lane = thread as usize + 1;
            return work(lane, thread as u16, Kind::Starts, THREAD_START);
        }
        desk.wake(thread as usize + 1);
        Act::Yield
    }
}

impl Plan for Threads<'_> {
    fn next(&mut self, thread: usize, now: Time, desk: &mut Desk) -> Act {
        if thread == 0 {
            return self.main(desk, now);
        }
        let lane = thread;
        if let Some(at) = &mut self.at[thread]
            && let Some(part) = at.script.part(at.part)
        {
            at.part += 1;
            let task = at.task;
            return match part {
                Part::Python(time) => {
                    let time = self.python(time);
                    Act::Work { lane, task, kind: Kind::Python, is_python: true, time }
                }
                Part::Native(time) => {
                    Act::Work { lane, task, kind: Kind::Native, is_python: false, time }
                }
                Part::Wait(time) => Act::Pause { lane, task, time },
            };
        }
        let Some(task) = self.take(thread) else {
            desk.record.end(lane, now);
            return Act::End;
        };
        let time = if self.has_its_own() { 0 } else { HAND_OVER };
        self.at[thread] =
            Some(AtTask { task: task as u16, script: self.work.script(task), part: 0 });
        Act::Work { lane, task: task as u16, kind: Kind::Copies, is_python: true, time }
    }
}
