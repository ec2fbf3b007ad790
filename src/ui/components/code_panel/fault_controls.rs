//! What can be broken at a line: a switch, a change of places, another starting value, other words.

use crate::catalogue::{Edit, Entry, Fault, FaultSet, ListingLine};

/// What a line offers; each fault of the line is in exactly one place. A fault is an index into
/// the program's list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Controls {
    /// The switch that strikes the line.
    pub switch: Option<LineSwitch>,
    /// Lets the line change places with the next one.
    pub swap: Option<usize>,
    /// Adds one to the value that the line's object starts with.
    pub one_more: Option<usize>,
    /// The values that the line's object can start with, in order; none where there is no choice.
    pub starting_values: Vec<StartingValue>,
    /// Each makes the line say something else.
    pub changes: Vec<usize>,
}

/// The switch that strikes a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineSwitch {
    /// The fault it switches on.
    pub fault: usize,
    /// The faults that strike the line now; all go off together, so that the switch does
    /// to the line what it looks like.
    pub struck_by: Vec<usize>,
}

/// A value an object can start with: as written, or by a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StartingValue {
    /// What stands on the button.
    pub label: &'static str,
    /// The fault it is; `None` for the value as written.
    pub fault: Option<usize>,
}

/// What a line of the program offers while some faults are on.
pub fn controls(entry: &Entry, line: &ListingLine, on: FaultSet) -> Controls {
    let mut controls = Controls::default();
    for &index in &line.faults {
        let fault = &entry.faults[index];
        match fault.edits[0] {
            Edit::Strike(at) if controls.switch.is_none() => {
                controls.switch = Some(LineSwitch {
                    fault: index,
                    struck_by: striking(entry.faults, at, index, on),
                });
            }
            Edit::Swap(..) if controls.swap.is_none() => controls.swap = Some(index),
            Edit::Change(at, words) if fault.edits.len() == 1 => {
                let written = line_of(entry.source, at);
                match starting_value(written, words) {
                    Some(Start::OneMore) if controls.one_more.is_none() => {
                        controls.one_more = Some(index);
                    }
                    Some(Start::Value { written, other }) => {
                        let values = &mut controls.starting_values;
                        if values.is_empty() {
                            values.push(StartingValue { label: written, fault: None });
                        }
                        values.push(StartingValue { label: other, fault: Some(index) });
                    }
                    _ => controls.changes.push(index),
                }
            }
            _ => controls.changes.push(index),
        }
    }
    // Numbers in their order, then names.
    controls.starting_values.sort_by_key(|it| it.label.parse().unwrap_or(i64::MAX));
    controls
}

/// The faults that are on and strike a line, the line's own first.
fn striking(faults: &[Fault], line: u16, own: usize, on: FaultSet) -> Vec<usize> {
    let strikes = |&fault: &usize| faults[fault].edits.contains(&Edit::Strike(line));
    let others = on.iter().filter(|&fault| fault != own).filter(strikes);
    std::iter::once(own).filter(|&it| on.has(it)).chain(others).collect()
}

/// The lines, from 0, that a fault changes in a listing where no others have moved.
pub fn changed_lines(fault: &Fault) -> impl Iterator<Item = usize> + '_ {
    let lines = fault.edits.iter().flat_map(|edit| match *edit {
        Edit::Strike(line) | Edit::Change(line, _) => [line, line],
        Edit::Swap(one, other) => [one, other],
    });
    lines.map(|line| usize::from(line).saturating_sub(1))
}

enum Start {
    OneMore,
    Value { written: &'static str, other: &'static str },
}

/// What a change makes of the number that a declaration starts with, if it does no more than that.
fn starting_value(written: &'static str, changed: &'static str) -> Option<Start> {
    let (before, written) = split_declaration(written)?;
    let (before_too, other) = split_declaration(changed)?;
    if before != before_too {
        return None;
    }
    let adds_one = other.strip_prefix(written) == Some(" + 1");
    Some(if adds_one { Start::OneMore } else { Start::Value { written, other } })
}

/// `mutex = Semaphore(1)` as `mutex = Semaphore` and `1`.
fn split_declaration(line: &'static str) -> Option<(&'static str, &'static str)> {
    const COUNTING: [&str; 3] = ["Semaphore", "BoundedSemaphore", "Atomic"];
    let (before, value) = line.strip_suffix(')')?.split_once('(')?;
    let (_, kind) = before.split_once(" = ")?;
    COUNTING.contains(&kind).then_some((before, value))
}

