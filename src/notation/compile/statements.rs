//! Statements, and the ways out of them.

use super::expressions::{number, operator_of};
use super::locals::{NOTHING, truth};
use super::roles::{Coder, Frame, HeldKind};
use super::scope::Meaning;
use crate::notation::meaning::MeaningProblem;
use crate::notation::tree::{
    Branch, Clause, Expression, ExpressionKind, Name, Statement, StatementKind,
};
use crate::program::{
    Blocking, Cell, ChannelEnd, Exception, Instruction, Local, ObjectKind, Operand, Operation,
    Operator, Pc, Place, RoleKind, Span,
};

impl<'a> Coder<'a, '_> {
    pub fn block(&mut self, statements: &'a [Statement]) {
        for statement in statements {
            if self.assembly.is_too_long {
                return;
            }
            let in_use = self.locals.in_use();
            self.at(statement.line, statement.span);
            self.assembly.next_group();
            self.statement(statement);
            self.locals.release(in_use);
        }
    }

    fn statement(&mut self, statement: &'a Statement) {
        match &statement.kind {
            StatementKind::Comment(_) | StatementKind::Pass | StatementKind::Global(_) => {}
            StatementKind::Define { name, .. } => {
                self.problem(name.span, MeaningProblem::DeclareAtTop(name.text.clone()));
            }
            StatementKind::Assign { targets, value } => match &targets[..] {
                [target] => self.assign(target, value),
                _ => self.problem(statement.span, MeaningProblem::TwoNames),
            },
            StatementKind::Augment { target, .. } if self.is_fixed(target) => {
                self.assign_value(target, NOTHING);
            }
            StatementKind::Augment { target, operator, value } => {
                let right = self.value(value);
                match &target.kind {
                    ExpressionKind::Index { of, index } => {
                        let Some(place) = self.element(of, index) else { return };
                        let before = self.reserve();
                        self.next_access();
                        self.assembly.load(place, before, false);
                        let now =
                            self.compute(operator_of(*operator), Operand::Local(before), right);
                        self.next_access();
                        self.assembly.store(now, place);
                    }
                    _ => {
                        let before = self.value(target);
                        let now = self.compute(operator_of(*operator), before, right);
                        self.assign_value(target, now);
                    }
                }
            }
            StatementKind::If { branches, otherwise } => self.choose(branches, otherwise.as_ref()),
            StatementKind::While { condition, body } => self.repeat(condition, body),
            StatementKind::For { variable, over, body } => self.each(variable, over, body),
            StatementKind::With { contexts, body } => self.hold(contexts, body),
            StatementKind::Try { body, handlers, finally } => match finally {
                None => self.attempt(body, handlers),
                Some(finally) => self.finally(body, handlers, finally),
            },
            StatementKind::Break => self.out_of_loop(true, statement.span),
            StatementKind::Continue => self.out_of_loop(false, statement.span),
            StatementKind::Return(value) => self.leave_function(value.as_ref(), statement.span),
            StatementKind::Raise(name) => self.raise(name.as_ref(), statement.span),
            StatementKind::Assert(condition) => {
                let holds = self.assembly.label();
                self.branch(condition, true, holds);
                let certain = self.locals.certainty();
                self.raise_exception(Exception::ASSERTION_ERROR);
                self.assembly.place(holds);
                self.locals.set_certainty(certain);
            }
            StatementKind::Expression(e) => match &e.kind {
                ExpressionKind::Call { function, arguments } => {
                    self.call(e, function, arguments);
                }
                ExpressionKind::Attribute { .. } => {
                    self.value(e);
                }
                ExpressionKind::Name(name)
                    if matches!(self.meaning(name), Some(Meaning::Function(_))) =>
                {
                    self.problem(e.span, MeaningProblem::NotCalled(format!("{name}()")));
                }
                _ => self.problem(e.span, MeaningProblem::ValueUnused),
            },
        }
    }

    fn assign(&mut self, target: &'a Expression, value: &'a Expression) {
        if let (ExpressionKind::Name(name), ExpressionKind::Call { function, .. }) =
            (&target.kind, &value.kind)
            && let ExpressionKind::Attribute { of, name: operation } = &function.kind
            && operation.text == "clone"
            && let ExpressionKind::Name(sender) = &of.kind
            && let Some(Meaning::Sender(id, alive)) = self.meaning(sender)
        {
            let Some(clone) = self.free_ends.pop() else { return };
            self.next_access();
            let channel = self.base(id);
            self.assembly.access(Operation::CloneSender { channel, alive });
            self.assembly.set(clone, truth(true));
            self.ends.push((id, ChannelEnd::Sender, clone));
            if let Some(scope) = self.scopes.last_mut() {
                scope.set(name, Meaning::Sender(id, clone));
            }
            return;
        }
        if let ExpressionKind::Name(name) = &target.kind
            && let Some(Meaning::Local(local)) = self.meaning(name)
        {
            self.value_into(value, local);
            return;
        }
        // An element's index is worked out after the value, as in Python.
        let value = self.value(value);
        self.assign_value(target, value);
    }

    fn assign_value(&mut self, target: &'a Expression, value: Operand) {
        match &target.kind {
            ExpressionKind::Name(name) => self.assign_name(name, target.span, value),
            ExpressionKind::Index { of, index } => {
                let Some(place) = self.element(of, index) else { return };
                if let (ExpressionKind::Name(name), Operand::Local(local)) = (&of.kind, value)
                    && self.may_be_item(local)
                    && let Some(Meaning::Object(id)) = self.meaning(name)
                {
                    self.arrays_of_items.push(id);
                }
                self.next_access();
                self.assembly.store(value, place);
            }
            _ => self.problem(target.span, MeaningProblem::ValueUnused),
        }
    }

    fn assign_name(&mut self, name: &str, span: Span, value: Operand) {
        match self.meaning(name) {
            Some(Meaning::Local(local)) => self.copy(local, value),
            Some(Meaning::Object(id)) if self.is_variable(id) => {
                self.next_access();
                let cell = self.base(id);
                self.assembly.store(value, Place::Cell(cell));
            }
            Some(_) => self.problem(span, MeaningProblem::AssignToObject(name.into())),
            None => {
                let problem = self.unknown(name);
                self.problem(span, problem);
            }
        }
    }

    /// Whether it is the name of something that cannot get another value.
    fn is_fixed(&self, target: &Expression) -> bool {
        let ExpressionKind::Name(name) = &target.kind else { return false };
        match self.meaning(name) {
            Some(Meaning::Local(_)) | None => false,
            Some(Meaning::Object(id)) => !self.is_variable(id),
            Some(_) => true,
        }
    }

    fn choose(&mut self, branches: &'a [Branch], otherwise: Option<&'a Clause>) {
        let end = self.assembly.label();
        // What is certain at the end of each way; the ways meet there.
        let mut ways = Vec::new();
        for branch in branches {
            let next = self.assembly.label();
            self.at(branch.clause.line, branch.clause.span);
            self.assembly.next_group();
            self.branch(&branch.condition, false, next);
            let certain = self.locals.certainty();
            self.block(&branch.clause.body);
            ways.push(self.locals.certainty());
            self.jump(end);
            self.assembly.place(next);
            self.locals.set_certainty(certain);
        }
        if let Some(clause) = otherwise {
            self.at(clause.line, clause.span);
            self.block(&clause.body);
        }
        self.assembly.place(end);
        for way in ways {
            self.locals.meet(way);
        }
    }

    fn repeat(&mut self, condition: &'a Expression, body: &'a [Statement]) {
        let (head, exit, again) =
            (self.assembly.label(), self.assembly.label(), self.assembly.label());
        let (line, span) = (self.line(), self.assembly.span);
        self.assembly.place(head);
        self.branch(condition, false, exit);
        let certain = self.locals.certainty();
        self.frames.push(Frame::Loop { exit, again });
        self.block(body);
        self.frames.pop();
        self.at(line, span);
        self.assembly.place(again);
        self.go_again(head);
        self.assembly.place(exit);
        self.locals.set_certainty(certain);
    }

    /// The jump back to the head of a loop. In a consumer's outermost loop, who has taken
    /// enough leaves the role here.
    fn go_again(&mut self, head: crate::program::Label) {
        let is_outermost = !self.frames.iter().any(|it| matches!(it, Frame::Loop { .. }));
        let takes = self.kind == RoleKind::Consumer && is_outermost && self.setup.takes > 0;
        let enough = takes.then(|| self.assembly.label());
        let to = Coder::pc(head);
        self.assembly.emit(Instruction::Again { to, enough: enough.map(Coder::pc) });
        if let Some(enough) = enough {
            let behind = self.assembly.label();
            self.jump(behind);
            self.assembly.place(enough);
            self.leave(0);
            let end = self.end;
            self.jump(end);
            self.assembly.place(behind);
        }
    }

    fn each(&mut self, variable: &'a Name, over: &'a Expression, body: &'a [Statement]) {
        let (head, exit, again) =
            (self.assembly.label(), self.assembly.label(), self.assembly.label());
        let (line, span) = (self.line(), self.assembly.span);
        let certain = self.locals.certainty();
        match &over.kind {
            ExpressionKind::Name(name)
                if matches!(self.meaning(name), Some(Meaning::Receiver(..))) =>
            {
                let Some(Meaning::Receiver(id, _)) = self.meaning(name) else { return };
                self.assembly.place(head);
                let value = self.receive(id, Some(Coder::pc(exit)), None);
                self.assign_name(&variable.text, variable.span, value);
                self.loop_body(body, exit, again);
            }
            ExpressionKind::Call { function, arguments }
                if matches!(&function.kind, ExpressionKind::Name(name) if name == "range")
                    && matches!(arguments.len(), 1 | 2) =>
            {
                let Some(given) = self.given("range", arguments, 1, 2, false) else { return };
                let (from, to) = match given.values[..] {
                    [from, to] => (from, to),
                    _ => (number(0), given.values[0]),
                };
                let counter = self.reserve();
                self.copy(counter, from);
                // The end is worked out once, and must not change when its variable does.
                let end = self.reserve();
                self.copy(end, to);
                self.assembly.place(head);
                let goes_on =
                    self.compute(Operator::Less, Operand::Local(counter), Operand::Local(end));
                self.assembly.jump_if(goes_on, false, exit);
                self.assign_name(&variable.text, variable.span, Operand::Local(counter));
                let one = number(1);
                self.assembly.emit(Instruction::Compute {
                    operator: Operator::Add,
                    left: Operand::Local(counter),
                    right: one,
                    into: counter,
                });
                self.loop_body(body, exit, again);
            }
            _ => {
                self.problem(over.span, MeaningProblem::LoopOver);
                self.assembly.place(head);
                self.locals.assign(Local(0));
                self.loop_body(body, exit, again);
            }
        }
        self.at(line, span);
        self.assembly.place(again);
        self.go_again(head);
        self.assembly.place(exit);
        self.locals.set_certainty(certain);
    }

    fn loop_body(
        &mut self,
        body: &'a [Statement],
        exit: crate::program::Label,
        again: crate::program::Label,
    ) {
        self.frames.push(Frame::Loop { exit, again });
        self.block(body);
        self.frames.pop();
    }

    /// `with a, b:` is `with a:` around `with b:`.
    fn hold(&mut self, contexts: &'a [Expression], body: &'a [Statement]) {
        let Some((context, rest)) = contexts.split_first() else { return self.block(body) };
        let (line, span) = (self.line(), self.assembly.span);
        let held = match &context.kind {
            ExpressionKind::Name(name) => match self.meaning(name) {
                Some(Meaning::Object(id)) => match self.object(id).kind {
                    ObjectKind::Lock => Some((self.base(id), HeldKind::Lock)),
                    ObjectKind::ReentrantLock => Some((self.base(id), HeldKind::ReentrantLock)),
                    ObjectKind::Condition { lock } if self.is_reentrant(lock) => {
                        Some((self.base(lock), HeldKind::ReentrantLock))
                    }
                    ObjectKind::Condition { lock } => Some((self.base(lock), HeldKind::Lock)),
                    ObjectKind::Semaphore { most, .. } => {
                        Some((self.base(id), HeldKind::Permit(most)))
                    }
                    _ => None,
                },
                Some(_) => None,
                None => {
                    let problem = self.unknown(name);
                    self.problem(context.span, problem);
                    return self.block(body);
                }
            },
            _ => None,
        };
        let Some((cell, kind)) = held else {
            self.problem(context.span, MeaningProblem::WantsObject("Lock()".into()));
            return self.block(body);
        };
        self.wait_for(
            match kind {
                HeldKind::Lock => Blocking::Acquire(cell),
                HeldKind::ReentrantLock => Blocking::Enter(cell),
                HeldKind::Permit(_) => Blocking::Wait(cell),
            },
            None,
        );
        let from = self.assembly.here();
        self.frames.push(Frame::Held(cell, kind, Vec::new()));
        self.hold(rest, body);
        let gaps = match self.frames.pop() {
            Some(Frame::Held(_, _, gaps)) => gaps,
            _ => Vec::new(),
        };
        let (caught, end) = (self.assembly.label(), self.assembly.label());
        let exception = self.reserve();
        self.assembly.handle(from, &gaps, caught, exception, true);
        self.at(line, span);
        self.give_back(cell, kind);
        let certain = self.locals.certainty();
        self.jump(end);
        self.assembly.place(caught);
        self.locals.set_certainty(certain.clone());
        self.give_back(cell, kind);
        self.assembly.emit(Instruction::Raise(Operand::Local(exception)));
        self.assembly.place(end);
        self.locals.set_certainty(certain);
    }

    fn give_back(&mut self, cell: Cell, kind: HeldKind) {
        if matches!(kind, HeldKind::Permit(_)) {
            self.give_way();
        }
        self.assembly.next_group();
        self.assembly.access(match kind {
            HeldKind::Lock => Operation::Release(cell),
            HeldKind::ReentrantLock => Operation::Leave(cell),
            HeldKind::Permit(most) => Operation::Signal { count: cell, most },
        });
        self.give_way();
    }

    fn out_of_loop(&mut self, is_break: bool, span: Span) {
        let innermost = self
            .frames
            .iter()
            .rposition(|it| matches!(it, Frame::Loop { .. } | Frame::Call { .. }));
        let found = innermost.and_then(|at| match self.frames[at] {
            Frame::Loop { exit, again } => Some((at, if is_break { exit } else { again })),
            _ => None,
        });
        let Some((at, to)) = found else {
            let word = if is_break { "break" } else { "continue" };
            return self.problem(span, MeaningProblem::OutsideLoop(word.into()));
        };
        self.leave(at + 1);
        self.jump(to);
    }

    fn leave_function(&mut self, value: Option<&'a Expression>, span: Span) {
        let call = self.frames.iter().rposition(|it| matches!(it, Frame::Call { .. }));
        match call.map(|at| (at, self.frames[at].clone())) {
            Some((at, Frame::Call { exit, result })) => {
                let value = value.map_or(NOTHING, |it| self.value(it));
                self.copy(result, value);
                self.leave(at + 1);
                self.jump(exit);
            }
            _ => {
                if value.is_some_and(|it| it.kind != ExpressionKind::None) {
                    self.problem(span, MeaningProblem::ReturnValue);
                }
                self.leave(0);
                let end = self.end;
                self.jump(end);
            }
        }
    }

    /// Whether there is something to do on the way out of the frames from this one on.
    pub fn has_to_clean_up(&self, from: usize) -> bool {
        self.frames[from..].iter().any(|it| matches!(it, Frame::Held(..) | Frame::Finally(..)))
    }

    /// Does what has to be done on the way out of the frames from this one on, the innermost
    /// first. What is raised there is not for the handlers of the frames that are left
    /// already, as `finally` would be done twice.
    pub fn leave(&mut self, from: usize) {
        let (line, span) = (self.line(), self.assembly.span);
        let mut left: Vec<Frame> = Vec::new();
        while self.frames.len() > from {
            let Some(frame) = self.frames.pop() else { break };
            let start = self.assembly.here();
            match &frame {
                Frame::Held(cell, kind, _) => self.give_back(*cell, *kind),
                Frame::Finally(body, _) => self.block(body),
                Frame::Loop { .. } | Frame::Except(_) | Frame::Call { .. } => {}
            }
            self.at(line, span);
            let end = self.assembly.here();
            left.insert(0, frame);
            for frame in &mut left {
                frame.leave_out(start, end);
            }
        }
        self.frames.append(&mut left);
    }
}

impl Frame<'_> {
    /// Notes that the frame's handler does not catch what is raised from `start` to `end`.
    fn leave_out(&mut self, start: Pc, end: Pc) {
        match self {
            Frame::Held(_, _, gaps) | Frame::Finally(_, gaps) | Frame::Except(gaps)
                if start < end =>
            {
                gaps.push((start, end));
            }
            _ => {}
        }
    }
}
