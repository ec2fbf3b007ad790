//! What a process begins with of the locks that threads have: a copy of how they stood when it was started.
//!
//! CPython's `fork` copies a lock as it is. So one that is held then is held in the process, by nobody who could give it back
//! there; a reentrant one is still that of the thread that starts the process. `main` tells the process how its locks stand,
//! in the step that starts it, and the process takes its copies as often, in its first steps.
//! What is written in Python (semaphores, events, conditions, queues) could be copied at any place in the middle of an
//! operation of another thread; that is refused where another thread can be at one.

use super::Elaborator;
use super::heap::{Kind, Object, SlotKey};
use super::value::{Domain, ObjId};
use crate::program::{Assembly, Blocking, Instruction, Operand, Operation, Operator, Place};
use crate::python::refusal::Refusal;
use std::collections::{BTreeMap, BTreeSet};

/// The slot that stands for how a lock stands.
const STATE: &str = "state";

/// What is known of the locks that processes copy.
#[derive(Default)]
pub struct Forks {
    /// The copies by their keys.
    copies: BTreeMap<u64, Copy>,
    /// Of each object the threads of the first process that use it.
    pub users: BTreeMap<u64, BTreeSet<usize>>,
    /// What the process that is about to be compiled is told.
    told: Vec<(ObjId, SlotKey)>,
}

/// The copy of something that threads share.
struct Copy {
    /// Whether somebody had used it by then, so that it need not be as it was made.
    was_used: bool,
    /// Whether it is known how it stood.
    is_known: bool,
    /// Whether another thread could be in the middle of using it.
    is_beside: bool,
    /// Whether that was refused already.
    is_refused: bool,
}

impl Elaborator<'_> {
    /// Notes what a process gets of an object. Where the process wants it, `main` tells it how that stands.
    pub fn note_copy(&mut self, id: ObjId, object: &Object, key: u64, is_now: bool) {
        if !is_synchronised(&object.kind) {
            return;
        }
        let others = [&self.found.processes.users, &self.forks.users];
        let is_left = |it: &usize| !is_now || (*it < self.started && !self.is_joined(*it));
        let is_beside = others.iter().filter_map(|it| it.get(&object.key)).flatten().any(is_left);
        let was_used = object.machine.is_some();
        if !was_used && !is_beside {
            return;
        }
        self.forks
            .copies
            .insert(key, Copy { was_used, is_known: is_now, is_beside, is_refused: false });
        let to = (key, STATE.to_owned());
        if is_now
            && let Some(part) = object.machine
            && self.found.processes.passed.contains(&to)
        {
            let state = self.t.registers.reserve();
            self.t.asm.load(Place::Cell(self.base(part)), state, false);
            self.hold(&to, &Domain::integers());
            let cell = self.variable(id, &to, STATE);
            self.t.asm.store(Operand::Local(state), Place::Cell(cell));
            self.forks.told.push((id, to));
        }
    }

    /// Notes that a thread uses something that threads share. A copy that need not be as it was made is asked for.
    pub fn note_machine(&mut self, id: ObjId) {
        if self.is_between(id) || !is_synchronised(self.kind(id)) {
            return;
        }
        let key = self.object(id).key;
        if self.t.process == 0 {
            if self.t.index > 0 {
                self.forks.users.entry(key).or_default().insert(self.t.index);
            }
            return;
        }
        let Some(copy) = self.forks.copies.get_mut(&key).filter(|it| !it.is_refused) else {
            return;
        };
        let kind = &self.heap[id.0].kind;
        let is_lock = matches!(kind, Kind::Lock);
        let is_counted = matches!(
            kind,
            Kind::Lock | Kind::ReentrantLock | Kind::Semaphore { .. } | Kind::Event { .. }
        );
        // Of a condition that nobody else uses, nobody waits at it.
        let is_empty = matches!(kind, Kind::Condition(_));
        if (copy.is_beside && !is_lock)
            || (copy.was_used && !copy.is_known)
            || (copy.was_used && !is_counted && !is_empty)
        {
            copy.is_refused = true;
            let what = self.what_object(id);
            let name = self.name_for(id, &what);
            let span = self.t.asm.span;
            self.refuse(span, Refusal::CopiedInUse, &[&name]);
        } else if copy.was_used && is_counted {
            let to = (key, STATE.to_owned());
            self.is_dirty |= self.next.processes.passed.insert(to);
        }
    }

    /// Brings the locks of a process to where they stood, in its first steps.
    pub fn take_told(&mut self) {
        for (id, key) in std::mem::take(&mut self.forks.told) {
            let cell = self.variable(id, &key, STATE);
            let state = self.t.registers.reserve();
            self.t.asm.load(Place::Cell(cell), state, false);
            self.take_state(id, Operand::Local(state));
        }
    }

    fn take_state(&mut self, id: ObjId, state: Operand) {
        let cell = self.cell(id);
        let zero = Operand::Constant(0);
        match *self.kind(id) {
            Kind::Lock => {
                let over = self.t.asm.label();
                self.t.asm.jump_if(state, false, over);
                self.block_on(Blocking::Acquire(cell), None);
                self.t.asm.place(over);
            }
            Kind::ReentrantLock => {
                let depth = self.compute(Operator::Divide, state, Operand::Constant(1 << 16));
                self.as_often(zero, Operand::Local(depth), |it| {
                    it.block_on(Blocking::Enter(cell), None);
                });
            }
            Kind::Semaphore { count, .. } => {
                let first = Operand::Constant(count);
                self.as_often(state, first, |it| {
                    it.block_on(Blocking::Wait(cell), None);
                });
                self.as_often(first, state, |it| {
                    it.t.asm.step(Operation::Signal { count: cell, most: None });
                });
            }
            Kind::Event { is_set } => {
                let over = self.t.asm.label();
                self.t.asm.jump_if(state, is_set, over);
                match is_set {
                    true => self.t.asm.step(Operation::ClearFlag(cell)),
                    false => self.t.asm.step(Operation::SetFlag(cell)),
                }
                self.t.asm.place(over);
            }
            _ => {}
        }
    }

    /// Does something as often as it takes from one number to the other.
    fn as_often(&mut self, from: Operand, to: Operand, does: impl Fn(&mut Self)) {
        let (head, done) = (self.t.asm.label(), self.t.asm.label());
        let at = self.t.registers.reserve();
        self.t.asm.set(at, from);
        self.t.asm.place(head);
        let goes_on = self.compute(Operator::Less, Operand::Local(at), to);
        self.t.asm.jump_if(Operand::Local(goes_on), false, done);
        does(self);
        let next = self.compute(Operator::Add, Operand::Local(at), Operand::Constant(1));
        self.t.asm.set(at, Operand::Local(next));
        self.t.asm.emit(Instruction::Again { to: Assembly::pc(head), enough: None });
        self.t.asm.place(done);
    }

    /// Takes note of who uses what, for the next elaboration.
    pub fn settle_users(&mut self) {
        if self.has_processes() && self.forks.users != self.found.processes.users {
            self.next.processes.users = std::mem::take(&mut self.forks.users);
            self.is_dirty = true;
        }
    }
}

/// Whether threads wait at such an object, or know by it that they need not.
fn is_synchronised(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Lock
            | Kind::ReentrantLock
            | Kind::Semaphore { .. }
            | Kind::Condition(_)
            | Kind::Event { .. }
            | Kind::Barrier(_)
            | Kind::Queue(_)
    )
}
