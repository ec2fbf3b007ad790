//! Objects of the elaboration, and the slots in them: variables, fields, the contents of containers.
//!
//! A slot is *known* as long as one thread at a time has to do with it in straight code; else it is a thread's *own*
//! variable or *shared*. That is found by elaborating again: what turns out to be written where it depends on
//! what happens, or by one thread beside another, is so from the start the next time.

use super::Elaborator;
use super::queues::Queue;
use super::value::{Domain, ObjId, Value};
use crate::program::{Instruction, Line, Local, ObjectId, Operand, Place, Span, UNSET};
use crate::python::refusal::Refusal;
use std::collections::BTreeMap;
use std::rc::Rc;

/// An object, or the variables of a function.
#[derive(Clone, Default)]
pub struct Object {
    /// The same in every elaboration.
    pub key: u64,
    /// The region of code in which it was made.
    pub born: u32,
    /// The thread that made it.
    pub thread: usize,
    pub line: Line,
    /// What the reader calls it.
    pub name: String,
    /// Of an instance, the variable that it was put into first.
    pub held_as: String,
    pub kind: Kind,
    pub slots: BTreeMap<String, Value>,
    /// What it is in the program, once it is needed there.
    pub machine: Option<ObjectId>,
    /// Whether other threads have it as it is now.
    pub is_passed: bool,
    /// Whether other threads may have it.
    pub is_shown: bool,
    /// Whether it is being set up, and how many threads were started when that began.
    pub set_up_at: Option<usize>,
    /// Whether each round of a loop makes one.
    pub is_made_often: bool,
    /// Of a dictionary, whether it stands for a tuple with parts that are not known: by their places.
    pub is_tuple: bool,
}

/// What an object is.
#[derive(Clone, Debug, Default)]
pub enum Kind {
    /// Variables, and those around them.
    Scope(Option<ObjId>),
    Class {
        bases: Vec<Value>,
        fields: Option<Vec<String>>,
        scope: ObjId,
    },
    Instance(ObjId),
    List {
        items: Vec<Value>,
        most: Option<usize>,
        is_deque: bool,
    },
    /// Its keys; the values are in slots.
    Dict(Vec<Value>),
    Set(Vec<Value>),
    /// A dictionary or set that gets keys while threads run.
    Growing(super::shared_dicts::Growing),
    /// Its `items()`
    Entries(super::shared_dicts::Entries),
    /// `zip` and `enumerate` of lists that threads fill.
    Paired(Vec<super::walks::Column>),
    /// A text: the elements of a list, and what stands between them.
    Joined(ObjId, Rc<str>),
    Queue(Queue),
    Lock,
    ReentrantLock,
    Semaphore {
        count: i64,
        is_bounded: bool,
    },
    Condition(ObjId),
    Event {
        is_set: bool,
    },
    Barrier(i64),
    Thread,
    /// `ThreadPoolExecutor`
    Pool,
    Future,
    /// A call that is not made before it is awaited.
    Coroutine(super::asyncio::Coroutine),
    /// What `asyncio.gather` gave: its tasks, and whether their exceptions are results.
    Gathered(Vec<ObjId>, bool),
    /// Tasks that are taken as they end.
    Completed(Vec<ObjId>),
    /// `asyncio.TaskGroup`, with its tasks.
    TaskGroup(Vec<ObjId>),
    /// `asyncio.timeout`, with its time.
    TimeLimit(Option<crate::program::Operand>),
    /// What `executor.map` gave: results that are waited for one after the other.
    Results(Vec<ObjId>),
    Sentinel,
    /// `threading.local()`
    Locals,
    /// An exception that was made: its class.
    Exception(String),
    /// A parser of arguments: names and defaults.
    Parser(Vec<(String, Value)>),
    Namespace,
    /// `functools.partial`: what is called, and what it is given first.
    Partial(Box<(Value, super::calls::Given)>),
    /// Something of which an operation is wanted.
    Method(Value),
    /// `iter(function, end)`: what is called, and what ends it.
    Calls(Box<[Value; 2]>),
    /// A range whose bounds are not known.
    Bounds(Box<[Value; 3]>),
    /// Takes part in nothing that matters, such as a logger.
    Ignored,
    /// `multiprocessing.Value(…)`, with the lock that it has.
    Boxed(Option<ObjId>),
    /// One end of a `multiprocessing.Pipe()`: the queues that it takes from and puts into.
    Connection([Option<ObjId>; 2]),
    /// Something of another process, and what it was when this one started is not known.
    #[default]
    Elsewhere,
    /// `multiprocessing.Manager()`
    Manager,
}

