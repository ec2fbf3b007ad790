//! The row of trays and boxes at the top; more than one where they would be too narrow.

use super::TrayNeeds;
use super::shapes::Rect;
use super::trays::{Tray, TrayStyle};
use std::ops::Range;

/// How a row of trays is made.
#[derive(Clone, Copy, Debug)]
pub struct RowMeasures {
    /// How high a row of wide trays is.
    pub height: f64,
    /// How high a row of narrow trays is.
    pub narrow_height: f64,
    /// Between trays, and between rows.
    pub gap: f64,
    /// How wide a tray is at least.
    pub least: f64,
    /// How wide a tray is at most.
    pub most: f64,
    /// The style of a wide tray.
    pub style: TrayStyle,
    /// From which width on a tray is wide.
    pub wide_from: f64,
}

/// How wide a box is, as a share of a tray.
const BOX: f64 = 0.5;

impl TrayNeeds {
    fn share(&self) -> f64 {
        if self.sleepers == 0 { BOX } else { 1.0 }
    }
}

/// What is in each row.
fn rows(needs: &[TrayNeeds], width: f64, measures: &RowMeasures) -> Vec<Range<usize>> {
    let share = |range: Range<usize>| needs[range].iter().map(TrayNeeds::share).sum::<f64>();
    let fits = |range: &Range<usize>| {
        let gaps = (range.len() - 1) as f64 * measures.gap;
        (width - gaps) / share(range.clone()) >= measures.least
    };
    for count in 1..=needs.len() {
        let all = share(0..needs.len());
        let mut rows = Vec::new();
        let mut from = 0;
        for row in 1..=count {
            let goal = all * row as f64 / count as f64 + 0.01;
            let mut to = from;
            while to < needs.len() && (share(0..to + 1) <= goal || to == from) {
                to += 1;
            }
            if to > from {
                rows.push(from..to);
            }
            from = to;
        }
        if from == needs.len() && (rows.iter().all(fits) || count == needs.len()) {
            return rows;
        }
    }
    Vec::new()
}

/// The width of a whole tray in a row.
fn unit(needs: &[TrayNeeds], width: f64, measures: &RowMeasures) -> f64 {
    let gaps = (needs.len() - 1) as f64 * measures.gap;
    let shares: f64 = needs.iter().map(TrayNeeds::share).sum();
    ((width - gaps) / shares).min(measures.most)
}

/// How many rows there are, and how high they are together with the gap under each.
pub fn height(needs: &[TrayNeeds], width: f64, measures: &RowMeasures) -> (usize, f64) {
    let rows = rows(needs, width, measures);
    let height =
        |row: &Range<usize>| row_height(&needs[row.clone()], width, measures) + measures.gap;
    (rows.len(), rows.iter().map(height).sum())
}

fn row_height(needs: &[TrayNeeds], width: f64, measures: &RowMeasures) -> f64 {
    match unit(needs, width, measures) >= measures.wide_from {
        true => measures.height,
        false => measures.narrow_height,
    }
}

/// The trays, in rows from the top of the content.
pub fn arrange(content: Rect, needs: &[TrayNeeds], measures: &RowMeasures) -> Vec<Tray> {
    let mut trays = Vec::with_capacity(needs.len());
    let mut y = content.y;
    for row in rows(needs, content.width, measures) {
        let needs = &needs[row];
        let unit = unit(needs, content.width, measures);
        let height = row_height(needs, content.width, measures);
        let style = if unit >= measures.wide_from { measures.style } else { TrayStyle::Stacked };
        let gaps = (needs.len() - 1) as f64 * measures.gap;
        let used: f64 = needs.iter().map(|it| it.share() * unit).sum::<f64>() + gaps;
        let mut x = content.centre().x - used / 2.0;
        for &needs in needs {
            let width = unit * needs.share();
            let frame = Rect::new(x, y, width, height);
            let style = if needs.sleepers == 0 { TrayStyle::Box } else { style };
            trays.push(Tray::new(frame, style, needs));
            x += width + measures.gap;
        }
        y += height + measures.gap;
    }
    trays
}
