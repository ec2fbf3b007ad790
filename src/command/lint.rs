//! `interleave lint`: what a text looks as if it had wrong, and what the checker knows of that.

use super::arguments::Lint as Task;
use super::console::{Console, Look, Status};
use super::input::{self, Input, NoInput};
use super::json::{self, Found, Linted, Results, Shows};
use super::programs::{Wanted, find_all};
use crate::catalogue::Configuration;
use crate::checker::{self, Counterexample, Options, Outcomes, Report, Verdict};
use crate::engine::{Run, Turn, Violation, ViolationKind, write_schedule};
use crate::notation::{Lint, LintKind, lint};
use crate::program::{Form, Program, place_in};
use crate::session::place_of;
use crate::text::{LintWords, Text, fill};
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

/// So many states are looked at for a finding.
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
    let words = &text.lint;
    let configuration = input.entry.map_or_else(Configuration::default, Configuration::of);
    let built = input.build(&configuration).ok().map(|it| it.program);
    if built.as_ref().is_some_and(|it| it.form == Form::Roles) {
        let message = fill(words.not_whole, &[&input.name]);
        return json::refuse(&input.name, &message, results, console);
    }
    let known = built.map(Known::of);
    let found: Vec<Found> =
        lint(&input.source).into_iter().map(|it| tell(text, input, &it, known.as_ref())).collect();
    let status = if found.is_empty() { Status::Safe } else { Status::Violated };
    match results {
        Some(results) => {
            results.write(console.out, &Linted { file: &input.name, findings: &found })?;
        }
        None if found.is_empty() => console.say(&fill(words.nothing, &[&input.name]))?,
        None => {
            for it in &found {
                print(console, input, it, words)?;
            }
        }
    }
    Ok(status)
}

fn print(console: &mut Console, input: &Input, found: &Found, words: &LintWords) -> io::Result<()> {
    let path = input.path_of(found.in_file.as_deref());
    let place = format!("{path}:{}:{}:", found.line, found.column);
    let place = console.look(Look::Faint, &place);
    console.say(&format!("{place} {}: {}", found.kind, found.message))?;
    if let Some(Shows { violation, line, schedule }) = &found.shown_by {
        let said = match (violation, line) {
            (Some(violation), _) => fill(words.shown, &[violation, schedule]),
            (None, line) => {
                fill(words.other_line, &[line.as_deref().unwrap_or_default(), schedule])
            }
        };
        console.say(&format!("  {said}"))?;
    } else if found.is_harmless {
        console.say(&format!("  {}", words.harmless))?;
    }
    Ok(())
}

/// What the checker knows of a program.
struct Known {
    program: Arc<Program>,
    report: Report,
    outcomes: Outcomes,
}

impl Known {
    fn of(program: Arc<Program>) -> Known {
        let options = Options { most_states: MOST_STATES, ..Options::default() };
        let mut go_on = |_: &_| ControlFlow::Continue(());
        let report = checker::check(&program, &options, &mut go_on);
        let outcomes = checker::outcomes(&program, &options, &mut go_on);
        Known { program, report, outcomes }
    }

    /// The schedule that shows a finding, if the counterexample passes its line.
    fn shown(&self, kind: LintKind, line: usize) -> Option<Shows> {
        if let Verdict::Violated(found) = &self.report.verdict
            && can_lead_to(kind, found.kind)
            && self.passes(found, line)
        {
            return Some(Shows {
                violation: Some(found.kind.name()),
                line: None,
                schedule: self.written(&found.schedule),
            });
        }
        if !is_about_lines(kind) {
            return None;
        }
        let [_, .., other] = self.outcomes.lines()? else { return None };
        Some(Shows {
            violation: None,
            line: Some(other.line.clone()),
            schedule: self.written(&other.schedule),
        })
    }

    fn written(&self, turns: &[Turn]) -> String {
        write_schedule(&self.program, turns)
    }

    fn passes(&self, found: &Counterexample, line: usize) -> bool {
        let mut run = Run::new(self.program.clone());
        let is_on_the_way = found.schedule.iter().any(|turn| {
            let before = run.machine().line(turn.thread);
            run.advance(turn.thread, turn.choice);
            let after = run.machine().line(turn.thread);
            [before, after].into_iter().flatten().any(|it| usize::from(it.0) + 1 == line)
        });
        let raised = match run.recent().next_back().and_then(|it| it.violation.as_ref()) {
            Some(Violation::Exception { line, .. } | Violation::Assertion { line, .. }) => {
                Some(line)
            }
            _ => None,
        };
        is_on_the_way || raised.is_some_and(|it| usize::from(it.0) + 1 == line)
    }

    /// Whether the checker has proved that nothing comes of it.
    fn is_harmless(&self, kind: LintKind) -> bool {
        let is_safe = self.report.verdict == Verdict::Safe;
        let says_the_same = || self.outcomes.lines().is_some_and(|it| it.len() < 2);
        is_safe && (!is_about_lines(kind) || says_the_same())
    }
}

/// Whether a finding is about what is printed as much as about what breaks.
fn is_about_lines(kind: LintKind) -> bool {
    matches!(kind, LintKind::StartWithoutJoin | LintKind::SleepForOrder | LintKind::MissingGlobal)
}

/// Whether what was found in a text can be the reason of a violation.
fn can_lead_to(kind: LintKind, violation: ViolationKind) -> bool {
    use ViolationKind as It;
    let hangs = [It::Deadlock, It::UnfinishedThread, It::StuckThread, It::Livelock];
    let breaks = [It::Exception, It::Assertion, It::Stranded];
    match kind {
        LintKind::TwoOrders | LintKind::AcquireWithoutWith | LintKind::OneSentinel => {
            hangs.contains(&violation) || violation == It::Stranded
        }
        LintKind::EmptyThenGet => hangs.contains(&violation),
        LintKind::NotifyWithoutLock => violation == It::Exception,
        LintKind::CounterWithoutLock => [It::LostUpdate, It::Assertion].contains(&violation),
        LintKind::IfAroundWait => breaks.contains(&violation) || hangs.contains(&violation),
        LintKind::StartWithoutJoin | LintKind::SleepForOrder => breaks.contains(&violation),
        LintKind::MissingGlobal => breaks.contains(&violation) || hangs.contains(&violation),
    }
}

fn tell(text: &Text, input: &Input, found: &Lint, known: Option<&Known>) -> Found {
    let words = &text.lint;
    let says = match found.kind {
        LintKind::IfAroundWait => words.if_around_wait,
        LintKind::EmptyThenGet => words.empty_then_get,
        LintKind::StartWithoutJoin => words.start_without_join,
        LintKind::AcquireWithoutWith => words.acquire_without_with,
        LintKind::CounterWithoutLock => words.counter_without_lock,
        LintKind::MissingGlobal => words.missing_global,
        LintKind::TwoOrders => words.two_orders,
        LintKind::NotifyWithoutLock => words.notify_without_lock,
        LintKind::OneSentinel => words.one_sentinel,
        LintKind::SleepForOrder => words.sleep_for_order,
    };
    let said: Vec<&str> = found.words.iter().map(String::as_str).collect();
    let (line, column) = place_of(&input.source, found.span);
    let shown_by = known.and_then(|it| it.shown(found.kind, line));
    let (file, line) = place_in(input.source.lines(), line - 1);
    let is_harmless = shown_by.is_none() && known.is_some_and(|it| it.is_harmless(found.kind));
    Found {
        kind: found.kind.name(),
        in_file: file.map(str::to_owned),
        line,
        column,
        message: fill(says, &said),
        shown_by,
        is_harmless,
    }
}
