//! Texts with mistakes, and what is said of each: the files in the folder of this name.
//!
//! A file is the text, a line `---`, and the sentences expected, each behind the place it is about.
//! With `UPDATE_GOLDEN=1` the files are written anew; read the difference.

use super::diagnose;
use interleave::notation::{Diagnostic, Span};
use interleave::session::{describe, place_of};
use interleave::text::Language;
use std::fs;
use std::path::PathBuf;

const RULE: &str = "\n---\n";

/// The files of a folder, each with its path and its content.
pub fn files(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/notation").join(folder);
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("it is readable").path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let content = fs::read_to_string(&path).expect("a file is readable");
        (path, content)
    };
    paths.into_iter().map(read).collect()
}

/// The text of a file, and the sentences it expects.
pub fn parts(content: &str) -> (&str, &str) {
    let at = content.rfind(RULE).expect("a line `---` parts text and sentences");
    (&content[..=at], &content[at + RULE.len()..])
}

#[test]
fn every_mistake_gets_its_sentence() {
    check("wrong", 75, diagnose);
}

/// Fails unless of each text in the folder is said what its file expects.
pub fn check(folder: &str, least: usize, diagnose: fn(&str) -> Vec<Diagnostic>) {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut differences = Vec::new();
    let files = files(folder);
    assert!(files.len() >= least, "only {} texts", files.len());
    for (path, content) in files {
        let (text, expected) = parts(&content);
        let said = sentences(text, diagnose(text));
        if said == expected && !said.is_empty() {
            continue;
        }
        if update {
            let whole = format!("{}{}{said}", text.trim_end_matches('\n'), RULE);
            fs::write(&path, whole).expect("a file can be written");
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        differences.push(format!("{name}\nexpected:\n{expected}said:\n{said}"));
    }
    assert!(differences.is_empty() || update, "{}", differences.join("\n"));
}

/// What is said of a text, one line for each problem.
fn sentences(text: &str, problems: Vec<Diagnostic>) -> String {
    let english = Language::English.text();
    let says =
        |it: Diagnostic| format!("{} {}\n", place(text, it.span), describe(english, &it.problem));
    problems.into_iter().map(says).collect()
}

/// `line:column-column`, from 1, the last column included.
fn place(text: &str, span: Span) -> String {
    let (line, column) = place_of(text, span);
    if span.start == span.end {
        return format!("{line}:{column}");
    }
    match place_of(text, Span { start: span.end, ..span }) {
        (last, end) if last == line => format!("{line}:{column}-{}", end - 1),
        (last, end) => format!("{line}:{column}-{last}:{}", end - 1),
    }
}
