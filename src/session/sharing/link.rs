//! The page as a link.

use super::Holds;
use crate::catalogue::Link;
use crate::catalogue::link::{LONGEST_TEXT, MOST_TURNS};
use crate::engine::{First, SchedulerKind, Slice, Turn};
use crate::session::model::Model;
use crate::session::threads::ThreadKind;

/// Who chooses, by the name that links use and its number.
fn scheduler_number(kind: SchedulerKind) -> u8 {
    match kind {
        SchedulerKind::TimeSlice(slice) => slice.steps(),
        SchedulerKind::Priority(First::Consumers) => 1,
        _ => 0,
    }
}

/// Who chooses, from its name and number in a link.
pub(super) fn scheduler_of(name: &str, number: u8) -> Option<SchedulerKind> {
    Some(match SchedulerKind::named(name)? {
        SchedulerKind::TimeSlice(_) => SchedulerKind::TimeSlice(Slice::of(number.into())),
        SchedulerKind::Priority(_) if number == 1 => SchedulerKind::Priority(First::Consumers),
        other => other,
    })
}

impl Model {
    /// Whether the steps of the run fit into a link, and its first ones are not forgotten.
    pub(super) fn knows_few_steps(&self) -> bool {
        self.playback.run.length() <= MOST_TURNS && self.playback.run.first_known() == 0
    }

    /// The present state as a link, and what that holds.
    pub fn link(&self) -> (Link, Holds) {
        let text_fits =
            self.document.own_text.as_ref().is_none_or(|text| text.len() <= LONGEST_TEXT);
        let steps_fit = self.knows_few_steps() && text_fits;
        // The run of a text that has problems is that of an earlier one.
        let length = if self.document.text_is_right() { self.playback.run.length() } else { 0 };
        let turn = |turn: Turn| (turn.thread.0, turn.choice.packed());
        let link = Link {
            entry: self.document.entry,
            own_text: self.document.own_text.as_deref().filter(|_| text_fits).map(str::to_owned),
            configuration: self.document.configuration,
            has_real_threads: self.threads.chosen_kind == ThreadKind::Real,
            scheduler: self.playback.scheduler.name().into(),
            scheduler_number: scheduler_number(self.playback.scheduler),
            seed: self.playback.seed,
            keeps_seed: self.playback.keeps_seed,
            schedule: steps_fit
                .then(|| self.playback.run.schedule().take(length).map(turn).collect()),
            position: if steps_fit { self.playback.run.position() as u32 } else { 0 },
            language: self.preferences.language.tag().into(),
            theme: self.preferences.theme.name().into(),
        };
        let holds = match (text_fits, steps_fit) {
            (false, _) => Holds::NoText,
            (true, false) => Holds::NoSteps,
            (true, true) => Holds::Everything,
        };
        (link, holds)
    }
}
