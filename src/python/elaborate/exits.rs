//! `sys.exit`, and `SystemExit` that is raised: they end a thread or a process without a word.
//!
//! Where nothing around catches it, what has to be done on the way out is done there, and the code goes on at the end of
//! the thread. Else it is raised like any other exception.

use super::calls::Given;
use super::value::Value;
use super::{Elaborator, Frame};
use crate::program::{Operand, Operator, Span};
use crate::python::refusal::Refusal;
use crate::python::tree::Try;

/// What ends a thread without a word.
pub const EXIT: &str = "SystemExit";

impl Elaborator<'_> {
    /// `sys.exit(code)`
    pub fn exit(&mut self, mut given: Given) {
        let code = given.take(0, "status");
        self.leave_thread(code, given.span);
    }

    /// Ends the thread, or raises for whoever catches it. The code is that of its process.
    pub fn leave_thread(&mut self, code: Option<Value>, span: Span) {
        if self.t.task.is_some() {
            self.refuse(span, Refusal::NotKnown, &["SystemExit in a task"]);
            self.t.is_dead = true;
            return;
        }
        self.keep_exit_code(code, span);
        if self.t.is_task && self.t.index > 0 && self.t.ways_out > 0 {
            self.refuse(span, Refusal::TaskExits, &[]);
        }
        if self.t.is_task || self.t.catches_exit > 0 {
            self.t.raises_exit = true;
            self.raise_named(EXIT);
            return;
        }
        if self.t.frames.iter().any(|it| matches!(it, Frame::Context(..))) {
            // What `__exit__` is given then is not looked at.
            self.refuse(span, Refusal::NotKnown, &["SystemExit → __exit__"]);
        }
        // What is done on the way out is no part of the call.
        let line = self.t.asm.line;
        self.at(line, Span::new(span.start as usize, span.start as usize));
        self.leave(0);
        if self.t.index == 0 {
            self.end_thread(0);
        } else {
            let end = *self.t.exit.get_or_insert_with(|| self.t.asm.label());
            self.t.asm.jump(end);
        }
        self.t.is_dead = true;
    }

    /// Says that no thread was started, and where an exception is the reason, which.
    pub fn refuse_without_threads(&mut self, raised: Option<(String, Span)>) {
        if let Some((name, span)) = raised.filter(|(name, _)| name != EXIT) {
            self.refuse(span, Refusal::RaisedBeforeThreads, &[&name]);
            return;
        }
        let end = Span::new(self.text.len(), self.text.len());
        let is_of_processes = self.text.contains("multiprocessing");
        let what = if is_of_processes { "multiprocessing.Process" } else { "threading.Thread" };
        self.refuse(end, Refusal::NoThread, &[what]);
    }

    /// Refuses to raise again what can be an exit, which would have to end the thread without a word then.
    pub fn check_raised_again(&mut self, span: Span) {
        if self.t.raises_exit && !self.t.is_task {
            self.refuse(span, Refusal::NotKnown, &["SystemExit → raise"]);
        }
    }

    /// The code that an exception was made with.
    pub fn exit_code_of(&self, raised: &Value) -> Option<Value> {
        let Value::Ref(id) = raised else { return None };
        match self.object(*id).slots.get("args") {
            Some(Value::Tuple(all)) => match &all[..] {
                [] => None,
                [code] => Some(code.clone()),
                // Several are a tuple, which is no number.
                _ => Some(Value::text("")),
            },
            _ => None,
        }
    }

    /// Whether a `try` has a handler for `SystemExit`.
    pub fn catches_exit(&self, it: &Try) -> bool {
        it.handlers.iter().any(|it| match &it.catches {
            None => true,
            Some(it) => {
                let words = self.words(it.span);
                words.contains("BaseException") || words.contains(EXIT)
            }
        })
    }

    /// Keeps how the process ends, where somebody asks for it.
    fn keep_exit_code(&mut self, code: Option<Value>, span: Span) {
        let Some(into) = self.t.exit_code else { return };
        let code = match code {
            None | Some(Value::None) => Operand::Constant(0),
            Some(Value::Local(it, domain)) if domain.is_number() && !domain.none => {
                let bytes = Operand::Constant(256);
                Operand::Local(self.compute(Operator::Modulo, Operand::Local(it), bytes))
            }
            Some(Value::Local(..) | Value::Opaque) => {
                self.refuse(span, Refusal::NotConstant, &["sys.exit"]);
                return;
            }
            Some(it) => Operand::Constant(it.integer().map_or(1, |it| it & 255)),
        };
        self.t.asm.set(into, code);
    }
}
