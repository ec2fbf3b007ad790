//! The elements of a list, a queue or a channel.

use super::bed::{BedElements, bed};
use super::item_tag::{ItemTag, TagElements, TagState, label_of, tag};
use super::travellers::Travellers;
use crate::program::{ChannelState, ObjectId, ObjectKind, Value};
use crate::text::{Text, fill};
use crate::ui::scene::elements::{Attribute, Handle, Label, Mover, handles};
use crate::ui::scene::frame::{Frame, elements_of};
use crate::ui::scene::geometry::{Belt, Mark, Place, Point, Rect, Size};
use crate::ui::scene::markup::{line, rect, units, written};
use crate::ui::scene::tween::Tween;
use yew::prelude::*;

/// The elements of the belt.
#[derive(Clone, Debug, PartialEq)]
pub struct BeltElements {
    /// The belt.
    pub group: Handle,
    seats: Vec<SeatElements>,
    /// Around all items.
    row: Handle,
    items: Vec<TagElements>,
    more: Handle,
    count: Handle,
    /// At the end where things go in, and at that where they come out.
    arrows: [Handle; 2],
    ends: [Handle; 2],
    /// Where those lie that wait there.
    pub beds: [BedElements; 2],
}

#[derive(Clone, Debug, Default, PartialEq)]
struct SeatElements {
    group: Handle,
    title: Handle,
}

impl BeltElements {
    /// Handles for the elements of this belt.
    pub fn of(belt: &Belt) -> BeltElements {
        BeltElements {
            group: Handle::default(),
            seats: handles(belt.places.len()),
            row: Handle::default(),
            items: handles(belt.places.len()),
            more: Handle::default(),
            count: Handle::default(),
            arrows: Default::default(),
            ends: Default::default(),
            beds: Default::default(),
        }
    }
}

/// The belt as it is drawn, with the beds of those that wait at its ends.
pub fn belt(
    belt: &Belt,
    caption: &str,
    is_endless: bool,
    elements: &BeltElements,
    text: &Text,
) -> Html {
    let size = tag_size(belt.mark);
    let seat = |(place, elements): (&Rect, &SeatElements)| {
        html! {
            <g ref={elements.group.node()} class="slot">
                <title ref={elements.title.node()} />
                { rect(*place, 4.0, "seat") }
            </g>
        }
    };
    let item = |(place, elements): (&Rect, &TagElements)| {
        let centre = place.centre();
        let at = format!("translate({} {})", units(centre.x), units(centre.y));
        let (size, type_size) = match belt.mark {
            Mark::Label(size) => (size, size_of_label(size)),
            _ => (Size::new(place.width, place.height), 10.0),
        };
        html! {
            <g ref={elements.group.node()} class="item" transform={at}>
                { tag(size, type_size, &elements.label) }
            </g>
        }
    };
    let more = belt.place(belt.places.len()).centre();
    let words = [text.objects.room_awaited, text.objects.element_awaited];
    let beds = belt.beds.iter().zip(&elements.beds).zip(words);
    let beds = beds.filter_map(|((it, elements), words)| Some(bed(it.as_ref()?, words, elements)));
    html! {
        <>
            <g ref={elements.group.node()} class="belt container" role="img" data-endless={is_endless.then_some("")}>
                { rect(belt.frame.inset(-5.0), 9.0, "container-frame") }
                { for belt.places.iter().zip(&elements.seats).map(seat) }
                { for belt.arrows.into_iter().zip(&elements.arrows).map(arrow) }
                <g ref={elements.row.node()} class="belt-items" transform={Mover::INITIAL}>
                    { for belt.places.iter().zip(&elements.items).map(item) }
                </g>
                <text ref={elements.more.node()} class="belt-more" text-anchor="middle" dominant-baseline="central"
                    font-size={units(size)} x={units(more.x)} y={units(more.y)} />
                { written(&belt.count, "full-count", &elements.count) }
                { line(&belt.caption, "full-caption", caption) }
                { for belt.ends.iter().flatten().zip(&elements.ends).map(|(it, end)| written(it, "channel-end", end)) }
            </g>
            { for beds }
        </>
    }
}

/// An arrow into or out of a belt; a cross stands there once that end is closed.
fn arrow((at, handle): (Point, &Handle)) -> Html {
    let Point { x, y } = at;
    let way = format!("M{} {}l6 6l-6 6", units(x - 3.0), units(y - 6.0));
    let cross = format!("M{} {}l10 10m0 -10l-10 10", units(x - 5.0), units(y - 5.0));
    html! {
        <g ref={handle.node()} class="belt-arrow">
            <path class="way" d={way} />
            <path class="cross" d={cross} />
        </g>
    }
}

/// The size of the type in a place that is drawn so.
fn tag_size(mark: Mark) -> f64 {
    match mark {
        Mark::Label(size) => size_of_label(size),
        Mark::Number(_) | Mark::Block => 10.0,
    }
}

fn size_of_label(size: Size) -> f64 {
    (size.width * 0.27).clamp(9.5, 12.5)
}

