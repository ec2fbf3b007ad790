//! The number in the middle of the ring, and what it counts.

use super::geometry::{Anchor, Point, Ring, TextLine};

/// Where the number and the lines under it go.
#[derive(Clone, Debug, PartialEq)]
pub struct CountText {
    /// How many slots are full.
    pub count: TextLine,
    /// “of 8 slots full”, in lines.
    pub caption: Vec<(TextLine, String)>,
    /// Whether there is room for the numbers of the slots, too.
    pub slots_are_numbered: bool,
}

/// How wide ordinary type is at most, as a share of its size.
const WIDTH: f64 = 0.57;

impl CountText {
    /// The number, with as much else as fits into the ring.
    pub fn fitting(caption: &str, ring: &Ring) -> CountText {
        let with_numbers = ring.number_radius() - ring.type_size * 0.55;
        let ways = [(with_numbers, true), (ring.inner - 3.0, false)];
        let fitting = ways.into_iter().find_map(|(radius, slots_are_numbered)| {
            let count_size = (radius * 0.68).min(64.0);
            let (usual, large) = (ring.type_size, ring.type_size + 1.5);
            let tries = [(1, large), (1, usual), (2, large), (2, usual), (2, 10.5)];
            let (lines, size) = tries
                .into_iter()
                .map(|(count, size)| (lines(caption, count), size))
                .find(|(lines, size)| fits(lines, *size, count_size, radius))?;
            Some(CountText::new(ring, count_size, &lines, size, slots_are_numbered))
        });
        fitting.unwrap_or_else(|| CountText::new(ring, ring.inner * 0.6, &[], 0.0, true))
    }

    fn new(
        ring: &Ring,
        count_size: f64,
        lines: &[String],
        size: f64,
        slots_are_numbered: bool,
    ) -> CountText {
        let (first, baselines) = baselines(lines.len(), size, count_size);
        let line = |y: f64, size: f64| TextLine {
            at: Point::new(ring.centre.x, ring.centre.y + y),
            anchor: Anchor::Middle,
            size,
            width: 2.0 * ring.inner,
        };
        let caption = baselines.into_iter().zip(lines).map(|(y, it)| (line(y, size), it.clone()));
        CountText { count: line(first, count_size), caption: caption.collect(), slots_are_numbered }
    }
}

/// The base lines of the number and of so many lines under it, the whole in the middle.
fn baselines(lines: usize, size: f64, count_size: f64) -> (f64, Vec<f64>) {
    let figure = count_size * 0.73;
    let height = figure + lines as f64 * size * 1.15 + if lines > 0 { size * 0.35 } else { 0.0 };
    let first = figure - height / 2.0;
    let rest = (0..lines).map(|index| first + size * (1.3 + 1.15 * index as f64)).collect();
    (first, rest)
}

/// The caption in one line, or in two of about the same length.
fn lines(caption: &str, count: usize) -> Vec<String> {
    let middle = caption.len() as isize / 2;
    let space = caption.match_indices(' ').min_by_key(|(at, _)| (*at as isize - middle).abs());
    match space {
        Some((at, _)) if count == 2 => vec![caption[..at].into(), caption[at + 1..].into()],
        _ => vec![caption.into()],
    }
}

/// Whether every line keeps inside a circle.
fn fits(lines: &[String], size: f64, count_size: f64, radius: f64) -> bool {
    let (_, baselines) = baselines(lines.len(), size, count_size);
    lines.iter().zip(baselines).all(|(line, base)| {
        let half = line.chars().count() as f64 * WIDTH * size / 2.0;
        half.hypot(base + size * 0.1) <= radius
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitting(radius: f64, caption: &str) -> CountText {
        CountText::fitting(caption, &Ring::new(Point::new(0.0, 0.0), radius, 8, 12.0))
    }

    #[test]
    fn a_large_ring_has_it_all_in_one_line() {
        let text = fitting(130.0, "of 8 slots full");
        assert_eq!(text.caption.len(), 1);
        assert!(text.slots_are_numbered);
    }

    #[test]
    fn a_smaller_one_breaks_the_line_then_leaves_out_numbers_then_the_caption() {
        let text = fitting(110.0, "de 8 posições cheias");
        assert_eq!(text.caption.len(), 2);
        assert!(!fitting(70.0, "of 8 slots full").slots_are_numbered);
        assert!(fitting(35.0, "of 64 slots full").caption.is_empty());
    }
}
