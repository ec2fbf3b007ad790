//! Soft violations: what is shown and changes no verdict.
//!
//! They are looked for in a search of their own, without reductions, so that the verdict loses none. It looks at
//! so many states at most: what it finds is there, and it may miss what lies further away.

mod print_steps;

use super::options::{Options, Progress};
use super::report::Halt;
use super::search::Search;
use super::with_limits;
use crate::engine::{Run, Turn, ViolationKind, ViolationKinds, can_look};
use crate::program::{
    Cell, Instruction, ObjectId, ObjectKind, Operand, Operation, Pc, Place, Program, Thread,
    ThreadId, is_integer,
};
use print_steps::PrintSteps;
use std::ops::ControlFlow;
use std::sync::Arc;

/// So many states are looked at.
const MOST_STATES: u64 = 50_000;

/// The states that were found are looked at each time there are so many times as many.
const GROWTH: u64 = 8;

/// Something that is shown, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Soft {
    /// Two threads can both make their next access to one variable or element, and one of them writes.
    DataRace {
        /// Who writes, and where in its code.
        writer: (ThreadId, Pc),
        /// The other one, and where.
        other: (ThreadId, Pc),
        /// Whether that writes too.
        both_write: bool,
        /// The variable, array or list.
        object: ObjectId,
        /// Which element of it.
        element: Option<u16>,
        /// A shortest schedule that leads there.
        schedule: Vec<Turn>,
    },
    /// A thread builds a line from several prints, and what another prints falls between them.
    InterleavedOutput {
        /// Whose line it is, and where in its code the line goes on.
        thread: (ThreadId, Pc),
        /// Who prints in between.
        other: ThreadId,
        /// What is printed by then.
        printed: String,
    },
}

impl Soft {
    /// The stable machine name.
    pub fn name(&self) -> &'static str {
        match self {
            Soft::DataRace { .. } => "data-race",
            Soft::InterleavedOutput { .. } => "interleaved-output",
        }
    }
}

