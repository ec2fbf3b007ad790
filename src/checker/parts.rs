//! What a state consists of, and how far its items are told apart.
//!
//! Items are opaque to a program: it can only compare them with `None`. So a state need not say
//! which item lies where, only that one does, and of the items a thread knows which one is in its
//! hands. (Wolper, "Expressing interesting properties of programs in propositional temporal
//! logic", 1986, calls this data independence.) Where a rule does have to ask which item it is, that is
//! noticed while steps are tabulated, and the program is searched with all its items named.

use crate::engine::SlotContents;
use crate::program::{
    Cell, Item, NONE, ObjectId, ObjectKind, Pc, Program, ProgressAhead, RoleKind, Thread, ThreadId,
    Value,
};
use std::sync::Arc;

/// One part of a state. What is read and written as a whole is one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// A thread: its place, its variables, what is in its hands.
    Thread(ThreadId),
    /// A cell by itself.
    Cell(Cell),
    /// A lock. Nobody can ask who holds it, so it is only held or free.
    Lock(Cell),
    /// A list, queue or channel: all of its cells, those behind the last element left out.
    Elements {
        /// Its first cell.
        first: Cell,
        /// How many cells it has.
        count: u16,
    },
    /// The slots of a buffer, or an array of items, with what has become of their items.
    Slots {
        /// Which buffer or array.
        object: ObjectId,
        /// Its first slot.
        first: Cell,
        /// How many slots it has.
        count: u16,
    },
}

/// All parts of the states of a program.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The program.
    pub program: Arc<Program>,
    /// The parts: threads first.
    pub kinds: Vec<PartKind>,
    /// For each part, the number of its symbol table: threads of one role share one.
    pub tables: Vec<u16>,
    /// How many symbol tables there are.
    pub table_count: usize,
    part_of_cell: Vec<u16>,
    /// Where threads may still make progress.
    pub progress: ProgressAhead,
    /// For each role and place, which locals still matter.
    live: Vec<Vec<Vec<bool>>>,
    role_of: Vec<u16>,
}

/// What every item in a cell is called in a state.
fn any_item() -> Value {
    Item { producer: 0, number: 1 }.to_value()
}

/// What the item in a thread's hands is called in its variables; any other is [`any_item`].
fn own_item() -> Value {
    Item { producer: 0, number: 0 }.to_value()
}

/// The names of items while a step is tabulated are those of no producer, so that none is the one
/// that the step may make.
fn stand_in(group: u16, number: usize) -> Item {
    Item { producer: 0xff00 - group, number: number as u32 + 1 }
}

const IN_HAND: u16 = 0;
const IN_LOCAL: u16 = 1;
const IN_CELL: u16 = 2;

/// Where the parts of a thread stand in its values; its locals follow.
const NEXT: usize = 0;
const PRODUCED: usize = 1;
const CONSUMED: usize = 2;
const HAS_ITEM: usize = 3;
const LOCALS: usize = 4;

impl Parts {
    /// The parts of this program's states.
    /// Where it `shows`, what is only printed counts as well.
    pub fn new(program: &Arc<Program>, shows: bool) -> Parts {
        let mut kinds: Vec<PartKind> = program.thread_ids().map(PartKind::Thread).collect();
        let mut tables = Vec::new();
        let mut role_of = Vec::new();
        for (index, role) in (0..).zip(&program.roles) {
            tables.extend((0..role.threads).map(|_| index));
            role_of.extend((0..role.threads).map(|_| index));
        }
        let mut part_of_cell = vec![0; program.cells.len()];
        for (id, object) in (0..).map(ObjectId).zip(&program.objects) {
            let mut add = |kind: PartKind, first: Cell, count: u16| {
                let cells = first.index()..first.index() + usize::from(count);
                part_of_cell[cells].fill(kinds.len() as u16);
                kinds.push(kind);
            };
            let cells = object.cell_count();
            match object.kind {
                ObjectKind::Lock => add(PartKind::Lock(object.base), object.base, 1),
                ObjectKind::List { .. } | ObjectKind::Queue { .. } | ObjectKind::Channel { .. } => {
                    let first = object.base;
                    add(PartKind::Elements { first, count: cells }, first, cells);
                }
                _ => {
                    let (slots, count) = (object.slots(), object.capacity());
                    let lone = if count > 0 { cells - count } else { cells };
                    for cell in (0..lone).map(|it| object.base.offset(it)) {
                        add(PartKind::Cell(cell), cell, 1);
                    }
                    if count > 0 {
                        add(PartKind::Slots { object: id, first: slots, count }, slots, count);
                    }
                }
            }
        }
        let roles = program.roles.len() as u16;
        tables.extend((roles..).take(kinds.len() - tables.len()));
        let table_count = tables.iter().max().map_or(0, |&it| usize::from(it) + 1);
        let live = program.roles.iter().map(|role| match shows {
            true => role.live_locals_and_shown(),
            false => role.live_locals(),
        });
        let live = live.collect();
        let progress = ProgressAhead::of(program);
        let program = program.clone();
        Parts { program, kinds, tables, table_count, part_of_cell, progress, live, role_of }
    }

    /// The part a cell belongs to.
    pub fn of_cell(&self, cell: Cell) -> usize {
        usize::from(self.part_of_cell[cell.index()])
    }

    /// Whether writing one cell of the part leaves others of it as they are.
    pub fn is_several(&self, part: usize) -> bool {
        matches!(self.kinds[part], PartKind::Elements { .. } | PartKind::Slots { .. })
    }

