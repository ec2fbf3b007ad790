//! Which program the page is about: its text, its faults, its numbers.

mod numbers;

use super::consequence::{Consequence, Next, Say};
use super::effect::Effect;
use super::notice::Notice;
use crate::catalogue::{
    self, BLANK, Configuration, Entry, Granularity, Knob, KnobName, Listing, Runtime, Setting,
};
use crate::languages::TargetLanguage;
use crate::notation::{Diagnostic, Lint, Module, Problem, lint};
use crate::program::{Form, Program};
use crate::text::Text;
use std::rc::Rc;
use std::sync::Arc;

/// The program that the page is about.
#[derive(Clone, Debug)]
pub struct Document {
    /// The program of the catalogue that was chosen.
    pub entry: &'static Entry,
    /// The reader's own version of it, if that is what the page is about.
    pub own_text: Option<Rc<str>>,
    /// What is wrong with that version. The page then still shows the last one that was right.
    pub problems: Rc<Vec<Diagnostic>>,
    /// What the text may not be meant to say, although it can be run.
    pub warnings: Rc<Vec<Diagnostic>>,
    /// What stands out in a whole program of the reader's own, whether or not it can run.
    pub lints: Rc<Vec<Lint>>,
    /// How the program's text is shown.
    pub code_view: CodeView,
    /// Which of its files the reader chose to see, and how often one was chosen.
    pub file: usize,
    /// See there.
    pub file_choices: u32,
    /// The numbers and faults chosen.
    pub configuration: Configuration,
    /// The constants of the text that can be set, as it has them.
    pub knobs: Rc<Vec<Knob>>,
    /// The text of the program with its faults.
    pub listing: Rc<Listing>,
    /// The text that is run, as its parts.
    pub module: Rc<Module>,
    /// What the last text that was right means.
    pub(super) program: Arc<Program>,
    /// The text that was read last.
    pub(super) source: Rc<str>,
    /// What that was written from.
    read_from: Edition,
    /// Whether the text was opened, not edited, since it was read.
    is_opened: bool,
    /// See [`Document::is_own_program`]: found out when the text is read, as the page asks with every change.
    is_own_program: bool,
    /// Whether the text belongs to a challenge: what is written then is no version of the program.
    pub(super) is_exercise: bool,
    /// The reader's versions of all programs, by the names of those.
    pub(super) drafts: Vec<(&'static str, Rc<str>)>,
    /// The version that was thrown away last, to take that back.
    discarded: Option<(&'static str, Rc<str>)>,
}

/// A program of the catalogue as the page is about it: in its own words or the reader's, with these
/// numbers and faults.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The program.
    pub entry: &'static Entry,
    /// The reader's own version of it, if it is that.
    pub own_text: Option<Rc<str>>,
    /// The numbers and faults.
    pub configuration: Configuration,
}

impl Edition {
    /// A program as it opens.
    pub fn of(entry: &'static Entry) -> Edition {
        Edition { entry, own_text: None, configuration: Configuration::of(entry) }
    }
}

impl PartialEq for Edition {
    fn eq(&self, other: &Edition) -> bool {
        // No two programs have one name, and to compare all that an entry holds takes its time.
        self.entry.name == other.entry.name
            && self.own_text == other.own_text
            && self.configuration == other.configuration
    }
}

/// How the program's text is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodeView {
    /// With its threads, and with switches that break it.
    #[default]
    Program,
    /// For changing it.
    Editor,
    /// As another language says the same.
    InLanguage(TargetLanguage),
}

