//! A thread that can be passed over for ever, although whoever can move all the time does so at
//! some time (weak fairness).
//!
//! It can where the graph has a cycle in which the thread never moves, cannot move at one state at least,
//! and every other thread moves or cannot either. Such a cycle goes through a whole strongly
//! connected component of the graph without the thread's own ways. (Components as by Tarjan,
//! "Depth-first search and linear graph algorithms", 1972; fairness on components as by
//! Lichtenstein and Pnueli, 1985.)

use super::graph::{Space, Stopped};
use crate::engine::Turn;
use crate::program::ThreadId;
use std::collections::{HashMap, HashSet, VecDeque};

/// Where a thread is passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starvation {
    /// The state in which that begins.
    pub state: usize,
    /// Who.
    pub thread: ThreadId,
    /// What leads from that state round to itself, for ever.
    pub around: Vec<Turn>,
}

/// Looks for the nearest state from which a thread can be passed over for ever.
///
/// # Errors
///
/// Fails when `go_on` says no.
pub fn starvation(
    space: &dyn Space,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Option<Starvation>, Stopped> {
    let mut best: Option<(usize, usize, HashSet<usize>)> = None;
    for thread in 0..space.threads() {
        for component in components(space, thread, go_on)? {
            let nearest = component.iter().copied().min().unwrap_or_default();
            let is_nearer = best.as_ref().is_none_or(|&(known, ..)| nearest < known);
            if is_nearer && is_fair_without(space, &component, thread) {
                best = Some((nearest, thread, component));
            }
        }
    }
    Ok(best.map(|(state, thread, component)| Starvation {
        state,
        thread: ThreadId::from_index(thread),
        around: around(space, &component, state, thread),
    }))
}

/// A state on the path, its ways, and how many of them were followed.
type Visit = (usize, Vec<(usize, Turn)>, usize);

/// The ways from a state that others than this thread take.
fn others(space: &dyn Space, state: usize, thread: usize) -> Vec<(usize, Turn)> {
    let mut found = Vec::new();
    space.arcs(state, &mut |arc| {
        if arc.turn.thread.index() != thread {
            found.push((arc.to, arc.turn));
        }
    });
    found
}

/// The strongly connected components of the graph without this thread's ways that have a way
/// inside, and in which it neither has ended nor waits for the end of others.
fn components(
    space: &dyn Space,
    thread: usize,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Vec<HashSet<usize>>, Stopped> {
    const UNSEEN: u32 = u32::MAX;
    let count = space.len();
    let (mut index, mut low) = (vec![UNSEEN; count], vec![0; count]);
    let mut on_stack = vec![false; count];
    let (mut stack, mut next, mut found) = (Vec::new(), 0, Vec::new());
    for root in 0..count {
        if index[root] != UNSEEN {
            continue;
        }
        let mut path: Vec<Visit> = Vec::new();
        let mut entering = Some(root);
        loop {
            if let Some(state) = entering.take() {
                if next % 4096 == 0 && !go_on() {
                    return Err(Stopped);
                }
                (index[state], low[state]) = (next, next);
                next += 1;
                stack.push(state);
                on_stack[state] = true;
                let ways = if space.may_starve(state, thread) {
                    others(space, state, thread)
                } else {
                    Vec::new()
                };
                path.push((state, ways, 0));
            }
            let Some((state, ways, followed)) = path.last_mut() else { break };
            let state = *state;
            if let Some(&(to, _)) = ways.get(*followed) {
                *followed += 1;
                if index[to] == UNSEEN {
                    entering = Some(to);
                } else if on_stack[to] {
                    low[state] = low[state].min(index[to]);
                }
                continue;
            }
            path.pop();
            if let Some(&(before, ..)) = path.last() {
                low[before] = low[before].min(low[state]);
            }
            if low[state] == index[state] {
                let at = stack.iter().rposition(|&it| it == state).unwrap_or_default();
                let component: HashSet<usize> = stack.drain(at..).collect();
                component.iter().for_each(|&it| on_stack[it] = false);
                let goes_round = component.len() > 1
                    || space.may_starve(state, thread)
                        && others(space, state, thread).iter().any(|&(to, _)| to == state);
                if goes_round {
                    found.push(component);
                }
            }
        }
    }
    Ok(found)
}

/// Whether a run round the whole component is fair to all, and never lets this thread move.
fn is_fair_without(space: &dyn Space, component: &HashSet<usize>, thread: usize) -> bool {
    let mut treated = 0_u64;
    for &state in component {
        treated |= !space.can_move(state);
        for (to, turn) in others(space, state, thread) {
            if component.contains(&to) {
                treated |= 1 << turn.thread.0;
            }
        }
    }
    (0..space.threads()).all(|it| treated >> it & 1 == 1)
}

/// What leads round: for each thread past a step of it or a state in which it cannot move.
fn around(space: &dyn Space, component: &HashSet<usize>, from: usize, thread: usize) -> Vec<Turn> {
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
    component: &HashSet<usize>,
    from: usize,
    thread: usize,
    is_there: impl Fn(usize) -> bool,
    is_step: impl Fn(Turn) -> bool,
) -> (Vec<Turn>, usize) {
    let mut reached_by: HashMap<usize, (usize, Turn)> = HashMap::new();
    let mut open = VecDeque::from([from]);
    let back = |reached_by: &HashMap<usize, (usize, Turn)>, mut at: usize, last: Option<Turn>| {
        let mut way: Vec<Turn> = last.into_iter().collect();
        while at != from {
            let (before, turn) = reached_by[&at];
            way.push(turn);
            at = before;
        }
        way.reverse();
        way
    };
    while let Some(state) = open.pop_front() {
        if is_there(state) {
            return (back(&reached_by, state, None), state);
        }
        for (to, turn) in others(space, state, thread) {
            if !component.contains(&to) {
                continue;
            }
            if is_step(turn) {
                return (back(&reached_by, state, Some(turn)), to);
            }
            if to != from && !reached_by.contains_key(&to) {
                reached_by.insert(to, (state, turn));
                open.push_back(to);
            }
        }
    }
    unreachable!("a component is connected, and has what is fair to all")
}
