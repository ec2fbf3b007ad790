//! What can still come about, by the plain search: all states with their books, all ways between them, and for each thing
//! that is hoped for the states from which some way leads to it. No tables, no bits, no order of rounds; what a thread may
//! still do is read from the instructions themselves.

use super::{Books, fingerprint};
use interleave::engine::{Machine, Standing, Violation};
use interleave::program::{
    Access, Blocking, Choice, Event, Form, Instruction, Item, MOST_WAITING, Object, ObjectKind,
    Operand, Operation, Outcome, Part, Pc, Place, Program, Role, ThreadId,
};
use std::collections::HashMap;
use std::sync::Arc;

/// After how many steps a run can be caught first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traps {
    /// So that a thread can never move again, while others can for ever.
    pub stuck_thread: Option<usize>,
    /// So that there is no progress any more, while threads move for ever.
    pub livelock: Option<usize>,
    /// Whether a thread can be passed over for ever, though every other one that can always move does so some time. Where that
    /// begins depends on the locals that matter no more, which are kept here.
    pub starves: bool,
}

/// A state as far as it matters here.
#[derive(Default)]
struct State {
    depth: usize,
    to: Vec<usize>,
    /// Who leads there, for each of these.
    by: Vec<usize>,
    /// The threads that can move.
    can_move: Vec<bool>,
    /// Whether a step from here makes progress.
    makes_progress: bool,
    /// The threads that can move, have ended, or are right to wait.
    free: Vec<bool>,
    /// Whether nobody can move, or the run is finished.
    is_over: bool,
    /// Whether some thread may still make progress, as far as its code shows.
    is_expected: bool,
}

/// The traps of a program of roles in which no schedule breaks another rule; `None` when there are more than so many states.
pub fn traps(program: &Arc<Program>, most_states: usize) -> Option<Traps> {
    assert_eq!(program.form, Form::Roles);
    let program = match program.items {
        0 => Arc::new(program.with_room(MOST_WAITING)),
        _ => program.clone(),
    };
    let states = all_states(&program, most_states)?;
    let threads = program.thread_count();
    let reaches = |is_it: &dyn Fn(&State) -> bool| reaching(&states, is_it);
    let lives: Vec<Vec<bool>> =
        (0..threads).map(|it| reaches(&|state| state.is_over || state.free[it])).collect();
    let goes_on = reaches(&|state| state.is_over || state.makes_progress || !state.is_expected);
    let stuck: Vec<bool> = (0..states.len()).map(|at| lives.iter().any(|it| !it[at])).collect();
    let still: Vec<bool> = goes_on.iter().map(|it| !it).collect();
    Some(Traps {
        stuck_thread: nearest(&states, for_ever_among(&states, stuck)),
        livelock: nearest(&states, for_ever_among(&states, still)),
        starves: (0..threads).any(|it| is_passed_over(&states, it)),
    })
}

/// Whether a thread can be passed over for ever: there are states that can be gone round without it and without an end, where
/// whoever does not move cannot always do so.
fn is_passed_over(states: &[State], thread: usize) -> bool {
    // Where it waits for the end of others it is right to wait.
    let is_wronged = |at: usize| {
        let state = &states[at];
        !state.is_over && (state.can_move[thread] || !state.free[thread])
    };
    let on = |at: usize, back: bool, from: &[Vec<usize>]| -> Vec<usize> {
        match back {
            true => from[at].clone(),
            false => {
                let ways = states[at].to.iter().zip(&states[at].by);
                ways.filter(|(_, by)| **by != thread).map(|(to, _)| *to).collect()
            }
        }
    };
    let mut from: Vec<Vec<usize>> = vec![Vec::new(); states.len()];
    for at in 0..states.len() {
        for to in on(at, false, &[]) {
            from[to].push(at);
        }
    }
    let reached = |start: usize, back: bool| {
        let mut seen = vec![false; states.len()];
        let mut open = vec![start];
        seen[start] = true;
        while let Some(at) = open.pop() {
            for to in on(at, back, &from) {
                if is_wronged(to) && !std::mem::replace(&mut seen[to], true) {
                    open.push(to);
                }
            }
        }
        seen
    };
    let mut is_known = vec![false; states.len()];
    for start in 0..states.len() {
        if is_known[start] || !is_wronged(start) {
            continue;
        }
        let (after, before) = (reached(start, false), reached(start, true));
        let is_inside = |at: usize| after[at] && before[at];
        let round: Vec<usize> = (0..states.len()).filter(|&it| is_inside(it)).collect();
        round.iter().for_each(|&it| is_known[it] = true);
        let moves = |who: usize| {
            round.iter().any(|&at| {
                let ways = states[at].to.iter().zip(&states[at].by);
                ways.into_iter().any(|(to, by)| *by == who && who != thread && is_inside(*to))
            })
        };
        let threads = states[start].can_move.len();
        let is_fair =
            (0..threads).all(|it| moves(it) || round.iter().any(|&at| !states[at].can_move[it]));
        if is_fair && (0..threads).any(moves) {
            return true;
        }
    }
    false
}

