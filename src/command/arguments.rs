//! What can be asked for on the command line.

use super::combinations::{Asked, Span};
use crate::catalogue::{Granularity, Runtime, Setting};
use crate::checker::Options;
use crate::engine::{SchedulerKind, ViolationKind};
use crate::session::RunForm;
use crate::text::Language;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::ffi::{OsStr, OsString};

const STATUS: &str = "\
Exit status: 0 safe, 1 violated, 2 bad input (a file, a text, a schedule, an argument), 3 not decided.
Of several results the worst counts, in the order 2, 1, 3, 0.

FILE is a program in the notation (a part of Python), - for standard input, or the id of a program
of the catalogue (interleave list). Write ./NAME for a file whose name is an id. Files that another
one imports are one program with it: main.py buffer.py.";

const OUTCOMES_STATUS: &str = "\
Exit status: 0 all of them are known, 2 bad input (a file, a text, an argument), 3 not decided.
Of several the worst counts, in the order 2, 3, 0.";

const LINT_STATUS: &str = "\
Exit status: 0 nothing stands out, 1 something does, 2 bad input (a file, a text that is no whole program, an argument).
Of several the worst counts, in the order 2, 1, 0.";

const GRADE_STATUS: &str = "\
Exit status: 0 every answer is right, 1 some are not, 2 a file or a hand-in cannot be read, 3 some could not be decided.
Of several the worst counts, in the order 2, 1, 3, 0.";

/// Checks concurrent programs: every schedule, and the shortest that breaks a rule.
#[derive(Debug, Parser)]
#[command(name = "interleave", version, after_help = STATUS)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub task: Task,
    /// The language of sentences: en or pt-BR. Without it the environment's (LANG), or English.
    #[arg(long, global = true, value_name = "TAG", value_parser = language)]
    pub language: Option<Language>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Look through every schedule: safe, or the shortest one that breaks a rule
    #[command(after_help = STATUS)]
    Check(Check),
    /// Find every line that a whole Python program can print last, with a schedule for each
    #[command(after_help = OUTCOMES_STATUS)]
    Outcomes(Outcomes),
    /// Say what looks wrong in a whole Python program without running it, and what the checker knows of that
    #[command(after_help = LINT_STATUS)]
    Lint(Lint),
    /// Run once, on simulated threads, and print every step
    #[command(after_help = STATUS)]
    Run(Run),
    /// Make the steps of a schedule again
    #[command(after_help = STATUS)]
    Replay(Replay),
    /// List the programs of the catalogue: id, title, origin, faults, expected verdicts
    List(List),
    /// Write a program as a model for another checker, or a schedule as a script for CPython: see docs/export.md
    #[command(after_help = STATUS)]
    Export(Export),
    /// Judge hand-in links again, and write what came of them as CSV: see docs/teaching.md
    #[command(after_help = GRADE_STATUS)]
    Grade(Grade),
}

/// `interleave check`.
#[derive(Debug, Args)]
pub struct Check {
    /// The programs: files, - for standard input, or ids of the catalogue
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<OsString>,
    /// How many producers: a number, or a range such as 1..3, both ends included
    #[arg(short, long, value_name = "P", default_value = "1", value_parser = span(Setting::Producers))]
    pub producers: Span,
    /// How many consumers, or a range
    #[arg(short, long, value_name = "C", default_value = "1", value_parser = span(Setting::Consumers))]
    pub consumers: Span,
    /// What the constant `capacity` is, or a range
    #[arg(short = 'n', long, value_name = "N", default_value = "1", value_parser = span(Setting::Capacity))]
    pub capacity: Span,
    /// How many items each producer makes, or a range; 0 is without end
    #[arg(short, long, value_name = "K", default_value = "0", value_parser = span(Setting::Items))]
    pub items: Span,
    /// Set a constant of a whole Python program, or let it go through a range: WORKERS=1..3. The text stays as it is
    #[arg(long, value_name = "NAME=V", value_parser = Asked::parse)]
    pub set: Vec<Asked>,
    /// What runs the threads: threads (the language's promise), cpython-gil, or all, one after the other
    #[arg(long, value_name = "R", default_value = "threads", value_parser = runtimes)]
    pub runtime: Runtimes,
    #[command(flatten)]
    pub common: Common,
    /// Let these count too: mutual-exclusion, which otherwise is only shown, or starvation, which
    /// otherwise is not looked for
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = kind)]
    pub stop_on: Vec<ViolationKind>,
    /// Do not let these count
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = kind)]
    pub ignore: Vec<ViolationKind>,
    #[command(flatten)]
    pub limits: Limits,
    /// How many threads search
    #[arg(long, value_name = "T", default_value = "1", value_parser = threads)]
    pub threads: usize,
    /// Look at every state there is: no symmetry, no partial-order reduction. The verdict is
    /// the same, and the states counted are all of them
    #[arg(long)]
    pub all_states: bool,
}