/// How a queue is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    First,
    Last,
    Least,
}

/// A thread that was made.
#[derive(Clone, Debug)]
pub struct ThreadPlan {
    /// Whether its `__init__` was called.
    pub is_known: bool,
    pub target: Value,
    pub arguments: Vec<Value>,
    pub named: Vec<(String, Value)>,
    pub is_daemon: bool,
    /// Of a timer, how long it waits, and the event that ends the waiting.
    pub timer: Option<(Value, ObjId)>,
    pub name: Value,
    /// Its number, once it was started.
    pub started: Option<usize>,
    /// Whether it has a memory of its own.
    pub is_process: bool,
}

impl Default for ThreadPlan {
    fn default() -> ThreadPlan {
        ThreadPlan {
            is_known: false,
            target: Value::None,
            arguments: Vec::new(),
            named: Vec::new(),
            is_daemon: false,
            timer: None,
            name: Value::Unset,
            started: None,
            is_process: false,
        }
    }
}

/// A slot, the same in every elaboration.
pub type SlotKey = (u64, String);

/// What a slot is in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Known,
    /// A variable of this thread.
    Own(usize),
    Shared,
}

/// Who has to do with a slot.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    /// Of `main`: after how many threads were started it last touched it, and last wrote it.
    pub main: Option<usize>,
    pub main_wrote: Option<usize>,
    /// Of the other threads: whether they write it.
    pub others: BTreeMap<usize, bool>,
}

impl Uses {
    /// Whether one thread writes what another has to do with at the same time.
    pub fn is_shared(&self) -> bool {
        let main_meets = |thread: usize| self.main.is_some_and(|it| it >= thread);
        let main_writes = |thread: usize| self.main_wrote.is_some_and(|it| it >= thread);
        self.others.iter().any(|(&thread, &writes)| {
            main_writes(thread) || (writes && (self.others.len() > 1 || main_meets(thread)))
        })
    }
}

/// The slot that stands for all that is in a container.
pub const CONTENTS: &str = "[]";

