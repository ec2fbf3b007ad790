//! Against you: the schedule that shows what is wrong.

use super::look_ahead::{Outlook, look_ahead, make, places};
use super::policy::Policy;
use super::split_mix::SplitMix64;
use crate::engine::run::{Run, Turn};
use crate::program::ThreadId;
use std::collections::{BTreeMap, VecDeque};

/// After so many turns it looks ahead again, where nothing seemed to be able to go wrong.
const LOOKS_AGAIN_AFTER: usize = 64;

/// So often in a row it looks closely.
const PATIENCE: u32 = 16;

/// So many constellations of threads are remembered before all are forgotten.
const MOST_PLACES: usize = 4_096;

/// Goes the shortest way to trouble where one is in sight. Where none is, it goes where the
/// threads have rarely been, with as many of them as possible in a critical section, and rather
/// lets another thread come in between than the same one go on.
#[derive(Clone, Debug, Default)]
pub struct AgainstYou {
    /// The turns that lead to trouble, and the position of the run from which on.
    plan: VecDeque<Turn>,
    /// The position at which the next choice is expected. Elsewhere, the reader has taken
    /// another way.
    at: usize,
    /// The position from which on it is worth looking again.
    look_again_at: usize,
    /// How many looks in a row have found nothing.
    in_vain: u32,
    /// How often the threads were where they were.
    visits: BTreeMap<u64, u32>,
    last: Option<ThreadId>,
}

impl Policy for AgainstYou {
    /// Any of them: it is asked for whole turns.
    fn choose(&mut self, ready: &[ThreadId], chance: &mut SplitMix64) -> Option<ThreadId> {
        ready.get(chance.below(ready.len())).copied()
    }

    fn has_chance(&self) -> bool {
        true
    }

    fn looks_ahead(&self) -> bool {
        true
    }

    fn choose_turn(
        &mut self,
        run: &Run,
        possible: &[Turn],
        chance: &mut SplitMix64,
    ) -> Option<Turn> {
        let position = run.position();
        if position != self.at {
            self.plan.clear();
            self.look_again_at = position;
        }
        if !self.plan.front().is_some_and(|turn| possible.contains(turn)) {
            self.plan.clear();
            if !possible.is_empty() && position >= self.look_again_at {
                self.look(run, possible);
            }
        }
        let chosen = match self.plan.pop_front() {
            Some(turn) => turn,
            None => self.explore(run, possible, chance)?,
        };
        self.at = position + 1;
        self.last = Some(chosen.thread);
        Some(chosen)
    }

    fn copied(&self) -> Box<dyn Policy> {
        Box::new(self.clone())
    }
}

impl AgainstYou {
    fn look(&mut self, run: &Run, possible: &[Turn]) {
        let wait = match look_ahead(run.machine(), run.ledger(), possible) {
            Outlook::Trouble(way) => {
                self.plan = way.into();
                0
            }
            // What is out of sight now comes in sight half way. Where nothing comes for long, it is
            // not worth as much work.
            Outlook::Quiet { depth } if self.in_vain < PATIENCE => (depth / 2).max(1),
            Outlook::Quiet { depth } => 2 * depth,
            Outlook::Safe => LOOKS_AGAIN_AFTER,
        };
        self.in_vain = if wait == 0 { 0 } else { self.in_vain.saturating_add(1) };
        self.look_again_at = run.position() + wait;
    }

    /// Goes where the threads have rarely been.
    fn explore(&mut self, run: &Run, possible: &[Turn], chance: &mut SplitMix64) -> Option<Turn> {
        let mut best: Vec<(u64, Turn)> = Vec::new();
        let mut least = None;
        for &turn in possible {
            let (mut machine, mut ledger) = (run.machine().clone(), run.ledger().clone());
            if make(&mut machine, &mut ledger, turn).is_none() {
                continue;
            }
            let place = places(&machine);
            let visits = self.visits.get(&place).copied().unwrap_or(0);
            let threads = machine.program().thread_ids();
            let outside = threads.filter(|&id| machine.inside(id).is_none()).count();
            let rank = (visits, outside, self.last == Some(turn.thread));
            if least.is_none_or(|least| rank <= least) {
                if least != Some(rank) {
                    best.clear();
                    least = Some(rank);
                }
                best.push((place, turn));
            }
        }
        let (place, turn) = *best.get(chance.below(best.len().min(256)))?;
        if self.visits.len() >= MOST_PLACES {
            self.visits.clear();
        }
        *self.visits.entry(place).or_default() += 1;
        Some(turn)
    }
}
