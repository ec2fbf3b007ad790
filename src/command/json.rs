//! Results as JSON. docs/command-line.md describes the fields; they are never renamed.

use super::console::{Console, Status};
use super::input::Input;
use crate::catalogue::{Configuration, Setting};
use crate::notation::Diagnostic;
use crate::program::place_in;
use crate::session::{Step, describe, place_of};
use crate::text::Text;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The numbers and choices of one check or run.
#[derive(Clone, Debug, Serialize)]
pub struct Chosen {
    pub producers: u32,
    pub consumers: u32,
    pub capacity: u32,
    pub items: u32,
    pub takes: u32,
    /// The constants of the text that were set.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub set: BTreeMap<String, u32>,
    pub granularity: &'static str,
    pub runtime: &'static str,
    pub spurious: bool,
    pub faults: Vec<&'static str>,
}

impl Chosen {
    pub fn of(input: &Input, configuration: &Configuration) -> Chosen {
        Chosen {
            producers: configuration.get(Setting::Producers),
            consumers: configuration.get(Setting::Consumers),
            capacity: configuration.get(Setting::Capacity),
            items: configuration.get(Setting::Items),
            takes: configuration.get(Setting::Takes),
            set: configuration.knobs.iter().map(|(it, value)| (it.to_string(), value)).collect(),
            granularity: configuration.granularity.name(),
            runtime: configuration.runtime.name(),
            spurious: configuration.spurious_wakes,
            faults: input.faults.clone(),
        }
    }
}

/// One thing that is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wrong {
    /// Of a program in several files, which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_file: Option<String>,
    pub line: usize,
    pub column: usize,
    pub message: String,
}

impl Wrong {
    /// All that is wrong with a text.
    pub fn all(text: &Text, source: &str, problems: &[Diagnostic]) -> Vec<Wrong> {
        let wrong = |it: &Diagnostic| {
            let (line, column) = place_of(source, it.span);
            let (file, line) = place_in(source.lines(), line - 1);
            Wrong {
                in_file: file.map(str::to_owned),
                line,
                column,
                message: describe(text, &it.problem),
            }
        };
        problems.iter().map(wrong).collect()
    }
}

/// A result that is none, as the input is wrong.
#[derive(Clone, Debug, Serialize)]
pub struct BadInput<'a> {
    pub file: &'a str,
    pub verdict: Option<&'static str>,
    pub message: &'a str,
    pub problems: &'a [Wrong],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub configuration: Option<Chosen>,
}

impl<'a> BadInput<'a> {
    /// Where there is no text to look at.
    pub fn without_text(file: &'a str, message: &'a str) -> BadInput<'a> {
        BadInput { file, verdict: None, message, problems: &[], configuration: None }
    }

    /// Where the text is wrong.
    pub fn with_problems(file: &'a str, problems: &'a [Wrong], chosen: Chosen) -> BadInput<'a> {
        let message = problems.first().map_or("", |it| &it.message);
        BadInput { file, verdict: None, message, problems, configuration: Some(chosen) }
    }
}

/// What was found beside the verdict, and does not count.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    pub violation: &'static str,
    pub message: String,
    pub steps: usize,
    pub trace: Vec<Step>,
    pub schedule: String,
}

/// What was found and changes no verdict.
#[derive(Clone, Debug, Serialize)]
pub struct SoftShown {
    pub violation: &'static str,
    pub message: String,
    pub steps: Option<usize>,
    pub trace: Vec<Step>,
    pub schedule: Option<String>,
}

/// The result of one check.
#[derive(Clone, Debug, Serialize)]
pub struct Checked<'a> {
    pub file: &'a str,
    pub verdict: &'static str,
    pub violation: Option<&'static str>,
    pub message: String,
    pub steps: Option<usize>,
    pub is_shortest: Option<bool>,
    pub trace: Vec<Step>,
    pub schedule: Option<String>,
    pub around: Option<String>,
    pub link: Option<String>,
    pub shown: Vec<Shown>,
    pub soft: Vec<SoftShown>,
    pub ends: Option<&'static str>,
    pub undecided_because: Option<&'static str>,
    pub states: u64,
    pub transitions: u64,
    pub depth: u32,
    pub seconds: f64,
    pub peak_bytes: u64,
    pub state_bytes: u32,
    pub is_reduced: bool,
    pub warnings: Vec<Wrong>,
    pub configuration: Chosen,
}

