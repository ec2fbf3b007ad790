//! An object as a tray: its name, what it holds, and the bed for those who sleep at it.

use super::TrayNeeds;
use super::shapes::{Anchor, CHIP, Place, Point, Rect, Size, TextLine};

/// Where the parts of one tray are.
#[derive(Clone, Debug, PartialEq)]
pub struct Tray {
    /// The whole tray.
    pub frame: Rect,
    /// The object's name.
    pub name: TextLine,
    /// Its count or value.
    pub count: TextLine,
    /// A drawing in the place of the count: a padlock, a flag.
    pub icon: Rect,
    /// The permits, drawn as dots.
    pub pips: Vec<Point>,
    /// The size of the dots.
    pub pip_radius: f64,
    /// Where it says who has the permits of a semaphore that is used as a lock.
    pub holder: TextLine,
    /// Where it says in words how the object stands: who holds a lock, whether an event is set.
    pub state: TextLine,
    /// Behind the name of who holds a lock.
    pub chip: Rect,
    /// Where threads lie; a box has no such place.
    pub bed: Option<Bed>,
    /// Where it says that the object is switched off.
    pub off: TextLine,
}

/// Where threads lie that sleep.
#[derive(Clone, Debug, PartialEq)]
pub struct Bed {
    /// The whole bed.
    pub frame: Rect,
    /// The places in it.
    pub berths: Vec<Place>,
}

impl Bed {
    /// A bed for so many.
    pub fn new(frame: Rect, sleepers: usize) -> Bed {
        Bed { frame, berths: berths(frame, sleepers.max(1)) }
    }
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
    /// Name over value, and no bed.
    Box,
}

impl Tray {
    /// A tray of this style with room for what it needs.
    pub fn new(frame: Rect, style: TrayStyle, needs: TrayNeeds) -> Tray {
        match style {
            TrayStyle::Beside { count_size, name_size, bed_share } => {
                beside(frame, count_size, name_size, bed_share, needs)
            }
            TrayStyle::Stacked => stacked(frame, needs),
            TrayStyle::Box => boxed(frame, needs),
        }
    }
}

fn beside(frame: Rect, count_size: f64, name_size: f64, bed_share: f64, needs: TrayNeeds) -> Tray {
    let padding = name_size * 0.6;
    // In a low tray the name is above the bed, as there is no room beside it.
    let is_low = frame.height < 50.0;
    let is_narrow = frame.width < 170.0;
    let count_width = count_size * if is_narrow { 1.1 } else { 1.6 };
    let left = frame.x + padding + count_width;
    // A narrow one has room for one sleeper at least, and for who holds a lock.
    let bed_width = match is_narrow {
        true => (frame.right() - left - 58.0).max(36.0),
        false => (frame.right() - left) * bed_share,
    };
    let bed_top = frame.y + if is_low { 16.0 } else { 6.0 };
    let bottom = frame.bottom() - if is_low { 5.0 } else { 6.0 };
    let bed = Rect::new(frame.right() - bed_width - 6.0, bed_top, bed_width, bottom - bed_top);
    let width = bed.x - left - 8.0;
    let middle = frame.centre().y;
    let name = TextLine {
        at: Point::new(left, middle - frame.height * if is_low { 0.16 } else { 0.08 }),
        anchor: Anchor::Start,
        size: name_size,
        width: if is_low { frame.right() - left - 6.0 } else { width },
    };
    let count = TextLine {
        at: Point::new(frame.x + padding + count_width * 0.44, middle + count_size * 0.36),
        anchor: Anchor::Middle,
        size: count_size,
        width: count_width,
    };
    let area = Rect::new(left, middle + frame.height * 0.03, width, frame.height * 0.36);
    put_together(frame, name, count, area, Some(bed), needs)
}

