//! Packed states as a graph.

use super::super::graph::{
    self, Arc, Hopes, LONGEST_ROUND, Looking, MustEnd, Round, Space, Stopped, Trap,
};
use super::super::reachable::Reachable;
use super::super::report::Halt;
use super::super::starvation::{Starvation, starvation};
use super::super::state_vector::for_words;
use super::{Search, Unknown};
use crate::engine::{Turn, ViolationKind};
use crate::program::{Choice, Form, ThreadId};
use std::cell::RefCell;

/// The states of a search that has seen them all.
struct Packed<'a, const W: usize> {
    search: &'a Search,
    order: RefCell<Vec<u8>>,
    must_end: MustEnd,
    not_to_end: Hopes,
}

impl<'a, const W: usize> Packed<'a, W> {
    fn new(search: &'a Search) -> Packed<'a, W> {
        let program = search.tables.program();
        let order = RefCell::new(vec![0; search.tables.thread_count]);
        let (must_end, not_to_end) = (MustEnd::of(program), graph::not_to_end(program));
        Packed { search, order, must_end, not_to_end }
    }

    /// Whether nothing more is to be asked of what comes after a state: it was not looked at, nobody can move, or the run is
    /// finished.
    fn is_over(&self, state: &[u64; W]) -> bool {
        let Search { tables, .. } = self.search;
        if Reachable::is_hole(state) || self.search.is_left_open(state) {
            return true;
        }
        let mut can_anybody_move = false;
        let mut may_be_finished = tables.program().form == Form::Roles;
        for thread in 0..tables.thread_count {
            let private = tables.private(state, thread);
            let mut ways = tables.steps(state, thread).expect(KNOWN);
            can_anybody_move |= ways.any(|way| self.search.counts(way));
            may_be_finished &= private.has_ended || tables.is_consumer(thread);
        }
        let is_finished = || {
            let (machine, ledger) = tables.materialise(&tables.unpack(state));
            ledger.is_finished(&machine)
        };
        !can_anybody_move || may_be_finished && is_finished()
    }
}

/// Everything was asked while the states were found.
const KNOWN: &str = "the steps of a state that was looked at are known";

impl<const W: usize> Space for Packed<'_, W> {
    fn len(&self) -> usize {
        self.search.states.len()
    }

    fn threads(&self) -> usize {
        self.search.tables.thread_count
    }

    fn level_end(&self, state: usize) -> usize {
        let levels = &self.search.levels;
        let next = levels.partition_point(|&first| first <= state);
        levels.get(next).copied().unwrap_or(self.len())
    }

    fn own_hopes(&self, state: usize) -> Hopes {
        let Search { states, tables, .. } = self.search;
        let state: [u64; W] = states.get(state);
        if self.is_over(&state) {
            return graph::everything(tables.thread_count);
        }
        let mut hopes = if self.must_end == MustEnd::Run { 0 } else { graph::END };
        let mut can_expect_progress = false;
        for thread in 0..tables.thread_count {
            let private = tables.private(&state, thread);
            // Who was not started yet is not there: it takes another one to start it.
            let is_there = tables.was_started(&state, thread);
            can_expect_progress |= is_there && private.may_make_progress;
            let mut ways = tables.steps(&state, thread).expect(KNOWN);
            let can_move = ways.any(|way| self.search.counts(way));
            // Who waits for the end of others need not live to see it.
            if can_move || private.has_ended || private.may_rest {
                hopes |= 1 << thread;
            }
        }
        if !can_expect_progress {
            hopes |= graph::PROGRESS;
        }
        hopes
    }

    fn own_ends(&self, state: usize) -> Hopes {
        let Search { states, tables, .. } = self.search;
        let state: [u64; W] = states.get(state);
        if self.is_over(&state) {
            return graph::everything(tables.thread_count);
        }
        let need_not_end = |thread: usize| {
            let private = tables.private(&state, thread);
            private.has_ended || private.may_rest
        };
        let all = 0..tables.thread_count;
        all.fold(self.not_to_end, |bits, it| bits | u64::from(need_not_end(it)) << it)
    }

    fn can_move(&self, state: usize) -> u64 {
        let Search { states, tables, .. } = self.search;
        let state: [u64; W] = states.get(state);
        let can_move = |thread: usize| {
            let mut ways = tables.steps(&state, thread).expect(KNOWN);
            ways.any(|way| self.search.counts(way))
        };
        (0..tables.thread_count).fold(0, |bits, it| bits | u64::from(can_move(it)) << it)
    }

