//! The life of a traced thread: every step under the lock, by permit, and in the log.

use super::arena::{Arena, ThreadStatus};
use super::atomic::{SeqCst, write_before_read};
use super::attention::Attention;
use super::chance::Chance;
use super::clock;
use super::gate::Permission;
use super::part::{LONGEST_SLEEP, Part};
use super::shared::SharedMemory;
use crate::program::{Cell, Choice, Event, Item, LogEntry, Memory, Outcome, Value, Work};
use std::time::Duration;

/// A thread that others wait for keeps the lock for at most this many steps.
const MOST_IN_A_ROW: u32 = 4;

/// The longest that a thread hesitates before it races for a permit, in microseconds.
const LONGEST_MOMENT: u32 = 1000;

/// A thread that waits with a time-out looks after so many milliseconds whether time passes.
const LONGEST_NAP: f64 = 50.0;

/// See the [module](self).
pub struct Traced<'a> {
    arena: &'a Arena,
    attention: Attention<'a>,
    memory: SharedMemory<'a>,
    part: Part,
    /// The cell the thread was last woken at, until it has made use of that.
    woken_at: Option<Cell>,
    /// How much is left of the time-out that the thread waits with, in milliseconds of the
    /// program. Once it is over, that holds until the step is made.
    time_left: Option<f64>,
    chance: Chance,
}

/// What a thread does after it has let go of the lock.
#[derive(Clone, Copy)]
enum Next {
    Go,
    SleepAtGate,
    SleepAt { cell: Cell, observed: Value, timeout: Option<u32> },
    Work { item: Option<Item>, milliseconds: u32 },
    End,
    Stop,
}

