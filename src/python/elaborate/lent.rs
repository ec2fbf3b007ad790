//! What was handed over and is copied later.
//!
//! `put` of a queue between processes only keeps the object; the feeder copies it when its turn comes, and so does the
//! thread that hands tasks to a pool. What is changed meanwhile may arrive changed or not. That is refused: a list, a
//! dictionary or an instance must not be changed behind its being handed over, before it is known to have arrived.

use super::Elaborator;
use super::heap::{CONTENTS, Kind};
use super::value::{ObjId, Value};
use crate::program::Span;
use crate::python::refusal::Refusal;
use std::collections::BTreeMap;

/// What was handed over up to here.
#[derive(Default)]
pub struct Lent {
    now: Vec<Loan>,
    /// What was, on a way that has left a loop or a function.
    left: Vec<Loan>,
    /// The region of code in which each object was changed last.
    changes: BTreeMap<u64, u32>,
}

#[derive(Clone)]
struct Loan {
    key: u64,
    born: u32,
    /// The region of code in which it was handed over.
    since: u32,
    /// The task that it was given to.
    future: Option<ObjId>,
    /// Whether it was so at a `continue`.
    stays: bool,
}

/// What was handed over before a branch, and on the branches so far.
#[derive(Default)]
pub struct Branches {
    before: Vec<Loan>,
    after: Vec<Loan>,
}

impl Elaborator<'_> {
    /// Notes that a value is copied some time later: until the task is done, where it is given to one.
    pub fn lend(&mut self, value: &Value, future: Option<ObjId>, span: Span) {
        match value {
            Value::Tuple(all) => all.iter().for_each(|it| self.lend(it, future, span)),
            Value::Method(id, _) => self.lend(&Value::Ref(*id), future, span),
            Value::Ref(id) if !self.is_between(*id) => {
                let key = self.object(*id).key;
                if self.lent.now.iter().any(|it| it.key == key && it.future == future) {
                    return;
                }
                let inner = match self.kind(*id) {
                    Kind::List { items, .. } => items.clone(),
                    Kind::Dict(_) | Kind::Instance(_) => {
                        self.object(*id).slots.values().cloned().collect()
                    }
                    _ => return,
                };
                let contents = (key, CONTENTS.to_owned());
                let others = self.uses.get(&contents).map(|it| &it.others);
                if self.t.process == 0 && others.is_some_and(|it| it.values().any(|it| *it)) {
                    self.refuse_change(*id, span);
                }
                let (born, since) = (self.object(*id).born, self.regions);
                self.lent.now.push(Loan { key, born, since, future, stays: false });
                inner.iter().for_each(|it| self.lend(it, future, span));
            }
            _ => {}
        }
    }

    /// Notes that something is changed here.
    pub fn note_changed(&mut self, id: ObjId) {
        let key = self.object(id).key;
        self.lent.changes.insert(key, self.regions);
        if self.lent.now.iter().any(|it| it.key == key) {
            self.refuse_change(id, self.t.asm.span);
        }
    }

    fn refuse_change(&mut self, id: ObjId, span: Span) {
        let what = self.what_object(id);
        let name = self.name_for(id, &what);
        self.refuse(span, Refusal::ChangedAfterSent, &[&name]);
    }

    /// A task is done: what it was given is copied by then.
    pub fn end_loan(&mut self, future: ObjId) {
        self.lent.now.retain(|it| it.future != Some(future));
    }

    pub fn begin_branches(&self) -> Branches {
        Branches { before: self.lent.now.clone(), after: Vec::new() }
    }

    /// At the end of a branch. What it handed over is of no matter behind it where nothing comes by there.
    pub fn end_branch(&mut self, branches: &mut Branches) {
        let now = std::mem::replace(&mut self.lent.now, branches.before.clone());
        for loan in now {
            match self.t.is_dead && !loan.stays {
                true => self.lent.left.push(loan),
                false => branches.after.push(loan),
            }
        }
    }

    pub fn end_branches(&mut self, branches: Branches) {
        for loan in branches.after {
            let is_known = |it: &Loan| it.key == loan.key && it.future == loan.future;
            if !self.lent.now.iter().any(is_known) {
                self.lent.now.push(loan);
            }
        }
    }

    /// At a `continue`: what follows in the text comes behind it as well, in the next round.
    pub fn keep_loans(&mut self) {
        self.lent.now.iter_mut().for_each(|it| it.stays = true);
    }

    /// Behind a loop or a function: what was handed over where that was left.
    pub fn after_leaving(&mut self) {
        let left = std::mem::take(&mut self.lent.left);
        self.lent.now.extend(left);
    }

    /// At the end of a loop that stays one: what is handed over in a round is changed in the next. The loop began with
    /// this region.
    pub fn check_loop(&mut self, region: Option<u32>) {
        let Some(region) = region else { return };
        let changes = &self.lent.changes;
        let is_changed = |it: &&Loan| {
            it.since >= region
                && it.born < region
                && changes.get(&it.key).is_some_and(|it| *it >= region)
        };
        let Some(key) = self.lent.now.iter().find(is_changed).map(|it| it.key) else { return };
        if let Some(id) = self.with_key(key) {
            self.refuse_change(id, self.t.asm.span);
        }
    }
}
