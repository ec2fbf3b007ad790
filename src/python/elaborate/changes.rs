//! What threads take out of lists, dictionaries and sets, or put in elsewhere than at the end: one step each, as in CPython.

use super::Elaborator;
use super::heap::Kind;
use super::shared_dicts::Growing;
use super::value::{Domain, ObjId, Value};
use crate::program::{Local, Operand, Operation, Operator, Place, Span};
use crate::python::refusal::Refusal;

impl Elaborator<'_> {
    /// `list.insert(0, …)` and `deque.appendleft(…)`
    pub fn put_first(&mut self, list: ObjId, value: &Value, span: Span) -> Value {
        let value = self.passed_on(value.clone(), span);
        let key = self.slot_key(list, super::heap::CONTENTS);
        let domain = self.domain_of_value(&value);
        self.hold(&key, &domain);
        let Some(value) = self.operand(&value, span) else { return Value::Wrong };
        let sequence = self.sequence(list, span);
        let [length, carried, old] = [(); 3].map(|()| self.t.registers.reserve());
        let done = self.t.asm.label();
        self.t.load(Place::Cell(sequence.length), length);
        self.t.asm.access(Operation::Append { list: sequence, value });
        // Each goes one place on, the last into the new one.
        self.t.asm.set(carried, value);
        for at in 0..sequence.room {
            let place = Operand::Constant(i64::from(at));
            let cell = Place::Cell(sequence.element(at));
            let is_in = self.compute(Operator::LessOrEqual, place, Operand::Local(length));
            self.t.asm.jump_if(Operand::Local(is_in), false, done);
            self.t.asm.load(cell, old, false);
            self.t.asm.store(Operand::Local(carried), cell);
            self.t.asm.set(carried, Operand::Local(old));
        }
        self.t.asm.place(done);
        Value::None
    }

    /// Takes out the first element that equals the value, and says whether there was one. It goes on in the same step; the
    /// list has at most so many elements.
    fn take_out(&mut self, list: ObjId, value: &Value, most: usize, span: Span) -> Local {
        let sequence = self.sequence(list, span);
        let domain = self.domain_of_elements(list);
        let [length, found, element] = [(); 3].map(|()| self.t.registers.reserve());
        self.t.pinned.extend([length, found, element]);
        let (done, over) = (self.t.asm.label(), self.t.asm.label());
        self.t.asm.load(Place::Cell(sequence.length), length, false);
        self.t.asm.set(found, Operand::Constant(0));
        let kept = self.t.regions.len();
        self.open(false);
        for at in 0..most.min(usize::from(sequence.room)) as u16 {
            let place = Operand::Constant(i64::from(at));
            let is_in = self.compute(Operator::Less, place, Operand::Local(length));
            self.t.asm.jump_if(Operand::Local(is_in), false, done);
            self.t.asm.load(Place::Cell(sequence.element(at)), element, false);
            let (looks, next) = (self.t.asm.label(), self.t.asm.label());
            if at > 0 {
                self.t.asm.jump_if(Operand::Local(found), false, looks);
                let to = Place::Cell(sequence.element(at - 1));
                self.t.asm.store(Operand::Local(element), to);
                self.t.asm.jump(next);
            }
            self.t.asm.place(looks);
            let held = Value::Local(element, domain.clone());
            match self.equal(&held, value, false, span) {
                Value::Bool(true) => self.t.asm.set(found, Operand::Constant(1)),
                Value::Local(is, _) => self.t.asm.set(found, Operand::Local(is)),
                _ => {}
            }
            self.t.asm.place(next);
            self.sweep();
        }
        self.close(kept, false);
        self.t.asm.place(done);
        self.t.asm.jump_if(Operand::Local(found), false, over);
        // Whoever takes out a certain one is no consumer.
        let left = Operand::Local(length);
        let last = self.compute(Operator::Subtract, left, Operand::Constant(1));
        let to = Place::Element { list: sequence, index: Operand::Local(last) };
        self.t.asm.store(Operand::Constant(crate::program::NONE), to);
        self.t.asm.store(Operand::Local(last), Place::Cell(sequence.length));
        self.t.asm.place(over);
        found
    }

    /// `list.remove(…)`
    pub fn remove_from_list(&mut self, list: ObjId, value: &Value, span: Span) -> Value {
        let room = usize::from(self.sequence(list, span).room);
        self.t.asm.next_group();
        let found = self.take_out(list, value, room, span);
        let exception = self.exception_named("ValueError");
        self.raise_unless(found, true, exception);
        Value::None
    }

    /// `list.count(…)` and `list.index(…)`
    pub fn look_for(&mut self, list: ObjId, name: &str, value: &Value, span: Span) -> Value {
        let [count, found] = [(); 2].map(|()| self.t.registers.reserve());
        self.t.pinned.extend([count, found]);
        self.t.asm.set(count, Operand::Constant(0));
        self.t.asm.set(found, Operand::Constant(0));
        let more = |it: &mut Self| {
            let (operator, left) = (Operator::Add, Operand::Local(count));
            let right = Operand::Constant(1);
            let into = count;
            it.t.asm.emit(crate::program::Instruction::Compute { operator, left, right, into });
        };
        self.for_each_at_once(list, span, |it, element, done| {
            let next = it.t.asm.label();
            it.jump_unless_equal(&element, value, next, span);
            if name == "index" {
                it.t.asm.set(found, Operand::Constant(1));
                it.t.asm.jump(done);
            } else {
                more(it);
            }
            it.t.asm.place(next);
            if name == "index" {
                more(it);
            }
        });
        if name == "index" {
            let exception = self.exception_named("ValueError");
            self.raise_unless(found, true, exception);
        }
        Value::Local(count, Domain::integers())
    }

    /// `del d[key]`, `d.pop(key)`, `s.remove(key)` and `s.discard(key)`; what it had, or the default.
    pub fn take_key(
        &mut self,
        id: ObjId,
        it: &Growing,
        key: &Value,
        default: Option<&Value>,
        span: Span,
    ) -> Value {
        if it.has_lists() {
            // A key that comes again would find the list that it had.
            return self.refuse(span, Refusal::NotConstant, &["del"]);
        }
        let Some(all) = self.keys_it_has(id, key, span) else { return Value::Wrong };
        let order = it.order;
        self.note_contents(order, true);
        let most = self.count_of_keys(id);
        self.for_key(key, &all, default, span, |here, key| {
            here.t.asm.next_group();
            let (cell, domain) = here.cell_to_change(id, key);
            let old = here.t.registers.reserve();
            here.t.pinned.push(old);
            here.t.asm.load(Place::Cell(cell), old, false);
            let is_missing = here.is_missing(old);
            let (is_there, over) = (here.t.asm.label(), here.t.asm.label());
            here.t.asm.jump_if(Operand::Local(is_missing), false, is_there);
            match default {
                Some(default) => {
                    here.put(old, default, span);
                    here.t.asm.jump(over);
                }
                None => {
                    let exception = here.exception_named("KeyError");
                    here.t.asm.emit(crate::program::Instruction::Raise(exception));
                }
            }
            here.t.asm.place(is_there);
            let missing = here.missing();
            here.t.asm.store(missing, Place::Cell(cell));
            here.take_out(order, key, most, span);
            here.t.asm.place(over);
            let held = Value::Local(old, domain);
            match default {
                Some(default) => here.either(old, &[held, default.clone()], span),
                None => held,
            }
        })
    }

    /// `d.clear()`
    pub fn clear_keys(&mut self, id: ObjId, it: &Growing, span: Span) -> Value {
        if it.has_lists() {
            return self.refuse(span, Refusal::NotConstant, &["clear"]);
        }
        self.clear_list(it.order, span);
        let missing = self.missing();
        for key in self.keys_of(id) {
            let (cell, _) = self.cell_to_change(id, &key);
            self.t.asm.store(missing, Place::Cell(cell));
        }
        Value::None
    }

    /// `d.update(…)` with known keys.
    pub fn update_keys(
        &mut self,
        id: ObjId,
        it: &Growing,
        pairs: Vec<(Value, Value)>,
        span: Span,
    ) -> Value {
        if pairs.iter().any(|(key, _)| !key.is_known()) {
            return self.refuse(span, Refusal::NotConstant, &["update"]);
        }
        self.note_contents(it.order, true);
        let pairs: Vec<(Value, Value)> =
            pairs.into_iter().map(|(key, value)| (key, self.passed_on(value, span))).collect();
        self.t.asm.next_group();
        for (key, value) in pairs {
            self.set_one_key(id, it.order, &key, &value, span);
        }
        Value::None
    }

    /// What `update` is given.
    pub fn pairs_given(&mut self, given: &[Value], span: Span) -> Option<Vec<(Value, Value)>> {
        match given {
            [] => Some(Vec::new()),
            [Value::Ref(of)] if matches!(self.kind(*of), Kind::Dict(_)) => {
                Some(self.dict_items(*of, span))
            }
            _ => {
                self.refuse(span, Refusal::NotConstant, &["update"]);
                None
            }
        }
    }

    /// Whether a dictionary or set that grows equals a known one.
    pub fn equal_to_known(&mut self, id: ObjId, known: ObjId, span: Span) -> Value {
        let Some(order) = self.order_of_keys(id, span) else { return Value::Wrong };
        let is_set = self.source_of(&Value::Ref(id), span).is_some_and(|it| it.is_set);
        let pairs = match (self.kind(known).clone(), is_set) {
            (Kind::Dict(_), false) => self.dict_items(known, span),
            (Kind::Set(all), true) => all.into_iter().map(|it| (it, Value::Int(1))).collect(),
            (Kind::Dict(_) | Kind::Set(_), _) => return Value::Bool(false),
            _ => return self.refuse(span, Refusal::NotConstant, &["=="]),
        };
        if !self.need_alone(order, "==", span) {
            return Value::Wrong;
        }
        let (answer, end) = (self.t.registers.reserve(), self.t.asm.label());
        self.t.pinned.push(answer);
        self.t.asm.set(answer, Operand::Constant(0));
        let count = self.count_keys(id, span);
        let wanted = Value::Int(pairs.len() as i64);
        self.jump_unless_equal(&count, &wanted, end, span);
        for (key, value) in pairs {
            let (into, is_missing, domain) = self.look_up(id, &key);
            self.t.asm.jump_if(Operand::Local(is_missing), true, end);
            self.jump_unless_equal(&Value::Local(into, domain), &value, end, span);
        }
        self.t.asm.set(answer, Operand::Constant(1));
        self.t.asm.place(end);
        Value::Local(answer, Domain::truths())
    }

    /// `Counter(list)` and `dict(list of pairs)`: fills a dictionary that grows.
    pub fn fill_from(&mut self, id: ObjId, source: super::walks::Source, counts: bool, span: Span) {
        if source.is_set || !self.need_alone(source.order, "dict", span) {
            return;
        }
        self.for_each_of(source, span, |it, value, _| {
            if counts {
                let old = it.get_key(id, &value, span);
                let new = it.calculate(crate::python::tree::Binary::Add, old, Value::Int(1), span);
                it.set_key(id, &value, new, span);
                return;
            }
            match it.elements(&value, span).as_deref() {
                // How a list looks in the text of a copy is not worked out.
                Some([_, Value::Ref(list)]) if matches!(it.kind(*list), Kind::List { .. }) => {
                    it.refuse(span, Refusal::NotConstant, &["dict"]);
                }
                Some([key, value]) => it.set_key(id, key, value.clone(), span),
                Some(_) => {
                    it.refuse(span, Refusal::NotConstant, &["dict"]);
                }
                None => {}
            }
        });
    }

    /// `counter.most_common(n)`
    pub fn most_common(&mut self, id: ObjId, given: &[Value], span: Span) -> Value {
        let most = match given {
            [] | [Value::None] => None,
            [it] if it.integer().is_some() => it.integer(),
            _ => return self.refuse(span, Refusal::NotConstant, &["most_common"]),
        };
        let items = self.growing_operation(id, "items", &[], span);
        let Some(items) = self.listed(&items, span) else { return items };
        let Some(source) = self.source_of(&items, span) else { return items };
        let sorted = self.sorted_by_value(source, true, span);
        match (most, self.source_of(&sorted, span)) {
            (Some(most), Some(source)) => {
                self.slice_of_list(source, [None, Some(most.max(0))], span)
            }
            _ => sorted,
        }
    }
}
