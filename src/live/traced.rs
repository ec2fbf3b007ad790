//! The life of a traced thread: every step under the lock, by permit, and in the log.

use super::arena::{Arena, ThreadStatus};
use super::atomic::{SeqCst, write_before_read};
use super::attention::Attention;
use super::clock;
use super::gate::Permission;
use super::shared::SharedMemory;
use super::worker::Part;
use crate::program::{Cell, Item, LogEntry, Memory, Outcome, Value};
use std::time::Duration;

/// A thread that others wait for keeps the lock for at most this many steps.
const MOST_IN_A_ROW: u32 = 4;

/// The longest that a thread hesitates before it races for a permit, in microseconds.
const LONGEST_MOMENT: u32 = 1000;

/// See the [module](self).
pub struct Traced<'a> {
    arena: &'a Arena,
    attention: Attention<'a>,
    memory: SharedMemory<'a>,
    part: Part,
    /// The cell the thread was last woken at, until it has made use of that.
    woken_at: Option<Cell>,
    chance: Chance,
}

/// What a thread does after it has let go of the lock.
enum Next {
    Go,
    SleepAtGate,
    SleepAt { cell: Cell, observed: Value },
    Work { item: Option<Item>, milliseconds: u32 },
    End,
    Stop,
}

impl<'a> Traced<'a> {
    /// A thread before its first step.
    pub fn new(arena: &'a Arena, attention: Attention<'a>, part: Part) -> Traced<'a> {
        let chance = Chance::new(part.thread.0);
        let memory = SharedMemory::new(&arena.cells);
        Traced { arena, attention, memory, part, woken_at: None, chance }
    }

    /// Runs until the run is stopped.
    pub fn run(mut self, first: Option<Item>) -> Part {
        let arena = self.arena;
        let mut next = match first {
            Some(item) => self.work_on(None, Some(item)),
            None => Next::Go,
        };
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
                Next::SleepAt { cell, observed } => {
                    self.sleep_at(cell, observed);
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
        let Traced { arena, attention, memory, part, .. } = self;
        let held = arena.gate.enter(|| {
            attention.is_stopped();
        });
        let mut left = match arena.gate.scarce_permits() {
            Some(_) => 1,
            None => self.chance.up_to(MOST_IN_A_ROW),
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
            let event = match part.step(memory) {
                Outcome::Ran(event) => event,
                Outcome::Blocked { cell, observed } => {
                    if permission == Permission::Own {
                        arena.gate.spend(part.thread, permission, &held);
                    }
                    return Next::SleepAt { cell, observed };
                }
                Outcome::Finished => return Next::End,
            };
            self.woken_at = None;
            arena.log.append(LogEntry::of(part.thread, &event), &held);
            arena.gate.spend(part.thread, permission, &held);
            arena.words_of(part.thread).tally.count(&event);
            if event.ended {
                return Next::End;
            }
            if event.consumed.is_some() || event.produced.is_some() {
                return self.work_on(event.consumed, event.produced);
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

    /// Sleeps until the cell holds something else, or there is some other reason to look.
    fn sleep_at(&mut self, cell: Cell, observed: Value) {
        self.status(ThreadStatus::Sleeping(cell));
        // The status first, then the look for a permit; the page gives the permit first, and
        // wakes a thread that says it sleeps. So a thread that has to wait spends its permit
        // at once, and keeps none for later. (One that is just falling asleep does so when
        // it is woken for the roll call.)
        write_before_read();
        let gate = &self.arena.gate;
        while !self.attention.is_stopped() && !gate.has_own_permit(self.part.thread) {
            self.memory.sleep(cell, observed);
            if self.memory.load(cell) != observed {
                self.woken_at = Some(cell);
                break;
            }
        }
        self.status(ThreadStatus::Running);
    }

    /// The work that comes with these items, if it takes time.
    fn work_on(&self, consumed: Option<Item>, produced: Option<Item>) -> Next {
        let used = consumed.map_or(0, |_| self.arena.consume_time.load(SeqCst));
        let made = produced.map_or(0, |_| self.arena.produce_time.load(SeqCst));
        match used.saturating_add(made) {
            0 => Next::Go,
            time => Next::Work { item: consumed.or(produced), milliseconds: time as u32 },
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
            // At ten steps a second, a second of the program is a second.
            let speed = f64::from(self.arena.pace.load(SeqCst).max(1)) / 10_000.0;
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

/// A thread's own source of small numbers, so that who comes next is not always the same.
struct Chance(u32);

impl Chance {
    fn new(thread: u8) -> Chance {
        let now = (clock::now() * 1000.0) as u64 as u32;
        Chance(now.wrapping_mul(0x9e37_79b9) ^ u32::from(thread).wrapping_mul(0x85eb_ca6b) | 1)
    }

    /// A number from 1 to `most`. (Marsaglia's xorshift.)
    fn up_to(&mut self, most: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        1 + self.0 % most
    }
}
