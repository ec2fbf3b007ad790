//! Changing texts at random.

use crate::random::Random;

/// Pieces that mean something to the notation, or to people who know another language.
const PIECES: [&str; 98] = [
    "def ",
    "if ",
    "elif ",
    "else:",
    "while ",
    "for ",
    " in ",
    "with ",
    "try:",
    "except ",
    "finally:",
    "break",
    "continue",
    "pass",
    "return ",
    "raise ",
    "assert ",
    "global ",
    "lambda: ",
    "not ",
    " and ",
    " or ",
    " is ",
    "True",
    "None",
    "import ",
    "class ",
    "yield ",
    "match ",
    "else if ",
    "then",
    "end",
    "int ",
    "function ",
    "x",
    "producer()",
    "mutex.wait()",
    "range(3)",
    "a.b",
    "a[0]",
    "[]",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    ";",
    ".",
    "..",
    "...",
    "=",
    "==",
    "===",
    "!=",
    "!",
    "<",
    "<=",
    "<>",
    "+",
    "++",
    "+=",
    "-",
    "--",
    "->",
    "*",
    "**",
    "*=",
    "/",
    "//",
    "%",
    "&&",
    "||",
    "?",
    "@",
    "`",
    "\\",
    "\\\n",
    "#",
    "# a\n",
    "\"",
    "'",
    "\"\"\"",
    "f'{x}'",
    "0",
    "0.5",
    "007",
    "10ms",
    "9223372036854775808",
    "é",
    "\u{feff}",
    "\u{a0}",
    "“",
    "🧵",
    "\0",
    "（",
];
const LINE_ENDS: [&str; 8] = ["\n", "\r\n", "\r", "\n    ", "\n\t", "\n        ", "\n ", "\n\n"];

/// The longest text tried: longer ones are refused before they are read.
const MOST_BYTES: usize = 66 * 1024;

/// One of some texts, changed in a few places.
pub fn mutated(corpus: &[String], random: &mut Random) -> String {
    let mut text = random.one_of(corpus).clone();
    for _ in 0..=random.below(6) {
        mutate(&mut text, corpus, random);
    }
    text.truncate(text.floor_char_boundary(MOST_BYTES));
    text
}

fn mutate(text: &mut String, corpus: &[String], random: &mut Random) {
    let at = place(text, random);
    let piece: &&str = random.one_of(&PIECES);
    let line_end: &&str = random.one_of(&LINE_ENDS);
    match random.below(10) {
        0..=2 => text.insert_str(at, piece),
        3 => text.insert_str(at, line_end),
        4 => {
            let end = text.ceil_char_boundary(at + random.below(12));
            text.replace_range(at..end, "");
        }
        5 => {
            let end = text.ceil_char_boundary(at + random.below(40));
            let piece = text[at..end].to_owned();
            let to = place(text, random);
            text.insert_str(to, &piece);
        }
        6 => {
            let other = random.one_of(corpus);
            let from = place(other, random);
            let end = other.ceil_char_boundary(from + random.below(80));
            text.insert_str(at, &other[from..end]);
        }
        7 => {
            // A line further in or out.
            let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            if random.below(2) == 0 {
                text.insert_str(start, "    ");
            } else {
                let blanks = text[start..].len() - text[start..].trim_start_matches(' ').len();
                text.replace_range(start..start + random.below(blanks + 1), "");
            }
        }
        8 => text.truncate(at),
        // Seldom, a piece again and again.
        _ if random.below(20) == 0 => {
            let times = random.below(MOST_BYTES / piece.len());
            text.insert_str(at, &piece.repeat(times));
        }
        _ => {
            let end = text.ceil_char_boundary(at + 1);
            text.replace_range(at..end, piece);
        }
    }
}

/// A place between two characters.
fn place(text: &str, random: &mut Random) -> usize {
    text.floor_char_boundary(random.below(text.len() + 1))
}
