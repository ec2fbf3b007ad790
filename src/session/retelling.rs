//! A run told step by step, for whoever wants to take it elsewhere: the page and the command line tell it the same way.

mod diagram;

use super::narration::{describe_moment, describe_violation, of_tasks};
use crate::engine::{Ending, Moment, ReplayProblem, Run, Turn, Violation};
use crate::program::{Program, place_in};
use crate::text::{Text, fill};
use serde::Serialize;
use std::sync::Arc;

pub(super) use diagram::quoted;
pub use diagram::{Diagram, RunForm};

/// One step of a trace, as JSON has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its number, from 1.
    pub step: u64,
    /// Who made it.
    pub thread: String,
    /// The file it is written in, of a program in several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line it is written on, from 1.
    pub line: u32,
    /// The text of that line.
    pub text: String,
    /// What the step did, in words.
    pub did: String,
}

impl Step {
    /// Where it is written: `12`, or `buffer.py:12`.
    pub fn place(&self) -> String {
        match &self.file {
            Some(file) => format!("{file}:{}", self.line),
            None => self.line.to_string(),
        }
    }
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
        let (file, number) = place_in(program.source.iter().map(String::as_str), line);
        self.trace.push(Step {
            step: moment.number,
            thread: program.name_of(moment.thread).to_string(),
            file: file.map(str::to_owned),
            line: number as u32,
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
        for &turn in turns {
            let moment = self.run.take_turn(turn)?;
            self.tell(text, &moment);
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

/// What is said of a run that is finished.
pub fn describe_finish(text: &Text, run: &Run) -> String {
    format!("{}: {}", text.violations.finished, finish_sentence(text, run))
}

/// The same without its title.
pub fn finish_sentence(text: &Text, run: &Run) -> String {
    let counters = run.ledger().counters();
    let consumed = counters.consumed.to_string();
    if counters.made == 0 {
        of_tasks(text, run.program(), text.steps.finished_without_items)
    } else if counters.consumed == counters.made {
        (text.violations.finished_sentence)(&consumed)
    } else {
        fill(text.steps.finished_with_some, &[&consumed, &counters.made.to_string()])
    }
}
