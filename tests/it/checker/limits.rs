//! What a check does when it may not go on, and when several threads carry it out.

use super::{outcome, program, report, unreduced};
use interleave::catalogue::Granularity;
use interleave::checker::{Options, Progress, Reductions, Verdict, WhyUndecided, check};
use std::ops::ControlFlow;

#[test]
fn too_many_states_and_too_little_memory_leave_it_open() {
    let program = program("three-semaphores", &[], Granularity::Access, [3, 3, 3, 2]);
    let few = Options { most_states: 5_000, ..unreduced() };
    let verdict = report(&program, &few);
    assert_eq!(verdict.verdict, Verdict::Undecided(WhyUndecided::States));
    assert!(verdict.reached.states > 5_000 && verdict.reached.depth > 5);
    let little = Options { most_bytes: 400_000, ..unreduced() };
    let verdict = report(&program, &little);
    assert_eq!(verdict.verdict, Verdict::Undecided(WhyUndecided::Memory));
    assert!(verdict.reached.bytes <= 400_000, "{:?}", verdict.reached);
}

#[test]
fn whoever_watches_sees_it_grow_and_can_stop_it() {
    let program = program("three-semaphores", &[], Granularity::Access, [3, 3, 3, 2]);
    let mut seen: Vec<Progress> = Vec::new();
    let report = check(&program, &unreduced(), &mut |progress| {
        seen.push(*progress);
        if progress.states > 20_000 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(report.verdict, Verdict::Undecided(WhyUndecided::Stopped));
    assert!(seen.is_sorted_by_key(|it| it.states) && seen.is_sorted_by_key(|it| it.depth));
    // It is asked often enough to be stopped at once.
    assert!(seen.windows(2).all(|it| it[1].states - it[0].states < 20_000), "{seen:?}");
}

#[test]
fn several_threads_find_what_one_finds() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().expect("threads");
    for (fault, numbers) in [
        (None, [3, 2, 2, 2]),
        (Some("producer-skips-mutex"), [3, 3, 3, 3]),
        (Some("spaces-starts-one-high"), [2, 3, 3, 2]),
    ] {
        let faults: Vec<&str> = fault.into_iter().collect();
        let program = program("three-semaphores", &faults, Granularity::Access, numbers);
        for reductions in [Reductions::NONE, Reductions { above: 0, ..Reductions::default() }] {
            let alone = report(&program, &Options { reductions, ..Options::default() });
            let options = Options { threads: 3, reductions, ..Options::default() };
            let together = pool.install(|| report(&program, &options));
            assert_eq!(outcome(&together), outcome(&alone));
            if alone.verdict == Verdict::Safe {
                assert_eq!(together.reached.states, alone.reached.states);
                assert_eq!(together.reached.transitions, alone.reached.transitions);
            }
        }
    }
}
