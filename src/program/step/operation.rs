//! Accesses that never wait.

use super::arithmetic::is_number;
use super::blocking::{bit, own_number};
use super::sequence::{insert, remove};
use super::{set, shared_value_of, value_of};
use crate::program::code::{Local, MOST_WAYS, Operand, Operation, Place, Sequence, started};
use crate::program::event::Access;
use crate::program::exception::Exception;
use crate::program::memory::{Cell, Memory, NONE, Value, is_integer};
use crate::program::objects::{ChannelEnd, ChannelState, ReentrantLockState, barrier};
use crate::program::thread::{Choice, Stepper, Thread, ThreadSet};

/// Makes the access, and answers what it was, and what it raised.
#[inline(always)]
pub fn perform(
    operation: &Operation,
    stepper: Stepper,
    choice: Choice,
    thread: &mut Thread,
    memory: &mut impl Memory,
) -> (Access, Option<Exception>) {
    let access = match *operation {
        Operation::Signal { count: cell, most: None } => {
            let before = memory.add(cell, 1);
            // After the add, never before it: a thread woken first would find the old
            // count, sleep again, and nobody would wake it a second time.
            memory.wake_one(cell);
            Access::Signalled { cell, before }
        }
        Operation::Load { from, into, takes } => match resolve(thread, from, memory) {
            Ok(cell) => {
                let value = memory.load(cell);
                set(thread, into, value);
                Access::Read { cell, value, takes }
            }
            Err(cell) => return failed(cell, index_failure(thread, from)),
        },
        Operation::Store { value, to } => match resolve(thread, to, memory) {
            Ok(cell) => {
                let value = shared_value_of(thread, value);
                memory.store(cell, value);
                Access::Wrote { cell, value }
            }
            Err(cell) => return failed(cell, index_failure(thread, to)),
        },
        Operation::Release(cell) => {
            let holder = memory.load(cell);
            if holder == 0 {
                return failed(cell, Exception::RUNTIME_ERROR);
            }
            memory.store(cell, 0);
            memory.wake_one(cell);
            Access::Released { cell, holder }
        }
        _ => return perform_alone(operation, stepper, choice, thread, memory),
    };
    (access, None)
}

fn failed(cell: Cell, exception: Exception) -> (Access, Option<Exception>) {
    (Access::Failed { cell, exception }, Some(exception))
}

