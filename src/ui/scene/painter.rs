//! Draws the model's state into the elements of the picture, frame by frame.
//!
//! The state is always the present one. Motion only decorates the way from the picture
//! before to this one, and is left out when there is too much of it to be seen.

mod pointers;
mod ring;
mod threads;
mod trays;

use super::blueprint::Blueprint;
use super::geometry::{Geometry, Point};
use super::travel::{Succession, Travel, travel_time};
use super::travellers::Travellers;
use super::type_width::Faces;
use super::wording::Face;
use crate::session::{Model, Motion};
use pointers::Pointers;
use ring::RingPainter;
use std::rc::Rc;
use threads::Threads;
use trays::Trays;
use web_sys::{Element, MediaQueryList};

/// What the parts of the painter need to know about a frame.
struct Frame<'a> {
    model: &'a Model,
    geometry: &'a Geometry,
    /// In milliseconds.
    now: f64,
    /// How long ways take that begin now; 0 is "at once".
    time: f64,
    /// The width of ordinary type.
    face: Face,
    /// The width of the type for code.
    mono: Face,
    /// The width of the type for items.
    tags: Face,
}

/// See the [module](self).
pub struct Painter {
    geometry: Rc<Geometry>,
    faces: Faces,
    reduced_motion: Option<MediaQueryList>,
    threads: Threads,
    trays: Trays,
    ring: RingPainter,
    pointers: Pointers,
    travellers: Travellers,
    /// The generation and the position of the picture that is shown.
    shown: Option<(u64, u64)>,
    /// For which picture the descriptions were last brought up to date, and when.
    described: Option<(u64, u64)>,
    described_at: f64,
}

/// How often descriptions follow while a program runs, in milliseconds. Nobody can read
/// them faster, and a screen reader should not be flooded.
const DESCRIBE_EVERY: f64 = 700.0;

impl Painter {
    /// A painter for the elements in `root`, which were built for this blueprint and geometry.
    pub fn new(
        root: &Element,
        blueprint: &Blueprint,
        geometry: Rc<Geometry>,
        faces: Faces,
    ) -> Option<Painter> {
        let reduced_motion = web_sys::window()
            .and_then(|it| it.match_media("(prefers-reduced-motion: reduce)").ok().flatten());
        Some(Painter {
            faces,
            reduced_motion,
            threads: Threads::new(root, blueprint, &geometry)?,
            trays: Trays::new(root, blueprint, &geometry)?,
            ring: RingPainter::new(root, &geometry)?,
            pointers: Pointers::new(root, &geometry)?,
            travellers: Travellers::of(root),
            geometry,
            shown: None,
            described: None,
            described_at: 0.0,
        })
    }

    /// Draws the model as it is at a time in milliseconds; whether another frame is needed.
    pub fn paint(&mut self, model: &Model, now: f64) -> bool {
        let present = (model.generation, model.run.position() as u64);
        let succession = match self.shown.replace(present) {
            Some((generation, position)) if generation == present.0 => {
                Succession::between(position, present.1)
            }
            _ => Succession::Leap,
        };
        let reduced = self.reduced_motion.as_ref().is_some_and(MediaQueryList::matches);
        let time = match succession {
            Succession::Leap => 0.0,
            _ => travel_time(model.speed, model.motion, reduced),
        };
        let geometry = self.geometry.clone();
        let Faces { words: face, code: mono, tags } = self.faces;
        let frame = Frame { model, geometry: &geometry, now, time, face, mono, tags };
        match succession {
            Succession::Steps(steps) => self.send_travellers(&frame, steps),
            Succession::Leap => {
                self.travellers.clear();
                self.threads.forget_places();
            }
            Succession::Back => self.travellers.clear(),
            Succession::Same => {}
        }
        let mut moving = self.travellers.paint(now);
        let places = self.threads.paint(&frame, &self.travellers);
        moving |= places.moving;
        self.trays.paint(&frame, &places.left_over);
        self.ring.paint(&frame, &self.travellers);
        moving |= self.pointers.paint(&frame);
        moving | self.describe(&frame, present)
    }

    /// Begins the ways of what travelled in the latest steps.
    fn send_travellers(&mut self, frame: &Frame, steps: u64) {
        let recent = frame.model.run.recent();
        let known = recent.len();
        for moment in recent.skip(known.saturating_sub(steps as usize)) {
            let Some(travel) = Travel::in_moment(frame.model.program(), moment) else { continue };
            let (from, to) = self.ends(frame, travel);
            self.travellers.send(travel, from, to, frame.now, frame.time);
        }
    }

    /// Where a way begins and ends.
    fn ends(&self, frame: &Frame, travel: Travel) -> (Point, Point) {
        let Geometry { ring, cards, .. } = frame.geometry;
        let hand = |id: crate::program::ThreadId| cards[id.index()].hand.centre();
        match travel {
            Travel::Put { thread, slot, .. } => (hand(thread), ring.slot_centre(slot)),
            Travel::Get { thread, slot, .. } => (ring.slot_centre(slot), hand(thread)),
            Travel::Take { thread, semaphore } => {
                let chip = self.threads.chip_at(thread, frame.now);
                (self.trays.permit_at(frame, semaphore), chip)
            }
            Travel::Give { thread, semaphore } => {
                let chip = self.threads.chip_at(thread, frame.now);
                (chip, self.trays.permit_at(frame, semaphore))
            }
        }
    }

    /// Brings tooltips and what screen readers say up to date, at once when nothing runs;
    /// whether that is still to be done.
    fn describe(&mut self, frame: &Frame, present: (u64, u64)) -> bool {
        if self.described == Some(present) {
            return false;
        }
        let is_running = frame.model.motion == Motion::Running;
        if is_running && frame.now - self.described_at < DESCRIBE_EVERY {
            return true;
        }
        self.described = Some(present);
        self.described_at = frame.now;
        self.threads.describe(frame);
        self.trays.describe(frame);
        self.ring.describe(frame);
        false
    }
}
