//! Operations of objects, by what they are.

use super::Elaborator;
use super::calls::Given;
use super::heap::Kind;
use super::value::{ObjId, Value};
use crate::python::refusal::Refusal;

impl Elaborator<'_> {
    pub fn operate(&mut self, of: ObjId, name: &'static str, given: Given) -> Value {
        let span = given.span;
        if self.event_loop.owns(of) {
            return self.operate_in_loop(of, name, given);
        }
        if name == "get_lock" {
            return self.operate_between(of, name, given);
        }
        match self.kind(of).clone() {
            Kind::TaskGroup(_) => self.task_group_operation(of, name, given),
            Kind::Future if self.event_loop.has_task(of) => self.task_operation(of, name, given),
            Kind::List { .. } if name == "sort" && !given.named.is_empty() => {
                self.sort_with(of, given)
            }
            Kind::List { .. } => {
                if !given.named.is_empty() {
                    let option = given.named[0].0.clone();
                    return self.refuse(span, Refusal::Option, &[name, &option]);
                }
                self.list_operation(of, name, &given.values, span)
            }
            Kind::Dict(_) if name == "update" => {
                let Some(mut pairs) = self.pairs_given(&given.values, span) else {
                    return Value::Wrong;
                };
                pairs.extend(given.named.into_iter().map(|(it, value)| (Value::text(&it), value)));
                for (key, value) in &pairs {
                    if self.runs() {
                        // It is one step then.
                        self.let_grow(of, Some(key).filter(|it| it.is_known()));
                        continue;
                    }
                    self.set_element(&Value::Ref(of), key, value.clone(), span);
                }
                Value::None
            }
            Kind::Dict(_) => self.dict_operation(of, name, &given.values, span),
            Kind::Growing(_) if name == "update" && !given.named.is_empty() => {
                let pairs = given.named.into_iter().map(|(it, value)| (Value::text(&it), value));
                let pairs = pairs.collect();
                let more = self.make_dict(pairs, span);
                self.growing_operation(of, name, &[more], span)
            }
            Kind::Growing(_) => self.growing_operation(of, name, &given.values, span),
            Kind::Set(all) => self.set_operation(of, all, name, &given.values, span),
            Kind::Method(text) => self.on_text(&text, name, given),
            Kind::Thread | Kind::Instance(_) => self.thread_operation(of, name, given),
            Kind::Pool => self.pool_operation(of, name, given),
            Kind::Results(_) => self.results_operation(of, name, given),
            Kind::Future => self.future_operation(of, name, given),
            Kind::Parser(_) => self.parse_arguments(of, name, given),
            Kind::Ignored => Value::Ref(of),
            Kind::Boxed(_) | Kind::Connection(_) | Kind::Manager => {
                self.operate_between(of, name, given)
            }
            _ => self.synchronise(of, name, given),
        }
    }

    fn on_text(&mut self, text: &Value, name: &'static str, given: Given) -> Value {
        let span = given.span;
        match text {
            Value::Text(text) => self.text_method(&text.clone(), name, &given.values, span),
            Value::Local(register, domain) => {
                let (register, domain) = (*register, domain.clone());
                self.by_cases(register, &domain, "AttributeError", span, |it, value| match value {
                    Value::Text(text) => it.text_method(text, name, &given.values, span),
                    Value::Wrong => Value::Wrong,
                    _ => Value::Unset,
                })
            }
            _ if matches!(name, "upper" | "lower" | "strip" | "capitalize" | "title") => {
                text.clone()
            }
            _ => self.refuse(span, Refusal::NoAttribute, &["str", name]),
        }
    }

    pub fn dict_operation(
        &mut self,
        id: ObjId,
        name: &str,
        given: &[Value],
        span: crate::program::Span,
    ) -> Value {
        let Kind::Dict(keys) = self.kind(id).clone() else { return Value::Wrong };
        match (name, given) {
            ("get", [key, rest @ ..]) if key.is_known() => {
                if keys.contains(key) {
                    return self.element(&Value::Ref(id), key, span);
                }
                rest.first().cloned().unwrap_or(Value::None)
            }
            ("get", [Value::Local(..), ..]) => self.let_grow(id, None),
            ("pop", [key, rest @ ..]) if rest.len() < 2 => {
                let born = self.object(id).born;
                let is_known = !self.depends(born) && !self.may_be_left_half_done(born);
                if self.t.index > 0 || self.started > 0 || !is_known || !key.is_known() {
                    return self.let_grow(id, Some(key).filter(|it| it.is_known()));
                }
                if !keys.contains(key) {
                    return match rest.first() {
                        Some(default) => default.clone(),
                        None => {
                            self.raise_named("KeyError");
                            Value::Wrong
                        }
                    };
                }
                let value = self.element(&Value::Ref(id), key, span);
                let slot = self.entry_name(key);
                self.heap[id.0].slots.remove(&slot);
                let keys = keys.into_iter().filter(|it| it != key).collect();
                self.heap[id.0].kind = Kind::Dict(keys);
                value
            }
            ("clear", []) => {
                if self.t.index > 0 || self.started > 0 || self.depends(self.object(id).born) {
                    return self.let_grow(id, None);
                }
                self.heap[id.0].slots.clear();
                self.heap[id.0].kind = Kind::Dict(Vec::new());
                Value::None
            }
            ("setdefault", [key, _]) => self.let_grow(id, Some(key).filter(|it| it.is_known())),
            ("keys", []) => Value::tuple(keys),
            ("values", []) => {
                let all = self.dict_items(id, span);
                Value::tuple(all.into_iter().map(|(_, it)| it).collect())
            }
            ("items", []) => {
                let all = self.dict_items(id, span);
                let pairs = all.into_iter().map(|(key, it)| Value::tuple(vec![key, it]));
                Value::tuple(pairs.collect())
            }
            _ => self.refuse(span, Refusal::NoAttribute, &["dict", name]),
        }
    }

    fn set_operation(
        &mut self,
        id: ObjId,
        mut all: Vec<Value>,
        name: &str,
        given: &[Value],
        span: crate::program::Span,
    ) -> Value {
        let born = self.object(id).born;
        let is_known = !self.depends(born) && !self.may_be_left_half_done(born);
        if self.t.index > 0 || self.started > 0 || !is_known {
            return match (name, given) {
                ("add" | "discard" | "remove", [value]) => {
                    self.let_grow(id, Some(value).filter(|it| it.is_known()))
                }
                _ => self.refuse(span, Refusal::SharedSet, &[]),
            };
        }
        match (name, given) {
            ("add", [value]) => {
                if !all.contains(value) {
                    all.push(value.clone());
                }
            }
            ("discard" | "remove", [value]) => all.retain(|it| it != value),
            _ => return self.refuse(span, Refusal::NoAttribute, &["set", name]),
        }
        self.heap[id.0].kind = Kind::Set(all);
        Value::None
    }

    /// `argparse`: defaults count.
    fn parse_arguments(&mut self, id: ObjId, name: &str, mut given: Given) -> Value {
        let span = given.span;
        let Kind::Parser(mut all) = self.kind(id).clone() else { return Value::Wrong };
        match name {
            "add_argument" => {
                let mut word = None;
                for value in &given.values {
                    if let Value::Text(text) = value
                        && (word.is_none() || text.starts_with("--"))
                    {
                        word = Some(text.trim_start_matches('-').replace('-', "_"));
                    }
                }
                let default = given.take(usize::MAX, "default");
                let is_flag = given
                    .named
                    .iter()
                    .any(|(name, value)| name == "action" && *value == Value::text("store_true"));
                let value =
                    default.unwrap_or(if is_flag { Value::Bool(false) } else { Value::None });
                if let Some(word) = word {
                    all.push((word, value));
                }
                self.heap[id.0].kind = Kind::Parser(all);
                Value::None
            }
            "parse_args" => {
                let namespace = self.make(Kind::Namespace, span);
                for (name, value) in all {
                    self.write_slot(namespace, &name, value, span);
                }
                Value::Ref(namespace)
            }
            _ => self.refuse(span, Refusal::NoAttribute, &["ArgumentParser", name]),
        }
    }
}
