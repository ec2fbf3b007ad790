//! Links to the page.

use super::input::Input;
use crate::catalogue::link::{LONGEST_TEXT, MOST_TURNS};
use crate::catalogue::{Configuration, Link, first_entry};
use crate::engine::{SchedulerKind, Turn};

/// The end of the page's address that opens a run where these turns have been made, from `#` on;
/// `None` where text or turns are too long for a link.
pub fn link(
    input: &Input,
    configuration: &Configuration,
    turns: impl ExactSizeIterator<Item = Turn>,
) -> Option<String> {
    let own_text = input.entry.is_none().then(|| input.source.clone());
    if turns.len() > MOST_TURNS || own_text.as_ref().is_some_and(|it| it.len() > LONGEST_TEXT) {
        return None;
    }
    let position = turns.len() as u32;
    let mut configuration = *configuration;
    configuration.faults = input.on;
    let link = Link {
        entry: input.entry.unwrap_or(first_entry()),
        own_text,
        configuration,
        has_real_threads: false,
        scheduler: SchedulerKind::default().name().to_owned(),
        scheduler_number: 0,
        seed: 1,
        keeps_seed: false,
        schedule: Some(turns.map(|it| (it.thread.0, it.choice.packed())).collect()),
        position,
        language: String::new(),
        theme: String::new(),
    };
    Some(format!("#{}", link.to_fragment()))
}
