//! The states of one depth, block by block.

use super::super::options::Progress;
use super::super::reachable::{Reachable, hash};
use super::super::report::{Halt, WhyUndecided};
use super::{End, Found, Search, Unknown};
use crate::engine::ViolationKind;
use crate::program::Choice;
use std::ops::{ControlFlow, Range};

/// So many states are looked at before what they lead to is looked for among those known: the
/// places of the index are then fetched from far memory side by side.
pub(super) const BATCH: usize = 128;

/// So many places of the index are fetched side by side.
const FETCHED: usize = 32;

/// So many states are looked at between two looks at the clock.
const BLOCK: usize = 4096;

/// A state that was reached.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reached<const W: usize> {
    pub state: [u64; W],
    pub hash: u64,
}

/// What looking at states has brought, besides states.
#[derive(Debug, Default)]
pub(super) struct Tally {
    transitions: u64,
    found: Option<Found>,
    shown: Vec<Found>,
    /// Numbers that were reserved and not used.
    pub holes: usize,
}

impl Tally {
    fn note(&mut self, found: Found) {
        self.found = Some(self.found.map_or(found, |best| best.min(found)));
    }

    fn show(&mut self, found: Found) {
        match self.shown.iter_mut().find(|it| it.kind == found.kind) {
            Some(known) => *known = found.min(*known),
            None => self.shown.push(found),
        }
    }
}

impl Search {
    /// Goes on while states have so many words; `None` when they have come to need more.
    pub(super) fn run_packed<const W: usize>(
        &mut self,
        most_states: u64,
        watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
    ) -> Result<Option<End>, Halt> {
        let mut reached = Vec::new();
        loop {
            if self.next == *self.levels.last().expect("there is a first") {
                // A depth begins: it ends with the states known now.
                self.level_end = self.states.len();
            }
            let level_end = self.level_end;
            if self.look_at_postponed::<W>(&mut reached)?.is_break() {
                return Ok(None);
            }
            while self.next < level_end {
                let is_shared = self.is_worth_sharing(level_end);
                let block = if is_shared { BLOCK * 4 * self.options.threads } else { BLOCK };
                let end = level_end.min(self.next + block);
                // Growing takes the index to twice its size at once: better not to begin.
                let most_new = (end - self.next) * self.tables.most_ways();
                let batch = BATCH * self.tables.most_ways() * size_of::<Reached<W>>();
                let bytes = self.states.bytes_with(most_new)
                    + self.tables.bytes()
                    + self.bytes_besides()
                    + (batch * self.options.threads) as u64;
                if bytes > self.options.most_bytes {
                    return Ok(Some(End::Undecided(WhyUndecided::Memory)));
                }
                let widened = match is_shared {
                    true => self.look_at_together::<W>(end, &mut reached)?,
                    false => self.look_at::<W>(end, &mut reached)?,
                };
                if widened.is_break() {
                    return Ok(None);
                }
                let progress = self.progress();
                if progress.states > most_states && self.found.is_none() {
                    return Ok(Some(End::Undecided(WhyUndecided::States)));
                }
                if watch(&progress).is_break() {
                    return Ok(Some(End::Undecided(WhyUndecided::Stopped)));
                }
            }
            if let Some(found) = self.found {
                return Ok(Some(End::Found(found)));
            }
            if self.states.len() == level_end {
                return Ok(Some(End::AllSeen));
            }
            self.levels.push(level_end);
        }
    }

