//! Trays and boxes: what threads wait for, and values.

use super::{Frame, elements_of, failed_at};
use crate::program::{ObjectId, ObjectKind, ReentrantLockState, ThreadId, Value, is_integer};
use crate::session::{Activity, Model, list_of};
use crate::text::{Text, fill};
use crate::ui::scene::blueprint::{Blueprint, TrayKind, TrayPlan};
use crate::ui::scene::elements::{Attribute, Label, all, one};
use crate::ui::scene::geometry::{Geometry, Point};
use crate::ui::scene::item_tag::label_of;
use web_sys::Element;

/// All trays and boxes, in the order of the blueprint.
pub struct Trays(Vec<TrayParts>);

struct TrayParts {
    plan: TrayPlan,
    label: Attribute,
    off: Attribute,
    /// How a lock or an event stands, for the styles.
    stands: Attribute,
    trouble: Attribute,
    /// Changes with every change, so that the styles can show it for a moment.
    changed: Attribute,
    count: Label,
    /// Who has the permits, where that means something: at a lock.
    holder: Option<Label>,
    /// How it stands, in words.
    state: Option<Label>,
    pips: Vec<Attribute>,
    shown: Option<Vec<Value>>,
    /// The generation for which it is known whether the object is switched off.
    checked: Option<u64>,
}

impl Trays {
    /// The elements of all trays.
    pub fn new(root: &Element, blueprint: &Blueprint, _: &Geometry) -> Option<Trays> {
        let parts = all(root, ".tray").into_iter().zip(&blueprint.trays).map(|(tray, plan)| {
            let pip = |it: Element| Attribute::of(it, "data-on");
            Some(TrayParts {
                plan: plan.clone(),
                count: Label::of(one(&tray, ".tray-count")?),
                holder: one(&tray, ".holder").map(Label::of),
                state: one(&tray, ".state").map(Label::of),
                pips: all(&tray, ".pip").into_iter().map(pip).collect(),
                label: Attribute::of(tray.clone(), "aria-label"),
                off: Attribute::of(tray.clone(), "data-off"),
                stands: Attribute::of(tray.clone(), "data-stands"),
                trouble: Attribute::of(tray.clone(), "data-trouble"),
                changed: Attribute::of(tray, "data-changed"),
                shown: None,
                checked: None,
            })
        });
        parts.collect::<Option<Vec<_>>>().map(Trays)
    }

    /// Draws all trays.
    pub fn paint(&mut self, frame: &Frame) {
        for (index, tray) in self.0.iter_mut().enumerate() {
            tray.paint(frame, index);
        }
    }

    /// Where the latest permit of a semaphore lies, or lay; where a lock or anything else is.
    pub fn spot(&self, frame: &Frame, object: ObjectId) -> Point {
        let Some(index) = self.0.iter().position(|it| it.plan.id == object) else {
            return Point::default();
        };
        let tray = &frame.geometry.trays[index];
        let Some(last) = tray.pips.len().checked_sub(1) else { return tray.icon.centre() };
        let count = reading(frame.model, &self.0[index].plan).number.max(1) as usize;
        tray.pips[(count - 1).min(last)]
    }

    /// Tells the state of each to screen readers.
    pub fn describe(&mut self, frame: &Frame) {
        let (model, text) = (frame.model, frame.model.text());
        for tray in &mut self.0 {
            let mut label = described(model, &tray.plan, text);
            let waits = Activity::Waiting(tray.plan.id);
            let asleep = model.program().thread_ids().filter(|&id| model.activity(id) == waits);
            let names = asleep.map(|id| model.program().name_of(id).to_string());
            let asleep = list_of(text, names);
            if !asleep.is_empty() {
                label = format!("{label}, {}", (text.scene.asleep)(&asleep));
            }
            tray.label.set(Some(&label));
        }
    }
}

/// What there is to read in a tray.
struct Reading {
    /// A count, or what the cell holds.
    number: Value,
    /// What is written in large type, where no drawing says it.
    words: String,
}

fn reading(model: &Model, plan: &TrayPlan) -> Reading {
    let object = model.program().object(plan.id);
    let memory = model.playback.run.machine().memory();
    let held = memory.get(object.base);
    let number = match plan.kind {
        TrayKind::Condition => Value::from(held.count_ones()),
        TrayKind::Container if object.capacity() > 0 => {
            model.playback.run.ledger().full_slots(plan.id) as Value
        }
        TrayKind::Container => elements_of(model, plan.id).len() as Value,
        _ => held,
    };
    let words = match plan.kind {
        TrayKind::Lock | TrayKind::Event => String::new(),
        TrayKind::Value if matches!(object.kind, ObjectKind::Array { .. }) => {
            let from = object.base.index();
            let cells = &memory.values()[from..from + usize::from(object.cell_count())];
            cells.iter().map(|&it| label_of(it)).collect::<Vec<_>>().join(" ")
        }
        _ if is_integer(number) => number.to_string(),
        _ => label_of(number),
    };
    Reading { number, words }
}

