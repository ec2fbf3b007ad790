//! The timeline as the reader looks at it: which stretch of the run, and which item is followed.

use crate::engine::{Ending, ItemStory, Run, Violation};
use crate::program::{Access, Event, Item};
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

/// What happens to the timeline, whatever the run does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineAction {
    /// It shows more steps, or fewer.
    Widen(bool),
    /// The threads' lanes, where there is little room for them.
    Unfold(bool),
    /// It tells where this item went, or no longer.
    Follow(Option<Item>),
}

/// Changes what the reader sees of a run.
pub fn update(timeline: &mut TimelineView, run: &Run, action: TimelineAction) {
    match action {
        TimelineAction::Widen(true) => timeline.widen(run.length()),
        TimelineAction::Widen(false) => timeline.narrow(run.length()),
        TimelineAction::Unfold(unfolded) => timeline.is_unfolded = unfolded,
        TimelineAction::Follow(item) => timeline.follow(run, item),
    }
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
    fn widen(&mut self, length: usize) {
        let Zoom::Steps(steps) = self.zoom else { return };
        let steps = steps * FACTOR;
        self.zoom = if steps < length { Zoom::Steps(steps) } else { Zoom::Everything };
    }

    /// Shows fewer steps, as there are so many.
    fn narrow(&mut self, length: usize) {
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

    /// The positions at the ends of the timeline. A short run does not fill it yet.
    pub(super) fn window(&self, run: &Run) -> Range<usize> {
        let (first, length) = (run.first_known(), run.length());
        match self.zoom {
            Zoom::Everything => first..length.max(first + SHORTEST),
            Zoom::Steps(steps) => self.from..self.from + steps,
        }
    }

    /// Moves the stretch that is shown, so that the present position is in it; and tells the
    /// story of the item that is followed as far as it goes now.
    pub(super) fn keep_up(&mut self, run: &Run, is_paused: bool) {
        let (first, length) = (run.first_known(), run.length());
        if let Zoom::Steps(steps) = self.zoom {
            let position = run.position();
            let latest = length.saturating_sub(steps).max(first);
            let from = self.from;
            let moved = if position == length {
                latest
            } else if position < from {
                position.saturating_sub(steps / 6)
            } else if position > from + steps {
                position - steps + steps / 6
            } else {
                from
            };
            self.from = moved.clamp(first, latest);
        }
        if is_paused
            && self.told_at != length
            && let Some((item, _)) = self.followed
        {
            self.follow(run, Some(item));
        }
    }

    /// Chooses the item to follow. One that was never made is not followed.
    pub(super) fn follow(&mut self, run: &Run, item: Option<Item>) {
        self.told_at = run.length();
        self.followed = item
            .map(|item| (item, run.story_of(item)))
            .filter(|(_, story)| *story != ItemStory::default());
    }

    /// Where a landmark is, if there is one.
    pub(super) fn position_of(&self, run: &Run, landmark: Landmark) -> Option<usize> {
        let position = run.position();
        let window = self.window(run);
        let page = (window.len() / 6).max(1);
        let step = |step: Option<u64>| step.and_then(|it| usize::try_from(it).ok());
        match landmark {
            Landmark::Start => Some(run.first_known()),
            Landmark::End => Some(run.length()),
            Landmark::PageBack => Some(position.saturating_sub(page)),
            Landmark::PageAhead => Some(position + page),
            Landmark::Violation => violation_before(run, position),
            Landmark::Made(item) => step(run.story_of(item).made),
            Landmark::Put(item) => step(run.story_of(item).put),
            Landmark::Taken(item) => step(run.story_of(item).taken),
            Landmark::Consumed(item) => step(run.story_of(item).consumed),
        }
    }
}

/// The last violation before a position; of none, the last of all.
fn violation_before(run: &Run, position: usize) -> Option<usize> {
    let end = run.ends_broken().then(|| run.length());
    let known = || end.into_iter().chain(run.violations().rev().map(|it| it.0));
    known().find(|&it| it < position).or_else(|| known().next())
}

/// An item that the latest step had to do with.
pub(super) fn item_at_hand(run: &Run) -> Option<Item> {
    let latest = run.recent().next_back()?;
    // Of a loss one wants to know how it came to the item that is lost.
    if let Some(Ending::Broken(Violation::Overwrite { lost, .. })) = run.ending() {
        return Some(lost);
    }
    item_of(&latest.event).or_else(|| run.ledger().in_hand(latest.thread))
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