    fn may_starve(&self, state: usize, thread: usize) -> bool {
        let state: [u64; W] = self.search.states.get(state);
        let private = self.search.tables.private(&state, thread);
        !private.has_ended && !private.may_rest && !self.is_over(&state)
    }

    fn arcs(&self, state: usize, tell: &mut dyn FnMut(Arc<'_>)) {
        let search = self.search;
        let state: [u64; W] = search.states.get(state);
        if Reachable::is_hole(&state) {
            return;
        }
        let order = &mut *self.order.borrow_mut();
        for thread in 0..search.tables.thread_count {
            for way in search.tables.steps(&state, thread).expect(KNOWN) {
                let followed = search.go(&state, thread, way, &mut |_| {}).expect(KNOWN);
                if followed.violation.is_some() {
                    continue;
                }
                let mut after = followed.after;
                let is_sorted = search.alike.is_empty();
                let order = if is_sorted { &mut [] } else { &mut order[..] };
                search.put_in_order(&mut after, Some(&mut *order)).expect(KNOWN);
                let to = search.states.find(&after).expect("it was reached");
                let makes_progress = followed.makes_progress && search.counts(way);
                let choice = search.tables.edge(way).choice;
                let turn = Turn { thread: ThreadId::from_index(thread), choice };
                tell(Arc { to, turn, makes_progress, order });
            }
        }
    }
}

impl Search {
    /// Whether what comes after some step from this state was left out, as there is no room for it.
    fn is_left_open<const W: usize>(&self, state: &[u64; W]) -> bool {
        let grows = |thread: usize, way: usize| {
            let followed = self.go(state, thread, way, &mut |_| {}).expect(KNOWN);
            followed.violation == Some(ViolationKind::Grows)
        };
        self.options.leaves_growth_open
            && (0..self.tables.thread_count).any(|thread| {
                self.tables.steps(state, thread).expect(KNOWN).any(|way| grows(thread, way))
            })
    }

    /// Whether a way is one that can be counted on to be taken.
    fn counts(&self, way: usize) -> bool {
        self.tables.edge(way).choice != Choice::Spurious
    }

    /// Looks for the nearest [trap](graph::trap). All states must have been seen.
    pub fn trap(
        &self,
        wanted: impl Fn(ViolationKind) -> bool,
        looking: Looking<'_>,
    ) -> Result<Option<Trap>, Stopped> {
        for_words!(self.words(), W => self.packed_trap::<W>(wanted, looking))
    }

    fn packed_trap<const W: usize>(
        &self,
        wanted: impl Fn(ViolationKind) -> bool,
        looking: Looking<'_>,
    ) -> Result<Option<Trap>, Stopped> {
        let space = Packed::<W>::new(self);
        graph::trap(&space, space.must_end, wanted, looking)
    }

    /// Looks for the nearest [starvation]. All states must have been seen, none left out.
    pub fn starvation(&self, looking: Looking<'_>) -> Result<Option<Starvation>, Stopped> {
        for_words!(self.words(), W => starvation(&Packed::<W>::new(self), looking))
    }

    /// How a run goes on forever from a state in the trap, and who is stuck in it.
    pub fn round(
        &mut self,
        symbols: &[u32],
        trap: &Trap,
    ) -> Result<(Round, Option<ThreadId>), Halt> {
        self.ask(|search| for_words!(search.words(), W => round::<W>(search, symbols, trap)))
    }
}

fn round<const W: usize>(
    search: &Search,
    symbols: &[u32],
    trap: &Trap,
) -> Result<(Round, Option<ThreadId>), Unknown> {
    let packed = search.tables.pack(symbols);
    let mut state: [u64; W] = std::array::from_fn(|word| packed[word]);
    // Who stands where in the state as it was found.
    let mut order = vec![0; search.tables.thread_count];
    let mut found = state;
    search.put_in_order(&mut found, Some(&mut order))?;
    let stuck = trap.thread.map(|place| ThreadId(order[place]));
    let is_caught =
        |state: &[u64; W]| search.states.find(state).is_some_and(|number| trap.caught[number]);
    let mut turns = Vec::new();
    let mut seen = Vec::new();
    while turns.len() < LONGEST_ROUND {
        let mut kept = state;
        search.put_in_order(&mut kept, None)?;
        if seen.contains(&kept) {
            break;
        }
        seen.push(kept);
        state = search.step_to(&state, &mut turns, &|after| is_caught(&after))?;
    }
    Ok((turns, stuck))
}
