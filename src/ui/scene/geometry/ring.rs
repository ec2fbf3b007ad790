//! The ring of slots. Slot 0 begins at the top, and the slots go clockwise.

use super::shapes::{Point, Rect, Size};
use super::units::Units;

/// The buffer's slots, and what lies around them.
#[derive(Clone, Debug, PartialEq)]
pub struct Ring {
    /// The middle.
    pub centre: Point,
    /// From the middle to the outer rim of the slots.
    pub outer: f64,
    /// From the middle to their inner rim.
    pub inner: f64,
    /// How many there are, at least 1.
    pub slots: u16,
    /// How an item in a slot is drawn.
    pub mark: Mark,
    /// Every so manieth slot has its number written beside it.
    pub number_every: u16,
    /// The size of the numbers and of the names of the pointers.
    pub type_size: f64,
}

/// How an item in a slot is drawn, given the room there is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mark {
    /// As a label of this size: `P1·7`.
    Label(Size),
    /// The slot is coloured, with the item's number in it, which may be so wide.
    Number(f64),
    /// The slot is coloured.
    Block,
}

/// How far from the rim the tip of a pointer is.
const POINTER_GAP: f64 = 3.0;

impl Ring {
    /// How far above the slots the names of pointers reach.
    pub fn reach_above(type_size: f64) -> f64 {
        POINTER_GAP + pointer_length(type_size) + 3.0 + type_size + 2.0
    }

    /// The corners of a pointer that points at the top of the ring.
    pub fn pointer(&self) -> [Point; 3] {
        let tip = self.centre.y - self.outer - POINTER_GAP;
        let length = pointer_length(self.type_size);
        let (x, half, base) = (self.centre.x, length * 0.52, tip - length);
        [Point::new(x, tip), Point::new(x - half, base), Point::new(x + half, base)]
    }

    /// A ring of so many slots with this outer radius.
    pub fn new(centre: Point, outer: f64, slots: u16, type_size: f64) -> Ring {
        let slots = slots.max(1);
        let inner = outer * if slots > 24 { 0.68 } else { 0.63 };
        let mut ring =
            Ring { centre, outer, inner, slots, mark: Mark::Block, number_every: 1, type_size };
        ring.mark = ring.fitting_mark();
        let arc = std::f64::consts::TAU * ring.number_radius() / f64::from(slots);
        let steps = [1, 2, 4, 8, 16, 32, 64, 128, 256];
        let wide_enough = steps.into_iter().find(|&it| arc * f64::from(it) >= 2.1 * type_size);
        ring.number_every = wide_enough.unwrap_or(512);
        ring
    }

    fn fitting_mark(&self) -> Mark {
        let depth = self.outer - self.inner;
        let chord = if self.slots < 3 {
            self.inner
        } else {
            let half = std::f64::consts::PI / f64::from(self.slots);
            2.0 * self.middle() * half.sin() - self.gap()
        };
        // A label stays upright while its slot is turned, so it has to fit both ways.
        let room = depth.min(chord) * 0.94;
        if room >= 34.0 {
            let width = room.min(46.0);
            Mark::Label(Size::new(width, (width * 0.5).clamp(17.0, 21.0)))
        } else if room >= 13.0 {
            Mark::Number(room)
        } else {
            Mark::Block
        }
    }

    /// From the middle of the ring to the middle of a slot.
    pub fn middle(&self) -> f64 {
        (self.outer + self.inner) / 2.0
    }

    /// From the middle to the middle of the slots' numbers.
    pub fn number_radius(&self) -> f64 {
        self.inner - self.type_size * 0.95
    }

    fn gap(&self) -> f64 {
        match self.slots {
            0..=16 => 4.0,
            17..=32 => 2.5,
            33..=64 => 1.6,
            // Of very many, the slots have to be wider than what is between them.
            _ => self.inner * 2.0 / f64::from(self.slots),
        }
    }

    /// The direction in which a slot lies, in degrees; also between slots.
    pub fn angle(&self, slot: f64) -> f64 {
        (slot + 0.5) * 360.0 / f64::from(self.slots)
    }

    /// The middle of a slot.
    pub fn slot_centre(&self, slot: u16) -> Point {
        self.centre.around(self.middle(), self.angle(f64::from(slot)))
    }

    /// Where a slot's number is written.
    pub fn number_at(&self, slot: u16) -> Point {
        self.centre.around(self.number_radius(), self.angle(f64::from(slot)))
    }

