//! What the page says of the programs of the catalogue.

use super::Passages;

/// The programs and their groups, in one language.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Catalogue {
    pub groups: Groups,
    /// In the order of the catalogue, but for the whole Python programs, which follow.
    pub programs: &'static [ProgramText],
    /// The whole Python programs, in the order of the catalogue. Their stories are passages.
    pub whole: &'static [ProgramText],
}

/// Headings for programs that belong together.
#[allow(missing_docs, reason = "the names of the fields say which group each is")]
pub struct Groups {
    pub lock_and_event: &'static str,
    pub queue: &'static str,
    pub semaphores: &'static str,
    pub monitors: &'static str,
    pub channels: &'static str,
    pub history: &'static str,
    pub python: &'static str,
    pub execution_models: &'static str,
}

/// What the page says of one program.
pub struct ProgramText {
    /// The program's stable name; the same in all languages.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What it is, and what to watch: one paragraph. Empty where it is a passage of
    /// [`Volume::Stories`](super::Volume::Stories).
    pub story: &'static str,
    /// The stable name of each of its faults, and what the fault's switch says it does.
    pub faults: &'static [(&'static str, &'static str)],
}

impl Catalogue {
    /// What is said of the program with this stable name.
    pub fn program(&self, name: &str) -> Option<&'static ProgramText> {
        self.programs.iter().chain(self.whole).find(|program| program.name == name)
    }

    /// What is said of the program with this stable name; empty where that is a passage that is not here.
    pub fn story<'a>(&self, name: &str, stories: Option<&'a Passages>) -> &'a str {
        match self.program(name).map(|it| it.story) {
            Some("") => stories.and_then(|it| it.get(name)).unwrap_or_default(),
            story => story.unwrap_or_default(),
        }
    }
}

impl ProgramText {
    /// What the switch of the fault with this stable name says.
    pub fn fault(&self, name: &str) -> Option<&'static str> {
        self.faults.iter().find(|(it, _)| *it == name).map(|&(_, label)| label)
    }
}
