//! From text to tokens, with the indentation as tokens of its own.

use super::refusal::{Refusal, Refused};
use crate::program::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Word,
    Number,
    Text,
    Sign,
    Newline,
    Indent,
    Dedent,
    End,
}

/// A token, and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    pub span: Span,
    /// The line it begins on, from 0.
    pub line: u16,
}

const SIGNS: [&str; 23] = [
    "**=", "//=", "<<=", ">>=", "...", "**", "//", "<<", ">>", "<=", ">=", "==", "!=", "->", "+=",
    "-=", "*=", "/=", "%=", "&=", "|=", "^=", ":=",
];
const SINGLE: &str = "()[]{},:.;@=+-*/%<>&|^~";

/// The tokens of a text, ended by [`Kind::End`], and what cannot be read.
pub fn tokens(text: &str) -> (Vec<Token<'_>>, Vec<Refused>) {
    let mut lexer = Lexer {
        text,
        at: 0,
        line: 0,
        depth: 0,
        levels: vec![0],
        out: Vec::new(),
        refused: Vec::new(),
    };
    lexer.run();
    (lexer.out, lexer.refused)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    line: u16,
    depth: usize,
    levels: Vec<usize>,
    out: Vec<Token<'a>>,
    refused: Vec<Refused>,
}

impl<'a> Lexer<'a> {
    fn run(&mut self) {
        if self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
        }
        let mut at_start = true;
        while self.at < self.text.len() {
            if at_start && self.depth == 0 {
                at_start = false;
                if !self.indentation() {
                    continue;
                }
            }
            let rest = &self.text[self.at..];
            let Some(c) = rest.chars().next() else { break };
            match c {
                '\n' | '\r' => {
                    let long = if rest.starts_with("\r\n") { 2 } else { 1 };
                    if self.depth == 0 {
                        self.end_line();
                        at_start = true;
                    }
                    self.at += long;
                    self.line = self.line.saturating_add(1);
                }
                '#' => self.at += rest.find(['\n', '\r']).unwrap_or(rest.len()),
                '\\' if rest[1..].starts_with(['\n', '\r']) => {
                    self.at += if rest[1..].starts_with("\r\n") { 3 } else { 2 };
                    self.line = self.line.saturating_add(1);
                }
                c if c.is_whitespace() => self.at += c.len_utf8(),
                _ => self.token(rest, c),
            }
        }
        self.end_line();
        for _ in 1..self.levels.len() {
            self.push(Kind::Dedent, 0);
        }
        self.push(Kind::End, 0);
    }

    /// Reads the blanks at the start of a line. Says whether something stands on it.
    fn indentation(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\u{c}']).len();
        let behind = &rest[blanks..];
        if behind.is_empty() || behind.starts_with(['\n', '\r', '#']) {
            self.at += blanks;
            return true;
        }
        let wide = rest[..blanks]
            .bytes()
            .fold(0, |at, b| if b == b'\t' { at / 8 * 8 + 8 } else { at + 1 });
        self.at += blanks;
        let level = self.levels.last().copied().unwrap_or(0);
        if wide > level {
            self.levels.push(wide);
            self.push(Kind::Indent, 0);
        }
        while self.levels.last().is_some_and(|&it| it > wide) {
            self.levels.pop();
            self.push(Kind::Dedent, 0);
            if self.levels.last().is_some_and(|&it| it < wide) {
                let span = Span::new(self.at - blanks, self.at);
                self.refused.push(Refused::new(span, Refusal::Indentation, &[]));
                self.levels.push(wide);
                break;
            }
        }
        true
    }

    fn end_line(&mut self) {
        let is_open = !matches!(
            self.out.last().map(|it| it.kind),
            None | Some(Kind::Newline | Kind::Indent | Kind::Dedent)
        );
        if is_open {
            self.push(Kind::Newline, 0);
        }
    }

    fn push(&mut self, kind: Kind, long: usize) {
        let span = Span::new(self.at, self.at + long);
        let text = &self.text[self.at..self.at + long];
        self.out.push(Token { kind, text, span, line: self.line });
        self.at += long;
    }

    fn token(&mut self, rest: &'a str, c: char) {
        let is_of_word = |c: char| c == '_' || c.is_alphanumeric();
        let prefix = rest.len() - rest.trim_start_matches(|c: char| "rRbBuUfF".contains(c)).len();
        if prefix <= 2 && rest[prefix..].starts_with(['"', '\'']) {
            return self.literal(rest, prefix);
        }
        if c.is_ascii_digit() || (c == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit())) {
            let mut end = 0;
            let mut before = ' ';
            for (at, c) in rest.char_indices() {
                let is_sign = (c == '+' || c == '-')
                    && matches!(before, 'e' | 'E')
                    && !rest.starts_with("0x");
                if !(is_of_word(c) || c == '.' || is_sign) {
                    break;
                }
                before = c;
                end = at + c.len_utf8();
            }
            return self.push(Kind::Number, end);
        }
        if is_of_word(c) {
            let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
            return self.push(Kind::Word, end);
        }
        if let Some(sign) = SIGNS.iter().find(|it| rest.starts_with(**it)) {
            return self.push(Kind::Sign, sign.len());
        }
        if SINGLE.contains(c) {
            match c {
                '(' | '[' | '{' => self.depth += 1,
                ')' | ']' | '}' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            return self.push(Kind::Sign, 1);
        }
        let span = Span::new(self.at, self.at + c.len_utf8());
        self.refused.push(Refused::new(span, Refusal::Character, &[&c.to_string()]));
        let closer = match c {
            '“' | '„' | '”' => Some(['”', '“']),
            '‘' | '’' => Some(['’', '’']),
            '«' => Some(['»', '»']),
            _ => None,
        };
        let inside = &rest[c.len_utf8()..];
        let line = &inside[..inside.find(['\n', '\r']).unwrap_or(inside.len())];
        match closer.and_then(|it| line.find(it).zip(line[line.find(it)?..].chars().next())) {
            // It is refused once, and all of it stands for some value.
            Some((at, closer)) => {
                self.out.push(Token { kind: Kind::Number, text: "0", span, line: self.line });
                self.at += c.len_utf8() + at + closer.len_utf8();
            }
            None => self.at += c.len_utf8(),
        }
    }

    fn literal(&mut self, rest: &'a str, prefix: usize) {
        let body = &rest[prefix..];
        let quote = &body[..1];
        let is_long = body.starts_with("\"\"\"") || body.starts_with("'''");
        let closer = if is_long { &body[..3] } else { quote };
        let mut at = prefix + closer.len();
        let mut lines = 0u16;
        loop {
            let left = &rest[at..];
            let Some(c) = left.chars().next() else { break self.unclosed(at) };
            if left.starts_with(closer) {
                at += closer.len();
                break;
            }
            match c {
                '\\' => at += 1 + left[1..].chars().next().map_or(0, char::len_utf8),
                '\n' | '\r' if !is_long => break self.unclosed(at),
                _ => at += c.len_utf8(),
            }
            lines = lines.saturating_add(u16::from(c == '\n'));
        }
        self.push(Kind::Text, at.min(rest.len()));
        self.line = self.line.saturating_add(lines);
    }

    fn unclosed(&mut self, long: usize) {
        let span = Span::new(self.at, self.at + long);
        self.refused.push(Refused::new(span, Refusal::UnclosedText, &[]));
    }
}
