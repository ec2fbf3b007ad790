//! `interleave check`: every schedule of every file with every choice of numbers.

use super::arguments::Check;
use super::combinations::{MOST_COMBINATIONS, configurations};
use super::console::{Console, Status};
use super::input::{self, Built, Input, NoInput};
use super::json::{self, Results};
use super::problems;
use super::programs::{Wanted, find_all};
use super::soft::{self, SoftStory};
use super::story::{self, Story};
use super::verdict;
use super::watch::Watch;
use super::wording::{counted, number};
use crate::catalogue::Configuration;
use crate::checker::{self, Ends, Options, Report, Verdict, WhyUndecided};
use crate::engine::ViolationKind;
use crate::notation::Diagnostic;
use crate::program::Program;
use crate::session::{Ran, describe_growth, describe_ran};
use crate::text::fill;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Instant;

/// The result of one check.
pub struct Checked<'a> {
    /// What was checked.
    pub input: &'a Input,
    /// With which numbers.
    pub configuration: Configuration,
    /// What was asked for.
    pub task: &'a Check,
    /// What the checker says; `None` where it failed, which is a defect of it.
    pub report: Option<Report>,
    /// What went wrong, if something did.
    pub story: Option<Story>,
    /// What is only shown.
    pub shown: Vec<Story>,
    /// What changes no verdict.
    pub soft: Vec<SoftStory>,
    /// Whether the program ends, where that was asked and is known.
    pub ends: Option<Ends>,
    /// The program.
    pub program: Arc<Program>,
    /// Which threads ran, with which numbers, and what was taken for granted.
    pub ran: Ran,
    /// What the text may not be meant to say.
    pub warnings: Vec<Diagnostic>,
    /// What is said of what grows without end.
    pub growth: Vec<String>,
    /// How long it took.
    pub seconds: f64,
}

impl Checked<'_> {
    /// How the command ends, if this is all.
    pub fn status(&self) -> Status {
        match self.report.as_ref().map(|it| &it.verdict) {
            Some(Verdict::Safe) => Status::Safe,
            Some(Verdict::Violated(_)) => Status::Violated,
            Some(Verdict::Undecided(_)) | None => Status::Undecided,
        }
    }
}

/// The results of one file, for a table.
pub struct Row<'a> {
    /// With which numbers.
    pub configuration: Configuration,
    /// The result; `None` where the text is wrong with these numbers.
    pub checked: Option<Checked<'a>>,
}

/// How many results ended in which way.
#[derive(Default)]
struct Tally([u64; 4]);

impl Tally {
    fn count(&mut self, status: Status) {
        self.0[status as usize] += 1;
    }

    fn has(&self, status: Status) -> bool {
        self.0[status as usize] > 0
    }

    fn sentence(&self, console: &Console) -> String {
        let words = console.words();
        let [safe, violated, bad_input, undecided] = self.0;
        let all = counted(words, words.checks, self.0.iter().sum());
        let counts = [safe, violated, undecided, bad_input].map(|it| it.to_string());
        fill(words.summary, &[&all, &counts[0], &counts[1], &counts[2], &counts[3]])
    }
}

/// Checks everything that was asked for, and prints each result as soon as it is there.
pub fn check(task: &Check, console: &mut Console) -> io::Result<Status> {
    let configurations = match configurations(task) {
        Ok(configurations) => configurations,
        Err(count) => return too_many(count, console),
    };
    if input::is_asked_for_twice(&task.files) {
        console.complain(console.words().standard_input_twice)?;
        return Ok(Status::BadInput);
    }
    let wanted = Wanted { faults: &task.common.fault, set: &task.set, time: task.limits.time };
    let programs = find_all(&task.files, &wanted, console);
    let is_array = programs.len() > 1 || configurations.len() > 1;
    let mut results = match task.common.json {
        true => Some(Results::begin(is_array, console.out)?),
        false => None,
    };
    start_threads(task.threads);
    let mut tally = Tally::default();
    let mut worst = Status::Safe;
    let mut was_long = false;
    let has_summary = programs.len() > 1;
    for (file, input) in programs {
        let statuses = match input {
            Ok(input) => {
                if was_long && results.is_none() {
                    console.say("")?;
                }
                check_file(task, &input, &configurations, results.as_mut(), console)?
            }
            Err(NoInput(message)) => {
                vec![json::refuse(&file, &message, results.as_mut(), console)?]
            }
        };
        // What is safe takes one line; a story or a table is set apart.
        was_long = statuses != [Status::Safe] && statuses != [Status::BadInput];
        for status in statuses {
            tally.count(status);
            worst = worst.or_worse(status);
        }
    }
    match results {
        Some(results) => results.end(console.out)?,
        None => {
            if has_summary {
                console.say("")?;
            }
            // It is so of all that are safe, and said once.
            if tally.has(Status::Safe) && leaves_open_starvation(task) {
                console.say(console.words().not_asked)?;
            }
            if has_summary {
                console.say(&tally.sentence(console))?;
            }
        }
    }
    Ok(worst)
}

/// Says that there is too much to go through.
pub(super) fn too_many(count: u64, console: &mut Console) -> io::Result<Status> {
    let words = console.words();
    let said = [&*number(words, count), &*number(words, MOST_COMBINATIONS)];
    console.complain(&fill(words.too_many_combinations, &said))?;
    Ok(Status::BadInput)
}

