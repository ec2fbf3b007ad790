//! The timeline as the reader looks at it: which stretch of the run, and which item is followed.

use super::model::{Model, Motion};
use crate::engine::{ItemStory, Share};
use crate::program::{Access, Event, Item, ThreadId};
use crate::text::fill;
use std::ops::Range;

/// The shortest stretch that is shown, in steps.
const SHORTEST: usize = 60;

/// How many times longer the next stretch is.
const FACTOR: usize = 4;

/// Which stretch of the run the reader sees, and what else is chosen there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineView {
    /// How much is shown.
    pub zoom: Zoom,
    /// Whether the threads are shown where there is little room for them.
    pub is_unfolded: bool,
    /// The item that is followed, and what became of it.
    pub followed: Option<(Item, ItemStory)>,
    /// The position at the left end.
    from: usize,
    /// For which length of the run the story was told.
    told_at: usize,
}

/// How much of a run is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zoom {
    /// So many steps.
    Steps(usize),
    /// All that is known.
    Everything,
}

/// Somewhere in a run that the reader may want to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landmark {
    /// The first position that is known.
    Start,
    /// The latest step.
    End,
    /// The step before this one that broke a rule; from the first of them, the last.
    Violation,
    /// About a sixth of what is shown further back.
    PageBack,
    /// The same ahead.
    PageAhead,
    /// Where an item was made.
    Made(Item),
    /// Where it was put into a container first.
    Put(Item),
    /// Where it was taken out first.
    Taken(Item),
    /// Where it was consumed first.
    Consumed(Item),
}

impl Default for TimelineView {
    fn default() -> TimelineView {
        TimelineView {
            zoom: Zoom::Steps(SHORTEST),
            is_unfolded: false,
            followed: None,
            from: 0,
            told_at: 0,
        }
    }
}

impl TimelineView {
    /// Shows more steps, as there are so many.
    pub(super) fn widen(&mut self, length: usize) {
        let Zoom::Steps(steps) = self.zoom else { return };
        let steps = steps * FACTOR;
        self.zoom = if steps < length { Zoom::Steps(steps) } else { Zoom::Everything };
    }

    /// Shows fewer steps, as there are so many.
    pub(super) fn narrow(&mut self, length: usize) {
        let before = match self.zoom {
            Zoom::Steps(steps) => steps,
            Zoom::Everything => length,
        };
        let mut steps = SHORTEST;
        while steps * FACTOR < before {
            steps *= FACTOR;
        }
        self.zoom = Zoom::Steps(steps);
    }
}

impl Model {
    /// The positions at the ends of the timeline. A short run does not fill it yet.
    pub fn timeline_window(&self) -> Range<usize> {
        let (first, length) = (self.run.first_known(), self.run.length());
        match self.timeline.zoom {
            Zoom::Everything => first..length.max(first + SHORTEST),
            Zoom::Steps(steps) => self.timeline.from..self.timeline.from + steps,
        }
    }

    /// Moves the stretch that is shown, so that the present position is in it; and tells the
    /// story of the item that is followed as far as it goes now.
    pub(super) fn keep_timeline_up(&mut self) {
        let (first, length) = (self.run.first_known(), self.run.length());
        if let Zoom::Steps(steps) = self.timeline.zoom {
            let position = self.run.position();
            let latest = length.saturating_sub(steps).max(first);
            let from = self.timeline.from;
            let moved = if position == length {
                latest
            } else if position < from {
                position.saturating_sub(steps / 6)
            } else if position > from + steps {
                position - steps + steps / 6
            } else {
                from
            };
            self.timeline.from = moved.clamp(first, latest);
        }
        if self.motion == Motion::Paused
            && self.timeline.told_at != length
            && let Some((item, _)) = self.timeline.followed
        {
            self.follow(Some(item));
        }
    }

    /// Chooses the item to follow. One that was never made is not followed.
    pub(super) fn follow(&mut self, item: Option<Item>) {
        self.timeline.told_at = self.run.length();
        self.timeline.followed = item
            .map(|item| (item, self.run.story_of(item)))
            .filter(|(_, story)| *story != ItemStory::default());
    }

    /// Where a landmark is, if there is one.
    pub fn position_of(&self, landmark: Landmark) -> Option<usize> {
        let position = self.run.position();
        let window = self.timeline_window();
        let page = (window.len() / 6).max(1);
        let step = |step: Option<u64>| step.and_then(|it| usize::try_from(it).ok());
        match landmark {
            Landmark::Start => Some(self.run.first_known()),
            Landmark::End => Some(self.run.length()),
            Landmark::PageBack => Some(position.saturating_sub(page)),
            Landmark::PageAhead => Some(position + page),
            Landmark::Violation => self.violation_before(position),
            Landmark::Made(item) => step(self.run.story_of(item).made),
            Landmark::Put(item) => step(self.run.story_of(item).put),
            Landmark::Taken(item) => step(self.run.story_of(item).taken),
            Landmark::Consumed(item) => step(self.run.story_of(item).consumed),
        }
    }

    /// The last violation before a position; of none, the last of all.
    fn violation_before(&self, position: usize) -> Option<usize> {
        let end = self.run.ends_broken().then(|| self.run.length());
        let known = || end.into_iter().chain(self.run.violations().rev().map(|it| it.0));
        known().find(|&it| it < position).or_else(|| known().next())
    }

    /// What is worth knowing of a thread at a step: "Step 42: P1 waits for `mutex`".
    ///
    /// `None` for a step or a thread that is not known.
    pub fn what_at(&self, step: usize, thread: ThreadId) -> Option<String> {
        let words = &self.text().timeline;
        let before = step.checked_sub(1).filter(|it| *it >= self.run.first_known())?;
        let strip = self.run.strip(before, step, 2);
        let share = strip.lane(thread.index()).next()?;
        let name = self.program().name_of(thread).to_string();
        let sentence = if share.steps == Share::WHOLE {
            fill(words.makes_step, &[&name])
        } else if share.waiting > Share::WHOLE / 2 {
            match share.object() {
                Some(object) => {
                    fill(words.waits_for, &[&name, &self.program().object(object).name])
                }
                None => fill(words.has_to_wait, &[&name]),
            }
        } else if share.inside > Share::WHOLE / 2 {
            fill(words.is_inside, &[&name])
        } else if share.ended() > Share::WHOLE / 2 {
            fill(words.has_ended, &[&name])
        } else {
            fill(words.could_step, &[&name])
        };
        Some(fill(words.at_step, &[&step.to_string(), &sentence]))
    }

    /// An item that the latest step had to do with.
    pub fn item_at_hand(&self) -> Option<Item> {
        let latest = self.run.recent().next_back()?;
        item_of(&latest.event).or_else(|| self.run.ledger().in_hand(latest.thread))
    }
}

fn item_of(event: &Event) -> Option<Item> {
    let accessed = event.accesses().find_map(|(_, access)| match access {
        Access::Wrote { value, .. }
        | Access::Inserted { value, .. }
        | Access::Read { value, .. }
        | Access::Removed { value, .. } => Item::from_value(value),
        _ => None,
    });
    accessed.or(event.consumed).or(event.produced)
}
