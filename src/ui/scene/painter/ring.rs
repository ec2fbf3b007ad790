//! The slots, what lies in them, and how many are full.

use super::Frame;
use crate::engine::{Ending, SlotContents, Violation};
use crate::program::{Item, ObjectId};
use crate::ui::scene::elements::{Attribute, Label, Mover, all, one};
use crate::ui::scene::geometry::{Mark, Place, Point, Ring};
use crate::ui::scene::item_tag::{ItemTag, TagState};
use crate::ui::scene::travellers::Travellers;
use web_sys::Element;

/// The inner radius from which on a lost item is shown inside the ring.
const LEAST_INNER: f64 = 66.0;

/// The ring.
pub struct RingPainter {
    object: ObjectId,
    ring: Ring,
    slots: Vec<SlotParts>,
    count: Label,
    label: Attribute,
    trouble: Attribute,
    lost: ItemTag,
    lost_mover: Mover,
}

struct SlotParts {
    item: ItemTag,
    seat: Attribute,
    title: Label,
}

impl RingPainter {
    /// The elements of the ring of a buffer or array.
    pub fn new(root: &Element, ring: &Ring, object: ObjectId) -> Option<RingPainter> {
        let (size, room) = match ring.mark {
            Mark::Label(size) => ((size.width * 0.27).clamp(9.5, 12.5), size.width - 3.0),
            Mark::Number(room) => (10.0, room),
            Mark::Block => (10.0, 0.0),
        };
        let slots = all(root, ".slot").into_iter().map(|slot| {
            Some(SlotParts {
                item: ItemTag::of(one(&slot, ".item")?, size, room)?,
                title: Label::of(one(&slot, "title")?),
                seat: Attribute::of(slot, "data-state"),
            })
        });
        let lost = one(root, ".lost")?;
        Some(RingPainter {
            object,
            ring: ring.clone(),
            slots: slots.collect::<Option<Vec<_>>>()?,
            count: Label::of(one(root, ".full-count")?),
            label: Attribute::of(one(root, ".ring")?, "aria-label"),
            trouble: Attribute::of(one(root, ".slot-trouble")?, "d"),
            lost_mover: Mover::of(lost.clone())?,
            lost: ItemTag::of(lost, 11.0, 40.0)?,
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
            slot.item.show(state, item, frame.tags);
            slot.seat.set((state == TagState::Full).then_some("full"));
        }
        self.paint_trouble(frame);
    }

    /// Outlines the slot at which something went wrong, and shows the item that was lost.
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
        let lost: Option<(Item, u16)> = match violation {
            // In a small ring it would cover the number in the middle.
            Some(&Violation::Overwrite { lost, slot, .. }) if ring.inner >= LEAST_INNER => {
                Some((lost, slot))
            }
            _ => None,
        };
        if let Some((_, slot)) = lost {
            let radius = ring.inner - ring.type_size * 2.15;
            let at = ring.centre.around(radius, ring.angle(f64::from(slot)));
            self.lost_mover.put(Place { at, scale: 1.0 });
        }
        let state = if lost.is_some() { TagState::Full } else { TagState::Empty };
        self.lost.show(state, lost.map(|(item, _)| item.to_value()), frame.tags);
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