impl Elaborator<'_> {
    pub fn make(&mut self, kind: Kind, span: Span) -> ObjId {
        let key = self.fresh_key(span);
        let foreseen = self.take_foreseen(key);
        let id = foreseen.unwrap_or(ObjId(self.heap.len()));
        let is_class = matches!(kind, Kind::Class { .. });
        let machine = foreseen.and_then(|it| self.object(it).machine);
        let born = self.t.regions.last().map_or(0, |it| it.id);
        let line = self.t.asm.line;
        let name = String::new();
        let object = Object {
            key,
            born,
            thread: self.t.index,
            line,
            name,
            held_as: String::new(),
            kind,
            slots: BTreeMap::new(),
            machine,
            is_passed: false,
            is_shown: false,
            set_up_at: Some(self.started),
            is_made_often: self.t.rolled_loops > 0,
            is_tuple: false,
        };
        match foreseen {
            Some(id) => self.heap[id.0] = object,
            None => self.heap.push(object),
        }
        if is_class {
            self.class_is_made(id);
        }
        // The thread's own variables of it have a register each, from the start.
        let own = Level::Own(self.t.index);
        let from = (key, String::new());
        let keys: Vec<SlotKey> = self
            .found
            .levels
            .range(from..)
            .take_while(|((it, _), _)| *it == key)
            .filter(|(_, it)| **it == own)
            .map(|(key, _)| key.clone())
            .collect();
        for key in keys {
            let home = self.t.registers.reserve();
            self.t.asm.set(home, Operand::Constant(UNSET));
            self.t.homes.insert(key, (home, false));
        }
        id
    }

    pub fn object(&self, id: ObjId) -> &Object {
        &self.heap[id.0]
    }

    /// The object with this key, if it was made by now.
    pub fn with_key(&self, key: u64) -> Option<ObjId> {
        self.heap.iter().position(|it| it.key == key).map(ObjId)
    }

    pub fn kind(&self, id: ObjId) -> &Kind {
        &self.heap[id.0].kind
    }

    pub fn slot_key(&self, id: ObjId, name: &str) -> SlotKey {
        let name = match self.kind(id) {
            Kind::Locals => format!("{name}@{}", self.t.index),
            _ => name.to_owned(),
        };
        (self.object(id).key, name)
    }

    pub fn level(&self, key: &SlotKey) -> Level {
        self.found.levels.get(key).copied().unwrap_or(Level::Known)
    }

    /// Whether the slot is a part of the program by now: another thread may know of it.
    pub fn is_live(&self, key: &SlotKey) -> bool {
        self.level(key) == Level::Shared
            && (self.t.index != 0
                || self.found.live_from.get(key).copied().unwrap_or(0) <= self.started)
    }

    pub fn note_use(&mut self, key: &SlotKey, writes: bool) {
        let uses = self.uses.entry(key.clone()).or_default();
        if self.t.index == 0 {
            uses.main = Some(self.started);
            if writes {
                uses.main_wrote = Some(self.started);
            }
        } else {
            *uses.others.entry(self.t.index).or_default() |= writes;
        }
    }

    /// Whether it depends on what happens that this place is reached, for something made in that region.
    pub fn depends(&self, born: u32) -> bool {
        let from = self.t.regions.iter().position(|it| it.id == born).map_or(0, |it| it + 1);
        self.t.regions[from..].iter().any(|it| !it.is_attempt)
    }

    /// Whether the place may be left for a handler, for something made in that region.
    pub fn is_attempted(&self, born: u32) -> bool {
        let from = self.t.regions.iter().position(|it| it.id == born).map_or(0, |it| it + 1);
        !self.t.regions[from..].is_empty()
    }

    /// Whether what is changed here may be left half done for a handler. In set-up nothing raises by chance.
    pub fn may_be_left_half_done(&self, born: u32) -> bool {
        (self.runs() || self.t.is_task) && self.is_attempted(born)
    }

    pub fn raise_level(&mut self, key: &SlotKey, level: Level) {
        let before = self.level(key);
        let level = match (before, level) {
            (Level::Own(a), Level::Own(b)) if a != b => Level::Shared,
            _ => level,
        };
        let now = self.next.levels.entry(key.clone()).or_insert(before);
        *now = level.max(*now);
        self.is_dirty |= *now != before;
    }

    /// The slot is a part of the program before any thread is started.
    pub fn share_from_start(&mut self, key: &SlotKey) {
        self.raise_level(key, Level::Shared);
        self.next.live_from.insert(key.clone(), 0);
        self.is_dirty |= self.found.live_from.get(key) != Some(&0);
    }

    /// Notes what a place can hold.
    pub fn hold(&mut self, key: &SlotKey, domain: &Domain) {
        let held = self.next.domains.entry(key.clone()).or_default();
        if held.join(domain) {
            self.is_dirty = true;
        }
    }

    pub fn domain_of(&self, key: &SlotKey) -> Rc<Domain> {
        Rc::new(self.found.domains.get(key).cloned().unwrap_or_default())
    }

    /// The value of a variable or field; [`Value::Unset`] where it has none.
    pub fn read_slot(&mut self, id: ObjId, name: &str, span: Span) -> Value {
        let key = self.slot_key(id, name);
        if let Some(told) = self.told(&key) {
            return told;
        }
        let known = self.object(id).slots.get(&key.1).cloned().unwrap_or(Value::Unset);
        // Nobody changes what was passed on, so who looks at it is no matter.
        if !self.found.passed.contains(&key.0) {
            self.note_use(&key, false);
        }
        if let (Some(task), Some(bound)) = (self.t.task, self.bound_late.get(&key))
            && *bound >= task
        {
            self.refuse(span, Refusal::SharedUnset, &[name]);
            return Value::Wrong;
        }
        if self.is_live(&key) {
            if known == Value::Unset {
                if self.domain_of(&key) != Rc::default() {
                    if let Some(value) = self.class_default(id, &key.1) {
                        return value;
                    }
                    self.refuse(span, Refusal::SharedUnset, &[name]);
                    return Value::Wrong;
                }
                return Value::Unset;
            }
            let domain = self.domain_of(&key);
            let cell = self.variable(id, &key, name);
            let into = self.t.registers.reserve();
            self.t.load(Place::Cell(cell), into);
            return self.local(into, domain);
        }
        if let Some(&(home, is_set)) = self.t.homes.get(&key) {
            if !is_set {
                self.t.asm.emit(Instruction::Need(home));
            }
            let domain = self.domain_of(&key);
            let into = self.t.registers.reserve();
            self.t.asm.set(into, Operand::Local(home));
            return self.local(into, domain);
        }
        let mut is_of_register = false;
        known.registers(&mut |_| is_of_register = true);
        if is_of_register && self.object(id).thread != self.t.index && self.t.process == 0 {
            // Another thread has it in a register: it has to be in a variable from the start.
            let domain = self.domain_of_value(&known);
            self.hold(&key, &domain);
            self.share_from_start(&key);
            return Value::Wrong;
        }
        if matches!(known, Value::Uncertain) {
            if self.wants_passed(&key) {
                return Value::Wrong;
            }
            self.refuse(span, Refusal::WhichObject, &[name]);
            return Value::Wrong;
        }
        known
    }

    /// A register as a value; the constant that it is bound to hold.
    pub fn local(&mut self, register: Local, domain: Rc<Domain>) -> Value {
        match domain.single() {
            Some(constant) => self.next.constants[constant as usize].clone(),
            None => Value::Local(register, domain),
        }
    }

    pub fn write_slot(&mut self, id: ObjId, name: &str, value: Value, span: Span) {
        let key = self.slot_key(id, name);
        if let Value::Ref(named) = value
            && !matches!(self.kind(named), Kind::Scope(_))
            && self.object(named).name.is_empty()
        {
            self.heap[named.0].name = self.full_name(id, name);
            self.name_elements(named);
        }
        if let Value::Ref(held) = value {
            let holder = self.full_name(id, name);
            self.note_holder(held, &holder);
        }
        self.t.told.retain(|(it, _)| *it != key);
        if value == Value::Unset {
            self.t.set_in.retain(|(it, _)| *it != key);
        }
        let born = self.object(id).born;
        let old = self.object(id).slots.get(&key.1).cloned().unwrap_or(Value::Unset);
        let depends = self.depends(born);
        // What nobody else has yet is set up as if before all threads.
        let is_set_up = old == Value::Unset && !depends && self.is_unshown(id);
        if !is_set_up {
            self.note_use(&key, true);
        }
        if self.is_passed_on(id, span) {
            return;
        }
        let is_others = self.object(id).is_shown || self.object(id).thread != self.t.index;
        if is_others
            && matches!(self.kind(id), Kind::Dict(_) | Kind::Instance(_))
            && self.is_reference(id)
            && self.is_storable(&value)
        {
            let domain = self.domain_of_value(&value);
            self.hold(&key, &domain);
            self.share_from_start(&key);
        }
        if matches!(self.kind(id), Kind::Dict(_) | Kind::Instance(_)) {
            self.note_changed(id);
        }
        if old == Value::Unset && self.t.index == 0 && self.submitted > 0 {
            self.bound_late.entry(key.clone()).or_insert(self.submitted);
        }
        let is_first = old == Value::Unset && !depends && self.t.index == 0 && !is_set_up;
        let is_known_set_up = is_set_up && value.is_known();
        match self.level(&key) {
            Level::Shared if self.is_live(&key) && !is_first && !is_known_set_up => {
                if is_set_up {
                    // Nobody sees what it is before.
                    self.heap[id.0].slots.insert(key.1.clone(), Value::None);
                }
                let Some(operand) = self.operand(&value, span) else { return };
                let domain = self.domain_of_value(&value);
                self.hold(&key, &domain);
                let cell = self.variable(id, &key, name);
                self.t.store(operand, Place::Cell(cell));
                return;
            }
            Level::Shared => {
                if self.is_storable(&value) {
                    let domain = self.domain_of_value(&value);
                    self.hold(&key, &domain);
                }
                if depends && old != value {
                    // It has to be written by a step.
                    self.share_from_start(&key);
                }
            }
            Level::Own(thread) if thread == self.t.index && self.is_storable(&value) => {
                let domain = self.domain_of_value(&value);
                self.hold(&key, &domain);
                let Some(operand) = self.operand(&value, span) else { return };
                let (home, was_set) = match self.t.homes.get(&key) {
                    Some(known) => *known,
                    None => (self.t.registers.reserve(), false),
                };
                self.t.homes.insert(key.clone(), (home, was_set || !depends));
                if let Some(region) = self.t.regions.last() {
                    self.t.set_in.insert((key.clone(), region.id));
                }
                self.t.asm.set(home, operand);
                self.heap[id.0].slots.insert(key.1, value);
                return;
            }
            Level::Own(_) | Level::Known => {
                if self.is_storable(&value) {
                    let domain = self.domain_of_value(&value);
                    self.hold(&key, &domain);
                    let changes = old != value || !value.is_known();
                    if changes && (depends || (self.is_attempted(born) && old != Value::Unset)) {
                        self.raise_level(&key, Level::Own(self.t.index));
                    }
                } else {
                    if self.t.homes.contains_key(&key) {
                        self.refuse(span, Refusal::WhichObject, &[name]);
                    }
                    if let Some(region) = self.t.regions.last_mut().filter(|it| it.id != born) {
                        region.log.push((id, key.1.clone(), old));
                    }
                }
            }
        }
        self.first_set.entry(key.clone()).or_insert(self.t.asm.line);
        self.heap[id.0].slots.insert(key.1, value);
    }

    /// Names what lies in a list and has no name of its own: `locks[0]`.
    pub fn name_elements(&mut self, id: ObjId) {
        let Kind::List { items, .. } = self.kind(id) else { return };
        let list = self.object(id).name.clone();
        if list.is_empty() {
            return;
        }
        for (at, item) in items.clone().iter().enumerate() {
            if let Value::Ref(item) = item
                && self.object(*item).name.is_empty()
                && !matches!(self.kind(*item), Kind::Scope(_))
            {
                self.heap[item.0].name = format!("{list}[{at}]");
            }
        }
    }

    /// How the reader would write a slot: `counter`, `self.count` under its owner.
    pub fn full_name(&self, id: ObjId, name: &str) -> String {
        match self.kind(id) {
            Kind::Scope(Some(_)) => name.to_owned(),
            _ if self.object(id).name.is_empty() => name.to_owned(),
            _ if name.starts_with('[') => format!("{}{name}", self.object(id).name),
            _ => format!("{}.{name}", self.object(id).name),
        }
    }

    /// Whether threads can keep and pass on such a value.
    pub fn is_storable(&self, value: &Value) -> bool {
        match value {
            Value::None
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Text(_)
            | Value::Local(..)
            | Value::Opaque
            | Value::Float(_)
            | Value::Phrase(_) => true,
            Value::Tuple(all) => all.iter().all(|it| it.is_known() && self.is_storable(it)),
            Value::Ref(id) => matches!(self.kind(*id), Kind::Sentinel) || self.is_reference(*id),
            // What begins a list that was sent to another process.
            Value::Native("list") => true,
            Value::Record(_) => true,
            _ => false,
        }
    }
}
