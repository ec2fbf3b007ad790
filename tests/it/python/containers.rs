//! Lists, dictionaries, sets and objects that threads fill, pass on and work out while they run.

use super::{last_lines, python, verdict};
use std::fs;
use std::path::{Path, PathBuf};

/// Each program with its verdict, and the last lines that it can print.
const PROGRAMS: &[(&str, &str, &[&str])] = &[
    ("batch-flushed", "safe", &["3 [4]", "5 [2]", "6 [1]"]),
    ("cache-checked-twice", "safe", &["2"]),
    ("counter-under-lock", "safe", &["1 2 0 2"]),
    ("dataclass-method", "safe", &["2 4 job", "4 2 job"]),
    ("dataclass-through-queue", "safe", &["all done"]),
    ("defaultdict-items-sorted", "safe", &["2"]),
    ("dict-loop", "safe", &["1 10", "2 20"]),
    ("dict-of-results", "safe", &["1"]),
    ("dict-order-of-keys", "safe", &["{1: 1, 2: 2}", "{2: 2, 1: 1}"]),
    ("dict-orders-until-none", "safe", &["21"]),
    ("dict-through-queue", "safe", &["closed"]),
    ("dict-values-greatest", "safe", &["24"]),
    ("get-then-set-lost", "lost-update", &["{'a': 1}", "{'a': 2}"]),
    ("isinstance-of-item", "safe", &["end"]),
    ("iter-until-none", "safe", &["total 3"]),
    ("key-from-queue", "safe", &["1", "2"]),
    ("key-missing-caught", "safe", &["1"]),
    ("key-missing-raises", "exception", &["end"]),
    ("list-greatest-in-cleared", "safe", &["2 0 4"]),
    ("list-greatest-of-none", "exception", &["", "0 1", "1 1"]),
    ("list-sort", "safe", &["[2, 3, 5, 7, 11, 13, 17, 19]"]),
    ("list-summed-and-sorted", "safe", &["[0, 1, 4]"]),
    ("memo-computed-twice", "safe", &["1 {2: 4}", "2 {2: 4}"]),
    ("missing-then-add-lost", "lost-update", &["{'a': 1}", "{'a': 2}"]),
    ("random-items-summed", "safe", &["end"]),
    ("results-queue-sorted", "safe", &["[0, 2, 4]"]),
    ("rounds-counted-until-flag", "safe", &["end"]),
    ("rounds-counted-until-set", "safe", &["main done"]),
    ("set-check-then-add", "safe", &["1 1", "1 2"]),
    ("set-under-lock", "safe", &["3"]),
    ("setdefault-first", "safe", &["1", "2"]),
    ("tuples-sorted", "safe", &["5"]),
    ("two-lists-on-one-line", "safe", &["3"]),
    ("words-counted", "safe", &["the 2"]),
    ("float-shared", "lost-update", &["done"]),
    ("fraction-shared", "lost-update", &["done"]),
    ("random-sum-shared", "safe", &["done"]),
    ("random-sum-lost", "lost-update", &["done"]),
    ("enum-state", "safe", &["True BUSY"]),
    ("objects-in-a-list", "safe", &["1", "2"]),
    ("dict-grows-under-a-loop", "exception", &["{'a': 1, 'b': 1}", "{'b': 1, 'a': 1}"]),
    ("list-of-its-own-popped", "safe", &["2"]),
    ("random-at-the-top", "safe", &["ok"]),
    ("list-half-done-in-try", "stranded", &["[1, 2] 2", "[1] 1"]),
    ("asyncio-list-half-done", "safe", &["[0, 1]", "[0]", "[]"]),
    ("counter-lost", "lost-update", &["2", "3", "4"]),
    ("name-that-threads-rebind", "exception", &["", "end"]),
    ("name-rebound-from-queue", "safe", &["5", "6"]),
    ("state-replaced", "safe", &["closed", "open"]),
    ("loop-over-taken", "safe", &["2 5"]),
    ("best-of-taken", "safe", &["0 1"]),
    ("best-of-three-taken", "safe", &["[2, 0] False", "[2, 0] True"]),
    ("pairs-of-taken", "safe", &["[0, 10, 11]", "[0, 11, 11]"]),
    ("dicts-compared", "safe", &["True False"]),
    (
        "dataclasses-printed-in-a-list",
        "safe",
        &["[A(n=1, s='q'), A(n=2, s='q')]", "[A(n=2, s='q'), A(n=1, s='q')]"],
    ),
    ("setdefault-then-add-lost", "lost-update", &["1", "2"]),
    ("list-element-lost", "lost-update", &["1", "2", "3"]),
    ("list-element-by-index-lost", "lost-update", &["1", "2"]),
    ("list-element-under-lock", "safe", &["[2, 7, 7]"]),
    ("list-as-a-stack", "safe", &["[2, 10]"]),
    ("dict-items-by-two-keys", "safe", &["[('a', 3)] a, b"]),
    (
        "dict-items-in-order",
        "safe",
        &["[('a', 3), ('b', 1)] [('b', 1), ('a', 3)] {'a': 4, 'b': 2} False"],
    ),
    ("dict-read-in-whole", "safe", &["['a', 'b'] b a 2 True"]),
    ("dict-updated", "safe", &["1 1", "1 2"]),
    ("dicts-changed-by-takers", "safe", &["3"]),
    ("dicts-sorted-by-field", "safe", &["3"]),
    ("future-of-ones-own", "safe", &["[0, 1, 4]"]),
    ("key-taken-out-twice", "safe", &["['u2'] {'u2': 2}"]),
    ("key-taken-out-unchecked", "exception", &["0"]),
    ("keys-taken-out", "safe", &["0 False"]),
    ("list-comprehended", "safe", &["True 3 [2, 2, 6] 1, 1, 3"]),
    ("list-put-first", "safe", &["[1, 2]", "[2, 1]"]),
    ("list-read-in-whole", "safe", &["3 [1, 3] 2 True 5"]),
    ("list-sorted-and-joined", "safe", &["[3, 1, 1] [3, 1] 1, 1, 3 3"]),
    ("list-taken-out", "safe", &["[2] 1 0"]),
    ("lists-by-key", "safe", &["6121 [2, 4]"]),
    ("lists-by-setdefault", "safe", &["2 ['a', 'b']"]),
    ("object-changed-behind-put", "safe", &["end"]),
    ("object-picked-by-index", "safe", &["12"]),
    ("object-update-in-two-lines-lost", "lost-update", &["1 0", "2 0"]),
    ("objects-changed-by-workers", "safe", &["6 True"]),
    ("objects-each-changed-once", "safe", &["1 1"]),
    ("objects-made-while-workers-run", "safe", &["6"]),
    ("pairs-of-lists", "safe", &["22"]),
    ("snapshot-in-a-loop", "safe", &["11"]),
    (
        "tuples-with-what-was-read",
        "lost-update",
        &[
            "[('w', 1), ('w', 1)]",
            "[('w', 1), ('w', 2)]",
            "[('w', 2), ('w', 1)]",
            "[('w', 2), ('w', 2)]",
        ],
    ),
    ("votes-counted", "safe", &["red 3"]),
];

fn path_of(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/python/containers");
    folder.join(format!("{name}.py"))
}

#[test]
fn every_program_gets_its_verdict_and_its_last_lines() {
    for &(name, expected, lines) in PROGRAMS {
        let text = fs::read_to_string(path_of(name)).expect("it is there");
        assert_eq!(verdict(&text), expected, "{name}");
        let (ends, mut found) = last_lines(&text);
        found.sort();
        assert_eq!(
            (ends, found),
            ("always", lines.iter().map(|it| it.to_string()).collect()),
            "{name}"
        );
    }
}

/// What CPython prints last is among what is found; an exception that leaves `main` takes its line away.
#[test]
fn cpython_prints_one_of_the_last_lines() {
    for &(name, expected, lines) in PROGRAMS {
        for _ in 0..2 {
            let Some(said) = python(&path_of(name)) else { return };
            let line = said.last_line();
            let has_raised = said.error.contains("Traceback");
            assert!(lines.contains(&line) || has_raised, "{name}: {line:?} is none of {lines:?}");
            assert!(!has_raised || expected == "exception", "{name}: {}", said.error);
        }
    }
}
