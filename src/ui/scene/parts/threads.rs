//! Cards and chips.

use super::Elements;
use super::bed::BedElements;
use super::cards::GroundElements;
use super::item_tag::{ItemTag, TagState};
use super::stage::StageElements;
use super::travellers::Travellers;
use crate::program::{Item, Line, ObjectId, RoleKind, ThreadId, ThreadName};
use crate::session::{Activity, Model};
use crate::ui::scene::blueprint::Blueprint;
use crate::ui::scene::elements::{Attribute, Label, Mover};
use crate::ui::scene::frame::Frame;
use crate::ui::scene::geometry::{Bed, Geometry, Place, Point, Rect, Stage, TextLine};
use crate::ui::scene::seats::Seats;
use crate::ui::scene::tween::Tween;
use crate::ui::scene::uses::Way;
use crate::ui::scene::wording::{Look, Stand};

/// All threads, and who has which place away from home.
pub struct Threads {
    parts: Vec<ThreadParts>,
    /// Whether a thread stands on the consumers' side when it is inside.
    on_right: Vec<bool>,
    beds: Vec<BedParts>,
    /// The places inside on the producers' side and on the consumers' side.
    inside: [Seats; 2],
    /// Who is in the critical section, where the program has one.
    ground: Option<Ground>,
    /// Those that were inside when the caption was last written.
    captioned: Option<Vec<ThreadId>>,
}

struct Ground {
    caption: Label,
    halo: Attribute,
}

/// Where those lie that wait for an object, at a container in one way.
struct BedParts {
    object: ObjectId,
    way: Option<Way>,
    seats: Seats,
    berths: Vec<Place>,
    /// How many have no berth.
    more: Label,
    taken: Attribute,
}

impl BedParts {
    fn is_for(&self, stand: &Stand) -> bool {
        stand.activity == Activity::Waiting(self.object)
            && (self.way.is_none() || self.way == stand.way)
    }
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
    /// The painter of all threads.
    pub fn new(elements: &Elements, blueprint: &Blueprint, geometry: &Geometry) -> Option<Threads> {
        let parts = elements.threads.iter().zip(&geometry.cards).map(|(it, at)| {
            let (card, chip) = (&it.card, &it.chip);
            Some(ThreadParts {
                words: it.words.label().zip(at.words),
                code: it.code.label().zip(at.code),
                title: it.title.label()?,
                hand: ItemTag::of(&it.hand, 11.0, tag_room(at.hand))?,
                card: card.attribute("data-state")?,
                card_trouble: card.attribute("data-trouble")?,
                away: card.attribute("data-away")?,
                label: card.attribute("aria-label")?,
                chip: chip.attribute("data-state")?,
                chip_trouble: chip.attribute("data-trouble")?,
                mover: chip.mover()?,
                way: Tween::at(at.home),
                shown: None,
            })
        });
        let halo = &geometry.halo;
        let ground = |elements: &GroundElements| {
            let caption = elements.caption.label()?;
            Some(Ground { caption, halo: elements.halo.attribute("data-inside")? })
        };
        Some(Threads {
            parts: parts.collect::<Option<Vec<_>>>()?,
            on_right: blueprint.threads.iter().map(|it| it.role == RoleKind::Consumer).collect(),
            beds: beds(elements, blueprint, geometry)?,
            inside: [Seats::new(halo.producers.len()), Seats::new(halo.consumers.len())],
            ground: ground(&elements.ground),
            captioned: None,
        })
    }

    /// Lets the next picture give all places anew.
    pub fn forget_places(&mut self) {
        self.beds.iter_mut().for_each(|bed| bed.seats.clear());
        self.inside.iter_mut().for_each(Seats::clear);
    }

    /// Where a thread's chip is.
    pub fn chip_at(&self, id: ThreadId, now: f64) -> Point {
        self.parts[id.index()].way.value(now).at
    }

