//! Tries the notation on texts nobody would write: `cargo run --release --package fuzz -- [seconds] [seed] [texts|programs]`.
//!
//! Texts of the catalogue and of the tests are changed at random, for a bounded time. A text
//! that brings two problems together that were not seen so before is changed further. Everything runs in one
//! process and on stable Rust; the same seed tries the same texts in the same order. A text that
//! breaks a rule of [`target`] is made smaller and written to `fuzz/failures/`.
//!
//! Half of the time programs are changed so that most of them stay programs ([`tree_mutation`]); each
//! is read, run, and searched in every way ([`checking`]).
//!
//! A stack overflow ends the process before anything can be written. With `FUZZ_TRACE=1` every
//! text is written to `fuzz/failures/last.txt` before it is tried.

mod checking;
mod mutation;
mod random;
mod target;
mod tree_mutation;

use checking::Checked;
use interleave::notation::{Module, parse, print};
use random::Random;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let only = arguments.pop_if(|it| ["texts", "programs"].contains(&&**it));
    let mut arguments = arguments.into_iter().map(|it| it.parse::<u64>());
    let (Ok(seconds), Ok(seed)) =
        (arguments.next().unwrap_or(Ok(10)), arguments.next().unwrap_or(Ok(1)))
    else {
        eprintln!("usage: fuzz [seconds] [seed] [texts|programs]");
        return ExitCode::FAILURE;
    };
    // The panic that is looked for is reported with the text that caused it.
    std::panic::set_hook(Box::new(|_| {}));
    // A stack as small as a page's thread may have.
    let all = Duration::from_secs(seconds);
    let fuzz = move || match only.as_deref() {
        Some("texts") => fuzz(all, seed),
        Some(_) => fuzz_programs(all, seed),
        None => fuzz(all / 2, seed) && fuzz_programs(all / 2, seed),
    };
    let thread = std::thread::Builder::new().stack_size(512 * 1024).spawn(fuzz);
    match thread.map(|thread| thread.join()) {
        Ok(Ok(true)) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// Whether no text broke a rule.
fn fuzz(time: Duration, seed: u64) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let failures = root.join("failures");
    let mut corpus = texts_in(&root.join("../src/catalogue/programs"), "py");
    corpus.extend(texts_in(&root.join("../tests/it/notation/wrong"), "txt"));
    let mut random = Random::new(seed);
    let mut seen = HashSet::new();
    let traces = std::env::var_os("FUZZ_TRACE").is_some();
    let (start, mut tried, mut clean) = (Instant::now(), 0_u64, 0_u64);
    let first = corpus.clone();
    let mut first = first.into_iter();
    while start.elapsed() < time {
        let text = first.next().unwrap_or_else(|| mutation::mutated(&corpus, &mut random));
        if traces {
            write(&failures, "last", &text);
        }
        tried += 1;
        match target::check(&text) {
            Ok(kinds) => {
                clean += u64::from(kinds.is_empty());
                let is_new = is_news(&kinds, &mut seen);
                if text.len() < 8 * 1024 && (is_new || (kinds.is_empty() && clean < 1000)) {
                    corpus.push(text);
                }
            }
            Err(reason) => {
                let text = smaller(text, &reason);
                let path = write(&failures, &format!("seed-{seed}-try-{tried}"), &text);
                let shown: String = text.chars().take(2000).collect();
                eprintln!("{reason}\nseed {seed}, try {tried}: {}\n{shown}", path.display());
                return false;
            }
        }
    }
    println!("seed {seed}: {tried} texts, {clean} of them without a problem; no failure");
    true
}

