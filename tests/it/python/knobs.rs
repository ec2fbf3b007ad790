//! Knobs: which constants of a text can be set, and that a set one is what the text with that number says.

use interleave::checker::{self, Options, Verdict};
use interleave::notation::{KnobName, Knobs, Setup, knobs_of, read};
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

const TABLE: &str = "\
import threading

FORKS: int = 3
ROUNDS, PAUSE = 1, 0.5
SENTINEL = -1
LARGE = 10_000_000
total = 0
limit = 2
limit = 3

forks = [threading.Lock() for _ in range(FORKS)]

def eat(left, right):
    global total
    for _ in range(ROUNDS):
        with forks[left]:
            with forks[right]:
                total += 1

def main(guests=2):
    threads = [threading.Thread(target=eat, args=(i, (i + 1) % FORKS)) for i in range(guests)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()

if __name__ == '__main__':
    NOTE = 7
    main()
";

fn name(of: &str) -> KnobName {
    KnobName::new(of).expect("it is short")
}

fn set(values: &[(&str, u32)]) -> Setup {
    let mut knobs = Knobs::default();
    values.iter().for_each(|(it, value)| knobs.set(name(it), *value));
    Setup { knobs, ..Setup::default() }
}

fn verdict(text: &str, setup: &Setup) -> String {
    let (program, ..) = read(text, setup).unwrap_or_else(|(problems, _)| panic!("{problems:?}"));
    let options = Options::default();
    let report = checker::check(&Arc::new(program), &options, &mut |_| ControlFlow::Continue(()));
    match report.verdict {
        Verdict::Safe => "safe".into(),
        Verdict::Violated(found) => found.kind.name().into(),
        Verdict::Undecided(_) => "undecided".into(),
    }
}

fn names_of(text: &str) -> Vec<(String, u32)> {
    knobs_of(text).into_iter().map(|it| (it.name.to_string(), it.written)).collect()
}

#[test]
fn constants_that_are_bound_once_are_knobs() {
    let expected = [("FORKS", 3), ("ROUNDS", 1), ("guests", 2), ("NOTE", 7)];
    assert_eq!(names_of(TABLE), expected.map(|(it, value)| (it.to_owned(), value)));
}

#[test]
fn the_defaults_of_arguments_are_knobs() {
    let text = include_str!("21-argparse-one-stop-each.py");
    let expected = [("producers", 2), ("consumers", 1), ("items", 2), ("size", 10)];
    assert_eq!(names_of(text), expected.map(|(it, value)| (it.to_owned(), value)));
    assert_eq!(verdict(text, &Setup::default()), "stranded");
    assert_eq!(verdict(text, &set(&[("consumers", 2)])), "safe");
    let (program, ..) = read(text, &set(&[("consumers", 3)])).expect("it can be run");
    assert_eq!(program.thread_count(), 6, "main, two producers, three consumers");
}

#[test]
fn texts_that_are_no_whole_programs_have_none() {
    assert_eq!(knobs_of("capacity = 3\n\ndef producer():\n    pass\n"), []);
}

#[test]
fn a_knob_that_is_set_means_what_the_text_with_that_number_means() {
    for (guests, forks, expected) in
        [(2, 3, "safe"), (3, 3, "deadlock"), (3, 4, "safe"), (2, 2, "deadlock")]
    {
        let setup = set(&[("guests", guests), ("FORKS", forks)]);
        let text = TABLE
            .replace("guests=2", &format!("guests={guests}"))
            .replace("FORKS: int = 3", &format!("FORKS: int = {forks}"))
            // What is printed and added is no matter here.
            .replace("total += 1", "pass");
        let untouched = TABLE.replace("total += 1", "pass");
        let written = verdict(&text, &Setup::default());
        assert_eq!(verdict(&untouched, &setup), written, "{guests} {forks}");
        assert_eq!(written, expected, "{guests} {forks}");
    }
}

#[test]
fn the_text_that_is_shown_stays_as_it_is() {
    let (program, ..) = read(TABLE, &set(&[("FORKS", 5)])).expect("it can be run");
    assert_eq!(program.source.join("\n") + "\n", TABLE);
}

#[test]
fn a_name_that_the_text_does_not_have_sets_nothing() {
    let setup = set(&[("elsewhere", 9), ("total", 9)]);
    assert_eq!(verdict(TABLE, &setup), verdict(TABLE, &Setup::default()));
}

/// Of each program in the folder: every constant one higher, once set and once written.
#[test]
fn setting_a_constant_and_writing_it_give_one_program() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/python");
    let folders = ["", "own", "meaning"].map(|it| here.join(it));
    let files = folders.iter().flat_map(|it| fs::read_dir(it).expect("the folder is there"));
    let paths = files.map(|it| it.expect("it is readable").path());
    let mut count = 0;
    for path in paths.filter(|it| it.extension().is_some_and(|it| it == "py")) {
        let text = fs::read_to_string(&path).expect("it is readable");
        for knob in knobs_of(&text) {
            let other = knob.written + 1;
            let mut written = text.clone();
            written.replace_range(knob.span.range(), &other.to_string());
            if written.len() != text.len() {
                // What stands behind it would stand elsewhere.
                continue;
            }
            count += 1;
            let compiled = |text: &str, setup: &Setup| {
                read(text, setup).map_err(|(problems, _)| problems).map(|(mut program, ..)| {
                    program.source.clear();
                    format!("{program:?}")
                })
            };
            let mut knobs = Knobs::default();
            knobs.set(knob.name, other);
            let set = compiled(&text, &Setup { knobs, ..Setup::default() });
            assert_eq!(set, compiled(&written, &Setup::default()), "{path:?} {}", knob.name);
        }
    }
    assert!(count >= 15, "only {count} constants");
}
