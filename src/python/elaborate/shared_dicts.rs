//! Dictionaries and sets that get keys while threads run.
//!
//! Which keys there may be is known; each has a variable, which says so while the key is missing. A list of the keys in
//! their order is what loops go over. To set a key is one step, as in CPython, even where the key is new.

use super::Elaborator;
use super::heap::{Kind, SlotKey};
use super::value::{Domain, ObjId, Value};
use crate::program::{Cell, Instruction, Local, Operand, Operation, Operator, Place, Span};
use crate::python::refusal::Refusal;
use crate::python::tree::{Block, Expr};
use std::rc::Rc;

/// What the variable of a key holds while the key is missing: a text that no program writes, and a dash for who looks at it.
const MISSING: &str = "\u{1}–";

/// A dictionary or set that gets keys while threads run.
#[derive(Clone, Debug)]
pub struct Growing {
    /// The list of its keys.
    pub order: ObjId,
    /// What a key has that is asked for and missing, and whether it keeps that; `None` where that raises.
    pub default: Option<(Value, bool)>,
    pub is_set: bool,
    /// Whether each key has a list of its own.
    has_lists: bool,
    /// The process that it belongs to.
    process: usize,
}

/// A key that may be in a dictionary.
pub struct KeyCell {
    pub key: Value,
    /// Its variable, and what that can hold.
    pub cell: Cell,
    pub domain: Rc<Domain>,
}

impl Growing {
    /// Whether it is a `dict`, and prints as one.
    pub fn is_plain_dict(&self) -> bool {
        !self.is_set && self.default.is_none() && !self.has_lists
    }

    /// Whether it is a `Counter`.
    pub fn is_counter(&self) -> bool {
        matches!(self.default, Some((_, false)))
    }

    /// Whether each key has a list of its own.
    pub fn has_lists(&self) -> bool {
        self.has_lists
    }
}

/// What a loop over a dictionary is given.
#[derive(Clone, Copy, Debug)]
pub struct Entries {
    pub of: ObjId,
    /// The list of keys that says in which order.
    pub order: ObjId,
}

