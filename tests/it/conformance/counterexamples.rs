//! What the checker finds is no artefact of the search: real threads that are let through the gate
//! in the order of a counterexample break the same rule.

use super::crew::{Crew, TRACED, with_crew};
use crate::catalogue::program_of;
use interleave::catalogue::verdicts::{Expected, VERDICTS};
use interleave::checker::{Counterexample, Options, Verdict, check};
use interleave::engine::{Ending, Run};
use interleave::program::Program;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Lets real threads make the steps of a counterexample, one after the other, and answers what the
/// machine says that replays their log.
fn break_for_real(crew: &mut Crew<'_>, program: &Arc<Program>, found: &Counterexample) -> Run {
    let mut run = Run::new(program.clone());
    crew.start(program, TRACED);
    for turn in &found.schedule {
        crew.control.grant_to(turn.thread, Some(turn.choice));
        crew.wait_until_still();
        for entry in crew.drain() {
            run.apply(entry).expect("real threads do what the machine does");
        }
    }
    crew.stop();
    run
}

#[test]
fn every_counterexample_of_the_catalogue_breaks_real_threads_too() {
    let mut broken = 0;
    let cases = VERDICTS.iter().filter_map(|case| match case.expected {
        Expected::Breaks { producers, consumers, capacity, .. }
        | Expected::BreaksAt { producers, consumers, capacity, .. } => {
            Some((case, [producers, consumers, capacity]))
        }
        Expected::Safe { .. } => None,
    });
    for (case, numbers) in cases {
        let program = Arc::new(program_of(case, numbers));
        let report = check(&program, &Options::default(), &mut |_| ControlFlow::Continue(()));
        let Verdict::Violated(found) = report.verdict else { panic!("{case:?}: {report:?}") };
        let run = with_crew(program.thread_count(), |crew| break_for_real(crew, &program, &found));
        assert_eq!(run.schedule().collect::<Vec<_>>(), found.schedule, "{case:?}");
        // A trap is no rule that a step breaks: it is enough that real threads came into it.
        if found.around.is_empty() {
            match run.ending() {
                Some(Ending::Broken(violation)) => assert_eq!(violation.kind(), found.kind),
                other => panic!("{case:?}: {other:?}"),
            }
        }
        broken += 1;
    }
    assert!(broken > 80, "only {broken} cases break");
}
