//! The word of the glossary whose meaning is shown beside it.

use super::library::Shelf;
use super::model::Model;
use crate::text::Volume;

/// A word, and where it stands in the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Looked {
    /// The word's name.
    pub word: &'static str,
    /// The middle of where it stands, from the left.
    pub left: f64,
    /// Its upper or lower edge: that towards which there is more room.
    pub edge: f64,
    /// Whether there is more room above it.
    pub is_above: bool,
}

/// What happens to the word that is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GlossaryAction {
    /// The reader looks at this word.
    Look(Looked),
    /// The reader has looked long enough.
    LookAway,
}

/// The word that is looked at, with its heading and what it means. While that is on its way, it says so.
pub fn meaning(model: &Model) -> Option<(Looked, &'static str, String)> {
    let looked = model.looked_at?;
    let words = &model.text().glossary;
    let heading = words.heading(looked.word)?;
    let meaning = match model.library.shelf(Volume::Glossary, model.preferences.language) {
        Shelf::Here(passages) => passages.get(looked.word)?.to_owned(),
        Shelf::Missing => words.missing.to_owned(),
        Shelf::NotFetched | Shelf::OnItsWay => words.on_its_way.to_owned(),
    };
    Some((looked, heading, meaning))
}
