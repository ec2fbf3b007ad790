//! Making, starting and joining threads.

use super::calls::Given;
use super::heap::{Kind, Level, ThreadPlan};
use super::value::{Domain, ObjId, Value};
use super::{Compiled, Elaborator, Thread};
use crate::program::{
    Blocking, Instruction, ObjectKind, Operand, Operation, Span, ThreadId, ThreadSet,
};
use crate::python::nearest;
use crate::python::refusal::Refusal;

/// What a thread is made with.
const OPTIONS: [&str; 6] = ["target", "args", "kwargs", "name", "daemon", "group"];

/// The most threads beside `main`.
pub const MOST_THREADS: usize = 40;

impl Elaborator<'_> {
    /// `Thread(…)` or `Process(…)`: what is to run, with what.
    pub fn make_thread(&mut self, given: Given, is_process: bool) -> Value {
        let maker = if is_process { "Process" } else { "Thread" };
        if let Some((option, _)) = given.named.iter().find(|(it, _)| !OPTIONS.contains(&&**it)) {
            let option = option.clone();
            match nearest(&option, OPTIONS) {
                Some(meant) => {
                    self.refuse(given.span, Refusal::MisspeltOption, &[maker, &option, meant])
                }
                None => self.refuse(given.span, Refusal::Option, &[maker, &option]),
            };
            return self.make_doubtful_thread(given, is_process);
        }
        let id = self.make(Kind::Thread, given.span);
        self.plans.insert(id, ThreadPlan { is_process, ..ThreadPlan::default() });
        self.plan_thread(id, given);
        Value::Ref(id)
    }

    /// A thread that was made wrongly: its target is looked at all the same, with arguments of which nothing is known.
    fn make_doubtful_thread(&mut self, mut given: Given, is_process: bool) -> Value {
        given.named.retain(|(it, _)| OPTIONS.contains(&&**it));
        let is_given = given.named.iter().any(|(it, _)| it == "args" || it == "kwargs");
        let target = given.named.iter().find(|(it, _)| it == "target").map(|(_, it)| it.clone());
        if !is_given && let Some(Value::Function(it) | Value::Method(_, it)) = &target {
            let of_own = usize::from(matches!(target, Some(Value::Method(..))));
            let wanted = it.function.parameters.iter().skip(of_own);
            let wanted = wanted.filter(|it| it.default.is_none() && it.stars == 0);
            let all = wanted.map(|_| Value::Wrong).collect();
            given.named.push(("args".into(), Value::tuple(all)));
        }
        self.make_thread(given, is_process)
    }

    pub fn plan_thread(&mut self, id: ObjId, mut given: Given) {
        let span = given.span;
        // Whoever writes `Thread(work)` has given a group, which CPython refuses too.
        if given.take(0, "group").is_some_and(|it| it != Value::None) {
            self.refuse(span, Refusal::Arguments, &["Thread"]);
        }
        let is_process = self.plans.get(&id).is_some_and(|it| it.is_process);
        let mut plan = ThreadPlan { is_known: true, is_process, ..ThreadPlan::default() };
        plan.target = given.take(1, "target").unwrap_or(Value::None);
        plan.name = given.take(2, "name").filter(|it| *it != Value::None).unwrap_or(Value::Unset);
        if let Some(arguments) = given.take(3, "args") {
            plan.arguments = self.elements(&arguments, span).unwrap_or_default();
        }
        if let Some(Value::Ref(named)) = given.take(4, "kwargs") {
            for (key, value) in self.dict_items(named, span) {
                if let Value::Text(name) = key {
                    plan.named.push((name.to_string(), value));
                }
            }
        }
        match given.take(5, "daemon").map(|it| it.truth()) {
            None => {}
            Some(Some(it)) => plan.is_daemon = it,
            Some(None) => {
                self.refuse(span, Refusal::NotConstant, &["daemon"]);
            }
        }
        if let Some((name, _)) = given.named.first() {
            self.refuse(span, Refusal::Option, &["Thread", &name.clone()]);
        }
        if is_process {
            plan.name = self.name_of_process(plan.name);
        } else if matches!(plan.name, Value::Unset) {
            self.unnamed += 1;
            let of = match &plan.target {
                Value::Function(it) | Value::Method(_, it) => format!(" ({})", it.called),
                _ => String::new(),
            };
            plan.name = Value::text(&format!("Thread-{}{of}", self.unnamed));
        }
        self.plans.insert(id, plan);
    }

    /// `Timer(interval, function)`
    pub fn make_timer(&mut self, mut given: Given) -> Value {
        let span = given.span;
        let interval = given.take(0, "interval").unwrap_or(Value::Opaque);
        let Some(target) = given.take(1, "function") else {
            return self.refuse(span, Refusal::Arguments, &["Timer"]);
        };
        let mut plan = ThreadPlan { is_known: true, target, ..ThreadPlan::default() };
        if let Some(all) = given.take(2, "args").filter(|it| *it != Value::None) {
            plan.arguments = self.elements(&all, span).unwrap_or_default();
        }
        let finished = self.make(Kind::Event { is_set: false }, span);
        plan.timer = Some((interval, finished));
        self.unnamed += 1;
        plan.name = Value::text(&format!("Thread-{}", self.unnamed));
        let id = self.make(Kind::Thread, span);
        self.plans.insert(id, plan);
        Value::Ref(id)
    }

    pub fn thread_attribute(&mut self, id: ObjId, name: &str, span: Span) -> Value {
        let Some(plan) = self.plans.get(&id) else {
            return self.refuse(span, Refusal::NoAttribute, &["Thread", name]);
        };
        match name {
            "name" => plan.name.clone(),
            "daemon" => Value::Bool(plan.is_daemon),
            "start" => Value::Operation(id, "start"),
            "join" => Value::Operation(id, "join"),
            "is_alive" => Value::Operation(id, "is_alive"),
            "run" => Value::Operation(id, "run"),
            "cancel" => Value::Operation(id, "cancel"),
            "getName" => Value::Operation(id, "getName"),
            "setDaemon" => Value::Operation(id, "setDaemon"),
            "__init__" => Value::Operation(id, "__init__"),
            "pid" | "ident" if plan.is_process => match plan.started {
                Some(index) => self.pid_of(index),
                None => Value::None,
            },
            "ident" | "native_id" => Value::Opaque,
            "exitcode" if plan.is_process => self.exit_code(id),
            "terminate" | "kill" if plan.is_process => {
                self.refuse(span, Refusal::Terminated, &[name])
            }
            _ => {
                self.raise_named("AttributeError");
                Value::Wrong
            }
        }
    }

    pub fn thread_operation(&mut self, id: ObjId, name: &str, mut given: Given) -> Value {
        let span = given.span;
        if self.is_of_other_process(id) && matches!(name, "start" | "join" | "is_alive") {
            return self.operate_elsewhere(id, name);
        }
        match name {
            "start" => self.start(id, span),
            "join" => {
                let timeout = given.take(0, "timeout");
                let Ok(timeout) = self.timeout(timeout, span) else { return Value::Wrong };
                self.join(id, timeout);
            }
            "__init__" => self.plan_thread(id, given),
            "run" => return self.run_thread(id, span),
            "getName" => return self.thread_attribute(id, "name", span),
            "setDaemon" => {
                let value = given.take(0, "daemonic").unwrap_or(Value::Bool(true));
                self.set_attribute(&Value::Ref(id), "daemon", value, span);
            }
            "is_alive" => {
                let started = self.plans.get(&id).and_then(|it| it.started);
                return match started {
                    None => Value::Bool(false),
                    Some(index) => self.is_alive(index),
                };
            }
            "cancel" => {
                let finished = self.plans.get(&id).and_then(|it| it.timer.clone());
                if let Some((_, finished)) = finished {
                    return self.synchronise(finished, "set", Given::of(Vec::new(), span));
                }
                return self.refuse(span, Refusal::NoAttribute, &["Thread", "cancel"]);
            }
            _ => return self.refuse(span, Refusal::NoAttribute, &["Thread", name]),
        }
        Value::None
    }

    /// Compiles the thread for what is known now, and lets it go.
    fn start(&mut self, id: ObjId, span: Span) {
        let Some(plan) = self.plans.get(&id).cloned() else { return };
        if plan.started.is_some() || !plan.is_known {
            self.raise_named(wrongly_started(plan.is_process));
            return;
        }
        if self.event_loop.is_used() {
            self.refuse(span, Refusal::LoopAndThreads, &[]);
            return;
        }
        if self.t.index > 0 {
            self.refuse(span, Refusal::StartInThread, &[]);
            return;
        }
        if self.t.regions.iter().any(|it| !it.is_attempt) {
            self.refuse(span, Refusal::StartElsewhere, &[]);
            return;
        }
        let Some(index) = self.begin_to_start(span) else { return };
        let passed = self.pass_arguments(id, &plan, span);
        if let Some(plan) = self.plans.get_mut(&id) {
            plan.started = Some(index);
        }
        let name = match &plan.target {
            Value::Function(it) | Value::Method(_, it) => it.called.clone(),
            Value::None => self.what_object(id),
            other => self.what_is(other),
        };
        let work = |it: &mut Self| {
            it.t.process = if plan.is_process { index } else { it.t.process };
            it.run_passed(id, &passed, span);
        };
        if plan.is_process {
            self.note_process(index, id, plan.is_daemon);
            self.in_memory_of(index, None, |it| {
                it.compile_thread(index, id, (name, plan.is_daemon), span, work);
            });
        } else {
            self.compile_thread(index, id, (name, plan.is_daemon), span, work);
        }
    }

    /// Lets a thread go that is compiled now or later, and gives it the number of its start.
    pub fn begin_to_start(&mut self, span: Span) -> Option<usize> {
        if self.started >= MOST_THREADS {
            self.refuse(span, Refusal::TooManyThreads, &["40"]);
            return None;
        }
        self.started += 1;
        self.emit_start(self.started);
        Some(self.started)
    }

    /// Compiles a thread: from the wait for its start to its end, what it does in between.
    pub fn compile_thread(
        &mut self,
        index: usize,
        id: ObjId,
        (name, is_daemon): (String, bool),
        span: Span,
        work: impl FnOnce(&mut Self),
    ) {
        let path = super::mixed(self.t.path, self.object(id).key);
        let thread = Thread { scope: self.module, plan: Some(id), ..Thread::new(index, path) };
        let main = std::mem::replace(&mut self.t, thread);
        self.at(main.asm.line, span);
        self.begin_thread(index);
        self.own_from_before(index);
        if self.has_exit_code(index) {
            let code = self.t.registers.reserve();
            self.t.pinned.push(code);
            self.t.exit_code = Some(code);
        }
        work(self);
        self.t.is_dead = false;
        self.end_thread(index);
        let thread = std::mem::replace(&mut self.t, main);
        self.note_length(&thread);
        let (asm, registers, marks) = (thread.asm, thread.registers.count(), thread.marks);
        self.compiled.insert(index, Compiled { name, asm, registers, is_daemon, marks });
    }

    /// Gives the thread's own variables that were made before it started a register each.
    fn own_from_before(&mut self, index: usize) {
        let own: Vec<_> = self
            .found
            .levels
            .iter()
            .filter(|(_, it)| **it == Level::Own(index))
            .map(|(key, _)| key.clone())
            .collect();
        for key in own {
            let Some(of) = self.with_key(key.0) else { continue };
            let value = self.object(of).slots.get(&key.1).cloned().unwrap_or(Value::Unset);
            if !self.is_storable(&value) {
                continue;
            }
            let domain = self.domain_of_value(&value);
            self.hold(&key, &domain);
            if let Some(operand) = self.operand(&value, Span::default()) {
                let home = self.t.registers.reserve();
                self.t.asm.set(home, operand);
                self.t.homes.insert(key, (home, true));
            }
        }
    }

    pub fn run_thread(&mut self, id: ObjId, span: Span) -> Value {
        let Some(plan) = self.plans.get(&id).cloned() else { return Value::Wrong };
        if let Some((interval, finished)) = &plan.timer {
            let Ok(timeout) = self.timeout(Some(interval.clone()), span) else {
                return Value::Wrong;
            };
            let mut given = Given::of(vec![interval.clone()], span);
            if timeout.is_none() {
                given.values.clear();
            }
            self.synchronise(*finished, "wait", given);
            let is_set = self.synchronise(*finished, "is_set", Given::of(Vec::new(), span));
            let end = self.t.asm.label();
            let kept = self.t.regions.len();
            if let Value::Local(register, _) = is_set {
                self.t.asm.jump_if(Operand::Local(register), true, end);
                self.open(false);
            }
            let given = Given { values: plan.arguments, named: plan.named, span };
            self.call_value(&plan.target, given);
            self.close(kept, false);
            self.t.asm.place(end);
            self.t.is_dead = false;
            return Value::None;
        }
        if self.method(id, "run").is_some() {
            return self.call_method(id, "run", Vec::new(), span);
        }
        if plan.target == Value::None {
            return Value::None;
        }
        let given = Given { values: plan.arguments, named: plan.named, span };
        self.call_value(&plan.target, given)
    }

    fn join(&mut self, id: ObjId, timeout: Option<Operand>) {
        let is_process = self.plans.get(&id).is_some_and(|it| it.is_process);
        let Some(index) = self.plans.get(&id).and_then(|it| it.started) else {
            self.raise_named(wrongly_started(is_process));
            return;
        };
        if index == self.t.index {
            self.raise_named("RuntimeError");
            return;
        }
        if timeout.is_none() && self.t.regions.is_empty() {
            self.note_joined(index);
        }
        self.emit_join(index, timeout);
    }

    // What follows is all that knows how threads are started and joined. Until the roles are in their order a thread
    // is called by the number of its start.

    fn begin_thread(&mut self, index: usize) {
        let alive = self.thread_part(index);
        self.t.asm.next_group();
        let on = Blocking::Begin(alive);
        self.t.asm.emit(Instruction::Block { on, answer: None, timeout: None });
        self.t.begins = self.t.asm.here();
    }

    /// The end of a thread, for whichever reason.
    pub fn end_thread(&mut self, index: usize) {
        self.hold_turn(false);
        if index > 0 {
            let alive = self.thread_part(index);
            let (caught, end) = (self.t.asm.label(), self.t.asm.label());
            let exception = self.t.registers.reserve();
            let from = self.t.begins;
            self.t.asm.handle(from, &[], caught, exception, true);
            self.t.asm.place(end);
            self.end_process(index, Operand::Constant(0));
            self.t.asm.access(Operation::EndRole(alive));
            self.t.asm.emit(Instruction::End);
            if let Some(exit) = self.t.exit {
                self.t.asm.place(exit);
                let code = self.t.exit_code.map_or(Operand::Constant(0), Operand::Local);
                self.end_process(index, code);
                self.t.asm.access(Operation::EndRole(alive));
                self.t.asm.emit(Instruction::End);
            }
            self.t.asm.place(caught);
            self.end_process(index, Operand::Constant(1));
            self.t.asm.access(Operation::EndRole(alive));
            self.t.asm.emit(Instruction::Raise(Operand::Local(exception)));
        } else {
            self.end_pools();
            self.send_rest();
        }
        self.t.asm.emit(Instruction::End);
    }

    fn emit_start(&mut self, index: usize) {
        let alive = self.thread_part(index);
        self.t.asm.step(Operation::Start { alive, thread: ThreadId(index as u8) });
    }

    pub fn emit_join(&mut self, index: usize, timeout: Option<Operand>) {
        let alive = self.thread_part(index);
        self.t.asm.next_group();
        let on = Blocking::Join { alive, threads: ThreadSet(1 << index), late: true };
        self.t.asm.emit(Instruction::Block { on, answer: None, timeout });
    }

    pub fn is_alive(&mut self, index: usize) -> Value {
        let alive = self.thread_part(index);
        let into = self.t.registers.reserve();
        let thread = ThreadId(index as u8);
        self.t.asm.step(Operation::LookIfAlive { alive, thread, into });
        Value::Local(into, Domain::truths())
    }

    fn thread_part(&mut self, index: usize) -> crate::program::Cell {
        if let Some(part) = self.thread_parts.get(&index) {
            return self.base(*part);
        }
        let kind = ObjectKind::Alive { threads: ThreadSet(1 << index), late: true };
        let part = self.part(format!("thread {index}"), kind);
        self.thread_parts.insert(index, part);
        self.base(part)
    }
}

/// What is raised where a thread or process is started twice, or joined before its start.
fn wrongly_started(is_process: bool) -> &'static str {
    if is_process { "AssertionError" } else { "RuntimeError" }
}
