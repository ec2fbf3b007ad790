//! Parallel search: several threads expand the states of one depth.
//!
//! They share the tables, which do not change meanwhile, and the states, to which all of them add.
//! A state that asks something new is postponed until they are done.

use super::super::report::Halt;
use super::Search;
use super::block::{BATCH, Reached, Tally};
use rayon::prelude::*;
use std::ops::{ControlFlow, Range};

/// Fewer states than this are looked at by one thread.
const WORTH_SHARING: usize = 4096;

/// Each thread gets about so many pieces of work, as some take longer than others.
const PIECES: usize = 8;

/// What came of a piece, and the states of it that are postponed.
type Looked = (Tally, Vec<usize>);

/// Lets all threads look at the pieces. It is no generic, so that it stands in the page once.
fn share(pieces: Vec<Range<usize>>, look: &(dyn Fn(Range<usize>) -> Looked + Sync)) -> Vec<Looked> {
    pieces.into_par_iter().map(look).collect()
}

impl Search {
    /// Whether what is left of a depth is worth sharing.
    pub(super) fn is_worth_sharing(&self, level_end: usize) -> bool {
        self.options.threads > 1 && level_end - self.next >= WORTH_SHARING
    }

    /// Looks at the states up to this number; breaks when they have other words from now on.
    pub(super) fn look_at_together<const W: usize>(
        &mut self,
        end: usize,
        reached: &mut Vec<Reached<W>>,
    ) -> Result<ControlFlow<()>, Halt> {
        let all = self.next..end;
        let size = all.len().div_ceil(self.options.threads * PIECES).max(BATCH);
        let pieces: Vec<Range<usize>> =
            all.clone().step_by(size).map(|from| from..end.min(from + size)).collect();
        let keeps = self.found.is_none();
        if keeps {
            // Each piece may leave a number unused.
            let most_new = all.len() * self.tables.most_ways() + pieces.len();
            if self.states.room() < most_new {
                self.states.reserve(most_new);
            }
        }
        let search = &*self;
        for (tally, postponed) in share(pieces, &|piece| search.look_at_piece::<W>(piece, keeps)) {
            self.take(tally);
            self.postponed.extend(postponed);
        }
        self.next = end;
        self.look_at_postponed(reached)
    }

    fn look_at_piece<const W: usize>(&self, piece: Range<usize>, keeps: bool) -> Looked {
        let mut tally = Tally::default();
        let mut postponed = Vec::new();
        let mut reached: Vec<Reached<W>> = Vec::new();
        let mut spare = None;
        for batch in piece.clone().step_by(BATCH).map(|from| from..piece.end.min(from + BATCH)) {
            reached.clear();
            for number in batch {
                let before = reached.len();
                if self.expand_one(number, &mut reached, &mut tally).is_err() {
                    reached.truncate(before);
                    postponed.push(number);
                }
            }
            if keeps {
                self.fetch(&reached);
                for it in &reached {
                    self.states.insert(&it.state, it.hash, &mut spare, true);
                }
            }
        }
        tally.holes += usize::from(spare.is_some());
        self.states.give_up(spare);
        (tally, postponed)
    }

    /// Looks once more at the states that asked something new.
    pub(super) fn look_at_postponed<const W: usize>(
        &mut self,
        reached: &mut Vec<Reached<W>>,
    ) -> Result<ControlFlow<()>, Halt> {
        while let Some(&number) = self.postponed.last() {
            let mut tally = Tally::default();
            reached.clear();
            match self.expand_one(number, reached, &mut tally) {
                Ok(()) => {
                    self.postponed.pop();
                    self.take(tally);
                    if self.found.is_none() {
                        self.keep(reached);
                    }
                }
                Err(unknown) => {
                    if self.learn(unknown, self.options.most_bytes)? && self.words() != W {
                        return Ok(ControlFlow::Break(()));
                    }
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}
