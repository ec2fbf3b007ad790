//! What a check finds that changes no verdict: soft violations, and whether the program ends.

use super::console::plain;
use super::json;
use crate::checker::{self, Ends, Options, Progress, Soft};
use crate::engine::{Turn, write_schedule};
use crate::program::{Form, Pc, Program, ThreadId};
use crate::session::{Told, describe_line};
use crate::text::{Text, fill};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Whether a program ends is looked for in so many states at most: `interleave outcomes` looks further.
const MOST_STATES: u64 = 500_000;

/// A soft violation, in words.
pub struct SoftStory {
    /// Its name.
    pub name: &'static str,
    /// What can happen.
    pub message: String,
    /// The schedule that leads there; `None` where prints are no steps of their own.
    pub turns: Option<Vec<Turn>>,
}

impl SoftStory {
    /// The same in words.
    pub fn of(text: &Text, program: &Program, soft: &Soft) -> SoftStory {
        let words = &text.command;
        let name = |it: ThreadId| program.name_of(it).to_string();
        let line = |(thread, at): (ThreadId, Pc)| {
            let (role, _) = program.role_of(thread);
            describe_line(text, program, role.line(at))
        };
        let (message, turns) = match soft {
            Soft::DataRace { writer, other, both_write, object, element, schedule } => {
                let mut of = program.object(*object).name.clone();
                if let Some(element) = element {
                    of += &format!("[{element}]");
                }
                let says = if *both_write { words.data_race_of_writes } else { words.data_race };
                let said = [name(writer.0), line(*writer), name(other.0), line(*other), of];
                let said: Vec<&str> = said.iter().map(String::as_str).collect();
                (fill(says, &said), Some(schedule.clone()))
            }
            Soft::InterleavedOutput { thread, other, printed } => {
                let last = printed.rsplit('\n').find(|it| !it.is_empty()).unwrap_or_default();
                let said = [name(thread.0), line(*thread), name(*other), plain(last.trim_end())];
                let said: Vec<&str> = said.iter().map(String::as_str).collect();
                (fill(words.interleaved_output, &said), None)
            }
        };
        SoftStory { name: soft.name(), message, turns }
    }

    /// The same as JSON has it.
    pub fn as_json(&self, text: &Text, program: &Arc<Program>) -> json::SoftShown {
        let mut told = Told::new(program.clone());
        if let Some(turns) = &self.turns {
            // A schedule that the checker found can be made.
            let _ = told.follow(text, turns);
        }
        json::SoftShown {
            violation: self.name,
            message: self.message.clone(),
            steps: self.turns.as_ref().map(Vec::len),
            trace: told.trace,
            schedule: self.turns.as_ref().map(|it| write_schedule(program, it)),
        }
    }
}

/// Whether a whole program ends; `None` where that is not known.
pub fn ends(
    program: &Arc<Program>,
    options: &Options,
    watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> Option<Ends> {
    if program.form == Form::Roles {
        return None;
    }
    let options = Options { most_states: options.most_states.min(MOST_STATES), ..*options };
    checker::outcomes(program, &options, watch).ends()
}
