//! The books of a run: what became of every item, who holds what, and the counters.
//!
//! A machine's state does not tell whether the item in a slot was taken already, as a
//! `get` leaves it there. The ledger knows, from the events, and so it notices at once
//! when a run does what it must never do.

use super::machine::{Machine, Standing};
use super::violation::{DeadlockCause, IndexCause, Violation, Wait};
use crate::program::{
    Access, Cell, Event, Instruction, Item, ObjectId, ObjectKind, Part, Program, RoleKind,
    ThreadId, Value,
};
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
}

/// Numbers that describe how far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Items made.
    pub made: u64,
    /// Items consumed.
    pub consumed: u64,
    /// How often a thread came to have to wait.
    pub waits: u64,
    /// How often a thread entered the critical section while another was inside.
    pub intrusions: u64,
}

/// See the [module](self).
#[derive(Clone, Debug)]
pub struct Ledger {
    slots: Vec<SlotContents>,
    /// The items in slots that nobody has taken, in the order they were written.
    in_order: VecDeque<(u64, Item)>,
    counters: Counters,
    /// For each thread, the step in which it last read `head` or `tail`.
    index_read: Vec<u64>,
    /// For each thread, the slot it used last.
    slot_used: Vec<Option<u16>>,
    /// For each slot, the step in which whoever used it last moved `head` or `tail` on.
    index_moved: Vec<Option<u64>>,
    /// For each thread, the step after which it has waited ever since.
    waiting_since: Vec<Option<u64>>,
    /// For each thread, how many permits of each object it took and has not given back.
    balance: Vec<Vec<i32>>,
    /// For each thread, the item in its hands.
    carries: Vec<Option<Item>>,
}

impl Ledger {
    /// The books at the start; `made` is what each thread has made before its first step.
    pub fn new(machine: &Machine, made: Vec<Option<Item>>) -> Ledger {
        let program = machine.program();
        let threads = program.thread_count();
        let slots = program.buffers().next().map_or(0, |(_, buffer)| buffer.capacity());
        let mut ledger = Ledger {
            slots: vec![SlotContents::NeverWritten; usize::from(slots)],
            in_order: VecDeque::new(),
            counters: Counters::default(),
            index_read: vec![0; threads],
            slot_used: vec![None; threads],
            index_moved: vec![None; usize::from(slots)],
            waiting_since: vec![None; threads],
            balance: vec![vec![0; program.objects.len()]; threads],
            carries: made,
        };
        ledger.counters.made = ledger.carries.iter().flatten().count() as u64;
        for id in program.thread_ids() {
            ledger.note_waiting(machine, id, 0);
        }
        ledger
    }

    /// The slots of the buffer.
    pub fn slots(&self) -> &[SlotContents] {
        &self.slots
    }

    /// How many slots hold an item that nobody has taken.
    pub fn full_slots(&self) -> usize {
        self.in_order.len()
    }

    /// The counters.
    pub fn counters(&self) -> Counters {
        self.counters
    }

    /// The item a thread has in its hands: a producer until it has written it, a consumer
    /// from the read on until it has consumed it.
    pub fn carries(&self, id: ThreadId) -> Option<Item> {
        self.carries[id.index()]
    }

    /// The step after which a thread has waited ever since; `None` when it does not wait.
    pub fn waiting_since(&self, id: ThreadId) -> Option<u64> {
        self.waiting_since[id.index()]
    }

    /// The threads that took permits of a semaphore and have not given them back.
    pub fn holders(&self, semaphore: ObjectId) -> Vec<ThreadId> {
        let object = usize::from(semaphore.0);
        (0..self.balance.len())
            .filter(|&thread| self.balance[thread][object] > 0)
            .map(ThreadId::from_index)
            .collect()
    }

