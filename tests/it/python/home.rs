//! A schedule taken home: the script makes it happen on CPython.

use super::{Came, last_lines_with_schedules, program, run_for};
use interleave::catalogue::verdicts::{Case, Expected, VERDICTS};
use interleave::catalogue::{Configuration, entry_named, listing, source_of};
use interleave::checker::{self, Options, Verdict};
use interleave::engine::Turn;
use interleave::notation::{Setup, runs_tasks_or_processes};
use interleave::session::script_for_python;
use interleave::text::{Language, Volume};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// No script takes as long: it gives up by itself.
const LONG_ENOUGH: Duration = Duration::from_secs(120);

/// A schedule of a program, and what is to come of it.
struct Trip {
    name: String,
    text: String,
    turns: Vec<Turn>,
    /// A line that has to be printed.
    line: Option<String>,
}

impl Trip {
    fn script(&self) -> String {
        let (language, setup) = (Language::English, Setup::default());
        let gate = Volume::Gate.text(language);
        script_for_python(language.text(), gate, &self.text, &setup, &self.turns)
            .expect("there is a script")
    }

    /// What is wrong with what CPython made of the script, if anything.
    fn disagreement(&self, folder: &Path) -> Option<String> {
        let path = folder.join(format!("{}.py", self.name));
        fs::write(&path, self.script()).expect("it can be written");
        let said = match run_for(&path, LONG_ENOUGH)? {
            Came::Ended(said) => said,
            Came::Hung => return Some(format!("{}: it hangs", self.name)),
        };
        let has_line = self.line.as_ref().is_none_or(|it| said.out.lines().any(|line| line == it));
        (!said.is_success || !has_line)
            .then(|| format!("{}: {}\n{}", self.name, said.out, said.error))
    }
}

/// Makes all of them, some at once; says what went wrong.
fn make(trips: &[Trip], folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    fs::create_dir_all(&folder).expect("it can be made");
    let next = AtomicUsize::new(0);
    let work = || {
        let mut wrong = Vec::new();
        while let Some(trip) = trips.get(next.fetch_add(1, Ordering::Relaxed)) {
            wrong.extend(trip.disagreement(&folder));
        }
        wrong
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|it| it.join().expect("making does not fail")).collect()
    })
}

/// The counterexample of a text, if it has one.
fn counterexample(name: String, text: String) -> Option<Trip> {
    let program = Arc::new(program(&text).ok().filter(|_| !runs_tasks_or_processes(&text))?);
    let report = checker::check(&program, &Options::default(), &mut |_| ControlFlow::Continue(()));
    let Verdict::Violated(found) = report.verdict else { return None };
    Some(Trip { name, text, turns: found.schedule, line: None })
}

fn texts(folders: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all: Vec<PathBuf> = folders
        .iter()
        .flat_map(|it| fs::read_dir(root.join(it)).expect("it is there"))
        .map(|it| it.expect("it can be read").path())
        .filter(|it| it.extension().is_some_and(|it| it == "py"))
        .collect();
    all.sort();
    let name = |it: &Path| it.file_stem().map_or(String::new(), |it| it.to_string_lossy().into());
    all.iter().map(|it| (name(it), fs::read_to_string(it).expect("it can be read"))).collect()
}

