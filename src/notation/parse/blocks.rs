//! From lines to blocks, by their indentation.

use super::super::layout::LogicalLine;
use super::super::problem::{Diagnostic, Problem};
use super::super::span::Span;
use super::super::syntax::SyntaxProblem;
use super::super::tree::{Block, Branch, Clause, Handler, Statement, StatementKind};
use super::cursor::Cursor;
use super::simple::Header;
use super::words::OPENERS;
use super::{MOST_NESTING, Wrong};
use crate::program::Line;

/// The statements of a text, and everything that is wrong with it.
pub(super) fn parse_lines(text: &str, lines: Vec<LogicalLine>) -> (Block, Vec<Diagnostic>) {
    let mut parser = Parser {
        text,
        at: 0,
        faulty: vec![false; lines.len()],
        lines,
        problems: Vec::new(),
        has_brace: false,
        spilt_at: 0,
        is_too_deep: false,
    };
    let statements = parser.block(None, 0);
    (statements, parser.problems)
}

struct Parser<'a> {
    text: &'a str,
    lines: Vec<LogicalLine<'a>>,
    /// The next line.
    at: usize,
    /// For each line, whether something wrong with it was said.
    faulty: Vec<bool>,
    problems: Vec<Diagnostic>,
    /// Whether braces were named as wrong: closing ones alone on their line are then no news.
    has_brace: bool,
    /// How many blocks are open inside a line that was not understood, such as `class`.
    spilt_at: usize,
    /// Whether blocks were named as too deep.
    is_too_deep: bool,
}

/// A line that was read.
struct Read {
    header: Option<Header>,
    /// The statement behind the colon, in a line that has its body with it.
    inline: Option<Statement>,
    span: Span,
    line: Line,
    comment: Option<String>,
    indent: usize,
    index: usize,
}

