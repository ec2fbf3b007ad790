//! Whatever a file holds, the answer is a verdict or status 2, with a place and a reason.

use super::interleave_with;
use crate::notation::wrong::{files, parts};
use interleave::catalogue::CATALOGUE;
use interleave::command::Status;
use interleave::notation::{Setup, read};
use proptest::prelude::*;

/// Looks at a text in every way, and fails where the answer is neither.
fn check(bytes: &[u8]) -> Status {
    let few = ["--max-states", "300", "--items", "1"];
    let told = interleave_with(&[&["check", "-"], &few[..]].concat(), bytes);
    let as_json = interleave_with(&[&["check", "-", "--json"], &few[..]].concat(), bytes);
    let ran = interleave_with(&["run", "-", "--steps", "30", "--items", "1"], bytes);
    assert_eq!(told.status, as_json.status);
    assert_eq!(told.status == Status::BadInput, ran.status == Status::BadInput);
    let result: serde_json::Value =
        serde_json::from_str(&as_json.out).unwrap_or_else(|it| panic!("{it}: {}", as_json.out));
    match told.status {
        Status::BadInput => {
            assert!(told.out.is_empty(), "{}", told.out);
            assert!(told.err.starts_with("-:"), "{}", told.err);
            assert!(result["verdict"].is_null());
            assert!(result["message"].as_str().is_some_and(|it| !it.is_empty()));
        }
        _ => {
            let warns =
                told.err.lines().all(|it| it.starts_with("    ") || it.contains(" warning: "));
            assert!(warns, "{}", told.err);
            assert!(told.out.starts_with("-: "), "{}", told.out);
            assert_ne!(result["undecided_because"], "defect", "the checker failed");
        }
    }
    let is_calm = |c: char| c == '\n' || !c.is_control();
    assert!(told.out.chars().chain(told.err.chars()).all(is_calm), "it steers the terminal");
    told.status
}

#[test]
fn every_text_with_a_mistake_is_bad_input() {
    for folder in ["wrong", "wrong_meaning"] {
        let files = files(folder);
        assert!(files.len() > 20, "{folder}");
        for (path, content) in files {
            let text = parts(&content).0;
            let status = check(text.as_bytes());
            // What is only warned of can be run.
            let is_wrong = read(text, &Setup::default()).is_err();
            assert_eq!(status == Status::BadInput, is_wrong, "{}", path.display());
        }
    }
}

#[test]
fn programs_that_end_too_early_get_an_answer() {
    for entry in CATALOGUE {
        for part in 1..6 {
            check(&entry.source.as_bytes()[..entry.source.len() * part / 6]);
        }
    }
}

/// What is no file is refused before it is opened: to open a pipe, or to read a device, can take forever.
#[cfg(unix)]
#[test]
fn pipes_devices_and_folders_are_refused_and_huge_files_read_no_further_than_a_text_may_go() {
    let folder = super::folder("no-files");
    let pipe = folder.join("pipe.py");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|it| it.success()), "a pipe can be made");
    let socket = folder.join("socket.py");
    let _socket = std::os::unix::net::UnixListener::bind(&socket).expect("a socket can be made");
    let link = folder.join("link.py");
    std::os::unix::fs::symlink(&pipe, &link).expect("a link can be made");
    let loops = folder.join("loop.py");
    std::os::unix::fs::symlink(&loops, &loops).expect("a link can be made");
    // It takes no room on the disk.
    let huge = folder.join("huge.py");
    let file = std::fs::File::create(&huge).expect("a file can be made");
    file.set_len(10 << 30).expect("it can be as long as one likes");
    for command in ["check", "run"] {
        let refused = |path: &str, reason: &str| {
            let arguments = [command, path];
            let done = interleave_with(&arguments, b"");
            assert_eq!(done.status, Status::BadInput, "{arguments:?}: {done:?}");
            assert!(done.err.contains(reason), "{arguments:?}: {}", done.err);
        };
        let name = |path: &std::path::Path| path.to_string_lossy().into_owned();
        for path in [&*name(&pipe), &name(&socket), &name(&link), "/dev/zero", "/dev/null"] {
            refused(path, "not a regular file");
        }
        refused(&name(&loops), "cannot be read");
        refused(&name(&folder), "is a folder");
        refused(&name(&huge), "64 KiB");
    }
    // A program that is no id of the catalogue is no file either.
    let replayed = interleave_with(&["replay", &pipe.to_string_lossy(), "--", "1.P1"], b"");
    assert_eq!(replayed.status, Status::BadInput);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        check(&bytes);
    }

    #[test]
    fn characters_get_an_answer(text in "\\PC{0,200}") {
        check(text.as_bytes());
    }

    #[test]
    fn programs_with_lines_gone_and_bytes_changed_get_an_answer(
        program in 0..CATALOGUE.len(),
        gone in 0_usize..40,
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        changes in any::<bool>(),
    ) {
        let lines = CATALOGUE[program].source.lines().enumerate();
        let kept: Vec<&str> = lines.filter(|(line, _)| *line != gone).map(|(_, it)| it).collect();
        let mut bytes = kept.join("\n").into_bytes();
        if changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        check(&bytes);
    }

    #[test]
    fn arguments_get_an_answer(words in proptest::collection::vec("[-a-z0-9.=,]{0,12}", 0..6)) {
        for command in ["check", "replay", "run", "list"] {
            let mut arguments = vec![command, "three-semaphores", "--max-states", "100"];
            arguments.retain(|it| command == "check" || !["--max-states", "100"].contains(it));
            arguments.extend(words.iter().map(String::as_str));
            interleave_with(&arguments, b"");
        }
    }

    #[test]
    fn schedules_get_an_answer(text in "1[.PCx0-9a-z-]{0,40}") {
        let done = interleave_with(&["replay", "three-semaphores", "--", &text], b"");
        prop_assert!(done.err.is_empty() != (done.status == Status::BadInput));
    }
}
