//! The text that a challenge is about.

use super::challenge::{Answer, Challenge, Given, Task};
use super::variant::Variant;
use crate::catalogue::{
    self, Configuration, Edit, Entry, FaultSet, Standing, entry_named, listing, source_of,
};

impl Challenge {
    /// The program of the catalogue that it is, or that it is nearest to.
    pub fn entry(&self) -> &'static Entry {
        entry_named(self.material.entry).unwrap_or(catalogue::first_entry())
    }

    /// The text it is about: with its faults, as if it had been written so.
    pub fn source(&self, variant: &Variant) -> String {
        let text = match self.material.text {
            Some(text) => text.to_owned(),
            None => {
                let entry = self.entry();
                let faults = self.material.faults.iter().filter_map(|it| entry.fault_named(it));
                let mut on = faults.fold(FaultSet::default(), |on, it| on.with(entry.faults, it));
                if let Some(fault) = variant.fault.and_then(|it| entry.fault_named(it)) {
                    on.set(entry.faults, fault, true);
                }
                let mut listing = listing(entry, on);
                // A line that was struck out would tell where to look.
                listing.lines.retain(|it| it.standing != Standing::Struck);
                source_of(&listing)
            }
        };
        renamed(&text, &variant.names)
    }

    /// The numbers it is run with.
    pub fn configuration(&self, variant: &Variant) -> Configuration {
        let mut configuration = Configuration::of(self.entry());
        let numbers = self.material.numbers.iter().chain(&variant.numbers);
        for &(setting, number) in numbers {
            configuration.set(setting, number.into());
        }
        configuration.granularity = self.material.granularity;
        configuration.runtime = self.material.execution.runtime();
        configuration
    }

    /// A passage with the numbers of this variant: `{consumers}` and the like, by the names of settings.
    pub fn numbered(&self, passage: &str, variant: &Variant) -> String {
        let configuration = self.configuration(variant);
        variant.numbers.iter().fold(passage.to_owned(), |passage, &(setting, _)| {
            let number = configuration.get(setting).to_string();
            passage.replace(&format!("{{{}}}", setting.name()), &number)
        })
    }

    /// A stated answer, as a reader of this variant would give it.
    pub fn stated(&self, given: Given, variant: &Variant) -> Answer {
        let as_written = Variant { fault: variant.fault, ..Variant::default() };
        match Answer::of(given, &self.source(&as_written)) {
            Answer::Text(text) => Answer::Text(renamed(&text, &variant.names)),
            answer => answer,
        }
    }

    /// The texts to choose from, where one is to be found that is right.
    pub fn offers(&self, variant: &Variant) -> Vec<String> {
        let Task::WhichIsSafe(texts) = self.task else { return Vec::new() };
        let as_written = self.source(&Variant::default());
        let offer = |words: &&[_]| renamed(&replaced(&as_written, words), &variant.names);
        texts.iter().map(offer).collect()
    }

    /// The lines to be put in order: the right ones, in their order, then those of faults.
    pub fn pool(&self, variant: &Variant) -> Vec<String> {
        let Task::Order { first, last, faults } = self.task else { return Vec::new() };
        let source = self.source(variant);
        let lines: Vec<&str> = source.lines().collect();
        let mut pool: Vec<String> =
            lines[first - 1..last].iter().map(|it| (*it).to_owned()).collect();
        let entry = self.entry();
        for fault in faults.iter().filter_map(|it| entry.fault_named(it)) {
            for edit in entry.faults[fault].edits {
                if let Edit::Change(line, words) = *edit {
                    let was = lines[usize::from(line) - 1];
                    let indentation = &was[..was.len() - was.trim_start().len()];
                    pool.push(renamed(&format!("{indentation}{words}"), &variant.names));
                }
            }
        }
        pool
    }

    /// The text with these lines of the pool where the lines are to be found.
    pub fn with_lines(&self, variant: &Variant, chosen: &[u8]) -> String {
        let Task::Order { first, last, .. } = self.task else { return String::new() };
        let source = self.source(variant);
        let pool = self.pool(variant);
        let mut text = String::new();
        let mut add = |line: &str| {
            text.push_str(line);
            text.push('\n');
        };
        source.lines().take(first - 1).for_each(&mut add);
        chosen.iter().filter_map(|&it| pool.get(usize::from(it))).for_each(|it| add(it));
        source.lines().skip(last).for_each(&mut add);
        text
    }
}

/// A text with words replaced, each where it stands first.
pub fn replaced(text: &str, words: &[(&str, &str)]) -> String {
    words.iter().fold(text.to_owned(), |text, (from, to)| text.replacen(from, to, 1))
}

/// A text in which whole names are replaced by others.
pub fn renamed(text: &str, names: &[(&str, &str)]) -> String {
    if names.is_empty() {
        return text.to_owned();
    }
    let mut renamed = String::with_capacity(text.len());
    let is_of_a_name = |it: char| it.is_ascii_alphanumeric() || it == '_';
    let mut rest = text;
    while let Some(start) = rest.find(is_of_a_name) {
        let end = rest[start..].find(|it| !is_of_a_name(it)).map_or(rest.len(), |it| start + it);
        let name = &rest[start..end];
        renamed.push_str(&rest[..start]);
        renamed.push_str(names.iter().find(|(from, _)| *from == name).map_or(name, |(_, to)| to));
        rest = &rest[end..];
    }
    renamed.push_str(rest);
    renamed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_names_are_replaced() {
        let names = [("items", "full"), ("a", "b")];
        assert_eq!(
            renamed("items.wait()\nitems_ready a.a", &names),
            "full.wait()\nitems_ready b.b"
        );
        assert_eq!(renamed("é items", &names), "é full");
        assert_eq!(renamed("items", &[]), "items");
    }
}
