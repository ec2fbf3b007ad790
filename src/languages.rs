//! A program as its readers would write it in their own languages.
//!
//! Every line of the notation is matched to the lines that say the same; what a language
//! needs around them (imports, classes, the start of the threads) belongs to no line.
//! The Python and the Rust text are whole files that run.
//!
//! One writer walks the tree. What differs between languages stands in a table for each, under
//! words and aspects that are types: one that is misspelt does not compile.

mod attempts;
mod c;
mod calls;
mod declarations;
mod expressions;
mod gaps;
mod grammar;
mod held;
mod inventory;
mod java;
mod kinds;
mod little_book;
mod loops;
mod places;
mod python;
mod rust;
mod scaffolding;
mod statements;
mod visit;
mod words;
mod writer;

pub use gaps::{gaps, strays};

use crate::notation::Module;
use crate::program::Line;

/// A language a program can be shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TargetLanguage {
    /// Python 3 with `threading`.
    Python,
    /// Rust with `std::sync`.
    Rust,
    /// Java with `java.util.concurrent`.
    Java,
    /// C with POSIX threads.
    C,
    /// The pseudo-code of *The Little Book of Semaphores*.
    LittleBook,
}

impl TargetLanguage {
    /// Every language, in the order to offer them.
    pub const ALL: [TargetLanguage; 5] = [
        TargetLanguage::Python,
        TargetLanguage::Rust,
        TargetLanguage::Java,
        TargetLanguage::C,
        TargetLanguage::LittleBook,
    ];

    /// Its name for links and file names, which never changes.
    pub fn name(self) -> &'static str {
        match self {
            TargetLanguage::Python => "python",
            TargetLanguage::Rust => "rust",
            TargetLanguage::Java => "java",
            TargetLanguage::C => "c",
            TargetLanguage::LittleBook => "little-book",
        }
    }

    /// Its name for readers, the same in every language of the page.
    pub fn display_name(self) -> &'static str {
        match self {
            TargetLanguage::Python => "Python",
            TargetLanguage::Rust => "Rust",
            TargetLanguage::Java => "Java",
            TargetLanguage::C => "C",
            TargetLanguage::LittleBook => "The Little Book of Semaphores",
        }
    }
}

/// The numbers a program is shown with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// How many producers run.
    pub producers: u32,
    /// How many consumers run.
    pub consumers: u32,
    /// How many items the buffer holds.
    pub capacity: u32,
    /// How many items each producer makes; 0 is without end.
    pub items: u32,
    /// How many items each consumer takes before it stops; 0 is without end.
    pub takes: u32,
}

/// A program in another language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Its lines.
    pub lines: Vec<RenderedLine>,
}

impl Rendered {
    /// The whole text, each line ended.
    pub fn text(&self) -> String {
        self.lines.iter().fold(String::new(), |text, line| text + &line.text + "\n")
    }
}

/// One line of a program in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedLine {
    /// The text, without the end of the line.
    pub text: String,
    /// The line of the notation that says the same. `None` for what only the language needs.
    pub source: Option<Line>,
}

/// What a language has no honest equivalent for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CannotShow {
    /// The construct, in the words of the notation, such as `spaces.value`.
    pub construct: String,
    /// The line it stands on.
    pub line: Line,
}

/// Writes a program in a language.
///
/// # Errors
///
/// Fails when the language has no honest equivalent for something in the program, or when
/// something in the program has no meaning.
pub fn render(
    language: TargetLanguage,
    module: &Module,
    numbers: Numbers,
) -> Result<Rendered, CannotShow> {
    let grammar = grammar_of(language);
    let inventory = inventory::Inventory::of(module, numbers);
    writer::Writer::new(grammar, &inventory, numbers).write(module)
}

fn grammar_of(language: TargetLanguage) -> &'static grammar::Grammar {
    match language {
        TargetLanguage::Python => &python::GRAMMAR,
        TargetLanguage::Rust => &rust::GRAMMAR,
        TargetLanguage::Java => &java::GRAMMAR,
        TargetLanguage::C => &c::GRAMMAR,
        TargetLanguage::LittleBook => &little_book::GRAMMAR,
    }
}
