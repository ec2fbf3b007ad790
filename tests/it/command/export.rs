//! `interleave export`: where the model goes, and what is said where there is none.

use super::{folder, interleave, interleave_with};
use interleave::command::Status;
use std::fs;

#[test]
fn a_model_of_a_file_or_of_the_catalogue_is_printed_or_written() {
    let printed = interleave("export three-semaphores --to promela --items 1");
    assert_eq!(printed.status, Status::Safe, "{}", printed.err);
    assert!(printed.out.contains("active proctype producer()"), "{}", printed.out);
    let named = interleave("export --catalogue three-semaphores --to promela --items 1");
    assert_eq!(named.out, printed.out);
    let faulty =
        interleave("export three-semaphores --to promela --fault producer-swaps-waits --items 1");
    assert!(faulty.out.starts_with("/* three-semaphores, "), "{}", faulty.out);
    assert!(faulty.out.contains("with producer-swaps-waits */"), "{}", faulty.out);
    let path = folder("export").join("model.pml");
    let line = format!("export three-semaphores --to promela --items 1 -o {}", path.display());
    let written = interleave(&line);
    assert_eq!((written.status, &*written.out), (Status::Safe, ""), "{}", written.err);
    assert_eq!(fs::read_to_string(path).expect("it was written"), printed.out);
}

#[test]
fn what_cannot_be_exported_is_said_in_a_sentence() {
    let check = |line: &str, input: &str, expected: &str| {
        let arguments: Vec<&str> = line.split_whitespace().collect();
        let done = interleave_with(&arguments, input.as_bytes());
        assert_eq!(done.status, Status::BadInput, "{line}: {}", done.out);
        assert!(done.err.contains(expected), "{line}: {}", done.err);
        assert_eq!(done.out, "", "{line}");
    };
    let big =
        "x = 0\n\ndef producer():\n    global x\n    x = 3000000000\n\ndef consumer():\n    pass\n";
    check(
        "export - --to promela",
        big,
        "the number 3000000000 on line 5 needs more than the 31 bits",
    );
    let queue = "jobs = PriorityQueue()\n\ndef producer():\n    jobs.put(produce())\n\ndef consumer():\n    jobs.get()\n";
    check("export - --to promela", queue, "the priority queue `jobs`");
    check("export three-semaphores --to promela --items 70000", "", "70000 items");
    check("export --catalogue nothing-of-that-name --to promela", "", "nothing-of-that-name");
    check("export three-semaphores --to promela -o /nowhere/at/all", "", "/nowhere/at/all: ");
    check("export - --to promela", "nonsense", "nonsense");
    check("export three-semaphores --to tla", "", "promela");
}
