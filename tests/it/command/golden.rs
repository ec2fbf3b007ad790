//! Whole outputs: the files in the folder of this name.
//!
//! A file begins with the command. With `UPDATE_GOLDEN=1` the files are written anew; read the
//! difference. What time and memory a check took is left out.

use super::interleave;
use std::fs;
use std::path::PathBuf;

/// The commands, and the files with what they print.
const COMMANDS: [(&str, &str); 23] = [
    ("safe", "check three-semaphores -p 2 -c 2 -n 2 --all-states"),
    ("violated", "check three-semaphores --fault consumer-swaps-waits"),
    ("violated-json", "check three-semaphores --fault consumer-swaps-waits --all-states --json"),
    ("violated-portuguese", "check three-semaphores --fault skip-items-wait --language pt-BR"),
    ("undecided", "check three-semaphores -p 3 -c 3 -n 3 --all-states --max-states 2000"),
    ("shown", "check three-semaphores --fault producer-skips-mutex -n 2"),
    ("table", "check sleep-and-wakeup -n 1..2 --all-states"),
    ("bad-input", "check tests/it/command/programs/wrong.py"),
    ("bad-input-json", "check tests/it/command/programs/wrong.py --json"),
    ("finished", "run channel --items 1 --seed 3"),
    ("broken-json", "run lock-and-event --items 2 --seed 1 --json"),
    ("replayed", "replay three-semaphores 1.P1x3 -n 2"),
    ("outcomes", "outcomes tests/it/command/programs/counter.py"),
    ("outcomes-json", "outcomes tests/it/command/programs/counter.py --json"),
    ("outcomes-portuguese", "outcomes tests/it/command/programs/for_ever.py --language pt-BR"),
    ("outcomes-of-roles", "outcomes three-semaphores --json"),
    ("set-safe", "check tests/it/command/programs/table.py --set FORKS=3"),
    ("set-range", "check tests/it/command/programs/table.py --set GUESTS=1..2 --set FORKS=2..3"),
    ("set-json", "run tests/it/command/programs/table.py --set GUESTS=1 --seed 1 --json"),
    ("set-outcomes", "outcomes tests/it/command/programs/table.py --set FORKS=2..3"),
    ("set-unknown", "check tests/it/command/programs/table.py --set GUEST=1"),
    ("set-roles", "check three-semaphores --set WORKERS=1"),
    ("never-ends", "check tests/it/command/programs/for_ever.py"),
];

#[test]
fn what_is_printed_is_what_it_was() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/command/golden");
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut differences = Vec::new();
    for (name, command) in COMMANDS {
        let path = folder.join(format!("{name}.txt"));
        let done = interleave(command);
        let mut said = format!("$ interleave {command}\n{}", without_measurements(&done.out));
        if !done.err.is_empty() {
            said += &format!("--- standard error\n{}", done.err);
        }
        said += &format!("--- status {}\n", done.status as u8);
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if update {
            fs::write(&path, &said).expect("a file can be written");
        } else if said != expected {
            differences.push(format!("{name}: expected\n{expected}and found\n{said}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The text without the figures that differ from run to run.
fn without_measurements(text: &str) -> String {
    let mut lines = String::new();
    for line in text.lines() {
        let field = line.trim_start().split(':').next().unwrap_or_default();
        if ["\"seconds\"", "\"peak_bytes\"", "\"state_bytes\""].contains(&field) {
            let indentation = &line[..line.len() - line.trim_start().len()];
            lines += &format!("{indentation}{field}: …,");
        } else if is_row(line) {
            lines +=
                &format!("{}…", line.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.'));
        } else if let Some((before, link)) = line.split_once("#v1=") {
            // How small a link is pressed may change; another test opens them.
            let is_of_link = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
            lines += &format!("{before}#v1=…{}", link.trim_start_matches(is_of_link));
        } else {
            lines += line;
        }
        lines.push('\n');
    }
    lines
}

/// Whether a line is a row of a table, which ends with a number of seconds.
fn is_row(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_time = |it: &&str| it.contains('.') && it.parse::<f64>().is_ok();
    words.len() >= 6
        && words[..2].iter().all(|it| it.parse::<u32>().is_ok())
        && words.last().is_some_and(is_time)
}
