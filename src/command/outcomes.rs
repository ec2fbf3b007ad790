//! `interleave outcomes`: what a whole program can print last, a schedule for each line, and whether it ends.

use super::arguments::Outcomes as Task;
use super::check::too_many;
use super::combinations::of_whole;
use super::console::{Console, Look, Status, plain};
use super::input::{self, Built, Input, NoInput};
use super::json::{self, Chosen, Outcome, OutcomesOf, Results};
use super::link::link;
use super::problems;
use super::programs::{Wanted, find_all};
use super::verdict::reached_limit;
use super::watch::Watch;
use super::wording::{number, options_for, replay_of};
use crate::catalogue::Configuration;
use crate::checker::{self, Ends, LastLineOutcome, LineWalks, Options, Outcomes};
use crate::engine::write_schedule;
use crate::program::{Form, Program};
use crate::session::{
    describe_endless_runs, describe_how_often, describe_last_line, describe_outcomes,
};
use crate::text::fill;
use std::io;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Instant;

/// So many random runs tell how often chance finds a line.
const RUNS: u32 = 1_000;

/// Within these bounds a random run has as many steps as the lines ask for.
const STEPS: RangeInclusive<usize> = 1_000..=20_000;

/// Works out what was asked for, and prints each result as soon as it is there.
pub fn outcomes(task: &Task, console: &mut Console) -> io::Result<Status> {
    if input::is_asked_for_twice(&task.files) {
        console.complain(console.words().standard_input_twice)?;
        return Ok(Status::BadInput);
    }
    let configurations = match of_whole(task) {
        Ok(configurations) => configurations,
        Err(count) => return too_many(count, console),
    };
    let wanted = Wanted { faults: &[], set: &task.set, time: task.limits.time };
    let programs = find_all(&task.files, &wanted, console);
    let is_array = programs.len() > 1 || configurations.len() > 1;
    let mut results = match task.json {
        true => Some(Results::begin(is_array, console.out)?),
        false => None,
    };
    let mut worst = Status::Safe;
    for (index, (file, input)) in programs.into_iter().enumerate() {
        if index > 0 && results.is_none() {
            console.say("")?;
        }
        let input = match input {
            Ok(input) => input,
            Err(NoInput(message)) => {
                let refused = json::refuse(&file, &message, results.as_mut(), console)?;
                worst = worst.or_worse(refused);
                continue;
            }
        };
        for (place, configuration) in configurations.iter().enumerate() {
            if configurations.len() > 1 && results.is_none() {
                if place > 0 {
                    console.say("")?;
                }
                let set = configuration.knobs.iter();
                let set: Vec<String> = set.map(|(it, value)| format!("{it} = {value}")).collect();
                console.say(&console.look(Look::Faint, &set.join(", ")))?;
            }
            let status = of_input(task, &input, *configuration, results.as_mut(), console)?;
            worst = worst.or_worse(status);
        }
    }
    if let Some(results) = results {
        results.end(console.out)?;
    }
    Ok(worst)
}

fn of_input(
    task: &Task,
    input: &Input,
    configuration: Configuration,
    mut results: Option<&mut Results>,
    console: &mut Console,
) -> io::Result<Status> {
    let program = match input.build(&configuration) {
        Ok(Built { program, .. }) => program,
        Err(problems) => {
            match &mut results {
                Some(results) => {
                    results.write_problems(console, input, &configuration, &problems)?;
                }
                None => problems::complain(console, input, &problems)?,
            }
            return Ok(Status::BadInput);
        }
    };
    if program.form == Form::Roles {
        let message = fill(console.words().outcomes_of_roles, &[&input.name]);
        return json::refuse(&input.name, &message, results, console);
    }
    let options = Options {
        most_states: task.limits.max_states,
        most_bytes: task.limits.max_memory,
        ..Options::default()
    };
    let begin = Instant::now();
    let mut watch = Watch::new(&task.limits, begin);
    let found = checker::outcomes(&program, &options, &mut |it| watch.look(it, console));
    watch.clear(console)?;
    let seconds = begin.elapsed().as_secs_f64();
    let answer = Answer { task, input, configuration, program, seconds };
    match results {
        Some(results) => answer.write(&found, results, console)?,
        None => answer.print(&found, console)?,
    }
    Ok(match found {
        Outcomes::Known { .. } => Status::Safe,
        Outcomes::Undecided(_) | Outcomes::Unfit => Status::Undecided,
    })
}

