//! The table of a language: what it writes for each construct.

use super::kinds::Kind;
use super::words::Word;
use crate::notation::vocabulary::Operation;
use crate::program::Exception;

/// Everything that is particular to one language.
pub(super) struct Grammar {
    /// The text for a word, if the language has one.
    pub(super) word: fn(Word) -> Option<&'static str>,
    /// The texts about kinds. In a text `$0` is what an operation is done on, `$1` and on
    /// are its arguments; a letter between `$` and the number asks for a form of the argument:
    /// `$s1` in seconds, `$u1` without a sign, `$i1` as an item. A text that begins with `~`
    /// holds together no better than a comparison. What is missing is listed in
    /// `tests/it/languages/gaps.rs`.
    pub(super) words_of_kinds: &'static [(Kind, Aspect, &'static str)],
    /// What the language calls the exceptions that it has.
    pub(super) exception_names: &'static [(Exception, &'static str)],
    /// Names that mean something else in the language, between spaces.
    pub(super) reserved: &'static str,
    /// How names declared at the top are written.
    pub(super) shared_names: Casing,
    /// How names of functions and of their variables are written.
    pub(super) local_names: Casing,
    /// Whether all that is declared stands inside a class.
    pub(super) is_in_a_class: bool,
    /// Whether what a semaphore protects is indented.
    pub(super) shows_critical_sections: bool,
    /// Whether `+=` and the like are written for what threads share.
    pub(super) augments_variables: bool,
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

/// What a language has to say about a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aspect {
    /// The type of a variable or a parameter.
    Type,
    /// The type where a thread owns the thing; `Type` if there is none.
    Owned,
    /// What a variable holds before it has a value.
    Default,
    /// That a value decides something, and what it decides.
    IsTrue,
    IsFalse,
    /// That there is an item, where its type says that there may be none.
    IsSome,
    /// A number as such an item, and the number in it.
    Wrapped,
    Unwrapped,
    /// Declarations of values of the kind, where they differ from those of others.
    Constant,
    Variable,
    /// The declaration of an array of them.
    Elements,
    /// The declaration of an object.
    Declare,
    /// That of one without a limit.
    DeclareUnbounded,
    /// That of a condition with a lock of its own.
    DeclareOwn,
    /// What makes it ready before the threads start.
    Prepare,
    /// The same of a channel whose receiver is shared.
    PrepareShared,
    /// What is done with an end of a channel once all threads have theirs.
    Forget,
    /// How a thread gets its end of a channel: where it begins, and where it is started.
    EntryEnd,
    StartEnd,
    /// What takes it until the block ends.
    Hold,
    /// A loop over what comes from it.
    For,
    Index,
    Length,
    Drop,
    /// `pop(0)`
    PopFirst,
    /// `pop(0)` that says whether it went wrong.
    TryPopFirst,
    /// An operation.
    Call(Operation),
    /// An operation with as many arguments, where that makes a difference.
    Given(Operation, u8),
    /// An operation with a time-out, which is the argument after the others.
    Timed(Operation),
    /// An operation that says whether it went wrong, without a time-out and with one.
    Try(Operation),
    TryTimed(Operation),
}

impl Grammar {
    /// The text for a word.
    pub(super) fn word(&self, word: Word) -> Option<&'static str> {
        (self.word)(word)
    }

    /// The text for a word that may be left out: nothing then.
    pub(super) fn word_or_nothing(&self, word: Word) -> &'static str {
        self.word(word).unwrap_or("")
    }

    /// The text for something about a kind, or about the kind it is like.
    pub(super) fn word_for(&self, kind: Kind, aspect: Aspect) -> Option<&'static str> {
        let words = self.words_of_kinds;
        if let Some(it) = words.iter().find(|it| it.0 == kind && it.1 == aspect) {
            return Some(it.2);
        }
        // How a thing begins is what it does not have in common with another.
        let begins = matches!(
            aspect,
            Aspect::Declare
                | Aspect::DeclareUnbounded
                | Aspect::DeclareOwn
                | Aspect::Prepare
                | Aspect::PrepareShared
        );
        let is_own = begins && kind != Kind::BareLock;
        self.word_for(kind.like().filter(|_| !is_own)?, aspect)
    }

    /// What the language calls an exception.
    pub(super) fn exception_name(&self, exception: Exception) -> Option<&'static str> {
        self.exception_names.iter().find(|it| it.0 == exception).map(|it| it.1)
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
