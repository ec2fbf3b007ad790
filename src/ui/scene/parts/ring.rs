//! The slots, what lies in them, and how many are full.

use super::item_tag::{ItemTag, TagElements, TagState, tag};
use super::travellers::Travellers;
use crate::engine::{Ending, SlotContents, Violation};
use crate::program::{Item, ObjectId};
use crate::text::Text;
use crate::ui::scene::count_text::CountText;
use crate::ui::scene::elements::{Attribute, Handle, Label, Mover, handles};
use crate::ui::scene::frame::Frame;
use crate::ui::scene::geometry::{Mark, Place, Point, Ring, Size};
use crate::ui::scene::markup::{line, units, written};
use yew::prelude::*;

/// How large an item is drawn that was lost.
const LOST: Size = Size { width: 42.0, height: 18.0 };

/// The elements of the ring.
#[derive(Clone, Debug, PartialEq)]
pub struct RingElements {
    /// The ring.
    pub group: Handle,
    slots: Vec<SlotElements>,
    trouble: Handle,
    trouble_number: Handle,
    trouble_label: Handle,
    count: Handle,
    lost: TagElements,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct SlotElements {
    group: Handle,
    title: Handle,
    item: TagElements,
}

impl RingElements {
    /// Handles for the elements of this ring.
    pub fn of(ring: &Ring) -> RingElements {
        RingElements {
            group: Handle::default(),
            slots: handles(usize::from(ring.slots)),
            trouble: Handle::default(),
            trouble_number: Handle::default(),
            trouble_label: Handle::default(),
            count: Handle::default(),
            lost: TagElements::default(),
        }
    }
}

/// The ring as it is drawn.
pub fn ring(ring: &Ring, elements: &RingElements, text: &Text) -> Html {
    let centre = CountText::fitting(&(text.scene.of_slots_full)(&ring.slots.to_string()), ring);
    html! {
        <g ref={elements.group.node()} class="ring container" role="img" data-dense={(ring.slots > 24).then_some("")}>
            { for elements.slots.iter().enumerate().map(|(index, it)| slot(ring, index as u16, it, centre.slots_are_numbered)) }
            <path ref={elements.trouble.node()} class="slot-trouble" d="" />
            <g ref={elements.trouble_number.node()} class="slot-trouble-number" transform={Mover::INITIAL} aria-hidden="true">
                <text ref={elements.trouble_label.node()} text-anchor="middle" dominant-baseline="central"
                    font-size={units(ring.type_size)} />
            </g>
            { written(&centre.count, "full-count", &elements.count) }
            { for centre.caption.iter().map(|(at, words)| line(at, "full-caption", words)) }
            <g ref={elements.lost.group.node()} class="lost" transform={Mover::INITIAL} aria-hidden="true">
                { tag(LOST, 11.0, &elements.lost.label) }
                <path class="strike" d="M-25 5L25-5" />
            </g>
        </g>
    }
}

fn slot(ring: &Ring, index: u16, elements: &SlotElements, is_numbered: bool) -> Html {
    let centre = ring.slot_centre(index);
    let at = format!("translate({} {})", units(centre.x), units(centre.y));
    let item = match ring.mark {
        Mark::Label(size) => html! {
            <g ref={elements.item.group.node()} class="item" transform={at}>
                { tag(size, (size.width * 0.27).clamp(9.5, 12.5), &elements.item.label) }
            </g>
        },
        Mark::Number(_) | Mark::Block => html! {
            <g ref={elements.item.group.node()} class="item">
                <path class="tag" d={ring.outline(index, 0.0)} />
                <text ref={elements.item.label.node()} class="tag-label" text-anchor="middle" dominant-baseline="central" font-size="10"
                    x={units(centre.x)} y={units(centre.y)} />
            </g>
        },
    };
    let number = ring.number_at(index);
    html! {
        <g ref={elements.group.node()} class="slot">
            <title ref={elements.title.node()} />
            <path class="seat" d={ring.outline(index, 0.0)} />
            { item }
            if is_numbered && ring.is_numbered(index) {
                <text class="slot-number" text-anchor="middle" dominant-baseline="central"
                    font-size={units(ring.type_size - 0.5)} x={units(number.x)} y={units(number.y)}>{ index }</text>
            }
        </g>
    }
}

/// The ring, painted.
pub struct RingPainter {
    object: ObjectId,
    ring: Ring,
    slots: Vec<SlotParts>,
    count: Label,
    label: Attribute,
    trouble: Attribute,
    trouble_label: Label,
    trouble_mover: Mover,
    lost: ItemTag,
    lost_mover: Mover,
}

struct SlotParts {
    item: ItemTag,
    seat: Attribute,
    /// Whether its number is written elsewhere, as something went wrong there.
    trouble: Attribute,
    title: Label,
}

impl RingPainter {
    /// The painter of the ring of a buffer or array.
    pub fn new(elements: &RingElements, ring: &Ring, object: ObjectId) -> Option<RingPainter> {
        let (size, room) = match ring.mark {
            Mark::Label(size) => ((size.width * 0.27).clamp(9.5, 12.5), size.width - 3.0),
            Mark::Number(room) => (10.0, room),
            Mark::Block => (10.0, 0.0),
        };
        let slots = elements.slots.iter().map(|slot| {
            Some(SlotParts {
                item: ItemTag::of(&slot.item, size, room)?,
                title: slot.title.label()?,
                seat: slot.group.attribute("data-state")?,
                trouble: slot.group.attribute("data-trouble")?,
            })
        });
        Some(RingPainter {
            object,
            ring: ring.clone(),
            slots: slots.collect::<Option<Vec<_>>>()?,
            count: elements.count.label()?,
            label: elements.group.attribute("aria-label")?,
            trouble: elements.trouble.attribute("d")?,
            trouble_label: elements.trouble_label.label()?,
            trouble_mover: elements.trouble_number.mover()?,
            lost_mover: elements.lost.group.mover()?,
            lost: ItemTag::of(&elements.lost, 11.0, 40.0)?,
        })
    }

