//! Whether an answer is right, and if not, why. Everything is asked of engine and checker; nothing is only asserted. Whoever grades asks
//! the same: [`judge`] needs a challenge, a variant and an answer, and no page.

use super::abstraction::{Abstraction, abstraction_of};
use super::endings::{Against, Ends, endings, ends_otherwise};
use super::throughput::throughput;
use super::work::{Deed, Work, code_of, with_several};
use crate::catalogue::{self, Configuration, Setting};
use crate::checker::{self, Counterexample, Options, Verdict};
use crate::engine::{
    Advance, Ending, Run, Standing, Turn, Violation, ViolationKind, read_schedule, write_schedule,
};
use crate::lesson::{Answer, Blank, Challenge, Claim, Fact, Filled, Task, Variant};
use crate::program::{Form, Object, ObjectKind, Program, ThreadId};
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;
use std::sync::Arc;

/// A text of a reader's own may have so many states; then nothing is known of it.
const MOST_STATES: u64 = 300_000;

/// Random runs for a claim about how often, and how long each is at most.
const RUNS: u32 = 1_000;
const RUN_STEPS: u32 = 400;

/// A repair that brings less than this part of what is possible is said to be slow.
const SLOW: f64 = 0.75;

/// What came of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Judgement {
    /// It is right.
    Right(Grade),
    /// It is not.
    Wrong(Why),
}

/// What more there is to say of an answer that is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grade {
    /// Nothing.
    Plain,
    /// It took so many steps, where so many are enough.
    Steps {
        /// Those it took.
        taken: usize,
        /// The fewest there are.
        fewest: usize,
    },
    /// It was proved; and so many items are consumed in a thousand turns, where so many can be.
    Proved {
        /// Its own.
        items: u32,
        /// Those of the stated solution.
        possible: u32,
    },
}

/// How it stands with an answer, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is right.
    Right,
    /// It is wrong.
    Wrong,
    /// That is not known.
    Undecided,
}

/// An answer that is to be judged, as plain data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The name of the challenge.
    pub challenge: String,
    /// The number of its variant.
    pub variant: u32,
    /// The answer.
    pub answer: Answer,
}

impl Question {
    /// What comes of it; `None` where there is no challenge of this name.
    pub fn judge(&self) -> Option<Judgement> {
        Some(judge(crate::lesson::find(&self.challenge)?, self.variant, &self.answer))
    }
}

/// Why an answer is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// Another choice is right. With the shortest schedule against this one, where there is one.
    Choice {
        /// The one that was chosen.
        chosen: u8,
        /// The one that is right.
        right: u8,
        /// What there is against it.
        against: Option<Breaks>,
        /// A run that ends otherwise, where that is what there is against it.
        ends: Option<Box<Ends>>,
    },
    /// Nothing is broken yet.
    NothingBroke,
    /// Another rule was broken, or by another thread.
    Another(ViolationKind),
    /// This step is not possible.
    Impossible {
        /// Its number, from 1.
        step: usize,
    },
    /// The text cannot be read.
    Unreadable,
    /// A line is gone that has to stay.
    LineGone(String),
    /// A line stands there, but not all threads that should run it do.
    LineNotRun(String),
    /// Nothing goes wrong, but not all items are made and consumed.
    DoesNotWork,
    /// It breaks.
    Breaks(Breaks),
    /// It is not known whether it is right: there are too many states, or something grows without end.
    Undecided,
    /// It is not known whether it is right: the worker that was to judge it broke.
    BrokeOff,
    /// These blanks are filled wrongly, from 0.
    Blanks(Vec<u8>),
    /// It is no answer to this challenge.
    NoAnswer,
}

/// How a text breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breaks {
    /// Which rule.
    pub kind: ViolationKind,
    /// With so many producers, consumers and slots.
    pub size: [u32; 3],
    /// The shortest schedule, as text.
    pub schedule: String,
    /// How many steps that has.
    pub steps: usize,
    /// Under which it would hold.
    pub abstraction: Option<Abstraction>,
}

