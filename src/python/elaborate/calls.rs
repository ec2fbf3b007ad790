//! Calls: functions of the reader's own are put in where they are called.

use super::heap::Kind;
use super::value::{Closure, Domain, ObjId, Value};
use super::{Call, Elaborator, Frame, mixed};
use crate::program::Span;
use crate::python::refusal::Refusal;
use crate::python::tree::{Argument, Binary, Collects, Expr, ExprKind};
use std::rc::Rc;

const MOST_DEPTH: usize = 32;

/// What takes all that is in something at once.
const TAKE_ALL: [&str; 9] =
    ["sum", "min", "max", "list", "tuple", "set", "sorted", "dict", "collections.deque"];

/// What a call gives: values by place, and by name.
#[derive(Clone, Default, Debug)]
pub struct Given {
    pub values: Vec<Value>,
    pub named: Vec<(String, Value)>,
    pub span: Span,
}

impl Given {
    pub fn of(values: Vec<Value>, span: Span) -> Given {
        Given { values, named: Vec::new(), span }
    }

    /// Takes the value with this place, or this name.
    pub fn take(&mut self, at: usize, name: &str) -> Option<Value> {
        if let Some(found) = self.named.iter().position(|(it, _)| it == name) {
            return Some(self.named.remove(found).1);
        }
        let value = self.values.get_mut(at)?;
        Some(std::mem::replace(value, Value::Unset)).filter(|it| !matches!(it, Value::Unset))
    }
}

impl<'a> Elaborator<'a> {
    pub fn call(&mut self, function: &Expr, arguments: &[Argument], span: Span) -> Value {
        if let ExprKind::Name(name) = &function.kind
            && name == "super"
            && arguments.is_empty()
        {
            let found = self.t.calls.iter().rev().find_map(|it| Some((it.me?, it.class?)));
            return match found {
                Some((me, class)) => Value::Super(me, class),
                None => self.refuse(span, Refusal::NotKnown, &["super()"]),
            };
        }
        let called = match &function.kind {
            ExprKind::Attribute(of, name) => {
                let of = self.value(of);
                if self.t.is_dead {
                    return Value::Wrong;
                }
                if let Value::Local(register, domain) = &of
                    && self.may_be_reference(domain)
                {
                    let held = (*register, &domain.clone());
                    return self.for_each_reference(held, "AttributeError", span, |it, id| {
                        let called = it.attribute(&Value::Ref(id), name, function.span);
                        it.call_with(&called, arguments, span)
                    });
                }
                self.attribute(&of, name, function.span)
            }
            _ => self.value(function),
        };
        self.call_with(&called, arguments, span)
    }

    fn call_with(&mut self, called: &Value, arguments: &[Argument], span: Span) -> Value {
        if self.t.is_dead {
            return Value::Wrong;
        }
        if let (Value::Native(name @ ("any" | "all")), [only]) = (called, arguments)
            && let ExprKind::Comprehension(it) = &only.value.kind
            && it.kind == Collects::Generator
        {
            return self.decided(it, *name == "any", span);
        }
        if let (Value::Native("int"), [only]) = (called, arguments)
            && let Some(bound) = self.bound_of_chance(&only.value)
        {
            let values = vec![self.value(bound)];
            return self.random("random.randrange", &Given { values, span, ..Given::default() });
        }
        let was_in_sleep = self.t.is_in_sleep;
        self.t.is_in_sleep |= *called == Value::Native("time.sleep");
        let given = self.given_to(called, arguments, span);
        self.t.is_in_sleep = was_in_sleep;
        if self.t.is_dead {
            return Value::Wrong;
        }
        self.at(self.t.asm.line, span);
        if let (Value::Native("time.sleep"), [Value::Opaque], [only]) =
            (called, &given.values[..], arguments)
            && let ExprKind::Binary(Binary::Subtract, ..) = &only.value.kind
        {
            return self.refuse(only.value.span, Refusal::SleepMayBeNegative, &[]);
        }
        self.call_value(called, given)
    }

