//! Objects that threads pass on and change: each stays the object that it is.
//!
//! A register holds which one. What a thread does with it is written out for each object that it may be, from where it is
//! told which: so a field is the field of one object. A thread can be compiled before the code that makes the object; what
//! was made in the elaboration before is foreseen then. Only what is made at most once is told apart so; of what is made in
//! each round of a loop a [record](super::records::Record) is passed on.

use super::heap::{Kind, Object, SlotKey};
use super::queues::Queue;
use super::value::{Domain, ObjId, Value};
use super::{Elaborator, mixed};
use crate::program::{FIRST_TEXT, Local, NONE, Operand, Operator, Span};
use crate::python::read::{bound_names, read_names};
use crate::python::refusal::Refusal;
use crate::python::tree::Stmt;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Stands for the class of dictionaries.
const DICTIONARIES: u64 = 0;
/// The most objects that one may be.
const MOST_OBJECTS: usize = 16;

/// What is found of objects that are passed on and changed.
#[derive(Clone, Default)]
pub struct Found {
    /// Their classes.
    classes: BTreeSet<u64>,
    /// What they were at the end, by their keys.
    seen: BTreeMap<u64, Seen>,
}

/// What an object was at the end.
#[derive(Clone, Debug)]
struct Seen {
    /// The key of its class, and what the reader calls that.
    class: Option<(u64, String)>,
    kind: Kind,
    is_tuple: bool,
    slots: BTreeMap<String, SeenValue>,
}

#[derive(Clone, Debug)]
enum SeenValue {
    Plain(Value),
    Object(u64),
    Other,
}

impl Found {
    /// Whether there are more classes than before.
    pub fn has_more(&self, before: &Found) -> bool {
        self.classes.len() > before.classes.len()
    }

    /// What is still true when all is elaborated from the start.
    pub fn kept(self) -> Found {
        Found { classes: self.classes, seen: BTreeMap::new() }
    }
}

/// Objects that were passed on in the elaboration before.
#[derive(Default)]
pub struct Foreseen {
    /// Those that are not made yet, by their keys.
    pub open: BTreeMap<u64, ObjId>,
    /// The classes of which instances wait for being made.
    classes: Vec<(u64, ObjId)>,
}

