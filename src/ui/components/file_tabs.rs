//! The files of a program in several, a tab for each.

use crate::program::{files_in, place_in};
use crate::session::{DocumentAction, Model};
use crate::text::Text;
use crate::ui::store::Store;
use std::ops::Range;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// The files of the program that is shown, and which of them is.
#[derive(Clone, Debug, PartialEq)]
pub struct Files {
    /// Their names, and the lines of each in the text.
    all: Vec<(String, Range<usize>)>,
    shown: usize,
    /// The line of the latest step, as it was when the file was chosen.
    latest: Option<usize>,
    /// How often the reader had chosen one.
    chosen: u32,
}

impl Files {
    /// The files of a program; the one with the line of the latest step is shown, until the reader chooses another.
    pub fn of(model: &Model, latest: Option<usize>, before: Option<&Files>) -> Option<Files> {
        let lines = &model.document.listing.lines;
        let text: Vec<&str> = lines.iter().map(|it| it.text.as_str()).collect();
        let all = files_of(&text.join("\n"));
        let chosen = model.document.file_choices;
        let has_line = |at: usize| all.iter().position(|(_, it)| it.contains(&at));
        let moved_to = latest.filter(|_| before.is_some_and(|it| it.latest != latest));
        let shown = match before {
            Some(before) if before.chosen == chosen => {
                moved_to.and_then(has_line).unwrap_or(before.shown)
            }
            _ => model.document.file,
        };
        let shown = shown.min(all.len().checked_sub(1)?);
        Some(Files { all, shown, latest, chosen })
    }

    /// The lines of the file that is shown.
    pub fn lines(&self) -> Range<usize> {
        self.all.get(self.shown).map_or(0..0, |(_, it)| it.clone())
    }

    /// The tabs.
    pub fn tabs(&self, store: &Store, text: &Text) -> Html {
        let names: Vec<&str> = self.all.iter().map(|(name, _)| name.as_str()).collect();
        let store = store.clone();
        let choose = Callback::from(move |file| store.dispatch(DocumentAction::ShowFile(file)));
        tabs(&names, self.shown, &choose, text)
    }
}

/// The files of a text: their names, and their lines.
fn files_of(text: &str) -> Vec<(String, Range<usize>)> {
    let lines_of = |span: Range<usize>| text.get(span).unwrap_or_default().lines().count();
    let file = |it: &crate::program::File| {
        let lines = it.first_line..it.first_line + lines_of(it.span.range());
        (it.name.to_owned(), lines)
    };
    files_in(text).iter().map(file).collect()
}

/// The lines of a file in the text of a program; all of them where it is one file.
pub fn lines_of_file(model: &Model, file: usize) -> Range<usize> {
    let lines = &model.document.listing.lines;
    let text: Vec<&str> = lines.iter().map(|it| it.text.as_str()).collect();
    let all = files_of(&text.join("\n"));
    all.get(file.min(all.len().saturating_sub(1))).map_or(0..lines.len(), |(_, it)| it.clone())
}

/// A line of a text, from 1, as a problem names it: with its file, where there are several.
pub fn line_words(source: &str, line: usize, text: &Text) -> String {
    match place_in(source.lines(), line - 1) {
        (Some(file), line) => {
            crate::text::fill(text.steps.line_of_file, &[&line.to_string(), file])
        }
        (None, line) => line.to_string(),
    }
}

/// A tab for each file. Arrow keys go from one to the next, as in every list of tabs.
pub fn tabs(names: &[&str], shown: usize, choose: &Callback<usize>, text: &Text) -> Html {
    let count = names.len();
    let onkeydown = {
        let choose = choose.clone();
        Callback::from(move |event: KeyboardEvent| {
            let to = match &*event.key() {
                "ArrowRight" => (shown + 1) % count,
                "ArrowLeft" => (shown + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            choose.emit(to);
            let tab = event.target_dyn_into::<Element>();
            let list = tab.and_then(|it| it.closest("[role=tablist]").ok().flatten());
            let tab = list.and_then(|it| it.children().item(to as u32));
            if let Some(tab) = tab.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                let _ = tab.focus();
            }
        })
    };
    let tab = |(file, name): (usize, &&str)| {
        let choose = choose.clone();
        let is_shown = file == shown;
        html! {
            <button
                type="button"
                role="tab"
                class="file-tab"
                aria-selected={is_shown.to_string()}
                aria-controls="file-shown"
                tabindex={if is_shown { "0" } else { "-1" }}
                onclick={Callback::from(move |_: MouseEvent| choose.emit(file))}
            >
                { (*name).to_owned() }
            </button>
        }
    };
    html! {
        <div class="file-tabs" role="tablist" aria-label={text.editor.files} {onkeydown}>
            { for names.iter().enumerate().map(tab) }
        </div>
    }
}
