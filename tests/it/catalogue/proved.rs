//! Every verdict of the catalogue, by looking through every schedule.
//!
//! The verdicts were worked out apart from this program, by hand and by a search that shares no
//! code with it; so where both agree, the meaning of the notation is what its description says.

use super::verdicts::{Case, Expected, VERDICTS};
use interleave::catalogue::{Configuration, Setting, build, entry_named, listing, source_of};
use interleave::checker::{Options, Verdict, check};
use interleave::program::Program;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// More than the largest safe case has.
const MOST_STATES: u64 = 400_000;

pub fn program_of(case: &Case, [producers, consumers, capacity]: [u16; 3]) -> Program {
    let entry = entry_named(case.program).unwrap_or_else(|| panic!("no {}", case.program));
    let mut configuration = Configuration::of(entry)
        .with(Setting::Producers, producers.into())
        .with(Setting::Consumers, consumers.into())
        .with(Setting::Capacity, capacity.into())
        .with(Setting::Items, case.items)
        .with(Setting::Takes, case.takes);
    configuration.granularity = case.granularity;
    for fault in case.faults {
        assert!(entry.fault_named(fault).is_some(), "{} has no {fault}", case.program);
        configuration = configuration.with_fault(entry, fault);
    }
    let source = source_of(&listing(entry, configuration.faults));
    build(&source, &configuration).unwrap_or_else(|(problems, _)| panic!("{problems:#?}")).0
}

/// What a search finds: `safe`, or the name of the violation.
fn found(case: &Case, numbers: [u16; 3]) -> String {
    let options = Options { most_states: MOST_STATES, ..Options::default() };
    let program = Arc::new(program_of(case, numbers));
    match check(&program, &options, &mut |_| ControlFlow::Continue(())).verdict {
        Verdict::Safe => "safe".into(),
        Verdict::Violated(found) => found.kind.name().into(),
        Verdict::Undecided(why) => format!("not decided: {why:?}"),
    }
}

/// All numbers up to these: the fewest threads first, then the fewest slots, then producers.
fn up_to(producers: u16, consumers: u16, capacity: u16) -> Vec<[u16; 3]> {
    let mut all = Vec::new();
    for p in 1..=producers {
        for c in 1..=consumers {
            all.extend((1..=capacity).map(|n| [p, c, n]));
        }
    }
    all.sort_by_key(|&[p, c, n]| (p + c, n, p));
    all
}

/// What is wrong with a case, if anything.
fn disagreement(case: &Case) -> Option<String> {
    let wrong = |numbers, expected: &str, found: String| {
        (found != expected).then(|| format!("{case:?}\n  at {numbers:?}: found {found}"))
    };
    match case.expected {
        Expected::Safe { producers, consumers, capacity } => {
            let mut all = up_to(producers, consumers, capacity).into_iter();
            all.find_map(|numbers| wrong(numbers, "safe", found(case, numbers)))
        }
        Expected::BreaksAt { violation, producers, consumers, capacity } => {
            let numbers = [producers, consumers, capacity];
            wrong(numbers, violation, found(case, numbers))
        }
        Expected::Breaks { violation, producers, consumers, capacity } => {
            let smallest = [producers, consumers, capacity];
            let mut all = up_to(2, 2, 2).into_iter();
            let smaller = all.by_ref().take_while(|&it| it != smallest);
            let earlier = smaller.into_iter().find_map(|it| wrong(it, "safe", found(case, it)));
            earlier.or_else(|| wrong(smallest, violation, found(case, smallest)))
        }
    }
}

#[test]
fn every_verdict_is_what_looking_through_every_schedule_finds() {
    let next = AtomicUsize::new(0);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let look = || {
            let mut wrong = Vec::new();
            while let Some(case) = VERDICTS.get(next.fetch_add(1, Ordering::Relaxed)) {
                wrong.extend(disagreement(case));
            }
            wrong
        };
        let lookers: Vec<_> = (0..2).map(|_| scope.spawn(look)).collect();
        lookers.into_iter().flat_map(|it| it.join().expect("a search does not fail")).collect()
    });
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), VERDICTS.len(), wrong.join("\n"));
}
