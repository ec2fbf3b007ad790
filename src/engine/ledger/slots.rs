//! Slots, of buffers and of arrays that hold items: what was written there, and who took it.

use crate::engine::violation::{IndexCause, Violation};
use crate::program::{Item, ObjectId, ObjectKind, Program, ThreadId};
use std::collections::VecDeque;

/// What has become of the item in a slot. Steps are numbered from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotContents {
    /// Nothing was ever written here.
    NeverWritten,
    /// An item that nobody has taken.
    Full {
        /// The item.
        item: Item,
        /// Who wrote it.
        writer: ThreadId,
        /// In which step.
        step: u64,
    },
    /// An item that somebody has taken; it still lies there.
    Taken {
        /// The item.
        item: Item,
        /// Who took it first.
        reader: ThreadId,
        /// In which step.
        step: u64,
    },
    /// Something that is no item was written here, such as `None`.
    Cleared,
}

/// All slots of a program.
#[derive(Clone, Debug)]
pub struct Slots {
    rows: Vec<Row>,
    /// For each thread, the steps in which it last read `head` or `tail`, and moved one on.
    index_read: Vec<u64>,
    index_moved: Vec<u64>,
    /// For each thread, the slot it used last.
    used: Vec<Option<(ObjectId, u16)>>,
}

/// Who used a slot last.
#[derive(Clone, Copy, Debug)]
struct Use {
    /// Who.
    thread: ThreadId,
    /// The step in which it had read the index.
    read: u64,
    /// The step in which it had last moved an index on before that.
    moved_before: u64,
    /// The step in which it then moved the index on; not yet, or not at all.
    moved: Option<u64>,
}

/// The slots of one buffer or array.
#[derive(Clone, Debug)]
struct Row {
    object: ObjectId,
    /// Whether it has a `head` and a `tail`.
    has_indices: bool,
    slots: Vec<SlotContents>,
    /// The items that nobody has taken, in the order they were written, with their slots.
    in_order: VecDeque<(u16, Item)>,
    /// For each slot, who wrote it last, and who read it last.
    uses: Vec<[Option<Use>; 2]>,
}

impl Row {
    fn items(&self) -> impl Iterator<Item = Item> + '_ {
        self.slots.iter().filter_map(|it| match *it {
            SlotContents::Full { item, .. } => Some(item),
            _ => None,
        })
    }
}

impl Slots {
    /// Slots in which nothing was ever written.
    pub fn new(program: &Program) -> Slots {
        let rows = program.objects.iter().zip(0..).filter(|(it, _)| it.capacity() > 0);
        let rows = rows.map(|(object, index)| Row {
            object: ObjectId(index),
            has_indices: matches!(object.kind, ObjectKind::Buffer { .. }),
            slots: vec![SlotContents::NeverWritten; usize::from(object.capacity())],
            in_order: VecDeque::new(),
            uses: vec![[None; 2]; usize::from(object.capacity())],
        });
        let threads = program.thread_count();
        let (index_read, index_moved) = (vec![0; threads], vec![0; threads]);
        Slots { rows: rows.collect(), index_read, index_moved, used: vec![None; threads] }
    }

    /// Puts contents into the slots of one object; `order` tells the full ones in the order
    /// they were written.
    pub fn resume(&mut self, object: ObjectId, contents: Vec<SlotContents>, order: Vec<u16>) {
        let row = self.row_mut(object);
        let items = order.into_iter().filter_map(|slot| match contents[usize::from(slot)] {
            SlotContents::Full { item, .. } => Some((slot, item)),
            _ => None,
        });
        row.in_order = items.collect();
        row.slots = contents;
    }

    /// About how many bytes they take.
    pub fn heap_bytes(&self) -> usize {
        let threads = 2 * size_of_val(&*self.index_read) + size_of_val(&*self.used);
        let of_row = |row: &Row| {
            let slot = size_of::<SlotContents>() + size_of::<[Option<Use>; 2]>();
            size_of::<Row>()
                + row.slots.len() * slot
                + row.in_order.len() * size_of::<(u16, Item)>()
        };
        threads + self.rows.iter().map(of_row).sum::<usize>()
    }

    /// The slots of one object.
    pub fn of(&self, object: ObjectId) -> &[SlotContents] {
        self.row(object).map_or(&[], |row| &row.slots)
    }

    /// How many slots of one object hold an item that nobody has taken.
    pub fn full_in(&self, object: ObjectId) -> usize {
        let Some(row) = self.row(object) else { return 0 };
        if row.has_indices {
            return row.in_order.len();
        }
        // In an array an item may lie twice.
        let mut items: Vec<Item> = row.items().collect();
        items.sort_unstable();
        items.dedup();
        items.len()
    }

