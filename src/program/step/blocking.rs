//! Accesses that may have to wait.

use super::sequence::{insert, remove};
use super::shared_value_of;
use crate::program::code::{Blocking, Local, Operand, Pc, Sequence, started};
use crate::program::event::{Access, Woken};
use crate::program::exception::Exception;
use crate::program::memory::{Cell, Memory, Value};
use crate::program::objects::barrier::BarrierWait;
use crate::program::objects::{ChannelKind, ChannelState, ReentrantLockState, barrier};
use crate::program::thread::{Choice, Stepper, Thread};

/// What came of trying.
pub enum Attempt {
    /// It is done.
    Done {
        /// What was done.
        access: Access,
        /// Where the thread goes on, if not behind it.
        next: Option<Pc>,
        /// What it answers.
        result: Option<bool>,
    },
    /// It raised.
    Raised {
        /// What was done.
        access: Access,
        /// What it raised.
        exception: Exception,
    },
    /// It cannot be done while the cell holds what was observed.
    MustWait {
        /// The cell.
        cell: Cell,
        /// What it holds.
        observed: Value,
    },
}

fn done(access: Access) -> Attempt {
    Attempt::Done { access, next: None, result: Some(true) }
}

/// What keeps a thread from going on, if anything does: a cell, and what it holds. It takes
/// no account of time-outs and spurious wake-ups.
#[inline(always)]
pub fn obstacle(
    on: &Blocking,
    stepper: Stepper,
    thread: &Thread,
    memory: &impl Memory,
) -> Option<(Cell, Value)> {
    let look = |cell: Cell, is_in_the_way: fn(Value) -> bool| {
        let seen = memory.load(cell);
        is_in_the_way(seen).then_some((cell, seen))
    };
    match *on {
        Blocking::Wait(count) => look(count, |it| it <= 0),
        Blocking::Acquire(lock) => look(lock, |it| it != 0),
        Blocking::UntilSet(flag) => look(flag, |it| it == 0),
        Blocking::Join { alive, threads, late } => {
            let awaited = threads.to_value();
            // Whoever waits for one that was never started does not wait: it raises.
            let was_started = || memory.load(started(alive)) & awaited == awaited;
            let seen = memory.load(alive);
            (seen & awaited != 0 && (!late || was_started())).then_some((alive, seen))
        }
        Blocking::Begin(alive) => {
            let seen = memory.load(started(alive));
            (seen & bit(stepper) == 0).then_some((started(alive), seen))
        }
        Blocking::Meet { barrier, wait } => {
            let seen = memory.load(barrier);
            barrier::is_in_the_way(wait, seen).then_some((barrier, seen))
        }
        Blocking::Enter(lock) => {
            let seen = memory.load(lock);
            let state = ReentrantLockState::unpack(seen);
            let is_others = state.depth > 0 && state.holder != own_number(stepper);
            is_others.then_some((lock, seen))
        }
        Blocking::Retake { waiters, lock, .. } => {
            waits_there(memory, waiters, stepper).or_else(|| look(lock, |it| it != 0))
        }
        Blocking::Wake { waiters } => waits_there(memory, waiters, stepper),
        Blocking::Put { queue, bounded, .. } => {
            let seen = memory.load(queue.length);
            (bounded && seen >= Value::from(queue.room)).then_some((queue.length, seen))
        }
        Blocking::Get { queue, .. } => look(queue.length, |it| it == 0),
        Blocking::Send { channel, kind, alive, .. } => {
            let seen = memory.load(channel.length);
            let state = ChannelState::unpack(seen);
            let is_in_the_way = match kind {
                ChannelKind::Unbounded => false,
                ChannelKind::Bounded => state.length >= channel.room,
                ChannelKind::Rendezvous => state.length >= state.offers,
            };
            let can_send = state.receivers > 0 && has(thread, alive);
            (can_send && is_in_the_way).then_some((channel.length, seen))
        }
        Blocking::Receive { channel, .. } => look(channel.length, |it| {
            let state = ChannelState::unpack(it);
            state.length == 0 && state.senders > 0
        }),
    }
}

fn waits_there(memory: &impl Memory, waiters: Cell, stepper: Stepper) -> Option<(Cell, Value)> {
    let seen = memory.load(waiters);
    (seen & bit(stepper) != 0).then_some((waiters, seen))
}

/// The thread's bit among the waiters.
pub fn bit(stepper: Stepper) -> Value {
    1 << stepper.thread.0
}

fn has(thread: &Thread, end: Local) -> bool {
    super::get(thread, end) == 1
}

/// Does it if it can be done.
#[inline(always)]
pub fn attempt(
    on: &Blocking,
    stepper: Stepper,
    choice: Choice,
    may_time_out: bool,
    thread: &mut Thread,
    memory: &mut impl Memory,
) -> Attempt {
    // These two are the only ones that real threads may do without a lock around them.
    match *on {
        Blocking::Wait(cell) if choice == Choice::PLAIN => {
            return match take_permit(memory, cell) {
                Ok(before) => done(Access::Waited { cell, before }),
                Err(observed) => Attempt::MustWait { cell, observed },
            };
        }
        Blocking::Acquire(cell) if choice == Choice::PLAIN => {
            return match memory.compare_exchange(cell, 0, holder(stepper)) {
                Ok(()) => done(Access::Acquired { cell }),
                Err(observed) => Attempt::MustWait { cell, observed },
            };
        }
        _ => {}
    }
    attempt_alone(on, stepper, choice, may_time_out, thread, memory)
}

