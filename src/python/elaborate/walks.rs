//! What goes over all that threads have put into a list, dictionary or set: comprehensions, order by a key, the least by a
//! key, slices, pairs.

use super::Elaborator;
use super::calls::Given;
use super::heap::Kind;
use super::shared_dicts::Entries;
use super::value::{Domain, ObjId, Value};
use crate::program::{Assembly, Instruction, Label, Local, Operand, Operator, Place, Span};
use crate::python::refusal::Refusal;
use crate::python::tree::{Collects, Comprehension};

/// What is gone over by its index.
#[derive(Clone, Copy)]
pub struct Source {
    /// The list, or that of the keys.
    pub order: ObjId,
    /// Of which dictionary each element is a key and its value.
    pub entries: Option<Entries>,
    /// Whether it must not get keys meanwhile.
    pub is_sized: bool,
    /// Whether it has no order.
    pub is_set: bool,
}

/// What `zip` and `enumerate` put together.
#[derive(Clone, Debug)]
pub enum Column {
    List(ObjId),
    Numbers(i64),
}

impl Elaborator<'_> {
    /// What is in a list, dictionary or set that threads fill.
    pub fn source_of(&mut self, value: &Value, span: Span) -> Option<Source> {
        if let Some(order) = self.growing_list(value) {
            let is_set = self.unordered.contains(&order);
            return Some(Source { order, entries: None, is_sized: false, is_set });
        }
        let Value::Ref(id) = value else { return None };
        match self.kind(*id).clone() {
            Kind::Growing(it) => {
                let order = self.order_of_keys(*id, span)?;
                Some(Source { order, entries: None, is_sized: true, is_set: it.is_set })
            }
            Kind::Entries(entries) => {
                let own = self.order_of_keys(entries.of, span)?;
                let is_sized = own == entries.order;
                let order = entries.order;
                Some(Source { order, entries: Some(entries), is_sized, is_set: false })
            }
            _ => None,
        }
    }

    /// Code that is run for each element; `body` gets it, and the place behind the last.
    pub fn for_each_of(
        &mut self,
        source: Source,
        span: Span,
        body: impl FnOnce(&mut Self, Value, Label),
    ) {
        let order = source.order;
        let size = source.is_sized.then(|| self.size_of_keys(order, span));
        self.t.pinned.extend(size);
        let entries = source.entries;
        self.for_each_element_of(order, size, span, |it, element, done| {
            let value = match entries {
                Some(entries) => it.entry(entries, element, span),
                None => element,
            };
            body(it, value, done);
        });
    }

    /// The list, dictionary or set that a comprehension makes step by step.
    pub fn collect(&mut self, it: &Comprehension, span: Span) -> Value {
        let scope = self.make(Kind::Scope(Some(self.t.scope)), span);
        let into = match it.kind {
            Collects::List | Collects::Generator => {
                match self.list_of_the_program(&Domain::default(), span) {
                    Some(list) => list,
                    None => return Value::Wrong,
                }
            }
            Collects::Set | Collects::Dict => {
                let is_set = it.kind == Collects::Set;
                let kind = if is_set { Kind::Set(Vec::new()) } else { Kind::Dict(Vec::new()) };
                let id = self.make(kind, span);
                if !self.grow_if_found(id, &[], None, is_set, span) {
                    return self.let_grow(id, None);
                }
                id
            }
        };
        let joins = std::mem::take(&mut self.joins);
        // Numbers that are joined as their texts stay numbers, if all of them are.
        let domain = self.domain_of_elements(into);
        if joins && domain.is_number() && domain.int {
            self.shown.insert(into);
        }
        let outer = std::mem::replace(&mut self.t.scope, scope);
        let collects = std::mem::replace(&mut self.t.collects, true);
        self.gather(it, 0, &mut |here| {
            let element = here.value(&it.element);
            if here.t.is_dead {
                return true;
            }
            match (&it.value, it.kind) {
                (Some(value), _) => {
                    let value = here.value(value);
                    here.set_key(into, &element, value, span);
                }
                (None, Collects::Generator) if joins => {
                    let element = match &element {
                        Value::Phrase(parts) if domain.is_number() => match &parts[..] {
                            [it @ Value::Local(_, of)] if of.is_number() && !of.bool => it.clone(),
                            _ => element,
                        },
                        _ => element,
                    };
                    here.list_operation(into, "append", &[element], span);
                }
                (None, Collects::Set) => here.set_key(into, &element, Value::Int(1), span),
                (None, _) => {
                    here.list_operation(into, "append", &[element], span);
                }
            }
            true
        });
        self.t.collects = collects;
        self.t.scope = outer;
        Value::Ref(into)
    }

    /// `any(… for …)` and `all(… for …)` over what threads fill.
    pub fn decided_by_steps(&mut self, it: &Comprehension, decides: bool, span: Span) -> Value {
        let scope = self.make(Kind::Scope(Some(self.t.scope)), span);
        let outer = std::mem::replace(&mut self.t.scope, scope);
        let collects = std::mem::replace(&mut self.t.collects, true);
        let (answer, end) = (self.t.registers.reserve(), self.t.asm.label());
        self.t.pinned.push(answer);
        self.t.asm.set(answer, Operand::Constant(i64::from(!decides)));
        self.gather(it, 0, &mut |here| {
            let value = here.value(&it.element);
            let next = here.t.asm.label();
            match here.truth(&value, it.element.span) {
                Value::Bool(truth) if truth != decides => return true,
                Value::Local(truth, _) => {
                    here.t.asm.jump_if(Operand::Local(truth), !decides, next);
                }
                _ => {}
            }
            here.t.asm.set(answer, Operand::Constant(i64::from(decides)));
            here.t.asm.jump(end);
            here.t.asm.place(next);
            true
        });
        self.t.collects = collects;
        self.t.scope = outer;
        self.t.asm.place(end);
        Value::Local(answer, Domain::truths())
    }

    /// The elements of known number of a list whose length is not known: `a, b = list`. One step, as in CPython.
    pub fn unpacked(&mut self, list: ObjId, count: usize, span: Span) -> Vec<Value> {
        self.note_contents(list, false);
        let sequence = self.sequence(list, span);
        let length = self.t.registers.reserve();
        self.t.load(Place::Cell(sequence.length), length);
        let count_of = Operand::Constant(count as i64);
        let is_so = self.compute(Operator::Equal, Operand::Local(length), count_of);
        let exception = self.exception_named("ValueError");
        self.raise_unless(is_so, true, exception);
        let domain = self.domain_of_elements(list);
        let element = |at: usize| {
            let into = self.t.registers.reserve();
            self.t.asm.load(Place::Cell(sequence.element(at as u16)), into, false);
            self.local(into, domain.clone())
        };
        (0..count.min(usize::from(sequence.room))).map(element).collect()
    }

    /// `list[from:to]`
    pub fn slice_of_list(&mut self, source: Source, bounds: [Option<i64>; 2], span: Span) -> Value {
        if !self.need_alone(source.order, "[:]", span) {
            return Value::Wrong;
        }
        let domain = self.domain_of_elements(source.order);
        let Some(part) = self.list_of_the_program(&domain, span) else { return Value::Wrong };
        let list = self.sequence(source.order, span);
        let length = self.t.registers.reserve();
        self.t.load(Place::Cell(list.length), length);
        let [at, end] =
            [bounds[0].unwrap_or(0), bounds[1].unwrap_or(i64::from(list.room))].map(|it| {
                let place = self.t.registers.reserve();
                self.t.pinned.push(place);
                match it {
                    0.. => self.t.asm.set(place, Operand::Constant(it)),
                    _ => {
                        let (left, right) = (Operand::Local(length), Operand::Constant(it));
                        let operator = Operator::Add;
                        self.t.asm.emit(Instruction::Compute {
                            operator,
                            left,
                            right,
                            into: place,
                        });
                        let over = self.t.asm.label();
                        let nothing = Operand::Constant(0);
                        let is_less = self.compute(Operator::Less, Operand::Local(place), nothing);
                        self.t.asm.jump_if(Operand::Local(is_less), false, over);
                        self.t.asm.set(place, nothing);
                        self.t.asm.place(over);
                    }
                }
                place
            });
        let (head, done) = (self.t.asm.label(), self.t.asm.label());
        let kept = self.t.regions.len();
        self.t.asm.place(head);
        self.open(false);
        let goes_on = self.compute(Operator::Less, Operand::Local(at), Operand::Local(end));
        self.t.asm.jump_if(Operand::Local(goes_on), false, done);
        let value = self.next_of_list(source.order, at, done, span);
        self.list_operation(part, "append", &[value], span);
        self.t.asm.emit(Instruction::Again { to: Assembly::pc(head), enough: None });
        self.t.asm.place(done);
        self.close(kept, true);
        match source.entries {
            Some(entries) => {
                let entries = Entries { order: part, ..entries };
                Value::Ref(self.make(Kind::Entries(entries), span))
            }
            None => Value::Ref(part),
        }
    }

    /// `zip(…)` and `enumerate(…)` where the length of a list is not known; nothing where all are known.
    pub fn paired(&mut self, name: &str, given: &[Value], span: Span) -> Option<Value> {
        let mut columns = Vec::new();
        if name == "enumerate" {
            let first = given.get(1).map_or(Some(0), Value::integer)?;
            columns.push(Column::Numbers(first));
        }
        let lists = if name == "enumerate" { given.get(..1)? } else { given };
        let mut grows = false;
        for value in lists {
            let Some(source) = self.source_of(value, span) else {
                if let (Value::Ref(id), false) = (value, name == "enumerate")
                    && matches!(self.kind(*id), Kind::List { .. })
                    && self.is_list_live(*id)
                {
                    columns.push(Column::List(*id));
                }
                continue;
            };
            if source.entries.is_some() || source.is_sized {
                continue;
            }
            grows = true;
            columns.push(Column::List(source.order));
        }
        let wanted = lists.len() + usize::from(name == "enumerate");
        (grows && columns.len() == wanted)
            .then(|| Value::Ref(self.make(Kind::Paired(columns), span)))
    }

    /// The values of a round of a loop over pairs.
    pub fn next_of_pairs(
        &mut self,
        columns: &[Column],
        indices: &[Local],
        done: Label,
        span: Span,
    ) -> Value {
        let mut values = Vec::new();
        for (column, &index) in columns.iter().zip(indices) {
            values.push(match column {
                Column::List(list) => self.next_of_list(*list, index, done, span),
                Column::Numbers(_) => {
                    let (value, left) = (self.t.registers.reserve(), Operand::Local(index));
                    self.t.asm.set(value, left);
                    let (operator, right) = (Operator::Add, Operand::Constant(1));
                    self.t.asm.emit(Instruction::Compute { operator, left, right, into: index });
                    Value::Local(value, Domain::integers())
                }
            });
        }
        Value::tuple(values)
    }

    /// `", ".join(list)`
    pub fn joined_list(&mut self, text: &str, source: Source, span: Span) -> Value {
        let domain = self.domain_of_elements(source.order);
        let are_texts = self.shown.contains(&source.order)
            || !(domain.int || domain.bool || domain.none)
                && self.constants_in(&domain).all(|it| matches!(it, Value::Text(_)));
        if source.is_set || source.entries.is_some() || !are_texts {
            return self.refuse(span, Refusal::NotConstant, &["join"]);
        }
        // It is what it was then.
        let Value::Ref(copy) = self.copied_list(source.order, span) else { return Value::Wrong };
        let joined = self.make(Kind::Joined(copy, text.into()), span);
        Value::Phrase(vec![Value::Ref(joined)].into())
    }
}

