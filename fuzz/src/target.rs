//! What must hold of any text.

use interleave::engine::{Run, SchedulerKind, Simulation};
use interleave::languages::{Numbers, TargetLanguage, render};
use interleave::notation::{
    Diagnostic, Granularity, MOST_BYTES, MOST_LINES, Module, Setup, compile, parse, print,
    read as whole,
};
use interleave::program::Program;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The longest a text may take to be read.
const LONGEST: Duration = Duration::from_millis(50);

/// The longest a text may take to get its meaning.
const LONGEST_MEANING: Duration = Duration::from_millis(200);

/// How many steps a program is run for.
const STEPS: usize = 200;

/// The kinds of problems a text has, or the rule that it broke.
pub fn check(text: &str) -> Result<Vec<String>, String> {
    let (module, problems) = read(text)?;
    if !problems.is_empty() {
        return all_problems(text);
    }
    let printed = guarded("printing panicked", || print(&module))?;
    if printed.len() > MOST_BYTES || printed.lines().count() > MOST_LINES {
        return Ok(problems);
    }
    let (again, problems) = read(&printed)?;
    if !problems.is_empty() {
        return Err(format!("what is printed has problems: {}", problems.join(" ")));
    }
    if shape(&again) != shape(&module) {
        return Err("what is printed is read as something else".into());
    }
    meaning(text, &module)
}

/// Everything that is wrong with a text that cannot be read to its end.
fn all_problems(text: &str) -> Result<Vec<String>, String> {
    let setup = Setup::default();
    match guarded("compiling what could be read panicked", || whole(text, &setup))? {
        Ok(_) => Err("a text with problems got a meaning".into()),
        Err((problems, _)) => kinds_of(text, &problems),
    }
}

/// Gives a well-built text its meaning, runs it, and shows it in every language.
fn meaning(text: &str, module: &Module) -> Result<Vec<String>, String> {
    for language in TargetLanguage::ALL {
        let numbers = Numbers { producers: 2, consumers: 2, capacity: 2, items: 2, takes: 0 };
        guarded("showing it in a language panicked", || {
            let _ = render(language, module, numbers);
        })?;
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
        };
        let start = Instant::now();
        let compiled = guarded("compiling panicked", || compile(module, text, &setup))?;
        let is_slow = || {
            let start = Instant::now();
            let _ = compile(module, text, &setup);
            start.elapsed() > LONGEST_MEANING
        };
        if start.elapsed() > LONGEST_MEANING && (0..20).all(|_| is_slow()) {
            return Err("compiling takes too long".into());
        }
        match compiled {
            Ok((program, _)) => guarded("running panicked", || run(program))?,
            Err(problems) => return kinds_of(text, &problems),
        }
    }
    Ok(Vec::new())
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

/// Reads a text within its time, and looks at what is said of it.
fn read(text: &str) -> Result<(Module, Vec<String>), String> {
    let start = Instant::now();
    let (module, problems) = guarded("parsing panicked", || parse(text))?;
    // The machine may have been busy elsewhere: slow is what is slow again and again.
    if start.elapsed() > LONGEST && (0..20).all(|_| is_slow(text)) {
        return Err("parsing takes too long".into());
    }
    let kinds = kinds_of(text, &problems)?;
    Ok((module, kinds))
}

/// The kinds of these problems, each of which must stand in the text, in order.
fn kinds_of(text: &str, problems: &[Diagnostic]) -> Result<Vec<String>, String> {
    let mut kinds: Vec<String> = Vec::new();
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
        let shown = format!("{:?}", problem.problem);
        kinds.push(shown.split('(').take(2).collect::<Vec<_>>().join("("));
    }
    kinds.sort();
    kinds.dedup();
    Ok(kinds)
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

fn is_slow(text: &str) -> bool {
    let start = Instant::now();
    drop(parse(text));
    start.elapsed() > LONGEST
}

fn guarded<T>(failure: &str, run: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|_| failure.into())
}