fn perform_alone(
    operation: &Operation,
    stepper: Stepper,
    choice: Choice,
    thread: &mut Thread,
    memory: &mut impl Memory,
) -> (Access, Option<Exception>) {
    let access = match *operation {
        Operation::Load { .. } | Operation::Store { .. } | Operation::Release(_) => {
            unreachable!("treated before")
        }
        Operation::Signal { count: cell, most } => {
            let before = memory.load(cell);
            if most.is_some_and(|most| before >= Value::from(most)) {
                return failed(cell, Exception::VALUE_ERROR);
            }
            memory.store(cell, before.wrapping_add(1));
            memory.wake_one(cell);
            Access::Signalled { cell, before }
        }
        Operation::Leave(cell) => {
            let before = memory.load(cell);
            let ReentrantLockState { holder, depth } = ReentrantLockState::unpack(before);
            if depth == 0 || holder != own_number(stepper) {
                return failed(cell, Exception::RUNTIME_ERROR);
            }
            if depth > 1 {
                let depth = depth - 1;
                memory.store(cell, ReentrantLockState { holder, depth }.pack());
                Access::ReleasedOnce { cell, depth }
            } else {
                memory.store(cell, 0);
                memory.wake_one(cell);
                Access::Released { cell, holder: holder.into() }
            }
        }
        Operation::BeginWait { waiters: cell, lock, strict, depth } => {
            let held = ReentrantLockState::unpack(memory.load(lock));
            let is_held = match depth {
                Some(_) => held.depth > 0 && held.holder == own_number(stepper),
                // As in Python, it is enough that somebody holds it.
                None => held.holder != 0,
            };
            if !is_held && (strict || held.holder != 0) {
                return failed(cell, Exception::RUNTIME_ERROR);
            }
            if let Some(depth) = depth {
                // Who waits without having it, as is allowed where it is not strict, has it once behind.
                set(thread, depth, Value::from(held.depth.max(1)));
            }
            let mask = memory.load(cell);
            memory.store(cell, mask | bit(stepper));
            memory.store(lock, 0);
            memory.wake_one(lock);
            Access::BeganToWait { cell, lock }
        }
        Operation::Notify { waiters: cell, lock, is_reentrant, count } => {
            let is_held = lock.is_none_or(|lock| {
                let held = ReentrantLockState::unpack(memory.load(lock));
                held.holder != 0 && (!is_reentrant || held.holder == own_number(stepper))
            });
            if !is_held {
                return failed(cell, Exception::RUNTIME_ERROR);
            }
            let mask = memory.load(cell);
            let woken = chosen(mask, value_of(thread, count), choice);
            memory.store(cell, mask & !woken);
            memory.wake_all(cell);
            Access::Notified { cell, woken }
        }
        Operation::SetFlag(cell) => {
            memory.store(cell, 1);
            memory.wake_all(cell);
            Access::Flagged { cell, is_set: true }
        }
        Operation::ClearFlag(cell) => {
            memory.store(cell, 0);
            Access::Flagged { cell, is_set: false }
        }
        Operation::Add { cell, amount, negative, into } => {
            let amount = value_of(thread, amount);
            let before = memory.load(cell);
            let now =
                if negative { before.checked_sub(amount) } else { before.checked_add(amount) };
            if !is_integer(before) || !is_integer(amount) {
                return failed(cell, Exception::TYPE_ERROR);
            }
            let Some(now) = now.filter(|&it| is_number(it)) else {
                return failed(cell, Exception::OVERFLOW_ERROR);
            };
            memory.store(cell, now);
            set(thread, into, before);
            Access::Changed { cell, before, now }
        }
        Operation::Swap { cell, value, into } => {
            let (before, now) = (memory.load(cell), shared_value_of(thread, value));
            memory.store(cell, now);
            set(thread, into, before);
            Access::Changed { cell, before, now }
        }
        Operation::CompareAndSwap { cell, old, new, into } => {
            let (old, now) = (shared_value_of(thread, old), shared_value_of(thread, new));
            let swapped = memory.compare_exchange(cell, old, now);
            set(thread, into, Value::from(swapped.is_ok()));
            match swapped {
                Ok(()) => Access::Changed { cell, before: old, now },
                Err(seen) => Access::Refused { cell, seen },
            }
        }
        Operation::SleepIf { cell, waiters, seen, into } => {
            let now = memory.load(cell);
            let sleeps = now == shared_value_of(thread, seen);
            set(thread, into, Value::from(sleeps));
            if sleeps {
                let mask = memory.load(waiters);
                memory.store(waiters, mask | bit(stepper));
                Access::FellAsleep { cell: waiters }
            } else {
                Access::StayedAwake { cell, seen: now }
            }
        }
        Operation::Append { list, value } => {
            let cell = list.length;
            let length = memory.load(cell) as u16;
            if length >= list.room {
                return failed(cell, Exception::BEYOND_ROOM);
            }
            let value = shared_value_of(thread, value);
            insert(memory, list, length, value, false);
            memory.store(cell, Value::from(length + 1));
            // Nobody waits at a list. But the workers of a pool wait at its queue, and are told so that it is over.
            memory.wake_all(cell);
            Access::Inserted { cell, value, length: length + 1 }
        }
        Operation::Pop { list, last, into } => {
            let cell = list.length;
            let length = memory.load(cell) as u16;
            if length == 0 {
                return failed(cell, Exception::INDEX_ERROR);
            }
            let value = remove(memory, list, length, if last { length - 1 } else { 0 });
            memory.store(cell, Value::from(length - 1));
            set(thread, into, value);
            Access::Removed { cell, value, length: length - 1 }
        }
        Operation::CloneSender { channel: cell, alive } => {
            let mut state = ChannelState::unpack(memory.load(cell));
            if super::get(thread, alive) != 1 {
                return failed(cell, Exception::VALUE_ERROR);
            }
            state.senders += 1;
            memory.store(cell, state.pack());
            Access::Cloned { cell, senders: state.senders }
        }
        Operation::DropEnd { channel, end, alive } => drop_end(channel, end, alive, thread, memory),
        Operation::Offer { channel: cell } => {
            let mut state = ChannelState::unpack(memory.load(cell));
            state.offers += 1;
            memory.store(cell, state.pack());
            memory.wake_all(cell);
            Access::Offered { cell }
        }
        Operation::AtBarrier { barrier, deed } => barrier::act(barrier, deed, thread, memory),
        Operation::EndRole(cell) => {
            let left = memory.load(cell) & !bit(stepper);
            memory.store(cell, left);
            memory.wake_all(cell);
            Access::RoleEnded { cell, left: Value::from(left.count_ones()) }
        }
        Operation::Start { alive: cell, thread: other } => {
            let own = ThreadSet::default().with(other).to_value();
            let before = memory.load(started(cell));
            if before & own != 0 {
                return failed(cell, Exception::RUNTIME_ERROR);
            }
            let alive = memory.load(cell);
            memory.store(cell, alive | own);
            memory.store(started(cell), before | own);
            memory.wake_all(started(cell));
            Access::Started { cell, thread: other }
        }
        Operation::NoteRead { readers } => match resolve(thread, readers, memory) {
            Ok(cell) => {
                let value = memory.load(cell) | bit(stepper);
                memory.store(cell, value);
                Access::NotedRead { cell, value }
            }
            Err(cell) => return failed(cell, index_failure(thread, readers)),
        },
        Operation::NoteWrite { readers, is_update } => match resolve(thread, readers, memory) {
            Ok(cell) => {
                let value = memory.load(cell) & bit(stepper);
                memory.store(cell, value);
                Access::NotedWrite { cell, value, is_lost_update: is_update && value == 0 }
            }
            Err(cell) => return failed(cell, index_failure(thread, readers)),
        },
        Operation::LookIfAlive { alive: cell, thread: other, into } => {
            let is_alive = memory.load(cell) >> other.0 & 1 == 1;
            set(thread, into, Value::from(is_alive));
            Access::LookedIfAlive { cell, thread: other, is_alive }
        }
        Operation::Choose { ways, into } => {
            let value = choice.way() % ways.clamp(1, MOST_WAYS);
            set(thread, into, Value::from(value));
            Access::Chose { value }
        }
    };
    (access, None)
}