    /// What is given to something that is called. Only what takes all that a generator makes at once is given one.
    fn given_to(&mut self, called: &Value, arguments: &[Argument], span: Span) -> Given {
        let takes_all = match called {
            Value::Native(name) => TAKE_ALL.contains(name),
            Value::Operation(_, name) => matches!(*name, "join" | "extend" | "map"),
            _ => false,
        };
        let mut given = Given { span, ..Given::default() };
        let joins = matches!(called, Value::Operation(_, "join"));
        let is_joined = std::mem::take(&mut self.joins) && *called == Value::Native("map");
        for argument in arguments {
            let is_made_here =
                matches!(argument.value.kind, ExprKind::Comprehension(_) | ExprKind::Call(..));
            self.joins = joins && is_made_here;
            let value = match &argument.value.kind {
                ExprKind::Comprehension(it)
                    if it.kind == Collects::Generator && (takes_all || argument.stars == 1) =>
                {
                    self.comprehension(it, argument.value.span)
                }
                _ => self.value(&argument.value),
            };
            self.joins = false;
            if self.t.is_dead {
                break;
            }
            match (argument.stars, &argument.name) {
                (0, None) => given.values.push(value),
                (0, Some(name)) => given.named.push((name.clone(), value)),
                (1, _) => {
                    if let Some(all) = self.elements(&value, argument.value.span) {
                        given.values.extend(all);
                    }
                }
                _ => match value {
                    Value::Ref(id) if matches!(self.kind(id), Kind::Dict(_)) => {
                        for (key, value) in self.dict_items(id, span) {
                            if let Value::Text(name) = key {
                                given.named.push((name.to_string(), value));
                            }
                        }
                    }
                    _ => {
                        self.refuse(argument.value.span, Refusal::NotKnown, &["**"]);
                    }
                },
            }
        }
        self.joins = is_joined;
        given
    }

    pub fn call_value(&mut self, called: &Value, given: Given) -> Value {
        let span = given.span;
        if !self.goes_on() {
            return Value::Wrong;
        }
        match called {
            Value::Function(it) | Value::Method(_, it) if it.function.is_async => {
                self.coroutine(called, given)
            }
            Value::Function(closure) => self.call_closure(closure, None, given),
            Value::Method(me, closure) => self.call_closure(closure, Some(*me), given),
            Value::Native(_) | Value::Operation(..) => self.call_library(called, given),
            Value::Ref(id) => match self.kind(*id) {
                Kind::Class { .. } => {
                    let made = self.instance(*id, given);
                    self.give_way();
                    made
                }
                Kind::Instance(_) if self.method(*id, "__call__").is_some() => {
                    self.call_method_given(*id, "__call__", given)
                }
                Kind::Partial(kept) => {
                    let (function, mut all) = (**kept).clone();
                    all.values.extend(given.values);
                    all.named.retain(|(name, _)| given.named.iter().all(|(it, _)| it != name));
                    all.named.extend(given.named);
                    self.call_value(&function, Given { span, ..all })
                }
                _ => {
                    let what = self.what_is(called);
                    self.refuse(span, Refusal::NotCalled, &[&what])
                }
            },
            Value::Wrong => Value::Wrong,
            _ => {
                let what = self.what_is(called);
                self.refuse(span, Refusal::NotCalled, &[&what])
            }
        }
    }

    /// `functools.partial(function, …)`
    pub fn partial(&mut self, mut given: Given) -> Value {
        let span = given.span;
        if given.values.is_empty() {
            return self.refuse(span, Refusal::Arguments, &["partial"]);
        }
        let function = given.values.remove(0);
        Value::Ref(self.make(Kind::Partial(Box::new((function, given))), span))
    }

    /// Calls something of Python's own.
    fn call_library(&mut self, called: &Value, given: Given) -> Value {
        let is_of_c = self.is_of_c(called);
        let held = self.t.asm.holds_turn;
        if !is_of_c && !self.t.is_task {
            self.give_way();
            self.hold_turn(false);
        }
        let value = match called {
            Value::Native(name) => self.call_native(name, given),
            Value::Operation(of, name) => self.operate(*of, name, given),
            _ => Value::Wrong,
        };
        self.hold_turn(held);
        self.give_way();
        value
    }

    pub fn call_method(&mut self, of: ObjId, name: &str, values: Vec<Value>, span: Span) -> Value {
        self.call_method_given(of, name, Given::of(values, span))
    }

    pub fn call_method_given(&mut self, of: ObjId, name: &str, given: Given) -> Value {
        match self.method(of, name) {
            Some(closure) => self.call_closure(&closure, Some(of), given),
            None => {
                let what = self.what_is(&Value::Ref(of));
                self.refuse(given.span, Refusal::NoAttribute, &[&what, name])
            }
        }
    }