/// Looks for what is only shown: of each kind the nearest, as far as the search goes.
pub fn soft(
    program: &Arc<Program>,
    options: &Options,
    watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> Vec<Soft> {
    if can_look(program) {
        return Vec::new();
    }
    let options = &Options {
        wanted: ViolationKinds::NONE.with(ViolationKind::Grows),
        leaves_growth_open: true,
        most_states: options.most_states.min(MOST_STATES),
        ..*options
    };
    // What cannot be looked for in this way, or not in time, is not shown.
    let race = data_race(program, options, watch).ok().flatten();
    let output = interleaved_output(program, options, watch).ok().flatten();
    race.into_iter().chain(output).collect()
}

type Watch<'a> = &'a mut dyn FnMut(&Progress) -> ControlFlow<()>;

/// The first state, and the search that found it, about which `is_it` has something to say.
fn first_state<T>(
    program: &Arc<Program>,
    options: &Options,
    watch: Watch<'_>,
    is_it: &mut dyn FnMut(&Search, &[u32]) -> Option<T>,
) -> Result<Option<(Search, usize, T)>, Halt> {
    let mut search = Search::new(&with_limits(program), options, false, false)?;
    let (mut from, mut most) = (0, 64);
    loop {
        most = options.most_states.min(most * GROWTH);
        let end = search.run(most, watch)?;
        let until = search.count();
        for state in from..until {
            if let Some(symbols) = search.symbols(state)
                && let Some(said) = is_it(&search, &symbols)
            {
                return Ok(Some((search, state, said)));
            }
        }
        let is_limit = matches!(end, super::End::Undecided(super::WhyUndecided::States));
        if !is_limit || most == options.most_states {
            return Ok(None);
        }
        from = until;
    }
}

/// An access to a variable or element that a thread makes next.
#[derive(Clone, Copy)]
struct Next {
    cell: Cell,
    writes: bool,
    at: Pc,
}

/// What a thread makes next, if that is an access to a variable or an element.
fn next_access(program: &Program, id: ThreadId, thread: &Thread) -> Option<Next> {
    let at = thread.next?;
    let (role, _) = program.role_of(id);
    let (place, writes) = match role.instruction(at) {
        Instruction::Do(Operation::Load { from, .. }) => (*from, false),
        Instruction::Do(Operation::Store { to, .. }) => (*to, true),
        _ => return None,
    };
    let value_of = |operand| match operand {
        Operand::Constant(value) => Some(value),
        Operand::Local(local) => thread.locals.get(usize::from(local.0)).copied(),
    };
    let nth = |first: Cell, count: u16, index: Operand| {
        let index = value_of(index).filter(|&it| is_integer(it))?;
        let index = if index < 0 { index + i64::from(count) } else { index };
        (0..i64::from(count)).contains(&index).then(|| first.offset(index as u16))
    };
    let cell = match place {
        Place::Cell(cell) => cell,
        Place::Entry { first, count, index } => nth(first, count, index)?,
        Place::Element { .. } | Place::Beside { .. } | Place::Slot { .. } => return None,
    };
    let (object, _) = program.part_of(cell);
    matches!(program.object(object).kind, ObjectKind::Variable { .. } | ObjectKind::Array { .. })
        .then_some(Next { cell, writes, at })
}

/// Whether threads write anything that could be raced for.
fn can_race(program: &Program) -> bool {
    let mut code = program.roles.iter().flat_map(|it| &it.code);
    code.any(|it| matches!(it, Instruction::Do(Operation::Store { .. })))
}

fn data_race(
    program: &Arc<Program>,
    options: &Options,
    watch: Watch<'_>,
) -> Result<Option<Soft>, Halt> {
    if !can_race(program) {
        return Ok(None);
    }
    // What stands in a table is known by its number.
    let mut known: Vec<Vec<Option<Option<Next>>>> = vec![Vec::new(); program.thread_count()];
    let mut next = vec![None; program.thread_count()];
    let found = first_state(program, options, watch, &mut |search, symbols| {
        for (thread, next) in next.iter_mut().enumerate() {
            let symbol = symbols[thread] as usize;
            let row = &mut known[thread];
            if row.len() <= symbol {
                row.resize(symbol + 1, None);
            }
            let id = ThreadId::from_index(thread);
            let found = || next_access(program, id, &search.thread(id, symbols[thread]));
            *next = *row[symbol].get_or_insert_with(found);
        }
        race_of(&next).filter(|_| !search.stands_over(symbols))
    })?;
    let Some((mut search, state, ((writer, first), (other, second)))) = found else {
        return Ok(None);
    };
    let (object, _) = program.part_of(first.cell);
    let declared = program.object(object);
    let is_array = matches!(declared.kind, ObjectKind::Array { .. });
    Ok(Some(Soft::DataRace {
        writer: (writer, first.at),
        other: (other, second.at),
        both_write: second.writes,
        object,
        element: is_array.then(|| first.cell.0 - declared.base.0),
        schedule: search.way_to_state(state, watch)?.turns,
    }))
}

type Racer = (ThreadId, Next);

fn race_of(next: &[Option<Next>]) -> Option<(Racer, Racer)> {
    for (first, one) in next.iter().enumerate() {
        let Some(one) = one.filter(|it| it.writes) else { continue };
        for (second, other) in next.iter().enumerate() {
            let Some(other) = other.filter(|it| it.cell == one.cell && first != second) else {
                continue;
            };
            let (first, second) = (ThreadId::from_index(first), ThreadId::from_index(second));
            return Some(((first, one), (second, other)));
        }
    }
    None
}

fn interleaved_output(
    program: &Arc<Program>,
    options: &Options,
    watch: Watch<'_>,
) -> Result<Option<Soft>, Halt> {
    let Some(steps) = PrintSteps::of(program) else { return Ok(None) };
    let found = first_state(&steps.program, options, watch, &mut |search, symbols| {
        let (machine, _) = search.tables.materialise(symbols);
        steps.broken_line(&machine)
    })?;
    let Some((mut search, state, (thread, at, other))) = found else { return Ok(None) };
    let turns = search.way_to_state(state, watch)?.turns;
    let mut run = Run::new(steps.program.clone());
    for Turn { thread, choice } in turns {
        run.advance(thread, choice);
    }
    let printed: Vec<_> = run.console().prints().map(|it| it.printed).collect();
    let printed = steps.program.words_of(&printed);
    Ok(Some(Soft::InterleavedOutput {
        thread: (thread, steps.place_before(thread, at)),
        other,
        printed,
    }))
}
