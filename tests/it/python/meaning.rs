//! What Python means, bit by bit: programs that print the same last in every schedule, and that is what CPython prints.

use super::{last_lines, python};
use std::path::{Path, PathBuf};

const LINES: [(&str, &str); 41] = [
    ("any-stops-early", "[0, 1, 10, 1, 0, 20]"),
    ("attributes-of-class-and-instance", "3 3 3 1 2 3 9"),
    ("barrier-before-after", "[1, 1, 2, 2]"),
    ("bounded-semaphore", "[1, 3]"),
    ("break-in-try", "[1, 'f', 2, 'f', 'f']"),
    ("closures-see-late", "[2, 2, 2, 0, 1, 2]"),
    ("condition-in-time-or-not", "True True"),
    ("default-made-once", "[1, 2] 3"),
    ("dict-entries", "6 0 9 2 True 6"),
    ("dictionary-of-a-thread", "[4, 7]"),
    ("event-in-time-or-not", "[False, False] True"),
    ("exit-ends-a-thread", "['exit', 'finally', 'caught', 'goes on', 'main too'] False"),
    ("exit-on-every-way", "[1, 2, 0, 1, 1, 1]"),
    ("exit-swallows", "['in', 'raised', 'behind', 'in', 'none']"),
    ("finally-on-every-way", "[0, 10, 11, 0, 10, 1, 11, 2, 12, 99, 50, 1]"),
    ("finally-returns", "[7]"),
    ("finally-then-handler", "['f1', 'f2', 'yes', 'again']"),
    ("floor-division", "-4 1 3 -1 3"),
    (
        "formats-while-running",
        "[   42|42   |00042|-0042|**42**|2a|42.0|  ab|ab  ]   42|42  |042    ab|ab   |    x  42 --ab-",
    ),
    ("generators-used-at-once", "26 1-2-3 2 True 1 2 3"),
    ("inner-scope", "3"),
    ("join-itself", "worker MainThread"),
    ("list-aliases", "4 4 2 True False True"),
    ("lock-not-again", "free: True"),
    ("loop-else", "[-1, -2, 2, 2, 2] 3"),
    ("none-and-zero", "True False True True True False True"),
    ("nonlocal-counters", "[1, 2, 1] 3"),
    ("print-many-parts", "n is 7 and x-7 1-3"),
    ("printed-elsewhere", "written: 3"),
    ("release-of-free-lock", "['lock', 'rlock']"),
    ("rlock-again", "4"),
    ("semaphore-of-two", "True 0"),
    ("short-circuit", "11 [0, 5, 4, 3, 10, 13]"),
    ("started-once", "end False"),
    ("super-and-override", "['BA6']"),
    ("time-out-below-zero", "[1, 2, 3, 4]"),
    ("truths-beside-texts", "[True, 'main', None]"),
    ("truths-and-numbers", "False True False True True False True [True] 1"),
    ("unbound-local", "n 0"),
    ("wait-for-predicate", "True 2"),
    ("which-handler", "[1, 0, 2, 0, 3, 0, 4, 0]"),
];

fn path_of(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/python/meaning");
    folder.join(format!("{name}.py"))
}

#[test]
fn every_program_ends_with_its_line() {
    let mut wrong = Vec::new();
    for (name, line) in LINES {
        let text = std::fs::read_to_string(path_of(name)).expect("it is there");
        let found = last_lines(&text);
        if found != ("always", vec![line.to_owned()]) {
            wrong.push(format!("{name}: {found:?}, not {line:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn cpython_ends_with_the_same_line() {
    for (name, line) in LINES {
        let Some(printed) = python(&path_of(name)) else { return };
        assert_eq!(printed.last_line(), line, "{name}");
    }
}
