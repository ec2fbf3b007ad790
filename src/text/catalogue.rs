//! What the page says of the programs of the catalogue.

/// The programs and their groups, in one language.
#[allow(missing_docs, reason = "the names of the fields say which sentence each is")]
pub struct Catalogue {
    pub groups: Groups,
    /// In the order of the catalogue.
    pub programs: &'static [ProgramText],
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
}

/// What the page says of one program.
pub struct ProgramText {
    /// The program's stable name; the same in all languages.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What it is, and what to watch: one paragraph.
    pub story: &'static str,
    /// The stable name of each of its faults, and what the fault's switch says it does.
    pub faults: &'static [(&'static str, &'static str)],
}

impl Catalogue {
    /// What is said of the program with this stable name.
    pub fn program(&self, name: &str) -> Option<&'static ProgramText> {
        self.programs.iter().find(|program| program.name == name)
    }
}

impl ProgramText {
    /// What the switch of the fault with this stable name says.
    pub fn fault(&self, name: &str) -> Option<&'static str> {
        self.faults.iter().find(|(it, _)| *it == name).map(|&(_, label)| label)
    }
}
