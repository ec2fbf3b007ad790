//! Objects that threads pass on and change: each stays the object that it is.
//!
//! A register holds which one. What a thread does with it is written out for each object that it may be, from where it is
//! told which: so a field is the field of one object. A thread can be compiled before the code that makes the object; what
//! was made in the elaboration before is foreseen then. Only what is made at most once is told apart so; of what is made in
//! each round of a loop a [record](super::records::Record) is passed on.

use super::heap::{Kind, Object};
use super::queues::Queue;
use super::value::{Domain, ObjId, Value};
use super::{Elaborator, mixed};
use crate::program::{FIRST_TEXT, Local, NONE, Operand, Operator, Span};
use crate::python::refusal::Refusal;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Stands for the class of dictionaries.
const DICTIONARIES: u64 = 0;
/// The most objects that one may be.
pub const MOST_OBJECTS: usize = 16;

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
                // Which one is next, only the run tells.
                Kind::Future => {
                    self.found.completed.contains_key(&object.key) && !self.event_loop.is_used()
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
        if self.may_have_processes() {
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
            Value::Tuple(all) => all.iter().filter(|it| self.wants_reference(it)).count() > 0,
            Value::Local(_, domain) => {
                let all: Vec<Value> = self.constants_in(domain).cloned().collect();
                all.iter().filter(|it| self.wants_reference(it)).count() > 0
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
