//! `interleave run` and `interleave replay`: one schedule, step by step.

use super::arguments;
use super::arguments::{Form, Numbers};
use super::combinations::configuration;
use super::console::{Console, Look, Status, plain};
use super::input::Input;
use super::json::{self, BadInput, Chosen, Played, Wrong};
use super::link::link;
use super::problems;
use super::programs::{Wanted, find_one};
use super::story;
use super::wording::{counted, options_for, replay_of};
use crate::catalogue::Configuration;
use crate::engine::{
    Ending, ReplayProblem, Round, ScheduleProblem, SchedulerKind, Simulation, Turn, Violation,
    ViolationKind, read_schedule, write_schedule,
};
use crate::program::Program;
use crate::session::{Diagram, StepsRefused, Told, describe_finish, describe_steps_refused};
use crate::text::{Text, fill};
use std::ffi::OsString;
use std::io;

/// Threads that only sleep are not waited for longer than so many turns.
const MOST_TURNS: u64 = 5_000_000;

/// Which schedule is played.
enum Source<'a> {
    /// That of a scheduler, for at most so many steps.
    Scheduler(SchedulerKind, u64, u32),
    /// This one.
    Text(&'a str),
}

/// How a run came to its end.
enum End {
    Finished,
    Broken(Violation, String),
    /// Not at all, within so many steps.
    Steps,
    /// Its threads only sleep.
    Asleep,
    /// The schedule is over.
    Replayed,
}

/// Runs a program once.
pub fn run(task: &arguments::Run, console: &mut Console) -> io::Result<Status> {
    let source = match &task.schedule {
        Some(schedule) => Source::Text(schedule),
        None => Source::Scheduler(task.scheduler, task.seed, task.steps),
    };
    play(&task.files, &task.numbers, source, task.to, console)
}

/// Makes the steps of a schedule again.
pub fn replay(task: &arguments::Replay, console: &mut Console) -> io::Result<Status> {
    let (files, schedule) = task.files_and_schedule();
    play(files, &task.numbers, Source::Text(&schedule), task.to, console)
}

fn play(
    files: &[OsString],
    numbers: &Numbers,
    source: Source,
    form: Option<Form>,
    console: &mut Console,
) -> io::Result<Status> {
    let text = console.text();
    let is_json = numbers.common.json;
    let configuration = configuration(numbers);
    let wanted = Wanted { faults: &numbers.common.fault, set: &numbers.set, time: None };
    let input = match find_one(files, &wanted, console) {
        Ok(input) => input,
        Err(problem) => {
            let file = files.first().map_or_else(String::new, |it| plain(&it.to_string_lossy()));
            return refuse(console, is_json, BadInput::without_text(&file, &problem.0));
        }
    };
    let refused = |message| BadInput {
        configuration: Some(Chosen::of(&input, &configuration)),
        ..BadInput::without_text(&input.name, message)
    };
    let program = match input.build(&configuration) {
        Ok(built) => built.program,
        Err(problems) if is_json => {
            let all = Wrong::all(text, &input.source, &problems);
            let chosen = Chosen::of(&input, &configuration);
            return refuse(console, true, BadInput::with_problems(&input.name, &all, chosen));
        }
        Err(problems) => {
            problems::complain(console, &input, &problems)?;
            return Ok(Status::BadInput);
        }
    };
    let mut told = Told::new(program.clone());
    let end = match source {
        Source::Scheduler(kind, seed, most) => simulate(&mut told, kind, seed, most, text),
        Source::Text(schedule) => match follow(&mut told, &program, schedule, text) {
            Ok(end) => end,
            Err(why) if is_json => return refuse(console, true, refused(&why)),
            Err(why) => {
                console.complain(&format!("{}: {why}", input.name))?;
                return Ok(Status::BadInput);
            }
        },
    };
    let played = Playing { input: &input, configuration: &configuration, told: &told, end: &end };
    match form {
        Some(form) => {
            let is_broken = matches!(end, End::Broken(..));
            let diagram = Diagram::of(&told, played.message(text), is_broken);
            console.out.write_all(diagram.write(form.into()).as_bytes())?;
        }
        None if is_json => json::write_alone(console.out, &played.as_json(text))?,
        None => played.print(console)?,
    }
    Ok(match end {
        // That something has no limit is no fault of the program's.
        End::Broken(Violation::Grows { .. }, _) => Status::Safe,
        End::Broken(..) => Status::Violated,
        End::Finished | End::Steps | End::Asleep | End::Replayed => Status::Safe,
    })
}

/// Says that there is nothing to run.
fn refuse(console: &mut Console, is_json: bool, result: BadInput) -> io::Result<Status> {
    match is_json {
        true => json::write_alone(console.out, &result)?,
        false => console.complain(result.message)?,
    }
    Ok(Status::BadInput)
}

