//! Numbers, texts and f-strings.

use super::{Lost, Read, Reader, read_inner};
use crate::program::Span;
use crate::python::refusal::Refusal;
use crate::python::tokens::Kind;
use crate::python::tree::{Expr, ExprKind, Piece};
use std::rc::Rc;

impl Reader<'_> {
    pub(super) fn number(&mut self, words: &str, span: Span) -> Read<Expr> {
        let plain: String = words.chars().filter(|it| *it != '_').collect();
        let lower = plain.to_ascii_lowercase();
        let of_base =
            |prefix: &str, base| lower.strip_prefix(prefix).map(|it| i64::from_str_radix(it, base));
        let based = of_base("0x", 16).or_else(|| of_base("0b", 2)).or_else(|| of_base("0o", 8));
        let is_whole = plain.bytes().all(|it| it.is_ascii_digit());
        let kind = match based.unwrap_or_else(|| plain.parse::<i64>()) {
            // What has other values in a program begins far above.
            Ok(number) if number < 1 << 53 => Some(ExprKind::Integer(number)),
            _ if is_whole => None,
            _ => plain.parse::<f64>().ok().filter(|it| it.is_finite()).map(ExprKind::Float),
        };
        match kind {
            Some(kind) => Ok(Expr { kind, span }),
            None => {
                self.refuse(span, Refusal::Number, &[words]);
                Err(Lost)
            }
        }
    }

    /// One text, or several that stand behind each other.
    pub(super) fn text(&mut self) -> Read<Expr> {
        let start = self.peek().span;
        let mut pieces = Vec::new();
        while self.peek().kind == Kind::Text {
            let token = self.next();
            let quote = token.text.find(['"', '\'']).unwrap_or(0);
            let prefix = token.text[..quote].to_ascii_lowercase();
            let body = &token.text[quote..];
            let long = if body.starts_with("\"\"\"") || body.starts_with("'''") { 3 } else { 1 };
            let closer = body.get(..long).unwrap_or_default();
            // One that is not closed has been refused as a token.
            let Some(inner) = body.get(long..).and_then(|it| it.strip_suffix(closer)) else {
                return Err(Lost);
            };
            if prefix.contains('b') {
                self.refuse(token.span, Refusal::Bytes, &[]);
                return Err(Lost);
            }
            let offset = token.span.start + (quote + long) as u32;
            let is_raw = prefix.contains('r');
            if prefix.contains('f') {
                self.pieces(inner, offset, token.line, is_raw, &mut pieces)?;
            } else {
                push(&mut pieces, &if is_raw { inner.to_owned() } else { unescaped(inner) });
            }
        }
        let span = start.to(self.before());
        let is_plain = pieces.iter().all(|it| matches!(it, Piece::Text(_)));
        let kind = if is_plain {
            let whole: String = pieces
                .iter()
                .map(|it| match it {
                    Piece::Text(text) => &**text,
                    Piece::Value(..) => "",
                })
                .collect();
            ExprKind::Text(whole.into())
        } else {
            ExprKind::Format(pieces)
        };
        Ok(Expr { kind, span })
    }

    fn pieces(
        &mut self,
        inner: &str,
        offset: u32,
        line: u16,
        is_raw: bool,
        pieces: &mut Vec<Piece>,
    ) -> Read<()> {
        let said = |it: &str| if is_raw { it.to_owned() } else { unescaped(it) };
        let mut rest = inner;
        while !rest.is_empty() {
            let at = rest.find(['{', '}']).unwrap_or(rest.len());
            push(pieces, &said(&rest[..at]));
            rest = &rest[at..];
            if rest.starts_with("{{") || rest.starts_with("}}") {
                push(pieces, &rest[..1]);
                rest = &rest[2..];
                continue;
            }
            let Some(behind) = rest.strip_prefix('{') else {
                rest = rest.get(1..).unwrap_or_default();
                continue;
            };
            let start = offset + (inner.len() - behind.len()) as u32;
            let (words, look, length) = field(behind);
            let is_lost = length > behind.len();
            let (mut read, mut refused) = match self.depth {
                0..=60 if !is_lost => read_inner(words.0, start, line, self.depth + 8),
                _ => (Err(Lost), Vec::new()),
            };
            if is_lost {
                let span = Span { start: start - 1, end: start };
                self.refuse(span, Refusal::Expected, &["\"", "}"]);
            }
            self.refused.append(&mut refused);
            if look.contains('{') {
                read = Err(Lost);
                let span = Span { start, end: start + words.0.len() as u32 };
                self.refuse(span, Refusal::NotKnown, &["{…:{…}}"]);
            }
            if words.1 {
                push(pieces, &format!("{}=", words.0));
            }
            pieces.push(Piece::Value(read?, look.to_owned()));
            rest = &behind[length..];
        }
        Ok(())
    }
}

/// The words of a field behind `{`, whether `=` follows them, how the value is to look, and how long all is with `}`.
fn field(text: &str) -> ((&str, bool), &str, usize) {
    let (mut depth, mut quote, mut end) = (0, None, text.len());
    let mut colon = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(it), c) if it == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, '}') if depth == 0 => {
                end = at;
                break;
            }
            (None, ')' | ']' | '}') => depth -= 1,
            (None, ':') if depth == 0 && colon.is_none() => colon = Some(at),
            (None, '!') if depth == 0 && colon.is_none() && !text[at..].starts_with("!=") => {
                colon = Some(at);
            }
            _ => {}
        }
    }
    let words_end = colon.unwrap_or(end).min(end);
    let mut words = &text[..words_end];
    let is_repeated = words.trim_end().ends_with('=') && !words.trim_end().ends_with("==");
    if is_repeated {
        words = words.trim_end().strip_suffix('=').unwrap_or(words);
    }
    ((words, is_repeated), &text[words_end..end], end + 1)
}

fn push(pieces: &mut Vec<Piece>, text: &str) {
    if text.is_empty() {
        return;
    }
    if let Some(Piece::Text(last)) = pieces.last_mut() {
        *last = format!("{last}{text}").into();
        return;
    }
    pieces.push(Piece::Text(Rc::from(text)));
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match rest.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('0') => out.push('\0'),
            Some('\n') | None => {}
            Some(digits @ ('x' | 'u' | 'U')) => {
                let long = match digits {
                    'x' => 2,
                    'u' => 4,
                    _ => 8,
                };
                let code: String = rest.clone().take(long).collect();
                match u32::from_str_radix(&code, 16).ok().and_then(char::from_u32) {
                    Some(c) => {
                        out.push(c);
                        (0..long).for_each(|_| {
                            rest.next();
                        });
                    }
                    None => out.extend(['\\', digits]),
                }
            }
            Some(c @ ('\\' | '\'' | '"')) => out.push(c),
            Some(c) => out.extend(['\\', c]),
        }
    }
    out
}
