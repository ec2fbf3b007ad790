//! Operations of lists and deques, known or shared.

use super::Elaborator;
use super::containers::{MOST_ELEMENTS, sorted};
use super::heap::{CONTENTS, Kind};
use super::value::{ObjId, Value};
use crate::program::{Operation, Span};
use crate::python::refusal::Refusal;
use crate::python::tree::Binary;

impl Elaborator<'_> {
    /// An operation of a list or deque.
    pub fn list_operation(&mut self, id: ObjId, name: &str, given: &[Value], span: Span) -> Value {
        let Kind::List { most, .. } = self.kind(id) else { return Value::Wrong };
        let most = *most;
        if given.iter().any(|it| matches!(it, Value::Wrong)) {
            return Value::Wrong;
        }
        if name == "append" && !given.iter().all(|it| self.check_kept(id, it, span)) {
            return Value::Wrong;
        }
        if self.is_list_live(id) {
            if most.is_some() && matches!(name, "appendleft" | "insert" | "extend") {
                let what = format!("deque(maxlen).{name}");
                return self.refuse(span, Refusal::SharedList, &[&what]);
            }
            let value = self.live_operation(id, name, given, span);
            if let Some(most) = most.filter(|_| name == "append" && !self.t.is_dead) {
                self.keep_latest(id, most, span);
            }
            // What is put in one by one comes by here for each.
            if !matches!(name, "copy" | "count" | "index" | "extend") && !self.t.is_dead {
                self.note_change_of_deque(id);
            }
            return value;
        }
        let count = self.items(id).len();
        match (name, given) {
            ("append" | "appendleft", [value]) => {
                self.before_change(id, given, span);
                if count >= MOST_ELEMENTS {
                    return self.refuse(span, Refusal::TooManyElements, &["1024"]);
                }
                let Some(items) = self.items_mut(id) else { return Value::Wrong };
                match name {
                    "append" => items.push(value.clone()),
                    _ => items.insert(0, value.clone()),
                }
                self.name_elements(id);
                let Some(items) = self.items_mut(id) else { return Value::Wrong };
                if most.is_some_and(|most| items.len() > most) {
                    match name {
                        "append" => items.remove(0),
                        _ => items.pop().unwrap_or(Value::None),
                    };
                }
                Value::None
            }
            ("pop" | "popleft", _) => {
                self.before_change(id, &[], span);
                let at = match (name, given) {
                    ("popleft", _) => Some(0),
                    (_, []) => Some(count as i64 - 1),
                    (_, [at]) => at.integer().map(|it| if it < 0 { it + count as i64 } else { it }),
                    _ => None,
                };
                let Some(at) = at else { return self.refuse(span, Refusal::NotConstant, &["pop"]) };
                match usize::try_from(at).ok().filter(|it| *it < count) {
                    Some(at) => self.items_mut(id).map_or(Value::Wrong, |it| it.remove(at)),
                    None => {
                        self.raise_named("IndexError");
                        Value::Wrong
                    }
                }
            }
            ("insert", [at, value]) if at.integer().is_some() => {
                self.before_change(id, std::slice::from_ref(value), span);
                let at = at.integer().unwrap_or(0);
                let at = (if at < 0 { at + count as i64 } else { at }).clamp(0, count as i64);
                if let Some(items) = self.items_mut(id) {
                    items.insert(at as usize, value.clone());
                }
                Value::None
            }
            ("remove", [value]) => {
                self.before_change(id, &[], span);
                match self.items(id).iter().position(|it| it == value) {
                    Some(at) => {
                        if let Some(items) = self.items_mut(id) {
                            items.remove(at);
                        }
                        Value::None
                    }
                    None => {
                        self.raise_named("ValueError");
                        Value::Wrong
                    }
                }
            }
            ("extend", [by]) => {
                self.extend(id, by, span);
                Value::None
            }
            ("clear", []) => {
                self.before_change(id, &[], span);
                if let Some(items) = self.items_mut(id) {
                    items.clear();
                }
                Value::None
            }
            ("reverse", []) => {
                self.before_change(id, &[], span);
                if let Some(items) = self.items_mut(id) {
                    items.reverse();
                }
                Value::None
            }
            ("copy", []) => {
                self.note_contents(id, false);
                let items = self.items(id).to_vec();
                self.list(items, span)
            }
            ("sort", []) => {
                self.before_change(id, &[], span);
                match sorted(self.items(id).to_vec()) {
                    Some(all) => {
                        if let Some(items) = self.items_mut(id) {
                            *items = all;
                        }
                        Value::None
                    }
                    None if self.are_numbers(self.items(id)) => {
                        let all = self.items(id).to_vec();
                        let all = self.sorted_numbers(all);
                        if let Some(items) = self.items_mut(id) {
                            *items = all;
                        }
                        Value::None
                    }
                    None => self.refuse(span, Refusal::NotConstant, &["sort"]),
                }
            }
            ("count" | "index", [value]) => {
                self.note_contents(id, false);
                if !self.items(id).iter().all(Value::is_known) || !value.is_known() {
                    return self.refuse(span, Refusal::NotConstant, &[name]);
                }
                let all = self.items(id);
                match name {
                    "count" => Value::Int(all.iter().filter(|it| *it == value).count() as i64),
                    _ => match all.iter().position(|it| it == value) {
                        Some(at) => Value::Int(at as i64),
                        None => {
                            self.raise_named("ValueError");
                            Value::Wrong
                        }
                    },
                }
            }
            _ => {
                let what = self.what_object(id);
                self.refuse(span, Refusal::NoAttribute, &[&what, name])
            }
        }
    }

    fn live_operation(&mut self, id: ObjId, name: &str, given: &[Value], span: Span) -> Value {
        let is_change = !matches!(name, "copy" | "count" | "index");
        self.note_contents(id, is_change);
        let key = self.slot_key(id, CONTENTS);
        match (name, given) {
            ("append", [value]) => {
                let value = &self.passed_on(value.clone(), span);
                let domain = self.domain_of_value(value);
                self.hold(&key, &domain);
                let Some(value) = self.operand(value, span) else { return Value::Wrong };
                let list = self.sequence(id, span);
                self.t.asm.step(Operation::Append { list, value });
                Value::None
            }
            ("pop", [] | [Value::Int(0 | -1)]) | ("popleft", []) => {
                let list = self.sequence(id, span);
                let last = name == "pop" && !matches!(given, [Value::Int(0)]);
                let into = self.t.registers.reserve();
                self.t.asm.step(Operation::Pop { list, last, into });
                let domain = self.domain_of(&key);
                self.local(into, domain)
            }
            ("extend", [by]) => {
                self.extend(id, by, span);
                Value::None
            }
            ("insert", [Value::Int(0), value]) | ("appendleft", [value]) => {
                self.put_first(id, value, span)
            }
            ("remove", [value]) => self.remove_from_list(id, value, span),
            ("count" | "index", [value]) => self.look_for(id, name, value, span),
            ("clear", []) => self.clear_list(id, span),
            ("copy", []) => self.copied_list(id, span),
            ("sort", []) => self.sort_list(id, span),
            _ => {
                let what = format!("{}.{name}", self.what_object(id));
                self.refuse(span, Refusal::SharedList, &[&what])
            }
        }
    }

    pub fn extend(&mut self, id: ObjId, by: &Value, span: Span) {
        let Some(all) = self.elements(by, span) else { return };
        for value in all {
            self.list_operation(id, "append", &[value], span);
        }
    }

    pub fn list_arithmetic(
        &mut self,
        how: Binary,
        left: &Value,
        right: &Value,
        span: Span,
    ) -> Value {
        match (how, left, right) {
            (Binary::Add, _, _) => {
                let Some(mut all) = self.elements(left, span) else { return Value::Wrong };
                let Some(more) = self.elements(right, span) else { return Value::Wrong };
                all.extend(more);
                self.list(all, span)
            }
            (Binary::Multiply, list, count) | (Binary::Multiply, count, list)
                if count.integer().is_some() =>
            {
                let count = count.integer().unwrap_or(0).clamp(0, 2000) as usize;
                let Some(all) = self.elements(list, span) else { return Value::Wrong };
                if all.len() * count > MOST_ELEMENTS {
                    return self.refuse(span, Refusal::TooManyElements, &["1024"]);
                }
                let all = std::iter::repeat_n(all, count).flatten().collect();
                self.list(all, span)
            }
            _ => self.refuse(span, Refusal::Operation, &["list"]),
        }
    }

    pub fn delete_element(&mut self, of: &Value, index: &Value, span: Span) {
        if let Value::Ref(id) = of
            && let Kind::List { .. } = self.kind(*id)
            && !self.is_list_live(*id)
        {
            self.before_change(*id, &[], span);
            let count = self.items(*id).len() as i64;
            if let Some(at) = index.integer().filter(|it| (-count..count).contains(it)) {
                let at = at.rem_euclid(count) as usize;
                if let Some(items) = self.items_mut(*id) {
                    items.remove(at);
                }
                return;
            }
        }
        if let (Value::Ref(id), Value::Int(0)) = (of, index)
            && matches!(self.kind(*id), Kind::List { .. })
        {
            self.list_operation(*id, "pop", &[Value::Int(0)], span);
            return;
        }
        if let (Value::Ref(id), true) = (of, index.is_known() || matches!(index, Value::Local(..)))
        {
            match self.kind(*id).clone() {
                Kind::Growing(it) if !it.is_set => {
                    self.take_key(*id, &it, index, None, span);
                    return;
                }
                Kind::Dict(_) if !self.is_between(*id) => {
                    self.dict_operation(*id, "pop", std::slice::from_ref(index), span);
                    return;
                }
                _ => {}
            }
        }
        self.refuse(span, Refusal::NotKnown, &["del"]);
    }

    pub fn slice(&mut self, of: &Value, bounds: [Option<i64>; 3], span: Span) -> Value {
        if bounds[2].is_some_and(|it| it != -1 && it != 1) {
            return self.refuse(span, Refusal::NotKnown, &["[::]"]);
        }
        if let Some(source) = self.source_of(of, span)
            && bounds[2].is_none_or(|it| it == 1)
        {
            return self.slice_of_list(source, [bounds[0], bounds[1]], span);
        }
        let all = match of {
            // It is read at once.
            Value::Ref(id) if self.is_array(*id) => self.whole_list(*id, span),
            _ => self.elements(of, span),
        };
        let Some(all) = all else { return Value::Wrong };
        let long = all.len() as i64;
        let within = |it: i64| (if it < 0 { it + long } else { it }).clamp(0, long) as usize;
        if bounds[2] == Some(-1) && (bounds[0].is_some() || bounds[1].is_some()) {
            return self.refuse(span, Refusal::NotKnown, &["[::]"]);
        }
        let (from, to) = (bounds[0].map_or(0, within), bounds[1].map_or(all.len(), within));
        let mut part = all.get(from..to.max(from)).unwrap_or_default().to_vec();
        if bounds[2] == Some(-1) {
            part.reverse();
        }
        match of {
            Value::Text(_) => super::texts::joined(part),
            Value::Tuple(_) => Value::tuple(part),
            _ => self.list(part, span),
        }
    }
}
