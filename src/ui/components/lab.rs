//! *Compare runtimes*: knobs at one side, strips on one axis in the middle, bars and questions below.

mod bars;
mod cursor;
mod geometry;
mod knobs;
mod questions;
mod story;
mod strips;
mod table;
mod top;
mod words;

use super::reactive::reactive;
use crate::session::Model;
use crate::session::lab::Side;
use crate::text::Language;
use crate::ui::store::Store;
use bars::Bars;
use cursor::Cursor;
use knobs::Knobs;
use questions::{OpenQuestion, QuestionList};
use story::{Legend, StoryLine};
use strips::Strips;
use table::Tables;
use top::{LabBar, tabs};
use yew::prelude::*;

pub use top::lab_button;

/// What is drawn of the lab, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShownLab {
    /// Whether it is shown, in the place of the rest.
    pub is_open: bool,
    as_table: bool,
    waits: bool,
    side: Side,
}

/// What is shown of the lab.
pub fn shown_lab(model: &Model) -> ShownLab {
    let lab = &model.lab;
    ShownLab {
        is_open: lab.is_open,
        as_table: lab.as_table,
        waits: lab.waits_for_answer(),
        side: lab.side,
    }
}

/// The page as the lab.
pub fn lab(store: &Store, shown: ShownLab, language: Language) -> Html {
    let words = &language.text().lab;
    html! {
        <>
            { reactive::<LabBar>(store) }
            <main class="lab" id="scene" tabindex="-1" data-side={shown.side.name()}>
                <section class="card lab-side lab-knobs" aria-label={words.knobs}>
                    { reactive::<Knobs>(store) }
                </section>
                <section class="card lab-side lab-strips" aria-label={words.strips}>
                    { reactive::<OpenQuestion>(store) }
                    if !shown.waits {
                        { reactive::<StoryLine>(store) }
                        if shown.as_table {
                            { reactive::<Tables>(store) }
                        } else {
                            <div class="lab-grid-room">
                                { reactive::<Strips>(store) }
                                { reactive::<Cursor>(store) }
                            </div>
                            { reactive::<Legend>(store) }
                        }
                    }
                </section>
                <section class="card lab-side lab-bars-card" aria-label={words.bars}>
                    if !shown.waits { { reactive::<Bars>(store) } } else { <p class="hint">{ words.answer_first }</p> }
                </section>
                <section class="card lab-side lab-questions-card" aria-label={words.questions}>
                    { reactive::<QuestionList>(store) }
                </section>
            </main>
            { tabs(shown.side, language, store) }
        </>
    }
}
