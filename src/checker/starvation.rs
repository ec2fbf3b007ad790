//! A thread that can be passed over forever, although whoever can move all the time does so at
//! some time (weak fairness).
//!
//! It can where the graph has a cycle in which the thread never moves, cannot move at one state at least,
//! and every other thread moves or cannot either. Such a cycle goes through a whole strongly
//! connected component of the graph without the thread's own ways. (Components as by Tarjan,
//! "Depth-first search and linear graph algorithms", 1972; fairness on components as by
//! Lichtenstein and Pnueli, 1985.)

use super::graph::{Look, Looking, Space, Stopped};
use super::memory::{bytes, bytes_to_add};
use crate::engine::Turn;
use crate::program::{Choice, ThreadId};
use std::collections::VecDeque;

/// Where a thread is passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starvation {
    /// The state in which that begins.
    pub state: usize,
    /// Who.
    pub thread: ThreadId,
    /// What leads from that state round to itself, forever.
    pub around: Vec<Turn>,
}

/// The states of a component, in order.
type Component = Vec<u32>;

fn has(component: &Component, state: usize) -> bool {
    component.binary_search(&(state as u32)).is_ok()
}

/// Looks for the nearest state from which a thread can be passed over forever.
///
/// # Errors
///
/// Fails when `looking` says so.
pub fn starvation(space: &dyn Space, looking: Looking<'_>) -> Result<Option<Starvation>, Stopped> {
    let mut best: Option<(usize, usize, Component)> = None;
    for thread in 0..space.threads() {
        let kept = best.as_ref().map_or(0, |(.., it)| bytes(it) as usize);
        components(
            space,
            thread,
            &mut |look| looking(Look { bytes: look.bytes + kept, ..look }),
            &mut |component| {
                let nearest = component.first().map_or(0, |&it| it as usize);
                let is_nearer = best.as_ref().is_none_or(|&(known, ..)| nearest < known);
                if is_nearer && is_fair_without(space, &component, thread) {
                    best = Some((nearest, thread, component));
                }
            },
        )?;
    }
    Ok(best.map(|(state, thread, component)| Starvation {
        state,
        thread: ThreadId::from_index(thread),
        around: around(space, &component, state, thread),
    }))
}

/// The ways from a state that others than this thread take.
fn others(space: &dyn Space, state: usize, thread: usize, tell: &mut dyn FnMut(usize, Turn)) {
    space.arcs(state, &mut |arc| {
        if arc.turn.thread.index() != thread {
            tell(arc.to, arc.turn);
        }
    });
}

/// A state on the path. Its ways stand behind those of the states before it.
struct Visit {
    state: u32,
    /// Where they begin.
    first: usize,
}

/// What is kept while components are looked for.
struct Path {
    /// For each state, when it was met, and the earliest state that is reached from it.
    index: Vec<u32>,
    low: Vec<u32>,
    on_stack: Vec<bool>,
    stack: Vec<u32>,
    path: Vec<Visit>,
    /// The ways of the states on the path, of the first ones first.
    ways: Vec<u32>,
}

const UNSEEN: u32 = u32::MAX;

/// How it goes is told each time so many states were met.
const TELL_EVERY: u32 = 4096;

impl Path {
    /// How many bytes it takes, and may take until that is asked again.
    fn bytes(&self, threads: usize) -> usize {
        let more = TELL_EVERY as usize;
        let grows = bytes_to_add(&self.stack, more)
            + bytes_to_add(&self.path, more)
            + bytes_to_add(&self.ways, more * threads);
        let lists = bytes(&self.stack) + bytes(&self.path) + bytes(&self.ways);
        (lists + grows + bytes(&self.index) + bytes(&self.low) + bytes(&self.on_stack)) as usize
    }
}

