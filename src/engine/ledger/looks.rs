//! Items that lie where threads can look at them without taking them: in arrays, and in lists whose
//! elements are read by their index.
//!
//! There an item can be in several places at once, so what counts is where its copies are: a thread
//! that reads an element takes nothing. An item is lost when its last copy is gone and nobody has
//! consumed it.

use crate::engine::machine::Machine;
use crate::program::{
    Form, Instruction, Item, ObjectId, ObjectKind, Operation, Place, Program, ThreadId, Value,
};
use std::sync::Arc;

/// An item that was put where others can look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The item.
    pub item: Item,
    /// Who put it there first.
    pub by: ThreadId,
    /// In which step.
    pub step: u64,
}

/// What is known of such items: those of which there are copies.
#[derive(Clone, Debug)]
pub struct Looks {
    /// For each role and place, the variables that are still used.
    live: Arc<Vec<Vec<Vec<bool>>>>,
    /// Those that nobody has consumed.
    stored: Vec<Stored>,
    /// Those that somebody has consumed, and who did in which step.
    consumed: Vec<(Item, ThreadId, u64)>,
    /// What the present step wrote over: where, and which item.
    replaced: Option<(ObjectId, u16, Item)>,
    /// For each thread, the item it has looked at last.
    seen: Vec<Option<Item>>,
}

/// Whether a program's threads can look at items.
pub fn can_look(program: &Program) -> bool {
    let is_array = |it: &ObjectKind| matches!(it, ObjectKind::Array { of_items: true, .. });
    let looks = |it: &Instruction| {
        matches!(it, Instruction::Do(Operation::Load { from: Place::Element { .. }, .. }))
    };
    // A whole program has no items.
    program.form == Form::Roles
        && (program.objects.iter().any(|it| is_array(&it.kind))
            || program.roles.iter().any(|role| role.code.iter().any(looks)))
}

impl Looks {
    /// Nothing was stored yet; `None` for a program that does not look at items.
    pub fn of(program: &Program) -> Option<Looks> {
        can_look(program).then(|| Looks {
            live: Arc::new(program.roles.iter().map(|role| role.live_locals()).collect()),
            stored: Vec::new(),
            consumed: Vec::new(),
            replaced: None,
            seen: vec![None; program.thread_count()],
        })
    }

    /// About how many bytes it takes.
    pub fn heap_bytes(&self) -> usize {
        size_of_val(&*self.stored) + size_of_val(&*self.consumed) + size_of_val(&*self.seen)
    }

    /// A thread has looked at an element.
    pub fn look(&mut self, id: ThreadId, value: Value) {
        self.seen[id.index()] = Item::from_value(value).filter(|&it| self.consumer(it).is_none());
    }

    /// The item that a thread has looked at last, if nobody has consumed it since.
    pub fn seen(&self, id: ThreadId) -> Option<Item> {
        self.seen[id.index()]
    }

    /// A thread has put an item where others can look at it.
    pub fn store(&mut self, item: Item, by: ThreadId, step: u64) {
        let is_known = self.stored.iter().any(|it| it.item == item);
        if !is_known && self.consumer(item).is_none() {
            self.stored.push(Stored { item, by, step });
        }
    }

    /// The present step has written over an item.
    pub fn replace(&mut self, object: ObjectId, slot: u16, item: Item) {
        self.replaced = Some((object, slot, item));
    }

    /// Who has consumed an item, of which there are still copies, and in which step.
    pub fn consumer(&self, item: Item) -> Option<(ThreadId, u64)> {
        self.consumed.iter().find(|it| it.0 == item).map(|&(_, by, step)| (by, step))
    }

    /// A thread has consumed an item. Answers who had consumed it before.
    pub fn consume(&mut self, item: Item, by: ThreadId, step: u64) -> Option<(ThreadId, u64)> {
        self.stored.retain(|it| it.item != item);
        self.seen.iter_mut().filter(|it| **it == Some(item)).for_each(|it| *it = None);
        let before = self.consumer(item);
        if before.is_none() {
            self.consumed.push((item, by, step));
        }
        before
    }

    /// Looks for the copies after a step. Answers an item of which the last is gone, though nobody
    /// has consumed it, and where the step wrote over it, if that was how.
    pub fn settle(&mut self, machine: &Machine) -> Option<(Stored, Option<(ObjectId, u16)>)> {
        let replaced = self.replaced.take();
        if self.stored.is_empty() && self.consumed.is_empty() {
            return None;
        }
        let present = self.copies(machine);
        self.consumed.retain(|it| present.contains(&it.0));
        let lost = self.stored.iter().position(|it| !present.contains(&it.item))?;
        let lost = self.stored.swap_remove(lost);
        let place = replaced.filter(|it| it.2 == lost.item).map(|(object, slot, _)| (object, slot));
        Some((lost, place))
    }

    /// All items that lie in a cell, or in a variable that its thread still uses.
    fn copies(&self, machine: &Machine) -> Vec<Item> {
        let cells = machine.memory().values().iter().copied();
        let threads = machine.program().thread_ids();
        let locals = threads.flat_map(|id| self.used_by(machine, id));
        cells.chain(locals).filter_map(Item::from_value).collect()
    }

    /// What a thread's variables hold that it still uses.
    pub fn used_by<'a>(
        &'a self,
        machine: &'a Machine,
        id: ThreadId,
    ) -> impl Iterator<Item = Value> + 'a {
        let thread = machine.thread(id);
        let live = thread.next.map(|at| &self.live[machine.role_index(id)][at.index()]);
        let used = live.into_iter().flat_map(|live| thread.locals.iter().zip(live));
        used.filter(|(_, is_live)| **is_live).map(|(&value, _)| value)
    }

    /// The items that were stored, and that nobody has consumed.
    pub fn unconsumed(&self) -> impl Iterator<Item = Item> + '_ {
        self.stored.iter().map(|it| it.item)
    }

    /// The items that were consumed, and of which there are copies.
    pub fn consumed(&self) -> impl Iterator<Item = Item> + '_ {
        self.consumed.iter().map(|it| it.0)
    }
}
