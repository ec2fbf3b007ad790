//! `ThreadPoolExecutor`: workers that take tasks from a queue, and futures.
//!
//! A task is a call that is known where it is submitted. So a worker is one loop: it takes the number of a task from the
//! queue of its pool and does what that task says. All tasks of a pool are known only at the end of `main`; its
//! workers are compiled then. As in CPython, each task brings one more worker until there are `max_workers`. CPython
//! leaves that out where a worker is idle, which changes nothing but the names of threads.

use super::calls::Given;
use super::heap::{Kind, ThreadPlan};
use super::process_pools::OfProcesses;
use super::processes::Passed;
use super::value::{ObjId, Value};
use super::{Elaborator, Frame, mixed};
use crate::program::{
    Assembly, Blocking, Instruction, Line, NONE, ObjectId, ObjectKind, Operand, Operation,
    Operator, Pc, Place, Sequence, Span,
};
use crate::python::refusal::Refusal;

/// As many workers as a pool has on every machine where their number is not said.
const FEWEST_WORKERS: usize = 5;
/// The most tasks of a pool.
const MOST_TASKS: u16 = 48;

/// A pool of workers.
pub struct Pool {
    /// How many workers there may be, where it is said.
    most: Option<usize>,
    /// What the names of its threads begin with.
    prefix: String,
    tasks: Vec<Task>,
    /// The threads, by the numbers of their starts.
    workers: Vec<usize>,
    queue: Option<ObjectId>,
    is_shut: bool,
    /// It was shut where it depends on what happens.
    is_perhaps_shut: bool,
    /// Where its workers are processes.
    pub of_processes: Option<OfProcesses>,
}

/// How far a pool has been brought to its end.
#[derive(Clone, Copy, Default)]
pub struct PoolEnds {
    is_shut: bool,
    is_perhaps_shut: bool,
    is_joined: bool,
}

/// What was submitted: one call, or several that are made one after the other, each with its future.
#[derive(Clone)]
pub struct Task {
    pub futures: Vec<ObjId>,
    /// What is called, or a coroutine.
    pub function: Value,
    pub calls: Vec<Given>,
    pub line: Line,
    /// How many tasks there were with it, in all pools.
    pub number: usize,
    /// What its calls are given that only `main` knows when it submits it.
    pub passed: Passed,
    /// The row of results that it adds to.
    pub row: Option<ObjId>,
}

impl Pool {
    /// Whether all that was submitted is over, as `main` has waited for it.
    pub fn is_over(&self) -> bool {
        self.is_shut && !self.is_perhaps_shut
    }
}

impl Task {
    pub fn span(&self) -> Span {
        self.calls.first().map_or(Span::default(), |it| it.span)
    }
}

impl Pool {
    pub fn is_shut(&self) -> bool {
        self.is_shut
    }

    pub fn most(&self) -> Option<usize> {
        self.most
    }

    pub fn futures(&self) -> impl Iterator<Item = ObjId> + '_ {
        self.tasks.iter().flat_map(|it| it.futures.iter().copied())
    }
}

