//! From work, machine and runtime to a strip.

use super::event_loop::{self, EventLoop};
use super::machine::{Machine, Runtime};
use super::pool::{self, Pool};
use super::record::{Kind, LaneName, Recorder, Strip};
use super::rig::{self, Act, Desk, Plan};
use super::threads::{self, Threads};
use super::work::{Part, Work};
use super::{Time, record::NO_TASK};

/// The numbers of workers that are compared.
pub const WORKERS: [u32; 5] = [1, 2, 4, 8, 16];

/// All that happens under a runtime.
pub fn reckon(runtime: Runtime, work: &Work, machine: &Machine) -> Strip {
    of(runtime, work, machine, work.tasks, false)
}

/// When all is done under a runtime. The same as [`reckon`] says, without the rest.
pub fn total(runtime: Runtime, work: &Work, machine: &Machine) -> Time {
    of(runtime, work, machine, work.tasks, true).total
}

fn of(runtime: Runtime, work: &Work, machine: &Machine, pool: u32, only_total: bool) -> Strip {
    let recorder = |lanes: &mut dyn Iterator<Item = LaneName>| Recorder::new(lanes, only_total);
    let run = |plan: &mut dyn Plan, threads: u32, has_key, record| {
        rig::run(plan, threads as usize + 1, machine, has_key, record).finish()
    };
    let tasks = work.tasks;
    match runtime {
        Runtime::Serial => {
            let record = recorder(&mut threads::lanes(tasks));
            run(&mut OneByOne { work, task: None, part: 0 }, 0, false, record)
        }
        Runtime::Gil | Runtime::FreeThreaded => {
            let threads = pool.min(tasks);
            let record = recorder(&mut threads::lanes(threads));
            let is_free = runtime == Runtime::FreeThreaded;
            run(&mut Threads::new(work, threads, is_free), threads, !is_free, record)
        }
        Runtime::Asyncio | Runtime::ToThread => {
            let threads = match runtime {
                Runtime::ToThread => event_loop::most_threads(machine.cores, tasks),
                _ => 0,
            };
            let record = recorder(&mut event_loop::lanes(tasks));
            // Where there is one thread nobody else wants the key.
            run(&mut EventLoop::new(work, threads), threads, threads > 0, record)
        }
        Runtime::Processes => {
            let workers = machine.workers.max(1);
            let record = recorder(&mut pool::lanes(workers));
            run(&mut Pool::new(work, machine), workers, false, record)
        }
    }
}

/// How much faster so many workers are than one after the other, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpeedUp {
    /// How many workers.
    pub workers: u32,
    /// A pool of processes.
    pub processes: u64,
    /// A pool of threads with the GIL.
    pub gil: u64,
    /// A pool of threads without one.
    pub free_threaded: u64,
}

/// The speed-up over the numbers of [`WORKERS`].
pub fn speed_ups(work: &Work, machine: &Machine) -> [SpeedUp; 5] {
    let serial = total(Runtime::Serial, work, machine);
    WORKERS.map(|workers| {
        let machine = Machine { workers, ..*machine };
        let faster = |runtime| {
            let total = of(runtime, work, &machine, workers, true).total;
            serial * 100 / total.max(1)
        };
        SpeedUp {
            workers,
            processes: faster(Runtime::Processes),
            gil: faster(Runtime::Gil),
            free_threaded: faster(Runtime::FreeThreaded),
        }
    })
}

/// How much faster so many workers can be at most, in hundredths, where one works alone for the serial part: Amdahl's law.
pub fn amdahl(work: &Work, machine: &Machine, workers: u32) -> u64 {
    let all = total(Runtime::Serial, work, machine);
    let alone = work.serial_time();
    all * 100 / (alone + (all - alone) / u64::from(workers.max(1))).max(1)
}

/// One task after the other.
struct OneByOne<'a> {
    work: &'a Work,
    /// `None` is the serial part.
    task: Option<u32>,
    part: u32,
}

impl Plan for OneByOne<'_> {
    fn next(&mut self, _: usize, now: Time, desk: &mut Desk) -> Act {
        let work = |lane, task, kind, time| Act::Work { lane, task, kind, is_python: false, time };
        let Some(task) = self.task else {
            self.task = Some(0);
            return work(0, NO_TASK, Kind::Python, self.work.serial_time());
        };
        if task == 0 && self.part == 0 {
            desk.record.end(0, now);
        }
        let (lane, name) = (task as usize + 1, task as u16);
        if task >= self.work.tasks {
            return Act::End;
        }
        let part = self.work.script(task).part(self.part);
        self.part += 1;
        match part {
            Some(Part::Python(time)) => work(lane, name, Kind::Python, time),
            Some(Part::Native(time)) => work(lane, name, Kind::Native, time),
            Some(Part::Wait(time)) => Act::Pause { lane, task: name, time },
            None => {
                desk.record.end(lane, now);
                (self.task, self.part) = (Some(task + 1), 0);
                Act::Pause { lane, task: name, time: 0 }
            }
        }
    }
}
