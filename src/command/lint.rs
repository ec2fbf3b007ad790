//! `interleave lint`: what a text looks as if it had wrong, and what the checker knows of that.

use super::arguments::Lint as Task;
use super::console::{Console, Look, Status};
use super::input::{self, Input, NoInput};
use super::json::{self, Found, Linted, Results, Shows};
use super::programs::{Wanted, find_all};
use crate::catalogue::Configuration;
use crate::checker::Options;
use crate::engine::{Turn, write_schedule};
use crate::notation::{Lint, lint};
use crate::program::{Form, Program, place_in};
use crate::session::{LintVerdict, describe_lint, judge_lints, place_of};
use crate::text::{Passages, Volume, fill};
use std::io;
use std::ops::ControlFlow;

/// So many states are looked at in each search.
const MOST_STATES: u64 = 500_000;

/// Looks at all files.
pub fn lint_all(task: &Task, console: &mut Console) -> io::Result<Status> {
    if input::is_asked_for_twice(&task.files) {
        console.complain(console.words().standard_input_twice)?;
        return Ok(Status::BadInput);
    }
    let wanted = Wanted { faults: &task.fault, set: &[], time: None };
    let programs = find_all(&task.files, &wanted, console);
    let mut results = match task.json {
        true => Some(Results::begin(programs.len() > 1, console.out)?),
        false => None,
    };
    let mut worst = Status::Safe;
    for (file, input) in programs {
        let input = match input {
            Ok(input) => input,
            Err(NoInput(message)) => {
                worst = worst.or_worse(json::refuse(&file, &message, results.as_mut(), console)?);
                continue;
            }
        };
        worst = worst.or_worse(of_input(&input, results.as_mut(), console)?);
    }
    if let Some(results) = results {
        results.end(console.out)?;
    }
    Ok(worst)
}

fn of_input(
    input: &Input,
    results: Option<&mut Results>,
    console: &mut Console,
) -> io::Result<Status> {
    let text = console.text();
    let configuration = input.entry.map_or_else(Configuration::default, Configuration::of);
    let built = input.build(&configuration).ok().map(|it| it.program);
    if built.as_ref().is_some_and(|it| it.form == Form::Roles) {
        let message = fill(text.command.lint_not_whole, &[&input.name]);
        return json::refuse(&input.name, &message, results, console);
    }
    let options = Options { most_states: MOST_STATES, ..Options::default() };
    let mut go_on = |_: &_| ControlFlow::Continue(());
    let judged = built.as_ref().map(|it| judge_lints(&input.source, it, &options, &mut go_on));
    let mut verdicts = judged.into_iter().flatten();
    let sentences = Passages::read(Volume::Lint.text(console.language()));
    let tell = |it: &Lint| {
        let verdict = verdicts.next().unwrap_or(LintVerdict::Open);
        tell(&sentences, input, built.as_deref(), it, verdict)
    };
    let found: Vec<Found> = lint(&input.source).iter().map(tell).collect();
    let status = if found.is_empty() { Status::Safe } else { Status::Violated };
    match results {
        Some(results) => {
            results.write(console.out, &Linted { file: &input.name, findings: &found })?;
        }
        None if found.is_empty() => {
            console.say(&fill(text.command.lint_nothing, &[&input.name]))?
        }
        None => {
            for it in &found {
                print(console, input, it)?;
            }
        }
    }
    Ok(status)
}

fn print(console: &mut Console, input: &Input, found: &Found) -> io::Result<()> {
    let text = console.text();
    let path = input.path_of(found.in_file.as_deref());
    let place = format!("{path}:{}:{}:", found.line, found.column);
    let place = console.look(Look::Faint, &place);
    console.say(&format!("{place} {}: {}", found.kind, found.message))?;
    if let Some(Shows { violation, line, schedule }) = &found.shown_by {
        let said = match (violation, line) {
            (Some(violation), _) => fill(text.command.lint_shown, &[violation, schedule]),
            (None, line) => {
                fill(text.command.lint_other_line, &[line.as_deref().unwrap_or_default(), schedule])
            }
        };
        console.say(&format!("  {said}"))?;
    } else if found.is_harmless {
        console.say(&format!("  {}", text.lint.harmless))?;
    }
    Ok(())
}

fn tell(
    sentences: &Passages,
    input: &Input,
    program: Option<&Program>,
    found: &Lint,
    verdict: LintVerdict,
) -> Found {
    let (line, column) = place_of(&input.source, found.span);
    let (file, line) = place_in(input.source.lines(), line - 1);
    let written = |turns: &[Turn]| program.map(|it| write_schedule(it, turns)).unwrap_or_default();
    let is_harmless = verdict == LintVerdict::Harmless;
    let shown_by = match verdict {
        LintVerdict::Breaks(found) => Some(Shows {
            violation: Some(found.kind.name()),
            line: None,
            schedule: written(&found.schedule),
        }),
        LintVerdict::Prints(other) => Some(Shows {
            violation: None,
            schedule: written(&other.schedule),
            line: Some(other.line),
        }),
        LintVerdict::Harmless | LintVerdict::Open => None,
    };
    Found {
        kind: found.kind.name(),
        in_file: file.map(str::to_owned),
        line,
        column,
        message: describe_lint(Some(sentences), found),
        shown_by,
        is_harmless,
    }
}
