//! `interleave grade`: hand-in links, judged again. Nothing that a link claims is believed: its answers are given to the
//! same judge as on the page, which asks engine and checker.

use super::arguments::Grade as Task;
use super::check::start_threads;
use super::console::{Console, Status, plain};
use super::input::{self, NoInput};
use crate::lesson::{self, Answer};
use crate::session::lesson::{HandIn, HandInProblem, Judgement, Mark as Judged, Why, Work, judge};
use crate::text::fill;
use rayon::prelude::*;
use std::collections::HashMap;
use std::io;
use std::panic::catch_unwind;

/// A file may have so many bytes.
const MOST_BYTES: usize = 64 << 20;

/// What stands at the head of the columns that are added.
const COLUMNS: [&str; 12] = [
    "challenge",
    "variant",
    "result",
    "reason",
    "best",
    "first_answer",
    "sure",
    "tries",
    "hints",
    "shown",
    "digest",
    "same_as",
];

/// How it stands with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Right,
    Wrong,
    Undecided,
    /// There is no challenge of this name here.
    Unknown,
    Damaged,
    Newer,
    /// The row holds no hand-in.
    None,
}

impl Mark {
    fn name(self) -> &'static str {
        match self {
            Mark::Right => "right",
            Mark::Wrong => "wrong",
            Mark::Undecided => "undecided",
            Mark::Unknown => "unknown-challenge",
            Mark::Damaged => "damaged",
            Mark::Newer => "newer",
            Mark::None => "none",
        }
    }

    fn status(self) -> Status {
        match self {
            Mark::Right => Status::Safe,
            Mark::Wrong => Status::Violated,
            Mark::Undecided => Status::Undecided,
            Mark::Unknown | Mark::Damaged | Mark::Newer => Status::BadInput,
            // A row without a link is somebody who handed nothing in.
            Mark::None => Status::Violated,
        }
    }
}

/// A question that is asked once, however often it comes: a challenge, its variant, an answer.
type Question = (String, u32, Answer);

/// One row of the input.
struct Row {
    cells: Vec<String>,
    found: Result<HandIn, Mark>,
}

impl Row {
    fn has_link(&self) -> bool {
        link_in(&self.cells).is_some()
    }
}

/// The cell that holds a hand-in, whatever is in that.
fn link_in(cells: &[String]) -> Option<&String> {
    cells.iter().find(|it| HandIn::is_meant_by(it))
}

/// Judges everything in the files, and prints a table.
pub fn grade(task: &Task, console: &mut Console) -> io::Result<Status> {
    let words = console.words();
    if input::is_asked_for_twice(&task.files) {
        console.complain(words.standard_input_twice)?;
        return Ok(Status::BadInput);
    }
    start_threads(task.threads);
    let mut worst = Status::Safe;
    for file in &task.files {
        let name = plain(&file.to_string_lossy());
        let table = match input::text_in(file, MOST_BYTES, None, console) {
            Ok(text) if text.len() > MOST_BYTES => Err(fill(words.grade_too_long, &[&name])),
            Ok(text) => read(&text)
                .map_err(|problem| fill(words.grade_cannot_read, &[&name, &plain(&problem)])),
            Err(NoInput(message)) => Err(message),
        };
        let has_some = |rows: &Vec<Row>| rows.iter().any(Row::has_link);
        match table {
            Ok((header, rows)) if has_some(&rows) => {
                worst = worst.or_worse(print(header, &rows, console)?);
            }
            Ok(_) => {
                console.complain(&fill(words.grade_no_hand_in, &[&name]))?;
                worst = worst.or_worse(Status::BadInput);
            }
            Err(message) => {
                console.complain(&message)?;
                worst = worst.or_worse(Status::BadInput);
            }
        }
    }
    Ok(worst)
}

/// The head of a table, if it has one, and its rows.
fn read(text: &str) -> Result<(Option<Vec<String>>, Vec<Row>), String> {
    let delimiter = delimiter_of(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|problem| problem.to_string())?;
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells.iter().all(|it| it.trim().is_empty()) {
            continue;
        }
        let found = match link_in(&cells) {
            Some(cell) => match HandIn::read(cell) {
                Ok(hand_in) if hand_in.is_empty() => Err(Mark::None),
                Ok(hand_in) => Ok(hand_in),
                Err(HandInProblem::Newer) => Err(Mark::Newer),
                Err(HandInProblem::Damaged) => Err(Mark::Damaged),
            },
            None => Err(Mark::None),
        };
        rows.push(Row { cells, found });
    }
    // A table begins with the names of its columns; a list of links with a link.
    let is_header = |row: &Row| row.cells.len() > 1 && !row.has_link();
    let header = rows.first().is_some_and(is_header).then(|| rows.remove(0).cells);
    Ok((header, rows))
}

