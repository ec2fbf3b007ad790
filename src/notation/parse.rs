//! From lines to the syntax tree, and everything that is wrong on the way.

mod blocks;
mod cursor;
mod expressions;
mod foreign;
mod simple;
mod words;

pub(super) use words::is_keyword;

use super::layout::{line_breaks, lines};
use super::problem::{Diagnostic, Problem};
use super::span::Span;
use super::syntax::SyntaxProblem;
use super::tree::Module;

/// The most bytes a text may have.
pub const MOST_BYTES: usize = 64 * 1024;
/// The most lines a text may have.
pub const MOST_LINES: usize = 1000;
/// How deep blocks and brackets may lie inside each other, together.
pub const MOST_NESTING: usize = 32;
/// The most operations one line may have. A tree of them is as deep as they are many, and is
/// walked by functions that call themselves.
pub const MOST_OPERATIONS: usize = 200;

/// What is wrong with a part of a line, and where.
struct Wrong {
    span: Span,
    problem: SyntaxProblem,
}

/// Parses a text: what could be understood of it, and everything that is wrong with it, by place.
///
/// There is at most one problem for each line of the notation. Without a problem the tree is
/// the whole text; with one it holds placeholders where something could not be understood.
pub fn parse(text: &str) -> (Module, Vec<Diagnostic>) {
    if let Some(Wrong { span, problem }) = too_long(text) {
        return (Module::default(), vec![Diagnostic { span, problem: Problem::Syntax(problem) }]);
    }
    let (statements, mut problems) = blocks::parse_lines(text, lines(text));
    problems.sort_by_key(|problem| problem.span);
    (Module { statements }, problems)
}

fn too_long(text: &str) -> Option<Wrong> {
    let (start, problem) = if text.len() > MOST_BYTES {
        (text.floor_char_boundary(MOST_BYTES), SyntaxProblem::TextTooLong(MOST_BYTES / 1024))
    } else if line_breaks(text) > MOST_LINES {
        let lengths = text.split_inclusive(['\n', '\r']).map(str::len);
        (lengths.take(MOST_LINES).sum(), SyntaxProblem::TooManyLines(MOST_LINES))
    } else {
        return None;
    };
    Some(Wrong { span: Span::new(start, text.len()), problem })
}
