//! Trays and boxes: what threads wait for, and values.

use super::bed::{BedElements, bed};
use super::item_tag::label_of;
use crate::program::{BarrierState, ObjectId, ObjectKind, ReentrantLockState, Value, is_integer};
use crate::session::{Activity, Model, list_of};
use crate::text::{Text, fill};
use crate::ui::scene::blueprint::{TrayKind, TrayPlan};
use crate::ui::scene::elements::{Attribute, Handle, Label, handles};
use crate::ui::scene::frame::{Frame, elements_of, failed_at};
use crate::ui::scene::geometry::{Point, Rect, TextLine, Tray, Units};
use crate::ui::scene::markup::{line, rect, units, written};
use crate::ui::scene::wording::{Face, own_name};
use yew::prelude::*;

/// The elements of a tray or box.
#[derive(Clone, Debug, PartialEq)]
pub struct TrayElements {
    group: Handle,
    count: Handle,
    holder: Handle,
    state: Handle,
    pips: Vec<Handle>,
    /// Where those lie that wait for it.
    pub bed: BedElements,
}

impl TrayElements {
    /// Handles for the elements of this tray.
    pub fn of(tray: &Tray) -> TrayElements {
        TrayElements {
            group: Handle::default(),
            count: Handle::default(),
            holder: Handle::default(),
            state: Handle::default(),
            pips: handles(tray.pips.len()),
            bed: BedElements::default(),
        }
    }
}

/// One tray, or a box where nobody can wait.
pub fn tray(tray: &Tray, plan: &TrayPlan, elements: &TrayElements, text: &Text) -> Html {
    let pip = |(at, handle): (&Point, &Handle)| {
        html! {
            <circle ref={handle.node()} class="pip" cx={units(at.x)} cy={units(at.y)} r={units(tray.pip_radius)} />
        }
    };
    // What is cut short is told in full to who points at it.
    let names = [plan.name.clone(), own_name(&plan.name).to_owned()];
    let name = Face::Proportional(0.68).fitting(&names, tray.name.size, tray.name.width);
    let is_cut = name != plan.name;
    let kind = match plan.kind {
        TrayKind::Lock => "lock",
        TrayKind::Condition => "condition",
        TrayKind::Event => "event",
        TrayKind::Value => "value",
        TrayKind::Atomic => "atomic",
        TrayKind::Semaphore | TrayKind::Barrier | TrayKind::Alive | TrayKind::Container => "count",
    };
    let term = match plan.kind {
        TrayKind::Semaphore if plan.name == "mutex" => Some("mutex"),
        TrayKind::Semaphore => Some("semaphore"),
        TrayKind::Lock => Some("lock"),
        TrayKind::Condition => Some("condition"),
        TrayKind::Event => Some("event"),
        TrayKind::Barrier => Some("barrier"),
        TrayKind::Atomic => Some("atomic"),
        TrayKind::Alive | TrayKind::Container | TrayKind::Value => None,
    };
    html! {
        <g ref={elements.group.node()} class="tray" role="img" data-kind={kind} data-term={term}>
            if is_cut { <title>{ &plan.name }</title> }
            { rect(tray.frame, 12.0, "tray-frame") }
            { for tray.bed.as_ref().map(|it| bed(it, "", &elements.bed)) }
            { line(&tray.name, "tray-name", &name) }
            { for icon(plan.kind, tray.icon) }
            if plan.kind == TrayKind::Lock && tray.bed.is_some() {
                { rect(tray.chip, 5.0, "lock-chip") }
            }
            { written(&tray.count, "tray-count", &elements.count) }
            { for tray.pips.iter().zip(&elements.pips).map(pip) }
            if plan.names_holders { { written(&tray.holder, "holder", &elements.holder) } }
            if has_state(plan, tray) { { written(&state_line(plan.kind, tray), "state", &elements.state) } }
            { line(&tray.off, "off", text.scene.switched_off) }
        </g>
    }
}

/// Whether a tray says in words how its object stands.
fn has_state(plan: &TrayPlan, tray: &Tray) -> bool {
    let says = matches!(
        plan.kind,
        TrayKind::Lock
            | TrayKind::Condition
            | TrayKind::Event
            | TrayKind::Barrier
            | TrayKind::Alive
            | TrayKind::Atomic
    );
    says && tray.bed.is_some()
}

/// Where it does so: the chip of a lock takes a little room.
fn state_line(kind: TrayKind, tray: &Tray) -> TextLine {
    let mut line = tray.state;
    if kind != TrayKind::Lock {
        line.at.x -= 4.0;
        line.width += 4.0;
    }
    line
}

