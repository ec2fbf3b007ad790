//! A semaphore as a tray: its count, its permits, and the bed for those who sleep at it.

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
    },
    /// Name and count, then permits, then the bed: for trays that are narrow.
    Stacked,
}

impl Tray {
    /// A tray for a semaphore with so many permits to show, at which so many threads may sleep.
    pub fn new(frame: Rect, style: TrayStyle, permits: u32, sleepers: usize) -> Tray {
        match style {
            TrayStyle::Beside { count_size, name_size } => {
                beside(frame, count_size, name_size, permits, sleepers)
            }
            TrayStyle::Stacked => stacked(frame, permits, sleepers),
        }
    }
}

fn beside(
    frame: Rect,
    count_size: f64,
    name_size: f64,
    permits: u32,
    sleepers: usize,
) -> Tray {
    let padding = name_size * 0.8;
    let count_width = count_size * 1.35;
    let left = frame.x + padding + count_width;
    let bed_width = (frame.right() - left) * 0.52;
    let bed = Rect::new(
        frame.right() - bed_width - 6.0,
        frame.y + 6.0,
        bed_width,
        frame.height - 12.0,
    );
    let width = bed.x - left - 8.0;
    let middle = frame.centre().y;
    let name = TextLine {
        at: Point::new(left, middle - frame.height * 0.08),
        anchor: Anchor::Start,
        size: name_size,
        width,
    };
    let count = TextLine {
        at: Point::new(frame.x + padding + count_width * 0.42, middle + count_size * 0.36),
        anchor: Anchor::Middle,
        size: count_size,
        width: count_width,
    };
    let area = Rect::new(left, middle + frame.height * 0.03, width, frame.height * 0.36);
    let (pips, pip_radius) = dots(area, permits);
    Tray { frame, name, count, pips, pip_radius, bed, berths: berths(bed, sleepers), off: off(bed) }
}

fn stacked(frame: Rect, permits: u32, sleepers: usize) -> Tray {
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
    let (pips, pip_radius) = dots(area, permits);
    let bed = Rect::new(frame.x + 4.0, frame.y + 40.0, frame.width - 8.0, frame.height - 44.0);
    Tray { frame, name, count, pips, pip_radius, bed, berths: berths(bed, sleepers), off: off(bed) }
}

fn off(bed: Rect) -> TextLine {
    let centre = bed.centre();
    TextLine {
        at: Point::new(centre.x, centre.y + 4.0),
        anchor: Anchor::Middle,
        size: 12.0,
        width: bed.width,
    }
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
    let grid = |scale: f64| {
        let chip = CHIP.scaled(scale);
        let columns = ((bed.width - GAP) / (chip.width + GAP)).floor() as usize;
        let rows = ((bed.height - GAP) / (chip.height + GAP)).floor() as usize;
        (columns, rows)
    };
    let scales = [0.82, 0.74, 0.66, 0.6];
    let enough = |&scale: &f64| {
        let (columns, rows) = grid(scale);
        columns * rows >= sleepers
    };
    let scale = scales.into_iter().find(enough).unwrap_or(0.6);
    let (columns, rows) = grid(scale);
    let chip = CHIP.scaled(scale);
    let used_rows = rows.min(sleepers.div_ceil(columns.max(1))).max(1);
    let top = bed.centre().y - used_rows as f64 * (chip.height + GAP) / 2.0;
    let berth = |index: usize| {
        let (row, column) = (index / columns, index % columns);
        let x = bed.x + GAP + (column as f64 + 0.5) * (chip.width + GAP) - GAP / 2.0;
        let y = top + (row as f64 + 0.5) * (chip.height + GAP);
        Place { at: Point::new(x, y), scale }
    };
    (0..sleepers.min(columns * used_rows)).map(berth).collect()
}
