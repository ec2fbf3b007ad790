//! Objects and dictionaries that threads pass on: what is in them as it is then.
//!
//! A thread that takes one may run before, or beside, the code that made it, so nobody has to do with the object itself any
//! more. That makes no difference as long as it is not changed, and nobody asks whether it is the same one: both are refused.

use super::Elaborator;
use super::calls::Given;
use super::heap::{Kind, Level};
use super::value::{Domain, ObjId, Value};
use crate::program::{Local, Span};
use crate::python::library;
use crate::python::refusal::Refusal;
use crate::python::tree::{Expr, ExprKind, Stmt, StmtKind};
use std::rc::Rc;

/// An object as it was when it was passed on.
#[derive(Debug, PartialEq)]
pub struct Record {
    /// The key of its class, and what the reader calls that; nothing of a dictionary.
    pub class: Option<(u64, String)>,
    /// Whether it is a member of an enumeration: there is just one of it.
    pub is_member: bool,
    /// Its fields in the order of their names, or its keys in theirs, with what they hold.
    pub fields: Vec<(Value, Value)>,
}

impl Record {
    fn get(&self, key: &Value) -> Option<&Value> {
        self.fields.iter().find(|(it, _)| it == key).map(|(_, value)| value)
    }

    /// What its fields hold.
    fn values(&self) -> Vec<Value> {
        self.fields.iter().map(|(_, value)| value.clone()).collect()
    }

    fn has_same_shape(&self, other: &Record) -> bool {
        let keys = |it: &Record| it.fields.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
        self.class == other.class && keys(self) == keys(other)
    }
}

/// Whether a value is a record of an object that there may be several of, or a tuple with one.
fn is_or_holds_object(value: &Value) -> bool {
    match value {
        Value::Record(it) => !it.is_member,
        Value::Tuple(all) => all.iter().any(is_or_holds_object),
        _ => false,
    }
}

