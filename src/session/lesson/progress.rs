//! What a reader has done in the course. It is kept as a short text, which can be carried elsewhere in a link.

use super::attempt::Attempt;
use crate::lesson::{CHALLENGES, Misconception, find};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What the text begins with: the version of its form.
const VERSION: &str = "1";

/// More than this nobody can have done.
const LONGEST_TEXT: usize = 20_000;

/// What was done so far, by the names of challenges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress(BTreeMap<&'static str, Record>);

/// What was done with one challenge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The most stars so far: 0 to 3.
    pub stars: u8,
    /// How many answers were given.
    pub tries: u32,
    /// How many hints were opened.
    pub hints: u8,
    /// Whether a way was shown.
    pub was_shown: bool,
    /// How sure one was of the first answer: 1 to 3; 0 where that was not said.
    pub sure: u8,
    /// Whether the first answer was right.
    pub was_right_at_once: bool,
    /// The variant that was done last.
    pub variant: u32,
}

/// How it stands with a belief.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idea {
    /// No challenge about it was tried yet.
    NotMet,
    /// One was tried and not done yet.
    Open,
    /// What was tried of it is done.
    Mended,
}

/// How often one was right when one was so sure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sureness {
    /// How often.
    pub right: u32,
    /// Of so many first answers.
    pub of: u32,
}

impl Progress {
    /// What was done with this challenge.
    pub fn of(&self, name: &str) -> Record {
        self.0.get(name).copied().unwrap_or_default()
    }

    /// How many challenges are done.
    pub fn done(&self) -> usize {
        self.0.values().filter(|it| it.stars > 0).count()
    }

    /// All stars.
    pub fn stars(&self) -> u32 {
        self.0.values().map(|it| u32::from(it.stars)).sum()
    }

    /// How it stands with a belief.
    pub fn idea(&self, misconception: Misconception) -> Idea {
        let tagged = CHALLENGES.iter().filter(|it| it.misconceptions.contains(&misconception));
        let tried: Vec<Record> =
            tagged.map(|it| self.of(it.name)).filter(|it| it.tries > 0).collect();
        match tried.iter().all(|it| it.stars > 0) {
            _ if tried.is_empty() => Idea::NotMet,
            true => Idea::Mended,
            false => Idea::Open,
        }
    }

    /// How often the first answer was right, by how sure one was of it.
    pub fn sureness(&self) -> [Sureness; 3] {
        [1, 2, 3].map(|sure| {
            let those = self.0.values().filter(|it| it.sure == sure && it.tries > 0);
            let right = those.clone().filter(|it| it.was_right_at_once).count();
            Sureness { right: right as u32, of: those.count() as u32 }
        })
    }

    /// Notes an answer that has just been judged.
    pub(super) fn note(&mut self, attempt: &Attempt) {
        let is_right = attempt.is_done();
        let record = self.0.entry(attempt.challenge.name).or_default();
        if record.tries == 0 {
            (record.sure, record.was_right_at_once) = (attempt.sure, is_right);
        }
        record.tries = record.tries.saturating_add(1).min(9_999);
        record.stars = record.stars.max(attempt.stars);
        record.hints = record.hints.max(attempt.hints);
        record.was_shown |= attempt.was_shown;
        record.variant = attempt.number;
    }

    /// Notes that hints were opened, or a way was shown.
    pub(super) fn note_help(&mut self, attempt: &Attempt) {
        let record = self.0.entry(attempt.challenge.name).or_default();
        record.hints = record.hints.max(attempt.hints);
        record.was_shown |= attempt.was_shown;
    }

    /// Takes in what was done elsewhere: of each challenge, the better.
    pub(super) fn add(&mut self, other: &Progress) {
        for (&name, &record) in &other.0 {
            let own = self.0.entry(name).or_default();
            if (record.stars, record.tries) > (own.stars, own.tries) {
                *own = record;
            }
        }
    }

    /// The text: letters, digits, `.`, `-` and `~`, so that no address has to escape it.
    pub fn to_text(&self) -> String {
        let mut text = String::from(VERSION);
        for (name, it) in &self.0 {
            let Record { stars, tries, hints, sure, variant, .. } = it;
            let (shown, right) = (u8::from(it.was_shown), u8::from(it.was_right_at_once));
            let _ =
                write!(text, "~{name}.{stars}.{tries}.{hints}.{shown}.{sure}.{right}.{variant}");
        }
        text
    }

    /// Reads such a text. Challenges that are not known here are left out.
    pub fn from_text(text: &str) -> Option<Progress> {
        let text = text.trim();
        let mut parts = text.split('~');
        if text.len() > LONGEST_TEXT || parts.next() != Some(VERSION) {
            return None;
        }
        let mut progress = Progress::default();
        for part in parts {
            let (name, numbers) = part.split_once('.')?;
            let numbers: Vec<u32> =
                numbers.split('.').map(|it| it.parse().ok()).collect::<Option<_>>()?;
            let [stars, tries, hints, shown, sure, right, variant] = numbers[..] else {
                return None;
            };
            if stars > 3 || hints > 3 || shown > 1 || sure > 3 || right > 1 || tries > 9_999 {
                return None;
            }
            let Some(challenge) = find(name) else { continue };
            let record = Record {
                stars: stars as u8,
                tries,
                hints: hints as u8,
                was_shown: shown == 1,
                sure: sure as u8,
                was_right_at_once: right == 1,
                variant: variant.min(crate::lesson::MOST_VARIANTS),
            };
            progress.0.insert(challenge.name, record);
        }
        Some(progress)
    }
}
