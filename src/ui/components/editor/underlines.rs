//! The lines of a text in pieces: each has one colour, and is wrong or not.

use crate::notation::{Paint, Span, highlight};
use std::ops::Range;

/// A piece of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What it is.
    pub paint: Paint,
    /// Its text.
    pub text: &'a str,
    /// Whether it is to be underlined.
    pub is_wrong: bool,
}

/// The pieces of these lines, in order. Where something is wrong at the very end of a line, that
/// has one space more to be underlined.
pub fn pieces<'a>(text: &'a str, lines: Range<usize>, wrong: &[Span]) -> Vec<Vec<Piece<'a>>> {
    let (first, end) = (start_of(text, lines.start), start_of(text, lines.end));
    // Of very many only a few are in these lines.
    let is_near = |span: &&Span| {
        span.range().start <= end && span.range().end.max(span.range().start + 4) >= first
    };
    let wrong: Vec<Span> = wrong.iter().filter(is_near).copied().collect();
    let mut at = first;
    let line = |line: &'a str| {
        let start = at;
        at += line.len() + 1;
        let wrong: Vec<Range<usize>> =
            wrong.iter().filter_map(|span| in_line(text, line, start, *span)).collect();
        pieces_of(line, &wrong)
    };
    text.get(first..).unwrap_or_default().split('\n').take(lines.len()).map(line).collect()
}

/// Where the line with this number, from 0, begins; for one that there is not, the text's end.
pub fn start_of(text: &str, line: usize) -> usize {
    match line.checked_sub(1) {
        None => 0,
        Some(breaks) => text.match_indices('\n').nth(breaks).map_or(text.len(), |(at, _)| at + 1),
    }
}

/// The line that takes the most room, as far as that can be told without fonts.
pub fn widest(text: &str) -> &str {
    let room = |c: char| match c {
        '\t' => 4,
        c if c.is_ascii() => 1,
        _ => 2,
    };
    let widths = text.split('\n').map(|line| (line.chars().map(room).sum::<usize>(), line));
    widths.max_by_key(|(width, _)| *width).map_or("", |(_, line)| line)
}

/// The part of a span that lies in a line, from the line's beginning; up to one byte behind its end.
fn in_line(text: &str, line: &str, start: usize, span: Span) -> Option<Range<usize>> {
    let Range { start: from, end } = span.range();
    // A place between two characters is shown at the character after it.
    let to =
        end.max(from + text.get(from..).and_then(|it| it.chars().next()).map_or(1, char::len_utf8));
    let end_of_line = start + line.len();
    if to <= start || from > end_of_line {
        return None;
    }
    // The end of a line counts only where nothing before it is meant.
    let to = if from == end_of_line { end_of_line + 1 } else { to.min(end_of_line) };
    let from = from.max(start);
    (from < to).then(|| from - start..to - start)
}

fn pieces_of<'a>(line: &'a str, wrong: &[Range<usize>]) -> Vec<Piece<'a>> {
    let is_wrong = |at: usize| wrong.iter().any(|it| it.contains(&at));
    let mut pieces = Vec::new();
    let mut at = 0;
    for (paint, text) in highlight(line) {
        let mut from = at;
        at += text.len();
        while from < at {
            let now = is_wrong(from);
            let rest = &line[from..at];
            let length = rest.char_indices().find(|(it, _)| is_wrong(from + it) != now);
            let length = length.map_or(rest.len(), |(it, _)| it);
            pieces.push(Piece { paint, text: &rest[..length], is_wrong: now });
            from += length;
        }
    }
    if is_wrong(line.len()) {
        pieces.push(Piece { paint: Paint::Plain, text: " ", is_wrong: true });
    }
    pieces
}

/// The number of the line, from 1, that a place stands on.
pub fn line_number(text: &str, at: usize) -> usize {
    1 + text.as_bytes().iter().take(at).filter(|&&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Underlined parts stand between brackets.
    fn check(text: &str, wrong: &[(usize, usize)], expected: &str) {
        let spans: Vec<Span> = wrong.iter().map(|&(start, end)| Span::new(start, end)).collect();
        let count = text.split('\n').count();
        for cut in 0..=count {
            // Drawn in two parts it is the same.
            let whole = pieces(text, 0..count, &spans);
            let parts = [pieces(text, 0..cut, &spans), pieces(text, cut..count, &spans)].concat();
            assert_eq!(parts, whole, "cut at {cut}");
        }
        let lines: Vec<String> = pieces(text, 0..count, &spans)
            .iter()
            .map(|pieces| {
                let piece = |it: &Piece| match it.is_wrong {
                    true => format!("[{}]", it.text),
                    false => it.text.to_owned(),
                };
                pieces.iter().map(piece).collect()
            })
            .collect();
        assert_eq!(lines.join("\n"), expected);
    }

    #[test]
    fn the_widest_line_counts_tabs_and_what_may_be_wide() {
        assert_eq!(widest(""), "");
        assert_eq!(widest("a\nbcd\nef\n"), "bcd");
        assert_eq!(widest("abc\n\t"), "\t");
        assert_eq!(widest("abc\n漢字"), "漢字");
    }

    #[test]
    fn what_is_wrong_is_underlined_and_nothing_is_lost() {
        check("", &[], "");
        check("a b\nc", &[], "a b\nc");
        check("a b\nc", &[(2, 3)], "a [b]\nc");
        check("while x", &[(3, 6)], "whi[le][ ]x");
        check("a b\nc d", &[(2, 5)], "a [b]\n[c] d");
        check("é = 1", &[(0, 2), (5, 6)], "[é] = [1]");
        check("ab", &[(1, 1)], "a[b]");
    }

    #[test]
    fn the_end_of_a_line_can_be_wrong() {
        check("", &[(0, 0)], "[ ]");
        check("a\nb", &[(3, 3)], "a\nb[ ]");
        check("a\nb", &[(1, 1)], "a[ ]\nb");
        check("a\nb", &[(1, 2)], "a[ ]\nb");
        check("a", &[(7, 9)], "a");
        check("é", &[(1, 2)], "é");
    }

    #[test]
    fn lines_are_counted_from_one() {
        for (at, line) in [(0, 1), (1, 1), (2, 2), (3, 3), (99, 3)] {
            assert_eq!(line_number("a\n\nb", at), line);
        }
    }
}
