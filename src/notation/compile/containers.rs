//! The buffer: a ring of slots that nothing protects. `put` and `get` are several accesses,
//! and how many of them are one step is the reader's choice.

use super::Granularity;
use super::expressions::number;
use super::locals::NOTHING;
use super::roles::Coder;
use crate::program::{Cell, Local, ObjectId, Operand, Operator, Place};

impl Coder<'_, '_> {
    /// `buffer.put(value)`
    pub fn put(&mut self, id: ObjectId, value: Operand) -> Operand {
        let (tail, slots) = (self.object(id).tail(), self.object(id).slots());
        let index = self.read_index(tail);
        self.next_access();
        let count = self.object(id).capacity();
        self.assembly.store(value, Place::Slot { first: slots, count, index });
        self.advance(tail, index, count);
        NOTHING
    }

    /// `buffer.get()`
    pub fn get(&mut self, id: ObjectId) -> Operand {
        let (head, slots) = (self.object(id).head(), self.object(id).slots());
        let index = self.read_index(head);
        let into = self.reserve();
        self.next_access();
        let count = self.object(id).capacity();
        self.assembly.load(Place::Slot { first: slots, count, index }, into, true);
        self.locals.assign(into);
        self.note_item(into);
        self.advance(head, index, count);
        Operand::Local(into)
    }

    fn read_index(&mut self, end: Cell) -> Local {
        let index = self.reserve();
        self.next_access();
        self.assembly.load(Place::Cell(end), index, false);
        self.locals.assign(index);
        index
    }

    /// Moves `head` or `tail` on. Where that is a statement of its own, it reads it again.
    fn advance(&mut self, end: Cell, index: Local, count: u16) {
        if self.setup.granularity == Granularity::Statement {
            self.assembly.next_group();
            self.assembly.load(Place::Cell(end), index, false);
        }
        let next = self.compute(Operator::NextInRing, Operand::Local(index), number(count.into()));
        self.next_access();
        self.assembly.store(next, Place::Cell(end));
    }
}
