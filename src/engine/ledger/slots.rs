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
    /// For each thread, the step in which it last read `head` or `tail`.
    index_read: Vec<u64>,
    /// For each thread, the slot it used last.
    used: Vec<Option<(ObjectId, u16)>>,
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
    /// For each slot, the step in which whoever used it last moved `head` or `tail` on.
    index_moved: Vec<Option<u64>>,
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
            index_moved: vec![None; usize::from(object.capacity())],
        });
        let threads = program.thread_count();
        Slots { rows: rows.collect(), index_read: vec![0; threads], used: vec![None; threads] }
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
        let threads = size_of_val(&*self.index_read) + size_of_val(&*self.used);
        let of_row = |row: &Row| {
            let slot = size_of::<SlotContents>() + size_of::<Option<u64>>();
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
        self.row(object).map_or(0, |row| row.in_order.len())
    }

    /// The items in the slots of one object that nobody has taken, in the order they came in.
    pub fn in_order(&self, object: ObjectId) -> impl Iterator<Item = Item> + '_ {
        self.row(object).into_iter().flat_map(|row| row.in_order.iter().map(|&(_, item)| item))
    }

    /// The slots of one object with items that nobody has taken, in the order they came in.
    pub fn order(&self, object: ObjectId) -> impl Iterator<Item = u16> + '_ {
        self.row(object).into_iter().flat_map(|row| row.in_order.iter().map(|&(slot, _)| slot))
    }

    /// How many slots hold an item that nobody has taken.
    pub fn full(&self) -> usize {
        self.rows.iter().map(|row| row.in_order.len()).sum()
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
        let cause = self.cause(writer, object, slot);
        self.note_use(writer, object, slot);
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
        let cause = self.cause(reader, object, slot);
        self.note_use(reader, object, slot);
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
        if let Some((_, slot)) = self.used[id.index()].filter(|&(of, _)| of == object) {
            self.row_mut(object).index_moved[usize::from(slot)] = Some(step);
        }
    }

    /// Why a thread uses a slot that another has used: they shared the index, if it read
    /// the index before the other had moved it on.
    fn cause(&self, id: ThreadId, object: ObjectId, slot: u16) -> IndexCause {
        match self.row(object) {
            Some(row) if row.has_indices => match row.index_moved[usize::from(slot)] {
                Some(moved) if moved < self.index_read[id.index()] => IndexCause::DidNotWait,
                _ => IndexCause::SameIndex,
            },
            _ => IndexCause::Unknown,
        }
    }

    fn note_use(&mut self, id: ThreadId, object: ObjectId, slot: u16) {
        self.used[id.index()] = Some((object, slot));
        self.row_mut(object).index_moved[usize::from(slot)] = None;
    }
}
