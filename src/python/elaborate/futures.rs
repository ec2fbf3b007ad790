//! Futures: waiting for tasks, and for what they give back.

use super::Elaborator;
use super::calls::Given;
use super::heap::Kind;
use super::value::{Domain, ObjId, Value};
use crate::program::{Blocking, Cell, NONE, ObjectKind, Operand, Operator, Place, Span};
use crate::python::refusal::Refusal;
use std::rc::Rc;

impl Elaborator<'_> {
    pub fn done_flag(&mut self, future: ObjId) -> Cell {
        if let Some(known) = self.done_flags.get(&future) {
            return *known;
        }
        let line = self.object(future).line;
        let name = format!("{}.done", self.object(future).name);
        let part = self.part(name, ObjectKind::Event);
        self.parts[usize::from(part.0)].line = line;
        let cell = self.base(part);
        self.done_flags.insert(future, cell);
        cell
    }

    pub fn exception_cell(&mut self, future: ObjId) -> Cell {
        let slot = (self.object(future).key, "exception".to_owned());
        self.variable(future, &slot, "exception")
    }

    pub fn future_operation(&mut self, id: ObjId, name: &str, mut given: Given) -> Value {
        let span = given.span;
        match name {
            "result" | "exception" | "get" | "wait" => {
                let timeout = given.take(0, "timeout");
                let Ok(timeout) = self.timeout(timeout, span) else { return Value::Wrong };
                if matches!(name, "result" | "get") {
                    return self.result(id, timeout);
                }
                if name == "wait" {
                    if timeout.is_some() {
                        return self.refuse(span, Refusal::Option, &["wait", "timeout"]);
                    }
                    self.until_done(id, None);
                    return Value::None;
                }
                self.until_done(id, timeout);
                self.kept_exception(id)
            }
            "done" | "ready" => {
                self.note_awaited(id);
                let (flag, into) = (self.done_flag(id), self.t.registers.reserve());
                self.t.load(Place::Cell(flag), into);
                Value::Local(into, Domain::truths())
            }
            _ => self.refuse(span, Refusal::NoAttribute, &["Future", name]),
        }
    }

    fn note_awaited(&mut self, id: ObjId) {
        let key = self.object(id).key;
        self.is_dirty |= self.next.awaited.insert(key);
    }

    pub fn until_done(&mut self, id: ObjId, timeout: Option<Operand>) {
        self.note_awaited(id);
        self.refuse_to_hand_on(self.t.asm.span);
        let done = self.done_flag(id);
        let on = Blocking::UntilSet(done);
        self.note_wait_for_tasks();
        let within = match timeout {
            None => self.until_done_within(on, id),
            Some(_) => None,
        };
        let answer = match within {
            Some(answer) => answer,
            None => self.block_on(on, timeout),
        };
        self.cancel_if_asked(id);
        if timeout.is_none() {
            self.note_done(id);
            self.note_ended(id);
        }
        if let Value::Local(in_time, _) = answer {
            let exception = self.exception_named("TimeoutError");
            self.raise_unless(in_time, true, exception);
        }
    }

    /// Raises what was raised before, if a variable for exceptions has any.
    pub fn raise_again(&mut self, exception: Cell) {
        let raised = self.t.registers.reserve();
        self.t.asm.load(Place::Cell(exception), raised, false);
        let raised = Operand::Local(raised);
        let is_well = self.compute(Operator::Equal, raised, Operand::Constant(NONE));
        self.raise_unless(is_well, true, raised);
    }

    /// Waits for what a task gives back, or raises what it raised.
    fn result(&mut self, id: ObjId, timeout: Option<Operand>) -> Value {
        if let Some(next) = self.take_out_of_row(id) {
            return next;
        }
        let key = self.object(id).key;
        self.is_dirty |= self.next.results.insert(key);
        self.until_done(id, timeout);
        if self.found.raising.contains(&key) {
            let exception = self.exception_cell(id);
            self.raise_again(exception);
            if !self.found.returning.contains(&key) {
                self.t.is_dead = true;
                return Value::Wrong;
            }
        }
        self.kept_result(id)
    }

    /// What a task that has ended well gave back.
    pub fn kept_result(&mut self, id: ObjId) -> Value {
        let slot = (self.object(id).key, "result".to_owned());
        let domain = self.domain_of(&slot);
        if *domain == Domain::default() {
            // It never comes back.
            return Value::Wrong;
        }
        if let Some(constant) = domain.single() {
            let value = self.next.constants[constant as usize].clone();
            return self.thawed(value);
        }
        let into = self.t.registers.reserve();
        let from = Place::Cell(self.variable(id, &slot, "result"));
        self.t.asm.load(from, into, false);
        Value::Local(into, domain)
    }

    /// What a task raised, or `None`.
    fn kept_exception(&mut self, id: ObjId) -> Value {
        if !self.found.raising.contains(&self.object(id).key) {
            return Value::None;
        }
        let (raised, into) = (self.t.registers.reserve(), self.t.registers.reserve());
        let over = self.t.asm.label();
        let from = Place::Cell(self.exception_cell(id));
        self.t.asm.load(from, raised, false);
        let nothing = Operand::Constant(NONE);
        self.t.asm.set(into, nothing);
        let is_well = self.compute(Operator::Equal, Operand::Local(raised), nothing);
        self.t.asm.jump_if(Operand::Local(is_well), true, over);
        let Some(something) = self.operand(&Value::Opaque, Span::default()) else {
            return Value::Wrong;
        };
        self.t.asm.set(into, something);
        self.t.asm.place(over);
        self.note_raised_as(into, raised);
        let domain = Domain { none: true, opaque: true, words: true, ..Domain::default() };
        Value::Local(into, Rc::new(domain))
    }

    /// The results that `executor.map` gives, each waited for in its turn.
    pub fn results(&mut self, futures: &[ObjId]) -> Option<Vec<Value>> {
        let mut all = Vec::new();
        for future in futures {
            all.push(self.result(*future, None));
            if self.t.is_dead {
                return None;
            }
        }
        Some(all)
    }

    /// How the reader would write a call.
    pub fn words_of_call(&mut self, function: &Value, given: &[Value]) -> String {
        let name = match function {
            Value::Function(it) | Value::Method(_, it) => it.called.clone(),
            other => self.what_is(other),
        };
        let words = given.iter().map(|it| match it {
            Value::Ref(id) => self.object(*id).name.clone(),
            it if it.is_known() && self.is_storable(it) => {
                match self.written(&it.clone(), Span::default()) {
                    Value::Text(it) => it.to_string(),
                    _ => "…".to_owned(),
                }
            }
            _ => "…".to_owned(),
        });
        let words: Vec<String> = words.collect();
        format!("{name}({})", words.join(", "))
    }

    pub fn result_of(&mut self, future: ObjId) -> Value {
        self.result(future, None)
    }

    /// `wait(futures)`: until all are done.
    pub fn wait_for_futures(&mut self, mut given: Given) -> Value {
        let span = given.span;
        let Some(futures) = given.take(0, "fs") else {
            return self.refuse(span, Refusal::Arguments, &["wait"]);
        };
        if let Some((option, _)) = given.named.first() {
            let option = option.clone();
            return self.refuse(span, Refusal::Option, &["wait", &option]);
        }
        if given.values.len() > 1 {
            return self.refuse(span, Refusal::Option, &["wait", "timeout"]);
        }
        let Some(all) = self.elements(&futures, span) else { return Value::Wrong };
        for value in &all {
            match value {
                Value::Ref(id) if matches!(self.kind(*id), Kind::Future) => {
                    self.until_done(*id, None);
                }
                other => {
                    let what = self.what_is(other);
                    return self.refuse(span, Refusal::NoAttribute, &[&what, "result"]);
                }
            }
        }
        let done = Value::Ref(self.make(Kind::Set(all), span));
        let rest = Value::Ref(self.make(Kind::Set(Vec::new()), span));
        Value::tuple(vec![done, rest])
    }
}
