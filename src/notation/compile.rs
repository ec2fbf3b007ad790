//! From the syntax tree to the program: what a text means.
//!
//! First the declarations become shared objects, then each role becomes code; functions
//! are put in where they are called. All problems of a text are found in one go.

mod attempts;
mod calls;
mod code_size;
mod containers;
mod critical_section;
mod declarations;
mod expressions;
mod functions;
mod invariants;
mod locals;
mod operations;
mod reentrance;
mod roles;
mod scope;
mod statements;

use super::problem::Diagnostic;
use super::tree::Module;
use crate::program::{Program, Runtime};
use crate::python::Knobs;
use serde::{Deserialize, Serialize};

pub use crate::program::MOST_INSTRUCTIONS;
pub use code_size::MOST_CELLS;
pub use declarations::{assigned_in, globals_in};

/// How fine a step is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum Granularity {
    /// A statement is one step, `put` and `get` included.
    Operation,
    /// A statement is one step; `put` and `get` are two.
    Statement,
    /// Every access to shared state is a step.
    #[default]
    Access,
}

impl Granularity {
    /// All of them, from coarse to fine.
    pub const ALL: [Granularity; 3] =
        [Granularity::Operation, Granularity::Statement, Granularity::Access];

    /// The name that links and the command line use.
    pub fn name(self) -> &'static str {
        match self {
            Granularity::Operation => "operation",
            Granularity::Statement => "statement",
            Granularity::Access => "access",
        }
    }

    /// The granularity with this name.
    pub fn named(name: &str) -> Option<Granularity> {
        Granularity::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// What is chosen beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// How many threads run `producer`.
    pub producers: u16,
    /// How many threads run `consumer`.
    pub consumers: u16,
    /// The constant `capacity`, at least 1.
    pub capacity: u16,
    /// How many items each producer makes; 0 is without end.
    pub items: u32,
    /// How many items each consumer takes before it ends; 0 is without end.
    pub takes: u32,
    /// How fine a step is.
    pub granularity: Granularity,
    /// What runs the threads. One that says itself where a step ends leaves nothing to the granularity.
    pub runtime: Runtime,
    /// Whether threads that wait at a condition may wake without having been notified.
    pub spurious_wakes: bool,
    /// The knobs of a whole program that are set.
    pub knobs: Knobs,
}

impl Default for Setup {
    /// The defaults of the command line.
    fn default() -> Self {
        Setup {
            producers: 1,
            consumers: 1,
            capacity: 1,
            items: 0,
            takes: 0,
            granularity: Granularity::Access,
            runtime: Runtime::Threads,
            spurious_wakes: false,
            knobs: Knobs::default(),
        }
    }
}

/// Gives a text its meaning, and what it may not be meant to say. `source` is the text that the tree
/// was read from.
///
/// # Errors
///
/// Gives everything that is wrong with it, in the order of the text.
pub fn compile(
    module: &Module,
    source: &str,
    setup: &Setup,
) -> Result<(Program, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let setup = &match setup.runtime {
        Runtime::Threads => *setup,
        Runtime::CpythonGil => Setup { granularity: Granularity::Access, ..*setup },
    };
    let program = roles::program(module, source, setup, &mut problems);
    problems.sort_by_key(|it| it.span);
    // A function that is put in twice has its problems twice.
    problems.dedup();
    let (warnings, problems): (Vec<_>, Vec<_>) =
        problems.into_iter().partition(|it| it.problem.is_warning());
    if problems.is_empty() { Ok((program, warnings)) } else { Err(problems) }
}
