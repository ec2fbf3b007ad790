//! The words of a challenge, as its variant has them.

use super::super::rich_text::rich_text;
use crate::lesson::{Challenge, Variant, renamed};
use crate::session::{LibraryAction, Model, Shelf};
use crate::text::{Language, Passages, Volume};
use crate::ui::store::Store;
use std::rc::Rc;
use yew::prelude::*;

/// The fetched words of the course.
#[derive(Clone, PartialEq)]
pub struct Words {
    /// The language of the page.
    pub language: Language,
    passages: Option<Rc<Passages>>,
    /// Whether they could not be had.
    pub are_missing: bool,
}

impl Words {
    /// The words that are here.
    pub fn of(model: &Model) -> Words {
        let language = model.preferences.language;
        let shelf = model.library.shelf(Volume::Course, language);
        let passages = model.library.passages(Volume::Course, language).cloned();
        Words { language, passages, are_missing: *shelf == Shelf::Missing }
    }

    /// Whether they are here.
    pub fn are_here(&self) -> bool {
        self.passages.is_some()
    }

    /// A passage; empty while it is on its way.
    pub fn get(&self, key: &str) -> &str {
        self.passages.as_ref().and_then(|it| it.get(key)).unwrap_or_default()
    }

    /// What runs a challenge; `None` where that is no more than the language promises.
    pub fn execution(&self, challenge: &Challenge) -> Option<&str> {
        challenge.execution_key().map(|it| self.get(&it))
    }

    /// A passage of a challenge, with the names and numbers of the variant.
    pub fn say(&self, challenge: &Challenge, variant: &Variant, what: &str) -> String {
        challenge.numbered(&self.say_key(&challenge.key(what), variant), variant)
    }

    /// A passage with the names of the variant: those stand in backticks.
    pub fn say_key(&self, key: &str, variant: &Variant) -> String {
        let parts = self.get(key).split('`').enumerate();
        let renamed: Vec<String> = parts
            .map(|(index, part)| match index % 2 {
                1 => renamed(part, &variant.names),
                _ => part.to_owned(),
            })
            .collect();
        renamed.join("`")
    }
}

/// What stands in the place of words that are not here, with the way to ask for them again.
pub fn absent(words: &Words, store: &Store) -> Html {
    let text = &words.language.text().course;
    html! {
        <>
            <p>{ if words.are_missing { text.missing } else { text.on_its_way } }</p>
            if words.are_missing {
                <button
                    type="button"
                    class="button"
                    onclick={store.on_click(LibraryAction::Want(Volume::Course))}
                >
                    { text.try_again }
                </button>
            }
        </>
    }
}

/// A passage as paragraphs.
pub fn paragraphs(passage: &str) -> Html {
    let paragraphs = passage.split("\n\n").filter(|it| !it.trim().is_empty());
    html! { { for paragraphs.map(|it| html! { <p>{ rich_text(&it.replace('\n', " ")) }</p> }) } }
}
