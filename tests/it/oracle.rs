//! The checker held to searches that share nothing with it.
//!
//! The first is SPIN's, on models that [`interleave::export`] writes from the compiled program alone. It must
//! find as many states as the plain search without books, in which nothing ends a run, and the same verdict on each
//! property that needs no books. The second is that plain search: the checker, with each reduction and without,
//! must find the same verdicts after as many steps, and without any as many states as there are once locals that
//! nobody reads again are left out.
//!
//! `cargo xtask oracle` compares more random programs than the usual tests, and prints the table.

mod catalogue;
mod export;
mod random;
pub use random::cases;
mod spin;

use crate::checker::{REDUCTIONS, report};
use crate::search::{PROPERTIES, Space, count_projected, explore};
use interleave::checker::{Options, Reductions, Verdict, WhyUndecided};
use interleave::engine::{ViolationKind, ViolationKinds};
use interleave::export::{Unexportable, promela};
use interleave::program::Program;
use spin::{Asking, Trouble, verify};
use std::sync::Arc;

/// Larger spaces are not compared: a model takes SPIN and the compiler half a second as it is.
const MOST_STATES: usize = 200_000;

/// What came of holding SPIN and the plain search against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Compared {
    /// Both say this.
    Equal(Space),
    /// There are more states than are compared.
    TooMany,
    /// There is no model of it.
    NoModel(Unexportable),
    /// The run leaves what the model can say, here.
    Beyond(String),
    /// They differ, in this.
    Differ(String),
}

/// Compares SPIN with the plain search.
fn with_spin(program: &Arc<Program>, most_states: usize, asking: Asking) -> Compared {
    let model = match promela(program, "a program of the tests") {
        Ok(model) => model,
        Err(problem) => return Compared::NoModel(problem),
    };
    let Some(space) = explore(program, most_states) else { return Compared::TooMany };
    let verified = match verify(&model, !program.invariants.is_empty(), asking) {
        Ok(verified) => verified,
        Err(Trouble::Beyond(assertion)) => return Compared::Beyond(assertion),
        Err(Trouble::Failed(problem)) => return Compared::Differ(problem),
    };
    // A wake for no reason does not count as a move, and SPIN cannot tell it from one.
    let spurious = program.has_spurious_wakes;
    for (index, kind) in PROPERTIES.into_iter().enumerate() {
        let (ours, spins) = (space.nearest[index].is_some(), verified.fails[index]);
        if ours != spins && !(spurious && kind == ViolationKind::Deadlock) {
            return Compared::Differ(format!(
                "{}: the plain search says {ours}, SPIN says {spins}",
                kind.name()
            ));
        }
    }
    match verified.states == space.states {
        true => Compared::Equal(space),
        false => Compared::Differ(format!(
            "the plain search has {} states, SPIN has {}",
            space.states, verified.states
        )),
    }
}

/// A program that has more when a rule is not looked for is passed over.
const MOST_OF_THE_CHECKER: u64 = 200_000;

/// Compares the checker with the plain search, and says whether it could; what differs is said in words.
fn with_checker(program: &Arc<Program>, space: &Space, most_states: usize) -> Result<bool, String> {
    for (index, kind) in PROPERTIES.into_iter().enumerate() {
        for reductions in REDUCTIONS {
            let wanted = ViolationKinds::NONE.with(kind);
            // Where a rule is not looked for, a run goes on after it is broken, perhaps without an end.
            let most_states = MOST_OF_THE_CHECKER;
            let options = Options { reductions, wanted, most_states, ..Options::default() };
            let found = match report(program, &options).verdict {
                Verdict::Safe => None,
                Verdict::Violated(found) => Some(found.schedule.len()),
                Verdict::Undecided(WhyUndecided::States) => return Ok(false),
                Verdict::Undecided(why) => return Err(format!("not decided: {why:?}")),
            };
            let expected = space.nearest[index];
            if found != expected {
                return Err(format!(
                    "{} with {reductions:?}: the checker says {found:?}, the plain search {expected:?}",
                    kind.name()
                ));
            }
        }
    }
    let wanted = ViolationKinds::NONE;
    let reductions = Reductions::NONE;
    let options =
        Options { reductions, wanted, most_states: MOST_OF_THE_CHECKER, ..Options::default() };
    let report = report(program, &options);
    if let Verdict::Undecided(WhyUndecided::States) = report.verdict {
        return Ok(false);
    }
    // Where items have to be told apart its states are others, and take far more bytes.
    let is_packed = report.state_bytes <= 32;
    match count_projected(program, most_states).filter(|_| is_packed) {
        Some(states) if states as u64 != report.reached.states => Err(format!(
            "the checker has {} states, the plain search {states} projected ones",
            report.reached.states
        )),
        _ => Ok(true),
    }
}