impl Elaborator<'_> {
    /// What another thread gets of a value: objects and dictionaries as records, where they are known and nothing else
    /// would be possible.
    pub fn passed_on(&mut self, value: Value, span: Span) -> Value {
        self.show(&value);
        match &value {
            Value::Tuple(all) if value.frozen().is_none() => {
                let all = all.iter().cloned().map(|it| self.passed_on(it, span));
                let all: Vec<Value> = all.collect();
                match self.tuple_object(&all, span) {
                    Some(object) => object,
                    None => Value::tuple(all),
                }
            }
            Value::Ref(id) => match self.record_of(*id, span) {
                Some(record) => Value::Record(Rc::new(record)),
                None => value,
            },
            _ => value,
        }
    }

    fn record_of(&mut self, id: ObjId, span: Span) -> Option<Record> {
        if self.is_reference(id) {
            return None;
        }
        let (class, names) = match self.kind(id).clone() {
            Kind::Instance(class) if !self.is_thread(class) => {
                let names: Vec<String> = self.object(id).slots.keys().cloned().collect();
                let fields = names.into_iter().map(|it| (Value::text(&it), it)).collect();
                let class = self.object(class);
                (Some((class.key, class.name.clone())), fields)
            }
            Kind::Dict(keys) if !keys.is_empty() => {
                let entry = |it: Value| (it.clone(), self.entry_name(&it));
                (None, keys.into_iter().map(entry).collect::<Vec<_>>())
            }
            _ => return None,
        };
        let mut fields = Vec::new();
        for (key, slot) in names {
            if self.level(&self.slot_key(id, &slot)) != Level::Known {
                return None;
            }
            let value = self.read_slot(id, &slot, span);
            let value = self.passed_on(value, span);
            if !value.is_known() || !self.is_storable(&value) {
                return None;
            }
            fields.push((key, value));
        }
        let key = self.object(id).key;
        self.heap[id.0].is_passed = true;
        self.is_dirty |= self.next.passed.insert(key);
        Some(Record { class, is_member: false, fields })
    }

    /// Refuses a change of what was passed on; says whether it did.
    pub fn is_passed_on(&mut self, id: ObjId, span: Span) -> bool {
        let object = self.object(id);
        let by_another = self.found.passed.contains(&object.key) && object.thread != self.t.index;
        if !object.is_passed && !by_another {
            return false;
        }
        if !self.wants_reference(&Value::Ref(id)) {
            let what = self.what_object(id);
            self.refuse(span, Refusal::PassedOn, &[&what]);
        }
        true
    }

    /// The records that a register can hold.
    fn records_in(&self, domain: &Domain) -> Vec<Rc<Record>> {
        let records = self.constants_in(domain).filter_map(|it| match it {
            Value::Record(it) => Some(it.clone()),
            _ => None,
        });
        records.collect()
    }

    /// Whether there is a record in what a register can hold, inside of tuples included.
    pub fn may_hold_record(&self, domain: &Domain) -> bool {
        let is = |it: &Value| match it {
            Value::Record(_) => true,
            Value::Tuple(all) => all.iter().any(|it| matches!(it, Value::Record(_))),
            _ => false,
        };
        self.constants_in(domain).any(is)
    }

    /// Whether one of the values is, or may be, a record; they are equal to nothing that is known here but `None`.
    pub fn is_record_compared(&self, left: &Value, right: &Value) -> bool {
        let may_be = |it: &Value| match it {
            Value::Record(it) => !it.is_member,
            Value::Local(_, domain) => {
                let is = |it: &Value| is_or_holds_object(it) || self.is_equal_by_value(it);
                self.constants_in(domain).any(is)
            }
            _ => false,
        };
        let is_object = |it: &Value| !matches!(it, Value::None | Value::Text(_) | Value::Int(_));
        (may_be(left) && is_object(right)) || (may_be(right) && is_object(left))
    }

    /// Whether a record is, or may be, of a class that says itself what is true of it.
    pub fn has_truth_of_its_own(&self, value: &Value) -> bool {
        let records = match value {
            Value::Record(it) => vec![it.clone()],
            Value::Local(_, domain) => self.records_in(domain),
            _ => return false,
        };
        records.iter().filter_map(|it| self.class_of(it)).any(|class| {
            ["__len__", "__bool__"].iter().any(|name| self.method(class, name).is_some())
        })
    }

    /// The class of what was passed on.
    pub fn class_of(&self, record: &Record) -> Option<ObjId> {
        self.with_key(record.class.as_ref()?.0)
    }

    /// `of.name`, of a register that can hold records; nothing where it holds none.
    pub fn attribute_of_records(
        &mut self,
        register: Local,
        domain: &Rc<Domain>,
        name: &str,
        span: Span,
    ) -> Option<Value> {
        let records = self.records_in(domain);
        let first = records.first()?.clone();
        let field = Value::text(name);
        if first.class.is_some() && records.iter().all(|it| it.get(&field).is_some()) {
            let of = |_: &mut Self, value: &Value| match value {
                Value::Record(it) => it.get(&field).cloned().unwrap_or(Value::Unset),
                _ => Value::Unset,
            };
            return Some(self.by_cases(register, domain, "AttributeError", span, of));
        }
        if !records.iter().all(|it| it.has_same_shape(&first)) {
            if self.wants_reference(&Value::Local(register, domain.clone())) {
                return Some(Value::Wrong);
            }
            return Some(self.refuse(span, Refusal::WhichObject, &[self.words(span)]));
        }
        let of = |_: &mut Self, value: &Value| match value {
            Value::Record(it) => Value::tuple(it.values()),
            _ => Value::Unset,
        };
        let values = match self.by_cases(register, domain, "AttributeError", span, of) {
            Value::Tuple(all) => all.to_vec(),
            _ => return Some(Value::Wrong),
        };
        Some(self.attribute_of_copy(&first, values, name, span))
    }

    /// `of.name`, of a record.
    pub fn attribute_of_record(&mut self, record: &Record, name: &str, span: Span) -> Value {
        match record.get(&Value::text(name)) {
            Some(value) if record.class.is_some() => value.clone(),
            _ => self.attribute_of_copy(record, record.values(), name, span),
        }
    }

    /// A method or operation of what was passed on: of an object with these values that nobody may change.
    fn attribute_of_copy(
        &mut self,
        shape: &Record,
        values: Vec<Value>,
        name: &str,
        span: Span,
    ) -> Value {
        let copy = match &shape.class {
            Some((_, name)) => {
                let Some(class) = self.class_of(shape) else {
                    return self.refuse(span, Refusal::WhichObject, &[name]);
                };
                let id = self.make(Kind::Instance(class), span);
                self.heap[id.0].name = name.clone();
                for ((key, _), value) in shape.fields.iter().zip(values) {
                    if let Value::Text(field) = key {
                        self.heap[id.0].slots.insert(field.to_string(), value);
                    }
                }
                id
            }
            None => {
                if !library::members_of("dict").unwrap_or_default().contains(&name) {
                    return self.no_attribute("dict", name, span);
                }
                let keys = shape.fields.iter().map(|it| it.0.clone()).collect();
                let id = self.make(Kind::Dict(keys), span);
                for ((key, _), value) in shape.fields.iter().zip(values) {
                    let slot = self.entry_name(key);
                    self.heap[id.0].slots.insert(slot, value);
                }
                id
            }
        };
        self.heap[copy.0].is_passed = true;
        self.attribute(&Value::Ref(copy), name, span)
    }

    /// `of[key]`, of a dictionary that was passed on; `Unset` where it is none.
    pub fn element_of_record(&mut self, record: &Record, key: &Value, span: Span) -> Value {
        if record.class.is_some() {
            return Value::Unset;
        }
        match record.get(key) {
            Some(value) => value.clone(),
            None => self.refuse(span, Refusal::NotConstant, &["[]"]),
        }
    }

    /// Makes members of what a class of `enum` gives values to.
    pub fn make_members(&mut self, class: ObjId, body: &[Stmt]) {
        let (key, name) = (self.object(class).key, self.object(class).name.clone());
        let mut next = 1;
        for statement in body {
            let StmtKind::Assign(targets, _) = &statement.kind else { continue };
            let [Expr { kind: ExprKind::Name(member), .. }] = &targets[..] else { continue };
            let value = match self.object(class).slots.get(member).cloned() {
                Some(Value::Native("enum.auto")) => Value::Int(next),
                Some(value) if value.is_known() && self.is_storable(&value) => value,
                _ => {
                    self.refuse(statement.span, Refusal::NotConstant, &["Enum"]);
                    return;
                }
            };
            next = value.integer().map_or(next, |it| it + 1);
            let fields =
                vec![(Value::text("name"), Value::text(member)), (Value::text("value"), value)];
            let record = Record { class: Some((key, name.clone())), is_member: true, fields };
            self.heap[class.0].slots.insert(member.clone(), Value::Record(Rc::new(record)));
        }
    }

    /// `repr` of what was passed on, where it is known how that looks.
    pub fn written_record(&mut self, record: &Record, span: Span) -> Value {
        if record.is_member {
            return Value::Phrase(vec![Value::Opaque].into());
        }
        let Some((_, name)) = &record.class else {
            let mut parts = vec![Value::text("{")];
            for (at, (key, value)) in record.fields.iter().enumerate() {
                parts.push(Value::text(if at > 0 { ", " } else { "" }));
                parts.push(self.written(key, span));
                parts.push(Value::text(": "));
                parts.push(self.written(value, span));
            }
            parts.push(Value::text("}"));
            return super::texts::joined(parts);
        };
        let Some(class) = self.class_of(record) else {
            return Value::Phrase(vec![Value::Opaque].into());
        };
        let writes_itself = self.method(class, "__repr__").is_some();
        match self.kind(class).clone() {
            _ if writes_itself => {
                let method = self.attribute_of_copy(record, record.values(), "__repr__", span);
                self.call_value(&method, Given::of(Vec::new(), span))
            }
            Kind::Class { fields: Some(names), .. } => {
                let mut parts = vec![Value::text(&format!("{name}("))];
                for (at, name) in names.iter().enumerate() {
                    let between = if at > 0 { ", " } else { "" };
                    parts.push(Value::text(&format!("{between}{name}=")));
                    let value = record.get(&Value::text(name)).cloned().unwrap_or(Value::Wrong);
                    parts.push(self.written(&value, span));
                }
                parts.push(Value::text(")"));
                super::texts::joined(parts)
            }
            _ => Value::Phrase(vec![Value::Opaque].into()),
        }
    }
}