    /// A thread's state, and what is in its hands, as values.
    pub fn of_thread(&self, id: ThreadId, thread: &Thread, hand: Option<Item>) -> Vec<Value> {
        let mut values = vec![-1, 0, 0, 0];
        let role = usize::from(self.role_of[id.index()]);
        let Some(next) = thread.next else {
            values.resize(LOCALS + thread.locals.len(), 0);
            return values;
        };
        values[NEXT] = next.0.into();
        // Without end, how many were made decides nothing.
        values[PRODUCED] = if self.program.items == 0 { 0 } else { thread.produced.into() };
        values[CONSUMED] = thread.consumed.into();
        let hand = hand.map(Item::to_value);
        let mut names_own = false;
        for (&local, &is_live) in thread.locals.iter().zip(&self.live[role][next.index()]) {
            values.push(match Item::from_value(local) {
                _ if !is_live => 0,
                Some(_) if hand == Some(local) => {
                    names_own = true;
                    own_item()
                }
                Some(_) => any_item(),
                None => local,
            });
        }
        // What a consumer has in its hands counts as left, even if it forgets about it.
        let counts = self.program.roles[role].kind == RoleKind::Consumer;
        values[HAS_ITEM] = (hand.is_some() && (counts || names_own)).into();
        values
    }

    /// The thread that these values stand for, and what is in its hands.
    pub fn to_thread(&self, id: ThreadId, values: &[Value]) -> (Thread, Option<Item>) {
        let in_hand = stand_in(IN_HAND, id.index());
        let locals = values[LOCALS..].iter().enumerate().map(|(index, &value)| {
            if value == own_item() {
                in_hand.to_value()
            } else if value == any_item() {
                stand_in(IN_LOCAL, index).to_value()
            } else {
                value
            }
        });
        let thread = Thread {
            next: u16::try_from(values[NEXT]).ok().map(Pc),
            locals: locals.collect(),
            produced: values[PRODUCED] as u32,
            consumed: values[CONSUMED] as u32,
        };
        (thread, (values[HAS_ITEM] == 1).then_some(in_hand))
    }

    /// Where a thread is in its code; `None` when it has ended.
    pub fn place(values: &[Value]) -> Option<Pc> {
        u16::try_from(values[NEXT]).ok().map(Pc)
    }

    /// What a part is that is no thread. `row` tells what has become of the items in its slots, and
    /// in which order the full ones were written.
    pub fn of_cells(
        &self,
        part: usize,
        memory: &[Value],
        row: impl FnOnce(ObjectId) -> (Vec<SlotContents>, Vec<u16>),
    ) -> Vec<Value> {
        let plain = |value: Value| match Item::from_value(value) {
            Some(_) => any_item(),
            None => value,
        };
        match self.kinds[part] {
            PartKind::Thread(_) => unreachable!("a thread has no cells"),
            PartKind::Cell(cell) => vec![plain(memory[cell.index()])],
            PartKind::Lock(cell) => vec![Value::from(memory[cell.index()] != 0)],
            PartKind::Elements { first, count } => {
                let cells = &memory[first.index()..first.index() + usize::from(count)];
                let mut values: Vec<Value> = cells.iter().map(|&it| plain(it)).collect();
                while values.len() > 1 && values.last() == Some(&NONE) {
                    values.pop();
                }
                values
            }
            PartKind::Slots { object, first, count } => {
                let cells = &memory[first.index()..first.index() + usize::from(count)];
                let mut values: Vec<Value> = cells.iter().map(|&it| plain(it)).collect();
                let (contents, order) = row(object);
                values.extend(contents.iter().map(|it| match it {
                    SlotContents::NeverWritten => 0,
                    SlotContents::Full { .. } => 1,
                    SlotContents::Taken { .. } => 2,
                    SlotContents::Cleared => 3,
                }));
                values.extend(order.into_iter().map(Value::from));
                values
            }
        }
    }

    /// Puts into memory what these values of a part stand for.
    pub fn fill(&self, part: usize, values: &[Value], memory: &mut [Value]) {
        let mut put = |cell: Cell, value: Value| {
            let is_item = value == any_item();
            let named = || stand_in(IN_CELL, cell.index()).to_value();
            memory[cell.index()] = if is_item { named() } else { value };
        };
        match self.kinds[part] {
            PartKind::Thread(_) => {}
            PartKind::Cell(cell) | PartKind::Lock(cell) => put(cell, values[0]),
            PartKind::Elements { first, count } => {
                let behind = std::iter::repeat(&NONE);
                for (offset, &value) in (0..count).zip(values.iter().chain(behind)) {
                    put(first.offset(offset), value);
                }
            }
            PartKind::Slots { first, count, .. } => {
                for (offset, &value) in (0..count).zip(values) {
                    put(first.offset(offset), value);
                }
            }
        }
    }

    /// The slots that these values stand for, and the order of the full ones; `None` for a part
    /// without slots.
    pub fn row(
        &self,
        part: usize,
        values: &[Value],
    ) -> Option<(ObjectId, Vec<SlotContents>, Vec<u16>)> {
        let PartKind::Slots { object, first, count } = self.kinds[part] else { return None };
        let count = usize::from(count);
        let (step, nobody) = (0, ThreadId(0));
        let contents = values[count..2 * count].iter().enumerate().map(|(slot, &value)| {
            let item = stand_in(IN_CELL, first.index() + slot);
            match value {
                0 => SlotContents::NeverWritten,
                1 => SlotContents::Full { item, writer: nobody, step },
                2 => SlotContents::Taken { item, reader: nobody, step },
                _ => SlotContents::Cleared,
            }
        });
        let order = values[2 * count..].iter().map(|&slot| slot as u16);
        Some((object, contents.collect(), order.collect()))
    }
}
