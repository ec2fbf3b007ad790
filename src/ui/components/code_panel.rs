//! The program: where every thread is in it, what its objects hold, and how to break it.

mod code_line;
mod fault_controls;
mod highlight;
mod places;
mod thread_chips;

use super::icons::{Icon, drawing};
use super::live::Part;
use crate::session::{Action, FaultSet, Listing, Model};
use crate::text::Language;
use crate::ui::store::Store;
use code_line::CodeLine;
use fault_controls::{Tried, swap};
use places::{Places, places};
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// How many steps a run has to survive before its faults are said to do no harm.
const LONG_ENOUGH: usize = 240;

/// The program.
#[derive(PartialEq)]
pub struct CodePanel {
    listing: Rc<Listing>,
    faults: FaultSet,
    tried: Tried,
    places: Places,
    language: Language,
}

impl Part for CodePanel {
    fn of(model: &Model, before: Option<&Self>) -> Self {
        let faults = model.configuration.faults;
        let mut tried = before.map(|it| it.tried).unwrap_or_default();
        if has_survived(model) {
            tried.note(faults);
        }
        CodePanel {
            listing: model.listing.clone(),
            faults,
            tried,
            places: places(model),
            language: model.language,
        }
    }

    fn draw(&self, store: &Store) -> Html {
        let lines = &self.listing.lines;
        // Whether the line and the one before have changed places, and it does no harm.
        let proved_harmless = |index: usize| {
            let above = index.checked_sub(1).and_then(|above| lines.get(above));
            above
                .and_then(swap)
                .is_some_and(|fault| self.faults.has(fault) && self.tried.is_harmless(fault))
        };
        let line = |index: usize| {
            let code_line = CodeLine {
                line: &lines[index],
                faults: self.faults,
                is_harmless: proved_harmless(index) || proved_harmless(index + 1),
                place: &self.places.lines[index],
                text: self.language.text(),
                store,
            };
            html! {
                <>
                { code_line.draw() }
                if proved_harmless(index) {
                    <li class="code-note">{ self.language.text().code.harmless }</li>
                }
                </>
            }
        };
        let block = |lines: Range<usize>| {
            html! { <ol class="code-block" start={(lines.start + 1).to_string()}>{ for lines.map(line) }</ol> }
        };
        html! { <div class="code">{ for blocks(&self.listing).into_iter().map(block) }</div> }
    }
}

/// How to break the program, and once it is broken the button that repairs it.
#[derive(PartialEq)]
pub struct RepairButton {
    is_intact: bool,
    language: Language,
}

impl Part for RepairButton {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let is_intact = model.configuration.faults.is_empty();
        RepairButton { is_intact, language: model.language }
    }

    fn draw(&self, store: &Store) -> Html {
        let words = &self.language.text().code;
        if self.is_intact {
            return html! { <span class="panel-hint">{ words.hint }</span> };
        }
        html! {
            <button
                type="button"
                class="button button-small repair-button"
                onclick={store.on_click(Action::RepairAll)}
            >
                { drawing(Icon::Repair) }<span>{ words.restore_all }</span>
            </button>
        }
    }
}

/// Whether the program as it is has run for long and nothing happened.
fn has_survived(model: &Model) -> bool {
    model.ending.is_none() && model.run.position() >= LONG_ENOUGH
}

/// The lines between blank ones: the declarations, then each role.
fn blocks(listing: &Rc<Listing>) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for (index, line) in listing.lines.iter().enumerate() {
        if line.text.is_empty() {
            blocks.push(start..index);
            start = index + 1;
        }
    }
    blocks.push(start..listing.lines.len());
    blocks.retain(|block| !block.is_empty());
    blocks
}
