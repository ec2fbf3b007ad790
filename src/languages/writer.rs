//! What the walk through a program carries along, and the whole text.

use super::grammar::{Aspect, Casing, Grammar, fill_with};
use super::inventory::{Function, Inventory};
use super::kinds::Kind;
use super::scaffolding::{Need, Part};
use super::words::Word;
use super::{CannotShow, Numbers, Rendered, RenderedLine, places, statements, visit};
use crate::notation::tree::{Clause, Module, StatementKind};
use crate::program::Line;

/// Writes one program in one language.
pub(super) struct Writer<'a, 'm> {
    pub(super) grammar: &'a Grammar,
    pub(super) inventory: &'a Inventory<'m>,
    pub(super) numbers: Numbers,
    /// The function that is being written.
    pub(super) function: Option<&'a Function<'m>>,
    pub(super) lines: Vec<RenderedLine>,
    pub(super) depth: usize,
    /// The line of the notation that is being written.
    pub(super) line: Line,
    /// The last line of the notation that has been written, to keep the space between lines.
    pub(super) last: Option<Line>,
    /// The function's own variables that are declared at this place.
    pub(super) declared: Vec<&'m str>,
    /// What the place is inside of, from the outermost.
    pub(super) scopes: Vec<Scope<'m>>,
    /// How many blocks that catch exceptions the function has had so far.
    pub(super) attempts: usize,
    /// What makes a thread own its things before it starts, or makes a shared thing ready.
    pub(super) prepared: Vec<(Line, String)>,
    /// What the text around the program must offer.
    pub(super) needs: Vec<Need>,
    /// The exceptions that only this program knows.
    pub(super) new_exceptions: Vec<&'m str>,
}

