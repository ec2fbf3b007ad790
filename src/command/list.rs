//! `interleave list`: the catalogue.

use super::arguments;
use super::console::{Console, Look, Status};
use super::wording::counted;
use crate::catalogue::verdicts::{Case, Expected, VERDICTS};
use crate::catalogue::{CATALOGUE, Entry, Granularity};
use crate::session::fault_label;
use crate::text::{CommandLine, Text, fill};
use serde::Serialize;
use std::io;

/// A program of the catalogue, as JSON has it.
#[derive(Debug, Serialize)]
struct Listed {
    id: &'static str,
    title: &'static str,
    origin: &'static str,
    faults: Vec<ListedFault>,
    expected: Vec<ExpectedVerdict>,
}

#[derive(Debug, Serialize)]
struct ListedFault {
    id: &'static str,
    title: &'static str,
    is_harmless: bool,
}

/// What a check is expected to say, with some faults.
#[derive(Debug, Serialize)]
struct ExpectedVerdict {
    faults: &'static [&'static str],
    verdict: &'static str,
    violation: Option<&'static str>,
    #[serde(flatten)]
    numbers: Option<Numbers>,
    granularity: &'static str,
}

/// With which numbers; a whole program has its own.
#[derive(Debug, Serialize)]
struct Numbers {
    producers: u16,
    consumers: u16,
    capacity: u16,
    items: u32,
    takes: u32,
}

/// Prints the catalogue.
pub fn list(task: &arguments::List, console: &mut Console) -> io::Result<Status> {
    if task.json {
        let all: Vec<Listed> = CATALOGUE.into_iter().map(|it| listed(console.text(), it)).collect();
        serde_json::to_writer_pretty(&mut *console.out, &all)?;
        console.say("")?;
    } else {
        for (index, entry) in CATALOGUE.into_iter().enumerate() {
            if index > 0 {
                console.say("")?;
            }
            print(console, entry)?;
        }
    }
    Ok(Status::Safe)
}

fn title_of(text: &Text, entry: &Entry) -> &'static str {
    text.catalogue.program(entry.name).map_or(entry.name, |it| it.title)
}

fn cases(entry: &Entry) -> impl Iterator<Item = &'static Case> {
    VERDICTS.iter().filter(|it| it.program == entry.name)
}

fn listed(text: &Text, entry: &Entry) -> Listed {
    let fault = |(index, fault): (usize, &crate::catalogue::Fault)| ListedFault {
        id: fault.name,
        title: fault_label(text, entry, index),
        is_harmless: fault.is_harmless,
    };
    let expected = |case: &Case| {
        let (verdict, violation, [producers, consumers, capacity]) = parts(case);
        let &Case { faults, items, takes, granularity, .. } = case;
        let granularity = granularity.name();
        ExpectedVerdict {
            faults,
            verdict,
            violation,
            numbers: (!entry.is_whole()).then_some(Numbers {
                producers,
                consumers,
                capacity,
                items,
                takes,
            }),
            granularity,
        }
    };
    Listed {
        id: entry.name,
        title: title_of(text, entry),
        origin: entry.origin,
        faults: entry.faults.iter().enumerate().map(fault).collect(),
        expected: cases(entry).map(expected).collect(),
    }
}

/// Verdict, violation, and with which numbers.
fn parts(case: &Case) -> (&'static str, Option<&'static str>, [u16; 3]) {
    match case.expected {
        Expected::Breaks { violation, producers, consumers, capacity }
        | Expected::BreaksAt { violation, producers, consumers, capacity } => {
            ("violated", Some(violation), [producers, consumers, capacity])
        }
        Expected::Safe { producers, consumers, capacity } => {
            ("safe", None, [producers, consumers, capacity])
        }
    }
}

fn print(console: &mut Console, entry: &Entry) -> io::Result<()> {
    let text = console.text();
    let title = title_of(text, entry);
    let origin =
        if entry.origin.is_empty() { String::new() } else { format!(" ({})", entry.origin) };
    console.say(&format!("{}: {title}{origin}", console.look(Look::Good, entry.name)))?;
    for case in cases(entry).filter(|it| it.faults.is_empty()) {
        console.say(&format!("    {}", sentence(&text.command, entry, case)))?;
    }
    for (index, fault) in entry.faults.iter().enumerate() {
        console.say(&format!("  --fault {}: {}", fault.name, fault_label(text, entry, index)))?;
        for case in cases(entry).filter(|it| *it.faults == [fault.name]) {
            console.say(&format!("    {}", sentence(&text.command, entry, case)))?;
        }
    }
    Ok(())
}

/// What is expected of a case, in words.
fn sentence(words: &CommandLine, entry: &Entry, case: &Case) -> String {
    let (_, violation, [producers, consumers, capacity]) = parts(case);
    if entry.is_whole() {
        return violation.unwrap_or(words.is_safe_whole).to_owned();
    }
    let mut numbers = vec![
        counted(words, words.producers, producers.into()),
        counted(words, words.consumers, consumers.into()),
        counted(words, words.slots, capacity.into()),
    ];
    if case.items > 0 {
        numbers.push(counted(words, words.items_each, case.items.into()));
    }
    if case.takes > 0 {
        numbers.push(counted(words, words.takes_each, case.takes.into()));
    }
    if case.granularity != Granularity::Access {
        numbers.push(fill(words.granularity, &[case.granularity.name()]));
    }
    let sentence = match case.expected {
        Expected::Safe { .. } => words.is_safe,
        Expected::Breaks { .. } | Expected::BreaksAt { .. } => words.breaks,
    };
    fill(sentence, &[violation.unwrap_or_default(), &numbers.join(", ")])
}
