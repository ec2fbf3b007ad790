//! Colours for lines of other languages: their keywords, numbers and comments.

use crate::languages::TargetLanguage;
use crate::notation::Paint;

/// The words a language keeps for itself.
fn keywords(language: TargetLanguage) -> &'static [&'static str] {
    match language {
        TargetLanguage::Python | TargetLanguage::LittleBook => &[
            "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else",
            "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
            "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
        ],
        TargetLanguage::Rust => &[
            "as", "break", "const", "continue", "else", "enum", "fn", "for", "if", "impl", "in",
            "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self", "static",
            "struct", "trait", "type", "use", "where", "while",
        ],
        TargetLanguage::Java => &[
            "boolean",
            "break",
            "case",
            "catch",
            "class",
            "continue",
            "else",
            "extends",
            "final",
            "finally",
            "for",
            "if",
            "implements",
            "import",
            "int",
            "long",
            "new",
            "package",
            "private",
            "public",
            "record",
            "return",
            "static",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "try",
            "var",
            "void",
            "volatile",
            "while",
        ],
        TargetLanguage::C => &[
            "bool", "break", "case", "char", "const", "continue", "do", "else", "enum", "for",
            "goto", "if", "int", "long", "return", "sizeof", "static", "struct", "switch",
            "typedef", "unsigned", "void", "while",
        ],
    }
}

/// The pieces of a line, in order; together they are the line. Two plain ones never touch.
pub fn highlight_foreign(language: TargetLanguage, line: &str) -> Vec<(Paint, &str)> {
    let comment = match language {
        TargetLanguage::Python | TargetLanguage::LittleBook => "#",
        TargetLanguage::Rust | TargetLanguage::Java | TargetLanguage::C => "//",
    };
    let keywords = keywords(language);
    let mut pieces = Vec::new();
    let mut plain_from = 0;
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let (length, paint) = if rest.starts_with(comment) || is_directive(language, line, rest) {
            (rest.len(), Paint::Comment)
        } else if rest.starts_with('"') {
            (quoted(rest), Paint::Number)
        } else {
            let length = rest.find(|c| !is_of_a_word(c)).unwrap_or(rest.len());
            (length, paint_of(&rest[..length], keywords))
        };
        if length == 0 || paint == Paint::Plain {
            at += length.max(rest.chars().next().map_or(1, char::len_utf8));
            continue;
        }
        if plain_from < at {
            pieces.push((Paint::Plain, &line[plain_from..at]));
        }
        pieces.push((paint, &rest[..length]));
        at += length;
        plain_from = at;
    }
    if plain_from < line.len() {
        pieces.push((Paint::Plain, &line[plain_from..]));
    }
    pieces
}

/// `#include` and `#[derive]`, and the lines inside a longer comment.
fn is_directive(language: TargetLanguage, line: &str, rest: &str) -> bool {
    let is_first = line.len() - line.trim_start().len() == line.len() - rest.len();
    let is_of_c = matches!(language, TargetLanguage::C | TargetLanguage::Java);
    is_first
        && (rest.starts_with('#') && language != TargetLanguage::Python
            || is_of_c && (rest.starts_with("/*") || rest.starts_with("* ") || rest == "*/"))
}

/// How long the text in quotes is that begins here.
fn quoted(rest: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if c == '"' && !is_escaped {
            return at + 1;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    rest.len()
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn paint_of(word: &str, keywords: &[&str]) -> Paint {
    let begins_with = |is: fn(&char) -> bool| word.chars().next().is_some_and(|c| is(&c));
    if keywords.contains(&word) {
        Paint::Keyword
    } else if begins_with(char::is_ascii_digit)
        || matches!(word, "True" | "False" | "None" | "true" | "false" | "null" | "NULL")
    {
        Paint::Number
    } else if begins_with(char::is_ascii_uppercase) {
        Paint::Name
    } else {
        Paint::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::Paint::{Comment, Keyword, Name, Number, Plain};
    use super::TargetLanguage::{C, Java, Python, Rust};
    use super::*;

    #[test]
    fn words_get_their_colours_and_nothing_is_lost() {
        let check = |language, line: &str, expected: &[(Paint, &str)]| {
            assert_eq!(highlight_foreign(language, line), expected);
            let whole: String = expected.iter().map(|(_, piece)| *piece).collect();
            assert_eq!(whole, line);
        };
        check(Python, "", &[]);
        check(
            Python,
            "x = 1  # while",
            &[(Plain, "x = "), (Number, "1"), (Plain, "  "), (Comment, "# while")],
        );
        check(
            Rust,
            "    let é = 1; // mut",
            &[
                (Plain, "    "),
                (Keyword, "let"),
                (Plain, " é = "),
                (Number, "1"),
                (Plain, "; "),
                (Comment, "// mut"),
            ],
        );
        check(
            Java,
            "new Semaphore(0)",
            &[
                (Keyword, "new"),
                (Plain, " "),
                (Name, "Semaphore"),
                (Plain, "("),
                (Number, "0"),
                (Plain, ")"),
            ],
        );
        check(C, "#include <stdio.h>", &[(Comment, "#include <stdio.h>")]);
        check(
            C,
            "  puts(\"a \\\" // b\");",
            &[(Plain, "  puts("), (Number, "\"a \\\" // b\""), (Plain, ");")],
        );
        check(C, "a \"open", &[(Plain, "a "), (Number, "\"open")]);
    }
}
