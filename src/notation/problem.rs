//! What is wrong with a text: where, and what. The words for it are the page's business.

use super::meaning::MeaningProblem;
use super::span::Span;
use super::syntax::SyntaxProblem;
use crate::python::Refused;

/// One thing that is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The part of the text to underline; never empty unless the text ends there.
    pub span: Span,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What can be wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is not built as the notation is.
    Syntax(SyntaxProblem),
    /// It is built right, and means nothing.
    Meaning(MeaningProblem),
    /// A whole program says something that cannot be run here.
    Python(Refused),
}

impl Problem {
    /// Whether the text can be run all the same.
    pub fn is_warning(&self) -> bool {
        match self {
            Problem::Meaning(problem) => problem.is_warning(),
            Problem::Python(refused) => refused.what.is_warning(),
            Problem::Syntax(_) => false,
        }
    }
}