/// Checks one file, and answers how each check ended.
fn check_file(
    task: &Check,
    input: &Input,
    configurations: &[Configuration],
    mut results: Option<&mut Results>,
    console: &mut Console,
) -> io::Result<Vec<Status>> {
    let mut rows = Vec::new();
    let mut statuses = Vec::new();
    let mut said: Vec<Diagnostic> = Vec::new();
    let mut warned: Vec<Diagnostic> = Vec::new();
    for &configuration in configurations {
        let Built { program, warnings } = match input.build(&configuration) {
            Ok(built) => built,
            Err(problems) => {
                match &mut results {
                    Some(results) => {
                        results.write_problems(console, input, &configuration, &problems)?;
                    }
                    // Most problems have nothing to do with the numbers: they are said once.
                    None if problems != said => problems::complain(console, input, &problems)?,
                    None => {}
                }
                said = problems;
                statuses.push(Status::BadInput);
                rows.push(Row { configuration, checked: None });
                continue;
            }
        };
        // Those that have nothing to do with the numbers are said once.
        if results.is_none() && warnings != warned {
            problems::warn(console, input, &warnings)?;
        }
        let mut checked = check_one(task, input, configuration, &program, console)?;
        if results.is_some() || configurations.len() == 1 {
            look_further(&mut checked, results.is_some(), console)?;
        }
        warned.clone_from(&warnings);
        checked.warnings = warnings;
        statuses.push(checked.status());
        if let Some(results) = &mut results {
            let text = console.text();
            results.write(console.out, &verdict::as_json(text, &checked))?;
        } else if let [_] = configurations {
            verdict::print(console, &checked)?;
        } else {
            rows.push(Row { configuration, checked: Some(checked) });
        }
    }
    if results.is_none() && configurations.len() > 1 {
        verdict::print_table(console, input, &rows)?;
    }
    Ok(statuses)
}

fn check_one<'a>(
    task: &'a Check,
    input: &'a Input,
    configuration: Configuration,
    program: &Arc<Program>,
    console: &mut Console,
) -> io::Result<Checked<'a>> {
    let options = options(task);
    let begin = Instant::now();
    let mut watch = Watch::new(&task.limits, begin);
    let report = catch_unwind(AssertUnwindSafe(|| {
        checker::check(program, &options, &mut |progress| watch.look(progress, console))
    }));
    let seconds = begin.elapsed().as_secs_f64();
    watch.clear(console)?;
    let tell = |it| story::tell(console.text(), program, it);
    let report = report.ok();
    let story = report.as_ref().and_then(|it| match &it.verdict {
        Verdict::Violated(found) => Some(tell(found)),
        _ => None,
    });
    let shown = report.iter().flat_map(|it| &it.shown).map(tell).collect();
    let ran = describe_ran(console.text(), program, &configuration.setup());
    let growth = report.as_ref().and_then(|it| it.growth.as_ref());
    let growth = growth.map_or_else(Vec::new, |it| describe_growth(console.text(), program, it));
    Ok(Checked {
        input,
        configuration,
        task,
        report,
        story,
        shown,
        soft: Vec::new(),
        ends: None,
        program: program.clone(),
        ran,
        warnings: Vec::new(),
        growth,
        seconds,
    })
}

/// Looks for what changes no verdict, and, if asked, for whether the program ends.
fn look_further(
    checked: &mut Checked,
    asks_for_ends: bool,
    console: &mut Console,
) -> io::Result<()> {
    let options = options(checked.task);
    let mut watch = Watch::new(&checked.task.limits, Instant::now());
    let (program, text) = (checked.program.clone(), console.text());
    let found = catch_unwind(AssertUnwindSafe(|| {
        let mut look = |it: &_| watch.look(it, console);
        let found = checker::soft(&program, &options, &mut look);
        (found, asks_for_ends.then(|| soft::ends(&program, &options, &mut look)).flatten())
    }));
    watch.clear(console)?;
    if let Ok((found, ends)) = found {
        checked.soft = found.iter().map(|it| SoftStory::of(text, &program, it)).collect();
        checked.ends = ends;
    }
    Ok(())
}

/// What the checker is asked.
fn options(task: &Check) -> Options {
    let mut options = Options {
        most_states: task.limits.max_states,
        most_bytes: task.limits.max_memory,
        threads: task.threads,
        ..Options::default()
    };
    if task.all_states {
        options.reductions.symmetry = false;
        options.reductions.partial_order = false;
    }
    let with = task.stop_on.iter().fold(options.wanted, |wanted, &it| wanted.with(it));
    options.wanted =
        task.ignore.iter().fold(with, |wanted, &it: &ViolationKind| wanted.without(it));
    options
}

/// Whether a check that finds nothing has not asked if a thread can starve.
pub fn leaves_open_starvation(task: &Check) -> bool {
    !options(task).wanted.has(ViolationKind::Starvation)
}

/// Gives the checker so many threads to search with. A process has one pool of them, which keeps
/// the size it was given first; whatever that is, the answers are the same.
pub(super) fn start_threads(threads: usize) {
    if threads > 1 {
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }
}

/// Why a check has no answer, by the name that JSON has for it.
pub fn reason(why: Option<WhyUndecided>) -> &'static str {
    why.map_or("defect", WhyUndecided::name)
}