    /// Draws the ring.
    pub fn paint(&mut self, frame: &Frame, travellers: &Travellers) {
        let ledger = frame.model.playback.run.ledger();
        self.count.say(&ledger.full_slots(self.object).to_string());
        for (slot, &contents) in self.slots.iter_mut().zip(ledger.slots(self.object)) {
            let (state, item) = match contents {
                SlotContents::Full { item, .. } => {
                    let item = item.to_value();
                    match travellers.is_bound_for(self.object, item, frame.now) {
                        true => (TagState::Empty, None),
                        false => (TagState::Full, Some(item)),
                    }
                }
                SlotContents::Taken { item, .. } => (TagState::Ghost, Some(item.to_value())),
                SlotContents::NeverWritten | SlotContents::Cleared => (TagState::Empty, None),
            };
            slot.item.show(state, item, frame.model.program(), frame.tags);
            slot.seat.set((state == TagState::Full).then_some("full"));
        }
        self.paint_trouble(frame);
    }

    /// Outlines the slot at which something went wrong, with its number, and shows the item that was lost.
    fn paint_trouble(&mut self, frame: &Frame) {
        let ring = &self.ring;
        let violation = match &frame.model.playback.ending {
            Some(Ending::Broken(it)) if it.object() == Some(self.object) => Some(it),
            _ => None,
        };
        let slot = violation.and_then(Violation::slot);
        match slot {
            Some(slot) => self.trouble.set(Some(&ring.outline(slot, 0.0))),
            None => self.trouble.set(Some("")),
        }
        let numbered = slot.and_then(|slot| Some((slot, ring.number_inside(slot)?)));
        for (index, parts) in self.slots.iter_mut().enumerate() {
            let is_it = numbered.is_some_and(|(slot, _)| usize::from(slot) == index);
            parts.trouble.set(is_it.then_some("true"));
        }
        match numbered {
            Some((slot, at)) => {
                self.trouble_label.say(&slot.to_string());
                self.trouble_mover.put(Place { at, scale: 1.0 });
            }
            None => self.trouble_label.say(""),
        }
        let lost: Option<(Item, Point)> = match violation {
            Some(&Violation::Overwrite { lost, slot, .. }) => {
                ring.lost_at(slot, LOST).map(|at| (lost, at))
            }
            _ => None,
        };
        if let Some((_, at)) = lost {
            self.lost_mover.put(Place { at, scale: 1.0 });
        }
        let state = if lost.is_some() { TagState::Full } else { TagState::Empty };
        let item = lost.map(|(item, _)| item.to_value());
        self.lost.show(state, item, frame.model.program(), frame.tags);
    }

    /// The middle of a slot.
    pub fn place(&self, slot: usize) -> Point {
        self.ring.slot_centre(slot as u16)
    }

    /// Tells what is in the slots to screen readers, and as tooltips.
    pub fn describe(&mut self, frame: &Frame) {
        let words = &frame.model.text().scene;
        let ledger = frame.model.playback.run.ledger();
        let capacity = ledger.slots(self.object).len().to_string();
        let full = ledger.full_slots(self.object).to_string();
        let mut label = format!("{full} {}", (words.of_slots_full)(&capacity));
        let slots = self.slots.iter_mut().zip(ledger.slots(self.object));
        for (index, (slot, contents)) in slots.enumerate() {
            let contents = match contents {
                SlotContents::NeverWritten | SlotContents::Cleared => words.slot_empty.to_owned(),
                SlotContents::Taken { item, .. } => (words.slot_taken)(&item.to_string()),
                SlotContents::Full { item, .. } => item.to_string(),
            };
            let described = (words.slot)(&index.to_string(), &contents);
            slot.title.say(&described);
            if matches!(ledger.slots(self.object)[index], SlotContents::Full { .. }) {
                label = format!("{label}; {described}");
            }
        }
        self.label.set(Some(&label));
    }
}
