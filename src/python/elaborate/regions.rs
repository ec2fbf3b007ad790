//! Stretches of code that are not surely reached, and the registers that are free at the end of a statement.

use super::heap::Kind;
use super::value::Value;
use super::{Elaborator, Frame, Region};
use crate::program::Local;
use crate::python::refusal::Refusal;

impl Elaborator<'_> {
    pub fn open(&mut self, is_attempt: bool) {
        self.regions += 1;
        let id = self.regions;
        self.t.regions.push(Region { id, is_attempt, log: Vec::new() });
    }

    /// Closes regions down to so many. What was bound in one to something else than before is uncertain behind it.
    pub fn close(&mut self, kept: usize, is_loop: bool) {
        while self.t.regions.len() > kept {
            let Some(region) = self.t.regions.pop() else { return };
            for (id, name, old) in region.log.into_iter().rev() {
                let now = self.heap[id.0].slots.get(&name).cloned().unwrap_or(Value::Unset);
                if now == old {
                    continue;
                }
                if is_loop && !matches!(old, Value::Unset | Value::Uncertain | Value::Wrong) {
                    let span = self.t.asm.span;
                    self.refuse(span, Refusal::WhichObject, &[&name]);
                }
                let born = self.heap[id.0].born;
                if let Some(outer) = self.t.regions.last_mut().filter(|it| it.id != born) {
                    outer.log.push((id, name.clone(), old));
                }
                self.heap[id.0].slots.insert(name, Value::Uncertain);
            }
        }
    }

    /// Frees the registers that nothing refers to any more.
    pub fn sweep(&mut self) {
        if self.t.registers.taken.len() < 100 {
            return;
        }
        let mut wanted = [false; 256];
        let mut note = |it: Local| wanted[usize::from(it.0)] = true;
        for object in &self.heap {
            object.slots.values().for_each(|it| it.registers(&mut note));
            if let Kind::List { items, .. } = &object.kind {
                items.iter().for_each(|it| it.registers(&mut note));
            }
            if let Kind::Coroutine(it) = &object.kind {
                it.given.values.iter().for_each(|it| it.registers(&mut note));
                it.given.named.iter().for_each(|(_, it)| it.registers(&mut note));
            }
        }
        self.t.homes.values().for_each(|(it, _)| note(*it));
        self.t.pinned.iter().for_each(|it| note(*it));
        for frame in &self.t.frames {
            if let Frame::Call { result, returned, .. } = frame {
                result.iter().for_each(|it| note(*it));
                returned.iter().for_each(|it| it.registers(&mut note));
            }
        }
        let floor = self.t.calls.last().map_or(0, |it| it.floor);
        self.t.registers.sweep(floor, |it| wanted[usize::from(it.0)]);
    }
}
