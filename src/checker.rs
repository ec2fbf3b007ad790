//! The checker: every schedule of a program, and the shortest that breaks it.
//!
//! A breadth-first search through all states. What a step does is asked of
//! [`program::step`](crate::program::step) and what it breaks of the engine's books, each
//! question once: the answers are tabulated, and from then on a step of the search is a
//! few look-ups and a change of bits. So there is no second meaning to disagree with the first.
//!
//! In reading order: [`parts`] of a state, their [`symbols`] and [`layout`], the [`tables`] and how they
//! are filled ([`tabulate`]), the [`states`] found, the [`search`] that finds them, with steps
//! that are [`alone`] taken at once; the [`graph`] of all of them; and [`named`], for programs whose
//! items have to be told apart.

mod alone;
mod graph;
mod layout;
mod memory;
mod named;
mod options;
mod parts;
mod report;
mod search;
mod starvation;
mod states;
mod symbols;
mod tables;
mod tabulate;
mod walks;

pub use options::{Options, Phase, Progress, Reductions};
pub use report::{Counterexample, Report, Verdict, WhyUndecided};
pub use walks::{Walks, walk};

use crate::engine::ViolationKind;
use crate::program::Program;
use graph::{Look, Stopped};
use report::Halt;
use search::{End, Found, Search};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Looks through all schedules of a program.
///
/// `watch` is told how far the search has come, many times a second; when it answers with a
/// break, the search stops and its verdict is open.
pub fn check(
    program: &Arc<Program>,
    options: &Options,
    watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> Report {
    match compact(program, options, watch) {
        Ok(report) => report,
        Err(_) => named::check(program, options, watch),
    }
}

type Watch<'a> = &'a mut dyn FnMut(&Progress) -> ControlFlow<()>;

/// Searches packed states: all of them if they are few, else a reduced space, and where
/// that has a broken rule, for the shortest way to one.
fn compact(program: &Arc<Program>, options: &Options, watch: Watch<'_>) -> Result<Report, Halt> {
    // Who is passed over can only be told where nobody stands for anybody else.
    let is_reducible =
        !options.wanted.has(ViolationKind::Starvation) && Search::can_be_reduced(program, options);
    let above = options.reductions.above;
    if !is_reducible || above > 0 {
        let limit = if is_reducible { above.min(options.most_states) } else { options.most_states };
        let mut search = Search::new(program, options, false, false)?;
        let end = search.run(limit, watch)?;
        if end != End::Undecided(WhyUndecided::States) || limit == options.most_states {
            return report(search, end, options, true, watch);
        }
    }
    let Reductions { symmetry, .. } = options.reductions;
    // What is only shown can happen in the middle of what is taken at once.
    let wants_shown = |kind: &ViolationKind| !kind.ends_a_run() && options.wanted.has(*kind);
    // So can the only state in which a stated invariant is broken.
    let partial_order = options.reductions.partial_order
        && program.invariants.is_empty()
        && !ViolationKind::ALL.iter().any(wants_shown);
    let mut reduced = Search::new(program, options, partial_order, symmetry)?;
    let end = reduced.run(options.most_states, watch)?;
    if !partial_order || !matches!(end, End::Found(_)) {
        return report(reduced, end, options, true, watch);
    }
    // The answer there is, should the limits not allow a better one. The search makes room for the next.
    let longer = report(reduced, end, options, false, watch)?;
    let mut exact = Search::new(program, options, false, symmetry)?;
    exact.phase = Phase::Shortening;
    match exact.run(options.most_states, watch)? {
        end @ End::Found(_) => report(exact, end, options, true, watch),
        _ => Ok(longer),
    }
}

fn report(
    mut search: Search,
    end: End,
    options: &Options,
    is_shortest: bool,
    watch: Watch<'_>,
) -> Result<Report, Halt> {
    let mut reached = search.progress();
    let verdict = match end {
        End::AllSeen => without_way_out(&mut search, options, is_shortest, watch)?,
        End::Undecided(why) => Verdict::Undecided(why),
        End::Found(found) => {
            Verdict::Violated(counterexample(&mut search, &found, is_shortest, watch)?)
        }
    };
    let shown = search.shown().to_vec();
    let shown = shown.iter().map(|found| counterexample(&mut search, found, is_shortest, watch));
    let shown = shown.collect::<Result<_, Halt>>()?;
    reached.bytes = reached.bytes.max(search.progress().bytes);
    reached.phase = Phase::default();
    let state_bytes = search.words() as u32 * 8;
    let is_reduced = search.is_reduced();
    Ok(Report { verdict, reached, shown, state_bytes, is_reduced })
}

/// The verdict where no schedule breaks a rule at any one state: it may still be that there is no
/// way out of some.
fn without_way_out(
    search: &mut Search,
    options: &Options,
    is_shortest: bool,
    watch: Watch<'_>,
) -> Result<Verdict, Halt> {
    let wanted = |kind| options.wanted.has(kind);
    let progress = search.progress();
    let most_bytes = options.most_bytes;
    let mut looking = |phase: Phase, look: Look| look.tell(progress, phase, most_bytes, watch);
    if wanted(ViolationKind::StuckThread) || wanted(ViolationKind::Livelock) {
        match search.trap(wanted, &mut |look| looking(Phase::Traps, look)) {
            Ok(None) => {}
            Ok(Some(trap)) => {
                let way = search.way_to_state(trap.state, watch)?;
                let (around, thread) = search.round(&way.symbols, &trap)?;
                return Ok(Verdict::Violated(Counterexample {
                    kind: trap.kind,
                    schedule: way.turns,
                    around,
                    thread,
                    is_shortest: is_shortest && !search.runs_on(),
                }));
            }
            Err(Stopped(why)) => return Ok(Verdict::Undecided(why)),
        }
    }
    if !wanted(ViolationKind::Starvation) {
        return Ok(Verdict::Safe);
    }
    match search.starvation(&mut |look| looking(Phase::Starvation, look)) {
        Ok(None) => Ok(Verdict::Safe),
        Ok(Some(found)) => Ok(Verdict::Violated(Counterexample {
            kind: ViolationKind::Starvation,
            schedule: search.way_to_state(found.state, watch)?.turns,
            around: found.around,
            thread: Some(found.thread),
            is_shortest,
        })),
        Err(Stopped(why)) => Ok(Verdict::Undecided(why)),
    }
}

fn counterexample(
    search: &mut Search,
    found: &Found,
    is_shortest: bool,
    watch: Watch<'_>,
) -> Result<Counterexample, Halt> {
    Ok(Counterexample {
        kind: found.kind,
        schedule: search.way_to(found, watch)?.turns,
        around: Vec::new(),
        thread: None,
        is_shortest,
    })
}
