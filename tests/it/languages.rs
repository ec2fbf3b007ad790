//! Programs in other languages: that every program of the catalogue is shown, line matched to
//! line, and that the Python and the Rust text are what those languages take.

mod compiled;
mod constructs;
mod gaps;
mod snapshots;

use interleave::languages::{CannotShow, Numbers, Rendered, TargetLanguage, render};
use interleave::notation::{Module, Statement, StatementKind, parse};
use std::path::PathBuf;
use std::{fs, io};

/// One of each, and few enough items to be done soon.
const SMALL: Numbers = Numbers { producers: 1, consumers: 1, capacity: 2, items: 3, takes: 0 };

/// What has no honest equivalent: the program, the language, and the construct.
const CANNOT_BE_SHOWN: &[(&str, TargetLanguage, &str)] = &[];

/// A program, by its file's name.
struct Source {
    name: String,
    text: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The programs in a folder, in the order of their names.
fn sources(folder: &str) -> Vec<Source> {
    let entries = fs::read_dir(root().join(folder)).expect("the folder is there");
    let mut sources: Vec<Source> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|it| it == "py"))
        .map(|path| Source {
            name: path.file_stem().expect("it has a name").to_string_lossy().into_owned(),
            text: fs::read_to_string(&path).expect("the program is text"),
        })
        .collect();
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(!sources.is_empty(), "{folder} holds no program");
    sources
}

fn catalogue() -> Vec<Source> {
    sources("src/catalogue/programs")
}

fn shown(text: &str, language: TargetLanguage, numbers: Numbers) -> Result<Rendered, CannotShow> {
    let (module, problems) = parse(text);
    assert!(problems.is_empty(), "{problems:?} in {text}");
    render(language, &module, numbers)
}

#[test]
fn every_program_of_the_catalogue_is_shown_or_known_not_to_be() {
    let mut refused = Vec::new();
    for source in catalogue() {
        for language in TargetLanguage::ALL {
            if let Err(CannotShow { construct, .. }) = shown(&source.text, language, SMALL) {
                refused.push((source.name.clone(), language, construct));
            }
        }
    }
    let refused: Vec<_> =
        refused.iter().map(|(name, language, what)| (&**name, *language, &**what)).collect();
    assert_eq!(refused, CANNOT_BE_SHOWN);
}

#[test]
fn every_line_that_says_something_is_matched() {
    for source in catalogue() {
        let (module, _) = parse(&source.text);
        for language in TargetLanguage::ALL {
            let Ok(rendered) = render(language, &module, SMALL) else { continue };
            for line in lines_of(&module) {
                assert!(
                    rendered.lines.iter().any(|it| it.source.is_some_and(|it| it.0 == line)),
                    "{}: {language:?} has nothing for line {line}",
                    source.name
                );
            }
        }
    }
}

/// The lines that statements and their parts begin on, but for `global`.
fn lines_of(module: &Module) -> Vec<u16> {
    fn of_block(block: &[Statement], lines: &mut Vec<u16>) {
        for statement in block {
            if !matches!(statement.kind, StatementKind::Global(_)) {
                lines.push(statement.line.0);
            }
            match &statement.kind {
                StatementKind::Define { body, .. }
                | StatementKind::While { body, .. }
                | StatementKind::For { body, .. }
                | StatementKind::With { body, .. } => of_block(body, lines),
                StatementKind::If { branches, otherwise } => {
                    let branches = branches.iter().map(|it| &it.clause);
                    for clause in branches.chain(otherwise) {
                        lines.push(clause.line.0);
                        of_block(&clause.body, lines);
                    }
                }
                StatementKind::Try { body, handlers, finally } => {
                    of_block(body, lines);
                    for clause in handlers.iter().map(|it| &it.clause).chain(finally) {
                        lines.push(clause.line.0);
                        of_block(&clause.body, lines);
                    }
                }
                _ => {}
            }
        }
    }
    let mut lines = Vec::new();
    of_block(&module.statements, &mut lines);
    lines
}

#[test]
fn comments_are_carried_over() {
    let text =
        "# why\nlock = Lock()  # one\n\ndef producer():  # makes\n    lock.acquire()  # go\n";
    for language in TargetLanguage::ALL {
        let text = shown(text, language, SMALL).expect("it can be shown").text();
        for comment in ["why", "one", "makes", "go"] {
            let found =
                text.lines().any(|line| line.trim_end().ends_with(&[" ", comment].concat()));
            assert!(found, "{language:?} lost `{comment}`:\n{text}");
        }
    }
}

#[test]
fn names_that_a_language_has_taken_get_another_end() {
    let text = "loop = Lock()\n\ndef main():\n    loop.acquire()\n\ndef producer():\n    match = 1\n    loop.acquire()\n";
    let rust = shown(text, TargetLanguage::Rust, SMALL).expect("it can be shown").text();
    assert!(rust.contains("fn main_role() {"), "{rust}");
    assert!(rust.contains("let match_ = 1;"), "{rust}");
}

/// What stands in a program that is being written may be anything.
#[test]
fn half_a_program_does_no_harm() {
    for source in catalogue().iter().chain(&sources("tests/it/languages")) {
        let lines: Vec<&str> = source.text.lines().collect();
        for missing in 0..lines.len() {
            let text = [&lines[..missing], &lines[missing + 1..]].concat().join("\n");
            let (module, _) = parse(&text);
            for language in TargetLanguage::ALL {
                // Whether it can be shown does not matter here.
                let _ = render(language, &module, SMALL);
            }
        }
    }
}

/// A folder of its own that is gone afterwards.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> io::Result<Scratch> {
        let folder = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Scratch(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A folder that stays behind does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}
