//! All reductions, on and off, against the plain search, on the whole catalogue.

use super::{REDUCTIONS, outcome, replay, report, traps_both_ways};
use crate::catalogue::VERDICTS;
use crate::catalogue::program_of;
use crate::search::{Found, search};
use interleave::catalogue::entry_named;
use interleave::catalogue::verdicts::{Case, Expected};
use interleave::checker::{Options, Verdict};
use interleave::engine::ViolationKind;
use std::sync::Arc;

/// Larger cases take the plain search too long.
const MOST_STATES: usize = 3_000;

#[test]
fn on_the_whole_catalogue_every_reduction_finds_what_the_plain_search_finds() {
    let mut compared = 0;
    for case in VERDICTS {
        let is_whole = entry_named(case.program).is_some_and(|it| it.is_whole());
        // A whole program has its numbers in itself.
        let sizes = if is_whole { 1 } else { 6 };
        for numbers in [[1, 1, 1], [2, 1, 1], [1, 2, 1], [1, 1, 2], [2, 2, 1], [2, 1, 2]]
            .into_iter()
            .take(sizes)
        {
            let program = program_of(case, numbers);
            let expected = match search(program.clone(), MOST_STATES) {
                // That threads go on for ever is to be seen in no state.
                Found::Safe { .. } if never_ends(case) => continue,
                Found::Safe { .. } => ("safe", 0),
                Found::Broken { violation, schedule } => (violation, schedule.len()),
                Found::TooMany => continue,
            };
            let program = Arc::new(program);
            if expected.0 == "safe" && !is_whole {
                let (found, expected) = traps_both_ways(&program, MOST_STATES);
                assert_eq!(found, expected, "{case:?} {numbers:?}");
            }
            for reductions in REDUCTIONS {
                let mut options = Options { reductions, ..Options::default() };
                // The plain search knows states only, not the graph of them.
                for kind in [ViolationKind::StuckThread, ViolationKind::Livelock] {
                    options.wanted = options.wanted.without(kind);
                }
                let report = report(&program, &options);
                assert_eq!(outcome(&report), expected, "{case:?} {numbers:?} {reductions:?}");
                if let Verdict::Violated(found) = &report.verdict {
                    let replayed = replay(&program, found);
                    assert_eq!(replayed, Ok(()), "{case:?} {numbers:?} {reductions:?}");
                }
            }
            compared += 1;
        }
    }
    assert!(compared > 900, "only {compared} cases were small enough to compare");
}

/// Whether the graph of states is to say that it never ends.
fn never_ends(case: &Case) -> bool {
    matches!(case.expected, Expected::Breaks { violation: "unfinished-thread", .. })
}