    /// The items in the slots of one object that nobody has taken, in the order they came in.
    pub fn in_order(&self, object: ObjectId) -> impl Iterator<Item = Item> + '_ {
        self.row(object).into_iter().flat_map(|row| row.in_order.iter().map(|&(_, item)| item))
    }

    /// The slots of one object with items that nobody has taken, in the order they came in.
    pub fn order(&self, object: ObjectId) -> impl Iterator<Item = u16> + '_ {
        self.row(object).into_iter().flat_map(|row| row.in_order.iter().map(|&(slot, _)| slot))
    }

    /// The items in the slots of one object that nobody has taken.
    pub fn items(&self, object: ObjectId) -> impl Iterator<Item = Item> + '_ {
        self.row(object).into_iter().flat_map(Row::items)
    }

    /// Somebody has consumed an item: what lies of it in arrays is only a copy now.
    pub fn consume_copies(&mut self, item: Item, reader: ThreadId, step: u64) {
        for row in self.rows.iter_mut().filter(|row| !row.has_indices) {
            for slot in &mut row.slots {
                if matches!(*slot, SlotContents::Full { item: it, .. } if it == item) {
                    *slot = SlotContents::Taken { item, reader, step };
                }
            }
        }
    }

    /// A thread has written an item, or something else, into an element of an array; `taken` says who
    /// had consumed that item already. Answers the unconsumed item that it wrote over.
    pub fn write_element(
        &mut self,
        step: u64,
        writer: ThreadId,
        object: ObjectId,
        slot: u16,
        (item, taken): (Option<Item>, Option<(ThreadId, u64)>),
    ) -> Option<Item> {
        let now = match (item, taken) {
            (Some(item), Some((reader, step))) => SlotContents::Taken { item, reader, step },
            (Some(item), None) => SlotContents::Full { item, writer, step },
            (None, _) => SlotContents::Cleared,
        };
        let row = self.row_mut(object);
        match std::mem::replace(&mut row.slots[usize::from(slot)], now) {
            SlotContents::Full { item, .. } => Some(item),
            _ => None,
        }
    }

    fn row(&self, object: ObjectId) -> Option<&Row> {
        self.rows.iter().find(|row| row.object == object)
    }

    fn row_mut(&mut self, object: ObjectId) -> &mut Row {
        let row = self.rows.iter_mut().find(|row| row.object == object);
        row.expect("whatever has slots has a row of them")
    }

    /// A thread has written an item, or something else, into a slot.
    pub fn write(
        &mut self,
        step: u64,
        writer: ThreadId,
        object: ObjectId,
        slot: u16,
        item: Option<Item>,
    ) -> Option<Violation> {
        let cause = self.cause(writer, object, slot, WRITE);
        self.note_use(writer, object, slot, WRITE);
        let row = self.row_mut(object);
        let now = match item {
            Some(item) => SlotContents::Full { item, writer, step },
            None => SlotContents::Cleared,
        };
        let before = std::mem::replace(&mut row.slots[usize::from(slot)], now);
        let lost = match before {
            SlotContents::Full { item: lost, writer: lost_writer, step: lost_step } => {
                row.in_order.retain(|&(at, _)| at != slot);
                Some(Violation::Overwrite {
                    writer,
                    item,
                    object,
                    slot,
                    lost,
                    lost_writer,
                    lost_step,
                    cause,
                })
            }
            _ => None,
        };
        if let Some(item) = item {
            row.in_order.push_back((slot, item));
        }
        lost
    }

    /// A thread has read a slot, and taken what it found.
    pub fn read(
        &mut self,
        step: u64,
        reader: ThreadId,
        object: ObjectId,
        slot: u16,
    ) -> Option<Violation> {
        let cause = self.cause(reader, object, slot, READ);
        self.note_use(reader, object, slot, READ);
        let row = self.row_mut(object);
        match row.slots[usize::from(slot)] {
            SlotContents::NeverWritten => Some(Violation::EmptyRead { reader, object, slot }),
            SlotContents::Cleared => None,
            SlotContents::Taken { item, reader: taken_by, step: taken_step } => {
                Some(Violation::DuplicateRead {
                    reader,
                    object,
                    slot,
                    item,
                    taken_by,
                    taken_step,
                    cause,
                })
            }
            SlotContents::Full { item, .. } => {
                row.slots[usize::from(slot)] = SlotContents::Taken { item, reader, step };
                let first = row.in_order.front().copied();
                row.in_order.retain(|&(at, _)| at != slot);
                let (_, expected) = first.filter(|&(at, _)| at != slot)?;
                Some(Violation::Order { reader, object, slot, item, expected })
            }
        }
    }

    /// A thread has read a `head` or `tail`.
    pub fn read_index(&mut self, step: u64, id: ThreadId) {
        self.index_read[id.index()] = step;
    }

    /// A thread has moved a `head` or `tail` on.
    pub fn move_index(&mut self, step: u64, id: ThreadId, object: ObjectId) {
        self.index_moved[id.index()] = step;
        if let Some((_, slot)) = self.used[id.index()].filter(|&(of, _)| of == object) {
            let uses = &mut self.row_mut(object).uses[usize::from(slot)];
            for last in uses.iter_mut().flatten().filter(|it| it.thread == id) {
                last.moved.get_or_insert(step);
            }
        }
    }

    /// Why a thread uses a slot that another has used in the same way: they shared the index, if both
    /// had read it before either moved it on; or there was no room, or nothing to take.
    fn cause(&self, id: ThreadId, object: ObjectId, slot: u16, way: usize) -> IndexCause {
        let Some(row) = self.row(object).filter(|row| row.has_indices) else {
            return IndexCause::Unknown;
        };
        let Some(last) = row.uses[usize::from(slot)][way] else { return IndexCause::Unknown };
        let own_read = self.index_read[id.index()];
        let first_read = own_read.min(last.read);
        let was_moved_between = self.index_moved[id.index()].max(last.moved_before) >= first_read
            || last.moved.is_some_and(|moved| moved < own_read);
        if last.thread != id && !was_moved_between {
            return IndexCause::SameIndex;
        }
        let full = row.in_order.len();
        let is_so = if way == WRITE { full == row.slots.len() } else { full == 0 };
        if is_so { IndexCause::DidNotWait } else { IndexCause::Unknown }
    }

    fn note_use(&mut self, id: ThreadId, object: ObjectId, slot: u16, way: usize) {
        self.used[id.index()] = Some((object, slot));
        let (read, moved_before) = (self.index_read[id.index()], self.index_moved[id.index()]);
        let now = Use { thread: id, read, moved_before, moved: None };
        self.row_mut(object).uses[usize::from(slot)][way] = Some(now);
    }
}

/// The two ways to use a slot.
const WRITE: usize = 0;
const READ: usize = 1;
