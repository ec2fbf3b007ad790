//! The program: where every thread is in it, what its objects hold, and how to break it.

mod code_line;
mod fault_controls;
mod highlight;
mod places;
mod thread_chips;

use super::icons::{Drawing, Icon};
use super::paced::use_paced;
use super::panels::{CloseButton, Panel};
use super::wording::use_language;
use crate::session::{Action, Listing, Model};
use crate::ui::store::{use_dispatch, use_selected};
use code_line::CodeLine;
use fault_controls::{Tried, swap};
use places::places;
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// How many steps a run has to survive before its faults are said to do no harm.
const LONG_ENOUGH: usize = 240;

/// See [`CodePanel`].
#[derive(Properties, PartialEq)]
pub struct CodePanelProps {
    /// Whether it is open, where it is a sheet.
    pub is_open: bool,
    /// Closes it.
    pub close: Callback<()>,
}

/// The program.
#[component]
pub fn CodePanel(props: &CodePanelProps) -> Html {
    let language = use_language();
    let words = &language.text().code;
    let listing = use_selected(|model| model.listing.clone());
    let faults = *use_selected(|model| model.configuration.faults);
    let places = use_paced(places);
    let survived = use_selected(has_survived);
    let repair = use_dispatch(|_: MouseEvent| Action::RepairAll);
    let tried = use_mut_ref(Tried::default);
    if *survived {
        tried.borrow_mut().note(faults);
    }

    // Whether the line and the one before have changed places, and it does no harm.
    let proved_harmless = |index: usize| {
        let above = index.checked_sub(1).and_then(|above| listing.lines.get(above));
        above
            .and_then(swap)
            .is_some_and(|fault| faults.has(fault) && tried.borrow().is_harmless(fault))
    };
    let line = |index: usize| {
        html! {
            <>
            <CodeLine
                {index}
                line={listing.lines[index].clone()}
                {faults}
                is_harmless={proved_harmless(index) || proved_harmless(index + 1)}
                place={places.lines.get(index).cloned().unwrap_or_default()}
                {language}
            />
            if proved_harmless(index) {
                <li class="code-note">{ words.harmless }</li>
            }
            </>
        }
    };
    let block = |(number, lines): (usize, Range<usize>)| {
        html! { <ol class="code-block" key={number} start={(lines.start + 1).to_string()}>{ for lines.map(line) }</ol> }
    };
    html! {
        <section
            class={classes!("card", "code-panel", "sheet", props.is_open.then_some("is-open"))}
            id={Panel::Code.id()}
            tabindex="-1"
            aria-label={words.title}
        >
            <header class="panel-head">
                <h2>{ words.title }</h2>
                if faults.is_empty() {
                    <span class="panel-hint">{ words.hint }</span>
                } else {
                    <button type="button" class="button button-small repair-button" onclick={repair}>
                        <Drawing icon={Icon::Repair} /><span>{ words.restore_all }</span>
                    </button>
                }
                <CloseButton close={props.close.clone()} />
            </header>
            <div class="code">
                { for blocks(&listing).into_iter().enumerate().map(block) }
            </div>
        </section>
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