/// How far a search may go.
#[derive(Debug, Args)]
pub struct Limits {
    /// Give up beyond so many states
    #[arg(long, value_name = "M", default_value_t = Options::default().most_states)]
    pub max_states: u64,
    /// Give up before more memory than this is used: bytes, or such as 512M, 2G
    #[arg(long, value_name = "M", default_value = "1G", value_parser = bytes)]
    pub max_memory: u64,
    /// Give up after so many seconds, for each check
    #[arg(long, value_name = "S", value_parser = seconds)]
    pub time: Option<f64>,
}

/// `interleave outcomes`.
#[derive(Debug, Args)]
pub struct Outcomes {
    /// The programs: files, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<OsString>,
    /// Set a constant of the program, or let it go through a range: WORKERS=1..3. The text stays as it is
    #[arg(long, value_name = "NAME=V", value_parser = Asked::parse)]
    pub set: Vec<Asked>,
    /// How fine a step is: operation, statement or access
    #[arg(short, long, value_name = "G", default_value = "access", value_parser = granularity)]
    pub granularity: Granularity,
    /// What runs the threads: threads (the language's promise) or cpython-gil
    #[arg(long, value_name = "R", default_value = "threads", value_parser = runtime)]
    pub runtime: Runtime,
    /// Threads that wait at a condition may wake without having been notified
    #[arg(long)]
    pub spurious: bool,
    /// Print JSON: see docs/command-line.md
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub limits: Limits,
}

/// `interleave lint`.
#[derive(Debug, Args)]
pub struct Lint {
    /// The programs: files, - for standard input, or ids of the catalogue
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<OsString>,
    /// Switch on a fault of a program of the catalogue
    #[arg(short, long, value_name = "F", value_delimiter = ',')]
    pub fault: Vec<String>,
    /// Print JSON: see docs/command-line.md
    #[arg(long)]
    pub json: bool,
}

/// What several commands share.
#[derive(Debug, Args)]
pub struct Common {
    /// How many items each consumer takes before it ends; 0 is without end
    #[arg(long, value_name = "Q", default_value = "0", value_parser = number(Setting::Takes))]
    pub takes: u32,
    /// How fine a step is: operation, statement or access
    #[arg(short, long, value_name = "G", default_value = "access", value_parser = granularity)]
    pub granularity: Granularity,
    /// Threads that wait at a condition may wake without having been notified
    #[arg(long)]
    pub spurious: bool,
    /// Switch on a fault of a program of the catalogue
    #[arg(short, long, value_name = "F", value_delimiter = ',')]
    pub fault: Vec<String>,
    /// Print JSON: see docs/command-line.md
    #[arg(long)]
    pub json: bool,
}

