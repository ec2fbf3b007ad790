//! Locks, semaphores and conditions of `multiprocessing`: what they have and raise otherwise than those of `threading`.

use super::Elaborator;
use super::calls::Given;
use super::heap::Kind;
use super::value::{Domain, ObjId, Value};
use crate::program::{Operand, Operation, Place};

impl Elaborator<'_> {
    /// Whether a lock or the like is one of `multiprocessing` itself. What a manager makes is one of `threading`, elsewhere.
    fn is_of_processes_alone(&self, id: ObjId) -> bool {
        self.is_between(id) && !self.is_managed(id)
    }

    /// An operation that locks between processes have in another way; nothing where they have the same.
    pub fn synchronise_processes(
        &mut self,
        id: ObjId,
        name: &str,
        given: &mut Given,
    ) -> Option<Value> {
        if !self.is_lock(id) {
            return None;
        }
        if name == "release" {
            let lock = self.lock_within(id);
            let key = self.object(lock).key;
            self.is_dirty |= self.is_between(lock) && self.next.processes.released.insert(key);
        }
        if !self.is_of_processes_alone(id) {
            return None;
        }
        match name {
            "acquire" if given.named.iter().any(|(it, _)| it == "blocking") => {
                self.raise_named("TypeError");
                Some(Value::Wrong)
            }
            "acquire" => {
                for (name, _) in &mut given.named {
                    if name == "block" {
                        *name = "blocking".into();
                    }
                }
                None
            }
            "get_value" if matches!(self.kind(id), Kind::Semaphore { .. }) => {
                let cell = self.cell(id);
                let into = self.t.registers.reserve();
                self.t.load(Place::Cell(cell), into);
                Some(Value::Local(into, Domain::integers()))
            }
            _ => None,
        }
    }

    fn lock_within(&self, id: ObjId) -> ObjId {
        match *self.kind(id) {
            Kind::Condition(lock) => lock,
            _ => id,
        }
    }

    /// Gives a lock back. One of processes that is not held raises something else than one of threads; that can only be
    /// where it is given back by hand.
    pub fn emit_release(&mut self, id: ObjId, operation: Operation) {
        let key = self.object(id).key;
        let is_other = self.is_of_processes_alone(id)
            && self.found.processes.released.contains(&key)
            && matches!(self.kind(id), Kind::Lock | Kind::ReentrantLock);
        let name = match self.kind(id) {
            Kind::ReentrantLock => "AssertionError",
            _ => "ValueError",
        };
        self.raising(is_other.then_some(name), operation);
    }

    /// An operation of a condition, which asks that its lock is held.
    pub fn emit_at_condition(&mut self, id: ObjId, operation: Operation) {
        let name = self.is_of_processes_alone(id).then_some("AssertionError");
        self.raising(name, operation);
    }

    /// A step that raises this exception where it raises any.
    fn raising(&mut self, exception: Option<&str>, operation: Operation) {
        let from = self.t.asm.here();
        self.t.asm.step(operation);
        let Some(name) = exception else { return };
        let (caught, over) = (self.t.asm.label(), self.t.asm.label());
        let raised = self.t.registers.reserve();
        self.t.asm.handle(from, &[], caught, raised, false);
        self.t.asm.jump(over);
        self.t.asm.place(caught);
        let other: Operand = self.exception_named(name);
        self.t.asm.emit(crate::program::Instruction::Raise(other));
        self.t.asm.place(over);
    }
}