    /// Books the step with this number, which has led to `machine`.
    ///
    /// Answers the violation that the step is, and the threads that have to wait from now on.
    pub fn book(
        &mut self,
        machine: &Machine,
        was_inside: bool,
        step: u64,
        id: ThreadId,
        event: &Event,
    ) -> (Option<Violation>, Vec<ThreadId>) {
        let program = machine.program();
        let (object, part) = program.part_of(event.access.cell());
        let violation = match (part, event.access) {
            (Part::Slot(slot), access) => {
                let violation = match access {
                    Access::Wrote { value, .. } => self.write(step, id, slot, value),
                    _ => self.read(step, id, slot, access.value()),
                };
                // Only now: what is wrong depends on who had used the slot before.
                self.use_slot(id, slot);
                violation
            }
            (Part::Head | Part::Tail, Access::Read { .. }) => {
                self.index_read[id.index()] = step;
                None
            }
            (Part::Head | Part::Tail, Access::Wrote { .. }) => {
                if let Some(slot) = self.slot_used[id.index()] {
                    self.index_moved[usize::from(slot)] = Some(step);
                }
                None
            }
            (Part::Count, Access::Waited { .. }) => {
                self.balance[id.index()][usize::from(object.0)] += 1;
                None
            }
            (Part::Count, Access::Signalled { .. }) => {
                self.balance[id.index()][usize::from(object.0)] -= 1;
                None
            }
            _ => None,
        };
        if event.consumed.is_some() {
            self.counters.consumed += 1;
            self.carries[id.index()] = None;
        }
        if let Some(item) = event.produced {
            self.counters.made += 1;
            self.carries[id.index()] = Some(item);
        }
        let slept = self.book_waiting(machine, step, id, event.access);
        let intrusion = self.intrusion(machine, was_inside, id);
        (violation.or(intrusion), slept)
    }

    fn write(&mut self, step: u64, id: ThreadId, slot: u16, value: Value) -> Option<Violation> {
        let item = Item::from_value(value)?;
        let before = self.slots[usize::from(slot)];
        self.slots[usize::from(slot)] = SlotContents::Full { item, writer: id, step };
        self.in_order.push_back((step, item));
        if self.carries[id.index()] == Some(item) {
            self.carries[id.index()] = None;
        }
        let SlotContents::Full { item: lost, writer: lost_writer, step: lost_step } = before else {
            return None;
        };
        self.in_order.retain(|&(written, _)| written != lost_step);
        let cause = self.cause(id, slot);
        Some(Violation::Overwrite { writer: id, item, slot, lost, lost_writer, lost_step, cause })
    }

    fn read(&mut self, step: u64, id: ThreadId, slot: u16, value: Value) -> Option<Violation> {
        self.carries[id.index()] = Item::from_value(value);
        match self.slots[usize::from(slot)] {
            SlotContents::NeverWritten => Some(Violation::EmptyRead { reader: id, slot }),
            SlotContents::Taken { item, reader: taken_by, step: taken_step } => {
                let cause = self.cause(id, slot);
                Some(Violation::DuplicateRead {
                    reader: id,
                    slot,
                    item,
                    taken_by,
                    taken_step,
                    cause,
                })
            }
            SlotContents::Full { item, step: written, .. } => {
                self.slots[usize::from(slot)] = SlotContents::Taken { item, reader: id, step };
                let first = self.in_order.front().copied();
                self.in_order.retain(|&(it, _)| it != written);
                let (_, expected) = first.filter(|&(it, _)| it != written)?;
                Some(Violation::Order { reader: id, slot, item, expected })
            }
        }
    }

    /// Why a thread uses a slot that another has used: they shared the index, if it read
    /// the index before the other had moved it on.
    fn cause(&self, id: ThreadId, slot: u16) -> IndexCause {
        match self.index_moved[usize::from(slot)] {
            Some(moved) if moved < self.index_read[id.index()] => IndexCause::DidNotWait,
            _ => IndexCause::SameIndex,
        }
    }

    fn use_slot(&mut self, id: ThreadId, slot: u16) {
        self.slot_used[id.index()] = Some(slot);
        self.index_moved[usize::from(slot)] = None;
    }

    /// Books who waits after an access, and answers who did not before.
    fn book_waiting(
        &mut self,
        machine: &Machine,
        step: u64,
        id: ThreadId,
        access: Access,
    ) -> Vec<ThreadId> {
        let mut slept = Vec::new();
        let changed = match access {
            Access::Waited { cell, before: 1 } | Access::Signalled { cell, before: 0 } => {
                Some(cell)
            }
            _ => None,
        };
        if let Some(cell) = changed {
            for other in machine.program().thread_ids().filter(|&other| other != id) {
                if machine.waits_at(other) == Some(cell) && self.note_waiting(machine, other, step)
                {
                    slept.push(other);
                }
            }
        }
        if self.note_waiting(machine, id, step) {
            slept.push(id);
        }
        slept
    }

    /// Books whether one thread waits; whether it did not before.
    fn note_waiting(&mut self, machine: &Machine, id: ThreadId, step: u64) -> bool {
        let since = &mut self.waiting_since[id.index()];
        match machine.standing(id) {
            Standing::Waiting(_) if since.is_none() => {
                *since = Some(step);
                self.counters.waits += 1;
                true
            }
            Standing::Waiting(_) => false,
            Standing::Ready | Standing::Ended => {
                *since = None;
                false
            }
        }
    }

