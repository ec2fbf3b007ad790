//! `concurrent.futures.as_completed`: futures as they are done.
//!
//! As in CPython, those that are done when the loop begins come in any order, for they stand in a set; the others come in
//! the order in which they are done. Each is noted with its rank in the step in which it is done.

use super::Elaborator;
use super::calls::Given;
use super::heap::Kind;
use super::value::{ObjId, Value};
use crate::program::{Blocking, Local, Operand, Operation, Operator, Place, Span};
use crate::python::refusal::Refusal;

/// The rank of a future that was done in time and has been given. One that is not done has -1.
const GIVEN: i64 = -2;

impl Elaborator<'_> {
    /// `as_completed(…)`
    pub fn futures_as_completed(&mut self, mut given: Given) -> Value {
        let span = given.span;
        let Some(all) = self.given_to_complete(&mut given) else { return Value::Wrong };
        let mut futures: Vec<ObjId> = Vec::new();
        for value in &all {
            match value {
                Value::Ref(id) if matches!(self.kind(*id), Kind::Future) => {
                    // What a process has done is not noted in this memory.
                    if self.is_between(*id) || self.event_loop.is_used() {
                        return self.refuse(span, Refusal::AsCompleted, &[]);
                    }
                    if !futures.contains(id) {
                        futures.push(*id);
                    }
                }
                other => {
                    let what = self.what_is(other);
                    return self.refuse(span, Refusal::NoAttribute, &[&what, "result"]);
                }
            }
        }
        let id = self.complete(&futures, span);
        if self.object(id).is_made_often {
            return self.refuse(span, Refusal::AsCompleted, &[]);
        }
        Value::Ref(id)
    }

    /// How many are done as a loop over them begins.
    pub fn count_done(&mut self, id: ObjId, futures: &[ObjId]) -> Local {
        let row = self.row_of(self.object(id).key, futures.len());
        let done = self.t.registers.reserve();
        self.t.pinned.push(done);
        self.t.load(Place::Cell(row.ended), done);
        done
    }

    /// All of them, waited for one after the other.
    pub fn all_done(&mut self, id: ObjId, futures: &[ObjId], span: Span) -> Vec<Value> {
        let early = self.count_done(id, futures);
        (0..futures.len()).map(|it| self.next_done((id, futures), it, early, span)).collect()
    }

    /// Waits for the next one, in this round of the loop from 0. So many were done as it began.
    pub fn next_done(
        &mut self,
        (id, futures): (ObjId, &[ObjId]),
        round: usize,
        early: Local,
        span: Span,
    ) -> Value {
        let row = self.row_of(self.object(id).key, futures.len());
        let all: Vec<Value> = futures.iter().map(|it| Value::Ref(*it)).collect();
        let (into, round) = (self.t.registers.reserve(), Operand::Constant(round as i64));
        self.t.pinned.push(into);
        self.block_on(Blocking::Wait(row.left), None);
        let (late, end) = (self.t.asm.label(), self.t.asm.label());
        let left = self.t.registers.reserve();
        let difference = self.compute(Operator::Subtract, Operand::Local(early), round);
        self.t.asm.set(left, Operand::Local(difference));
        let is_early = self.compute(Operator::Less, Operand::Constant(0), Operand::Local(left));
        self.t.asm.jump_if(Operand::Local(is_early), false, late);
        for (future, rank) in all.iter().zip(&row.ranks) {
            let (next, take) = (self.t.asm.label(), self.t.asm.label());
            let seen = self.t.registers.reserve();
            self.t.asm.load(Place::Cell(*rank), seen, false);
            let seen = Operand::Local(seen);
            let is_done = self.compute(Operator::Less, seen, Operand::Local(early));
            self.t.asm.jump_if(Operand::Local(is_done), false, next);
            let is_out = self.compute(Operator::Less, seen, Operand::Constant(0));
            self.t.asm.jump_if(Operand::Local(is_out), true, next);
            let is_last = self.compute(Operator::Equal, Operand::Local(left), Operand::Constant(1));
            self.t.asm.jump_if(Operand::Local(is_last), true, take);
            let takes = self.t.registers.reserve();
            self.t.asm.step(Operation::Choose { ways: 2, into: takes });
            self.t.asm.jump_if(Operand::Local(takes), true, take);
            let fewer =
                self.compute(Operator::Subtract, Operand::Local(left), Operand::Constant(1));
            self.t.asm.set(left, Operand::Local(fewer));
            self.t.asm.jump(next);
            self.t.asm.place(take);
            self.t.asm.store(Operand::Constant(GIVEN), Place::Cell(*rank));
            self.put(into, future, span);
            self.t.asm.jump(end);
            self.t.asm.place(next);
        }
        self.t.asm.place(late);
        for (future, rank) in all.iter().zip(&row.ranks) {
            let (next, seen) = (self.t.asm.label(), self.t.registers.reserve());
            self.t.asm.load(Place::Cell(*rank), seen, false);
            let is_it = self.compute(Operator::Equal, Operand::Local(seen), round);
            self.t.asm.jump_if(Operand::Local(is_it), false, next);
            self.put(into, future, span);
            self.t.asm.jump(end);
            self.t.asm.place(next);
        }
        self.t.asm.place(end);
        self.either(into, &all, span)
    }
}
