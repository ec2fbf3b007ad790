//! Threads on cores, with or without a key that only one of them holds: what happens next, and when.
//!
//! The key is CPython's GIL. Who wants it and cannot have it waits for the switch interval. If nobody else took it
//! meanwhile, it asks; the holder drops it at its next check point, and takes it again only after another had it. A
//! call that blocks drops it without being asked. There is no queue: who wakes first takes it.

use super::Time;
use super::costs::TIME_SLICE;
use super::machine::Machine;
use super::record::{Kind, NO_CORE, NO_TASK, Recorder};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// What a thread does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Something on a core, which needs the key where it is Python code.
    Work { lane: usize, task: u16, kind: Kind, is_python: bool, time: Time },
    /// Something that needs neither.
    Pause { lane: usize, task: u16, time: Time },
    /// Lets go of the key, if others want it, and goes on.
    Yield,
    /// Nothing until it is woken, or until then. The plan says what becomes of a lane.
    Sleep(Option<Time>),
    /// Nothing more.
    End,
}

/// What the threads are to do.
pub(super) trait Plan {
    /// What this thread does next.
    fn next(&mut self, thread: usize, now: Time, desk: &mut Desk) -> Act;
}

/// What a plan can change while it is asked.
pub(super) struct Desk {
    pub(super) record: Recorder,
    woken: Vec<usize>,
}

impl Desk {
    /// A thread that sleeps goes on.
    pub(super) fn wake(&mut self, thread: usize) {
        self.woken.push(thread);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    Sleeping,
    Pausing,
    WantsKey,
    WantsCore,
    Running,
    Ended,
}

struct Thread {
    doing: Doing,
    /// What it is at, while it works.
    lane: usize,
    task: u16,
    kind: Kind,
    is_python: bool,
    left: Time,
    core: u8,
    /// When it began to run on without a look.
    since: Time,
    /// How often the key had changed hands when it last began to wait for it.
    seen: u64,
    /// Tells what is due from what was due before something else came.
    stamp: u32,
}

type Due = Reverse<(Time, u64, usize, u32)>;

struct Rig<'a> {
    threads: Vec<Thread>,
    plan: &'a mut dyn Plan,
    desk: Desk,
    due: BinaryHeap<Due>,
    /// Parts what is due at the same time.
    order: u64,
    now: Time,
    cores: Vec<bool>,
    wants_core: VecDeque<usize>,
    has_key: bool,
    holder: Option<usize>,
    is_asked: bool,
    wants_key: Vec<usize>,
    switches: u64,
    last_holder: usize,
    switch_interval: Time,
    random: u64,
}

/// Lets so many threads carry out a plan. The first begins, the others sleep until they are woken.
pub(super) fn run(
    plan: &mut dyn Plan,
    threads: usize,
    machine: &Machine,
    has_key: bool,
    record: Recorder,
) -> Recorder {
    let thread = || Thread {
        doing: Doing::Sleeping,
        lane: 0,
        task: NO_TASK,
        kind: Kind::Idle,
        is_python: false,
        left: 0,
        core: NO_CORE,
        since: 0,
        seen: 0,
        stamp: 0,
    };
    let mut rig = Rig {
        threads: (0..threads).map(|_| thread()).collect(),
        plan,
        desk: Desk { record, woken: vec![0] },
        due: BinaryHeap::new(),
        order: 0,
        now: 0,
        cores: vec![false; machine.cores.max(1) as usize],
        wants_core: VecDeque::new(),
        has_key,
        holder: None,
        is_asked: false,
        wants_key: Vec::new(),
        switches: 0,
        last_holder: usize::MAX,
        switch_interval: machine.switch_interval.max(1),
        random: machine.seed,
    };
    rig.wake_all();
    while let Some(Reverse((time, _, thread, stamp))) = rig.due.pop() {
        if rig.threads[thread].stamp == stamp {
            rig.now = time;
            rig.happen(thread);
            rig.wake_all();
        }
    }
    rig.desk.record
}

