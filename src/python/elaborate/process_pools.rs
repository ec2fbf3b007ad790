//! Pools of processes: `multiprocessing.Pool` and `ProcessPoolExecutor`.
//!
//! Their workers are those of `ThreadPoolExecutor`, each with a memory of its own: that of the moment at which the pool was
//! made, or got its first task. What a task is given, and what it gives back, are copies. A pool that is left is
//! terminated; that is run here where all its tasks are done by then.

use super::Elaborator;
use super::calls::Given;
use super::heap::{Kind, Object};
use super::pools::Task;
use super::value::{ObjId, Value};
use crate::program::{Operand, Span};
use crate::python::refusal::Refusal;
use std::collections::BTreeSet;
use std::rc::Rc;

/// What a pool has that is one of processes.
#[derive(Clone)]
pub struct OfProcesses {
    /// Whether it is a `multiprocessing.Pool`.
    pub is_pool: bool,
    /// What its workers begin with.
    pub memory: Option<Rc<[Object]>>,
    /// What each does first.
    pub initializer: Option<(Value, Vec<Value>)>,
    /// Tasks that `main` surely waited for.
    pub awaited: BTreeSet<ObjId>,
    pub is_joined: bool,
}

impl OfProcesses {
    pub fn new(is_pool: bool) -> OfProcesses {
        OfProcesses {
            is_pool,
            memory: None,
            initializer: None,
            awaited: BTreeSet::new(),
            is_joined: false,
        }
    }
}

