//! Statements.

use super::calls::Given;
use super::heap::Kind;
use super::value::{Closure, ObjId, Value};
use super::{Elaborator, Frame};
use crate::program::{Exception, Instruction, Local, Operand, Span};
use crate::python::refusal::Refusal;
use crate::python::tree::{Expr, ExprKind, Function, Stmt, StmtKind};
use std::rc::Rc;

impl<'a> Elaborator<'a> {
    pub fn block(&mut self, block: &[Stmt]) {
        let mut at = 0;
        while let Some(statement) = block.get(at) {
            if self.t.is_dead || !self.goes_on() {
                return;
            }
            self.at(statement.line, statement.span);
            if let Some((scope, name, all, count)) = self.to_be_told(&block[at..]) {
                self.tell_apart(scope, &name, &all, &block[at..at + count]);
                at += count;
                continue;
            }
            at += 1;
            self.statement(statement);
            self.sweep();
        }
    }

    fn statement(&mut self, statement: &Stmt) {
        let span = statement.span;
        match &statement.kind {
            StmtKind::Expr(it) => {
                if !matches!(it.kind, ExprKind::Text(_) | ExprKind::Ellipsis) {
                    self.value(it);
                }
            }
            StmtKind::Assign(targets, value) => {
                let words = self.words(value.span);
                let reads = |it: &Expr| match &it.kind {
                    ExprKind::Attribute(of, name) => {
                        !matches!(of.kind, ExprKind::Name(_)) && words.contains(&format!(".{name}"))
                    }
                    _ => false,
                };
                let updates = targets.iter().any(reads);
                let value = self.value(value);
                if self.t.is_dead {
                    return;
                }
                self.t.updates = updates;
                for target in targets {
                    self.assign(target, value.clone());
                }
                self.t.updates = false;
            }
            StmtKind::Augment(target, operator, value) => self.augment(target, *operator, value),
            StmtKind::Annotated(target, value) => {
                if let Some(value) = value {
                    let value = self.value(value);
                    if !self.t.is_dead {
                        self.assign(target, value);
                    }
                }
            }
            StmtKind::If(branches, otherwise) => self.choose(branches, otherwise),
            StmtKind::While(condition, body, otherwise) => {
                self.repeat(condition, body, otherwise, span);
            }
            StmtKind::For(target, over, body, otherwise) => {
                self.each(target, over, body, otherwise, span);
            }
            StmtKind::With(contexts, body) => self.with(contexts, body, false),
            StmtKind::AsyncWith(contexts, body) => self.with(contexts, body, true),
            StmtKind::Try(it) => self.attempt(it),
            StmtKind::Define(function) => self.define(function),
            StmtKind::Class(class) => {
                self.give_way();
                self.class(class);
                self.give_way();
            }
            StmtKind::Return(value) => {
                let value = value.as_ref().map_or(Value::None, |it| self.value(it));
                if !self.t.is_dead {
                    self.return_value(value, span);
                }
            }
            StmtKind::Raise(value) => self.raise_statement(value.as_ref()),
            StmtKind::Assert(condition, message) => {
                let holds = self.t.asm.label();
                match self.jump(condition, true, holds) {
                    Some(true) => {}
                    known => {
                        if let Some(message) = message.as_ref().filter(|_| known == Some(false)) {
                            self.value(message);
                        }
                        self.at(statement.line, span);
                        let exception = Exception::ASSERTION_ERROR.to_value();
                        self.t.asm.emit(Instruction::Raise(Operand::Constant(exception)));
                        self.t.is_dead = known == Some(false);
                    }
                }
                self.t.asm.place(holds);
            }
            StmtKind::Global(_) | StmtKind::Nonlocal(_) | StmtKind::Pass => {}
            StmtKind::Import(modules) => {
                self.give_way();
                for (name, other, span) in modules {
                    self.import(name, other.as_deref(), *span);
                }
            }
            StmtKind::From(module, names) => {
                self.give_way();
                self.import_names(module, names, span);
            }
            StmtKind::Delete(targets) => self.delete(targets),
            StmtKind::Break => self.out_of_loop(true, span),
            StmtKind::Continue => self.out_of_loop(false, span),
        }
    }

