//! How a run went, step by step, in words.

use super::console::{Console, Look, plain};
use super::wording::counted;
use crate::checker::Counterexample;
use crate::engine::{Run, Turn, ViolationKind, write_schedule};
use crate::program::Program;
use crate::session::{Step, Told, describe_violation};
use crate::text::{Text, fill};
use std::io;
use std::sync::Arc;

/// Something that went wrong, and how it came to it.
#[derive(Clone, Debug)]
pub struct Story {
    /// Which rule was broken.
    pub kind: ViolationKind,
    /// What happened, in words.
    pub message: String,
    /// The steps that led there.
    pub trace: Vec<Step>,
    /// The same as a schedule.
    pub turns: Vec<Turn>,
    /// That as text.
    pub schedule: String,
    /// The schedule that can be repeated from there forever, if that is what is wrong.
    pub around: Option<String>,
    /// Whether no schedule is known to be shorter.
    pub is_shortest: bool,
}

/// Makes the steps of a counterexample once more, and says what they do.
pub fn tell(text: &Text, program: &Arc<Program>, found: &Counterexample) -> Story {
    let mut told = Told::new(program.clone());
    // A schedule that the checker found and that cannot be made would be a defect; what could be
    // made of it shows most of it.
    let _ = told.follow(text, &found.schedule);
    let around = (!found.around.is_empty()).then(|| write_schedule(program, &found.around));
    Story {
        kind: found.kind,
        message: message(text, &told.run, found),
        trace: told.trace,
        turns: found.schedule.clone(),
        schedule: write_schedule(program, &found.schedule),
        around,
        is_shortest: found.is_shortest,
    }
}

/// What is wrong at the end of a counterexample.
fn message(text: &Text, run: &Run, found: &Counterexample) -> String {
    let name = || found.thread.map_or_else(String::new, |it| run.program().name_of(it).to_string());
    let words = &text.command;
    let lasting = match found.kind {
        ViolationKind::StuckThread => Some(words.stuck_thread),
        ViolationKind::Livelock if found.schedule.is_empty() => Some(words.never_any_progress),
        ViolationKind::Livelock => Some(words.livelock),
        ViolationKind::Starvation => Some(words.starvation),
        ViolationKind::UnfinishedThread if found.thread.is_some() => {
            Some(text.whole.no_end_of_one_from_there)
        }
        ViolationKind::UnfinishedThread if !found.around.is_empty() => {
            Some(text.whole.no_end_from_there)
        }
        _ => None,
    };
    if let Some(sentence) = lasting {
        return fill(sentence, &[&name()]);
    }
    // A run may go on after a violation that is only shown, or that is not to count.
    let at_last_step = run.recent().next_back().and_then(|it| it.violation.clone());
    let at_standstill = || run.ledger().judge_standstill(run.machine());
    let violation = at_last_step
        .or_else(|| run.ledger().broken_from_the_start().filter(|_| run.position() == 0))
        .filter(|it| it.kind() == found.kind)
        .or_else(|| at_standstill().filter(|it| it.kind() == found.kind));
    violation.map_or_else(String::new, |it| describe_violation(text, run, &it).1)
}

/// Of a longer story only so many steps are printed from its beginning, and so many from its end.
const BEGINNING: usize = 20;
const END: usize = 60;

/// Prints how it came to something: all steps, or of a long story beginning and end.
pub fn print_shortened(console: &mut Console, trace: &[Step]) -> io::Result<()> {
    if trace.len() <= BEGINNING + END + 20 {
        return print(console, trace);
    }
    let words = console.words();
    let left_out = counted(words, words.steps, (trace.len() - BEGINNING - END) as u64);
    print(console, &trace[..BEGINNING])?;
    console.say(&fill(words.left_out, &[&left_out]))?;
    print(console, &trace[trace.len() - END..])
}

/// Prints the steps of a run.
pub fn print(console: &mut Console, trace: &[Step]) -> io::Result<()> {
    let width = |of: fn(&Step) -> usize, most: usize| {
        trace.iter().map(of).filter(|&it| it <= most).max().unwrap_or(0)
    };
    let number_width = width(|it| it.step.to_string().len(), 20);
    let name_width = width(|it| it.thread.len(), 20);
    let line_width = width(|it| it.place().len(), 40);
    let text_width = width(|it| it.text.chars().count(), 44);
    for it in trace {
        let (Step { step, thread, text, did, .. }, line) = (it, it.place());
        // What a program prints is told as well.
        let (text, did) = (plain(text), plain(did));
        let place = format!("{step:>number_width$}  {thread:<name_width$}  {line:>line_width$}");
        let place = console.look(Look::Faint, &place);
        console.say(&format!("  {place}  {text:<text_width$}  {did}"))?;
    }
    Ok(())
}
