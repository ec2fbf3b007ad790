//! Expressions.

use super::Elaborator;
use super::heap::Kind;
use super::value::{Domain, ObjId, Value};
use crate::program::{Label, Local, Operand, Span};
use crate::python::library;
use crate::python::nearest;
use crate::python::refusal::Refusal;
use crate::python::tree::{Collects, Comprehension, Expr, ExprKind, Piece};
use std::rc::Rc;

impl Elaborator<'_> {
    /// The value of an expression. Code is emitted for what is not known.
    pub fn value(&mut self, expression: &Expr) -> Value {
        if !self.goes_on() || self.t.is_dead {
            return Value::Wrong;
        }
        self.depth += 1;
        let value = if self.depth > 200 {
            self.refuse(expression.span, Refusal::TooDeep, &["200"])
        } else {
            let outer = self.t.asm.span;
            let value = self.value_of(expression);
            self.t.asm.span = outer;
            value
        };
        self.depth -= 1;
        value
    }

    fn value_of(&mut self, expression: &Expr) -> Value {
        let span = expression.span;
        match &expression.kind {
            ExprKind::Integer(it) => Value::Int(self.set.get(&span).copied().unwrap_or(*it)),
            ExprKind::Float(it) => Value::Float(*it),
            ExprKind::Text(it) => Value::Text(it.clone()),
            ExprKind::Boolean(it) => Value::Bool(*it),
            ExprKind::None | ExprKind::Ellipsis => Value::None,
            ExprKind::Format(pieces) => self.formatted(pieces),
            ExprKind::Name(name) => self.name(name, span),
            ExprKind::Tuple(all) => Value::tuple(self.all(all)),
            ExprKind::List(all) => {
                let all = self.all(all);
                self.list(all, span)
            }
            ExprKind::Set(all) => {
                let mut set = Vec::new();
                for value in self.all(all) {
                    if !set.contains(&value) {
                        set.push(value);
                    }
                }
                self.make_set(set, span)
            }
            ExprKind::Dict(pairs) => {
                let mut all: Vec<(Value, Value)> = Vec::new();
                for (key, value) in pairs {
                    let (key, value) = (self.value(key), self.value(value));
                    all.retain(|(it, _)| *it != key);
                    all.push((key, value));
                }
                self.make_dict(all, span)
            }
            ExprKind::Not(it) => {
                let value = self.value(it);
                match self.truth(&value, span) {
                    Value::Bool(it) => Value::Bool(!it),
                    Value::Local(it, _) => self.not(it),
                    other => other,
                }
            }
            ExprKind::Negate(it) => match self.value(it) {
                Value::Int(it) => Value::Int(-it),
                Value::Float(it) => Value::Float(-it),
                other => self.calculate(
                    crate::python::tree::Binary::Subtract,
                    Value::Int(0),
                    other,
                    span,
                ),
            },
            ExprKind::Plus(it) => self.value(it),
            ExprKind::Binary(operator, left, right) => {
                let left = self.value(left);
                let right = self.value(right);
                self.calculate(*operator, left, right, span)
            }
            ExprKind::Compare(first, rest) => self.compared(first, rest, span),
            ExprKind::And(all) => self.first_of(all, false, span),
            ExprKind::Or(all) => self.first_of(all, true, span),
            ExprKind::If(parts) => {
                let [condition, value, otherwise] = &**parts;
                let (no, end) = (self.t.asm.label(), self.t.asm.label());
                let kept = self.t.regions.len();
                match self.jump(condition, false, no) {
                    Some(known) => {
                        self.t.asm.place(no);
                        self.value(if known { value } else { otherwise })
                    }
                    None => {
                        let into = self.t.registers.reserve();
                        self.t.pinned.push(into);
                        self.open(false);
                        let first = self.value(value);
                        self.put(into, &first, span);
                        self.t.asm.jump(end);
                        self.t.asm.place(no);
                        let second = self.value(otherwise);
                        self.put(into, &second, span);
                        self.t.asm.place(end);
                        self.close(kept, false);
                        self.t.pinned.pop();
                        self.either(into, &[first, second], span)
                    }
                }
            }
            ExprKind::Attribute(of, name) => {
                let of = self.value(of);
                if self.t.is_dead {
                    return Value::Wrong;
                }
                self.attribute(&of, name, span)
            }
            ExprKind::Index(of, index) => {
                let of = self.value(of);
                let index = self.value(index);
                self.element(&of, &index, span)
            }
            ExprKind::Slice(of, parts) => {
                let of = self.value(of);
                let mut bounds = [None, None, None];
                for (bound, part) in bounds.iter_mut().zip(parts) {
                    let Some(part) = part else { continue };
                    match self.value(part) {
                        Value::None => {}
                        value => match value.integer() {
                            Some(it) => *bound = Some(it),
                            None => return self.refuse(part.span, Refusal::NotConstant, &["[:]"]),
                        },
                    }
                }
                self.slice(&of, bounds, span)
            }
            ExprKind::Call(function, arguments) => self.call(function, arguments, span),
            ExprKind::Lambda(function) => self.closure(function, None),
            ExprKind::Await(of) => self.awaited(of, span),
            ExprKind::Comprehension(it) if it.kind == Collects::Generator => {
                self.refuse(span, Refusal::KeptGenerator, &[])
            }
            ExprKind::Comprehension(it) => self.comprehension(it, span),
            ExprKind::Star(_) => self.refuse(span, Refusal::NotKnown, &["*"]),
            ExprKind::Walrus(name, value) => {
                let value = self.value(value);
                self.bind(name, value.clone(), span);
                value
            }
        }
    }

    /// The values of elements; what has a star before it gives all of its own.
    fn all(&mut self, all: &[Expr]) -> Vec<Value> {
        let mut values = Vec::new();
        for element in all {
            match &element.kind {
                ExprKind::Star(inner) => {
                    let value = self.value(inner);
                    values.extend(self.elements(&value, inner.span).unwrap_or_default());
                }
                _ => values.push(self.value(element)),
            }
        }
        values
    }

    /// Puts a value into a register, if it can be.
    pub fn put(&mut self, into: Local, value: &Value, span: Span) {
        if self.is_storable(value)
            && let Some(operand) = self.operand(value, span)
        {
            self.t.asm.set(into, operand);
        }
    }

    /// What a register holds that got one of these.
    pub fn either(&mut self, register: Local, all: &[Value], span: Span) -> Value {
        if all.iter().all(|it| *it == all[0] && it.is_known()) {
            return all[0].clone();
        }
        let mut domain = Domain::default();
        for value in all {
            if matches!(value, Value::Wrong) {
                return Value::Wrong;
            }
            if !self.is_storable(value) {
                return self.refuse(span, Refusal::WhichObject, &[self.words(span)]);
            }
            let of = self.domain_of_value(value);
            domain.join(&of);
        }
        self.local(register, Rc::new(domain))
    }

    /// `and` and `or` as values: the first part whose truth is `decides`, else the last.
    fn first_of(&mut self, all: &[Expr], decides: bool, span: Span) -> Value {
        let kept = self.t.regions.len();
        let end = self.t.asm.label();
        let mut into = None;
        let mut seen = Vec::new();
        for (at, part) in all.iter().enumerate() {
            let value = self.value(part);
            if self.t.is_dead {
                break;
            }
            let is_last = at + 1 == all.len();
            match self.truth(&value, span) {
                Value::Bool(truth) if truth != decides && !is_last => {}
                Value::Local(register, _) if !is_last => {
                    let into = *into.get_or_insert_with(|| {
                        let into = self.t.registers.reserve();
                        self.t.pinned.push(into);
                        into
                    });
                    self.put(into, &value, span);
                    self.t.asm.jump_if(Operand::Local(register), decides, end);
                    seen.push(value);
                    self.open(false);
                }
                _ => {
                    if let Some(into) = into {
                        self.put(into, &value, span);
                    }
                    seen.push(value);
                    break;
                }
            }
        }
        self.close(kept, false);
        self.t.asm.place(end);
        match (into, seen.pop()) {
            (Some(into), Some(last)) => {
                seen.push(last);
                self.either(into, &seen, span)
            }
            (_, Some(last)) => last,
            _ => Value::Wrong,
        }
    }

    /// A name, wherever it is found.
    pub fn name(&mut self, name: &str, span: Span) -> Value {
        let mut at = Some(self.t.scope);
        let mut is_first = true;
        while let Some(id) = at {
            let is_own = self.is_own(id, name);
            if is_own || !is_first || self.is_module(id) {
                let value = self.read_slot(id, name, span);
                if !matches!(value, Value::Unset) {
                    return value;
                }
                if is_own && !self.is_module(id) {
                    self.raise_named("UnboundLocalError");
                    return Value::Wrong;
                }
            }
            is_first = false;
            at = match self.kind(id) {
                Kind::Scope(outer) => *outer,
                Kind::Class { scope, .. } => Some(*scope),
                _ => None,
            };
        }
        if let Some(value) = library::builtin(name) {
            return Value::Native(value);
        }
        if let Some(exception) = super::attempts::builtin_exception(name) {
            return Value::Native(exception);
        }
        if self.is_top_name(self.module_of(self.t.scope), name) {
            self.raise_named("NameError");
            return Value::Wrong;
        }
        if library::is_of_python(name) {
            return self.refuse(span, Refusal::NotOfPython, &[name]);
        }
        let known = self.names_here();
        match nearest(name, known.iter().map(String::as_str)) {
            Some(meant) => self.refuse(span, Refusal::MisspeltName, &[name, meant]),
            None if library::module(name).is_some() => {
                self.refuse(span, Refusal::NotImported, &[name])
            }
            None => self.refuse(span, Refusal::UnknownName, &[name]),
        }
    }

    /// Whether the scope makes the name its own by assigning to it.
    fn is_own(&self, scope: ObjId, name: &str) -> bool {
        match self.t.calls.iter().rev().find(|it| it.scope == scope) {
            Some(call) => call.own.own.iter().any(|it| it == name),
            None => self.object(scope).slots.contains_key(name),
        }
    }

    /// The names that mean something here.
    fn names_here(&self) -> Vec<String> {
        let mut names = self.top_names(self.module_of(self.t.scope)).to_vec();
        let mut at = Some(self.t.scope);
        while let Some(id) = at {
            names.extend(self.object(id).slots.keys().cloned());
            at = match self.kind(id) {
                Kind::Scope(outer) => *outer,
                _ => None,
            };
        }
        names.extend(library::builtins().map(str::to_owned));
        names
    }

    pub fn comprehension(&mut self, it: &Comprehension, span: Span) -> Value {
        if self.found.rolled.contains(&it.element.span) {
            return self.collect(it, span);
        }
        let scope = self.make(Kind::Scope(Some(self.t.scope)), span);
        let outer = std::mem::replace(&mut self.t.scope, scope);
        let collects = std::mem::replace(&mut self.t.collects, false);
        let mut out = Vec::new();
        let mut values = Vec::new();
        self.gather(it, 0, &mut |here| {
            out.push(here.value(&it.element));
            values.extend(it.value.as_ref().map(|value| here.value(value)));
            true
        });
        self.t.collects = collects;
        self.t.scope = outer;
        match it.kind {
            Collects::List => self.list(out, span),
            Collects::Generator => Value::tuple(out),
            Collects::Set => {
                let mut set: Vec<Value> = Vec::new();
                for value in out {
                    if !set.contains(&value) {
                        set.push(value);
                    }
                }
                self.make_set(set, span)
            }
            Collects::Dict => {
                let mut all: Vec<(Value, Value)> = Vec::new();
                for (key, value) in out.into_iter().zip(values) {
                    all.retain(|(it, _)| *it != key);
                    all.push((key, value));
                }
                self.make_dict(all, span)
            }
        }
    }

    /// `any(… for …)` and `all(… for …)`: no element is looked at behind the first whose truth is `decides`.
    pub fn decided(&mut self, it: &Comprehension, decides: bool, span: Span) -> Value {
        if self.found.rolled.contains(&it.element.span) {
            return self.decided_by_steps(it, decides, span);
        }
        let collects = std::mem::replace(&mut self.t.collects, false);
        let scope = self.make(Kind::Scope(Some(self.t.scope)), span);
        let outer = std::mem::replace(&mut self.t.scope, scope);
        let (kept, end) = (self.t.regions.len(), self.t.asm.label());
        let mut answer = None;
        let mut last = Value::Bool(!decides);
        self.gather(it, 0, &mut |here| {
            let value = here.value(&it.element);
            match here.truth(&value, it.element.span) {
                Value::Bool(truth) if truth != decides => return true,
                Value::Local(truth, _) => {
                    here.leave_early(&mut answer, truth, decides, end);
                    return true;
                }
                other => last = other,
            }
            false
        });
        self.t.collects = collects;
        self.t.scope = outer;
        self.answer_given(answer, last, (end, kept), span)
    }

    /// Goes to the end of several parts that are asked one after the other, with this answer, where one of them decides.
    pub fn leave_early(
        &mut self,
        answer: &mut Option<Local>,
        truth: Local,
        decides: bool,
        end: Label,
    ) {
        let answer = *answer.get_or_insert_with(|| self.t.registers.reserve());
        self.t.pinned.push(answer);
        self.t.asm.set(answer, Operand::Constant(i64::from(decides)));
        self.t.asm.jump_if(Operand::Local(truth), decides, end);
        self.open(false);
    }

    /// The end of such parts: what the last one says, unless one before it decided.
    pub fn answer_given(
        &mut self,
        answer: Option<Local>,
        last: Value,
        (end, kept): (Label, usize),
        span: Span,
    ) -> Value {
        let given = answer.map(|answer| {
            self.t.is_dead = false;
            if let Some(last) = self.operand(&last, span) {
                self.t.asm.set(answer, last);
            }
            Value::Local(answer, Domain::truths())
        });
        self.t.asm.place(end);
        self.close(kept, false);
        given.unwrap_or(last)
    }

    /// From the next elaboration on what a comprehension makes is made step by step. Nothing comes of this one.
    fn collects_by_steps(&mut self, it: &Comprehension) -> bool {
        self.is_dirty |= self.next.rolled.insert(it.element.span);
        false
    }

    /// Goes through a comprehension as long as `visit` wants to, and says whether it still does at the end.
    pub fn gather(
        &mut self,
        it: &Comprehension,
        depth: usize,
        visit: &mut dyn FnMut(&mut Self) -> bool,
    ) -> bool {
        let Some((target, over, _)) = it.clauses.get(depth) else {
            return visit(self);
        };
        let iterated = self.value(over);
        if let Some(source) = self.source_of(&iterated, over.span) {
            if !self.t.collects {
                return self.collects_by_steps(it);
            }
            if source.is_set {
                self.refuse(over.span, Refusal::NotConstant, &["set"]);
                return false;
            }
            let line = self.t.asm.line;
            self.t.rolled_loops += 1;
            self.for_each_of(source, over.span, |here, value, _| {
                here.at(line, target.span);
                here.assign_here(target, value);
                here.gather_where(it, depth, visit);
            });
            self.t.rolled_loops -= 1;
            return true;
        }
        let Some(all) = self.elements(&iterated, over.span) else { return false };
        let path = self.t.path;
        let mut goes_on = true;
        for (round, value) in all.into_iter().enumerate() {
            if !goes_on || self.t.is_dead || !self.goes_on() {
                break;
            }
            self.t.path = super::mixed(path, round as u64 + 1);
            self.give_way();
            self.assign_here(target, value);
            goes_on = self.gather_where(it, depth, visit);
        }
        self.t.path = path;
        goes_on
    }

    /// Goes on with an element where the conditions behind its `for` hold.
    fn gather_where(
        &mut self,
        it: &Comprehension,
        depth: usize,
        visit: &mut dyn FnMut(&mut Self) -> bool,
    ) -> bool {
        let Some((.., conditions)) = it.clauses.get(depth) else { return true };
        let (next, kept) = (self.t.asm.label(), self.t.regions.len());
        let mut goes_on = true;
        let mut is_taken = true;
        for condition in conditions {
            let value = self.value(condition);
            match self.truth(&value, condition.span) {
                Value::Bool(true) => {}
                Value::Local(holds, _) if self.t.collects => {
                    self.t.asm.jump_if(Operand::Local(holds), false, next);
                    self.open(false);
                }
                Value::Local(..) => {
                    goes_on = self.collects_by_steps(it);
                    is_taken = false;
                }
                _ => is_taken = false,
            }
            if !is_taken || self.t.is_dead {
                break;
            }
        }
        if is_taken && !self.t.is_dead {
            goes_on = self.gather(it, depth + 1, visit);
        }
        self.close(kept, false);
        self.t.asm.place(next);
        goes_on
    }

    /// Gives the names of a comprehension their values, in its own scope.
    fn assign_here(&mut self, target: &Expr, value: Value) {
        match &target.kind {
            ExprKind::Name(name) => self.write_slot(self.t.scope, name, value, target.span),
            ExprKind::Tuple(all) | ExprKind::List(all) => {
                let Some(values) = self.elements(&value, target.span) else { return };
                for (target, value) in all.iter().zip(values) {
                    self.assign_here(target, value);
                }
            }
            _ => self.assign(target, value),
        }
    }

    fn formatted(&mut self, pieces: &[Piece]) -> Value {
        let mut parts = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => parts.push(Value::Text(text.clone())),
                Piece::Value(expression, look) => {
                    let value = self.value(expression);
                    if self.t.is_dead {
                        return Value::Wrong;
                    }
                    parts.push(self.shown(&value, look, expression.span));
                }
            }
        }
        super::texts::joined(parts)
    }
}
