//! Finding a program of the catalogue: by words, by what tells it apart, in the order to learn in.

use crate::catalogue::{CATALOGUE, Entry, Group, LEARNING_ORDER, Tongue, entry_named};
use crate::text::{Groups, Passages, Text};

/// What the reader looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finder {
    /// The words that a program has to have, as typed.
    pub words: String,
    /// What it has to be.
    pub tag: Option<Tag>,
    /// Whether the programs stand in the order to learn in, and not by what they are about.
    pub in_order: bool,
}

/// What tells programs apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Nothing can go wrong as it is written.
    Right,
    /// Something can.
    Wrong,
    /// Where the way comes from that it is written in.
    From(Tongue),
}

/// What happens to the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FinderAction {
    /// These words.
    Search(String),
    /// Only these, or no longer; another one takes the place of the one there is.
    Only(Tag, bool),
    /// In the order to learn in, or not.
    SetInOrder(bool),
}

impl Tag {
    /// All of them.
    pub const ALL: [Tag; 5] = [
        Tag::Right,
        Tag::Wrong,
        Tag::From(Tongue::Books),
        Tag::From(Tongue::Python),
        Tag::From(Tongue::Rust),
    ];

    /// Whether a program is like this.
    pub fn fits(self, entry: &Entry) -> bool {
        match self {
            Tag::Right => entry.is_right(),
            Tag::Wrong => !entry.is_right(),
            Tag::From(tongue) => entry.tongue() == tongue,
        }
    }

    /// What it is called.
    pub fn label(self, text: &Text) -> &'static str {
        let words = &text.finder;
        match self {
            Tag::Right => words.right,
            Tag::Wrong => words.wrong,
            Tag::From(Tongue::Books) => words.books,
            Tag::From(Tongue::Python) => "Python",
            Tag::From(Tongue::Rust) => "Rust",
        }
    }
}

/// Changes what is looked for.
pub(super) fn update(finder: &mut Finder, action: FinderAction) {
    match action {
        FinderAction::Search(words) => finder.words = words,
        FinderAction::Only(tag, on) => finder.tag = on.then_some(tag),
        FinderAction::SetInOrder(on) => finder.in_order = on,
    }
}

impl Finder {
    /// The programs that have all the words and the tag, in the order in which they are shown.
    /// Stories that are not here yet are not looked at.
    pub fn found(&self, text: &Text, stories: Option<&Passages>) -> Vec<&'static Entry> {
        let wanted: Vec<String> = self.words.split_whitespace().map(folded).collect();
        let fits = |entry: &&'static Entry| {
            if !self.tag.is_none_or(|tag| tag.fits(entry)) {
                return false;
            }
            let said = said_of(text, stories, entry);
            wanted.iter().all(|word| said.contains(word))
        };
        match self.in_order {
            true => LEARNING_ORDER.iter().filter_map(|it| entry_named(it)).filter(fits).collect(),
            false => CATALOGUE.into_iter().filter(fits).collect(),
        }
    }
}

/// All that a search looks at, in small letters.
fn said_of(text: &Text, stories: Option<&Passages>, entry: &Entry) -> String {
    let title = text.catalogue.program(entry.name).map_or("", |it| it.title);
    let mut said = format!("{} {} {}", entry.name, entry.origin, entry.source);
    for part in [title, text.catalogue.story(entry.name, stories)] {
        said = said + " " + part;
    }
    said = said + " " + heading_of(&text.catalogue.groups, entry.group);
    for tag in Tag::ALL.into_iter().filter(|it| it.fits(entry)) {
        said = said + " " + tag.label(text);
    }
    folded(&said.replace('`', ""))
}

/// In small letters without accents: who looks for `filosofos` means `Filósofos`.
fn folded(words: &str) -> String {
    let plain = |letter: char| match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' | 'ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    };
    words.to_lowercase().chars().map(plain).collect()
}

/// What programs that belong together are about.
pub fn heading_of(groups: &Groups, group: Group) -> &'static str {
    match group {
        Group::LockAndEvent => groups.lock_and_event,
        Group::Queue => groups.queue,
        Group::Semaphores => groups.semaphores,
        Group::Monitors => groups.monitors,
        Group::Channels => groups.channels,
        Group::History => groups.history,
        Group::Python => groups.python,
        Group::ExecutionModels => groups.execution_models,
    }
}