/// What parts the cells: where a comma is part of numbers, sheets write semicolons.
fn delimiter_of(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or_default();
    let count = |sign: char| line.matches(sign).count();
    let signs = [',', ';', '\t'];
    let most = signs.into_iter().rev().max_by_key(|sign| count(*sign));
    most.map_or(b',', |sign| sign as u8)
}

fn print(header: Option<Vec<String>>, rows: &[Row], console: &mut Console) -> io::Result<Status> {
    let width = rows.iter().map(|it| it.cells.len()).max().unwrap_or_default();
    let width = width.max(header.as_ref().map_or(0, Vec::len));
    let judgements = judge_all(rows);
    let mut first_of: HashMap<String, usize> = HashMap::new();
    let mut worst = Status::Safe;
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(&mut *console.out);
    if let Some(mut header) = header {
        header.resize(width, String::new());
        writer.write_record(header.iter().map(String::as_str).chain(COLUMNS))?;
    }
    for (number, row) in (1..).zip(rows) {
        let mut cells = row.cells.clone();
        cells.resize(width, String::new());
        let mut write = |mark: Mark, more: [String; 11]| {
            worst = worst.or_worse(mark.status());
            let [challenge, variant, more @ ..] = more;
            let added = [challenge, variant, mark.name().to_owned()].into_iter().chain(more);
            writer.write_record(cells.iter().cloned().chain(added))
        };
        let hand_in = match &row.found {
            Ok(hand_in) => hand_in,
            Err(mark) => {
                write(*mark, Default::default())?;
                continue;
            }
        };
        let digest = hand_in.digest();
        let first = *first_of.entry(digest.clone()).or_insert(number);
        let same_as = if first == number { String::new() } else { first.to_string() };
        for work in hand_in.works() {
            let judged = judgements.get(&question(work, &work.answer));
            let mark = mark_of(judged);
            let first = mark_of(judgements.get(&question(work, &work.first)));
            let shown = |is: bool| (if is { "yes" } else { "no" }).to_owned();
            write(
                mark,
                [
                    without_formula(&work.challenge),
                    work.variant.to_string(),
                    judged.map(reason).unwrap_or_default(),
                    shown(judged.is_some_and(Judgement::is_best)),
                    first.name().to_owned(),
                    work.sure.to_string(),
                    work.tries.to_string(),
                    work.hints.to_string(),
                    shown(work.was_shown),
                    digest.clone(),
                    same_as.clone(),
                ],
            )?;
        }
    }
    writer.flush()?;
    Ok(worst)
}

fn question(work: &Work, answer: &Answer) -> Question {
    (work.challenge.clone(), work.variant, answer.clone())
}

/// Judges each question once, on all threads there are.
fn judge_all(rows: &[Row]) -> HashMap<Question, Judgement> {
    let works = rows.iter().filter_map(|it| it.found.as_ref().ok()).flat_map(HandIn::works);
    let mut questions: Vec<Question> = works
        .flat_map(|work| [question(work, &work.first), question(work, &work.answer)])
        .collect();
    let mut seen = std::collections::HashSet::new();
    questions.retain(|it| seen.insert(it.clone()));
    let judged = |question: Question| {
        let (name, variant, answer) = &question;
        let challenge = lesson::find(name)?;
        // One answer that the judge cannot stand must not end the judging of others.
        let judgement = catch_unwind(|| judge(challenge, *variant, answer));
        let judgement = judgement.unwrap_or(Judgement::Wrong(Why::Undecided));
        Some((question, judgement))
    };
    questions.into_par_iter().filter_map(judged).collect()
}

fn mark_of(judged: Option<&Judgement>) -> Mark {
    match judged.map(Judgement::mark) {
        None => Mark::Unknown,
        Some(Judged::Right) => Mark::Right,
        Some(Judged::Wrong) => Mark::Wrong,
        Some(Judged::Undecided) => Mark::Undecided,
    }
}

/// Why an answer is wrong, by the name that is stated for it in the course.
fn reason(judgement: &Judgement) -> String {
    match judgement {
        Judgement::Right(_) => String::new(),
        Judgement::Wrong(why) => why.name().to_owned(),
    }
}

/// A name out of a link. A cell that begins like a formula would be one where the table is opened.
fn without_formula(name: &str) -> String {
    let name = plain(name);
    match name.starts_with(['=', '+', '-', '@']) {
        true => format!("'{name}"),
        false => name,
    }
}