fn all_states(program: &Arc<Program>, most_states: usize) -> Option<Vec<State>> {
    let start = Books::start(program);
    let mut numbers = HashMap::from([(fingerprint(&start), 0)]);
    let mut states = vec![State::default()];
    let mut open = std::collections::VecDeque::from([(0, start)]);
    while let Some((at, before)) = open.pop_front() {
        let mut can_anybody_move = false;
        for thread in program.thread_ids() {
            for choice in before.machine.choices(thread) {
                let counts = choice != Choice::Spurious;
                can_anybody_move |= counts;
                let mut after = before.clone();
                let was_inside = after.machine.inside(thread).is_some();
                let Outcome::Ran(event) = after.machine.step(thread, choice) else {
                    panic!("{thread:?} could step, and did not")
                };
                let Books { machine, ledger } = &mut after;
                let (violation, _) = ledger.book(machine, was_inside, 1, thread, &event);
                assert!(!violation.as_ref().is_some_and(Violation::ends_a_run), "{violation:?}");
                states[at].makes_progress |= counts && is_progress(program, &event);
                let depth = states[at].depth + 1;
                let key = fingerprint(&after);
                let to = *numbers.entry(key).or_insert_with(|| {
                    states.push(State { depth, ..State::default() });
                    open.push_back((states.len() - 1, after));
                    states.len() - 1
                });
                states[at].to.push(to);
                states[at].by.push(thread.index());
                if states.len() > most_states {
                    return None;
                }
            }
        }
        let Books { machine, ledger } = &before;
        states[at].can_move = program
            .thread_ids()
            .map(|it| before.machine.choices(it).iter().any(|it| *it != Choice::Spurious))
            .collect();
        states[at].is_over = !can_anybody_move || ledger.is_finished(machine);
        states[at].free = program.thread_ids().map(|it| is_free(machine, it)).collect();
        states[at].is_expected = program.thread_ids().any(|it| {
            let next = machine.thread(it).next;
            next.is_some_and(|at| may_make_progress(program, machine.role(it), at))
        });
    }
    Some(states)
}

/// Whether a thread can move, has ended, or waits for the end of others.
fn is_free(machine: &Machine, thread: ThreadId) -> bool {
    let waits_for_an_end = machine.thread(thread).next.is_some_and(|at| {
        matches!(
            machine.role(thread).instruction(at),
            Instruction::Block { on: Blocking::Join { .. }, .. }
        )
    });
    machine.choices(thread).iter().any(|it| *it != Choice::Spurious)
        || machine.standing(thread) == Standing::Ended
        || waits_for_an_end
}

/// The states from which some way leads to one of these, these included.
fn reaching(states: &[State], is_it: &dyn Fn(&State) -> bool) -> Vec<bool> {
    let mut from: Vec<Vec<usize>> = vec![Vec::new(); states.len()];
    for (at, state) in states.iter().enumerate() {
        for &to in &state.to {
            from[to].push(at);
        }
    }
    let mut reaches: Vec<bool> = states.iter().map(is_it).collect();
    let mut open: Vec<usize> = (0..states.len()).filter(|&it| reaches[it]).collect();
    while let Some(at) = open.pop() {
        for &before in &from[at] {
            if !std::mem::replace(&mut reaches[before], true) {
                open.push(before);
            }
        }
    }
    reaches
}

/// Of some states, those from which a run can go on for ever among them.
fn for_ever_among(states: &[State], mut among: Vec<bool>) -> Vec<bool> {
    loop {
        let ends = |at: &usize| among[*at] && !states[*at].to.iter().any(|&to| among[to]);
        let ending: Vec<usize> = (0..states.len()).filter(ends).collect();
        if ending.is_empty() {
            return among;
        }
        for at in ending {
            among[at] = false;
        }
    }
}

fn nearest(states: &[State], among: Vec<bool>) -> Option<usize> {
    states.iter().zip(among).filter(|(_, is_it)| *is_it).map(|(state, _)| state.depth).min()
}

