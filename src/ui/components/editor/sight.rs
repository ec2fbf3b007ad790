//! Which lines of a long text are drawn: those in sight, and some before and behind.

use std::ops::Range;
use web_sys::Element;

/// A text of up to so many lines is drawn as a whole.
const SHORT: usize = 200;

/// So many lines are drawn before and behind those in sight.
const MARGIN: usize = 60;

/// What is in sight of a text, in lines from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight(Range<usize>);

impl Default for Sight {
    /// What is in sight before the page was measured.
    fn default() -> Sight {
        Sight(0..SHORT - 2 * MARGIN)
    }
}

impl Sight {
    /// What a reader sees of so many lines, each of the same height, scrolled so far.
    pub fn of(lines: usize, height: f64, scrolled: f64, seen: f64) -> Sight {
        let row = (height / lines.max(1) as f64).max(1.0);
        let first = (scrolled / row).max(0.0) as usize;
        Sight(first..first + (seen / row).max(0.0).ceil() as usize + 1)
    }

    /// What a reader sees of a picture of so many lines.
    pub fn of_picture(picture: &Element, lines: usize) -> Option<Sight> {
        let frame = picture.closest(".editor-scroll").ok().flatten()?;
        let height = picture.get_bounding_client_rect().height();
        let (scrolled, seen) = (f64::from(frame.scroll_top()), f64::from(frame.client_height()));
        // While it is not shown there is nothing to be seen of it.
        (height > 0.0).then(|| Sight::of(lines, height, scrolled, seen))
    }

    /// The lines to draw of so many.
    pub fn drawn(&self, lines: usize) -> Range<usize> {
        if lines <= SHORT {
            return 0..lines;
        }
        let end = (self.0.end + MARGIN).min(lines);
        self.0.start.saturating_sub(MARGIN).min(end)..end
    }

    /// Whether the lines drawn for this sight will do for another one.
    pub fn will_do_for(&self, other: &Sight, lines: usize) -> bool {
        let drawn = self.drawn(lines);
        let near = other.0.start.saturating_sub(MARGIN / 3)..(other.0.end + MARGIN / 3).min(lines);
        near.start.max(drawn.start) == near.start && near.end <= drawn.end
    }
}

/// Brings a line, from 0, of so many into sight, where it is not drawn yet.
pub fn scroll_to(picture: &Element, line: usize, lines: usize) {
    let Some(frame) = picture.closest(".editor-scroll").ok().flatten() else { return };
    let row = picture.get_bounding_client_rect().height() / lines.max(1) as f64;
    let above = f64::from(frame.client_height()) / 2.0;
    frame.set_scroll_top((line as f64 * row - above).max(0.0) as i32);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_is_drawn_whole_and_of_a_long_one_what_is_in_sight() {
        let at = |lines: usize, scrolled| Sight::of(lines, lines as f64 * 20.0, scrolled, 400.0);
        assert_eq!(at(200, 0.0).drawn(200), 0..200);
        assert_eq!(at(64_000, 0.0).drawn(64_000), 0..81);
        assert_eq!(at(64_000, 20_000.0).drawn(64_000), 940..1081);
        assert_eq!(at(64_000, 64_000.0 * 20.0 - 400.0).drawn(64_000), 63_920..64_000);
        // A text that has become shorter than what was in sight of it.
        assert_eq!(at(64_000, 64_000.0 * 20.0 - 400.0).drawn(300), 300..300);
        assert_eq!(Sight::of(0, 0.0, 0.0, 0.0).drawn(0), 0..0);
    }

    #[test]
    fn lines_are_drawn_anew_before_their_end_comes_into_sight() {
        let at = |scrolled| Sight::of(1000, 20_000.0, scrolled, 400.0);
        assert!(at(5_000.0).will_do_for(&at(5_000.0), 1000));
        assert!(at(5_000.0).will_do_for(&at(5_700.0), 1000));
        assert!(!at(5_000.0).will_do_for(&at(5_900.0), 1000));
        assert!(!at(5_000.0).will_do_for(&at(4_100.0), 1000));
        assert!(at(0.0).will_do_for(&at(0.0), 1000), "there is nothing before the first");
        assert!(at(19_600.0).will_do_for(&at(19_600.0), 1000), "nor behind the last");
    }
}
