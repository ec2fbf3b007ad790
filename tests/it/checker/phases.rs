//! A long check says what it does, and goes on in each of its phases.

use super::{of_text, program};
use interleave::catalogue::{Configuration, Granularity, Setting};
use interleave::checker::{Options, Phase, Progress, Reductions, Report, Verdict, check};
use interleave::engine::ViolationKind;
use interleave::program::Program;
use std::ops::ControlFlow;
use std::sync::Arc;

/// All that was told during a check, and what came of it.
fn told(program: &Arc<Program>, options: &Options) -> (Vec<Progress>, Report) {
    let mut told = Vec::new();
    let report = check(program, options, &mut |progress| {
        told.push(*progress);
        ControlFlow::Continue(())
    });
    (told, report)
}

/// The phases in their order, each once.
fn phases(told: &[Progress]) -> Vec<Phase> {
    let mut phases: Vec<Phase> = told.iter().map(|it| it.phase).collect();
    phases.dedup();
    phases
}

/// Within a phase nothing goes back, and something goes on.
fn check_phase(told: &[Progress], phase: Phase) {
    let of_it: Vec<(u32, u64, u64)> = told
        .iter()
        .filter(|it| it.phase == phase)
        .map(|it| (it.round, it.looked_at, it.states))
        .collect();
    assert!(of_it.len() > 3, "{phase:?}: {of_it:?}");
    assert!(of_it.is_sorted(), "{phase:?}: {of_it:?}");
    let mut different = of_it.clone();
    different.dedup();
    assert!(different.len() > 3, "{phase:?}: {of_it:?}");
}

#[test]
fn a_safe_program_is_explored_and_then_searched_for_traps_and_starvation() {
    let program = program("three-semaphores", &[], Granularity::Access, [4, 4, 3, 1]);
    let wanted = Options::default().wanted.with(ViolationKind::Starvation);
    let options = Options { wanted, reductions: Reductions::NONE, ..Options::default() };
    let (told, report) = told(&program, &options);
    assert_eq!(report.reached.phase, Phase::Exploring);
    let expected = match report.verdict {
        Verdict::Violated(_) => {
            vec![Phase::Exploring, Phase::Traps, Phase::Starvation, Phase::WayBack]
        }
        _ => vec![Phase::Exploring, Phase::Traps, Phase::Starvation],
    };
    assert_eq!(phases(&told), expected);
    for phase in [Phase::Exploring, Phase::Traps, Phase::Starvation] {
        check_phase(&told, phase);
    }
    let of = |phase: Phase| told.iter().filter(move |it| it.phase == phase);
    assert!(of(Phase::Traps).all(|it| it.looked_at <= it.states), "{told:?}");
    assert!(of(Phase::Starvation).map(|it| it.round).max() == Some(8), "one for each thread");
}

#[test]
fn a_broken_program_is_shortened_and_the_way_is_found() {
    let program =
        program("three-semaphores", &["producer-skips-mutex"], Granularity::Access, [3, 3, 3, 3]);
    let reductions = Reductions { above: 0, ..Reductions::default() };
    let (told, report) = told(&program, &Options { reductions, ..Options::default() });
    assert!(matches!(report.verdict, Verdict::Violated(_)));
    assert_eq!(
        phases(&told),
        [Phase::Exploring, Phase::WayBack, Phase::Shortening, Phase::WayBack]
    );
    check_phase(&told, Phase::Shortening);
    let last = told.last().expect("something was told");
    assert!(last.looked_at > 3, "{last:?}");
}

/// Whoever stops it is heard in every phase that looks for something.
#[test]
fn it_can_be_stopped_in_every_phase() {
    let program = program("three-semaphores", &[], Granularity::Access, [2, 2, 2, 2]);
    let wanted = Options::default().wanted.with(ViolationKind::Starvation);
    let options = Options { wanted, reductions: Reductions::NONE, ..Options::default() };
    for phase in [Phase::Exploring, Phase::Traps, Phase::Starvation] {
        let report = check(&program, &options, &mut |it| match it.phase == phase {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        });
        let stopped = interleave::checker::WhyUndecided::Stopped;
        assert_eq!(report.verdict, Verdict::Undecided(stopped), "{phase:?}");
    }
}

/// A way back that takes long can be stopped as well; a short one is told in any case.
#[test]
fn a_long_way_back_can_be_stopped() {
    // The last thread breaks a rule all by itself: of each depth the way back looks at every state.
    let stop = |steps: usize| {
        let text = format!(
            "buffer = Buffer(2)\nx = 0\ny = 0\n\n\
             def producer():\n    global x\n    while True:\n        x = x + 1\n\n\
             def consumer():\n    global y\n{}    buffer.get()\n",
            "    y = y + 1\n".repeat(steps)
        );
        let mut configuration = Configuration::default();
        configuration.set(Setting::Producers, 3);
        let program = of_text(&text, &configuration);
        let options = Options { reductions: Reductions::NONE, ..Options::default() };
        let mut asked = 0;
        let report = check(&program, &options, &mut |it| match it.phase {
            Phase::WayBack => {
                asked += 1;
                ControlFlow::Break(())
            }
            _ => ControlFlow::Continue(()),
        });
        assert!(asked > 0, "it is told of: {report:?}");
        report
    };
    let report = stop(11);
    let stopped = Verdict::Undecided(interleave::checker::WhyUndecided::Stopped);
    assert_eq!(report.verdict, stopped, "{:?}", report.reached);
    let report = stop(2);
    assert!(matches!(report.verdict, Verdict::Violated(_)), "{report:?}");
}

/// A search that grows forever ends where its memory does, wherever that grows: states, tables, or
/// the trees of steps.
#[test]
fn deep_and_narrow_spaces_end_with_their_memory() {
    let forever = "x = 0\ndef producer():\n    global x\n    while True:\n        x = x + 1\n";
    let program = of_text(forever, &Configuration::default());
    for most_bytes in [1 << 20, 4 << 20, 16 << 20] {
        let (told, report) = told(&program, &Options { most_bytes, ..Options::default() });
        let memory = interleave::checker::WhyUndecided::Memory;
        assert_eq!(report.verdict, Verdict::Undecided(memory));
        assert!(told.iter().all(|it| it.bytes <= most_bytes), "{:?}", told.last());
        assert!(report.reached.states > most_bytes / 2000, "{:?}", report.reached);
    }
}
