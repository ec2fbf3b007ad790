//! The paths of the picture. It is as wide as there are steps, and is stretched to the room
//! there is. All numbers are whole: to write fractions takes code that nothing else here needs.

use crate::engine::Share;
use std::fmt::Write;

/// The height of a lane and of the line above, in the picture's units.
const HEIGHT: u32 = 255;

/// How columns lie on the picture.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// How many steps it is wide.
    pub steps: usize,
    /// How many steps of the first column lie before it.
    pub before: usize,
    /// Steps in a column.
    pub width: usize,
}

impl Sheet {
    /// The `viewBox`.
    pub fn view_box(self) -> String {
        format!("0 0 {} {HEIGHT}", self.steps)
    }

    fn left(self, column: usize) -> usize {
        (column * self.width).saturating_sub(self.before)
    }
}

/// The bars of one lane.
pub struct Bars {
    sheet: Sheet,
    column: usize,
    /// Waits, ready, inside, steps, steps inside.
    layers: [Layer; 5],
}

#[derive(Default)]
struct Layer {
    path: String,
    /// The bar that is being drawn: its first column, its bottom and its height.
    open: Option<(usize, u32, u32)>,
}

impl Bars {
    /// An empty lane.
    pub fn new(sheet: Sheet) -> Bars {
        Bars { sheet, column: 0, layers: Default::default() }
    }

    /// Adds a column. Of single steps it is drawn who made them, of many how they were spent.
    pub fn push(&mut self, share: Share, is_single: bool) {
        let (ready, inside) = (u32::from(share.ready), u32::from(share.inside));
        let steps = if share.steps > 0 { HEIGHT } else { 0 };
        let is_inside = share.inside > 0;
        let bars = match is_single {
            true => [
                (0, ready),
                (0, inside),
                (0, if is_inside { 0 } else { steps }),
                (0, if is_inside { steps } else { 0 }),
            ],
            false => [(0, 0), (0, 0), (inside, ready), (0, inside)],
        };
        let waits = is_most(share.waiting) && !(is_single && steps > 0);
        let waits = (HEIGHT / 2, if waits { 1 } else { 0 });
        let all = [waits, bars[0], bars[1], bars[2], bars[3]];
        for (layer, (bottom, height)) in self.layers.iter_mut().zip(all) {
            layer.push(self.sheet, self.column, bottom, height);
        }
        self.column += 1;
    }

    /// The paths: where it waits, could step, could step inside, steps, and steps inside.
    pub fn finish(mut self) -> [String; 5] {
        for layer in &mut self.layers {
            layer.push(self.sheet, self.column, 0, 0);
        }
        self.layers.map(|it| it.path)
    }
}

impl Layer {
    fn push(&mut self, sheet: Sheet, column: usize, bottom: u32, height: u32) {
        if let Some((first, at, open)) = self.open {
            if (at, open) == (bottom, height) {
                return;
            }
            let (left, right) = (sheet.left(first), sheet.left(column));
            let (top, wide) = (HEIGHT - at - open, right - left);
            // Writing to a string cannot fail.
            let _ = match open {
                1 => write!(self.path, "M{left} {top}h{wide}"),
                _ => write!(self.path, "M{left} {top}h{wide}v{open}h-{wide}z"),
            };
        }
        self.open = (height > 0).then_some((column, bottom, height));
    }
}

/// The line of how full the containers were.
pub struct Line {
    sheet: Sheet,
    /// What is drawn at full height.
    top: u32,
    column: usize,
    area: String,
    edge: String,
}

impl Line {
    /// An empty line.
    pub fn new(sheet: Sheet, top: u32) -> Line {
        Line { sheet, top, column: 0, area: String::new(), edge: String::new() }
    }

    /// Adds a column.
    pub fn push(&mut self, least: u16, most: u16) {
        let height = |items: u16| HEIGHT - u32::from(items) * HEIGHT / self.top;
        let (left, right) = (self.sheet.left(self.column), self.sheet.left(self.column + 1));
        let (low, high) = (height(least), height(most));
        let start = if self.column == 0 { 'M' } else { 'L' };
        let _ = write!(self.edge, "{start}{left} {low}V{high}H{right}");
        let _ = write!(self.area, "L{left} {high}H{right}");
        self.column += 1;
    }

    /// The paths: the area below the line, and the line.
    pub fn finish(self) -> [String; 2] {
        if self.column == 0 {
            return [String::new(), String::new()];
        }
        [format!("M0 {HEIGHT}{}V{HEIGHT}z", self.area), self.edge]
    }
}

/// Whether a thread spent most of a column so.
pub fn is_most(part: u8) -> bool {
    part > Share::WHOLE / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::ObjectId;

    const SHEET: Sheet = Sheet { steps: 10, before: 0, width: 1 };

    #[test]
    fn columns_alike_are_one_bar() {
        let mut bars = Bars::new(SHEET);
        let mut stepped = Share::able(false);
        stepped.steps = Share::WHOLE;
        for share in [Share::able(false), stepped, stepped, Share::waiting(ObjectId(0))] {
            bars.push(share, true);
        }
        let [waits, ready, inside, steps, steps_inside] = bars.finish();
        assert_eq!(waits, "M3 127h1");
        assert_eq!(ready, "M0 0h3v255h-3z");
        assert_eq!(steps, "M1 0h2v255h-2z");
        assert_eq!((inside.as_str(), steps_inside.as_str()), ("", ""));
    }

    #[test]
    fn a_column_of_many_steps_shows_how_they_were_spent() {
        let mut bars = Bars::new(Sheet { steps: 16, before: 1, width: 4 });
        let mixed = Share::mean([Share::able(true), Share::able(false)].into_iter());
        bars.push(mixed, false);
        bars.push(Share::default(), false);
        let [waits, _, _, ready, inside] = bars.finish();
        assert_eq!(waits, "");
        assert_eq!(inside, "M0 128h3v127h-3z", "the gold lies below");
        assert_eq!(ready, "M0 1h3v127h-3z");
    }

    #[test]
    fn the_line_steps_up_and_down() {
        let mut line = Line::new(SHEET, 2);
        line.push(0, 0);
        line.push(0, 2);
        let [area, edge] = line.finish();
        assert_eq!(edge, "M0 255V255H1L1 255V0H2");
        assert_eq!(area, "M0 255L0 255H1L1 0H2V255z");
        assert_eq!(Line::new(SHEET, 1).finish(), [String::new(), String::new()]);
    }
}
