//! That `program::effects` says of every step what it touches: held to the steps themselves.

use super::crew::{Numbers, each_of_the_catalogue};
use interleave::program::{self, Cell, Choice, Memory, ObjectId, Outcome, Pc, Program, Value};
use std::cell::RefCell;

/// A memory that notes which cells are looked at, and which are written.
struct Noting {
    values: Vec<Value>,
    loaded: RefCell<Vec<Cell>>,
    stored: Vec<Cell>,
}

impl Memory for Noting {
    fn load(&self, cell: Cell) -> Value {
        self.loaded.borrow_mut().push(cell);
        self.values[cell.index()]
    }

    fn store(&mut self, cell: Cell, value: Value) {
        self.stored.push(cell);
        self.values[cell.index()] = value;
    }

    fn compare_exchange(&mut self, cell: Cell, current: Value, new: Value) -> Result<(), Value> {
        let seen = self.load(cell);
        if seen != current {
            return Err(seen);
        }
        self.store(cell, new);
        Ok(())
    }

    fn add(&mut self, cell: Cell, amount: Value) -> Value {
        let before = self.load(cell);
        self.store(cell, before.wrapping_add(amount));
        before
    }

    fn wake_one(&mut self, _: Cell) {}

    fn wake_all(&mut self, _: Cell) {}
}

/// Steps any thread, and holds each step to what its instructions say they touch. Answers how many
/// accesses it has seen.
fn check(program: &Program, seed: u64, name: &str) -> usize {
    let mut memory =
        Noting { values: program.cells.clone(), loaded: RefCell::default(), stored: Vec::new() };
    let parts: Vec<_> =
        program.thread_ids().map(|id| (program.role_of(id).0, program.stepper(id))).collect();
    let mut threads: Vec<_> =
        parts.iter().map(|&(role, stepper)| program::begin(role, stepper).0).collect();
    let of = |cell: Cell| program.part_of(cell).0;
    let mut numbers = Numbers(seed);
    let mut seen = 0;
    for _ in 0..300 {
        let chosen = numbers.below(threads.len());
        let choice = match numbers.below(8) {
            0 => Choice::TimedOut,
            1 => Choice::Spurious,
            number => Choice::Way(number as u8 - 2),
        };
        let (role, stepper) = parts[chosen];
        let at = threads[chosen].next;
        memory.loaded.borrow_mut().clear();
        memory.stored.clear();
        let outcome = program::step(role, stepper, choice, &mut threads[chosen], &mut memory);
        let places: Vec<Pc> = match (&outcome, at) {
            (Outcome::Ran(event), _) => event.accesses().map(|(at, _)| at).collect(),
            (Outcome::Blocked { .. }, Some(at)) => vec![at],
            (Outcome::Blocked { .. } | Outcome::Finished, _) => Vec::new(),
        };
        let effects: Vec<_> = places.iter().map(|&at| role.instruction(at).effects()).collect();
        let touched = || effects.iter().flat_map(|it| it.cells);
        let read: Vec<ObjectId> = touched().filter(|it| it.reads).map(|it| of(it.cell)).collect();
        let written: Vec<ObjectId> =
            touched().filter(|it| it.writes).map(|it| of(it.cell)).collect();
        // Whose turn it is is no matter of an instruction, and neither is whether it is cancelled.
        let is_turn = |cell: &Cell| {
            role.turn == Some(*cell)
                || role.cancellation.is_some_and(|it| it.flag == *cell)
                || role.hands_on.is_some_and(|(_, alive)| of(alive) == of(*cell))
        };
        memory.loaded.borrow_mut().retain(|it| !is_turn(it));
        memory.stored.retain(|it| !is_turn(it));
        for &cell in memory.loaded.borrow().iter() {
            assert!(read.contains(&of(cell)), "{name} looks at {cell:?}: {places:?} {effects:?}");
        }
        for &cell in &memory.stored {
            assert!(written.contains(&of(cell)), "{name} writes {cell:?}: {places:?} {effects:?}");
        }
        if let Outcome::Blocked { cell, .. } = outcome
            && !is_turn(&cell)
        {
            let waits = |it: &program::Effects| {
                it.waits_at == Some(cell) || it.comes_to_hold() == Some(cell)
            };
            assert!(effects.iter().any(waits), "{name} waits at {cell:?}: {places:?}");
        }
        seen += memory.stored.len();
    }
    seen
}

#[test]
fn every_step_touches_what_its_instructions_say_and_waits_where_they_say() {
    let mut seen = 0;
    each_of_the_catalogue(|program, seed, name| seen += check(program, seed, name));
    assert!(seen > 10_000, "{seen}");
}
