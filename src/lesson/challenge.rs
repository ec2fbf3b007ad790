//! What a challenge is made of.

use super::chapter::Chapter;
use super::execution::Execution;
use super::misconception::Misconception;
use super::variant::Variation;
use crate::catalogue::{Granularity, Setting};
use serde::{Deserialize, Serialize};

/// One challenge: three to five minutes.
#[derive(Debug)]
pub struct Challenge {
    /// Its stable name: links use it, and its passages begin with it.
    pub name: &'static str,
    /// Where it belongs.
    pub chapter: Chapter,
    /// About how long it takes.
    pub minutes: u8,
    /// What it is about.
    pub material: Material,
    /// What is to be done.
    pub task: Task,
    /// The beliefs that it is about.
    pub misconceptions: &'static [Misconception],
    /// An answer that is right.
    pub solution: Given,
    /// Answers to expect that are wrong, each for its own reason.
    pub wrong_answers: &'static [WrongAnswer],
    /// What differs from variant to variant, beside the order in which choices stand.
    pub varies: &'static [Variation],
}

/// The program a challenge is about, and its numbers.
#[derive(Debug)]
pub struct Material {
    /// The program of the catalogue that it is, or that it is nearest to.
    pub entry: &'static str,
    /// A text of its own instead.
    pub text: Option<&'static str>,
    /// The faults that are on.
    pub faults: &'static [&'static str],
    /// Numbers other than those the program starts with.
    pub numbers: &'static [(Setting, u32)],
    /// How fine a step is.
    pub granularity: Granularity,
    /// What runs it.
    pub execution: Execution,
}

/// What is to be done.
#[derive(Debug)]
pub enum Task {
    /// Say what will come of it, before it runs. Exactly one claim is true.
    Predict(&'static [Claim]),
    /// Choose who makes each step, until a rule is broken.
    BeTheScheduler {
        /// The name of the violation to be reached.
        reach: &'static str,
        /// The thread that is to break the rule, where it matters which.
        by: Option<&'static str>,
        /// How many steps it takes at least: the checker's number.
        fewest: usize,
    },
    /// Change the text until it is proved for all sizes up to 2.
    Repair {
        /// Lines that have to stay, without their indentation.
        keeps: &'static [&'static str],
    },
    /// Choose the one text that is right: each is the material with these words replaced.
    WhichIsSafe(&'static [&'static [(&'static str, &'static str)]]),
    /// Put lines in order. Among them are some of which the program's faults are made.
    Order {
        /// The first line that is to be found, from 1.
        first: usize,
        /// The last one.
        last: usize,
        /// Faults of the program, whose lines lie among the right ones.
        faults: &'static [&'static str],
    },
    /// Say what holds after some steps.
    FillIn {
        /// Schedules; a variant chooses one. The stated answers are those of the first.
        moments: &'static [&'static str],
        /// What is asked.
        blanks: &'static [Blank],
    },
    /// Choose the account that says who did what, in order.
    Explain {
        /// What happened: a schedule.
        run: &'static str,
        /// The accounts. Exactly one is of this run.
        accounts: &'static [&'static [Fact]],
    },
}

/// The kinds of tasks, in the order predict, run, investigate, modify, make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "see `Task`")]
pub enum TaskKind {
    Predict,
    BeTheScheduler,
    Explain,
    FillIn,
    WhichIsSafe,
    Order,
    Repair,
}

/// What may come of a program with its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// No schedule breaks a rule.
    Safe,
    /// The nearest that breaks one, breaks this.
    Breaks(&'static str),
    /// When all have ended, a variable has one of these values, and each of them can come about.
    Ends(&'static str, &'static [i64]),
    /// Of a thousand random runs, at least and at most so many break a rule.
    OfAThousand(u16, u16),
}

