//! Classes, their instances, and what is behind a dot.

use super::Elaborator;
use super::calls::Given;
use super::heap::{Kind, Level, ThreadPlan};
use super::value::{Closure, ObjId, Value};
use crate::program::Span;
use crate::python::library;
use crate::python::nearest;
use crate::python::refusal::Refusal;
use crate::python::tree::{Class, ExprKind, StmtKind};
use std::rc::Rc;

impl Elaborator<'_> {
    pub fn class(&mut self, class: &Class) {
        let mut bases = Vec::new();
        let mut is_enum = false;
        for base in &class.bases {
            let value = self.value(base);
            let is_known = match &value {
                Value::Ref(id) => matches!(self.kind(*id), Kind::Class { .. }),
                Value::Native(
                    "threading.Thread"
                    | "multiprocessing.Process"
                    | "object"
                    | "typing.Generic"
                    | "abc.ABC"
                    | "enum.Enum",
                ) => true,
                Value::Wrong => true,
                other => self.exception_class(other).is_some(),
            };
            if !is_known {
                self.refuse(base.span, Refusal::Base, &[self.words(base.span)]);
            }
            is_enum |= matches!(value, Value::Native("enum.Enum"));
            let is_plain = matches!(
                value,
                Value::Native("object" | "typing.Generic" | "abc.ABC" | "enum.Enum")
            );
            if !is_plain {
                bases.push(value);
            }
        }
        let mut fields = None;
        for decorator in &class.decorators {
            let value = match &decorator.kind {
                ExprKind::Call(function, _) => self.value(function),
                _ => self.value(decorator),
            };
            if matches!(value, Value::Native("dataclasses.dataclass")) {
                fields = Some(self.fields_of(class, &bases));
            } else if !matches!(value, Value::Wrong) {
                self.refuse(decorator.span, Refusal::Decorator, &[self.words(decorator.span)]);
            }
        }
        let outer = self.t.scope;
        let id = self.make(Kind::Class { bases, fields, scope: outer }, class.span);
        self.heap[id.0].name = class.name.clone();
        self.t.scope = id;
        self.block(&class.body);
        self.t.scope = outer;
        if is_enum {
            self.make_members(id, &class.body);
        }
        self.check_exception_name(id, class.span);
        self.bind(&class.name, Value::Ref(id), class.span);
    }

    fn fields_of(&self, class: &Class, bases: &[Value]) -> Vec<String> {
        let mut fields = Vec::new();
        for base in bases {
            if let Value::Ref(id) = base
                && let Kind::Class { fields: Some(all), .. } = self.kind(*id)
            {
                fields.extend(all.clone());
            }
        }
        for statement in &class.body {
            if let StmtKind::Annotated(target, _) = &statement.kind
                && let ExprKind::Name(name) = &target.kind
                && !fields.contains(name)
            {
                fields.push(name.clone());
            }
        }
        fields
    }

    /// The classes of an instance, its own first.
    pub fn line_of(&self, of: ObjId) -> Vec<ObjId> {
        let mut line = match self.kind(of) {
            Kind::Instance(class) => vec![*class],
            Kind::Class { .. } => vec![of],
            _ => return Vec::new(),
        };
        let mut at = 0;
        while let Some(&id) = line.get(at) {
            if let Kind::Class { bases, .. } = self.kind(id) {
                for base in bases {
                    if let Value::Ref(base) = base
                        && !line.contains(base)
                    {
                        line.push(*base);
                    }
                }
            }
            at += 1;
        }
        line
    }

    /// Whether it is, or makes, threads.
    pub fn is_thread(&self, of: ObjId) -> bool {
        self.line_of(of).iter().any(|it| match self.kind(*it) {
            Kind::Class { bases, .. } => bases.iter().any(|it| {
                matches!(it, Value::Native("threading.Thread" | "multiprocessing.Process"))
            }),
            _ => false,
        })
    }

    pub fn method(&self, of: ObjId, name: &str) -> Option<Rc<Closure>> {
        self.line_of(of).iter().find_map(|it| match self.object(*it).slots.get(name) {
            Some(Value::Function(closure)) => Some(closure.clone()),
            _ => None,
        })
    }

    /// Makes an instance of a class.
    pub fn instance(&mut self, class: ObjId, given: Given) -> Value {
        let span = given.span;
        if let Some(name) = self.exception_class(&Value::Ref(class)) {
            return Value::Ref(self.make_exception(&name, given.values, span));
        }
        let id = self.make(Kind::Instance(class), span);
        self.heap[id.0].name = self.object(class).name.clone();
        if self.is_thread(class) {
            let is_process = self.is_process(class);
            let plan = ThreadPlan { is_process, ..ThreadPlan::default() };
            self.plans.insert(id, plan);
        }
        self.begin_with_defaults(id, span);
        if self.method(id, "__init__").is_some() {
            self.call_method_given(id, "__init__", given);
        } else if let Kind::Class { fields: Some(fields), .. } = self.kind(class).clone() {
            self.fill_fields(id, &fields, given);
        } else if self.is_thread(class) {
            self.plan_thread(id, given);
        } else if !given.values.is_empty() || !given.named.is_empty() {
            let name = self.object(class).name.clone();
            self.refuse(span, Refusal::Arguments, &[&name]);
        }
        self.is_set_up(id);
        Value::Ref(id)
    }

    /// What an instance has of its class until it gets its own, where threads give it one. It gets that from the start, which is
    /// the same as long as nobody changes the attribute of the class.
    pub fn class_default(&mut self, id: ObjId, name: &str) -> Option<Value> {
        let Kind::Instance(_) = self.kind(id) else { return None };
        let holder = self.holder_of(id, name)?;
        let key = self.slot_key(holder, name);
        let value = self.object(holder).slots.get(name).cloned()?;
        if self.level(&key) != Level::Known || !value.is_known() || !self.is_storable(&value) {
            return None;
        }
        self.is_dirty |= self.next.class_defaults.insert(key);
        Some(value)
    }

    /// Gives a new instance what is found to be changed there.
    fn begin_with_defaults(&mut self, id: ObjId, span: Span) {
        let found = self.found.class_defaults.clone();
        for (class, name) in found {
            let holder = self.holder_of(id, &name);
            if holder.is_some_and(|it| self.object(it).key == class)
                && let Some(value) = self.class_default(id, &name)
            {
                self.write_slot(id, &name, value, span);
            }
        }
    }

    fn fill_fields(&mut self, id: ObjId, fields: &[String], mut given: Given) {
        let span = given.span;
        let count = given.values.len();
        for (at, field) in fields.iter().enumerate() {
            let value = match given.take(at, field) {
                Some(value) => value,
                None => match self.class_attribute(id, field) {
                    Some(Value::Ref(of)) if matches!(self.kind(of), Kind::Ignored) => {
                        match self.object(of).slots.get("default_factory").cloned() {
                            Some(factory) => self.call_value(&factory, Given::of(Vec::new(), span)),
                            None => {
                                self.object(of).slots.get("default").cloned().unwrap_or(Value::None)
                            }
                        }
                    }
                    Some(value) => value,
                    None => self.refuse(span, Refusal::Arguments, &[field]),
                },
            };
            self.write_slot(id, field, value, span);
        }
        if count > fields.len() || !given.named.is_empty() {
            self.refuse(span, Refusal::Arguments, &["__init__"]);
        }
        if self.method(id, "__post_init__").is_some() {
            self.call_method(id, "__post_init__", Vec::new(), span);
        }
    }

    /// The first class in the line of an object or class that has the attribute.
    fn holder_of(&self, of: ObjId, name: &str) -> Option<ObjId> {
        self.line_of(of).into_iter().find(|it| self.object(*it).slots.contains_key(name))
    }

    fn class_attribute(&mut self, of: ObjId, name: &str) -> Option<Value> {
        let holder = self.holder_of(of, name)?;
        Some(self.read_slot(holder, name, Span::default()))
    }

    /// `of.name`
    pub fn attribute(&mut self, of: &Value, name: &str, span: Span) -> Value {
        match of {
            Value::Wrong => Value::Wrong,
            Value::Module(module) => match library::member(module, name) {
                Some(library::Member::Native(it)) => of_library(it),
                Some(library::Member::Module(it)) => Value::Module(it),
                None => self.not_in_module(module, name, span),
            },
            Value::Ref(id) => self.attribute_of(*id, name, span),
            Value::Super(me, class) => {
                let line = self.line_of(*class);
                let found =
                    line[1..].iter().find_map(|it| self.object(*it).slots.get(name).cloned());
                match found {
                    Some(Value::Function(closure)) => Value::Method(*me, closure),
                    _ if self.is_thread(*me) => self.thread_attribute(*me, name, span),
                    _ if name == "__init__" => Value::Native("ignored"),
                    _ => self.refuse(span, Refusal::NoAttribute, &["super()", name]),
                }
            }
            Value::Native("threading.Thread" | "multiprocessing.Process") if name == "__init__" => {
                Value::Native("threading.Thread.__init__")
            }
            Value::Native(native) => match library::member(native, name) {
                Some(library::Member::Native(it)) => Value::Native(it),
                _ => self.refuse(span, Refusal::NoAttribute, &[native, name]),
            },
            Value::Function(it) | Value::Method(_, it) if name == "__name__" => {
                Value::text(&it.called)
            }
            Value::Caught(_) if name == "args" => Value::Opaque,
            // What `datetime.now()` gives is a time like any other, and a difference of two is one too.
            Value::Opaque if matches!(name, "strftime" | "isoformat" | "time" | "date") => {
                Value::Native("datetime.words")
            }
            Value::Opaque if matches!(name, "total_seconds" | "timestamp") => {
                Value::Native("time.time")
            }
            Value::Record(record) => self.attribute_of_record(&record.clone(), name, span),
            Value::Local(register, domain) if self.may_be_reference(domain) => {
                let held = (*register, &domain.clone());
                self.for_each_reference(held, "AttributeError", span, |it, id| {
                    it.attribute(&Value::Ref(id), name, span)
                })
            }
            Value::Local(register, domain) if self.may_hold_record(domain) => {
                let (register, domain) = (*register, domain.clone());
                match self.attribute_of_records(register, &domain, name, span) {
                    Some(value) => value,
                    None => self.no_attribute("tuple", name, span),
                }
            }
            Value::Text(_) | Value::Phrase(_) | Value::Local(..) => {
                let found = library::members_of("str").unwrap_or_default();
                match found.iter().find(|it| **it == name) {
                    Some(name) => Value::Operation(self.make(Kind::Method(of.clone()), span), name),
                    None => self.no_attribute("str", name, span),
                }
            }
            other => {
                let what = self.what_is(other);
                self.refuse(span, Refusal::NoAttribute, &[&what, name])
            }
        }
    }

    fn attribute_of(&mut self, id: ObjId, name: &str, span: Span) -> Value {
        if name == "__name__" {
            let name = self.object(id).name.clone();
            return Value::text(&name);
        }
        match self.kind(id) {
            Kind::Instance(_) | Kind::Class { .. } => {
                if let Some(property) = self.method(id, &format!("@{name}")) {
                    return self.call_closure(&property, Some(id), Given::of(Vec::new(), span));
                }
                if let Some(plain) = self.method(id, &format!("!{name}")) {
                    return Value::Function(plain);
                }
                if let Some(of_class) = self.method(id, &format!("&{name}")) {
                    let class = match self.kind(id) {
                        Kind::Instance(class) => *class,
                        _ => id,
                    };
                    return Value::Method(class, of_class);
                }
                let is_instance = matches!(self.kind(id), Kind::Instance(_));
                if is_instance {
                    let value = self.read_slot(id, name, span);
                    if !matches!(value, Value::Unset) {
                        return value;
                    }
                }
                if name == "__class__"
                    && let Kind::Instance(class) = self.kind(id)
                {
                    return Value::Ref(*class);
                }
                match self.class_attribute(id, name) {
                    Some(Value::Function(closure)) if is_instance => Value::Method(id, closure),
                    Some(value) if !matches!(value, Value::Unset) => value,
                    _ if self.plans.contains_key(&id) => self.thread_attribute(id, name, span),
                    _ => {
                        self.raise_named("AttributeError");
                        Value::Wrong
                    }
                }
            }
            Kind::Scope(None) => self.attribute_of_module(id, name, span),
            Kind::Thread => self.thread_attribute(id, name, span),
            Kind::Locals | Kind::Namespace | Kind::Exception(_) => {
                match self.read_slot(id, name, span) {
                    Value::Unset => {
                        self.raise_named("AttributeError");
                        Value::Wrong
                    }
                    value => value,
                }
            }
            Kind::Ignored => Value::Native("ignored"),
            Kind::Boxed(_) if name == "value" => self.boxed_value(id, span),
            Kind::Barrier(parties) if name == "parties" => Value::Int(*parties),
            Kind::Queue(queue) if name == "maxsize" => Value::Int(queue.most),
            Kind::List { most, .. } if name == "maxlen" => {
                most.map_or(Value::None, |it| Value::Int(it as i64))
            }
            _ => {
                let what = self.what_object(id);
                let found = library::members_of(&what).unwrap_or_default();
                match found.iter().find(|it| **it == name) {
                    Some(name) => Value::Operation(id, name),
                    None => self.no_attribute(&what, name, span),
                }
            }
        }
    }

    /// Refuses an attribute that an object of this kind does not have; says which may be meant.
    pub fn no_attribute(&mut self, what: &str, name: &str, span: Span) -> Value {
        let known = library::members_of(what).unwrap_or_default().iter().copied();
        match nearest(name, known.filter(|it| *it != name)) {
            Some(meant) => self.refuse(span, Refusal::MisspeltAttribute, &[what, name, meant]),
            None => self.refuse(span, Refusal::NoAttribute, &[what, name]),
        }
    }

    /// Refuses a name that a module does not have; says which may be meant.
    pub fn not_in_module(&mut self, module: &str, name: &str, span: Span) -> Value {
        match nearest(name, library::members(module)) {
            Some(meant) => self.refuse(span, Refusal::MisspeltAttribute, &[module, name, meant]),
            None => self.refuse(span, Refusal::NotInModule, &[module, name]),
        }
    }

    /// `of.name = value`
    pub fn set_attribute(&mut self, of: &Value, name: &str, value: Value, span: Span) {
        match of {
            Value::Wrong => {}
            Value::Ref(id) if self.plans.contains_key(id) && matches!(name, "daemon" | "name") => {
                if name == "daemon" && self.plans.get(id).is_some_and(|it| it.started.is_some()) {
                    let of_process = self.plans.get(id).is_some_and(|it| it.is_process);
                    return self.raise_named(if of_process {
                        "AssertionError"
                    } else {
                        "RuntimeError"
                    });
                }
                match self.plans.get_mut(id) {
                    Some(plan) if name == "name" => plan.name = value,
                    Some(plan) => match value.truth() {
                        Some(it) => plan.is_daemon = it,
                        None => {
                            self.refuse(span, Refusal::NotConstant, &["daemon"]);
                        }
                    },
                    None => {}
                }
            }
            Value::Ref(id) if self.method(*id, &format!("@{name}")).is_some() => {
                match self.method(*id, &format!("={name}")) {
                    Some(setter) => {
                        self.call_closure(&setter, Some(*id), Given::of(vec![value], span));
                    }
                    None => self.raise_named("AttributeError"),
                }
            }
            Value::Ref(id) => match self.kind(*id) {
                // Its instances have begun with what it had before.
                Kind::Class { .. }
                    if self.found.class_defaults.contains(&self.slot_key(*id, name)) =>
                {
                    self.refuse(span, Refusal::SharedUnset, &[name]);
                }
                Kind::Instance(_)
                | Kind::Class { .. }
                | Kind::Scope(None)
                | Kind::Locals
                | Kind::Namespace
                | Kind::Exception(_) => self.write_slot(*id, name, value, span),
                Kind::Ignored => {}
                Kind::Boxed(_) if name == "value" => self.set_boxed_value(*id, value, span),
                _ => {
                    let what = self.what_object(*id);
                    self.refuse(span, Refusal::NoAttribute, &[&what, name]);
                }
            },
            // An update that is lost would not be seen.
            Value::Local(_, domain) if self.t.updates && self.may_be_reference(domain) => {
                self.refuse(span, Refusal::WhichObject, &[self.words(span)]);
            }
            Value::Local(register, domain) if self.may_be_reference(domain) => {
                let held = (*register, &domain.clone());
                self.for_each_reference(held, "AttributeError", span, |it, id| {
                    it.set_attribute(&Value::Ref(id), name, value.clone(), span);
                    Value::None
                });
            }
            other => self.refuse_change_of(other, name, span),
        }
    }

    /// Refuses a change of what cannot be changed; of what was passed on, unless it can be passed on itself from now on.
    pub fn refuse_change_of(&mut self, of: &Value, name: &str, span: Span) {
        if self.wants_reference(of) {
            return;
        }
        let records = match of {
            Value::Record(_) => vec![of.clone()],
            Value::Local(_, domain) => self.constants_in(domain).cloned().collect(),
            _ => Vec::new(),
        };
        let record = records.iter().find(|it| matches!(it, Value::Record(it) if !it.is_member));
        match record {
            Some(it) => self.refuse(span, Refusal::PassedOn, &[&self.what_is(it)]),
            None => self.refuse(span, Refusal::NoAttribute, &[&self.what_is(of), name]),
        };
    }

    /// What an object is, for a message.
    pub fn what_object(&self, id: ObjId) -> String {
        if self.event_loop.owns(id) {
            return match self.kind(id) {
                Kind::Queue(_) => "asyncio.Queue".into(),
                Kind::Semaphore { .. } => "asyncio.Semaphore".into(),
                Kind::Event { .. } => "asyncio.Event".into(),
                Kind::Condition(_) => "asyncio.Condition".into(),
                Kind::Barrier(_) => "asyncio.Barrier".into(),
                _ => "asyncio.Lock".into(),
            };
        }
        if let Some(what) = self.what_between(id) {
            return what.into();
        }
        match self.kind(id) {
            Kind::Scope(None) => "module".into(),
            Kind::Scope(_) => "def".into(),
            Kind::Partial(it) => self.what_is(&it.0),
            Kind::Class { .. } => self.object(id).name.clone(),
            Kind::Instance(class) => self.object(*class).name.clone(),
            Kind::List { is_deque, .. } => if *is_deque { "deque" } else { "list" }.into(),
            Kind::Dict(_) => "dict".into(),
            Kind::Set(_) => "set".into(),
            Kind::Growing(it) if it.is_counter() => "Counter".into(),
            Kind::Growing(it) => if it.is_set { "set" } else { "dict" }.into(),
            Kind::Entries(_) => "dict_items".into(),
            Kind::Paired(_) => "zip".into(),
            Kind::Joined(..) => "str".into(),
            Kind::Queue(_) => "Queue".into(),
            Kind::Lock => "Lock".into(),
            Kind::ReentrantLock => "RLock".into(),
            Kind::Semaphore { .. } => "Semaphore".into(),
            Kind::Condition(_) => "Condition".into(),
            Kind::Event { .. } => "Event".into(),
            Kind::Barrier(_) => "Barrier".into(),
            Kind::Thread => "Thread".into(),
            Kind::Pool => "ThreadPoolExecutor".into(),
            Kind::Future if self.event_loop.has_task(id) => "Task".into(),
            Kind::Future => "Future".into(),
            Kind::Coroutine(_) => "coroutine".into(),
            Kind::Gathered(..) => "asyncio.gather()".into(),
            Kind::Completed(_) => "as_completed()".into(),
            Kind::TaskGroup(_) => "TaskGroup".into(),
            Kind::TimeLimit(_) => "asyncio.timeout()".into(),
            Kind::Results(_) => "executor.map()".into(),
            Kind::Sentinel => "object".into(),
            Kind::Locals => "local".into(),
            Kind::Exception(name) => name.clone(),
            Kind::Parser(_) => "ArgumentParser".into(),
            Kind::Namespace => "Namespace".into(),
            Kind::Method(of) => self.what_is(of),
            Kind::Bounds(_) => "range".into(),
            Kind::Calls(_) => "iter()".into(),
            Kind::Ignored => "?".into(),
            Kind::Boxed(_) => "Value".into(),
            Kind::Connection(_) => "Connection".into(),
            Kind::Elsewhere => "value".into(),
            Kind::Manager => "Manager".into(),
        }
    }
}

/// What a name of a module stands for.
pub fn of_library(name: &'static str) -> Value {
    match name {
        "math.pi" => Value::Float(std::f64::consts::PI),
        "string.ascii_lowercase" => Value::text(LETTERS),
        "string.ascii_uppercase" => Value::text(&LETTERS.to_uppercase()),
        "string.ascii_letters" => Value::text(&(LETTERS.to_owned() + &LETTERS.to_uppercase())),
        "string.digits" => Value::text("0123456789"),
        name => Value::Native(name),
    }
}

const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
