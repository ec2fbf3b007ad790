//! Exceptions: `try`, `except`, `finally` and `raise`.

use super::declarations::blocks_of;
use super::roles::{Coder, Frame};
use crate::notation::meaning::MeaningProblem;
use crate::notation::tree::{Clause, Handler, Name, Statement, StatementKind};
use crate::program::{Exception, Instruction, Local, Operand, Operator, Pc, Span};

impl<'a> Coder<'a, '_> {
    pub fn attempt(&mut self, body: &'a [Statement], handlers: &'a [Handler]) {
        let from = self.assembly.here();
        let (line, span) = (self.line(), self.assembly.span);
        let before = self.locals.certainty();
        self.frames.push(Frame::Except(Vec::new()));
        self.block(body);
        let gaps = match self.frames.pop() {
            Some(Frame::Except(gaps)) => gaps,
            _ => Vec::new(),
        };
        for handler in handlers {
            self.warn_of_never_raised(from, &handler.exceptions);
        }
        let (caught, end) = (self.assembly.label(), self.assembly.label());
        let exception = self.reserve();
        self.assembly.handle(from, &gaps, caught, exception, false);
        let mut ways = vec![self.locals.certainty()];
        self.jump(end);
        self.assembly.place(caught);
        let outer = self.caught.replace(exception);
        for handler in handlers {
            let next = self.assembly.label();
            self.at(handler.clause.line, handler.clause.span);
            self.locals.set_certainty(before.clone());
            self.unless_caught(&handler.exceptions, exception, next);
            self.block(&handler.clause.body);
            ways.push(self.locals.certainty());
            self.jump(end);
            self.assembly.place(next);
        }
        self.caught = outer;
        self.at(line, span);
        self.assembly.emit(Instruction::Raise(Operand::Local(exception)));
        self.assembly.place(end);
        self.locals.mark_unreachable();
        for way in ways {
            self.locals.meet(way);
        }
    }

    /// Goes to the label if the exception is none of these.
    fn unless_caught(
        &mut self,
        exceptions: &'a [Name],
        exception: Local,
        next: crate::program::Label,
    ) {
        let matches = self.assembly.label();
        let is_any = exceptions.is_empty() || exceptions.iter().any(|it| catches_all(&it.text));
        if is_any {
            let is_assertion = self.compare(exception, Exception::ASSERTION_ERROR);
            self.assembly.jump_if(is_assertion, true, next);
        } else {
            for name in exceptions {
                for wanted in self.caught_by(&name.text) {
                    let is_it = self.compare(exception, wanted);
                    self.assembly.jump_if(is_it, true, matches);
                }
            }
            let certain = self.locals.certainty();
            self.jump(next);
            self.locals.set_certainty(certain);
        }
        self.assembly.place(matches);
    }

    /// Says of which exceptions it is in vain to wait: nothing from this place on can raise them.
    fn warn_of_never_raised(&mut self, from: Pc, exceptions: &'a [Name]) {
        let body = &self.assembly.code[from.index()..];
        let mut raised = Vec::new();
        for instruction in body {
            match instruction.can_raise() {
                Some(mut these) => raised.append(&mut these),
                None => return,
            }
        }
        for name in exceptions.iter().filter(|it| !catches_all(&it.text)) {
            if !self.caught_by(&name.text).iter().any(|it| raised.contains(it)) {
                self.problem(name.span, MeaningProblem::NeverRaised(name.text.clone()));
            }
        }
    }

    /// What an `except` with this name catches: in Python some exceptions are kinds of others.
    fn caught_by(&self, name: &str) -> Vec<Exception> {
        let mut caught = vec![self.exception(name)];
        let kinds = KINDS.iter().find(|(of, _)| *of == name).map_or(&[][..], |(_, kinds)| kinds);
        let is_known = |it: &&&str| {
            Exception::NAMES.contains(it) || self.exceptions.iter().any(|own| own == **it)
        };
        caught.extend(kinds.iter().filter(is_known).map(|it| self.exception(it)));
        caught
    }

    fn compare(&mut self, exception: Local, with: Exception) -> Operand {
        let value = Operand::Constant(with.to_value());
        self.compute(Operator::Equal, Operand::Local(exception), value)
    }

    fn exception(&self, name: &str) -> Exception {
        let known = Exception::NAMES.iter().position(|it| *it == name);
        let own = || {
            let index = self.exceptions.iter().position(|it| it == name).unwrap_or(0);
            Exception::NAMES.len() + index
        };
        Exception(known.unwrap_or_else(own) as u16)
    }

    pub fn finally(&mut self, body: &'a [Statement], handlers: &'a [Handler], finally: &'a Clause) {
        let from = self.assembly.here();
        let before = self.locals.certainty();
        self.frames.push(Frame::Finally(&finally.body, Vec::new()));
        if handlers.is_empty() {
            self.block(body);
        } else {
            self.attempt(body, handlers);
        }
        let gaps = match self.frames.pop() {
            Some(Frame::Finally(_, gaps)) => gaps,
            _ => Vec::new(),
        };
        let (caught, end) = (self.assembly.label(), self.assembly.label());
        let exception = self.reserve();
        let passes_on = !leaves(&finally.body);
        self.assembly.handle(from, &gaps, caught, exception, passes_on);
        self.block(&finally.body);
        let certain = self.locals.certainty();
        self.jump(end);
        self.assembly.place(caught);
        self.locals.set_certainty(before);
        self.block(&finally.body);
        self.assembly.emit(Instruction::Raise(Operand::Local(exception)));
        self.assembly.place(end);
        self.locals.set_certainty(certain);
    }

    pub fn raise(&mut self, name: Option<&'a Name>, span: Span) {
        match (name, self.caught) {
            (Some(name), _) => {
                let exception = self.exception(&name.text);
                self.raise_exception(exception);
            }
            (None, Some(caught)) => {
                self.assembly.emit(Instruction::Raise(Operand::Local(caught)));
                self.locals.mark_unreachable();
            }
            (None, None) => self.problem(span, MeaningProblem::RaiseWhat),
        }
    }

    pub fn raise_exception(&mut self, exception: Exception) {
        let value = Operand::Constant(exception.to_value());
        self.assembly.emit(Instruction::Raise(value));
        self.locals.mark_unreachable();
    }
}

/// Which exceptions are kinds of others in Python. That a variable has no value is called `NameError` here, and
/// `UnboundLocalError` there.
const KINDS: [(&str, &[&str]); 7] = [
    ("LookupError", &["IndexError", "KeyError"]),
    ("ArithmeticError", &["ZeroDivisionError", "OverflowError", "FloatingPointError"]),
    ("NameError", &["UnboundLocalError"]),
    ("UnboundLocalError", &["NameError"]),
    ("RuntimeError", &["NotImplementedError", "RecursionError", "BrokenBarrierError"]),
    ("OSError", &["TimeoutError", "InterruptedError", "ConnectionError", "FileNotFoundError"]),
    ("ValueError", &["UnicodeError"]),
];

/// Whether an `except` with this name catches all that can be caught.
fn catches_all(name: &str) -> bool {
    matches!(name, "Exception" | "BaseException")
}

/// Whether a block may be left early, which ends an exception that passes through.
fn leaves(block: &[Statement]) -> bool {
    block.iter().any(|statement| {
        matches!(
            statement.kind,
            StatementKind::Return(_) | StatementKind::Break | StatementKind::Continue
        ) || blocks_of(statement).into_iter().any(|it| leaves(it))
    })
}