impl Rig<'_> {
    fn wake_all(&mut self) {
        while let Some(thread) = self.desk.woken.pop() {
            if self.threads[thread].doing == Doing::Sleeping {
                self.threads[thread].stamp += 1;
                self.go_on(thread);
            }
        }
    }

    fn set_due(&mut self, thread: usize, at: Time) {
        let it = &mut self.threads[thread];
        it.stamp += 1;
        self.order += 1;
        self.due.push(Reverse((at, self.order, thread, it.stamp)));
    }

    fn happen(&mut self, thread: usize) {
        match self.threads[thread].doing {
            Doing::Sleeping | Doing::Pausing => self.go_on(thread),
            Doing::WantsKey => self.ask(thread),
            Doing::Running => self.look(thread),
            Doing::WantsCore | Doing::Ended => {}
        }
    }

    /// A thread is at nothing: what does it do next?
    fn go_on(&mut self, thread: usize) {
        loop {
            match self.plan.next(thread, self.now, &mut self.desk) {
                Act::Work { time: 0, .. } | Act::Pause { time: 0, .. } => {}
                Act::Work { lane, task, kind, is_python, time } => {
                    let is_python = is_python && self.has_key;
                    let it = &mut self.threads[thread];
                    (it.lane, it.task, it.kind) = (lane, task, kind);
                    (it.is_python, it.left) = (is_python, time);
                    if !is_python {
                        self.drop_key_of(thread);
                    }
                    return self.work(thread);
                }
                Act::Pause { lane, task, time } => {
                    self.rest(thread, Doing::Pausing);
                    self.desk.record.set(lane, Kind::Waits, task, NO_CORE, self.now);
                    return self.set_due(thread, self.now + time);
                }
                Act::Yield => {
                    // Those who were woken just now want it already.
                    self.wake_others();
                    if !self.wants_key.is_empty() {
                        self.drop_key_of(thread);
                    }
                }
                Act::Sleep(until) => {
                    self.rest(thread, Doing::Sleeping);
                    if let Some(until) = until {
                        self.set_due(thread, until.max(self.now));
                    }
                    return;
                }
                Act::End => return self.rest(thread, Doing::Ended),
            }
        }
    }

    fn wake_others(&mut self) {
        let woken = std::mem::take(&mut self.desk.woken);
        for thread in woken {
            if self.threads[thread].doing == Doing::Sleeping {
                self.threads[thread].stamp += 1;
                self.go_on(thread);
            }
        }
    }

    /// Leaves core and key.
    fn rest(&mut self, thread: usize, doing: Doing) {
        self.threads[thread].doing = doing;
        self.leave_core(thread);
        self.drop_key_of(thread);
    }

    /// Gets on with its work as soon as it has what that takes.
    fn work(&mut self, thread: usize) {
        if self.threads[thread].is_python && self.holder != Some(thread) {
            if self.holder.is_some() {
                return self.want_key(thread);
            }
            self.take_key(thread);
        }
        self.want_core(thread);
    }

    fn want_key(&mut self, thread: usize) {
        self.leave_core(thread);
        self.wants_key.push(thread);
        let switches = self.switches;
        let it = &mut self.threads[thread];
        (it.doing, it.seen) = (Doing::WantsKey, switches);
        let (lane, task) = (it.lane, it.task);
        self.desk.record.set(lane, Kind::WantsKey, task, NO_CORE, self.now);
        self.set_due(thread, self.now + self.switch_interval);
    }

    fn take_key(&mut self, thread: usize) {
        self.holder = Some(thread);
        self.is_asked = false;
        if self.last_holder != thread {
            self.last_holder = thread;
            self.switches += 1;
        }
        self.desk.record.take_key(self.threads[thread].lane, self.now);
    }

    /// Gives the key to one of those who want it, if this thread holds it.
    fn drop_key_of(&mut self, thread: usize) {
        if self.holder != Some(thread) {
            return;
        }
        self.holder = None;
        self.desk.record.drop_key(self.now);
        if self.wants_key.is_empty() {
            return;
        }
        let first = (self.draw() % self.wants_key.len() as u64) as usize;
        let next = self.wants_key.remove(first);
        self.take_key(next);
        self.want_core(next);
    }

    /// The interval of somebody who wants the key is over.
    fn ask(&mut self, thread: usize) {
        let Thread { lane, task, seen, .. } = self.threads[thread];
        self.threads[thread].seen = self.switches;
        self.set_due(thread, self.now + self.switch_interval);
        if seen != self.switches {
            return self.desk.record.woke_for_nothing(lane, task, self.now);
        }
        self.desk.record.raise(lane, self.now);
        self.is_asked = true;
        // Who has no core comes to no check point.
        if let Some(holder) = self.holder.filter(|it| self.threads[*it].doing == Doing::Running) {
            self.give_way(holder);
        }
    }

    /// The holder was asked for the key, and comes to a check point.
    fn give_way(&mut self, holder: usize) {
        self.account(holder);
        if self.threads[holder].left == 0 {
            // It has just come to an end, and is about to be looked at.
            return;
        }
        self.leave_core(holder);
        self.drop_key_of(holder);
        match self.holder {
            Some(_) => self.want_key(holder),
            None => self.work(holder),
        }
    }

    /// Takes off what was done since the last look.
    fn account(&mut self, thread: usize) {
        let now = self.now;
        let it = &mut self.threads[thread];
        it.left -= now - it.since;
        it.since = now;
    }

    fn want_core(&mut self, thread: usize) {
        let core = self.threads[thread].core;
        let is_on_one = core != NO_CORE;
        let free = if is_on_one { Some(core.into()) } else { self.cores.iter().position(|it| !it) };
        match free {
            Some(core) => self.run_on(thread, core),
            None => {
                let it = &mut self.threads[thread];
                it.doing = Doing::WantsCore;
                it.stamp += 1;
                let (lane, task) = (it.lane, it.task);
                self.desk.record.set(lane, Kind::Ready, task, NO_CORE, self.now);
                self.wants_core.push_back(thread);
            }
        }
    }

    fn run_on(&mut self, thread: usize, core: usize) {
        self.cores[core] = true;
        let now = self.now;
        let it = &mut self.threads[thread];
        (it.doing, it.core, it.since) = (Doing::Running, core as u8, now);
        let Thread { lane, task, kind, left, .. } = *it;
        self.desk.record.set(lane, kind, task, core as u8, now);
        self.set_due(thread, now + left.min(TIME_SLICE));
        if self.is_asked && self.holder == Some(thread) {
            self.give_way(thread);
        }
    }

    fn leave_core(&mut self, thread: usize) {
        let core = std::mem::replace(&mut self.threads[thread].core, NO_CORE);
        if core == NO_CORE {
            return;
        }
        self.cores[usize::from(core)] = false;
        if let Some(next) = self.wants_core.pop_front() {
            self.run_on(next, core.into());
        }
    }

    /// Its work is done, or its time slice is over.
    fn look(&mut self, thread: usize) {
        self.account(thread);
        if self.threads[thread].left == 0 {
            return self.go_on(thread);
        }
        if !self.wants_core.is_empty() {
            self.leave_core(thread);
        }
        self.want_core(thread);
    }

    /// The next number of SplitMix64, written out, as a seed is to mean the same for ever.
    fn draw(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.random;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        it ^ (it >> 31)
    }
}