impl Source {
    /// Whether it is a dictionary or set itself.
    pub fn is_sized(&self) -> bool {
        self.is_sized
    }
}

impl Elaborator<'_> {
    /// Whether all elements of a list are numbers.
    pub fn are_all_numbers(&self, list: ObjId) -> bool {
        let domain = self.domain_of_elements(list);
        domain.is_number() && !domain.none
    }

    /// `any(list)` and `all(list)`
    pub fn any_of(&mut self, wanted: bool, source: Source, span: Span) -> Value {
        if !self.need_alone(source.order, if wanted { "any" } else { "all" }, span) {
            return Value::Wrong;
        }
        let answer = self.t.registers.reserve();
        self.t.pinned.push(answer);
        self.t.asm.set(answer, Operand::Constant(i64::from(!wanted)));
        self.for_each_of(source, span, |it, value, done| {
            let next = it.t.asm.label();
            match it.truth(&value, span) {
                Value::Bool(truth) if truth != wanted => it.t.asm.jump(next),
                Value::Local(truth, _) => it.t.asm.jump_if(Operand::Local(truth), !wanted, next),
                _ => {}
            }
            it.t.asm.set(answer, Operand::Constant(i64::from(wanted)));
            it.t.asm.jump(done);
            it.t.asm.place(next);
        });
        Value::Local(answer, Domain::truths())
    }

    /// `list(…)` of a dictionary, or of its items; nothing of anything else.
    pub fn listed(&mut self, value: &Value, span: Span) -> Option<Value> {
        let source = self.source_of(value, span)?;
        if source.is_set {
            return Some(self.refuse(span, Refusal::NotConstant, &["set"]));
        }
        let Some(entries) = source.entries else {
            return Some(self.copied_list(source.order, span));
        };
        // The values are what they are now.
        let copy = self.make(Kind::Dict(Vec::new()), span);
        if !self.grow_if_found(copy, &[], None, false, span) {
            return Some(self.let_grow(copy, None));
        }
        let Value::Ref(order) = self.copied_list(entries.order, span) else {
            return Some(Value::Wrong);
        };
        self.copied_dict(entries.of, copy, span);
        Some(Value::Ref(self.make(Kind::Entries(Entries { of: copy, order }), span)))
    }
}

