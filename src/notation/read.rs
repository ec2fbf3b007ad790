//! A text from beginning to end: read, and given its meaning.

use super::compile::{Setup, compile};
use super::meaning::MeaningProblem as Meaning;
use super::parse::parse;
use super::problem::{Diagnostic, Problem};
use super::span::Span;
use super::tree::Module;
use crate::program::Program;

/// Reads a text and gives it its meaning.
///
/// # Errors
///
/// Gives everything that is wrong with it, in the order of the text, with the tree of what
/// could be understood. Where a line cannot be read, the others are looked at all the same, and
/// what may only follow from that line is not said.
pub fn read(text: &str, setup: &Setup) -> Result<(Program, Module), (Vec<Diagnostic>, Module)> {
    let (module, mut problems) = parse(text);
    match compile(&module, text, setup) {
        Ok(program) if problems.is_empty() => return Ok((program, module)),
        Ok(_) => {}
        Err(meaningless) if problems.is_empty() => problems = meaningless,
        Err(mut meaningless) => {
            let wrong_lines: Vec<&str> = problems.iter().map(|it| line_of(text, it.span)).collect();
            meaningless.retain(|it| stands_alone(it, text, &wrong_lines));
            problems.append(&mut meaningless);
            problems.sort_by_key(|it| it.span);
        }
    }
    Err((problems, module))
}

/// Whether a problem is one of its own line alone: about a word that no line contains that
/// could not be read.
fn stands_alone(problem: &Diagnostic, text: &str, wrong_lines: &[&str]) -> bool {
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
    let is_elsewhere = |line: &&str| {
        let in_doubt = |it: &str| !it.is_empty() && it.chars().all(is_of_a_word);
        std::ptr::eq(*line, own_line)
            || line.split(|c| !is_of_a_word(c)).any(|it| in_doubt(it) && word.contains(it))
    };
    is_of_its_line && !word.is_empty() && !wrong_lines.iter().any(is_elsewhere)
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