/// The numbers of one run.
#[derive(Debug, Args)]
pub struct Numbers {
    /// How many producers
    #[arg(short, long, value_name = "P", default_value = "1", value_parser = number(Setting::Producers))]
    pub producers: u32,
    /// How many consumers
    #[arg(short, long, value_name = "C", default_value = "1", value_parser = number(Setting::Consumers))]
    pub consumers: u32,
    /// What the constant `capacity` is
    #[arg(short = 'n', long, value_name = "N", default_value = "1", value_parser = number(Setting::Capacity))]
    pub capacity: u32,
    /// How many items each producer makes; 0 is without end
    #[arg(short, long, value_name = "K", default_value = "0", value_parser = number(Setting::Items))]
    pub items: u32,
    /// Set a constant of a whole Python program: WORKERS=3. The text stays as it is
    #[arg(long, value_name = "NAME=V", value_parser = one_asked)]
    pub set: Vec<Asked>,
    /// What runs the threads: threads (the language's promise) or cpython-gil
    #[arg(long, value_name = "R", default_value = "threads", value_parser = runtime)]
    pub runtime: Runtime,
    #[command(flatten)]
    pub common: Common,
}

/// The runtimes that a check goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Runtimes(pub &'static [Runtime]);

/// As what the steps of a run are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// A table: number, thread, line, its text, what it did.
    Csv,
    /// A sequence diagram for Mermaid, which Markdown of many places shows.
    Mermaid,
    /// A sequence diagram as a picture.
    Svg,
}

impl From<Form> for RunForm {
    fn from(form: Form) -> RunForm {
        match form {
            Form::Csv => RunForm::Csv,
            Form::Mermaid => RunForm::Mermaid,
            Form::Svg => RunForm::Svg,
        }
    }
}

/// `interleave run`.
#[derive(Debug, Args)]
pub struct Run {
    /// The program: a file and those that it imports, - for standard input, or an id of the catalogue
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<OsString>,
    #[command(flatten)]
    pub numbers: Numbers,
    /// The seed of the scheduler: the same seed gives the same run forever
    #[arg(long, value_name = "S", default_value_t = 1, conflicts_with = "schedule")]
    pub seed: u64,
    /// Who goes next: random, round-robin, priority, time-slice or against-you
    #[arg(long, value_name = "NAME", default_value = "random", value_parser = scheduler, conflicts_with = "schedule")]
    pub scheduler: SchedulerKind,
    /// Make the steps of this schedule, as replay does
    #[arg(long, value_name = "TEXT")]
    pub schedule: Option<String>,
    /// Stop after so many steps
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(..=100_000))]
    pub steps: u32,
    /// Write the steps for another program: csv, mermaid or svg (a sequence diagram)
    #[arg(long, value_name = "FORM", value_enum, conflicts_with = "json")]
    pub to: Option<Form>,
}

/// `interleave replay`.
#[derive(Debug, Args)]
#[command(override_usage = "interleave replay [OPTIONS] <FILE>... <SCHEDULE>")]
pub struct Replay {
    /// The program: a file and those that it imports, - for standard input, or an id of the catalogue. Behind it
    /// the schedule, as check and run print it, in quotes
    #[arg(required = true, value_name = "FILE")]
    words: Vec<OsString>,
    #[command(flatten)]
    pub numbers: Numbers,
    /// Write the steps for another program: csv, mermaid or svg (a sequence diagram)
    #[arg(long, value_name = "FORM", value_enum, conflicts_with = "json")]
    pub to: Option<Form>,
}

impl Replay {
    /// The files, and the schedule behind them.
    pub fn files_and_schedule(&self) -> (&[OsString], String) {
        match self.words.split_last() {
            Some((schedule, files)) => (files, schedule.to_string_lossy().into_owned()),
            None => (&[], String::new()),
        }
    }
}

/// `interleave list`.
#[derive(Debug, Args)]
pub struct List {
    /// Print JSON: see docs/command-line.md
    #[arg(long)]
    pub json: bool,
}

/// As what a program is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Target {
    /// A model for SPIN.
    Promela,
    /// A script for CPython.
    Python,
}

/// `interleave export`.
#[derive(Debug, Args)]
pub struct Export {
    /// The program: a file and those that it imports, - for standard input, or an id of the catalogue. Of python, behind
    /// it the schedule that the script makes happen, as check and run print it, in quotes
    #[arg(
        value_name = "FILE",
        required_unless_present = "catalogue",
        conflicts_with = "catalogue"
    )]
    words: Vec<OsString>,
    /// A program of the catalogue, by its id
    #[arg(long, value_name = "ID")]
    pub catalogue: Option<OsString>,
    /// As what: promela, a model for the checker SPIN; python, a script that makes a schedule happen on CPython
    #[arg(long, value_name = "LANGUAGE", value_enum)]
    pub to: Target,
    /// Where to write it; without it, to standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<OsString>,
    #[command(flatten)]
    pub numbers: Numbers,
}

