//! Where the command line reads and writes, and how it ends.

use crate::text::{CommandLine, Language, Text};
use std::io::{self, Read, Write};

/// Where the command line reads and writes.
pub struct Console<'a> {
    /// Read for the file `-`, once; on a thread of its own where there is a limit of time.
    pub input: Box<dyn Read + Send>,
    /// Results.
    pub out: &'a mut dyn Write,
    /// What prevented a result, and progress.
    pub err: &'a mut dyn Write,
    /// Whether `out` is given colours.
    pub out_is_coloured: bool,
    /// Whether `err` is given colours.
    pub err_is_coloured: bool,
    /// Whether progress is shown on `err`, one line written over and over.
    pub shows_progress: bool,
    /// The language of sentences.
    pub language: Language,
}

/// How a command ended; the number is its exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Everything that was checked is safe, or nothing was.
    Safe = 0,
    /// A rule was broken.
    Violated = 1,
    /// A file, a text, a schedule or an argument is wrong.
    BadInput = 2,
    /// A check ran into a limit.
    Undecided = 3,
}

impl Status {
    /// The one that counts of two: bad input, then violated, then not decided, then safe.
    pub fn or_worse(self, other: Status) -> Status {
        let rank = |status: &Status| match status {
            Status::Safe => 0,
            Status::Undecided => 1,
            Status::Violated => 2,
            Status::BadInput => 3,
        };
        if rank(&other) > rank(&self) { other } else { self }
    }
}

/// How a word looks on a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Good,
    Bad,
    Unsure,
    Faint,
}

impl Look {
    /// The words in this look, where there are colours.
    pub fn of(self, words: &str, is_coloured: bool) -> String {
        if !is_coloured {
            return words.to_owned();
        }
        let code = match self {
            Look::Good => "1;32",
            Look::Bad => "1;31",
            Look::Unsure => "1;33",
            Look::Faint => "2",
        };
        format!("\x1b[{code}m{words}\x1b[0m")
    }
}

impl Console<'_> {
    /// The sentences.
    pub fn text(&self) -> &'static Text {
        self.language.text()
    }

    /// The reader's language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Those of the command line.
    pub fn words(&self) -> &'static CommandLine {
        &self.text().command
    }

    /// Words in this look, for `out`.
    pub fn look(&self, look: Look, words: &str) -> String {
        look.of(words, self.out_is_coloured)
    }

    /// Writes a line of a result.
    pub fn say(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{line}")
    }

    /// Writes a line about what prevented a result.
    pub fn complain(&mut self, line: &str) -> io::Result<()> {
        // What was said before comes first, where both go to the same place.
        self.out.flush()?;
        writeln!(self.err, "{line}")
    }

    /// Shows how far a check has come, in place of what was shown before; an empty line takes
    /// it away.
    pub fn show_progress(&mut self, line: &str) -> io::Result<()> {
        write!(self.err, "\r\x1b[K{line}")?;
        self.err.flush()
    }

    /// Prints what is said of the arguments alone: help, or that they are wrong.
    pub fn say_of_arguments(&mut self, answer: &clap::Error) -> io::Result<Status> {
        let said = answer.render();
        if answer.use_stderr() {
            write!(self.err, "{said}")?;
            Ok(Status::BadInput)
        } else {
            write!(self.out, "{said}")?;
            Ok(Status::Safe)
        }
    }
}

/// The language that the environment asks for, English if it asks for none that is known.
pub fn language_of(variable: impl Fn(&str) -> Option<String>) -> Language {
    let mut asked = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable);
    let first = asked.find(|it| !it.is_empty()).unwrap_or_default();
    Language::for_tag(first.split('.').next().unwrap_or_default()).unwrap_or_default()
}

/// Text from outside, made fit for a terminal: nothing in it can move the cursor or colour.
pub fn plain(text: &str) -> String {
    let plain = |c: char| match c {
        '\t' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_says_something_says_the_language() {
        let check = |variables: &[(&str, &str)], expected| {
            let get = |name: &str| {
                let found = variables.iter().find(|(it, _)| *it == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(language_of(get), expected, "{variables:?}");
        };
        check(&[], Language::English);
        check(&[("LANG", "pt_BR.UTF-8")], Language::BrazilianPortuguese);
        check(&[("LANG", "pt_BR.UTF-8"), ("LC_ALL", "C")], Language::English);
        check(&[("LANG", "pt_BR"), ("LC_ALL", "")], Language::BrazilianPortuguese);
        check(&[("LANG", "C.UTF-8")], Language::English);
    }

    #[test]
    fn bad_input_counts_more_than_a_violation_and_that_more_than_no_answer() {
        use Status::*;
        for (one, other, worse) in [
            (Safe, Safe, Safe),
            (Safe, Undecided, Undecided),
            (Violated, Undecided, Violated),
            (BadInput, Violated, BadInput),
        ] {
            assert_eq!(one.or_worse(other), worse);
            assert_eq!(other.or_worse(one), worse);
        }
    }

    #[test]
    fn no_text_can_steer_a_terminal() {
        assert_eq!(plain("a\x1b[31m\tb\u{202e}é"), "a\u{fffd}[31m b\u{fffd}é");
    }
}
