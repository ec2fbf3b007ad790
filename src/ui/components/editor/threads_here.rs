//! The running threads, beside the lines that are being edited.

use super::super::code_panel::{Place, Places, places, small_chips, threads_here};
use super::super::file_tabs::lines_of_file;
use super::super::reactive::Part;
use crate::session::Model;
use crate::text::Language;
use crate::ui::store::Store;
use std::ops::Range;
use yew::prelude::*;

/// The running threads at their lines. None while the text is wrong: they run another one.
#[derive(PartialEq)]
pub struct ThreadsHere {
    places: Option<Places>,
    /// The lines of the file that is edited.
    lines: Range<usize>,
    language: Language,
}

impl Part for ThreadsHere {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let places = model.text_is_right().then(|| places(model));
        let lines = lines_of_file(model, model.document.file);
        ThreadsHere { places, lines, language: model.preferences.language }
    }

    fn draw(&self, _: &Store) -> Html {
        let text = self.language.text();
        let lines = self
            .places
            .iter()
            .flat_map(|it| it.lines.get(self.lines.clone()))
            .flatten()
            .enumerate();
        let there = lines.filter(|(_, place)| !place.threads.is_empty() || place.latest.is_some());
        let chips = |(index, place): (usize, &Place)| {
            let latest = place.latest.map(|_| "is-latest");
            html! {
                <span class={classes!("editor-chips", latest)} ~style={format!("--line: {index}")}>
                    { threads_here(text, place, small_chips) }
                </span>
            }
        };
        there.map(chips).collect()
    }
}
