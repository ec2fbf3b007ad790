//! What must hold of any text.

use interleave::engine::{Run, SchedulerKind, Simulation};
use interleave::languages::{Numbers, TargetLanguage, render};
use interleave::notation::{
    Diagnostic, Granularity, Knobs, MOST_BYTES, MOST_LINES, Module, Runtime, Setup, compile,
    knobs_of, parse, print, read as whole,
};
use interleave::program::{Form, Program};
use std::sync::Arc;

/// How many steps a program is run for.
const STEPS: usize = 200;

/// Tries a text.
///
/// # Errors
///
/// The rule that it broke.
///
/// # Panics
///
/// Where the library does.
pub fn check(text: &str) -> Result<(), String> {
    let (module, problems) = parse(text);
    stand_in(text, &problems)?;
    if !problems.is_empty() {
        return all_problems(text);
    }
    let printed = print(&module);
    if printed.len() > MOST_BYTES || printed.lines().count() > MOST_LINES {
        return Ok(());
    }
    let (again, problems) = parse(&printed);
    if !problems.is_empty() {
        return Err(format!("what is printed has problems: {problems:?}"));
    }
    if shape(&again) != shape(&module) {
        return Err("what is printed is read as something else".into());
    }
    meaning(text, &module)
}

/// Everything that is wrong with a text that cannot be read to its end.
fn all_problems(text: &str) -> Result<(), String> {
    match whole(text, &Setup::default()) {
        // As a program of roles it has problems.
        Ok((program, ..)) if program.form == Form::Whole => {
            run(program);
            with_other_numbers(text)
        }
        Ok(_) => Err("a text with problems got a meaning".into()),
        Err((problems, _)) => stand_in(text, &problems),
    }
}

/// The same text with each of its constants at two more than it says.
fn with_other_numbers(text: &str) -> Result<(), String> {
    let mut knobs = Knobs::default();
    for knob in knobs_of(text) {
        knobs.set(knob.name, knob.written + 2);
    }
    match whole(text, &Setup { knobs, ..Setup::default() }) {
        Ok((program, ..)) if program.source.iter().eq(text.lines()) => {
            run(program);
            Ok(())
        }
        Ok(_) => Err("a constant that is set has changed the text".into()),
        Err((problems, _)) => stand_in(text, &problems),
    }
}

/// Gives a well-built text its meaning, runs it, and shows it in every language.
fn meaning(text: &str, module: &Module) -> Result<(), String> {
    for language in TargetLanguage::ALL {
        let numbers = Numbers { producers: 2, consumers: 2, capacity: 2, items: 2, takes: 0 };
        // That a program cannot be shown in a language is an answer too.
        let _ = render(language, module, numbers);
    }
    for granularity in Granularity::ALL {
        let setup = Setup {
            granularity,
            producers: 2,
            consumers: 2,
            capacity: 2,
            items: 3,
            takes: 2,
            spurious_wakes: true,
            knobs: Knobs::default(),
            runtime: if granularity == Granularity::Access {
                Runtime::Threads
            } else {
                Runtime::CpythonGil
            },
        };
        match compile(module, text, &setup) {
            Ok((program, _)) => run(program),
            Err(problems) => return stand_in(text, &problems),
        }
    }
    Ok(())
}

/// Sends a program into another memory, and makes some steps of what arrives there.
fn run(program: Program) {
    let arrived = Program::from_bytes(&program.to_bytes());
    assert!(arrived.is_ok(), "a program survives its way into another memory");
    let mut run = Run::new(Arc::new(program));
    let mut simulation = Simulation::new(&run, SchedulerKind::Random, 1, 0, 0);
    for _ in 0..STEPS {
        if run.ending().is_some() {
            break;
        }
        simulation.turn(&mut run);
    }
}

/// Whether these problems stand in the text, in order.
fn stand_in(text: &str, problems: &[Diagnostic]) -> Result<(), String> {
    let mut last = 0;
    for problem in problems {
        let span = problem.span;
        let words = text.get(span.range()).ok_or("a problem stands outside the text")?;
        // What is said of the text as a whole stands at its start.
        if words.is_empty() && span.range().end != text.len() && span.range().end != 0 {
            return Err("a problem shows nothing".into());
        }
        if span.start < last {
            return Err("the problems are out of order".into());
        }
        last = span.start;
    }
    Ok(())
}

/// A tree without the places of its parts.
fn shape(module: &Module) -> String {
    let mut shape = String::new();
    let whole = format!("{module:?}");
    let mut rest = whole.as_str();
    // Numbers that say where something stands come behind these words, and are left out.
    while let Some((at, word)) =
        ["start: ", "end: ", "Line("].iter().filter_map(|word| Some((rest.find(word)?, word))).min()
    {
        let after = &rest[at + word.len()..];
        shape.push_str(&rest[..at]);
        rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    shape.push_str(rest);
    shape
}
