//! The books of a run: what became of every item, who holds what, and the counters.
//!
//! A machine's state does not tell whether the item in a slot was taken already, as a
//! `get` leaves it there. The ledger knows, from the events, and so it notices at once
//! when a run does what it must never do.

mod copies;
mod deadlock;
mod slots;
mod standstill;
mod waiting;

pub use deadlock::is_lock;
pub use slots::SlotContents;

use super::machine::{Machine, Standing};
use super::violation::Violation;
use crate::program::{
    Access, Cell, Event, Exception, Item, ObjectId, Part, Program, RoleKind, ThreadId, Value, Work,
};
use copies::Copies;
use slots::Slots;

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
    /// For each thread, the item in its hands.
    carries: Vec<Option<Item>>,
    copies: Copies,
    /// How many threads that are no consumers have not ended.
    others_alive: usize,
    finished_since: Option<u64>,
    /// For each invariant, whether it was found broken and has not held since.
    is_broken: Vec<bool>,
    /// Whether a thread let go of an item that it had not in its own hands.
    has_asked_others: bool,
}

impl Ledger {
    /// The books at the start; `work` is what each thread has done before its first step.
    pub fn new(machine: &Machine, work: &[Work]) -> Ledger {
        let mut ledger = Ledger::blank(machine.program());
        for (id, work) in machine.program().thread_ids().zip(work) {
            ledger.book_work(id, work.consumed, work.produced);
            ledger.note_waiting(machine, id, 0);
        }
        ledger.count_others(machine);
        ledger.note_finished(machine, 0);
        ledger
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
            carries: vec![None; threads],
            copies: Copies::new(threads),
            others_alive: 0,
            finished_since: None,
            is_broken: vec![false; program.invariants.len()],
            has_asked_others: false,
        }
    }

    /// The books of a run of which only this much is known: what lies in the slots of each
    /// object, in which order it came in, and what is in each thread's hands. It is enough to tell
    /// what breaks a rule, and too little to tell who did what when.
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
        self.others_alive == 0 && self.left(machine) == 0
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
            + size_of_val(&*self.balance)
            + threads * (size_of::<Option<u64>>() + size_of::<Option<Item>>())
            + self.objects()
            + self.is_broken.len()
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
        let mut violation = self.book_event(program, step, id, event, counts);
        if event.ended && program.name_of(id).role != RoleKind::Consumer {
            self.others_alive -= 1;
        }
        let slept = self.book_waiting(machine, step, id, event);
        let intrusion = self.intrusion(machine, was_inside, id);
        self.note_finished(machine, step);
        if violation.is_none() {
            violation = self.broken_invariant(machine);
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
        let first = |known: Option<Violation>, found: Option<Violation>| match (known, found) {
            (Some(known), Some(found)) if !counts(&known) && counts(&found) => Some(found),
            (known, found) => known.or(found),
        };
        // Most steps have one access, and a chain of iterators is not worth its while for them.
        let mut violation = self.book_access(program, step, id, event.access);
        for &(_, access) in &event.more {
            let found = self.book_access(program, step, id, access);
            violation = first(violation, found);
        }
        self.book_work(id, event.consumed, event.produced);
        match event.raised {
            Some(exception) => first(violation, Some(raised(program, id, event, exception))),
            None => violation,
        }
    }

    fn book_access(
        &mut self,
        program: &Program,
        step: u64,
        id: ThreadId,
        access: Access,
    ) -> Option<Violation> {
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
                    _ => None,
                }
            }
            Access::Wrote { cell, value } => {
                let (object, part) = program.part_of(cell);
                match part {
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
                if let Some(item) = Item::from_value(value)
                    && !self.hand_over(id, value)
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

    /// The first invariant that does not hold any more, and did until now.
    fn broken_invariant(&mut self, machine: &mut Machine) -> Option<Violation> {
        let mut newly_broken = None;
        for (index, is_broken) in self.is_broken.iter_mut().enumerate() {
            if machine.holds(index) {
                *is_broken = false;
            } else if !*is_broken && newly_broken.is_none() {
                // One at a time: another is told with the next step.
                *is_broken = true;
                newly_broken = Some(Violation::Invariant { index });
            }
        }
        newly_broken
    }
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
    Violation::Exception { thread, exception, at, line, object }
}