/// Takes a permit if there is one, and gives the count it was taken from.
///
/// Looking and taking must be one access. Were they two, two threads could both see the
/// last permit and both take it; so the count is changed only if it still is what was seen.
#[inline(always)]
fn take_permit(memory: &mut impl Memory, cell: Cell) -> Result<Value, Value> {
    let mut seen = memory.load(cell);
    loop {
        if seen <= 0 {
            return Err(seen);
        }
        match memory.compare_exchange(cell, seen, seen - 1) {
            Ok(()) => return Ok(seen),
            Err(now) => seen = now,
        }
    }
}

/// A lock's cell while this thread holds it.
fn holder(stepper: Stepper) -> Value {
    Value::from(own_number(stepper))
}

/// What stands for this thread in the cell of a lock that it holds.
pub fn own_number(stepper: Stepper) -> u16 {
    u16::from(stepper.thread.0) + 1
}

fn attempt_alone(
    on: &Blocking,
    stepper: Stepper,
    choice: Choice,
    may_time_out: bool,
    thread: &mut Thread,
    memory: &mut impl Memory,
) -> Attempt {
    let times_out = choice == Choice::TimedOut && may_time_out;
    if let Blocking::Retake { waiters, lock, depth } = *on {
        let depth = depth.map_or(0, |it| super::get(thread, it) as u32);
        return retake(waiters, (lock, depth), stepper, choice, times_out, memory);
    }
    if let Some((cell, observed)) = obstacle(on, stepper, thread, memory) {
        return if times_out {
            give_up(on, stepper, memory)
        } else {
            Attempt::MustWait { cell, observed }
        };
    }
    match *on {
        Blocking::Wait(cell) => match take_permit(memory, cell) {
            Ok(before) => done(Access::Waited { cell, before }),
            Err(observed) => Attempt::MustWait { cell, observed },
        },
        Blocking::Acquire(cell) => {
            memory.store(cell, holder(stepper));
            done(Access::Acquired { cell })
        }
        Blocking::Enter(cell) => {
            let before = ReentrantLockState::unpack(memory.load(cell));
            let depth = before.depth + 1;
            let now = ReentrantLockState { holder: own_number(stepper), depth };
            memory.store(cell, now.pack());
            done(match depth {
                1 => Access::Acquired { cell },
                _ => Access::AcquiredAgain { cell, depth },
            })
        }
        Blocking::Retake { .. } => unreachable!("treated above"),
        Blocking::Wake { waiters } => done(Access::Woke { cell: waiters }),
        Blocking::UntilSet(cell) => done(Access::SawFlag { cell }),
        Blocking::Join { alive: cell, threads, late } => {
            let awaited = threads.to_value();
            if late && memory.load(started(cell)) & awaited != awaited {
                let exception = Exception::RUNTIME_ERROR;
                return Attempt::Raised { access: Access::Failed { cell, exception }, exception };
            }
            done(Access::Joined { cell, threads })
        }
        Blocking::Begin(alive) => done(Access::Began { cell: started(alive) }),
        Blocking::Meet { barrier, wait } => barrier::wait(barrier, wait, thread, memory),
        Blocking::Put { queue, ordered, value, .. } => {
            put(queue, ordered, shared_value_of(thread, value), memory)
        }
        Blocking::Get { queue, last, into } => {
            let length = memory.load(queue.length) as u16;
            let at = if last { length - 1 } else { 0 };
            let value = remove(memory, queue, length, at);
            memory.store(queue.length, Value::from(length - 1));
            memory.wake_all(queue.length);
            super::set(thread, into, value);
            done(Access::Removed { cell: queue.length, value, length: length - 1 })
        }
        Blocking::Send { channel, alive, value, .. } => send(channel, alive, value, thread, memory),
        Blocking::Receive { channel, offered, at_end, into } => {
            receive(channel, offered, at_end, into, thread, memory)
        }
    }
}

/// Mesa: the thread takes the lock again by itself, after whoever holds it just then. A reentrant
/// lock comes with how often the thread had it.
fn retake(
    waiters: Cell,
    (lock, depth): (Cell, u32),
    stepper: Stepper,
    choice: Choice,
    times_out: bool,
    memory: &mut impl Memory,
) -> Attempt {
    let mask = memory.load(waiters);
    let woken = match mask & bit(stepper) {
        0 => Woken::Notified,
        _ if times_out => Woken::TimedOut,
        _ if choice == Choice::Spurious => Woken::Spuriously,
        _ => return Attempt::MustWait { cell: waiters, observed: mask },
    };
    let held_by = memory.load(lock);
    if held_by != 0 {
        return Attempt::MustWait { cell: lock, observed: held_by };
    }
    if woken != Woken::Notified {
        memory.store(waiters, mask & !bit(stepper));
    }
    let now = match depth {
        0 => holder(stepper),
        _ => ReentrantLockState { holder: own_number(stepper), depth }.pack(),
    };
    memory.store(lock, now);
    let access = Access::Retook { cell: waiters, lock, woken };
    Attempt::Done { access, next: None, result: Some(woken != Woken::TimedOut) }
}

