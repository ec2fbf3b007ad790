//! The result of a check: for people, as a table, and as JSON.

use super::arguments::Limits;
use super::check::{Checked, Row, leaves_open_starvation, reason};
use super::console::{Console, Look};
use super::input::Input;
use super::json::{self, Chosen, Shown, Wrong};
use super::link::link;
use super::story::{self, Story};
use super::wording::{counted, decimal, memory, number, options_for};
use crate::catalogue::{Configuration, KnobName, Setting};
use crate::checker::{Ends, Verdict, WhyUndecided};
use crate::engine::write_schedule;
use crate::text::{CommandLine, Text, fill};
use std::io;

/// Prints the result of one check.
pub fn print(console: &mut Console, checked: &Checked) -> io::Result<()> {
    let words = console.words();
    let (look, first) = first_line(words, checked);
    let (name, rest) = first.split_once(": ").unwrap_or(("", &first));
    let rest = console.look(look, rest);
    console.say(&format!("{name}: {rest}"))?;
    for sentence in checked.ran.unused.iter().chain(&why_undecided(words, checked)) {
        console.say(sentence)?;
    }
    if let Some(story) = &checked.story {
        print_story(console, checked, story)?;
    }
    // Beside what ends a run they would only distract.
    for shown in checked.shown.iter().filter(|_| checked.story.is_none()) {
        console.say("")?;
        let steps = counted(words, words.steps, shown.trace.len() as u64);
        console.say(&fill(words.only_shown, &[shown.kind.name(), &steps, &shown.message]))?;
        print_ways(console, checked, shown)?;
    }
    for soft in &checked.soft {
        console.say("")?;
        console.say(&fill(words.soft, &[soft.name, &soft.message]))?;
        if let Some(turns) = soft.turns.as_ref().filter(|_| checked.story.is_none()) {
            let schedule = write_schedule(&checked.program, turns);
            console.say(&fill(words.schedule, &[&schedule]))?;
        }
    }
    Ok(())
}

fn print_story(console: &mut Console, checked: &Checked, story: &Story) -> io::Result<()> {
    let words = console.words();
    if !story.message.is_empty() {
        console.say(&story.message)?;
    }
    if !story.is_shortest {
        console.say(words.not_the_shortest)?;
    }
    console.say("")?;
    if !story.trace.is_empty() {
        story::print_shortened(console, &story.trace)?;
        console.say("")?;
    }
    print_ways(console, checked, story)
}

/// Prints how the same is seen again.
fn print_ways(console: &mut Console, checked: &Checked, story: &Story) -> io::Result<()> {
    let words = console.words();
    if let Some(around) = &story.around {
        console.say(&fill(words.goes_round, &[around]))?;
    }
    console.say(&fill(words.schedule, &[&story.schedule]))?;
    if checked.input.name != "-" {
        let options = options_for(checked.input, &checked.configuration);
        let replay = super::wording::replay_of(&options, &story.schedule);
        console.say(&fill(words.again, &[&replay]))?;
    }
    if let Some(link) = link_to(checked, story) {
        console.say(&fill(words.in_the_page, &[&link]))?;
    }
    Ok(())
}

fn link_to(checked: &Checked, story: &Story) -> Option<String> {
    link(checked.input, &checked.configuration, story.turns.iter().copied())
}

/// What came out, in a line.
fn first_line(words: &CommandLine, checked: &Checked) -> (Look, String) {
    let Checked { input, story, ran, .. } = checked;
    let faults = input.faults.iter().map(|it| (*it).to_owned());
    let numbers: Vec<String> =
        ran.numbers.iter().chain(&ran.assumed).cloned().chain(faults).collect();
    let numbers = numbers.join(", ");
    let reached = checked.report.as_ref().map(|it| it.reached).unwrap_or_default();
    let states = counted(words, words.states, reached.states);
    match (checked.report.as_ref().map(|it| &it.verdict), story) {
        (Some(Verdict::Safe), _) => {
            (Look::Good, fill(words.safe, &[&input.name, &states, &numbers]))
        }
        (Some(Verdict::Violated(_)), Some(story)) => {
            let steps = counted(words, words.steps, story.trace.len() as u64);
            let said = [&*input.name, story.kind.name(), &steps, &numbers];
            (Look::Bad, fill(words.violated, &said))
        }
        _ => {
            let depth = number(words, reached.depth.into());
            let said = [&*input.name, &states, &depth, &numbers];
            (Look::Unsure, fill(words.undecided, &said))
        }
    }
}

