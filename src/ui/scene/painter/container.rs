//! What is in the middle, of whatever kind it is.

use super::Frame;
use super::belt::BeltPainter;
use super::pointers::Pointers;
use super::ring::RingPainter;
use crate::program::ObjectId;
use crate::ui::scene::blueprint::{Blueprint, StagePlan};
use crate::ui::scene::elements::{Attribute, one};
use crate::ui::scene::geometry::{Geometry, Point, Stage};
use crate::ui::scene::travel::Travel;
use crate::ui::scene::travellers::Travellers;
use web_sys::Element;

/// The container in the middle, if there is one.
pub struct Container {
    object: Option<ObjectId>,
    trouble: Option<Attribute>,
    shape: Shape,
}

enum Shape {
    Ring(Box<RingPainter>, Option<Box<Pointers>>),
    Belt(Box<BeltPainter>),
    None,
}

impl Container {
    /// The elements in the middle.
    pub fn new(root: &Element, blueprint: &Blueprint, geometry: &Geometry) -> Option<Container> {
        let shape = match (&geometry.stage, &blueprint.stage) {
            (Stage::Ring(ring), StagePlan::Ring { id, pointers, .. }) => {
                let pointers = match pointers {
                    Some(cells) => Some(Box::new(Pointers::new(root, ring, *cells)?)),
                    None => None,
                };
                Shape::Ring(Box::new(RingPainter::new(root, ring, *id)?), pointers)
            }
            (Stage::Belt(belt), StagePlan::Belt { id, .. }) => {
                Shape::Belt(Box::new(BeltPainter::new(root, belt, *id)?))
            }
            _ => Shape::None,
        };
        let trouble = one(root, ".container").map(|it| Attribute::of(it, "data-trouble"));
        Some(Container { object: blueprint.main(), trouble, shape })
    }

    /// Draws it; whether something is still on its way.
    pub fn paint(&mut self, frame: &Frame, travellers: &Travellers) -> bool {
        if let (Some(trouble), Some(object)) = (&mut self.trouble, self.object) {
            trouble.switch(super::failed_at(frame.model, object));
        }
        match &mut self.shape {
            Shape::Ring(ring, pointers) => {
                ring.paint(frame, travellers);
                pointers.as_mut().is_some_and(|it| it.paint(frame))
            }
            Shape::Belt(belt) => belt.paint(frame, travellers),
            Shape::None => false,
        }
    }

    /// Notes what travels, before it is seen to have happened.
    pub fn note(&mut self, frame: &Frame, travel: Travel) {
        if let (Shape::Belt(belt), Travel::Get { object, place: 0, .. }) = (&mut self.shape, travel)
            && Some(object) == self.object
        {
            belt.move_on(frame);
        }
    }

    /// Where a slot or an element of it is; `None` for another object.
    pub fn place(&self, object: ObjectId, place: usize) -> Option<Point> {
        if Some(object) != self.object {
            return None;
        }
        match &self.shape {
            Shape::Ring(ring, _) => Some(ring.place(place)),
            Shape::Belt(belt) => Some(belt.place(place)),
            Shape::None => None,
        }
    }

    /// Tells what is in it to screen readers, and as tooltips.
    pub fn describe(&mut self, frame: &Frame) {
        match &mut self.shape {
            Shape::Ring(ring, _) => ring.describe(frame),
            Shape::Belt(belt) => belt.describe(frame),
            Shape::None => {}
        }
    }
}