/// What was asked.
struct Answer<'a> {
    task: &'a Task,
    input: &'a Input,
    configuration: Configuration,
    program: Arc<Program>,
    seconds: f64,
}

impl Answer<'_> {
    /// How often chance finds each of these lines.
    fn walks(&self, lines: &[LastLineOutcome]) -> LineWalks {
        checker::walk_to_last_lines(&self.program, lines, 1, RUNS, STEPS)
    }

    fn link(&self, line: &LastLineOutcome) -> Option<String> {
        link(self.input, &self.configuration, line.schedule.iter().copied())
    }

    fn print(&self, found: &Outcomes, console: &mut Console) -> io::Result<()> {
        let (text, words) = (console.text(), console.words());
        let name = &self.input.name;
        match found {
            Outcomes::Undecided(why) => {
                console.say(&fill(words.outcomes_undecided, &[name]))?;
                console.say(&reached_limit(words, &self.task.limits, *why))
            }
            Outcomes::Known { .. } | Outcomes::Unfit => {
                let says = describe_outcomes(text, found, &|it| number(words, it));
                console.say(&format!("{name}: {says}"))?;
                match found {
                    Outcomes::Known { lines: Some(lines), .. } => self.print_lines(lines, console),
                    _ => Ok(()),
                }
            }
        }
    }

    fn print_lines(&self, lines: &[LastLineOutcome], console: &mut Console) -> io::Result<()> {
        let (text, words) = (console.text(), console.words());
        let written = |it| number(words, it);
        let walks = self.walks(lines);
        for line in lines {
            console.say("")?;
            let shown = plain(describe_last_line(text, &line.line));
            let shown = console.look(Look::Good, &shown);
            console.say(&format!("  {shown}"))?;
            let often = describe_how_often(text, &walks, &line.line, &written);
            console.say(&format!("    {often}"))?;
            if self.input.name != "-" {
                let options = options_for(self.input, &self.configuration);
                let schedule = write_schedule(&self.program, &line.schedule);
                let again = replay_of(&options, &schedule);
                console.say(&format!("    {}", fill(words.again, &[&again])))?;
            }
            if let Some(link) = self.link(line) {
                console.say(&format!("    {}", fill(words.in_the_page, &[&link])))?;
            }
        }
        if let Some(endless) = describe_endless_runs(text, &walks, &written) {
            console.say("")?;
            console.say(&endless)?;
        }
        Ok(())
    }

    fn write(
        &self,
        found: &Outcomes,
        results: &mut Results,
        console: &mut Console,
    ) -> io::Result<()> {
        let none = LineWalks::default();
        let lines = found.lines();
        let walks = lines.map_or(none, |it| self.walks(it));
        let lines = lines.map(|all| {
            all.iter()
                .map(|it| Outcome {
                    line: it.line.clone(),
                    is_open: it.is_open(),
                    steps: it.schedule.len(),
                    schedule: write_schedule(&self.program, &it.schedule),
                    link: self.link(it),
                    random_runs: walks.of(&it.line),
                })
                .collect()
        });
        let result = OutcomesOf {
            file: &self.input.name,
            ends: found.ends().map(Ends::name),
            lines,
            random_runs: walks.runs,
            random_runs_that_ended: walks.ended,
            undecided_because: found.undecided_because(),
            seconds: self.seconds,
            configuration: Chosen::of(self.input, &self.configuration),
        };
        results.write(console.out, &result)
    }
}
