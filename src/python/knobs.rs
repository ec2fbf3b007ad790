//! Knobs: the integer constants of a whole program, each to be set without a word of the text being changed.

mod find;

use super::read::MOST_BYTES;
use super::tree::File;
use super::whole::can_be_whole;
use crate::program::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::RangeInclusive;

/// The most knobs that a text has; further constants stay as they are written.
pub const MOST_KNOBS: usize = 12;

/// The longest name of a knob, in bytes. Constants with longer ones stay as they are written.
const LONGEST_NAME: usize = 32;

/// An integer constant that the text binds once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knob {
    /// Its name in the text.
    pub name: KnobName,
    /// The number that is written there.
    pub written: u32,
    /// Where that number stands.
    pub span: Span,
}

impl Knob {
    /// The values it may be set to.
    pub const RANGE: RangeInclusive<u32> = 0..=1_000_000;
}

/// The name of a knob. It is held in place, as a name that is a text would take from all numbers of a run
/// that they can be copied.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KnobName([u8; LONGEST_NAME]);

impl KnobName {
    /// The name, if it can be that of a knob: neither empty nor too long.
    pub fn new(name: &str) -> Option<KnobName> {
        let mut bytes = [0; LONGEST_NAME];
        bytes.get_mut(..name.len())?.copy_from_slice(name.as_bytes());
        (!name.is_empty() && !name.contains('\0')).then_some(KnobName(bytes))
    }

    /// The name as it is written.
    pub fn as_str(&self) -> &str {
        let length = self.0.iter().position(|it| *it == 0).unwrap_or(LONGEST_NAME);
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }
}

impl fmt::Display for KnobName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for KnobName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// Which knobs are set, and to what. All others are as the text has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<(String, u32)>", into = "Vec<(String, u32)>")]
pub struct Knobs([Option<(KnobName, u32)>; MOST_KNOBS]);

impl Knobs {
    /// Those that are set, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (KnobName, u32)> {
        self.0.into_iter().flatten()
    }

    /// What this one is set to, if it is.
    pub fn get(&self, name: KnobName) -> Option<u32> {
        self.iter().find(|(it, _)| *it == name).map(|(_, value)| value)
    }

    /// Sets a knob, to the nearest value in [range](Knob::RANGE). What no text has room for is left out.
    pub fn set(&mut self, name: KnobName, value: u32) {
        let mut all: Vec<_> = self.iter().filter(|(it, _)| *it != name).collect();
        all.push((name, value.clamp(*Knob::RANGE.start(), *Knob::RANGE.end())));
        self.take(all);
    }

    /// Lets go of those that are not wanted: they are as the text has them again.
    pub fn retain(&mut self, mut is_wanted: impl FnMut(KnobName, u32) -> bool) {
        let all = self.iter().filter(|(name, value)| is_wanted(*name, *value)).collect();
        self.take(all);
    }

    /// The text with what they are set to in it, for those who read the text alone.
    pub fn written_into(&self, source: &str) -> String {
        let mut written = source.to_owned();
        // From the end on, as a number may be longer than the one it replaces.
        for knob in knobs_of(source).iter().rev() {
            if let Some(value) = self.get(knob.name) {
                written.replace_range(
                    knob.span.start as usize..knob.span.end as usize,
                    &value.to_string(),
                );
            }
        }
        written
    }

    /// They are kept sorted, so that equal settings are equal values.
    fn take(&mut self, mut all: Vec<(KnobName, u32)>) {
        all.sort();
        let mut all = all.into_iter();
        self.0 = std::array::from_fn(|_| all.next());
    }
}

impl From<Vec<(String, u32)>> for Knobs {
    fn from(all: Vec<(String, u32)>) -> Knobs {
        let mut knobs = Knobs::default();
        for (name, value) in all {
            if let Some(name) = KnobName::new(&name) {
                knobs.set(name, value);
            }
        }
        knobs
    }
}

impl From<Knobs> for Vec<(String, u32)> {
    fn from(knobs: Knobs) -> Vec<(String, u32)> {
        knobs.iter().map(|(name, value)| (name.to_string(), value)).collect()
    }
}

/// The knobs of a text, in its order; none if it is no whole program.
pub fn knobs_of(text: &str) -> Vec<Knob> {
    match text.len() <= MOST_BYTES && can_be_whole(text) {
        true => find::knobs_of(text),
        false => Vec::new(),
    }
}

/// What stands in the place of the constants whose knobs are set.
pub(super) fn in_place_of(files: &[File], knobs: &Knobs) -> BTreeMap<Span, i64> {
    if *knobs == Knobs::default() {
        return BTreeMap::new();
    }
    let set = |it: Knob| Some((it.span, knobs.get(it.name)?.into()));
    find::knobs_in(files).into_iter().filter_map(set).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_settings_are_equal_values() {
        let name = |it| KnobName::new(it).expect("it is short");
        let (mut one, mut other) = (Knobs::default(), Knobs::default());
        one.set(name("A"), 1);
        one.set(name("B"), 2);
        other.set(name("B"), 7);
        other.set(name("A"), 1);
        other.set(name("B"), 2);
        assert_eq!(one, other);
        assert_eq!(one.get(name("B")), Some(2));
        one.set(name("B"), u32::MAX);
        assert_eq!(one.get(name("B")), Some(1_000_000));
        one.retain(|it, _| it != name("B"));
        assert_eq!(one.iter().collect::<Vec<_>>(), [(name("A"), 1)]);
    }

    #[test]
    fn names_are_kept_as_they_are_written() {
        for name in ["N", "größe_der_tüte", &"x".repeat(32)] {
            assert_eq!(KnobName::new(name).expect("it fits").as_str(), name);
        }
        assert_eq!(KnobName::new(""), None);
        assert_eq!(KnobName::new(&"x".repeat(33)), None);
    }
}
