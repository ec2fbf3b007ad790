//! A schedule as text: `1.P1x3.C1.P2-1.C1-timeout`.
//!
//! The form is documented in `docs/schedules.md`. It is made of letters, digits, `.` and `-`
//! only, so it is one word for a shell, and no address has to escape it.

use super::run::Turn;
use crate::program::{Choice, Program, ThreadId};
use std::borrow::Borrow;

/// The most turns that a text may stand for.
pub const MOST_TURNS: usize = 1_000_000;

/// What a text begins with: the version of its form.
const VERSION: &str = "1";

const TIMED_OUT: &str = "timeout";
const SPURIOUS: &str = "spurious";

/// What is wrong with a schedule as text, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScheduleProblem {
    /// The byte of the text at which the word begins that is wrong.
    pub at: usize,
    /// What is wrong there.
    pub kind: ScheduleProblemKind,
}

/// What can be wrong with a schedule as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScheduleProblemKind {
    /// It does not begin with a version that is known here.
    UnknownVersion,
    /// The program has no thread of this name.
    UnknownThread,
    /// How often a turn is repeated is no number, or 0.
    BadNumber,
    /// A step does not go this way: it is neither a number below 254, `timeout` nor `spurious`.
    UnknownChoice,
    /// It has more than [`MOST_TURNS`] turns.
    TooLong,
}

/// A schedule as text. Turns of threads that the program has not are left out.
pub fn write_schedule(
    program: &Program,
    turns: impl IntoIterator<Item = impl Borrow<Turn>>,
) -> String {
    let names: Vec<String> =
        program.thread_ids().map(|id| program.name_of(id).to_string()).collect();
    let mut text = String::from(VERSION);
    let mut turns = turns.into_iter().map(|it| *it.borrow()).peekable();
    while let Some(turn) = turns.next() {
        let mut times = 1;
        while turns.next_if_eq(&turn).is_some() {
            times += 1;
        }
        write_turn(&mut text, &names, turn, times);
    }
    text
}

fn write_turn(text: &mut String, names: &[String], turn: Turn, times: usize) {
    let Some(name) = names.get(turn.thread.index()) else { return };
    text.push('.');
    text.push_str(name);
    if times > 1 {
        text.push('x');
        text.push_str(&times.to_string());
    }
    match turn.choice {
        Choice::PLAIN => {}
        Choice::TimedOut => text.extend(["-", TIMED_OUT]),
        Choice::Spurious => text.extend(["-", SPURIOUS]),
        Choice::Way(number) => text.extend(["-", &number.to_string()]),
    }
}

/// Reads a schedule for a program. Whether the turns are possible shows when they are made; see
/// [`Run::replay`](super::Run::replay).
///
/// Words may also stand apart by blanks and ends of lines.
///
/// # Errors
///
/// Says what is wrong with the first word that is wrong.
pub fn read_schedule(program: &Program, text: &str) -> Result<Vec<Turn>, ScheduleProblem> {
    use ScheduleProblemKind as Kind;
    let threads: Vec<(String, ThreadId)> =
        program.thread_ids().map(|id| (program.name_of(id).to_string(), id)).collect();
    let mut turns = Vec::new();
    let mut words = words(text);
    let (at, version) = words.next().unwrap_or((0, ""));
    if version != VERSION {
        return Err(ScheduleProblem { at, kind: Kind::UnknownVersion });
    }
    for (at, word) in words {
        let wrong = |kind| ScheduleProblem { at, kind };
        let (who, choice) = word.split_once('-').unwrap_or((word, ""));
        let (name, times) = who.split_once('x').unwrap_or((who, "1"));
        let thread = threads.iter().find(|(it, _)| it == name).map(|&(_, id)| id);
        let thread = thread.ok_or(wrong(Kind::UnknownThread))?;
        let choice = match choice {
            "" if word.ends_with('-') => return Err(wrong(Kind::UnknownChoice)),
            "" => Choice::PLAIN,
            TIMED_OUT => Choice::TimedOut,
            SPURIOUS => Choice::Spurious,
            number => match number_of(number) {
                Some(number) if number < usize::from(Choice::WAYS) => Choice::Way(number as u8),
                _ => return Err(wrong(Kind::UnknownChoice)),
            },
        };
        let times = number_of(times).filter(|&times| times > 0).ok_or(wrong(Kind::BadNumber))?;
        if times > MOST_TURNS - turns.len() {
            return Err(wrong(Kind::TooLong));
        }
        turns.resize(turns.len() + times, Turn { thread, choice });
    }
    Ok(turns)
}

/// A number written in digits alone. One that is too large is the largest there is.
fn number_of(digits: &str) -> Option<usize> {
    let is_number = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(usize::MAX))
}

/// The words of a text, each with the byte it begins at.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split(|it: char| it == '.' || it.is_whitespace());
    let places = words.map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word));
    places.filter(|(_, word)| !word.is_empty())
}
