//! One step of one thread. This is the only place where instructions have a meaning.

use super::code::{Instruction, Local, Operand, Pc, Place, Role};
use super::event::{Access, Event};
use super::item::Item;
use super::memory::{Cell, Memory, Value};
use super::thread::Thread;

/// What came of asking a thread to step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The step is done.
    Ran(Event),
    /// The thread has to wait until `cell` no longer holds `observed`; nothing changed.
    ///
    /// A real thread sleeps only while the cell still holds what was observed, so a
    /// signal between the look and the sleep is not lost.
    Blocked {
        /// The cell it waits at.
        cell: Cell,
        /// The value that made it wait.
        observed: Value,
    },
    /// The thread had ended before.
    Finished,
}

/// A thread at the start of its role, before its first step, and the item it has made
/// on the way there. `me` is its own index in the role; `items` how many items a
/// producer makes, 0 for no end.
pub fn begin(role: &Role, me: u16, items: u32) -> (Thread, Option<Item>) {
    let mut thread = Thread { next: None, locals: vec![0; usize::from(role.locals)], produced: 0 };
    let work = run_to_next_step(role, me, items, &mut thread, Pc(0));
    (thread, work.produced)
}

/// Lets a thread make its next access to shared state, and then run on to the one after.
///
/// `me` and `items` are as for [`begin`]. It never waits: it says so in its answer.
#[inline(always)]
pub fn step(
    role: &Role,
    me: u16,
    items: u32,
    thread: &mut Thread,
    memory: &mut impl Memory,
) -> Outcome {
    let Some(at) = thread.next else { return Outcome::Finished };
    let access = match role.instruction(at) {
        Instruction::Wait(cell) => match take_permit(memory, cell) {
            Ok(before) => Access::Waited { cell, before },
            Err(observed) => return Outcome::Blocked { cell, observed },
        },
        Instruction::Signal(cell) => {
            let before = memory.add(cell, 1);
            // After the add, never before it: a thread woken first would find the old
            // count, sleep again, and nobody would wake it a second time.
            memory.wake_one(cell);
            Access::Signalled { cell, before }
        }
        Instruction::Load { from, into } => {
            let cell = resolve(thread, from);
            let value = memory.load(cell);
            set(thread, into, value);
            Access::Read { cell, value }
        }
        Instruction::Store { value, to } => {
            let cell = resolve(thread, to);
            let value = evaluate(thread, value);
            memory.store(cell, value);
            Access::Wrote { cell, value }
        }
        Instruction::Produce(_) | Instruction::Consume(_) | Instruction::Jump(_) => {
            unreachable!("a thread always rests at a step: run_to_next_step stops nowhere else")
        }
    };
    let Work { produced, consumed } = run_to_next_step(role, me, items, thread, Pc(at.0 + 1));
    Outcome::Ran(Event { at, access, consumed, produced, ended: thread.next.is_none() })
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

/// The items a thread worked on between two steps.
struct Work {
    consumed: Option<Item>,
    produced: Option<Item>,
}

/// Runs what concerns the thread alone, from `pc` up to its next step or its end.
#[inline(always)]
fn run_to_next_step(role: &Role, me: u16, items: u32, thread: &mut Thread, mut pc: Pc) -> Work {
    let mut work = Work { consumed: None, produced: None };
    loop {
        match role.instruction(pc) {
            Instruction::Produce(_) if items != 0 && thread.produced == items => {
                thread.next = None;
                return work;
            }
            Instruction::Produce(into) => {
                thread.produced = thread.produced.wrapping_add(1);
                let item = Item { producer: me, number: thread.produced };
                set(thread, into, item.to_value());
                work.produced = Some(item);
            }
            Instruction::Consume(from) => {
                work.consumed = Item::from_value(get(thread, from));
            }
            Instruction::Jump(to) => {
                pc = to;
                continue;
            }
            Instruction::Wait(_)
            | Instruction::Signal(_)
            | Instruction::Load { .. }
            | Instruction::Store { .. } => {
                thread.next = Some(pc);
                return work;
            }
        }
        pc = Pc(pc.0 + 1);
    }
}

#[inline(always)]
fn resolve(thread: &Thread, place: Place) -> Cell {
    match place {
        Place::Cell(cell) => cell,
        Place::Slot { first, count, index } => {
            let index = get(thread, index);
            // Indices come from `head` and `tail`, which stay inside the ring; the
            // remainder is for a program that stored something else there.
            let inside = match u16::try_from(index) {
                Ok(index) if index < count => index,
                _ => index.rem_euclid(Value::from(count)) as u16,
            };
            first.offset(inside)
        }
    }
}

#[inline(always)]
fn evaluate(thread: &Thread, operand: Operand) -> Value {
    match operand {
        Operand::Local(local) => get(thread, local),
        Operand::NextInRing { index, count } => {
            let next = get(thread, index).wrapping_add(1);
            if next == Value::from(count) { 0 } else { next }
        }
        Operand::Constant(value) => value,
    }
}

#[inline(always)]
fn get(thread: &Thread, local: Local) -> Value {
    thread.locals[usize::from(local.0)]
}

#[inline(always)]
fn set(thread: &mut Thread, local: Local, value: Value) {
    thread.locals[usize::from(local.0)] = value;
}
