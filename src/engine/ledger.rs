//! The books of a run: what became of every item, who holds what, and the counters.
//!
//! A machine's state does not tell whether the item in a slot was taken already, as a
//! `get` leaves it there. The ledger knows, from the events, and so it notices at once
//! when a run does what it must never do.

mod copies;
mod deadlock;
mod letting_go;
mod looks;
mod lost_updates;
mod slots;
mod standstill;
mod waiting;
mod wakes;

pub use looks::can_look;
pub use slots::SlotContents;

use super::machine::{Machine, Standing};
use super::violation::{IndexCause, Violation};
use crate::program::{
    Access, Cell, Event, Exception, Form, Item, ObjectId, Part, Program, RoleKind, ThreadId, Value,
    Work,
};
use copies::Copies;
use looks::Looks;
use lost_updates::lost_update;
use slots::Slots;
use wakes::Wakes;

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
    slots: Slots,
    counters: Counters,
    /// For each thread, the step after which it has waited ever since.
    waiting_since: Vec<Option<u64>>,
    /// The threads that wait, a bit for each.
    waiting: u64,
    /// How many permits of each object each thread took and has not given back: all objects of
    /// the first thread, then of the next.
    balance: Vec<i32>,
    /// For each object, whether a permit of it was ever given.
    was_signalled: Vec<bool>,
    wakes: Wakes,
    /// For each thread, the item in its hands.
    carries: Vec<Option<Item>>,
    copies: Copies,
    /// Where threads can look at items: what became of those.
    looks: Option<Looks>,
    /// How many threads that are no consumers have not ended.
    others_alive: usize,
    finished_since: Option<u64>,
    /// The first invariant that did not hold before the first step.
    broken_from_the_start: Option<usize>,
    /// Whether a thread let go of an item that it had not in its own hands.
    has_asked_others: bool,
}

impl Ledger {
    /// The books at the start; `work` is what each thread has done before its first step.
    pub fn new(machine: &Machine, work: &[Work]) -> Ledger {
        let program = machine.program();
        let mut ledger = Ledger { looks: Looks::of(program), ..Ledger::blank(program) };
        for (id, work) in program.thread_ids().zip(work) {
            ledger.book_work(id, work.consumed, work.produced);
            ledger.note_waiting(machine, id, 0);
        }
        ledger.count_others(machine);
        ledger.note_finished(machine, 0);
        ledger.broken_from_the_start = broken_invariant(&mut machine.clone());
        ledger
    }

    /// The first invariant that did not hold before the first step.
    pub fn broken_from_the_start(&self) -> Option<Violation> {
        self.broken_from_the_start.map(|index| Violation::Invariant { index })
    }

    /// Books in which nothing has happened and nobody is alive.
    fn blank(program: &Program) -> Ledger {
        let threads = program.thread_count();
        Ledger {
            slots: Slots::new(program),
            counters: Counters::default(),
            waiting_since: vec![None; threads],
            waiting: 0,
            balance: vec![0; program.objects.len() * threads],
            was_signalled: vec![false; program.objects.len()],
            wakes: Wakes::new(program),
            carries: vec![None; threads],
            copies: Copies::new(threads),
            looks: None,
            others_alive: 0,
            finished_since: None,
            broken_from_the_start: None,
            has_asked_others: false,
        }
    }

    /// The books of a run of a program that never looks at an item without taking it, of which only
    /// this much is known: what lies in the slots of each object, in which order it came in, and
    /// what is in each thread's hands. It is enough to tell what breaks a rule, and too little to
    /// tell who did what when.
    pub fn resume(
        program: &Program,
        rows: impl IntoIterator<Item = (ObjectId, Vec<SlotContents>, Vec<u16>)>,
        carries: Vec<Option<Item>>,
    ) -> Ledger {
        let mut ledger = Ledger { carries, ..Ledger::blank(program) };
        for (object, contents, order) in rows {
            ledger.slots.resume(object, contents, order);
        }
        ledger
    }

