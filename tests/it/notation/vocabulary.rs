//! That the documentation names what can be made, and everything that can be done with it.

use interleave::notation::vocabulary::{self, Vocabulary};
use std::fs;
use std::path::Path;

/// What stands in backticks in a part of a text, as words.
fn words_of(text: &str) -> Vec<&str> {
    let in_backticks = text.split('`').skip(1).step_by(2);
    in_backticks.flat_map(|it| it.split(|c: char| !c.is_alphanumeric() && c != '_')).collect()
}

/// The names that a table of objects leaves out, or should not have.
fn differences(vocabulary: &Vocabulary, row: &str) -> Vec<String> {
    let words = words_of(row);
    let names = vocabulary.makers.iter().chain(vocabulary.operations.iter().map(|it| &it.name));
    names.filter(|it| !words.contains(it)).map(|it| (*it).to_owned()).collect()
}

#[test]
fn the_documentation_names_every_maker_and_every_operation() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/notation.md");
    let text = fs::read_to_string(path).expect("it can be read");
    let (_, table) = text.split_once("| object | operations |").expect("there is a table");
    let (table, _) = table.split_once("\n\n").expect("it ends");
    for vocabulary in vocabulary::ALL {
        let first = vocabulary.makers.first().copied();
        let operation = vocabulary.operations.first().map(|it| it.name);
        let row = table.lines().find(|row| {
            let words = words_of(row);
            first.or(operation).is_some_and(|it| words.contains(&it))
        });
        let row = row.unwrap_or_else(|| panic!("no row for {vocabulary:?}"));
        assert_eq!(differences(vocabulary, row), [""; 0], "{row}");
    }
}

#[test]
fn what_a_row_leaves_out_is_noticed() {
    let missing = differences(&vocabulary::EVENT, "| `Event()` | `set`, `wait`, `is_set` |");
    assert_eq!(missing, ["clear"]);
}
