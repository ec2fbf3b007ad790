//! From tokens to lines of the notation: each with its indentation, its words and its comment.
//!
//! A line may go on inside brackets. Whatever is wrong with the spaces or the brackets of a
//! line is found here, the spaces once for the whole text.

use super::span::Span;
use super::syntax::SyntaxProblem;
use super::tokens::{Kind, Token, tokens};

/// Words that start a line, and stand inside no brackets: so whoever wrote one forgot to close them.
const STARTS_A_LINE: [&str; 17] = [
    "def", "while", "with", "try", "return", "raise", "pass", "break", "continue", "assert",
    "global", "import", "from", "class", "elif", "except", "finally",
];

/// A line of the notation; more than one line of the text where brackets are open.
pub(super) struct LogicalLine<'a> {
    /// The index of its first line in the text.
    pub number: usize,
    /// The column its first word stands in; a tab goes to the next multiple of eight.
    pub indent: usize,
    /// Its words, comments left out. Empty for a line that is only a comment.
    pub tokens: Vec<Token<'a>>,
    /// Its comments, joined, without `#` and the space after it.
    pub comment: Option<String>,
    /// Where its words stand; the comment's place for a line that is only that.
    pub span: Span,
    /// What is wrong with its spaces or its brackets.
    pub problem: Option<(Span, SyntaxProblem)>,
}

/// The lines of a text that are not blank.
pub(super) fn lines(text: &str) -> Vec<LogicalLine<'_>> {
    let mut layout = Layout { lines: Vec::new(), levels: vec![(0, 0)] };
    let mut line: Option<OpenLine> = None;
    let mut number = 0;
    let mut start = 0;
    // The indentation of the line of the text that is being read, until its first word comes.
    let mut blanks = (0, 0);
    // The first space of the text that is no ordinary one: where one is, there are many.
    let mut odd_space = None;
    let mut has_odd_space = false;
    for token in tokens(text) {
        match token.kind {
            Kind::Newline => {
                if let (Some(line), Some(problem)) = (&mut line, odd_space.take()) {
                    has_odd_space = true;
                    line.problem.get_or_insert(problem);
                }
                if line.as_ref().is_some_and(|line| !line.goes_on()) {
                    layout.close(line.take());
                }
                if let Some(line) = &mut line {
                    line.is_at_start = true;
                }
                number += 1;
                start = token.span.end;
                blanks = (0, 0);
            }
            Kind::Blank => blanks = widened(blanks, token.text),
            Kind::Unknown if token.span.start == 0 && token.text == "\u{feff}" => {}
            Kind::Unknown if is_space(token.text) => {
                blanks = widened(blanks, " ");
                if !has_odd_space {
                    odd_space = Some((token.span, SyntaxProblem::OddSpace(code_of(token.text))));
                }
            }
            _ => {
                if line
                    .as_ref()
                    .is_some_and(|line| line.is_at_start && line.ends_before(token, blanks))
                {
                    layout.close(line.take());
                }
                let line = line.get_or_insert_with(|| OpenLine::new(number, start, blanks));
                line.take(token);
                if token.kind != Kind::Comment
                    && let Some(problem) = odd_space.take()
                {
                    has_odd_space = true;
                    line.problem.get_or_insert(problem);
                }
                if token.kind == Kind::Text {
                    number += line_breaks(token.text);
                }
            }
        }
    }
    layout.close(line);
    layout.lines
}

/// How many lines end in a text.
pub(super) fn line_breaks(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |at: usize| match bytes[at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    (0..bytes.len()).filter(|&at| ends(at)).count()
}

/// Where a line is after some blanks: with tabs to multiples of eight, and with tabs of one.
fn widened(from: (usize, usize), blanks: &str) -> (usize, usize) {
    let wide =
        blanks.bytes().fold(from.0, |at, b| if b == b'\t' { at / 8 * 8 + 8 } else { at + 1 });
    (wide, from.1 + blanks.len())
}

/// Spaces that look like ordinary ones.
fn is_space(text: &str) -> bool {
    let is_unseen =
        |c: char| matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    text.chars().all(|c| c.is_whitespace() || is_unseen(c))
}

/// `U+00A0`
pub(super) fn code_of(text: &str) -> String {
    let code = text.chars().next().map_or(0, u32::from);
    format!("U+{code:04X}")
}

struct Layout<'a> {
    lines: Vec<LogicalLine<'a>>,
    /// The indentations that are open, in both ways to count.
    levels: Vec<(usize, usize)>,
}

impl<'a> Layout<'a> {
    fn close(&mut self, line: Option<OpenLine<'a>>) {
        let Some(line) = line else { return };
        let (indent, narrow) = line.blanks;
        let start = line.start;
        let mut line = line.closed();
        if !line.tokens.is_empty() && !self.keeps_to_levels(indent, narrow) {
            // Said once: every line that follows would be wrong in the same way.
            self.levels.clear();
            let blanks = Span { start, end: line.span.start };
            line.problem = Some((blanks, SyntaxProblem::TabsAndSpaces));
        }
        self.lines.push(line);
    }

