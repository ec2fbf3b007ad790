//! How a run went, step by step, in words.

use super::console::{Console, Look, plain};
use super::wording::counted;
use crate::checker::Counterexample;
use crate::engine::{
    Advance, Ending, Moment, ReplayProblem, Run, Turn, Violation, ViolationKind, WhyNot,
    write_schedule,
};
use crate::program::Program;
use crate::session::{describe_moment, describe_violation};
use crate::text::{Text, fill};
use serde::Serialize;
use std::io;
use std::sync::Arc;

/// One step of a trace, as JSON has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its number, from 1.
    pub step: u64,
    /// Who made it.
    pub thread: String,
    /// The line it is written on, from 1.
    pub line: u32,
    /// The text of that line.
    pub text: String,
    /// What the step did, in words.
    pub did: String,
}

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

/// A run and what is said of each of its steps.
pub struct Told {
    /// The run.
    pub run: Run,
    /// Its steps.
    pub trace: Vec<Step>,
    /// The first violation at which a run stops that this one went through, and what was said
    /// of it. Those that are only shown are told with their steps.
    pub broken: Option<(Violation, String)>,
}

impl Told {
    /// Before the first step.
    pub fn new(program: Arc<Program>) -> Told {
        Told { run: Run::new(program), trace: Vec::new(), broken: None }
    }

    /// Tells a step that the run has just made.
    pub fn tell(&mut self, text: &Text, moment: &Moment) {
        let program = self.run.program();
        let mut said = describe_moment(text, program, moment).join("; ");
        if let Some(violation) = &moment.violation {
            let (_, sentence) = describe_violation(text, &self.run, violation);
            if violation.ends_a_run() {
                self.broken.get_or_insert((violation.clone(), sentence));
            } else {
                said = format!("{said}. {sentence}");
            }
        }
        let line = usize::from(moment.line.0);
        let source = program.source.get(line).map_or("", |it| it.trim());
        self.trace.push(Step {
            step: moment.number,
            thread: program.name_of(moment.thread).to_string(),
            line: line as u32 + 1,
            text: source.to_owned(),
            did: said,
        });
    }

    /// Makes these steps.
    ///
    /// # Errors
    ///
    /// Gives the first that cannot be made.
    pub fn follow(&mut self, text: &Text, turns: &[Turn]) -> Result<(), ReplayProblem> {
        for &Turn { thread, choice } in turns {
            let wrong = |why| ReplayProblem { step: self.trace.len() + 1, thread, why };
            // Who waits goes on only for a reason that there is.
            let machine = self.run.machine();
            if machine.is_waiting(thread) && !machine.choices(thread).contains(&choice) {
                return Err(wrong(WhyNot::Waits));
            }
            match self.run.advance(thread, choice) {
                Advance::Stepped(moment) => self.tell(text, &moment),
                Advance::Waits => return Err(wrong(WhyNot::Waits)),
                Advance::Ended => return Err(wrong(WhyNot::Ended)),
            }
        }
        Ok(())
    }

    /// What is wrong with the run where it stands: a rule that the last step broke, or that nobody can move.
    /// Only then, a rule that was broken on the way.
    pub fn what_broke(&self, text: &Text) -> Option<(Violation, String)> {
        let said = |violation: Violation| {
            let (_, sentence) = describe_violation(text, &self.run, &violation);
            (violation, sentence)
        };
        match self.run.ending() {
            Some(Ending::Broken(violation)) => Some(said(violation)),
            _ => self.broken.clone(),
        }
    }
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
    let line_width = width(|it| it.line.to_string().len(), 20);
    let text_width = width(|it| it.text.chars().count(), 44);
    for Step { step, thread, line, text, did } in trace {
        let text = plain(text);
        let place = format!("{step:>number_width$}  {thread:<name_width$}  {line:>line_width$}");
        let place = console.look(Look::Faint, &place);
        console.say(&format!("  {place}  {text:<text_width$}  {did}"))?;
    }
    Ok(())
}
