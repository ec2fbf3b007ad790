//! `asyncio`: coroutines, tasks, and what they wait at.
//!
//! A coroutine is a call that is made where it is awaited. A task is a thread that has its turn until it suspends: all
//! tasks share one [turn](crate::program::Role::turn), and the thread of `asyncio.run` is one of them as long as that goes on. So
//! awaiting what need not wait suspends nobody, as in CPython. Which task goes on first is open.

mod cancelling;
mod completing;
mod gathering;
mod leaving;
mod limits;
mod objects;

pub use cancelling::CANCELLED_ERROR;
pub use limits::Limit;

use super::Elaborator;
use super::calls::Given;
use super::heap::Kind;
use super::pools::Task;
use super::processes::Passed;
use super::value::{ObjId, Value};
use crate::program::{
    Cell, Instruction, Local, ObjectKind, Pc, Role, Span, ThreadId, first_turn_of,
};
use crate::python::refusal::{Refusal, Refused};
use crate::python::tree::Expr;
use std::collections::{BTreeMap, BTreeSet};

/// A call that is made once it is awaited, or runs as a task.
#[derive(Clone, Debug)]
pub struct Coroutine {
    called: Value,
    pub given: Given,
}

/// The loop of `asyncio.run`, as far as a text has one.
#[derive(Default)]
pub struct Loop {
    /// What says which task has its turn.
    turn: Option<crate::program::ObjectId>,
    /// Objects of asyncio, whose operations are awaited.
    objects: BTreeSet<ObjId>,
    /// Coroutines that nobody has awaited yet: where they stand, and what they are called.
    unawaited: BTreeMap<ObjId, (Span, String)>,
    tasks: Vec<LoopTask>,
    /// What says that a task is cancelled, by the numbers of their threads.
    flags: BTreeMap<usize, Cell>,
    /// What says that a task sleeps just now, by the numbers of their threads.
    asleep: BTreeMap<usize, Cell>,
    /// What says that a task has begun, by the numbers of their threads.
    begun: BTreeMap<usize, Cell>,
    /// Tasks that were made since `main` let others have their turn.
    fresh: Vec<Cell>,
    /// Tasks that have surely ended where `main` is by now.
    done: BTreeSet<ObjId>,
    /// What says how far gathered tasks are, by the keys of the gatherings.
    rounds: BTreeMap<u64, Round>,
    /// What says which exception a register stands for, or none: of results that exceptions are among.
    raised: BTreeMap<(usize, Local), Local>,
    /// Where the tasks of each `as_completed` are noted as they end, by the keys of these, and how many `main` surely took.
    rows: BTreeMap<u64, completing::Row>,
    taken: BTreeMap<ObjId, usize>,
    /// How many wait for each lock and semaphore.
    waiting: BTreeMap<ObjId, Cell>,
    /// How a task ends the loop with `sys.exit`, where one does.
    exit: Option<leaving::Exit>,
    has_run: bool,
    notes: Vec<Refused>,
}

/// How far the tasks of one `gather` are, where one of them can raise.
#[derive(Clone, Copy)]
struct Round {
    left: Cell,
    /// Set when all have ended, or one has raised.
    over: Cell,
    exception: Cell,
}

/// A task, and the number of its thread.
#[derive(Clone, Copy)]
struct LoopTask {
    future: ObjId,
    index: usize,
    /// Where `main` went on when it had been made.
    from: Pc,
    /// Whether it was made in an order of its own, by a set of coroutines.
    is_unordered: bool,
}

/// Where a task has the name that it was given.
const OWN_NAME: &str = "__name__";

impl Loop {
    /// Whether the text has one.
    pub fn is_used(&self) -> bool {
        self.has_run
    }

    pub fn has_task(&self, id: ObjId) -> bool {
        self.tasks.iter().any(|it| it.future == id)
    }

    pub fn owns(&self, id: ObjId) -> bool {
        self.objects.contains(&id)
    }
}

