//! How long to wait for an answer, on a page that may itself be asleep.

/// The most that one gap between two looks counts for, in milliseconds.
///
/// A hidden page is called once a second or not at all. When it is called again, much
/// time has passed in which it could not see the answers that were there. So however long it
/// slept, it looks several times more before it gives anybody up.
const LONGEST_GAP: f64 = 150.0;

/// Time to wait, counted only while the page is looking.
#[derive(Clone, Debug)]
pub struct Patience {
    last: f64,
    left: f64,
}

impl Patience {
    /// Patience for so many milliseconds.
    pub fn new(now: f64, milliseconds: f64) -> Patience {
        Patience { last: now, left: milliseconds }
    }

    /// Looks at the clock: is it over?
    pub fn is_over(&mut self, now: f64) -> bool {
        self.left -= (now - self.last).clamp(0.0, LONGEST_GAP);
        self.last = self.last.max(now);
        self.left <= 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_counts_while_the_page_looks() {
        let mut patience = Patience::new(0.0, 1000.0);
        let over = (1..).map(|frame| f64::from(frame) * 16.0).find(|&now| patience.is_over(now));
        assert_eq!(over, Some(1008.0));
    }

    #[test]
    fn a_page_that_slept_looks_again_before_it_gives_up() {
        let mut patience = Patience::new(0.0, 1000.0);
        assert!(!patience.is_over(60_000.0));
        let looks =
            (0..).take_while(|look| !patience.is_over(60_000.0 + f64::from(*look) * 1000.0));
        assert_eq!(looks.count(), 6);
    }

    #[test]
    fn a_clock_that_goes_back_changes_nothing() {
        let mut patience = Patience::new(1000.0, 100.0);
        assert!(!patience.is_over(0.0));
        assert!(!patience.is_over(1099.0));
        assert!(patience.is_over(1100.0));
    }
}
