//! What a whole program can print last, and whether it ends.
//!
//! All states are looked through once more, without reductions, and what breaks a rule on the way does not
//! stop that. A line is read off the step that prints it and never kept in a state: a line is the last one
//! of some run if from the state behind that step the end can be reached without another line of `main`.

use super::options::{Options, Progress};
use super::report::{Halt, WhyUndecided};
use super::search::{End, LastLine, LastLines, Lines, Search};
use super::transition_cache::PrintedLine;
use crate::engine::{Machine, Turn, ViolationKind, ViolationKinds, can_look};
use crate::program::{Form, Item, Program};
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;
use std::sync::Arc;

/// More lines than so many are too many to be an answer.
pub const MOST_LINES: usize = 1_000;

/// Whether a whole program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ends {
    /// From every state its end can be reached.
    Always,
    /// From some states.
    Sometimes,
    /// From none.
    Never,
    /// It goes on until it is stopped from outside, and is meant to.
    UntilStopped,
}

impl Ends {
    /// The stable machine name.
    pub fn name(self) -> &'static str {
        match self {
            Ends::Always => "always",
            Ends::Sometimes => "sometimes",
            Ends::Never => "never",
            Ends::UntilStopped => "until stopped",
        }
    }
}

/// A line that can be the last one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastLineOutcome {
    /// The line, without its end; empty where `main` printed none.
    pub line: String,
    /// A schedule of a run that ends with it.
    pub schedule: Vec<Turn>,
}

impl LastLineOutcome {
    /// Whether part of it is not followed, so that it stands for every line that looks like it.
    pub fn is_open(&self) -> bool {
        self.line.contains('…')
    }
}

/// What came of the search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcomes {
    /// All is known.
    Known {
        /// Whether it ends.
        ends: Ends,
        /// The lines, the nearest first; `None` where there are [too many](MOST_LINES).
        lines: Option<Vec<LastLineOutcome>>,
    },
    /// It is not known.
    Undecided(WhyUndecided),
    /// The program cannot be searched in this way: it is one of roles, its items have to be told apart, or `main`
    /// prints a line in pieces between which others can move.
    Unfit,
}

impl Outcomes {
    /// Whether the program ends, if that is known.
    pub fn ends(&self) -> Option<Ends> {
        match self {
            Outcomes::Known { ends, .. } => Some(*ends),
            Outcomes::Undecided(_) | Outcomes::Unfit => None,
        }
    }

    /// The lines, if they are known and not too many.
    pub fn lines(&self) -> Option<&[LastLineOutcome]> {
        match self {
            Outcomes::Known { lines, .. } => lines.as_deref(),
            Outcomes::Undecided(_) | Outcomes::Unfit => None,
        }
    }

    /// The stable machine name of why nothing is known, if that is so.
    pub fn undecided_because(&self) -> Option<&'static str> {
        match self {
            Outcomes::Known { .. } => None,
            Outcomes::Undecided(why) => Some(why.name()),
            Outcomes::Unfit => Some("items"),
        }
    }
}

/// Finds out what a whole program can print last, and whether it ends.
pub fn outcomes(
    program: &Arc<Program>,
    options: &Options,
    watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> Outcomes {
    if program.form != Form::Whole || can_look(program) {
        return Outcomes::Unfit;
    }
    let program = &super::with_limits(program);
    let wanted = ViolationKinds::NONE.with(ViolationKind::Grows);
    let options = Options { wanted, leaves_growth_open: false, ..*options };
    match search(program, &options, watch) {
        Ok(outcomes) => outcomes,
        Err(Halt::Unfit) => Outcomes::Unfit,
        Err(Halt::Memory) => Outcomes::Undecided(WhyUndecided::Memory),
        Err(Halt::Stopped) => Outcomes::Undecided(WhyUndecided::Stopped),
    }
}

fn search(
    program: &Arc<Program>,
    options: &Options,
    watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> Result<Outcomes, Halt> {
    let mut search = Search::showing(program, options)?;
    match search.run(options.most_states, watch)? {
        End::AllSeen => {}
        End::Found(_) => return Ok(Outcomes::Undecided(WhyUndecided::Grows)),
        End::Undecided(why) => return Ok(Outcomes::Undecided(why)),
    }
    let LastLines { ends, found } = search.last_lines(MOST_LINES, watch).ok_or(Halt::Stopped)?;
    let found = match found {
        Lines::Known(found) => found,
        Lines::TooMany => return Ok(Outcomes::Known { ends, lines: None }),
        Lines::InPieces => return Err(Halt::Unfit),
    };
    let mut lines: Vec<LastLineOutcome> = Vec::new();
    for LastLine { printed, state, turns } in found {
        let printed =
            printed.or_else(|| state.is_none().then(|| printed_at_start(program)).flatten());
        let printed = printed.unwrap_or_default();
        if printed.iter().any(|it| it.values.iter().any(|&it| Item::from_value(it).is_some())) {
            return Err(Halt::Unfit);
        }
        let line = last_line(&program.words_of(&printed));
        // Different prints can come to the same words.
        if lines.iter().any(|it| it.line == line) {
            continue;
        }
        let mut schedule = match state {
            Some(state) => search.way_to_state(state, watch)?.turns,
            None => Vec::new(),
        };
        schedule.extend(turns);
        lines.push(LastLineOutcome { line, schedule });
    }
    Ok(Outcomes::Known { ends, lines: Some(lines) })
}

/// What `main` printed before its first step, if anything.
pub(super) fn printed_at_start(program: &Arc<Program>) -> Option<PrintedLine> {
    let (_, mut work) = Machine::new(program.clone());
    let printed = std::mem::take(&mut work.get_mut(program.main()?.index())?.printed);
    (!printed.is_empty()).then(|| printed.into())
}

/// The last line of some words.
pub(super) fn last_line(words: &str) -> String {
    let whole = words.strip_suffix('\n').unwrap_or(words);
    whole.rsplit('\n').next().unwrap_or_default().to_owned()
}