    /// Draws all threads; whether a chip is on its way.
    pub fn paint(&mut self, frame: &Frame, travellers: &Travellers) -> bool {
        let model = frame.model;
        let stands: Vec<Stand> =
            model.program().thread_ids().map(|id| Stand::of(model, id)).collect();
        self.give_places(model, &stands);
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
            let carried = model.playback.run.ledger().in_hand(id);
            let is_coming = travellers.is_bound_for_hand(id, frame.now);
            parts.show_item(carried.filter(|_| !is_coming), frame);
            parts.show(stand, frame, id);
        }
        self.paint_caption(frame, &stands);
        moving
    }

    /// Gives sleepers their berths and those inside their places.
    fn give_places(&mut self, model: &Model, stands: &[Stand]) {
        let ids = || (0..stands.len()).map(ThreadId::from_index);
        for bed in &mut self.beds {
            let mut asleep: Vec<ThreadId> =
                ids().filter(|id| bed.is_for(&stands[id.index()])).collect();
            asleep.sort_by_key(|&id| model.playback.run.ledger().waiting_since(id));
            let left_over = bed.seats.settle(&asleep);
            bed.taken.switch(!asleep.is_empty());
            let more = if left_over > 0 { format!("+{left_over}") } else { String::new() };
            bed.more.say(&more);
        }
        for (side, seats) in self.inside.iter_mut().enumerate() {
            let is_here = |id: &ThreadId| {
                usize::from(self.on_right[id.index()]) == side
                    && stands[id.index()].look() == Look::Inside
            };
            let here: Vec<ThreadId> = ids().filter(is_here).collect();
            seats.settle(&here);
        }
    }

    /// The place of a thread that is not at home.
    fn place_away(&self, frame: &Frame, id: ThreadId, stand: Stand) -> Option<Place> {
        match stand.activity {
            Activity::Waiting(_) => {
                let bed = self.beds.iter().find(|it| it.is_for(&stand))?;
                Some(bed.berths[bed.seats.of(id)?])
            }
            _ if stand.inside => {
                let side = usize::from(self.on_right[id.index()]);
                let halo = &frame.geometry.halo;
                let places = [&halo.producers, &halo.consumers][side];
                Some(places[self.inside[side].of(id)?])
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
        let Some(ground) = &mut self.ground else { return };
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
        ground.caption.say(&frame.face.fitting(&words, line.size, line.width));
        ground.halo.set(Some(match inside.len() {
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
            let item = model.playback.run.ledger().in_hand(id).map(|it| format!(" · {it}"));
            let item = item.unwrap_or_default();
            parts.title.say(&format!("{name}: {state}{item}\n{code}"));
            parts.label.set(Some(&described(name, state, code, &item, text)));
        }
    }
}

/// All beds: those at the ends of the belt, and those of trays.
fn beds(elements: &Elements, blueprint: &Blueprint, geometry: &Geometry) -> Option<Vec<BedParts>> {
    let mut beds = Vec::new();
    let mut add = |object, way, bed: &Option<Bed>, elements: &BedElements| {
        // A box has none.
        let Some(bed) = bed else { return Some(()) };
        beds.push(BedParts {
            object,
            way,
            seats: Seats::new(bed.berths.len()),
            berths: bed.berths.clone(),
            more: elements.more.label()?,
            taken: elements.group.attribute("data-taken")?,
        });
        Some(())
    };
    if let (Stage::Belt(belt), StageElements::Belt(elements), Some(object)) =
        (&geometry.stage, &elements.stage, blueprint.main())
    {
        let [coming, leaving] = &belt.beds;
        let [of_coming, of_leaving] = &elements.beds;
        add(object, Some(Way::In), coming, of_coming)?;
        add(object, Some(Way::Out), leaving, of_leaving)?;
    }
    for ((plan, tray), elements) in blueprint.trays.iter().zip(&geometry.trays).zip(&elements.trays)
    {
        add(plan.id, None, &tray.bed, &elements.bed)?;
    }
    Some(beds)
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
    let machine = model.playback.run.machine();
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
    fn show_item(&mut self, item: Option<Item>, frame: &Frame) {
        let state = if item.is_some() { TagState::Full } else { TagState::Empty };
        let item = item.map(Item::to_value);
        self.hand.show(state, item, frame.model.program(), frame.tags);
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
            let call = code.split_once(" = ").map_or(code, |(_, call)| call);
            let code = [code.to_owned(), call.to_owned()];
            label.say(&frame.mono.fitting(&code, line.size, line.width));
        }
    }
}
