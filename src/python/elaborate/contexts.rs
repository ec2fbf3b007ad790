//! `with`, and what has to be done on each way out.

use super::heap::Kind;
use super::value::{ObjId, Value};
use super::{Elaborator, Frame};
use crate::program::{Operand, Pc, Span};
use crate::python::refusal::Refusal;
use crate::python::tree::{Expr, ExprKind, Stmt};

impl Elaborator<'_> {
    pub fn with(&mut self, contexts: &[(Expr, Option<Expr>)], body: &[Stmt], is_async: bool) {
        let Some((first @ (context, name), rest)) = contexts.split_first() else {
            return self.block(body);
        };
        let (line, span) = (self.t.asm.line, context.span);
        let value = self.value(context);
        if self.t.is_dead {
            return;
        }
        let enter = if is_async { "__aenter__" } else { "__enter__" };
        let Value::Ref(id) = value else {
            let is_object = match &value {
                Value::Local(_, domain) => self.may_be_reference(domain),
                _ => false,
            };
            if is_object {
                self.refuse(span, Refusal::WhichObject, &[self.words(span)]);
            } else if !matches!(value, Value::Wrong) {
                let what = self.what_is(&value);
                self.refuse(span, Refusal::NoAttribute, &[&what, enter]);
            }
            return self.with(rest, body, is_async);
        };
        if is_async && matches!(self.kind(id), Kind::TimeLimit(_)) {
            return self.with_time_limit(id, first, rest, body);
        }
        let from;
        let is_group = matches!(self.kind(id), Kind::TaskGroup(_));
        let is_own = matches!(self.kind(id), Kind::Instance(_));
        if !is_own && is_async != (is_group || self.event_loop.owns(id)) {
            let what = self.what_object(id);
            self.refuse(span, Refusal::NoAttribute, &[&what, enter]);
            return self.with(rest, body, is_async);
        }
        let exit = if is_async { "__aexit__" } else { "__exit__" };
        if is_own {
            let entered = self.call_of_context(id, enter, Vec::new(), span);
            if let Some(name) = name {
                self.assign(name, entered);
            }
            from = self.t.asm.here();
            self.t.frames.push(Frame::Context(id, exit, Vec::new()));
        } else if matches!(self.kind(id), Kind::Pool | Kind::Manager | Kind::TaskGroup(_)) {
            if let Some(name) = name {
                self.assign(name, value);
            }
            from = self.t.asm.here();
            self.t.frames.push(Frame::Held(id, Vec::new()));
        } else if self.is_lock(id) {
            match is_async {
                true => self.acquire_in_turn(id, None),
                false => self.acquire(id, None),
            };
            if let Some(name) = name {
                self.assign(name, Value::Bool(true));
            }
            from = self.t.asm.here();
            self.t.frames.push(Frame::Held(id, Vec::new()));
        } else {
            let what = self.what_is(&Value::Ref(id));
            self.refuse(span, Refusal::NoAttribute, &[&what, "__enter__"]);
            return self.with(rest, body, is_async);
        }
        let swallows = is_own && self.may_swallow(id, exit);
        let around = self.t.regions.len();
        if swallows {
            self.open(true);
        }
        self.with(rest, body, is_async);
        let body_raises = is_group && self.may_fail(from);
        let gaps = match self.t.frames.pop() {
            Some(Frame::Held(_, gaps) | Frame::Context(_, _, gaps)) => gaps,
            _ => Vec::new(),
        };
        if body_raises {
            self.refuse(span, Refusal::GroupRaises, &[]);
        }
        let was_dead = self.t.is_dead;
        let (caught, end) = (self.t.asm.label(), self.t.asm.label());
        let exception = self.t.registers.reserve();
        self.t.asm.handle(from, &gaps, caught, exception, !swallows);
        self.at(line, span);
        let pool = self.pool_ends(id);
        if !was_dead {
            self.give_back(id, is_own.then_some(exit), span);
            self.t.asm.jump(end);
        }
        // Whoever is raised out has not come by there.
        let left = self.pool_ends(id);
        self.set_pool_ends(id, pool);
        self.close(around, false);
        self.t.asm.place(caught);
        self.t.is_dead = false;
        let kept = self.t.regions.len();
        self.open(false);
        self.t.pinned.push(exception);
        let mut is_reached = !was_dead;
        let way_out = self.begin_way_out();
        if is_own {
            let caught = Value::Caught(exception);
            let given = vec![caught.clone(), caught, Value::Opaque];
            let answer = self.call_of_context(id, exit, given, span);
            match self.truth(&answer, span) {
                _ if self.t.is_dead => {}
                Value::Bool(true) => {
                    self.t.asm.jump(end);
                    is_reached = true;
                }
                Value::Local(answer, _) => {
                    self.t.asm.jump_if(Operand::Local(answer), true, end);
                    is_reached = true;
                }
                _ => {}
            }
        } else {
            self.give_back(id, None, span);
        }
        self.end_way_out(way_out);
        self.t.pinned.pop();
        self.close(kept, false);
        self.raise_on(exception);
        self.t.asm.place(end);
        if !was_dead {
            self.set_pool_ends(id, left);
        }
        self.t.is_dead = !is_reached;
    }

    /// Calls `__enter__` and its like. Those of `async with` are coroutines, and awaited at once.
    fn call_of_context(&mut self, id: ObjId, name: &str, given: Vec<Value>, span: Span) -> Value {
        let is_plain = self.method(id, name).is_some_and(|it| !it.function.is_async);
        if name.starts_with("__a") && is_plain {
            return self.refuse(span, Refusal::NotAwaitable, &[name]);
        }
        self.call_method(id, name, given, span)
    }

    /// Whether an `__exit__` may say that what was raised is dealt with.
    fn may_swallow(&self, id: ObjId, exit: &str) -> bool {
        self.method(id, exit).is_some_and(|it| answers(&it.function.body))
    }

    /// Leaves a context; one of one's own by this method.
    fn give_back(&mut self, id: ObjId, exit: Option<&str>, span: Span) {
        if let Some(exit) = exit {
            let nothing = vec![Value::None, Value::None, Value::None];
            self.call_of_context(id, exit, nothing, span);
        } else if matches!(self.kind(id), Kind::Manager | Kind::TimeLimit(_)) {
            // What it made is not used any more.
        } else if matches!(self.kind(id), Kind::Pool) {
            self.shut_pool(id, true, span);
        } else if matches!(self.kind(id), Kind::TaskGroup(_)) {
            self.end_task_group(id, span);
        } else {
            if !matches!(self.kind(id), Kind::Lock | Kind::ReentrantLock) {
                self.give_way();
            }
            self.release(id);
            self.give_way();
        }
    }

    /// Emits what has to be done before the frames from `from` on are left.
    pub fn leave(&mut self, from: usize) {
        let (line, span) = (self.t.asm.line, self.t.asm.span);
        let mut left: Vec<Frame> = Vec::new();
        let limit = self.t.limit;
        while self.t.frames.len() > from {
            let Some(frame) = self.t.frames.pop() else { break };
            let start = self.t.asm.here();
            match &frame {
                Frame::Held(id, _) if matches!(self.kind(*id), Kind::TimeLimit(_)) => {
                    self.t.limit = None;
                }
                Frame::Held(id, _) => self.give_back(*id, None, span),
                Frame::Context(id, exit, _) => self.give_back(*id, Some(exit), span),
                Frame::Finally(it, _) => self.block(&it.finally),
                Frame::Loop { .. } | Frame::Except(_) | Frame::Call { .. } => {}
            }
            self.at(line, span);
            let end = self.t.asm.here();
            left.insert(0, frame);
            for frame in &mut left {
                leave_out(frame, start, end);
            }
        }
        self.t.frames.append(&mut left);
        self.t.limit = limit;
    }
}

fn leave_out(frame: &mut Frame, start: Pc, end: Pc) {
    match frame {
        Frame::Held(_, gaps)
        | Frame::Context(_, _, gaps)
        | Frame::Finally(_, gaps)
        | Frame::Except(gaps)
            if start < end =>
        {
            gaps.push((start, end));
        }
        _ => {}
    }
}

/// Whether anything but `None` and `False` is returned.
fn answers(block: &[Stmt]) -> bool {
    use crate::python::tree::StmtKind as It;
    block.iter().any(|it| match &it.kind {
        It::Return(Some(value)) => !matches!(value.kind, ExprKind::None | ExprKind::Boolean(false)),
        It::If(branches, otherwise) => {
            branches.iter().any(|(_, it)| answers(it)) || answers(otherwise)
        }
        It::While(_, body, otherwise) | It::For(_, _, body, otherwise) => {
            answers(body) || answers(otherwise)
        }
        It::With(_, body) | It::AsyncWith(_, body) => answers(body),
        It::Try(it) => {
            let parts = [&it.body, &it.otherwise, &it.finally];
            parts.into_iter().any(|it| answers(it))
                || it.handlers.iter().any(|it| answers(&it.body))
        }
        _ => false,
    })
}
