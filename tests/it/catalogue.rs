//! The catalogue: its texts hang together, and every edit of every fault fits its program.

mod proved;

use std::collections::{BTreeSet, HashSet};

use interleave::catalogue::{
    BLANK, CATALOGUE, Configuration, Edit, Entry, FaultSet, Group, Listing, Standing, build,
    entry_named, listing, source_of, verdicts,
};
use interleave::notation::parse;
use interleave::text::{Catalogue, Language, Passages, Volume};
pub use proved::program_of;
use verdicts::Expected;
pub use verdicts::VERDICTS;

/// What is compiled when these faults are on.
fn source_with(entry: &Entry, faults: &[usize]) -> String {
    source_of(&listing_with(entry, faults))
}

fn listing_with(entry: &Entry, faults: &[usize]) -> Listing {
    let on = faults.iter().fold(FaultSet::default(), |on, &it| on.with(entry.faults, it));
    listing(entry, on)
}

fn is_kebab_case(name: &str) -> bool {
    name.split('-').all(|word| {
        !word.is_empty() && word.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
    })
}

/// A whole program is read and given its meaning as one.
fn assert_reads(entry: &Entry, what: &str, source: &str) {
    if entry.is_whole() {
        let built = build(source, &Configuration::of(entry));
        let problems = built.map_err(|(problems, _)| problems).err();
        return assert_eq!(problems, None, "{what}:\n{source}");
    }
    let (_, diagnostics) = parse(source);
    assert!(diagnostics.is_empty(), "{what}: {diagnostics:#?}\n{source}");
}

#[test]
fn names_are_stable_and_each_is_used_once() {
    let mut names = HashSet::new();
    for entry in CATALOGUE {
        assert!(is_kebab_case(entry.name), "{}", entry.name);
        assert!(names.insert(entry.name), "two programs are called {}", entry.name);
        assert_eq!(entry_named(entry.name), Some(entry));
        let mut faults = HashSet::new();
        for fault in entry.faults {
            assert!(is_kebab_case(fault.name), "{}: {}", entry.name, fault.name);
            assert!(faults.insert(fault.name), "{}: two faults are {}", entry.name, fault.name);
        }
        assert!(entry.faults.len() <= FaultSet::MOST, "{}", entry.name);
    }
    assert_eq!(entry_named("no-such-program"), None);
}

#[test]
fn groups_stand_together_in_their_order() {
    let order = |entry: &Entry| Group::ALL.iter().position(|&it| it == entry.group);
    assert!(CATALOGUE.is_sorted_by_key(|&entry| order(entry)));
    for group in Group::ALL {
        assert!(CATALOGUE.iter().any(|entry| entry.group == group), "{group:?} is empty");
    }
}

#[test]
fn sources_are_short_and_plain() {
    for entry in CATALOGUE {
        let (name, source) = (entry.name, entry.source);
        let longest = if entry.is_whole() { 70 } else { 60 };
        assert!(source.lines().count() < longest, "{name} is too long to be read at once");
        assert!(source.ends_with('\n') && !source.ends_with("\n\n"), "{name}");
        for line in source.lines() {
            assert!(
                line.len() <= 80 && line == line.trim_end() && line.is_ascii(),
                "{name}: {line}"
            );
            let depth = line.len() - line.trim_start().len();
            assert!(depth % 4 == 0 && !line.contains('\t'), "{name}: {line}");
        }
        let needed = ["def producer():", "def consumer():", "produce()", "consume("];
        for needed in needed.iter().filter(|_| !entry.is_whole()) {
            assert!(source.contains(needed), "{name} has no {needed}");
        }
        assert_reads(entry, name, source);
    }
}

