//! `--runtime`: a check under each, and schedules that are made again under the one they were found with.

use super::{folder, interleave, json};
use std::fs;

const COUNT: &str = "import threading\n\ncount = 0\n\n\ndef work():\n    global count\n    count += 1\n\n\nthreads = [threading.Thread(target=work) for _ in range(2)]\nfor thread in threads:\n    thread.start()\nfor thread in threads:\n    thread.join()\nprint(count)\n";

/// The same, with a call between the read and the write.
fn with_a_call() -> String {
    COUNT.replace("count += 1", "before = count\n    print(before)\n    count = before + 1")
}

fn file(name: &str, text: &str) -> String {
    let path = folder(name).join("count.py");
    fs::write(&path, text).expect("it can be written");
    path.to_str().expect("a name").to_owned()
}

#[test]
fn all_runtimes_are_a_row_each() {
    let file = file("all_runtimes", COUNT);
    let found = json(&format!("check {file} --runtime all --json"));
    let of = |at: usize| {
        let one = &found[at];
        (one["configuration"]["runtime"].as_str(), one["verdict"].as_str())
    };
    assert_eq!(of(0), (Some("threads"), Some("violated")));
    assert_eq!(of(1), (Some("cpython-gil"), Some("safe")));
    let table = interleave(&format!("check {file} --runtime all")).out;
    let rows: Vec<Vec<&str>> =
        table.lines().skip(1).take(3).map(|it| it.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["runtime", "verdict", "steps", "states", "seconds"]);
    assert_eq!(rows[1][..2], ["threads", "lost-update"]);
    assert_eq!(rows[2][..3], ["cpython-gil", "safe", "–"]);
}

#[test]
fn a_schedule_is_made_again_under_its_runtime() {
    let file = file("again_under_its_runtime", &with_a_call());
    let found = json(&format!("check {file} --runtime cpython-gil --json"));
    let schedule = found["schedule"].as_str().expect("it is broken");
    let said = interleave(&format!("check {file} --runtime cpython-gil")).out;
    assert!(said.contains("--runtime cpython-gil"), "{said}");
    let again = json(&format!("replay {file} {schedule} --runtime cpython-gil --json"));
    assert_eq!(again["violation"].as_str(), Some("lost-update"), "{again}");
    let outcomes = json(&format!("outcomes {file} --runtime cpython-gil --json"));
    let lines = outcomes["lines"].as_array().expect("they are known").len();
    let of_run = json(&format!("run {file} --runtime cpython-gil --json"));
    assert_eq!((lines, of_run["configuration"]["runtime"].as_str()), (2, Some("cpython-gil")));
}
