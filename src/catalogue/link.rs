//! Everything that decides what a reader sees, as the fragment of an address: `v1=…`.
//!
//! It is written in the order of [`v1::Written`] (postcard), made smaller (zlib, whose
//! checksum tells damage) and put into letters (base64url). Links decode forever: a test keeps some that were written once.

mod base64;
mod v1;

use super::configuration::{Configuration, Setting};
use super::first_entry;
use super::programs::{Entry, entry_named};
use crate::notation::{Granularity, KnobName, Runtime, with_globals};
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
use v1::{Stretch, Written};

/// The longest text of one's own that fits in a link, in bytes.
pub const LONGEST_TEXT: usize = 64 * 1024;

/// The most turns that fit in a link.
pub const MOST_TURNS: usize = 5_000;

/// What is written before the letters, behind the `#`.
const VERSION: &str = "v1=";

/// Said further where every run is to begin with the seed of the link.
const KEEPS_SEED: &str = "keeps-seed";

/// Said further with a text of one's own that keeps Python's rule for names: what a function assigns
/// without `global` is its own. Links from before that rule do not say it.
const OWN_NAMES: &str = "own-names";

/// Said further with the name of the runtime, where it is not the one that every link had once.
const RUNTIME: &str = "runtime";

/// What comes before the name of a knob that is set; the number is said with it.
const SETS: &str = "set ";

/// No link unpacks to more bytes than this; it is more than the longest text and schedule.
const MOST_BYTES: usize = 256 * 1024;

/// How hard the bytes are pressed: more takes longer and gains nothing at this size.
const COMPRESSION: u8 = 8;

/// What a link says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The program of the catalogue.
    pub entry: &'static Entry,
    /// The reader's own version of it; at most [`LONGEST_TEXT`] bytes.
    pub own_text: Option<String>,
    /// Numbers and faults.
    pub configuration: Configuration,
    /// Whether real threads were chosen.
    pub has_real_threads: bool,
    /// The name of the scheduler.
    pub scheduler: String,
    /// What belongs to the scheduler: the length of its slice, or who comes first.
    pub scheduler_number: u8,
    /// The seed of the scheduler.
    pub seed: u64,
    /// Whether later runs begin with the same seed. A page that does not know this draws another.
    pub keeps_seed: bool,
    /// The turns of the run: for each the number of a thread, and which way its step went. At
    /// most [`MOST_TURNS`]; `None` where the run was longer.
    pub schedule: Option<Vec<(u8, u8)>>,
    /// How many of these turns have been made at the position that is shown.
    pub position: u32,
    /// The tag of the language; empty where the link leaves it open.
    pub language: String,
    /// The name of the theme; empty where the link leaves it open.
    pub theme: String,
}

/// Why a fragment could not be read as a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkProblem {
    /// It is of a version that this page does not know: a newer one.
    UnknownVersion,
    /// It is not as it was written.
    Damaged,
}

impl Link {
    /// Whether a fragment, without its `#`, is meant as a link: other fragments are places of
    /// the page.
    pub fn is_meant_by(fragment: &str) -> bool {
        let version = fragment.strip_prefix('v').and_then(|it| it.split_once('='));
        version
            .is_some_and(|(it, _)| !it.is_empty() && it.bytes().all(|digit| digit.is_ascii_digit()))
    }

    /// The link as a fragment, without its `#`. A text or a schedule that is too long is left
    /// out.
    pub fn to_fragment(&self) -> String {
        let written = Written {
            program: self.entry.name.into(),
            own_text: self.own_text.clone().filter(|text| text.len() <= LONGEST_TEXT),
            faults: {
                let on = self.configuration.faults.iter();
                on.filter_map(|fault| Some(self.entry.faults.get(fault)?.name.into())).collect()
            },
            numbers: Setting::ALL.map(|setting| self.configuration.get(setting)),
            granularity: self.configuration.granularity.name().into(),
            spurious_wakes: self.configuration.spurious_wakes,
            has_real_threads: self.has_real_threads,
            scheduler: self.scheduler.clone(),
            scheduler_number: self.scheduler_number,
            seed: self.seed,
            schedule: {
                let turns = self.schedule.as_ref().filter(|turns| turns.len() <= MOST_TURNS);
                turns.map(|turns| stretches(turns))
            },
            position: self.position,
            language: self.language.clone(),
            theme: self.theme.clone(),
            further: {
                let keeps = self.keeps_seed.then_some(KEEPS_SEED);
                let own_names = self.own_text.as_ref().map(|_| OWN_NAMES);
                let said = keeps.into_iter().chain(own_names);
                let said = said.map(|it| (it.to_owned(), String::new()));
                let set = self.configuration.knobs.iter();
                let set = set.map(|(name, value)| (format!("{SETS}{name}"), value.to_string()));
                let runtime = self.configuration.runtime;
                let runtime = (runtime != Runtime::default())
                    .then(|| (RUNTIME.to_owned(), runtime.name().to_owned()));
                said.chain(set).chain(runtime).collect()
            },
        };
        let bytes = postcard::to_allocvec(&written).expect("plain data always serialises");
        format!("{VERSION}{}", pack(&bytes))
    }