    /// Gives a name of the innermost scope a value.
    pub fn bind(&mut self, name: &str, value: Value, span: Span) {
        let scope = self.scope_to_write(name);
        self.write_slot(scope, name, value, span);
    }

    /// The scope that an assignment to the name goes to.
    fn scope_to_write(&self, name: &str) -> ObjId {
        let Some(call) = self.t.calls.last().filter(|it| it.scope == self.t.scope) else {
            return self.t.scope;
        };
        if call.own.own.iter().any(|it| it == name) {
            return call.scope;
        }
        // `nonlocal` where a function around has the name, else `global`.
        let mut at = match self.kind(call.scope) {
            Kind::Scope(outer) => *outer,
            _ => None,
        };
        while let Some(id) = at {
            let Kind::Scope(outer) = self.kind(id) else { break };
            if self.object(id).slots.contains_key(name) {
                return id;
            }
            at = *outer;
        }
        self.module_of(call.scope)
    }

    fn define(&mut self, function: &Rc<Function>) {
        let mut name = function.name.clone();
        let mut wraps = None;
        let mut wrappers = Vec::new();
        for decorator in &function.decorators {
            if let ExprKind::Attribute(of, what) = &decorator.kind
                && what.as_str() == "setter"
                && matches!(&of.kind, ExprKind::Name(it) if *it == function.name)
            {
                name = format!("={name}");
                continue;
            }
            if let Some(of) = self.wrapped_by(decorator) {
                wraps = Some(of);
                continue;
            }
            match self.value(decorator) {
                it @ (Value::Function(_) | Value::Method(..)) => {
                    wrappers.push((it, decorator.span))
                }
                Value::Native("property") => name = format!("@{name}"),
                Value::Native("staticmethod") => name = format!("!{name}"),
                Value::Native("classmethod") => name = format!("&{name}"),
                Value::Native("ignored") | Value::Wrong => {}
                _ => {
                    self.refuse(decorator.span, Refusal::Decorator, &[self.words(decorator.span)]);
                }
            }
        }
        let class = matches!(self.kind(self.t.scope), Kind::Class { .. }).then_some(self.t.scope);
        let called = wraps.unwrap_or_else(|| function.name.clone());
        let mut made = self.closure_called(called, function, class);
        // The lowest is the first to get the function.
        for (wrapper, span) in wrappers.into_iter().rev() {
            made = self.call_value(&wrapper, Given::of(vec![made], span));
            if self.t.is_dead {
                return;
            }
        }
        self.bind(&name, made, function.span);
    }

    /// Of `@functools.wraps(f)`, the name of `f`, which what is decorated has from there on.
    fn wrapped_by(&mut self, decorator: &Expr) -> Option<String> {
        let ExprKind::Call(called, given) = &decorator.kind else { return None };
        let [of] = &given[..] else { return None };
        if !matches!(called.kind, ExprKind::Name(_) | ExprKind::Attribute(..))
            || self.value(called) != Value::Native("functools.wraps")
        {
            return None;
        }
        match self.value(&of.value) {
            Value::Function(it) | Value::Method(_, it) => Some(it.called.clone()),
            _ => None,
        }
    }

    pub fn closure(&mut self, function: &Rc<Function>, class: Option<ObjId>) -> Value {
        self.closure_called(function.name.clone(), function, class)
    }

