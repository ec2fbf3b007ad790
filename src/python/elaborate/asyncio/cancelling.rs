//! Cancelling tasks: `cancel()`, and what the end of the loop does to those that are left.
//!
//! A task that is cancelled goes on once more, with `CancelledError` raised where it waits. Its thread has a flag for it, which
//! [`step`](crate::program::step) looks at.

use super::LoopTask;
use crate::program::{
    Blocking, Cancellation, Cell, Instruction, ObjectKind, Operand, Operation, Operator, Pc, Place,
    Span,
};
use crate::python::elaborate::Elaborator;
use crate::python::elaborate::calls::Given;
use crate::python::elaborate::exits::EXIT;
use crate::python::elaborate::value::{Domain, ObjId, Value};
use crate::python::refusal::Refusal;

/// What is raised in a task that is cancelled.
pub const CANCELLED_ERROR: &str = "CancelledError";

impl Elaborator<'_> {
    /// How the thread with this number is cancelled, if it is.
    pub fn cancellation(&mut self, index: usize) -> Option<Cancellation> {
        let flag = *self.event_loop.flags.get(&index)?;
        Some(Cancellation { flag, exception: self.exception(CANCELLED_ERROR) })
    }

    /// Gives the thread of a task that is cancelled somewhere what says so.
    pub fn begin_cancellable(&mut self, future: ObjId, index: usize) {
        let key = self.object(future).key;
        if !self.found.cancelled.contains(&key) && !self.found.leaves_loop {
            return;
        }
        let variable = ObjectKind::Variable { initial: 0 };
        let flag = match self.event_loop.flags.get(&index) {
            Some(known) => *known,
            None => self.part_of_task(future, "cancelled", variable),
        };
        self.event_loop.flags.insert(index, flag);
        self.t.cancellation = Some(flag);
        let begun = self.part_of_task(future, "begun", ObjectKind::Event);
        self.event_loop.begun.insert(index, begun);
        self.note_begun();
        if self.found.leftover.contains(&key) {
            let asleep = self.part_of_task(future, "asleep", variable);
            self.event_loop.asleep.insert(index, asleep);
        }
    }

    fn part_of_task(&mut self, future: ObjId, word: &str, kind: ObjectKind) -> Cell {
        let name = format!("{}.{word}", self.object(future).name);
        let line = self.object(future).line;
        let part = self.part(name, kind);
        self.parts[usize::from(part.0)].line = line;
        self.base(part)
    }

    /// Says that the task has begun, or will not.
    pub fn note_begun(&mut self) {
        if let Some(begun) = self.event_loop.begun.get(&self.t.index).copied() {
            self.t.asm.access(Operation::SetFlag(begun));
        }
    }

    /// Who sleeps goes on only when all tasks have begun that it made before, as the loop takes them in their order.
    pub fn await_beginnings(&mut self) {
        if self.t.index > 0 {
            return;
        }
        for begun in self.event_loop.fresh.clone() {
            self.block_on(Blocking::UntilSet(begun), None);
        }
        if self.t.regions.is_empty() {
            self.event_loop.fresh.clear();
        }
    }

    /// Where a task goes on that gave way: there it can be cancelled, so it is a place of its own.
    pub fn come_back(&mut self) {
        if self.t.cancellation.is_some() {
            let into = self.t.registers.reserve();
            self.t.asm.emit(Instruction::Set { into, value: Operand::Constant(0) });
        }
    }

    /// Gives way, perhaps for a while. At the end of the loop that may not be over, so it is noted.
    pub fn suspend_for(&mut self, a_while: bool) {
        let asleep = self.event_loop.asleep.get(&self.t.index).copied().filter(|_| a_while);
        let note = |it: &mut Self, value| {
            if let Some(cell) = asleep {
                it.t.asm.store(Operand::Constant(value), Place::Cell(cell));
            }
        };
        note(self, 1);
        self.suspend();
        note(self, 0);
    }

    /// Whether a task may be cancelled in this code of its own.
    pub fn may_be_cancelled(&self, code: &[Instruction]) -> bool {
        let may_wait =
            |it: &Instruction| matches!(it, Instruction::Block { .. } | Instruction::GiveWay);
        self.t.cancellation.is_some() && code.iter().any(may_wait)
    }

    /// Where the code of a task begins, as far as what it raises is concerned: one that is cancelled before it has begun
    /// raises where it waits for its start.
    pub fn beginning(&self) -> Pc {
        if self.t.cancellation.is_some() { Pc(0) } else { self.t.asm.here() }
    }

    /// Does this where a task is cancelled from `from` up to here, and raises that on.
    pub fn undo_when_cancelled(&mut self, from: Pc, undo: impl FnOnce(&mut Self)) {
        if !self.is_cancellable() {
            return;
        }
        let (caught, end) = (self.t.asm.label(), self.t.asm.label());
        let exception = self.t.registers.reserve();
        self.t.asm.handle(from, &[], caught, exception, true);
        self.t.asm.jump(end);
        self.t.asm.place(caught);
        undo(self);
        self.raise_on(exception);
        self.t.asm.place(end);
    }

    /// Goes on where a task is cancelled from `from` up to here, as if it was not.
    pub fn ignore_cancelling(&mut self, from: Pc) {
        if self.t.cancellation.is_some() {
            let (caught, exception) = (self.t.asm.label(), self.t.registers.reserve());
            self.t.asm.handle(from, &[], caught, exception, false);
            self.t.asm.place(caught);
        }
    }

    /// The end of a task that nobody awaits: that it was cancelled is no matter to anybody.
    pub fn end_when_cancelled(&mut self) {
        if self.t.cancellation.is_none() {
            self.note_exit(Pc(0));
            return;
        }
        let (caught, end) = (self.t.asm.label(), self.t.asm.label());
        let exception = self.t.registers.reserve();
        self.t.asm.handle(Pc(0), &[], caught, exception, false);
        self.t.asm.jump(end);
        self.t.asm.place(caught);
        self.note_begun();
        let code = self.exception_named(CANCELLED_ERROR);
        let is_it = self.compute(Operator::Equal, Operand::Local(exception), code);
        self.t.asm.jump_if(Operand::Local(is_it), true, end);
        self.exit_loop(Pc(0), exception, end);
        self.t.asm.emit(Instruction::Raise(Operand::Local(exception)));
        self.t.asm.place(end);
        self.t.is_dead = false;
    }

    /// `task.cancel()`: whether it had not ended yet.
    pub fn cancel_task(&mut self, id: ObjId, mut given: Given) -> Value {
        given.take(0, "msg");
        let Some(task) = self.event_loop.tasks.iter().copied().find(|it| it.future == id) else {
            return Value::Wrong;
        };
        self.note_called_off(id);
        let Some(flag) = self.event_loop.flags.get(&task.index).copied() else {
            return Value::Bool(true);
        };
        let alive = self.is_alive(task.index);
        if let Value::Local(alive, _) = alive {
            let over = self.t.asm.label();
            self.t.asm.jump_if(Operand::Local(alive), false, over);
            self.t.asm.store(Operand::Constant(Cancellation::NOW), Place::Cell(flag));
            self.t.asm.place(over);
        }
        alive
    }

    /// Notes that the text cancels a task.
    pub fn note_called_off(&mut self, id: ObjId) {
        self.note_cancelled(id);
        let key = self.object(id).key;
        self.is_dirty |= self.next.failing.insert(key);
    }

    fn note_cancelled(&mut self, id: ObjId) {
        let key = self.object(id).key;
        self.is_dirty |= self.next.cancelled.insert(key);
    }

    /// `task.cancelled()`
    pub fn was_cancelled(&mut self, id: ObjId) -> Value {
        let key = self.object(id).key;
        self.is_dirty |= self.next.awaited.insert(key);
        if !self.found.cancelled.contains(&key) || !self.found.raising.contains(&key) {
            return Value::Bool(false);
        }
        let raised = self.t.registers.reserve();
        let from = Place::Cell(self.exception_cell(id));
        self.t.load(from, raised);
        let code = self.exception_named(CANCELLED_ERROR);
        let is_it = self.compute(Operator::Equal, Operand::Local(raised), code);
        Value::Local(is_it, Domain::truths())
    }

    /// What `main` does when its coroutine is over: it cancels the tasks that are left, and waits until they have ended. One
    /// that is ready makes a step before: the loop learns only when it comes round that it is to stop.
    /// Where an exception has led out of it, any task may be left, and one may not have been made. `SystemExit` leads out of
    /// the loop at once, so that none makes a step before.
    pub fn cancel_rest(&mut self, is_raised: bool, at_once: bool) {
        let mut left: Vec<LoopTask> = self.event_loop.tasks.clone();
        left.retain(|it| is_raised || !self.event_loop.done.contains(&it.future));
        for task in &left {
            self.note_cancelled(task.future);
            let key = self.object(task.future).key;
            self.is_dirty |= self.next.leftover.insert(key);
            let Some(flag) = self.event_loop.flags.get(&task.index).copied() else { continue };
            let over = self.t.asm.label();
            if let Value::Local(alive, _) = self.is_alive(task.index) {
                self.t.asm.jump_if(Operand::Local(alive), false, over);
            }
            match at_once {
                true => self.t.asm.store(Operand::Constant(Cancellation::NOW), Place::Cell(flag)),
                false => self.cancel_at_end(task.index, flag),
            }
            self.t.asm.place(over);
        }
        for task in left {
            let over = self.t.asm.label();
            if is_raised && let Value::Local(alive, _) = self.is_alive(task.index) {
                self.t.asm.jump_if(Operand::Local(alive), false, over);
            }
            self.emit_join(task.index, None);
            self.t.asm.place(over);
        }
    }

    /// The same where an exception leads out of the coroutine that stands here.
    pub fn cancel_rest_when_raised(&mut self, from: Pc, to: Pc, span: Span) {
        let (caught, end) = (self.t.asm.label(), self.t.asm.label());
        let exception = self.t.registers.reserve();
        let behind = self.t.asm.here();
        let exits = self.can_exit(from, to);
        // `SystemExit` ends here, and so does what a task's exit raises in `main`.
        let passes_on = !exits && !self.has_exit();
        self.t.asm.handle(from, &[(to, behind)], caught, exception, passes_on);
        self.t.asm.jump(end);
        self.t.asm.place(caught);
        self.t.pinned.push(exception);
        self.note_wait_for_tasks();
        if exits {
            let (exit, other) = (self.exception_named(EXIT), self.t.asm.label());
            let is_exit = self.compute(Operator::Equal, Operand::Local(exception), exit);
            self.t.asm.jump_if(Operand::Local(is_exit), false, other);
            self.cancel_rest(true, true);
            self.leave_loop(span);
            self.t.asm.place(other);
        }
        self.cancel_rest(true, false);
        self.leave_if_asked(span);
        self.t.pinned.pop();
        self.raise_on(exception);
        self.t.asm.place(end);
    }

    /// Cancels a task that is left. Whether the time of one that sleeps is over just now is open.
    fn cancel_at_end(&mut self, index: usize, flag: Cell) {
        let later = Operand::Constant(Cancellation::AFTER_A_STEP);
        let Some(asleep) = self.event_loop.asleep.get(&index).copied() else {
            return self.t.asm.store(later, Place::Cell(flag));
        };
        let (sleeps, way) = (self.t.registers.reserve(), self.t.registers.reserve());
        let (choose, end) = (self.t.asm.label(), self.t.asm.label());
        self.t.asm.load(Place::Cell(asleep), sleeps, false);
        self.t.asm.jump_if(Operand::Local(sleeps), true, choose);
        self.t.asm.store(later, Place::Cell(flag));
        self.t.asm.jump(end);
        self.t.asm.place(choose);
        // What is chosen begins a step, in which `main` still has its turn.
        self.t.asm.begin_group();
        self.t.asm.access(Operation::Choose { ways: 2, into: way });
        let now = Operand::Constant(Cancellation::NOW);
        let how = self.compute(Operator::Add, Operand::Local(way), now);
        self.t.asm.store(Operand::Local(how), Place::Cell(flag));
        self.t.asm.place(end);
    }

    /// Notes that `main` comes by here only when the task has ended.
    pub fn note_ended(&mut self, future: ObjId) {
        if self.t.index == 0 && self.t.regions.is_empty() {
            self.event_loop.done.insert(future);
        }
    }

    /// Refuses that a task which may be cancelled waits for another one: that would be cancelled in its place.
    pub fn refuse_to_hand_on(&mut self, span: Span) {
        if self.t.cancellation.is_some() && self.t.index > 0 {
            self.refuse(span, Refusal::LeftTask, &[]);
        }
    }

    /// Raises `CancelledError` where that is what a task raised.
    pub fn raise_if_cancelled(&mut self, id: ObjId) {
        let key = self.object(id).key;
        if !self.found.cancelled.contains(&key) || !self.found.raising.contains(&key) {
            return;
        }
        if let Value::Local(is_it, _) = self.was_cancelled(id) {
            let code = self.exception_named(CANCELLED_ERROR);
            self.raise_unless(is_it, false, code);
        }
    }
}