/// How an object stands, in a word, and for the styles.
fn standing(model: &Model, plan: &TrayPlan, number: Value) -> (String, Option<&'static str>) {
    let words = &model.text().objects;
    match plan.kind {
        TrayKind::Lock if number == 0 => (words.free.into(), Some("free")),
        TrayKind::Lock => (holder_name(model, number), Some("held")),
        TrayKind::Event if number == 0 => (words.not_set.into(), Some("clear")),
        TrayKind::Event => (words.set.into(), Some("set")),
        TrayKind::Condition => (words.waiting.into(), None),
        TrayKind::Alive => (words.alive.into(), None),
        _ => (String::new(), None),
    }
}

/// The name of the thread that a lock's cell stands for, and how often it has the lock, if more than
/// once.
fn holder_name(model: &Model, cell: Value) -> String {
    // A plain lock's cell is that of a reentrant one without a depth.
    let ReentrantLockState { holder, depth } = ReentrantLockState::unpack(cell);
    let index = usize::from(holder.saturating_sub(1));
    if index >= model.program().thread_count() {
        return String::new();
    }
    let name = model.program().name_of(ThreadId::from_index(index)).to_string();
    if depth > 1 { format!("{name} ×{depth}") } else { name }
}

fn described(model: &Model, plan: &TrayPlan, text: &Text) -> String {
    let words = &text.objects;
    let Reading { number, words: value } = reading(model, plan);
    let (state, _) = standing(model, plan, number);
    let (template, state) = match plan.kind {
        TrayKind::Semaphore => return (text.scene.semaphore)(&plan.name, &value),
        TrayKind::Lock if number == 0 => (words.lock, state),
        TrayKind::Lock => (words.lock, fill(words.held_by, &[&state])),
        TrayKind::Event => (words.event, state),
        TrayKind::Condition => (words.condition, fill(words.waiting_now, &[&value])),
        TrayKind::Alive => (words.container, fill(words.alive_now, &[&value])),
        TrayKind::Container => (words.container, fill(words.holds, &[&value])),
        TrayKind::Atomic => (words.atomic, value),
        TrayKind::Value => (words.value, value),
    };
    fill(template, &[&plan.name, &state])
}

impl TrayParts {
    fn paint(&mut self, frame: &Frame, index: usize) {
        let model = frame.model;
        let object = model.program().object(self.plan.id);
        if self.checked.replace(model.playback.generation) != Some(model.playback.generation) {
            let mut code = model.program().roles.iter().flat_map(|role| &role.code);
            let can_be_off = matches!(self.plan.kind, TrayKind::Semaphore | TrayKind::Lock);
            let base = object.base;
            self.off.switch(can_be_off && !code.any(|it| it.takes() == Some(base)));
        }
        self.trouble.switch(failed_at(model, self.plan.id));
        if let Some(holder) = &mut self.holder {
            let holders = model.playback.run.ledger().holders(self.plan.id);
            let names = holders.iter().map(|&id| model.program().name_of(id).to_string());
            holder.say(&names.collect::<Vec<_>>().join(" "));
        }
        // Everything else is told by the object's own cells.
        let from = object.base.index();
        let cells = &model.playback.run.machine().memory().values()[from..];
        let cells = &cells[..usize::from(object.cell_count())];
        if self.shown.as_deref() == Some(cells) {
            return;
        }
        let is_change = self.shown.replace(cells.to_vec()).is_some() && frame.time > 0.0;
        self.show_change(is_change);
        let Reading { number, words } = reading(model, &self.plan);
        let line = frame.geometry.trays[index].count;
        self.count.say(&frame.face.fitting(&[words], line.size, line.width));
        let (state, stands) = standing(model, &self.plan, number);
        self.stands.set(stands);
        if let Some(label) = &mut self.state {
            label.say(&state);
        }
        for (index, pip) in self.pips.iter_mut().enumerate() {
            pip.switch((index as Value) < number);
        }
    }

    /// Lets a value light up that has changed; an animation begins anew with another name only.
    fn show_change(&mut self, is_change: bool) {
        if !matches!(self.plan.kind, TrayKind::Value | TrayKind::Atomic | TrayKind::Event) {
            return;
        }
        let next = if self.changed.value() == Some("odd") { "even" } else { "odd" };
        self.changed.set(is_change.then_some(next));
    }
}
