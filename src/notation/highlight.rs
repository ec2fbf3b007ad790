//! Colours for a line of code. The text is shown as it is, so a reader may copy it.

use super::parse::is_keyword;
use super::tokens::{Kind, tokens};

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// `def`, `while`.
    Keyword,
    /// What is being defined or made: `producer`, `Semaphore`.
    Name,
    /// A number or a constant.
    Number,
    /// From `#` to the end of the line.
    Comment,
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
            Paint::Comment => Some("code-comment"),
            Paint::Plain => None,
        }
    }
}

/// The pieces of a line, in order; together they are the line. Two plain ones never touch.
pub fn highlight(line: &str) -> Vec<(Paint, &str)> {
    let mut pieces: Vec<(Paint, &str)> = Vec::new();
    let mut plain_from = 0;
    let mut is_after_def = false;
    for token in tokens(line) {
        let paint = match token.kind {
            Kind::Word => paint_of(token.text, is_after_def),
            Kind::Number => Paint::Number,
            Kind::Comment => Paint::Comment,
            _ => Paint::Plain,
        };
        if token.kind != Kind::Blank {
            is_after_def = token.is_word("def");
        }
        if paint == Paint::Plain {
            continue;
        }
        let range = token.span.range();
        if plain_from < range.start {
            pieces.push((Paint::Plain, &line[plain_from..range.start]));
        }
        plain_from = range.end;
        pieces.push((paint, token.text));
    }
    if plain_from < line.len() {
        pieces.push((Paint::Plain, &line[plain_from..]));
    }
    pieces
}

fn paint_of(word: &str, is_after_def: bool) -> Paint {
    match word {
        "True" | "False" | "None" => Paint::Number,
        _ if is_keyword(word) => Paint::Keyword,
        _ if is_after_def || word.starts_with(|c: char| c.is_ascii_uppercase()) => Paint::Name,
        _ => Paint::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::Paint::{Comment, Keyword, Name, Number, Plain};
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
        check(
            "raise Empty  # while",
            &[
                (Keyword, "raise"),
                (Plain, " "),
                (Name, "Empty"),
                (Plain, "  "),
                (Comment, "# while"),
            ],
        );
        check("x = \"# while", &[(Plain, "x = \"# while")]);
        check("def produção", &[(Keyword, "def"), (Plain, " "), (Name, "produção")]);
        check("\u{feff}\tif\r", &[(Plain, "\u{feff}\t"), (Keyword, "if"), (Plain, "\r")]);
    }
}
