//! What is in the middle, of whatever kind it is.

use super::belt::{BeltElements, BeltPainter, belt};
use super::pointers::{Pointers, PointersElements, pointers};
use super::ring::{RingElements, RingPainter, ring};
use super::travellers::Travellers;
use crate::program::ObjectId;
use crate::text::Text;
use crate::ui::scene::blueprint::{Blueprint, StagePlan};
use crate::ui::scene::elements::Attribute;
use crate::ui::scene::frame::{Frame, failed_at};
use crate::ui::scene::geometry::{Geometry, Point, Stage};
use crate::ui::scene::travel::Travel;
use yew::prelude::*;

/// The elements in the middle.
#[derive(Clone, Debug, PartialEq)]
pub enum StageElements {
    /// A ring, with its pointers if it has any.
    Ring(RingElements, PointersElements),
    /// A belt.
    Belt(BeltElements),
    /// Nothing is there.
    None,
}

impl StageElements {
    /// Handles for the elements of what is in the middle.
    pub fn of(stage: &Stage) -> StageElements {
        match stage {
            Stage::Ring(ring) => {
                StageElements::Ring(RingElements::of(ring), PointersElements::default())
            }
            Stage::Belt(belt) => StageElements::Belt(BeltElements::of(belt)),
            _ => StageElements::None,
        }
    }
}

/// The middle; boxes are drawn with the trays.
pub fn stage(
    blueprint: &Blueprint,
    geometry: &Geometry,
    elements: &StageElements,
    text: &Text,
) -> Html {
    match (&geometry.stage, &blueprint.stage, elements) {
        (
            Stage::Ring(it),
            StagePlan::Ring { pointers: with, .. },
            StageElements::Ring(of_ring, of_pointers),
        ) => html! {
            <>
                { ring(it, of_ring, text) }
                if with.is_some() { { pointers(it, of_pointers, text) } }
            </>
        },
        (
            Stage::Belt(it),
            StagePlan::Belt { caption, is_endless, .. },
            StageElements::Belt(elements),
        ) => belt(it, caption, *is_endless, elements, text),
        _ => html! {},
    }
}

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
    /// The painter of what is in the middle.
    pub fn new(
        elements: &StageElements,
        blueprint: &Blueprint,
        geometry: &Geometry,
    ) -> Option<Container> {
        let (shape, group) = match (&geometry.stage, &blueprint.stage, elements) {
            (
                Stage::Ring(ring),
                StagePlan::Ring { id, pointers, .. },
                StageElements::Ring(of_ring, of_pointers),
            ) => {
                let pointers = match pointers {
                    Some(cells) => Some(Box::new(Pointers::new(of_pointers, ring, *cells)?)),
                    None => None,
                };
                let painter = Box::new(RingPainter::new(of_ring, ring, *id)?);
                (Shape::Ring(painter, pointers), Some(&of_ring.group))
            }
            (Stage::Belt(belt), StagePlan::Belt { id, .. }, StageElements::Belt(of_belt)) => {
                let painter = Box::new(BeltPainter::new(of_belt, belt, *id)?);
                (Shape::Belt(painter), Some(&of_belt.group))
            }
            _ => (Shape::None, None),
        };
        let trouble = group.and_then(|it| it.attribute("data-trouble"));
        Some(Container { object: blueprint.main(), trouble, shape })
    }

    /// Draws it; whether something is still on its way.
    pub fn paint(&mut self, frame: &Frame, travellers: &Travellers) -> bool {
        if let (Some(trouble), Some(object)) = (&mut self.trouble, self.object) {
            trouble.switch(failed_at(frame.model, object));
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