    /// Counts the threads that are no consumers and have not ended.
    pub fn count_others(&mut self, machine: &Machine) {
        let program = machine.program();
        let is_alive = |&id: &ThreadId| {
            program.name_of(id).role != RoleKind::Consumer
                && machine.standing(id) != Standing::Ended
        };
        self.others_alive = program.thread_ids().filter(is_alive).count();
    }

    /// Whether a rule had to ask who else has an item in its hands. As long as it has not,
    /// items need not be told apart.
    pub fn has_asked_others(&self) -> bool {
        self.has_asked_others
    }

    /// Whether only consumers have not ended, and nothing is left for them.
    pub fn is_finished(&self, machine: &Machine) -> bool {
        match machine.program().form {
            Form::Roles => self.others_alive == 0 && self.left(machine) == 0,
            Form::Whole => machine.is_over(),
        }
    }

    /// The slots of a buffer, or of an array that holds items; none for other objects.
    pub fn slots(&self, object: ObjectId) -> &[SlotContents] {
        self.slots.of(object)
    }

    /// How many slots of a buffer or array hold an item that nobody has taken.
    pub fn full_slots(&self, object: ObjectId) -> usize {
        self.slots.full_in(object)
    }

    /// The items in the slots of one object that nobody has taken, in the order they came in.
    pub fn in_order(&self, object: ObjectId) -> impl Iterator<Item = Item> + '_ {
        self.slots.in_order(object)
    }

    /// The slots of one object with items that nobody has taken, in the order they came in.
    pub fn slot_order(&self, object: ObjectId) -> impl Iterator<Item = u16> + '_ {
        self.slots.order(object)
    }

    /// The items that were put into a container although nobody had them in hand, and whether
    /// they were taken since.
    pub fn doubled(&self) -> impl Iterator<Item = (Item, bool)> + '_ {
        self.copies.doubled()
    }

    /// The items that were taken last, of each producer one.
    pub fn taken_last(&self) -> impl Iterator<Item = Item> + '_ {
        self.copies.taken_last()
    }

    /// The items that break a rule when they are taken once more.
    pub fn taken_once(&self) -> impl Iterator<Item = Item> + '_ {
        self.copies.taken_once()
    }

    /// The items that lie where threads can look at them, or lay there and are still used, and whether
    /// somebody has consumed them.
    pub fn looked_at(&self) -> impl Iterator<Item = (Item, bool)> + '_ {
        self.looks.iter().flat_map(|looks| {
            let stored = looks.unconsumed().map(|item| (item, false));
            stored.chain(looks.consumed().map(|item| (item, true)))
        })
    }

    /// The item that a thread [carries](Ledger::carries), or has looked at last.
    pub fn in_hand(&self, id: ThreadId) -> Option<Item> {
        self.carries(id).or_else(|| self.looks.as_ref()?.seen(id))
    }

    /// The counters.
    pub fn counters(&self) -> Counters {
        self.counters
    }

    /// The item a thread has in its hands: one it has made, until it is in a container; one it
    /// took from a container, the latest, until it has consumed it.
    pub fn carries(&self, id: ThreadId) -> Option<Item> {
        self.carries[id.index()]
    }

    /// The step after which a thread has waited ever since; `None` when it does not wait.
    pub fn waiting_since(&self, id: ThreadId) -> Option<u64> {
        self.waiting_since[id.index()]
    }

    /// The threads that wait, a bit for each: the first thread's is the lowest.
    pub fn waiting(&self) -> u64 {
        self.waiting
    }

    /// The threads that took permits of a semaphore, or the lock, and have not given them
    /// back.
    pub fn holders(&self, object: ObjectId) -> Vec<ThreadId> {
        let of_object = self.balance.iter().skip(object.0.into()).step_by(self.objects());
        let holds = of_object.enumerate().filter(|(_, balance)| **balance > 0);
        holds.map(|(thread, _)| ThreadId::from_index(thread)).collect()
    }

    fn objects(&self) -> usize {
        self.was_signalled.len()
    }

    /// About how many bytes the books take.
    pub fn heap_bytes(&self) -> usize {
        let threads = self.carries.len();
        self.slots.heap_bytes()
            + self.copies.heap_bytes()
            + self.looks.as_ref().map_or(0, Looks::heap_bytes)
            + size_of_val(&*self.balance)
            + threads * (size_of::<Option<u64>>() + size_of::<Option<Item>>())
            + self.objects()
            + self.wakes.heap_bytes()
    }

    /// The step since which every thread that is no consumer has ended, and nothing has been
    /// left.
    pub fn finished_since(&self) -> Option<u64> {
        self.finished_since
    }

    /// Books the step with this number, which has led to `machine`.
    ///
    /// Answers the violation that the step is, and the threads that have to wait from now on.
    pub fn book(
        &mut self,
        machine: &mut Machine,
        was_inside: bool,
        step: u64,
        id: ThreadId,
        event: &Event,
    ) -> (Option<Violation>, Vec<ThreadId>) {
        self.book_looking_for(machine, was_inside, step, id, event, |_| true)
    }

    /// The same, where not every violation counts: a step that breaks several rules is told by the first that does,
    /// or, where none does, by the first of all.
    pub fn book_looking_for(
        &mut self,
        machine: &mut Machine,
        was_inside: bool,
        step: u64,
        id: ThreadId,
        event: &Event,
        counts: impl Fn(&Violation) -> bool,
    ) -> (Option<Violation>, Vec<ThreadId>) {
        let program = machine.program();
        let mut violation = self.book_event(program, step, id, event, &counts);
        let lost = self.settle_looks(machine, id);
        violation = first_that_counts(&counts, violation, lost);
        let program = machine.program();
        if event.ended && program.name_of(id).role != RoleKind::Consumer {
            self.others_alive -= 1;
        }
        let slept = self.book_waiting(machine, step, id, event);
        let intrusion = self.intrusion(machine, was_inside, id);
        self.note_finished(machine, step);
        if violation.is_none() {
            violation = broken_invariant(machine).map(|index| Violation::Invariant { index });
        }
        (violation.or(intrusion), slept)
    }

    /// Books what a step did to items and to what others wait for. Answers the first rule that it
    /// broke of those that count, or of all where none counts; what it did to all the others is for [`Ledger::book`].
    pub fn book_event(
        &mut self,
        program: &Program,
        step: u64,
        id: ThreadId,
        event: &Event,
        counts: impl Fn(&Violation) -> bool,
    ) -> Option<Violation> {
        let first = |known, found| first_that_counts(&counts, known, found);
        // Most steps have one access, and a chain of iterators is not worth its while for them.
        let mut violation = self.book_access(program, step, id, event.access);
        for &(_, access) in &event.more {
            let found = self.book_access(program, step, id, access);
            violation = first(violation, found);
        }
        let consumed = self.book_consuming(program, step, id, event);
        self.book_work(id, event.consumed, event.produced);
        let violation = first(violation, consumed);
        match event.raised {
            Some(exception) => first(violation, Some(raised(program, id, event, exception))),
            None => violation,
        }
    }

    /// Books that an item was consumed at which others may have looked as well.
    fn book_consuming(
        &mut self,
        program: &Program,
        step: u64,
        id: ThreadId,
        event: &Event,
    ) -> Option<Violation> {
        if let Some(cell) = event.consumed_unset
            && let (object, Part::Slot(slot)) = program.part_of(cell)
        {
            return Some(Violation::ConsumedUnset { reader: id, object, slot });
        }
        let (item, looks) = (event.consumed?, self.looks.as_mut()?);
        self.slots.consume_copies(item, id, step);
        let (consumed_by, consumed_step) = looks.consume(item, id, step)?;
        Some(Violation::ConsumedTwice { thread: id, item, consumed_by, consumed_step })
    }

    /// Answers what a step has lost of what lay where threads could look at it.
    fn settle_looks(&mut self, machine: &Machine, id: ThreadId) -> Option<Violation> {
        let (lost, place) = self.looks.as_mut()?.settle(machine)?;
        Some(match place {
            Some((object, slot)) => Violation::Overwrite {
                writer: id,
                item: match self.slots.of(object).get(usize::from(slot)) {
                    Some(SlotContents::Full { item, .. } | SlotContents::Taken { item, .. }) => {
                        Some(*item)
                    }
                    _ => None,
                },
                object,
                slot,
                lost: lost.item,
                lost_writer: lost.by,
                lost_step: lost.step,
                cause: IndexCause::Unknown,
            },
            None => Violation::Lost {
                thread: id,
                item: lost.item,
                stored_by: lost.by,
                stored_step: lost.step,
            },
        })
    }

    fn book_access(
        &mut self,
        program: &Program,
        step: u64,
        id: ThreadId,
        access: Access,
    ) -> Option<Violation> {
        self.wakes.book(program, step, id, access);
        match access {
            Access::Read { cell, value, takes } => {
                let (object, part) = program.part_of(cell);
                match part {
                    Part::Slot(slot) if takes => {
                        self.take(id, value);
                        self.slots.read(step, id, object, slot)
                    }
                    Part::Head | Part::Tail => {
                        self.slots.read_index(step, id);
                        None
                    }
                    Part::Slot(_) | Part::Element(_) => {
                        if let Some(looks) = &mut self.looks {
                            looks.look(id, value);
                        }
                        None
                    }
                    _ => None,
                }
            }
            Access::NotedWrite { cell, is_lost_update: true, .. } => lost_update(program, id, cell),
            Access::Wrote { cell, value } => {
                let (object, part) = program.part_of(cell);
                match part {
                    Part::Slot(slot) if !program.object(object).has_indices() => {
                        self.hand_over(id, value);
                        self.write_element(step, id, object, slot, value);
                        None
                    }
                    Part::Element(_) => {
                        if let (Some(looks), Some(item)) =
                            (&mut self.looks, Item::from_value(value))
                        {
                            looks.store(item, id, step);
                        }
                        None
                    }
                    Part::Slot(slot) => {
                        self.hand_over(id, value);
                        self.slots.write(step, id, object, slot, Item::from_value(value))
                    }
                    Part::Head | Part::Tail => {
                        self.slots.move_index(step, id, object);
                        None
                    }
                    _ => None,
                }
            }
            Access::Inserted { value, .. } => {
                // Where threads look at items a copy is nothing odd: there it is the consuming that
                // must not happen twice.
                if let Some(item) = Item::from_value(value)
                    && !self.hand_over(id, value)
                    && self.looks.is_none()
                {
                    self.copies.put_again(item);
                }
                None
            }
            Access::Removed { cell, value, .. } => {
                self.take(id, value);
                let item = Item::from_value(value)?;
                let (taken_by, taken_step) = self.copies.take(item, id, step)?;
                let (object, _) = program.part_of(cell);
                Some(Violation::TakenTwice { reader: id, object, item, taken_by, taken_step })
            }
            _ => {
                self.book_holding(program, id, access);
                None
            }
        }
    }

    /// Books what a thread wrote into an element of an array of items.
    fn write_element(
        &mut self,
        step: u64,
        id: ThreadId,
        object: ObjectId,
        slot: u16,
        value: Value,
    ) {
        let Some(looks) = &mut self.looks else { return };
        let item = Item::from_value(value);
        let taken = item.and_then(|it| looks.consumer(it));
        if let Some(item) = item {
            looks.store(item, id, step);
        }
        if let Some(lost) = self.slots.write_element(step, id, object, slot, (item, taken)) {
            looks.replace(object, slot, lost);
        }
    }

    /// Books who has got what others may wait for.
    fn book_holding(&mut self, program: &Program, id: ThreadId, access: Access) {
        let index = |cell: Cell| usize::from(program.part_of(cell).0.0);
        let objects = self.objects();
        let own = id.index() * objects;
        match access {
            Access::Waited { cell, .. } => self.balance[own + index(cell)] += 1,
            Access::Signalled { cell, .. } => {
                let object = index(cell);
                self.balance[own + object] -= 1;
                self.was_signalled[object] = true;
            }
            Access::Acquired { cell } | Access::Retook { lock: cell, .. } => {
                self.balance[own + index(cell)] = 1;
            }
            Access::Released { cell, .. } | Access::BeganToWait { lock: cell, .. } => {
                // Anybody may release a lock, whoever holds it.
                self.balance.iter_mut().skip(index(cell)).step_by(objects).for_each(|it| *it = 0);
            }
            _ => {}
        }
    }

    /// A thread has taken something out of a container.
    fn take(&mut self, id: ThreadId, value: Value) {
        if let Some(item) = Item::from_value(value) {
            self.carries[id.index()] = Some(item);
        }
    }

    /// A thread has put something into a container. Whether that is an item somebody had in hand.
    fn hand_over(&mut self, id: ThreadId, value: Value) -> bool {
        Item::from_value(value).is_some_and(|item| self.let_go(id, item))
    }

    /// A thread has done with an item. Whether it was in anybody's hands: a thread may have got
    /// it from another one through a variable.
    fn let_go(&mut self, id: ThreadId, item: Item) -> bool {
        let has_it = |hand: &Option<Item>| *hand == Some(item);
        let own = Some(id.index()).filter(|&own| has_it(&self.carries[own]));
        self.has_asked_others |= own.is_none();
        let whose = own.or_else(|| self.carries.iter().position(has_it));
        if let Some(whose) = whose {
            self.carries[whose] = None;
        }
        whose.is_some()
    }

    fn book_work(&mut self, id: ThreadId, consumed: Option<Item>, produced: Option<Item>) {
        if let Some(item) = consumed {
            self.counters.consumed += 1;
            self.let_go(id, item);
        }
        if produced.is_some() {
            self.counters.made += 1;
            self.carries[id.index()] = produced;
        }
    }

    fn intrusion(
        &mut self,
        machine: &Machine,
        was_inside: bool,
        id: ThreadId,
    ) -> Option<Violation> {
        let object = machine.inside(id)?;
        if was_inside {
            return None;
        }
        let inside = machine
            .program()
            .thread_ids()
            .find(|&other| other != id && machine.inside(other) == Some(object))?;
        self.counters.intrusions += 1;
        Some(Violation::MutualExclusion { entered: id, inside, object })
    }
}

