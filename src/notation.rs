//! The notation in which programs are written: a part of Python.
//!
//! [`parse`] turns a text into a [`Module`], and says everything that is wrong with it;
//! [`print`](print()) turns it back into text. [`compile`](compile()) gives it its meaning, and
//! [`read`](read()) does all of it.

mod compile;
mod globals;
mod highlight;

mod layout;
mod meaning;
mod parse;
mod print;
mod problem;
mod read;
mod span;
mod syntax;
mod tokens;
pub mod tree;
pub mod vocabulary;

pub use crate::program::Runtime;
#[cfg(not(target_arch = "wasm32"))]
pub use crate::python::imported_by;
pub use crate::python::{
    Knob, KnobName, Knobs, Refusal, Refused, knobs_of, runs_tasks_or_processes,
};
pub use crate::python::{Lint, LintKind, lint};
use compile::assigned_in;
pub use compile::globals_in;
pub use compile::{Granularity, MOST_CELLS, MOST_INSTRUCTIONS, Setup, compile};
pub use globals::with_globals;
pub use highlight::{Paint, highlight};
pub use meaning::MeaningProblem;
pub use parse::{MOST_BYTES, MOST_LINES, MOST_NESTING, MOST_OPERATIONS, parse};
pub use print::print;
pub use problem::{Diagnostic, Problem};
pub use read::{Reading, read};
pub use span::Span;
pub use syntax::SyntaxProblem;
pub use tree::*;
