//! `asyncio`: coroutines, tasks, and what they wait at.
//!
//! A coroutine is a call that is made where it is awaited. A task is a thread that has its turn until it suspends: all
//! tasks share one [turn](crate::program::Role::turn), and the thread of `asyncio.run` is one of them as long as that goes on. So
//! awaiting what need not wait suspends nobody, as in CPython. Which task goes on first is open.

use super::Elaborator;
use super::calls::Given;
use super::heap::Kind;
use super::pools::Task;
use super::value::{Domain, ObjId, Value};
use crate::program::{
    Blocking, Cell, Exception, Instruction, Local, ObjectKind, Operand, Operation, Operator, Pc,
    Place, Span,
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
    /// Tasks with the place where they were made.
    tasks: Vec<(ObjId, Span)>,
    /// Tasks that clean up when they are cancelled.
    cleans_up: BTreeSet<ObjId>,
    /// What says how far gathered tasks are, by the keys of the gatherings.
    rounds: BTreeMap<u64, Round>,
    /// How many wait for each lock and semaphore.
    waiting: BTreeMap<ObjId, Cell>,
    /// Locks of conditions.
    lent: BTreeSet<ObjId>,
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

impl Loop {
    /// Whether the text has one.
    pub fn is_used(&self) -> bool {
        self.has_run
    }

    pub fn has_task(&self, id: ObjId) -> bool {
        self.tasks.iter().any(|(it, _)| *it == id)
    }

    pub fn owns(&self, id: ObjId) -> bool {
        self.objects.contains(&id)
    }
}

impl Elaborator<'_> {
    /// What a text may not be meant to say, though it can be run.
    pub fn notes(&mut self) -> Vec<Refused> {
        let mut notes = std::mem::take(&mut self.event_loop.notes);
        for (span, name) in std::mem::take(&mut self.event_loop.unawaited).into_values() {
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

    fn await_value(&mut self, value: &Value, span: Span) -> Value {
        let Value::Ref(id) = *value else { return self.not_awaitable(value, span) };
        match self.kind(id).clone() {
            Kind::Coroutine(_) => self.run_coroutine(id),
            Kind::Future => self.result_of(id),
            Kind::Gathered(all, keeps_exceptions) => {
                self.all_results(id, &all, keeps_exceptions, span)
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
        let value = self.run_coroutine(id);
        self.hold_turn(held);
        self.refuse_cleaning_up();
        value
    }

    /// Tasks that nobody waits for are cancelled at the end of the loop, which is not run here. Where such a task only
    /// stops, that is the same as being cut off.
    fn refuse_cleaning_up(&mut self) {
        for (task, span) in self.event_loop.tasks.clone() {
            let is_awaited = self.next.awaited.contains(&self.object(task).key);
            if !is_awaited && self.event_loop.cleans_up.contains(&task) {
                self.refuse(span, Refusal::LeftTask, &[]);
            }
        }
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
        self.event_loop.tasks.push((future, span));
        let given = Given::of(Vec::new(), span);
        let task =
            Task { future, function: Value::Ref(id), given, line: self.t.asm.line, number: 0 };
        let is_awaited = self.found.awaited.contains(&self.object(future).key);
        self.compile_thread(index, future, (name, true), span, |it| {
            it.t.is_task = true;
            it.hold_turn(true);
            match is_awaited {
                true => it.carry_out(&task),
                // What it raises goes to nobody.
                false => {
                    it.run_coroutine(id);
                }
            }
            if it.t.cleans_up {
                it.event_loop.cleans_up.insert(future);
            }
        });
        Value::Ref(future)
    }

    /// `asyncio.gather(…)`: all coroutines become tasks at once.
    pub fn gather_tasks(&mut self, mut given: Given) -> Value {
        let span = given.span;
        let keeps_exceptions = match given.take(usize::MAX, "return_exceptions") {
            None => false,
            Some(it) => match it.truth() {
                Some(it) => it,
                None => return self.refuse(span, Refusal::NotConstant, &["return_exceptions"]),
            },
        };
        if let Some((option, _)) = given.named.first() {
            let option = option.clone();
            return self.refuse(span, Refusal::Option, &["gather", &option]);
        }
        let mut futures = Vec::new();
        for value in &given.values {
            match self.make_task(value, span) {
                Value::Ref(future) => futures.push(future),
                other => return other,
            }
        }
        Value::Ref(self.make(Kind::Gathered(futures, keeps_exceptions), span))
    }

    /// The results of tasks that were gathered. What one of them raises is raised at once, and the others go on.
    fn all_results(
        &mut self,
        id: ObjId,
        all: &[ObjId],
        keeps_exceptions: bool,
        span: Span,
    ) -> Value {
        // It learns of the end of its tasks only when it comes round, even where all have ended before.
        self.suspend();
        if !keeps_exceptions && self.can_fail(all) {
            self.until_over(id, all);
        }
        let mut results = Vec::new();
        for &future in all {
            results.push(match keeps_exceptions {
                true => self.result_or_exception(future, span),
                false => self.result_of(future),
            });
            if self.t.is_dead {
                return Value::Wrong;
            }
        }
        self.list(results, span)
    }

    /// Whether one of these tasks can raise.
    fn can_fail(&self, all: &[ObjId]) -> bool {
        all.iter().any(|it| self.found.raising.contains(&self.object(*it).key))
    }

    /// Waits until all of these have ended, or one has raised; then raises that.
    fn until_over(&mut self, id: ObjId, all: &[ObjId]) {
        let key = self.object(id).key;
        for task in all {
            let task = self.object(*task).key;
            self.is_dirty |=
                self.next.gathered.entry(task).or_default().insert(key, all.len()).is_none();
            self.is_dirty |= self.next.awaited.insert(task);
            self.is_dirty |= self.next.results.insert(task);
        }
        let round = self.round_of(key, all.len());
        self.block_on(Blocking::UntilSet(round.over), None);
        let raised = self.t.registers.reserve();
        self.t.asm.load(Place::Cell(round.exception), raised, false);
        let nothing = Operand::Constant(crate::program::NONE);
        let is_well = self.compute(Operator::Equal, Operand::Local(raised), nothing);
        self.raise_unless(is_well, true, Operand::Local(raised));
    }

    /// What says how far the tasks that were gathered are.
    fn round_of(&mut self, key: u64, count: usize) -> Round {
        if let Some(known) = self.event_loop.rounds.get(&key) {
            return *known;
        }
        let variable = |initial| ObjectKind::Variable { initial };
        let left = self.part("gather.left".into(), variable(count as i64));
        let over = self.part("gather.over".into(), ObjectKind::Event);
        let exception = self.part("gather.exception".into(), variable(crate::program::NONE));
        let round =
            Round { left: self.base(left), over: self.base(over), exception: self.base(exception) };
        self.event_loop.rounds.insert(key, round);
        round
    }

    /// Tells those who gathered a task that it has ended: well, or with the exception in this register.
    pub fn tell_gatherers(&mut self, future: ObjId, exception: Option<Local>) {
        let gathered = self.found.gathered.get(&self.object(future).key).cloned();
        for (key, count) in gathered.unwrap_or_default() {
            let round = self.round_of(key, count);
            let (seen, end) = (self.t.registers.reserve(), self.t.asm.label());
            if let Some(exception) = exception {
                self.t.asm.load(Place::Cell(round.exception), seen, false);
                let nothing = Operand::Constant(crate::program::NONE);
                let is_first = self.compute(Operator::Equal, Operand::Local(seen), nothing);
                self.t.asm.jump_if(Operand::Local(is_first), false, end);
                self.t.asm.store(Operand::Local(exception), Place::Cell(round.exception));
            } else {
                self.t.asm.load(Place::Cell(round.left), seen, false);
                let one = Operand::Constant(1);
                let left = self.compute(Operator::Subtract, Operand::Local(seen), one);
                self.t.asm.store(Operand::Local(left), Place::Cell(round.left));
                self.t.asm.jump_if(Operand::Local(left), true, end);
            }
            self.t.asm.access(Operation::SetFlag(round.over));
            self.t.asm.place(end);
        }
    }

    /// Whether an instruction since `from` can raise what the reader's program is about. That a sum is none is refused
    /// beforehand, or no matter here.
    pub fn may_fail(&self, from: Pc) -> bool {
        let code = self.t.asm.code.get(from.index()..).unwrap_or_default();
        code.iter().any(|it| match it {
            Instruction::Pause(Operand::Constant(_))
            | Instruction::Do(Operation::Start { .. } | Operation::Add { .. }) => false,
            Instruction::Compute { .. } => {
                it.can_raise().is_none_or(|it| it.contains(&Exception::ZERO_DIVISION_ERROR))
            }
            _ => it.can_raise().is_none_or(|it| !it.is_empty()),
        })
    }

    fn result_or_exception(&mut self, future: ObjId, span: Span) -> Value {
        if !self.found.raising.contains(&self.object(future).key) {
            return self.result_of(future);
        }
        let key = self.object(future).key;
        self.is_dirty |= self.next.results.insert(key);
        let result = self.future_operation(future, "exception", Given::of(Vec::new(), span));
        if !self.found.returning.contains(&key) {
            return result;
        }
        // Which of the two it is was found out above: an exception, or none.
        self.either_result(future, result, span)
    }

    /// `asyncio.TaskGroup()`
    pub fn make_task_group(&mut self, span: Span) -> Value {
        Value::Ref(self.make(Kind::TaskGroup(Vec::new()), span))
    }

    pub fn task_group_operation(&mut self, id: ObjId, name: &str, mut given: Given) -> Value {
        let span = given.span;
        let coroutine = given.take(0, "coro");
        let (Some(coroutine), "create_task") = (coroutine, name) else {
            return self.refuse(span, Refusal::NoAttribute, &["TaskGroup", name]);
        };
        let made = self.make_task(&coroutine, span);
        if let (Value::Ref(future), Kind::TaskGroup(all)) = (&made, &mut self.heap[id.0].kind) {
            all.push(*future);
        }
        made
    }

    /// The end of `async with TaskGroup()`: all its tasks have ended.
    pub fn end_task_group(&mut self, id: ObjId, span: Span) {
        let Kind::TaskGroup(all) = self.kind(id).clone() else { return };
        if self.can_fail(&all) {
            self.refuse(span, Refusal::GatherRaises, &[]);
        }
        for future in all {
            self.result_of(future);
        }
    }

    /// `asyncio.sleep(…)`: others have their turn, even if the time is 0.
    fn sleep_as_task(&mut self, mut given: Given) -> Value {
        let time = given.take(0, "delay").unwrap_or(Value::Int(0));
        let result = given.take(1, "result").unwrap_or(Value::None);
        self.sleep(&time);
        self.suspend();
        result
    }

    /// Others have their turn.
    fn suspend(&mut self) {
        if self.runs() {
            self.t.asm.give_way();
        }
    }

    /// `time.sleep` in a coroutine: nobody has its turn meanwhile.
    pub fn note_standstill(&mut self, span: Span) {
        if self.t.is_task && self.t.calls.iter().any(|it| it.own.is_async) {
            self.event_loop.notes.push(Refused::new(span, Refusal::SleepStopsAll, &[]));
        }
    }

    /// Makes an object of asyncio.
    pub fn make_of_loop(&mut self, name: &'static str, given: Given) -> Value {
        let span = given.span;
        if self.t.index > 0 || self.t.regions.iter().any(|it| !it.is_attempt) {
            return self.refuse(span, Refusal::MadeInThread, &[name]);
        }
        let like = match name {
            "asyncio.Queue" => "queue.Queue",
            "asyncio.LifoQueue" => "queue.LifoQueue",
            "asyncio.PriorityQueue" => "queue.PriorityQueue",
            "asyncio.Lock" => "threading.Lock",
            "asyncio.Semaphore" => "threading.Semaphore",
            "asyncio.BoundedSemaphore" => "threading.BoundedSemaphore",
            "asyncio.Event" => "threading.Event",
            _ => {
                if let Some((option, _)) = given.named.first() {
                    return self.refuse(span, Refusal::Option, &["Condition", &option.clone()]);
                }
                let lock = match given.values.first() {
                    Some(Value::Ref(lock)) if self.event_loop.owns(*lock) => *lock,
                    Some(_) => return self.refuse(span, Refusal::NotConstant, &["Condition"]),
                    None => match self.make_of_loop("asyncio.Lock", Given::of(Vec::new(), span)) {
                        Value::Ref(lock) => lock,
                        other => return other,
                    },
                };
                self.event_loop.lent.insert(lock);
                let made = self.make_shared(Kind::Condition(lock), name, span);
                if let Value::Ref(id) = made {
                    self.event_loop.objects.insert(id);
                }
                return made;
            }
        };
        let made = self.call_native(like, given);
        if let Value::Ref(id) = made {
            self.event_loop.objects.insert(id);
        }
        made
    }

    /// An operation of an object of asyncio: at once, or once it is awaited.
    pub fn operate_in_loop(&mut self, of: ObjId, name: &'static str, given: Given) -> Value {
        let waits = match self.kind(of) {
            Kind::Queue(_) => matches!(name, "put" | "get" | "join"),
            _ => matches!(name, "acquire" | "wait" | "wait_for"),
        };
        if waits {
            return self.coroutine(&Value::Operation(of, name), given);
        }
        if name == "clear" && self.runs() {
            let key = self.object(of).key;
            self.is_dirty |= self.next.cleared.insert(key);
        }
        if matches!(name, "set" | "clear") && self.runs() && self.is_cleared(of) {
            let cell = self.cell(of);
            self.change_flag(cell, name == "set");
            return Value::None;
        }
        if name == "notify" {
            // Whom it wakes is chosen, which begins a step.
            let held = self.hold_turn(false);
            let value = self.synchronise(of, name, given);
            self.hold_turn(held);
            self.t.asm.begin_group();
            return value;
        }
        self.synchronise(of, name, given)
    }

    /// Does what is awaited. A time-out is one of `wait_for`.
    fn await_operation(
        &mut self,
        of: ObjId,
        name: &'static str,
        mut given: Given,
        timeout: Option<Operand>,
    ) -> Value {
        let span = given.span;
        if let Some((option, _)) =
            given.named.iter().find(|(it, _)| it == "timeout" || it == "block")
        {
            let option = option.clone();
            return self.refuse(span, Refusal::Option, &[name, &option]);
        }
        match (self.kind(of).clone(), name) {
            (Kind::Queue(_), "put") => {
                let Some(value) = given.take(0, "item") else {
                    return self.refuse(span, Refusal::Arguments, &["put"]);
                };
                self.put_value(of, value, timeout, span)
            }
            (Kind::Queue(_), "get") => self.take_from_queue(of, timeout),
            (Kind::Queue(_), _) => match self.unfinished(of) {
                Some(it) => self.wait_for_flag(it.all_done, timeout),
                None => Value::None,
            },
            (Kind::Event { .. }, _) => self.wait_for_event(of, timeout),
            (_, "acquire") => self.acquire_in_turn(of, timeout),
            (Kind::Condition(lock), "wait") => self.wait_at(of, lock, timeout),
            (Kind::Condition(_), "wait_for") if timeout.is_none() => {
                self.synchronise(of, name, given)
            }
            _ => {
                let what = self.what_object(of);
                self.refuse(span, Refusal::NoAttribute, &[&what, name])
            }
        }
    }

    /// Takes a lock or a permit. Whoever comes while others wait stands behind them, even where it is free by now.
    pub fn acquire_in_turn(&mut self, id: ObjId, timeout: Option<Operand>) -> Value {
        // Of those who wait for the lock of a condition some are not counted: they were notified, and come back for it.
        if self.event_loop.lent.contains(&id) || matches!(self.kind(id), Kind::Condition(_)) {
            self.suspend();
            return self.acquire(id, timeout);
        }
        let waiting = self.waiting_at(id);
        let (before, alone) = (self.t.registers.reserve(), self.t.asm.label());
        let amount = Operand::Constant(1);
        let count = |into, negative| Operation::Add { cell: waiting, amount, negative, into };
        self.t.asm.access(count(before, false));
        self.t.asm.jump_if(Operand::Local(before), false, alone);
        self.suspend();
        self.t.asm.place(alone);
        let taken = self.acquire(id, timeout);
        self.t.asm.access(count(before, true));
        taken
    }

    /// How many tasks wait for a lock, or are about to take it.
    fn waiting_at(&mut self, id: ObjId) -> Cell {
        if let Some(known) = self.event_loop.waiting.get(&id) {
            return *known;
        }
        let part = self.machine(id);
        let name = format!("{}.waiters", self.parts[usize::from(part.0)].name);
        let part = self.part(name, ObjectKind::Atomic { initial: 0 });
        let cell = self.base(part);
        self.event_loop.waiting.insert(id, cell);
        cell
    }

    /// Waits for an event. Who waits when it is set goes on, even if it is cleared before that one has its turn.
    fn wait_for_event(&mut self, id: ObjId, timeout: Option<Operand>) -> Value {
        let cell = self.cell(id);
        match self.is_cleared(id) {
            true => self.wait_for_flag(cell, timeout),
            false => self.block_on(Blocking::UntilSet(cell), timeout),
        }
    }

    /// The same, of a flag that may be cleared again.
    fn wait_for_flag(&mut self, cell: Cell, timeout: Option<Operand>) -> Value {
        let waiters = cell.offset(1);
        let (asleep, done) = (self.t.registers.reserve(), self.t.asm.label());
        let answer = self.t.registers.reserve();
        self.t.asm.set(answer, Operand::Constant(1));
        let seen = Operand::Constant(0);
        self.t.asm.access(Operation::SleepIf { cell, waiters, seen, into: asleep });
        self.t.asm.jump_if(Operand::Local(asleep), false, done);
        let woken = self.block_on(Blocking::Wake { waiters }, timeout);
        if let Value::Local(woken, _) = woken {
            self.t.asm.set(answer, Operand::Local(woken));
        }
        self.t.asm.place(done);
        Value::Local(answer, Domain::truths())
    }

    /// Whether tasks clear an event, so that it can be set without being so for long.
    pub fn is_cleared(&self, id: ObjId) -> bool {
        self.event_loop.owns(id) && self.found.cleared.contains(&self.object(id).key)
    }

    /// Sets or clears such a flag.
    pub fn change_flag(&mut self, cell: Cell, is_set: bool) {
        let to = Place::Cell(cell);
        self.t.asm.store(Operand::Constant(is_set.into()), to);
        if is_set {
            let (waiters, count) = (cell.offset(1), Operand::Constant(i64::MAX));
            let notify = Operation::Notify { waiters, lock: None, is_reentrant: false, count };
            self.t.asm.access(notify);
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
        let Kind::Coroutine(Coroutine { called: Value::Operation(of, name), given }) =
            self.kind(id).clone()
        else {
            self.event_loop.unawaited.remove(&id);
            return self.refuse(span, Refusal::WaitForCoroutine, &[]);
        };
        self.event_loop.unawaited.remove(&id);
        // Up to CPython 3.11 a task of its own does it, and hands the result on: others have their turn before and behind.
        self.suspend();
        let raises = matches!((self.kind(of), name), (Kind::Queue(_), "put" | "get"));
        let from = self.t.asm.here();
        let value = self.await_operation(of, name, given, Some(timeout));
        self.suspend();
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
            "result" | "exception" => {
                let done = self.future_operation(id, "done", Given::of(Vec::new(), span));
                if let Value::Local(done, _) = done {
                    let early = self.exception_named("InvalidStateError");
                    self.raise_unless(done, true, early);
                }
                self.future_operation(
                    id,
                    if name == "result" { "result" } else { "exception" },
                    given,
                )
            }
            "done" => self.future_operation(id, "done", given),
            _ => self.refuse(span, Refusal::NoAttribute, &["Task", name]),
        }
    }

    /// What a task returned, or what stands for its exception.
    fn either_result(&mut self, future: ObjId, exception: Value, span: Span) -> Value {
        let Value::Local(raised, _) = exception else { return exception };
        let (is_well, end) = (self.t.asm.label(), self.t.asm.label());
        let into = self.t.registers.reserve();
        let nothing = Operand::Constant(crate::program::NONE);
        let is_none = self.compute(Operator::Equal, Operand::Local(raised), nothing);
        self.t.asm.jump_if(Operand::Local(is_none), true, is_well);
        self.t.asm.set(into, Operand::Local(raised));
        self.t.asm.jump(end);
        self.t.asm.place(is_well);
        let result = self.kept_result(future);
        self.put(into, &result, span);
        self.t.asm.place(end);
        self.either(into, &[Value::Opaque, result], span)
    }
}
