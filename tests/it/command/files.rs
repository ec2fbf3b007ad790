//! Programs in several files, as the command line takes them.

use super::{Status, folder, interleave, interleave_with, json};
use std::fs;
use std::path::Path;

const MAIN: &str = "import threading\nimport counter\n\n\ndef work():\n    counter.count += 1\n\n\n\
    threads = [threading.Thread(target=work) for _ in range(2)]\nfor thread in threads:\n    thread.start()\n\
    for thread in threads:\n    thread.join()\nprint(counter.count)\n";
const COUNTER: &str = "count = 0\n";
const ALONE: &str = "import threading\n\nthread = threading.Thread(target=print)\nthread.start()\n";

fn written(name: &str, files: &[(&str, &str)]) -> String {
    let folder = folder(name);
    for (file, text) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
    folder.to_string_lossy().into_owned()
}

/// Files that another one imports are one program with it, in whatever order they are given; all others have a
/// verdict of their own.
#[test]
fn a_file_and_what_it_imports_are_one_program() {
    let files = [("main.py", MAIN), ("counter.py", COUNTER), ("alone.py", ALONE)];
    let at = written("files", &files);
    for line in [
        format!("check {at}/main.py {at}/counter.py"),
        format!("check {at}/counter.py {at}/main.py"),
        format!("check {at}/./main.py {at}/counter.py {at}/counter.py"),
    ] {
        let done = interleave(&line);
        assert_eq!(done.status, Status::Violated, "{line}: {done:?}");
        assert!(done.out.contains("lost-update"), "{line}: {}", done.out);
        assert!(done.out.contains("main.py:6 "), "{line}: {}", done.out);
    }
    let all = json(&format!("check --json {at}/alone.py {at}/main.py {at}/counter.py"));
    let verdicts: Vec<_> =
        all.as_array().expect("several").iter().map(|it| &it["verdict"]).collect();
    assert_eq!(verdicts, ["safe", "violated"]);
    assert_eq!(all[1]["trace"][2]["file"], "main.py");
    assert_eq!(all[0]["file"], format!("{at}/alone.py"));
}

/// Only files of one folder import each other, as Python looks for them.
#[test]
fn a_file_of_another_folder_is_another_program() {
    let at = written("folders", &[("main.py", MAIN), ("lib/counter.py", COUNTER)]);
    let done = interleave(&format!("check {at}/main.py {at}/lib/counter.py"));
    assert_eq!(done.status, Status::BadInput);
    let says = "main.py:2:8: The module `counter` is not known here. If it is a file of your own, give it too: \
        `interleave check main.py counter.py`";
    assert!(done.err.contains(says), "{}", done.err);
}

/// The schedule that a check prints can be made again with what it prints, and so can the other commands be given all files.
#[test]
fn every_command_takes_all_files_of_a_program() {
    let at = written("commands", &[("app.py", MAIN), ("counter.py", COUNTER)]);
    let both = format!("{at}/app.py {at}/counter.py");
    let checked = interleave(&format!("check {both}"));
    let again = checked.out.lines().find_map(|it| it.strip_prefix("Again: interleave "));
    let again = interleave(again.expect("it is there"));
    assert_eq!(again.status, Status::Violated, "{again:?}");
    assert!(again.out.contains("app.py:6"), "{}", again.out);
    let outcomes = json(&format!("outcomes --json {both}"));
    assert_eq!(outcomes["lines"].as_array().map(Vec::len), Some(2), "{outcomes}");
    assert_eq!(interleave(&format!("run {both}")).status, Status::Safe);
    assert_eq!(interleave(&format!("lint {both}")).status, Status::Safe);
    let link = checked.out.lines().find_map(|it| it.split_once(": #").map(|(_, it)| it));
    let link = link.expect("it is there");
    let (link, _) = interleave::catalogue::Link::from_fragment(link).expect("it is one");
    let text = link.own_text.expect("it has the text");
    assert_eq!(text, format!("# file: app.py\n{MAIN}# file: counter.py\n{COUNTER}"));
    let piped = interleave_with(&["check", "-"], text.as_bytes());
    assert_eq!(piped.status, Status::Violated, "{piped:?}");
    let two = written("two", &[("a.py", ALONE), ("b.py", ALONE)]);
    let done = interleave(&format!("run {two}/a.py {two}/b.py"));
    assert_eq!(done.status, Status::BadInput);
    assert!(done.err.contains("two programs: neither imports the other"), "{}", done.err);
}

/// What is wrong is said with the file that it stands in, and what is not run is said too.
#[test]
fn problems_are_said_with_their_file() {
    let wrong = [("main.py", MAIN), ("counter.py", "count = 0\nprint(cuont)\n")];
    let at = written("wrong", &wrong);
    let done = interleave(&format!("check {at}/main.py {at}/counter.py"));
    assert_eq!(done.status, Status::BadInput);
    assert!(done.err.contains(&format!("{at}/counter.py:2:7: ")), "{}", done.err);
    let found = json(&format!("check --json {at}/main.py {at}/counter.py"));
    assert_eq!(found["problems"][0]["in_file"], "counter.py");
    assert_eq!(found["problems"][0]["line"], 2);
    let text = format!("{MAIN}# file: counter.py\n{COUNTER}# file: unused.py\nx = 1\n");
    let done = interleave_with(&["check", "-"], text.as_bytes());
    assert_eq!(done.status, Status::Violated);
    assert!(done.err.contains("-:unused.py:1:1: "), "{}", done.err);
    assert!(done.err.contains("No file that runs imports `unused`"), "{}", done.err);
}

/// Constants are knobs in whatever file they stand, unless two files have one of the same name or another file sets it.
#[test]
fn constants_of_all_files_can_be_set() {
    let main = "import threading\nimport sizes\nTIMES = 1\n\n\ndef work():\n    for _ in range(sizes.ROUNDS):\n        print('x')\n\n\n\
        if sizes.SIZE > 1 and TIMES and sizes.OTHER:\n    threading.Thread(target=work).start()\nsizes.OTHER = 2\n";
    let sizes = "ROUNDS = 2\nSIZE = 2\nTIMES = 3\nOTHER = 1\n";
    let at = written("knobs", &[("main.py", main), ("sizes.py", sizes)]);
    let both = format!("{at}/main.py {at}/sizes.py");
    assert_eq!(interleave(&format!("check {both} --set ROUNDS=1")).status, Status::Safe);
    let none = interleave(&format!("check {both} --set SIZE=0"));
    assert!(none.err.contains("No thread was started"), "{}", none.err);
    for name in ["TIMES", "OTHER"] {
        let done = interleave(&format!("check {both} --set {name}=1"));
        assert!(done.err.contains("ROUNDS, SIZE"), "{name}: {}", done.err);
        assert!(!done.err.contains("ROUNDS, SIZE,"), "{name}: {}", done.err);
    }
}
