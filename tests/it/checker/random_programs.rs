//! Random small programs: the checker with reductions, without them, and the plain search agree.

mod generator;

pub use generator::draw;

use super::{REDUCTIONS, of_text, outcome, replay, report, traps_both_ways};
use crate::oracle::cases;
use crate::search::{Found, search};
use interleave::catalogue::{Configuration, Granularity, Setting, build};
use interleave::checker::{Options, Reductions, Verdict};
use interleave::engine::ViolationKind;
use interleave::program::Program;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;
use std::sync::Arc;

const MOST_STATES: usize = 4_000;

const DECLARED: &str = "\
buffer = Buffer(capacity)
mutex = Semaphore(1)
guard = Lock()
changed = Condition(guard)
spaces = Semaphore(capacity)
ready = Semaphore(0)
flag = Event()
count = 0
rest = []
";

/// What both roles may do between making and using items.
const COMMON: [&str; 14] = [
    "mutex.wait()",
    "mutex.signal()",
    "spaces.wait()",
    "spaces.signal()",
    "ready.wait()",
    "ready.signal()",
    "guard.acquire()",
    "guard.release()",
    "count += 1",
    "count -= 1",
    "flag.set()",
    "flag.wait()",
    "with guard:\n            changed.notify()",
    "with guard:\n            while count == 0:\n                changed.wait()\n            count -= 1",
];

const PUTS: [&str; 2] = ["buffer.put(item)", "rest.append(item)"];
const TAKES: [&str; 2] = ["item = buffer.get()", "item = rest.pop(0)"];

fn role(name: &str, first: &str, body: &[&str], last: &str) -> String {
    let lines = [first].into_iter().chain(body.iter().copied()).chain([last]);
    let lines: String =
        lines.filter(|it| !it.is_empty()).map(|it| format!("        {it}\n")).collect();
    format!("\ndef {name}():\n    global count\n    while True:\n{lines}")
}

/// A body with one use of a container somewhere in it, most often in a critical section.
fn body(uses: &'static [&'static str]) -> impl Strategy<Value = Vec<&'static str>> {
    let lines = || vec(select(&COMMON[..]), 0..3);
    (lines(), any::<u8>(), select(uses), lines()).prop_map(|(before, lock, used, after)| {
        let (take, give) = match lock % 4 {
            0 => ("", ""),
            1 | 2 => ("mutex.wait()", "mutex.signal()"),
            _ => ("guard.acquire()", "guard.release()"),
        };
        let section = [take, used, give].into_iter().filter(|it| !it.is_empty());
        before.into_iter().chain(section).chain(after).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_ways_to_search_agree(
        making in body(&PUTS),
        using in body(&TAKES),
        numbers in (1..=2_u32, 1..=2_u32, 1..=2_u32, 0..=2_u32),
        granularity in select(&Granularity::ALL[..]),
    ) {
        let text = format!(
            "{DECLARED}{}{}",
            role("producer", "item = produce()", &making, ""),
            role("consumer", "", &using, "consume(item)"),
        );
        let (producers, consumers, capacity, items) = numbers;
        let mut configuration = Configuration::default()
            .with(Setting::Producers, producers)
            .with(Setting::Consumers, consumers)
            .with(Setting::Capacity, capacity)
            .with(Setting::Items, items);
        configuration.granularity = granularity;
        let program = of_text(&text, &configuration);
        all_agree(&program, &text)?;
    }
}

/// A program with every kind of object and statement.
#[test]
fn all_ways_to_search_agree_on_drawn_programs() {
    let config = ProptestConfig {
        cases: cases(160),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let outcome = TestRunner::new(config).run(&vec(any::<u16>(), 20..120), |numbers| {
        let drawn = draw(&numbers);
        let Ok((program, ..)) = build(&drawn.text, &drawn.configuration) else { return Ok(()) };
        all_agree(&Arc::new(program), &format!("{:?}\n{}", drawn.configuration, drawn.text))
    });
    if let Err(problem) = outcome {
        panic!("{problem}");
    }
}

/// The checker finds what the plain search finds, with and without every reduction.
fn all_agree(program: &Arc<Program>, text: &str) -> Result<(), TestCaseError> {
    let expected = match search((**program).clone(), MOST_STATES) {
        Found::Safe { .. } => ("safe", 0),
        // What grows is no matter of the shortest way: the checker looks on, with few waiting.
        Found::Broken { violation: "grows", .. } => return Ok(()),
        Found::Broken { violation, schedule } => (violation, schedule.len()),
        Found::TooMany => return Ok(()),
    };
    if expected.0 == "safe" {
        let (found, expected) = traps_both_ways(program, MOST_STATES);
        prop_assert_eq!(found, expected, "\n{}", text);
    }
    for reductions in REDUCTIONS {
        let mut options = Options { reductions, ..Options::default() };
        let with_graph = report(program, &options);
        for kind in [ViolationKind::StuckThread, ViolationKind::Livelock] {
            options.wanted = options.wanted.without(kind);
        }
        let report = report(program, &options);
        prop_assert_eq!(outcome(&report), expected, "{:?}\n{}", reductions, text);
        if let Verdict::Violated(found) = &report.verdict {
            prop_assert_eq!(replay(program, found), Ok(()), "{:?}\n{}", reductions, text);
        }
        // Whether there is a trap is the same with and without reductions.
        let unreduced =
            super::report(program, &Options { reductions: REDUCTIONS[0], ..Options::default() });
        let (found, expected) = (outcome(&with_graph).0, outcome(&unreduced).0);
        if found != expected {
            let is_trap = |it| ["stuck-thread", "livelock"].contains(&it);
            prop_assert!(is_trap(found) && is_trap(expected), "{found}, {expected}\n{text}");
            each_is_there(program, [found, expected], reductions, text)?;
        }
    }
    Ok(())
}

/// Where a program has traps of two kinds, another one can be the nearest when sections are taken at once. Then each of
/// them must be found in both ways when it alone is asked for.
fn each_is_there(
    program: &Arc<Program>,
    kinds: [&str; 2],
    reductions: Reductions,
    text: &str,
) -> Result<(), TestCaseError> {
    for (kind, other) in [(kinds[0], kinds[1]), (kinds[1], kinds[0])] {
        for reductions in [reductions, REDUCTIONS[0]] {
            let mut options = Options { reductions, ..Options::default() };
            let other = ViolationKind::named(other).expect("it is a kind");
            options.wanted = options.wanted.without(other);
            let report = report(program, &options);
            prop_assert_eq!(outcome(&report).0, kind, "{:?}\n{}", reductions, text);
        }
    }
    Ok(())
}
