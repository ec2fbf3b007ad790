//! Tasks that are waited for together: `gather` and `TaskGroup`.

use super::{CANCELLED_ERROR, Round};
use crate::program::{
    Blocking, Exception, Instruction, Local, ObjectKind, Operand, Operation, Operator, Pc, Place,
    Span,
};
use crate::python::elaborate::Elaborator;
use crate::python::elaborate::calls::Given;
use crate::python::elaborate::heap::Kind;
use crate::python::elaborate::value::{ObjId, Value};
use crate::python::refusal::Refusal;

impl Elaborator<'_> {
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
    pub fn gathered_results(
        &mut self,
        id: ObjId,
        all: &[ObjId],
        keeps_exceptions: bool,
        span: Span,
    ) -> Value {
        // It learns of the end of its tasks only when it comes round, even where all have ended before.
        if !all.is_empty() {
            self.note_wait_for_tasks();
            self.suspend();
        }
        self.t.waits_for = all.to_vec();
        let results = self.results_of_all(id, all, keeps_exceptions, span);
        self.t.waits_for.clear();
        if !self.t.is_dead {
            self.cancel_if_late();
        }
        results
    }

    fn results_of_all(
        &mut self,
        id: ObjId,
        all: &[ObjId],
        keeps_exceptions: bool,
        span: Span,
    ) -> Value {
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
        all.iter().any(|it| self.found.failing.contains(&self.object(*it).key))
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
        let on = Blocking::UntilSet(round.over);
        if let Some(&first) = all.first()
            && self.until_done_within(on, first).is_none()
        {
            self.block_on(on, None);
        }
        let asked = self.await_rest_if_asked();
        self.raise_again(round.exception);
        if let Some(asked) = asked {
            let cancelled = self.exception_named(CANCELLED_ERROR);
            self.raise_unless(asked, false, cancelled);
        }
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
        self.note_completed(future);
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
        self.may_fail_between(from, self.t.asm.here())
    }

    /// The same of a stretch of code.
    pub fn may_fail_between(&self, from: Pc, to: Pc) -> bool {
        let code = self.t.asm.code.get(from.index()..to.index()).unwrap_or_default();
        self.may_be_cancelled(code) || self.fails_in(code, from)
    }

    /// The same, but for that its task may be cancelled.
    pub fn fails_by_itself(&self, from: Pc) -> bool {
        self.fails_in(self.t.asm.code.get(from.index()..).unwrap_or_default(), from)
    }

    fn fails_in(&self, code: &[Instruction], from: Pc) -> bool {
        code.iter().zip(from.0..).any(|(it, at)| match it {
            // Whether a variable is set is not always known; where it is not, that is said of the thread itself.
            // A barrier of asyncio is never broken here.
            Instruction::Block { on: Blocking::Meet { .. }, .. } if self.t.is_task => false,
            Instruction::Pause(Operand::Constant(_))
            | Instruction::Need(_)
            | Instruction::Do(Operation::Start { .. } | Operation::Add { .. }) => false,
            Instruction::Compute { .. } => {
                let by_zero = Exception::ZERO_DIVISION_ERROR;
                it.can_raise().is_none_or(|it| it.contains(&by_zero))
                    && !self.is_caught(Pc(at), by_zero)
            }
            _ if self.t.raised_on.contains(&Pc(at)) => false,
            _ => it.can_raise().is_none_or(|it| it.iter().any(|it| !self.is_caught(Pc(at), *it))),
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
        let made = self.make_named_task(&coroutine, given);
        if let (Value::Ref(future), Kind::TaskGroup(all)) = (&made, &mut self.heap[id.0].kind) {
            all.push(*future);
        }
        made
    }

    /// The end of `async with TaskGroup()`: all its tasks have ended.
    pub fn end_task_group(&mut self, id: ObjId, span: Span) {
        let Kind::TaskGroup(all) = self.kind(id).clone() else { return };
        if self.can_fail(&all) {
            self.refuse(span, Refusal::GroupRaises, &[]);
        }
        for future in all {
            self.result_of(future);
        }
    }

    /// Notes that one register stands for the exception in another, or for something else where that has none.
    pub fn note_raised_as(&mut self, stands: Local, raised: Local) {
        self.t.pinned.extend([stands, raised]);
        self.event_loop.raised.insert((self.t.index, stands), raised);
    }

    /// Where the exception is that a register may stand for.
    pub fn raised_as(&self, stands: Local) -> Option<Local> {
        self.event_loop.raised.get(&(self.t.index, stands)).copied()
    }

    /// What a task returned, or what stands for its exception.
    fn either_result(&mut self, future: ObjId, exception: Value, span: Span) -> Value {
        let Value::Local(raised, _) = exception else { return exception };
        let exception = raised;
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
        if let Some(raised) = self.raised_as(exception) {
            self.note_raised_as(into, raised);
        }
        self.either(into, &[Value::Opaque, result], span)
    }
}