/// Lets a scheduler run the program.
fn simulate(told: &mut Told, kind: SchedulerKind, seed: u64, most: u32, text: &Text) -> End {
    let mut simulation = Simulation::new(&told.run, kind, seed, 0, 0);
    for _ in 0..MOST_TURNS {
        match told.run.ending() {
            Some(Ending::Finished) => return End::Finished,
            Some(Ending::Broken(_)) => break,
            None if told.trace.len() >= most as usize => return End::Steps,
            None => {}
        }
        match simulation.turn(&mut told.run) {
            Round::Step(moment) => told.tell(text, &moment),
            Round::AtWork => {}
            Round::Standstill => break,
        }
    }
    match told.what_broke(text) {
        Some((violation, sentence)) => End::Broken(violation, sentence),
        None => End::Asleep,
    }
}

/// Makes the steps of a schedule; or says why that cannot be.
fn follow(told: &mut Told, program: &Program, schedule: &str, text: &Text) -> Result<End, String> {
    let turns = read_turns(program, schedule, text)?;
    told.follow(text, &turns).map_err(|it| not_made(program, it, text))?;
    Ok(match told.what_broke(text) {
        Some((violation, sentence)) => End::Broken(violation, sentence),
        None if told.run.ending() == Some(Ending::Finished) => End::Finished,
        None => End::Replayed,
    })
}

/// The turns of a schedule; or what is wrong with its text.
pub fn read_turns(program: &Program, schedule: &str, text: &Text) -> Result<Vec<Turn>, String> {
    read_schedule(program, schedule)
        .map_err(|it| describe_steps_refused(text, &refused_word(schedule, it)))
}

/// Which step of a schedule cannot be made, and why.
pub fn not_made(program: &Program, problem: ReplayProblem, text: &Text) -> String {
    let ReplayProblem { step, thread, why } = problem;
    let thread = program.name_of(thread).to_string();
    describe_steps_refused(text, &StepsRefused::Step { step, thread, why })
}

/// What is wrong with a schedule as text.
fn refused_word(schedule: &str, ScheduleProblem { at, kind }: ScheduleProblem) -> StepsRefused {
    let rest = schedule.get(at..).unwrap_or_default();
    let word = rest.split(|it: char| it == '.' || it.is_whitespace()).next();
    StepsRefused::Word { word: plain(word.unwrap_or_default()).chars().take(40).collect(), kind }
}

/// A run that is over, to be printed.
struct Playing<'a> {
    input: &'a Input,
    configuration: &'a Configuration,
    told: &'a Told,
    end: &'a End,
}

impl Playing<'_> {
    fn schedule(&self) -> String {
        write_schedule(self.told.run.program(), self.told.run.schedule())
    }

    fn link(&self) -> Option<String> {
        link(self.input, self.configuration, self.told.run.schedule())
    }

    /// How it ended, in words.
    fn message(&self, text: &Text) -> String {
        let words = &text.command;
        let steps = counted(words, words.steps, self.told.trace.len() as u64);
        match self.end {
            End::Broken(_, sentence) => sentence.clone(),
            End::Finished => describe_finish(text, &self.told.run),
            End::Steps => fill(words.went_on, &[&steps]),
            End::Asleep => fill(words.slept_too_long, &[&steps]),
            End::Replayed => fill(words.replayed, &[&steps]),
        }
    }

    fn print(&self, console: &mut Console) -> io::Result<()> {
        let text = console.text();
        let words = &text.command;
        story::print(console, &self.told.trace)?;
        if !self.told.trace.is_empty() {
            console.say("")?;
        }
        if let End::Broken(violation, _) = self.end {
            let at = self.told.trace.len().to_string();
            let title = fill(words.broke, &[violation.name(), &at]);
            let is_fault = violation.kind() != ViolationKind::Grows;
            let look = if is_fault { Look::Bad } else { Look::Unsure };
            console.say(&console.look(look, &title))?;
        }
        console.say(&self.message(text))?;
        let schedule = self.schedule();
        console.say(&fill(words.schedule, &[&schedule]))?;
        if self.input.name != "-" {
            let options = options_for(self.input, self.configuration);
            console.say(&fill(words.again, &[&replay_of(&options, &schedule)]))?;
        }
        if let Some(link) = self.link() {
            console.say(&fill(words.in_the_page, &[&link]))?;
        }
        Ok(())
    }

    fn as_json(&self, text: &Text) -> Played<'_> {
        let (ending, violation) = match self.end {
            End::Broken(Violation::Grows { .. }, _) => ("unfinished", None),
            End::Broken(violation, _) => ("violated", Some(violation.name())),
            End::Finished => ("finished", None),
            End::Steps | End::Replayed => ("unfinished", None),
            End::Asleep => ("asleep", None),
        };
        Played {
            file: &self.input.name,
            ending,
            violation,
            message: self.message(text),
            steps: self.told.trace.len(),
            trace: &self.told.trace,
            schedule: self.schedule(),
            link: self.link(),
            configuration: Chosen::of(self.input, self.configuration),
        }
    }
}