    /// Reads a fragment, without its `#`. Answers also the names in it that mean nothing here,
    /// such as that of a program that is not in the catalogue: in their place stands what the
    /// page begins with. Numbers out of range become the nearest in range.
    ///
    /// # Errors
    ///
    /// Fails for anything that [`Link::to_fragment`] cannot have written.
    pub fn from_fragment(fragment: &str) -> Result<(Link, Vec<String>), LinkProblem> {
        let Some(letters) = fragment.strip_prefix(VERSION) else {
            let is_other = Link::is_meant_by(fragment);
            return Err(if is_other { LinkProblem::UnknownVersion } else { LinkProblem::Damaged });
        };
        let written = read(letters).ok_or(LinkProblem::Damaged)?;
        let schedule = match written.schedule {
            Some(stretches) => Some(turns(&stretches).ok_or(LinkProblem::Damaged)?),
            None => None,
        };
        if written.own_text.as_ref().is_some_and(|text| text.len() > LONGEST_TEXT) {
            return Err(LinkProblem::Damaged);
        }
        let mut unknown = Vec::new();
        let entry = entry_named(&written.program);
        // The faults and the steps of a program that is not known are those of no other.
        let is_known = entry.is_some() || written.own_text.is_some();
        if entry.is_none() {
            unknown.push(written.program);
        }
        let entry = entry.unwrap_or(first_entry());
        let mut configuration = Configuration::of(entry);
        for (setting, number) in Setting::ALL.into_iter().zip(written.numbers) {
            configuration.set(setting, number.into());
        }
        for name in written.faults.into_iter().filter(|_| is_known) {
            match entry.fault_named(&name) {
                Some(fault) => configuration.faults.set(entry.faults, fault, true),
                None => unknown.push(name),
            }
        }
        match Granularity::named(&written.granularity) {
            Some(granularity) => configuration.granularity = granularity,
            None => unknown.push(written.granularity),
        }
        configuration.spurious_wakes = written.spurious_wakes;
        let says = |word: &str| written.further.iter().any(|(name, _)| name == word);
        let (keeps_seed, has_own_names) = (says(KEEPS_SEED), says(OWN_NAMES));
        for (word, said) in written.further {
            if word == RUNTIME {
                match Runtime::named(&said) {
                    Some(runtime) => configuration.runtime = runtime,
                    None => unknown.push(said),
                }
                continue;
            }
            match (word.strip_prefix(SETS).and_then(KnobName::new), said.parse()) {
                (Some(name), Ok(value)) => configuration.knobs.set(name, value),
                _ if word == KEEPS_SEED || word == OWN_NAMES => {}
                _ => unknown.push(word),
            }
        }
        let own_text = written.own_text.map(|text| match has_own_names {
            true => text,
            // It may be as long as a text can be: then it stays as it is.
            false => with_globals(&text).filter(|it| it.len() <= LONGEST_TEXT).unwrap_or(text),
        });
        let link = Link {
            entry,
            own_text,
            configuration,
            has_real_threads: written.has_real_threads,
            scheduler: written.scheduler,
            scheduler_number: written.scheduler_number,
            seed: written.seed,
            keeps_seed,
            schedule: if is_known { schedule } else { Some(Vec::new()) },
            position: if is_known { written.position } else { 0 },
            language: written.language,
            theme: written.theme,
        };
        Ok((link, unknown))
    }
}

fn read(letters: &str) -> Option<Written> {
    postcard::from_bytes(&unpack(letters)?).ok()
}

/// Bytes as letters that an address can hold, pressed, with a checksum that tells damage.
pub fn pack(bytes: &[u8]) -> String {
    base64::write(&compress_to_vec_zlib(bytes, COMPRESSION))
}

/// What [`pack`] packed; `None` for anything else, and for more bytes than any link has.
pub fn unpack(letters: &str) -> Option<Vec<u8>> {
    // Letters say less than the bytes they stand for.
    if letters.len() > 2 * MOST_BYTES {
        return None;
    }
    decompress_to_vec_zlib_with_limit(&base64::read(letters)?, MOST_BYTES).ok()
}

fn stretches(turns: &[(u8, u8)]) -> Vec<Stretch> {
    let alike = turns.chunk_by(|one, other| one == other);
    // There are no more turns than fit.
    alike.map(|it| Stretch { thread: it[0].0, choice: it[0].1, times: it.len() as u16 }).collect()
}

fn turns(stretches: &[Stretch]) -> Option<Vec<(u8, u8)>> {
    let mut turns = Vec::new();
    for stretch in stretches {
        let count = turns.len() + usize::from(stretch.times);
        if count > MOST_TURNS {
            return None;
        }
        turns.resize(count, (stretch.thread, stretch.choice));
    }
    Some(turns)
}
