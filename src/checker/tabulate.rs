//! What a step does, asked of the semantics and of the engine's books, to be entered into the
//! tables.

use super::lock_reduction::LockReduction;
use super::parts::{PartKind, Parts};
use super::report::Halt;
use super::transition_cache::{Answer, Private, TransitionCache};
use crate::engine::{Ledger, Machine, Outlook, Violation, ViolationKind, holds};
use crate::program::{
    self, Access, Blocking, Cell, Choice, Event, Form, Instruction, Item, Memory, ObjectKind,
    Operand, Operation, Outcome, Part, Pc, Program, ProgressAhead, Role, Thread, ThreadId, Value,
    is_integer,
};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Cells that note what is asked of them.
#[derive(Clone, Debug)]
struct Noting<'a> {
    parts: &'a Parts,
    values: Vec<Value>,
    /// The parts that were looked at, in order.
    asked: RefCell<Vec<u16>>,
    /// The parts that may have changed.
    changed: BTreeSet<u16>,
}

impl<'a> Noting<'a> {
    fn new(parts: &'a Parts) -> Noting<'a> {
        Noting {
            parts,
            values: vec![0; parts.program.cells.len()],
            asked: RefCell::default(),
            changed: BTreeSet::new(),
        }
    }

    fn ask(&self, cell: Cell) -> u16 {
        let part = self.parts.of_cell(cell) as u16;
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&part) {
            asked.push(part);
        }
        part
    }
}

impl Memory for Noting<'_> {
    fn load(&self, cell: Cell) -> Value {
        self.ask(cell);
        self.values[cell.index()]
    }

    fn store(&mut self, cell: Cell, value: Value) {
        let part = self.parts.of_cell(cell);
        // What becomes of the whole depends on all the rest of it.
        if self.parts.is_several(part) {
            self.ask(cell);
        }
        self.changed.insert(part as u16);
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

    fn wake_one(&mut self, _cell: Cell) {}

    fn wake_all(&mut self, _cell: Cell) {}
}

impl TransitionCache {
    /// The symbols of the state at the start.
    pub fn start(&mut self, movers: &LockReduction) -> Vec<u32> {
        let program = self.program().clone();
        let (machine, work) = Machine::new(program.clone());
        let ledger = Ledger::new(&machine, &work);
        let mut symbols = Vec::new();
        for part in 0..self.parts.kinds.len() {
            let values = match part < self.thread_count {
                true => {
                    let id = ThreadId::from_index(part);
                    self.parts.of_thread(id, machine.thread(id), ledger.carries(id))
                }
                false => self.parts.of_cells(part, machine.memory().values(), |object| {
                    (ledger.slots(object).to_vec(), ledger.slot_order(object).collect())
                }),
            };
            symbols.push(self.symbol_of(part, &values, movers));
        }
        symbols
    }

    /// The symbol of a part, and what is to be known of it.
    fn symbol_of(&mut self, part: usize, values: &[Value], movers: &LockReduction) -> u32 {
        let table = usize::from(self.parts.tables[part]);
        let symbol = self.symbols[table].number(values);
        if part < self.thread_count && self.privates[table].len() <= symbol as usize {
            let place = Parts::place(values);
            let private = Private {
                has_ended: place.is_none(),
                may_rest: place.is_some_and(|at| {
                    may_rest(self.program().form, &self.program().roles[table], at)
                }),
                may_make_progress: place.is_some_and(|at| self.parts.progress.has(table, at)),
                inside: place.and_then(|at| self.program().roles[table].inside[at.index()]),
                is_mover: place.is_some_and(|at| movers.has(table, at)),
            };
            self.privates[table].push(private);
        }
        symbol
    }

