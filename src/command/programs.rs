//! Which of the files that were given are one program: a file, and those that it imports.

use super::combinations::Asked;
use super::console::{Console, plain};
use super::input::{self, Input, NoInput};
use crate::notation::imported_by;
use crate::program::{FILE_MARK, MAIN_FILE, files_in, is_file_name};
use crate::text::fill;
use std::ffi::{OsStr, OsString};
use std::path::{Component, Path};

/// A program, or why there is none; with the first of its files as it was given.
pub type Found = (String, Result<Input, NoInput>);

/// What was asked for of all programs.
pub struct Wanted<'a> {
    /// The faults to switch on.
    pub faults: &'a [String],
    /// The constants to set.
    pub set: &'a [Asked],
    /// How many seconds standard input is given.
    pub time: Option<f64>,
}

/// The programs that files are, in their order. A file that another one imports is a part of that program; all others are
/// programs of their own.
pub fn find_all(files: &[OsString], wanted: &Wanted, console: &mut Console) -> Vec<Found> {
    let given: Vec<Given> = files.iter().map(|it| Given::read(it, wanted, console)).collect();
    let parts: Vec<Vec<usize>> = (0..given.len()).map(|at| parts_of(&given, at)).collect();
    let is_same = |one: usize, other: usize| one == other || given[one].path == given[other].path;
    let is_imported = |at: usize| {
        let others = (0..given.len()).filter(|it| !is_same(*it, at));
        others.into_iter().any(|it| parts[it].iter().any(|it| is_same(*it, at)))
    };
    let mut roots: Vec<usize> = (0..given.len()).filter(|at| !is_imported(*at)).collect();
    for at in 0..given.len() {
        // Of files that import each other in a circle, the first is run.
        if !roots.iter().any(|it| parts[*it].iter().any(|it| is_same(*it, at))) {
            roots.push(at);
        }
    }
    roots.sort();
    let found = roots.into_iter().map(|root| {
        let input = joined(&given, &parts[root]);
        let input = input.and_then(|it| {
            input::has_constants(&it, wanted.set, console.words())?;
            Ok(it)
        });
        (given[root].name.clone(), input)
    });
    found.collect()
}

/// The one program that files are.
///
/// # Errors
///
/// Says why there is none, or that there are several.
pub fn find_one(
    files: &[OsString],
    wanted: &Wanted,
    console: &mut Console,
) -> Result<Input, NoInput> {
    let mut found = find_all(files, wanted, console);
    if let [_, (other, _), ..] = &found[..] {
        return Err(NoInput(fill(console.words().several_programs, &[&found[0].0, other])));
    }
    match found.pop() {
        Some((_, input)) => input,
        None => Err(NoInput(String::new())),
    }
}

/// A file that was given.
struct Given<'a> {
    path: &'a Path,
    name: String,
    input: Result<Input, NoInput>,
    /// The name under which others import it, if they can.
    module: Option<&'a str>,
    imports: Vec<String>,
}

impl<'a> Given<'a> {
    fn read(file: &'a OsStr, wanted: &Wanted, console: &mut Console) -> Given<'a> {
        let path = Path::new(file);
        let input = input::read_input(file, wanted.faults, wanted.time, console);
        let own = input.as_ref().ok().filter(|it| it.entry.is_none());
        // A text of several files is a program already.
        let own = own.filter(|it| file != "-" && files_in(&it.source).is_empty());
        let name = path.file_name().and_then(OsStr::to_str).filter(|it| is_file_name(it));
        let module = own.and(name).and_then(|it| it.strip_suffix(".py"));
        let imports = own.map_or_else(Vec::new, |it| imported_by(&it.source));
        let name = plain(&file.to_string_lossy());
        Given { path, name, input, module, imports }
    }

    /// Whether it imports a file, as Python looks for it: in its own folder.
    fn imports(&self, other: &Given) -> bool {
        let is_named = |it: &String| Some(&**it) == other.module;
        self.module.is_some()
            && self.imports.iter().any(is_named)
            && folder(self.path) == folder(other.path)
    }
}

/// A file, and those that it imports, and what they import.
fn parts_of(given: &[Given], root: usize) -> Vec<usize> {
    let mut parts = vec![root];
    let mut at = 0;
    while let Some(&file) = parts.get(at) {
        for other in 0..given.len() {
            let is_known = |it: &usize| *it == other || given[*it].path == given[other].path;
            if given[file].imports(&given[other]) && !parts.iter().any(is_known) {
                parts.push(other);
            }
        }
        at += 1;
    }
    parts
}

/// The files as one text: a line before each says its name.
fn joined(given: &[Given], parts: &[usize]) -> Result<Input, NoInput> {
    let [root, ..] = parts else { return Err(NoInput(String::new())) };
    let mut input = given[*root].input.clone()?;
    if parts.len() == 1 {
        return Ok(input);
    }
    let mut source = String::new();
    for (at, &part) in parts.iter().enumerate() {
        let Ok(Input { source: text, .. }) = &given[part].input else { continue };
        let name = format!("{}.py", given[part].module.unwrap_or_default());
        if !source.is_empty() && !source.ends_with('\n') {
            source.push('\n');
        }
        // The first is `main.py` without a word.
        if at > 0 || name != MAIN_FILE || text.contains(FILE_MARK) {
            source += &format!("{FILE_MARK}{name}\n");
        }
        source += text;
    }
    input.source = source;
    input.others = parts[1..].iter().map(|it| given[*it].name.clone()).collect();
    Ok(input)
}

/// The folder of a file, however it is written.
fn folder(path: &Path) -> Vec<Component<'_>> {
    let parts = path.parent().into_iter().flat_map(Path::components);
    parts.filter(|it| *it != Component::CurDir).collect()
}
