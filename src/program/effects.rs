//! What each instruction touches: the one description that liveness, reductions, critical sections, the
//! sentences about deadlocks and the picture ask.
//!
//! [`Instruction::effects`] is exhaustive on purpose. Whoever adds an instruction says here what it reads,
//! writes, waits for, takes, gives and wakes, and everything that asks knows it.

mod few;

use super::code::{Blocking, Instruction, Local, Operand, Operation, Pc, Place, Role, started};
use super::memory::Cell;
use super::objects::barrier::{BarrierDeed, BarrierWait};
use few::Few;

/// What an instruction touches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// The locals whose values it uses.
    pub reads: Few<Local>,
    /// The locals whose values it only prints: what a program does next does not depend on them.
    pub shows: Few<Local>,
    /// The locals it gives a value, or perhaps does.
    pub writes: Few<Local>,
    /// The cells it touches; of elements in a row, or of slots, the first one stands for all.
    pub cells: Few<Touched>,
    /// The cell of the object it may have to wait for: a semaphore's count, a lock, a condition's
    /// waiters, a container's length.
    pub waits_at: Option<Cell>,
    /// What it has to do with a lock, or with a semaphore, which can be used as one.
    pub lock: Option<(Cell, LockUse)>,
    /// The cell whose waiters it may let go on, other than by giving it or by changing what is in a
    /// container.
    pub wakes: Option<Cell>,
    /// What it does with an element of a container.
    pub element: Option<ElementUse>,
    /// Whether it touches more than one cell, or looks before it writes. Then real threads make it under
    /// a lock, so that no other step comes in between.
    pub is_wide: bool,
    /// Where a thread goes on, besides what catches its exceptions.
    pub next: Next,
}

/// How an instruction touches a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The cell.
    pub cell: Cell,
    /// Whether its value matters.
    pub reads: bool,
    /// Whether it may get another one.
    pub writes: bool,
}

/// What an instruction has to do with a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockUse {
    /// It takes it, unless it gives up.
    Takes,
    /// It takes it again after having [lent](LockUse::Lends) it, also when it gives up waiting.
    Retakes,
    /// It gives it back.
    Gives,
    /// It gives it back until it has waited.
    Lends,
    /// It must have it.
    Needs,
}

/// What an instruction does with an element of a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementUse {
    /// It puts it in.
    PutsIn,
    /// It takes it out.
    TakesOut,
    /// It looks at it where it lies.
    LooksAt,
    /// It puts another one in its place.
    Replaces,
}

/// Where a thread goes on behind an instruction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Next {
    /// At the one behind it.
    #[default]
    Behind,
    /// There.
    To(Pc),
    /// There, or at the one behind it.
    ToOrBehind(Pc),
    /// At one of two places.
    Either(Pc, Pc),
    /// Nowhere.
    Ends,
}

impl Effects {
    /// The lock or semaphore that it takes and has not lent before.
    pub fn takes(&self) -> Option<Cell> {
        self.used_as(&[LockUse::Takes])
    }

    /// The lock or semaphore that it takes, also after having lent it.
    pub fn comes_to_hold(&self) -> Option<Cell> {
        self.used_as(&[LockUse::Takes, LockUse::Retakes])
    }

    /// The semaphore or lock that it gives back or signals for good.
    pub fn gives(&self) -> Option<Cell> {
        self.used_as(&[LockUse::Gives])
    }

    /// The semaphore or lock that it gives back, if only until it has waited.
    pub fn lets_go(&self) -> Option<Cell> {
        self.used_as(&[LockUse::Gives, LockUse::Lends])
    }

    fn used_as(&self, uses: &[LockUse]) -> Option<Cell> {
        self.lock.filter(|(_, it)| uses.contains(it)).map(|(cell, _)| cell)
    }

    fn using(mut self, operand: Operand) -> Effects {
        if let Operand::Local(local) = operand {
            self.reads.push(local);
        }
        self
    }

    fn showing(mut self, operand: Operand) -> Effects {
        if let Operand::Local(local) = operand {
            self.shows.push(local);
        }
        self
    }