impl Why {
    /// The stable name, as the data of challenges and a grader use it.
    pub fn name(&self) -> &'static str {
        match self {
            Why::Choice { .. } => "another-choice",
            Why::NothingBroke => "nothing-broke",
            Why::Another(kind) => kind.name(),
            Why::Impossible { .. } => "impossible-step",
            Why::Unreadable => "unreadable",
            Why::LineGone(_) => "line-gone",
            Why::LineNotRun(_) => "line-not-run",
            Why::DoesNotWork => "does-not-work",
            Why::Breaks(breaks) => breaks.kind.name(),
            Why::Undecided => "undecided",
            Why::BrokeOff => "broke-off",
            Why::Blanks(_) => "blanks",
            Why::NoAnswer => "no-answer",
        }
    }
}

impl Judgement {
    /// Whether it is right.
    pub fn is_right(&self) -> bool {
        matches!(self, Judgement::Right(_))
    }

    /// How it stands with the answer.
    pub fn mark(&self) -> Mark {
        match self {
            Judgement::Right(_) => Mark::Right,
            Judgement::Wrong(Why::Undecided | Why::BrokeOff) => Mark::Undecided,
            Judgement::Wrong(_) => Mark::Wrong,
        }
    }

    /// Whether as much was made of it as can be: the fewest steps, nothing slow.
    pub fn is_best(&self) -> bool {
        match *self {
            Judgement::Right(Grade::Plain) => true,
            Judgement::Right(Grade::Steps { taken, fewest }) => taken <= fewest,
            Judgement::Right(Grade::Proved { items, possible }) => !is_slow(items, possible),
            Judgement::Wrong(_) => false,
        }
    }
}

/// Whether a throughput is much less than what is possible.
pub fn is_slow(items: u32, possible: u32) -> bool {
    f64::from(items) < f64::from(possible) * SLOW
}

/// What comes of an answer to a challenge in this variant.
pub fn judge(challenge: &Challenge, variant: u32, answer: &Answer) -> Judgement {
    let variant = Variant::of(challenge, variant);
    let judged = match (&challenge.task, answer) {
        (
            Task::Predict(_) | Task::WhichIsSafe(_) | Task::Explain { .. },
            Answer::Choice(chosen),
        ) => judge_choice(challenge, &variant, *chosen),
        (Task::BeTheScheduler { reach, by, fewest }, Answer::Schedule(text)) => {
            judge_schedule(challenge, &variant, text, (reach, *by), *fewest)
        }
        (Task::Repair { .. }, Answer::Text(text)) => judge_text(challenge, &variant, text),
        (Task::Order { .. }, Answer::Lines(lines)) => {
            let pool = challenge.pool(&variant).len();
            let is_possible = lines
                .iter()
                .enumerate()
                .all(|(at, it)| usize::from(*it) < pool && !lines[..at].contains(it));
            match is_possible {
                true => judge_text(challenge, &variant, &challenge.with_lines(&variant, lines)),
                false => Err(Why::NoAnswer),
            }
        }
        (Task::FillIn { .. }, Answer::State(filled)) => judge_state(challenge, &variant, filled),
        _ => Err(Why::NoAnswer),
    };
    match judged {
        Ok(grade) => Judgement::Right(grade),
        Err(why) => Judgement::Wrong(why),
    }
}

type Judged = Result<Grade, Why>;

/// The choice that is right.
pub fn right_choice(challenge: &Challenge, variant: &Variant) -> Option<u8> {
    let is_right = |index: &usize| -> bool {
        match challenge.task {
            Task::Predict(claims) => holds(challenge, variant, claims[*index]),
            Task::WhichIsSafe(_) => challenge
                .offers(variant)
                .get(*index)
                .is_some_and(|it| broken_at(challenge, variant, it) == Ok(None)),
            Task::Explain { run, accounts } => told(challenge, variant, run, accounts[*index]),
            _ => false,
        }
    };
    (0..challenge.task.choices()).find(is_right).map(|it| it as u8)
}

fn judge_choice(challenge: &Challenge, variant: &Variant, chosen: u8) -> Judged {
    if usize::from(chosen) >= challenge.task.choices() {
        return Err(Why::NoAnswer);
    }
    let right = right_choice(challenge, variant).ok_or(Why::Undecided)?;
    if chosen == right {
        return Ok(Grade::Plain);
    }
    let against = match challenge.task {
        Task::WhichIsSafe(_) => {
            broken_at(challenge, variant, &challenge.offers(variant)[usize::from(chosen)])
                .ok()
                .flatten()
        }
        Task::Predict(claims) => match claims[usize::from(chosen)] {
            Claim::Ends(object, values) => {
                match ends_otherwise(challenge, variant, object, values) {
                    Some(Against::Ends(ends)) => {
                        let ends = Box::new(ends);
                        return Err(Why::Choice { chosen, right, against: None, ends: Some(ends) });
                    }
                    Some(Against::Breaks(breaks)) => Some(breaks),
                    None => None,
                }
            }
            _ => shortest(challenge, variant),
        },
        _ => None,
    };
    Err(Why::Choice { chosen, right, against, ends: None })
}

