//! What is worked out over lists that threads share: sums, the least and the greatest, order, and what is in them.
//!
//! CPython does each of them in one turn. Where others can move meanwhile, so does the code here, or it is refused; where
//! nobody can, it goes by the index, an element a step, as a loop over the list does.

use super::Elaborator;
use super::heap::{CONTENTS, Kind};
use super::value::{Domain, ObjId, Value};
use crate::program::{
    Assembly, Blocking, Instruction, Label, Local, Operand, Operator, Place, Span,
};
use crate::python::refusal::Refusal;
use crate::python::tree::{Binary, Comparison};
use std::rc::Rc;

impl Elaborator<'_> {
    /// The list, if it grows and shrinks while threads run, so that nobody knows what is in it.
    pub fn growing_list(&mut self, value: &Value) -> Option<ObjId> {
        let Value::Ref(id) = value else { return None };
        let grows = matches!(self.kind(*id), Kind::List { .. })
            && self.is_list_live(*id)
            && !self.is_array(*id)
            && self.found.resized.contains(&self.object(*id).key);
        grows.then_some(*id)
    }

    /// What its elements can be.
    pub fn domain_of_elements(&self, list: ObjId) -> Rc<Domain> {
        self.domain_of(&self.slot_key(list, CONTENTS))
    }

    /// Whether nobody else can move: `main` has waited for all that it started, or has its turn among tasks.
    pub fn is_alone(&self) -> bool {
        let is_joined = |it: usize| self.processes.joined.contains(&it);
        self.t.is_task
            || (self.t.index == 0
                && (1..=self.started).all(is_joined)
                && self.pools.values().all(super::pools::Pool::is_over))
    }

    /// The same, or nobody else has to do with the list.
    fn is_alone_with(&self, list: ObjId) -> bool {
        self.is_alone() || self.found.of_one_thread.contains(&self.object(list).key)
    }

    /// The same, and refuses what CPython does in one turn and the code here in several where others can move.
    pub fn need_alone(&mut self, list: ObjId, name: &str, span: Span) -> bool {
        let is_alone = self.is_alone_with(list);
        if !is_alone {
            self.refuse(span, Refusal::NotAlone, &[name]);
        }
        is_alone
    }

    /// Code that is run for each element; `body` gets the element, and the place behind the last.
    pub fn for_each_element(
        &mut self,
        list: ObjId,
        span: Span,
        body: impl FnOnce(&mut Self, Value, Label),
    ) {
        self.for_each_element_of(list, None, span, body);
    }

    /// The same, of keys of which there must not be more than so many.
    pub fn for_each_element_of(
        &mut self,
        list: ObjId,
        size: Option<Local>,
        span: Span,
        body: impl FnOnce(&mut Self, Value, Label),
    ) {
        self.note_contents(list, false);
        let index = self.t.registers.reserve();
        let kept_pins = self.t.pinned.len();
        self.t.pinned.push(index);
        self.t.asm.set(index, Operand::Constant(0));
        let begun = self.begin_over_deque(list);
        let (head, done) = (self.t.asm.label(), self.t.asm.label());
        let kept = self.t.regions.len();
        self.t.asm.place(head);
        self.open(false);
        self.need_unchanged(list, begun);
        if let Some(size) = size {
            self.check_size(list, size, span);
        }
        let value = self.next_of_list(list, index, done, span);
        body(self, value, done);
        self.t.asm.emit(Instruction::Again { to: Assembly::pc(head), enough: None });
        self.t.asm.place(done);
        self.close(kept, true);
        self.t.pinned.truncate(kept_pins);
        self.t.is_dead = false;
    }

    /// The same, in one step where others can move meanwhile, as CPython does it.
    pub fn for_each_at_once(
        &mut self,
        list: ObjId,
        span: Span,
        mut body: impl FnMut(&mut Self, Value, Label),
    ) {
        if self.is_alone_with(list) {
            return self.for_each_element(list, span, body);
        }
        self.note_contents(list, false);
        let sequence = self.sequence(list, span);
        let (length, done) = (self.t.registers.reserve(), self.t.asm.label());
        self.t.pinned.push(length);
        self.t.load(Place::Cell(sequence.length), length);
        let into = self.t.registers.reserve();
        self.t.pinned.push(into);
        let domain = self.domain_of_elements(list);
        let kept = self.t.regions.len();
        self.open(false);
        for at in 0..sequence.room {
            let place = Operand::Constant(i64::from(at));
            let is_there = self.compute(Operator::Less, place, Operand::Local(length));
            self.t.asm.jump_if(Operand::Local(is_there), false, done);
            self.t.asm.load(Place::Cell(sequence.element(at)), into, false);
            let value = self.local(into, domain.clone());
            body(self, value, done);
            self.sweep();
        }
        self.t.asm.place(done);
        self.close(kept, true);
    }

    /// `sum`, `min` and `max`, of numbers.
    pub fn fold_list(
        &mut self,
        name: &str,
        list: ObjId,
        start: Option<Value>,
        span: Span,
    ) -> Value {
        let domain = self.domain_of_elements(list);
        // What adds `None` raises.
        if !domain.is_number() || (domain.none && name != "sum") {
            return self.refuse(span, Refusal::NotConstant, &[name]);
        }
        let into = self.t.registers.reserve();
        self.t.pinned.push(into);
        let so_far = Value::Local(into, Domain::integers());
        if name == "sum" {
            let start = start.unwrap_or(Value::Int(0));
            let is_number = match &start {
                Value::Local(_, domain) => domain.is_number() && !domain.none,
                it => it.integer().is_some(),
            };
            if !is_number {
                return self.refuse(span, Refusal::NotConstant, &[name]);
            }
            self.put(into, &start, span);
            self.for_each_at_once(list, span, |it, value, _| {
                let sum = it.calculate(Binary::Add, so_far.clone(), value, span);
                it.put(into, &sum, span);
            });
            return so_far;
        }
        let how = if name == "min" { Comparison::Less } else { Comparison::Greater };
        let is_any = self.t.registers.reserve();
        self.t.pinned.push(is_any);
        self.t.asm.set(is_any, Operand::Constant(0));
        // Nobody looks at it before there was an element.
        self.t.asm.set(into, Operand::Constant(0));
        self.for_each_at_once(list, span, |it, value, _| {
            let (keep, is_first) = (it.t.asm.label(), it.t.asm.label());
            it.t.asm.jump_if(Operand::Local(is_any), false, is_first);
            if let Value::Local(is, _) = it.compare(how, value.clone(), so_far.clone(), span) {
                it.t.asm.jump_if(Operand::Local(is), false, keep);
            }
            it.t.asm.place(is_first);
            it.put(into, &value, span);
            it.t.asm.place(keep);
            it.t.asm.set(is_any, Operand::Constant(1));
        });
        let exception = self.exception_named("ValueError");
        self.raise_unless(is_any, true, exception);
        self.local(into, domain)
    }

    /// Whether an element equals the value.
    pub fn is_in_list(&mut self, list: ObjId, value: &Value, span: Span) -> Value {
        let found = self.t.registers.reserve();
        self.t.pinned.push(found);
        self.t.asm.set(found, Operand::Constant(0));
        self.for_each_at_once(list, span, |it, element, done| {
            let next = it.t.asm.label();
            it.jump_unless_equal(&element, value, next, span);
            it.t.asm.set(found, Operand::Constant(1));
            it.t.asm.jump(done);
            it.t.asm.place(next);
        });
        Value::Local(found, Domain::truths())
    }

    /// A list of the program that begins empty here, and gets elements while threads run. In a loop it is the same list in
    /// each round, emptied at its beginning.
    pub fn list_of_the_program(&mut self, domain: &Domain, span: Span) -> Option<ObjId> {
        let Value::Ref(id) = self.list(Vec::new(), span) else { return None };
        let key = self.slot_key(id, CONTENTS);
        self.hold(&key, domain);
        self.share_from_start(&key);
        self.is_dirty |= self.next.resized.insert(key.0);
        self.note_contents(id, true);
        if self.t.rolled_loops > 0 {
            self.empty_by_steps(id, span);
        }
        Some(id)
    }

    /// Empties a list that nobody else has.
    fn empty_by_steps(&mut self, list: ObjId, span: Span) {
        let sequence = self.sequence(list, span);
        let at = self.t.registers.reserve();
        self.t.pinned.push(at);
        let (head, done) = (self.t.asm.label(), self.t.asm.label());
        self.t.load(Place::Cell(sequence.length), at);
        self.t.asm.place(head);
        let is_any = self.compute(Operator::Less, Operand::Constant(0), Operand::Local(at));
        self.t.asm.jump_if(Operand::Local(is_any), false, done);
        let (operator, left) = (Operator::Subtract, Operand::Local(at));
        let right = Operand::Constant(1);
        self.t.asm.emit(Instruction::Compute { operator, left, right, into: at });
        let to = Place::Element { list: sequence, index: Operand::Local(at) };
        self.t.store(Operand::Constant(crate::program::NONE), to);
        self.t.asm.emit(Instruction::Again { to: Assembly::pc(head), enough: None });
        self.t.asm.place(done);
        self.t.store(Operand::Constant(0), Place::Cell(sequence.length));
    }

    /// What puts an element into a list where it belongs by its order.
    fn put_in_order(&mut self, list: ObjId, value: &Value, span: Span) {
        let Some(value) = self.operand(value, span) else { return };
        let queue = self.sequence(list, span);
        let on = Blocking::Put { queue, bounded: false, ordered: true, value };
        self.block_on_element(on, None);
    }

    /// Whether elements of these kinds have an order here.
    pub fn have_order(&mut self, domain: &Domain, span: Span) -> bool {
        let constants: Vec<&Value> = self.constants_in(domain).collect();
        let one_kind = match domain.int || domain.bool {
            true => constants.is_empty(),
            false => {
                constants.iter().all(|it| matches!(it, Value::Text(_)))
                    || constants.iter().all(|it| matches!(it, Value::Tuple(_)))
            }
        };
        let is_mixed = domain.int && domain.bool;
        let has_order = one_kind && !domain.none && !domain.opaque && !is_mixed;
        if !has_order {
            self.refuse(span, Refusal::NotConstant, &["sorted"]);
        }
        has_order
    }

    /// A list with the same elements in their order, for an operation of this name.
    fn filled_in_order(&mut self, list: ObjId, name: &str, span: Span) -> Option<ObjId> {
        let domain = self.domain_of_elements(list);
        if !self.need_alone(list, name, span) || !self.have_order(&domain, span) {
            return None;
        }
        let sorted = self.list_of_the_program(&domain, span)?;
        self.for_each_element(list, span, |it, value, _| it.put_in_order(sorted, &value, span));
        Some(sorted)
    }

    /// `sorted(list)`
    pub fn sorted_list(&mut self, list: ObjId, span: Span) -> Value {
        if self.domain_of_elements(list).none {
            let given = super::calls::Given::of(vec![Value::Ref(list)], span);
            return self.sorted_with(given);
        }
        self.filled_in_order(list, "sorted", span).map_or(Value::Wrong, Value::Ref)
    }

    /// `list(list)`
    pub fn copied_list(&mut self, list: ObjId, span: Span) -> Value {
        if !self.need_alone(list, "list", span) {
            return Value::Wrong;
        }
        let domain = self.domain_of_elements(list);
        let Some(copy) = self.list_of_the_program(&domain, span) else { return Value::Wrong };
        self.for_each_element(list, span, |it, value, _| {
            it.list_operation(copy, "append", &[value], span);
        });
        Value::Ref(copy)
    }

    /// `list.sort()`
    pub fn sort_list(&mut self, list: ObjId, span: Span) -> Value {
        let Some(sorted) = self.filled_in_order(list, "sort", span) else { return Value::Wrong };
        self.write_back(list, sorted, span);
        Value::None
    }

    /// Gives a list the elements of another one that is as long.
    pub fn write_back(&mut self, list: ObjId, sorted: ObjId, span: Span) {
        let index = self.t.registers.reserve();
        self.t.pinned.push(index);
        self.t.asm.set(index, Operand::Constant(0));
        let sequence = self.sequence(list, span);
        self.note_contents(list, true);
        self.for_each_element(sorted, span, |it, value, _| {
            let Some(value) = it.operand(&value, span) else { return };
            let (left, right) = (Operand::Local(index), Operand::Constant(1));
            it.t.store(value, Place::Element { list: sequence, index: left });
            let operator = Operator::Add;
            it.t.asm.emit(Instruction::Compute { operator, left, right, into: index });
        });
    }

    /// `list.clear()`: one step, as in CPython.
    pub fn clear_list(&mut self, list: ObjId, span: Span) -> Value {
        self.note_contents(list, true);
        let sequence = self.sequence(list, span);
        let (length, done) = (self.t.registers.reserve(), self.t.asm.label());
        self.t.load(Place::Cell(sequence.length), length);
        // What is taken out is looked for in the end; this is thrown away.
        let nothing = Operand::Constant(0);
        self.t.asm.store(nothing, Place::Cell(sequence.length));
        for at in 0..sequence.room {
            let place = Operand::Constant(i64::from(at));
            let is_any = self.compute(Operator::Less, place, Operand::Local(length));
            self.t.asm.jump_if(Operand::Local(is_any), false, done);
            self.t.asm.store(nothing, Place::Cell(sequence.element(at)));
        }
        self.t.asm.place(done);
        Value::None
    }
}
