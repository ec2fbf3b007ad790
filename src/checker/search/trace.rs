//! The trace: from a state that was found to the schedule that leads there.
//!
//! States keep no record of how they were reached. The way back is found depth by depth: of the
//! states one step nearer to the start, some one leads there. Where threads stand for each other, the way
//! is then gone once more from the start, with the threads that really make the steps.

use super::super::options::{Phase, Progress};
use super::super::reachable::Reachable;
use super::super::report::Halt;
use super::super::state_vector::for_words;
use super::{Found, Search, Unknown};
use crate::engine::{Turn, ViolationKind};
use crate::program::{Choice, ThreadId};
use std::ops::ControlFlow;

/// Whether to go on is asked each time so many states were looked at. A way that is found sooner is
/// told in any case: who waited for a search wants to know what it has found.
const ASK_EVERY: usize = 1 << 14;

/// The way to a state, and the state as it is at its end.
#[derive(Clone, Debug)]
pub struct Way {
    /// The schedule.
    pub turns: Vec<Turn>,
    /// The symbols of the state, its threads being those of the schedule.
    pub symbols: Vec<u32>,
}

impl Search {
    /// The way to what was found, its last step included.
    ///
    /// # Errors
    ///
    /// Gives [`Halt::Stopped`] when it takes long, and `watch`, which is told how far it has come,
    /// breaks.
    pub fn way_to(
        &mut self,
        found: &Found,
        watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
    ) -> Result<Way, Halt> {
        let mut reached = self.progress();
        reached.phase = Phase::WayBack;
        let mut looked_at = 0;
        let mut gone = |steps: usize, states: usize| {
            reached.looked_at = reached.looked_at.max(steps as u64);
            let asked = looked_at / ASK_EVERY;
            looked_at += states;
            match watch(&reached) {
                ControlFlow::Break(()) if looked_at / ASK_EVERY > asked => ControlFlow::Break(()),
                _ => ControlFlow::Continue(()),
            }
        };
        loop {
            match for_words!(self.words(), W => self.try_way::<W>(found, &mut gone)) {
                Ok(Some(way)) => return Ok(way),
                Ok(None) => return Err(Halt::Stopped),
                Err(unknown) => self.learn(unknown, u64::MAX)?,
            };
        }
    }

    /// The way to a state.
    pub fn way_to_state(
        &mut self,
        state: usize,
        watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
    ) -> Result<Way, Halt> {
        // The kind does not matter where there is no last step.
        let found = Found { length: 0, state, last: None, kind: ViolationKind::Deadlock };
        self.way_to(&found, watch)
    }

    /// Asks until everything is known that the answer needs.
    pub fn ask<T>(&mut self, answer: impl Fn(&Search) -> Result<T, Unknown>) -> Result<T, Halt> {
        loop {
            match answer(self) {
                Ok(answer) => return Ok(answer),
                Err(unknown) => self.learn(unknown, u64::MAX)?,
            };
        }
    }

