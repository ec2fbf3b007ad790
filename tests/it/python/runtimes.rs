//! The runtimes: what each allows, what CPython does, and that the promise of the language allows all of it.

use super::python;
use interleave::catalogue::{CATALOGUE, Configuration, build};
use interleave::checker::{self, Options, Outcomes, Verdict};
use interleave::notation::{Runtime, Setup, read};
use interleave::program::Program;
use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Each program with what it can print last by the language's promise, and under CPython with the GIL.
const PROGRAMS: [(&str, &[&str], &[&str]); 8] = [
    ("attribute", &["2", "3", "4"], &["4"]),
    ("call-behind-the-read", &["1", "2"], &["1", "2"]),
    ("call-between", &["2", "3", "4"], &["2", "3", "4"]),
    ("count-in-a-loop", &["2", "3", "4"], &["4"]),
    ("jump-back-between", &["1", "2"], &["1", "2"]),
    ("last-seat", &["1 0", "1 -1", "2 -1", "2 0"], &["1 0"]),
    ("last-seat-said", &["1 0", "1 -1", "2 -1", "2 0"], &["1 0", "2 -1"]),
    ("length-between", &["2", "4"], &["2", "4"]),
];

/// So often a program is run under CPython, which switches as often as it can.
const RUNS: usize = 5;

fn path_of(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/python/gil/{name}.py"))
}

fn text_of(name: &str) -> String {
    fs::read_to_string(path_of(name)).expect("it is there")
}

fn under(runtime: Runtime, text: &str) -> Arc<Program> {
    let setup = Setup { runtime, ..Setup::default() };
    Arc::new(read(text, &setup).unwrap_or_else(|it| panic!("refused: {:?}", it.0)).0)
}

/// The last lines of a program, where all are known.
fn lines(program: &Arc<Program>) -> Option<BTreeSet<String>> {
    let options = Options::default();
    match checker::outcomes(program, &options, &mut |_| ControlFlow::Continue(())) {
        Outcomes::Known { lines: Some(lines), .. } => {
            Some(lines.into_iter().map(|it| it.line).collect())
        }
        _ => None,
    }
}

fn set(lines: &[&str]) -> BTreeSet<String> {
    lines.iter().map(|it| (*it).to_owned()).collect()
}

/// Each process has a GIL of its own, so what two of them share is no safer with it.
#[test]
fn the_gil_of_a_process_keeps_no_other_from_going_on() {
    let shared = |loops: &str| {
        format!(
            "from multiprocessing import Process, Value\n\nn = Value('i', 0)\n\ndef work():\n{loops}    n.value += 1\n\n\
             ps = [Process(target=work) for _ in range(2)]\nfor p in ps: p.start()\nfor p in ps: p.join()\nprint(n.value)\n"
        )
    };
    let pool = "from concurrent.futures import ProcessPoolExecutor\nfrom multiprocessing import Value\n\nn = Value('i', 0)\n\n\
        def work(x):\n    n.value += 1\n\nwith ProcessPoolExecutor(2) as pool:\n    pool.submit(work, 1)\n    pool.submit(work, 2)\nprint(n.value)\n";
    for text in [shared(""), pool.to_owned()] {
        for runtime in [Runtime::Threads, Runtime::CpythonGil] {
            assert_eq!(
                lines(&under(runtime, &text)),
                Some(set(&["1", "2"])),
                "{runtime:?}\n{text}"
            );
        }
    }
}

#[test]
fn each_runtime_has_its_last_lines() {
    for (name, by_promise, with_gil) in PROGRAMS {
        let found =
            Runtime::ALL.map(|it| lines(&under(it, &text_of(name))).expect("they are known"));
        assert_eq!(found, [set(by_promise), set(with_gil)], "{name}");
    }
}

#[test]
fn a_count_is_safe_with_the_gil_and_a_call_between_loses_it() {
    let verdict = |name, runtime| {
        let program = under(runtime, &text_of(name));
        checker::check(&program, &Options::default(), &mut |_| ControlFlow::Continue(())).verdict
    };
    assert_eq!(verdict("count-in-a-loop", Runtime::CpythonGil), Verdict::Safe);
    assert!(matches!(verdict("count-in-a-loop", Runtime::Threads), Verdict::Violated(_)));
    assert!(matches!(verdict("call-between", Runtime::CpythonGil), Verdict::Violated(_)));
}

#[test]
fn what_cpython_prints_is_found_under_its_runtime() {
    for (name, _, with_gil) in PROGRAMS {
        for _ in 0..RUNS {
            let Some(said) = python(&path_of(name)) else { return };
            assert!(with_gil.contains(&said.last_line()), "{name}: {:?}", said.last_line());
        }
    }
}

#[test]
fn the_promise_allows_whatever_cpython_does() {
    let mut compared = 0;
    for entry in CATALOGUE.into_iter().filter(|it| it.is_whole()) {
        let configuration = Configuration::of(entry);
        let [by_promise, with_gil] = Runtime::ALL.map(|runtime| {
            let built = build(entry.source, &configuration.under(runtime));
            lines(&Arc::new(built.expect("the catalogue compiles").0))
        });
        let (Some(by_promise), Some(with_gil)) = (by_promise, with_gil) else { continue };
        assert!(with_gil.is_subset(&by_promise), "{}: {with_gil:?}, {by_promise:?}", entry.name);
        compared += 1;
    }
    assert!(compared > 15, "only {compared} programs were compared");
}

#[test]
fn roles_have_their_steps_from_the_runtime_too() {
    let loses = |runtime, text: &str| {
        let program = under(runtime, text);
        let report =
            checker::check(&program, &Options::default(), &mut |_| ControlFlow::Continue(()));
        matches!(report.verdict, Verdict::Violated(_))
    };
    const HEAD: &str = "count = 0\nended = 0\n\ndef one():\n    global count, ended\n    ";
    const END: &str = "\n    ended += 1\n    assert ended < 2 or count == 2\n\ndef two():\n    global count, ended\n    ";
    let twice = |lines: &str| {
        format!("{HEAD}{lines}{END}{lines}\n    ended += 1\n    assert ended < 2 or count == 2\n")
    };
    let [plain, called] =
        ["count += 1", "seen = count\n    sleep(1)\n    count = seen + 1"].map(twice);
    assert!(loses(Runtime::Threads, &plain));
    assert!(!loses(Runtime::CpythonGil, &plain));
    assert!(loses(Runtime::CpythonGil, &called));
}
