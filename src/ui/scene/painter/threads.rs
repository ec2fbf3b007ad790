//! Cards and chips.

use super::Frame;
use crate::program::{Item, Line, ObjectId, ThreadId, ThreadName};
use crate::session::{Activity, Model};
use crate::ui::scene::blueprint::Blueprint;
use crate::ui::scene::elements::{Attribute, Label, Mover, all, one};
use crate::ui::scene::geometry::{Geometry, Place, Point, Rect, TextLine};
use crate::ui::scene::item_tag::{ItemTag, TagState};
use crate::ui::scene::seats::Seats;
use crate::ui::scene::travellers::Travellers;
use crate::ui::scene::tween::Tween;
use crate::ui::scene::wording::{Face, Look, Stand};
use web_sys::Element;

/// All threads, and who has which place away from home.
pub struct Threads {
    parts: Vec<ThreadParts>,
    producers: usize,
    /// For each tray, its semaphore and its berths.
    beds: Vec<(ObjectId, Seats)>,
    /// The places inside of producers and of consumers.
    inside: [Seats; 2],
    caption: Label,
    halo: Attribute,
    /// Those that were inside when the caption was last written.
    captioned: Option<Vec<ThreadId>>,
}

/// What came of placing all threads.
pub struct Placed {
    /// Whether a chip is on its way.
    pub moving: bool,
    /// For each tray, how many sleepers have no berth.
    pub left_over: Vec<usize>,
}

struct ThreadParts {
    card: Attribute,
    card_trouble: Attribute,
    label: Attribute,
    title: Label,
    hand: ItemTag,
    words: Option<(Label, TextLine)>,
    code: Option<(Label, TextLine)>,
    chip: Attribute,
    chip_trouble: Attribute,
    away: Attribute,
    mover: Mover,
    way: Tween<Place>,
    shown: Option<(Stand, Option<Line>)>,
}

impl Threads {
    /// The elements of all threads.
    pub fn new(root: &Element, blueprint: &Blueprint, geometry: &Geometry) -> Option<Threads> {
        let cards = all(root, ".thread").into_iter().zip(all(root, ".chip"));
        let parts: Option<Vec<_>> = cards
            .zip(&geometry.cards)
            .map(|((card, chip), at)| {
                let text = |class: &str, line: Option<TextLine>| {
                    Some((Label::of(one(&card, class)?), line?))
                };
                Some(ThreadParts {
                    words: text(".words", at.words),
                    code: text(".code", at.code),
                    title: Label::of(one(&card, "title")?),
                    hand: ItemTag::of(one(&card, ".hand")?, 11.0, tag_room(at.hand))?,
                    card: Attribute::of(card.clone(), "data-state"),
                    card_trouble: Attribute::of(card.clone(), "data-trouble"),
                    away: Attribute::of(card.clone(), "data-away"),
                    label: Attribute::of(card, "aria-label"),
                    chip: Attribute::of(chip.clone(), "data-state"),
                    chip_trouble: Attribute::of(chip.clone(), "data-trouble"),
                    mover: Mover::of(chip)?,
                    way: Tween::at(at.home),
                    shown: None,
                })
            })
            .collect();
        let beds = blueprint.semaphores.iter().zip(&geometry.trays);
        let halo = &geometry.halo;
        Some(Threads {
            parts: parts?,
            producers: blueprint.plan().producers,
            beds: beds.map(|(plan, it)| (plan.id, Seats::new(it.berths.len()))).collect(),
            inside: [Seats::new(halo.producers.len()), Seats::new(halo.consumers.len())],
            caption: Label::of(one(root, ".caption")?),
            halo: Attribute::of(one(root, ".halo")?, "data-inside"),
            captioned: None,
        })
    }

    /// Lets the next picture give all places anew.
    pub fn forget_places(&mut self) {
        self.beds.iter_mut().for_each(|(_, bed)| bed.clear());
        self.inside.iter_mut().for_each(Seats::clear);
    }

    /// Where a thread's chip is.
    pub fn chip_at(&self, id: ThreadId, now: f64) -> Point {
        self.parts[id.index()].way.value(now).at
    }

    /// Draws all threads.
    pub fn paint(&mut self, frame: &Frame, travellers: &Travellers) -> Placed {
        let model = frame.model;
        let stands: Vec<Stand> =
            model.program().thread_ids().map(|id| Stand::of(model, id)).collect();
        let left_over = self.give_places(model, &stands);
        let mut moving = false;
        for (index, &stand) in stands.iter().enumerate().take(self.parts.len()) {
            let id = ThreadId::from_index(index);
            let home = frame.geometry.cards[index].home;
            let place = self.place_away(frame, id, stand).unwrap_or(home);
            let parts = &mut self.parts[index];
            parts.way.send(place, frame.now, frame.time);
            moving |= parts.way.is_moving(frame.now);
            parts.mover.put(parts.way.value(frame.now));
            parts.away.switch(place != home);
            let carried = model.run.ledger().carries(id);
            let is_coming = travellers.is_bound_for_hand(id, frame.now);
            parts.show_item(carried.filter(|_| !is_coming), frame.tags);
            parts.show(stand, frame, id);
        }
        self.paint_caption(frame, &stands);
        Placed { moving, left_over }
    }