impl Elaborator<'_> {
    /// Whether threads pass on the object itself.
    pub fn is_reference(&self, id: ObjId) -> bool {
        let object = self.object(id);
        !object.is_made_often
            && match &object.kind {
                Kind::Instance(class) => {
                    self.found.references.classes.contains(&self.object(*class).key)
                }
                Kind::Dict(_) => {
                    object.is_tuple || self.found.references.classes.contains(&DICTIONARIES)
                }
                Kind::List { .. } => self.lists_of_keys.values().any(|it| *it == id),
                Kind::Event { .. } | Kind::Lock | Kind::ReentrantLock | Kind::Queue(_) => {
                    !self.event_loop.is_used() && !self.is_between(id) && !self.has_processes()
                }
                _ => false,
            }
    }

    /// From the next elaboration on objects of the class, or dictionaries, are passed on themselves. Says whether that is new.
    fn want(&mut self, class: u64) -> bool {
        if self.text.contains("multiprocessing") || self.text.contains("ProcessPool") {
            return false;
        }
        let is_new = !self.found.references.classes.contains(&class);
        self.is_dirty |= self.next.references.classes.insert(class);
        is_new
    }

    /// The same of the class of an object, or of all objects in a value.
    pub fn wants_reference(&mut self, value: &Value) -> bool {
        match value {
            Value::Ref(id) => match self.kind(*id).clone() {
                Kind::Instance(class) if !self.is_thread(class) => {
                    self.want(self.object(class).key)
                }
                Kind::Dict(_) if !self.object(*id).is_tuple => self.want(DICTIONARIES),
                _ => false,
            },
            Value::Record(record) if !record.is_member => {
                self.want(record.class.as_ref().map_or(DICTIONARIES, |it| it.0))
            }
            Value::Tuple(all) => {
                all.iter().fold(false, |wants, it| self.wants_reference(it) || wants)
            }
            Value::Local(_, domain) => {
                let all: Vec<Value> = self.constants_in(domain).cloned().collect();
                all.iter().fold(false, |wants, it| self.wants_reference(it) || wants)
            }
            _ => false,
        }
    }

    /// Whether one of the values that a register can hold is an object that is passed on itself.
    pub fn may_be_reference(&self, domain: &Domain) -> bool {
        self.constants_in(domain).any(|it| matches!(it, Value::Ref(id) if self.is_reference(*id)))
    }

    /// Whether it is an object that is being set up, so that nobody else has it yet.
    pub fn is_unshown(&self, id: ObjId) -> bool {
        let object = self.object(id);
        self.is_reference(id) && !object.is_shown && object.set_up_at == Some(self.started)
    }

    /// At the end of setting an object up.
    pub fn is_set_up(&mut self, id: ObjId) {
        self.heap[id.0].set_up_at = None;
    }

    /// Notes that other threads may have the objects in a value from here on.
    pub fn show(&mut self, value: &Value) {
        match value {
            Value::Ref(id) if !self.object(*id).is_shown => {
                self.heap[id.0].is_shown = true;
                let inner: Vec<Value> = self.object(*id).slots.values().cloned().collect();
                inner.iter().for_each(|it| self.show(it));
            }
            Value::Tuple(all) => all.iter().for_each(|it| self.show(it)),
            _ => {}
        }
    }

    /// Runs `each` for the object that is in a register, and gives what it gives. What is none raises.
    pub fn for_each_reference(
        &mut self,
        (register, domain): (Local, &Rc<Domain>),
        raises: &str,
        span: Span,
        mut each: impl FnMut(&mut Self, ObjId) -> Value,
    ) -> Value {
        let all: Vec<Value> = self.constants_in(domain).cloned().collect();
        let is_object = |it: &Value| matches!(it, Value::Ref(id) if self.is_reference(*id));
        let (objects, others): (Vec<Value>, Vec<Value>) = all.into_iter().partition(is_object);
        if domain.opaque || objects.len() > MOST_OBJECTS {
            return self.refuse(span, Refusal::WhichObject, &[self.words(span)]);
        }
        if others.iter().any(|it| matches!(it, Value::Record(_))) {
            let what =
                others.iter().find(|it| matches!(it, Value::Record(_))).map(|it| self.what_is(it));
            return self.refuse(span, Refusal::PassedOn, &[&what.unwrap_or_default()]);
        }
        let exception = self.exception_named(raises);
        let held = Operand::Local(register);
        if domain.int || domain.bool {
            let is_number = self.compute(Operator::Less, held, Operand::Constant(FIRST_TEXT));
            self.raise_unless(is_number, false, exception);
        }
        let mut wrong: Vec<i64> = Vec::new();
        for other in &others {
            if let Some(Operand::Constant(code)) = self.operand(other, span) {
                wrong.push(code);
            }
        }
        wrong.extend(domain.none.then_some(NONE));
        for code in wrong {
            let is_it = self.compute(Operator::Equal, held, Operand::Constant(code));
            self.raise_unless(is_it, false, exception);
        }
        let (into, end) = (self.t.registers.reserve(), self.t.asm.label());
        self.t.pinned.extend([into, register]);
        let mut results = Vec::new();
        let path = self.t.path;
        let mut loans = self.begin_branches();
        for (at, object) in objects.iter().enumerate() {
            let Value::Ref(id) = *object else { continue };
            let next = self.t.asm.label();
            if at + 1 < objects.len() {
                let Some(code) = self.operand(object, span) else { return Value::Wrong };
                let is_it = self.compute(Operator::Equal, held, code);
                self.t.asm.jump_if(Operand::Local(is_it), false, next);
            }
            self.t.path = mixed(path, self.object(id).key);
            let kept = self.t.regions.len();
            self.open(false);
            let value = each(self, id);
            self.close(kept, false);
            self.end_branch(&mut loans);
            if !self.t.is_dead {
                self.put(into, &value, span);
                results.push(value);
            }
            self.t.is_dead = false;
            self.t.asm.jump(end);
            self.t.asm.place(next);
        }
        self.t.path = path;
        self.end_branches(loans);
        self.t.asm.place(end);
        self.after_ways_out();
        match results.is_empty() {
            true => {
                self.t.is_dead = true;
                Value::Wrong
            }
            false => self.either(into, &results, span),
        }
    }

    /// The element of a known list of objects, at an index that is not known; nothing where it is no such list.
    pub fn object_at(&mut self, items: &[Value], index: &Value, span: Span) -> Option<Value> {
        let Value::Local(register, domain) = index else { return None };
        let are_objects =
            items.iter().all(|it| matches!(it, Value::Ref(id) if self.is_reference(*id)));
        if !are_objects || items.is_empty() || domain.none || !domain.is_number() {
            return None;
        }
        let (into, end) = (self.t.registers.reserve(), self.t.asm.label());
        let count = items.len() as i64;
        for (at, item) in items.iter().enumerate() {
            self.show(item);
            for place in [at as i64, at as i64 - count] {
                let next = self.t.asm.label();
                let place = Operand::Constant(place);
                let is_it = self.compute(Operator::Equal, Operand::Local(*register), place);
                self.t.asm.jump_if(Operand::Local(is_it), false, next);
                self.put(into, item, span);
                self.t.asm.jump(end);
                self.t.asm.place(next);
            }
        }
        let exception = self.exception_named("IndexError");
        self.t.asm.emit(crate::program::Instruction::Raise(exception));
        self.t.asm.place(end);
        Some(self.either(into, items, span))
    }

    /// What has to be told apart before the first of these statements can be run: a variable, the values that it may have,
    /// and how many of the statements have to do with it.
    pub fn to_be_told(&self, rest: &[Stmt]) -> Option<(ObjId, String, Vec<Value>, usize)> {
        let first = rest.first()?;
        let names = read_names(std::slice::from_ref(first));
        let told = names.plain.iter().find_map(|name| {
            let (scope, domain) = self.register_of(name)?;
            if domain.int || domain.bool || domain.opaque || !self.may_be_reference(&domain) {
                return None;
            }
            let none = domain.none.then_some(Value::None);
            Some((
                scope,
                name,
                none.into_iter().chain(self.constants_in(&domain).cloned()).collect(),
            ))
        });
        let told = told.or_else(|| {
            names.indices.iter().find_map(|(of, name)| {
                let (scope, domain) = self.register_of(name)?;
                let Value::Ref(of) = self.plain_value(of)? else { return None };
                let are_objects = |all: &[Value]| {
                    !all.is_empty() && all.iter().all(|it| matches!(it, Value::Ref(_)))
                };
                let all: Vec<Value> = match self.kind(of) {
                    Kind::List { items, .. }
                        if !self.is_list_live(of)
                            && are_objects(items)
                            && domain.is_number()
                            && !domain.none
                            && domain.int =>
                    {
                        (0..items.len() as i64).map(Value::Int).collect()
                    }
                    Kind::Growing(it)
                        if it.has_lists()
                            && !(domain.int || domain.bool || domain.opaque || domain.none) =>
                    {
                        self.constants_in(&domain).cloned().collect()
                    }
                    Kind::Dict(keys)
                        if !(domain.int || domain.bool || domain.opaque || domain.none) =>
                    {
                        let values: Vec<Value> = self.object(of).slots.values().cloned().collect();
                        let all: Vec<Value> = self.constants_in(&domain).cloned().collect();
                        let are_keys = all.iter().all(|it| keys.contains(it));
                        if !are_objects(&values) || !are_keys {
                            return None;
                        }
                        all
                    }
                    _ => return None,
                };
                Some((scope, name, all))
            })
        });
        let (scope, name, all): (_, _, Vec<Value>) = told?;
        if all.len() > MOST_OBJECTS || all.is_empty() {
            return None;
        }
        let uses = |it: &Stmt| {
            let names = read_names(std::slice::from_ref(it));
            names.plain.contains(name) || bound_names(std::slice::from_ref(it)).contains(name)
        };
        let last = rest.iter().rposition(uses).unwrap_or(0);
        Some((scope, name.clone(), all, last + 1))
    }

    /// The scope in which a name is found, if it is a variable.
    fn scope_of(&self, name: &str) -> Option<ObjId> {
        let mut at = Some(self.t.scope);
        while let Some(id) = at {
            if self.object(id).slots.contains_key(name) {
                return Some(id);
            }
            at = match self.kind(id) {
                Kind::Scope(outer) => *outer,
                Kind::Class { scope, .. } => Some(*scope),
                _ => None,
            };
        }
        None
    }

    /// What a variable holds, where that is known without a step.
    fn plain_value(&self, name: &str) -> Option<Value> {
        let scope = self.scope_of(name)?;
        let key = self.slot_key(scope, name);
        if self.is_live(&key) || self.t.homes.contains_key(&key) {
            return None;
        }
        self.object(scope).slots.get(&key.1).cloned()
    }

    /// The scope of a variable that is in a register, and what it can hold.
    fn register_of(&self, name: &str) -> Option<(ObjId, Rc<Domain>)> {
        let scope = self.scope_of(name)?;
        let key = self.slot_key(scope, name);
        if self.is_live(&key) || self.t.told.iter().any(|(it, _)| *it == key) {
            return None;
        }
        if self.t.homes.contains_key(&key) {
            return Some((scope, self.domain_of(&key)));
        }
        match self.object(scope).slots.get(&key.1)? {
            Value::Local(_, domain) => Some((scope, domain.clone())),
            _ => None,
        }
    }

    /// Writes statements out for each value that a variable may have.
    pub fn tell_apart(
        &mut self,
        scope: ObjId,
        name: &str,
        all: &[Value],
        rest: &[Stmt],
        is_set: bool,
    ) {
        let span = self.t.asm.span;
        let key = self.slot_key(scope, name);
        let home = self.t.homes.get(&key).copied();
        if let Some((home, false)) = home {
            // Whether it has a value is asked by who reads it.
            self.t.homes.insert(key.clone(), (home, true));
        }
        let held = self.read_slot(scope, name, span);
        let may_be_unset = !is_set && matches!(home, Some((_, false)));
        if let Some(home) = home {
            self.t.homes.insert(key.clone(), home);
        }
        let Value::Local(register, domain) = held.clone() else {
            // It is one value after all.
            self.t.told.push((key.clone(), held));
            self.block(rest);
            self.t.told.retain(|(it, _)| *it != key);
            return;
        };
        // An index may be none of these.
        let mut cases = all.to_vec();
        if domain.int {
            cases.push(held);
        } else if may_be_unset {
            cases.push(Value::Unset);
        }
        self.t.pinned.push(register);
        let (end, kept, path) = (self.t.asm.label(), self.t.regions.len(), self.t.path);
        let told = self.t.told.clone();
        let mut loans = self.begin_branches();
        let mut is_reached = false;
        for (at, case) in cases.iter().enumerate() {
            let next = self.t.asm.label();
            if at + 1 < cases.len() {
                let Some(code) = self.operand(case, span) else { return };
                let is_it = self.compute(Operator::Equal, Operand::Local(register), code);
                self.t.asm.jump_if(Operand::Local(is_it), false, next);
            }
            let inner = self.t.regions.len();
            self.open(false);
            self.t.path = mixed(path, at as u64 + 1);
            self.t.told.push((key.clone(), case.clone()));
            self.block(rest);
            self.t.told.clone_from(&told);
            self.close(inner, false);
            self.end_branch(&mut loans);
            is_reached |= !self.t.is_dead;
            self.t.is_dead = false;
            self.t.asm.jump(end);
            self.t.asm.place(next);
            self.open(false);
        }
        self.t.path = path;
        self.end_branches(loans);
        self.t.asm.place(end);
        self.close(kept, false);
        self.t.is_dead = !is_reached;
        // What was told apart before and given another value meanwhile is told no more.
        let rebound = bound_names(rest);
        self.t.told.retain(|((_, it), _)| !rebound.contains(it));
        self.after_ways_out();
    }

    /// What a variable is told to be here.
    pub fn told(&self, key: &SlotKey) -> Option<Value> {
        self.t.told.iter().find(|(it, _)| it == key).map(|(_, value)| value.clone())
    }

    /// At the beginning of a loop that stays one: what its rounds change is told no more.
    pub fn forget_told(&mut self, body: &[Stmt]) {
        if self.t.told.is_empty() {
            return;
        }
        let bound = bound_names(body);
        let own = self.object(self.t.scope).key;
        let is_kept = self.t.scope != self.module && !self.captured.contains(&self.t.scope);
        self.t.told.retain(|((scope, name), _)| is_kept && *scope == own && !bound.contains(name));
    }

    /// Makes place for the objects that were passed on in the elaboration before, as threads may have them before they are
    /// made.
    pub fn foresee(&mut self) {
        let seen = self.found.references.seen.clone();
        for (key, seen) in &seen {
            let id = ObjId(self.heap.len());
            let name = seen.class.as_ref().map_or(String::new(), |it| it.1.clone());
            self.heap.push(Object {
                key: *key,
                name,
                kind: seen.kind.clone(),
                is_tuple: seen.is_tuple,
                is_shown: true,
                ..Object::default()
            });
            self.foreseen.open.insert(*key, id);
            if let Some((class, _)) = &seen.class {
                self.foreseen.classes.push((*class, id));
            }
        }
        for (key, seen) in seen {
            let Some(id) = self.foreseen.open.get(&key).copied() else { continue };
            for (name, value) in seen.slots {
                let value = match value {
                    SeenValue::Plain(it) => it,
                    SeenValue::Object(key) => match self.foreseen.open.get(&key) {
                        Some(it) => Value::Ref(*it),
                        None => Value::Uncertain,
                    },
                    SeenValue::Other => Value::Uncertain,
                };
                self.heap[id.0].slots.insert(name, value);
            }
        }
        // Constants name the objects of the elaboration before.
        let of = std::mem::take(&mut self.next.keys_of_objects);
        for at in 0..self.next.constants.len() {
            let value = self.now(&self.next.constants[at].clone(), &of);
            self.next.constants[at] = value.clone();
            self.found.constants[at] = value;
        }
    }

    fn now(&self, value: &Value, keys: &BTreeMap<ObjId, u64>) -> Value {
        match value {
            Value::Ref(id) => match keys.get(id).and_then(|it| self.foreseen.open.get(it)) {
                Some(now) => Value::Ref(*now),
                // It is found again where it is used.
                None if self.heap.get(id.0).is_none_or(|it| keys.get(id) != Some(&it.key)) => {
                    Value::Wrong
                }
                None => value.clone(),
            },
            Value::Tuple(all) => Value::tuple(all.iter().map(|it| self.now(it, keys)).collect()),
            other => other.clone(),
        }
    }

    /// The place of an object that was foreseen, when it is made.
    pub fn take_foreseen(&mut self, key: u64) -> Option<ObjId> {
        let id = self.foreseen.open.remove(&key)?;
        self.foreseen.classes.retain(|(_, it)| *it != id);
        Some(id)
    }

    /// When a class is made: those of its instances that are foreseen get it.
    pub fn class_is_made(&mut self, class: ObjId) {
        let key = self.object(class).key;
        for (_, id) in self.foreseen.classes.iter().filter(|(it, _)| *it == key) {
            self.heap[id.0].kind = Kind::Instance(class);
        }
    }

    /// Notes what the objects are that were passed on, for the next elaboration.
    pub fn note_seen(&mut self) {
        let mut seen = BTreeMap::new();
        self.next.keys_of_objects.clear();
        for value in self.next.constants.clone() {
            self.note_seen_in(&value, &mut seen);
        }
        self.is_dirty |= format!("{seen:?}") != format!("{:?}", self.found.references.seen);
        self.next.references.seen = seen;
    }

    fn note_seen_in(&mut self, value: &Value, seen: &mut BTreeMap<u64, Seen>) {
        match value {
            Value::Tuple(all) => all.iter().for_each(|it| self.note_seen_in(it, seen)),
            Value::Ref(id) if id.0 < self.heap.len() => {
                let key = self.object(*id).key;
                self.next.keys_of_objects.insert(*id, key);
                let is_list = matches!(self.kind(*id), Kind::List { .. });
                if is_list || !self.is_reference(*id) || seen.contains_key(&key) {
                    return;
                }
                let mut class = None;
                let kind = match self.kind(*id).clone() {
                    Kind::Instance(it) => {
                        let it = self.object(it);
                        class = Some((it.key, it.name.clone()));
                        Kind::Elsewhere
                    }
                    Kind::Queue(it) => Kind::Queue(Queue::new(it.order, it.most, it.is_simple)),
                    other => other,
                };
                let slots = self.object(*id).slots.clone();
                let is_open = self.foreseen.open.contains_key(&key);
                if is_open {
                    // It was not made this time.
                    return;
                }
                let is_tuple = self.object(*id).is_tuple;
                seen.insert(key, Seen { class, kind, is_tuple, slots: BTreeMap::new() });
                let slots = slots.into_iter().map(|(name, value)| {
                    let kept = match &value {
                        Value::Ref(id) => SeenValue::Object(self.object(*id).key),
                        it if it.is_known()
                            && !matches!(it, Value::Tuple(_))
                            && self.is_storable(it) =>
                        {
                            SeenValue::Plain(it.clone())
                        }
                        _ => SeenValue::Other,
                    };
                    let mut is_of_register = false;
                    value.registers(&mut |_| is_of_register = true);
                    if is_of_register {
                        let slot = (key, name.clone());
                        let domain = self.domain_of_value(&value);
                        self.hold(&slot, &domain);
                        self.share_from_start(&slot);
                    }
                    self.note_seen_in(&value, seen);
                    (name, kept)
                });
                let slots = slots.collect();
                if let Some(it) = seen.get_mut(&key) {
                    it.slots = slots;
                }
            }
            _ => {}
        }
    }
}

