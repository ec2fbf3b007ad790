//! `asyncio.as_completed`: tasks in the order in which they end.

use super::Coroutine;
use crate::program::{
    Blocking, Cell, Instruction, Local, ObjectKind, Operand, Operation, Operator, Place, Span,
};
use crate::python::elaborate::Elaborator;
use crate::python::elaborate::calls::Given;
use crate::python::elaborate::heap::Kind;
use crate::python::elaborate::value::{ObjId, Value};
use crate::python::refusal::Refusal;

/// How far the tasks of one `as_completed` are.
#[derive(Clone)]
pub struct Row {
    /// How many have ended and were not taken.
    pub left: Cell,
    pub ended: Cell,
    taken: Cell,
    /// As which each ended.
    pub ranks: Vec<Cell>,
}

impl Elaborator<'_> {
    /// `asyncio.as_completed(…)`: as many things to await as there are tasks.
    pub fn tasks_as_completed(&mut self, mut given: Given) -> Value {
        let span = given.span;
        let Some(all) = self.given_to_complete(&mut given) else { return Value::Wrong };
        let is_sure = self.t.index == 0 && self.t.regions.iter().all(|it| it.is_attempt);
        if !is_sure {
            return self.refuse(span, Refusal::TaskElsewhere, &[]);
        }
        let mut futures: Vec<ObjId> = Vec::new();
        for value in &all {
            let is_new = matches!(value, Value::Ref(id) if !matches!(self.kind(*id), Kind::Future));
            let future = match self.make_task(value, span) {
                Value::Ref(future) => future,
                other => return other,
            };
            let of_row = |it: &&mut super::LoopTask| it.future == future;
            if let Some(task) = self.event_loop.tasks.iter_mut().find(of_row) {
                // CPython makes them of a set, whose order is open.
                task.is_unordered |= is_new;
                let code = self.t.asm.code.get(task.from.index()..).unwrap_or_default();
                let waits = |it: &Instruction| {
                    matches!(it, Instruction::GiveWay | Instruction::Block { .. })
                };
                if code.iter().any(waits) {
                    // In which order those come that have ended before is open.
                    return self.refuse(span, Refusal::CompletedBefore, &[]);
                }
            }
            if !futures.contains(&future) {
                futures.push(future);
            }
        }
        let id = self.complete(&futures, span);
        for future in &futures {
            let task = self.object(*future).key;
            self.is_dirty |= self.next.results.insert(task);
        }
        let next = Value::Operation(id, "next");
        let all = futures.iter().map(|_| self.coroutine(&next, Given::of(Vec::new(), span)));
        Value::tuple(all.collect())
    }

    /// The elements of what an `as_completed` is given; nothing where that is refused.
    pub fn given_to_complete(&mut self, given: &mut Given) -> Option<Vec<Value>> {
        let span = given.span;
        let Some(all) = given.take(0, "fs") else {
            self.refuse(span, Refusal::Arguments, &["as_completed"]);
            return None;
        };
        if given.values.len() > 1 || !given.named.is_empty() {
            self.refuse(span, Refusal::Option, &["as_completed", "timeout"]);
            return None;
        }
        self.elements(&all, span)
    }

    /// Has these noted as they end, for the `as_completed` that it gives.
    pub fn complete(&mut self, futures: &[ObjId], span: Span) -> ObjId {
        let id = self.make(Kind::Completed(futures.to_vec()), span);
        let key = self.object(id).key;
        for (place, future) in futures.iter().enumerate() {
            let task = self.object(*future).key;
            let noted = (place, futures.len());
            self.is_dirty |=
                self.next.completed.entry(task).or_default().insert(key, noted) != Some(noted);
            self.is_dirty |= self.next.awaited.insert(task);
        }
        id
    }

    /// Whether a coroutine is one of those that `as_completed` gives. Nobody has to await these.
    pub fn is_next_completed(&self, id: ObjId) -> bool {
        let Kind::Coroutine(Coroutine { called: Value::Operation(of, _), .. }) = self.kind(id)
        else {
            return false;
        };
        matches!(self.kind(*of), Kind::Completed(_))
    }

    /// Where the tasks of one `as_completed` are noted as they end.
    pub fn row_of(&mut self, key: u64, count: usize) -> Row {
        if let Some(known) = self.event_loop.rows.get(&key) {
            return known.clone();
        }
        let mut made = |name: &str, kind| {
            let part = self.part(format!("as_completed.{name}"), kind);
            self.base(part)
        };
        let variable = |initial| ObjectKind::Variable { initial };
        let row = Row {
            left: made("left", ObjectKind::Semaphore { initial: 0, most: None }),
            ended: made("ended", variable(0)),
            taken: made("taken", variable(0)),
            ranks: (0..count).map(|_| made("rank", variable(-1))).collect(),
        };
        self.event_loop.rows.insert(key, row.clone());
        row
    }

    /// Counts one more, and answers how many there were.
    fn count_one(&mut self, cell: Cell) -> Local {
        let before = self.t.registers.reserve();
        self.t.asm.load(Place::Cell(cell), before, false);
        let now = self.compute(Operator::Add, Operand::Local(before), Operand::Constant(1));
        self.t.asm.store(Operand::Local(now), Place::Cell(cell));
        before
    }

    /// Notes that a task has ended, for those who take it as it does.
    pub fn note_completed(&mut self, future: ObjId) {
        let completed = self.found.completed.get(&self.object(future).key).cloned();
        for (key, (place, count)) in completed.unwrap_or_default() {
            let row = self.row_of(key, count);
            let rank = self.count_one(row.ended);
            let Some(own) = row.ranks.get(place) else { continue };
            self.t.asm.store(Operand::Local(rank), Place::Cell(*own));
            self.t.asm.access(Operation::Signal { count: row.left, most: None });
        }
    }

    /// That a task has ended is known here only when the loop comes round: until then even who need not wait suspends.
    fn learn_late(&mut self) {
        let (way, over) = (self.t.registers.reserve(), self.t.asm.label());
        self.t.asm.begin_group();
        self.t.asm.access(Operation::Choose { ways: 2, into: way });
        self.t.asm.jump_if(Operand::Local(way), false, over);
        self.suspend();
        self.t.asm.place(over);
    }

    /// Awaits the next one: what it gave back, or raised.
    pub fn next_completed(&mut self, id: ObjId, all: &[ObjId]) -> Value {
        let span = self.t.asm.span;
        let row = self.row_of(self.object(id).key, all.len());
        let into = self.t.registers.reserve();
        if self.event_loop.taken.contains_key(&id) || !self.t.regions.is_empty() {
            self.learn_late();
        }
        self.block_on(Blocking::Wait(row.left), None);
        let turn = self.count_one(row.taken);
        let end = self.t.asm.label();
        let mut values = Vec::new();
        for (&future, rank) in all.iter().zip(row.ranks) {
            let (next, seen) = (self.t.asm.label(), self.t.registers.reserve());
            self.t.asm.load(Place::Cell(rank), seen, false);
            let turn = Operand::Local(turn);
            let is_it = self.compute(Operator::Equal, Operand::Local(seen), turn);
            self.t.asm.jump_if(Operand::Local(is_it), false, next);
            let key = self.object(future).key;
            if self.found.raising.contains(&key) {
                let exception = self.exception_cell(future);
                self.raise_again(exception);
            }
            if !self.found.raising.contains(&key) || self.found.returning.contains(&key) {
                let value = self.kept_result(future);
                if !matches!(value, Value::Wrong) {
                    self.put(into, &value, span);
                    values.push(value);
                }
            }
            self.t.asm.jump(end);
            self.t.asm.place(next);
        }
        self.t.asm.place(end);
        if self.t.index == 0 && self.t.regions.is_empty() {
            let taken = self.event_loop.taken.entry(id).or_default();
            *taken += 1;
            if *taken == all.len() {
                all.iter().for_each(|it| self.note_ended(*it));
            }
        }
        match values.is_empty() {
            true => Value::Wrong,
            false => self.either(into, &values, span),
        }
    }
}