impl Elaborator<'_> {
    /// From the next elaboration on the dictionary or set gets its keys by steps. Nothing comes of this one.
    pub fn let_grow(&mut self, id: ObjId, key: Option<&Value>) -> Value {
        let object = self.object(id).key;
        self.is_dirty |= self.next.growing.insert(object);
        if let Some(key) = key {
            self.note_key(id, key);
        }
        Value::Wrong
    }

    /// The keys that it may have got, as far as that was found.
    pub fn keys_of(&self, id: ObjId) -> Vec<Value> {
        self.found.keys_of.get(&self.object(id).key).cloned().unwrap_or_default()
    }

    /// Notes a key that it may get.
    fn note_key(&mut self, id: ObjId, key: &Value) {
        let object = self.object(id).key;
        let all = self.next.keys_of.entry(object).or_default();
        if !all.contains(key) {
            all.push(key.clone());
            self.is_dirty = true;
        }
    }

    /// Makes a dictionary or set one that grows, if it turned out to be; `default` is what a missing key has, and whether
    /// it keeps that.
    pub fn grow_if_found(
        &mut self,
        id: ObjId,
        entries: &[(Value, Value)],
        default: Option<(Value, bool)>,
        is_set: bool,
        span: Span,
    ) -> bool {
        if default.is_none() && !self.found.growing.contains(&self.object(id).key) {
            return false;
        }
        let mut domain = Domain::default();
        for key in self.keys_of(id) {
            if self.is_another_object(&key) {
                self.refuse(span, Refusal::NoValue, &["object"]);
                return true;
            }
            let of = self.domain_of_value(&key);
            domain.join(&of);
        }
        let has_lists = matches!(&default, Some((Value::Native("list"), _)))
            || self.found.of_lists.contains(&self.object(id).key);
        if self.t.rolled_loops > 0 {
            // It would be the same one in each round.
            self.refuse(span, Refusal::NotConstant, &[if is_set { "set" } else { "dict" }]);
            return true;
        }
        let Some(order) = self.list_of_the_program(&domain, span) else { return true };
        let process = self.t.process;
        if self.is_between(id) {
            self.put_between(order, "");
        }
        self.heap[id.0].kind =
            Kind::Growing(Growing { order, default, is_set, has_lists, process });
        for (key, value) in entries {
            self.set_key(id, key, value.clone(), span);
        }
        true
    }

    /// Whether a key is an object with an identity of its own. It was found by an elaboration before, in which objects had
    /// numbers of their own: only what a name of the top stands for has the same one in each.
    fn is_another_object(&self, key: &Value) -> bool {
        match key {
            Value::Ref(id) => {
                let kind = self.heap.get(id.0).map(|it| &it.kind);
                !matches!(kind, Some(Kind::Sentinel))
            }
            Value::Tuple(all) => all.iter().any(|it| self.is_another_object(it)),
            _ => false,
        }
    }

    pub fn growing(&mut self, id: ObjId, span: Span) -> Option<Growing> {
        let Kind::Growing(it) = self.kind(id).clone() else { return None };
        if it.process != self.t.process && !self.is_between(id) {
            self.refuse(span, Refusal::NewKey, &[]);
            return None;
        }
        let name = self.object(id).name.clone();
        if self.object(it.order).name.is_empty() && !name.is_empty() {
            self.heap[it.order.0].name = format!("{name}.keys");
        }
        Some(it)
    }

    /// The variable of a key.
    fn cell_of_key(&mut self, id: ObjId, key: &Value) -> (SlotKey, Cell) {
        self.note_key(id, key);
        let name = self.entry_name(key);
        let slot = self.slot_key(id, &name);
        self.heap[id.0].slots.entry(slot.1.clone()).or_insert(Value::text(MISSING));
        let cell = self.variable(id, &slot, &name);
        (slot, cell)
    }

    /// The keys of a dictionary that a value may be; nothing where they are not known. Of numbers, those that are given a
    /// value somewhere.
    pub fn keys_it_has(&mut self, id: ObjId, key: &Value, span: Span) -> Option<Vec<Value>> {
        match key {
            Value::Local(_, domain) if domain.int && !domain.opaque => Some(self.keys_of(id)),
            _ => self.possible_keys(key, span),
        }
    }

    /// The keys that a value may be; nothing where they are not known.
    pub fn possible_keys(&mut self, key: &Value, span: Span) -> Option<Vec<Value>> {
        if key.is_known() && self.is_storable(key) {
            return Some(vec![key.clone()]);
        }
        if let Value::Local(_, domain) = key
            && !(domain.int || domain.bool || domain.opaque)
        {
            let values = self.constants_in(domain).cloned();
            let none = domain.none.then_some(Value::None);
            return Some(values.chain(none).collect());
        }
        self.refuse(span, Refusal::NotConstant, &["[]"]);
        None
    }

    /// Runs `each` for the key that the value is, and gives what it gives; `missing` where it is none of them, or an
    /// exception.
    pub fn for_key(
        &mut self,
        key: &Value,
        all: &[Value],
        missing: Option<&Value>,
        span: Span,
        mut each: impl FnMut(&mut Self, &Value) -> Value,
    ) -> Value {
        let Value::Local(register, _) = key else {
            return each(self, key);
        };
        let (into, end) = (self.t.registers.reserve(), self.t.asm.label());
        let mut results = Vec::new();
        for possible in all {
            let next = self.t.asm.label();
            let Some(code) = self.operand(possible, span) else { return Value::Wrong };
            let is_it = self.compute(Operator::Equal, Operand::Local(*register), code);
            self.t.asm.jump_if(Operand::Local(is_it), false, next);
            let kept = self.t.regions.len();
            self.open(false);
            let value = each(self, possible);
            self.close(kept, false);
            if !self.t.is_dead {
                self.put(into, &value, span);
                results.push(value);
            }
            self.t.is_dead = false;
            self.t.asm.jump(end);
            self.t.asm.place(next);
        }
        if let Some(missing) = missing {
            self.put(into, missing, span);
            results.push(missing.clone());
        } else {
            let exception = self.exception_named("KeyError");
            self.t.asm.emit(Instruction::Raise(exception));
        }
        self.t.asm.place(end);
        match results.is_empty() {
            true => Value::Wrong,
            false => self.either(into, &results, span),
        }
    }

    /// `d[key] = value`
    pub fn set_key(&mut self, id: ObjId, key: &Value, value: Value, span: Span) {
        let Some(it) = self.growing(id, span) else { return };
        if it.has_lists {
            self.refuse(span, Refusal::NotConstant, &["[]="]);
            return;
        }
        if !self.check_kept(id, &value, span) {
            return;
        }
        let value = self.passed_on(value, span);
        let Some(all) = self.possible_keys(key, span) else { return };
        self.set_one_of(id, it.order, key, &all, &value, span);
    }

    /// Sets the key that the value is, one of these.
    fn set_one_of(
        &mut self,
        id: ObjId,
        order: ObjId,
        key: &Value,
        all: &[Value],
        value: &Value,
        span: Span,
    ) {
        self.note_contents(order, true);
        self.for_key(key, all, None, span, |here, key| {
            here.t.asm.next_group();
            here.set_one_key(id, order, key, value, span);
            Value::None
        });
    }

    pub fn set_one_key(&mut self, id: ObjId, order: ObjId, key: &Value, value: &Value, span: Span) {
        let (slot, cell) = self.cell_of_key(id, key);
        let domain = self.domain_of_value(value);
        self.hold(&slot, &domain);
        let list = self.sequence(order, span);
        let (Some(code), Some(value)) = (self.operand(key, span), self.operand(value, span)) else {
            return;
        };
        let (old, over) = (self.t.registers.reserve(), self.t.asm.label());
        self.t.asm.load(Place::Cell(cell), old, false);
        let is_new = self.is_missing(old);
        self.t.asm.jump_if(Operand::Local(is_new), false, over);
        self.t.asm.access(Operation::Append { list, value: code });
        self.t.asm.place(over);
        self.t.asm.store(value, Place::Cell(cell));
    }

    /// What the variable of a key holds while it is missing.
    pub fn missing(&mut self) -> Operand {
        let missing = self.constant(&Value::text(MISSING));
        Operand::Constant(self.code_of(missing))
    }

    /// The variable of a key that is changed here, and what it can hold.
    pub fn cell_to_change(&mut self, id: ObjId, key: &Value) -> (Cell, Rc<Domain>) {
        let (slot, cell) = self.cell_of_key(id, key);
        (cell, self.domain_of(&slot))
    }

    /// How many keys there can be.
    pub fn count_of_keys(&self, id: ObjId) -> usize {
        self.keys_of(id).len()
    }

    pub fn is_missing(&mut self, register: Local) -> Local {
        let missing = self.missing();
        self.compute(Operator::Equal, Operand::Local(register), missing)
    }

    /// What the key has, in a register, and whether it is missing.
    pub fn look_up(&mut self, id: ObjId, key: &Value) -> (Local, Local, Rc<Domain>) {
        let (slot, cell) = self.cell_of_key(id, key);
        let into = self.t.registers.reserve();
        self.t.load(Place::Cell(cell), into);
        let is_missing = self.is_missing(into);
        (into, is_missing, self.domain_of(&slot))
    }

    /// `d[key]`
    pub fn get_key(&mut self, id: ObjId, key: &Value, span: Span) -> Value {
        let Some(it) = self.growing(id, span) else { return Value::Wrong };
        let Some(all) = self.keys_it_has(id, key, span) else { return Value::Wrong };
        self.for_key(key, &all, None, span, |here, key| {
            if let Some((default, keeps)) = &it.default {
                return here.found_or(id, key, default, keeps.then_some(it.order), span);
            }
            let (into, is_missing, domain) = here.look_up(id, key);
            let exception = here.exception_named("KeyError");
            here.raise_unless(is_missing, false, exception);
            here.local(into, domain)
        })
    }

    /// What the key has, or `default` where it is missing; it gets that then, where the list of keys is given.
    pub fn found_or(
        &mut self,
        id: ObjId,
        key: &Value,
        default: &Value,
        kept_in: Option<ObjId>,
        span: Span,
    ) -> Value {
        let (into, is_missing, domain) = self.look_up(id, key);
        let (found, over) = (self.t.registers.reserve(), self.t.asm.label());
        self.t.asm.set(found, Operand::Local(into));
        self.t.asm.jump_if(Operand::Local(is_missing), false, over);
        if let Some(order) = kept_in {
            self.set_one_key(id, order, key, default, span);
        }
        self.put(into, default, span);
        self.t.asm.place(over);
        match self.either(into, &[Value::Local(into, domain), default.clone()], span) {
            Value::Local(number, domain) if domain.is_number() && !domain.none => {
                Value::Local(self.made_of(number, found), domain)
            }
            other => other,
        }
    }

    /// `key in d`
    pub fn has_key(&mut self, id: ObjId, key: &Value, span: Span) -> Value {
        if self.growing(id, span).is_none() {
            return Value::Wrong;
        }
        let Some(all) = self.keys_it_has(id, key, span) else { return Value::Wrong };
        self.for_key(key, &all, Some(&Value::Bool(false)), span, |here, key| {
            let (_, is_missing, _) = here.look_up(id, key);
            here.not(is_missing)
        })
    }

    /// How many keys there are.
    pub fn count_keys(&mut self, id: ObjId, span: Span) -> Value {
        match self.growing(id, span) {
            Some(it) => self.length(&Value::Ref(it.order), span),
            None => Value::Wrong,
        }
    }

    /// The list of the keys.
    pub fn order_of_keys(&mut self, id: ObjId, span: Span) -> Option<ObjId> {
        Some(self.growing(id, span)?.order)
    }

    /// The list of the keys in their order; refused for a set, which has none.
    pub fn keys_in_order(&mut self, id: ObjId, span: Span) -> Option<ObjId> {
        let it = self.growing(id, span)?;
        if it.is_set {
            self.refuse(span, Refusal::NotConstant, &["set"]);
            return None;
        }
        Some(it.order)
    }

    /// A loop over the keys of a dictionary that grows, or what `of` makes of each.
    pub fn walk_keys(
        &mut self,
        target: &Expr,
        order: ObjId,
        (body, otherwise): (&Block, &Block),
        span: Span,
        of: impl FnOnce(&mut Self, Value) -> Value,
    ) {
        let index = self.t.registers.reserve();
        let size = self.size_of_keys(order, span);
        self.t.pinned.extend([index, size]);
        self.t.asm.set(index, Operand::Constant(0));
        self.looped(body, otherwise, span, |it, done| {
            it.check_size(order, size, span);
            let key = it.next_of_list(order, index, done, span);
            let value = of(it, key);
            it.assign(target, value);
        });
    }

    /// How many keys a dictionary has, in a register: what a loop over it begins with.
    pub fn size_of_keys(&mut self, order: ObjId, span: Span) -> Local {
        let size = self.t.registers.reserve();
        let list = self.sequence(order, span);
        self.t.load(Place::Cell(list.length), size);
        size
    }

    /// Raises where a dictionary has got keys since a loop over it began.
    pub fn check_size(&mut self, order: ObjId, size: Local, span: Span) {
        let now = self.size_of_keys(order, span);
        let is_same = self.compute(Operator::Equal, Operand::Local(now), Operand::Local(size));
        let exception = self.exception_named("RuntimeError");
        self.raise_unless(is_same, true, exception);
    }

    /// The key and the value of a round of a loop.
    pub fn entry(&mut self, entries: Entries, key: Value, span: Span) -> Value {
        let all = self.possible_of_list(&key, entries.of);
        let value = self.for_key(&key, &all, None, span, |here, key| {
            let (into, _, domain) = here.look_up(entries.of, key);
            match here.kind(entries.of) {
                Kind::Growing(it) if it.has_lists => {
                    here.list_of_key(entries.of, key, span).map_or(Value::Wrong, Value::Ref)
                }
                _ => here.local(into, domain),
            }
        });
        Value::tuple(vec![key, value])
    }

    /// A key that was taken from the list of keys is one of these.
    fn possible_of_list(&self, key: &Value, of: ObjId) -> Vec<Value> {
        match key {
            Value::Local(..) => self.keys_of(of),
            known => vec![known.clone()],
        }
    }

    /// An operation of a dictionary or set that grows.
    pub fn growing_operation(
        &mut self,
        id: ObjId,
        name: &str,
        given: &[Value],
        span: Span,
    ) -> Value {
        let Some(it) = self.growing(id, span) else { return Value::Wrong };
        match (name, given) {
            ("get" | "values" | "pop" | "update" | "clear", _) if it.has_lists => {
                self.refuse(span, Refusal::NotConstant, &[name])
            }
            ("add", [value]) if it.is_set => {
                self.set_key(id, value, Value::Int(1), span);
                Value::None
            }
            ("discard", [key]) if it.is_set => {
                self.take_key(id, &it, key, Some(&Value::None), span);
                Value::None
            }
            ("remove", [key]) if it.is_set => {
                self.take_key(id, &it, key, None, span);
                Value::None
            }
            ("pop", [key, rest @ ..]) if !it.is_set && rest.len() < 2 => {
                self.take_key(id, &it, key, rest.first(), span)
            }
            ("clear", []) => self.clear_keys(id, &it, span),
            ("update", given) if !it.is_set => match self.pairs_given(given, span) {
                Some(pairs) => self.update_keys(id, &it, pairs, span),
                None => Value::Wrong,
            },
            ("most_common", given) if !it.is_set => self.most_common(id, given, span),
            ("get", [key, rest @ ..]) if rest.len() < 2 => {
                let default = rest.first().cloned().unwrap_or(Value::None);
                let Some(all) = self.keys_it_has(id, key, span) else { return Value::Wrong };
                self.for_key(key, &all, Some(&default), span, |here, key| {
                    here.found_or(id, key, &default, None, span)
                })
            }
            ("setdefault", [key, Value::Ref(list)])
                if self.items(*list).is_empty()
                    && matches!(self.kind(*list), Kind::List { .. }) =>
            {
                let object = self.object(id).key;
                if !it.has_lists {
                    self.is_dirty |= self.next.of_lists.insert(object);
                    self.let_grow(id, Some(key).filter(|it| it.is_known()));
                    return Value::Wrong;
                }
                let before = std::mem::replace(&mut self.t.sets_default, true);
                let list = self.list_at(id, key, true, span);
                self.t.sets_default = before;
                list
            }
            ("setdefault", [key, value]) => {
                let Some(all) = self.possible_keys(key, span) else { return Value::Wrong };
                self.for_key(key, &all, None, span, |here, key| {
                    here.found_or(id, key, value, Some(it.order), span)
                })
            }
            ("keys", []) if !it.is_set => Value::Ref(id),
            ("items", []) if !it.is_set => {
                let entries = Entries { of: id, order: it.order };
                Value::Ref(self.make(Kind::Entries(entries), span))
            }
            ("values", []) if !it.is_set => {
                if !self.need_alone(it.order, "values", span) {
                    return Value::Wrong;
                }
                let mut domain = Domain::default();
                for key in self.keys_of(id) {
                    let slot = self.slot_key(id, &self.entry_name(&key));
                    domain.join(&self.domain_of(&slot));
                }
                let Some(values) = self.list_of_the_program(&domain, span) else {
                    return Value::Wrong;
                };
                let entries = Entries { of: id, order: it.order };
                self.for_each_element(it.order, span, |here, key, _| {
                    let entry = here.entry(entries, key, span);
                    if let Value::Tuple(both) = entry {
                        here.list_operation(values, "append", &[both[1].clone()], span);
                    }
                });
                Value::Ref(values)
            }
            _ => {
                let what = self.what_object(id);
                self.refuse(span, Refusal::NoAttribute, &[&what, name])
            }
        }
    }

    /// `dict(d)`
    pub fn copied_dict(&mut self, of: ObjId, copy: ObjId, span: Span) {
        let Some(order) = self.keys_in_order(of, span) else { return };
        if !self.need_alone(order, "dict", span) {
            return;
        }
        let entries = Entries { of, order };
        for key in self.keys_of(of) {
            self.note_key(copy, &key);
        }
        self.for_each_element(order, span, |here, key, _| {
            let all = here.possible_of_list(&key, of);
            let Value::Tuple(both) = here.entry(entries, key.clone(), span) else { return };
            let Some(it) = here.growing(copy, span) else { return };
            here.set_one_of(copy, it.order, &key, &all, &both[1], span);
        });
    }

    /// The keys that may be in a dictionary that grows, each with its variable, and the list of those that are.
    pub fn for_printing(&mut self, id: ObjId, span: Span) -> Option<(ObjId, Vec<KeyCell>)> {
        let it = self.growing(id, span)?;
        let all = self.keys_of(id).into_iter().map(|key| {
            let (slot, cell) = self.cell_of_key(id, &key);
            let domain = self.domain_of(&slot);
            KeyCell { key, cell, domain }
        });
        let all = all.collect();
        Some((it.order, all))
    }

    /// `sorted(d)`, `sorted(d.items())`: keys are all different, so they alone decide.
    pub fn sorted_entries(&mut self, value: &Value, span: Span) -> Option<Value> {
        let Value::Ref(id) = value else { return None };
        match self.kind(*id).clone() {
            Kind::Growing(_) => {
                let order = self.growing(*id, span)?.order;
                Some(self.sorted_list(order, span))
            }
            Kind::Entries(entries) => Some(match self.sorted_list(entries.order, span) {
                Value::Ref(order) => {
                    Value::Ref(self.make(Kind::Entries(Entries { order, ..entries }), span))
                }
                other => other,
            }),
            _ => None,
        }
    }
}
