//! *Where does it break?*: a verdict for each of many small configurations.

use super::axes::{self, Axes};
use super::subject::Subject;
use crate::catalogue::Knobs;
use crate::checker::Counterexample;
use crate::notation::{Granularity, Setup};
use crate::program::Form;
use crate::session::Document;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Producers and consumers go from 1 to this.
const MOST_THREADS: u16 = 4;
/// Slots go from 1 to this.
const MOST_SLOTS: u16 = 3;

/// What the grids of a map differ in. Each is producers by consumers, but for that of a whole program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// In the number of slots.
    #[default]
    ByCapacity,
    /// In how fine a step is.
    ByGranularity,
    /// In nothing: there is one, of a whole program, and these are its columns and rows.
    ByKnobs(Axes),
}

/// The map: one grid, or some that are alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    /// What its grids differ in.
    pub layout: Layout,
    /// Its cells, grid by grid, row by row; empty as long as it was not asked for.
    pub cells: Rc<Vec<Cell>>,
    /// Whether it is being drawn.
    pub is_running: bool,
    /// What it is a map of, with the numbers left out that it goes through.
    pub(super) subject: Option<Subject>,
    /// The cells in the order in which they were asked for.
    pub(super) asked: Vec<usize>,
}

/// One configuration of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// How many producers.
    pub producers: u16,
    /// How many consumers.
    pub consumers: u16,
    /// How many slots.
    pub capacity: u16,
    /// How fine a step is.
    pub granularity: Granularity,
    /// What the knobs are set to.
    pub knobs: Knobs,
    /// What came of it, if it was looked at.
    pub outcome: Option<Outcome>,
}

/// What came of one cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// No schedule breaks it.
    Safe {
        /// So many states there are, or stand for all.
        states: u64,
    },
    /// This one does.
    Broken(Counterexample),
    /// That is not known, within the limits of a map.
    Undecided,
}

impl Cell {
    /// The numbers of a subject, those that the map changes set to what the cell has.
    pub(super) fn setup(&self, of: &Subject) -> Setup {
        Setup {
            producers: self.producers,
            consumers: self.consumers,
            capacity: self.capacity,
            granularity: self.granularity,
            knobs: self.knobs,
            ..of.setup
        }
    }
}

impl Map {
    /// How many cells a row has.
    pub fn columns(&self) -> usize {
        match self.layout {
            Layout::ByCapacity | Layout::ByGranularity => MOST_THREADS.into(),
            Layout::ByKnobs(_) => axes::LENGTH as usize,
        }
    }

    /// How many cells a grid has.
    pub fn cells_of_a_grid(&self) -> usize {
        match self.layout {
            Layout::ByCapacity | Layout::ByGranularity => self.columns() * self.columns(),
            Layout::ByKnobs(_) => self.cells.len().max(1),
        }
    }

    /// The grids.
    pub fn grids(&self) -> impl Iterator<Item = &[Cell]> {
        self.cells.chunks(self.cells_of_a_grid())
    }

    /// What a map of a document is to differ in, if there is a map of it: as the one before, as far as that can be.
    pub fn layout_for(&self, document: &Document) -> Option<Layout> {
        let (knobs, set) = (&document.knobs, &document.configuration.knobs);
        match (document.program.form, self.layout) {
            (Form::Roles, Layout::ByKnobs(_)) => Some(Layout::default()),
            (Form::Roles, layout) => Some(layout),
            (Form::Whole, Layout::ByKnobs(axes)) => {
                axes.around(knobs, set).or_else(|| Axes::of(knobs, set)).map(Layout::ByKnobs)
            }
            (Form::Whole, _) => Axes::of(knobs, set).map(Layout::ByKnobs),
        }
    }

    /// A map of this, before anything is known of it.
    pub(super) fn begun(layout: Layout, of: &Subject) -> Map {
        let setup = &of.setup;
        let cell = |capacity, granularity, producers, consumers, knobs| Cell {
            producers,
            consumers,
            capacity,
            granularity,
            knobs,
            outcome: None,
        };
        let grids: Vec<(u16, Granularity)> = match layout {
            Layout::ByCapacity => (1..=MOST_SLOTS).map(|it| (it, setup.granularity)).collect(),
            Layout::ByGranularity => {
                Granularity::ALL.into_iter().map(|it| (setup.capacity, it)).collect()
            }
            Layout::ByKnobs(_) => Vec::new(),
        };
        let mut cells = Vec::new();
        for (capacity, granularity) in grids {
            for producers in 1..=MOST_THREADS {
                let row = (1..=MOST_THREADS)
                    .map(|it| cell(capacity, granularity, producers, it, setup.knobs));
                cells.extend(row);
            }
        }
        if let Layout::ByKnobs(axes) = layout {
            let Setup { producers, consumers, capacity, granularity, .. } = *setup;
            let of = |knobs| cell(capacity, granularity, producers, consumers, knobs);
            cells.extend(axes.cells(setup).into_iter().map(of));
        }
        let mut asked: Vec<usize> = (0..cells.len()).collect();
        // The small ones come soon, and show the picture before the large ones.
        asked.sort_by_key(|&at| {
            let Cell { producers, consumers, capacity, granularity, knobs, .. } = &cells[at];
            let numbers = u64::from(producers + consumers + capacity);
            (numbers + knobs.iter().map(|(_, it)| u64::from(it)).sum::<u64>(), *granularity)
        });
        Map {
            layout,
            cells: Rc::new(cells),
            is_running: true,
            subject: Some(Map::subject_of(layout, of)),
            asked,
        }
    }

    /// What a map of this is about, whichever of its cells is chosen.
    pub(super) fn subject_of(layout: Layout, of: &Subject) -> Subject {
        let mut setup = Setup { producers: 1, consumers: 1, ..of.setup };
        match layout {
            Layout::ByCapacity => setup.capacity = 1,
            Layout::ByGranularity => setup.granularity = Granularity::default(),
            Layout::ByKnobs(axes) => {
                setup.knobs.retain(|name, _| axes.each().all(|it| it.name != name));
            }
        }
        Subject { source: of.source.clone(), setup }
    }

    /// Takes in what came of one cell.
    pub(super) fn fill(&mut self, index: u32, outcome: Outcome) {
        let Some(&at) = self.asked.get(index as usize) else { return };
        if let Some(cell) = Rc::make_mut(&mut self.cells).get_mut(at) {
            cell.outcome = Some(outcome);
        }
        if self.cells.iter().all(|cell| cell.outcome.is_some()) {
            self.is_running = false;
        }
    }
}
