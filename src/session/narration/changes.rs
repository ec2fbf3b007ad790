//! What the reader changed in a program that is right as it is written: without that, nothing could
//! have gone wrong.

use super::words::{count_of, list_of};
use crate::catalogue::{ListingLine, Standing};
use crate::session::document::Document;
use crate::text::{Text, fill};

/// So many lines are named; more are counted.
const NAMED: usize = 3;

/// Why it could go wrong, as far as that lies in what the reader changed; `None` where the program
/// can go wrong as it is written, or what is shown is hardly that program any more.
pub fn describe_changes(text: &Text, document: &Document) -> Option<String> {
    if !document.entry.is_right_with(&document.configuration) || !document.text_is_right() {
        return None;
    }
    let words = &text.causes;
    if let Some(own) = &document.own_text {
        let lines = changed_lines(document.entry.source, own)?;
        return Some(other_lines(text, &lines));
    }
    let faults = document.configuration.faults.iter().count();
    let lines = &document.listing.lines;
    let changed: Vec<(usize, &ListingLine)> =
        (1..).zip(lines.iter()).filter(|(_, line)| line.standing != Standing::AsWritten).collect();
    if changed.is_empty() {
        return None;
    }
    // Of several faults one may have done nothing: with one it is certain.
    if faults != 1 || changed.len() > NAMED {
        let lines: Vec<usize> = changed.iter().map(|(number, _)| *number).collect();
        return Some(other_lines(text, &lines));
    }
    Some(fill(words.because, &[&list_of(text, clauses(text, &changed).into_iter())]))
}

fn other_lines(text: &Text, lines: &[usize]) -> String {
    let said = list_of(text, lines.iter().map(|it| it.to_string()));
    count_of(text.causes.other_lines, lines.len() as u64, &said)
}

/// What was done to the lines: those that are switched off share a clause, and so do those that changed
/// places.
fn clauses(text: &Text, changed: &[(usize, &ListingLine)]) -> Vec<String> {
    let words = &text.causes;
    let moved: Vec<String> = changed
        .iter()
        .filter(|(_, line)| line.standing == Standing::Moved)
        .map(|(number, _)| number.to_string())
        .collect();
    let mut struck = Vec::new();
    let mut clauses = Vec::new();
    for (number, line) in changed {
        let (number, says) = (number.to_string(), line.text.trim());
        match &line.standing {
            Standing::Struck => struck.push(fill(words.struck, &[says, &number])),
            Standing::Changed { from } => {
                clauses.push(fill(words.changed, &[&number, says, from.trim()]));
            }
            Standing::Moved | Standing::AsWritten => {}
        }
    }
    if !struck.is_empty() {
        let count = struck.len() as u64;
        let lines = list_of(text, struck.into_iter());
        clauses.insert(0, count_of(words.switched_off, count, &lines));
    }
    if !moved.is_empty() {
        clauses.push(fill(words.moved, &[&list_of(text, moved.into_iter())]));
    }
    clauses
}

/// The lines of a text, from 1, that are not those of the program; `None` where none are, or where
/// more than a few are.
fn changed_lines(written: &str, own: &str) -> Option<Vec<usize>> {
    let clean = |text: &str| -> Vec<String> {
        text.trim_end().lines().map(|it| it.trim_end().to_owned()).collect()
    };
    let (written, own) = (clean(written), clean(own));
    let same = written.iter().zip(&own).take_while(|(a, b)| a == b).count();
    let rest = written.len().min(own.len()) - same;
    let same_at_end =
        written.iter().rev().zip(own.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let has_as_many = written.len() == own.len();
    let lines: Vec<usize> = (same..own.len() - same_at_end)
        .filter(|&at| !has_as_many || written[at] != own[at])
        .map(|at| at + 1)
        .collect();
    (1..=NAMED).contains(&lines.len()).then_some(lines)
}
