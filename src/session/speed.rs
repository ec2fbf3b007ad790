//! How fast a run goes.

/// A place on the scale of speeds, from one step in four seconds to no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Speed(u8);

/// Steps a second, at each place but the last, which has no limit.
const STEPS_PER_SECOND: [f64; 13] =
    [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0, 125.0, 250.0, 500.0, 1000.0];

impl Speed {
    /// One step in four seconds.
    pub const SLOWEST: Speed = Speed(0);
    /// As fast as the page can follow.
    pub const UNLIMITED: Speed = Speed(STEPS_PER_SECOND.len() as u8);

    /// The speed at this place of the scale; beyond its end, no limit.
    pub fn at(place: u8) -> Speed {
        Speed(place.min(Speed::UNLIMITED.0))
    }

    /// The place on the scale, from 0.
    pub fn place(self) -> u8 {
        self.0
    }

    /// One place up, if there is one.
    pub fn faster(self) -> Speed {
        Speed::at(self.0.saturating_add(1))
    }

    /// One place down, if there is one.
    pub fn slower(self) -> Speed {
        Speed(self.0.saturating_sub(1))
    }

    /// Steps a second; `None` for no limit.
    pub fn steps_per_second(self) -> Option<f64> {
        STEPS_PER_SECOND.get(usize::from(self.0)).copied()
    }
}

impl Default for Speed {
    fn default() -> Self {
        Speed(4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_has_two_ends_and_rises_in_between() {
        assert_eq!(Speed::SLOWEST.slower(), Speed::SLOWEST);
        assert_eq!(Speed::UNLIMITED.faster(), Speed::UNLIMITED);
        assert_eq!(Speed::SLOWEST.steps_per_second(), Some(0.25));
        assert_eq!(Speed::UNLIMITED.steps_per_second(), None);
        assert_eq!(Speed::default().steps_per_second(), Some(4.0));
        let mut speed = Speed::SLOWEST;
        while let (Some(slow), Some(fast)) =
            (speed.steps_per_second(), speed.faster().steps_per_second())
        {
            assert!(slow < fast);
            speed = speed.faster();
        }
        assert_eq!(speed.faster(), Speed::UNLIMITED);
    }
}
