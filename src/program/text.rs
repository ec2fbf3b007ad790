//! What programs print: texts with holes, and a line that was printed.

use super::memory::{Value, is_integer, is_none};
use super::{Item, Look, Program};
use serde::{Deserialize, Serialize};

/// The number of a text among [those of its program](Program::texts).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TextId(pub u16);

/// A text to be printed, with at most two holes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// What it is made of, in order. Ends of lines stand in its words.
    pub pieces: Vec<Piece>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Words(String),
    /// What an operand holds.
    Hole {
        /// Which of the two operands.
        operand: u8,
        /// How it is written.
        shown: Shown,
    },
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As the number, the item or the `None` that it is.
    Plain,
    /// As `True` or `False`.
    Truth,
    /// As the number that it is, or as a text in quotation marks (`repr`).
    Written,
    /// As `True` or `False`, or as a text in quotation marks.
    WrittenTruth,
    /// In a place of some width.
    Looking(Look),
}

/// The value that stands for the first text of a program; the others follow. An operation that counts as far as this
/// overflows, so no number is taken for a text.
pub const FIRST_TEXT: Value = Value::MAX - (1 << 32);

/// What one `print` printed, or a piece of that: a text has two holes at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Printed {
    /// Which text.
    pub text: TextId,
    /// What stood in its holes.
    pub values: [Value; 2],
}

impl Program {
    /// The text that a value stands for, if it stands for one.
    pub fn text_of(&self, value: Value) -> Option<String> {
        Some(self.pieces_of(value)?.collect())
    }

    /// The same, of a long one only how it begins: its first 60 characters and `…`. A browser takes seconds to lay out a
    /// line of 100,000 characters, and nobody reads it.
    pub fn beginning_of_text(&self, value: Value) -> Option<String> {
        const MOST: usize = 60;
        let mut letters = self.pieces_of(value)?.flat_map(str::chars);
        let mut beginning: String = letters.by_ref().take(MOST).collect();
        if letters.next().is_some() {
            beginning.push('…');
        }
        Some(beginning)
    }

    fn pieces_of(&self, value: Value) -> Option<impl Iterator<Item = &str>> {
        let place = usize::try_from(value.checked_sub(FIRST_TEXT)?).ok()?;
        let pieces = self.texts.get(place)?.pieces.iter();
        Some(pieces.map(|it| match it {
            Piece::Words(words) => words.as_str(),
            Piece::Hole { .. } => "…",
        }))
    }

    /// Whether the text that a value stands for is one of the program's, and not how something else looks.
    fn is_str(&self, value: Value) -> bool {
        let place = value.checked_sub(FIRST_TEXT).and_then(|it| usize::try_from(it).ok());
        place.and_then(|it| self.texts.get(it)).is_some_and(|it| it.pieces.len() == 1)
    }

    /// The words that were printed, one behind the other.
    pub fn words_of(&self, printed: &[Printed]) -> String {
        self.words_by(printed, |words, piece| words.push_str(piece))
    }

    /// The same for whoever reads along: of each piece that is longer only the first 1,000 characters and `…`, and the end of
    /// the line that it ends.
    pub fn words_in_short(&self, printed: &[Printed]) -> String {
        const MOST: usize = 1_000;
        self.words_by(printed, |words, piece| match piece.char_indices().nth(MOST) {
            Some((end, _)) => {
                words.push_str(&piece[..end]);
                words.push_str(if piece.ends_with('\n') { "…\n" } else { "…" });
            }
            None => words.push_str(piece),
        })
    }

    fn words_by(&self, printed: &[Printed], add: impl Fn(&mut String, &str)) -> String {
        let mut words = String::new();
        for Printed { text, values } in printed {
            let pieces = self.texts.get(usize::from(text.0)).map_or(&[][..], |it| &it.pieces);
            for piece in pieces {
                match piece {
                    Piece::Words(it) => add(&mut words, it),
                    Piece::Hole { operand, shown } => {
                        let value = values[usize::from(*operand != 0)];
                        add(&mut words, &self.shown(value, *shown));
                    }
                }
            }
        }
        words
    }

    fn shown(&self, value: Value, shown: Shown) -> String {
        if is_none(value) {
            return "None".into();
        }
        if let Some(text) = self.text_of(value) {
            return match shown {
                Shown::Written | Shown::WrittenTruth if self.is_str(value) => quoted(&text),
                Shown::Written | Shown::WrittenTruth => text,
                Shown::Looking(look) => look.of_text(&text).unwrap_or(text),
                Shown::Plain | Shown::Truth => text,
            };
        }
        match shown {
            Shown::Truth | Shown::WrittenTruth => if value == 0 { "False" } else { "True" }.into(),
            Shown::Looking(look) if is_integer(value) => {
                look.of_integer(value).unwrap_or_else(|| value.to_string())
            }
            Shown::Plain | Shown::Written | Shown::Looking(_) => match Item::from_value(value) {
                Some(item) => item.to_string(),
                None if is_integer(value) => value.to_string(),
                None => String::new(),
            },
        }
    }
}

/// A text as Python's `repr` writes it.
pub fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\\' => out.push_str("\\\\"),
            c if c == quote => out.extend(['\\', c]),
            // All of them are below 256.
            c if c.is_control() => out.push_str(&format!("\\x{:02x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_text_is_quoted_as_python_does() {
        for (text, expected) in [
            ("a", "'a'"),
            ("it's", "\"it's\""),
            ("'\"", r#"'\'"'"#),
            ("a\tb\n\r\\", r"'a\tb\n\r\\'"),
            ("\u{2}\u{7f}\u{85}é", r"'\x02\x7f\x85é'"),
        ] {
            assert_eq!(quoted(text), expected);
        }
    }
}
