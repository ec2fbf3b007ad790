//! Tuples with parts that are not known, where they are made at most once: objects with a field for each part.

use super::Elaborator;
use super::heap::Kind;
use super::value::{Domain, ObjId, Value};
use crate::program::{Local, Span};
use std::rc::Rc;

impl Elaborator<'_> {
    /// What stands for a tuple with parts that are not known, where it is made at most once.
    pub fn tuple_object(&mut self, all: &[Value], span: Span) -> Option<Value> {
        let is_of_register = |it: &Value| !it.is_known() && self.is_storable(it);
        let fits = all.iter().any(is_of_register)
            && all.iter().all(|it| self.is_storable(it))
            && self.t.rolled_loops == 0
            && !self.event_loop.is_used()
            && !self.may_have_processes();
        if !fits {
            return None;
        }
        let keys = (0..all.len() as i64).map(Value::Int).collect();
        let id = self.make(Kind::Dict(keys), span);
        self.heap[id.0].is_tuple = true;
        for (at, value) in all.iter().enumerate() {
            let name = self.entry_name(&Value::Int(at as i64));
            self.write_slot(id, &name, value.clone(), span);
        }
        self.is_set_up(id);
        Some(Value::Ref(id))
    }

    /// The parts of a tuple with parts that are not known.
    pub fn parts_of_tuple(&mut self, id: ObjId, span: Span) -> Option<Vec<Value>> {
        let Kind::Dict(keys) = self.kind(id).clone() else { return None };
        if !self.object(id).is_tuple {
            return None;
        }
        let part = |key: &Value| {
            let name = self.entry_name(key);
            self.read_slot(id, &name, span)
        };
        Some(keys.iter().map(part).collect())
    }

    /// The same of a register that may hold several, all of one length; nothing where it holds something else.
    pub fn parts_of_tuples(
        &mut self,
        (register, domain): (Local, &Rc<Domain>),
        span: Span,
    ) -> Option<Vec<Value>> {
        let mut long = None;
        for value in self.constants_in(domain) {
            let length = match value {
                Value::Tuple(all) => all.len(),
                Value::Ref(id) if self.object(*id).is_tuple => match self.kind(*id) {
                    Kind::Dict(keys) => keys.len(),
                    _ => return None,
                },
                _ => return None,
            };
            if *long.get_or_insert(length) != length {
                return None;
            }
        }
        let all_are_objects = self.constants_in(domain).all(|it| matches!(it, Value::Ref(_)));
        if !all_are_objects {
            return None;
        }
        let part = |at: usize| {
            self.for_each_reference((register, domain), "TypeError", span, |it, id| {
                let name = it.entry_name(&Value::Int(at as i64));
                it.read_slot(id, &name, span)
            })
        };
        Some((0..long?).map(part).collect())
    }
}
