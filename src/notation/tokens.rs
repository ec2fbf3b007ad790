//! From text to words, numbers and signs.

use super::span::Span;
use winnow::Parser;
use winnow::combinator::{alt, opt, preceded};
use winnow::error::EmptyError;
use winnow::token::{any, one_of, take_till, take_while};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Word,
    /// Digits, and whatever runs into them.
    Number,
    /// A text in quotation marks, or the rest of the line where it does not end.
    Text,
    /// A sign of the notation, or one that people write in its stead.
    Sign,
    /// From `#` to the end of the line.
    Comment,
    /// The end of a line.
    Newline,
    /// Spaces and tabs.
    Blank,
    /// Any other character.
    Unknown,
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    pub span: Span,
}

impl Token<'_> {
    /// Whether it is this sign.
    pub fn is(&self, sign: &str) -> bool {
        self.kind == Kind::Sign && self.text == sign
    }

    /// Whether it is this word.
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text == word
    }
}

/// Longer ones first. Some are no signs of the notation; they are taken whole, so that they can be named.
const SIGNS: [&str; 33] = [
    "...", "===", "!==", "**=", "//=", "<<=", ">>=", "**", "//", "<<", ">>", "<=", ">=", "==",
    "!=", "<>", "=<", "=>", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", "->", ":=", "&&",
    "||", "/*", "*/",
];
const SINGLE_SIGNS: &str = "()[]{},:.;@=+-*/%<>&|^~!?\\";

/// The pieces of a text, in order; together they are the text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let start = text.len() - rest.len();
        let before = rest;
        // Any character is a token of its own if it is nothing else, so this never fails.
        let kind = token.parse_next(&mut rest).unwrap_or(Kind::Unknown);
        let length = before.len() - rest.len();
        if length == 0 {
            break;
        }
        let span = Span::new(start, start + length);
        pieces.push(Token { kind, text: &before[..length], span });
    }
    pieces
}

fn token(rest: &mut &str) -> Result<Kind, EmptyError> {
    alt((
        take_while(1.., (' ', '\t')).value(Kind::Blank),
        alt(("\r\n", "\n", "\r")).value(Kind::Newline),
        ('#', take_till(0.., ('\r', '\n'))).value(Kind::Comment),
        literal_text.value(Kind::Text),
        number.value(Kind::Number),
        take_while(1.., is_of_a_word).value(Kind::Word),
        sign.value(Kind::Sign),
        any.value(Kind::Unknown),
    ))
    .parse_next(rest)
}

/// Whether a character can stand in a name.
pub(super) fn is_of_a_word(c: char) -> bool {
    c == '_' || c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphabetic())
}

/// A number with all that runs into it: `0.5`, `10ms` and `1..9` are one mistake each.
fn number<'a>(rest: &mut &'a str) -> Result<&'a str, EmptyError> {
    (opt('.'), one_of('0'..='9'), take_while(0.., |c| is_of_a_word(c) || c == '.'))
        .take()
        .parse_next(rest)
}

fn sign<'a>(rest: &mut &'a str) -> Result<&'a str, EmptyError> {
    // A bracket is a sign by itself, and there may be very many.
    let is_longer = rest.as_bytes().get(1).is_some_and(|next| b"=*/<>+-.&|".contains(next));
    let found = SIGNS.iter().find(|sign| is_longer && rest.starts_with(**sign));
    match found {
        Some(sign) => {
            let (sign, after) = rest.split_at(sign.len());
            *rest = after;
            Ok(sign)
        }
        None => one_of(|c| SINGLE_SIGNS.contains(c)).take().parse_next(rest),
    }
}

/// `"a"`, `'a'`, `"""a"""`, with a prefix such as `f` or not; to the end of the line where it does not end.
fn literal_text<'a>(rest: &mut &'a str) -> Result<&'a str, EmptyError> {
    let prefix = take_while(0..=2, |c: char| "rRbBuUfF".contains(c));
    preceded(prefix, alt((long_text, short_text))).take().parse_next(rest)
}

fn long_text(rest: &mut &str) -> Result<(), EmptyError> {
    let quotes = alt(("\"\"\"", "'''")).parse_next(rest)?;
    let length = rest.find(quotes).map_or(rest.len(), |at| at + quotes.len());
    *rest = &rest[length..];
    Ok(())
}

fn short_text(rest: &mut &str) -> Result<(), EmptyError> {
    let quote = one_of(('"', '\'')).parse_next(rest)?;
    let mut is_escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            '\r' | '\n' => {
                *rest = &rest[at..];
                return Ok(());
            }
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if c == quote => {
                *rest = &rest[at + 1..];
                return Ok(());
            }
            _ => {}
        }
    }
    *rest = &rest[rest.len()..];
    Ok(())
}
