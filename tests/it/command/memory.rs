//! What `--max-memory` promises: the whole process takes no more, but for a tenth or 32 MB.
//!
//! The figures of the table: `cargo test --test it -- --ignored --nocapture most_memory`.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

const MEGABYTE: u64 = 1 << 20;

/// A program, and what is asked of it.
struct Case {
    name: &'static str,
    /// A text of its own, or nothing for a program of the catalogue.
    text: Option<&'static str>,
    arguments: &'static str,
}

const CASES: [Case; 10] = [
    Case {
        name: "deep",
        text: Some("x = 0\ndef producer():\n    global x\n    while True:\n        x = x + 1\n"),
        arguments: "",
    },
    Case {
        name: "deep-local",
        text: Some(
            "def producer():\n    i = 0\n    while i >= 0:\n        i = i + 1\n\
             def consumer():\n    j = 0\n    while j >= 0:\n        j = j + 1\n",
        ),
        arguments: "",
    },
    Case {
        name: "deep-jumps",
        text: Some(
            "x = 0\nm = Lock()\ndef producer():\n    global x\n    while True:\n        with m:\n            \
             x = (x * 31 + 7) % 1000003\n",
        ),
        arguments: "-p 2",
    },
    Case {
        name: "grid",
        text: Some(
            "x = 0\ny = 0\ndef producer():\n    global x\n    while True:\n        x = x + 1\n\
             def consumer():\n    global y\n    while True:\n        y = y + 1\n",
        ),
        arguments: "-p 2",
    },
    Case {
        name: "named",
        text: Some(
            "slot = None\ndef producer():\n    global slot\n    n = 0\n    while n >= 0:\n        \
             item = produce()\n        slot = item\n        n = n + 1\n\
             def consumer():\n    while True:\n        item = slot\n        \
             if item is not None:\n            consume(item)\n",
        ),
        arguments: "-p 2 --ignore duplicate-read",
    },
    Case {
        name: "wide",
        text: None,
        arguments: "three-semaphores -p 5 -c 5 -n 4 -i 3 --all-states",
    },
    Case {
        name: "wide-together",
        text: None,
        arguments: "three-semaphores -p 5 -c 5 -n 4 -i 3 --all-states --threads 2",
    },
    Case {
        name: "reduced",
        text: Some(
            "x = 0\nm = Lock()\ndef producer():\n    global x\n    while True:\n        with m:\n            \
             x = (x * 31 + 7) % 3001\n",
        ),
        arguments: "-p 4",
    },
    Case { name: "starvation-deep", text: Some(TURN_BY_TURN), arguments: "--stop-on starvation" },
    Case {
        name: "starvation",
        text: None,
        arguments: "three-semaphores -p 4 -c 4 -n 3 --stop-on starvation",
    },
];

/// Nobody is passed over, and there are 600,012 states.
const TURN_BY_TURN: &str = "\
x = 0
a = Semaphore(1)
b = Semaphore(0)

def producer():
    global x
    while True:
        a.wait()
        x = (x * 31 + 7) % 100003
        b.signal()

def consumer():
    while True:
        b.wait()
        a.signal()
";

/// How a check ended.
struct Measured {
    /// The most bytes that the process took.
    most: u64,
    status: Option<i32>,
    said: String,
}

/// Lets a process of its own check a program, for some seconds at most.
fn measure(case: &Case, limit: u64, seconds: u32) -> Measured {
    let folder = super::folder(&format!("memory-{}-{limit}", case.name));
    let file = folder.join("program.py");
    let mut command = Command::new(env!("CARGO_BIN_EXE_interleave"));
    command.arg("check");
    if let Some(text) = case.text {
        fs::write(&file, text).expect("a file can be written");
        command.arg(&file);
    }
    let limits =
        format!("--max-memory {}M --max-states 4000000000 --time {seconds}", limit / MEGABYTE);
    command.args(case.arguments.split_whitespace()).args(limits.split_whitespace());
    let mut process =
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
    let status_file = format!("/proc/{}/status", process.id());
    let mut most = 0;
    let status = loop {
        // The most it ever took: so nothing is missed between two looks but the very last moment.
        let status = fs::read_to_string(&status_file).unwrap_or_default();
        let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|it| it.trim().trim_end_matches(" kB").parse::<u64>().ok());
        most = most.max(kilobytes.unwrap_or_default() * 1024);
        if let Some(status) = process.try_wait().expect("it can be waited for") {
            break status;
        }
        thread::sleep(Duration::from_millis(2));
    };
    let output = process.wait_with_output().expect("it has ended");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    Measured { most, status: status.code(), said }
}

fn allowed(limit: u64) -> u64 {
    limit + (limit / 10).max(32 * MEGABYTE)
}

/// Each limit is kept, and a search that comes to it says so.
#[cfg(target_os = "linux")]
#[test]
fn a_process_takes_no_more_memory_than_it_may() {
    for (name, limit) in [
        ("deep", 64),
        ("deep-local", 64),
        ("deep-jumps", 64),
        ("deep-jumps", 256),
        ("named", 64),
        ("wide", 64),
    ] {
        let limit = limit * MEGABYTE;
        let case = CASES.iter().find(|it| it.name == name).expect("it is a case");
        let Measured { most, status, said } = measure(case, limit, 600);
        assert!(most > 0 && most <= allowed(limit), "{name}, {limit}: {most} bytes, {said}");
        assert_eq!(status, Some(3), "{name}, {limit}: {said}");
        assert!(said.contains("memory"), "{name}, {limit}: {said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "it takes minutes, and prints a table"]
fn most_memory_of_every_case() {
    println!("{:<14} {:>6} {:>9} {:>9}  ended", "program", "limit", "took", "allowed");
    let mut broken = Vec::new();
    for case in &CASES {
        for limit in [64, 256, 1024] {
            let Measured { most, status, said } = measure(case, limit * MEGABYTE, 120);
            let most_allowed = allowed(limit * MEGABYTE) / MEGABYTE;
            let first = said.lines().next().unwrap_or_default();
            let most = most / MEGABYTE;
            println!(
                "{:<14} {limit:>4} M {most:>7} M {most_allowed:>7} M  {status:?} {first}",
                case.name
            );
            if most > most_allowed {
                broken.push((case.name, limit, most));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:?}");
}
