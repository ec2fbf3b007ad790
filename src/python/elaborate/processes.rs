//! `multiprocessing`: processes, each a thread of the machine with a memory of its own.
//!
//! A process begins with a copy of all objects as they were at its start, as `fork` makes it. So while it is compiled
//! each object stands in its place with a key of its own, and what it was before is put back afterwards. What
//! `multiprocessing` made is left as it is: that is what processes share.

use super::calls::Given;
use super::heap::{Kind, Level, Object, SlotKey, ThreadPlan};
use super::pipes::Sent;
use super::value::{Domain, ObjId, Value};
use super::{Elaborator, mixed};
use crate::program::{Operand, Place, Span};
use crate::python::refusal::Refusal;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What is found of processes by one elaboration for the next.
#[derive(Clone, Default)]
pub struct Found {
    /// Queues whose elements go through a feeder.
    pub fed: BTreeSet<u64>,
    /// Queues and pipes with messages that do not fit into a pipe.
    pub large: BTreeSet<u64>,
    /// Processes of which somebody wants to know how they ended.
    pub exit_codes: BTreeSet<u64>,
    /// Locks of values and arrays that are taken by themselves.
    pub locked: BTreeSet<u64>,
    /// What a process wants to know that only `main` knows when it runs.
    pub passed: BTreeSet<SlotKey>,
    /// Locks that are given back by hand.
    pub released: BTreeSet<u64>,
    /// Of what threads of the first process share, which of them use it.
    pub users: BTreeMap<u64, BTreeSet<usize>>,
}

/// The processes of a program, and what is between them.
#[derive(Default)]
pub struct Processes {
    /// What all share, each with what it is called.
    pub between: BTreeMap<ObjId, &'static str>,
    pub queues: BTreeMap<ObjId, Sent>,
    /// The locks of values and arrays.
    pub locks: BTreeMap<ObjId, Option<ObjId>>,
    /// The processes by the numbers of their starts: what stands for each, and whether it is a daemon.
    started: BTreeMap<usize, (u64, ObjId, bool)>,
    pub joined: BTreeSet<usize>,
    /// What stands for the number of each process.
    pub pids: BTreeMap<usize, ObjId>,
    /// How many processes were made, as they are numbered by that.
    pub named: usize,
    /// What can be passed to a process where that wants it.
    passable: BTreeSet<SlotKey>,
    /// What a manager made, which can be sent.
    managed: BTreeSet<ObjId>,
    /// The row of results that tasks add to which are submitted just now, and those that do.
    pub in_a_row: Option<ObjId>,
    pub rows: BTreeMap<ObjId, ObjId>,
    /// What the process that is about to be compiled is passed.
    to_load: Vec<(ObjId, SlotKey)>,
}

/// An argument that only its thread knows when it runs: what keeps it on the way.
pub type Passed = Vec<SlotKey>;