/// Something to be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    /// The number that this object holds: permits, the value of a variable, the elements of a list.
    Value(&'static str),
    /// The threads that wait at this object.
    Waiting(&'static str),
}

/// Something that a thread did in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The thread made a step in a line with these words.
    Did(&'static str, &'static str),
    /// The thread had to wait at this object.
    Slept(&'static str, &'static str),
    /// The thread broke this rule.
    Broke(&'static str, &'static str),
    /// After all that, nobody could go on.
    Stood(&'static str),
}

/// An answer as it is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// One of the choices, from 0.
    Choice(u8),
    /// A schedule.
    Schedule(&'static str),
    /// The text with these words replaced, each where it stands first.
    Replace(&'static [(&'static str, &'static str)]),
    /// Lines by their places in the pool.
    Lines(&'static [u8]),
    /// What was filled in, such as `2` and `C1 C2`.
    State(&'static [&'static str]),
}

/// An answer to expect that is wrong.
#[derive(Clone, Copy, Debug)]
pub struct WrongAnswer {
    /// The answer.
    pub answer: Given,
    /// Why it is refused: the name of a reason of `session::lesson`.
    pub because: &'static str,
    /// What somebody believes who gives it.
    pub misconception: Option<Misconception>,
}

/// An answer as a reader gives it. It travels in hand-in links.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Answer {
    /// One of the choices, in the order of the data.
    Choice(u8),
    /// A schedule, as text.
    Schedule(String),
    /// A program.
    Text(String),
    /// Lines by their places in the pool: first the right ones in their order, then the wrong ones.
    Lines(Vec<u8>),
    /// What was filled in, in the order of the blanks.
    State(Vec<Filled>),
}

/// What was filled in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Filled {
    /// A number.
    Number(i64),
    /// The names of threads, in their order.
    Threads(Vec<String>),
}

impl Task {
    /// What kind of task it is.
    pub fn kind(&self) -> TaskKind {
        match self {
            Task::Predict(_) => TaskKind::Predict,
            Task::BeTheScheduler { .. } => TaskKind::BeTheScheduler,
            Task::Repair { .. } => TaskKind::Repair,
            Task::WhichIsSafe(_) => TaskKind::WhichIsSafe,
            Task::Order { .. } => TaskKind::Order,
            Task::FillIn { .. } => TaskKind::FillIn,
            Task::Explain { .. } => TaskKind::Explain,
        }
    }

    /// How many choices there are.
    pub fn choices(&self) -> usize {
        match self {
            Task::Predict(claims) => claims.len(),
            Task::WhichIsSafe(texts) => texts.len(),
            Task::Explain { accounts, .. } => accounts.len(),
            _ => 0,
        }
    }
}

impl TaskKind {
    /// All of them.
    pub const ALL: [TaskKind; 7] = [
        TaskKind::Predict,
        TaskKind::BeTheScheduler,
        TaskKind::Explain,
        TaskKind::FillIn,
        TaskKind::WhichIsSafe,
        TaskKind::Order,
        TaskKind::Repair,
    ];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            TaskKind::Predict => "predict",
            TaskKind::BeTheScheduler => "be-the-scheduler",
            TaskKind::Explain => "explain",
            TaskKind::FillIn => "fill-in",
            TaskKind::WhichIsSafe => "which-is-safe",
            TaskKind::Order => "order",
            TaskKind::Repair => "repair",
        }
    }
}

impl Answer {
    /// A stated answer, as a reader would give it. `source` is the text it is about.
    pub fn of(given: Given, source: &str) -> Answer {
        match given {
            Given::Choice(choice) => Answer::Choice(choice),
            Given::Schedule(text) => Answer::Schedule(text.to_owned()),
            Given::Replace(words) => Answer::Text(super::source::replaced(source, words)),
            Given::Lines(lines) => Answer::Lines(lines.to_vec()),
            Given::State(filled) => {
                Answer::State(filled.iter().map(|it| Filled::read(it)).collect())
            }
        }
    }
}

impl Filled {
    /// What a text says: a number, or names of threads.
    pub fn read(text: &str) -> Filled {
        match text.trim().parse() {
            Ok(number) => Filled::Number(number),
            Err(_) => Filled::Threads(text.split_whitespace().map(str::to_owned).collect()),
        }
    }
}
