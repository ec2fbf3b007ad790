//! The Python and the Rust text, given to Python and to the Rust compiler.

use super::{SMALL, Scratch, Source, catalogue, shown, sources};
use interleave::catalogue::{CATALOGUE, FaultSet, listing, source_of};
use interleave::languages::{Numbers, TargetLanguage};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Programs that may go on forever, or end otherwise than they should: that is what they show.
const WRONG: [&str; 10] = [
    "busy_waiting",
    "lock_and_event",
    "lock_and_event_functions",
    "lock_never_released",
    "no_synchronisation",
    "run_for_a_time",
    "sleep_and_wakeup",
    "stop_flag",
    "unbounded_buffer_puzzle",
    // It is right, and takes its time.
    "ten_producers",
];

/// How many items are consumed, where it is not all of them.
const CONSUMED: [(&str, u32); 2] = [("blank", 0), ("receiver_gone", 2)];

const MANY: Numbers = Numbers { producers: 2, consumers: 2, capacity: 2, items: 3, takes: 2 };

fn run(command: &mut Command) -> Output {
    command
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|problem| panic!("{command:?} does not start: {problem}"))
}

fn check_success(output: &Output) {
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{messages}");
}

/// The catalogue's programs, and programs made for this test.
fn correct() -> Vec<Source> {
    let mut all = catalogue();
    all.extend(sources("tests/it/languages"));
    all
}

/// The catalogue's programs with each of their faults.
fn faulty() -> Vec<Source> {
    let mut all = Vec::new();
    // Other languages say what roles do.
    for entry in CATALOGUE.into_iter().filter(|it| !it.is_whole()) {
        for (index, fault) in entry.faults.iter().enumerate() {
            let broken = listing(entry, FaultSet::default().with(entry.faults, index));
            let name = [entry.name, "_", fault.name].concat().replace('-', "_");
            all.push(Source { name, text: source_of(&broken) });
        }
    }
    all
}

/// What can be shown, with a name for each text.
fn texts(language: TargetLanguage) -> Vec<(String, String)> {
    let small = correct().into_iter().chain(faulty()).map(|it| (it, SMALL, "small"));
    let many = correct().into_iter().map(|it| (it, MANY, "many"));
    small
        .chain(many)
        .filter_map(|(source, numbers, size)| {
            let rendered = shown(&source.text, language, numbers).ok()?;
            Some((format!("{}_{size}", source.name), rendered.text()))
        })
        .collect()
}

#[test]
fn correct_programs_run_to_their_end_in_python() {
    let scratch = Scratch::new("interleave-python-run").expect("there is room");
    let mut running = Vec::new();
    for source in catalogue() {
        if WRONG.contains(&&*source.name) {
            continue;
        }
        let Ok(rendered) = shown(&source.text, TargetLanguage::Python, SMALL) else { continue };
        let path = scratch.0.join([&source.name, ".py"].concat());
        fs::write(&path, rendered.text()).expect("there is room");
        let command = Command::new("python3")
            .arg(&path)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        running.push((source.name, command.expect("python3 starts")));
    }
    for (name, process) in running {
        let output = process.wait_with_output().expect("python3 can be waited for");
        let said = String::from_utf8_lossy(&output.stdout);
        let wrong = String::from_utf8_lossy(&output.stderr);
        let consumed = CONSUMED.iter().find(|(it, _)| *it == name).map_or(SMALL.items, |it| it.1);
        assert!(output.status.success(), "{name}: {wrong}");
        assert_eq!(wrong, "", "{name}");
        assert_eq!(said.lines().last(), Some(&*format!("consumed {consumed}")), "{name}");
    }
}

#[test]
fn python_reads_every_program() {
    let scratch = Scratch::new("interleave-python").expect("there is room");
    let mut command = Command::new("python3");
    command.args(["-W", "error", "-m", "py_compile"]);
    for (name, text) in texts(TargetLanguage::Python) {
        let path = scratch.0.join([&name, ".py"].concat());
        fs::write(&path, text).expect("there is room");
        command.arg(path);
    }
    check_success(&run(&mut command));
}

#[test]
fn rust_compiles_every_program() {
    let scratch = Scratch::new("interleave-rust").expect("there is room");
    let mut modules = "#![deny(warnings)]\n#![allow(dead_code)]\nfn main() {}\n".to_owned();
    for (name, text) in texts(TargetLanguage::Rust) {
        let path = scratch.0.join([&name, ".rs"].concat());
        fs::write(path, text).expect("there is room");
        modules += &format!("mod {name};\n");
    }
    compile(&scratch.0, &modules);
}

fn compile(folder: &Path, modules: &str) {
    fs::write(folder.join("all.rs"), modules).expect("there is room");
    let mut command = Command::new("rustc");
    command.current_dir(folder);
    command.args(["--edition", "2021", "--emit=metadata", "--crate-name", "all", "all.rs"]);
    check_success(&run(&mut command));
}