impl Elaborator<'_> {
    pub fn is_between(&self, id: ObjId) -> bool {
        self.processes.between.contains_key(&id)
    }

    /// Whether any process is started, by itself or for a pool.
    pub fn has_processes(&self) -> bool {
        let of_pool = self.pools.values().any(|it| it.of_processes.is_some());
        of_pool || !self.processes.started.is_empty()
    }

    /// Whether the text speaks of processes, which may be seen only later.
    pub fn may_have_processes(&self) -> bool {
        self.text.contains("multiprocessing") || self.text.contains("ProcessPool")
    }

    /// Notes that processes share the object.
    pub fn put_between(&mut self, id: ObjId, what: &'static str) {
        self.processes.between.insert(id, what);
    }

    /// What an object that processes share is called, where that is another name than it has for threads.
    pub fn what_between(&self, id: ObjId) -> Option<&'static str> {
        if matches!(self.kind(id), Kind::Thread) {
            return self.plans.get(&id).filter(|it| it.is_process).map(|_| "Process");
        }
        self.processes.between.get(&id).copied().filter(|it| !it.is_empty())
    }

    /// Whether instances of the class are processes.
    pub fn is_process(&self, class: ObjId) -> bool {
        self.line_of(class).iter().any(|it| match self.kind(*it) {
            Kind::Class { bases, .. } => bases.contains(&Value::Native("multiprocessing.Process")),
            _ => false,
        })
    }

    /// Whether this place is one that `main` surely comes by.
    pub fn is_sure(&self) -> bool {
        self.t.index == 0 && self.t.regions.iter().all(|it| it.is_attempt)
    }

    pub fn name_of_process(&mut self, given: Value) -> Value {
        self.processes.named += 1;
        match given {
            Value::Unset => Value::text(&format!("Process-{}", self.processes.named)),
            given => given,
        }
    }

    pub fn note_process(&mut self, index: usize, id: ObjId, is_daemon: bool) {
        let key = self.object(id).key;
        self.processes.started.insert(index, (key, id, is_daemon));
    }

    pub fn is_joined(&self, index: usize) -> bool {
        self.processes.joined.contains(&index)
    }

    /// Whether a thread or process was started by another process than this one.
    pub fn is_of_other_process(&self, id: ObjId) -> bool {
        self.t.process != 0 && self.plans.get(&id).is_some_and(|it| it.started.is_some())
    }

    /// An operation on a thread or process that another process started. Of a thread the copy has ended already.
    pub fn operate_elsewhere(&mut self, id: ObjId, name: &str) -> Value {
        let is_itself = self.t.plan == Some(id);
        let is_process = self.plans.get(&id).is_some_and(|it| it.is_process);
        match name {
            "is_alive" if is_itself => Value::Bool(true),
            "start" | "join" | "is_alive" if is_process => {
                self.raise_named("AssertionError");
                Value::Wrong
            }
            "start" => {
                self.raise_named("RuntimeError");
                Value::Wrong
            }
            "is_alive" => Value::Bool(false),
            _ => Value::None,
        }
    }

    pub fn note_joined(&mut self, index: usize) {
        self.processes.joined.insert(index);
    }

    /// Compiles what a process does, with the memory of that moment, or of now. What it changes there stays there.
    pub fn in_memory_of(
        &mut self,
        index: usize,
        memory: Option<&[Object]>,
        work: impl FnOnce(&mut Self),
    ) {
        let now = self.heap.clone();
        // Copies take time too.
        self.steps += now.len() / 16;
        let unfinished = self.unfinished.clone();
        let between = &self.processes.between;
        self.unfinished.retain(|it, _| between.contains_key(it));
        for (at, object) in now.iter().enumerate() {
            let id = ObjId(at);
            if self.is_between(id) {
                continue;
            }
            let before = memory.and_then(|it| it.get(at)).unwrap_or(object);
            let copy = self.copy_for(index, before, memory.is_none(), id);
            self.heap[at] = copy;
        }
        work(self);
        for (at, object) in now.into_iter().enumerate() {
            if !self.is_between(ObjId(at)) {
                self.heap[at] = object;
            }
        }
        let between = &self.processes.between;
        self.unfinished.retain(|it, _| between.contains_key(it));
        self.unfinished.extend(unfinished);
        self.processes.to_load.clear();
    }

    /// All objects as they are now, for processes that are compiled later.
    pub fn memory_now(&mut self) -> Rc<[Object]> {
        let mut memory = self.heap.clone();
        for object in &mut memory {
            let contents = (object.key, super::heap::CONTENTS.to_owned());
            if self.level(&contents) == Level::Shared && self.is_live(&contents) {
                object.kind = Kind::Elsewhere;
            }
            for (name, value) in &mut object.slots {
                let key = (object.key, name.clone());
                let is_shared = self.level(&key) == Level::Shared && self.is_live(&key);
                if is_shared || self.t.homes.contains_key(&key) {
                    *value = Value::Uncertain;
                }
            }
        }
        memory.into()
    }

    /// The copy of an object that a process begins with.
    fn copy_for(&mut self, index: usize, object: &Object, is_now: bool, id: ObjId) -> Object {
        let (old, key) = (object.key, mixed(object.key, index as u64 + 1));
        let mut copy = object.clone();
        self.note_copy(id, object, key, is_now);
        copy.key = key;
        copy.machine = None;
        copy.thread = index;
        let contents = (old, super::heap::CONTENTS.to_owned());
        if self.level(&contents) == Level::Shared && self.is_live(&contents) {
            copy.kind = Kind::Elsewhere;
        } else if let Kind::List { items, .. } = &mut copy.kind {
            items.iter_mut().filter(|it| is_of_thread(it)).for_each(|it| *it = Value::Uncertain);
        }
        let names: Vec<String> = copy.slots.keys().cloned().collect();
        for name in names {
            let from = (old, name.clone());
            let home = self.t.homes.get(&from).map(|(it, _)| *it);
            let value = copy.slots.get(&name).cloned().unwrap_or(Value::Unset);
            let is_shared = self.level(&from) == Level::Shared && self.is_live(&from);
            if !is_shared && home.is_none() && !is_of_thread(&value) {
                continue;
            }
            copy.slots.insert(name.clone(), Value::Uncertain);
            let register = match (home, &value) {
                (Some(home), _) => home,
                (None, Value::Local(it, _)) if !is_shared => *it,
                _ => continue,
            };
            if !is_now {
                continue;
            }
            let to = (key, name.clone());
            if self.found.processes.passed.contains(&to) {
                let domain = match (home, &value) {
                    (None, Value::Local(_, domain)) => domain.clone(),
                    _ => self.domain_of(&from),
                };
                self.hold(&to, &domain);
                let cell = self.variable(id, &to, &name);
                self.t.asm.store(Operand::Local(register), Place::Cell(cell));
                self.processes.to_load.push((id, to));
            } else {
                self.processes.passable.insert(to);
            }
        }
        copy
    }

    /// Whether a slot of a process is passed to it the next time, as it wants it.
    pub fn wants_passed(&mut self, key: &SlotKey) -> bool {
        let is_passable = self.processes.passable.contains(key);
        if is_passable {
            self.is_dirty |= self.next.processes.passed.insert(key.clone());
        }
        is_passable
    }

    /// Keeps the arguments that only this thread knows for the one that is started, in the same step.
    pub fn pass_arguments(&mut self, id: ObjId, plan: &ThreadPlan, _span: Span) -> Passed {
        let mut passed = Passed::new();
        let named = plan.named.iter().map(|(_, it)| it);
        for value in plan.arguments.iter().chain(named) {
            self.pass(id, value, &mut passed);
        }
        passed
    }

    /// The same for a task.
    pub fn pass_call(&mut self, future: ObjId, call: &Given, passed: &mut Passed) {
        self.t.asm.next_group();
        let named = call.named.iter().map(|(_, it)| it);
        call.values.iter().chain(named).for_each(|it| self.pass(future, it, passed));
    }

    /// A call of a task with what was passed.
    pub fn taken_call(
        &mut self,
        future: ObjId,
        call: &Given,
        left: &mut std::slice::Iter<SlotKey>,
    ) -> Given {
        let mut call = call.clone();
        let named = call.named.iter_mut().map(|(_, it)| it);
        for value in call.values.iter_mut().chain(named) {
            *value = self.taken(future, value, left);
        }
        call
    }

    pub fn is_managed(&self, id: ObjId) -> bool {
        self.processes.managed.contains(&id)
    }

    fn pass(&mut self, id: ObjId, value: &Value, passed: &mut Passed) {
        match value {
            Value::Local(register, domain) => {
                let name = format!("argument {}", passed.len() + 1);
                let key = (self.object(id).key, name.clone());
                self.hold(&key, domain);
                let cell = self.variable(id, &key, &name);
                self.t.asm.store(Operand::Local(*register), Place::Cell(cell));
                passed.push(key);
            }
            Value::Tuple(all) | Value::Phrase(all) => {
                all.iter().for_each(|it| self.pass(id, it, passed));
            }
            _ => {}
        }
    }

    /// Takes what was passed to the thread, and does what it is to do.
    pub fn run_passed(&mut self, id: ObjId, passed: &Passed, span: Span) {
        self.take_told();
        for (of, key) in std::mem::take(&mut self.processes.to_load) {
            let domain = self.domain_of(&key);
            let value = self.take_passed(of, &key, domain);
            if self.level(&key) == Level::Own(self.t.index)
                && let Value::Local(register, _) = value
            {
                self.t.homes.insert(key.clone(), (register, true));
            }
            self.heap[of.0].slots.insert(key.1, value);
        }
        if !passed.is_empty()
            && let Some(mut plan) = self.plans.get(&id).cloned()
        {
            let mut left = passed.iter();
            let named = plan.named.iter_mut().map(|(_, it)| it);
            for value in plan.arguments.iter_mut().chain(named) {
                *value = self.taken(id, value, &mut left);
            }
            self.plans.insert(id, plan);
        }
        self.run_thread(id, span);
    }

    fn taken(&mut self, id: ObjId, value: &Value, left: &mut std::slice::Iter<SlotKey>) -> Value {
        match value {
            Value::Local(_, domain) => match left.next() {
                Some(key) => self.take_passed(id, key, domain.clone()),
                None => Value::Wrong,
            },
            Value::Looking(..) | Value::Caught(_) => Value::Opaque,
            Value::Tuple(all) => {
                Value::tuple(all.iter().map(|it| self.taken(id, it, left)).collect())
            }
            Value::Phrase(all) => {
                Value::Phrase(all.iter().map(|it| self.taken(id, it, left)).collect())
            }
            value => value.clone(),
        }
    }

    /// Reads what was passed, in the step in which the thread begins.
    fn take_passed(&mut self, id: ObjId, key: &SlotKey, domain: Rc<Domain>) -> Value {
        let cell = self.variable(id, key, &key.1);
        let into = self.t.registers.reserve();
        self.t.pinned.push(into);
        self.t.asm.load(Place::Cell(cell), into, false);
        self.local(into, domain)
    }

    /// `process.exitcode`
    pub fn exit_code(&mut self, id: ObjId) -> Value {
        let started = self.plans.get(&id).and_then(|it| it.started);
        let known = started.and_then(|it| self.processes.started.get(&it)).map(|it| it.0);
        let Some(key) = known else { return Value::None };
        self.is_dirty |= self.next.processes.exit_codes.insert(key);
        let cell = self.variable(id, &(key, "exitcode".into()), "exitcode");
        let into = self.t.registers.reserve();
        self.t.load(Place::Cell(cell), into);
        Value::Local(into, Rc::new(Domain { int: true, none: true, ..Domain::default() }))
    }

    /// Says how the process ends; the first access of the step in which it does.
    fn store_exit_code(&mut self, code: Operand) {
        let Some((key, id, _)) = self.processes.started.get(&self.t.process).copied() else {
            return;
        };
        if self.found.processes.exit_codes.contains(&key) {
            let cell = self.variable(id, &(key, "exitcode".into()), "exitcode");
            self.t.asm.store(code, Place::Cell(cell));
        }
    }

    /// What a thread does before it has ended: a process sends what its queues still hold, and says how it ends. The end
    /// itself goes with the step that is begun here.
    pub fn end_process(&mut self, index: usize, code: Operand) {
        if self.t.process == index {
            self.send_rest();
        }
        self.t.asm.next_group();
        if self.t.process == index {
            self.store_exit_code(code);
        }
    }

    /// Whether somebody asks how this process ends.
    pub fn has_exit_code(&self, index: usize) -> bool {
        let started = self.processes.started.get(&index);
        started.is_some_and(|it| self.found.processes.exit_codes.contains(&it.0))
    }

    /// What has to hold at the end of `main`: it ends daemons, which nobody may need any more.
    pub fn check_daemons(&mut self) {
        let started = &self.processes.started;
        if !started.values().any(|(.., is_daemon)| *is_daemon) {
            return;
        }
        let is_left = |(index, (.., is_daemon)): (&usize, &(u64, ObjId, bool))| {
            !is_daemon && !self.processes.joined.contains(index)
        };
        if started.iter().any(is_left) {
            let span = self.t.asm.span;
            self.refuse(span, Refusal::DaemonProcess, &[]);
        }
    }

    /// Calls something of `multiprocessing`.
    pub fn call_multiprocessing(&mut self, name: &'static str, mut given: Given) -> Value {
        let span = given.span;
        let short = name.rsplit('.').next().unwrap_or(name);
        match short {
            "current_process" => return self.current_process(span),
            "cpu_count" => return Value::Opaque,
            "get_context" | "set_start_method" => {
                let method = given.take(0, "method");
                return match method {
                    None | Some(Value::None) => Value::Module("multiprocessing"),
                    Some(Value::Text(it)) if &*it == "fork" => match short {
                        "get_context" => Value::Module("multiprocessing"),
                        _ => Value::None,
                    },
                    Some(Value::Text(it)) => self.refuse(span, Refusal::StartMethod, &[&it]),
                    Some(_) => self.refuse(span, Refusal::NotConstant, &[short]),
                };
            }
            _ => {}
        }
        if !self.is_sure() {
            return self.refuse(span, Refusal::MadeInThread, &[name]);
        }
        match short {
            "Queue" | "JoinableQueue" | "SimpleQueue" => self.make_sent_queue(short, given),
            "Pipe" => self.make_pipe(given),
            "Value" => self.make_boxed(given),
            "Array" => self.make_array(given),
            "Pool" => self.make_process_pool(given),
            "Manager" => {
                let id = self.make(Kind::Manager, span);
                self.put_between(id, "Manager");
                Value::Ref(id)
            }
            _ => {
                let of_threads = format!("threading.{short}");
                let known = crate::python::library::member("threading", short);
                match known {
                    Some(crate::python::library::Member::Native(it)) if it == of_threads => {
                        self.make_between(it, given)
                    }
                    _ => self.refuse(span, Refusal::NotKnown, &[name]),
                }
            }
        }
    }

    /// A lock and its like, as threads have them, between processes.
    fn make_between(&mut self, name: &'static str, given: Given) -> Value {
        let span = given.span;
        let named = given.named.iter().map(|(_, it)| it);
        let is_own = |it: &Value| matches!(it, Value::Ref(lock) if !self.is_between(*lock));
        if given.values.iter().chain(named).any(is_own) {
            return self.refuse(span, Refusal::NotConstant, &["Condition"]);
        }
        let made = self.make_native(name, given);
        if let Value::Ref(id) = made {
            let what = match self.kind(id) {
                Kind::Lock => "multiprocessing.Lock",
                Kind::Semaphore { .. } => "multiprocessing.Semaphore",
                _ => "",
            };
            self.put_between(id, what);
            if let Kind::Condition(lock) = *self.kind(id) {
                self.put_between(lock, "");
            }
        }
        made
    }

    /// An operation of something that only processes have.
    pub fn operate_between(&mut self, id: ObjId, name: &'static str, given: Given) -> Value {
        let is_manager = matches!(self.kind(id), Kind::Manager);
        let made = self.operation_between(id, name, given);
        if let Value::Ref(made) = made
            && is_manager
        {
            self.processes.managed.insert(made);
        }
        made
    }

    fn operation_between(&mut self, id: ObjId, name: &'static str, given: Given) -> Value {
        let span = given.span;
        match (self.kind(id).clone(), name) {
            (Kind::Boxed(_) | Kind::List { .. }, "get_lock") => {
                match self.processes.locks.get(&id).copied().flatten() {
                    Some(lock) => {
                        let key = self.object(lock).key;
                        self.is_dirty |= self.next.processes.locked.insert(key);
                        Value::Ref(lock)
                    }
                    None => {
                        self.raise_named("AttributeError");
                        Value::Wrong
                    }
                }
            }
            (Kind::Connection(ends), _) => self.operate_connection(id, ends, name, given),
            (Kind::Manager, "shutdown") => Value::None,
            (Kind::Manager, _) if !self.is_sure() => {
                self.refuse(span, Refusal::MadeInThread, &[name])
            }
            (Kind::Manager, "Queue" | "JoinableQueue") => {
                let made = self.make_native("queue.Queue", given);
                if let Value::Ref(id) = made {
                    self.put_between(id, "");
                }
                made
            }
            (Kind::Manager, "list") => {
                let items = match given.values.first() {
                    Some(all) => self.elements(&all.clone(), span).unwrap_or_default(),
                    None => Vec::new(),
                };
                let made = self.list(items.clone(), span);
                if let Value::Ref(id) = made {
                    self.put_between(id, "");
                    for item in &items {
                        self.check_kept(id, item, span);
                    }
                }
                made
            }
            (Kind::Manager, "dict") => self.make_managed_dict(given),
            (Kind::Manager, "Value") => {
                let id = self.make(Kind::Boxed(None), span);
                self.put_between(id, "Value");
                let value = given.values.get(1).cloned().unwrap_or(Value::Int(0));
                self.write_slot(id, "value", value, span);
                Value::Ref(id)
            }
            (Kind::Manager, _) => match crate::python::library::member("multiprocessing", name) {
                Some(crate::python::library::Member::Native(it)) => {
                    self.call_multiprocessing(it, given)
                }
                _ => self.refuse(span, Refusal::NoAttribute, &["Manager", name]),
            },
            _ => {
                let what = self.what_object(id);
                self.refuse(span, Refusal::NoAttribute, &[&what, name])
            }
        }
    }
}

/// Whether only its thread knows the value.
fn is_of_thread(value: &Value) -> bool {
    let mut found = false;
    value.registers(&mut |_| found = true);
    found
}
