//! The same program as a model for another checker: Promela, which SPIN verifies.
//!
//! It is made from the compiled program and from nothing else: what a step is stands here a second time,
//! in another language, so that SPIN's count of states and its verdicts can be held against those of the
//! checker (`tests/it/oracle`), and a space too large for one search can go to SPIN's.
//!
//! G. J. Holzmann, *The SPIN Model Checker* (2004), describes the language and the verifier.

mod access;
mod beginning;
mod blocking;
mod invariant;
mod model;
mod names;
mod step;
mod value;

pub use model::{Model, promela};

use crate::program::Line;

/// Why a program cannot be exported: a construct whose meaning the model could not keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unexportable {
    /// A number that the 32 bits of a model do not hold.
    Number {
        /// The number.
        value: i64,
        /// The line it stands on; `None` where it is what an object starts with.
        line: Option<Line>,
    },
    /// More items of one producer than there are numbers for.
    Items(u32),
    /// More threads than a model can note as waiting at a condition.
    Threads(usize),
    /// A priority queue in a run without end: it goes by the numbers of items, which only grow.
    EndlessOrder {
        /// What the queue is called.
        name: String,
    },
    /// An invariant whose expression grows beyond what SPIN reads.
    Invariant(Line),
    /// A program that starts its own threads.
    WholeProgram,
}
