//! What teachers are told: an answer for each challenge, as it is judged.

use interleave::lesson::{Answer, Blank, CHALLENGES, Challenge, Filled, Task, Variant};
use interleave::session::lesson::{Solution, judge, solution};
use interleave::text::{Language, Passages, Volume};
use std::fs;
use std::path::Path;

const BEGIN: &str = "<!-- answers -->\n";
const END: &str = "<!-- end of answers -->";

/// Lines as a cell: how far each is indented beside the others stays.
fn lines<'a>(text: impl IntoIterator<Item = &'a str>) -> String {
    let text: Vec<&str> = text.into_iter().filter(|it| !it.trim().is_empty()).collect();
    let indentation = |line: &str| line.len() - line.trim_start().len();
    let least = text.iter().map(|it| indentation(it)).min().unwrap_or_default();
    let line = |line: &&str| {
        let code = line.trim().replace('|', "\\|");
        format!("{}`{code}`", "&nbsp;".repeat(indentation(line) - least))
    };
    text.iter().map(line).collect::<Vec<_>>().join("<br>")
}

/// The lines of a text from the first that another has not, to the last.
fn where_it_differs<'a>(text: &'a str, other: &str) -> Vec<&'a str> {
    let (text, other): (Vec<&str>, Vec<&str>) = (text.lines().collect(), other.lines().collect());
    let shorter = text.len().min(other.len());
    let before = text.iter().zip(&other).take_while(|(one, two)| one == two).count();
    let like_at_the_end = text.iter().rev().zip(other.iter().rev());
    let after = like_at_the_end.take_while(|(one, two)| one == two).count().min(shorter - before);
    text[before..text.len() - after].to_vec()
}

/// The answer of variant 0, as a cell of a table.
fn cell(challenge: &Challenge, words: &Passages) -> String {
    let variant = Variant::of(challenge, 0);
    let said = |key: &str| words.get(key).expect("it is there").replace('\n', " ");
    match solution(challenge, &variant).expect("it has an answer") {
        Solution::Said(key) => challenge.numbered(&said(&key), &variant),
        Solution::Schedule(schedule) => format!("`{schedule}`"),
        Solution::Lines(text) => match challenge.task {
            Task::Repair { .. } => lines(where_it_differs(&text, &challenge.source(&variant))),
            // Of whole texts what makes this one right: what was changed, or what the others have changed.
            Task::WhichIsSafe(_) => {
                let changed = where_it_differs(&text, &challenge.source(&variant));
                let offers = challenge.offers(&variant);
                let count = |text: &str, line: &str| text.lines().filter(|it| *it == line).count();
                let is_kept =
                    |line: &&str| offers.iter().all(|it| count(it, line) >= count(&text, line));
                let missed = text.lines().filter(|it| !is_kept(it)).collect();
                let line = if changed.is_empty() { missed } else { changed };
                format!("{}<br>{}", said(&challenge.key("hint3")), lines(line))
            }
            _ => lines(text.lines()),
        },
        Solution::State(filled) => {
            let one = |filled: &Filled| match filled {
                Filled::Number(number) => number.to_string(),
                Filled::Threads(threads) if threads.is_empty() => "nobody".to_owned(),
                Filled::Threads(threads) => threads.join(" and "),
            };
            let name = |blank| match blank {
                Blank::Value(name) => format!("`{name}`"),
                Blank::Waiting(name) => format!("waiting at `{name}`"),
            };
            let blanks = filled.iter().map(|(blank, it)| format!("{}: {}", name(*blank), one(it)));
            blanks.collect::<Vec<_>>().join("; ")
        }
    }
}

#[test]
fn the_documentation_has_an_answer_for_each_challenge() {
    let words = Passages::read(Volume::Course.text(Language::English));
    let mut table = String::from("| challenge | answer |\n|---|---|\n");
    for challenge in CHALLENGES {
        let cell = cell(challenge, &words);
        assert!(!cell.trim().is_empty(), "{} has no answer to read", challenge.name);
        table += &format!("| `{}` | {cell} |\n", challenge.name);
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/answers.md");
    let text = fs::read_to_string(&path).expect("docs/answers.md is there");
    let (before, rest) = text.split_once(BEGIN).expect("the table begins");
    let (listed, after) = rest.split_once(END).expect("the table ends");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{table}{END}{after}")).expect("it can be written");
        return;
    }
    assert_eq!(listed, table, "run this test with UPDATE_GOLDEN=1");
}

/// The answer that the teacher's view shows is judged right, in each variant.
#[test]
fn the_answer_that_teachers_are_shown_is_right() {
    for challenge in CHALLENGES {
        for number in [0, 1, 17, 42] {
            let variant = Variant::of(challenge, number);
            let answer = match solution(challenge, &variant).expect("it has an answer") {
                Solution::Schedule(schedule) => Answer::Schedule(schedule),
                Solution::State(filled) => {
                    Answer::State(filled.into_iter().map(|(_, it)| it).collect())
                }
                Solution::Lines(text) if matches!(challenge.task, Task::Repair { .. }) => {
                    Answer::Text(text)
                }
                Solution::Lines(text) => match &challenge.task {
                    Task::WhichIsSafe(_) => {
                        let offers = challenge.offers(&variant);
                        let at = offers.iter().position(|it| *it == text);
                        Answer::Choice(at.expect("it is one of them") as u8)
                    }
                    _ => {
                        let pool = challenge.pool(&variant);
                        let place =
                            |line| pool.iter().position(|it| it == line).expect("it is there");
                        Answer::Lines(text.lines().map(|it| place(it) as u8).collect())
                    }
                },
                Solution::Said(key) => {
                    let letter = key.bytes().next_back().expect("it ends in a letter");
                    Answer::Choice(letter - b'a')
                }
            };
            let judgement = judge(challenge, number, &answer);
            assert!(judgement.is_right(), "{}, variant {number}: {judgement:?}", challenge.name);
        }
    }
}
