//! The messages between a page that embeds Interleave and the simulator in its frame, version 1.
//!
//! Both ways a message is a plain object, `{ interleave: 1, type: "…", … }`, sent by `postMessage`. A host
//! sends [`Command`]s and hears [`Event`]s. With an `id` (a text or a number) a command is answered
//! by exactly one `state` or `error` that carries the same `id`; `check` is answered once more, by `checked`,
//! when the verdict is there. A command that is refused changes nothing.
//!
//! ```js
//! frame.contentWindow.postMessage({ interleave: 1, type: "step", thread: "P1", id: 7 }, origin);
//! addEventListener("message", ({ data, source }) => {
//!   if (source !== frame.contentWindow || data?.interleave !== 1) return;
//!   if (data.type === "violation") console.log(data.title, data.text);
//! });
//! ```
//!
//! The frame hears only the page around it, and answers only that. A message without `interleave` is meant for
//! somebody else and is left alone. What version 1 says it goes on to say: names are added, and never renamed.

use super::parameters::Parameters;
use super::value::Value;

/// The version that is spoken here.
pub const VERSION: usize = 1;

/// What a host can ask for. The names in the examples are those of `type`.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// `{ type: "load", program: "three-semaphores", faults: ["skip-spaces-wait"], step: 12 }` opens a program
    /// of the catalogue; the further properties are the names of an address (docs/embedding.md). `text`
    /// takes the place of the program's own text.
    Load(Box<Parameters>),
    /// `{ type: "load", link: "v1=…" }` opens what a link holds.
    LoadLink(String),
    /// `{ type: "run" }` lets time pass. A run that has ended begins again.
    Run,
    /// `{ type: "pause" }`.
    Pause,
    /// `{ type: "step" }` makes one step, by whoever is next; `thread: "C1"` says by whom.
    Step {
        /// The short name of the thread.
        thread: Option<String>,
    },
    /// `{ type: "back" }` goes one step back.
    Back,
    /// `{ type: "seek", step: 12 }` goes to that step of the run; 0 is its start.
    Seek {
        /// How many steps have been made there.
        step: usize,
    },
    /// `{ type: "reset" }` begins another run.
    Reset,
    /// `{ type: "set", faults: ["producer-skips-mutex"], capacity: 2, speed: 8, lang: "pt-BR" }` changes what is
    /// named and nothing else. `faults` are all that are on afterwards.
    Set(Box<Parameters>),
    /// `{ type: "check" }` looks through every schedule, and answers `checked`.
    Check,
    /// `{ type: "outcomes" }` asks what a whole program can print last. It looks through every schedule, and answers
    /// `checked` and then `outcomes`; programs of roles refuse with `not-available`.
    Outcomes,
    /// `{ type: "get-state" }` is answered by `state`.
    GetState,
}

impl Command {
    /// The names that `type` can have.
    pub const TYPES: [&str; 11] = [
        "load",
        "run",
        "pause",
        "step",
        "back",
        "seek",
        "reset",
        "set",
        "check",
        "outcomes",
        "get-state",
    ];
}

