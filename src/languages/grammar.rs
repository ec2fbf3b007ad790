//! The table of a language: what it writes for each construct.

use super::kinds::Kind;

/// Everything that is particular to one language.
pub(super) struct Grammar {
    /// Keys, and the text for each. In a text `$0` is what an operation is done on, `$1` and on
    /// are its arguments; a letter between `$` and the number asks for a form of the argument:
    /// `$s1` in seconds, `$u1` without a sign, `$i1` as an item. A text that begins with `~`
    /// holds together no better than a comparison.
    pub(super) words: &'static [(&'static str, &'static str)],
    /// Names that mean something else in the language, between spaces.
    pub(super) reserved: &'static str,
    /// How names declared at the top are written.
    pub(super) shared_names: Casing,
    /// How names of functions and of their variables are written.
    pub(super) local_names: Casing,
    /// Whether variables and parameters have types to be written.
    pub(super) is_typed: bool,
    /// How exceptions are written.
    pub(super) exceptions: Exceptions,
    /// What stands before and after the program; see `scaffolding`.
    pub(super) scaffolding: &'static str,
}

/// How names are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Casing {
    Kept,
    Camel,
    Upper,
}

/// How a language leaves what it is doing when something goes wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Exceptions {
    /// It has exceptions.
    Native,
    /// It leaves a block with a name; what is held is let go on the way.
    NamedBlock,
    /// It goes to a label, and lets go what is held in so many words.
    Label,
}

impl Grammar {
    /// The text for a key.
    pub(super) fn word(&self, key: &str) -> Option<&'static str> {
        self.words.iter().find(|(it, _)| *it == key).map(|(_, text)| *text)
    }

    /// The text for a key that may be left out: nothing then.
    pub(super) fn word_or_nothing(&self, key: &str) -> &'static str {
        self.word(key).unwrap_or("")
    }

    /// The text for something about a kind, or about the kind it is like.
    pub(super) fn word_for(&self, kind: Kind, rest: &str) -> Option<&'static str> {
        let text = self.word(&[kind.word(), rest].concat());
        // How a thing begins is what it does not have in common with another.
        let begins = rest.starts_with(".declare") || rest.starts_with(".prepare");
        let is_own = begins && kind != Kind::BareLock;
        text.or_else(|| self.word_for(kind.like().filter(|_| !is_own)?, rest))
    }

    /// A name as the language writes it.
    pub(super) fn name(&self, name: &str, casing: Casing) -> String {
        let mut written = match casing {
            Casing::Kept => name.to_owned(),
            Casing::Upper => name.to_uppercase(),
            Casing::Camel => camel(name),
        };
        if self.reserved.split(' ').any(|it| it == written) {
            written.push_str(if name == "main" { "_role" } else { "_" });
        }
        written
    }
}

fn camel(name: &str) -> String {
    let mut written = String::new();
    let mut after_bar = false;
    for letter in name.chars() {
        if letter == '_' && !written.is_empty() {
            after_bar = true;
        } else if std::mem::take(&mut after_bar) {
            written.extend(letter.to_uppercase());
        } else {
            written.push(letter);
        }
    }
    written
}

/// Puts arguments into a text. `argument` gets the letter of the form that is asked for, a space
/// for none, and the number.
pub(super) fn fill<E>(
    text: &str,
    argument: &mut dyn FnMut(char, usize) -> Result<String, E>,
) -> Result<String, E> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        filled.push_str(before);
        let mut letters = after.chars();
        let mut form = ' ';
        let mut letter = letters.next();
        if let Some(it) = letter.filter(char::is_ascii_alphabetic) {
            form = it;
            letter = letters.next();
        }
        if let Some(number) = letter.and_then(|it| it.to_digit(10)) {
            filled.push_str(&argument(form, number as usize)?);
        }
        rest = letters.as_str();
    }
    filled.push_str(rest);
    Ok(filled)
}

/// [`fill`] with arguments that are there already.
pub(super) fn fill_with(text: &str, arguments: &[&str]) -> String {
    let mut given = |_, number: usize| {
        Ok::<_, std::convert::Infallible>(arguments.get(number).copied().unwrap_or("").to_owned())
    };
    match fill(text, &mut given) {
        Ok(filled) => filled,
        Err(never) => match never {},
    }
}
