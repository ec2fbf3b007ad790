//! Locks, semaphores, conditions, events and barriers: each becomes a part of the program.

use super::Elaborator;
use super::calls::Given;
use super::containers::ROOM;
use super::heap::{Kind, Order};
use super::parts::Initial;
use super::value::{Domain, ObjId, Value};
use crate::program::Assembly;
use crate::program::{
    BarrierDeed, BarrierWait, Blocking, Cell, Instruction, ObjectId, ObjectKind, Operand,
    Operation, Operator, Place, Span,
};
use crate::python::refusal::Refusal;

impl Elaborator<'_> {
    /// Makes an object that threads use together; only before they run.
    pub fn make_shared(&mut self, kind: Kind, name: &str, span: Span) -> Value {
        if self.t.index > 0 || self.t.regions.iter().any(|it| !it.is_attempt) {
            return self.refuse(span, Refusal::MadeInThread, &[name]);
        }
        Value::Ref(self.make(kind, span))
    }

    /// The part of the program that an object is.
    pub fn machine(&mut self, id: ObjId) -> ObjectId {
        self.note_machine(id);
        if let Some(part) = self.object(id).machine {
            return part;
        }
        let (word, kind) = match self.kind(id).clone() {
            Kind::ReentrantLock => ("rlock", ObjectKind::ReentrantLock),
            Kind::Semaphore { count, is_bounded } => {
                let initial = u32::try_from(count).unwrap_or(0);
                let most = is_bounded.then_some(initial);
                ("semaphore", ObjectKind::Semaphore { initial, most })
            }
            Kind::Condition(lock) => {
                let lock = self.machine(lock);
                ("condition", ObjectKind::Condition { lock })
            }
            Kind::Event { is_set } if self.is_cleared(id) => {
                ("event", ObjectKind::Atomic { initial: is_set.into() })
            }
            Kind::Event { .. } => ("event", ObjectKind::Event),
            Kind::Barrier(parties) => {
                let parties = u16::try_from(parties).unwrap_or(1);
                ("barrier", ObjectKind::Barrier { parties })
            }
            Kind::Queue(queue) => {
                let bounded = queue.most > 0;
                let room = if bounded { queue.most.min(512) as u16 } else { ROOM };
                let ordered = queue.order == Order::Least;
                ("queue", ObjectKind::Queue { room, bounded, ordered })
            }
            _ => ("lock", ObjectKind::Lock),
        };
        let line = self.t.asm.line;
        self.t.asm.line = self.object(id).line;
        let name = self.name_for(id, word);
        let part = self.part(name, kind);
        self.t.asm.line = line;
        self.heap[id.0].machine = Some(part);
        match self.kind(id).clone() {
            Kind::Queue(queue) => {
                for item in &queue.items {
                    self.operand(item, Span::default());
                }
                self.initial.insert(usize::from(part.0), Initial::Items(queue.items, true));
            }
            Kind::Event { is_set: true } if !self.is_cleared(id) => {
                self.initial.insert(usize::from(part.0), Initial::Flag);
            }
            _ => {}
        }
        part
    }

    pub fn cell(&mut self, id: ObjId) -> Cell {
        let part = self.machine(id);
        self.base(part)
    }

    /// Whether threads run already, so that operations are steps.
    pub fn runs(&self) -> bool {
        self.started > 0 || self.t.index > 0
    }

    pub fn is_lock(&self, id: ObjId) -> bool {
        matches!(
            self.kind(id),
            Kind::Lock | Kind::ReentrantLock | Kind::Semaphore { .. } | Kind::Condition(_)
        )
    }

    /// Takes a lock or a permit.
    pub fn acquire(&mut self, id: ObjId, timeout: Option<Operand>) -> Value {
        let on = match *self.kind(id) {
            Kind::ReentrantLock => Blocking::Enter(self.cell(id)),
            Kind::Semaphore { .. } => Blocking::Wait(self.cell(id)),
            Kind::Condition(lock) => return self.acquire(lock, timeout),
            _ => Blocking::Acquire(self.cell(id)),
        };
        self.block_on(on, timeout)
    }

    pub fn block_on(&mut self, on: Blocking, timeout: Option<Operand>) -> Value {
        if let (Some(limit), None) = (self.t.limit, timeout) {
            return self.block_within(on, limit, None);
        }
        let answer = timeout.map(|_| self.t.registers.reserve());
        self.t.asm.next_group();
        self.t.asm.emit(Instruction::Block { on, answer, timeout });
        match answer {
            Some(answer) => Value::Local(answer, Domain::truths()),
            None => Value::Bool(true),
        }
    }

    pub fn release(&mut self, id: ObjId) {
        let operation = match *self.kind(id) {
            Kind::ReentrantLock => Operation::Leave(self.cell(id)),
            Kind::Semaphore { count, is_bounded } => {
                let most = is_bounded.then_some(u32::try_from(count).unwrap_or(0));
                Operation::Signal { count: self.cell(id), most }
            }
            Kind::Condition(lock) => return self.release(lock),
            _ => Operation::Release(self.cell(id)),
        };
        self.emit_release(id, operation);
    }

    /// The time after which an operation gives up; `Err` where it is refused.
    pub fn timeout(&mut self, value: Option<Value>, span: Span) -> Result<Option<Operand>, ()> {
        Ok(match value {
            None | Some(Value::None) => None,
            Some(Value::Local(..) | Value::Opaque) => Some(Operand::Constant(100)),
            Some(value) => match value.float() {
                Some(it) => Some(Operand::Constant((it * 1000.0).clamp(0.0, 1e9) as i64)),
                None => {
                    self.refuse(span, Refusal::NotConstant, &["timeout"]);
                    return Err(());
                }
            },
        })
    }

    /// An operation of something that threads share.
    pub fn synchronise(&mut self, id: ObjId, name: &str, mut given: Given) -> Value {
        let span = given.span;
        if let Some(answer) = self.synchronise_processes(id, name, &mut given) {
            return answer;
        }
        match (self.kind(id).clone(), name) {
            (
                Kind::Lock | Kind::ReentrantLock | Kind::Semaphore { .. } | Kind::Condition(_),
                "acquire",
            ) => {
                let blocking = given.take(0, "blocking");
                let mut timeout = given.take(1, "timeout");
                let is_between = self.is_between(id);
                let is_now = blocking.as_ref().is_some_and(|it| it.truth() == Some(false));
                let is_none = |it: &Value| *it == Value::None || it.float() == Some(-1.0);
                let is_wrong = timeout.as_ref().is_some_and(|it| {
                    let is_lock = !matches!(self.kind(id), Kind::Semaphore { .. });
                    is_now && !is_none(it)
                        || is_lock && it.float().is_some_and(|it| it < 0.0 && it != -1.0)
                });
                if is_wrong && !is_between {
                    self.raise_named("ValueError");
                    return Value::Wrong;
                }
                if !matches!(self.kind(id), Kind::Semaphore { .. }) {
                    // Of a lock, -1 is no time-out.
                    timeout = timeout.filter(|it| it.float() != Some(-1.0));
                }
                let Ok(mut timeout) = self.timeout(timeout, span) else { return Value::Wrong };
                match blocking.map(|it| it.truth()) {
                    None | Some(Some(true)) => {}
                    Some(Some(false)) => timeout = Some(Operand::Constant(0)),
                    Some(None) => return self.refuse(span, Refusal::NotConstant, &["blocking"]),
                }
                self.acquire(id, timeout)
            }
            (Kind::Semaphore { .. }, "release") => {
                let count = given.take(0, "n").map_or(Some(1), |it| it.integer());
                let Some(count) = count.filter(|it| (1..=64).contains(it)) else {
                    return self.refuse(span, Refusal::NotConstant, &["release"]);
                };
                for _ in 0..count {
                    self.release(id);
                }
                Value::None
            }
            (Kind::Lock | Kind::ReentrantLock | Kind::Condition(_), "release") => {
                self.release(id);
                Value::None
            }
            (Kind::Lock, "locked") => {
                let cell = self.cell(id);
                let into = self.t.registers.reserve();
                self.t.load(Place::Cell(cell), into);
                let zero = Operand::Constant(0);
                let is = self.compute(Operator::NotEqual, Operand::Local(into), zero);
                Value::Local(is, Domain::truths())
            }
            (Kind::Condition(lock), "wait") => {
                let timeout = given.take(0, "timeout");
                let Ok(timeout) = self.timeout(timeout, span) else { return Value::Wrong };
                self.wait_at(id, lock, timeout)
            }
            (Kind::Condition(lock), "wait_for") => self.wait_for(id, lock, given),
            (Kind::Condition(lock), "notify" | "notify_all" | "notifyAll") => {
                let count = match (name, given.take(0, "n")) {
                    ("notify", None) => 1,
                    ("notify", Some(it)) => match it.integer() {
                        Some(it) => it,
                        None => return self.refuse(span, Refusal::NotConstant, &["notify"]),
                    },
                    _ => i64::MAX,
                };
                let is_reentrant = matches!(self.kind(lock), Kind::ReentrantLock);
                let (waiters, lock) = (self.cell(id), Some(self.cell(lock)));
                let count = Operand::Constant(count);
                let operation = Operation::Notify { waiters, lock, is_reentrant, count };
                self.emit_at_condition(id, operation);
                Value::None
            }
            (Kind::Event { is_set }, _) => self.event(id, is_set, name, given),
            (Kind::Barrier(parties), "wait") => {
                let timeout = given.take(0, "timeout");
                let Ok(timeout) = self.timeout(timeout, span) else { return Value::Wrong };
                self.meet(id, parties, timeout)
            }
            (Kind::Barrier(_), "abort" | "reset") => {
                let deed = if name == "abort" { BarrierDeed::Abort } else { BarrierDeed::Reset };
                let barrier = self.cell(id);
                self.t.asm.step(Operation::AtBarrier { barrier, deed });
                Value::None
            }
            (Kind::Queue(_), _) => self.queue(id, name, given),
            _ => {
                let what = self.what_object(id);
                self.refuse(span, Refusal::NoAttribute, &[&what, name])
            }
        }
    }

    pub fn wait_at(&mut self, id: ObjId, lock: ObjId, timeout: Option<Operand>) -> Value {
        if self.event_loop.owns(id) {
            return self.wait_in_loop(id, lock, timeout);
        }
        let is_reentrant = matches!(self.kind(lock), Kind::ReentrantLock);
        let depth = is_reentrant.then(|| self.t.registers.reserve());
        let (waiters, lock) = (self.cell(id), self.cell(lock));
        let operation = Operation::BeginWait { waiters, lock, strict: true, depth };
        self.emit_at_condition(id, operation);
        self.block_on(Blocking::Retake { waiters, lock, depth }, timeout)
    }

    /// `wait_for`: waits until the condition holds, looking again after each waking.
    fn wait_for(&mut self, id: ObjId, lock: ObjId, mut given: Given) -> Value {
        let span = given.span;
        let Some(predicate) = given.take(0, "predicate") else {
            return self.refuse(span, Refusal::Arguments, &["wait_for"]);
        };
        let timeout = given.take(1, "timeout");
        let Ok(timeout) = self.timeout(timeout, span) else { return Value::Wrong };
        let (head, done) = (self.t.asm.label(), self.t.asm.label());
        let kept = self.t.regions.len();
        let answer = timeout.map(|_| self.t.registers.reserve());
        self.t.pinned.extend(answer);
        self.t.asm.place(head);
        self.open(false);
        let holds = self.call_value(&predicate, Given::of(Vec::new(), span));
        match self.truth(&holds, span) {
            Value::Bool(true) => {
                self.t.asm.place(done);
                self.close(kept, true);
                return Value::Bool(true);
            }
            Value::Local(register, _) => {
                if let Some(answer) = answer {
                    self.t.asm.set(answer, Operand::Constant(1));
                }
                self.t.asm.jump_if(Operand::Local(register), true, done);
            }
            _ => {}
        }
        let woken = self.wait_at(id, lock, timeout);
        if let (Some(answer), Value::Local(woken, _)) = (answer, woken) {
            let again = self.t.asm.label();
            self.t.asm.jump_if(Operand::Local(woken), true, again);
            let holds = self.call_value(&predicate, Given::of(Vec::new(), span));
            match self.truth(&holds, span) {
                Value::Local(it, _) => self.t.asm.set(answer, Operand::Local(it)),
                Value::Bool(it) => self.t.asm.set(answer, Operand::Constant(i64::from(it))),
                _ => {}
            }
            self.t.asm.jump(done);
            self.t.asm.place(again);
        }
        self.t.asm.emit(Instruction::Again { to: Assembly::pc(head), enough: None });
        self.t.asm.place(done);
        self.close(kept, true);
        match answer {
            Some(answer) => Value::Local(answer, Domain::truths()),
            None => Value::Bool(true),
        }
    }

    fn event(&mut self, id: ObjId, is_set: bool, name: &str, mut given: Given) -> Value {
        let span = given.span;
        match name {
            "set" | "clear" if !self.runs() && self.object(id).machine.is_none() => {
                self.heap[id.0].kind = Kind::Event { is_set: name == "set" };
                Value::None
            }
            "is_set" | "isSet" if !self.runs() && self.object(id).machine.is_none() => {
                Value::Bool(is_set)
            }
            "set" | "clear" => {
                if name == "clear" {
                    let key = self.object(id).key;
                    self.is_dirty |= self.next.cleared.insert(key);
                }
                let cell = self.cell(id);
                self.t.asm.next_group();
                match (self.is_cleared(id), name) {
                    (true, _) => self.change_flag(cell, name == "set"),
                    (false, "set") => self.t.asm.access(Operation::SetFlag(cell)),
                    (false, _) => self.t.asm.access(Operation::ClearFlag(cell)),
                }
                Value::None
            }
            "is_set" | "isSet" => {
                let cell = self.cell(id);
                let into = self.t.registers.reserve();
                self.t.load(Place::Cell(cell), into);
                Value::Local(into, Domain::truths())
            }
            "wait" => {
                let timeout = given.take(0, "timeout");
                let Ok(timeout) = self.timeout(timeout, span) else { return Value::Wrong };
                self.wait_for_event(id, timeout)
            }
            _ => self.refuse(span, Refusal::NoAttribute, &["Event", name]),
        }
    }

    fn meet(&mut self, id: ObjId, parties: i64, timeout: Option<Operand>) -> Value {
        let parties = u16::try_from(parties).unwrap_or(1);
        let barrier = self.cell(id);
        let (index, waits) = (self.t.registers.reserve(), self.t.registers.reserve());
        let through = self.t.asm.label();
        self.t.asm.next_group();
        let wait = BarrierWait::Arrive { parties, index, waits };
        let on = Blocking::Meet { barrier, wait };
        self.t.asm.emit(Instruction::Block { on, answer: None, timeout: None });
        self.t.asm.jump_if(Operand::Local(waits), false, through);
        self.t.asm.next_group();
        let on = Blocking::Meet { barrier, wait: BarrierWait::Leave };
        self.t.asm.emit(Instruction::Block { on, answer: None, timeout });
        self.t.asm.place(through);
        Value::Local(index, Domain::integers())
    }

    /// Raises where a time is, or may be, below zero. Of one that is only measured nothing is known.
    pub fn need_not_negative(&mut self, time: &Value) {
        match time {
            Value::Local(register, domain) if domain.int && !domain.none => {
                let zero = Operand::Constant(0);
                let is_negative = self.compute(Operator::Less, Operand::Local(*register), zero);
                let exception = self.exception_named("ValueError");
                self.raise_unless(is_negative, false, exception);
            }
            it if it.float().is_some_and(|it| it < 0.0) => self.raise_named("ValueError"),
            _ => {}
        }
    }

    /// Lets time pass.
    pub fn sleep(&mut self, time: &Value) {
        if self.runs() {
            let milliseconds = match time.float() {
                Some(it) => (it * 1000.0).clamp(0.0, 1e6) as i64,
                None => 5,
            };
            self.t.asm.emit(Instruction::Pause(Operand::Constant(milliseconds)));
        }
    }
}