/// What happens to the document.
#[derive(Clone, Debug, PartialEq)]
pub enum DocumentAction {
    /// The program of the catalogue with this name.
    ChooseProgram(&'static str),
    /// The text is this now.
    Edit(String),
    /// A text of the reader's own is begun with this, in the editor.
    BeginWith(String),
    /// Away with the reader's version of the program.
    DiscardEdits,
    /// Back with the version that was thrown away last.
    TakeBackDiscard,
    /// The text in another way.
    ShowCode(CodeView),
    /// Another of its files.
    ShowFile(usize),
    /// Another number, as typed.
    Type(Setting, String),
    /// So much more, or less.
    Nudge(Setting, i8),
    /// Another number for a constant of the text, as typed.
    TypeKnob(KnobName, String),
    /// A constant of the text so much more, or less.
    NudgeKnob(KnobName, i8),
    /// How fine a step is.
    SetGranularity(Granularity),
    /// What runs the threads.
    SetRuntime(Runtime),
    /// Whether waiting threads may wake without having been notified.
    SetSpuriousWakes(bool),
    /// A fault of the program on or off, by its place in the program's list.
    SetFault(usize, bool),
    /// All faults off.
    RepairAll,
    /// As an earlier visit left it: with the reader's versions of programs. Names that are not in the
    /// catalogue are left out.
    Restore {
        /// The program it was about.
        program: Option<String>,
        /// The reader's versions, by the names of their programs.
        drafts: Vec<(String, String)>,
    },
}

/// Changes the document.
pub fn update(document: &mut Document, action: DocumentAction) -> Consequence {
    match action {
        DocumentAction::ChooseProgram(name) => {
            let Some(entry) = catalogue::entry_named(name) else { return Consequence::default() };
            document.open_entry(entry);
            Consequence { next: Next::Anew, say: Say::Away, effects: vec![Effect::KeepProgram] }
        }
        DocumentAction::Edit(text) => document.edit(text),
        DocumentAction::BeginWith(text) => document.begin_with(text),
        DocumentAction::DiscardEdits => document.discard_edits(),
        DocumentAction::TakeBackDiscard => {
            let Some((name, text)) = document.discarded.take() else {
                return Consequence::default();
            };
            if let Some(entry) =
                catalogue::entry_named(name).filter(|_| document.entry.name != name)
            {
                document.open_entry(entry);
                document.compile();
            }
            let effects = vec![Effect::KeepProgram];
            Consequence { say: Say::Away, effects, ..document.edit(text.to_string()) }
        }
        DocumentAction::ShowCode(view) => {
            document.code_view = view;
            Consequence::default()
        }
        DocumentAction::ShowFile(file) => {
            document.show_file(file);
            Consequence::default()
        }
        DocumentAction::Type(setting, typed) => {
            numbers::take_typed(&mut document.configuration, setting, &typed).into()
        }
        DocumentAction::Nudge(setting, by) => {
            numbers::nudge(&mut document.configuration, setting, by).into()
        }
        DocumentAction::TypeKnob(name, typed) => {
            numbers::take_typed_knob(document, name, &typed).into()
        }
        DocumentAction::NudgeKnob(name, by) => numbers::nudge_knob(document, name, by).into(),
        DocumentAction::SetGranularity(granularity) => {
            document.configuration.granularity = granularity;
            Consequence::default()
        }
        DocumentAction::SetRuntime(runtime) => {
            document.configuration.runtime = runtime;
            Consequence::default()
        }
        DocumentAction::SetSpuriousWakes(on) => {
            document.configuration.spurious_wakes = on;
            Consequence::default()
        }
        DocumentAction::SetFault(fault, on) => {
            if document.own_text.is_none() {
                document.configuration.faults.set(document.entry.faults, fault, on);
            }
            Consequence::default()
        }
        DocumentAction::RepairAll => {
            if document.configuration.faults.is_empty() {
                return Consequence::default();
            }
            document.configuration.faults = Default::default();
            Say::This(Notice::Repaired).into()
        }
        DocumentAction::Restore { program, drafts } => {
            let known = |(name, text): (String, String)| {
                Some((catalogue::entry_named(&name)?.name, text.into()))
            };
            document.drafts = drafts.into_iter().filter_map(known).collect();
            let entry = program.as_deref().and_then(catalogue::entry_named);
            document.open_entry(entry.unwrap_or(document.entry));
            Next::Restored.into()
        }
    }
}

impl Document {
    /// A program of the catalogue, without faults of the reader's.
    ///
    /// # Panics
    ///
    /// Panics when the program does not compile; those of the catalogue are tested to.
    pub(super) fn of(entry: &'static Entry, configuration: Configuration) -> Document {
        let listing = catalogue::listing(entry, configuration.faults);
        let source = catalogue::source_of(&listing);
        let built = catalogue::build(&source, &configuration);
        let (program, module, _) = match built {
            Ok(built) => built,
            // Their names would bring the words for every problem into the page.
            Err(_) => panic!("{} does not compile", entry.name),
        };
        Document {
            entry,
            own_text: None,
            problems: Rc::default(),
            warnings: Rc::default(),
            lints: Rc::default(),
            code_view: CodeView::default(),
            file: 0,
            file_choices: 0,
            configuration,
            knobs: Rc::new(catalogue::knobs_of(&source)),
            listing: Rc::new(listing),
            module: Rc::new(module),
            program: Arc::new(program),
            source: source.into(),
            read_from: Edition { entry, own_text: None, configuration },
            is_opened: false,
            is_own_program: false,
            is_exercise: false,
            drafts: Vec::new(),
            discarded: None,
        }
    }