    fn reading(mut self, local: Local) -> Effects {
        self.reads.push(local);
        self
    }

    fn setting(mut self, local: Local) -> Effects {
        self.writes.push(local);
        self
    }

    fn touching(mut self, cell: Cell, reads: bool, writes: bool) -> Effects {
        self.cells.push(Touched { cell, reads, writes });
        self
    }

    /// Its value matters, and it may get another one.
    fn changing(self, cell: Cell) -> Effects {
        self.touching(cell, true, true)
    }

    fn looking_at(self, cell: Cell) -> Effects {
        self.touching(cell, true, false)
    }

    fn lock(mut self, cell: Cell, is_used: LockUse) -> Effects {
        self.lock = Some((cell, is_used));
        self
    }

    fn waking(mut self, cell: Cell) -> Effects {
        self.wakes = Some(cell);
        self
    }

    fn element(mut self, is_used: ElementUse) -> Effects {
        self.element = Some(is_used);
        self
    }

    fn wide(mut self) -> Effects {
        self.is_wide = true;
        self
    }

    fn going(mut self, next: Next) -> Effects {
        self.next = next;
        self
    }

    fn reading_place(self, place: Place, takes: bool) -> Effects {
        let is_used = if takes { ElementUse::TakesOut } else { ElementUse::LooksAt };
        match place {
            Place::Cell(cell) => self.looking_at(cell),
            Place::Slot { first, count: _, index } => {
                self.looking_at(first).reading(index).element(is_used)
            }
            Place::Entry { first, count: _, index } => {
                self.looking_at(first).using(index).element(is_used)
            }
            // It has to look how long the list is.
            Place::Element { list, index } => {
                self.looking_at(list.length).using(index).element(is_used).wide()
            }
            Place::Beside { list: _, first, index } => self.looking_at(first).using(index).wide(),
        }
    }

    fn writing_place(self, place: Place) -> Effects {
        match place {
            Place::Cell(cell) => self.touching(cell, false, true),
            Place::Slot { first, count: _, index } => {
                self.touching(first, false, true).reading(index).element(ElementUse::PutsIn)
            }
            Place::Entry { first, count: _, index } => {
                self.touching(first, false, true).using(index).element(ElementUse::PutsIn)
            }
            Place::Element { list, index } => {
                self.changing(list.length).using(index).element(ElementUse::Replaces).wide()
            }
            Place::Beside { list: _, first, index } => {
                self.touching(first, false, true).using(index).wide()
            }
        }
    }
}

impl Instruction {
    /// What it touches.
    pub fn effects(&self) -> Effects {
        let none = Effects::default();
        match *self {
            Instruction::Do(ref operation) => operation.effects(),
            Instruction::Block { ref on, answer, timeout } => {
                let mut effects = Effects { waits_at: Some(on.cell()), ..on.effects() };
                if let Some(timeout) = timeout {
                    effects = effects.using(timeout).wide();
                }
                answer.into_iter().fold(effects, Effects::setting)
            }
            Instruction::Set { into, value } => none.using(value).setting(into),
            Instruction::Compute { operator: _, left, right, into } => {
                none.using(left).using(right).setting(into)
            }
            Instruction::Need(local) => none.reading(local),
            Instruction::Jump(to) => none.going(Next::To(to)),
            Instruction::JumpIf { value, is: _, to } => {
                none.using(value).going(Next::ToOrBehind(to))
            }
            Instruction::Again { to, enough: None } => none.going(Next::To(to)),
            Instruction::Again { to, enough: Some(enough) } => none.going(Next::Either(to, enough)),
            Instruction::Produce { into, all_made } => {
                none.setting(into).going(Next::ToOrBehind(all_made))
            }
            Instruction::Consume(value) | Instruction::Pause(value) => none.using(value),
            Instruction::Print { text: _, operands } => {
                operands.into_iter().fold(none, Effects::showing)
            }
            Instruction::GiveWay => none,
            Instruction::Raise(value) => none.using(value).going(Next::Ends),
            Instruction::End => none.going(Next::Ends),
        }
    }