#[test]
fn edits_fit_the_lines_they_edit() {
    for entry in CATALOGUE {
        let lines: Vec<&str> = entry.source.lines().collect();
        for fault in entry.faults {
            let what = format!("{}: {}", entry.name, fault.name);
            let line = |number: u16| {
                let index = usize::from(number).checked_sub(1);
                let line = index.and_then(|it| lines.get(it));
                *line.unwrap_or_else(|| panic!("{what}: there is no line {number}"))
            };
            let is_header = |line: &str| line.ends_with(':');
            let depth = |line: &str| line.len() - line.trim_start().len();
            let is_statement = |line: &str| {
                !line.is_empty() && !is_header(line) && !line.trim_start().starts_with('#')
            };
            assert!(!fault.edits.is_empty(), "{what}");
            for edit in fault.edits {
                match *edit {
                    Edit::Strike(number) => assert!(is_statement(line(number)), "{what}"),
                    Edit::Swap(one, other) => {
                        assert_ne!(one, other, "{what}");
                        let (one, other) = (line(one), line(other));
                        assert!(is_statement(one) && is_statement(other), "{what}");
                        assert_eq!(depth(one), depth(other), "{what}");
                    }
                    Edit::Change(number, words) => {
                        let line = line(number);
                        assert_ne!(line.trim_start(), words, "{what}");
                        assert_eq!(words, words.trim(), "{what}");
                        assert_eq!(is_header(line), is_header(words), "{what}: a body hangs on it");
                    }
                }
            }
        }
    }
}

#[test]
fn every_fault_changes_the_text_and_is_offered_at_one_line() {
    for entry in CATALOGUE {
        let off = listing_with(entry, &[]);
        assert_eq!(source_of(&off), entry.source);
        for (index, fault) in entry.faults.iter().enumerate() {
            let what = format!("{}: {}", entry.name, fault.name);
            let on = listing_with(entry, &[index]);
            assert_ne!(source_of(&on), entry.source, "{what}");
            assert_eq!(on.lines.len(), off.lines.len(), "{what}");
            assert!(on.lines.iter().any(|line| line.standing != Standing::AsWritten), "{what}");
            let places = |listing: &Listing| -> Vec<usize> {
                let offered = |at: &usize| listing.lines[*at].faults.contains(&index);
                (0..listing.lines.len()).filter(offered).collect()
            };
            assert_eq!(places(&off).len(), 1, "{what}");
            assert_eq!(places(&off), places(&on), "{what} is offered elsewhere once it is on");
        }
    }
}

#[test]
fn every_one_and_every_two_faults_leave_a_text_that_can_be_read() {
    for entry in CATALOGUE {
        for one in 0..entry.faults.len() {
            for other in one..entry.faults.len() {
                let source = source_with(entry, &[one, other]);
                assert_eq!(source.lines().count(), entry.source.lines().count());
                let names = [entry.faults[one].name, entry.faults[other].name];
                assert_reads(entry, &format!("{}: {names:?}", entry.name), &source);
            }
        }
    }
}

#[test]
fn each_language_speaks_of_every_program_and_every_fault() {
    for language in Language::ALL {
        let catalogue = &language.text().catalogue;
        let stories = Passages::read(Volume::Stories.text(language));
        let spoken_of = || catalogue.programs.iter().chain(catalogue.whole);
        let of_roles = CATALOGUE.into_iter().filter(|it| !it.is_whole());
        let whole = CATALOGUE.into_iter().filter(|it| it.is_whole());
        let keys: BTreeSet<&str> = whole.clone().map(|it| it.name).collect();
        assert!(keys.iter().copied().eq(stories.keys()), "{language:?}");
        let entries = || of_roles.clone().chain([BLANK]).chain(whole.clone());
        let names = spoken_of().map(|program| program.name);
        assert!(names.eq(entries().map(|entry| entry.name)), "{language:?}");
        for (entry, program) in entries().zip(spoken_of()) {
            let name = entry.name;
            let story = catalogue.story(name, Some(&stories));
            let labelled = program.faults.iter().map(|(fault, _)| *fault);
            assert!(labelled.eq(entry.faults.iter().map(|it| it.name)), "{language:?}: {name}");
            let labels = program.faults.iter().map(|(_, label)| *label);
            for words in labels.chain([program.title, story]) {
                assert!(
                    !words.is_empty() && words == words.trim(),
                    "{language:?}: {name}: {words}"
                );
                assert_eq!(words.matches('`').count() % 2, 0, "{language:?}: {name}: {words}");
            }
            assert!(program.title.chars().count() <= 45, "{language:?}: {}", program.title);
            assert!(story.ends_with('.'), "{language:?}: {name}");
            assert_eq!(program.story.is_empty(), entry.is_whole(), "{name}");
        }
    }
}