    /// Whether both ways to count agree on where a line stands among those before it, as in Python.
    fn keeps_to_levels(&mut self, wide: usize, narrow: usize) -> bool {
        while self.levels.len() > 1 && self.levels.last().is_some_and(|&(level, _)| level > wide) {
            self.levels.pop();
        }
        match self.levels.last() {
            None => true,
            Some(&(level, narrow_level)) if level == wide => narrow_level == narrow,
            Some(&(_, narrow_level)) => {
                self.levels.push((wide, narrow));
                narrow > narrow_level
            }
        }
    }
}

/// A line that is being read.
struct OpenLine<'a> {
    number: usize,
    /// Where the line of the text starts that it starts on.
    start: u32,
    blanks: (usize, usize),
    tokens: Vec<Token<'a>>,
    comments: Vec<&'a str>,
    comment_span: Span,
    open: Vec<Token<'a>>,
    problem: Option<(Span, SyntaxProblem)>,
    /// Whether nothing was read yet of the line of the text.
    is_at_start: bool,
}

impl<'a> OpenLine<'a> {
    fn new(number: usize, start: u32, blanks: (usize, usize)) -> OpenLine<'a> {
        OpenLine {
            number,
            start,
            blanks,
            tokens: Vec::new(),
            comments: Vec::new(),
            comment_span: Span::default(),
            open: Vec::new(),
            problem: None,
            is_at_start: false,
        }
    }

    fn take(&mut self, token: Token<'a>) {
        self.is_at_start = false;
        if token.kind == Kind::Comment {
            let words = &token.text[1..];
            self.comments.push(words.strip_prefix(' ').unwrap_or(words).trim_end());
            self.comment_span = token.span;
            return;
        }
        self.tokens.push(token);
        if token.kind != Kind::Sign {
            return;
        }
        match token.text {
            "(" | "[" | "{" => self.open.push(token),
            ")" | "]" | "}" => {
                let problem = match self.open.pop() {
                    // Braces are wrong by themselves.
                    None if token.text == "}" => return,
                    None => SyntaxProblem::NothingToClose(token.text.into()),
                    Some(open) if closer_of(open.text) == token.text => return,
                    Some(open) => SyntaxProblem::WrongCloser(
                        open.text.into(),
                        token.text.into(),
                        closer_of(open.text).into(),
                    ),
                };
                self.problem.get_or_insert((token.span, problem));
            }
            _ => {}
        }
    }

    /// Whether the line goes on in the next line of the text.
    fn goes_on(&self) -> bool {
        // A brace opens a block in other languages, and is no reason to read on.
        let is_open = self.open.last().is_some_and(|open| open.text != "{");
        is_open || self.tokens.last().is_some_and(|last| last.is("\\") && self.comments.is_empty())
    }

    /// Whether a token at the start of a line of the text cannot belong to this line any more: an
    /// operand right behind another, or a word that starts a line.
    fn ends_before(&self, token: Token, blanks: (usize, usize)) -> bool {
        let Some(last) = self.tokens.last() else { return false };
        if self.open.is_empty() {
            return false;
        }
        let starts_operand = matches!(token.kind, Kind::Word | Kind::Number)
            && !["and", "or", "not", "is", "in", "if", "else", "for"].contains(&token.text);
        let ends_operand = match last.kind {
            Kind::Word => !["and", "or", "not", "is", "in", "lambda"].contains(&last.text),
            Kind::Sign => [")", "]", "}"].contains(&last.text),
            _ => true,
        };
        (starts_operand && ends_operand)
            || (token.kind == Kind::Word && STARTS_A_LINE.contains(&token.text))
            // These may stand inside brackets in Python, but then further in.
            || (["if", "for", "else"].contains(&token.text) && blanks.0 <= self.blanks.0)
    }

    fn closed(mut self) -> LogicalLine<'a> {
        let is_brace_alone = self.open.first().is_some_and(|open| open.text == "{");
        if let (Some(open), false) = (self.open.first(), is_brace_alone) {
            let problem = SyntaxProblem::NeverClosed(open.text.into(), closer_of(open.text).into());
            self.problem.get_or_insert((open.span, problem));
        }
        let span = match (self.tokens.first(), self.tokens.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => self.comment_span,
        };
        let comment = (!self.comments.is_empty()).then(|| self.comments.join(" "));
        LogicalLine {
            number: self.number,
            indent: self.blanks.0,
            tokens: std::mem::take(&mut self.tokens),
            comment,
            span,
            problem: self.problem,
        }
    }
}

fn closer_of(bracket: &str) -> &'static str {
    match bracket {
        "(" => ")",
        "[" => "]",
        _ => "}",
    }
}