    /// The places in it that jumps lead to, for whoever moves code.
    pub fn targets_mut(&mut self) -> impl Iterator<Item = &mut Pc> {
        let [first, second] = match self {
            Instruction::Jump(to)
            | Instruction::JumpIf { value: _, is: _, to }
            | Instruction::Produce { into: _, all_made: to } => [Some(to), None],
            Instruction::Again { to, enough } => [Some(to), enough.as_mut()],
            Instruction::Block { on, answer: _, timeout: _ } => [on.target_mut(), None],
            Instruction::Do(_)
            | Instruction::Set { .. }
            | Instruction::Compute { .. }
            | Instruction::Need(_)
            | Instruction::Consume(_)
            | Instruction::Pause(_)
            | Instruction::Print { .. }
            | Instruction::GiveWay
            | Instruction::Raise(_)
            | Instruction::End => [None, None],
        };
        first.into_iter().chain(second)
    }
}

impl Operation {
    fn effects(&self) -> Effects {
        let none = Effects::default();
        match *self {
            Operation::Load { from, into, takes } => none.reading_place(from, takes).setting(into),
            Operation::Store { value, to } => none.writing_place(to).using(value),
            Operation::Signal { count, most } => {
                let effects = none.changing(count).lock(count, LockUse::Gives);
                if most.is_some() { effects.wide() } else { effects }
            }
            Operation::Release(lock) => none.changing(lock).lock(lock, LockUse::Gives),
            Operation::Leave(lock) => none.changing(lock).lock(lock, LockUse::Gives).wide(),
            Operation::BeginWait { waiters, lock, strict: _, depth } => {
                let effects = none.changing(waiters).changing(lock).lock(lock, LockUse::Lends);
                depth.into_iter().fold(effects, Effects::setting).wide()
            }
            Operation::Notify { waiters, lock, is_reentrant: _, count } => {
                let effects = none.changing(waiters).waking(waiters).using(count).wide();
                match lock {
                    Some(lock) => effects.looking_at(lock).lock(lock, LockUse::Needs),
                    None => effects,
                }
            }
            Operation::SetFlag(flag) => none.changing(flag).waking(flag).wide(),
            Operation::ClearFlag(flag) => none.changing(flag).wide(),
            Operation::Add { cell, amount, negative: _, into } => {
                none.changing(cell).using(amount).setting(into).wide()
            }
            Operation::Swap { cell, value, into } => {
                none.changing(cell).using(value).setting(into).wide()
            }
            Operation::CompareAndSwap { cell, old, new, into } => {
                none.changing(cell).using(old).using(new).setting(into).wide()
            }
            Operation::SleepIf { cell, waiters, seen, into } => {
                none.looking_at(cell).changing(waiters).using(seen).setting(into).wide()
            }
            Operation::Append { list, value } => {
                none.changing(list.length).using(value).element(ElementUse::PutsIn).wide()
            }
            Operation::Pop { list, last: _, into } => {
                none.changing(list.length).setting(into).element(ElementUse::TakesOut).wide()
            }
            Operation::CloneSender { channel, alive } => {
                none.changing(channel).reading(alive).wide()
            }
            Operation::DropEnd { channel, end: _, alive } => {
                none.changing(channel.length).reading(alive).setting(alive).wide()
            }
            Operation::Offer { channel } => none.changing(channel).wide(),
            Operation::AtBarrier { barrier, deed } => match deed {
                BarrierDeed::Abort | BarrierDeed::Reset => {
                    none.changing(barrier).waking(barrier).wide()
                }
                BarrierDeed::CountWaiting { into } | BarrierDeed::LookIfBroken { into } => {
                    none.looking_at(barrier).setting(into).wide()
                }
            },
            Operation::EndRole(alive) => none.changing(alive).waking(alive).wide(),
            Operation::Start { alive, thread: _ } => {
                let started = started(alive);
                none.changing(alive).changing(started).waking(started).wide()
            }
            Operation::NoteRead { readers } | Operation::NoteWrite { readers, is_update: _ } => {
                none.reading_place(readers, false).writing_place(readers)
            }
            Operation::LookIfAlive { alive, thread: _, into } => {
                none.looking_at(alive).setting(into)
            }
            Operation::Choose { ways: _, into } => none.setting(into),
        }
    }
}

