//! What a map of verdicts says as a whole.

use crate::session::proof::{Map, Outcome};
use crate::text::{Text, fill};

/// Where it breaks, in a sentence; nothing as long as a cell was not looked at, as it would not be true of all.
pub fn describe_map(text: &Text, map: &Map) -> String {
    let words = &text.proof;
    let (mut broken, mut undecided, mut count) = (0, 0, 0_usize);
    for cell in map.cells.iter() {
        count += 1;
        match cell.outcome {
            None => return String::new(),
            Some(Outcome::Safe { .. }) => {}
            Some(Outcome::Broken(_)) => broken += 1,
            Some(Outcome::Undecided) => undecided += 1,
        }
    }
    if map.is_running || count == 0 {
        return String::new();
    }
    let mut sentences = Vec::new();
    let of_all = |template, some: usize| fill(template, &[&some.to_string(), &count.to_string()]);
    match broken {
        0 if undecided == 0 => sentences.push(words.map_breaks_nowhere.to_owned()),
        0 if undecided == count => {}
        0 => sentences.push(words.map_breaks_in_none_decided.to_owned()),
        _ => sentences.push(of_all(words.map_breaks, broken)),
    }
    if undecided > 0 {
        sentences.push(of_all(words.map_undecided, undecided));
    }
    sentences.join(" ")
}