impl<'a> Traced<'a> {
    /// A thread before its first step.
    pub fn new(arena: &'a Arena, attention: Attention<'a>, part: Part) -> Traced<'a> {
        let chance = Chance::new(part.thread.0);
        let memory = SharedMemory::new(&arena.cells);
        Traced { arena, attention, memory, part, woken_at: None, time_left: None, chance }
    }

    /// Runs until the run is stopped; `first` is what the thread has done before its first step.
    pub fn run(mut self, first: Work) -> Part {
        let arena = self.arena;
        let mut next = self.work_on(first);
        let mut epoch = arena.gate.epoch();
        loop {
            next = match next {
                Next::Go => {
                    // Before the look at permits and room: if one of them changes after
                    // the look, so has the epoch, and the thread does not fall asleep.
                    epoch = arena.gate.epoch();
                    self.steps()
                }
                Next::SleepAtGate => {
                    self.hand_on_wake();
                    self.status(ThreadStatus::AtGate);
                    arena.gate.sleep(epoch, None);
                    self.hesitate();
                    self.status(ThreadStatus::Running);
                    Next::Go
                }
                Next::SleepAt { cell, observed, timeout } => {
                    self.sleep_at(cell, observed, timeout);
                    Next::Go
                }
                Next::Work { item, milliseconds } => {
                    self.status(ThreadStatus::AtWork(item));
                    self.work(f64::from(milliseconds));
                    self.status(ThreadStatus::Running);
                    Next::Go
                }
                Next::End => {
                    self.status(ThreadStatus::Ended);
                    epoch = arena.gate.epoch();
                    if self.attention.is_stopped() {
                        Next::Stop
                    } else {
                        arena.gate.sleep(epoch, None);
                        Next::End
                    }
                }
                Next::Stop => return self.part,
            };
        }
    }

    /// Makes as many steps as it may, in one hold of the lock.
    fn steps(&mut self) -> Next {
        let Traced { arena, attention, memory, part, chance, .. } = self;
        let held = arena.gate.enter(|| {
            attention.is_stopped();
        });
        let mut left = match arena.gate.scarce_permits() {
            Some(_) => 1,
            None => chance.up_to(MOST_IN_A_ROW),
        };
        loop {
            if attention.is_stopped() {
                return Next::Stop;
            }
            let Some(permission) = arena.gate.permission(part.thread, &held) else {
                return Next::SleepAtGate;
            };
            if !arena.log.has_room(&held) {
                return Next::SleepAtGate;
            }
            if part.is_cut_off(arena) {
                return Next::End;
            }
            let is_time_over = self.time_left.is_some_and(|left| left <= 0.0);
            let told = arena.gate.way(part.thread, permission);
            let mut choice = match told {
                Some(way) => way,
                None if is_time_over => Choice::TimedOut,
                None if part.has_choices => chance.way(),
                None => Choice::PLAIN,
            };
            let mut sleep = None;
            let event = loop {
                match part.step(choice, memory) {
                    Outcome::Ran(event) => break event,
                    Outcome::Finished => return Next::End,
                    Outcome::Blocked { cell, observed, timeout } => {
                        let is_first = sleep.is_none();
                        let sleep = *sleep.get_or_insert(Next::SleepAt { cell, observed, timeout });
                        let is_asked = permission == Permission::Own;
                        // Another try, where the thread may go on for another reason. If that
                        // is in vain too, it sleeps as if there had been none.
                        let may_choose = is_first && told.is_none();
                        if may_choose && is_asked && timeout.is_some() {
                            choice = Choice::TimedOut;
                        } else if may_choose && part.may_wake_spuriously() && chance.strikes() {
                            choice = Choice::Spurious;
                        } else {
                            if is_asked {
                                arena.gate.spend(part.thread, permission, &held);
                            }
                            return sleep;
                        }
                    }
                }
            };
            self.woken_at = None;
            self.time_left = None;
            arena.log.append(LogEntry::of(part.thread, &event), &held);
            part.count_left(arena, &event);
            arena.gate.spend(part.thread, permission, &held);
            arena.words_of(part.thread).tally.count(&event);
            if event.ended {
                return Next::End;
            }
            let Event { consumed, produced, pause, .. } = event;
            if consumed.is_some() || produced.is_some() || pause > 0 {
                return self.work_on(Work { consumed, produced, pause, ..Work::default() });
            }
            left -= 1;
            if left == 0 {
                return Next::Go;
            }
        }
    }

    /// Waits for a moment of chance before it races for a permit.
    ///
    /// When a permit comes to a gate where all sleep, it is nearly always the same thread
    /// that wakes first, as the machine wakes threads in much the same way every time. At
    /// a slow pace most interleavings would never be seen.
    fn hesitate(&mut self) {
        let gate = &self.arena.gate;
        let epoch = gate.epoch();
        let races = gate.scarce_permits().is_some_and(|permits| permits > 0);
        if races && !gate.has_own_permit(self.part.thread) {
            let moment = self.chance.up_to(LONGEST_MOMENT);
            gate.sleep(epoch, Some(Duration::from_micros(moment.into())));
        }
    }

    /// Sleeps until the cell holds something else, the time is over, or there is some other
    /// reason to look.
    fn sleep_at(&mut self, cell: Cell, observed: Value, timeout: Option<u32>) {
        self.status(ThreadStatus::Sleeping(cell));
        // The status first, then the look for a permit; the page gives the permit first, and
        // wakes a thread that says it sleeps. So a thread that has to wait spends its permit
        // at once, and keeps none for later. (One that is just falling asleep does so when
        // it is woken for the roll call.)
        write_before_read();
        let gate = &self.arena.gate;
        // A thread whose time is over, and that still cannot go on, waits for the lock.
        let has_limit = timeout.is_some() && self.time_left.is_none_or(|left| left > 0.0);
        if let Some(milliseconds) = timeout {
            self.time_left.get_or_insert(f64::from(milliseconds));
        }
        while !self.attention.is_stopped() && !gate.has_own_permit(self.part.thread) {
            match &mut self.time_left {
                Some(left) if has_limit => {
                    if *left <= 0.0 {
                        break;
                    }
                    let nap = |limit| self.memory.sleep(cell, observed, Some(limit));
                    *left -= time_passed(self.arena, *left, nap);
                    if self.part.can_be_cancelled() {
                        break;
                    }
                }
                _ if self.part.can_be_cancelled() => {
                    let limit = Duration::from_millis(LONGEST_SLEEP);
                    self.memory.sleep(cell, observed, Some(limit));
                    break;
                }
                _ => self.memory.sleep(cell, observed, None),
            }
            if self.memory.load(cell) != observed {
                self.woken_at = Some(cell);
                break;
            }
        }
        self.status(ThreadStatus::Running);
    }

    /// The time that this takes.
    fn work_on(&self, Work { consumed, produced, pause, .. }: Work) -> Next {
        let used = consumed.map_or(0, |_| self.arena.consume_time.load(SeqCst));
        let made = produced.map_or(0, |_| self.arena.produce_time.load(SeqCst));
        match pause.saturating_add(used.saturating_add(made) as u32) {
            0 => Next::Go,
            milliseconds => Next::Work { item: consumed.or(produced), milliseconds },
        }
    }

    /// Lets so many milliseconds of the program pass. They stand still while the run is
    /// paused; a permit of the thread's own, or the stop, ends them.
    fn work(&mut self, mut remaining: f64) {
        let gate = &self.arena.gate;
        while remaining > 0.0 {
            let epoch = gate.epoch();
            if self.attention.is_stopped() || gate.has_own_permit(self.part.thread) {
                return;
            }
            if !gate.time_passes() {
                gate.sleep(epoch, None);
                continue;
            }
            let speed = speed(self.arena);
            let before = clock::now();
            gate.sleep(epoch, Some(Duration::from_secs_f64(remaining / speed / 1000.0)));
            remaining -= (clock::now() - before) * speed;
        }
    }

    /// Gives a wake-up that this thread cannot use now to another sleeper.
    ///
    /// A signal wakes one thread. Were that thread to stay at the gate for want of a
    /// permit, and another sleeper at the same cell be given one, the semaphore would
    /// be free and yet nobody would wake that sleeper.
    fn hand_on_wake(&mut self) {
        if let Some(cell) = self.woken_at.take() {
            self.memory.wake_one(cell);
        }
    }

    fn status(&self, status: ThreadStatus) {
        self.arena.words_of(self.part.thread).set_status(status);
    }
}

/// Lets a thread nap for at most so many milliseconds of the program, and answers how many have
/// passed. There are many naps in a long time, as nobody wakes the thread when the run is
/// paused or goes on.
fn time_passed(arena: &Arena, at_most: f64, nap: impl FnOnce(Duration)) -> f64 {
    let speed = speed(arena);
    let passed_before = arena.gate.time_passes();
    let limit = if passed_before { (at_most / speed).min(LONGEST_NAP) } else { LONGEST_NAP };
    let before = clock::now();
    nap(Duration::from_secs_f64(limit / 1000.0));
    let passes = passed_before && arena.gate.time_passes();
    if passes { (clock::now() - before) * speed } else { 0.0 }
}

/// How many milliseconds of the program pass in one. At ten steps a second, a second of the
/// program is a second.
fn speed(arena: &Arena) -> f64 {
    f64::from(arena.pace.load(SeqCst).max(1)) / 10_000.0
}