/// What a host hears.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// `ready`: from now on commands are heard. With the names of those in `commands`.
    Ready,
    /// `state`: another program or run, or the run was let go or stopped; and the answer to each command.
    State(Box<State>),
    /// `step`: another step of the run is shown. While a run goes fast, one message stands for the steps of a frame.
    Step {
        /// How many steps have been made at the one that is shown.
        step: usize,
        /// How many steps of the run are known.
        length: usize,
        /// Who made it, and in which line; none at the start.
        made_by: Option<(String, usize)>,
        /// What it did, in the reader's language.
        text: String,
    },
    /// `violation`: the step that is shown broke a rule, and the run is over.
    Violation {
        /// The stable name of the rule.
        kind: &'static str,
        /// What it is called, in the reader's language.
        title: String,
        /// Who did what to which item, in the reader's language.
        text: String,
        /// The number of the step; 0 where no step was needed.
        step: usize,
    },
    /// `finished`: all items are consumed, and nothing was broken.
    Finished {
        /// How many steps it took.
        step: usize,
    },
    /// `checked`: a verdict.
    Checked(Box<Checked>),
    /// `outcomes`: what a whole program can print last.
    Outcomes(Box<Outcomes>),
    /// `goal`: the challenge that is open is done.
    Goal {
        /// Its stable name.
        lesson: &'static str,
        /// The number of its variant.
        variant: usize,
        /// The stars it has brought, at most three.
        stars: usize,
        /// How many answers were given, this one among them.
        tries: usize,
        /// How sure the reader was, 1 to 3; 0 where that was not said.
        sure: usize,
    },
    /// `height`: how many CSS pixels the page would like to be high at its present width.
    Height(usize),
    /// `error`: a command was refused, and nothing was changed.
    Error(Refusal),
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The stable name of the program, and whether its text is the reader's own.
    pub program: (&'static str, bool),
    /// The faults that are on.
    pub faults: Vec<&'static str>,
    /// The numbers, by their names.
    pub numbers: Vec<(&'static str, usize)>,
    /// `operation`, `statement` or `access`.
    pub granularity: &'static str,
    /// `threads` or `cpython-gil`.
    pub runtime: &'static str,
    /// The names of the threads.
    pub threads: Vec<String>,
    /// Whether they are real, and not simulated.
    pub has_real_threads: bool,
    /// Whether time passes.
    pub is_running: bool,
    /// How many steps have been made, and how many are known.
    pub position: (usize, usize),
    /// `finished`, or the name of the rule that the run broke.
    pub ending: Option<&'static str>,
    /// What is wrong with the text: line, column, sentence.
    pub problems: Vec<(usize, usize, String)>,
    /// The tag of the language.
    pub language: &'static str,
    /// All of it as a link, for `load` and for an address. Without the steps where they are too many.
    pub link: String,
}

/// What a check found.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// `safe`, `violated` or `undecided`.
    pub verdict: &'static str,
    /// The name of the rule that can be broken.
    pub violation: Option<&'static str>,
    /// How many steps that takes, and the steps, as `steps` takes them.
    pub way: Option<(usize, String)>,
    /// Whether no other way is shorter.
    pub is_shortest: bool,
    /// How many states were looked at.
    pub states: usize,
    /// What the reader expected, and whether it came true.
    pub prediction: Option<(&'static str, bool)>,
    /// Title and explanation, in the reader's language.
    pub words: (String, String),
}

/// What a whole program can print last.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcomes {
    /// Whether it ends: `always`, `sometimes`, `never`, `until stopped`; `None` where that is not decided.
    pub ends: Option<&'static str>,
    /// The lines; `None` where there are too many, or it is not decided.
    pub lines: Option<Vec<LastLine>>,
    /// How many random runs were made.
    pub random_runs: usize,
    /// How many of them came to their end.
    pub random_runs_that_ended: usize,
    /// Why it is not decided.
    pub undecided_because: Option<&'static str>,
    /// The same in a sentence, in the reader's language.
    pub text: String,
}

/// A line that can be the last one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastLine {
    /// The line; empty where nothing was printed.
    pub line: String,
    /// How many steps lead to it, and the steps, as `steps` takes them.
    pub way: (usize, String),
    /// In how many of the random runs it was the last one.
    pub random_runs: usize,
}

/// Why a command was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The kind of reason.
    pub code: Code,
    /// What exactly, for the author of the host page.
    pub message: String,
}

/// The kinds of reasons for which a command is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// `unknown-version`: it is of a version that is not spoken here.
    UnknownVersion,
    /// `unknown-type`: there is no such command.
    UnknownType,
    /// `malformed`: a property is missing, of no use, or not one of the command's.
    Malformed,
    /// `unknown-name`: no program, fault, thread or choice has this name.
    UnknownName,
    /// `out-of-range`: the number is not one of those that can be chosen.
    OutOfRange,
    /// `damaged-link`: the link, or the steps, say nothing that can be shown.
    DamagedLink,
    /// `text-is-wrong`: the program's text has to be put right first.
    TextIsWrong,
    /// `not-possible`: this cannot be done at the step that is shown.
    NotPossible,
    /// `not-available`: this page cannot do it.
    NotAvailable,
}

impl Code {
    /// The name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Code::UnknownVersion => "unknown-version",
            Code::UnknownType => "unknown-type",
            Code::Malformed => "malformed",
            Code::UnknownName => "unknown-name",
            Code::OutOfRange => "out-of-range",
            Code::DamagedLink => "damaged-link",
            Code::TextIsWrong => "text-is-wrong",
            Code::NotPossible => "not-possible",
            Code::NotAvailable => "not-available",
        }
    }

    /// A refusal for this kind of reason.
    pub fn because(self, message: impl Into<String>) -> Refusal {
        Refusal { code: self, message: message.into() }
    }
}

