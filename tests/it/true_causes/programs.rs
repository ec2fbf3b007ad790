//! The programs that are run: the catalogue with its faults, the cases, some more, and small ones drawn by chance.

use interleave::catalogue::{
    CATALOGUE, Configuration, FaultSet, Setting, build, listing, source_of,
};
use interleave::engine::SplitMix64;
use interleave::notation::{Granularity, with_globals};
use interleave::program::Program;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A program, and what it is called.
pub struct Called {
    pub name: String,
    pub program: Arc<Program>,
}

fn called(name: String, text: &str, configuration: &Configuration) -> Option<Called> {
    let text = with_globals(text).unwrap_or(text.to_owned());
    let (program, ..) = build(&text, configuration).ok()?;
    Some(Called { name, program: Arc::new(program) })
}

/// The programs in a folder, in order.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder).expect("there is such a folder");
    let mut files: Vec<PathBuf> = files.map(|it| it.expect("it can be listed").path()).collect();
    files.sort();
    files
}

fn text_of(file: &Path) -> String {
    fs::read_to_string(file).expect("it can be read")
}

/// All programs but those that are drawn.
pub fn all() -> Vec<Called> {
    let mut all = Vec::new();
    for entry in CATALOGUE {
        let one = |index: usize| FaultSet::default().with(entry.faults, index);
        let sets = (0..entry.faults.len()).map(one).chain([FaultSet::default()]);
        for faults in sets {
            let text = source_of(&listing(entry, faults));
            for granularity in [Granularity::Access, Granularity::Operation] {
                let mut configuration = Configuration::of(entry)
                    .with(Setting::Producers, 2)
                    .with(Setting::Consumers, 2)
                    .with(Setting::Capacity, 2);
                configuration.granularity = granularity;
                all.extend(called(format!("{} {faults:?}", entry.name), &text, &configuration));
            }
        }
    }
    let usual = Configuration::default();
    for file in files("tests/it/cases") {
        let text = text_of(&file);
        let numbers = usual.with(Setting::Items, 2);
        let more = numbers.with(Setting::Producers, 2).with(Setting::Consumers, 2);
        for numbers in [usual, numbers, more] {
            all.extend(called(file.display().to_string(), &text, &numbers));
        }
    }
    // Programs of which each says something that the others do not.
    for file in files("tests/it/true_causes/programs") {
        let (name, text) = (file.display().to_string(), text_of(&file));
        let called = called(name.clone(), &text, &usual);
        all.push(called.unwrap_or_else(|| panic!("{name} is no program")));
    }
    all
}

const OBJECTS: &str = "\
s = Semaphore(1)
t = Semaphore(0)
m = Lock()
r = RLock()
c = Condition()
e = Event()
f = Event()
a = Atomic(0)
q = Queue(1)
b = Barrier(2)
n = 0
";

/// What can be done with the objects: a program takes two of these lists, so that its threads have to do with each other.
const FAMILIES: [&[&str]; 7] = [
    &["e.wait()", "e.wait()", "e.set()", "e.clear()", "if e.is_set():\n    e.clear()"],
    &["f.wait()", "f.set()", "f.clear()"],
    &[
        "with c:\n    c.wait()",
        "with c:\n    c.wait()\n    c.wait()",
        "with c:\n    c.notify()",
        "with c:\n    c.notify_all()",
    ],
    &[
        "a.wait(0)",
        "a.wait(1)",
        "a.store(0)",
        "a.store(1)",
        "a.notify(1)",
        "a.notify(2)",
        "if a.load() == 0:\n    a.wait(0)",
        "a.swap(1)",
    ],
    &["s.wait()", "s.signal()", "t.wait()", "t.signal()"],
    &["q.put(1)", "x = q.get()"],
    &["b.wait()"],
];

/// A program of two or three threads that do a few of these things; most of them come to a standstill.
pub fn drawn(seed: u64) -> Option<Called> {
    let mut random = SplitMix64::new(seed);
    let mut below = |count: usize| random.below(count);
    let families = [FAMILIES[below(FAMILIES.len())], FAMILIES[below(FAMILIES.len())]];
    let mut text = OBJECTS.to_owned();
    for name in ["one", "two", "three"].iter().take(2 + below(2)) {
        let _ = write!(text, "\ndef {name}():\n    global n\n");
        for _ in 0..1 + below(4) {
            let family = families[below(2)];
            let statement = family[below(family.len())];
            let (head, statement) = match below(12) {
                0 | 1 => ("with m:", statement),
                2 => ("with r:", statement),
                3 => ("if n == 1:", statement),
                4 => ("", "n = 1"),
                5 => ("", "m.acquire()"),
                _ => ("", statement),
            };
            let depth = if head.is_empty() { 4 } else { 8 };
            if !head.is_empty() {
                let _ = writeln!(text, "    {head}");
            }
            for line in statement.lines() {
                let _ = writeln!(text, "{:depth$}{line}", "");
            }
        }
    }
    called(format!("seed {seed}:\n{text}"), &text, &Configuration::default())
}
