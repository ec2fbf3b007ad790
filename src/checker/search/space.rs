//! Packed states as a graph.

use super::super::graph::{self, Arc, Hopes, LONGEST_ROUND, Looking, Round, Space, Stopped, Trap};
use super::super::layout::for_words;
use super::super::report::Halt;
use super::super::starvation::{Starvation, starvation};
use super::super::states::States;
use super::{Search, Unknown};
use crate::engine::{Turn, ViolationKind};
use crate::program::{Choice, ThreadId};
use std::cell::RefCell;

/// The states of a search that has seen them all.
struct Packed<'a, const W: usize> {
    search: &'a Search,
    order: RefCell<Vec<u8>>,
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

    fn own_hopes(&self, state: usize) -> Hopes {
        let Search { states, tables, .. } = self.search;
        let everything = graph::everything(tables.thread_count);
        let state: [u64; W] = states.get(state);
        if States::is_hole(&state) {
            return everything;
        }
        let mut hopes = 0;
        let mut can_anybody_move = false;
        let mut may_be_finished = true;
        for thread in 0..tables.thread_count {
            let private = tables.private(&state, thread);
            let mut ways = tables.steps(&state, thread).expect(KNOWN);
            let can_move = ways.any(|way| self.search.counts(way));
            can_anybody_move |= can_move;
            may_be_finished &= private.has_ended || tables.is_consumer(thread);
            // Who waits for the end of others need not live to see it.
            if can_move || private.has_ended || private.joins {
                hopes |= 1 << thread;
            }
        }
        let is_finished = || {
            let (machine, ledger) = tables.materialise(&tables.unpack(&state));
            ledger.is_finished(&machine)
        };
        if !can_anybody_move || may_be_finished && is_finished() { everything } else { hopes }
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
        let hopes = self.own_hopes(state);
        let packed: [u64; W] = self.search.states.get(state);
        let private = self.search.tables.private(&packed, thread);
        let is_finished = hopes == graph::everything(self.threads());
        !private.has_ended && !private.joins && !is_finished
    }

    fn arcs(&self, state: usize, tell: &mut dyn FnMut(Arc<'_>)) {
        let search = self.search;
        let state: [u64; W] = search.states.get(state);
        if States::is_hole(&state) {
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
                let moves_item = followed.moves_item && search.counts(way);
                let choice = search.tables.edge(way).choice;
                let turn = Turn { thread: ThreadId::from_index(thread), choice };
                tell(Arc { to, turn, moves_item, order });
            }
        }
    }
}

impl Search {
    /// Whether a way is one that can be counted on to be taken.
    fn counts(&self, way: usize) -> bool {
        self.tables.edge(way).choice != Choice::SPURIOUS
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
        // Where items never move at all, that they do not is no fault.
        let can_livelock = self.tables.moves_items() && wanted(ViolationKind::Livelock);
        let order = RefCell::new(vec![0; self.tables.thread_count]);
        let space = Packed::<W> { search: self, order };
        graph::trap(&space, can_livelock, wanted(ViolationKind::StuckThread), looking)
    }

    /// Looks for the nearest [starvation]. All states must have been seen, none left out.
    pub fn starvation(&self, looking: Looking<'_>) -> Result<Option<Starvation>, Stopped> {
        let order = RefCell::new(vec![0; self.tables.thread_count]);
        for_words!(self.words(), W => starvation(&Packed::<W> { search: self, order }, looking))
    }

    /// How a run goes on for ever from a state in the trap, and who is stuck in it.
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
