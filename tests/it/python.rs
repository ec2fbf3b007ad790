//! Whole Python programs: what a check of all schedules says of each, and of those that cannot be run here.

mod asyncio;
mod containers;
mod documented;
mod files;
mod home;
mod knobs;
mod lint;
mod lost_updates;
mod meaning;
mod naming;
mod own;
mod processes;
mod real;
mod refused;
mod runtimes;
mod samples;
mod soft;

use interleave::checker::{self, Options, Outcomes, Verdict};
use interleave::notation::{Diagnostic, Problem, Refusal, Setup, read};
use interleave::program::Program;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// The program of a text.
fn program(text: &str) -> Result<Program, Vec<Diagnostic>> {
    read(text, &Setup::default()).map(|(program, ..)| program).map_err(|(problems, _)| problems)
}

/// `safe`, `undecided`, or the name of the violation, of a text that can be run.
fn verdict(text: &str) -> String {
    let program = program(text).unwrap_or_else(|problems| panic!("refused: {problems:?}"));
    let report =
        checker::check(&Arc::new(program), &Options::default(), &mut |_| ControlFlow::Continue(()));
    match report.verdict {
        Verdict::Safe => "safe".into(),
        Verdict::Violated(found) => found.kind.name().into(),
        Verdict::Undecided(_) => "undecided".into(),
    }
}

/// The refusals of a text, each with its line.
fn refusals(text: &str) -> Vec<(usize, Refusal)> {
    let problems = program(text).expect_err("it is refused");
    let line = |it: &Diagnostic| 1 + text[..it.span.start as usize].matches('\n').count();
    problems
        .iter()
        .map(|it| match &it.problem {
            Problem::Python(refused) => (line(it), refused.what),
            other => panic!("{other:?} is no refusal"),
        })
        .collect()
}

/// Whether a text ends, by name, and the last lines that it can print, in the order of the alphabet.
fn last_lines(text: &str) -> (&'static str, Vec<String>) {
    let program = program(text).unwrap_or_else(|problems| panic!("refused: {problems:?}"));
    let options = Options::default();
    match checker::outcomes(&Arc::new(program), &options, &mut |_| ControlFlow::Continue(())) {
        Outcomes::Known { ends, lines: Some(lines) } => {
            let mut lines: Vec<String> = lines.into_iter().map(|it| it.line).collect();
            lines.sort();
            (ends.name(), lines)
        }
        other => panic!("not known: {other:?}"),
    }
}

/// The last lines that a text can print, each with a schedule that leads there.
fn last_lines_with_schedules(text: &str) -> Vec<(String, Vec<interleave::engine::Turn>)> {
    let program = program(text).unwrap_or_else(|problems| panic!("refused: {problems:?}"));
    let options = Options::default();
    match checker::outcomes(&Arc::new(program), &options, &mut |_| ControlFlow::Continue(())) {
        Outcomes::Known { lines: Some(lines), .. } => {
            lines.into_iter().map(|it| (it.line, it.schedule)).collect()
        }
        other => panic!("not known: {other:?}"),
    }
}

/// No text makes it panic, hang or grow: programs with pieces taken out, doubled and exchanged.
fn are_refused_or_run_when_damaged(texts: impl Iterator<Item = String>, mut seed: u64) {
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % below.max(1)
    };
    for whole in texts {
        let pieces: Vec<&str> = whole.split_inclusive([' ', '\n', '(', ')', '.', ',']).collect();
        for _ in 0..12 {
            let mut changed = pieces.clone();
            for _ in 0..1 + next(3) {
                let (at, other) = (next(changed.len()), next(changed.len()));
                match next(3) {
                    0 => drop(changed.remove(at)),
                    1 => changed.insert(other, pieces[at.min(pieces.len() - 1)]),
                    _ => changed.swap(at, other),
                }
            }
            let text: String = changed.concat();
            if let Err(problems) = program(&text) {
                let inside = |end: u32| text.is_char_boundary((end as usize).min(text.len()));
                assert!(!problems.is_empty(), "refused for nothing:\n{text}");
                assert!(problems.iter().all(|it| inside(it.span.start) && inside(it.span.end)));
            }
        }
    }
}

/// What came of a program under CPython.
struct Said {
    out: String,
    error: String,
    is_success: bool,
}

impl Said {
    fn last_line(&self) -> &str {
        self.out.lines().last().unwrap_or_default()
    }
}

/// How a program that CPython was given came out.
enum Came {
    /// It has ended, in whatever way.
    Ended(Said),
    /// It had not ended when its time was over.
    Hung,
}

/// Runs a program under CPython; `None` where there is none, which is said.
fn python(path: &Path) -> Option<Said> {
    match run_for(path, Duration::from_secs(60))? {
        Came::Ended(said) => Some(said),
        Came::Hung => panic!("{path:?} hangs under CPython"),
    }
}

/// Runs a program under CPython for as long as this; `None` where there is no CPython, which is said.
fn run_for(path: &Path, limit: Duration) -> Option<Came> {
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("not looked at: there is no python3 here");
        return None;
    }
    let mut command = Command::new("python3");
    command.arg(path).stdout(Stdio::piped()).stderr(Stdio::piped());
    // Its processes are ended with it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn().expect("python3 starts");
    let begin = Instant::now();
    while child.try_wait().expect("it can be asked").is_none() {
        if begin.elapsed() > limit {
            if cfg!(unix) {
                let group = format!("-{}", child.id());
                Command::new("kill")
                    .args(["-9", "--", &group])
                    .status()
                    .expect("they can be ended");
            } else {
                child.kill().expect("it can be ended");
            }
            child.wait().expect("it has been ended");
            return Some(Came::Hung);
        }
        thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().expect("it has ended");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let is_success = output.status.success();
    Some(Came::Ended(Said { out: text(output.stdout), error: text(output.stderr), is_success }))
}
