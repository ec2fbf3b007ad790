//! Elements in a row between producers and consumers: a list, a queue or a channel.
//!
//! Items travel to the right: the element that leaves next is at the right end. Where one
//! row is too narrow for all of them, further rows stand above it.

use super::ring::Mark;
use super::shapes::{Anchor, Point, Rect, Size, TextLine};
use super::trays::Bed;

/// What a belt needs room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BeltNeeds {
    /// How many places it has; `None` when there is no end to them.
    pub places: Option<u16>,
    /// How many threads may wait to put something in, and to take something out.
    pub sleepers: [usize; 2],
    /// Whether its ends can be closed, and are labelled.
    pub has_ends: bool,
}

/// The row of elements, and what lies around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Belt {
    /// All places.
    pub frame: Rect,
    /// The places; what is on the first one leaves next.
    pub places: Vec<Rect>,
    /// How an item is drawn: as a label or a number.
    pub mark: Mark,
    /// How many there are.
    pub count: TextLine,
    /// What the count counts.
    pub caption: TextLine,
    /// Where arrows show the way in and out.
    pub arrows: [Point; 2],
    /// Where it says what the ends are.
    pub ends: Option<[TextLine; 2]>,
    /// Where those lie who wait to put something in, and to take something out.
    pub beds: [Option<Bed>; 2],
    /// What chips must not cover.
    keep_clear: Vec<Rect>,
}

/// How large the parts of a belt are.
#[derive(Clone, Copy, Debug)]
pub struct BeltMeasures {
    /// The size of the count's type.
    pub count_size: f64,
    /// The size of other type.
    pub type_size: f64,
    /// How high a bed is.
    pub bed_height: f64,
    /// How large a place is at most.
    pub place: Size,
}

/// From the places to the sides: room for the arrows.
const SIDE: f64 = 20.0;
/// The narrowest place in which a label is read.
const LABELLED: f64 = 40.0;
/// How wide a place of an endless row is: there is no need for more of them.
const ENDLESS: f64 = 46.0;
/// The narrowest place in which a number is read.
const NUMBERED: f64 = 15.0;
/// At most so many elements of an endless row are shown.
const MOST_OF_ENDLESS: usize = 12;
/// At most so many places are drawn, however many there are.
const MOST_PLACES: usize = 128;

impl Belt {
    /// A belt in the middle of an area.
    pub fn new(area: Rect, needs: BeltNeeds, measures: BeltMeasures) -> Belt {
        let BeltMeasures { count_size, type_size, bed_height, place } = measures;
        let above = count_size * 0.8 + type_size * 2.2;
        let ends_height = if needs.has_ends { type_size * 1.7 } else { 0.0 };
        let beds_height = if needs.sleepers == [0, 0] { 0.0 } else { bed_height + 10.0 };
        let free =
            Size::new(area.width - 2.0 * SIDE, area.height - above - ends_height - beds_height);
        let grid = Grid::fitting(needs.places, free, place);
        let size = grid.size();
        let height = above + size.height + ends_height + beds_height;
        let top = area.centre().y - height / 2.0;
        let middle = area.centre().x;
        let line = |y: f64, size: f64, width: f64| TextLine {
            at: Point::new(middle, y),
            anchor: Anchor::Middle,
            size,
            width,
        };
        let count = line(top + count_size * 0.76, count_size, area.width);
        let caption = line(count.at.y + type_size * 1.4, type_size + 1.0, area.width - 2.0 * SIDE);
        let frame = Rect::new(middle - size.width / 2.0, top + above, size.width, size.height);
        let half = frame.centre().y;
        let arrows = [Point::new(frame.x - 9.0, half), Point::new(frame.right() + 9.0, half)];
        let below = frame.bottom();
        let end = |x: f64, anchor: Anchor| TextLine {
            at: Point::new(x, below + type_size * 1.25),
            anchor,
            size: type_size,
            width: frame.width.max(area.width * 0.6) / 2.0 - 6.0,
        };
        // Of a short belt, the labels stand apart all the same.
        let reach = (area.width * 0.3).max(frame.width / 2.0);
        let ends = [end(middle - reach, Anchor::Start), end(middle + reach, Anchor::End)];
        let bed_width = ((area.width - 14.0) / 2.0).min(190.0);
        let bed = |x: f64, sleepers: usize| {
            let y = below + ends_height + 10.0;
            (sleepers > 0).then(|| Bed::new(Rect::new(x, y, bed_width, bed_height), sleepers))
        };
        let [putting, taking] = needs.sleepers;
        let beds = [bed(middle - 7.0 - bed_width, putting), bed(middle + 7.0, taking)];
        let mut keep_clear = vec![
            Rect::new(
                frame.x - SIDE,
                frame.y - 4.0,
                frame.width + 2.0 * SIDE,
                frame.height + ends_height + 8.0,
            ),
            Rect::new(
                middle - caption_width(type_size) / 2.0,
                top,
                caption_width(type_size),
                above,
            ),
        ];
        if needs.has_ends {
            keep_clear.push(Rect::new(middle - reach, below, 2.0 * reach, ends_height));
        }
        keep_clear.extend(beds.iter().flatten().map(|it| it.frame));
        Belt {
            places: grid.places(frame),
            mark: grid.mark(),
            frame,
            count,
            caption,
            arrows,
            ends: needs.has_ends.then_some(ends),
            beds,
            keep_clear,
        }
    }