impl Blocking {
    fn effects(&self) -> Effects {
        let none = Effects::default();
        match *self {
            // These two are the ones that real threads may do without a lock around them.
            Blocking::Wait(count) => none.changing(count).lock(count, LockUse::Takes),
            Blocking::Acquire(lock) => none.changing(lock).lock(lock, LockUse::Takes),
            Blocking::Enter(lock) => none.changing(lock).lock(lock, LockUse::Takes).wide(),
            Blocking::Retake { waiters, lock, depth } => {
                let effects = none.changing(waiters).changing(lock);
                let effects = effects.lock(lock, LockUse::Retakes).wide();
                depth.into_iter().fold(effects, Effects::reading)
            }
            Blocking::Wake { waiters } => none.changing(waiters).wide(),
            Blocking::UntilSet(flag) => none.looking_at(flag).wide(),
            Blocking::Put { queue, bounded: _, ordered: _, value } => {
                none.changing(queue.length).using(value).element(ElementUse::PutsIn).wide()
            }
            Blocking::Get { queue, last: _, into } => {
                none.changing(queue.length).setting(into).element(ElementUse::TakesOut).wide()
            }
            Blocking::Send { channel, kind: _, alive, value } => none
                .changing(channel.length)
                .using(value)
                .reading(alive)
                .element(ElementUse::PutsIn)
                .wide(),
            Blocking::Receive { channel, offered: _, at_end, into } => {
                let effects = none
                    .changing(channel.length)
                    .setting(into)
                    .element(ElementUse::TakesOut)
                    .wide();
                effects.going(at_end.map_or(Next::Behind, Next::ToOrBehind))
            }
            // Whoever comes last lets the others go on.
            Blocking::Meet { barrier, wait: BarrierWait::Arrive { parties: _, index, waits } } => {
                none.changing(barrier).waking(barrier).setting(index).setting(waits).wide()
            }
            Blocking::Meet { barrier, wait: BarrierWait::Leave } => none.changing(barrier).wide(),
            Blocking::Join { alive, threads: _, late: false } => none.looking_at(alive).wide(),
            Blocking::Join { alive, threads: _, late: true } => {
                none.looking_at(alive).looking_at(started(alive)).wide()
            }
            Blocking::Begin(alive) => none.looking_at(started(alive)).wide(),
        }
    }

    fn target_mut(&mut self) -> Option<&mut Pc> {
        match self {
            Blocking::Receive { channel: _, offered: _, at_end, into: _ } => at_end.as_mut(),
            Blocking::Wait(_)
            | Blocking::Acquire(_)
            | Blocking::Enter(_)
            | Blocking::Retake { .. }
            | Blocking::Wake { .. }
            | Blocking::UntilSet(_)
            | Blocking::Put { .. }
            | Blocking::Get { .. }
            | Blocking::Send { .. }
            | Blocking::Meet { .. }
            | Blocking::Join { .. }
            | Blocking::Begin(_) => None,
        }
    }
}

impl Role {
    /// What each of its instructions touches.
    pub fn effects(&self) -> impl Iterator<Item = Effects> + '_ {
        self.code.iter().map(Instruction::effects)
    }

    /// The places that a thread may come to directly from a place of the code, on its way on or
    /// to what catches its exception.
    pub fn successors(&self, at: Pc) -> Vec<Pc> {
        let mut next = match self.instruction(at).effects().next {
            Next::Behind => vec![at.next()],
            Next::To(to) => vec![to],
            Next::ToOrBehind(to) => vec![to, at.next()],
            Next::Either(one, other) => vec![one, other],
            Next::Ends => Vec::new(),
        };
        next.extend(self.handlers.iter().find(|it| it.from <= at && at < it.to).map(|it| it.at));
        next.retain(|it| it.index() < self.code.len());
        next
    }
}

#[cfg(test)]
mod tests;