    /// Asks what a thread's next step does in this state, and enters it.
    ///
    /// # Errors
    ///
    /// Fails when that depends on which items they are, or when there is too little memory.
    pub fn tabulate(
        &mut self,
        symbols: &[u32],
        thread: usize,
        movers: &LockReduction,
    ) -> Result<(), Halt> {
        if self.bytes() + self.bytes_to_number(symbols) > self.most_bytes {
            return Err(Halt::Memory);
        }
        let program = self.program().clone();
        let id = ThreadId::from_index(thread);
        let (role, _) = program.role_of(id);
        let stepper = program.stepper(id);
        let parts = self.parts.clone();
        let values_of =
            |part: usize| self.symbols[usize::from(parts.tables[part])].values(symbols[part]);
        let (private, hand) = parts.to_thread(id, values_of(thread));
        let mut memory = Noting::new(&parts);
        self.fill(symbols, &mut memory.values);
        let mut carries = vec![None; self.thread_count];
        carries[thread] = hand;
        let rows = (self.thread_count..parts.kinds.len())
            .filter_map(|part| parts.row(part, values_of(part)));
        let ledger = Ledger::resume(&program, rows, carries);

        let choices = Outlook::new(&program, id, &private, &memory).choices();
        let mut found = Vec::new();
        for choice in choices {
            let (mut private, mut ledger) = (private.clone(), ledger.clone());
            let mut after = memory.clone();
            if compares_items(role, &private) {
                return Err(Halt::Unfit);
            }
            let outcome = program::step(role, stepper, choice, &mut private, &mut after);
            let Outcome::Ran(event) = outcome else {
                unreachable!("a step with a choice that was offered")
            };
            if orders_numbers(&program, &event) {
                return Err(Halt::Unfit);
            }
            let counts = |it: &Violation| self.wanted.has(it.kind());
            let violation = ledger.book_event(&program, 0, id, &event, counts);
            if ledger.has_asked_others() {
                return Err(Halt::Unfit);
            }
            // Of a slot that was only read, the books know now that its item was taken.
            for &part in &*after.asked.borrow() {
                if matches!(parts.kinds[usize::from(part)], PartKind::Slots { .. }) {
                    after.changed.insert(part);
                }
            }
            let mut writes = Vec::new();
            let now = parts.of_thread(id, &private, ledger.carries(id));
            writes.push((thread as u16, self.symbol_of(thread, &now, movers)));
            for &part in &after.changed {
                let now = parts.of_cells(part.into(), &after.values, |object| {
                    (ledger.slots(object).to_vec(), ledger.slot_order(object).collect())
                });
                writes.push((part, self.symbol_of(part.into(), &now, movers)));
            }
            memory.asked = after.asked;
            // What was written unseen may have held something else in other states.
            let is_known =
                |part: u16| usize::from(part) == thread || memory.asked.borrow().contains(&part);
            writes
                .retain(|&(part, symbol)| symbols[usize::from(part)] != symbol || !is_known(part));
            let makes_progress = makes_progress(&program, &self.parts.progress, &event);
            let violation = violation.map(|it| it.kind());
            let is_told = self.main == Some(id) && !event.printed.is_empty();
            let printed = is_told.then(|| Arc::from(event.printed));
            found.push(Answer { choice, violation, makes_progress, printed, writes });
        }
        let asked = memory.asked.into_inner();
        self.enter(symbols, thread, &asked, &found)
    }

    /// Asks whether an invariant holds in this state, and enters it.
    ///
    /// # Errors
    ///
    /// Fails when there is too little memory.
    pub fn tabulate_invariant(&mut self, symbols: &[u32], invariant: usize) -> Result<(), Halt> {
        let parts = self.parts.clone();
        let mut memory = Noting::new(&parts);
        self.fill(symbols, &mut memory.values);
        let holds = holds(&parts.program, invariant, &mut memory);
        let broken = Answer {
            choice: Choice::PLAIN,
            violation: Some(ViolationKind::Invariant),
            makes_progress: false,
            printed: None,
            writes: Vec::new(),
        };
        let found: &[_] = if holds { &[] } else { &[broken] };
        self.enter(symbols, self.thread_count + invariant, &memory.asked.into_inner(), found)
    }

    /// Puts what the symbols stand for into memory.
    fn fill(&self, symbols: &[u32], memory: &mut [Value]) {
        for (part, &symbol) in symbols.iter().enumerate().skip(self.thread_count) {
            let table = usize::from(self.parts.tables[part]);
            self.parts.fill(part, self.symbols[table].values(symbol), memory);
        }
    }

