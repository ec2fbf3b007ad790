//! A semaphore as a tray: its count, its permits, and the bed for those who sleep at it.

use super::TrayNeeds;
use super::shapes::{Anchor, CHIP, Place, Point, Rect, TextLine};

/// Where the parts of one tray are.
#[derive(Clone, Debug, PartialEq)]
pub struct Tray {
    /// The whole tray.
    pub frame: Rect,
    /// The semaphore's name.
    pub name: TextLine,
    /// Its count.
    pub count: TextLine,
    /// The permits, drawn as dots.
    pub pips: Vec<Point>,
    /// The size of the dots.
    pub pip_radius: f64,
    /// Where it says who has the permits of a lock.
    pub holder: TextLine,
    /// Where threads lie.
    pub bed: Rect,
    /// The places in it.
    pub berths: Vec<Place>,
    /// Where it says that the semaphore is switched off.
    pub off: TextLine,
}

/// How the parts of a tray are put together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TrayStyle {
    /// Count, then name over permits, then the bed: for trays that are wide.
    Beside {
        /// The size of the count's type.
        count_size: f64,
        /// The size of the name's type.
        name_size: f64,
        /// The bed's share of what the count leaves.
        bed_share: f64,
    },
    /// Name and count, then permits, then the bed: for trays that are narrow.
    Stacked,
}

impl Tray {
    /// A tray of this style with room for what it needs.
    pub fn new(frame: Rect, style: TrayStyle, needs: TrayNeeds) -> Tray {
        match style {
            TrayStyle::Beside { count_size, name_size, bed_share } => {
                beside(frame, count_size, name_size, bed_share, needs)
            }
            TrayStyle::Stacked => stacked(frame, needs),
        }
    }
}

fn beside(frame: Rect, count_size: f64, name_size: f64, bed_share: f64, needs: TrayNeeds) -> Tray {
    let padding = name_size * 0.6;
    let count_width = count_size * 1.6;
    let left = frame.x + padding + count_width;
    let bed_width = (frame.right() - left) * bed_share;
    // In a low tray the name is above the bed, as there is no room beside it.
    let is_low = frame.height < 50.0;
    let bed_top = frame.y + if is_low { 16.0 } else { 6.0 };
    let bottom = frame.bottom() - if is_low { 5.0 } else { 6.0 };
    let bed = Rect::new(frame.right() - bed_width - 6.0, bed_top, bed_width, bottom - bed_top);
    let width = bed.x - left - 8.0;
    let middle = frame.centre().y;
    let name = TextLine {
        at: Point::new(left, middle - frame.height * if is_low { 0.16 } else { 0.08 }),
        anchor: Anchor::Start,
        size: name_size,
        width,
    };
    let count = TextLine {
        at: Point::new(frame.x + padding + count_width * 0.44, middle + count_size * 0.36),
        anchor: Anchor::Middle,
        size: count_size,
        width: count_width,
    };
    let area = Rect::new(left, middle + frame.height * 0.03, width, frame.height * 0.36);
    put_together(frame, name, count, area, bed, needs)
}

fn stacked(frame: Rect, needs: TrayNeeds) -> Tray {
    let inner = frame.inset(8.0);
    let name = TextLine {
        at: Point::new(inner.x, frame.y + 18.0),
        anchor: Anchor::Start,
        size: 12.5,
        width: inner.width - 24.0,
    };
    let count = TextLine {
        at: Point::new(inner.right(), frame.y + 21.0),
        anchor: Anchor::End,
        size: 19.0,
        width: 26.0,
    };
    let area = Rect::new(inner.x, frame.y + 25.0, inner.width, 12.0);
    let bed = Rect::new(frame.x + 4.0, frame.y + 40.0, frame.width - 8.0, frame.height - 44.0);
    put_together(frame, name, count, area, bed, needs)
}

fn put_together(
    frame: Rect,
    name: TextLine,
    count: TextLine,
    area: Rect,
    bed: Rect,
    needs: TrayNeeds,
) -> Tray {
    let (pips, pip_radius) = dots(area, needs.permits);
    let last = pips.last().copied().unwrap_or_default();
    let beside_pips = last.x + pip_radius + 6.0;
    let size = name.size * 0.85;
    let holder = TextLine {
        at: Point::new(beside_pips, last.y + size * 0.36),
        anchor: Anchor::Start,
        size,
        width: area.right() - beside_pips,
    };
    let centre = bed.centre();
    let off = TextLine {
        at: Point::new(centre.x, centre.y + 4.0),
        anchor: Anchor::Middle,
        size: 12.0,
        width: bed.width,
    };
    let berths = berths(bed, needs.sleepers);
    Tray { frame, name, count, pips, pip_radius, holder, bed, berths, off }
}

/// So many dots in rows from the upper left, as large as the area allows.
fn dots(area: Rect, count: u32) -> (Vec<Point>, f64) {
    let count = count.max(1);
    let fits = |pitch: f64| {
        let columns = (area.width / pitch).floor();
        columns * (area.height / pitch).floor() >= f64::from(count)
    };
    let mut pitch = area.height.min(14.0);
    while !fits(pitch) && pitch > 2.0 {
        pitch -= 0.25;
    }
    let columns = ((area.width / pitch).floor() as u32).max(1);
    let at = |index: u32| {
        let (row, column) = (index / columns, index % columns);
        Point::new(
            area.x + (f64::from(column) + 0.5) * pitch,
            area.y + (f64::from(row) + 0.5) * pitch,
        )
    };
    ((0..count).map(at).collect(), (pitch / 2.0 - 0.9).clamp(1.2, 5.0))
}

/// The places in a bed: as large as all sleepers need, down to a size that is still read.
fn berths(bed: Rect, sleepers: usize) -> Vec<Place> {
    const GAP: f64 = 3.0;
    /// The front of the bed, which chips lie on.
    const FLOOR: f64 = 3.0;
    /// Names are hard to read on smaller chips.
    const LEAST: f64 = 0.66;
    let grid = |scale: f64| {
        let chip = CHIP.scaled(scale);
        let columns = ((bed.width - GAP) / (chip.width + GAP)).floor() as usize;
        let rows = ((bed.height - FLOOR + GAP) / (chip.height + GAP)).floor() as usize;
        (columns, rows)
    };
    let scales = [0.82, 0.76, 0.7, LEAST];
    let enough = |&scale: &f64| {
        let (columns, rows) = grid(scale);
        columns * rows >= sleepers
    };
    let scale = scales.into_iter().find(enough).unwrap_or(LEAST);
    let (columns, rows) = grid(scale);
    let chip = CHIP.scaled(scale);
    let used = columns.min(sleepers) as f64 * (chip.width + GAP) - GAP;
    let left = bed.centre().x - used / 2.0;
    // They lie on the floor, and on each other when there are many.
    let berth = |index: usize| {
        let (row, column) = (index / columns, index % columns);
        let x = left + column as f64 * (chip.width + GAP) + chip.width / 2.0;
        let y = bed.bottom() - FLOOR - row as f64 * (chip.height + GAP) - chip.height / 2.0;
        Place { at: Point::new(x, y), scale }
    };
    (0..sleepers.min(columns * rows)).map(berth).collect()
}