fn stacked(frame: Rect, needs: TrayNeeds) -> Tray {
    let is_narrow = frame.width < 100.0;
    let (margin, count_size) = if is_narrow { (6.0, 16.0) } else { (8.0, 19.0) };
    let inner = frame.inset(margin);
    let name = TextLine {
        at: Point::new(inner.x, frame.y + 18.0),
        anchor: Anchor::Start,
        size: 12.5,
        width: inner.width - count_size * 1.25,
    };
    let count = TextLine {
        at: Point::new(inner.right(), frame.y + 21.0),
        anchor: Anchor::End,
        size: count_size,
        width: 26.0,
    };
    let area = Rect::new(inner.x, frame.y + 25.0, inner.width, 12.0);
    let bed = Rect::new(frame.x + 4.0, frame.y + 40.0, frame.width - 8.0, frame.height - 44.0);
    put_together(frame, name, count, area, Some(bed), needs)
}

/// Name over value, in the middle.
fn boxed(frame: Rect, needs: TrayNeeds) -> Tray {
    let middle = frame.centre();
    let size = (frame.height * 0.2).clamp(10.0, 16.0);
    let line = |y: f64, size: f64| TextLine {
        at: Point::new(middle.x, y),
        anchor: Anchor::Middle,
        size,
        width: frame.width - 8.0,
    };
    let name = line(frame.y + size * 1.3, size.min(15.0));
    let value_size = (frame.height * 0.42).min(36.0);
    let value_middle = (frame.y + size * 1.6 + frame.bottom()) / 2.0;
    let count = line(value_middle + value_size * 0.33, value_size);
    let area = Rect::new(frame.x + 4.0, value_middle, frame.width - 8.0, 4.0);
    put_together(frame, name, count, area, None, needs)
}

fn put_together(
    frame: Rect,
    mut name: TextLine,
    count: TextLine,
    area: Rect,
    bed: Option<Rect>,
    needs: TrayNeeds,
) -> Tray {
    let (pips, pip_radius) = dots(area, needs.permits);
    let last = pips.last().copied().unwrap_or(Point::new(area.x, area.centre().y));
    let beside_pips = last.x + pip_radius + 6.0;
    let size = name.size * 0.85;
    let holder = TextLine {
        at: Point::new(beside_pips, last.y + size * 0.36),
        anchor: Anchor::Start,
        size,
        width: area.right() - beside_pips,
    };
    // Under the name, where others have their permits.
    let middle = area.y + (area.height * 0.5).min(9.0);
    let chip = Rect::new(
        area.x - 1.0,
        middle - (area.height * 0.55).min(9.5),
        (size * 3.2).min(area.width + 2.0),
        (area.height * 1.1).min(19.0),
    );
    let state = TextLine {
        at: Point::new(area.x + 4.0, middle + size * 0.36),
        anchor: Anchor::Start,
        size,
        width: area.width - 4.0,
    };
    let fitting = name.width / (needs.letters.max(1) as f64 * NAME_WIDTH);
    name.size = name.size.min(fitting.max(LEAST_NAME));
    let shift = match count.anchor {
        Anchor::Middle => 0.0,
        Anchor::Start => count.size * 0.5,
        Anchor::End => count.size * -0.5,
    };
    let icon_centre = Point::new(count.at.x + shift, count.at.y - count.size * 0.36);
    let icon_side = count.size * 0.95;
    let centre = bed.unwrap_or(frame).centre();
    let off = TextLine {
        at: Point::new(centre.x, centre.y + 4.0),
        anchor: Anchor::Middle,
        size: 12.0,
        width: bed.unwrap_or(frame).width,
    };
    Tray {
        frame,
        name,
        count,
        icon: Rect::around(icon_centre, Size::new(icon_side, icon_side)),
        pips,
        pip_radius,
        holder,
        state,
        chip,
        bed: bed.map(|bed| Bed::new(bed, needs.sleepers)),
        off,
    }
}

/// How wide a letter of a name is at most, as a share of its size.
const NAME_WIDTH: f64 = 0.62;
/// Smaller names could not be read; they are cut short instead.
const LEAST_NAME: f64 = 9.5;

/// So many dots in rows from the upper left, as large as the area allows.
fn dots(area: Rect, count: u32) -> (Vec<Point>, f64) {
    if count == 0 {
        return (Vec::new(), 0.0);
    }
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