/// A line of a text, counted from 1, without its indentation.
fn line_of(source: &'static str, line: u16) -> &'static str {
    source.lines().nth(usize::from(line).saturating_sub(1)).unwrap_or_default().trim()
}

/// The harmless faults that a long run has survived. Until then they look like any other:
/// whether they do harm is for the reader to find out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tried(FaultSet);

impl Tried {
    /// A run with these faults has survived.
    pub fn note(&mut self, faults: &[Fault], on: FaultSet) {
        for fault in on.iter().filter(|&fault| faults[fault].is_harmless) {
            self.0.set(faults, fault, true);
        }
    }

    /// Whether the fault may be called harmless.
    pub fn is_harmless(self, fault: usize) -> bool {
        self.0.has(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{CATALOGUE, Configuration};
    use crate::session::Model;

    fn entry(name: &str) -> &'static Entry {
        CATALOGUE.into_iter().find(|entry| entry.name == name).expect("it is in the catalogue")
    }

    /// The controls of all lines, with these faults on.
    fn all(entry: &'static Entry, on: &[&str]) -> Vec<Controls> {
        let configuration =
            on.iter().fold(Configuration::of(entry), |it, fault| it.with_fault(entry, fault));
        let listing = Model::of(entry, configuration).document.listing;
        listing.lines.iter().map(|line| controls(entry, line, configuration.faults)).collect()
    }

    #[test]
    fn every_fault_has_exactly_one_control() {
        for entry in CATALOGUE {
            let found = all(entry, &[]);
            for fault in 0..entry.faults.len() {
                let count = |it: &Controls| {
                    let starts = it.starting_values.iter().filter(|it| it.fault == Some(fault));
                    usize::from(it.switch.as_ref().is_some_and(|it| it.fault == fault))
                        + usize::from(it.swap == Some(fault))
                        + usize::from(it.one_more == Some(fault))
                        + starts.count()
                        + it.changes.iter().filter(|&&it| it == fault).count()
                };
                let name = entry.faults[fault].name;
                assert_eq!(found.iter().map(count).sum::<usize>(), 1, "{}: {name}", entry.name);
            }
        }
    }

    #[test]
    fn a_declaration_offers_numbers_to_start_with_and_other_lines_other_words() {
        let check = |name: &str, line: usize, values: &[&str], one_more: bool, changes: usize| {
            let controls = &all(entry(name), &[])[line - 1];
            let labels: Vec<&str> = controls.starting_values.iter().map(|it| it.label).collect();
            assert_eq!(labels, values, "{name} line {line}");
            assert_eq!(controls.one_more.is_some(), one_more, "{name} line {line}");
            assert_eq!(controls.changes.len(), changes, "{name} line {line}");
        };
        check("three-semaphores", 2, &["0", "1", "2"], false, 0);
        check("three-semaphores", 3, &[], false, 0);
        check("three-semaphores", 4, &[], true, 0);
        // One fault exchanges two lines: that is more than a number.
        check("mutex-empty-full", 3, &["0", "capacity"], false, 1);
        check("mutex-empty-full", 4, &["0", "1"], false, 0);
        check("two-conditions", 15, &[], false, 2);
        check("thread-safe-queue", 1, &[], false, 1);
    }

    #[test]
    fn a_switch_knows_every_fault_that_strikes_its_line() {
        let entry = entry("three-semaphores");
        let index = |name: &str| entry.fault_named(name).expect("the program has it");
        let (skips, forgets) =
            (index("producer-skips-mutex"), index("producer-forgets-mutex-signal"));
        let found = all(entry, &["producer-skips-mutex", "producer-forgets-mutex-signal"]);
        let of = |fault: usize| {
            let mut switches = found.iter().filter_map(|it| it.switch.as_ref());
            switches.find(|it| it.fault == fault).map(|it| it.struck_by.clone())
        };
        assert_eq!(of(skips), Some(vec![skips]));
        assert_eq!(of(forgets), Some(vec![forgets, skips]));
        assert_eq!(of(index("consumer-forgets-mutex-signal")), Some(vec![]));
    }

    #[test]
    fn only_what_was_tried_and_does_no_harm_is_called_harmless() {
        let entry = entry("three-semaphores");
        let index = |name: &str| entry.fault_named(name).expect("the program has it");
        let swap = index("producer-swaps-signals");
        let on = FaultSet::default()
            .with(entry.faults, swap)
            .with(entry.faults, index("skip-spaces-wait"));
        let mut tried = Tried::default();
        assert!(!tried.is_harmless(swap));
        tried.note(entry.faults, on);
        assert!(tried.is_harmless(swap));
        assert!(!tried.is_harmless(index("skip-spaces-wait")));
        assert!(!tried.is_harmless(index("consumer-swaps-signals")));
    }
}