    /// The way, or `None` when it was stopped. `gone` is told how many steps it has gone and how many
    /// states it has looked at since, and says whether to go on.
    fn try_way<const W: usize>(
        &self,
        found: &Found,
        gone: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Option<Way>, Unknown> {
        let mut numbers = vec![found.state];
        while let Some(&number) = numbers.last().filter(|&&number| number > 0) {
            let steps = numbers.len() + 1;
            let parent = self.parent::<W>(number, &mut |states| gone(steps, states))?;
            let Some(parent) = parent else { return Ok(None) };
            numbers.push(parent);
        }
        let mut state: [u64; W] = self.states.get(0);
        let mut turns = Vec::new();
        for &number in numbers.iter().rev().skip(1) {
            let wanted = self.states.get(number);
            state = self.step_to(&state, &mut turns, &|after| after == wanted)?;
        }
        if let Some((_, choice)) = found.last {
            state = self.last_step(&state, &mut turns, found, choice)?;
        }
        Ok(Some(Way { turns, symbols: self.tables.unpack(&state) }))
    }

    /// A state one step nearer to the start that leads to this one, or `None` when `looked` breaks,
    /// which is told how many states were looked at.
    fn parent<const W: usize>(
        &self,
        number: usize,
        looked: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<Option<usize>, Unknown> {
        let depth = self.levels.partition_point(|&first| first <= number) - 1;
        let wanted: [u64; W] = self.states.get(number);
        let mut since = 0;
        for parent in self.levels[depth - 1]..self.levels[depth] {
            if since == ASK_EVERY {
                since = 0;
                if looked(ASK_EVERY).is_break() {
                    return Ok(None);
                }
            }
            since += 1;
            let state = self.states.get(parent);
            if Reachable::is_hole(&state) {
                continue;
            }
            let mut leads_there = false;
            self.each_way(&state, &mut |_, _, after| leads_there |= after == wanted)?;
            if leads_there {
                return Ok(looked(since).is_continue().then_some(parent));
            }
        }
        unreachable!("every state but the first was reached from one of the depth before")
    }

    /// Tells every way on from a state: the thread, the edge, and the state as it is kept.
    pub(super) fn each_way<const W: usize>(
        &self,
        state: &[u64; W],
        tell: &mut dyn FnMut(usize, usize, [u64; W]),
    ) -> Result<(), Unknown> {
        for thread in 0..self.tables.thread_count {
            let Some(ways) = self.tables.steps(state, thread) else {
                return Err(Unknown::Step(state.to_vec(), thread));
            };
            for way in ways {
                let followed = self.go(state, thread, way, &mut |_| {})?;
                if followed.violation.is_none() {
                    let mut after = followed.after;
                    self.put_in_order(&mut after, None)?;
                    tell(thread, way, after);
                }
            }
        }
        Ok(())
    }

    /// Makes the first step that leads to a state as is wanted, and answers that state with the
    /// threads that really made it.
    pub(in crate::checker) fn step_to<const W: usize>(
        &self,
        state: &[u64; W],
        turns: &mut Vec<Turn>,
        is_wanted: &dyn Fn([u64; W]) -> bool,
    ) -> Result<[u64; W], Unknown> {
        let mut chosen = None;
        self.each_way(state, &mut |thread, way, after| {
            if chosen.is_none() && is_wanted(after) {
                chosen = Some((thread, way));
            }
        })?;
        let (thread, way) = chosen.expect("what threads in one order can do, they can in another");
        self.make(state, turns, thread, way)
    }

    fn make<const W: usize>(
        &self,
        state: &[u64; W],
        turns: &mut Vec<Turn>,
        thread: usize,
        way: usize,
    ) -> Result<[u64; W], Unknown> {
        let id = ThreadId::from_index(thread);
        let mut made = |choice: Choice| turns.push(Turn { thread: id, choice });
        Ok(self.go(state, thread, way, &mut made)?.after)
    }

    /// Makes the step that breaks the rule.
    fn last_step<const W: usize>(
        &self,
        state: &[u64; W],
        turns: &mut Vec<Turn>,
        found: &Found,
        choice: Choice,
    ) -> Result<[u64; W], Unknown> {
        for thread in 0..self.tables.thread_count {
            let Some(ways) = self.tables.steps(state, thread) else {
                return Err(Unknown::Step(state.to_vec(), thread));
            };
            for way in ways {
                let followed = self.go(state, thread, way, &mut |_| {})?;
                let breaks = match followed.violation {
                    Some(kind) => kind == found.kind,
                    None => followed.intrudes && found.kind == ViolationKind::MutualExclusion,
                };
                if breaks && (self.tables.edge(way).choice == choice || !self.alike.is_empty()) {
                    return self.make(state, turns, thread, way);
                }
            }
        }
        unreachable!("what threads in one order can do, they can in another")
    }
}
