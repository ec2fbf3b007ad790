//! A `deque` that changes while a loop goes over it: CPython raises a `RuntimeError` at the next round, be it the last.
//!
//! Where threads go over one, a number is kept that changes with it. Only whether it is the same as before is asked, so that
//! it begins anew after a few.

use super::Elaborator;
use super::heap::Kind;
use super::value::ObjId;
use crate::program::{Cell, Local, ObjectKind, Operand, Operation, Operator, Place, Span};

/// After so many changes the number is the same again.
const CHANGES: i64 = 4;

impl Elaborator<'_> {
    /// The number that changes with a deque, if it is one that somebody goes over.
    fn changes_of(&mut self, id: ObjId) -> Option<Cell> {
        let Kind::List { is_deque: true, .. } = self.kind(id) else { return None };
        let key = self.object(id).key;
        if !self.found.gone_over.contains(&key) {
            return None;
        }
        if let Some(known) = self.changes.get(&key) {
            return Some(*known);
        }
        let name = self.name_for(id, "deque");
        let part = self.part(format!("{name}.changes"), ObjectKind::Variable { initial: 0 });
        let cell = self.base(part);
        self.changes.insert(key, cell);
        Some(cell)
    }

    /// Notes a change, in the step that makes it.
    pub fn note_change_of_deque(&mut self, id: ObjId) {
        let Some(cell) = self.changes_of(id) else { return };
        let before = self.t.registers.reserve();
        self.t.asm.load(Place::Cell(cell), before, false);
        let more = self.compute(Operator::Add, Operand::Local(before), Operand::Constant(1));
        let now = self.compute(Operator::Modulo, Operand::Local(more), Operand::Constant(CHANGES));
        self.t.asm.store(Operand::Local(now), Place::Cell(cell));
    }

    /// Drops the first element of a deque that has more than `maxlen`, in the step that has put in the last.
    pub fn keep_latest(&mut self, id: ObjId, most: usize, span: Span) {
        let list = self.sequence(id, span);
        let (length, end) = (self.t.registers.reserve(), self.t.asm.label());
        self.t.asm.load(Place::Cell(list.length), length, false);
        let most = Operand::Constant(most as i64);
        let is_over = self.compute(Operator::Less, most, Operand::Local(length));
        self.t.asm.jump_if(Operand::Local(is_over), false, end);
        let into = self.t.registers.reserve();
        self.t.asm.access(Operation::Pop { list, last: false, into });
        self.t.asm.place(end);
    }

    /// At the beginning of a loop over a list: what the number is, if it is a deque.
    pub fn begin_over_deque(&mut self, id: ObjId) -> Option<Local> {
        let Kind::List { is_deque: true, .. } = self.kind(id) else { return None };
        let key = self.object(id).key;
        self.is_dirty |= self.next.gone_over.insert(key) && !self.found.gone_over.contains(&key);
        let cell = self.changes_of(id)?;
        let begun = self.t.registers.reserve();
        self.t.pinned.push(begun);
        self.t.load(Place::Cell(cell), begun);
        Some(begun)
    }

    /// Raises where the deque has changed since then.
    pub fn need_unchanged(&mut self, id: ObjId, begun: Option<Local>) {
        let (Some(begun), Some(cell)) = (begun, self.changes_of(id)) else { return };
        let now = self.t.registers.reserve();
        self.t.load(Place::Cell(cell), now);
        let is_same = self.compute(Operator::Equal, Operand::Local(now), Operand::Local(begun));
        let exception = self.exception_named("RuntimeError");
        self.raise_unless(is_same, true, exception);
    }
}