    fn closure_called(
        &mut self,
        called: String,
        function: &Rc<Function>,
        class: Option<ObjId>,
    ) -> Value {
        let defaults = function.parameters.iter().enumerate();
        let with_default: Vec<usize> =
            defaults.filter(|(_, it)| it.default.is_some()).map(|(at, _)| at).collect();
        let mut defaults = Vec::new();
        for at in with_default {
            if let Some(default) = &function.parameters[at].default {
                defaults.push((at, self.value(default)));
            }
        }
        let mut scope = self.t.scope;
        if let Kind::Class { scope: outer, .. } = self.kind(scope) {
            scope = *outer;
        }
        let mut at = Some(scope);
        while let Some(id) = at {
            self.captured.insert(id);
            at = match self.kind(id) {
                Kind::Scope(outer) => *outer,
                _ => None,
            };
        }
        let function = function.clone();
        Value::Function(Rc::new(Closure { function, called, scope, defaults, class }))
    }

    pub fn words(&self, span: Span) -> &'a str {
        let text: &'a str = self.text;
        text.get(span.range()).unwrap_or_default()
    }

    pub fn assign(&mut self, target: &Expr, value: Value) {
        let span = target.span;
        match &target.kind {
            ExprKind::Name(name) => self.bind(name, value, span),
            ExprKind::Attribute(of, name) => {
                let of = self.value(of);
                self.set_attribute(&of, name, value, span);
            }
            ExprKind::Index(of, index) => {
                let of = self.value(of);
                let index = self.value(index);
                self.set_element(&of, &index, value, span);
            }
            ExprKind::Tuple(targets) | ExprKind::List(targets) => self.unpack(targets, value, span),
            _ => {
                self.refuse(span, Refusal::NotKnown, &[self.words(span)]);
            }
        }
    }

    fn unpack(&mut self, targets: &[Expr], value: Value, span: Span) {
        if matches!(value, Value::Wrong) {
            for target in targets {
                self.assign(target, Value::Wrong);
            }
            return;
        }
        let star = targets.iter().position(|it| matches!(it.kind, ExprKind::Star(_)));
        let grown = self.source_of(&value, span).filter(|_| star.is_none());
        let all = match grown {
            Some(it) if it.entries.is_none() && !it.is_sized() => {
                Some(self.unpacked(it.order, targets.len(), span))
            }
            _ => self.elements(&value, span),
        };
        let Some(all) = all else { return };
        match star {
            None if all.len() == targets.len() => {
                for (target, value) in targets.iter().zip(all) {
                    self.assign(target, value);
                }
            }
            Some(at) if all.len() + 1 >= targets.len() => {
                let behind = targets.len() - at - 1;
                let rest = all[at..all.len() - behind].to_vec();
                for (target, value) in targets[..at].iter().zip(&all) {
                    self.assign(target, value.clone());
                }
                let list = self.list(rest, span);
                if let ExprKind::Star(inner) = &targets[at].kind {
                    self.assign(inner, list);
                }
                for (target, value) in targets[at + 1..].iter().zip(&all[all.len() - behind..]) {
                    self.assign(target, value.clone());
                }
            }
            _ => self.raise_named("ValueError"),
        }
    }

    fn augment(&mut self, target: &Expr, operator: crate::python::tree::Binary, by: &Expr) {
        let span = target.span;
        match &target.kind {
            ExprKind::Name(name) => {
                let old = self.name(name, span);
                if self.t.is_dead {
                    return;
                }
                let by = self.value(by);
                let Some(new) = self.augmented(old, operator, by, span) else { return };
                self.bind(name, new, span);
            }
            ExprKind::Attribute(of, name) => {
                let of = self.value(of);
                if let Value::Local(register, domain) = &of
                    && self.may_be_reference(domain)
                {
                    let held = (*register, &domain.clone());
                    self.for_each_reference(held, "AttributeError", span, |it, id| {
                        it.augment_field(&Value::Ref(id), name, (operator, by), span);
                        Value::None
                    });
                    return;
                }
                self.augment_field(&of, name, (operator, by), span);
            }
            ExprKind::Index(of, index) => {
                let of = self.value(of);
                let index = self.value(index);
                let old = self.element(&of, &index, span);
                if self.t.is_dead {
                    return;
                }
                let by = self.value(by);
                let Some(new) = self.augmented(old, operator, by, span) else { return };
                self.set_element(&of, &index, new, span);
            }
            _ => {
                self.refuse(span, Refusal::NotKnown, &[self.words(span)]);
            }
        }
    }

    fn augment_field(
        &mut self,
        of: &Value,
        name: &str,
        (operator, by): (crate::python::tree::Binary, &Expr),
        span: Span,
    ) {
        let old = self.attribute(of, name, span);
        if self.t.is_dead {
            return;
        }
        let by = self.value(by);
        let Some(new) = self.augmented(old, operator, by, span) else { return };
        self.set_attribute(of, name, new, span);
    }

    /// What `x += y` gives `x`; nothing where a list has grown in its place, or where working out `y` always raises.
    fn augmented(
        &mut self,
        old: Value,
        operator: crate::python::tree::Binary,
        by: Value,
        span: Span,
    ) -> Option<Value> {
        if self.t.is_dead {
            return None;
        }
        if let Value::Ref(id) = old
            && matches!(self.kind(id), Kind::List { .. })
            && operator == crate::python::tree::Binary::Add
        {
            self.extend(id, &by, span);
            return None;
        }
        let new = self.calculate(operator, old, by, span);
        (!self.t.is_dead).then_some(new)
    }

    fn delete(&mut self, targets: &[Expr]) {
        for target in targets {
            match &target.kind {
                ExprKind::Index(of, index) => {
                    let of = self.value(of);
                    let index = self.value(index);
                    self.delete_element(&of, &index, target.span);
                }
                ExprKind::Name(name) => self.bind(name, Value::Unset, target.span),
                _ => {
                    self.refuse(target.span, Refusal::NotKnown, &["del"]);
                }
            }
        }
    }

    fn return_value(&mut self, value: Value, span: Span) {
        let call = self.t.frames.iter().rposition(|it| matches!(it, Frame::Call { .. }));
        let Some(at) = call else {
            self.leave(0);
            self.t.asm.emit(Instruction::End);
            self.t.is_dead = true;
            return;
        };
        let Frame::Call { exit, result, regions, is_left, .. } = &self.t.frames[at] else { return };
        let (exit, mut result, was_left) = (*exit, *result, *is_left);
        let depends = was_left || self.t.regions[*regions..].iter().any(|it| !it.is_attempt);
        if depends || at + 1 < self.t.frames.len() {
            if result.is_none() {
                let register = self.t.registers.reserve();
                self.t.pinned.push(register);
                result = Some(register);
            }
            if let Some(register) = result
                && (self.is_storable(&value))
                && let Some(operand) = self.operand(&value, span)
            {
                self.t.asm.set(register, operand);
            }
        }
        if let Frame::Call { result: kept, returned, is_left, .. } = &mut self.t.frames[at] {
            *kept = result;
            returned.push(value);
            *is_left = *is_left || depends;
        }
        self.leave(at + 1);
        self.t.asm.jump(exit);
        self.t.is_dead = true;
    }

    pub fn raise_named(&mut self, name: &str) {
        let exception = self.exception_named(name);
        if self.started == 0 {
            self.raised_last = Some((name.to_owned(), self.t.asm.span));
        }
        self.t.asm.emit(Instruction::Raise(exception));
        self.t.is_dead = true;
    }

    pub fn exception_named(&mut self, name: &str) -> Operand {
        Operand::Constant(self.exception(name).to_value())
    }

    /// Raises unless the register holds what is expected of it.
    pub fn raise_unless(&mut self, holds: Local, expected: bool, exception: Operand) {
        let over = self.t.asm.label();
        self.t.asm.jump_if(Operand::Local(holds), expected, over);
        self.t.asm.emit(Instruction::Raise(exception));
        self.t.asm.place(over);
    }
}
