//! The program as it runs: its lines, the threads at them, what is held, and what breaks it.

use super::super::file_tabs::Files;
use super::super::reactive::Part;
use super::code_line::CodeLine;
use super::fault_controls::{Tried, changed_lines};
use super::places::{Places, places};
use crate::catalogue::{Edit, Entry, FaultSet, Listing};
use crate::program::FILE_MARK;
use crate::session::Model;
use crate::text::Language;
use crate::ui::store::Store;
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// How many steps a run has to survive before its faults are said to do no harm.
const LONG_ENOUGH: usize = 240;

/// The program as it runs.
#[derive(PartialEq)]
pub struct ProgramView {
    entry: &'static Entry,
    listing: Rc<Listing>,
    /// Whether it is the reader's own: that has no switches.
    is_own: bool,
    faults: FaultSet,
    tried: Tried,
    places: Places,
    /// Where there are several.
    files: Option<Files>,
    language: Language,
}

impl Part for ProgramView {
    fn of(model: &Model, before: Option<&Self>) -> Self {
        let entry = model.document.entry;
        let is_own = model.document.own_text.is_some();
        let faults = if is_own { FaultSet::default() } else { model.document.configuration.faults };
        let same = before.filter(|it| std::ptr::eq(it.entry, entry));
        let mut tried = same.map(|it| it.tried).unwrap_or_default();
        if has_survived(model) {
            tried.note(entry.faults, faults);
        }
        let (listing, places) = (model.document.listing.clone(), places(model));
        let has_files = listing.lines.iter().any(|it| it.text.starts_with(FILE_MARK));
        let files = has_files.then(|| {
            let latest = places.lines.iter().position(|it| it.latest.is_some());
            Files::of(model, latest, same.and_then(|it| it.files.as_ref()))
        });
        ProgramView {
            entry,
            listing,
            is_own,
            faults,
            tried,
            places,
            files: files.flatten(),
            language: model.preferences.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let text = self.language.text();
        let lines = &self.listing.lines;
        let has_no_controls = self.is_own || self.entry.faults.is_empty();
        let proved: Vec<Harmless> = self.proved_harmless().collect();
        let line = |index: usize| {
            let code_line = CodeLine {
                entry: self.entry,
                line: &lines[index],
                has_controls: !self.is_own,
                faults: self.faults,
                is_harmless: proved.iter().any(|it| it.lines.contains(&index)),
                place: &self.places.lines[index],
                text,
                store,
            };
            html! {
                <>
                { code_line.draw() }
                if proved.iter().any(|it| it.said_below == index) {
                    <li class="code-note">{ text.code.harmless }</li>
                }
                </>
            }
        };
        let shown = self.files.as_ref().map_or(0..lines.len(), Files::lines);
        let block = |lines: Range<usize>| {
            let class = match is_code(&self.listing, &lines) {
                true => "code-block",
                false => "code-block is-declarations",
            };
            let start = (lines.start + 1 - shown.start).to_string();
            html! { <ol {class} {start}>{ for lines.map(line) }</ol> }
        };
        let tabs = self.files.as_ref().map(|it| it.tabs(store, text));
        html! {
            <>
            { for tabs }
            // Without switches there is nothing in it that the focus could go to.
            <div
                class="code"
                id="file-shown"
                data-follow=""
                tabindex={has_no_controls.then_some("0")}
                role={has_no_controls.then_some("region")}
                aria-label={has_no_controls.then_some(text.controls.program)}
            >
                <div class="code-lines">
                    { for blocks(&self.listing, shown.clone()).into_iter().map(block) }
                </div>
            </div>
            </>
        }
    }
}

/// A fault that is on and proved to do no harm.
struct Harmless {
    /// The lines it changes, from 0.
    lines: Vec<usize>,
    /// The line below which that is said.
    said_below: usize,
}

impl ProgramView {
    fn proved_harmless(&self) -> impl Iterator<Item = Harmless> + '_ {
        let on = self.faults.iter().filter(|&fault| self.tried.is_harmless(fault));
        on.filter_map(|index| {
            let fault = &self.entry.faults[index];
            let offered_at = self.listing.lines.iter().position(|it| it.faults.contains(&index))?;
            let said_below = match fault.edits[0] {
                Edit::Swap(one, other) => usize::from(one.max(other)).checked_sub(1)?,
                Edit::Strike(_) | Edit::Change(..) => offered_at,
            };
            Some(Harmless { lines: changed_lines(fault).collect(), said_below })
        })
    }
}

/// Whether the program as it is has run for long and nothing happened.
fn has_survived(model: &Model) -> bool {
    model.playback.ending.is_none() && model.playback.run.position() >= LONG_ENOUGH
}

/// Whether threads can stand in a block: not where things are only declared.
fn is_code(listing: &Listing, block: &Range<usize>) -> bool {
    listing.lines[block.clone()].iter().any(|line| line.text.starts_with([' ', '\t']))
}

/// The lines between blank ones: the declarations, then each role.
fn blocks(listing: &Listing, shown: Range<usize>) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut start = shown.start;
    for (index, line) in (shown.start..).zip(&listing.lines[shown.clone()]) {
        if line.text.trim().is_empty() {
            blocks.push(start..index);
            start = index + 1;
        }
    }
    blocks.push(start..shown.end);
    blocks.retain(|block| !block.is_empty());
    blocks
}
