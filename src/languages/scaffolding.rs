//! What a language needs around a program: imports, the things it does not have, and the start
//! of the threads.
//!
//! It is kept as text in sections. A section begins with a line `%% before` or `%% after` and
//! what it is for: `*` for every program, otherwise the program has to need one of the things
//! named. A line that begins with `$` stands for lines that depend on the program.

use super::CannotShow;
use super::RenderedLine;
use super::grammar::{Aspect, fill_with};
use super::inventory::Function;
use super::kinds::Kind;
use super::visit;
use super::words::Word;
use super::writer::Writer;
use crate::notation::tree::Module;
use crate::program::Exception;

/// Where a section stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Before,
    After,
}

/// What a program may need from the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Objects of a kind.
    Kind(Kind),
    /// Something that is done with objects of a kind.
    Of(Kind, Aspect),
    Exception(Exception),
    Finally,
    Join,
    Sleep,
    /// A type for items that may be none, or a number that stands for none, or neither.
    Optional,
    Sentinel,
    PlainItem,
    NoChannel,
    Takes,
}

impl Need {
    /// Its word in the heads of sections.
    pub(super) fn word(self) -> String {
        let (of, what, end) = match self {
            Need::Kind(kind) => (kind.offered().name(), "", ""),
            Need::Of(kind, aspect) => {
                let (what, end) = match aspect {
                    Aspect::Call(operation) | Aspect::Given(operation, _) => (operation.name(), ""),
                    Aspect::Timed(operation) => (operation.name(), "+timeout"),
                    Aspect::Try(operation) => (operation.name(), "?"),
                    Aspect::TryTimed(operation) => (operation.name(), "+timeout?"),
                    Aspect::Hold => ("hold", ""),
                    // Nothing has a section for it.
                    _ => ("", ""),
                };
                (kind.offered().name(), what, end)
            }
            Need::Exception(it) => {
                ("exception", Exception::NAMES.get(usize::from(it.0)).copied().unwrap_or(""), "")
            }
            Need::Finally => ("finally", "", ""),
            Need::Join => ("join", "", ""),
            Need::Sleep => ("sleep", "", ""),
            Need::Optional => ("optional", "", ""),
            Need::Sentinel => ("sentinel", "", ""),
            Need::PlainItem => ("plain_item", "", ""),
            Need::NoChannel => ("no_channel", "", ""),
            Need::Takes => ("takes", "", ""),
        };
        [of, if what.is_empty() { "" } else { "." }, what, end].concat()
    }
}

const PREDEFINED: [&str; 4] = ["producers", "consumers", "capacity", "items"];

/// What is written for each role.
struct RoleWords {
    /// The line before, and that for a role with one thread.
    open: Word,
    once: Option<Word>,
    /// The lines for each end of a channel.
    end: Option<Aspect>,
    /// The line itself, and that for a role that returns something.
    call: Option<Word>,
    gives: Option<Word>,
    /// The line after.
    close: Option<Word>,
}

const THREADS: RoleWords =
    RoleWords { open: Word::Threads, once: None, end: None, call: None, gives: None, close: None };

const ENTRIES: RoleWords = RoleWords {
    open: Word::Entry,
    once: None,
    end: Some(Aspect::EntryEnd),
    call: Some(Word::EntryCall),
    gives: None,
    close: Some(Word::EntryClose),
};

const STARTED: RoleWords = RoleWords {
    open: Word::Start,
    once: Some(Word::StartOnce),
    end: Some(Aspect::StartEnd),
    call: Some(Word::StartCall),
    gives: Some(Word::StartCallValue),
    close: Some(Word::StartClose),
};

