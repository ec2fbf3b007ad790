//! `sys.exit` in a coroutine.
//!
//! `SystemExit` goes through the loop: out of a task as out of `main` it leaves `asyncio.run` at once, which then cancels all
//! tasks, that of `main` among them, waits until they have ended, and raises it on. `main` that waits for tasks just then
//! goes on when they have ended: with `SystemExit` where it gathered the one that raised it, else with `CancelledError`.

use super::CANCELLED_ERROR;
use crate::program::{
    Cancellation, Cell, Exception, Instruction, Label, Local, ObjectKind, Operand, Operator, Pc,
    Place, Span,
};
use crate::python::elaborate::Elaborator;
use crate::python::elaborate::exits::EXIT;
use crate::python::elaborate::value::{ObjId, Value};
use crate::python::refusal::Refusal;

/// How a task ends the loop.
#[derive(Clone, Copy)]
pub struct Exit {
    /// Set when one has.
    asked: Cell,
    /// Set while `main` waits for tasks, and so is not cancelled at once.
    busy: Cell,
}

impl Elaborator<'_> {
    /// Makes what it takes for a task to end the loop, if one does: it can cancel all others, also those that are made later.
    pub fn prepare_exit(&mut self) {
        if !self.found.leaves_loop {
            return;
        }
        let (asked, busy) = (self.flag_of_loop("loop.exit"), self.flag_of_loop("main.awaits"));
        for index in 0..=self.found.loop_tasks {
            let name = if index == 0 { "main".into() } else { format!("task {index}") };
            let flag = self.flag_of_loop(&format!("{name}.cancelled"));
            self.event_loop.flags.insert(index, flag);
        }
        self.event_loop.exit = Some(Exit { asked, busy });
        self.t.cancellation = self.event_loop.flags.get(&0).copied();
    }

    fn flag_of_loop(&mut self, name: &str) -> Cell {
        let part = self.part(name.to_owned(), ObjectKind::Variable { initial: 0 });
        self.base(part)
    }

    /// Notes how many tasks the loop has.
    pub fn note_tasks(&mut self) {
        self.t.cancellation = None;
        let count = self.event_loop.tasks.len();
        self.is_dirty |= self.next.loop_tasks != count;
        self.next.loop_tasks = count;
    }

    /// Whether code from `from` to `to` raises `SystemExit` which nothing in it catches.
    pub fn can_exit(&mut self, from: Pc, to: Pc) -> bool {
        let exit: Exception = self.exception(EXIT);
        let code = self.t.asm.code.get(from.index()..to.index()).unwrap_or_default();
        self.t.raises_exit
            && code.iter().zip(from.0..).any(|(it, at)| {
                let raises = it.can_raise().is_none_or(|it| it.contains(&exit));
                raises && !self.t.raised_on.contains(&Pc(at)) && !self.is_caught(Pc(at), exit)
            })
    }

    /// Whether a task ends the loop.
    pub fn has_exit(&self) -> bool {
        self.event_loop.exit.is_some()
    }

    /// Notes that the task ends the loop, if its code from `from` on does.
    pub fn note_exit(&mut self, from: Pc) -> bool {
        let exits = self.can_exit(from, self.t.asm.here());
        self.is_dirty |= exits && !self.next.leaves_loop;
        self.next.leaves_loop |= exits;
        exits
    }

    /// The end of a task with this exception: if that is `SystemExit`, all others are cancelled, and it goes on at `end`.
    pub fn exit_loop(&mut self, from: Pc, exception: Local, end: Label) {
        let (true, Some(exit)) = (self.note_exit(from), self.event_loop.exit) else { return };
        let (code, other) = (self.exception_named(EXIT), self.t.asm.label());
        let is_it = self.compute(Operator::Equal, Operand::Local(exception), code);
        self.t.asm.jump_if(Operand::Local(is_it), false, other);
        self.t.asm.store(Operand::Constant(1), Place::Cell(exit.asked));
        let now = Operand::Constant(Cancellation::NOW);
        for (index, flag) in self.event_loop.flags.clone() {
            if index == self.t.index {
                continue;
            }
            let over = self.t.asm.label();
            if index == 0 {
                let busy = self.t.registers.reserve();
                self.t.asm.load(Place::Cell(exit.busy), busy, false);
                self.t.asm.jump_if(Operand::Local(busy), true, over);
            } else if let Value::Local(alive, _) = self.is_alive(index) {
                self.t.asm.jump_if(Operand::Local(alive), false, over);
            }
            self.t.asm.store(now, Place::Cell(flag));
            self.t.asm.place(over);
        }
        self.t.asm.jump(end);
        self.t.asm.place(other);
    }

    /// Notes that `main` waits for tasks from here on.
    pub fn note_wait_for_tasks(&mut self) {
        self.note_busy(1);
    }

    fn note_busy(&mut self, busy: i64) {
        if let Some(exit) = self.event_loop.exit.filter(|_| self.t.index == 0) {
            self.t.asm.store(Operand::Constant(busy), Place::Cell(exit.busy));
        }
    }

    /// Whether the loop is to end, in a register.
    fn is_asked(&mut self) -> Option<Local> {
        let exit = self.event_loop.exit.filter(|_| self.t.index == 0)?;
        let asked = self.t.registers.reserve();
        self.t.asm.load(Place::Cell(exit.asked), asked, false);
        Some(asked)
    }

    /// `main` has waited for tasks: if the loop is to end, it goes on when all have ended. Answers whether it is.
    pub fn await_rest_if_asked(&mut self) -> Option<Local> {
        let asked = self.is_asked()?;
        let over = self.t.asm.label();
        self.t.asm.jump_if(Operand::Local(asked), false, over);
        self.await_rest();
        self.t.asm.place(over);
        self.note_busy(0);
        Some(asked)
    }

    fn await_rest(&mut self) {
        for task in self.event_loop.tasks.clone() {
            let over = self.t.asm.label();
            if let Value::Local(alive, _) = self.is_alive(task.index) {
                self.t.asm.jump_if(Operand::Local(alive), false, over);
            }
            self.emit_join(task.index, None);
            self.t.asm.place(over);
        }
    }

    /// `main` has waited for this task: if the loop is to end, it is cancelled.
    pub fn cancel_if_asked(&mut self, future: ObjId) {
        let Some(asked) = self.is_asked() else { return };
        let (over, raise) = (self.t.asm.label(), self.t.asm.label());
        self.t.asm.jump_if(Operand::Local(asked), false, over);
        // Where that is the one which ends the loop, `main` is the first to go on.
        if self.t.waits_for.is_empty() && self.found.raising.contains(&self.object(future).key) {
            let raised = self.t.registers.reserve();
            let from = Place::Cell(self.exception_cell(future));
            self.t.asm.load(from, raised, false);
            let exit = self.exception_named(EXIT);
            let is_exit = self.compute(Operator::Equal, Operand::Local(raised), exit);
            self.t.asm.jump_if(Operand::Local(is_exit), true, raise);
        }
        self.await_rest();
        self.t.asm.place(raise);
        self.note_busy(0);
        let cancelled = self.exception_named(CANCELLED_ERROR);
        self.t.asm.emit(Instruction::Raise(cancelled));
        self.t.asm.place(over);
        self.note_busy(0);
    }

    /// The end of `asyncio.run`: if a task has ended the loop, that raises `SystemExit`.
    pub fn leave_if_asked(&mut self, span: Span) {
        if let Some(asked) = self.await_rest_if_asked() {
            let over = self.t.asm.label();
            self.t.asm.jump_if(Operand::Local(asked), false, over);
            self.leave_loop(span);
            self.t.asm.place(over);
        }
    }

    /// `asyncio.run` raises `SystemExit`.
    pub fn leave_loop(&mut self, span: Span) {
        let is_task = std::mem::replace(&mut self.t.is_task, false);
        let holds = self.t.asm.holds_turn;
        self.leave_thread(None, span);
        self.t.asm.holds_turn = holds;
        (self.t.is_task, self.t.is_dead) = (is_task, false);
    }

    /// What stands from here on is done on the way out of a block by an exception.
    pub fn begin_way_out(&mut self) -> Pc {
        self.t.ways_out += 1;
        self.t.asm.here()
    }

    pub fn end_way_out(&mut self, from: Pc) {
        self.t.ways_out -= 1;
        let waits =
            |it: &Instruction| matches!(it, Instruction::GiveWay | Instruction::Block { .. });
        let code = self.t.asm.code.get(from.index()..).unwrap_or_default();
        self.t.waits_on_way_out |= code.iter().any(waits);
    }

    /// Refuses a task that is not over at once when the loop ends: whether it is ever gone on with then is not told apart
    /// here.
    pub fn check_ways_out(&mut self, span: Span) {
        if self.t.waits_on_way_out || self.t.catches_cancelling > 0 {
            self.refuse_beside_exit(span);
        }
    }

    /// Refuses what is not told apart where a task ends the loop.
    pub fn refuse_beside_exit(&mut self, span: Span) {
        if self.has_exit() {
            self.refuse(span, Refusal::TaskExits, &[]);
        }
    }
}
