//! What must hold of a program: however it is searched, the verdict is the same, and what was found
//! happens again.

use interleave::checker::{Counterexample, Options, Reductions, Report, Verdict, check};
use interleave::engine::{Advance, Ending, Run, ViolationKind};
use interleave::notation::{Granularity, Module, Setup, compile};
use interleave::program::Program;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Spaces of more states are left alone.
const MOST_STATES: u64 = 4_000;
const MOST_BYTES: u64 = 64 << 20;

/// What came of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// It does not compile.
    NoProgram,
    /// It does, and its space is too large to be searched in every way.
    Compiled,
    /// It was searched in every way.
    Decided,
}

/// Searches the program in every way; or the rule that it broke.
pub fn check_all(module: &Module, text: &str, seed: usize) -> Result<Checked, String> {
    let granularity = Granularity::ALL[seed % Granularity::ALL.len()];
    let setup = Setup {
        granularity,
        producers: 1 + (seed / 3 % 2) as u16,
        consumers: 1 + (seed / 6 % 2) as u16,
        capacity: 1 + (seed / 12 % 2) as u16,
        items: (seed / 24 % 3) as u32,
        takes: 0,
        spurious_wakes: seed / 72 % 2 == 1,
    };
    let Ok((program, _)) = compile(module, text, &setup) else { return Ok(Checked::NoProgram) };
    let program = Arc::new(program);
    match catch_unwind(AssertUnwindSafe(|| agree(&program))) {
        Ok(result) => result.map_err(|it| format!("{it}, with {setup:?}")),
        Err(_) => Err(format!("the checker panicked, with {setup:?}")),
    }
}

fn agree(program: &Arc<Program>) -> Result<Checked, String> {
    let ways = [(false, false), (true, false), (false, true), (true, true)];
    let mut first: Option<(Report, Reductions)> = None;
    for (symmetry, partial_order) in ways {
        let reductions = Reductions { symmetry, partial_order, above: 0 };
        let options = Options {
            reductions,
            most_states: MOST_STATES,
            most_bytes: MOST_BYTES,
            ..Options::default()
        };
        let report = check(program, &options, &mut |_| ControlFlow::Continue(()));
        if let Verdict::Undecided(_) = report.verdict {
            match first {
                // A reduced space is no larger than the whole.
                Some((whole, _)) if whole.reached.states < MOST_STATES / 2 => {
                    return Err(format!("{reductions:?} did not decide it"));
                }
                _ => return Ok(Checked::Compiled),
            }
        }
        if let Verdict::Violated(found) = &report.verdict {
            replay(program, found).map_err(|it| format!("{reductions:?}: {it}"))?;
        }
        match &first {
            None => first = Some((report, reductions)),
            Some((whole, _)) => {
                same(whole, &report).map_err(|it| format!("{reductions:?}: {it}"))?
            }
        }
    }
    Ok(Checked::Decided)
}

/// Whether two searches say the same.
fn same(one: &Report, other: &Report) -> Result<(), String> {
    let alike = match (&one.verdict, &other.verdict) {
        (Verdict::Violated(one), Verdict::Violated(other)) => {
            let both = one.is_shortest && other.is_shortest;
            !both || one.schedule.len() == other.schedule.len() && one.kind == other.kind
        }
        (one, other) => one == other,
    };
    if alike { Ok(()) } else { Err(format!("{:?} and {:?}", one.verdict, other.verdict)) }
}

/// Makes the steps of a counterexample, and sees that they break the rule.
fn replay(program: &Arc<Program>, found: &Counterexample) -> Result<(), String> {
    let mut run = Run::new(program.clone());
    for (turn, step) in found.schedule.iter().chain(&found.around).zip(1..) {
        let advance = run.advance(turn.thread, turn.choice);
        if !matches!(advance, Advance::Stepped(_)) {
            return Err(format!("step {step} could not be made: {advance:?}"));
        }
    }
    // No single state shows what goes on for ever.
    let is_endless = matches!(
        found.kind,
        ViolationKind::StuckThread | ViolationKind::Livelock | ViolationKind::Starvation
    );
    match run.ending() {
        _ if is_endless => Ok(()),
        Some(Ending::Broken(violation)) if violation.kind() == found.kind => Ok(()),
        other => Err(format!("it ends with {other:?}, not {}", found.kind.name())),
    }
}