    /// Looks at the states up to this number; breaks when they have other words from now on.
    fn look_at<const W: usize>(
        &mut self,
        end: usize,
        reached: &mut Vec<Reached<W>>,
    ) -> Result<ControlFlow<()>, Halt> {
        while self.next < end {
            let batch = self.next..end.min(self.next + BATCH);
            let mut tally = Tally::default();
            reached.clear();
            let (stopped, unknown) = self.expand(batch, reached, &mut tally);
            self.next = stopped;
            self.take(tally);
            // What comes after a broken rule is not looked for: only whether the states of this
            // depth break one themselves, which is one step less.
            if self.found.is_none() {
                self.keep(reached);
            }
            if let Some(unknown) = unknown
                && self.learn(unknown, self.options.most_bytes)?
                && self.words() != W
            {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    pub(super) fn keep<const W: usize>(&mut self, reached: &[Reached<W>]) {
        if self.states.room() < reached.len() {
            self.states.reserve(reached.len());
        }
        self.fetch(reached);
        for it in reached {
            self.states.insert(&it.state, it.hash, &mut None, false);
        }
    }

    /// Looks where these states belong, all side by side, so that it is near when they are added.
    #[inline(always)]
    pub(super) fn fetch<const W: usize>(&self, reached: &[Reached<W>]) {
        for some in reached.chunks(FETCHED) {
            let mut entries = [0; FETCHED];
            for (entry, it) in entries.iter_mut().zip(some) {
                *entry = self.states.glance(it.hash);
            }
            let glanced = entries
                .iter()
                .zip(some)
                .fold(0, |seen, (&entry, it)| seen ^ self.states.glance_at_state(entry, it.hash));
            std::hint::black_box(glanced);
        }
    }

    pub(super) fn take(&mut self, tally: Tally) {
        self.transitions += tally.transitions;
        self.holes += tally.holes;
        let found = self.found.into_iter().chain(tally.found).min();
        self.found = found;
        let mut all = Tally { shown: std::mem::take(&mut self.shown), ..Tally::default() };
        tally.shown.into_iter().for_each(|it| all.show(it));
        self.shown = all.shown;
    }

    /// Looks at states, up to the first that asks something new. Answers which that is, and what
    /// it asks.
    fn expand<const W: usize>(
        &self,
        batch: Range<usize>,
        reached: &mut Vec<Reached<W>>,
        tally: &mut Tally,
    ) -> (usize, Option<Unknown>) {
        for number in batch.clone() {
            let before = reached.len();
            if let Err(unknown) = self.expand_one(number, reached, tally) {
                reached.truncate(before);
                return (number, Some(unknown));
            }
        }
        (batch.end, None)
    }

    #[inline(always)]
    pub(super) fn expand_one<const W: usize>(
        &self,
        number: usize,
        reached: &mut Vec<Reached<W>>,
        tally: &mut Tally,
    ) -> Result<(), Unknown> {
        let state: [u64; W] = self.states.get(number);
        if Reachable::is_hole(&state) {
            return Ok(());
        }
        let length = self.levels.len() as u32 - 1;
        let mut can_anybody_move = false;
        let mut transitions = 0;
        for thread in 0..self.tables.thread_count {
            let Some(ways) = self.tables.steps(&state, thread) else {
                return Err(Unknown::Step(state.to_vec(), thread));
            };
            for way in ways {
                let followed = self.follow(&state, thread, way, |_| transitions += 1)?;
                let choice = self.tables.edge(way).choice;
                can_anybody_move |= choice != Choice::Spurious;
                let found = |kind| {
                    let last = Some((thread as u8, choice));
                    Found { length: length + 1, state: number, last, kind }
                };
                if let Some(kind) = followed.violation {
                    if kind != ViolationKind::Grows || !self.options.leaves_growth_open {
                        tally.note(found(kind));
                    }
                    continue;
                }
                let mut after = followed.after;
                if followed.intrudes {
                    let intrusion = found(ViolationKind::MutualExclusion);
                    match self.options.wanted.has(ViolationKind::MutualExclusion) {
                        true => tally.note(intrusion),
                        false => tally.show(intrusion),
                    }
                }
                self.sort(&mut after, None)?;
                reached.push(Reached { state: after, hash: hash(&after) });
            }
        }
        let found = |kind| Found { length, state: number, last: None, kind };
        let wants_invariants = self.options.wanted.has(ViolationKind::Invariant);
        let invariants = if wants_invariants { self.tables.program().invariants.len() } else { 0 };
        for invariant in 0..invariants {
            let holds = self.tables.holds(&state, invariant);
            let about = self.tables.thread_count + invariant;
            if !holds.ok_or_else(|| Unknown::Step(state.to_vec(), about))? {
                tally.note(found(ViolationKind::Invariant));
            }
        }
        if !can_anybody_move {
            let (machine, ledger) = self.tables.materialise(&self.tables.unpack(&state));
            let violation = ledger.judge_standstill(&machine).map(|it| it.kind());
            if let Some(kind) = violation.filter(|&kind| self.options.wanted.has(kind)) {
                tally.note(found(kind));
            }
        }
        tally.transitions += transitions;
        Ok(())
    }
}
