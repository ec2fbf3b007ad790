//! Long texts that are no part of the page's module: glossary, lessons, stories. They lie in `static/texts`, a file for
//! each language, and are fetched when they are wanted.
//!
//! A file is passages. Each begins with its key on a line of its own, behind `== `; what follows up to the next key is
//! the passage, and an empty line parts its paragraphs. A line that begins with `#` before the first key is a comment.

use super::Language;
use std::collections::BTreeMap;

/// What is fetched as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Volume {
    /// The words that are not everyday ones, by their names.
    Glossary,
    /// Everything that lessons and challenges say.
    Course,
    /// The stories of the whole Python programs in the catalogue, by their names.
    Stories,
    /// The questions of the lab.
    Lab,
    /// What can happen where something stands out in a whole program.
    Lint,
    /// What holds the threads of CPython to a schedule, in a script made of a run. It speaks no language.
    Gate,
}

/// The beginning of a line with a key.
const KEY: &str = "== ";

impl Volume {
    /// All of them.
    pub const ALL: [Volume; 6] = [
        Volume::Glossary,
        Volume::Course,
        Volume::Stories,
        Volume::Lab,
        Volume::Lint,
        Volume::Gate,
    ];

    /// Where it lies in this language, relative to the page. A file that has changed has another address,
    /// so that a page never gets an older one that was kept.
    pub fn address(self, language: Language) -> String {
        let (name, tag, mark) = (self.name(), language.tag(), self.mark(language));
        match self {
            Volume::Gate => format!("texts/{name}.py?{mark:08x}"),
            _ => format!("texts/{name}.{tag}.txt?{mark:08x}"),
        }
    }

    /// What its files are called.
    pub fn name(self) -> &'static str {
        match self {
            Volume::Glossary => "glossary",
            Volume::Course => "course",
            Volume::Stories => "stories",
            Volume::Lab => "lab",
            Volume::Lint => "lint",
            Volume::Gate => "gate",
        }
    }

    /// What a file of it says. The gate is one passage under its own name, and nothing else will do.
    pub fn read(self, text: &str, language: Language) -> Passages {
        match self {
            Volume::Gate if mark_of(text) == self.mark(language) => {
                Passages(BTreeMap::from([(self.name().to_owned(), text.to_owned())]))
            }
            Volume::Gate => Passages::default(),
            _ => Passages::read(text),
        }
    }

    /// Its text in this language. The page does not carry it.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn text(self, language: Language) -> &'static str {
        match (self, language) {
            (Volume::Glossary, Language::English) => files::GLOSSARY_EN,
            (Volume::Glossary, Language::BrazilianPortuguese) => files::GLOSSARY_PT_BR,
            (Volume::Course, Language::English) => files::COURSE_EN,
            (Volume::Course, Language::BrazilianPortuguese) => files::COURSE_PT_BR,
            (Volume::Stories, Language::English) => files::STORIES_EN,
            (Volume::Stories, Language::BrazilianPortuguese) => files::STORIES_PT_BR,
            (Volume::Lab, Language::English) => files::LAB_EN,
            (Volume::Lab, Language::BrazilianPortuguese) => files::LAB_PT_BR,
            (Volume::Lint, Language::English) => files::LINT_EN,
            (Volume::Lint, Language::BrazilianPortuguese) => files::LINT_PT_BR,
            (Volume::Gate, _) => files::GATE,
        }
    }

    fn mark(self, language: Language) -> u32 {
        // Constants: of the files only the marks are in the module.
        const GLOSSARY_EN: u32 = mark_of(files::GLOSSARY_EN);
        const GLOSSARY_PT_BR: u32 = mark_of(files::GLOSSARY_PT_BR);
        const COURSE_EN: u32 = mark_of(files::COURSE_EN);
        const COURSE_PT_BR: u32 = mark_of(files::COURSE_PT_BR);
        const STORIES_EN: u32 = mark_of(files::STORIES_EN);
        const STORIES_PT_BR: u32 = mark_of(files::STORIES_PT_BR);
        const LAB_EN: u32 = mark_of(files::LAB_EN);
        const LAB_PT_BR: u32 = mark_of(files::LAB_PT_BR);
        const LINT_EN: u32 = mark_of(files::LINT_EN);
        const LINT_PT_BR: u32 = mark_of(files::LINT_PT_BR);
        const GATE: u32 = mark_of(files::GATE);
        match (self, language) {
            (Volume::Glossary, Language::English) => GLOSSARY_EN,
            (Volume::Glossary, Language::BrazilianPortuguese) => GLOSSARY_PT_BR,
            (Volume::Course, Language::English) => COURSE_EN,
            (Volume::Course, Language::BrazilianPortuguese) => COURSE_PT_BR,
            (Volume::Stories, Language::English) => STORIES_EN,
            (Volume::Stories, Language::BrazilianPortuguese) => STORIES_PT_BR,
            (Volume::Lab, Language::English) => LAB_EN,
            (Volume::Lab, Language::BrazilianPortuguese) => LAB_PT_BR,
            (Volume::Lint, Language::English) => LINT_EN,
            (Volume::Lint, Language::BrazilianPortuguese) => LINT_PT_BR,
            (Volume::Gate, _) => GATE,
        }
    }
}

mod files {
    pub const GLOSSARY_EN: &str = include_str!("../../static/texts/glossary.en.txt");
    pub const GLOSSARY_PT_BR: &str = include_str!("../../static/texts/glossary.pt-BR.txt");
    pub const COURSE_EN: &str = include_str!("../../static/texts/course.en.txt");
    pub const COURSE_PT_BR: &str = include_str!("../../static/texts/course.pt-BR.txt");
    pub const STORIES_EN: &str = include_str!("../../static/texts/stories.en.txt");
    pub const STORIES_PT_BR: &str = include_str!("../../static/texts/stories.pt-BR.txt");
    pub const LAB_EN: &str = include_str!("../../static/texts/lab.en.txt");
    pub const LAB_PT_BR: &str = include_str!("../../static/texts/lab.pt-BR.txt");
    pub const LINT_EN: &str = include_str!("../../static/texts/lint.en.txt");
    pub const LINT_PT_BR: &str = include_str!("../../static/texts/lint.pt-BR.txt");
    pub const GATE: &str = include_str!("../../static/texts/gate.py");
}

/// FNV-1a, of 32 bits.
#[allow(long_running_const_eval, reason = "a file of some hundred kilobytes, once in a build")]
const fn mark_of(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let mut mark: u32 = 0x811c_9dc5;
    let mut at = 0;
    while at < bytes.len() {
        mark = (mark ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    mark
}

/// The passages of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passages(BTreeMap<String, String>);

impl Passages {
    /// Reads a file. Any text is one: what stands before the first key is passed over, and of two passages with one
    /// key the later one counts.
    pub fn read(text: &str) -> Passages {
        let mut passages = BTreeMap::new();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let Some(key) = line.strip_prefix(KEY) else { continue };
            let mut passage = String::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with(KEY)) {
                passage.push_str(line);
                passage.push('\n');
            }
            passages.insert(key.trim().to_owned(), passage.trim().to_owned());
        }
        Passages(passages)
    }

    /// The passage with this key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(|passage| &**passage)
    }

    /// The keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(|key| &**key)
    }

    /// Whether there is none: a file that holds none is not what it should be.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