/// Whether no program broke a rule.
fn fuzz_programs(time: Duration, seed: u64) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let failures = root.join("failures");
    let texts = texts_in(&root.join("../src/catalogue/programs"), "py");
    let modules: Vec<Module> = texts.iter().map(|it| parse(it).0).collect();
    let mut corpus = modules.clone();
    let mut random = Random::new(seed ^ 0x7265_6573);
    let traces = std::env::var_os("FUZZ_TRACE").is_some();
    let (start, mut tried, mut compiled, mut decided) = (Instant::now(), 0_u64, 0_u64, 0_u64);
    while start.elapsed() < time {
        let module = tree_mutation::mutated(random.one_of(&corpus), &modules, &mut random);
        let text = print(&module);
        let way = random.below(144);
        if traces {
            write(&failures, "last", &text);
        }
        tried += 1;
        match try_program(&text, way) {
            Ok(Checked::NoProgram) => {}
            Ok(checked) => {
                compiled += 1;
                decided += u64::from(checked == Checked::Decided);
                // Changes add up, within reason.
                if text.len() < 4 * 1024 && random.below(8) == 0 {
                    let at = random.below(corpus.len());
                    match corpus.len() < 400 {
                        true => corpus.push(module),
                        false => corpus[at] = module,
                    }
                }
            }
            Err(reason) => {
                let lines = |it: &str| it.split_inclusive('\n').map(str::to_owned).collect();
                let text = fewer_lines(lines(&text), &reason, way);
                let path = write(&failures, &format!("program-seed-{seed}-try-{tried}"), &text);
                let shown: String = text.chars().take(2000).collect();
                eprintln!("{reason}\nseed {seed}, try {tried}: {}\n{shown}", path.display());
                return false;
            }
        }
    }
    let percent = |part: u64| part * 100 / tried.max(1);
    println!(
        "seed {seed}: {tried} programs, {compiled} compiled ({} %), {decided} searched in every way \
         ({} %); no failure",
        percent(compiled),
        percent(decided)
    );
    true
}

/// Reads, runs and searches a program.
fn try_program(text: &str, way: usize) -> Result<Checked, String> {
    target::check(text)?;
    let (module, problems) = parse(text);
    match problems.is_empty() {
        true => checking::check_all(&module, text, way),
        false => Ok(Checked::NoProgram),
    }
}

/// The program with the lines left out that the failure does not need.
fn fewer_lines(mut lines: Vec<String>, reason: &str, way: usize) -> String {
    let start = Instant::now();
    let kind = reason.split([':', ',']).next().unwrap_or_default();
    let mut at = 0;
    while at < lines.len() && start.elapsed() < MOST_SHRINKING {
        let mut rest = lines.clone();
        rest.remove(at);
        match try_program(&rest.concat(), way) {
            Err(other) if other.starts_with(kind) => lines = rest,
            _ => at += 1,
        }
    }
    lines.concat()
}

/// Whether two of these problems have not been seen in one text before.
fn is_news(kinds: &[String], seen: &mut HashSet<(String, String)>) -> bool {
    let mut is_news = false;
    for (at, one) in kinds.iter().enumerate() {
        for other in &kinds[at..] {
            is_news |= seen.insert((one.clone(), other.clone()));
        }
    }
    is_news
}

/// The texts of a folder, without what a test expects of them, in the order of their names.
fn texts_in(folder: &Path, extension: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == extension));
    paths.sort();
    let text = |path: PathBuf| {
        let content = fs::read_to_string(path).ok()?;
        let end = content.rfind("\n---\n").map_or(content.len(), |at| at + 1);
        Some(content[..end].to_owned())
    };
    paths.into_iter().filter_map(text).collect()
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name).with_extension("txt");
    if let Err(error) = fs::create_dir_all(folder).and_then(|()| fs::write(&path, text)) {
        eprintln!("{} cannot be written: {error}", path.display());
    }
    path
}

/// The longest a failing text is made smaller for.
const MOST_SHRINKING: Duration = Duration::from_secs(10);

/// The text with what the same failure does not need left out, one piece after another.
fn smaller(mut text: String, reason: &str) -> String {
    let start = Instant::now();
    let mut length = text.len() / 2;
    while length > 0 {
        let mut at = 0;
        while at < text.len() && start.elapsed() < MOST_SHRINKING {
            let end = text.ceil_char_boundary(at + length);
            let rest = [&text[..at], &text[end..]].concat();
            if target::check(&rest).err().as_deref() == Some(reason) {
                text = rest;
            } else {
                at = end;
            }
        }
        length /= 2;
    }
    text
}
