//! Draws the model's state into the elements of the picture, frame by frame.
//!
//! The state is always the present one. Motion only decorates the way from the picture
//! before to this one, and is left out when there is too much of it to be seen.

use super::blueprint::Blueprint;
use super::frame::{Frame, elements_of};
use super::geometry::{Geometry, Point};
use super::parts::Elements;
use super::parts::stage::Container;
use super::parts::threads::Threads;
use super::parts::travellers::Travellers;
use super::parts::tray::Trays;
use super::travel::{Succession, Travel, travel_time};
use super::type_width::Faces;
use crate::program::{ObjectId, ObjectKind, Value};
use crate::session::{Model, Motion};
use crate::text::Language;
use std::rc::Rc;
use web_sys::MediaQueryList;

/// See the [module](self).
pub struct Painter {
    geometry: Rc<Geometry>,
    faces: Faces,
    reduced_motion: Option<MediaQueryList>,
    threads: Threads,
    trays: Trays,
    container: Container,
    travellers: Travellers,
    blueprint: Rc<Blueprint>,
    /// The generation and the language of the model that this is last known to be the picture of.
    is_of: Option<(u64, Language)>,
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
    /// A painter for these elements, which were drawn for this blueprint and geometry.
    pub fn new(
        elements: &Elements,
        blueprint: &Rc<Blueprint>,
        geometry: Rc<Geometry>,
        faces: Faces,
    ) -> Option<Painter> {
        let reduced_motion = web_sys::window()
            .and_then(|it| it.match_media("(prefers-reduced-motion: reduce)").ok().flatten());
        Some(Painter {
            faces,
            reduced_motion,
            threads: Threads::new(elements, blueprint, &geometry)?,
            trays: Trays::new(&elements.trays, &blueprint.trays)?,
            container: Container::new(&elements.stage, blueprint, &geometry)?,
            travellers: Travellers::of(&elements.travellers),
            geometry,
            blueprint: blueprint.clone(),
            is_of: None,
            shown: None,
            described: None,
            described_at: 0.0,
        })
    }

    /// Draws the model as it is at a time in milliseconds; whether another frame is needed.
    pub fn paint(&mut self, model: &Model, now: f64) -> bool {
        if !self.is_picture_of(model) {
            return false;
        }
        let present = (model.playback.generation, model.playback.run.position() as u64);
        let succession = match self.shown.replace(present) {
            Some((generation, position)) if generation == present.0 => {
                Succession::between(position, present.1)
            }
            _ => Succession::Leap,
        };
        let reduced = self.reduced_motion.as_ref().is_some_and(MediaQueryList::matches);
        let time = match succession {
            Succession::Leap => 0.0,
            _ => travel_time(model.playback.speed, model.playback.motion, reduced),
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
        moving |= self.threads.paint(&frame, &self.travellers);
        self.trays.paint(&frame);
        moving |= self.container.paint(&frame, &self.travellers);
        moving | self.describe(&frame, present)
    }

    /// Whether this is the picture of the model's program. A frame can come before the picture of another one is there: this
    /// one has no place for its threads and objects.
    fn is_picture_of(&mut self, model: &Model) -> bool {
        // A model may hold another program after each of these changes only.
        let now = Some((model.playback.generation, model.preferences.language));
        if self.is_of != now && Blueprint::of(model) == *self.blueprint {
            self.is_of = now;
        }
        self.is_of == now
    }

    /// Begins the ways of what travelled in the latest steps.
    fn send_travellers(&mut self, frame: &Frame, steps: u64) {
        let program = frame.model.program();
        let recent = frame.model.playback.run.recent();
        let known = recent.len();
        for moment in recent.skip(known.saturating_sub(steps as usize)) {
            for travel in Travel::in_moment(program, moment) {
                let is_lock = match travel {
                    Travel::Take { object, .. } | Travel::Give { object, .. } => {
                        matches!(
                            program.object(object).kind,
                            ObjectKind::Lock | ObjectKind::ReentrantLock
                        )
                    }
                    Travel::Put { .. } | Travel::Get { .. } => false,
                };
                let ends = self.ends(frame, travel);
                self.container.note(frame, travel);
                self.travellers.send(travel, ends, frame, is_lock);
            }
        }
    }

    /// Where a way begins and ends.
    fn ends(&self, frame: &Frame, travel: Travel) -> [Point; 2] {
        let hand = |id: crate::program::ThreadId| frame.geometry.cards[id.index()].hand.centre();
        let inside = |object: ObjectId, place: usize| {
            self.container.place(object, place).unwrap_or(self.trays.spot(frame, object))
        };
        match travel {
            Travel::Put { thread, object, slot, value } => {
                let place = slot.map_or_else(|| row_place(frame.model, object, value), usize::from);
                [hand(thread), inside(object, place)]
            }
            Travel::Get { thread, object, place, .. } => {
                [inside(object, usize::from(place)), hand(thread)]
            }
            Travel::Take { thread, object } => {
                [self.trays.spot(frame, object), self.threads.chip_at(thread, frame.now)]
            }
            Travel::Give { thread, object } => {
                [self.threads.chip_at(thread, frame.now), self.trays.spot(frame, object)]
            }
        }
    }

    /// Brings tooltips and what screen readers say up to date, at once when nothing runs;
    /// whether that is still to be done.
    fn describe(&mut self, frame: &Frame, present: (u64, u64)) -> bool {
        if self.described == Some(present) {
            return false;
        }
        let is_running = frame.model.playback.motion == Motion::Running;
        if is_running && frame.now - self.described_at < DESCRIBE_EVERY {
            return true;
        }
        self.described = Some(present);
        self.described_at = frame.now;
        self.threads.describe(frame);
        self.trays.describe(frame);
        self.container.describe(frame);
        false
    }
}

/// The place of a value in a row; the last one if it is not there any more.
fn row_place(model: &Model, object: ObjectId, value: Value) -> usize {
    let elements = elements_of(model, object);
    elements.iter().rposition(|&it| it == value).unwrap_or(elements.len().saturating_sub(1))
}
