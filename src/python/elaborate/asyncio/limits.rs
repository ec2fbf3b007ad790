//! Time limits: `asyncio.wait_for` and `asyncio.timeout`.
//!
//! What stands under a limit is put in where it stands, as any coroutine is. Wherever it has to wait, its time can be over: then
//! `CancelledError` is raised there, once, and becomes `TimeoutError` where it leaves the limit.

use super::CANCELLED_ERROR;
use crate::program::{Blocking, Instruction, Local, Operand, Operation, Operator, Pc};
use crate::python::elaborate::calls::Given;
use crate::python::elaborate::heap::Kind;
use crate::python::elaborate::value::{ObjId, Value};
use crate::python::elaborate::{Elaborator, Frame};
use crate::python::refusal::Refusal;
use crate::python::tree::{Expr, Stmt};

/// A time limit under which code stands.
#[derive(Clone, Copy)]
pub struct Limit {
    /// The register that says whether its time was over.
    is_over: Local,
    time: Operand,
    from: Pc,
}

impl Elaborator<'_> {
    /// `asyncio.timeout(…)`
    pub fn make_time_limit(&mut self, mut given: Given) -> Value {
        let span = given.span;
        let delay = given.take(0, "delay");
        let Ok(time) = self.timeout(delay, span) else { return Value::Wrong };
        if time == Some(Operand::Constant(0)) {
            return self.refuse(span, Refusal::WaitForCoroutine, &[]);
        }
        Value::Ref(self.make(Kind::TimeLimit(time), span))
    }

    /// `async with asyncio.timeout(…)`
    pub fn with_time_limit(
        &mut self,
        id: ObjId,
        (context, name): &(Expr, Option<Expr>),
        rest: &[(Expr, Option<Expr>)],
        body: &[Stmt],
    ) {
        let Kind::TimeLimit(time) = *self.kind(id) else { return };
        if let Some(name) = name {
            self.assign(name, Value::Ref(id));
        }
        let Some(time) = time else { return self.with(rest, body, true) };
        let Some(limit) = self.begin_limit(time) else {
            self.refuse(context.span, Refusal::WaitForCoroutine, &[]);
            return;
        };
        self.t.frames.push(Frame::Held(id, Vec::new()));
        self.with(rest, body, true);
        let gaps = match self.t.frames.pop() {
            Some(Frame::Held(_, gaps)) => gaps,
            _ => Vec::new(),
        };
        self.end_limit(limit, &gaps);
    }

    /// From here on code stands under a limit; nothing where it does already.
    pub fn begin_limit(&mut self, time: Operand) -> Option<Limit> {
        if self.t.limit.is_some() {
            return None;
        }
        self.refuse_beside_exit(self.t.asm.span);
        let is_over = self.t.registers.reserve();
        self.t.pinned.push(is_over);
        self.t.asm.set(is_over, Operand::Constant(0));
        let limit = Limit { is_over, time, from: self.t.asm.here() };
        self.t.limit = Some(limit);
        Some(limit)
    }

    /// The end of what stands under a limit, but for the gaps.
    pub fn end_limit(&mut self, limit: Limit, gaps: &[(Pc, Pc)]) {
        self.t.limit = None;
        let (caught, other, end) = (self.t.asm.label(), self.t.asm.label(), self.t.asm.label());
        let exception = self.t.registers.reserve();
        self.t.asm.handle(limit.from, gaps, caught, exception, false);
        self.t.asm.jump(end);
        self.t.asm.place(caught);
        self.t.asm.jump_if(Operand::Local(limit.is_over), false, other);
        let cancelled = self.exception_named(CANCELLED_ERROR);
        let is_it = self.compute(Operator::Equal, Operand::Local(exception), cancelled);
        self.t.asm.jump_if(Operand::Local(is_it), false, other);
        let late = self.exception_named("TimeoutError");
        self.t.asm.emit(Instruction::Raise(late));
        self.t.asm.place(other);
        self.raise_on(exception);
        self.t.asm.place(end);
        self.t.pinned.retain(|it| *it != limit.is_over);
    }

    /// Waits under a limit. If the time is over meanwhile, does `late` and waits on; without it, is cancelled.
    pub fn block_within(
        &mut self,
        on: Blocking,
        limit: Limit,
        late: Option<&dyn Fn(&mut Self)>,
    ) -> Value {
        let (plain, too_late) = (self.t.asm.label(), self.t.asm.label());
        let (other, end) = (self.t.asm.label(), self.t.asm.label());
        let (answer, exception) = (self.t.registers.reserve(), self.t.registers.reserve());
        self.t.asm.next_group();
        self.t.asm.jump_if(Operand::Local(limit.is_over), true, plain);
        let from = self.t.asm.here();
        let timeout = Some(limit.time);
        self.t.asm.emit(Instruction::Block { on, answer: Some(answer), timeout });
        // These two raise when their time is over.
        let raises = matches!(on, Blocking::Get { .. } | Blocking::Put { .. });
        if raises {
            self.t.asm.handle(from, &[], other, exception, false);
        }
        self.t.asm.jump_if(Operand::Local(answer), true, end);
        self.t.asm.jump(too_late);
        self.t.asm.place(other);
        let cancelled = self.exception_named(CANCELLED_ERROR);
        if raises && self.t.cancellation.is_some() {
            let is_it = self.compute(Operator::Equal, Operand::Local(exception), cancelled);
            self.raise_unless(is_it, false, cancelled);
        }
        self.t.asm.place(too_late);
        self.t.asm.set(limit.is_over, Operand::Constant(1));
        match late {
            Some(late) => late(self),
            None => self.t.asm.emit(Instruction::Raise(cancelled)),
        }
        self.t.asm.place(plain);
        self.t.asm.next_group();
        self.t.asm.emit(Instruction::Block { on, answer: None, timeout: None });
        self.t.asm.place(end);
        Value::Bool(true)
    }

    /// Where a task goes on that has slept: the time of a limit may be over by then.
    pub fn may_be_late(&mut self) {
        let Some(limit) = self.t.limit else { return };
        let (over, way) = (self.t.asm.label(), self.t.registers.reserve());
        self.t.asm.jump_if(Operand::Local(limit.is_over), true, over);
        self.t.asm.begin_group();
        self.t.asm.access(Operation::Choose { ways: 2, into: way });
        self.t.asm.jump_if(Operand::Local(way), false, over);
        self.t.asm.set(limit.is_over, Operand::Constant(1));
        let cancelled = self.exception_named(CANCELLED_ERROR);
        self.t.asm.emit(Instruction::Raise(cancelled));
        self.t.asm.place(over);
    }

    /// Tasks were gathered under a limit, and all have ended: if the time was over, they were cancelled, and so is who
    /// waited.
    pub fn cancel_if_late(&mut self) {
        if let Some(limit) = self.t.limit {
            let cancelled = self.exception_named(CANCELLED_ERROR);
            self.raise_unless(limit.is_over, false, cancelled);
        }
    }

    /// `asyncio.wait_for(…)` of something other than an operation of asyncio.
    pub fn wait_within(&mut self, value: &Value, time: Operand, given: &Given) -> Value {
        if time == Operand::Constant(0) {
            return self.refuse(given.span, Refusal::WaitForCoroutine, &[]);
        }
        let caught = self.t.catches_cancelling;
        // Up to CPython 3.11 a task of its own does it: others have their turn before and behind.
        self.suspend();
        let Some(limit) = self.begin_limit(time) else {
            return self.refuse(given.span, Refusal::WaitForCoroutine, &[]);
        };
        let value = self.await_value(value, given.span);
        self.end_limit(limit, &[]);
        if self.t.cancellation.is_some() && self.t.catches_cancelling > caught {
            // Whoever is cancelled while it waits is so whatever the task makes of it, which is not told apart here.
            return self.refuse(given.span, Refusal::WaitForCoroutine, &[]);
        }
        if !self.t.is_dead {
            let done = self.t.asm.here();
            self.suspend();
            self.ignore_cancelling(done);
        }
        value
    }

    /// Whether something can be cancelled here: because its task is, or its time is over.
    pub fn is_cancellable(&self) -> bool {
        self.t.cancellation.is_some() || self.t.limit.is_some()
    }

    /// A task was waited for under a limit. `None` where there is none.
    pub fn until_done_within(&mut self, on: Blocking, future: ObjId) -> Option<Value> {
        let limit = self.t.limit?;
        let mut all = self.t.waits_for.clone();
        if all.is_empty() {
            all.push(future);
        }
        all.iter().for_each(|it| self.note_called_off(*it));
        let late = |it: &mut Self| {
            for task in &all {
                it.cancel_task(*task, Given::of(Vec::new(), it.t.asm.span));
            }
        };
        Some(self.block_within(on, limit, Some(&late)))
    }
}