/// Which limit there was, and what may help.
fn why_undecided(words: &CommandLine, checked: &Checked) -> Vec<String> {
    let task = checked.task;
    let why = match checked.report.as_ref().map(|it| &it.verdict) {
        None => return vec![words.defect.to_owned()],
        Some(Verdict::Undecided(why)) => *why,
        Some(_) => return Vec::new(),
    };
    let mut sentences = match why {
        WhyUndecided::Grows => return checked.growth.clone(),
        _ => vec![reached_limit(words, &task.limits, why)],
    };
    if checked.configuration.items() == 0 {
        let advice = match checked.ran.makes_items {
            true => words.may_grow,
            false => words.may_grow_without_items,
        };
        sentences.push(advice.to_owned());
    }
    sentences
}

/// Which limit of a search was reached.
pub fn reached_limit(words: &CommandLine, limits: &Limits, why: WhyUndecided) -> String {
    match why {
        WhyUndecided::States => {
            fill(words.too_many_states, &[&counted(words, words.states, limits.max_states)])
        }
        WhyUndecided::Memory => fill(words.too_much_memory, &[&memory(words, limits.max_memory)]),
        WhyUndecided::Stopped => {
            let seconds = limits.time.unwrap_or_default().to_string();
            fill(words.too_much_time, &[&seconds.replace('.', &words.signs[1].to_string())])
        }
        WhyUndecided::Grows => words.may_grow_without_items.to_owned(),
    }
}

/// The word for a result in a table.
fn word_of(words: &CommandLine, row: &Row) -> (Look, String) {
    let Some(checked) = &row.checked else {
        return (Look::Bad, words.verdict_bad_input.to_owned());
    };
    match (checked.report.as_ref().map(|it| &it.verdict), &checked.story) {
        (Some(Verdict::Safe), _) => (Look::Good, words.verdict_safe.to_owned()),
        (_, Some(story)) => (Look::Bad, story.kind.name().to_owned()),
        _ => (Look::Unsure, words.verdict_undecided.to_owned()),
    }
}

/// Prints the results of one file with many numbers, and the story of the nearest violation.
pub fn print_table(console: &mut Console, input: &Input, rows: &[Row]) -> io::Result<()> {
    let words = console.words();
    let faults = input.faults.join(", ");
    let title = if faults.is_empty() { String::new() } else { format!(", {faults}") };
    console.say(&format!("{}{title}", input.name))?;
    let mut names: Vec<KnobName> = Vec::new();
    for (name, _) in rows.iter().flat_map(|it| it.configuration.knobs.iter()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let first = rows.first().map(|it| it.configuration);
    let differs = |it: &Row| first.is_some_and(|first| first.runtime != it.configuration.runtime);
    let has_runtimes = rows.iter().any(differs);
    let numbers = |it: &Configuration| Setting::ALL.map(|setting| it.get(setting));
    let is_one =
        |it: &Row| first.is_some_and(|first| numbers(&first) == numbers(&it.configuration));
    // A program whose constants were set has its numbers in itself, and what only the runtime tells apart needs none.
    let numbers = match names.is_empty() && !(has_runtimes && rows.iter().all(is_one)) {
        true => &words.columns[..OWN_NUMBERS],
        false => &[],
    };
    let own = has_runtimes.then_some(words.column_runtime).into_iter();
    let own = own.chain(numbers.iter().copied()).chain(names.iter().map(|it| it.as_str()));
    let mut columns: Vec<&str> = own.collect();
    let verdict = columns.len();
    columns.extend(&words.columns[OWN_NUMBERS..]);
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let runtime = has_runtimes.then(|| row.configuration.runtime.name().to_owned());
            let cells = cells_of(words, row, &names, !numbers.is_empty());
            runtime.into_iter().chain(cells).collect()
        })
        .collect();
    let length = |it: &str| it.chars().count();
    let width = |(column, name): (usize, &&str)| {
        let widest = cells.iter().map(|it| length(&it[column])).max().unwrap_or(0);
        widest.max(length(name))
    };
    let widths: Vec<usize> = columns.iter().enumerate().map(width).collect();
    // Words stand to the left, numbers to the right.
    let aligned = |column: usize, cell: &str| {
        let width = widths[column];
        if column == verdict || has_runtimes && column == 0 {
            format!("{cell:<width$}")
        } else {
            format!("{cell:>width$}")
        }
    };
    let heading: Vec<String> =
        columns.iter().enumerate().map(|(column, it)| aligned(column, it)).collect();
    console.say(&console.look(Look::Faint, &heading.join("  ")))?;
    for (row, cells) in rows.iter().zip(&cells) {
        let (look, _) = word_of(words, row);
        let line: Vec<String> = cells
            .iter()
            .enumerate()
            .map(|(column, cell)| {
                let cell = aligned(column, cell);
                if column == verdict { console.look(look, &cell) } else { cell }
            })
            .collect();
        console.say(&line.join("  "))?;
    }
    let broken = rows.iter().filter_map(|it| it.checked.as_ref()).filter(|it| it.story.is_some());
    let nearest = broken.min_by_key(|it| it.story.as_ref().map(|story| story.trace.len()));
    if let Some(nearest) = nearest {
        console.say("")?;
        print(console, nearest)?;
    }
    Ok(())
}

