//! The critical section: the ground round the container, and the places of those inside.

use super::shapes::{CHIP, Place, Point, Rect};
use super::stage::Stage;

/// The ground of the critical section.
#[derive(Clone, Debug, PartialEq)]
pub struct Halo {
    /// Its extent.
    pub frame: Rect,
    /// The radius of its corners.
    pub corner: f64,
    /// Where producers and others stand that are inside, the best place first.
    pub producers: Vec<Place>,
    /// Where consumers stand that are inside.
    pub consumers: Vec<Place>,
}

/// How many threads of a role have a place of their own inside.
const MOST_PLACES: usize = 6;

impl Halo {
    /// The ground with places for chips of this scale, those of producers as near as
    /// can be to one point of the ground and those of consumers to another.
    pub fn new(frame: Rect, corner: f64, stage: &Stage, scale: f64, entrances: [Point; 2]) -> Halo {
        let mut halo = Halo { frame, corner, producers: Vec::new(), consumers: Vec::new() };
        let free = halo.free_places(stage, scale);
        let mut taken: Vec<Rect> = Vec::new();
        let mut chosen = [Vec::new(), Vec::new()];
        for _ in 0..MOST_PLACES {
            for (places, entrance) in chosen.iter_mut().zip(entrances) {
                let other = if entrance == entrances[0] { entrances[1] } else { entrances[0] };
                let nearest = free
                    .iter()
                    .filter(|it| it.at.distance(entrance) < it.at.distance(other))
                    .filter(|it| !taken.iter().any(|chip| chip.overlaps(&it.chip().inset(-1.5))))
                    .min_by(|a, b| a.at.distance(entrance).total_cmp(&b.at.distance(entrance)));
                if let Some(&place) = nearest {
                    taken.push(place.chip().inset(-1.5));
                    places.push(place);
                }
            }
        }
        [halo.producers, halo.consumers] = chosen;
        halo
    }

    /// Where a chip would neither leave the ground nor cover anything of the container.
    fn free_places(&self, stage: &Stage, scale: f64) -> Vec<Place> {
        const STEP: f64 = 5.0;
        let chip = CHIP.scaled(scale);
        let (half_width, half_height) = (chip.width / 2.0 + 4.0, chip.height / 2.0 + 4.0);
        let centre = self.frame.centre();
        let steps = |room: f64| {
            let count = (room / STEP).floor() as i32;
            (-count..=count).map(move |step| f64::from(step) * STEP)
        };
        let mut free = Vec::new();
        for dx in steps(self.frame.width / 2.0 - half_width) {
            for dy in steps(self.frame.height / 2.0 - half_height) {
                let place = Place { at: Point::new(centre.x + dx, centre.y + dy), scale };
                if self.holds(&place.chip().inset(-3.0)) && stage.is_clear_of(&place.chip()) {
                    free.push(place);
                }
            }
        }
        free
    }

    /// Whether a rectangle lies on the ground, the round corners cut off.
    pub fn holds(&self, rect: &Rect) -> bool {
        let core = self.frame.inset(self.corner);
        self.frame.holds(rect)
            && rect.rim().into_iter().all(|point| {
                let dx = (core.x - point.x).max(point.x - core.right()).max(0.0);
                let dy = (core.y - point.y).max(point.y - core.bottom()).max(0.0);
                dx.hypot(dy) <= self.corner
            })
    }
}
