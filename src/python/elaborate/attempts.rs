//! `try`, `raise`, and the exceptions of Python.

use super::asyncio::CANCELLED_ERROR;
use super::heap::Kind;
use super::value::{ObjId, Value};
use super::{Elaborator, Frame};
use crate::program::{Exception, Instruction, Local, Operand, Operator, Pc, Span};
use crate::python::refusal::Refusal;
use crate::python::tree::{Expr, Handler, Stmt, Try};
use std::rc::Rc;

/// Python's exceptions, each with the one that it is a kind of.
const KINDS: [(&str, &str); 38] = [
    ("Exception", "BaseException"),
    ("KeyboardInterrupt", "BaseException"),
    ("SystemExit", "BaseException"),
    ("CancelledError", "BaseException"),
    ("ArithmeticError", "Exception"),
    ("AssertionError", "Exception"),
    ("AttributeError", "Exception"),
    ("BufferError", "Exception"),
    ("EOFError", "Exception"),
    ("ImportError", "Exception"),
    ("LookupError", "Exception"),
    ("MemoryError", "Exception"),
    ("NameError", "Exception"),
    ("OSError", "Exception"),
    ("RuntimeError", "Exception"),
    ("StopIteration", "Exception"),
    ("SyntaxError", "Exception"),
    ("TypeError", "Exception"),
    ("ValueError", "Exception"),
    ("Warning", "Exception"),
    ("Empty", "Exception"),
    ("Full", "Exception"),
    ("ShutDown", "Exception"),
    ("ZeroDivisionError", "ArithmeticError"),
    ("OverflowError", "ArithmeticError"),
    ("FloatingPointError", "ArithmeticError"),
    ("IndexError", "LookupError"),
    ("KeyError", "LookupError"),
    ("UnboundLocalError", "NameError"),
    ("NotImplementedError", "RuntimeError"),
    ("RecursionError", "RuntimeError"),
    ("BrokenBarrierError", "RuntimeError"),
    ("TimeoutError", "OSError"),
    ("ConnectionError", "OSError"),
    ("FileNotFoundError", "OSError"),
    ("PermissionError", "OSError"),
    ("InterruptedError", "OSError"),
    ("UnicodeError", "ValueError"),
];

/// What a handler catches.
#[derive(Clone, Debug)]
pub enum Caught {
    These(Vec<Exception>),
    AllBut(Vec<Exception>),
}

impl Caught {
    fn has(&self, exception: Exception) -> bool {
        match self {
            Caught::These(all) => all.contains(&exception),
            Caught::AllBut(all) => !all.contains(&exception),
        }
    }
}

/// The exception of Python with this name.
pub fn builtin_exception(name: &str) -> Option<&'static str> {
    let found = KINDS.iter().find(|(it, _)| *it == name).map(|(it, _)| *it);
    found.or((name == "BaseException").then_some("BaseException"))
}

impl<'a> Elaborator<'a> {
    /// The number of an exception by its name.
    pub fn exception(&mut self, name: &str) -> Exception {
        if let Some(at) = Exception::NAMES.iter().position(|it| *it == name) {
            return Exception(at as u16);
        }
        let at = self.exceptions.iter().position(|it| it == name).unwrap_or_else(|| {
            self.exceptions.push(name.to_owned());
            self.exceptions.len() - 1
        });
        Exception((Exception::NAMES.len() + at) as u16)
    }

    /// The name of an exception's class, with its bases from it on.
    fn ancestry(&self, name: &str) -> Vec<String> {
        let mut all = vec![name.to_owned()];
        while let Some(last) = all.last() {
            let base = match KINDS.iter().find(|(it, _)| it == last) {
                Some((_, base)) => (*base).to_owned(),
                None => match self.exception_classes().find(|(it, _)| it == last) {
                    Some((_, base)) => base,
                    None => return all,
                },
            };
            if all.len() > 40 || all.contains(&base) {
                return all;
            }
            all.push(base);
        }
        all
    }

