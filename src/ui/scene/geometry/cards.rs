//! The cards of the threads: how many fit, and where the parts of one are.

use super::shapes::{Anchor, CHIP, Place, Point, Rect, Size, TextLine};

/// Where the parts of one thread's card are.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The whole card.
    pub frame: Rect,
    /// How much it says.
    pub style: CardStyle,
    /// Where its chip is while the thread is neither asleep nor inside.
    pub home: Place,
    /// Where the item in the thread's hands is.
    pub hand: Rect,
    /// Its state in words.
    pub words: Option<TextLine>,
    /// The line of code it is at.
    pub code: Option<TextLine>,
}

/// How much a card says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardStyle {
    /// Words and code in two lines beside chip and item.
    Full,
    /// The same, smaller, in a low card.
    Compact,
    /// A few words.
    Brief,
    /// Chip and item above a few words.
    Upright,
    /// Chip and item.
    Bare,
}

/// On which side of a card the ring is: chip and item are on that side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facing {
    /// To the right of the card.
    Right,
    /// To the left of the card.
    Left,
}

const GAP: f64 = 6.0;
/// How wide a card has to be to show chip and item side by side.
const UPRIGHT: f64 = 76.0;
/// How high a card has to be to show chip and labelled item one below the other.
const LABELLED: f64 = 40.0;

/// Cards for so many threads in a column beside the ring.
pub fn column(area: Rect, count: usize, facing: Facing) -> Vec<Card> {
    if count == 0 {
        return Vec::new();
    }
    let needed = |height: f64, gap: f64| count as f64 * (height + gap) - gap;
    if area.width >= 200.0 && needed(62.0, 10.0) <= area.height {
        let frames = stack(area, count, 64.0, 20.0);
        return frames.map(|frame| full(frame, facing)).collect();
    }
    if area.width >= 190.0 && needed(38.0, GAP) <= area.height {
        return stack(area, count, 46.0, 12.0).map(|frame| compact(frame, facing)).collect();
    }
    if (UPRIGHT..200.0).contains(&area.width) && needed(50.0, GAP) <= area.height {
        return stack(area, count, 52.0, 16.0).map(upright).collect();
    }
    let (columns, rows) = (2, count.div_ceil(2));
    let width = (area.width - GAP) / 2.0;
    if width >= 100.0 && area.height >= rows as f64 * (36.0 + GAP) - GAP {
        let cells = cells(area, count, columns, Size::new(width, 44.0));
        return cells.map(|frame| brief(frame, facing)).collect();
    }
    bare_grid(area, count)
}

/// Cards for so many threads in rows above or below the ring.
pub fn rows(area: Rect, count: usize) -> Vec<Card> {
    if count == 0 {
        return Vec::new();
    }
    let width = (area.width - GAP * (count as f64 - 1.0)) / count as f64;
    if width >= UPRIGHT {
        let size = Size::new(width.min(170.0), area.height);
        return cells(area, count, count, size).map(upright).collect();
    }
    bare_grid(area, count)
}

/// How high rows of so many cards are.
pub fn rows_height(count: usize) -> f64 {
    match count {
        0 => 0.0,
        1..=4 => 54.0,
        5..=8 => 46.0,
        _ => 2.0 * 46.0 + GAP,
    }
}

/// Frames one below the other in the middle of the area, at most so high and so far apart.
fn stack(area: Rect, count: usize, height: f64, gap: f64) -> impl Iterator<Item = Rect> {
    let gaps = (count - 1) as f64;
    let height = height.min((area.height - gaps * GAP) / count as f64);
    let free = area.height - height * count as f64;
    let gap = if count > 1 { gap.min(free / gaps) } else { 0.0 };
    let top = area.y + (free - gap * gaps) / 2.0;
    (0..count).map(move |index| {
        Rect::new(area.x, top + index as f64 * (height + gap), area.width, height)
    })
}

/// Frames in a grid in the middle of the area.
fn cells(area: Rect, count: usize, columns: usize, most: Size) -> impl Iterator<Item = Rect> {
    let rows = count.div_ceil(columns);
    let share = |room: f64, parts: usize| (room - GAP * (parts as f64 - 1.0)) / parts as f64;
    let width = share(area.width, columns).min(most.width);
    let height = share(area.height, rows).min(most.height);
    let used = |size: f64, parts: usize| size * parts as f64 + GAP * (parts as f64 - 1.0);
    let left = area.centre().x - used(width, columns) / 2.0;
    let top = area.centre().y - used(height, rows) / 2.0;
    (0..count).map(move |index| {
        let (row, column) = (index / columns, index % columns);
        let (x, y) = (column as f64 * (width + GAP), row as f64 * (height + GAP));
        Rect::new(left + x, top + y, width, height)
    })
}

