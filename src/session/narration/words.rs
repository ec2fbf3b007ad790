//! Words that sentences are made of.

use crate::program::{Item, Program, ThreadId, Value, is_none, quoted};
use crate::text::{OneOrMore, Text, fill};

/// What a thread is called.
pub fn name_of(program: &Program, thread: ThreadId) -> String {
    program.name_of(thread).to_string()
}

/// A value as sentences show it: items in their colours, `None` as code. `True` and `False`
/// are shown as the numbers they are.
pub fn value_word(program: &Program, value: Value) -> String {
    if let Some(text) = program.beginning_of_text(value) {
        return format!("`{}`", quoted(&text));
    }
    match Item::from_value(value) {
        Some(item) => item.to_string(),
        None if is_none(value) => "`None`".to_owned(),
        None => value.to_string(),
    }
}

/// A sentence about threads. Where these are tasks of a loop it says so, but for what stands in code.
pub fn of_tasks(text: &Text, program: &Program, sentence: &str) -> String {
    if !program.has_loop() {
        return sentence.to_owned();
    }
    let said = |(at, part): (usize, &str)| match at % 2 {
        0 => {
            text.whole.of_tasks.iter().fold(part.to_owned(), |said, (of, by)| said.replace(of, by))
        }
        _ => part.to_owned(),
    };
    sentence.split('`').enumerate().map(said).collect::<Vec<_>>().join("`")
}

/// Like [`list_of`], and of many only the first: "P1, P2, P3 and 13 others".
pub fn few_of(text: &Text, names: impl Iterator<Item = String>) -> String {
    const MOST: usize = 5;
    const OF_MORE: usize = 3;
    let names: Vec<String> = names.collect();
    if names.len() <= MOST {
        return list_of(text, names.into_iter());
    }
    let others = (names.len() - OF_MORE).to_string();
    (text.log.and_others)(&names[..OF_MORE].join(", "), &others)
}

/// "P1, P2 and C1".
pub fn list_of(text: &Text, names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} {} {last}", others.join(", "), text.scene.and),
    }
}

/// A number with its noun: `1 state`, `441 states`.
pub fn count_of(words: OneOrMore, count: u64, written: &str) -> String {
    fill(words[usize::from(count != 1)], &[written])
}
