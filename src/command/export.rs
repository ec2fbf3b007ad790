//! `interleave export`: a program as a model for another checker.

use super::arguments::Export;
use super::combinations::configuration;
use super::console::{Console, Status, plain};
use super::input::{self, NoInput};
use super::problems;
use crate::export::{Unexportable, promela};
use crate::text::{CommandLine, Whole, fill};
use std::io;

/// Writes the model.
pub fn export(task: &Export, console: &mut Console) -> io::Result<Status> {
    let words = console.words();
    let whole = &console.text().whole;
    let file = task.file.as_ref().or(task.catalogue.as_ref());
    let Some(file) = file else { return Ok(Status::BadInput) };
    let input =
        match input::find(file, &task.numbers.common.fault, &task.numbers.set, None, console) {
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
    let model = match promela(&program, &title) {
        Ok(model) => model,
        Err(problem) => {
            let said = sentence(words, whole, &problem);
            console.complain(&format!("{}: {said}", input.name))?;
            return Ok(Status::BadInput);
        }
    };
    match &task.output {
        None => write!(console.out, "{}", model.text)?,
        Some(path) => {
            if let Err(problem) = std::fs::write(path, &model.text) {
                let path = plain(&path.to_string_lossy());
                console.complain(&format!("{path}: {}", plain(&problem.to_string())))?;
                return Ok(Status::BadInput);
            }
        }
    }
    Ok(Status::Safe)
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