    /// What the page is about.
    pub(super) fn edition(&self) -> Edition {
        Edition {
            entry: self.entry,
            own_text: self.own_text.clone(),
            configuration: self.configuration,
        }
    }

    /// The text to be run, and as it is listed.
    fn written(&self) -> (Rc<str>, Listing) {
        match &self.own_text {
            Some(text) => (text.clone(), catalogue::plain_listing(text)),
            None => {
                let listing = catalogue::listing(self.entry, self.configuration.faults);
                (catalogue::source_of(&listing).into(), listing)
            }
        }
    }

    /// Reads the text with the present configuration, and answers it. Where it is wrong, the last
    /// program that was right stays. A run that begins again with the same text and numbers, as the
    /// first one of a page and every reset do, reads nothing anew.
    pub(super) fn compile(&mut self) -> Rc<str> {
        let from = self.edition();
        if from == self.read_from {
            self.is_opened = false;
            return self.source.clone();
        }
        let (source, listing) = self.written();
        self.find_knobs(&source);
        match catalogue::build(&source, &self.configuration) {
            Ok((program, module, warnings)) => {
                self.problems = Rc::default();
                self.warnings = Rc::new(warnings);
                self.listing = Rc::new(listing);
                self.module = Rc::new(module);
                if program.form == Form::Whole && matches!(self.code_view, CodeView::InLanguage(_))
                {
                    // Other languages say what roles do. A whole program is shown as it is written.
                    self.code_view = CodeView::Program;
                }
                self.program = Arc::new(program);
            }
            Err((problems, _)) => {
                self.problems = Rc::new(problems);
                self.warnings = Rc::default();
            }
        }
        self.note_own_program();
        (self.source, self.read_from) = (source.clone(), self.edition());
        source
    }

    /// Finds the constants that can be set. One whose number was changed in the text is as the text has it.
    fn find_knobs(&mut self, source: &str) {
        // What a challenge asks is about its own numbers.
        let knobs = match self.is_exercise {
            true => Vec::new(),
            false => catalogue::knobs_of(source),
        };
        // The constants there are may be of another text.
        let is_opened = std::mem::take(&mut self.is_opened);
        let was_changed = |it: &Knob| {
            !is_opened
                && self.knobs.iter().any(|old| old.name == it.name && old.written != it.written)
        };
        let stays = |name, value| {
            let knob = knobs.iter().find(|it| it.name == name);
            knob.is_some_and(|it| it.written != value && !was_changed(it))
        };
        self.configuration.knobs.retain(stays);
        self.knobs = Rc::new(knobs);
    }

    /// Makes the page be about a program of the catalogue, as its numbers and the reader's version
    /// have it.
    fn open_entry(&mut self, entry: &'static Entry) {
        let own_text = self.draft_of(entry.name);
        self.open(Edition { own_text, ..Edition::of(entry) });
    }

    /// Makes the page be about a program of the catalogue, or about a version of it.
    pub(super) fn open(&mut self, edition: Edition) {
        let Edition { entry, own_text, configuration } = edition;
        (self.entry, self.configuration, self.own_text) = (entry, configuration, None);
        if own_text.is_some() {
            // What the page shows while that is wrong is this program, not the last one.
            self.compile();
            (self.own_text, self.configuration) = (own_text, configuration);
        }
        self.is_opened = true;
        self.show_file(0);
    }

    fn show_file(&mut self, file: usize) {
        self.file = file;
        self.file_choices = self.file_choices.wrapping_add(1);
    }

    /// Takes a text that is being edited.
    fn edit(&mut self, text: String) -> Consequence {
        if *self.text_to_edit() == *text {
            return Consequence::default();
        }
        if self.is_exercise {
            self.own_text = Some(text.into());
            return Next::Edited.into();
        }
        let name = self.entry.name;
        // What a link brought takes the place of the reader's version only with this edit.
        let replaced = self.draft_of(name).filter(|draft| self.own_text.as_ref() != Some(draft));
        self.drafts.retain(|(it, _)| *it != name);
        if text == self.entry.source {
            self.own_text = None;
            self.configuration.faults = Default::default();
        } else {
            self.own_text = Some(text.into());
            self.drafts.extend(self.own_text.clone().map(|text| (name, text)));
        }
        let say = match replaced {
            Some(replaced) => {
                self.discarded = Some((name, replaced));
                Say::This(Notice::Discarded)
            }
            None => Say::Away,
        };
        Consequence { next: Next::Edited, say, effects: vec![Effect::KeepProgram] }
    }

