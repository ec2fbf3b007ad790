//! A text from beginning to end: read, and given its meaning.

use super::compile::{Setup, compile};
use super::meaning::MeaningProblem as Meaning;
use super::parse::parse;
use super::problem::{Diagnostic, Problem};
use super::span::Span;
use super::tree::Module;
use crate::program::Program;
use crate::python::{self, Refused};
use std::collections::BTreeSet;

/// A text that means something: the program, the tree, and what it may not be meant to say.
pub type Reading = (Program, Module, Vec<Diagnostic>);

/// Reads a text and gives it its meaning.
///
/// # Errors
///
/// Gives everything that is wrong with it, in the order of the text, with the tree of what
/// could be understood. Where a line cannot be read, the others are looked at all the same, and
/// what may only follow from that line is not said.
pub fn read(text: &str, setup: &Setup) -> Result<Reading, (Vec<Diagnostic>, Module)> {
    if let Some(compiled) = python::compile_if_whole(text, &setup.knobs, setup.runtime) {
        return whole(compiled);
    }
    let (module, mut problems) = parse(text);
    match compile(&module, text, setup) {
        Ok((program, warnings)) if problems.is_empty() => return Ok((program, module, warnings)),
        Ok(_) => {}
        Err(meaningless) if problems.is_empty() => problems = meaningless,
        Err(mut meaningless) => {
            let wrong_lines: Vec<&str> = problems.iter().map(|it| line_of(text, it.span)).collect();
            // Each word once: there may be very many of both.
            let words = wrong_lines.iter().flat_map(|it| it.split(|c| !is_of_a_word(c)));
            let words: BTreeSet<&str> = words.filter(|it| !it.is_empty()).collect();
            let lines: BTreeSet<*const u8> = wrong_lines.iter().map(|it| it.as_ptr()).collect();
            meaningless.retain(|it| stands_alone(it, text, &lines, &words));
            problems.append(&mut meaningless);
            problems.sort_by_key(|it| it.span);
        }
    }
    Err((problems, module))
}

/// What a whole Python program means. It has no tree of roles.
fn whole(compiled: python::Compiled) -> Result<Reading, (Vec<Diagnostic>, Module)> {
    let module = Module::default();
    let refuse = |it: Refused| Diagnostic { span: it.span, problem: Problem::Python(it) };
    match compiled {
        Ok((program, notes)) => Ok((program, module, notes.into_iter().map(refuse).collect())),
        Err(refused) => Err((refused.into_iter().map(refuse).collect(), module)),
    }
}

/// Whether a problem is one of its own line alone: about a word that no line contains that
/// could not be read. Those lines are given by where they begin, with all words in them.
fn stands_alone(
    problem: &Diagnostic,
    text: &str,
    wrong_lines: &BTreeSet<*const u8>,
    wrong_words: &BTreeSet<&str>,
) -> bool {
    let is_of_its_line = matches!(
        problem.problem,
        Problem::Meaning(
            Meaning::UnknownName(_)
                | Meaning::MisspeltName(..)
                | Meaning::NoSuchOperation(..)
                | Meaning::MisspeltOperation(..)
                | Meaning::NotCalled(_)
                | Meaning::WrongArguments(..)
                | Meaning::UnknownArgument(..)
                | Meaning::OutOfRange(..)
                | Meaning::SaidOtherwise(..)
        )
    );
    let own_line = line_of(text, problem.span);
    let word = text.get(problem.span.range()).unwrap_or_default();
    let is_in_doubt = || {
        wrong_lines.contains(&own_line.as_ptr()) || wrong_words.iter().any(|it| word.contains(it))
    };
    is_of_its_line && !word.is_empty() && !is_in_doubt()
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The line on which something begins.
fn line_of(text: &str, span: Span) -> &str {
    let at = span.range().start.min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |it| it + 1);
    let end = text[at..].find('\n').map_or(text.len(), |it| at + it);
    &text[start..end]
}