impl Elaborator<'_> {
    /// What a text may not be meant to say, though it can be run.
    pub fn notes(&mut self) -> Vec<Refused> {
        let mut notes = std::mem::take(&mut self.event_loop.notes);
        for (id, (span, name)) in std::mem::take(&mut self.event_loop.unawaited) {
            if self.is_next_completed(id) {
                continue;
            }
            notes.push(Refused::new(span, Refusal::NeverAwaited, &[&name]));
        }
        notes.sort_by_key(|it| (it.span, it.what));
        notes.dedup();
        notes
    }

    /// The part that says which task has its turn, where there is a loop.
    pub fn turn(&self) -> Option<crate::program::Cell> {
        self.event_loop.turn.map(|it| self.base(it))
    }

    /// Lets the tasks begin in the order in which they were made. What else is ready when `main` suspends the first time?
    /// Nothing; so that order is the loop's. Later on others may be ready as well, and who of them is first is open.
    pub fn order_first_turns(&self, roles: &mut [Role], places: &[u8], cells: &mut [i64]) {
        let Some(turn) = self.turn() else { return };
        let place = |index: usize| places.get(index).copied().unwrap_or(0);
        cells[turn.index()] = first_turn_of(ThreadId(place(0)));
        let is_ordered = |it: &&LoopTask| !it.is_unordered;
        for index in 0..self.event_loop.tasks.iter().take_while(is_ordered).count() {
            let alive = self.thread_parts.get(&(index + 1)).map(|it| self.base(*it));
            roles[usize::from(place(index))].hands_on =
                alive.map(|it| (ThreadId(place(index + 1)), it));
        }
    }

    /// A call that is not made yet.
    pub fn coroutine(&mut self, called: &Value, given: Given) -> Value {
        let (span, name) = (given.span, self.what_is(called));
        let id = self.make(Kind::Coroutine(Coroutine { called: called.clone(), given }), span);
        self.event_loop.unawaited.insert(id, (span, name));
        Value::Ref(id)
    }

    /// `await …`
    pub fn awaited(&mut self, of: &Expr, span: Span) -> Value {
        let is_in_coroutine = self.t.calls.last().is_some_and(|it| it.own.is_async);
        let value = self.value(of);
        if self.t.is_dead {
            return Value::Wrong;
        }
        if !is_in_coroutine {
            return self.refuse(span, Refusal::AwaitOutside, &[]);
        }
        self.await_value(&value, span)
    }

    pub fn await_value(&mut self, value: &Value, span: Span) -> Value {
        let Value::Ref(id) = *value else { return self.not_awaitable(value, span) };
        match self.kind(id).clone() {
            Kind::Coroutine(_) => self.run_coroutine(id),
            Kind::Future => self.result_of(id),
            Kind::Gathered(all, keeps_exceptions) => {
                self.gathered_results(id, &all, keeps_exceptions, span)
            }
            _ => self.not_awaitable(value, span),
        }
    }

    fn not_awaitable(&mut self, value: &Value, span: Span) -> Value {
        if matches!(value, Value::Wrong) {
            return Value::Wrong;
        }
        let what = self.what_is(value);
        self.refuse(span, Refusal::NotAwaitable, &[&what])
    }

    /// Makes the call of a coroutine.
    pub fn run_coroutine(&mut self, id: ObjId) -> Value {
        let Kind::Coroutine(it) = self.kind(id).clone() else { return Value::Wrong };
        if self.event_loop.unawaited.remove(&id).is_none() {
            self.raise_named("RuntimeError");
            return Value::Wrong;
        }
        match &it.called {
            Value::Function(closure) => self.call_closure(closure, None, it.given),
            Value::Method(me, closure) => self.call_closure(closure, Some(*me), it.given),
            Value::Operation(of, name) => self.await_operation(*of, name, it.given, None),
            Value::Native("asyncio.sleep") => self.sleep_as_task(it.given),
            Value::Native("asyncio.wait_for") => self.wait_for_awaitable(it.given),
            Value::Native("asyncio.wait") => {
                self.refuse_beside_exit(it.given.span);
                let results = self.wait_for_futures(it.given);
                self.suspend();
                results
            }
            _ => Value::Wrong,
        }
    }

    /// `asyncio.run(main())`
    pub fn run_loop(&mut self, mut given: Given) -> Value {
        let span = given.span;
        given.take(usize::MAX, "debug");
        let Some(Value::Ref(id)) = given.take(0, "main") else {
            return self.refuse(span, Refusal::Arguments, &["asyncio.run"]);
        };
        if !matches!(self.kind(id), Kind::Coroutine(_)) {
            let what = self.what_object(id);
            return self.refuse(span, Refusal::NotAwaitable, &[&what]);
        }
        let is_sure = self.t.index == 0 && !self.t.regions.iter().any(|it| !it.is_attempt);
        if self.event_loop.has_run || self.started > 0 || !is_sure {
            self.event_loop.unawaited.remove(&id);
            return self.refuse(span, Refusal::OneLoop, &[]);
        }
        self.event_loop.has_run = true;
        self.event_loop.turn = Some(self.part("event loop".into(), ObjectKind::ReentrantLock));
        self.t.is_task = true;
        let held = self.hold_turn(true);
        self.prepare_exit();
        let from = self.t.asm.here();
        let value = self.run_coroutine(id);
        let to = self.t.asm.here();
        let is_dead = std::mem::replace(&mut self.t.is_dead, false);
        if !is_dead {
            self.note_wait_for_tasks();
            self.cancel_rest(false, false);
            self.leave_if_asked(span);
        }
        if self.may_fail_between(from, to) {
            self.cancel_rest_when_raised(from, to, span);
        }
        self.t.is_dead = is_dead;
        self.hold_turn(held);
        self.t.is_task = false;
        self.note_tasks();
        value
    }

    /// Lets a coroutine run as a task.
    pub fn make_task(&mut self, value: &Value, span: Span) -> Value {
        let Value::Ref(id) = *value else { return self.not_awaitable(value, span) };
        if matches!(self.kind(id), Kind::Future) {
            return value.clone();
        }
        let Kind::Coroutine(coroutine) = self.kind(id).clone() else {
            return self.not_awaitable(value, span);
        };
        if !self.event_loop.unawaited.contains_key(&id) {
            self.raise_named("RuntimeError");
            return Value::Wrong;
        }
        if self.t.index > 0 || self.t.regions.iter().any(|it| !it.is_attempt) || !self.t.is_task {
            self.event_loop.unawaited.remove(&id);
            return self.refuse(span, Refusal::TaskElsewhere, &[]);
        }
        let all = coroutine.given.values.iter();
        let mut all = all.chain(coroutine.given.named.iter().map(|(_, it)| it));
        if all.any(|it| matches!(it, Value::Local(..) | Value::Phrase(_) | Value::Caught(_))) {
            self.event_loop.unawaited.remove(&id);
            return self.refuse(span, Refusal::NotConstant, &["create_task"]);
        }
        let future = self.make(Kind::Future, span);
        let name = self.what_is(&coroutine.called);
        self.heap[future.0].name = self.words_of_call(&coroutine.called, &coroutine.given.values);
        let Some(index) = self.begin_to_start(span) else { return Value::Wrong };
        let from = self.t.asm.here();
        self.event_loop.tasks.push(LoopTask { future, index, from, is_unordered: false });
        let given = Given::of(Vec::new(), span);
        let task = Task {
            futures: vec![future],
            function: Value::Ref(id),
            calls: vec![given],
            line: self.t.asm.line,
            number: 0,
            passed: Passed::new(),
            row: None,
        };
        let is_awaited = self.found.awaited.contains(&self.object(future).key);
        self.compile_thread(index, future, (name, true), span, |it| {
            it.t.is_task = true;
            it.hold_turn(true);
            it.begin_cancellable(future, index);
            match is_awaited {
                true => it.carry_out(&task),
                // What it raises goes to nobody.
                false => {
                    it.run_coroutine(id);
                    it.end_when_cancelled();
                }
            }
            it.check_ways_out(span);
        });
        let begun = self.event_loop.begun.get(&index).copied();
        self.event_loop.fresh.extend(begun);
        Value::Ref(future)
    }

    /// The same with what else `create_task` is given: a name.
    pub fn make_named_task(&mut self, value: &Value, mut given: Given) -> Value {
        let name = given.take(usize::MAX, "name");
        let made = self.make_task(value, given.span);
        if let (Value::Ref(id), Some(name @ Value::Text(_))) = (&made, name) {
            self.heap[id.0].slots.insert(OWN_NAME.into(), name);
        }
        made
    }

    /// `asyncio.sleep(…)`: others have their turn, even if the time is 0.
    fn sleep_as_task(&mut self, mut given: Given) -> Value {
        let time = given.take(0, "delay").unwrap_or(Value::Int(0));
        let result = given.take(1, "result").unwrap_or(Value::None);
        self.sleep(&time);
        self.suspend_for(time.float() != Some(0.0));
        self.may_be_late();
        self.await_beginnings();
        result
    }

    /// Others have their turn.
    pub fn suspend(&mut self) {
        if self.runs() {
            self.t.asm.give_way();
            self.come_back();
        }
    }

    /// `time.sleep` in a coroutine: nobody has its turn meanwhile.
    pub fn note_standstill(&mut self, span: Span) {
        if self.t.is_task && self.t.calls.iter().any(|it| it.own.is_async) {
            self.event_loop.notes.push(Refused::new(span, Refusal::SleepStopsAll, &[]));
        }
    }

    /// `asyncio.wait_for(…)`
    fn wait_for_awaitable(&mut self, mut given: Given) -> Value {
        let span = given.span;
        let waited = given.take(0, "fut");
        let timeout = given.take(1, "timeout");
        let Ok(timeout) = self.timeout(timeout, span) else { return Value::Wrong };
        let Some(value @ Value::Ref(id)) = waited else {
            return self.refuse(span, Refusal::Arguments, &["wait_for"]);
        };
        let Some(timeout) = timeout else { return self.await_value(&value, span) };
        if self.t.limit.is_some() {
            self.event_loop.unawaited.remove(&id);
            return self.refuse(span, Refusal::WaitForCoroutine, &[]);
        }
        if self.is_next_completed(id) {
            return self.wait_within(&value, timeout, &Given::of(Vec::new(), span));
        }
        let Kind::Coroutine(Coroutine { called: Value::Operation(of, name), given }) =
            self.kind(id).clone()
        else {
            return self.wait_within(&value, timeout, &Given::of(Vec::new(), span));
        };
        self.event_loop.unawaited.remove(&id);
        // Up to CPython 3.11 a task of its own does it, and hands the result on: others have their turn before and behind.
        self.suspend();
        let raises = matches!((self.kind(of), name), (Kind::Queue(_), "put" | "get"));
        let from = self.t.asm.here();
        let value = self.await_operation(of, name, given, Some(timeout));
        // Who is cancelled when that is done already gets what it came to, and is cancelled no more.
        let done = self.t.asm.here();
        self.suspend();
        self.ignore_cancelling(done);
        let late = self.exception_named("TimeoutError");
        if raises {
            let (caught, end) = (self.t.asm.label(), self.t.asm.label());
            let exception = self.t.registers.reserve();
            self.t.asm.handle(from, &[], caught, exception, false);
            self.t.asm.jump(end);
            self.t.asm.place(caught);
            self.t.asm.emit(Instruction::Raise(late));
            self.t.asm.place(end);
            return value;
        }
        match value {
            Value::Local(in_time, _) => {
                self.raise_unless(in_time, true, late);
                if name == "join" { Value::None } else { Value::Bool(true) }
            }
            other => other,
        }
    }

    /// What a task has come to, as one that looks without waiting sees it.
    pub fn task_operation(&mut self, id: ObjId, name: &str, given: Given) -> Value {
        let span = given.span;
        match name {
            "cancel" => return self.cancel_task(id, given),
            "cancelled" => return self.was_cancelled(id),
            _ => {}
        }
        match name {
            "result" | "exception" => {
                let done = self.future_operation(id, "done", Given::of(Vec::new(), span));
                if let Value::Local(done, _) = done {
                    let early = self.exception_named("InvalidStateError");
                    self.raise_unless(done, true, early);
                }
                if name == "exception" {
                    self.raise_if_cancelled(id);
                }
                self.future_operation(
                    id,
                    if name == "result" { "result" } else { "exception" },
                    given,
                )
            }
            "done" => self.future_operation(id, "done", given),
            "get_name" => match self.object(id).slots.get(OWN_NAME) {
                Some(name) => name.clone(),
                // Python counts them.
                None => self.refuse(span, Refusal::UnnamedTask, &[]),
            },
            _ => self.refuse(span, Refusal::NoAttribute, &["Task", name]),
        }
    }
}
