//! What is wrong with a text: each problem with its place, the part of the line that is meant, and
//! what to write instead.

use super::console::{Console, Look, plain};
use super::input::Input;
use super::wording::counted;
use crate::notation::{Diagnostic, Span};
use crate::session::describe;
use crate::text::fill;
use std::io;

/// So much of a long line is shown.
const WIDTH: usize = 100;

/// Says on standard error everything that is wrong with a text.
pub fn complain(console: &mut Console, input: &Input, problems: &[Diagnostic]) -> io::Result<()> {
    let text = console.text();
    let count = counted(&text.command, text.command.problems, problems.len() as u64);
    console.complain(&fill(text.command.wrong_text, &[&input.name, &count]))?;
    problems.iter().try_for_each(|it| say(console, input, it, Look::Bad, ""))
}

/// Says on standard error what a text that can be run may not be meant to say.
pub fn warn(console: &mut Console, input: &Input, warnings: &[Diagnostic]) -> io::Result<()> {
    let word = format!("{} ", console.words().warning);
    warnings.iter().try_for_each(|it| say(console, input, it, Look::Unsure, &word))
}

fn say(
    console: &mut Console,
    input: &Input,
    problem: &Diagnostic,
    look: Look,
    word: &str,
) -> io::Result<()> {
    let text = console.text();
    let place = look.of(&input.place(problem.span), console.err_is_coloured);
    console.complain(&format!("{place} {word}{}", plain(&describe(text, &problem.problem))))?;
    if let Some([code, marks]) = excerpt(&input.source, problem.span) {
        console.complain(&format!("    {code}"))?;
        console.complain(&format!("    {marks}"))?;
    }
    Ok(())
}

/// The line a span begins on and, below it, marks under the span; `None` where the text has
/// nothing there to show.
fn excerpt(source: &str, span: Span) -> Option<[String; 2]> {
    let mut start = span.range().start.min(source.len());
    while !source.is_char_boundary(start) {
        start -= 1;
    }
    let is_break = |c| c == '\n' || c == '\r';
    let line_start = source[..start].rfind(is_break).map_or(0, |it| it + 1);
    let line_end = source[start..].find(is_break).map_or(source.len(), |it| start + it);
    let line = &source[line_start..line_end];
    if line.trim().is_empty() {
        return None;
    }
    let length = |bytes: &str| bytes.chars().count();
    let before = length(&source[line_start..start]);
    let end = span.range().end.clamp(start, line_end);
    let marked = source.get(start..end).map_or(0, length).max(1);
    // What is marked stays in sight.
    let skipped = before.saturating_sub(WIDTH / 2);
    let code: String = plain(line).chars().skip(skipped).take(WIDTH).collect();
    let marks = " ".repeat(before - skipped) + &"^".repeat(marked.min(WIDTH - (before - skipped)));
    Some([code.trim_end().to_owned(), marks])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, span: [usize; 2], expected: Option<[&str; 2]>) {
        let found = excerpt(source, Span::new(span[0], span[1]));
        assert_eq!(found, expected.map(|it| it.map(str::to_owned)), "{source:?} {span:?}");
    }

    #[test]
    fn marks_stand_under_what_is_meant() {
        check("a = 1\nbé = c\n", [10, 11], Some(["bé = c", "   ^"]));
        check("a = 1\r\nx\r\n", [0, 5], Some(["a = 1", "^^^^^"]));
        check("\tabc", [1, 4], Some([" abc", " ^^^"]));
        check("ab\ncd", [1, 5], Some(["ab", " ^"]));
        check("ab", [2, 2], Some(["ab", "  ^"]));
        check("ab\n\n", [4, 4], None);
        check("", [0, 0], None);
        check("é", [1, 1], Some(["é", "^"]));
        check("a", [7, 9], Some(["a", " ^"]));
    }

    #[test]
    fn of_a_long_line_the_part_is_shown_that_is_meant() {
        let line = format!("{}bad{}", "a".repeat(300), "c".repeat(300));
        let [code, marks] = excerpt(&line, Span::new(300, 303)).expect("there is a line");
        assert_eq!(code.chars().count(), WIDTH);
        assert_eq!(&code[marks.find('^').expect("it is marked")..][..3], "bad");
        assert_eq!(marks.trim(), "^^^");
    }
}