    /// Where a slot's number can be written inside the slot, before the item; `None` where there is no room.
    pub fn number_inside(&self, slot: u16) -> Option<Point> {
        let number = self.number_size(slot);
        let item = match self.mark {
            Mark::Label(size) => size,
            Mark::Number(room) => Size::new(room, room.min(self.type_size)),
            Mark::Block => Size::new(0.0, 0.0),
        };
        let margin = 4.0;
        let half = std::f64::consts::PI / f64::from(self.slots) * self.middle() - self.gap() / 2.0;
        let back = (half - margin - number.width / 2.0) / self.middle();
        let degrees = self.angle(f64::from(slot)) - back.to_degrees();
        let at = self.centre.around(self.middle(), degrees);
        let is_deep = self.outer - self.inner >= self.type_size * 1.3;
        // An item's label stays upright, so how near it comes depends on where the slot lies.
        let around = Size::new(number.width + 2.0 * margin, number.height + 2.0 * margin);
        let item = Rect::around(self.slot_centre(slot), item);
        let is_clear = back > 0.0 && !Rect::around(at, around).overlaps(&item);
        (is_deep && is_clear).then_some(at)
    }

    /// How large a slot's number is at most.
    fn number_size(&self, slot: u16) -> Size {
        let digits = if slot < 10 { 1.0 } else { f64::from(slot.ilog10()) + 1.0 };
        Size::new(digits * self.type_size * 0.62, self.type_size * 0.75)
    }

    /// Where an item that was lost from a slot is drawn inside the ring, as large as this: clear of the number in the middle,
    /// and of the slot's own where that is written there. `None` where there is no room.
    pub fn lost_at(&self, slot: u16, size: Size) -> Option<Point> {
        let degrees = self.angle(f64::from(slot));
        let (sin, cos) = degrees.to_radians().sin_cos();
        let reach_of = |it: Size| it.width / 2.0 * sin.abs() + it.height / 2.0 * cos.abs();
        let reach = reach_of(size);
        let from = match self.number_inside(slot) {
            Some(_) => self.inner - 4.0,
            None => self.number_radius() - reach_of(self.number_size(slot)) - 1.0,
        };
        let radius = from - reach;
        let middle = self.inner * 0.3;
        (radius - reach >= middle).then(|| self.centre.around(radius, degrees))
    }

    /// Whether a slot's number is written.
    pub fn is_numbered(&self, slot: u16) -> bool {
        slot.is_multiple_of(self.number_every)
    }

    /// The outline of a slot, `inset` smaller on every side, as SVG path data.
    pub fn outline(&self, slot: u16, inset: f64) -> String {
        let (outer, inner) = (self.outer - inset, self.inner + inset);
        let half = 180.0 / f64::from(self.slots);
        let middle = self.angle(f64::from(slot));
        let gap = self.gap() / 2.0 + inset;
        // The gap is as wide at the inner rim as at the outer one.
        let at = |radius: f64, side: f64| {
            let degrees = middle + side * (half - (gap / radius).to_degrees());
            self.centre.around(radius, degrees)
        };
        let [a, b, c, d] = [at(outer, -1.0), at(outer, 1.0), at(inner, 1.0), at(inner, -1.0)];
        let large = u8::from(half > 90.0);
        let at = |point: Point| format!("{} {}", Units(point.x), Units(point.y));
        let [a, b, c, d] = [a, b, c, d].map(at);
        let (outer, inner) = (Units(outer), Units(inner));
        format!("M{a}A{outer} {outer} 0 {large} 1 {b}L{c}A{inner} {inner} 0 {large} 0 {d}Z")
    }

    /// Where the name of a pointer that points from this direction is centred; `width` is
    /// that of the name.
    pub fn pointer_name(&self, degrees: f64, width: f64) -> Point {
        self.centre.around(self.name_radius(degrees, width), degrees)
    }

    fn name_radius(&self, degrees: f64, width: f64) -> f64 {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let base = self.outer + POINTER_GAP + pointer_length(self.type_size) + 3.0;
        base + width / 2.0 * sin.abs() + self.type_size * 0.5 * cos.abs()
    }

    /// How wide the name of a pointer may be.
    pub fn name_width(&self) -> f64 {
        self.type_size * 2.7
    }

    /// Whether a rectangle keeps clear of the slots, the pointers and their names.
    pub fn is_clear_of(&self, rect: &Rect) -> bool {
        rect.rim().into_iter().all(|point| {
            let dx = point.x - self.centre.x;
            let dy = self.centre.y - point.y;
            let degrees = dx.atan2(dy).to_degrees();
            let width = self.name_width();
            let (sin, cos) = degrees.to_radians().sin_cos();
            let reach = self.name_radius(degrees, width)
                + width / 2.0 * sin.abs()
                + self.type_size * 0.4 * cos.abs();
            dx.hypot(dy) >= reach
        })
    }
}

fn pointer_length(type_size: f64) -> f64 {
    type_size * 0.88
}
