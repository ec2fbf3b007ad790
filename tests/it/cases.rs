//! Small programs whose verdict was wrong once, or could go wrong: each says what is right.
//!
//! They are kinds. A file begins with `# check:` and the options, `# expect:` and the violation, `safe`,
//! `undecided REASON` or `bad input`; `# says:` and `# not:` name what must stand in the answer, and
//! what must not.

use crate::command::{Done, interleave_with};
use interleave::command::Status;
use std::fs;
use std::path::Path;

fn named<'a>(text: &'a str, word: &str) -> impl Iterator<Item = &'a str> {
    let head = format!("# {word}:");
    text.lines().filter_map(move |line| Some(line.strip_prefix(&head)?.trim()))
}

/// What is wrong with the answer to one of them.
fn wrong(file: &Path) -> Option<String> {
    let text = fs::read_to_string(file).expect("it can be read");
    let options = named(&text, "check").next().expect("it says with which options");
    let expected = named(&text, "expect").next().expect("it says what is right");
    let path = file.to_str().expect("its name is text");
    let arguments: Vec<&str> =
        ["check", path].into_iter().chain(options.split_whitespace()).collect();
    let Done { status, out, err } = interleave_with(&arguments, b"");
    let json = interleave_with(&[&arguments[..], &["--json"]].concat(), b"").out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let found = match status {
        Status::Safe => "safe".to_owned(),
        Status::Violated => json["violation"].as_str().unwrap_or_default().to_owned(),
        Status::BadInput => "bad input".to_owned(),
        Status::Undecided => {
            format!("undecided {}", json["undecided_because"].as_str().unwrap_or_default())
        }
    };
    let said = format!("{out}{err}");
    let misses = named(&text, "says").find(|it| !said.contains(it));
    let has = named(&text, "not").find(|it| said.contains(it));
    if found == expected && misses.is_none() && has.is_none() {
        return None;
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let complaint = match (misses, has) {
        (Some(it), _) => format!("does not say {it:?}"),
        (_, Some(it)) => format!("says {it:?}"),
        _ => String::new(),
    };
    Some(format!("{name}: {expected} is right, and found {found}; {complaint}\n{said}"))
}

#[test]
fn every_case_gets_the_right_answer() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/cases");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("there is a folder of cases")
        .map(|it| it.expect("it can be listed").path())
        .collect();
    files.sort();
    assert!(files.len() >= 60, "only {} cases", files.len());
    let wrong: Vec<String> = files.iter().filter_map(|it| wrong(it)).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), files.len(), wrong.join("\n"));
}
