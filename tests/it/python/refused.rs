//! Whole programs that are refused, what is said of each, and that doing what is said helps: the files in the folder of this
//! name.
//!
//! A file is the text, a line `---`, the sentences, each behind the place that it is about, another line `---`, and an edit for
//! each sentence, in their order and parted by empty lines: `@ 7` is the line that is replaced, by the lines behind `+`.
//! With `UPDATE_GOLDEN=1` the sentences are written anew; read the difference.

use super::program;
use interleave::notation::{Diagnostic, Problem};
use interleave::session::{describe, place_of};
use interleave::text::Language;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const RULE: &str = "\n---\n";

/// Lines of a text, from 1, and what takes their place.
type Edit = BTreeMap<usize, Vec<String>>;

struct Golden {
    path: PathBuf,
    text: String,
    sentences: String,
    edits: Vec<Edit>,
    written_edits: String,
}

fn all() -> Vec<Golden> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/python/refused");
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("it is readable").path()).collect();
    paths.sort();
    paths.into_iter().map(read).collect()
}

fn read(path: PathBuf) -> Golden {
    let content = fs::read_to_string(&path).expect("a file is readable");
    let parts: Vec<&str> = content.split(RULE).collect();
    let [text, sentences, edits] = parts[..] else { panic!("{path:?} has three parts") };
    Golden {
        path,
        text: format!("{text}\n"),
        sentences: format!("{sentences}\n"),
        edits: edits.trim_end().split("\n\n").map(edit).collect(),
        written_edits: edits.to_owned(),
    }
}

fn edit(written: &str) -> Edit {
    let mut edit = Edit::new();
    let mut at = 0;
    for line in written.lines() {
        match (line.strip_prefix("@ "), line.strip_prefix('+')) {
            (Some(number), _) => {
                at = number.parse().expect("the number of a line");
                edit.insert(at, Vec::new());
            }
            (None, Some(line)) => edit.entry(at).or_default().push(line.to_owned()),
            (None, None) => panic!("{line} is no part of an edit"),
        }
    }
    edit
}

fn edited(text: &str, edits: &[&Edit]) -> String {
    let mut out = String::new();
    for (number, line) in (1..).zip(text.lines()) {
        match edits.iter().find_map(|it| it.get(&number)) {
            Some(lines) => lines.iter().for_each(|it| out += &format!("{it}\n")),
            None => out += &format!("{line}\n"),
        }
    }
    out
}

fn problems(text: &str) -> Vec<Diagnostic> {
    program(text).err().unwrap_or_default()
}

fn sentence(it: &Diagnostic) -> String {
    assert!(matches!(it.problem, Problem::Python(_)), "{it:?} is of another notation");
    describe(Language::English.text(), &it.problem)
}

fn placed(text: &str, it: &Diagnostic) -> String {
    let (line, column) = place_of(text, it.span);
    format!("{line}:{column} {}\n", sentence(it))
}

#[test]
fn every_refusal_gets_its_sentence() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut differences = Vec::new();
    let all = all();
    assert!(all.len() >= 80, "only {} texts", all.len());
    for it in all {
        let said: String =
            problems(&it.text).iter().map(|problem| placed(&it.text, problem)).collect();
        if said == it.sentences {
            continue;
        }
        if update {
            let whole = format!("{}---\n{said}---\n{}", it.text, it.written_edits);
            fs::write(&it.path, whole).expect("a file can be written");
        }
        let name = it.path.file_name().unwrap_or_default().to_string_lossy();
        differences.push(format!("{name}\nexpected:\n{}said:\n{said}", it.sentences));
    }
    assert!(differences.is_empty() || update, "{}", differences.join("\n"));
}

#[test]
fn what_a_sentence_asks_for_helps_and_leads_to_no_other() {
    let mut wrong = Vec::new();
    for it in all() {
        let name = it.path.file_name().unwrap_or_default().to_string_lossy();
        let before: Vec<String> = problems(&it.text).iter().map(sentence).collect();
        if before.len() != it.edits.len() {
            wrong.push(format!("{name}: {} edits for {before:#?}", it.edits.len()));
            continue;
        }
        for (place, edit) in it.edits.iter().enumerate() {
            let after: Vec<String> =
                problems(&edited(&it.text, &[edit])).iter().map(sentence).collect();
            let mut left = before.clone();
            let mended = left.remove(place);
            // Those that are left may go with it, and none may come.
            let mut new = after.clone();
            for sentence in &left {
                if let Some(at) = new.iter().position(|it| it == sentence) {
                    new.remove(at);
                }
            }
            if !new.is_empty() {
                wrong.push(format!("{name}: done what “{mended}” says, and then: {new:#?}"));
            }
        }
        let every: Vec<&Edit> = it.edits.iter().collect();
        let after: Vec<String> = problems(&edited(&it.text, &every)).iter().map(sentence).collect();
        if !after.is_empty() {
            wrong.push(format!("{name}: after all edits: {after:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_sentence_is_there_in_both_languages() {
    for it in all() {
        for problem in problems(&it.text) {
            let [english, portuguese] = [Language::English, Language::BrazilianPortuguese]
                .map(|language| describe(language.text(), &problem.problem));
            assert_ne!(english, portuguese, "{:?}", it.path);
            for sentence in [english, portuguese] {
                let has_hole = ["{0}", "{1}", "{2}"].iter().any(|it| sentence.contains(it));
                assert!(!has_hole, "{sentence}");
            }
        }
    }
}
