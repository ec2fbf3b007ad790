//! Long texts that are fetched when they are wanted: which are here, in which language.

use super::effect::Effect;
use crate::text::{Language, Passages, Volume};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What has been fetched, or is on its way.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// What is shown, and so follows the language of the page.
    wanted: BTreeSet<Volume>,
    shelves: BTreeMap<(Volume, &'static str), Shelf>,
}

/// Where a text is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shelf {
    /// Nobody has asked for it.
    #[default]
    NotFetched,
    /// It was asked for.
    OnItsWay,
    /// Here.
    Here(Rc<Passages>),
    /// It could not be had. It is asked for again when it is wanted again.
    Missing,
}

/// What happens to fetched texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LibraryAction {
    /// Something is about to show it, now and in whatever language the page speaks.
    Want(Volume),
    /// It came.
    Came(Volume, Language, String),
    /// It could not be had.
    Missed(Volume, Language),
}

impl Library {
    /// Where a text is in this language.
    pub fn shelf(&self, volume: Volume, language: Language) -> &Shelf {
        self.shelves.get(&(volume, language.tag())).unwrap_or(&Shelf::NotFetched)
    }

    /// A text in this language, if it is here.
    pub fn passages(&self, volume: Volume, language: Language) -> Option<&Rc<Passages>> {
        match self.shelf(volume, language) {
            Shelf::Here(passages) => Some(passages),
            Shelf::NotFetched | Shelf::OnItsWay | Shelf::Missing => None,
        }
    }

    fn put(&mut self, volume: Volume, language: Language, shelf: Shelf) {
        self.shelves.insert((volume, language.tag()), shelf);
    }

    /// Something that is shown is in this one.
    pub fn want(&mut self, volume: Volume) {
        self.wanted.insert(volume);
    }

    /// Asks for what is wanted and has never been asked for in this language. To be called after every
    /// change, as the language may be another one.
    pub fn follow(&mut self, language: Language, effects: &mut Vec<Effect>) {
        let is_missing = |&volume: &Volume| *self.shelf(volume, language) == Shelf::NotFetched;
        let missing: Vec<Volume> = self.wanted.iter().copied().filter(is_missing).collect();
        for volume in missing {
            self.put(volume, language, Shelf::OnItsWay);
            effects.push(Effect::Fetch(volume, language));
        }
    }
}

/// Notes what is wanted, and what came.
pub fn update(library: &mut Library, language: Language, action: LibraryAction) {
    match action {
        LibraryAction::Want(volume) => {
            library.wanted.insert(volume);
            if *library.shelf(volume, language) == Shelf::Missing {
                library.put(volume, language, Shelf::NotFetched);
            }
        }
        LibraryAction::Came(volume, language, text) => {
            let passages = volume.read(&text, language);
            // A host that answers with a page of its own where a file is missing.
            let shelf = match passages.is_empty() {
                true => Shelf::Missing,
                false => Shelf::Here(Rc::new(passages)),
            };
            library.put(volume, language, shelf);
        }
        LibraryAction::Missed(volume, language) => library.put(volume, language, Shelf::Missing),
    }
}