#[test]
fn every_counterexample_of_the_catalogue_happens_on_cpython() {
    let text_of = |case: &Case| {
        let entry = entry_named(case.program).filter(|it| it.is_whole())?;
        let plain = Configuration::of(entry);
        let broken = case.faults.iter().fold(plain, |it, fault| it.with_fault(entry, fault));
        Some(source_of(&listing(entry, broken.faults)))
    };
    let is_broken = |it: &&Case| !matches!(it.expected, Expected::Safe { .. });
    let trips: Vec<Trip> = VERDICTS
        .iter()
        .filter(is_broken)
        .filter_map(|case| {
            let name = [&[case.program], case.faults].concat().join("-");
            counterexample(name, text_of(case)?)
        })
        .collect();
    assert!(trips.len() > 45, "{}", trips.len());
    let wrong = make(&trips, "home-catalogue");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn so_does_that_of_every_other_program() {
    let texts = texts(&["tests/it/python", "tests/it/python/own", "tests/it/python/files"]);
    let trips: Vec<Trip> = texts
        .into_iter()
        .filter(|(name, _)| !NOT_HELD.contains(&&**name))
        .filter_map(|(name, text)| counterexample(name, text))
        .collect();
    assert!(trips.len() > 20, "{}", trips.len());
    let wrong = make(&trips, "home-own");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Schedules that the script does not hold: several entries of a dictionary are read on one line; an exception goes through
/// a pool that is shut then; `concurrent.futures.wait` and `as_completed` are met at no place; a loop over a deque looks at it
/// in the step in which it takes an element; who only spins is not seen to begin; `random.random()` draws by itself;
/// and what makes a set of a list goes through it without an instruction for each element.
const NOT_HELD: [&str; 16] = [
    "en-chance-scaled",
    "en-set-of-results",
    "en-set-lacks-one",
    "dict-entries",
    "en-pool-map-raises",
    "en-pool-timeout",
    "en-pool-as-completed",
    "en-pool-as-completed-late",
    "pt-pool-soma-concluidas",
    "es-pool-primero-listo",
    "en-deque-shrinks-in-loop",
    "en-deque-grows-in-own-loop",
    "en-deque-grows-in-comprehension",
    "en-deque-history",
    "en-flag-nobody-sets",
    "en-spin-on-each-other",
];

#[test]
fn each_line_that_can_be_printed_last_is_printed_there() {
    let mut trips = Vec::new();
    for (name, text) in texts(&[
        "tests/it/python",
        "tests/it/python/own",
        "tests/it/python/meaning",
        "tests/it/python/files",
    ]) {
        if NOT_HELD.contains(&&*name) || runs_tasks_or_processes(&text) || program(&text).is_err() {
            continue;
        }
        for (at, (line, turns)) in last_lines_with_schedules(&text).into_iter().take(4).enumerate()
        {
            // What is not followed stands there as `…`.
            let line = (!line.is_empty() && !line.contains('…')).then_some(line);
            trips.push(Trip { name: format!("{name}-{at}"), text: text.clone(), turns, line });
        }
    }
    assert!(trips.len() > 80, "{}", trips.len());
    let wrong = make(&trips, "home-lines");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A script that finds something else than it expects says so.
#[test]
fn what_comes_otherwise_is_said() {
    let text = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/python/01-counter-thread-list.py"),
    );
    let text = text.expect("it can be read");
    let trip = counterexample("other".into(), text).expect("it breaks");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("home-otherwise");
    fs::create_dir_all(&folder).expect("it can be made");
    let run = |script: String| {
        let path = folder.join("other.py");
        fs::write(&path, script).expect("it can be written");
        match run_for(&path, LONG_ENOUGH)? {
            Came::Ended(said) => Some(said),
            Came::Hung => panic!("it hangs"),
        }
    };
    let right = trip.script();
    let Some(said) = run(right.clone()) else { return };
    assert!(said.is_success, "{}", said.error);
    assert!(said.error.contains("counter is 1, as expected."), "{}", said.error);
    assert!(said.error.contains("All 8 steps were made in this order."), "{}", said.error);
    let other = right.replace("VALUES = {\"counter\": 1}", "VALUES = {\"counter\": 2}");
    assert_ne!(other, right);
    let said = run(other).expect("there is Python");
    assert!(!said.is_success);
    assert!(said.error.contains("counter is 1, and 2 was expected."), "{}", said.error);
    // A step that no thread makes.
    let other = right.replace("(4, \"W1\", \"read\"", "(4, \"W1\", \"take\"");
    assert_ne!(other, right);
    let said = run(other.replace("PATIENCE = 20.0", "PATIENCE = 2.0")).expect("there is Python");
    assert!(!said.is_success);
    assert!(said.error.contains("step 4 of 8 was not reached (W1, line 16)"), "{}", said.error);
}