/// How one run went.
#[derive(Clone, Debug, Serialize)]
pub struct Played<'a> {
    pub file: &'a str,
    pub ending: &'static str,
    pub violation: Option<&'static str>,
    pub message: String,
    pub steps: usize,
    pub trace: &'a [Step],
    pub schedule: String,
    pub link: Option<String>,
    pub configuration: Chosen,
}

/// What a whole program can print last.
#[derive(Clone, Debug, Serialize)]
pub struct OutcomesOf<'a> {
    pub file: &'a str,
    pub ends: Option<&'static str>,
    pub lines: Option<Vec<Outcome>>,
    pub random_runs: u32,
    pub random_runs_that_ended: u32,
    pub undecided_because: Option<&'static str>,
    pub seconds: f64,
    pub configuration: Chosen,
}

/// One such line.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    pub line: String,
    pub is_open: bool,
    pub steps: usize,
    pub schedule: String,
    pub link: Option<String>,
    pub random_runs: u32,
}

/// What a text looks as if it had wrong.
#[derive(Clone, Debug, Serialize)]
pub struct Linted<'a> {
    pub file: &'a str,
    pub findings: &'a [Found],
}

/// One such thing.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    pub kind: &'static str,
    /// Of a program in several files, which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_file: Option<String>,
    pub line: usize,
    pub column: usize,
    pub message: String,
    pub shown_by: Option<Shows>,
    pub is_harmless: bool,
}

/// A schedule that shows it, and to what that leads.
#[derive(Clone, Debug, Serialize)]
pub struct Shows {
    pub violation: Option<&'static str>,
    pub line: Option<String>,
    pub schedule: String,
}

/// Writes results: one alone as an object, several as an array that grows.
pub struct Results {
    is_array: bool,
    is_first: bool,
}

impl Results {
    /// Before the first of them.
    pub fn begin(is_array: bool, out: &mut dyn Write) -> io::Result<Results> {
        if is_array {
            out.write_all(b"[")?;
        }
        Ok(Results { is_array, is_first: true })
    }

    /// Writes one.
    pub fn write(&mut self, out: &mut dyn Write, result: &impl Serialize) -> io::Result<()> {
        if !self.is_first {
            out.write_all(b",")?;
        }
        if self.is_array {
            out.write_all(b"\n")?;
        }
        self.is_first = false;
        serde_json::to_writer_pretty(&mut *out, result)?;
        out.flush()
    }

    /// Writes one that is none, as the text is wrong with these numbers.
    pub fn write_problems(
        &mut self,
        console: &mut Console,
        input: &Input,
        configuration: &Configuration,
        problems: &[Diagnostic],
    ) -> io::Result<()> {
        let all = Wrong::all(console.text(), &input.source, problems);
        let chosen = Chosen::of(input, configuration);
        self.write(console.out, &BadInput::with_problems(&input.name, &all, chosen))
    }

    /// After the last.
    pub fn end(self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.is_array { b"\n]\n" } else { b"\n" })
    }
}

/// Says why there is no result for a file: among the results, or for people.
pub fn refuse(
    file: &str,
    message: &str,
    results: Option<&mut Results>,
    console: &mut Console,
) -> io::Result<Status> {
    match results {
        Some(results) => results.write(console.out, &BadInput::without_text(file, message))?,
        None => console.complain(message)?,
    }
    Ok(Status::BadInput)
}

/// Writes the one result of a command.
pub fn write_alone(out: &mut dyn Write, result: &impl Serialize) -> io::Result<()> {
    let mut results = Results::begin(false, out)?;
    results.write(out, result)?;
    results.end(out)
}
