//! Dictionaries, and those that a manager keeps for several processes.

use super::Elaborator;
use super::heap::Kind;
use super::value::{ObjId, Value};
use crate::program::{Place, Span};
use crate::python::refusal::Refusal;

impl Elaborator<'_> {
    pub fn make_dict(&mut self, pairs: Vec<(Value, Value)>, span: Span) -> Value {
        let id = self.make(Kind::Dict(Vec::new()), span);
        self.fill_dict(id, pairs, span)
    }

    fn fill_dict(&mut self, id: ObjId, pairs: Vec<(Value, Value)>, span: Span) -> Value {
        if !self.grow_if_found(id, &pairs, None, false, span) {
            for (key, value) in pairs {
                self.set_element(&Value::Ref(id), &key, value, span);
            }
        }
        self.is_set_up(id);
        Value::Ref(id)
    }

    pub fn dict_items(&mut self, id: ObjId, span: Span) -> Vec<(Value, Value)> {
        let Kind::Dict(keys) = self.kind(id).clone() else { return Vec::new() };
        // A manager gives all of it at once.
        let is_at_once = self.is_between(id);
        if is_at_once {
            self.t.asm.next_group();
        }
        keys.into_iter()
            .map(|key| {
                let name = self.entry_name(&key);
                let slot = self.slot_key(id, &name);
                if !is_at_once || !self.is_live(&slot) {
                    let value = self.read_slot(id, &name, span);
                    return (key, value);
                }
                self.note_use(&slot, false);
                let domain = self.domain_of(&slot);
                let cell = self.variable(id, &slot, &name);
                let into = self.t.registers.reserve();
                self.t.asm.load(Place::Cell(cell), into, false);
                (key, self.local(into, domain))
            })
            .collect()
    }

    /// `Manager().dict(…)`: its values are copies.
    pub fn make_managed_dict(&mut self, given: super::calls::Given) -> Value {
        let span = given.span;
        let mut pairs = match given.values.first() {
            Some(Value::Ref(id)) if matches!(self.kind(*id), Kind::Dict(_)) => {
                self.dict_items(*id, span)
            }
            None => Vec::new(),
            Some(_) => return self.refuse(span, Refusal::Arguments, &["dict"]),
        };
        pairs.extend(given.named.into_iter().map(|(name, it)| (Value::text(&name), it)));
        let id = self.make(Kind::Dict(Vec::new()), span);
        self.put_between(id, "");
        self.fill_dict(id, pairs, span)
    }

    /// Whether a value that is kept elsewhere is told from a copy of it by nothing.
    pub fn is_plain(&self, value: &Value) -> bool {
        match value {
            Value::Tuple(all) => all.iter().all(|it| self.is_plain(it)),
            Value::Ref(_) => self.is_pid(value),
            _ => true,
        }
    }

    /// Refuses what a manager would keep a copy of.
    pub fn check_kept(&mut self, of: ObjId, value: &Value, span: Span) -> bool {
        let is_refused = self.is_between(of) && !self.is_plain(value);
        if is_refused {
            let what = self.what_is(value);
            self.refuse(span, Refusal::NotSent, &[&what]);
        }
        !is_refused
    }
}
