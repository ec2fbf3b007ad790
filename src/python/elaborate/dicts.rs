//! Dictionaries, and those that a manager keeps for several processes.

use super::Elaborator;
use super::heap::Kind;
use super::value::{Domain, ObjId, Value};
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

    /// The list that a key of a dictionary of lists has; each of its own. Nothing while it is not known that there is one.
    pub fn list_of_key(&mut self, id: ObjId, key: &Value, span: Span) -> Option<ObjId> {
        let name = self.entry_name(key);
        if let Some(list) = self.lists_of_keys.get(&(id, name.clone())) {
            return Some(*list);
        }
        let rolled = std::mem::take(&mut self.t.rolled_loops);
        let key_of_dict = self.object(id).key;
        let path = std::mem::replace(&mut self.t.path, key_of_dict);
        let list = self.list_of_the_program(&Domain::default(), span);
        self.t.path = path;
        self.t.rolled_loops = rolled;
        let list = list?;
        self.heap[list.0].name = format!("{}{name}", self.object(id).name);
        self.lists_of_keys.insert((id, name), list);
        Some(list)
    }

    /// `d[key]`, of a dictionary in which each key has a list of its own; a key that is missing gets one where that is
    /// wanted.
    pub fn list_at(&mut self, id: ObjId, key: &Value, makes: bool, span: Span) -> Value {
        let Some(it) = self.growing(id, span) else { return Value::Wrong };
        let all = match makes {
            true => self.possible_keys(key, span),
            false => self.keys_it_has(id, key, span),
        };
        let Some(all) = all else { return Value::Wrong };
        let keeps = makes && (it.default.is_some() || self.t.sets_default);
        self.for_key(key, &all, None, span, |here, key| {
            if keeps {
                here.found_or(id, key, &Value::Int(1), Some(it.order), span);
            } else {
                let (_, is_missing, _) = here.look_up(id, key);
                let exception = here.exception_named("KeyError");
                here.raise_unless(is_missing, false, exception);
            }
            here.list_of_key(id, key, span).map_or(Value::Wrong, Value::Ref)
        })
    }
}