fn makes_items(program: &Program) -> bool {
    let code = program.roles.iter().flat_map(|it| &it.code);
    code.into_iter().any(|it| matches!(it, Instruction::Produce { .. }))
}

/// Whether a step moves an item, uses one up, or ends its thread. Where no items are made, all that is moved is one.
fn is_progress(program: &Program, event: &Event) -> bool {
    let counts = |value| !makes_items(program) || Item::from_value(value).is_some();
    let is_slot = |cell| matches!(program.part_of(cell).1, Part::Slot(_));
    let moves = event.accesses().any(|(_, access)| match access {
        Access::Inserted { value, .. } | Access::Removed { value, .. } => counts(value),
        Access::Wrote { cell, value } | Access::Read { cell, value, takes: true } => {
            is_slot(cell) && counts(value)
        }
        _ => false,
    });
    moves || event.consumed.is_some() || event.ended
}

/// Whether some way through the code leads from a place to an instruction that makes progress. An element that is written
/// down as a number, or as `None`, is no item, and what only such elements are put into has none.
fn may_make_progress(program: &Program, role: &Role, from: Pc) -> bool {
    let mut seen = vec![false; role.code.len()];
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if at.index() >= role.code.len() || std::mem::replace(&mut seen[at.index()], true) {
            continue;
        }
        if would_be_progress(program, &role.code[at.index()]) {
            return true;
        }
        match role.code[at.index()] {
            Instruction::Jump(to) => open.push(to),
            Instruction::JumpIf { to, .. } => open.extend([to, at.next()]),
            Instruction::Again { to, enough } => open.extend([to].into_iter().chain(enough)),
            Instruction::Produce { all_made, .. } => {
                open.push(at.next());
                if program.items != 0 {
                    open.push(all_made);
                }
            }
            Instruction::Block { on: Blocking::Receive { at_end, .. }, .. } => {
                open.extend([at.next()].into_iter().chain(at_end));
            }
            Instruction::Raise(_) | Instruction::End => {}
            _ => open.push(at.next()),
        }
        let handler = role.handlers.iter().find(|it| it.from <= at && at < it.to);
        open.extend(handler.map(|it| it.at));
    }
    false
}

fn would_be_progress(program: &Program, instruction: &Instruction) -> bool {
    if matches!(instruction, Instruction::Consume(_) | Instruction::End) {
        return true;
    }
    let is_item = |value| !makes_items(program) || !matches!(value, Operand::Constant(_));
    // An array of numbers is so many variables.
    let is_of_numbers = |into: usize| {
        let holds =
            |it: &&Object| matches!(it.kind, ObjectKind::Array { .. }) && it.base.index() == into;
        let array = program.objects.iter().find(holds).map(|it| it.kind);
        matches!(array, Some(ObjectKind::Array { of_items: false, .. }))
    };
    match (puts(instruction), takes(instruction)) {
        (Some((into, value)), _) => is_item(value) && !is_of_numbers(into),
        (None, Some(container)) => {
            let code = program.roles.iter().flat_map(|it| &it.code);
            let mut put = code.into_iter().filter_map(puts);
            put.any(|(into, value)| into == container && is_item(value))
        }
        (None, None) => false,
    }
}

/// Into what an instruction puts an element, by the place of its first cell, and which.
fn puts(instruction: &Instruction) -> Option<(usize, Operand)> {
    match *instruction {
        Instruction::Do(Operation::Append { list, value }) => Some((list.length.index(), value)),
        Instruction::Do(Operation::Store {
            value,
            to: Place::Slot { first, .. } | Place::Entry { first, .. },
        }) => Some((first.index(), value)),
        Instruction::Block { on: Blocking::Put { queue, value, .. }, .. } => {
            Some((queue.length.index(), value))
        }
        Instruction::Block { on: Blocking::Send { channel, value, .. }, .. } => {
            Some((channel.length.index(), value))
        }
        _ => None,
    }
}

/// Out of what an instruction takes an element.
fn takes(instruction: &Instruction) -> Option<usize> {
    match *instruction {
        Instruction::Do(Operation::Pop { list, .. }) => Some(list.length.index()),
        Instruction::Do(Operation::Load {
            from: Place::Slot { first, .. }, takes: true, ..
        }) => Some(first.index()),
        Instruction::Block { on: Blocking::Get { queue, .. }, .. } => Some(queue.length.index()),
        Instruction::Block { on: Blocking::Receive { channel, .. }, .. } => {
            Some(channel.length.index())
        }
        _ => None,
    }
}