    /// The state as the engine has it, with its books.
    pub fn materialise(&self, symbols: &[u32]) -> (Machine, Ledger) {
        let program = self.program();
        let values_of =
            |part: usize| self.symbols[usize::from(self.parts.tables[part])].values(symbols[part]);
        let (threads, carries): (Vec<Thread>, Vec<Option<Item>>) = (0..self.thread_count)
            .map(|part| self.parts.to_thread(ThreadId::from_index(part), values_of(part)))
            .unzip();
        let mut memory = vec![0; program.cells.len()];
        self.fill(symbols, &mut memory);
        let rows = (self.thread_count..self.parts.kinds.len())
            .filter_map(|part| self.parts.row(part, values_of(part)));
        let mut ledger = Ledger::resume(program, rows, carries);
        let machine = Machine::at(program.clone(), memory, threads);
        ledger.count_others(&machine);
        (machine, ledger)
    }
}

/// Whether the thread's next step asks if two items are the same one.
fn compares_items(role: &Role, thread: &Thread) -> bool {
    let Some(next) = thread.next else { return false };
    let group = role.groups[next.index()];
    let code = role.code[next.index()..].iter().zip(&role.groups[next.index()..]);
    code.take_while(|&(_, &it)| it == group).any(|(instruction, _)| {
        let Instruction::Do(
            Operation::CompareAndSwap { old: known, .. } | Operation::SleepIf { seen: known, .. },
        ) = *instruction
        else {
            return false;
        };
        let value = match known {
            Operand::Local(local) => thread.locals[usize::from(local.0)],
            Operand::Constant(value) => value,
        };
        Item::from_value(value).is_some()
    })
}

/// Whether a number went into a row that is kept in order, where items are numbers too. A whole program has no items.
fn orders_numbers(program: &Program, event: &Event) -> bool {
    program.form == Form::Roles
        && event.accesses().any(|(_, access)| match access {
            Access::Inserted { cell, value, .. } => {
                let (object, _) = program.part_of(cell);
                let kind = program.object(object).kind;
                is_integer(value) && matches!(kind, ObjectKind::Queue { ordered: true, .. })
            }
            _ => false,
        })
}

/// Whether it is no wrong that a thread at this place never moves again: it waits for the end of others or
/// to be started, or, in a whole program, it is not meant to end and waits for more.
pub fn may_rest(form: Form, role: &Role, at: Pc) -> bool {
    let Instruction::Block { on, .. } = role.instruction(at) else { return false };
    let is_not_to_end = || role.is_daemon || role.is_endless();
    matches!(on, Blocking::Join { .. } | Blocking::Begin(_))
        || form == Form::Whole && role.waits_to_take(at) && is_not_to_end()
}

/// Whether an item went into a container, came out of one, or was consumed, or a thread ended. In a whole
/// program so counts what is printed, a thread that is started, and a round in which a thread only sleeps.
pub fn makes_progress(program: &Program, progress: &ProgressAhead, event: &Event) -> bool {
    let is_whole = program.form == Form::Whole;
    let only_sleeps = event.access == Access::CameRound && event.pause > 0;
    let is_start = |(_, access)| matches!(access, Access::Started { .. } | Access::Began { .. });
    if is_whole && (!event.printed.is_empty() || only_sleeps || event.accesses().any(is_start)) {
        return true;
    }
    let any_element = progress.all_elements_are_items();
    let moves_item = || {
        event.accesses().any(|(_, access)| {
            let is_slot = |cell: Cell| matches!(program.part_of(cell).1, Part::Slot(_));
            let (value, counts) = match access {
                Access::Inserted { value, .. } | Access::Removed { value, .. } => (value, true),
                Access::Wrote { cell, value } => (value, is_slot(cell)),
                Access::Read { cell, value, takes } => (value, takes && is_slot(cell)),
                _ => return false,
            };
            counts && (any_element || Item::from_value(value).is_some())
        })
    };
    event.ended || event.consumed.is_some() || moves_item()
}