/// The grid in which chips are largest.
fn bare_grid(area: Rect, count: usize) -> Vec<Card> {
    let size_for = |columns: usize| {
        let rows = count.div_ceil(columns) as f64;
        let columns = columns as f64;
        let width = (area.width - GAP * (columns - 1.0)) / columns;
        let height = (area.height - GAP * (rows - 1.0)) / rows;
        Size::new(width.min(64.0), height.min(54.0))
    };
    // A cell in which the item has its label is better than a larger one without.
    let readable = |size: Size| {
        let scale = |free: f64| (size.width / CHIP.width).min(free / CHIP.height);
        if size.height >= LABELLED {
            scale(size.height - 22.0)
        } else {
            0.7 * scale(size.height - 13.0)
        }
    };
    let columns = (1..=count)
        .max_by(|&a, &b| readable(size_for(a)).total_cmp(&readable(size_for(b))))
        .unwrap_or(1);
    cells(area, count, columns, size_for(columns)).map(bare).collect()
}

/// A part of a card that is `inward` from the side that faces the ring.
fn from_ring(frame: Rect, facing: Facing, inward: f64) -> f64 {
    match facing {
        Facing::Right => frame.right() - inward,
        Facing::Left => frame.x + inward,
    }
}

/// Two lines of text from `inward` of the ring's side to the far side.
fn text_line(frame: Rect, facing: Facing, inward: f64, y: f64, size: f64) -> TextLine {
    let anchor = match facing {
        Facing::Right => Anchor::End,
        Facing::Left => Anchor::Start,
    };
    let at = Point::new(from_ring(frame, facing, inward), y);
    TextLine { at, anchor, size, width: frame.width - inward - 10.0 }
}

fn full(frame: Rect, facing: Facing) -> Card {
    let x = from_ring(frame, facing, 33.0);
    let middle = frame.centre().y;
    Card {
        frame,
        style: CardStyle::Full,
        home: Place { at: Point::new(x, middle - 10.5), scale: 1.0 },
        hand: Rect::around(Point::new(x, middle + 17.0), Size::new(50.0, 19.0)),
        words: Some(text_line(frame, facing, 68.0, middle - 5.0, 14.5)),
        code: Some(text_line(frame, facing, 68.0, middle + 16.0, 12.0)),
    }
}

fn compact(frame: Rect, facing: Facing) -> Card {
    let middle = frame.centre().y;
    let hand = Point::new(from_ring(frame, facing, 70.0), middle);
    Card {
        frame,
        style: CardStyle::Compact,
        home: Place { at: Point::new(from_ring(frame, facing, 24.0), middle), scale: 0.86 },
        hand: Rect::around(hand, Size::new(46.0, 18.0)),
        words: Some(text_line(frame, facing, 100.0, middle - 3.5, 12.5)),
        code: Some(text_line(frame, facing, 100.0, middle + 12.5, 10.5)),
    }
}

fn brief(frame: Rect, facing: Facing) -> Card {
    let middle = frame.centre().y;
    let hand = Point::new(from_ring(frame, facing, 44.0 + 27.0), middle + 8.5);
    Card {
        frame,
        style: CardStyle::Brief,
        home: Place { at: Point::new(from_ring(frame, facing, 22.0), middle), scale: 0.8 },
        hand: Rect::around(hand, Size::new(46.0, 16.0)),
        words: Some(text_line(frame, facing, 44.0, middle - 4.5, 11.0)),
        code: None,
    }
}

fn upright(frame: Rect) -> Card {
    let centre = frame.centre();
    let scale = 0.86;
    let chip = CHIP.scaled(scale);
    let hand = Size::new((frame.width - chip.width - 16.0).min(46.0), 18.0);
    let used = chip.width + 5.0 + hand.width;
    // The chip in the middle where the item has room beside it, or else the two together.
    let has_room = chip.width / 2.0 + 5.0 + hand.width + 6.0 <= frame.width / 2.0;
    let left = centre.x - if has_room { chip.width } else { used } / 2.0;
    let row = frame.y + 5.0 + chip.height / 2.0;
    let hand_centre = Point::new(left + used - hand.width / 2.0, row);
    Card {
        frame,
        style: CardStyle::Upright,
        home: Place { at: Point::new(left + chip.width / 2.0, row), scale },
        hand: Rect::around(hand_centre, hand),
        words: Some(TextLine {
            at: Point::new(centre.x, frame.bottom() - 7.5),
            anchor: Anchor::Middle,
            size: 12.0,
            width: frame.width - 8.0,
        }),
        code: None,
    }
}

fn bare(frame: Rect) -> Card {
    let centre = frame.centre();
    // The item lies under the chip: a label where there is room, a strip where there is not.
    let hand_height = if frame.height >= LABELLED { 15.0 } else { 6.0 };
    let free = frame.height - hand_height - 7.0;
    let scale = ((frame.width - 6.0) / CHIP.width).min(free / CHIP.height).min(1.0);
    let chip = CHIP.scaled(scale);
    let used = chip.height + 2.0 + hand_height;
    let top = centre.y - used / 2.0;
    let hand = Size::new((frame.width - 6.0).min(50.0), hand_height);
    let hand_centre = Point::new(centre.x, top + used - hand_height / 2.0);
    Card {
        frame,
        style: CardStyle::Bare,
        home: Place { at: Point::new(centre.x, top + chip.height / 2.0), scale },
        hand: Rect::around(hand_centre, hand),
        words: None,
        code: None,
    }
}