/// The belt, painted.
pub struct BeltPainter {
    object: ObjectId,
    belt: Belt,
    seats: Vec<(Attribute, Label)>,
    items: Vec<ItemTag>,
    /// How many more there are than places.
    more: Label,
    count: Label,
    label: Attribute,
    /// The two ends of a channel: whether they are closed, and what it says there.
    arrows: Vec<Attribute>,
    ends: Vec<Label>,
    /// All items move on by a place when the first one leaves.
    mover: Mover,
    shift: Tween<f64>,
}

impl BeltPainter {
    /// The painter of the belt of a list, queue or channel.
    pub fn new(elements: &BeltElements, belt: &Belt, object: ObjectId) -> Option<BeltPainter> {
        let size = tag_size(belt.mark);
        let room = match belt.mark {
            Mark::Label(size) => size.width - 3.0,
            Mark::Number(room) => room,
            Mark::Block => 0.0,
        };
        let seats = elements.seats.iter();
        let seats = seats.map(|it| Some((it.group.attribute("data-state")?, it.title.label()?)));
        let items = elements.items.iter().map(|it| ItemTag::of(it, size, room));
        let arrows = elements.arrows.iter().filter_map(|it| it.attribute("data-closed"));
        Some(BeltPainter {
            object,
            belt: belt.clone(),
            seats: seats.collect::<Option<Vec<_>>>()?,
            items: items.collect::<Option<Vec<_>>>()?,
            more: elements.more.label()?,
            count: elements.count.label()?,
            arrows: arrows.collect(),
            ends: elements.ends.iter().filter_map(Handle::label).collect(),
            mover: elements.row.mover()?,
            label: elements.group.attribute("aria-label")?,
            shift: Tween::at(0.0),
        })
    }

    /// Draws the belt; whether it still moves.
    pub fn paint(&mut self, frame: &Frame, travellers: &Travellers) -> bool {
        let elements = elements_of(frame.model, self.object);
        self.count.say(&elements.len().to_string());
        let places = self.items.len();
        // The last place says how many more there are.
        let shown = if elements.len() > places { places - 1 } else { places };
        for (index, (item, (seat, _))) in self.items.iter_mut().zip(&mut self.seats).enumerate() {
            let value = elements.get(index).copied().filter(|_| index < shown);
            let is_coming =
                value.is_some_and(|it| travellers.is_bound_for(self.object, it, frame.now));
            let value = value.filter(|_| !is_coming);
            let state = if value.is_some() { TagState::Full } else { TagState::Empty };
            item.show(state, value, frame.model.program(), frame.tags);
            seat.set(value.map(|_| "full"));
        }
        let more = elements.len().saturating_sub(shown);
        self.more.say(&if more > 0 { format!("+{more}") } else { String::new() });
        self.paint_ends(frame);
        if frame.time == 0.0 {
            self.shift = Tween::at(0.0);
        }
        let at = Point::new(self.shift.value(frame.now), 0.0);
        self.mover.put(Place { at, scale: 1.0 });
        self.shift.is_moving(frame.now)
    }

    /// Says how many there are of each end of a channel, and whether it is closed.
    fn paint_ends(&mut self, frame: &Frame) {
        let object = frame.model.program().object(self.object);
        if !matches!(object.kind, ObjectKind::Channel { .. }) {
            return;
        }
        let state =
            ChannelState::unpack(frame.model.playback.run.machine().memory().get(object.base));
        let names = object.ends();
        let words = &frame.model.text().objects;
        let ends = [(names.0, state.senders), (names.1, state.receivers)];
        let parts = self.arrows.iter_mut().zip(&mut self.ends);
        for ((name, count), (arrow, label)) in ends.into_iter().zip(parts) {
            arrow.switch(count == 0);
            label.say(&match count {
                0 => fill(words.end_closed, &[name]),
                count => fill(words.end_open, &[name, &count.to_string()]),
            });
        }
    }

    /// The first one leaves, and all others move on. In several rows nobody could follow that.
    pub fn move_on(&mut self, frame: &Frame) {
        let places = &self.belt.places;
        if let [first, second, ..] = places[..]
            && places.iter().all(|it| it.y == first.y)
        {
            self.shift = Tween::at(second.x - first.x);
            self.shift.send(0.0, frame.now, frame.time);
        }
    }

    /// The middle of a place.
    pub fn place(&self, index: usize) -> Point {
        self.belt.place(index).centre()
    }

    /// Tells what is in it to screen readers, and as tooltips.
    pub fn describe(&mut self, frame: &Frame) {
        let words = &frame.model.text().objects;
        let elements = elements_of(frame.model, self.object);
        let name = &frame.model.program().object(self.object).title();
        let named = |value: &Value| label_of(frame.model.program(), *value);
        for (index, (_, title)) in self.seats.iter_mut().enumerate() {
            title.say(&elements.get(index).map(named).unwrap_or_default());
        }
        let all: Vec<String> = elements.iter().take(self.items.len()).map(named).collect();
        let holds = fill(words.holds, &[&elements.len().to_string()]);
        let mut label = fill(words.container, &[name, &holds]);
        if !all.is_empty() {
            label = format!("{label}; {}", all.join(", "));
        }
        for end in &self.ends {
            label = format!("{label}; {}", end.text());
        }
        self.label.set(Some(&label));
    }
}