/// Tells the strongly connected components of the graph without this thread's ways that have a way
/// inside, and in which it neither has ended nor waits for the end of others.
fn components(
    space: &dyn Space,
    thread: usize,
    looking: Looking<'_>,
    tell: &mut dyn FnMut(Component),
) -> Result<(), Stopped> {
    let count = space.len();
    let round = thread as u32 + 1;
    // Before anything is taken.
    let bytes = count * (2 * size_of::<u32>() + size_of::<bool>());
    looking(Look { states: 0, round, bytes })?;
    let mut kept = Path {
        index: vec![UNSEEN; count],
        low: vec![0; count],
        on_stack: vec![false; count],
        stack: Vec::new(),
        path: Vec::new(),
        ways: Vec::new(),
    };
    let mut next = 0;
    for root in 0..count {
        if kept.index[root] != UNSEEN {
            continue;
        }
        let mut entering = Some(root);
        loop {
            if let Some(state) = entering.take() {
                if next % TELL_EVERY == 0 {
                    let bytes = kept.bytes(space.threads());
                    looking(Look { states: next as usize, round, bytes })?;
                }
                (kept.index[state], kept.low[state]) = (next, next);
                next += 1;
                kept.stack.push(state as u32);
                kept.on_stack[state] = true;
                kept.path.push(Visit { state: state as u32, first: kept.ways.len() });
                if space.may_starve(state, thread) {
                    // The last one is followed first.
                    others(space, state, thread, &mut |to, _| kept.ways.push(to as u32));
                }
            }
            let Some(&Visit { state, first }) = kept.path.last() else { break };
            let state = state as usize;
            if kept.ways.len() > first {
                let to = kept.ways.pop().unwrap_or_default() as usize;
                if kept.index[to] == UNSEEN {
                    entering = Some(to);
                } else if kept.on_stack[to] {
                    kept.low[state] = kept.low[state].min(kept.index[to]);
                }
                continue;
            }
            kept.path.pop();
            if let Some(&Visit { state: before, .. }) = kept.path.last() {
                let before = before as usize;
                kept.low[before] = kept.low[before].min(kept.low[state]);
            }
            if kept.low[state] == kept.index[state] {
                let at = kept.stack.iter().rposition(|&it| it as usize == state);
                let mut component: Component = kept.stack.drain(at.unwrap_or_default()..).collect();
                component.iter().for_each(|&it| kept.on_stack[it as usize] = false);
                let mut goes_round = component.len() > 1;
                if !goes_round && space.may_starve(state, thread) {
                    others(space, state, thread, &mut |to, _| goes_round |= to == state);
                }
                if goes_round {
                    component.sort_unstable();
                    tell(component);
                }
            }
        }
    }
    Ok(())
}

/// Whether a run round the whole component is fair to all, and never lets this thread move.
fn is_fair_without(space: &dyn Space, component: &Component, thread: usize) -> bool {
    let mut treated = 0_u64;
    for &state in component {
        let state = state as usize;
        treated |= !space.can_move(state);
        others(space, state, thread, &mut |to, turn| {
            if has(component, to) {
                treated |= 1 << turn.thread.0;
            }
        });
    }
    (0..space.threads()).all(|it| treated >> it & 1 == 1)
}

/// What leads round: for each thread past a step of it or a state in which it cannot move.
fn around(space: &dyn Space, component: &Component, from: usize, thread: usize) -> Vec<Turn> {
    let mut turns = Vec::new();
    let mut at = from;
    let mut missing: Vec<usize> = (0..space.threads()).collect();
    while let Some(&goal) = missing.last() {
        let is_there = |state: usize| space.can_move(state) >> goal & 1 == 0;
        let is_step = |turn: Turn| turn.thread.index() == goal;
        let (way, to) = shortest(space, component, at, thread, is_there, is_step);
        turns.extend(way);
        at = to;
        missing.pop();
    }
    let (way, _) = shortest(space, component, at, thread, |state| state == from, |_| false);
    turns.extend(way);
    turns
}

/// The shortest way inside the component to such a state, or past such a step.
fn shortest(
    space: &dyn Space,
    component: &Component,
    from: usize,
    thread: usize,
    is_there: impl Fn(usize) -> bool,
    is_step: impl Fn(Turn) -> bool,
) -> (Vec<Turn>, usize) {
    const NOBODY: (u32, Turn) = (u32::MAX, Turn { thread: ThreadId(0), choice: Choice::PLAIN });
    let place = |state: usize| component.binary_search(&(state as u32));
    // For each state of the component the one it was first reached from, and by which turn.
    let mut reached_by = vec![NOBODY; component.len()];
    let mut open = VecDeque::from([from]);
    let back = |reached_by: &[(u32, Turn)], mut at: usize, last: Option<Turn>| {
        let mut way: Vec<Turn> = last.into_iter().collect();
        while at != from {
            let Ok(place) = place(at) else { break };
            let (before, turn) = reached_by[place];
            way.push(turn);
            at = before as usize;
        }
        way.reverse();
        way
    };
    while let Some(state) = open.pop_front() {
        if is_there(state) {
            return (back(&reached_by, state, None), state);
        }
        let mut found = None;
        others(space, state, thread, &mut |to, turn| {
            let Ok(place) = place(to) else { return };
            if found.is_none() && is_step(turn) {
                found = Some((to, turn));
            }
            if to != from && reached_by[place].0 == NOBODY.0 {
                reached_by[place] = (state as u32, turn);
                open.push_back(to);
            }
        });
        if let Some((to, turn)) = found {
            return (back(&reached_by, state, Some(turn)), to);
        }
    }
    unreachable!("a component is connected, and has what is fair to all")
}
