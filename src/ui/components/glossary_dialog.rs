//! The glossary, all of it.

use super::dialog::{close_dialog, close_on_backdrop, open_dialog};
use super::panels::close_button;
use super::reactive::Part;
use super::rich_text::rich_text;
use crate::session::{LibraryAction, Model, Shelf};
use crate::text::{Language, Volume};
use crate::ui::store::Store;
use yew::prelude::*;

/// The glossary, as the browser's own dialog.
#[derive(PartialEq)]
pub struct GlossaryDialog {
    shelf: Shelf,
    language: Language,
}

impl Part for GlossaryDialog {
    fn of(model: &Model, _: Option<&Self>) -> Self {
        let language = model.preferences.language;
        GlossaryDialog { shelf: model.library.shelf(Volume::Glossary, language).clone(), language }
    }

    fn draw(&self, _: &Store) -> Html {
        let text = self.language.text();
        let words = &text.glossary;
        let body = match &self.shelf {
            Shelf::Here(passages) => {
                let mut entries: Vec<(&str, &str)> = words
                    .words
                    .iter()
                    .filter_map(|(name, _)| Some((words.heading(name)?, passages.get(name)?)))
                    .collect();
                entries.sort_by_key(|(heading, _)| heading.to_lowercase());
                let entry = |(heading, meaning): (&str, &str)| {
                    html! { <div><dt>{ heading.to_owned() }</dt><dd>{ rich_text(meaning) }</dd></div> }
                };
                html! { <dl class="glossary-words">{ for entries.into_iter().map(entry) }</dl> }
            }
            Shelf::Missing => html! { <p>{ words.missing }</p> },
            Shelf::NotFetched | Shelf::OnItsWay => html! { <p>{ words.on_its_way }</p> },
        };
        html! {
            <dialog
                class="help glossary"
                id="glossary"
                aria-labelledby="glossary-title"
                onclick={Callback::from(close_on_backdrop)}
            >
                <div class="help-sheet">
                    <header class="panel-head">
                        <h2 id="glossary-title" tabindex="-1">{ words.title }</h2>
                        { close_button(text, Callback::from(|_| close_dialog("glossary"))) }
                    </header>
                    { body }
                </div>
            </dialog>
        }
    }
}

/// Opens the glossary, and fetches it if need be.
pub fn open_glossary(store: &Store) {
    store.dispatch(LibraryAction::Want(Volume::Glossary));
    open_dialog("glossary", "#glossary-title", store);
}