impl Elaborator<'_> {
    /// `map(function, list)`, used at once.
    pub fn mapped(&mut self, function: &Value, source: Source, span: Span) -> Value {
        if source.is_set || !self.need_alone(source.order, "map", span) {
            if source.is_set {
                self.refuse(span, Refusal::NotConstant, &["set"]);
            }
            return Value::Wrong;
        }
        let Some(list) = self.list_of_the_program(&Domain::default(), span) else {
            return Value::Wrong;
        };
        let is_shown = *function == Value::Native("str") && self.are_all_numbers(source.order);
        if is_shown && self.joins {
            self.shown.insert(list);
        }
        let joins = std::mem::take(&mut self.joins);
        self.for_each_of(source, span, |it, value, _| {
            let made = match joins && is_shown {
                true => value,
                false => it.call_value(function, Given::of(vec![value], span)),
            };
            it.list_operation(list, "append", &[made], span);
        });
        Value::Ref(list)
    }
}

impl Elaborator<'_> {
    /// `set(list)`: each of its elements once. It has no order that is known here.
    pub fn set_of_list(&mut self, source: Source, span: Span) -> Value {
        if source.entries.is_some() || !self.need_alone(source.order, "set", span) {
            return Value::Wrong;
        }
        let domain = self.domain_of_elements(source.order);
        let Some(set) = self.list_of_the_program(&domain, span) else { return Value::Wrong };
        self.for_each_of(source, span, |it, value, _| {
            let next = it.t.asm.label();
            match it.is_in_list(set, &value, span) {
                Value::Local(is, _) => it.t.asm.jump_if(Operand::Local(is), true, next),
                _ => return,
            }
            it.list_operation(set, "append", &[value], span);
            it.t.asm.place(next);
        });
        self.unordered.insert(set);
        Value::Ref(set)
    }
}
