//! The whole programs of the catalogue, and each with each of its faults: what CPython does with them is what is
//! expected here.

use super::{Came, last_lines, run_for};
use interleave::catalogue::verdicts::{Case, Expected, VERDICTS};
use interleave::catalogue::{Configuration, entry_named, listing, source_of};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// How long a program is given that may hang. Those that end take a tenth of that.
const A_WHILE: Duration = Duration::from_millis(1500);

/// How long a program is given that surely ends.
const LONG_ENOUGH: Duration = Duration::from_secs(60);

fn text_of(case: &Case) -> String {
    let entry = entry_named(case.program).expect("another test says so");
    let plain = Configuration::of(entry);
    let broken = case.faults.iter().fold(plain, |it, fault| it.with_fault(entry, fault));
    source_of(&listing(entry, broken.faults))
}

/// What is wrong with what CPython did, if anything.
fn disagreement(case: &Case, folder: &Path) -> Option<String> {
    let text = text_of(case);
    let (ends, lines) = last_lines(&text);
    let path = folder.join([case.program, &case.faults.concat(), ".py"].concat());
    fs::write(&path, &text).expect("it can be written");
    let surely_ends = ends == "always";
    let came = run_for(&path, if surely_ends { LONG_ENOUGH } else { A_WHILE })?;
    let wrong = |what: String| Some(format!("{} {:?}: {what}", case.program, case.faults));
    let said = match came {
        Came::Hung if surely_ends => return wrong("it hangs, and surely ends here".into()),
        Came::Hung => return None,
        Came::Ended(said) => said,
    };
    if !["always", "sometimes"].contains(&ends) {
        return wrong(format!("it ended, and {ends} does here: {}", said.out));
    }
    let has_raised = said.error.contains("Traceback");
    if has_raised && matches!(case.expected, Expected::Safe { .. }) {
        return wrong(said.error);
    }
    // An exception that leaves `main` takes its last line away. Where `main` prints nothing, the last one is another
    // thread's.
    let line = said.last_line();
    let is_known = lines.iter().any(|it| it.is_empty() || it == line);
    (!is_known && !has_raised).then(|| format!("{}: {line:?} is none of {lines:?}", case.program))
}

#[test]
fn cpython_does_what_is_expected_of_every_whole_program_and_every_fault() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("real");
    fs::create_dir_all(&folder).expect("it can be made");
    let is_whole = |it: &&Case| entry_named(it.program).is_some_and(|entry| entry.is_whole());
    let cases: Vec<&Case> = VERDICTS.iter().filter(is_whole).collect();
    assert!(cases.len() > 80, "{}", cases.len());
    // Those that hang take their time, and do nothing.
    let next = AtomicUsize::new(0);
    let wrong: Vec<String> = thread::scope(|scope| {
        let look = || {
            let mut wrong = Vec::new();
            while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                wrong.extend(disagreement(case, &folder));
            }
            wrong
        };
        let lookers: Vec<_> = (0..4).map(|_| scope.spawn(look)).collect();
        lookers.into_iter().flat_map(|it| it.join().expect("looking does not fail")).collect()
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// An exception comes about in CPython too where every schedule leads to it.
#[test]
fn what_always_raises_raises_there() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("raised");
    fs::create_dir_all(&folder).expect("it can be made");
    let surely = [
        ("guide-typed", "TypeError"),
        ("guide-priority", "AssertionError"),
        ("guide-thread-errors-handled", "cannot join thread before it is started"),
    ];
    for (program, words) in surely {
        let faults = ["join-one-never-started"];
        let is_it = |it: &&Case| {
            let wanted = entry_named(program).is_some_and(|it| it.is_right());
            it.program == program && wanted == it.faults.iter().any(|it| faults.contains(it))
        };
        let case = VERDICTS.iter().find(is_it).expect("it is expected");
        let path = folder.join([program, ".py"].concat());
        fs::write(&path, text_of(case)).expect("it can be written");
        let Some(came) = run_for(&path, LONG_ENOUGH) else { return };
        let Came::Ended(said) = came else { panic!("{program} hangs") };
        assert!(said.error.contains(words), "{program}: {}", said.error);
    }
}
