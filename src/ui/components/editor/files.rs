//! A program in several files: one of them is in the field, and how to have more.

use super::super::file_tabs::tabs;
use super::super::icons::{Icon, drawing};
use super::field::go_to;
use super::{Editor, sight};
use crate::program::files_in;
use crate::session::{DocumentAction, part_of, with_file, with_name, without_file};
use crate::text::Text;
use crate::ui::store::Store;
use std::ops::Range;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

impl Editor {
    /// The file that is shown.
    pub fn file(&self) -> usize {
        file_of(&self.whole, self.seen.file)
    }

    /// Where that stands in the text.
    pub fn part(&self) -> Range<usize> {
        part_of(&self.whole, self.file())
    }

    /// The files, and how to have more of them. A program of roles is one file.
    pub fn files(&self, store: &Store, text: &'static Text) -> Html {
        let names: Vec<&str> = files_in(&self.whole).iter().map(|it| it.name).collect();
        if names.is_empty() && !self.seen.is_whole {
            return html! {};
        }
        let edit = |next: Option<(String, usize)>| {
            let (store, waiting) = (store.clone(), self.waiting.clone());
            Callback::from(move |_: MouseEvent| {
                waiting.read_now();
                let Some((text, file)) = next.clone() else { return };
                store.dispatch(DocumentAction::Edit(text));
                store.dispatch(DocumentAction::ShowFile(file));
            })
        };
        let shown = self.file();
        let choose = {
            let (store, waiting) = (store.clone(), self.waiting.clone());
            Callback::from(move |file| {
                waiting.read_now();
                store.dispatch(DocumentAction::ShowFile(file));
            })
        };
        let rename = {
            let (store, whole) = (store.clone(), self.whole.clone());
            Callback::from(move |event: Event| {
                let Some(field) = event.target_dyn_into::<HtmlInputElement>() else { return };
                let name = field.value().trim().to_owned();
                let name = if name.ends_with(".py") { name } else { name + ".py" };
                match with_name(&whole, shown, &name) {
                    Some(text) => store.dispatch(DocumentAction::Edit(text)),
                    // It keeps the one that it has.
                    None => {
                        let files = files_in(&whole);
                        field.set_value(files.get(shown).map_or("", |it| it.name));
                    }
                }
            })
        };
        let words = &text.editor;
        let button = |label: &'static str, icon, onclick| {
            html! {
                <button type="button" class="file-button" aria-label={label} title={label} {onclick}>
                    { drawing(icon) }
                </button>
            }
        };
        html! {
            <div class="files">
                if !names.is_empty() { { tabs(&names, shown, &choose, text) } }
                <span class="file-tools">
                    if let Some(name) = names.get(shown) {
                        <input
                            class="file-name"
                            aria-label={words.file_name}
                            title={words.file_name}
                            value={(*name).to_owned()}
                            spellcheck="false"
                            autocapitalize="off"
                            onchange={rename}
                        />
                        { button(words.remove_file, Icon::Close,
                            edit(Some((without_file(&self.whole, shown), shown.saturating_sub(1))))) }
                    }
                    { button(words.add_file, Icon::Plus, edit(Some(with_file(&self.whole)))) }
                </span>
            </div>
        }
    }

    /// Puts the caret somewhere in the field, and that line into sight.
    pub fn go(&self, at: usize, line: usize) {
        let (count, drawn) = (self.line_count(), self.sight.drawn(self.line_count()));
        go_to_line(&self.field, &self.picture, (at, line), (count, drawn));
    }
}

/// The file of a text that is shown, where the reader chose one of an earlier text.
pub fn file_of(text: &str, chosen: usize) -> usize {
    chosen.min(files_in(text).len().saturating_sub(1))
}

/// Puts the caret of a field somewhere, and that line into sight: one of so many, of which these are drawn.
pub fn go_to_line(
    field: &NodeRef,
    picture: &NodeRef,
    (at, line): (usize, usize),
    (count, drawn): (usize, Range<usize>),
) {
    let Some(field) = field.cast::<HtmlTextAreaElement>() else { return };
    let Some(picture) = picture.cast::<Element>() else { return };
    let drawn_line = match drawn.contains(&(line - 1)) {
        true => picture.children().item((line - drawn.start) as u32),
        false => None,
    };
    if drawn_line.is_none() {
        sight::scroll_to(&picture, line - 1, count);
    }
    go_to(&field, at, drawn_line);
}
