//! The checker: every schedule of a program, and the shortest that breaks it.
//!
//! An explicit-state model checker with breadth-first search. A *state* is what memory holds and where each
//! thread stands, packed into a *state vector* of 1, 2 or 4 words. A *transition* is one step of one thread.
//! The search visits each reachable state once and follows every transition from it.
//!
//! # A worked example
//!
//! Two threads, `a` and `b`, each run `count += 1`: a read and a write. The state is `count`, and for
//! each thread that it has yet to read (`·`), what it has read, or that it is done (`✓`). The whole state space,
//! 12 states:
//!
//! ```text
//!                        count 0  · ·
//!                 a reads /          \ b reads
//!              count 0  0 ·          count 0  · 0
//!        a writes /     \ b reads  a reads /    \ b writes
//!      count 1  ✓ ·      count 0  0 0       count 1  · ✓
//!    b reads |      a writes /    \ b writes     | a reads
//!      count 1  ✓ 1   count 1  ✓ 0   count 1  0 ✓   count 1  1 ✓
//!               \   b writes \    / a writes        /
//!   b writes     \      count 1  ✓ ✓               / a writes
//!                 '------- count 2  ✓ ✓ -----------'
//! ```
//!
//! The search goes from the top to states that are one step away, then two, three and four. Of the two last states
//! one has both updates; in the other, with `count 1`, one is lost. Where a property forbids that state, a
//! shortest path to it is the counterexample: 4 steps.
//!
//! # How it is built
//!
//! What a transition does is asked of [`program::step`](crate::program::step), and what it breaks of the engine's
//! ledger, each question once. The answers stand in the [`transition_cache`]; from then on a transition is a few
//! look-ups and two bit masks. So there is no second meaning that could disagree with the first.
//!
//! In reading order: the [`parts`] of a state; the [`interner`] that numbers their values; the [`state_vector`] that
//! holds the numbers; the [`transition_cache`], and how it is filled ([`tabulate`]); the set of [`reachable`] states; the
//! [`search`], in parallel where that pays; the [`lock_reduction`] (a partial-order reduction by movers); symmetry,
//! where threads of a role are interchangeable ([`transition_cache::TransitionCache::interchangeable`]); the
//! [`trace`](search::trace) back to the start; the [`graph`] of all states, for traps, and [`starvation`]; and
//! [`named_items`], a slower search for programs whose items have to be told apart.

mod graph;
mod interner;
mod lock_reduction;
mod memory;
mod named_items;
mod options;
mod outcomes;
mod parts;
mod random_walks;
mod reachable;
mod report;
mod search;
mod soft;
mod starvation;
mod state_vector;
mod tabulate;
mod transition_cache;

pub use options::{Options, Phase, Progress, Reductions};
pub use outcomes::{Ends, LastLineOutcome, MOST_LINES, Outcomes, outcomes};
pub use random_walks::{LineWalks, Walks, walk, walk_to_last_lines};
pub use report::{Counterexample, Growth, Report, Verdict, WhyUndecided};
pub use soft::{Soft, soft};

use crate::engine::{Ending, Run, Turn, ViolationKind, can_look};
use crate::program::{MOST_WAITING, ObjectId, Program};
use graph::{Look, Stopped};
use report::Halt;
use search::{End, Found, Search};
use std::ops::ControlFlow;
use std::sync::Arc;

/// What then holds with so many waiting in each of them at most is found out.
pub const FEW_WAITING: u16 = 3;

