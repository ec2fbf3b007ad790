//! The search without any books: every state of the threads and of what they share.
//!
//! Nothing ends it. A thread that fails just ends, and of each property the nearest place is noted
//! where it does not hold. All locals are kept; what is left out is what no program can ask for: who holds a
//! lock, and, in a run without end, the numbers of items.

use interleave::engine::{Machine, ViolationKind};
use interleave::program::{
    Choice, Exception, Item, NONE, ObjectKind, Outcome, Program, RoleKind, Value, is_none,
};
use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

/// The properties that need no books.
pub const PROPERTIES: [ViolationKind; 4] = [
    ViolationKind::Exception,
    ViolationKind::Assertion,
    ViolationKind::Invariant,
    ViolationKind::Deadlock,
];

/// Every state of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Space {
    /// How many there are.
    pub states: usize,
    /// For each of [`PROPERTIES`], after how many steps it can fail first; `None` where it holds.
    pub nearest: [Option<usize>; 4],
}

/// All states of a program; `None` when there are more than so many, or when something grows forever.
pub fn explore(program: &Arc<Program>, most_states: usize) -> Option<Space> {
    let (machine, _) = Machine::new(program.clone());
    let mut seen = HashSet::from([key(&machine)]);
    let mut open = VecDeque::from([(0, machine)]);
    let mut nearest = [None; 4];
    while let Some((depth, mut machine)) = open.pop_front() {
        let mut note = |kind: ViolationKind, length: usize| {
            let index = PROPERTIES.iter().position(|&it| it == kind).expect("it is one of them");
            nearest[index].get_or_insert(length);
        };
        if (0..program.invariants.len()).any(|it| !machine.holds(it)) {
            note(ViolationKind::Invariant, depth);
        }
        let mut can_anybody_move = false;
        for thread in program.thread_ids() {
            for choice in machine.choices(thread) {
                can_anybody_move |= choice != Choice::Spurious;
                let mut after = machine.clone();
                let Outcome::Ran(event) = after.step(thread, choice) else {
                    panic!("{thread:?} could step, and did not")
                };
                match event.raised {
                    // Its runs do not end.
                    Some(Exception::BEYOND_ROOM) => return None,
                    Some(Exception::ASSERTION_ERROR) => note(ViolationKind::Assertion, depth + 1),
                    Some(_) => note(ViolationKind::Exception, depth + 1),
                    None => {}
                }
                let after = without_holders(&after);
                if seen.insert(key(&after)) {
                    if seen.len() > most_states {
                        return None;
                    }
                    open.push_back((depth + 1, after));
                }
            }
        }
        let is_awaited = |id| {
            program.name_of(id).role != RoleKind::Consumer && machine.thread(id).next.is_some()
        };
        if !can_anybody_move && program.thread_ids().any(is_awaited) {
            note(ViolationKind::Deadlock, depth);
        }
    }
    Some(Space { states: seen.len(), nearest })
}

/// The same state with every lock only held or free.
pub(super) fn without_holders(machine: &Machine) -> Machine {
    let program = machine.program();
    let mut values = machine.memory().values().to_vec();
    for object in program.objects.iter().filter(|it| it.kind == ObjectKind::Lock) {
        let holder = &mut values[object.base.index()];
        *holder = Value::from(*holder != 0);
    }
    let threads = program.thread_ids().map(|id| machine.thread(id).clone()).collect();
    Machine::at(program.clone(), values, threads)
}

/// All there is to a state.
fn key(machine: &Machine) -> Vec<Value> {
    let program = machine.program();
    let is_endless = program.items == 0;
    let name = |value: Value| match Item::from_value(value) {
        // That an element was never set, no step asks.
        _ if is_none(value) => NONE,
        Some(item) if is_endless => Item { number: 1, ..item }.to_value(),
        _ => value,
    };
    let mut key: Vec<Value> = machine.memory().values().iter().map(|&it| name(it)).collect();
    for id in program.thread_ids() {
        let thread = machine.thread(id);
        key.push(thread.next.map_or(-1, |it| it.0.into()));
        key.extend(thread.locals.iter().map(|&it| name(it)));
        key.push(if is_endless { 0 } else { thread.produced.into() });
        key.push(thread.consumed.into());
    }
    key
}