impl Elaborator<'_> {
    /// `ThreadPoolExecutor(…)`, and pools of processes: `Some` with whether it is a `multiprocessing.Pool`.
    pub fn make_pool(&mut self, mut given: Given, of_processes: Option<bool>) -> Value {
        let span = given.span;
        let name = match of_processes {
            None => "ThreadPoolExecutor",
            Some(false) => "ProcessPoolExecutor",
            Some(true) => "Pool",
        };
        let mut of_processes = of_processes.map(OfProcesses::new);
        let most = match given.take(0, "max_workers") {
            None | Some(Value::None) => None,
            Some(it) => match it.integer() {
                Some(it) if it > 0 => Some(usize::try_from(it).unwrap_or(usize::MAX)),
                Some(_) => {
                    self.raise_named("ValueError");
                    return Value::Wrong;
                }
                None => return self.refuse(span, Refusal::NotConstant, &["max_workers"]),
            },
        };
        if let Some(of) = &mut of_processes {
            of.initializer = self.take_initializer(&mut given, if of.is_pool { 1 } else { 2 });
            if !self.is_all_taken(name, &given) {
                return Value::Wrong;
            }
        }
        let prefix = match given.take(1, "thread_name_prefix") {
            Some(Value::Text(it)) if !it.is_empty() => it.to_string(),
            _ => format!("ThreadPoolExecutor-{}", self.pools.len()),
        };
        if let Some((option, _)) = given.named.first() {
            let option = option.clone();
            return self.refuse(span, Refusal::Option, &[name, &option]);
        }
        let made = self.make_shared(Kind::Pool, name, span);
        if let Value::Ref(id) = made {
            let pool = Pool {
                most,
                prefix,
                tasks: Vec::new(),
                workers: Vec::new(),
                queue: None,
                is_shut: false,
                is_perhaps_shut: false,
                of_processes,
            };
            if pool.of_processes.is_some() {
                self.put_between(id, "");
            }
            self.pools.insert(id, pool);
        }
        made
    }

    pub fn pool_operation(&mut self, id: ObjId, name: &str, mut given: Given) -> Value {
        let span = given.span;
        if self.is_process_pool(id) {
            return self.process_pool_operation(id, name, given);
        }
        match name {
            "submit" => {
                if given.values.is_empty() {
                    return self.refuse(span, Refusal::Arguments, &["submit"]);
                }
                let function = given.values.remove(0);
                let submitted = self.submit(id, function, vec![given]);
                submitted.map_or(Value::Wrong, |it| Value::Ref(it[0]))
            }
            "map" => self.submit_all(id, given),
            "shutdown" => {
                let waits = given.take(0, "wait").map_or(Some(true), |it| it.truth());
                let cancels = given.take(usize::MAX, "cancel_futures");
                if cancels.is_some_and(|it| it.truth() != Some(false)) {
                    return self.refuse(span, Refusal::Option, &["shutdown", "cancel_futures"]);
                }
                match waits {
                    Some(waits) => self.shut_pool(id, waits, span),
                    None => return self.refuse(span, Refusal::NotConstant, &["wait"]),
                }
                Value::None
            }
            _ => self.refuse(span, Refusal::NoAttribute, &["ThreadPoolExecutor", name]),
        }
    }

    /// Gives a pool a task of these calls, and gives the future of each.
    pub fn submit(
        &mut self,
        id: ObjId,
        mut function: Value,
        mut calls: Vec<Given>,
    ) -> Option<Vec<ObjId>> {
        let span = calls.first()?.span;
        if self.event_loop.is_used() {
            self.refuse(span, Refusal::LoopAndThreads, &[]);
            return None;
        }
        let pool = self.pools.get(&id)?;
        let refused = if pool.is_shut && self.t.index == 0 {
            self.raise_named(if self.is_process_pool(id) { "ValueError" } else { "RuntimeError" });
            return None;
        } else if !self.is_sure() || pool.is_perhaps_shut {
            Some((Refusal::Submit, &[][..]))
        } else if pool.tasks.len() >= usize::from(MOST_TASKS) {
            Some((Refusal::TooManyElements, &["48"][..]))
        } else if pool.most.is_none() && pool.tasks.len() >= FEWEST_WORKERS {
            Some((Refusal::Workers, &[][..]))
        } else {
            None
        };
        if let Some((refusal, words)) = refused {
            self.refuse(span, refusal, words);
            return None;
        }
        let most = pool.most.unwrap_or(FEWEST_WORKERS);
        if pool.of_processes.as_ref().is_some_and(|it| it.memory.is_none()) {
            let memory = self.memory_now();
            if let Some(it) = self.of_processes_mut(id) {
                it.memory = Some(memory);
            }
        }
        let is_of_processes = self.of_processes(id).is_some();
        let (mut futures, mut passed) = (Vec::new(), Passed::new());
        for call in &mut calls {
            let future = self.make(Kind::Future, span);
            self.heap[future.0].name = self.words_of_call(&function, &call.values);
            if is_of_processes {
                self.put_between(future, "");
                let named = call.named.iter().map(|(_, it)| it);
                for value in call.values.iter().chain(named).chain([&function]) {
                    self.lend(value, Some(future), span);
                }
                (function, *call) = self.sent_call(&function, call.clone())?;
            }
            self.pass_call(future, call, &mut passed);
            futures.push(future);
        }
        self.submitted += 1;
        let row = self.processes.in_a_row;
        let futures_of_row = futures.iter().filter(|_| row.is_some()).copied();
        self.processes.rows.extend(futures_of_row.filter_map(|it| Some((it, row?))));
        let (line, number) = (self.t.asm.line, self.submitted);
        let task = Task { futures: futures.clone(), function, calls, line, number, passed, row };
        let (number, queue) = (self.task_number(&task), self.tasks_of(id));
        let on = Blocking::Put { queue, bounded: false, ordered: false, value: number };
        self.t.asm.next_group();
        self.t.asm.emit(Instruction::Block { on, answer: None, timeout: None });
        let pool = self.pools.get_mut(&id)?;
        pool.tasks.push(task);
        if pool.workers.len() < most
            && let Some(worker) = self.begin_to_start(span)
            && let Some(pool) = self.pools.get_mut(&id)
        {
            pool.workers.push(worker);
        }
        Some(futures)
    }

    /// `executor.map(…)`: all are submitted at once, and their results come in this order.
    fn submit_all(&mut self, id: ObjId, mut given: Given) -> Value {
        let span = given.span;
        given.take(usize::MAX, "chunksize");
        if let Some((option, _)) = given.named.first() {
            let option = option.clone();
            return self.refuse(span, Refusal::Option, &["map", &option]);
        }
        let mut values = given.values.into_iter();
        let Some(function) = values.next() else {
            return self.refuse(span, Refusal::Arguments, &["map"]);
        };
        let mut columns = Vec::new();
        for value in values {
            let Some(all) = self.elements(&value, span) else { return Value::Wrong };
            columns.push(all);
        }
        let count = columns.iter().map(Vec::len).min().unwrap_or(0);
        let mut futures = Vec::new();
        for at in 0..count {
            let row = columns.iter().map(|it| it[at].clone()).collect();
            match self.submit(id, function.clone(), vec![Given::of(row, span)]) {
                Some(all) => futures.extend(all),
                None => return Value::Wrong,
            }
        }
        Value::Ref(self.make(Kind::Results(futures), span))
    }

    /// What stands for a task in the queue of its pool.
    fn task_number(&mut self, task: &Task) -> Operand {
        let constant = self.constant(&Value::Ref(task.futures[0]));
        Operand::Constant(self.code_of(constant))
    }

    fn tasks_of(&mut self, id: ObjId) -> Sequence {
        let known = self.pools.get(&id).and_then(|it| it.queue);
        let part = known.unwrap_or_else(|| {
            let kind = ObjectKind::Queue { room: MOST_TASKS * 2, bounded: false, ordered: false };
            let name = self.name_for(id, "executor");
            let line = self.object(id).line;
            let part = self.part(name, kind);
            self.parts[usize::from(part.0)].line = line;
            part
        });
        if let Some(pool) = self.pools.get_mut(&id) {
            pool.queue = Some(part);
        }
        self.sequence_of(part)
    }

    /// `shutdown`, and the end of `with`: the workers end once nothing is left to do.
    pub fn shut_pool(&mut self, id: ObjId, waits: bool, span: Span) {
        if self.is_process_pool(id) {
            return self.terminate_pool(id, "with Pool(…)", span);
        }
        self.shut_pool_of(id, waits, span);
    }

    /// How far a pool has been brought to its end on the way here.
    pub fn pool_ends(&self, id: ObjId) -> PoolEnds {
        self.pools.get(&id).map_or(PoolEnds::default(), |it| PoolEnds {
            is_shut: it.is_shut,
            is_perhaps_shut: it.is_perhaps_shut,
            is_joined: it.of_processes.as_ref().is_some_and(|it| it.is_joined),
        })
    }

    /// The same for code that is come to by another way.
    pub fn set_pool_ends(&mut self, id: ObjId, ends: PoolEnds) {
        let Some(pool) = self.pools.get_mut(&id) else { return };
        (pool.is_shut, pool.is_perhaps_shut) = (ends.is_shut, ends.is_perhaps_shut);
        if let Some(of) = &mut pool.of_processes {
            of.is_joined = ends.is_joined;
        }
    }

    pub fn shut_pool_of(&mut self, id: ObjId, waits: bool, span: Span) {
        if self.t.index > 0 {
            self.refuse(span, Refusal::Submit, &[]);
            return;
        }
        let is_sure = self.is_sure();
        let Some(pool) = self.pools.get_mut(&id) else { return };
        pool.is_shut |= is_sure;
        pool.is_perhaps_shut |= !is_sure;
        self.dismiss(id);
        if waits {
            self.join_workers(id);
        }
    }

    /// Waits for the end of the workers.
    pub fn join_workers(&mut self, id: ObjId) {
        let workers = self.pools.get(&id).map_or(Vec::new(), |it| it.workers.clone());
        if self.is_sure() {
            let futures: Vec<ObjId> =
                self.pools.get(&id).map_or(Vec::new(), |it| it.futures().collect());
            futures.into_iter().for_each(|it| self.end_loan(it));
        }
        for worker in workers {
            if self.t.regions.is_empty() {
                self.emit_join(worker, None);
                continue;
            }
            // It may never have been started on the way here.
            let over = self.t.asm.label();
            if let Value::Local(alive, _) = self.is_alive(worker) {
                self.t.asm.jump_if(Operand::Local(alive), false, over);
            }
            self.emit_join(worker, None);
            self.t.asm.place(over);
        }
    }

    /// Tells each worker that no more tasks come, in one step.
    fn dismiss(&mut self, id: ObjId) {
        let Some(count) = self.pools.get(&id).map(|it| it.workers.len()) else { return };
        if count == 0 {
            return;
        }
        let list = self.tasks_of(id);
        self.t.asm.next_group();
        for _ in 0..count {
            self.t.asm.access(Operation::Append { list, value: Operand::Constant(NONE) });
        }
    }

    /// What Python does when `main` is over: pools that nobody shut end their work.
    pub fn end_pools(&mut self) {
        let open: Vec<ObjId> =
            self.pools.iter().filter(|(_, it)| !it.is_shut).map(|(id, _)| *id).collect();
        open.into_iter().for_each(|it| self.dismiss(it));
    }

    /// The same where `main` ends by an exception.
    pub fn end_pools_when_raised(&mut self) {
        if self.pools.values().all(|it| it.is_shut || it.workers.is_empty()) && !self.has_rest() {
            return;
        }
        let caught = self.t.asm.label();
        let exception = self.t.registers.reserve();
        self.t.asm.handle(Pc(0), &[], caught, exception, true);
        self.t.asm.place(caught);
        self.end_pools();
        self.send_rest();
        self.t.asm.emit(Instruction::Raise(Operand::Local(exception)));
    }

    /// Compiles the workers, now that all tasks are known.
    pub fn compile_workers(&mut self) {
        let ids: Vec<ObjId> = self.pools.keys().copied().collect();
        for id in ids {
            let Some(pool) = self.pools.get(&id) else { continue };
            let (workers, tasks) = (pool.workers.clone(), pool.tasks.clone());
            let prefix = pool.prefix.clone();
            let span = tasks.first().map_or(Span::default(), Task::span);
            for (place, index) in workers.into_iter().enumerate() {
                self.workers.insert(index);
                let is_process = self.of_processes(id).is_some();
                // Which of the processes of a pool does a task is not said by their numbers.
                let name = match is_process {
                    true => Value::Opaque,
                    false => Value::text(&format!("{prefix}_{place}")),
                };
                let plan = ThreadPlan {
                    is_known: true,
                    name,
                    is_process,
                    started: Some(index),
                    ..ThreadPlan::default()
                };
                let thread = self.make(Kind::Thread, span);
                self.plans.insert(thread, plan);
                let line = self.object(id).line;
                let of = self.of_processes(id).cloned();
                let initializer = of.as_ref().and_then(|it| it.initializer.clone());
                let work = |it: &mut Self| {
                    it.at(line, span);
                    if is_process {
                        it.t.process = index;
                    }
                    if let Some((function, all)) = initializer {
                        it.call_value(&function, Given::of(all, span));
                    }
                    it.work(id, &tasks);
                };
                let name = ("worker".to_owned(), false);
                let memory = of.and_then(|it| it.memory);
                match memory {
                    None => self.compile_thread(index, thread, name, span, work),
                    Some(memory) => self.in_memory_of(index, Some(&memory), |it| {
                        it.compile_thread(index, thread, name, span, work);
                    }),
                }
            }
        }
    }

    /// What a worker does: it takes tasks and does them, until it is told that there are no more.
    fn work(&mut self, id: ObjId, tasks: &[Task]) {
        let queue = self.tasks_of(id);
        let (line, span) = (self.t.asm.line, self.t.asm.span);
        let kept = self.t.regions.len();
        let path = self.t.path;
        let (head, again, done) = (self.t.asm.label(), self.t.asm.label(), self.t.asm.label());
        let taken = self.t.registers.reserve();
        self.t.pinned.push(taken);
        self.t.asm.place(head);
        self.open(false);
        self.t.asm.next_group();
        let on = Blocking::Get { queue, last: false, into: taken };
        self.t.asm.emit(Instruction::Block { on, answer: None, timeout: None });
        let taken = Operand::Local(taken);
        let is_over = self.compute(Operator::Equal, taken, Operand::Constant(NONE));
        self.t.asm.jump_if(Operand::Local(is_over), true, done);
        for (place, task) in tasks.iter().enumerate() {
            self.at(task.line, task.span());
            let next = self.t.asm.label();
            let number = self.task_number(task);
            let is_it = self.compute(Operator::Equal, taken, number);
            self.t.asm.jump_if(Operand::Local(is_it), false, next);
            self.t.path = mixed(path, place as u64 + 1);
            self.t.task = Some(task.number);
            self.carry_out(task);
            self.t.is_dead = false;
            self.t.asm.jump(again);
            self.t.asm.place(next);
        }
        self.t.task = None;
        self.t.path = path;
        self.at(line, span);
        self.t.asm.place(again);
        self.t.asm.emit(Instruction::Again { to: Assembly::pc(head), enough: None });
        self.t.asm.place(done);
        self.close(kept, true);
    }

    /// One task, whose result or exception its future keeps.
    pub fn carry_out(&mut self, task: &Task) {
        let kept = self.t.regions.len();
        let (caught, end) = (self.t.asm.label(), self.t.asm.label());
        let exception = self.t.registers.reserve();
        let pinned = self.t.pinned.len();
        self.t.pinned.push(exception);
        let from = self.beginning();
        self.open(false);
        self.open(true);
        self.t.frames.push(Frame::Except(Vec::new()));
        let values = self.make_calls(task);
        let gaps = match self.t.frames.pop() {
            Some(Frame::Except(gaps)) => gaps,
            _ => Vec::new(),
        };
        let may_raise = match self.t.is_task {
            true => self.may_fail(from),
            false => self.may_raise(from),
        };
        if may_raise {
            self.t.asm.handle(from, &gaps, caught, exception, false);
        }
        self.at(task.line, task.span());
        for (future, value) in task.futures.iter().zip(values) {
            if !self.t.is_dead {
                let key = self.object(*future).key;
                self.is_dirty |= self.next.returning.insert(key);
                self.keep_result(task, *future, &value);
            }
        }
        self.close(kept, false);
        self.t.asm.jump(end);
        self.t.asm.place(caught);
        if may_raise {
            self.t.is_dead = false;
            self.note_begun();
            if task.row.is_some() {
                self.refuse(task.span(), Refusal::NotKnown, &["imap_unordered(…) → raise"]);
            }
            for future in task.futures.iter().copied() {
                let key = self.object(future).key;
                self.is_dirty |= self.next.raising.insert(key);
                if self.fails_by_itself(from) {
                    self.is_dirty |= self.next.failing.insert(key);
                }
                if self.found.awaited.contains(&key) {
                    let to = Place::Cell(self.exception_cell(future));
                    self.t.store(Operand::Local(exception), to);
                    let done = self.done_flag(future);
                    self.t.asm.access(Operation::SetFlag(done));
                    self.tell_gatherers(future, Some(exception));
                }
            }
            if self.t.is_task {
                self.exit_loop(from, exception, end);
            }
        }
        self.t.asm.place(end);
        self.t.pinned.truncate(pinned);
    }

    /// Makes the calls of a task, one after the other.
    fn make_calls(&mut self, task: &Task) -> Vec<Value> {
        if let Value::Ref(id) = task.function
            && matches!(self.kind(id), Kind::Coroutine(_))
        {
            return vec![self.run_coroutine(id)];
        }
        let mut left = task.passed.iter();
        let mut values = Vec::new();
        for (future, call) in task.futures.iter().zip(&task.calls) {
            let call = self.taken_call(*future, call, &mut left);
            let value = self.call_value(&task.function, call);
            if self.t.is_dead {
                break;
            }
            values.push(value);
        }
        values
    }

    fn keep_result(&mut self, task: &Task, future: ObjId, value: &Value) {
        if self.put_in_row(task, value) {
            return;
        }
        let key = self.object(future).key;
        let sent = self.is_between(future) && self.found.results.contains(&key);
        let value = &match sent {
            true => self.pickled(value, task.span()).unwrap_or(Value::Wrong),
            false => value.clone(),
        };
        if !self.found.awaited.contains(&key) {
            return;
        }
        self.t.asm.next_group();
        if self.found.results.contains(&key) && !matches!(value, Value::Wrong) {
            let slot = (key, "result".to_owned());
            let domain = self.domain_of_value(value);
            self.hold(&slot, &domain);
            let Some(operand) = self.operand(value, task.span()) else { return };
            let to = Place::Cell(self.variable(future, &slot, "result"));
            self.t.asm.store(operand, to);
        }
        let done = self.done_flag(future);
        self.t.asm.access(Operation::SetFlag(done));
        self.tell_gatherers(future, None);
    }
}
