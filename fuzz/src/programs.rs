//! What must hold of a program: however it is searched, the verdict is the same, and what was found
//! happens again.

use crate::choices::Choices;
use crate::{texts, tree_mutation};
use interleave::catalogue::CATALOGUE;
use interleave::checker::{self, Counterexample, Options, Reductions, Report, Verdict};
use interleave::engine::{Advance, Ending, Run, ViolationKind};
use interleave::notation::{Granularity, Knobs, Module, Runtime, Setup, compile, parse, print};
use interleave::program::Program;
use std::fmt;
use std::ops::ControlFlow;
use std::sync::{Arc, LazyLock};

/// Spaces of more states are left alone.
const MOST_STATES: u64 = 4_000;
const MOST_BYTES: u64 = 64 << 20;

/// At most so many changes are made to a program.
const MOST_CHANGES: usize = 12;

/// The programs of the catalogue that have roles, as trees.
static CATALOGUED: LazyLock<Vec<Module>> = LazyLock::new(|| {
    let of_roles = CATALOGUE.iter().filter(|entry| !entry.is_whole());
    of_roles.map(|entry| parse(entry.source).0).collect()
});

/// What the bytes of an input mean: a program, and the numbers it is compiled for.
pub struct Case {
    text: String,
    setup: Setup,
}

impl Case {
    /// Takes the bytes as choices, until none is left.
    pub fn of(bytes: &[u8]) -> Case {
        let mut choices = Choices::new(bytes);
        let setup = Setup {
            granularity: *choices.one_of(&Granularity::ALL),
            producers: 1 + choices.below(2) as u16,
            consumers: 1 + choices.below(2) as u16,
            capacity: 1 + choices.below(2) as u16,
            items: choices.below(3) as u32,
            takes: 0,
            spurious_wakes: choices.below(2) == 1,
            knobs: Knobs::default(),
            runtime: Runtime::Threads,
        };
        let mut module = choices.one_of(&CATALOGUED).clone();
        for _ in 0..MOST_CHANGES {
            if choices.is_empty() {
                break;
            }
            tree_mutation::mutate(&mut module, &CATALOGUED, &mut choices);
        }
        Case { text: print(&module), setup }
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n# {:?}", self.text, self.setup)
    }
}

/// Reads, runs and searches the program that the bytes mean.
///
/// # Errors
///
/// The rule that it broke, and the program.
///
/// # Panics
///
/// Where the library does.
pub fn check(bytes: &[u8]) -> Result<(), String> {
    let case = Case::of(bytes);
    let in_every_way = || {
        texts::check(&case.text)?;
        let (module, problems) = parse(&case.text);
        if !problems.is_empty() {
            return Ok(());
        }
        let Ok((program, _)) = compile(&module, &case.text, &case.setup) else { return Ok(()) };
        agree(&Arc::new(program))
    };
    in_every_way().map_err(|reason| format!("{reason}\n{case}"))
}

/// Whether all searches say the same; one that gives up before its end says nothing.
fn agree(program: &Arc<Program>) -> Result<(), String> {
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
        let report = checker::check(program, &options, &mut |_| ControlFlow::Continue(()));
        if let Verdict::Undecided(_) = report.verdict {
            match first {
                // A reduced space is no larger than the whole.
                Some((whole, _)) if whole.reached.states < MOST_STATES / 2 => {
                    return Err(format!("{reductions:?} did not decide it"));
                }
                _ => return Ok(()),
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
    Ok(())
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
    // No single state shows what goes on forever.
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
