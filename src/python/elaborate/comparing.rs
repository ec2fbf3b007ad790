//! Lengths, truth and equality of containers.

use super::Elaborator;
use super::heap::{CONTENTS, Kind};
use super::value::{Domain, ObjId, Value};
use crate::program::{Label, Operand, Operation, Operator, Place, Span};
use crate::python::refusal::Refusal;

impl Elaborator<'_> {
    /// The length of a container.
    pub fn length(&mut self, value: &Value, span: Span) -> Value {
        match value {
            Value::Ref(id) if matches!(self.kind(*id), Kind::List { .. }) => {
                self.note_contents(*id, false);
                let is_fixed = !self.found.resized.contains(&self.object(*id).key);
                if !self.is_list_live(*id) || is_fixed {
                    return Value::Int(self.items(*id).len() as i64);
                }
                let (part, _) = self.list_part(*id, span);
                let into = self.t.registers.reserve();
                let cell = self.base(part);
                self.t.load(Place::Cell(cell), into);
                Value::Local(into, Domain::integers())
            }
            Value::Ref(id) if matches!(self.kind(*id), Kind::Growing(_)) => {
                self.count_keys(*id, span)
            }
            Value::Ref(id) if matches!(self.kind(*id), Kind::Entries(_)) => {
                match self.source_of(value, span) {
                    Some(it) => self.length(&Value::Ref(it.order), span),
                    None => Value::Wrong,
                }
            }
            Value::Ref(id) if self.method(*id, "__len__").is_some() => {
                self.call_method(*id, "__len__", Vec::new(), span)
            }
            Value::Wrong => Value::Wrong,
            Value::Local(register, domain) => {
                let (register, domain) = (*register, domain.clone());
                self.by_cases(register, &domain, "TypeError", span, |it, value| match value {
                    Value::Tuple(_) | Value::Text(_) => it.length(value, span),
                    Value::Record(record) if record.class.is_none() => {
                        Value::Int(record.fields.len() as i64)
                    }
                    Value::Record(_) => it.refuse(span, Refusal::NotConstant, &["len"]),
                    _ => Value::Unset,
                })
            }
            _ => match self.elements(value, span) {
                Some(all) => Value::Int(all.len() as i64),
                None => Value::Wrong,
            },
        }
    }

    pub fn object_truth(&mut self, id: ObjId, span: Span) -> Value {
        match self.kind(id) {
            Kind::List { .. } | Kind::Growing(_) => match self.length(&Value::Ref(id), span) {
                Value::Int(it) => Value::Bool(it != 0),
                other => other,
            },
            Kind::Dict(keys) => Value::Bool(!keys.is_empty()),
            Kind::Set(all) => Value::Bool(!all.is_empty()),
            _ if self.method(id, "__bool__").is_some() => {
                let value = self.call_method(id, "__bool__", Vec::new(), span);
                self.truth(&value, span)
            }
            _ if self.method(id, "__len__").is_some() => {
                let value = self.call_method(id, "__len__", Vec::new(), span);
                self.truth(&value, span)
            }
            _ => Value::Bool(true),
        }
    }

    pub fn contains(&mut self, of: &Value, value: &Value, span: Span) -> Value {
        if let (Value::Text(of), Value::Text(part)) = (of, value) {
            return Value::Bool(of.contains(&**part));
        }
        if let Value::Ref(id) = of
            && matches!(self.kind(*id), Kind::Growing(_))
        {
            return self.has_key(*id, value, span);
        }
        if let Value::Ref(id) = of
            && let Some(parts) = self.parts_of_tuple(*id, span)
        {
            return self.contains(&Value::tuple(parts), value, span);
        }
        if let Some(list) = self.growing_list(of) {
            return self.is_in_list(list, value, span);
        }
        let Some(all) = self.elements(of, span) else { return Value::Wrong };
        let mut found = Value::Bool(false);
        for element in all {
            match (self.equal(&element, value, false, span), &found) {
                (Value::Bool(true), _) => return Value::Bool(true),
                (Value::Bool(false), _) => {}
                (it @ Value::Local(..), Value::Bool(_)) => found = it,
                (Value::Local(it, _), Value::Local(before, _)) => {
                    let (a, b) = (Operand::Local(*before), Operand::Local(it));
                    let both = self.compute(Operator::Add, a, b);
                    let (both, none) = (Operand::Local(both), Operand::Constant(0));
                    let either = self.compute(Operator::NotEqual, both, none);
                    found = Value::Local(either, Domain::truths());
                }
                (other, _) => return other,
            }
        }
        found
    }

    /// Goes to the label where the values are not equal.
    pub fn jump_unless_equal(&mut self, left: &Value, right: &Value, to: Label, span: Span) {
        match self.equal(left, right, false, span) {
            Value::Bool(true) => {}
            Value::Local(are, _) => self.t.asm.jump_if(Operand::Local(are), false, to),
            _ => self.t.asm.jump(to),
        }
    }

    pub fn equal_objects(&mut self, left: ObjId, right: ObjId, span: Span) -> Value {
        match (self.unordered.contains(&left), self.unordered.contains(&right)) {
            (true, false) => return self.equal_to_known_set(left, right, span),
            (false, true) => return self.equal_to_known_set(right, left, span),
            (true, true) => return self.refuse(span, Refusal::NotConstant, &["=="]),
            (false, false) => {}
        }
        match (self.kind(left), self.kind(right)) {
            (Kind::List { .. }, Kind::List { .. }) => {
                let known_length = |it: &Self, id: ObjId| {
                    !(it.is_list_live(id) && it.found.resized.contains(&it.object(id).key))
                };
                let (live, other) = match (known_length(self, left), known_length(self, right)) {
                    (true, true) => {
                        let a = self.whole_list(left, span).unwrap_or_default();
                        let b = self.whole_list(right, span).unwrap_or_default();
                        if a.len() != b.len() {
                            return Value::Bool(false);
                        }
                        return self.equal(&Value::tuple(a), &Value::tuple(b), false, span);
                    }
                    (false, true) => (left, right),
                    (true, false) => (right, left),
                    (false, false) => return self.refuse(span, Refusal::NotConstant, &["=="]),
                };
                self.equal_to_list(live, other, span)
            }
            // What `keys` and `items` give is compared as a set.
            (Kind::Entries(_), _) | (_, Kind::Entries(_)) => {
                self.refuse(span, Refusal::NotConstant, &["=="])
            }
            (Kind::Growing(it), other) | (other, Kind::Growing(it))
                if !it.is_set && !matches!(other, Kind::Dict(_) | Kind::Growing(_)) =>
            {
                self.refuse(span, Refusal::NotConstant, &["=="])
            }
            (Kind::Growing(_), _) => self.equal_to_known(left, right, span),
            (_, Kind::Growing(_)) => self.equal_to_known(right, left, span),
            (Kind::Instance(_), _) if self.method(left, "__eq__").is_some() => {
                self.call_method(left, "__eq__", vec![Value::Ref(right)], span)
            }
            (Kind::Dict(_), Kind::Dict(_)) => self.equal_by_parts(left, right, span),
            (Kind::Instance(class), Kind::Instance(other))
                if class == other
                    && matches!(self.kind(*class), Kind::Class { fields: Some(_), .. }) =>
            {
                self.equal_by_parts(left, right, span)
            }
            _ => Value::Bool(false),
        }
    }

    /// Whether two dictionaries, or two objects of a dataclass, have equal parts, where all of these are known. To compare
    /// what threads change would be one step for CPython, and is several here.
    fn equal_by_parts(&mut self, left: ObjId, right: ObjId, span: Span) -> Value {
        let slots = |it: &Self, id: ObjId| it.object(id).slots.clone();
        let (parts, others) = (slots(self, left), slots(self, right));
        let of_left = parts.keys().map(|name| self.slot_key(left, name));
        let of_right = others.keys().map(|name| self.slot_key(right, name));
        let all: Vec<_> = of_left.chain(of_right).collect();
        // That it is looked at here says whether it is this thread's alone.
        all.iter().for_each(|it| self.note_use(it, false));
        let are_known = all.iter().all(|it| !self.is_live(it) && !self.t.homes.contains_key(it));
        if parts.keys().ne(others.keys()) && are_known {
            return Value::Bool(false);
        }
        for (name, value) in parts.iter().filter(|_| are_known) {
            match self.equal(value, &others[name], false, span) {
                Value::Bool(true) => {}
                Value::Bool(false) => return Value::Bool(false),
                _ => return self.refuse(span, Refusal::NotConstant, &["=="]),
            }
        }
        match are_known {
            true => Value::Bool(true),
            false => self.refuse(span, Refusal::NotConstant, &["=="]),
        }
    }

    /// Whether the set of what lies in a list equals a known set: it has as many elements, and each of those.
    fn equal_to_known_set(&mut self, set: ObjId, known: ObjId, span: Span) -> Value {
        let Kind::Set(wanted) = self.kind(known).clone() else {
            return self.refuse(span, Refusal::NotConstant, &["=="]);
        };
        let (answer, end) = (self.t.registers.reserve(), self.t.asm.label());
        self.t.pinned.push(answer);
        self.t.asm.set(answer, Operand::Constant(0));
        let length = self.length(&Value::Ref(set), span);
        self.jump_unless_equal(&length, &Value::Int(wanted.len() as i64), end, span);
        for element in &wanted {
            match self.contains(&Value::Ref(set), element, span) {
                Value::Bool(true) => {}
                Value::Local(is_in, _) => self.t.asm.jump_if(Operand::Local(is_in), false, end),
                _ => self.t.asm.jump(end),
            }
        }
        self.t.asm.set(answer, Operand::Constant(1));
        self.t.asm.place(end);
        Value::Local(answer, Domain::truths())
    }

    /// Whether a list of the program equals a known one: one step, length and all.
    fn equal_to_list(&mut self, live: ObjId, known: ObjId, span: Span) -> Value {
        let Some(wanted) = self.whole_list(known, span) else { return Value::Wrong };
        self.note_contents(live, false);
        let list = self.sequence(live, span);
        let key = self.slot_key(live, CONTENTS);
        let domain = self.domain_of(&key);
        let (answer, end) = (self.t.registers.reserve(), self.t.asm.label());
        self.t.pinned.push(answer);
        self.t.asm.set(answer, Operand::Constant(0));
        let length = self.t.registers.reserve();
        self.t.load(Place::Cell(list.length), length);
        let count = Operand::Constant(wanted.len() as i64);
        let is_as_long = self.compute(Operator::Equal, Operand::Local(length), count);
        self.t.asm.jump_if(Operand::Local(is_as_long), false, end);
        for (at, wanted) in wanted.iter().enumerate().take(usize::from(list.room)) {
            let into = self.t.registers.reserve();
            let from = Place::Cell(list.element(at as u16));
            self.t.asm.access(Operation::Load { from, into, takes: false });
            let value = Value::Local(into, domain.clone());
            self.jump_unless_equal(&value, wanted, end, span);
        }
        self.t.asm.set(answer, Operand::Constant(1));
        self.t.asm.place(end);
        Value::Local(answer, Domain::truths())
    }
}