impl Export {
    /// The files, and the schedule behind them: the last word, unless it is a file of Python too.
    pub fn files_and_schedule(&self) -> (&[OsString], Option<String>) {
        if let Some(id) = &self.catalogue {
            return (std::slice::from_ref(id), None);
        }
        match self.words.split_last() {
            Some((last, files)) if !files.is_empty() && !is_python_file(last) => {
                (files, Some(last.to_string_lossy().into_owned()))
            }
            _ => (&self.words, None),
        }
    }
}

fn is_python_file(word: &OsStr) -> bool {
    std::path::Path::new(word).extension().is_some_and(|it| it == "py")
}

/// `interleave grade`.
#[derive(Debug, Args)]
pub struct Grade {
    /// CSV with hand-in links in any column, or texts with a link a line; - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<OsString>,
    /// How many threads judge
    #[arg(long, value_name = "T", default_value = "2", value_parser = threads)]
    pub threads: usize,
}

/// Reads the arguments; the first is the name of the program.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments, clap::Error> {
    let parsed = Arguments::try_parse_from(with_every_name_marked(arguments))?;
    match &parsed.task {
        Task::Replay(replay) if replay.words.len() < 2 => {
            let mut command = Arguments::command();
            let missing = "the schedule is missing: it stands behind the files, in quotes";
            Err(command.error(ErrorKind::MissingRequiredArgument, missing))
        }
        _ => Ok(parsed),
    }
}

/// `--stop-on a b FILE` as `--stop-on a --stop-on b FILE`: names go on for as long as they
/// are names of violations.
fn with_every_name_marked(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut marked: Vec<OsString> = Vec::new();
    let mut option: Option<&'static str> = None;
    let mut wants_value = false;
    for argument in arguments {
        if let Some(name) = ["--stop-on", "--ignore"].into_iter().find(|it| argument == *it) {
            (option, wants_value) = (Some(name), true);
        } else if wants_value {
            wants_value = false;
        } else if let Some(option) = option.filter(|_| is_kind(&argument)) {
            marked.push(option.into());
        } else {
            option = None;
        }
        marked.push(argument);
    }
    marked
}

fn is_kind(argument: &OsStr) -> bool {
    argument.to_str().is_some_and(|it| ViolationKind::named(it).is_some())
}

fn kind(text: &str) -> Result<ViolationKind, String> {
    let known = || ViolationKind::ALL.map(ViolationKind::name).join(", ");
    ViolationKind::named(text).ok_or_else(|| format!("the violations are {}", known()))
}

fn granularity(text: &str) -> Result<Granularity, String> {
    let known = || Granularity::ALL.map(Granularity::name).join(", ");
    Granularity::named(text).ok_or_else(|| format!("a step is one of {}", known()))
}

fn runtime(text: &str) -> Result<Runtime, String> {
    let known = || Runtime::ALL.map(Runtime::name).join(", ");
    Runtime::named(text).ok_or_else(|| format!("the runtimes are {}", known()))
}

fn runtimes(text: &str) -> Result<Runtimes, String> {
    const ALL: &[Runtime] = &Runtime::ALL;
    if text == "all" {
        return Ok(Runtimes(ALL));
    }
    let place = ALL.iter().position(|it| it.name() == text);
    let known = || Runtime::ALL.map(Runtime::name).join(", ");
    place
        .map(|it| Runtimes(&ALL[it..=it]))
        .ok_or_else(|| format!("the runtimes are {}, and all goes through them", known()))
}

fn language(text: &str) -> Result<Language, String> {
    let known = || Language::ALL.map(Language::tag).join(", ");
    Language::for_tag(text).ok_or_else(|| format!("the languages are {}", known()))
}