/// The drawing that says at once how an object stands; counts and values need none.
fn icon(kind: TrayKind, at: Rect) -> Option<Html> {
    let Rect { x, y, width: side, .. } = at;
    let at = |dx: f64, dy: f64| format!("{} {}", Units(x + dx * side), Units(y + dy * side));
    let by = |length: f64| Units(length * side);
    match kind {
        TrayKind::Lock => {
            let shackle = |rise: f64, right: f64| {
                format!(
                    "M{}v{}a{r} {r} 0 0 1 {} 0v{}",
                    at(0.28, 0.47),
                    by(-rise),
                    by(0.44),
                    by(right),
                    r = by(0.22)
                )
            };
            let body = Rect::new(x + 0.14 * side, y + 0.46 * side, 0.72 * side, 0.5 * side);
            Some(html! {
                <g class="padlock">
                    <path class="shackle closed" d={shackle(0.16, 0.16)} />
                    <path class="shackle open" d={shackle(0.24, 0.1)} />
                    { rect(body, 0.1 * side, "lock-body") }
                </g>
            })
        }
        TrayKind::Event => {
            let pole = format!("M{}v{}", at(0.22, 0.04), by(0.92));
            let pennant = |top: f64| {
                format!("M{}L{}L{}Z", at(0.22, top), at(0.9, top + 0.21), at(0.22, top + 0.42))
            };
            Some(html! {
                <g class="flag">
                    <path class="pole" d={pole} />
                    <path class="pennant up" d={pennant(0.06)} />
                    <path class="pennant down" d={pennant(0.52)} />
                </g>
            })
        }
        _ => None,
    }
}

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
    /// The painters of all trays.
    pub fn new(elements: &[TrayElements], plans: &[TrayPlan]) -> Option<Trays> {
        let parts = elements.iter().zip(plans).map(|(it, plan)| {
            let pips = it.pips.iter().map(|pip| pip.attribute("data-on"));
            Some(TrayParts {
                plan: plan.clone(),
                count: it.count.label()?,
                holder: it.holder.label(),
                state: it.state.label(),
                pips: pips.collect::<Option<Vec<_>>>()?,
                label: it.group.attribute("aria-label")?,
                off: it.group.attribute("data-off")?,
                stands: it.group.attribute("data-stands")?,
                trouble: it.group.attribute("data-trouble")?,
                changed: it.group.attribute("data-changed")?,
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
    let program = model.program();
    let object = program.object(plan.id);
    let memory = model.playback.run.machine().memory();
    let held = memory.get(object.base);
    let number = match plan.kind {
        TrayKind::Condition | TrayKind::Alive => Value::from(held.count_ones()),
        TrayKind::Barrier => BarrierState::unpack(held).waiting().into(),
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
            cells.iter().map(|&it| label_of(program, it)).collect::<Vec<_>>().join(" ")
        }
        TrayKind::Value | TrayKind::Atomic => label_of(program, number),
        _ if is_integer(number) => number.to_string(),
        _ => label_of(program, number),
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
        TrayKind::Barrier if is_broken(model, plan) => (words.broken.into(), Some("broken")),
        TrayKind::Barrier => (fill(words.have_come, &[&parties(model, plan)]), None),
        TrayKind::Alive => (words.alive.into(), None),
        _ => (String::new(), None),
    }
}

/// Whether the barrier is broken.
fn is_broken(model: &Model, plan: &TrayPlan) -> bool {
    let cell = model.program().object(plan.id).base;
    BarrierState::unpack(model.playback.run.machine().memory().get(cell)).is_broken()
}

/// How many threads meet at the barrier.
fn parties(model: &Model, plan: &TrayPlan) -> String {
    match model.program().object(plan.id).kind {
        ObjectKind::Barrier { parties } => parties.to_string(),
        _ => String::new(),
    }
}

/// The name of the thread that a lock's cell stands for, and how often it has the lock, if more than
/// once.
fn holder_name(model: &Model, cell: Value) -> String {
    let state = ReentrantLockState::unpack(cell);
    let Some(holder) = state.thread() else { return String::new() };
    let (name, depth) = (model.program().name_of(holder).to_string(), state.depth);
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
        TrayKind::Barrier if is_broken(model, plan) => (words.barrier, state),
        TrayKind::Barrier => (words.barrier, fill(words.come_of, &[&value, &parties(model, plan)])),
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
            let is_turn = model.program().roles.iter().any(|role| role.turn == Some(base));
            self.off.switch(can_be_off && !is_turn && !code.any(|it| it.takes() == Some(base)));
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