    /// Begins a text of the reader's own. A version that it takes the place of can come back.
    fn begin_with(&mut self, text: String) -> Consequence {
        // An empty text was nothing to lose.
        let is_lost = |draft: &Rc<str>| !draft.trim().is_empty() && **draft != *text;
        let replaced = self.draft_of(BLANK.name).filter(is_lost);
        self.drafts.retain(|(it, _)| *it != BLANK.name);
        // What is said of a program of the catalogue is not of this one.
        self.open(Edition::of(BLANK));
        self.compile();
        self.code_view = CodeView::Editor;
        let say = match replaced {
            Some(_) => Say::This(Notice::Discarded),
            None => Say::Away,
        };
        self.discarded = replaced.map(|it| (BLANK.name, it)).or(self.discarded.take());
        Consequence { say, effects: vec![Effect::KeepProgram], ..self.edit(text) }
    }

    /// Goes back to the program as the catalogue has it.
    fn discard_edits(&mut self) -> Consequence {
        let Some(text) = self.own_text.take() else { return Consequence::default() };
        let name = self.entry.name;
        // The text of a link may have hidden the reader's version, which is kept.
        self.drafts.retain(|(it, draft)| *it != name || *draft != text);
        self.discarded = Some((name, text));
        self.configuration.faults = Default::default();
        let say = Say::This(Notice::Discarded);
        Consequence { next: Next::Anew, say, effects: vec![Effect::KeepProgram] }
    }

    /// The reader's version of a program of the catalogue, if there is one.
    pub fn draft_of(&self, name: &str) -> Option<Rc<str>> {
        let draft = self.drafts.iter().find(|(it, _)| *it == name);
        draft.map(|(_, text)| text.clone())
    }

    /// The reader's versions of all programs, by the names of those, to be kept for the next visit.
    pub fn drafts(&self) -> &[(&'static str, Rc<str>)] {
        &self.drafts
    }

    /// The text to edit: the reader's own, or that of the program with its faults.
    pub fn text_to_edit(&self) -> Rc<str> {
        self.own_text.clone().unwrap_or_else(|| catalogue::editable_source(&self.listing).into())
    }

    /// Whether it is said above the text what the program is. Of a version of the reader's own that is not known, so it is
    /// said of none while it can be edited: the first letter is to move nothing.
    pub fn has_story(&self) -> bool {
        match self.code_view {
            CodeView::InLanguage(_) => false,
            _ if self.is_own_program() => false,
            // It says how to begin, whatever is written already.
            _ if self.entry == BLANK => true,
            CodeView::Program => self.own_text.is_none(),
            CodeView::Editor => false,
        }
    }

    /// Whether it is a whole program of the reader's own, and no version of the one that was open when it was written or
    /// pasted: most lines of that are gone.
    pub fn is_own_program(&self) -> bool {
        self.is_own_program
    }

    fn note_own_program(&mut self) {
        let is_whole = match self.problems.first() {
            Some(first) => matches!(first.problem, Problem::Python(_)),
            None => self.program.form == Form::Whole,
        };
        let own_text = self.own_text.as_ref().filter(|_| is_whole);
        self.is_own_program = own_text.is_some_and(|it| !is_version_of(it, self.entry.source));
        // To find them is what a challenge asks for.
        let to_look_at = own_text.filter(|_| !self.is_exercise);
        self.lints = Rc::new(to_look_at.map(|it| lint(it)).unwrap_or_default());
    }

    /// What the program is called.
    pub fn title(&self, text: &'static Text) -> &'static str {
        match self.is_own_program() {
            true => text.editor.your_program,
            false => text.catalogue.program(self.entry.name).map_or(self.entry.name, |it| it.title),
        }
    }

    /// Whether the text is as it must be to run.
    pub fn text_is_right(&self) -> bool {
        self.problems.is_empty()
    }
}

/// Whether at least half of the lines of a text are in another one.
fn is_version_of(text: &str, original: &str) -> bool {
    fn lines(text: &str) -> impl Iterator<Item = &str> {
        text.lines().map(str::trim).filter(|line| !line.is_empty())
    }
    let kept = lines(original).filter(|line| lines(text).any(|it| it == *line)).count();
    2 * kept >= lines(original).count()
}
