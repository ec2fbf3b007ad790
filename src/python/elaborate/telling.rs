//! Statements that are written out for each object that a variable may be: so they say what they do to which.

use super::heap::{Kind, SlotKey};
use super::references::MOST_OBJECTS;
use super::value::{Domain, ObjId, Value};
use super::{Elaborator, mixed};
use crate::program::{Operand, Operator};
use crate::python::read::{bound_names, read_names};
use crate::python::tree::Stmt;
use std::rc::Rc;

impl Elaborator<'_> {
    /// What has to be told apart before the first of these statements can be run: a variable that surely has a value by then,
    /// the values that it may have, and how many of the statements have to do with it.
    pub fn to_be_told(&self, rest: &[Stmt]) -> Option<(ObjId, String, Vec<Value>, usize)> {
        let first = rest.first()?;
        let names = read_names(std::slice::from_ref(first));
        let told = names.plain.iter().find_map(|name| {
            let (scope, domain) = self.register_of(name)?;
            if domain.int || domain.bool || domain.opaque || !self.may_be_reference(&domain) {
                return None;
            }
            let none = domain.none.then_some(Value::None);
            Some((
                scope,
                name,
                none.into_iter().chain(self.constants_in(&domain).cloned()).collect(),
            ))
        });
        let told = told.or_else(|| {
            names.indices.iter().find_map(|(of, name)| {
                let (scope, domain) = self.register_of(name)?;
                let Value::Ref(of) = self.plain_value(of)? else { return None };
                let are_objects = |all: &[Value]| {
                    !all.is_empty() && all.iter().all(|it| matches!(it, Value::Ref(_)))
                };
                let all: Vec<Value> = match self.kind(of) {
                    Kind::List { items, .. }
                        if !self.is_list_live(of)
                            && are_objects(items)
                            && domain.is_number()
                            && !domain.none
                            && domain.int =>
                    {
                        (0..items.len() as i64).map(Value::Int).collect()
                    }
                    Kind::Growing(it)
                        if it.has_lists()
                            && !(domain.int || domain.bool || domain.opaque || domain.none) =>
                    {
                        self.constants_in(&domain).cloned().collect()
                    }
                    Kind::Dict(keys)
                        if !(domain.int || domain.bool || domain.opaque || domain.none) =>
                    {
                        let values: Vec<Value> = self.object(of).slots.values().cloned().collect();
                        let all: Vec<Value> = self.constants_in(&domain).cloned().collect();
                        let are_keys = all.iter().all(|it| keys.contains(it));
                        if !are_objects(&values) || !are_keys {
                            return None;
                        }
                        all
                    }
                    _ => return None,
                };
                Some((scope, name, all))
            })
        });
        let (scope, name, all): (_, _, Vec<Value>) = told?;
        if all.len() > MOST_OBJECTS || all.is_empty() {
            return None;
        }
        let uses = |it: &Stmt| {
            let names = read_names(std::slice::from_ref(it));
            names.plain.contains(name) || bound_names(std::slice::from_ref(it)).contains(name)
        };
        let last = rest.iter().rposition(uses).unwrap_or(0);
        Some((scope, name.clone(), all, last + 1))
    }

    /// The scope in which a name is found, if it is a variable.
    fn scope_of(&self, name: &str) -> Option<ObjId> {
        let mut at = Some(self.t.scope);
        while let Some(id) = at {
            if self.object(id).slots.contains_key(name) {
                return Some(id);
            }
            at = match self.kind(id) {
                Kind::Scope(outer) => *outer,
                Kind::Class { scope, .. } => Some(*scope),
                _ => None,
            };
        }
        None
    }

    /// What a variable holds, where that is known without a step.
    fn plain_value(&self, name: &str) -> Option<Value> {
        let scope = self.scope_of(name)?;
        let key = self.slot_key(scope, name);
        if self.is_live(&key) || self.t.homes.contains_key(&key) {
            return None;
        }
        self.object(scope).slots.get(&key.1).cloned()
    }

    /// The scope of a variable that is in a register, and what it can hold; nothing where it may have no value yet, as a
    /// register without one equals nothing.
    fn register_of(&self, name: &str) -> Option<(ObjId, Rc<Domain>)> {
        let scope = self.scope_of(name)?;
        let key = self.slot_key(scope, name);
        if self.is_live(&key) || self.t.told.iter().any(|(it, _)| *it == key) {
            return None;
        }
        if let Some(&(_, is_set)) = self.t.homes.get(&key) {
            let is_set = is_set || self.is_set_here(&key);
            return is_set.then(|| (scope, self.domain_of(&key)));
        }
        match self.object(scope).slots.get(&key.1)? {
            Value::Local(_, domain) => Some((scope, domain.clone())),
            _ => None,
        }
    }

    /// Whether a variable was given a value on every way that leads here, though not on every way through the code.
    fn is_set_here(&self, key: &SlotKey) -> bool {
        self.t.regions.iter().any(|it| self.t.set_in.contains(&(key.clone(), it.id)))
    }

    /// Writes statements out for each value that a variable may have.
    pub fn tell_apart(&mut self, scope: ObjId, name: &str, all: &[Value], rest: &[Stmt]) {
        let span = self.t.asm.span;
        let key = self.slot_key(scope, name);
        let home = self.t.homes.get(&key).copied();
        if let Some((home, false)) = home {
            // It has a value, or it would not be told apart.
            self.t.homes.insert(key.clone(), (home, true));
        }
        let held = self.read_slot(scope, name, span);
        if let Some(home) = home {
            self.t.homes.insert(key.clone(), home);
        }
        let Value::Local(register, domain) = held.clone() else {
            // It is one value after all.
            self.t.told.push((key.clone(), held));
            self.block(rest);
            self.t.told.retain(|(it, _)| *it != key);
            return;
        };
        // An index may be none of these.
        let mut cases = all.to_vec();
        if domain.int {
            cases.push(held);
        }
        self.t.pinned.push(register);
        let (end, kept, path) = (self.t.asm.label(), self.t.regions.len(), self.t.path);
        let told = self.t.told.clone();
        // What is told at the end of every case is told behind them: a function that is called may give others a value.
        let mut still_told = told.clone();
        let mut loans = self.begin_branches();
        let mut is_reached = false;
        for (at, case) in cases.iter().enumerate() {
            let next = self.t.asm.label();
            if at + 1 < cases.len() {
                let Some(code) = self.operand(case, span) else { return };
                let is_it = self.compute(Operator::Equal, Operand::Local(register), code);
                self.t.asm.jump_if(Operand::Local(is_it), false, next);
            }
            let inner = self.t.regions.len();
            self.open(false);
            self.t.path = mixed(path, at as u64 + 1);
            self.t.told.push((key.clone(), case.clone()));
            self.block(rest);
            still_told.retain(|it| self.t.told.contains(it));
            self.t.told.clone_from(&told);
            self.close(inner, false);
            self.end_branch(&mut loans);
            is_reached |= !self.t.is_dead;
            self.t.is_dead = false;
            self.t.asm.jump(end);
            self.t.asm.place(next);
            self.open(false);
        }
        self.t.path = path;
        self.end_branches(loans);
        self.t.asm.place(end);
        self.close(kept, false);
        self.t.is_dead = !is_reached;
        self.t.told = still_told;
        self.after_ways_out();
    }

    /// What a variable is told to be here.
    pub fn told(&self, key: &SlotKey) -> Option<Value> {
        self.t.told.iter().find(|(it, _)| it == key).map(|(_, value)| value.clone())
    }

    /// At the beginning of a loop that stays one: what its rounds change is told no more.
    pub fn forget_told(&mut self, body: &[Stmt]) {
        if self.t.told.is_empty() {
            return;
        }
        let bound = bound_names(body);
        let own = self.object(self.t.scope).key;
        let is_kept = !self.is_module(self.t.scope) && !self.captured.contains(&self.t.scope);
        self.t.told.retain(|((scope, name), _)| is_kept && *scope == own && !bound.contains(name));
    }
}
