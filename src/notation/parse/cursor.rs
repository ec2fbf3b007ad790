//! A place in the words of one line.

use super::super::span::Span;
use super::super::syntax::SyntaxProblem;
use super::super::tokens::{Kind, Token};
use super::super::tree::Name;
use super::words::is_keyword;
use super::{MOST_NESTING, MOST_OPERATIONS, Wrong};

/// The most characters of the reader's own that are shown again.
const MOST_SHOWN: usize = 60;

/// Reads the words of one line from left to right.
pub(super) struct Cursor<'a, 'l> {
    pub text: &'a str,
    pub tokens: &'l [Token<'a>],
    pub at: usize,
    /// How many blocks and brackets are open here.
    pub depth: usize,
    /// How many operations the line has had so far.
    operations: usize,
}

impl<'a, 'l> Cursor<'a, 'l> {
    /// At the start of a line, inside so many blocks.
    pub fn new(text: &'a str, tokens: &'l [Token<'a>], depth: usize) -> Cursor<'a, 'l> {
        Cursor { text, tokens, at: 0, depth, operations: 0 }
    }

    /// The next token.
    pub fn peek(&self) -> Option<Token<'a>> {
        self.peek_at(0)
    }

    /// The token that comes so many after the next one.
    pub fn peek_at(&self, ahead: usize) -> Option<Token<'a>> {
        self.tokens.get(self.at + ahead).copied()
    }

    /// The token before the next one.
    pub fn last(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at.checked_sub(1)?).copied()
    }

    /// Whether the line ends here.
    pub fn is_at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// Whether the next token is this sign.
    pub fn sees(&self, sign: &str) -> bool {
        self.peek().is_some_and(|token| token.is(sign))
    }

    /// Whether the next token is this word.
    pub fn sees_word(&self, word: &str) -> bool {
        self.peek().is_some_and(|token| token.is_word(word))
    }

    /// Steps over the next token if it is this sign.
    pub fn take(&mut self, sign: &str) -> bool {
        let is_there = self.sees(sign);
        self.at += usize::from(is_there);
        is_there
    }

    /// Steps over the next token if it is this word.
    pub fn take_word(&mut self, word: &str) -> bool {
        let is_there = self.sees_word(word);
        self.at += usize::from(is_there);
        is_there
    }

    /// The next token as a name, if it can be one.
    pub fn take_name(&mut self) -> Option<Name> {
        let token = self.peek().filter(|it| it.kind == Kind::Word && !is_keyword(it.text))?;
        self.at += 1;
        Some(Name { text: token.text.into(), span: token.span })
    }

    /// Where the next token stands, or the last one at the end of the line.
    pub fn here(&self) -> Span {
        self.peek().or_else(|| self.tokens.last().copied()).map_or(Span::default(), |it| it.span)
    }

    /// From the next token to the end of the line.
    pub fn rest(&self) -> Span {
        self.tokens.last().map_or(Span::default(), |last| self.here().to(last.span))
    }

    /// From the start of the line to the token before the next one.
    pub fn so_far(&self) -> Span {
        match (self.tokens.first(), self.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => self.here(),
        }
    }

    /// The whole line.
    pub fn whole(&self) -> Span {
        match (self.tokens.first(), self.tokens.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span::default(),
        }
    }

    /// What stands somewhere in the line, as it is shown to the reader.
    pub fn words(&self, span: Span) -> String {
        shown(&self.text[span.range()])
    }

    /// The line with a part of it replaced, as it is shown to the reader.
    pub fn with(&self, span: Span, replacement: &str) -> String {
        let whole = self.whole();
        let before = &self.text[whole.start as usize..span.start as usize];
        let after = &self.text[span.end as usize..whole.end as usize];
        shown(&[before, replacement, after].concat())
    }

    /// Something wrong at the next token.
    pub fn wrong<T>(&self, problem: SyntaxProblem) -> Result<T, Wrong> {
        Err(Wrong { span: self.here(), problem })
    }

    /// Something wrong at a place.
    pub fn wrong_at<T>(&self, span: Span, problem: SyntaxProblem) -> Result<T, Wrong> {
        Err(Wrong { span, problem })
    }

    /// Counts an operation.
    pub fn count(&mut self) -> Result<(), Wrong> {
        self.operations += 1;
        if self.operations > MOST_OPERATIONS {
            return self.wrong(SyntaxProblem::LineTooLong(MOST_OPERATIONS));
        }
        Ok(())
    }

    /// Reads something that lies one level deeper.
    pub fn nested<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Wrong>,
    ) -> Result<T, Wrong> {
        if self.depth >= MOST_NESTING {
            return self.wrong(SyntaxProblem::NestedTooDeep(MOST_NESTING));
        }
        self.depth += 1;
        let inner = read(self);
        self.depth -= 1;
        inner
    }
}

/// Words of the reader's as they are shown again: on one line, not too many, and without the marks that set off code.
pub(super) fn shown(words: &str) -> String {
    let mut shown = String::new();
    for word in words.split_whitespace() {
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.push_str(word);
    }
    if let Some((end, _)) = shown.char_indices().nth(MOST_SHOWN) {
        shown.truncate(end);
        shown.push('…');
    }
    shown.replace('`', "'")
}
