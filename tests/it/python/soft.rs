//! What is shown and changes no verdict, and whether programs end, as `check` says it.

use super::program;
use crate::command::interleave_with;
use interleave::checker::{Options, Soft, soft};
use interleave::engine::Run;
use serde_json::Value;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

fn shown(text: &str) -> Vec<Soft> {
    let program = Arc::new(program(text).expect("it means something"));
    soft(&program, &Options::default(), &mut |_| ControlFlow::Continue(()))
}

fn names(text: &str) -> Vec<&'static str> {
    shown(text).iter().map(Soft::name).collect()
}

#[test]
fn a_check_says_of_every_sample_whether_it_ends_and_what_is_only_shown() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/python");
    let expected = fs::read_to_string(folder.join("expected.json")).expect("it is there");
    let expected: Vec<Value> = serde_json::from_str(&expected).expect("it is a list");
    let (mut held, mut wrong) = (0, Vec::new());
    for sample in &expected {
        let file = sample["file"].as_str().expect("a name");
        let path = format!("tests/it/python/{file}");
        let done = interleave_with(&["check", &path, "--json"], b"");
        let found: Value = serde_json::from_str(&done.out).expect("it is JSON");
        if found["verdict"].is_null() {
            continue;
        }
        held += 1;
        if found["ends"] != sample["ends"] {
            wrong.push(format!("{file}: ends {}, not {}", found["ends"], sample["ends"]));
        }
        let soft = found["soft"].as_array().expect("a list");
        for name in sample["soft"].as_array().expect("a list") {
            if !soft.iter().any(|it| it["violation"] == *name) {
                wrong.push(format!("{file}: {name} is not shown"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(held >= 22, "{held} of them can be run");
}

const HEAD: &str = "import threading\ncount = 0\nflag = [0, 0]\nlock = threading.Lock()\n";

fn two(body: &str, last: &str) -> String {
    format!(
        "{HEAD}def work(me):\n    global count\n{body}\nts = [threading.Thread(target=work, args=(i,)) for i in range(2)]\n\
         for t in ts: t.start()\n{last}for t in ts: t.join()\nprint(count)\n"
    )
}

#[test]
fn a_race_is_shown_where_there_is_one_and_only_there() {
    let races = [
        two("    count = me", ""),
        two("    if me == 0:\n        count = 1\n    else:\n        print(count)", ""),
        two("    flag[0] = me", ""),
        two("    with lock:\n        count += 1", "print(count)\n"),
    ];
    for text in &races {
        assert_eq!(names(text), ["data-race"], "{text}");
    }
    let others = [
        // Always under the lock.
        two("    with lock:\n        count += 1", ""),
        // Both only read.
        two("    print(count)", ""),
        // Each has an element of its own.
        two("    flag[me] = 1", ""),
        // What is done with containers is one step, and no race.
        two("    flag.append(me)", ""),
        // `main` reads when all have ended.
        two("    with lock:\n        count = me", ""),
    ];
    for text in &others {
        assert_eq!(names(text), [""; 0], "{text}");
    }
}

/// At the end of its schedule both can make their access next.
#[test]
fn the_schedule_of_a_race_leads_there() {
    let text = two("    count += 1", "");
    let [Soft::DataRace { writer, other, object, element, schedule, .. }] = &shown(&text)[..]
    else {
        panic!("a race, and nothing else")
    };
    let program = Arc::new(program(&text).expect("it means something"));
    assert_eq!((&*program.object(*object).name, *element), ("count", None));
    let run = Run::replay(program, schedule).expect("it can be made");
    for (thread, at) in [writer, other] {
        assert_eq!(run.machine().thread(*thread).next, Some(*at));
        assert!(run.machine().is_ready(*thread));
    }
    // Nothing shorter leads there: both have to be started, and begin; one of them has read.
    assert_eq!(schedule.len(), 5);
}

fn printing(body: &str) -> String {
    format!(
        "import threading\nlock = threading.Lock()\ndef say(a, b):\n{body}\n\
         ts = [threading.Thread(target=say, args=it) for it in [('a', 'b'), ('A', 'B')]]\n\
         for t in ts: t.start()\nfor t in ts: t.join()\n"
    )
}

#[test]
fn lines_that_can_be_mixed_are_shown_and_no_others() {
    let mixed = [
        printing("    print(a, end=' ')\n    print(b)"),
        printing("    for it in [a, b]:\n        print(it, end=' ')\n    print()"),
        printing("    with lock:\n        print(a, end=' ')\n    print(b)"),
    ];
    for text in &mixed {
        let found = shown(text);
        let [Soft::InterleavedOutput { thread, other, printed }] = &found[..] else {
            panic!("{text}\n{found:?}")
        };
        assert_ne!(thread.0, *other);
        // Both have printed, and neither line has an end.
        let is_mixed = printed.contains('a') && printed.contains('A') && !printed.contains('\n');
        assert!(is_mixed, "{printed:?}");
    }
    let others = [
        // Each line is one print: a torn end of line is drawn, not named.
        printing("    print(a)\n    print(b)"),
        printing("    print(a, b)"),
        // The line is finished under a lock.
        printing("    with lock:\n        print(a, end=' ')\n        print(b)"),
        // The line is left open and never goes on.
        printing("    print(a, end=' ')"),
    ];
    for text in &others {
        assert_eq!(names(text), [""; 0], "{text}");
    }
}