/// So many of the waiters, beginning with the one that the choice names.
fn chosen(mask: Value, count: Value, choice: Choice) -> Value {
    let waiters = mask.count_ones();
    if waiters == 0 {
        return 0;
    }
    let count = count.clamp(0, Value::from(waiters)) as u32;
    let first = u32::from(choice.way()) % waiters;
    let is_chosen = |place: u32| (place + waiters - first) % waiters < count;
    let threads = (0..64).filter(|thread| mask >> thread & 1 == 1);
    threads
        .zip(0..)
        .filter(|&(_, place)| is_chosen(place))
        .fold(0, |woken, (it, _)| woken | 1 << it)
}

fn drop_end(
    channel: Sequence,
    end: ChannelEnd,
    alive: Local,
    thread: &mut Thread,
    memory: &mut impl Memory,
) -> Access {
    let cell = channel.length;
    let mut state = ChannelState::unpack(memory.load(cell));
    let ends = match end {
        ChannelEnd::Sender => &mut state.senders,
        ChannelEnd::Receiver => &mut state.receivers,
    };
    if super::get(thread, alive) == 1 {
        *ends -= 1;
        set(thread, alive, 0);
    }
    let left = *ends;
    let mut discarded = 0;
    if end == ChannelEnd::Receiver && left == 0 {
        discarded = state.length;
        for index in 0..state.length {
            memory.store(channel.element(index), NONE);
        }
        state.length = 0;
    }
    memory.store(cell, state.pack());
    memory.wake_all(cell);
    Access::Dropped { cell, end, left, discarded }
}

/// The cell of a place, or the one that stands for it where there is no such cell.
#[inline(always)]
fn resolve(thread: &Thread, place: Place, memory: &impl Memory) -> Result<Cell, Cell> {
    match place {
        Place::Cell(cell) => Ok(cell),
        Place::Slot { first, count, index } => {
            let index = super::get(thread, index);
            // Indices come from `head` and `tail`, which stay inside the ring; the
            // remainder is for a program that stored something else there.
            let inside = match u16::try_from(index) {
                Ok(index) if index < count => index,
                _ => index.rem_euclid(Value::from(count)) as u16,
            };
            Ok(first.offset(inside))
        }
        Place::Entry { first, count, index } => {
            entry(thread, index, count).map(|it| first.offset(it)).ok_or(first)
        }
        Place::Element { list, index } => {
            let length = memory.load(list.length) as u16;
            entry(thread, index, length).map(|it| list.element(it)).ok_or(list.length)
        }
        Place::Beside { list, first, index } => {
            let length = memory.load(list.length) as u16;
            entry(thread, index, length).map(|it| first.offset(it)).ok_or(first)
        }
    }
}

fn entry(thread: &Thread, index: Operand, count: u16) -> Option<u16> {
    let index = Some(value_of(thread, index)).filter(|&it| is_integer(it))?;
    let index = if index < 0 { index.checked_add(count.into())? } else { index };
    u16::try_from(index).ok().filter(|&it| it < count)
}

/// Why a place has no cell.
fn index_failure(thread: &Thread, place: Place) -> Exception {
    match place {
        Place::Entry { index, .. } | Place::Element { index, .. } | Place::Beside { index, .. }
            if !is_integer(value_of(thread, index)) =>
        {
            Exception::TYPE_ERROR
        }
        _ => Exception::INDEX_ERROR,
    }
}
