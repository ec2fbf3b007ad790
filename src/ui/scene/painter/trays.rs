//! Semaphores.

use super::Frame;
use crate::program::{Cell, ObjectId, Value};
use crate::session::{Activity, Model, list_of};
use crate::ui::scene::blueprint::Blueprint;
use crate::ui::scene::elements::{Attribute, Label, all, one};
use crate::ui::scene::geometry::{Geometry, Point};
use web_sys::Element;

/// All trays, from left to right.
pub struct Trays(Vec<TrayParts>);

struct TrayParts {
    semaphore: ObjectId,
    name: String,
    label: Attribute,
    off: Attribute,
    empty: Attribute,
    count: Label,
    more: Label,
    /// Who has the permits, where that means something: at a lock.
    holder: Option<Label>,
    pips: Vec<Attribute>,
    /// The count and the number of sleepers without a berth that are shown.
    shown: Option<(Value, usize)>,
    /// The generation for which it is known whether the semaphore is switched off.
    checked: Option<u64>,
}

impl Trays {
    /// The elements of all trays.
    pub fn new(root: &Element, blueprint: &Blueprint, _: &Geometry) -> Option<Trays> {
        let parts =
            all(root, ".tray").into_iter().zip(&blueprint.semaphores).map(|(tray, plan)| {
                let pip = |it: Element| Attribute::of(it, "data-on");
                Some(TrayParts {
                    semaphore: plan.id,
                    name: plan.name.clone(),
                    count: Label::of(one(&tray, ".tray-count")?),
                    more: Label::of(one(&tray, ".more")?),
                    holder: one(&tray, ".holder").map(Label::of),
                    pips: all(&tray, ".pip").into_iter().map(pip).collect(),
                    label: Attribute::of(tray.clone(), "aria-label"),
                    off: Attribute::of(tray.clone(), "data-off"),
                    empty: Attribute::of(tray, "data-empty"),
                    shown: None,
                    checked: None,
                })
            });
        parts.collect::<Option<Vec<_>>>().map(Trays)
    }

    /// Draws all trays; `left_over` says how many sleepers of each have no berth.
    pub fn paint(&mut self, frame: &Frame, left_over: &[usize]) {
        for (tray, &left_over) in self.0.iter_mut().zip(left_over) {
            tray.paint(frame.model, left_over);
        }
    }

    /// Where the latest permit of a semaphore lies, or lay.
    pub fn permit_at(&self, frame: &Frame, semaphore: ObjectId) -> Point {
        let Some(tray) = self.0.iter().position(|it| it.semaphore == semaphore) else {
            return Point::default();
        };
        let pips = &frame.geometry.trays[tray].pips;
        let count = count(frame.model, semaphore).max(1) as usize;
        pips.get(count.min(pips.len()) - 1).copied().unwrap_or_default()
    }

    /// Tells the state of each to screen readers.
    pub fn describe(&mut self, frame: &Frame) {
        let (model, words) = (frame.model, &frame.model.text().scene);
        for tray in &mut self.0 {
            let count = count(model, tray.semaphore).to_string();
            let mut label = (words.semaphore)(&tray.name, &count);
            let waits = Activity::Waiting(tray.semaphore);
            let asleep = model.program().thread_ids().filter(|&id| model.activity(id) == waits);
            let names = asleep.map(|id| model.program().name_of(id).to_string());
            let asleep = list_of(model.text(), names);
            if !asleep.is_empty() {
                label = format!("{label}, {}", (words.asleep)(&asleep));
            }
            tray.label.set(Some(&label));
        }
    }
}

fn cell(model: &Model, semaphore: ObjectId) -> Cell {
    model.program().object(semaphore).base
}

fn count(model: &Model, semaphore: ObjectId) -> Value {
    model.run.machine().memory().get(cell(model, semaphore))
}

impl TrayParts {
    fn paint(&mut self, model: &Model, left_over: usize) {
        if self.checked.replace(model.generation) != Some(model.generation) {
            let cell = cell(model, self.semaphore);
            let mut code = model.program().roles.iter().flat_map(|role| &role.code);
            self.off.switch(!code.any(|it| it.waits_at() == Some(cell)));
        }
        let count = count(model, self.semaphore);
        if let Some(holder) = &mut self.holder {
            let holders = model.run.ledger().holders(self.semaphore);
            let names = holders.iter().map(|&id| model.program().name_of(id).to_string());
            holder.say(&names.collect::<Vec<_>>().join(" "));
        }
        let before = self.shown.replace((count, left_over));
        if before == Some((count, left_over)) {
            return;
        }
        self.count.say(&count.to_string());
        self.empty.switch(count <= 0);
        for (index, pip) in self.pips.iter_mut().enumerate() {
            pip.switch((index as Value) < count);
        }
        let more = if left_over > 0 { format!("+{left_over}") } else { String::new() };
        self.more.say(&more);
    }
}