fn scheduler(text: &str) -> Result<SchedulerKind, String> {
    let known = || SchedulerKind::ALL.map(SchedulerKind::name).join(", ");
    SchedulerKind::named(text).ok_or_else(|| format!("the schedulers are {}", known()))
}

fn span(setting: Setting) -> impl Fn(&str) -> Result<Span, String> + Clone + Send + Sync + 'static {
    move |text| Span::parse(text, setting.range())
}

fn number(
    setting: Setting,
) -> impl Fn(&str) -> Result<u32, String> + Clone + Send + Sync + 'static {
    move |text| match Span::parse(text, setting.range())? {
        Span { least, most } if least == most => Ok(least),
        _ => Err("only check takes ranges".into()),
    }
}

fn one_asked(text: &str) -> Result<Asked, String> {
    match Asked::parse(text)? {
        it if it.span.least == it.span.most => Ok(it),
        _ => Err("only check and outcomes take ranges".into()),
    }
}

fn threads(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|it| (1..=256).contains(it));
    number.ok_or_else(|| "a number from 1 to 256".into())
}

fn seconds(text: &str) -> Result<f64, String> {
    // Longer than anybody waits, and short enough to be a duration.
    let number = text.parse().ok().filter(|it: &f64| *it > 0.0 && *it <= 1e9);
    number.ok_or_else(|| "a number of seconds above 0, such as 10 or 0.5".into())
}

/// A number of bytes: `1000000`, `512M`, `2G`, `2GiB`. Letters stand for powers of 1024.
fn bytes(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let power = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => Some(0),
        "K" | "KB" | "KIB" => Some(1),
        "M" | "MB" | "MIB" => Some(2),
        "G" | "GB" | "GIB" => Some(3),
        "T" | "TB" | "TIB" => Some(4),
        _ => None,
    };
    let number: Option<u64> = digits.parse().ok();
    let bytes = number.zip(power).and_then(|(number, power)| number.checked_mul(1 << (10 * power)));
    bytes.filter(|it| *it > 0).ok_or_else(|| "a number of bytes, such as 512M or 2G".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str) -> Check {
        let words = line.split_whitespace().map(OsString::from);
        let arguments = parse(words).unwrap_or_else(|it| panic!("{line}: {it}"));
        let Task::Check(check) = arguments.task else { panic!("{line}") };
        check
    }

    #[test]
    fn the_definition_of_the_arguments_holds_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn defaults_are_those_of_the_design() {
        let given = check("interleave check a.py");
        let one = Span { least: 1, most: 1 };
        assert_eq!((given.producers, given.consumers, given.capacity), (one, one, one));
        assert_eq!(given.items, Span { least: 0, most: 0 });
        assert_eq!(given.common.granularity, Granularity::Access);
        let defaults = Options::default();
        assert_eq!(given.limits.max_states, defaults.most_states);
        assert_eq!(given.limits.max_memory, defaults.most_bytes);
    }

    #[test]
    fn several_names_may_follow_one_option_and_files_may_follow_them() {
        use ViolationKind::*;
        for line in [
            "interleave check --stop-on invariant starvation --ignore order deadlock a.py b.py",
            "interleave check a.py --stop-on invariant,starvation b.py --ignore order,deadlock",
            "interleave check a.py b.py --ignore order --stop-on invariant starvation --ignore deadlock",
        ] {
            let given = check(line);
            assert_eq!(given.stop_on, [Invariant, Starvation], "{line}");
            assert_eq!(given.ignore, [Order, Deadlock], "{line}");
            assert_eq!(given.files, ["a.py", "b.py"], "{line}");
        }
    }

    #[test]
    fn memory_is_said_in_bytes_or_with_a_letter() {
        let check = |text, expected| assert_eq!(bytes(text).ok(), expected, "{text}");
        check("1000", Some(1000));
        check("512M", Some(512 << 20));
        check("2g", Some(2 << 30));
        check("2GiB", Some(2 << 30));
        for wrong in ["", "0", "M", "1.5G", "-1", "1X", "99999999999999999999", "20000000T", "1é"]
        {
            check(wrong, None);
        }
    }
}
