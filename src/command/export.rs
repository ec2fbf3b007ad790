//! `interleave export`: a program as a model for another checker, or a schedule as a script for CPython.

use super::arguments::{Export, Target};
use super::combinations::configuration;
use super::console::{Console, Status, plain};
use super::input::{Input, NoInput};
use super::play::{not_made, read_turns};
use super::problems;
use super::programs::{Wanted, find_one};
use crate::catalogue::Configuration;
use crate::export::{Unexportable, promela};
use crate::program::Program;
use crate::session::{NoScript, script_for_python};
use crate::text::{CommandLine, Language, Volume, Whole, fill};
use std::io;
use std::sync::Arc;

/// Writes the model, or the script.
pub fn export(task: &Export, console: &mut Console) -> io::Result<Status> {
    let words = console.words();
    let (files, schedule) = task.files_and_schedule();
    let numbers = &task.numbers;
    let wanted = Wanted { faults: &numbers.common.fault, set: &numbers.set, time: None };
    let input = match find_one(files, &wanted, console) {
        Ok(input) if task.catalogue.is_some() && input.entry.is_none() => {
            console.complain(&fill(words.no_such_program, &[&input.name]))?;
            return Ok(Status::BadInput);
        }
        Ok(input) => input,
        Err(NoInput(message)) => {
            console.complain(&message)?;
            return Ok(Status::BadInput);
        }
    };
    let configuration = configuration(&task.numbers);
    let program = match input.build(&configuration) {
        Ok(built) => built.program,
        Err(problems) => {
            problems::complain(console, &input, &problems)?;
            return Ok(Status::BadInput);
        }
    };
    let written = match task.to {
        Target::Promela if schedule.is_some() => {
            Err(console.text().home.needless_schedule.to_owned())
        }
        Target::Promela => model(task, &input, &configuration, &program, console),
        Target::Python => script(schedule.as_deref(), &input, &configuration, &program, console),
    };
    let written = match written {
        Ok(written) => written,
        Err(said) => {
            console.complain(&format!("{}: {said}", input.name))?;
            return Ok(Status::BadInput);
        }
    };
    match &task.output {
        None => write!(console.out, "{written}")?,
        Some(path) => {
            if let Err(problem) = std::fs::write(path, &written) {
                let path = plain(&path.to_string_lossy());
                console.complain(&format!("{path}: {}", plain(&problem.to_string())))?;
                return Ok(Status::BadInput);
            }
        }
    }
    Ok(Status::Safe)
}

/// A script that makes the schedule happen on CPython; or why there is none.
fn script(
    schedule: Option<&str>,
    input: &Input,
    configuration: &Configuration,
    program: &Arc<Program>,
    console: &Console,
) -> Result<String, String> {
    let text = console.text();
    let Some(schedule) = schedule else { return Err(text.home.no_schedule.to_owned()) };
    let turns = read_turns(program, schedule, text)?;
    let gate = Volume::Gate.text(Language::English);
    let script = script_for_python(text, gate, &input.source, &configuration.setup(), &turns);
    script.map_err(|it| match it {
        NoScript::NotWhole => text.home.roles.to_owned(),
        NoScript::NoThreads => text.home.no_threads.to_owned(),
        NoScript::Steps(problem) => not_made(program, problem, text),
    })
}

/// The model for SPIN; or why there is none.
fn model(
    task: &Export,
    input: &Input,
    configuration: &Configuration,
    program: &Program,
    console: &Console,
) -> Result<String, String> {
    let numbers = &task.numbers;
    let mut title = format!(
        "{}, producers {}, consumers {}, capacity {}, items {}",
        input.name, numbers.producers, numbers.consumers, numbers.capacity, numbers.items
    );
    for (name, value) in configuration.knobs.iter() {
        title += &format!(", {name} {value}");
    }
    if !input.faults.is_empty() {
        title += &format!(", with {}", input.faults.join(", "));
    }
    let model = promela(program, &title);
    model.map(|it| it.text).map_err(|it| sentence(console.words(), &console.text().whole, &it))
}

/// Why there is no model.
fn sentence(words: &CommandLine, whole: &Whole, problem: &Unexportable) -> String {
    match problem {
        Unexportable::Number { value, line: Some(line) } => {
            let line = (u32::from(line.0) + 1).to_string();
            fill(words.export_number, &[&line, &value.to_string()])
        }
        Unexportable::Number { value, line: None } => {
            fill(words.export_start, &[&value.to_string()])
        }
        Unexportable::Items(items) => fill(words.export_items, &[&items.to_string()]),
        Unexportable::Threads(threads) => fill(words.export_threads, &[&threads.to_string()]),
        Unexportable::EndlessOrder { name } => fill(words.export_endless_order, &[name]),
        Unexportable::Invariant(line) => {
            fill(words.export_invariant, &[&(u32::from(line.0) + 1).to_string()])
        }
        Unexportable::WholeProgram => whole.no_model.into(),
    }
}