impl<'m> Writer<'_, 'm> {
    /// Writes the sections of one part that the program needs.
    pub(super) fn scaffold(&mut self, part: Part, module: &'m Module) -> Result<(), CannotShow> {
        let word = if part == Part::Before { "before" } else { "after" };
        let needs: Vec<String> = self.needs.iter().map(|it| it.word()).collect();
        let mut is_needed = false;
        for line in self.grammar.scaffolding.lines() {
            if let Some(head) = line.strip_prefix("%% ") {
                let mut words = head.split(' ');
                is_needed = words.next() == Some(word)
                    && words.any(|it| it == "*" || needs.iter().any(|need| need == it));
            } else if is_needed {
                self.section_line(line, module)?;
            }
        }
        Ok(())
    }

    fn section_line(&mut self, line: &str, module: &'m Module) -> Result<(), CannotShow> {
        let inner = line.trim_start();
        let depth = (line.len() - inner.len()) / 4;
        self.depth += depth;
        match inner {
            "$predefined" => self.predefined(module),
            "$exceptions" => self.exceptions(),
            "$prototypes" => self.prototypes()?,
            "$prepared" => {
                for (line, text) in std::mem::take(&mut self.prepared) {
                    self.line = line;
                    self.say(&text, None);
                }
            }
            "$threads" => self.each_role(THREADS),
            "$entries" => self.each_role(ENTRIES),
            "$started" => self.each_role(STARTED),
            "$dropped" => self.dropped(),
            _ => {
                let text = self.with_numbers(inner);
                let depth = std::mem::take(&mut self.depth);
                let indent = if text.is_empty() { String::new() } else { "    ".repeat(depth) };
                self.lines.push(RenderedLine { text: indent + &text, source: None });
                self.depth = depth;
            }
        }
        self.depth -= depth;
        Ok(())
    }

    /// A line of a section with the program's own names and numbers.
    fn with_numbers(&self, line: &str) -> String {
        if !line.contains('$') {
            return line.to_owned();
        }
        let mut text = line.to_owned();
        for name in PREDEFINED {
            text = text.replace(&["$", name].concat(), &self.number_name(name));
        }
        text.replace("$takes", &self.numbers.takes.to_string())
    }

    /// What the text around the program calls a number; a declaration may have taken its name.
    fn number_name(&self, name: &str) -> String {
        match self.inventory.constant(name) {
            Some(_) => self.constant_name(name),
            None => self.constant_name(&["number_of_", name].concat()),
        }
    }

    fn number(&self, name: &str) -> u32 {
        match name {
            "producers" => self.numbers.producers,
            "consumers" => self.numbers.consumers,
            "capacity" => self.numbers.capacity,
            _ => self.numbers.items,
        }
    }

    /// The predefined constants that the program, or the text around it, speaks of.
    fn predefined(&mut self, module: &'m Module) {
        let Some(text) = self.grammar.word(Word::PredefinedConstant) else { return };
        let mut mentioned = Vec::new();
        visit::all_expressions(&module.statements, &mut |it| mentioned.extend(visit::name(it)));
        for name in PREDEFINED {
            let is_used = self.grammar.word(Word::Start).is_some() && name != "capacity";
            let is_mentioned = mentioned.contains(&name) && self.inventory.constant(name).is_some();
            if is_used || is_mentioned {
                let (name, value) = (self.number_name(name), self.number(name).to_string());
                self.scaffold_line(&fill_with(text, &[&name, &value]));
            }
        }
    }

    /// The exceptions that only this program knows.
    fn exceptions(&mut self) {
        let Some(text) = self.grammar.word(Word::DeclareException) else { return };
        for name in std::mem::take(&mut self.new_exceptions) {
            self.scaffold_line(&fill_with(text, &[name]));
        }
    }

    /// Announces what is called, where that has to be done before.
    fn prototypes(&mut self) -> Result<(), CannotShow> {
        let inventory = self.inventory;
        for function in inventory.functions.iter().filter(|it| !it.is_role) {
            let header = self.header(function)?;
            self.scaffold_line(&[header.trim_end_matches(" {"), ";"].concat());
        }
        Ok(())
    }

    /// Writes something for each role, those that wait for others last. The texts get the role
    /// as `$0`, the number of its threads as `$1`, its arguments as `$2`, what holds its threads
    /// as `$3`, the list of those that a run waits for or not as `$4`, its arguments behind a
    /// comma as `$5`, and its ends of channels so as `$6`.
    fn each_role(&mut self, words: RoleWords) {
        let inventory = self.inventory;
        let waits = |it: &&Function| {
            let mut found = false;
            visit::all_expressions(it.body, &mut |it| found |= visit::name(it) == Some("join"));
            found
        };
        let roles = || inventory.functions.iter().filter(|it| it.is_role);
        let all: Vec<&Function> =
            roles().filter(|it| !waits(it)).chain(roles().filter(|it| waits(it))).collect();
        for role in all {
            let name = self.grammar.name(role.name, self.grammar.local_names);
            let threads = match role.name {
                "producer" => self.with_numbers("$producers"),
                "consumer" => self.with_numbers("$consumers"),
                _ => "1".into(),
            };
            // A receiver that is not shared has one owner, so that a loop cannot give it away.
            let owns_all = |it: &&str| inventory.kind_of(it, None) == Kind::Receiver;
            let is_one = threads == "1" || role.implicit.iter().any(owns_all);
            let is_start = words.open == Word::Start;
            let mut arguments = Vec::new();
            for name in &role.implicit {
                let written = self.grammar.name(name, self.grammar.local_names);
                let (text, written) = match *name {
                    "me" if is_one && is_start => (None, "0".to_owned()),
                    "me" => (self.grammar.word(Word::StartMe), written),
                    _ => (self.grammar.word(Word::StartArgument), written),
                };
                arguments.push(fill_with(text.unwrap_or("$0"), &[&written]));
            }
            let is_consumer = role.name == "consumer";
            let list = if is_consumer { Word::MayWait } else { Word::MustEnd };
            let list = self.grammar.word_or_nothing(list);
            let own = self.threads_name(role.name);
            let separated = arguments.iter().fold(String::new(), |text, it| text + ", " + it);
            let joined = arguments.join(", ");
            let ends = role.implicit.iter().filter(|it| **it != "me");
            let lent = ends.fold(String::new(), |text, it| {
                text + ", " + &self.grammar.name(it, self.grammar.local_names)
            });
            let given = [&*name, &threads, &joined, &own, list, &separated, &lent];
            let grammar = self.grammar;
            let text = |it: Option<Word>| it.and_then(|it| grammar.word(it));
            let ends: Vec<String> =
                role.implicit.iter().filter_map(|it| self.end_text(it, words.end?)).collect();
            let call = text(words.call);
            let is_bare = is_start && is_one && ends.is_empty() && call.is_some();
            if !is_bare {
                let once = text(words.once).filter(|_| is_one);
                self.role_text(once.or_else(|| grammar.word(words.open)), &given);
            }
            ends.iter().for_each(|end| self.scaffold_line(end));
            let gives = text(words.gives).filter(|_| role.returns != Kind::Unknown);
            if let Some(text) = gives.or(call) {
                let text = if is_bare { text.trim_start() } else { text };
                self.scaffold_line(&fill_with(text, &given));
            }
            if !is_bare {
                self.role_text(text(words.close), &given);
            }
        }
    }

    /// What is written for an end of a channel.
    fn end_text(&self, end: &str, aspect: Aspect) -> Option<String> {
        let kind = self.inventory.kind_of(end, None);
        let written = self.grammar.name(end, self.grammar.local_names);
        let text = self.grammar.word_for(kind, aspect)?;
        Some(fill_with(text, &[&written]))
    }

    fn role_text(&mut self, text: Option<&str>, given: &[&str]) {
        if let Some(text) = text {
            self.scaffold_line(&fill_with(text, given));
        }
    }

    /// The ends of channels that no thread owns are gone once every thread has its own.
    fn dropped(&mut self) {
        let inventory = self.inventory;
        for shared in inventory.shared.iter().filter(|it| it.kind.is_end()) {
            let text = self.grammar.word_for(shared.kind, Aspect::Forget);
            let name = match shared.kind {
                Kind::Sender | Kind::BoundedSender | Kind::Receiver | Kind::SharedReceiver => {
                    self.shared_name(shared.name)
                }
                _ => continue,
            };
            if let Some(text) = text {
                self.scaffold_line(&fill_with(text, &[&name]));
            }
        }
    }
}