#[test]
fn no_story_was_left_in_the_other_language() {
    let [english, portuguese] = Language::ALL.map(|it| &it.text().catalogue);
    let stories = Language::ALL.map(|it| Passages::read(Volume::Stories.text(it)));
    let all = |it: &'static Catalogue| it.programs.iter().chain(it.whole);
    for (one, other) in all(english).zip(all(portuguese)) {
        let said = [(english, &stories[0]), (portuguese, &stories[1])]
            .map(|(it, stories)| it.story(one.name, Some(stories)));
        assert_ne!(said[0], said[1], "{}", one.name);
        for ((fault, one), (_, other)) in one.faults.iter().zip(other.faults) {
            assert_ne!(one, other, "{fault}");
        }
    }
}

/// Links that name these faults have been given away.
#[test]
fn the_three_semaphores_are_what_they_have_always_been() {
    let entry = entry_named("three-semaphores").expect("it is in the catalogue");
    let names: Vec<&str> = entry.faults.iter().map(|fault| fault.name).collect();
    assert_eq!(
        names,
        [
            "mutex-starts-at-0",
            "mutex-starts-at-2",
            "spaces-starts-one-high",
            "skip-spaces-wait",
            "producer-swaps-waits",
            "producer-skips-mutex",
            "producer-forgets-mutex-signal",
            "producer-swaps-signals",
            "forget-items-signal",
            "skip-items-wait",
            "consumer-swaps-waits",
            "consumer-skips-mutex",
            "consumer-forgets-mutex-signal",
            "consumer-swaps-signals",
            "forget-spaces-signal",
        ]
    );
    let check = |fault: &str, expected: &[&str]| {
        let index = entry.fault_named(fault).expect("it is one of its faults");
        let edited = source_with(entry, &[index]);
        let differing =
            edited.lines().zip(entry.source.lines()).filter(|(one, other)| one != other);
        let differing: Vec<&str> = differing.map(|(line, _)| line.trim()).collect();
        assert_eq!(differing, expected, "{fault}");
    };
    check("mutex-starts-at-2", &["mutex = Semaphore(2)"]);
    check("spaces-starts-one-high", &["spaces = Semaphore(capacity + 1)"]);
    check("producer-swaps-waits", &["mutex.wait()", "spaces.wait()"]);
    check("producer-swaps-signals", &["items.signal()", "mutex.signal()"]);
    check("consumer-swaps-waits", &["mutex.wait()", "items.wait()"]);
    check("consumer-swaps-signals", &["spaces.signal()", "mutex.signal()"]);
    check("consumer-skips-mutex", &["pass", "pass"]);
    check("forget-spaces-signal", &["pass"]);
}

#[test]
fn a_verdict_is_expected_of_every_program_and_every_fault() {
    for entry in CATALOGUE {
        let without = [].as_slice();
        let alone = entry.faults.iter().map(|fault| std::slice::from_ref(&fault.name));
        for faults in alone.chain([without]) {
            let is_there =
                VERDICTS.iter().any(|it| it.program == entry.name && it.faults == faults);
            assert!(is_there, "nothing is expected of {} {faults:?}", entry.name);
        }
    }
    for (index, case) in VERDICTS.iter().enumerate() {
        let entry = entry_named(case.program).unwrap_or_else(|| panic!("{case:?}"));
        assert!(case.faults.iter().all(|it| entry.fault_named(it).is_some()), "{case:?}");
        assert!(!VERDICTS[..index].contains(case), "{case:?} is there twice");
        let (Expected::Breaks { producers, consumers, capacity, .. }
        | Expected::BreaksAt { producers, consumers, capacity, .. }
        | Expected::Safe { producers, consumers, capacity }) = case.expected;
        assert!([producers, consumers, capacity].iter().all(|it| (1..=2).contains(it)), "{case:?}");
    }
}

#[test]
fn harmless_is_what_never_breaks() {
    for case in VERDICTS {
        let entry = entry_named(case.program).expect("another test says so");
        let [fault] = case.faults else { continue };
        let index = entry.fault_named(fault).expect("another test says so");
        let breaks = matches!(case.expected, Expected::Breaks { .. });
        assert!(!(entry.faults[index].is_harmless && breaks), "{case:?}");
    }
}
