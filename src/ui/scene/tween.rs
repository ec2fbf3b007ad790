//! Ways in time: from one value to another, beginning and ending gently.

use super::geometry::{Place, Point};

/// A value that can be anywhere between two others.
pub trait Between: Copy + PartialEq {
    /// The value `share` of the way to another.
    fn between(self, other: Self, share: f64) -> Self;
}

impl Between for f64 {
    fn between(self, other: f64, share: f64) -> f64 {
        self + (other - self) * share
    }
}

impl Between for Place {
    fn between(self, other: Place, share: f64) -> Place {
        let scale = self.scale.between(other.scale, share);
        Place { at: self.at.towards(other.at, share), scale }
    }
}

/// A value on its way, or arrived.
#[derive(Clone, Copy, Debug)]
pub struct Tween<T> {
    from: T,
    to: T,
    start: f64,
    time: f64,
}

impl<T: Between> Tween<T> {
    /// A value at rest.
    pub fn at(value: T) -> Tween<T> {
        Tween { from: value, to: value, start: 0.0, time: 0.0 }
    }

    /// Sends the value somewhere else, from wherever it is now. It stays on its way if it
    /// is going there already.
    pub fn send(&mut self, to: T, now: f64, time: f64) {
        if self.to != to || time == 0.0 {
            *self = Tween { from: self.value(now), to, start: now, time };
        }
    }

    /// Where it is going, or is.
    pub fn target(&self) -> T {
        self.to
    }

    /// Where it is now.
    pub fn value(&self, now: f64) -> T {
        if self.is_moving(now) {
            self.from.between(self.to, ease((now - self.start) / self.time))
        } else {
            self.to
        }
    }

    /// Whether it is still on its way.
    pub fn is_moving(&self, now: f64) -> bool {
        now < self.start + self.time && self.from != self.to
    }
}

/// Slow at both ends.
pub fn ease(share: f64) -> f64 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

/// The way of an item: level out of the hands, and then in a bow to its goal.
pub fn bow(from: Point, to: Point, share: f64) -> Point {
    let bend = Point::new(from.x + (to.x - from.x) * 0.6, from.y);
    from.towards(bend, share).towards(bend.towards(to, share), share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_arrives_in_time_and_can_be_sent_elsewhere_on_its_way() {
        let mut tween = Tween::at(0.0);
        assert!(!tween.is_moving(0.0));
        tween.send(10.0, 100.0, 50.0);
        assert_eq!(tween.value(100.0), 0.0);
        assert_eq!(tween.value(125.0), 5.0);
        tween.send(10.0, 125.0, 50.0);
        assert_eq!(tween.value(150.0), 10.0, "a second send to the same goal changes nothing");
        tween.send(0.0, 125.0, 50.0);
        assert_eq!(tween.value(125.0), 5.0);
        assert!(tween.is_moving(174.0) && !tween.is_moving(175.0));
        tween.send(7.0, 140.0, 0.0);
        assert_eq!(tween.value(140.0), 7.0);
    }

    #[test]
    fn a_bow_begins_and_ends_where_it_should() {
        let (from, to) = (Point::new(1.0, 2.0), Point::new(30.0, 40.0));
        assert_eq!(bow(from, to, 0.0), from);
        assert_eq!(bow(from, to, 1.0), to);
    }
}