/// What a place is inside of.
#[derive(Clone)]
pub(super) enum Scope<'m> {
    /// A loop, and whether it is the consumer's outermost one.
    Loop { ends_after_takes: bool },
    /// What is held, as the words that let it go.
    Held { release: String, line: Line },
    /// What is done on every way out.
    Finally(&'m Clause),
    /// A block that something may go wrong in: its number and what it catches, nothing for all.
    Attempt { number: usize, caught: Vec<&'m str> },
}

impl<'a, 'm> Writer<'a, 'm> {
    pub(super) fn new(
        grammar: &'a Grammar,
        inventory: &'a Inventory<'m>,
        numbers: Numbers,
    ) -> Writer<'a, 'm> {
        Writer {
            grammar,
            inventory,
            numbers,
            function: None,
            lines: Vec::new(),
            depth: 0,
            line: Line(0),
            last: None,
            declared: Vec::new(),
            scopes: Vec::new(),
            attempts: 0,
            prepared: Vec::new(),
            needs: Vec::new(),
            new_exceptions: Vec::new(),
        }
    }

    /// The whole text.
    pub(super) fn write(mut self, module: &'m Module) -> Result<Rendered, CannotShow> {
        let inventory = self.inventory;
        for shared in &inventory.shared {
            self.need(Need::Kind(shared.kind));
        }
        if inventory.has_none {
            self.need(if self.is_optional() { Need::Optional } else { Need::Sentinel });
        } else {
            self.need(Need::PlainItem);
        }
        if !inventory.shared.iter().any(|it| it.kind.is_end()) {
            self.need(Need::NoChannel);
        }
        if self.numbers.takes > 0 {
            self.need(Need::Takes);
        }
        self.depth = usize::from(self.grammar.is_in_a_class);
        for statement in &module.statements {
            self.keep_space(statement.line);
            self.line = statement.line;
            match &statement.kind {
                StatementKind::Define { name, .. } => {
                    let at = inventory.functions.iter().find(|it| it.name == name.text);
                    if let Some(function) = at {
                        self.define(function)?;
                    }
                }
                StatementKind::Assign { targets, value } => {
                    self.declaration(targets, value, statement)?;
                }
                _ => self.statement(statement, None)?,
            }
        }
        self.depth = 0;
        let program = std::mem::take(&mut self.lines);
        self.scaffold(Part::Before, module)?;
        let mut before = std::mem::take(&mut self.lines);
        self.scaffold(Part::After, module)?;
        before.extend(program);
        before.append(&mut self.lines);
        Ok(Rendered { lines: before })
    }

    /// Notes that the text around the program must offer something.
    pub(super) fn need(&mut self, what: Need) {
        if !self.needs.contains(&what) {
            self.needs.push(what);
        }
    }

    /// That something cannot be shown.
    pub(super) fn cannot<T>(&self, construct: impl Into<String>) -> Result<T, CannotShow> {
        Err(CannotShow { construct: construct.into(), line: self.line })
    }

    /// Whether an item that may be `None` has a type of its own.
    pub(super) fn is_optional(&self) -> bool {
        let stored = |it: &super::inventory::Shared| {
            matches!(it.kind, Kind::Item | Kind::Buffer)
                || (it.kind == Kind::Array && it.element == Kind::Item)
        };
        self.inventory.has_none
            && self.grammar.word_for(Kind::Item, Aspect::Wrapped).is_some()
            && !self.inventory.shared.iter().any(stored)
    }

    /// Adds lines that say what the current line of the notation says.
    pub(super) fn say(&mut self, text: &str, comment: Option<&str>) {
        self.last = self.last.max(Some(self.line));
        let source = Some(self.line);
        self.add(text, source, comment);
    }

    /// Adds lines that only the language needs.
    pub(super) fn scaffold_line(&mut self, text: &str) {
        self.add(text, None, None);
    }

    /// Adds the lines for a word, if the language needs them.
    fn scaffold_line_for(&mut self, word: Word) {
        if let Some(text) = self.grammar.word(word) {
            self.scaffold_line(text);
        }
    }

    fn add(&mut self, text: &str, source: Option<Line>, mut comment: Option<&str>) {
        for part in text.split('\n') {
            let mut written = String::new();
            if !part.is_empty() {
                written.extend(std::iter::repeat_n("    ", self.depth));
                written.push_str(part);
            }
            if let Some(comment) = comment.take() {
                written.push_str("  ");
                written.push_str(&self.comment(comment));
            }
            self.lines.push(RenderedLine { text: written, source });
        }
    }

    /// A comment in the language.
    pub(super) fn comment(&self, text: &str) -> String {
        let comment = [self.grammar.word_or_nothing(Word::Comment), text].concat();
        comment.trim_end().to_owned()
    }

    /// An empty line where the notation has one.
    pub(super) fn keep_space(&mut self, line: Line) {
        if self.last.is_some_and(|last| line.0 > last.0 + 1) {
            self.lines.push(RenderedLine { text: String::new(), source: None });
        }
    }

    /// The end of a block, where the language has one.
    pub(super) fn end(&mut self) {
        if let Some(end) = self.grammar.word(Word::End) {
            self.scaffold_line(end);
        }
    }

    /// A definition.
    fn define(&mut self, function: &'a Function<'m>) -> Result<(), CannotShow> {
        self.function = Some(function);
        self.declared = function.parameters.iter().map(|it| it.name.text.as_str()).collect();
        self.attempts = 0;
        let comment = function.statement.comment.as_deref();
        let header = self.header(function)?;
        // A listing has no body: it is one.
        let depth = self.depth;
        let is_listing = function.is_role && self.grammar.word(Word::DefineListing).is_some();
        self.say(&header, comment);
        self.depth += usize::from(!is_listing);
        if is_listing {
            self.scaffold_line("");
        }
        self.globals(function);
        statements::body(self, function.body)?;
        if function.returns != Kind::Unknown && !places::diverges(function.body) {
            self.scaffold_line_for(Word::DefineNoValue);
        }
        self.depth = depth;
        self.end();
        self.function = None;
        Ok(())
    }

    /// The line a definition begins with, or in a language that wants it before, is announced by.
    pub(super) fn header(&mut self, function: &'a Function<'m>) -> Result<String, CannotShow> {
        let mut parameters = Vec::new();
        for name in &function.implicit {
            parameters.push(self.parameter(name, function, true)?);
        }
        for parameter in function.parameters {
            parameters.push(self.parameter(&parameter.name.text, function, false)?);
        }
        let name = self.grammar.name(function.name, self.grammar.local_names);
        let returned = match self.grammar.word_for(function.returns, Aspect::Type) {
            Some(kind) if function.returns != Kind::Unknown => kind,
            _ => "",
        };
        let word = if returned.is_empty() { Word::Define } else { Word::DefineReturning };
        let listing = self.grammar.word(Word::DefineListing).filter(|_| function.is_role);
        let header = listing.unwrap_or_else(|| self.grammar.word_or_nothing(word));
        if parameters.is_empty() {
            parameters.extend(self.grammar.word(Word::NoParameters).map(str::to_owned));
        }
        let mut letters = name.chars();
        let first = letters.next().filter(|_| listing.is_some());
        let name = match first {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => name,
        };
        let header = fill_with(header, &[&name, &parameters.join(", "), returned]);
        Ok(header.replace("* ", "*"))
    }

    fn parameter(
        &self,
        name: &str,
        function: &Function,
        is_implicit: bool,
    ) -> Result<String, CannotShow> {
        let written = self.grammar.name(name, self.grammar.local_names);
        if !self.grammar.is_typed {
            return Ok(written);
        }
        let kind = self.inventory.kind_of(name, Some(function));
        let is_owned = is_implicit && function.is_role;
        let owned = is_owned.then(|| self.grammar.word_for(kind, Aspect::Owned)).flatten();
        let Some(kind_text) = owned.or_else(|| self.grammar.word_for(kind, Aspect::Type)) else {
            return self.cannot(name);
        };
        let changes = visit::bodies(function.statement).into_iter().any(|body| {
            let mut found = false;
            visit::statements(body, &mut |it| found |= visit::assigned(it).contains(&name));
            found
        });
        let word = if changes { Word::ParameterChanged } else { Word::Parameter };
        let text = self.grammar.word(word).or_else(|| self.grammar.word(Word::Parameter));
        Ok(fill_with(text.unwrap_or("$0"), &[&written, kind_text]))
    }

    /// Says which names a function shares, where the language wants it said.
    fn globals(&mut self, function: &Function) {
        let Some(text) = self.grammar.word(Word::Global) else { return };
        let mut names = Vec::new();
        visit::statements(function.body, &mut |statement| {
            for name in visit::assigned(statement) {
                if function.local(name).is_none() && !names.contains(&name) {
                    names.push(name);
                }
            }
        });
        if !names.is_empty() {
            self.scaffold_line(&fill_with(text, &[&names.join(", ")]));
        }
    }

    /// A name declared at the top, as the language writes it.
    pub(super) fn shared_name(&self, name: &str) -> String {
        // What every thread has an end of its own of is nowhere shared.
        let is_end = self.inventory.shared(name).is_some_and(|it| it.kind.is_end());
        let casing = if is_end { self.grammar.local_names } else { self.grammar.shared_names };
        self.grammar.name(name, casing)
    }

    /// A predefined constant, as the language writes it.
    pub(super) fn constant_name(&self, name: &str) -> String {
        let casing = if self.grammar.is_typed { Casing::Upper } else { Casing::Kept };
        self.grammar.name(name, casing)
    }
}
