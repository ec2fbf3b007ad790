//! What names mean, from the inside out: a function's own, those of the text, and those
//! that every text has.

use crate::notation::tree::{Block, Parameter};
use crate::program::{Line, Local, ObjectId, Value};

/// What a name stands for.
#[derive(Clone, Copy, Debug)]
pub enum Meaning<'a> {
    /// A value that is known before the threads start.
    Constant(Value),
    /// A variable of the thread's own.
    Local(Local),
    /// A shared object.
    Object(ObjectId),
    /// A sending end of a channel, and the local that says whether the thread still has it.
    Sender(ObjectId, Local),
    /// The receiving end of a channel, likewise.
    Receiver(ObjectId, Local),
    /// Something that was defined with `def`.
    Function(&'a Function<'a>),
}

/// A `def`.
#[derive(Debug)]
pub struct Function<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where that stands.
    pub span: crate::program::Span,
    /// The line of its `def`.
    pub line: Line,
    /// Its parameters.
    pub parameters: &'a [Parameter],
    /// What it does.
    pub body: &'a Block,
    /// Whether a thread runs it, as nobody calls it.
    pub is_role: bool,
}

/// The names of a role or of one call of a function.
#[derive(Clone, Debug, Default)]
pub struct Scope<'a> {
    names: Vec<(&'a str, Meaning<'a>)>,
}

impl<'a> Scope<'a> {
    /// What a name means here.
    pub fn get(&self, name: &str) -> Option<Meaning<'a>> {
        self.names.iter().rev().find(|it| it.0 == name).map(|it| it.1)
    }

    /// Gives a name a meaning.
    pub fn set(&mut self, name: &'a str, meaning: Meaning<'a>) {
        self.names.push((name, meaning));
    }

    /// All names that mean something here.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.names.iter().map(|it| it.0)
    }
}