/// The first of two violations of one step; the second if only that counts.
fn first_that_counts(
    counts: &impl Fn(&Violation) -> bool,
    known: Option<Violation>,
    found: Option<Violation>,
) -> Option<Violation> {
    match (known, found) {
        (Some(known), Some(found)) if !counts(&known) && counts(&found) => Some(found),
        (known, found) => known.or(found),
    }
}

/// The first of the program's invariants that does not hold in this state.
fn broken_invariant(machine: &mut Machine) -> Option<usize> {
    (0..machine.program().invariants.len()).find(|&it| !machine.holds(it))
}

/// A thread has ended with an exception.
fn raised(program: &Program, thread: ThreadId, event: &Event, exception: Exception) -> Violation {
    let (role, _) = program.role_of(thread);
    let (last, access) = event.accesses().next_back().expect("a step has a first access");
    let at = event.raised_at.unwrap_or(last);
    let line = role.line(at);
    if exception == Exception::ASSERTION_ERROR {
        return Violation::Assertion { thread, line };
    }
    let object = match access {
        _ if at != last => None,
        Access::Failed { cell, .. } | Access::TimedOut { cell } => Some(program.part_of(cell).0),
        _ => None,
    };
    if let (Exception::BEYOND_ROOM, Some(object)) = (exception, object) {
        return Violation::Grows { thread, object };
    }
    Violation::Exception { thread, exception, at, line, object }
}
