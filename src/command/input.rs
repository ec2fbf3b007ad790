//! Where a program comes from: a file, standard input, or the catalogue.

use super::combinations::Asked;
use super::console::{Console, plain};
use crate::catalogue::{self, Configuration, Entry, FaultSet};
use crate::notation::{Diagnostic, LintKind, MOST_BYTES, MeaningProblem, Problem, lint};
use crate::program::{Form, Program, Span, place_in};
use crate::session::place_of;
use crate::text::{CommandLine, fill};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::mem;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

/// A text that was read.
#[derive(Clone, Debug)]
pub struct Input {
    /// What it is called in results: the file as it was given, or the program's id.
    pub name: String,
    /// The program of the catalogue that it is.
    pub entry: Option<&'static Entry>,
    /// Which of its faults are on.
    pub on: FaultSet,
    /// The same by their stable names.
    pub faults: Vec<&'static str>,
    /// The text, faults applied; of several files one behind the other.
    pub source: String,
    /// The other files that it is made of, as they were given.
    pub others: Vec<String>,
}

impl Input {
    /// Where something stands: the file as it was given, line and column.
    pub fn place(&self, span: Span) -> String {
        let (line, column) = place_of(&self.source, span);
        let (file, line) = place_in(self.source.lines(), line - 1);
        format!("{}:{line}:{column}:", self.path_of(file))
    }

    /// A file of the program as it was given.
    pub fn path_of(&self, file: Option<&str>) -> String {
        match file.filter(|_| !self.others.is_empty()) {
            Some(file) => {
                let folder = self.name.rfind(['/', '\\']).map_or(0, |it| it + 1);
                format!("{}{file}", &self.name[..folder])
            }
            // A text of several files has one name of its own.
            None => file.map_or(self.name.clone(), |it| format!("{}:{it}", self.name)),
        }
    }

    /// Gives the text its meaning under a configuration.
    ///
    /// # Errors
    ///
    /// Gives everything that is wrong with the text.
    pub fn build(&self, configuration: &Configuration) -> Result<Built, Vec<Diagnostic>> {
        match catalogue::build(&self.source, configuration) {
            Ok((program, _, mut warnings)) => {
                if program.form == Form::Whole {
                    warnings.extend(missing_globals(&self.source));
                }
                Ok(Built { program: Arc::new(program), warnings })
            }
            Err((problems, _)) => Err(problems),
        }
    }
}

/// The assignments of a whole program that lack `global`: the reader of such programs makes locals of them, as Python
/// does, and has nothing to say.
fn missing_globals(source: &str) -> impl Iterator<Item = Diagnostic> {
    lint(source).into_iter().filter(|it| it.kind == LintKind::MissingGlobal).filter_map(|it| {
        let [name, function] = <[String; 2]>::try_from(it.words).ok()?;
        let problem = Problem::Meaning(MeaningProblem::OwnVariable(name, function));
        Some(Diagnostic { span: it.span, problem })
    })
}

/// A text that can be run.
pub struct Built {
    /// What it means.
    pub program: Arc<Program>,
    /// What it may not be meant to say.
    pub warnings: Vec<Diagnostic>,
}

/// Why there is no text: a sentence that begins with the file's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoInput(pub String);

/// Whether standard input, which can be read but once, stands for several of these files.
pub fn is_asked_for_twice(files: &[OsString]) -> bool {
    files.iter().filter(|it| *it == "-").count() > 1
}

/// Reads a file, or finds a program of the catalogue, and switches the faults on.
///
/// Standard input may never end: it is given so many seconds.
pub fn read_input(
    file: &OsStr,
    faults: &[String],
    time: Option<f64>,
    console: &mut Console,
) -> Result<Input, NoInput> {
    let words = console.words();
    let name = plain(&file.to_string_lossy());
    let entry = file.to_str().and_then(|it| catalogue::entry_named(&it.replace('_', "-")));
    if let Some(entry) = entry {
        let on = choose_faults(entry, faults, words)?;
        return Ok(Input {
            name: entry.name.to_owned(),
            entry: Some(entry),
            on,
            faults: on.iter().filter_map(|it| Some(entry.faults.get(it)?.name)).collect(),
            source: catalogue::source_of(&catalogue::listing(entry, on)),
            others: Vec::new(),
        });
    }
    let source = text_in(file, MOST_BYTES, time, console)?;
    if !faults.is_empty() {
        return Err(NoInput(fill(words.faults_of_a_file, &[&name])));
    }
    let (on, faults, others) = (FaultSet::default(), Vec::new(), Vec::new());
    Ok(Input { name, entry: None, on, faults, source, others })
}

