//! The words of the notation, and those that people write in their stead.

/// The words that cannot be names, as in Python.
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// The words that start a line with a body.
pub(super) const OPENERS: [&str; 10] =
    ["def", "if", "elif", "else", "while", "for", "with", "try", "except", "finally"];

/// Words of other languages that start a line, and those that do here.
const STARTS: [(&str, &str); 17] = [
    ("elseif", "elif"),
    ("elsif", "elif"),
    ("elsewhen", "elif"),
    ("function", "def"),
    ("func", "def"),
    ("fun", "def"),
    ("fn", "def"),
    ("procedure", "def"),
    ("process", "def"),
    ("define", "def"),
    ("void", "def"),
    ("catch", "except"),
    ("rescue", "except"),
    ("throw", "raise"),
    ("foreach", "for"),
    ("loop", "while True:"),
    ("forever", "while True:"),
];

/// Words of other languages that mean nothing here.
const NEEDLESS: [&str; 17] = [
    "let", "var", "const", "int", "long", "auto", "final", "static", "public", "private", "begin",
    "end", "endif", "endwhile", "done", "fi", "new",
];

/// Words of other languages for values, and those that are used here.
const VALUES: [(&str, &str); 7] = [
    ("true", "True"),
    ("false", "False"),
    ("none", "None"),
    ("null", "None"),
    ("nil", "None"),
    ("undefined", "None"),
    ("nullptr", "None"),
];

/// Whether a word has a meaning of its own, so that nothing can be called so.
pub(in super::super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// Whether a word joins or starts values, rather than being one.
pub(super) fn is_operator(word: &str) -> bool {
    ["and", "or", "not", "is", "in", "if", "else", "for", "as", "lambda"].contains(&word)
}

/// The keyword that a word is in other letters: `while` of `While`.
pub(super) fn in_right_case(word: &str) -> Option<&'static str> {
    let is_meant = |keyword: &&&str| word.eq_ignore_ascii_case(keyword) && word != **keyword;
    KEYWORDS.iter().find(is_meant).copied()
}

/// The word that starts such a line here.
pub(super) fn start_meant(word: &str) -> Option<&'static str> {
    meant(&STARTS, word)
}

/// The word for such a value here.
pub(super) fn value_meant(word: &str) -> Option<&'static str> {
    meant(&VALUES, &word.to_ascii_lowercase()).filter(|value| *value != word)
}

/// Whether other languages have a word that has nothing to say here.
pub(super) fn is_needless(word: &str) -> bool {
    NEEDLESS.contains(&word)
}

fn meant(table: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    table.iter().find(|(theirs, _)| *theirs == word).map(|(_, ours)| *ours)
}