impl Elaborator<'_> {
    /// `Pool(processes, initializer, initargs)`
    pub fn make_process_pool(&mut self, given: Given) -> Value {
        let mut renamed = given;
        for (name, _) in &mut renamed.named {
            if name == "processes" {
                *name = "max_workers".into();
            }
        }
        let made = self.make_pool(renamed, Some(true));
        if let Value::Ref(id) = made {
            let memory = self.memory_now();
            if let Some(it) = self.of_processes_mut(id) {
                it.memory = Some(memory);
            }
            self.put_between(id, "Pool");
        }
        made
    }

    pub fn of_processes_mut(&mut self, id: ObjId) -> Option<&mut OfProcesses> {
        self.pools.get_mut(&id)?.of_processes.as_mut()
    }

    pub fn of_processes(&self, id: ObjId) -> Option<&OfProcesses> {
        self.pools.get(&id)?.of_processes.as_ref()
    }

    pub fn is_process_pool(&self, id: ObjId) -> bool {
        self.of_processes(id).is_some_and(|it| it.is_pool)
    }

    /// What `initializer` and `initargs` say.
    pub fn take_initializer(
        &mut self,
        given: &mut Given,
        at: usize,
    ) -> Option<(Value, Vec<Value>)> {
        let span = given.span;
        let arguments = given.take(at + 1, "initargs");
        let function = given.take(at, "initializer").filter(|it| *it != Value::None)?;
        let arguments = match arguments {
            Some(all) => self.elements(&all, span).unwrap_or_default(),
            None => Vec::new(),
        };
        Some((function, arguments))
    }

    /// A call as another process gets it; nothing where that cannot be sent.
    pub fn sent_call(&mut self, function: &Value, given: Given) -> Option<(Value, Given)> {
        let span = given.span;
        let function = match function {
            Value::Function(it) if !self.is_module(it.scope) => {
                let name = it.called.clone();
                self.refuse(span, Refusal::NotSent, &[&name]);
                return None;
            }
            Value::Function(it) if self.is_without_name(it) => {
                self.refuse(span, Refusal::NotSent, &["lambda"]);
                return None;
            }
            Value::Method(me, closure) => match self.copied(&Value::Ref(*me), span)? {
                Value::Ref(me) => Value::Method(me, closure.clone()),
                _ => return None,
            },
            other => other.clone(),
        };
        let mut out = Given::of(Vec::new(), span);
        for value in &given.values {
            out.values.push(self.copied(value, span)?);
        }
        for (name, value) in &given.named {
            out.named.push((name.clone(), self.copied(value, span)?));
        }
        Some((function, out))
    }

    /// Whether a function is known under no name of the module, as a `lambda` is.
    fn is_without_name(&self, closure: &super::value::Closure) -> bool {
        closure.class.is_none() && !self.is_top_name(closure.scope, &closure.called)
    }

    /// A copy of a value with all that is in it.
    fn copied(&mut self, value: &Value, span: Span) -> Option<Value> {
        match value {
            Value::Wrong => None,
            Value::Tuple(all) => {
                let mut out = Vec::new();
                for item in all.iter() {
                    out.push(self.copied(item, span)?);
                }
                Some(Value::tuple(out))
            }
            Value::Ref(id) => match self.kind(*id).clone() {
                Kind::List { is_deque: false, .. } if !self.is_between(*id) => {
                    let items = self.elements(value, span)?;
                    let mut out = Vec::new();
                    for item in &items {
                        out.push(self.copied(item, span)?);
                    }
                    Some(self.list(out, span))
                }
                Kind::Dict(_) => {
                    let mut pairs = Vec::new();
                    for (key, value) in self.dict_items(*id, span) {
                        pairs.push((key, self.copied(&value, span)?));
                    }
                    Some(self.make_dict(pairs, span))
                }
                Kind::Instance(class) if !self.is_thread(class) => {
                    let slots = self.object(*id).slots.clone();
                    let copy = self.make(Kind::Instance(class), span);
                    for (name, value) in slots {
                        let value = self.copied(&value, span)?;
                        self.heap[copy.0].slots.insert(name, value);
                    }
                    Some(Value::Ref(copy))
                }
                Kind::Class { .. } | Kind::Set(_) | Kind::Exception(_) => Some(value.clone()),
                _ if self.is_managed(*id) || self.is_pid(value) => Some(value.clone()),
                _ => {
                    let what = self.what_is(value);
                    self.refuse(span, Refusal::NotSent, &[&what]);
                    None
                }
            },
            other => Some(other.clone()),
        }
    }

    /// An operation of `multiprocessing.Pool`.
    pub fn process_pool_operation(&mut self, id: ObjId, name: &str, mut given: Given) -> Value {
        let span = given.span;
        match name {
            "apply" | "apply_async" => {
                let Some(function) = given.take(0, "func") else {
                    return self.refuse(span, Refusal::Arguments, &[name]);
                };
                let mut call = Given::of(Vec::new(), span);
                if let Some(all) = given.take(1, "args") {
                    let Some(all) = self.elements(&all, span) else { return Value::Wrong };
                    call.values = all;
                }
                if let Some(Value::Ref(named)) = given.take(2, "kwds") {
                    for (key, value) in self.dict_items(named, span) {
                        if let Value::Text(name) = key {
                            call.named.push((name.to_string(), value));
                        }
                    }
                }
                if !self.is_all_taken(name, &given) {
                    return Value::Wrong;
                }
                match self.submit(id, function, vec![call]) {
                    Some(futures) if name == "apply" => self.result_of(futures[0]),
                    Some(futures) => {
                        self.put_between(futures[0], "AsyncResult");
                        Value::Ref(futures[0])
                    }
                    None => Value::Wrong,
                }
            }
            "map" | "starmap" | "imap" | "imap_unordered" | "map_async" | "starmap_async" => {
                self.map_in_processes(id, name, given)
            }
            "close" => {
                self.shut_pool_of(id, false, span);
                Value::None
            }
            "join" => {
                let Some(pool) = self.pools.get(&id) else { return Value::Wrong };
                if !pool.is_shut() {
                    self.raise_named("ValueError");
                    return Value::Wrong;
                }
                self.join_workers(id);
                if self.is_sure()
                    && let Some(it) = self.of_processes_mut(id)
                {
                    it.is_joined = true;
                }
                Value::None
            }
            "terminate" => {
                self.terminate_pool(id, "terminate", span);
                Value::None
            }
            _ => self.refuse(span, Refusal::NoAttribute, &["Pool", name]),
        }
    }

    fn map_in_processes(&mut self, id: ObjId, name: &str, mut given: Given) -> Value {
        let span = given.span;
        let Some(function) = given.take(0, "func") else {
            return self.refuse(span, Refusal::Arguments, &[name]);
        };
        let Some(over) = given.take(1, "iterable") else {
            return self.refuse(span, Refusal::Arguments, &[name]);
        };
        let chunk = given.take(2, "chunksize").filter(|it| *it != Value::None);
        if !self.is_all_taken(name, &given) {
            return Value::Wrong;
        }
        let Some(all) = self.elements(&over, span) else { return Value::Wrong };
        let workers = self.pools.get(&id).and_then(|it| it.most()).unwrap_or(1);
        let size = match chunk.map(|it| it.integer()) {
            Some(Some(it)) if it > 0 => it as usize,
            Some(_) => return self.refuse(span, Refusal::NotConstant, &["chunksize"]),
            None if name.starts_with("imap") => 1,
            None => all.len().div_ceil(workers * 4).max(1),
        };
        let is_star = name.starts_with("star");
        let mut calls = Vec::new();
        for value in all {
            let values = match is_star {
                true => match self.elements(&value, span) {
                    Some(all) => all,
                    None => return Value::Wrong,
                },
                false => vec![value],
            };
            calls.push(Given::of(values, span));
        }
        let row = (name == "imap_unordered").then(|| {
            let queue = super::queues::Queue::new(super::heap::Order::First, 0, false);
            let row = self.make(Kind::Queue(queue), span);
            self.put_between(row, "");
            self.heap[row.0].name = "results".into();
            row
        });
        let mut futures = Vec::new();
        for part in calls.chunks(size) {
            self.processes.in_a_row = row;
            let submitted = self.submit(id, function.clone(), part.to_vec());
            self.processes.in_a_row = None;
            match submitted {
                Some(all) => futures.extend(all),
                None => return Value::Wrong,
            }
        }
        match name {
            "map" | "starmap" => self.all_results(&futures, span),
            "imap" | "imap_unordered" => Value::Ref(self.make(Kind::Results(futures), span)),
            _ => {
                let made = self.make(Kind::Results(futures), span);
                self.put_between(made, "AsyncResult");
                Value::Ref(made)
            }
        }
    }

    /// The list of all results, once all tasks are done.
    fn all_results(&mut self, futures: &[ObjId], span: Span) -> Value {
        futures.iter().for_each(|it| self.until_done(*it, None));
        match self.results(futures) {
            Some(all) => self.list(all, span),
            None => Value::Wrong,
        }
    }

    /// An operation of what `map_async` gives.
    pub fn results_operation(&mut self, id: ObjId, name: &str, given: Given) -> Value {
        let Kind::Results(futures) = self.kind(id).clone() else { return Value::Wrong };
        if !self.is_all_taken(name, &given) {
            return Value::Wrong;
        }
        match name {
            "get" => self.all_results(&futures, given.span),
            "wait" => {
                futures.iter().for_each(|it| self.until_done(*it, None));
                Value::None
            }
            _ => self.refuse(given.span, Refusal::NoAttribute, &["AsyncResult", name]),
        }
    }

    /// Notes that `main` comes by here only when the task is done.
    pub fn note_done(&mut self, future: ObjId) {
        if !self.is_sure() {
            return;
        }
        self.end_loan(future);
        for pool in self.pools.values_mut() {
            if let Some(it) = &mut pool.of_processes {
                it.awaited.insert(future);
            }
        }
    }

    /// Ends the workers of a pool, which have nothing to do any more.
    pub fn terminate_pool(&mut self, id: ObjId, how: &str, span: Span) {
        let Some(pool) = self.pools.get(&id) else { return };
        let Some(of) = &pool.of_processes else { return };
        if of.is_joined {
            return;
        }
        if !pool.futures().all(|it| of.awaited.contains(&it)) {
            self.refuse(span, Refusal::Terminated, &[how]);
            if let Some(it) = self.of_processes_mut(id) {
                it.is_joined = true;
            }
            return;
        }
        let was_shut = pool.is_shut();
        if !was_shut {
            self.shut_pool_of(id, false, span);
        }
        self.join_workers(id);
        if self.is_sure()
            && let Some(it) = self.of_processes_mut(id)
        {
            it.is_joined = true;
        }
    }

    /// At the end of `main` the pools are terminated that nobody waited for.
    pub fn check_pools(&mut self) {
        let is_left = |it: &super::pools::Pool| {
            it.of_processes.as_ref().is_some_and(|of| {
                of.is_pool && !of.is_joined && !it.futures().all(|it| of.awaited.contains(&it))
            })
        };
        if self.pools.values().any(is_left) {
            let span = self.t.asm.span;
            self.refuse(span, Refusal::Terminated, &["Pool"]);
        }
    }

    /// Puts a result in the row of those that come as they are ready. Says whether that is where it belongs.
    pub fn put_in_row(&mut self, task: &Task, value: &Value) -> bool {
        let Some(row) = task.row else { return false };
        let span = task.span();
        if let Some(value) = self.pickled(value, span) {
            self.put_at_once(row, value, None, span);
        }
        true
    }

    /// Takes the next result out of the row.
    pub fn take_out_of_row(&mut self, future: ObjId) -> Option<Value> {
        let row = self.processes.rows.get(&future).copied()?;
        let value = self.take_from_queue(row, None::<Operand>);
        self.note_done(future);
        Some(self.thawed(value))
    }
}