/// The program of a challenge, as it is asked about.
pub fn program_of(challenge: &Challenge, variant: &Variant) -> Option<Arc<Program>> {
    compiled(&challenge.source(variant), &challenge.configuration(variant))
}

fn compiled(source: &str, configuration: &Configuration) -> Option<Arc<Program>> {
    catalogue::build(source, configuration).ok().map(|(program, _, _)| Arc::new(program))
}

fn verdict(program: &Arc<Program>) -> Verdict {
    let options = Options { most_states: MOST_STATES, ..Options::default() };
    checker::check(program, &options, &mut |_| ControlFlow::Continue(())).verdict
}

fn holds(challenge: &Challenge, variant: &Variant, claim: Claim) -> bool {
    let Some(program) = program_of(challenge, variant) else { return false };
    match claim {
        Claim::Safe => verdict(&program) == Verdict::Safe,
        Claim::Breaks(name) => {
            matches!(verdict(&program), Verdict::Violated(found) if found.kind.name() == name)
        }
        Claim::Ends(object, values) => {
            let name = crate::lesson::renamed(object, &variant.names);
            endings(&program, &name).is_some_and(|it| it.keys().eq(values))
        }
        Claim::OfAThousand(least, most) => {
            let walks =
                checker::walk(&program, 1, RUNS, RUN_STEPS, &mut |_| ControlFlow::Continue(()));
            let ends = walks.broken.iter().filter(|(kind, _)| kind.ends_a_run());
            let broken = ends.map(|(_, runs)| runs).sum();
            (u32::from(least)..=u32::from(most)).contains(&broken)
        }
    }
}

/// The shortest way to break the program of a challenge as it stands, if there is one.
pub fn shortest(challenge: &Challenge, variant: &Variant) -> Option<Breaks> {
    let configuration = challenge.configuration(variant);
    let source = challenge.source(variant);
    let of_all_sizes = matches!(challenge.task, Task::Repair { .. });
    if of_all_sizes && let Ok(found) = broken_at(challenge, variant, &source) {
        return found;
    }
    let program = compiled(&source, &configuration)?;
    match verdict(&program) {
        Verdict::Violated(found) => Some(told_as(&source, &configuration, &program, &found)),
        _ => None,
    }
}

fn told_as(
    source: &str,
    configuration: &Configuration,
    program: &Program,
    found: &Counterexample,
) -> Breaks {
    Breaks {
        kind: found.kind,
        size: [Setting::Producers, Setting::Consumers, Setting::Capacity]
            .map(|it| configuration.get(it)),
        schedule: write_schedule(program, &found.schedule),
        steps: found.schedule.len(),
        abstraction: abstraction_of(source, configuration),
    }
}

/// How a text breaks with up to two producers, consumers and slots; by the fewest steps.
fn broken_at(
    challenge: &Challenge,
    variant: &Variant,
    source: &str,
) -> Result<Option<Breaks>, Why> {
    let configuration = challenge.configuration(variant);
    let mut nearest: Option<(usize, Configuration, Arc<Program>, Counterexample)> = None;
    let mut is_whole = false;
    for size in 0..8 {
        // A whole program has its numbers in itself.
        if size > 0 && is_whole {
            break;
        }
        let number = |bit: u32| 1 + (size >> bit & 1);
        let configuration = configuration
            .with(Setting::Producers, number(0))
            .with(Setting::Consumers, number(1))
            .with(Setting::Capacity, number(2));
        let program = compiled(source, &configuration).ok_or(Why::Unreadable)?;
        is_whole = program.form == Form::Whole;
        match verdict(&program) {
            Verdict::Safe => {}
            Verdict::Undecided(_) => return Err(Why::Undecided),
            Verdict::Violated(found) => {
                let steps = found.schedule.len();
                if nearest.as_ref().is_none_or(|(fewest, ..)| steps < *fewest) {
                    nearest = Some((steps, configuration, program, found));
                }
            }
        }
    }
    Ok(nearest.map(|(_, configuration, program, found)| {
        told_as(source, &configuration, &program, &found)
    }))
}