/// Waits there no longer, if the thread does. It was cancelled.
pub fn leave_off(on: &Blocking, stepper: Stepper, memory: &mut impl Memory) {
    if let Blocking::Wake { waiters } | Blocking::Retake { waiters, .. } = *on {
        let mask = memory.load(waiters);
        memory.store(waiters, mask & !bit(stepper));
    }
    if let Blocking::Meet { barrier, wait: BarrierWait::Leave } = *on {
        barrier::withdraw(barrier, memory);
    }
    // It may be the one that was woken for what it does not do now.
    memory.wake_all(on.cell());
}

fn give_up(on: &Blocking, stepper: Stepper, memory: &mut impl Memory) -> Attempt {
    let access = Access::TimedOut { cell: on.cell() };
    match *on {
        Blocking::Wake { .. } => leave_off(on, stepper, memory),
        Blocking::Receive { channel, offered: true, .. } => {
            let mut state = ChannelState::unpack(memory.load(channel.length));
            state.offers -= 1;
            memory.store(channel.length, state.pack());
        }
        Blocking::Meet { barrier, wait: _ } => return barrier::give_up(barrier, memory),
        Blocking::Wait(_)
        | Blocking::Acquire(_)
        | Blocking::Enter(_)
        | Blocking::Retake { .. }
        | Blocking::UntilSet(_)
        | Blocking::Put { .. }
        | Blocking::Get { .. }
        | Blocking::Send { .. }
        | Blocking::Receive { .. }
        | Blocking::Join { .. }
        | Blocking::Begin(_) => {}
    }
    match on {
        Blocking::Get { .. } | Blocking::Receive { .. } => {
            Attempt::Raised { access, exception: Exception::EMPTY }
        }
        Blocking::Put { .. } => Attempt::Raised { access, exception: Exception::FULL },
        Blocking::Wait(_)
        | Blocking::Acquire(_)
        | Blocking::Enter(_)
        | Blocking::Retake { .. }
        | Blocking::Wake { .. }
        | Blocking::UntilSet(_)
        | Blocking::Send { .. }
        | Blocking::Meet { .. }
        | Blocking::Join { .. }
        | Blocking::Begin(_) => Attempt::Done { access, next: None, result: Some(false) },
    }
}

fn put(queue: Sequence, is_ordered: bool, value: Value, memory: &mut impl Memory) -> Attempt {
    let cell = queue.length;
    let length = memory.load(cell) as u16;
    if length >= queue.room {
        let exception = Exception::BEYOND_ROOM;
        return Attempt::Raised { access: Access::Failed { cell, exception }, exception };
    }
    insert(memory, queue, length, value, is_ordered);
    memory.store(cell, Value::from(length + 1));
    memory.wake_all(cell);
    done(Access::Inserted { cell, value, length: length + 1 })
}

fn send(
    channel: Sequence,
    alive: Local,
    value: Operand,
    thread: &Thread,
    memory: &mut impl Memory,
) -> Attempt {
    let cell = channel.length;
    let mut state = ChannelState::unpack(memory.load(cell));
    let exception = if state.receivers == 0 || !has(thread, alive) {
        Some(Exception::SEND_ERROR)
    } else if state.length >= channel.room {
        Some(Exception::BEYOND_ROOM)
    } else {
        None
    };
    if let Some(exception) = exception {
        return Attempt::Raised { access: Access::Failed { cell, exception }, exception };
    }
    let value = shared_value_of(thread, value);
    insert(memory, channel, state.length, value, false);
    state.length += 1;
    memory.store(cell, state.pack());
    memory.wake_all(cell);
    done(Access::Inserted { cell, value, length: state.length })
}

fn receive(
    channel: Sequence,
    offered: bool,
    at_end: Option<Pc>,
    into: Local,
    thread: &mut Thread,
    memory: &mut impl Memory,
) -> Attempt {
    let cell = channel.length;
    let mut state = ChannelState::unpack(memory.load(cell));
    if offered {
        state.offers -= 1;
    }
    if state.length == 0 {
        // Nothing is left, and nobody can send any more.
        memory.store(cell, state.pack());
        return match at_end {
            Some(pc) => {
                let access = Access::Drained { cell };
                Attempt::Done { access, next: Some(pc), result: None }
            }
            None => {
                let exception = Exception::RECV_ERROR;
                Attempt::Raised { access: Access::Failed { cell, exception }, exception }
            }
        };
    }
    let value = remove(memory, channel, state.length, 0);
    state.length -= 1;
    memory.store(cell, state.pack());
    memory.wake_all(cell);
    super::set(thread, into, value);
    done(Access::Removed { cell, value, length: state.length })
}