    /// The reader's own exceptions, each with its base.
    fn exception_classes(&self) -> impl Iterator<Item = (String, String)> + '_ {
        self.heap.iter().filter_map(|it| match &it.kind {
            Kind::Class { bases, .. } => {
                Some((it.name.clone(), self.exception_class(bases.first()?)?))
            }
            _ => None,
        })
    }

    /// All that a program can raise which are of a class.
    pub fn exceptions_of(&mut self, class: &str) -> Vec<Exception> {
        let mut names: Vec<String> = Exception::NAMES.iter().map(|it| (*it).to_owned()).collect();
        names.extend(self.exceptions.iter().cloned());
        names.extend(KINDS.iter().map(|(it, _)| (*it).to_owned()));
        names.extend(self.exception_classes().map(|(it, _)| it));
        names.retain(|it| self.is_kind_of(it, class));
        names.iter().map(|it| self.exception(it)).collect()
    }

    /// Whether exceptions of this name are of a class.
    pub fn is_kind_of(&self, name: &str, class: &str) -> bool {
        self.ancestry(name).iter().any(|it| it == class)
    }

    /// The name of a class of exceptions.
    pub fn exception_class(&self, value: &Value) -> Option<String> {
        match value {
            Value::Native(name) => {
                let name = match *name {
                    "asyncio.QueueEmpty" => "Empty",
                    "asyncio.QueueFull" => "Full",
                    name => name.rsplit('.').next().unwrap_or(name),
                };
                builtin_exception(name).map(str::to_owned)
            }
            Value::Ref(id) => match self.kind(*id) {
                Kind::Class { bases, .. } => {
                    self.exception_class(bases.first()?)?;
                    Some(self.object(*id).name.clone())
                }
                Kind::Exception(name) => Some(name.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    pub fn raise_statement(&mut self, value: Option<&Expr>) {
        let Some(value) = value else {
            self.check_raised_again(self.t.asm.span);
            match self.t.caught {
                Some(caught) => self.t.asm.emit(Instruction::Raise(Operand::Local(caught))),
                None => self.raise_named("RuntimeError"),
            }
            self.t.is_dead = true;
            return;
        };
        let raised = self.value(value);
        match raised {
            Value::Caught(local) => {
                self.check_raised_again(value.span);
                self.t.asm.emit(Instruction::Raise(Operand::Local(local)));
                self.t.is_dead = true;
            }
            Value::Wrong => self.t.is_dead = true,
            other => match self.exception_class(&other) {
                Some(name) if name == super::exits::EXIT => {
                    let code = self.exit_code_of(&other);
                    self.leave_thread(code, value.span);
                }
                // It ends a process without a word, but not a thread.
                Some(name)
                    if (self.t.process != 0 || self.t.index == 0)
                        && self.ancestry(&name).iter().any(|it| it == super::exits::EXIT) =>
                {
                    self.refuse(value.span, Refusal::Exception, &[&name]);
                    self.t.is_dead = true;
                }
                Some(name) => self.raise_named(&name),
                None => {
                    self.refuse(value.span, Refusal::Exception, &[self.words(value.span)]);
                    self.t.is_dead = true;
                }
            },
        }
    }

    pub fn attempt(&mut self, it: &Rc<Try>) {
        if it.finally.is_empty() {
            self.catch(it);
        } else {
            self.finally(it);
        }
    }

    fn catch(&mut self, it: &Try) {
        let from = self.t.asm.here();
        let (line, span) = (self.t.asm.line, self.t.asm.span);
        let kept = self.t.regions.len();
        let (caught, end) = (self.t.asm.label(), self.t.asm.label());
        let exception = self.t.registers.reserve();
        self.t.pinned.push(exception);
        self.open(true);
        self.t.frames.push(Frame::Except(Vec::new()));
        let catches_exit = usize::from(self.catches_exit(it));
        self.t.catches_exit += catches_exit;
        self.block(&it.body);
        self.t.catches_exit -= catches_exit;
        let gaps = match self.t.frames.pop() {
            Some(Frame::Except(gaps)) => gaps,
            _ => Vec::new(),
        };
        let interrupts = self.interrupts(it);
        // A handler that nothing leads to but Ctrl-C is no way to the end of a thread.
        let first = self.t.asm.handlers.len();
        if self.may_raise(from) {
            self.t.asm.handle(from, &gaps, caught, exception, false);
        }
        let stretches: Vec<(Pc, Pc)> =
            self.t.asm.handlers[first..].iter().map(|it| (it.from, it.to)).collect();
        let catching = std::mem::take(&mut self.t.catching);
        if !self.t.is_dead {
            self.block(&it.otherwise);
        }
        let mut is_reached = !self.t.is_dead;
        self.close(kept, false);
        self.t.asm.jump(end);
        self.t.asm.place(caught);
        let may_raise = interrupts || self.may_raise(from);
        self.after_leaving();
        let outer = self.t.caught.replace(exception);
        for handler in &it.handlers {
            self.t.is_dead = false;
            let next = self.t.asm.label();
            self.at(handler.line, handler.span);
            self.open(false);
            self.unless_caught(handler, exception, next);
            if may_raise {
                if let Some(name) = &handler.name {
                    self.bind(name, Value::Caught(exception), handler.span);
                }
                self.block(&handler.body);
                is_reached |= !self.t.is_dead;
            }
            self.close(kept, false);
            self.t.asm.jump(end);
            self.t.asm.place(next);
        }
        self.t.caught = outer;
        self.at(line, span);
        for caught in std::mem::replace(&mut self.t.catching, catching) {
            let all = stretches.iter().map(|&(from, to)| (from, to, caught.clone()));
            self.t.catches.extend(all);
        }
        self.raise_on(exception);
        self.t.asm.place(end);
        self.t.is_dead = !is_reached;
        self.after_ways_out();
    }

    /// Whether Ctrl-C can interrupt the body, for a handler of it.
    fn interrupts(&self, it: &Try) -> bool {
        self.t.index == 0
            && it.handlers.iter().any(|it| {
                it.catches.as_ref().is_none_or(|it| self.words(it.span).contains("Interrupt"))
            })
    }

    /// Whether any instruction between `from` and here can raise.
    pub fn may_raise(&self, from: crate::program::Pc) -> bool {
        let code = self.t.asm.code.get(from.index()..).unwrap_or_default();
        if self.may_be_cancelled(code) {
            return true;
        }
        let is_pause = |it: &Instruction| matches!(it, Instruction::Pause(Operand::Constant(_)));
        code.iter()
            .filter(|it| !is_pause(it))
            .any(|it| it.can_raise().is_none_or(|it| !it.is_empty()))
    }

    /// Raises once more what is not dealt with here.
    pub fn raise_on(&mut self, exception: Local) {
        let here = self.t.asm.here();
        self.t.raised_on.insert(here);
        self.t.asm.emit(Instruction::Raise(Operand::Local(exception)));
    }

    /// Whether the code of this thread catches what an instruction at this place raises.
    pub fn is_caught(&self, at: Pc, exception: Exception) -> bool {
        let mut around = self.t.catches.iter().filter(|(from, to, _)| *from <= at && at < *to);
        around.any(|(_, _, it)| it.has(exception))
    }

    fn unless_caught(&mut self, handler: &Handler, exception: Local, next: crate::program::Label) {
        let Some(catches) = &handler.catches else {
            self.t.catches_cancelling += 1;
            self.t.catching.push(Caught::AllBut(Vec::new()));
            return;
        };
        let value = self.value(catches);
        let classes = match value {
            Value::Tuple(all) => all.to_vec(),
            other => vec![other],
        };
        let mut names = Vec::new();
        for class in &classes {
            match self.exception_class(class) {
                Some(name) => names.push(name),
                None if matches!(class, Value::Wrong) => return,
                None => {
                    self.refuse(catches.span, Refusal::Exception, &[self.words(catches.span)]);
                    return;
                }
            }
        }
        if names.iter().any(|it| it == "BaseException" || it == CANCELLED_ERROR) {
            self.t.catches_cancelling += 1;
        }
        if names.iter().any(|it| it == "BaseException") {
            self.t.catching.push(Caught::AllBut(Vec::new()));
            return;
        }
        let known: Vec<String> = Exception::NAMES
            .iter()
            .map(|it| (*it).to_owned())
            .chain(self.exceptions.iter().cloned())
            .chain(names.clone())
            .collect();
        let matches = self.t.asm.label();
        let is_caught =
            |it: &Self, name: &String| it.ancestry(name).iter().any(|it| names.contains(it));
        // An exception that is named only further down would not be known here; so all kinds are asked by name.
        let all: Vec<String> = KINDS.iter().map(|(it, _)| (*it).to_owned()).collect();
        let own: Vec<String> = self.exception_classes().map(|(it, _)| it).collect();
        let mut wanted: Vec<String> = known.into_iter().chain(all).chain(own).collect();
        wanted.sort();
        wanted.dedup();
        if names.iter().any(|it| it == "Exception") {
            // Fewer are not caught than are.
            let not_caught = ["KeyboardInterrupt", "SystemExit", CANCELLED_ERROR];
            let mut all = Vec::new();
            for name in &not_caught[..if self.event_loop.is_used() { 3 } else { 2 }] {
                let not_caught = self.exception(name);
                all.push(not_caught);
                let code = Operand::Constant(not_caught.to_value());
                let is_it = self.compute(Operator::Equal, Operand::Local(exception), code);
                self.t.asm.jump_if(Operand::Local(is_it), true, next);
            }
            self.t.catching.push(Caught::AllBut(all));
            return;
        }
        let mut all = Vec::new();
        for name in wanted.iter().filter(|it| is_caught(self, it)).cloned().collect::<Vec<_>>() {
            let caught = self.exception(&name);
            all.push(caught);
            let code = Operand::Constant(caught.to_value());
            let is_it = self.compute(Operator::Equal, Operand::Local(exception), code);
            self.t.asm.jump_if(Operand::Local(is_it), true, matches);
        }
        self.t.catching.push(Caught::These(all));
        self.t.asm.jump(next);
        self.t.asm.place(matches);
    }

    fn finally(&mut self, it: &Rc<Try>) {
        let from = self.t.asm.here();
        let kept = self.t.regions.len();
        let (caught, end) = (self.t.asm.label(), self.t.asm.label());
        let exception = self.t.registers.reserve();
        self.t.pinned.push(exception);
        self.open(true);
        self.t.frames.push(Frame::Finally(it.clone(), Vec::new()));
        if it.handlers.is_empty() {
            self.block(&it.body);
        } else {
            self.catch(it);
        }
        let gaps = match self.t.frames.pop() {
            Some(Frame::Finally(_, gaps)) => gaps,
            _ => Vec::new(),
        };
        self.close(kept, false);
        let passes_on = !leaves(&it.finally);
        self.t.asm.handle(from, &gaps, caught, exception, passes_on);
        let was_dead = self.t.is_dead;
        if !was_dead {
            self.block(&it.finally);
        }
        let is_dead = self.t.is_dead;
        self.t.asm.jump(end);
        self.t.asm.place(caught);
        self.t.is_dead = false;
        self.open(false);
        let way_out = self.begin_way_out();
        self.block(&it.finally);
        self.end_way_out(way_out);
        if !self.t.is_dead {
            self.raise_on(exception);
        }
        self.close(kept, false);
        self.t.asm.place(end);
        self.t.is_dead = is_dead;
        self.after_ways_out();
    }

    /// An instance of a class of exceptions.
    pub fn make_exception(&mut self, name: &str, arguments: Vec<Value>, span: Span) -> ObjId {
        let id = self.make(Kind::Exception(name.to_owned()), span);
        let args = Value::tuple(arguments);
        self.heap[id.0].slots.insert("args".into(), args);
        id
    }
}

/// Whether a block leaves a function or a loop, so that it ends what was raised.
fn leaves(block: &[Stmt]) -> bool {
    use crate::python::tree::StmtKind as It;
    block.iter().any(|it| match &it.kind {
        It::Return(_) | It::Break | It::Continue => true,
        It::If(branches, otherwise) => {
            branches.iter().any(|(_, it)| leaves(it)) || leaves(otherwise)
        }
        It::With(_, body)
        | It::AsyncWith(_, body)
        | It::For(_, _, body, _)
        | It::While(_, body, _) => leaves(body),
        _ => false,
    })
}