fn judge_schedule(
    challenge: &Challenge,
    variant: &Variant,
    text: &str,
    (reach, by): (&str, Option<&str>),
    fewest: usize,
) -> Judged {
    let program = program_of(challenge, variant).ok_or(Why::Unreadable)?;
    let turns = read_schedule(&program, text).map_err(|_| Why::NoAnswer)?;
    let (run, taken) = Run::replay_to_its_end(program, &turns)
        .map_err(|problem| Why::Impossible { step: problem.step })?;
    reached(&run, reach, by)?;
    Ok(Grade::Steps { taken, fewest })
}

/// Whether a run has come to the violation that is to be reached.
///
/// # Errors
///
/// Says what happened instead.
pub fn reached(run: &Run, reach: &str, by: Option<&str>) -> Result<(), Why> {
    let Some(Ending::Broken(violation)) = run.ending() else { return Err(Why::NothingBroke) };
    let kind = violation.kind();
    let breaker = run.recent().next_back().map(|it| run.program().name_of(it.thread).to_string());
    let is_by = by.is_none_or(|by| breaker.as_deref() == Some(by));
    if kind.name() == reach && is_by { Ok(()) } else { Err(Why::Another(kind)) }
}

fn judge_text(challenge: &Challenge, variant: &Variant, text: &str) -> Judged {
    let keeps: &[&str] = match challenge.task {
        Task::Repair { keeps } => keeps,
        _ => &[],
    };
    let renamed = |line: &&str| crate::lesson::renamed(line, &variant.names);
    let keeps: Vec<String> = keeps.iter().map(renamed).collect();
    let written: Vec<&str> = text.lines().map(code_of).filter(|it| !it.is_empty()).collect();
    for kept in &keeps {
        // Lines that are kept together follow each other.
        let lines: Vec<&str> = kept.lines().collect();
        if !written.windows(lines.len()).any(|it| it == lines) {
            return Err(Why::LineGone(lines.last().map_or_else(String::new, |&it| it.to_owned())));
        }
    }
    let keeps: Vec<String> = keeps.iter().flat_map(|it| it.lines()).map(str::to_owned).collect();
    if let Some(breaks) = broken_at(challenge, variant, text)? {
        return Err(Why::Breaks(breaks));
    }
    let configuration = challenge.configuration(variant);
    let solution = match challenge.stated(challenge.solution, variant) {
        Answer::Text(text) => text,
        Answer::Lines(lines) => challenge.with_lines(variant, &lines),
        _ => return Err(Why::Undecided),
    };
    let work = |text: &str| Work::of(text, &configuration, &keeps);
    let (own, stated) =
        (work(text).ok_or(Why::Unreadable)?, work(&solution).ok_or(Why::Undecided)?);
    match own.lacks(&stated) {
        Some(Deed::Runs(line)) => return Err(Why::LineNotRun(line)),
        Some(Deed::Produces | Deed::Consumes) => return Err(Why::DoesNotWork),
        None => {}
    }
    if !own.prints_what(&stated) {
        return Err(Why::DoesNotWork);
    }
    if !stated.is_all_consumed() {
        return Ok(Grade::Plain);
    }
    if !own.is_all_consumed() {
        return Err(Why::DoesNotWork);
    }
    let endless = with_several(&configuration, 0);
    let items = |text: &str| compiled(text, &endless).map(|it| throughput(&it));
    let possible = items(&solution).ok_or(Why::Undecided)?;
    Ok(Grade::Proved { items: items(text).ok_or(Why::Unreadable)?, possible })
}

/// What stands in the blanks after the steps of the moment.
pub fn right_state(challenge: &Challenge, variant: &Variant) -> Option<Vec<Filled>> {
    let Task::FillIn { blanks, .. } = challenge.task else { return None };
    let run = moment(challenge, variant)?;
    blanks.iter().map(|blank| filled(&run, variant, *blank)).collect()
}

/// The run up to the moment that is asked about.
pub fn moment(challenge: &Challenge, variant: &Variant) -> Option<Run> {
    let text = match challenge.task {
        Task::FillIn { moments, .. } => moments[variant.moment % moments.len()],
        Task::Explain { run, .. } => run,
        _ => return None,
    };
    replayed(program_of(challenge, variant)?, text)
}