    /// Gives sleepers their berths and those inside their places.
    fn give_places(&mut self, model: &Model, stands: &[Stand]) -> Vec<usize> {
        let ids = || (0..stands.len()).map(ThreadId::from_index);
        let producers = self.producers;
        let mut left_over = Vec::with_capacity(self.beds.len());
        for (semaphore, seats) in &mut self.beds {
            let waits = Activity::Waiting(*semaphore);
            let mut asleep: Vec<ThreadId> =
                ids().filter(|id| stands[id.index()].activity == waits).collect();
            asleep.sort_by_key(|&id| model.run.ledger().waiting_since(id));
            left_over.push(seats.settle(&asleep));
        }
        for (role, seats) in self.inside.iter_mut().enumerate() {
            let is_of_role = |id: &ThreadId| (id.index() < producers) == (role == 0);
            let awake_inside = |id: &ThreadId| stands[id.index()].look() == Look::Inside;
            let here: Vec<ThreadId> = ids().filter(is_of_role).filter(awake_inside).collect();
            seats.settle(&here);
        }
        left_over
    }

    /// The place of a thread that is not at home.
    fn place_away(&self, frame: &Frame, id: ThreadId, stand: Stand) -> Option<Place> {
        match stand.activity {
            Activity::Waiting(semaphore) => {
                let tray = self.beds.iter().position(|(it, _)| *it == semaphore)?;
                let berth = self.beds[tray].1.of(id)?;
                Some(frame.geometry.trays[tray].berths[berth])
            }
            _ if stand.inside => {
                let role = usize::from(id.index() >= self.producers);
                let halo = &frame.geometry.halo;
                let places = [&halo.producers, &halo.consumers][role];
                Some(places[self.inside[role].of(id)?])
            }
            _ => None,
        }
    }

    /// Says who is in the critical section: asleep or awake.
    fn paint_caption(&mut self, frame: &Frame, stands: &[Stand]) {
        let inside: Vec<ThreadId> = (0..stands.len())
            .filter(|&index| stands[index].inside)
            .map(ThreadId::from_index)
            .collect();
        if self.captioned.as_ref() == Some(&inside) {
            return;
        }
        let model = frame.model;
        let text = model.text();
        let who = |count: usize| {
            let names = inside[..count].iter().map(|&id| model.program().name_of(id).to_string());
            if count == inside.len() {
                crate::session::list_of(text, names)
            } else {
                format!("{} …", names.collect::<Vec<_>>().join(", "))
            }
        };
        let words = match inside.len() {
            0 => vec![text.scene.nobody_inside.to_owned()],
            1 => vec![(text.scene.one_inside)(&who(1))],
            all => {
                let short =
                    |count: usize| format!("{}: {}", text.scene.critical_section, who(count));
                let sentence = (text.scene.several_inside)(&who(all));
                std::iter::once(sentence).chain((1..=all).rev().map(short)).collect()
            }
        };
        let line = frame.geometry.caption;
        self.caption.say(&frame.face.fitting(&words, line.size, line.width));
        self.halo.set(Some(match inside.len() {
            0 => "nobody",
            1 => "one",
            _ => "several",
        }));
        self.captioned = Some(inside);
    }

    /// Tells each thread's state to screen readers, and as a tooltip.
    pub fn describe(&mut self, frame: &Frame) {
        let model = frame.model;
        let text = model.text();
        for (index, parts) in self.parts.iter_mut().enumerate() {
            let id = ThreadId::from_index(index);
            let name = model.program().name_of(id);
            let state = Stand::of(model, id).words(text, model);
            let state = state.first().map(String::as_str).unwrap_or_default();
            let code = line_of_code(model, id);
            let item = model.run.ledger().carries(id).map(|it| format!(" · {it}"));
            let item = item.unwrap_or_default();
            parts.title.say(&format!("{name}: {state}{item}\n{code}"));
            parts.label.set(Some(&described(name, state, code, &item, text)));
        }
    }
}

/// The room for a label in an item's tag; none in a mere strip.
fn tag_room(hand: Rect) -> f64 {
    if hand.height < 12.0 { 0.0 } else { hand.width - 4.0 }
}

fn described(
    name: ThreadName,
    state: &str,
    code: &str,
    item: &str,
    text: &crate::text::Text,
) -> String {
    let step = (text.controls.step_thread)(&name.to_string());
    format!("{name}: {state}{item}. {code}. {step}")
}

/// The line of code a thread is at: where it works, while it works on an item.
fn line(model: &Model, id: ThreadId) -> Option<Line> {
    let machine = model.run.machine();
    match model.activity(id) {
        Activity::Producing(_) | Activity::Consuming(_) => {
            machine.role(id).work_line().or(machine.line(id))
        }
        _ => machine.line(id),
    }
}

fn line_of_code(model: &Model, id: ThreadId) -> &str {
    let source = &model.program().source;
    line(model, id).and_then(|it| source.get(usize::from(it.0))).map_or("", |it| it.trim())
}

impl ThreadParts {
    fn show_item(&mut self, item: Option<Item>, face: Face) {
        let state = if item.is_some() { TagState::Full } else { TagState::Empty };
        self.hand.show(state, item, face);
    }

    fn show(&mut self, stand: Stand, frame: &Frame, id: ThreadId) {
        let line = line(frame.model, id);
        if self.shown.replace((stand, line)) == Some((stand, line)) {
            return;
        }
        let look = stand.look().name();
        self.card.set(Some(look));
        self.chip.set(Some(look));
        self.card_trouble.switch(stand.deed.is_some());
        self.chip_trouble.switch(stand.deed.is_some());
        if let Some((label, line)) = &mut self.words {
            let words = stand.words(frame.model.text(), frame.model);
            label.say(&frame.face.fitting(&words, line.size, line.width));
        }
        if let Some((label, line)) = &mut self.code {
            let code = line_of_code(frame.model, id);
            // Where it does not fit, the call says more than what becomes of its answer.
            let call = code.split_once("= ").map_or(code, |(_, call)| call);
            let code = [code.to_owned(), call.to_owned()];
            label.say(&frame.mono.fitting(&code, line.size, line.width));
        }
    }
}
