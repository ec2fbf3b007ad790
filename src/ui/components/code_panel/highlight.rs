//! Colours for a line of code. The text is shown as it is, so a reader may copy it.

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// `def`, `while`.
    Keyword,
    /// What is being defined or made: `producer`, `Semaphore`.
    Name,
    /// A number or a constant.
    Number,
    /// Anything else.
    Plain,
}

impl Paint {
    /// The class that gives it its colour; nothing for plain text.
    pub fn class(self) -> Option<&'static str> {
        match self {
            Paint::Keyword => Some("code-keyword"),
            Paint::Name => Some("code-name"),
            Paint::Number => Some("code-number"),
            Paint::Plain => None,
        }
    }
}

const KEYWORDS: [&str; 14] = [
    "def", "while", "for", "in", "if", "elif", "else", "return", "break", "with", "not", "and",
    "or", "pass",
];
const CONSTANTS: [&str; 3] = ["True", "False", "None"];

/// The pieces of a line, in order; together they are the line.
pub fn highlight(line: &str) -> Vec<(Paint, &str)> {
    let mut pieces: Vec<(Paint, &str)> = Vec::new();
    let mut plain_from = 0;
    let mut at = 0;
    let mut after_def = false;
    while at < line.len() {
        let rest = &line[at..];
        let length = rest.find(|c| !is_of_a_word(c)).unwrap_or(rest.len());
        if length == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let word = &rest[..length];
        let paint = paint_of(word, after_def);
        after_def = word == "def";
        if paint != Paint::Plain {
            if plain_from < at {
                pieces.push((Paint::Plain, &line[plain_from..at]));
            }
            pieces.push((paint, word));
            plain_from = at + length;
        }
        at += length;
    }
    if plain_from < line.len() {
        pieces.push((Paint::Plain, &line[plain_from..]));
    }
    pieces
}

fn is_of_a_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn paint_of(word: &str, after_def: bool) -> Paint {
    if KEYWORDS.contains(&word) {
        Paint::Keyword
    } else if CONSTANTS.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit()) {
        Paint::Number
    } else if after_def || word.starts_with(|c: char| c.is_ascii_uppercase()) {
        Paint::Name
    } else {
        Paint::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::Paint::{Keyword, Name, Number, Plain};
    use super::*;

    #[test]
    fn words_get_their_colours_and_nothing_is_lost() {
        let check = |line: &str, expected: &[(Paint, &str)]| {
            assert_eq!(highlight(line), expected);
            let whole: String = expected.iter().map(|(_, piece)| *piece).collect();
            assert_eq!(whole, line);
        };
        check("", &[]);
        check(
            "def producer():",
            &[(Keyword, "def"), (Plain, " "), (Name, "producer"), (Plain, "():")],
        );
        check(
            "    while True:",
            &[(Plain, "    "), (Keyword, "while"), (Plain, " "), (Number, "True"), (Plain, ":")],
        );
        check("        item = produce()", &[(Plain, "        item = produce()")]);
        check(
            "spaces = Semaphore(capacity + 1)",
            &[
                (Plain, "spaces = "),
                (Name, "Semaphore"),
                (Plain, "(capacity + "),
                (Number, "1"),
                (Plain, ")"),
            ],
        );
        check("é = “definition”", &[(Plain, "é = “definition”")]);
    }
}
