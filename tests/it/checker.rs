//! The checker: counts of states and shortest ways against figures found by independent
//! searches, and against our own plain one.

use crate::search::{Found, search};
use interleave::checker::{Options, Reductions, Report, Verdict, check};
use interleave::program::Program;
use interleave::scenario::{Configuration, Entry, Setting, build, entry_named, listing, source_of};
use std::ops::ControlFlow;
use std::sync::Arc;

fn all_off() -> Options {
    Options { reductions: Reductions::NONE, ..Options::default() }
}

fn verdict_of(program: &Arc<Program>, options: &Options) -> Report {
    check(program, options, &mut |_| ControlFlow::Continue(()))
}

fn three_semaphores(producers: u64, consumers: u64, capacity: u64, items: u64, takes: u64) -> Arc<Program> {
    let entry = interleave::scenario::first_entry();
    let mut configuration = Configuration::default();
    for (setting, number) in [
        (Setting::Producers, producers),
        (Setting::Consumers, consumers),
        (Setting::Capacity, capacity),
        (Setting::Items, items),
        (Setting::Takes, takes),
    ] {
        assert_eq!(configuration.set(setting, number), None);
    }
    let source = source_of(&listing(entry, configuration.faults));
    Arc::new(build(&source, &configuration).expect("it is right").0)
}

#[test]
fn as_many_states_as_independent_searches_found() {
    for (producers, consumers, capacity, states) in [
        (1, 1, 1, 18),
        (1, 2, 1, 24),
        (2, 1, 1, 27),
        (2, 2, 1, 33),
        (1, 1, 2, 125),
        (1, 2, 2, 245),
        (2, 1, 2, 271),
        (2, 2, 2, 441),
    ] {
        let program = three_semaphores(producers, consumers, capacity, 0, 0);
        let report = verdict_of(&program, &all_off());
        assert_eq!(report.verdict, Verdict::Safe);
        assert_eq!(report.reached.states, states, "{producers} {consumers} {capacity}");
    }
}

#[test]
#[ignore]
fn big() {
    let program = three_semaphores(3, 3, 3, 3, 3);
    let start = std::time::Instant::now();
    let report = verdict_of(&program, &all_off());
    println!("{report:?} {:?}", start.elapsed());
    let start = std::time::Instant::now();
    let report = verdict_of(&program, &Options::default());
    println!("{report:?} {:?}", start.elapsed());
}