    fn intrusion(
        &mut self,
        machine: &Machine,
        was_inside: bool,
        id: ThreadId,
    ) -> Option<Violation> {
        let buffer = machine.inside(id)?;
        if was_inside {
            return None;
        }
        let inside = machine
            .program()
            .thread_ids()
            .find(|&other| other != id && machine.inside(other) == Some(buffer))?;
        self.counters.intrusions += 1;
        Some(Violation::MutualExclusion { entered: id, inside })
    }

    /// What is wrong with a state in which nobody can move; `None` when the run is finished.
    pub fn judge_standstill(&self, machine: &Machine) -> Option<Violation> {
        let program = machine.program();
        let producers_done = program.thread_ids().all(|id| {
            program.name_of(id).role == RoleKind::Consumer
                || machine.standing(id) == Standing::Ended
        });
        // An item in a consumer's hands is left too: it was made and never consumed.
        let in_hands = self.carries.iter().flatten().count();
        let left = (self.full_slots() + in_hands) as u32;
        let waits = self.waits(machine);
        match (producers_done, left) {
            (true, 0) => None,
            (true, _) => Some(Violation::Stranded { waits, left }),
            (false, _) => {
                let cause = self.deadlock_cause(machine, &waits);
                Some(Violation::Deadlock { waits, cause })
            }
        }
    }

    fn waits(&self, machine: &Machine) -> Vec<Wait> {
        let waiting = machine.program().thread_ids().filter_map(|thread| {
            let Standing::Waiting(semaphore) = machine.standing(thread) else { return None };
            Some(Wait { thread, semaphore, holders: self.holders(semaphore) })
        });
        waiting.collect()
    }

    fn deadlock_cause(&self, machine: &Machine, waits: &[Wait]) -> DeadlockCause {
        let program = machine.program();
        let signalled_by = |semaphore: ObjectId, role: RoleKind| {
            let cell = program.object(semaphore).base;
            program.roles.iter().filter(|it| it.kind == role).any(|it| signals(&it.code, cell))
        };
        // A permit that somebody took, and whose code never gives it back.
        for wait in waits.iter().filter(|wait| is_lock(program, wait.semaphore)) {
            for &holder in &wait.holders {
                let role = program.name_of(holder).role;
                if !signalled_by(wait.semaphore, role) {
                    return DeadlockCause::ForgottenSignal {
                        semaphore: wait.semaphore,
                        holder: Some(holder),
                        role: Some(role),
                    };
                }
            }
        }
        // A permit that one role should give the other, and no code does.
        for wait in waits {
            if ![RoleKind::Producer, RoleKind::Consumer]
                .into_iter()
                .any(|role| signalled_by(wait.semaphore, role))
            {
                return DeadlockCause::ForgottenSignal {
                    semaphore: wait.semaphore,
                    holder: None,
                    role: None,
                };
            }
        }
        for wait in waits.iter().filter(|wait| is_lock(program, wait.semaphore)) {
            if let Some(&holder) = wait.holders.first()
                && let Some(blocked) = waits.iter().find(|it| it.thread == holder)
            {
                return DeadlockCause::Cycle {
                    holder,
                    held: wait.semaphore,
                    wanted: blocked.semaphore,
                };
            }
        }
        let semaphore = waits.first().map_or(ObjectId(0), |wait| wait.semaphore);
        DeadlockCause::NoFirstPermit { semaphore }
    }
}

/// Whether a semaphore is used as a lock: some role both takes and should give it. A
/// semaphore that one role takes and the other gives counts things instead.
fn is_lock(program: &Program, semaphore: ObjectId) -> bool {
    let object = program.object(semaphore);
    let cell = object.base;
    let takers = program.roles.iter().filter(|role| waits_for(&role.code, cell)).count();
    let guards_both = takers == program.roles.len();
    let has_user_of_both =
        program.roles.iter().any(|role| waits_for(&role.code, cell) && signals(&role.code, cell));
    matches!(object.kind, ObjectKind::Semaphore { .. }) && (guards_both || has_user_of_both)
}

fn signals(code: &[Instruction], cell: Cell) -> bool {
    code.contains(&Instruction::Signal(cell))
}

fn waits_for(code: &[Instruction], cell: Cell) -> bool {
    code.contains(&Instruction::Wait(cell))
}