    /// Puts a function in.
    pub fn call_closure(
        &mut self,
        closure: &Rc<Closure>,
        me: Option<ObjId>,
        given: Given,
    ) -> Value {
        let function = &closure.function;
        let span = given.span;
        if self.t.calls.len() >= MOST_DEPTH || self.depth > 150 {
            return self.refuse(span, Refusal::Recursion, &[&function.name]);
        }
        let (line, call_span) = (self.t.asm.line, self.t.asm.span);
        let path = self.t.path;
        self.t.path = mixed(mixed(path, u64::from(span.start)), u64::from(span.end));
        let floor = self.t.registers.taken.len();
        let scope = self.make(Kind::Scope(Some(closure.scope)), function.span);
        let regions = self.t.regions.len();
        let outer = std::mem::replace(&mut self.t.scope, scope);
        let pinned = self.t.pinned.len();
        let exit = self.t.asm.label();
        // Arguments that are in registers stay there as long as the call.
        self.t.calls.push(Call { scope, own: function.clone(), floor, class: closure.class, me });
        let fits = self.bind_parameters(closure, me, given);
        let mut value = Value::Wrong;
        if fits {
            let frame =
                Frame::Call { exit, result: None, returned: Vec::new(), regions, is_left: false };
            self.t.frames.push(frame);
            self.give_way();
            let held = self.hold_turn(true);
            self.block(&function.body);
            value = self.end_of_call(exit, regions, span);
            self.hold_turn(held);
            self.give_way();
        }
        self.t.calls.pop();
        self.t.scope = outer;
        self.t.pinned.truncate(pinned);
        self.t.path = path;
        self.at(line, call_span);
        let key = self.object(scope).key;
        if !self.is_captured(scope) {
            self.t.homes.retain(|(it, _), _| *it != key);
            self.heap[scope.0].slots.clear();
        }
        value
    }

    fn is_captured(&self, scope: ObjId) -> bool {
        self.captured.contains(&scope)
    }

    fn end_of_call(&mut self, exit: crate::program::Label, regions: usize, span: Span) -> Value {
        let falls_through = !self.t.is_dead;
        self.after_leaving();
        let Some(Frame::Call { result, mut returned, .. }) = self.t.frames.pop() else {
            return Value::Wrong;
        };
        if falls_through {
            if let Some(register) = result {
                let nothing = crate::program::Operand::Constant(crate::program::NONE);
                self.t.asm.set(register, nothing);
            }
            returned.push(Value::None);
        }
        self.t.asm.place(exit);
        self.close(regions, false);
        let Some(first) = returned.first().cloned() else {
            // It never comes back.
            return Value::Wrong;
        };
        self.t.is_dead = false;
        self.after_ways_out();
        if returned.len() == 1 || returned.iter().all(|it| *it == first && it.is_known()) {
            return first;
        }
        if returned.iter().any(|it| matches!(it, Value::Wrong)) {
            return Value::Wrong;
        }
        let Some(register) = result else { return first };
        let mut domain = Domain::default();
        for value in &returned {
            if !self.is_storable(value) {
                return self.refuse(span, Refusal::WhichObject, &["return"]);
            }
            let of = self.domain_of_value(value);
            domain.join(&of);
        }
        self.local(register, Rc::new(domain))
    }

    fn bind_parameters(
        &mut self,
        closure: &Rc<Closure>,
        me: Option<ObjId>,
        mut given: Given,
    ) -> bool {
        let function = closure.function.clone();
        let span = given.span;
        if let Some(me) = me {
            given.values.insert(0, Value::Ref(me));
        }
        let mut values = given.values.into_iter();
        let mut fits = true;
        for (at, parameter) in function.parameters.iter().enumerate() {
            let by_name = given.named.iter().position(|(it, _)| *it == parameter.name);
            let value = match parameter.stars {
                1 => {
                    let rest: Vec<Value> = values.by_ref().collect();
                    Some(Value::tuple(rest))
                }
                2 => {
                    let rest = std::mem::take(&mut given.named);
                    let rest = rest.into_iter().map(|(it, value)| (Value::text(&it), value));
                    Some(self.make_dict(rest.collect(), span))
                }
                _ => match by_name {
                    Some(found) => Some(given.named.remove(found).1),
                    None if !parameter.by_name_only => values.next(),
                    None => None,
                },
            };
            let default = || closure.defaults.iter().find(|(it, _)| *it == at);
            match value.or_else(|| default().map(|(_, it)| it.clone())) {
                Some(value) => self.write_slot(self.t.scope, &parameter.name, value, span),
                None => fits = false,
            }
        }
        if !fits || values.next().is_some() || !given.named.is_empty() {
            self.refuse(span, Refusal::Arguments, &[&function.name]);
            return false;
        }
        true
    }
}
