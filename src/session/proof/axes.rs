//! The axes of a map of a whole program: two of its knobs, or its only one.

use crate::catalogue::{Knob, KnobName, Knobs};
use crate::notation::Setup;

/// How many numbers an axis has.
pub const LENGTH: u32 = 5;

/// What the columns and the rows of a map are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axes {
    /// The columns.
    pub across: Axis,
    /// The rows; a program with one knob has one row.
    pub down: Option<Axis>,
}

/// One axis: a knob, and the numbers it goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// The knob.
    pub name: KnobName,
    /// The first of its numbers.
    pub first: u32,
}

impl Axis {
    /// An axis with the number that a knob is at now near its middle. It begins below 1 only where the knob does.
    fn around(knob: &Knob, set: &Knobs) -> Axis {
        let now = set.get(knob.name).unwrap_or(knob.written);
        let first = now.saturating_sub(LENGTH / 2).max(now.min(1));
        Axis { name: knob.name, first: first.min(last_first()) }
    }

    /// Its numbers.
    pub fn numbers(self) -> impl Iterator<Item = u32> {
        self.first..self.first + LENGTH
    }

    /// The axis with numbers that are larger or smaller by about half of it, as far as there are any.
    #[must_use]
    pub fn moved(self, up: bool) -> Axis {
        let by = LENGTH / 2;
        let first = if up { self.first + by } else { self.first.saturating_sub(by) };
        Axis { first: first.min(last_first()), ..self }
    }
}

fn last_first() -> u32 {
    Knob::RANGE.end() + 1 - LENGTH
}

impl Axes {
    /// The first knobs of a text as axes around what they are at now; none where it has no knobs.
    pub fn of(knobs: &[Knob], set: &Knobs) -> Option<Axes> {
        let mut axes = knobs.iter().map(|it| Axis::around(it, set));
        Some(Axes { across: axes.next()?, down: axes.next() })
    }

    /// With another knob across. If it goes down already, the two change places.
    #[must_use]
    pub fn with_across(self, knob: &Knob, set: &Knobs) -> Axes {
        match self.down {
            Some(down) if down.name == knob.name => Axes { across: down, down: Some(self.across) },
            _ => Axes { across: Axis::around(knob, set), ..self },
        }
    }

    /// With another knob down. If it goes across already, the two change places.
    #[must_use]
    pub fn with_down(self, knob: &Knob, set: &Knobs) -> Axes {
        match self.down {
            Some(down) if self.across.name == knob.name => {
                Axes { across: down, down: Some(self.across) }
            }
            _ => Axes { down: Some(Axis::around(knob, set)), ..self },
        }
    }

    /// The same knobs, each around what it is at now where that is out of sight; none where one is no knob of the text.
    pub(super) fn around(self, knobs: &[Knob], set: &Knobs) -> Option<Axes> {
        let axis = |it: Axis| {
            let knob = knobs.iter().find(|knob| knob.name == it.name)?;
            let now = set.get(knob.name).unwrap_or(knob.written);
            Some(if it.numbers().any(|it| it == now) { it } else { Axis::around(knob, set) })
        };
        let down = match self.down {
            Some(down) => Some(axis(down)?),
            // There may be another one by now.
            None if knobs.len() > 1 => return None,
            None => None,
        };
        Some(Axes { across: axis(self.across)?, down })
    }

    /// Both of them.
    pub fn each(&self) -> impl Iterator<Item = Axis> + use<> {
        [Some(self.across), self.down].into_iter().flatten()
    }

    /// What is set in each cell, row by row. What is no axis stays as it is.
    pub(super) fn cells(&self, of: &Setup) -> Vec<Knobs> {
        let rows: Vec<Option<(KnobName, u32)>> = match self.down {
            Some(down) => down.numbers().map(|it| Some((down.name, it))).collect(),
            None => vec![None],
        };
        let mut cells = Vec::new();
        for row in rows {
            for number in self.across.numbers() {
                let mut knobs = of.knobs;
                knobs.set(self.across.name, number);
                if let Some((name, number)) = row {
                    knobs.set(name, number);
                }
                cells.push(knobs);
            }
        }
        cells
    }
}