impl Parser<'_> {
    fn report(&mut self, index: usize, span: Span, problem: SyntaxProblem) {
        if !std::mem::replace(&mut self.faulty[index], true) {
            self.problems.push(Diagnostic { span, problem: Problem::Syntax(problem) });
        }
    }

    /// Reads the lines that are further in than `outer`, or all of them; `depth` blocks are open.
    fn block(&mut self, outer: Option<usize>, depth: usize) -> Block {
        let mut statements = Block::new();
        // The whole text starts at the margin.
        let mut level = if outer.is_none() { Some(0) } else { None };
        let mut is_ragged = false;
        while let Some(line) = self.lines.get(self.at) {
            if line.tokens.is_empty() {
                if !self.comment_belongs(outer) {
                    break;
                }
                let comment = self.comment();
                statements.push(comment);
                continue;
            }
            let indent = line.indent;
            if outer.is_some_and(|outer| indent <= outer) {
                break;
            }
            let level = *level.get_or_insert(indent);
            if indent != level && !is_ragged {
                // From here on any line that is further in than `outer` is taken as it comes: said once.
                is_ragged = true;
                let span = line.tokens[0].span;
                let problem = if indent > level {
                    SyntaxProblem::UnexpectedIndent
                } else {
                    SyntaxProblem::NoSuchLevel
                };
                self.report(self.at, span, problem);
            }
            self.statement(depth, &mut statements);
        }
        statements
    }

    /// Whether the comment that comes next lies in the block that is further in than `outer`.
    fn comment_belongs(&self, outer: Option<usize>) -> bool {
        let Some(outer) = outer else { return true };
        let next = self.lines[self.at..].iter().find(|line| !line.tokens.is_empty());
        next.is_some_and(|line| line.indent > outer) || self.lines[self.at].indent > outer
    }

    fn comment(&mut self) -> Statement {
        let line = &self.lines[self.at];
        let words = line.comment.clone().unwrap_or_default();
        let statement = Statement {
            kind: StatementKind::Comment(words),
            span: line.span,
            line: Line(line.number as u16),
            comment: None,
        };
        self.at += 1;
        statement
    }

    /// Reads one statement with its bodies.
    fn statement(&mut self, depth: usize, statements: &mut Block) {
        let mut read = self.read(depth);
        let (span, line) = (read.span, read.line);
        let mut comment = read.comment.take();
        // Statements that stand in no tree, and are still looked at.
        let mut spilt = Block::new();
        let kind = match read.header.take() {
            Some(Header::Simple(kind)) => Some(kind),
            Some(Header::Define(name, parameters)) => {
                if depth > self.spilt_at {
                    self.report(read.index, span, SyntaxProblem::NestedDefinition);
                }
                let body = self.body(&mut read, depth);
                Some(StatementKind::Define { name, parameters, body })
            }
            Some(Header::While(condition)) => {
                let body = self.body(&mut read, depth);
                spilt = self.loop_else("while", read.indent, depth);
                Some(StatementKind::While { condition, body })
            }
            Some(Header::For(variable, over)) => {
                let body = self.body(&mut read, depth);
                spilt = self.loop_else("for", read.indent, depth);
                Some(StatementKind::For { variable, over, body })
            }
            Some(Header::With(contexts)) => {
                let body = self.body(&mut read, depth);
                Some(StatementKind::With { contexts, body })
            }
            Some(Header::If(condition)) => {
                let body = self.body(&mut read, depth);
                let clause = Clause { body, span, line, comment: comment.take() };
                Some(self.branches(Branch { condition, clause }, read.indent, depth))
            }
            Some(Header::Try) => {
                let body = self.body(&mut read, depth);
                Some(self.handlers(body, &read, depth))
            }
            Some(Header::ElseIf(_) | Header::Else) => {
                self.alone(&read, "if");
                spilt = self.body(&mut read, depth);
                None
            }
            Some(Header::Except(_) | Header::Finally) => {
                self.alone(&read, "try");
                spilt = self.body(&mut read, depth);
                None
            }
            None => {
                if self.next_is_inside(read.indent) {
                    let outside = self.spilt_at;
                    self.spilt_at += usize::from(depth == outside);
                    spilt = self.body(&mut read, depth);
                    self.spilt_at = outside;
                }
                None
            }
        };
        statements.extend(kind.map(|kind| Statement { kind, span, line, comment }));
        statements.extend(spilt);
    }

    /// A clause of a statement that is not there.
    fn alone(&mut self, read: &Read, opener: &str) {
        let word = self.first_word(read.index);
        self.report(read.index, read.span, SyntaxProblem::ClauseAlone(word, opener.into()));
    }

    /// `elif` and `else` behind an `if`.
    fn branches(&mut self, first: Branch, indent: usize, depth: usize) -> StatementKind {
        let mut branches = vec![first];
        let mut otherwise: Option<Clause> = None;
        while self.clause_follows(indent, &["elif", "else"]) {
            let last = otherwise.as_mut().or(branches.last_mut().map(|it| &mut it.clause));
            if let Some(clause) = last {
                let comments = self.comments();
                clause.body.extend(comments);
            }
            let mut read = self.read(depth);
            let is_last = otherwise.is_some();
            if is_last {
                let word = self.first_word(read.index);
                let problem = SyntaxProblem::ClauseAfterLast(word, "else".into());
                self.report(read.index, read.span, problem);
            }
            let header = read.header.take();
            let clause = self.clause(&mut read, depth);
            match header {
                _ if is_last => {}
                Some(Header::ElseIf(condition)) => branches.push(Branch { condition, clause }),
                _ => otherwise = Some(clause),
            }
        }
        StatementKind::If { branches, otherwise }
    }

    /// `except` and `finally` behind a `try`.
    fn handlers(&mut self, body: Block, opener: &Read, depth: usize) -> StatementKind {
        let mut body = body;
        let mut handlers: Vec<Handler> = Vec::new();
        let mut finally: Option<Clause> = None;
        let mut is_alone = true;
        while self.clause_follows(opener.indent, &["except", "finally", "else"]) {
            let comments = self.comments();
            match (&mut finally, handlers.last_mut()) {
                (Some(clause), _) => clause.body.extend(comments),
                (None, Some(handler)) => handler.clause.body.extend(comments),
                (None, None) => body.extend(comments),
            }
            is_alone = false;
            let mut read = self.read(depth);
            let header = read.header.take();
            let is_else = matches!(header, Some(Header::Else));
            if is_else {
                self.report(read.index, read.span, SyntaxProblem::TryElse);
            } else if finally.is_some() {
                let word = self.first_word(read.index);
                let problem = SyntaxProblem::ClauseAfterLast(word, "finally".into());
                self.report(read.index, read.span, problem);
            }
            let clause = self.clause(&mut read, depth);
            match header {
                _ if is_else || finally.is_some() => {}
                Some(Header::Except(exceptions)) => handlers.push(Handler { exceptions, clause }),
                _ => finally = Some(clause),
            }
        }
        if is_alone {
            self.report(opener.index, opener.span, SyntaxProblem::TryAlone);
        }
        StatementKind::Try { body, handlers, finally }
    }

    /// `else` behind a loop, which Python has and few know.
    fn loop_else(&mut self, word: &str, indent: usize, depth: usize) -> Block {
        if !self.clause_follows(indent, &["else"]) {
            return Block::new();
        }
        let mut statements = self.comments();
        let mut read = self.read(depth);
        self.report(read.index, read.span, SyntaxProblem::LoopElse(word.into()));
        statements.extend(self.body(&mut read, depth));
        statements
    }

    fn clause(&mut self, read: &mut Read, depth: usize) -> Clause {
        let body = self.body(read, depth);
        Clause { body, span: read.span, line: read.line, comment: read.comment.take() }
    }

    /// The body of a line that needs one.
    fn body(&mut self, read: &mut Read, depth: usize) -> Block {
        if let Some(statement) = read.inline.take() {
            return vec![statement];
        }
        if !self.next_is_inside(read.indent) {
            let words = super::cursor::shown(&self.text[read.span.range()]);
            self.report(read.index, read.span, SyntaxProblem::MissingBody(words));
            return vec![passing(read)];
        }
        if depth >= MOST_NESTING {
            if !std::mem::replace(&mut self.is_too_deep, true) {
                let problem = SyntaxProblem::NestedTooDeep(MOST_NESTING);
                self.report(read.index, read.span, problem);
            }
            let is_inside =
                |line: &LogicalLine| line.tokens.is_empty() || line.indent > read.indent;
            while self.lines.get(self.at).is_some_and(is_inside) {
                self.at += 1;
            }
            return vec![passing(read)];
        }
        let body = self.block(Some(read.indent), depth + 1);
        if body.is_empty() { vec![passing(read)] } else { body }
    }

    /// Whether the next line that is no comment is further in.
    fn next_is_inside(&self, indent: usize) -> bool {
        let next = self.lines[self.at..].iter().find(|line| !line.tokens.is_empty());
        next.is_some_and(|line| line.indent > indent)
    }

    /// Whether the next line that is no comment starts a clause of the statement at this level.
    fn clause_follows(&self, indent: usize, words: &[&str]) -> bool {
        let next = self.lines[self.at..].iter().find(|line| !line.tokens.is_empty());
        next.is_some_and(|line| {
            let cursor = Cursor::new(self.text, &line.tokens, 0);
            line.indent == indent
                && match cursor.meant() {
                    Some(Header::ElseIf(_)) => words.contains(&"elif"),
                    Some(Header::Else) => words.contains(&"else"),
                    Some(Header::Except(_)) => words.contains(&"except"),
                    Some(Header::Finally) => words.contains(&"finally"),
                    _ => false,
                }
        })
    }

    /// The comments that come next.
    fn comments(&mut self) -> Block {
        let mut comments = Block::new();
        while self.lines.get(self.at).is_some_and(|line| line.tokens.is_empty()) {
            comments.push(self.comment());
        }
        comments
    }

    fn first_word(&self, index: usize) -> String {
        self.lines[index].tokens.first().map_or(String::new(), |it| it.text.into())
    }

    /// Reads the next line, and says what is wrong with it.
    fn read(&mut self, depth: usize) -> Read {
        let index = self.at;
        self.at += 1;
        let line = &mut self.lines[index];
        let mut cursor = Cursor::new(self.text, &line.tokens, depth);
        let number = Line(line.number as u16);
        let has_brace = line.tokens.iter().any(|it| it.is("{"));
        let is_closing_brace = line.tokens.len() == 1 && line.tokens[0].is("}");
        let wrong = line.problem.take().map(|(span, problem)| Wrong { span, problem });
        let result = match wrong {
            Some(wrong) => Err(wrong),
            None => cursor.foreign().and_then(|()| cursor.line()),
        };
        let end = cursor.so_far();
        let mut span = line.span;
        let mut inline = None;
        let mut wrong = None;
        let header = match result {
            Ok(header) => {
                if !matches!(header, Header::Simple(_)) {
                    span = end;
                    match inline_body(&mut cursor, number) {
                        Ok(statement) => inline = statement,
                        Err(it) => wrong = Some(it),
                    }
                }
                Some(header)
            }
            Err(it) => {
                wrong = Some(it);
                cursor.meant()
            }
        };
        let (comment, indent) = (line.comment.take(), line.indent);
        if let Some(Wrong { span, problem }) = wrong {
            if !(is_closing_brace && self.has_brace) {
                self.has_brace |= has_brace;
                self.report(index, span, problem);
            }
            // A body that was not understood is a body.
            self.faulty[index] = true;
        }
        Read { header, inline, span, line: number, comment, indent, index }
    }
}

/// The statement behind the colon of a line that has its body with it.
fn inline_body(cursor: &mut Cursor, line: Line) -> Result<Option<Statement>, Wrong> {
    let Some(first) = cursor.peek() else { return Ok(None) };
    if OPENERS.contains(&first.text) {
        return cursor.wrong(SyntaxProblem::BlockInLine(first.text.into()));
    }
    if first.is(":") {
        let meant = cursor.words(cursor.so_far());
        return cursor.wrong(SyntaxProblem::NeedlessColon(meant));
    }
    let span = cursor.rest();
    let kind = cursor.simple(first)?;
    Ok(Some(Statement { kind, span, line, comment: None }))
}

fn passing(read: &Read) -> Statement {
    Statement { kind: StatementKind::Pass, span: read.span, line: read.line, comment: None }
}
