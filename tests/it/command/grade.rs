//! `interleave grade`: whatever a hand-in claims, what counts is what the judge says of its answers.

use super::{Done, interleave_with};
use interleave::command::Status;
use interleave::lesson::{CHALLENGES, Challenge, Given, TaskKind, find};
use interleave::session::lesson::{HandIn, HandInProblem, LessonAction, Work};
use interleave::session::{Model, PlaybackAction, update};
use std::collections::HashMap;

/// A hand-in of one answer, which claims to be right and to be given without help.
fn claiming(challenge: &Challenge, given: Given) -> HandIn {
    HandIn::of([Work::claiming(challenge, given)])
}

fn link(hand_in: &HandIn) -> String {
    let fragment = hand_in.to_fragment().expect("it is short enough");
    format!("https://example.org/interleave/#{fragment}")
}

fn grade(table: &str) -> Done {
    interleave_with(&["grade", "-"], table.as_bytes())
}

/// The rows of a table by the names of its columns.
fn rows(done: &Done) -> Vec<HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(done.out.as_bytes());
    let header = reader.headers().expect("there is a head").clone();
    let row = |record: csv::StringRecord| {
        header.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| row(record.expect("it is CSV"))).collect()
}

#[test]
fn of_five_hundred_hand_ins_none_passes_that_the_judge_refuses() {
    // The stated answers, of which the course's own tests prove which are right, and links that were tampered with.
    let mut expected = Vec::new();
    for challenge in CHALLENGES {
        expected.push((link(&claiming(challenge, challenge.solution)), "right", ""));
        for wrong in challenge.wrong_answers {
            let result = if wrong.because == "undecided" { "undecided" } else { "wrong" };
            expected.push((link(&claiming(challenge, wrong.answer)), result, wrong.because));
        }
    }
    let whole = expected.len();
    for index in 0..500 - whole.min(450) {
        let link = &expected[index % whole].0;
        let at = link.find("handin=1.").expect("it is a hand-in") + 9 + index % 20;
        let damaged = match index % 3 {
            0 => link[..link.len() - 1 - index % 7].to_owned(),
            1 => format!("{}{}", &link[..at], &link[at + 1..]),
            _ => {
                let other = if &link[at..=at] == "A" { "B" } else { "A" };
                format!("{}{other}{}", &link[..at], &link[at + 1..])
            }
        };
        expected.push((damaged, "damaged", ""));
    }
    assert!(expected.len() >= 500, "only {}", expected.len());
    let mut table = String::from("name,hand-in\n");
    for (number, (link, ..)) in expected.iter().enumerate() {
        table += &format!("student {number},{link}\n");
    }
    let done = grade(&table);
    let rows = rows(&done);
    assert_eq!(rows.len(), expected.len());
    for (row, (link, result, reason)) in rows.iter().zip(&expected) {
        assert_eq!((&*row["result"], &*row["reason"]), (*result, *reason), "{row:?}\n{link}");
        assert_eq!(row["hand-in"], *link);
    }
    assert_eq!(done.status, Status::BadInput);
}

#[test]
fn a_first_row_with_an_empty_hand_in_is_no_head() {
    let right = link(&claiming(CHALLENGES[0], CHALLENGES[0].solution));
    let empty = link(&HandIn::of([]));
    let done = grade(&format!("ann,{empty}\nbob,{right}\n"));
    let lines: Vec<&str> = done.out.lines().collect();
    assert_eq!(lines.len(), 2, "{}", done.out);
    assert!(lines[0].starts_with("ann,") && lines[0].contains(",none,"), "{}", lines[0]);
    assert!(lines[1].starts_with("bob,") && lines[1].contains(",right,"), "{}", lines[1]);
}

#[test]
fn what_the_page_hands_in_is_what_was_done_there() {
    let mut model = Model::new(interleave::catalogue::Configuration::default());
    let predict = CHALLENGES.iter().find(|it| it.task.kind() == TaskKind::Predict);
    let predict = predict.expect("there is a prediction");
    let Given::Choice(right) = predict.solution else { panic!("{:?}", predict.solution) };
    let wrong = (0..predict.task.choices() as u8).find(|it| *it != right).expect("a choice");
    update(&mut model, LessonAction::Open(predict.name, 17));
    update(&mut model, LessonAction::Hint);
    update(&mut model, LessonAction::BeSure(2));
    for choice in [wrong, right] {
        update(&mut model, LessonAction::Choose(choice));
        update(&mut model, LessonAction::Submit);
        update(&mut model, PlaybackAction::Step);
    }
    let hand_in = HandIn::clone(&model.lesson.hand_in);
    let done = grade(&link(&hand_in));
    // A list of links has no head.
    let cells: Vec<&str> = done.out.trim().split(',').skip(1).collect();
    let digest = hand_in.digest();
    let expected =
        [predict.name, "17", "right", "", "yes", "wrong", "2", "2", "1", "no", &*digest, ""];
    assert_eq!((cells, done.status), (expected.to_vec(), Status::Safe));
    let again = HandIn::read(&link(&hand_in));
    assert_eq!(again, Ok(hand_in));
}

#[test]
fn copies_are_told_and_rows_without_a_link_stay() {
    let challenge = CHALLENGES[0];
    let link = link(&claiming(challenge, challenge.solution));
    // As sheets with decimal commas write it, with a link inside of words.
    let table = format!("nome;entrega\nAna;{link}\nRui;\nEva;\"aqui: <{link}>.\"\n");
    let done = grade(&table);
    let rows = rows(&done);
    let told: Vec<_> =
        rows.iter().map(|it| (&*it["nome"], &*it["result"], &*it["same_as"])).collect();
    assert_eq!(told, [("Ana", "right", ""), ("Rui", "none", ""), ("Eva", "right", "1")]);
    assert_eq!(done.status, Status::Violated, "somebody has handed nothing in");
}

#[test]
fn what_is_no_table_of_hand_ins_is_bad_input() {
    for (text, said) in [
        ("", "there is no hand-in link"),
        ("name,link\nAna,https://example.org/#v1=abc\n", "there is no hand-in link"),
    ] {
        let done = grade(text);
        assert_eq!(done.status, Status::BadInput, "{text}");
        assert!(done.err.contains(said), "{}", done.err);
    }
    let done = grade("#handin=2.abc\n");
    assert!(done.out.contains(",newer,"), "{}", done.out);
    assert_eq!(HandIn::read("#handin=1."), Err(HandInProblem::Damaged));
    let unknown = Work { challenge: "=cmd|' /C calc'!A0".into(), ..example() };
    let done = grade(&link(&HandIn::of([unknown])));
    assert!(done.out.contains("unknown-challenge"), "{}", done.out);
    assert!(done.out.contains(",'=cmd"), "a cell is no formula: {}", done.out);
    assert_eq!(done.status, Status::BadInput);
}

/// The first work of a hand-in.
fn example() -> Work {
    let challenge = find(CHALLENGES[0].name).expect("it is there");
    claiming(challenge, challenge.solution).works().next().expect("it has one").clone()
}