fn replayed(program: Arc<Program>, text: &str) -> Option<Run> {
    let turns = read_schedule(&program, text).ok()?;
    Run::replay(program, &turns).ok()
}

fn filled(run: &Run, variant: &Variant, blank: Blank) -> Option<Filled> {
    let program = run.program();
    let named = |name: &str| {
        let name = crate::lesson::renamed(name, &variant.names);
        program.objects.iter().zip(0..).find(|(it, _)| it.name == name)
    };
    Some(match blank {
        Blank::Value(name) => Filled::Number(value(run, named(name)?.0)),
        Blank::Waiting(name) => {
            let (_, index) = named(name)?;
            let waits = |it: &ThreadId| matches!(run.standing(*it), Standing::Waiting(object) if object.0 == index);
            let waiting = program.thread_ids().filter(waits);
            Filled::Threads(waiting.map(|it| program.name_of(it).to_string()).collect())
        }
    })
}

/// The number that an object holds: of a buffer, how many items lie in it.
fn value(run: &Run, object: &Object) -> i64 {
    let memory = run.machine().memory();
    match object.kind {
        ObjectKind::Lock | ObjectKind::ReentrantLock => i64::from(memory.get(object.base) != 0),
        _ => memory.get(object.base),
    }
}

fn judge_state(challenge: &Challenge, variant: &Variant, filled: &[Filled]) -> Judged {
    let right = right_state(challenge, variant).ok_or(Why::Undecided)?;
    if filled.len() != right.len() {
        return Err(Why::NoAnswer);
    }
    let is_same = |one: &Filled, other: &Filled| match (one, other) {
        // In any order. In a link, nobody is an empty list.
        (Filled::Threads(one), Filled::Threads(other)) => {
            let sorted = |names: &[String]| {
                let mut names = names.to_vec();
                names.sort();
                names
            };
            sorted(one) == sorted(other)
        }
        (one, other) => one == other,
    };
    let wrong =
        (0..).zip(filled.iter().zip(&right)).filter(|(_, (one, other))| !is_same(one, other));
    let wrong: Vec<u8> = wrong.map(|(index, _)| index).collect();
    if wrong.is_empty() { Ok(Grade::Plain) } else { Err(Why::Blanks(wrong)) }
}

/// Whether these facts are found in the run, in this order.
fn told(challenge: &Challenge, variant: &Variant, run: &str, account: &[Fact]) -> bool {
    let Some(program) = program_of(challenge, variant) else { return false };
    let Ok(turns) = read_schedule(&program, run) else { return false };
    let source = challenge.source(variant);
    let mut run = Run::new(program);
    let mut facts = account.iter().peekable();
    for Turn { thread, choice } in turns {
        let Advance::Stepped(moment) = run.advance(thread, choice) else { return false };
        // One step is no two like facts.
        let mut last = None;
        while let Some(fact) =
            facts.next_if(|it| last != Some(**it) && is_fact(&run, &moment, &source, variant, **it))
        {
            last = Some(*fact);
        }
    }
    let stood = |kind: &str| matches!(run.ending(), Some(Ending::Broken(violation)) if violation.name() == kind);
    while facts.next_if(|it| matches!(it, Fact::Stood(kind) if stood(kind))).is_some() {}
    facts.next().is_none()
}

fn is_fact(
    run: &Run,
    moment: &crate::engine::Moment,
    source: &str,
    variant: &Variant,
    fact: Fact,
) -> bool {
    let name = |id: ThreadId| run.program().name_of(id).to_string();
    match fact {
        Fact::Did(thread, words) => {
            let words = crate::lesson::renamed(words, &variant.names);
            let line = source.lines().nth(usize::from(moment.line.0)).unwrap_or_default();
            name(moment.thread) == thread && line.contains(&words)
        }
        Fact::Slept(thread, object) => {
            let object = crate::lesson::renamed(object, &variant.names);
            moment.slept.iter().any(|it| {
                name(it.thread) == thread && run.program().object(it.object).name == object
            })
        }
        Fact::Broke(thread, kind) => {
            let broken = moment.violation.as_ref().map(Violation::name);
            name(moment.thread) == thread && broken == Some(kind)
        }
        Fact::Stood(_) => false,
    }
}