/// How many of the columns are numbers that were chosen.
const OWN_NUMBERS: usize = 4;

fn cells_of(words: &CommandLine, row: &Row, names: &[KnobName], has_numbers: bool) -> Vec<String> {
    let of = |setting| row.configuration.get(setting).to_string();
    let report = row.checked.as_ref().and_then(|it| it.report.as_ref());
    let story = row.checked.as_ref().and_then(|it| it.story.as_ref());
    let or_dash = |it: Option<String>| it.unwrap_or_else(|| "–".to_owned());
    let mut cells: Vec<String> = match names {
        [] if has_numbers => {
            [Setting::Producers, Setting::Consumers, Setting::Capacity, Setting::Items]
                .map(of)
                .to_vec()
        }
        names => {
            let set = |&it: &KnobName| row.configuration.knobs.get(it).map(|it| it.to_string());
            names.iter().map(|it| or_dash(set(it))).collect()
        }
    };
    cells.extend([
        word_of(words, row).1,
        or_dash(story.map(|it| it.trace.len().to_string())),
        or_dash(report.map(|it| number(words, it.reached.states))),
        or_dash(row.checked.as_ref().map(|it| decimal(words, it.seconds, 2))),
    ]);
    cells
}

/// The result of one check, as JSON has it.
pub fn as_json<'a>(text: &Text, checked: &'a Checked) -> json::Checked<'a> {
    let words = &text.command;
    let report = checked.report.as_ref();
    let reached = report.map(|it| it.reached).unwrap_or_default();
    let (verdict, undecided) = match report.map(|it| &it.verdict) {
        Some(Verdict::Safe) => ("safe", None),
        Some(Verdict::Violated(_)) => ("violated", None),
        Some(Verdict::Undecided(why)) => ("undecided", Some(reason(Some(*why)))),
        None => ("undecided", Some(reason(None))),
    };
    let story = checked.story.as_ref();
    let message = match story {
        Some(story) => story.message.clone(),
        None => {
            let mut sentences = vec![first_line(words, checked).1 + "."];
            sentences.extend(checked.ran.unused.iter().cloned());
            sentences.extend(why_undecided(words, checked));
            if verdict == "safe" && leaves_open_starvation(checked.task) {
                sentences.push(words.not_asked.to_owned());
            }
            sentences.join(" ")
        }
    };
    let shown = |it: &Story| Shown {
        violation: it.kind.name(),
        message: it.message.clone(),
        steps: it.trace.len(),
        trace: it.trace.clone(),
        schedule: it.schedule.clone(),
    };
    json::Checked {
        file: &checked.input.name,
        verdict,
        violation: story.map(|it| it.kind.name()),
        message,
        steps: story.map(|it| it.trace.len()),
        is_shortest: story.map(|it| it.is_shortest),
        trace: story.map(|it| it.trace.clone()).unwrap_or_default(),
        schedule: story.map(|it| it.schedule.clone()),
        around: story.and_then(|it| it.around.clone()),
        link: story.and_then(|it| link_to(checked, it)),
        shown: checked.shown.iter().map(shown).collect(),
        soft: checked.soft.iter().map(|it| it.as_json(text, &checked.program)).collect(),
        ends: checked.ends.map(Ends::name),
        undecided_because: undecided,
        states: reached.states,
        transitions: reached.transitions,
        depth: reached.depth,
        seconds: checked.seconds,
        peak_bytes: reached.bytes,
        state_bytes: report.map_or(0, |it| it.state_bytes),
        is_reduced: report.is_some_and(|it| it.is_reduced),
        warnings: Wrong::all(text, &checked.input.source, &checked.warnings),
        configuration: Chosen::of(checked.input, &checked.configuration),
    }
}