/// Looks through all schedules of a program.
///
/// Where something grows forever and nothing went wrong before that, another search looks at those
/// schedules in which only a [few](FEW_WAITING) elements wait in it. What that finds broken is broken;
/// if it finds nothing, the answer stays open.
///
/// `watch` is told how far the search has come, many times a second; when it answers with a
/// break, the search stops and its verdict is open.
pub fn check(
    program: &Arc<Program>,
    options: &Options,
    watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> Report {
    let options = Options { wanted: options.wanted.with(ViolationKind::Grows), ..*options };
    let limited = with_limits(program);
    let report = search_all(&limited, &options, watch);
    match &report.verdict {
        Verdict::Violated(growth) if growth.kind == ViolationKind::Grows => {
            let object = what_grows(&limited, &growth.schedule);
            with_few_waiting(program, object, &options, watch)
        }
        _ => report,
    }
}

fn with_few_waiting(
    program: &Arc<Program>,
    object: Option<ObjectId>,
    options: &Options,
    watch: Watch<'_>,
) -> Report {
    let room = object.map_or(0, |id| program.object(id).room());
    let most = if program.items == 0 { room.min(MOST_WAITING) } else { room };
    let few = Arc::new(program.with_room(FEW_WAITING));
    // Nobody can be said to starve where it is not known how all runs go on.
    let wanted = options.wanted.without(ViolationKind::Starvation);
    let options = Options { wanted, leaves_growth_open: true, ..*options };
    let mut report = search_all(&few, &options, watch);
    if let Verdict::Violated(found) = &mut report.verdict {
        // With more waiting there may be a shorter way.
        found.is_shortest = false;
        return report;
    }
    let is_safe_with_few = report.verdict == Verdict::Safe;
    report.verdict = Verdict::Undecided(WhyUndecided::Grows);
    report.growth = Some(Growth { object, most, is_safe_with_few });
    report
}

/// The container for which this schedule has one element too many.
fn what_grows(program: &Arc<Program>, schedule: &[Turn]) -> Option<ObjectId> {
    let mut run = Run::new(program.clone());
    for turn in schedule {
        run.advance(turn.thread, turn.choice);
    }
    match run.ending()? {
        Ending::Broken(violation) => violation.object(),
        Ending::Finished => None,
    }
}

/// The program as it is searched: in runs without end, containers that have no limit get one.
fn with_limits(program: &Arc<Program>) -> Arc<Program> {
    match program.items {
        0 => Arc::new(program.with_room(MOST_WAITING)),
        _ => program.clone(),
    }
}

fn search_all(program: &Arc<Program>, options: &Options, watch: Watch<'_>) -> Report {
    match compact(program, options, watch) {
        Ok(report) => report,
        Err(_) => named_items::check(program, options, watch),
    }
}

type Watch<'a> = &'a mut dyn FnMut(&Progress) -> ControlFlow<()>;

/// Searches packed states: all of them if they are few, else a reduced space, and where
/// that has a broken rule, for the shortest way to one.
fn compact(program: &Arc<Program>, options: &Options, watch: Watch<'_>) -> Result<Report, Halt> {
    // Which copies there are of an item, packed states do not tell.
    if can_look(program) {
        return Err(Halt::Unfit);
    }
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
    // What is no matter of a single step, but of the state that it leads to, can come about in the
    // middle of what is taken at once: there it would not be seen.
    let is_looked_for_in_states = options.wanted.has(ViolationKind::MutualExclusion)
        || options.wanted.has(ViolationKind::Invariant) && !program.invariants.is_empty();
    let partial_order = options.reductions.partial_order && !is_looked_for_in_states;
    let mut reduced = Search::new(program, options, partial_order, symmetry)?;
    let end = reduced.run(options.most_states, watch)?;
    if !partial_order || !matches!(end, End::Found(_)) {
        return report(reduced, end, options, true, watch);
    }
    // The answer there is, should the limits not allow a better one. The search makes room for the next.
    let longer = report(reduced, end, options, false, watch)?;
    if longer.verdict == Verdict::Undecided(WhyUndecided::Stopped) {
        return Ok(longer);
    }
    let mut exact = Search::new(program, options, false, symmetry)?;
    exact.phase = Phase::Shortening;
    match exact.run(options.most_states, watch)? {
        end @ End::Found(_) => match report(exact, end, options, true, watch)? {
            Report { verdict: Verdict::Undecided(_), .. } => Ok(longer),
            shortest => Ok(shortest),
        },
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
        End::AllSeen => without_way_out(&mut search, options, is_shortest, watch),
        End::Undecided(why) => Ok(Verdict::Undecided(why)),
        End::Found(found) => {
            counterexample(&mut search, &found, is_shortest, watch).map(Verdict::Violated)
        }
    };
    let verdict = match verdict {
        Err(Halt::Stopped) => Verdict::Undecided(WhyUndecided::Stopped),
        verdict => verdict?,
    };
    let mut shown = Vec::new();
    for found in search.shown().to_vec() {
        match counterexample(&mut search, &found, is_shortest, watch) {
            // What is only shown is left out where there is no time for it.
            Err(Halt::Stopped) => break,
            counterexample => shown.push(counterexample?),
        }
    }
    reached.bytes = reached.bytes.max(search.progress().bytes);
    reached.phase = Phase::default();
    let state_bytes = search.words() as u32 * 8;
    let is_reduced = search.is_reduced();
    Ok(Report { verdict, reached, shown, state_bytes, is_reduced, growth: None })
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
    let of_traps =
        [ViolationKind::StuckThread, ViolationKind::Livelock, ViolationKind::UnfinishedThread];
    if of_traps.into_iter().any(wanted) {
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
