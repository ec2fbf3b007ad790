//! The elements of a list, a queue or a channel.

use super::{Frame, elements_of};
use crate::program::{ChannelState, ObjectId, ObjectKind, Value};
use crate::text::fill;
use crate::ui::scene::elements::{Attribute, Label, Mover, all, one};
use crate::ui::scene::geometry::{Belt, Mark, Place, Point};
use crate::ui::scene::item_tag::{ItemTag, TagState, label_of};
use crate::ui::scene::picture::tag_size;
use crate::ui::scene::travellers::Travellers;
use crate::ui::scene::tween::Tween;
use web_sys::Element;

/// The belt.
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
    /// The elements of the belt of a list, queue or channel.
    pub fn new(root: &Element, belt: &Belt, object: ObjectId) -> Option<BeltPainter> {
        let size = tag_size(belt.mark);
        let room = match belt.mark {
            Mark::Label(size) => size.width - 3.0,
            Mark::Number(room) => room,
            Mark::Block => 0.0,
        };
        let group = one(root, ".belt")?;
        let seats = all(&group, ".slot").into_iter().map(|slot| {
            let title = Label::of(one(&slot, "title")?);
            Some((Attribute::of(slot, "data-state"), title))
        });
        let items = all(&group, ".item").into_iter().map(|it| ItemTag::of(it, size, room));
        let arrows = all(&group, ".belt-arrow").into_iter();
        Some(BeltPainter {
            object,
            belt: belt.clone(),
            seats: seats.collect::<Option<Vec<_>>>()?,
            items: items.collect::<Option<Vec<_>>>()?,
            more: Label::of(one(&group, ".belt-more")?),
            count: Label::of(one(&group, ".full-count")?),
            arrows: arrows.map(|it| Attribute::of(it, "data-closed")).collect(),
            ends: all(&group, ".channel-end").into_iter().map(Label::of).collect(),
            mover: Mover::of(one(&group, ".belt-items")?)?,
            label: Attribute::of(group, "aria-label"),
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
            item.show(state, value, frame.tags);
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
        let names = object.name.split_once(", ").unwrap_or((&object.name, &object.name));
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
        let name = &frame.model.program().object(self.object).name;
        let named = |value: &Value| label_of(*value);
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