/// The text of a file, or of standard input for `-`, but not much more than so many bytes of it: it is then too long
/// anyhow.
///
/// # Errors
///
/// Says why there is none.
pub fn text_in(
    file: &OsStr,
    most: usize,
    time: Option<f64>,
    console: &mut Console,
) -> Result<String, NoInput> {
    let words = console.words();
    let name = plain(&file.to_string_lossy());
    let said = |sentence| NoInput(fill(sentence, &[&name]));
    let bytes = if file == "-" {
        read_in_time(mem::replace(&mut console.input, Box::new(io::empty())), most, time)
    } else {
        let path = Path::new(file);
        // Only a file ends for certain: to open a pipe or a device may take forever.
        match fs::metadata(path) {
            Ok(it) if it.is_dir() => return Err(said(words.is_folder)),
            Ok(it) if !it.is_file() => return Err(said(words.is_no_file)),
            _ => File::open(path).and_then(|mut file| read(&mut file, most)),
        }
    };
    let bytes = bytes.map_err(|problem| match problem.kind() {
        ErrorKind::NotFound => said(words.no_such_file),
        ErrorKind::IsADirectory => said(words.is_folder),
        ErrorKind::PermissionDenied => said(words.no_permission),
        ErrorKind::TimedOut if file == "-" => {
            // As it was typed: a limit may be shorter than what is rounded to nothing.
            let seconds = time.unwrap_or_default().to_string();
            let seconds = seconds.replace('.', &words.signs[1].to_string());
            NoInput(fill(words.does_not_end, &[&name, &seconds]))
        }
        _ => NoInput(fill(words.cannot_read, &[&name, &plain(&problem.to_string())])),
    })?;
    text_of(&bytes, most).map_err(|at| {
        let line = bytes[..at].iter().filter(|&&it| it == b'\n').count() + 1;
        NoInput(fill(words.not_utf8, &[&name, &line.to_string(), &(at + 1).to_string()]))
    })
}

/// What there is to read, but not much more than so many bytes.
fn read(from: &mut dyn Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(most as u64 + 8).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The same within so many seconds. A thread that still reads then is left behind: it ends with the
/// process.
fn read_in_time(
    mut from: Box<dyn Read + Send>,
    most: usize,
    time: Option<f64>,
) -> io::Result<Vec<u8>> {
    let Some(time) = time else { return read(&mut *from, most) };
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new().spawn(move || {
        // Nobody listens any more when the time is over.
        let _ = sender.send(read(&mut *from, most));
    })?;
    let in_time = receiver.recv_timeout(Duration::from_secs_f64(time));
    in_time.unwrap_or_else(|_| Err(ErrorKind::TimedOut.into()))
}

/// Bytes as a text without byte order mark; or the place of the first byte that is wrong.
fn text_of(bytes: &[u8], most: usize) -> Result<String, usize> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        // A character was cut where reading stopped.
        Err(problem) if problem.error_len().is_none() && bytes.len() > most => {
            std::str::from_utf8(&bytes[..problem.valid_up_to()]).unwrap_or_default()
        }
        Err(problem) => return Err(problem.valid_up_to()),
    };
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
}

/// Whether a program has the constants that are to be set.
pub fn has_constants(input: &Input, set: &[Asked], words: &CommandLine) -> Result<(), NoInput> {
    if set.is_empty() {
        return Ok(());
    }
    let knobs = catalogue::knobs_of(&input.source);
    let Some(missing) = set.iter().find(|it| knobs.iter().all(|knob| knob.name != it.name)) else {
        return Ok(());
    };
    let name = plain(missing.name.as_str());
    if knobs.is_empty() {
        return Err(NoInput(fill(words.has_no_constants, &[&input.name, &name])));
    }
    let known: Vec<&str> = knobs.iter().map(|it| it.name.as_str()).collect();
    Err(NoInput(fill(words.no_such_constant, &[&input.name, &name, &known.join(", ")])))
}

fn choose_faults(
    entry: &Entry,
    names: &[String],
    words: &CommandLine,
) -> Result<FaultSet, NoInput> {
    let mut on = FaultSet::default();
    for name in names {
        let Some(fault) = entry.fault_named(name) else {
            if entry.faults.is_empty() {
                return Err(NoInput(fill(words.has_no_faults, &[entry.name])));
            }
            let known: Vec<&str> = entry.faults.iter().map(|it| it.name).collect();
            let said = [entry.name, &plain(name), &known.join(", ")];
            return Err(NoInput(fill(words.no_such_fault, &said)));
        };
        let excluded = on.iter().find(|&it| entry.faults[it].excludes(&entry.faults[fault]));
        if let Some(other) = excluded.filter(|&it| it != fault) {
            let said = [entry.name, entry.faults[other].name, entry.faults[fault].name];
            return Err(NoInput(fill(words.faults_exclude, &said)));
        }
        on.set(entry.faults, fault, true);
    }
    Ok(on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_a_text_or_wrong_at_a_place() {
        assert_eq!(text_of(b"", MOST_BYTES), Ok(String::new()));
        assert_eq!(text_of("\u{feff}x = 0\r\n".as_bytes(), MOST_BYTES), Ok("x = 0\r\n".into()));
        assert_eq!(text_of(b"x = \xff", MOST_BYTES), Err(4));
        assert_eq!(
            text_of(b"x = \xc3", MOST_BYTES),
            Err(4),
            "cut, and not because there was too much"
        );
        let long = "é".repeat(MOST_BYTES);
        let cut = read(&mut &long.as_bytes()[1..], MOST_BYTES).expect("bytes can be read");
        assert!(text_of(&cut, MOST_BYTES).is_err());
        let cut = &long.as_bytes()[..MOST_BYTES + 7];
        assert_eq!(text_of(cut, MOST_BYTES).map(|it| it.len()), Ok(MOST_BYTES + 6));
    }
}
