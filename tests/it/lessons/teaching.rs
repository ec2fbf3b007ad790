//! What teachers are told: an answer for each challenge, as it is judged.

use interleave::lesson::{Answer, CHALLENGES, Challenge, Filled, Task, Variant};
use interleave::session::lesson::{Solution, judge, solution};
use interleave::text::{Language, Passages, Volume};
use std::fs;
use std::path::Path;

const BEGIN: &str = "<!-- answers -->\n";
const END: &str = "<!-- end of answers -->";

/// The answer of variant 0, as a cell of a table.
fn cell(challenge: &Challenge, words: &Passages) -> String {
    let code = |line: &str| format!("`{}`", line.trim().replace('|', "\\|"));
    let variant = Variant::of(challenge, 0);
    let said = |key: &str| words.get(key).expect("it is there").replace('\n', " ");
    match solution(challenge, &variant).expect("it has an answer") {
        Solution::Said(key) => challenge.numbered(&said(&key), &variant),
        // Of whole texts what makes them right.
        Solution::Lines(_) if matches!(challenge.task, Task::WhichIsSafe(_)) => {
            said(&challenge.key("hint3"))
        }
        Solution::Lines(text) => {
            let source = challenge.source(&variant);
            let mut before: Vec<&str> = source.lines().collect();
            let is_new = |line: &&str| match before.iter().position(|it| it == line) {
                Some(at) if matches!(challenge.task, Task::Repair { .. }) => {
                    before.remove(at);
                    false
                }
                _ => true,
            };
            let lines: Vec<_> = text.lines().filter(is_new).map(code).collect();
            let gone = before.iter().filter(|it| !it.trim().is_empty()).map(|it| code(it));
            let gone: Vec<_> = match challenge.task {
                Task::Repair { .. } => gone.collect(),
                _ => Vec::new(),
            };
            let gone = match gone.is_empty() {
                true => String::new(),
                false => format!("; out: {}", gone.join(" ")),
            };
            format!("{}{gone}", lines.join("<br>"))
        }
        Solution::Schedule(schedule) => code(&schedule),
        Solution::State(filled) => {
            let one = |filled: &Filled| match filled {
                Filled::Number(number) => number.to_string(),
                Filled::Threads(threads) if threads.is_empty() => "nobody".to_owned(),
                Filled::Threads(threads) => threads.join(" and "),
            };
            let name = |blank| match blank {
                interleave::lesson::Blank::Value(name) => format!("`{name}`"),
                interleave::lesson::Blank::Waiting(name) => format!("waiting at `{name}`"),
            };
            filled
                .iter()
                .map(|(blank, it)| format!("{}: {}", name(*blank), one(it)))
                .collect::<Vec<_>>()
                .join("; ")
        }
    }
}

#[test]
fn the_documentation_has_an_answer_for_each_challenge() {
    let words = Passages::read(Volume::Course.text(Language::English));
    let mut table = String::from("| challenge | answer |\n|---|---|\n");
    for challenge in CHALLENGES {
        table += &format!("| `{}` | {} |\n", challenge.name, cell(challenge, &words));
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
