//! Rust source as a list of words and signs, without comments, strings and white space.
//!
//! A full parser would know more, and would have to be kept in step with the language. What the rules ask for shows in
//! neighbouring tokens.

/// A word (`use`, `Machine`, `'static`) or a single sign, and the line it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub line: usize,
}

/// The tokens of `source`.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut reader = Reader { rest: source, line: 1 };
    let mut tokens = Vec::new();
    while let Some(token) = reader.next_token() {
        tokens.push(token);
    }
    tokens
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
}

impl Reader<'_> {
    fn next_token(&mut self) -> Option<Token> {
        loop {
            let first = self.rest.chars().next()?;
            if first.is_whitespace() {
                self.take(first.len_utf8());
            } else if self.rest.starts_with("//") {
                self.take(self.rest.find('\n').unwrap_or(self.rest.len()));
            } else if self.rest.starts_with("/*") {
                self.take(block_comment(self.rest));
            } else if let Some(length) = string(self.rest).or_else(|| character(self.rest)) {
                self.take(length);
            } else {
                let line = self.line;
                let sign = first.len_utf8();
                let word = self.rest[sign..]
                    .find(|c: char| !is_word(c))
                    .map_or(self.rest.len(), |at| at + sign);
                let length = if is_word(first) || first == '\'' { word } else { sign };
                return Some(Token { text: self.take(length).to_owned(), line });
            }
        }
    }

    fn take(&mut self, length: usize) -> &str {
        let (taken, rest) = self.rest.split_at(length);
        self.line += taken.matches('\n').count();
        self.rest = rest;
        taken
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of the comment, with those nested in it.
fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        if rest.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    text.len()
}

/// The length of the string literal that `text` begins with, whatever its prefix.
fn string(text: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r", "b", "c", ""].into_iter().find(|prefix| {
        let raw = prefix.ends_with('r');
        text.strip_prefix(prefix)
            .is_some_and(|rest| rest.trim_start_matches(|c| raw && c == '#').starts_with('"'))
    })?;
    let hashes = text[prefix.len()..].bytes().take_while(|byte| *byte == b'#').count();
    let body = prefix.len() + hashes + 1;
    if prefix.ends_with('r') {
        let end = format!("\"{}", "#".repeat(hashes));
        return Some(text[body..].find(&end).map_or(text.len(), |at| body + at + end.len()));
    }
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(body) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    Some(text.len())
}

/// The length of the character literal that `text` begins with; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let prefix = if text.starts_with("b'") { 1 } else { 0 };
    let body = text[prefix..].strip_prefix('\'')?;
    let length = if body.starts_with('\\') {
        let end = body.char_indices().skip(2).find(|(_, c)| *c == '\'')?;
        end.0
    } else {
        let first = body.chars().next()?;
        body[first.len_utf8()..].starts_with('\'').then(|| first.len_utf8())?
    };
    Some(prefix + 1 + length + 1)
}

#[cfg(test)]
mod tests {
    use super::tokens;

    fn check(source: &str, expected: &str) {
        let words: Vec<String> = tokens(source).into_iter().map(|token| token.text).collect();
        assert_eq!(words.join(" "), expected, "of {source}");
    }

    #[test]
    fn comments_and_literals_are_no_tokens() {
        check("a // unsafe\nb", "a b");
        check("a /* x /* unsafe */ y */ b", "a b");
        check(r#"a "unsafe \" {" b"#, "a b");
        check(r##"a r#"unsafe " {"# b"##, "a b");
        check(r#"a b"unsafe" c"{" d"#, "a d");
        check(r"a '{' '\'' '\u{7d}' b'}' b", "a b");
    }

    #[test]
    fn words_and_signs_are_tokens() {
        check("&'static mut T", "& 'static mut T");
        check("crate::ui::App", "crate : : ui : : App");
        check("r#type = broad", "r # type = broad");
    }

    #[test]
    fn every_token_knows_its_line() {
        let lines: Vec<usize> =
            tokens("a\n\"x\ny\" b\n/*\n*/ c").into_iter().map(|token| token.line).collect();
        assert_eq!(lines, [1, 3, 5]);
    }
}