impl Event {
    /// The event as the message that is sent; `id` is that of the command it answers.
    pub fn message(&self, id: Option<&Value>) -> Value {
        let mut properties = vec![("interleave", VERSION.into())];
        let mut say = |name: &'static str, value: Value| properties.push((name, value));
        match self {
            Event::Ready => {
                say("type", "ready".into());
                say("commands", Command::TYPES.into_iter().collect());
            }
            Event::State(state) => {
                say("type", "state".into());
                state.say(&mut say);
            }
            Event::Step { step, length, made_by, text } => {
                say("type", "step".into());
                say("step", (*step).into());
                say("length", (*length).into());
                say("thread", made_by.as_ref().map(|it| it.0.clone()).into());
                say("line", made_by.as_ref().map(|it| it.1).into());
                say("text", text.as_str().into());
            }
            Event::Violation { kind, title, text, step } => {
                say("type", "violation".into());
                say("kind", (*kind).into());
                say("title", title.as_str().into());
                say("text", text.as_str().into());
                say("step", (*step).into());
            }
            Event::Finished { step } => {
                say("type", "finished".into());
                say("step", (*step).into());
            }
            Event::Checked(checked) => {
                say("type", "checked".into());
                checked.say(&mut say);
            }
            Event::Outcomes(outcomes) => {
                say("type", "outcomes".into());
                outcomes.say(&mut say);
            }
            Event::Goal { lesson, variant, stars, tries, sure } => {
                say("type", "goal".into());
                say("lesson", (*lesson).into());
                let numbers =
                    [("variant", variant), ("stars", stars), ("tries", tries), ("sure", sure)];
                numbers.into_iter().for_each(|(name, it)| say(name, (*it).into()));
            }
            Event::Height(height) => {
                say("type", "height".into());
                say("height", (*height).into());
            }
            Event::Error(refusal) => {
                say("type", "error".into());
                say("code", refusal.code.name().into());
                say("message", refusal.message.as_str().into());
            }
        }
        properties.extend(id.map(|id| ("id", id.clone())));
        Value::object(properties)
    }
}

impl State {
    fn say(&self, say: &mut impl FnMut(&'static str, Value)) {
        say("program", self.program.0.into());
        say("ownText", self.program.1.into());
        say("faults", self.faults.iter().copied().collect());
        say("numbers", Value::object(self.numbers.iter().map(|&(name, it)| (name, it.into()))));
        say("granularity", self.granularity.into());
        say("runtime", self.runtime.into());
        say("threads", self.threads.iter().map(String::as_str).collect());
        say("realThreads", self.has_real_threads.into());
        say("running", self.is_running.into());
        say("step", self.position.0.into());
        say("length", self.position.1.into());
        say("ending", self.ending.into());
        let problem = |(line, column, message): &(usize, usize, String)| {
            let message = message.as_str().into();
            Value::object([
                ("line", (*line).into()),
                ("column", (*column).into()),
                ("message", message),
            ])
        };
        say("problems", Value::List(self.problems.iter().map(problem).collect()));
        say("language", self.language.into());
        say("link", self.link.as_str().into());
    }
}

impl Checked {
    fn say(&self, say: &mut impl FnMut(&'static str, Value)) {
        say("verdict", self.verdict.into());
        say("violation", self.violation.into());
        say("length", self.way.as_ref().map(|it| it.0).into());
        say("steps", self.way.as_ref().map(|it| it.1.as_str()).into());
        say("shortest", self.is_shortest.into());
        say("states", self.states.into());
        say("prediction", self.prediction.map(|it| it.0).into());
        say("predictionHolds", self.prediction.map(|it| it.1).into());
        say("title", self.words.0.as_str().into());
        say("text", self.words.1.as_str().into());
    }
}

impl Outcomes {
    fn say(&self, say: &mut impl FnMut(&'static str, Value)) {
        let line = |it: &LastLine| {
            Value::object([
                ("line", it.line.as_str().into()),
                ("length", it.way.0.into()),
                ("steps", it.way.1.as_str().into()),
                ("randomRuns", it.random_runs.into()),
            ])
        };
        let lines = self.lines.as_ref().map(|all| Value::List(all.iter().map(line).collect()));
        say("ends", self.ends.into());
        say("lines", lines.into());
        say("randomRuns", self.random_runs.into());
        say("randomRunsThatEnded", self.random_runs_that_ended.into());
        say("undecidedBecause", self.undecided_because.into());
        say("text", self.text.as_str().into());
    }
}
