//! Where in a run an item was made, put somewhere, taken and consumed.

use super::{Moment, Run};
use crate::program::{Access, Item};

/// An item is followed for so many steps after it was made: in a browser that takes a moment.
const LONGEST: usize = 1 << 16;

/// The steps in which something became of an item for the first time, numbered from 1; what was
/// made before the first step was made in step 0. `None` is what has not happened, or not within
/// 65,536 steps, or in a part of the past that is forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ItemStory {
    /// Its producer made it.
    pub made: Option<u64>,
    /// It was put into a container or a variable.
    pub put: Option<u64>,
    /// It was taken out.
    pub taken: Option<u64>,
    /// It was consumed.
    pub consumed: Option<u64>,
}

impl ItemStory {
    /// The steps in the order in which they are told.
    pub fn steps(&self) -> [Option<u64>; 4] {
        [self.made, self.put, self.taken, self.consumed]
    }

    fn note(&mut self, item: Item, moment: &Moment) {
        let step = Some(moment.number);
        for (_, access) in moment.event.accesses() {
            match access {
                Access::Wrote { value, .. } | Access::Inserted { value, .. }
                    if Item::from_value(value) == Some(item) =>
                {
                    self.put = self.put.or(step);
                }
                Access::Read { value, takes: true, .. } | Access::Removed { value, .. }
                    if Item::from_value(value) == Some(item) =>
                {
                    self.taken = self.taken.or(step);
                }
                _ => {}
            }
        }
        if moment.event.consumed == Some(item) {
            self.consumed = self.consumed.or(step);
        }
        if moment.event.produced == Some(item) {
            self.made = self.made.or(step);
        }
    }
}

impl Run {
    /// What became of an item, in the whole run as far as it is known.
    pub fn story_of(&self, item: Item) -> ItemStory {
        let program = self.program();
        let was_made = |position: usize| {
            let machine = &self.past.checkpoint(position).machine;
            program.thread_ids().any(|id| {
                program.role_of(id).1 == item.producer && machine.thread(id).produced >= item.number
            })
        };
        // The numbers of a producer's items only grow.
        let (mut before, mut after) = (0, self.past.checkpoint_count());
        while before < after {
            let middle = usize::midpoint(before, after);
            if was_made(middle) { after = middle } else { before = middle + 1 }
        }
        let mut story = ItemStory::default();
        let is_first = before == 0;
        if is_first && self.first_known() == 0 {
            story.made = Some(0);
        }
        let from = self.past.checkpoint(before.saturating_sub(1));
        let mut end = usize::MAX;
        self.past.walk(from, self.length(), |state, moment| {
            story.note(item, &moment);
            if story.made == Some(moment.number) || is_first && end == usize::MAX {
                end = state.position.saturating_add(LONGEST);
            }
            story.consumed.is_none() && state.position < end
        });
        story
    }
}