impl Elaborator<'_> {
    /// Whether an object that is passed on may equal another one.
    pub fn is_equal_by_value(&self, value: &Value) -> bool {
        match value {
            Value::Ref(id) => match self.kind(*id) {
                Kind::Dict(_) | Kind::List { .. } => true,
                Kind::Instance(class) => {
                    self.method(*id, "__eq__").is_some()
                        || matches!(self.kind(*class), Kind::Class { fields: Some(_), .. })
                }
                _ => false,
            },
            Value::Tuple(all) => all.iter().any(|it| self.is_equal_by_value(it)),
            _ => false,
        }
    }
}

impl Elaborator<'_> {
    /// What stands for a tuple with parts that are not known, where it is made at most once.
    pub fn tuple_object(&mut self, all: &[Value], span: Span) -> Option<Value> {
        let is_of_register = |it: &Value| !it.is_known() && self.is_storable(it);
        let fits = all.iter().any(is_of_register)
            && all.iter().all(|it| self.is_storable(it))
            && self.t.rolled_loops == 0
            && !self.event_loop.is_used()
            && !self.text.contains("multiprocessing")
            && !self.text.contains("ProcessPool");
        if !fits {
            return None;
        }
        let keys = (0..all.len() as i64).map(Value::Int).collect();
        let id = self.make(Kind::Dict(keys), span);
        self.heap[id.0].is_tuple = true;
        for (at, value) in all.iter().enumerate() {
            let name = self.entry_name(&Value::Int(at as i64));
            self.write_slot(id, &name, value.clone(), span);
        }
        self.is_set_up(id);
        Some(Value::Ref(id))
    }

    /// The parts of a tuple with parts that are not known.
    pub fn parts_of_tuple(&mut self, id: ObjId, span: Span) -> Option<Vec<Value>> {
        let Kind::Dict(keys) = self.kind(id).clone() else { return None };
        if !self.object(id).is_tuple {
            return None;
        }
        let part = |key: &Value| {
            let name = self.entry_name(key);
            self.read_slot(id, &name, span)
        };
        Some(keys.iter().map(part).collect())
    }

    /// The same of a register that may hold several, all of one length; nothing where it holds something else.
    pub fn parts_of_tuples(
        &mut self,
        (register, domain): (Local, &Rc<Domain>),
        span: Span,
    ) -> Option<Vec<Value>> {
        let mut long = None;
        for value in self.constants_in(domain) {
            let length = match value {
                Value::Tuple(all) => all.len(),
                Value::Ref(id) if self.object(*id).is_tuple => match self.kind(*id) {
                    Kind::Dict(keys) => keys.len(),
                    _ => return None,
                },
                _ => return None,
            };
            if *long.get_or_insert(length) != length {
                return None;
            }
        }
        let all_are_objects = self.constants_in(domain).all(|it| matches!(it, Value::Ref(_)));
        if !all_are_objects {
            return None;
        }
        let part = |at: usize| {
            self.for_each_reference((register, domain), "TypeError", span, |it, id| {
                let name = it.entry_name(&Value::Int(at as i64));
                it.read_slot(id, &name, span)
            })
        };
        Some((0..long?).map(part).collect())
    }

    /// The list that a key of a dictionary of lists has; each of its own. Nothing while it is not known that there is one.
    pub fn list_of_key(&mut self, id: ObjId, key: &Value, span: Span) -> Option<ObjId> {
        let name = self.entry_name(key);
        if let Some(list) = self.lists_of_keys.get(&(id, name.clone())) {
            return Some(*list);
        }
        let rolled = std::mem::take(&mut self.t.rolled_loops);
        let key_of_dict = self.object(id).key;
        let path = std::mem::replace(&mut self.t.path, key_of_dict);
        let list = self.list_of_the_program(&Domain::default(), span);
        self.t.path = path;
        self.t.rolled_loops = rolled;
        let list = list?;
        self.heap[list.0].name = format!("{}{name}", self.object(id).name);
        self.lists_of_keys.insert((id, name), list);
        Some(list)
    }
}