    /// What the belt with all its parts takes up.
    pub fn extent(&self) -> Rect {
        self.keep_clear.iter().fold(self.frame, |all, it| all.with(it))
    }

    /// Whether a rectangle keeps clear of all parts.
    pub fn is_clear_of(&self, rect: &Rect) -> bool {
        !self.keep_clear.iter().any(|it| it.overlaps(rect))
    }

    /// Where the element with this index is, or where it says how many more there are.
    pub fn place(&self, index: usize) -> Rect {
        self.places[index.min(self.places.len() - 1)]
    }
}

/// How wide a caption is that is not looked at: “of 16 in queue”.
fn caption_width(type_size: f64) -> f64 {
    type_size * 11.0
}

/// Places of equal size in rows.
struct Grid {
    count: usize,
    columns: usize,
    cell: Size,
}

impl Grid {
    fn fitting(places: Option<u16>, free: Size, most: Size) -> Grid {
        let Some(places) = places else {
            let columns = ((free.width / ENDLESS) as usize).clamp(4, MOST_OF_ENDLESS);
            let cell = Size::new(
                (free.width / columns as f64).min(most.width),
                free.height.min(most.height),
            );
            return Grid { count: columns, columns, cell };
        };
        let count = usize::from(places).clamp(1, MOST_PLACES);
        let of_rows = |rows: usize| {
            let columns = count.div_ceil(rows);
            let width = (free.width / columns as f64).min(most.width);
            let height = (free.height / rows as f64).min(if rows > 1 { 36.0 } else { most.height });
            Grid { count, columns, cell: Size::new(width, height) }
        };
        let is_good = |least: Size| {
            move |it: &Grid| it.cell.width >= least.width && it.cell.height >= least.height
        };
        let rows = || (1..=count.min(12)).map(of_rows);
        rows()
            .find(is_good(Size::new(LABELLED, 20.0)))
            .or_else(|| rows().find(is_good(Size::new(NUMBERED, 14.0))))
            .or_else(|| rows().max_by(|a, b| a.least_side().total_cmp(&b.least_side())))
            .unwrap_or_else(|| of_rows(1))
    }

    fn least_side(&self) -> f64 {
        self.cell.width.min(self.cell.height)
    }

    fn size(&self) -> Size {
        let rows = self.count.div_ceil(self.columns);
        Size::new(self.cell.width * self.columns as f64, self.cell.height * rows as f64)
    }

    fn places(&self, frame: Rect) -> Vec<Rect> {
        let gap = (self.least_side() * 0.06).min(2.0);
        let place = |index: usize| {
            let (row, column) = (index / self.columns, index % self.columns);
            let x = frame.right() - (column + 1) as f64 * self.cell.width;
            let y = frame.bottom() - (row + 1) as f64 * self.cell.height;
            Rect::new(x, y, self.cell.width, self.cell.height).inset(gap)
        };
        (0..self.count).map(place).collect()
    }

    fn mark(&self) -> Mark {
        let Size { width, height } = self.cell;
        if width >= LABELLED - 1.0 && height >= 20.0 {
            let width = (width - 9.0).min(46.0);
            Mark::Label(Size::new(width, (width * 0.5).clamp(17.0, 21.0).min(height - 2.0)))
        } else if width >= NUMBERED - 1.0 && height >= 13.0 {
            Mark::Number(width - 3.0)
        } else {
            Mark::Block
        }
    }
}
