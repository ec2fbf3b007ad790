//! Which threads are made to go on forever, and where they wait for more to do.

use super::code::{Blocking, Instruction, Operand, Operation, Pc, Role};
use super::effects::ElementUse;
use super::exception::Exception;
use super::memory::is_none;
use super::thread::ThreadSet;

impl Role {
    /// Whether no way through the code leads to its end, but by an exception that nothing catches. A
    /// condition can go either way unless it is a constant.
    pub fn is_endless(&self) -> bool {
        let ends = |at: Pc| matches!(self.instruction(at), Instruction::End);
        !self.reaches(Pc(0), ends, |_| false)
    }

    /// Whether some way through the code leads from its start to one of these places, as far as constants tell.
    pub fn can_come_to(&self, is_it: impl Fn(Pc) -> bool) -> bool {
        self.reaches(Pc(0), is_it, |_| false)
    }

    /// Whether a thread that waits here is about to take something out of a container: it waits at the
    /// container, or at a semaphore, a condition or an event in front of it.
    pub fn waits_to_take(&self, at: Pc) -> bool {
        let Instruction::Block { on, .. } = self.instruction(at) else { return false };
        match on {
            Blocking::Get { .. } | Blocking::Receive { .. } => true,
            Blocking::Wait(_)
            | Blocking::Retake { .. }
            | Blocking::Wake { .. }
            | Blocking::UntilSet(_) => {
                let moves = |at: Pc| self.element_at(at).is_some();
                let puts = |at: Pc| self.element_at(at) == Some(ElementUse::PutsIn);
                let takes = |at: Pc| self.element_at(at) == Some(ElementUse::TakesOut);
                self.reaches(at, takes, moves) && !self.reaches(at, puts, moves)
            }
            Blocking::Acquire(_)
            | Blocking::Enter(_)
            | Blocking::Put { .. }
            | Blocking::Send { .. }
            | Blocking::Meet { .. }
            | Blocking::Join { .. }
            | Blocking::Begin(_) => false,
        }
    }

    /// Whether the code is about some of these threads and not about others: then they cannot stand for
    /// each other.
    pub fn names_some_of(&self, threads: ThreadSet) -> bool {
        self.code.iter().any(|instruction| match *instruction {
            Instruction::Do(
                Operation::Start { thread, .. } | Operation::LookIfAlive { thread, .. },
            ) => threads.has(thread),
            Instruction::Block { on: Blocking::Join { threads: joined, .. }, .. } => {
                let both = joined.0 & threads.0;
                both != 0 && both != threads.0
            }
            _ => false,
        })
    }

    /// What goes into or out of a container at a place.
    fn element_at(&self, at: Pc) -> Option<ElementUse> {
        let element = self.instruction(at).effects().element;
        element.filter(|it| matches!(it, ElementUse::PutsIn | ElementUse::TakesOut))
    }

    /// Whether some way from a place leads to one that is looked for, without passing one that is in the
    /// way.
    fn reaches(
        &self,
        from: Pc,
        is_it: impl Fn(Pc) -> bool,
        is_in_the_way: impl Fn(Pc) -> bool,
    ) -> bool {
        self.leads(from, |at| self.possible_successors(at), is_it, is_in_the_way)
    }

    /// The same, by the ways on from a place that are given.
    pub fn leads(
        &self,
        from: Pc,
        ways: impl Fn(Pc) -> Vec<Pc>,
        is_it: impl Fn(Pc) -> bool,
        is_in_the_way: impl Fn(Pc) -> bool,
    ) -> bool {
        let mut seen = vec![false; self.code.len()];
        let mut open = vec![from];
        while let Some(at) = open.pop() {
            let Some(place) = seen.get_mut(at.index()).filter(|seen| !**seen) else { continue };
            *place = true;
            if is_it(at) {
                return true;
            }
            if !is_in_the_way(at) {
                open.extend(ways(at));
            }
        }
        false
    }

    /// The places that a thread may come to from one, where what is raised for certain, what cannot be
    /// raised, and conditions that are constants are told apart.
    fn possible_successors(&self, at: Pc) -> Vec<Pc> {
        let instruction = self.instruction(at);
        if let Instruction::JumpIf { value: Operand::Constant(value), is, to } = *instruction {
            let is_true = value != 0 && !is_none(value);
            return vec![if is_true == is { to } else { at.next() }];
        }
        let handler = self.handlers.iter().find(|it| it.from <= at && at < it.to);
        let can_raise = match instruction.can_raise() {
            Some(exceptions) => exceptions.iter().any(|it| *it != Exception::BEYOND_ROOM),
            None => true,
        };
        let mut next = self.successors(at);
        // Only what catches is a way on: what cleans up raises again.
        if let Some(handler) = handler
            && (!can_raise || !self.may_catch(at))
            && !matches!(instruction, Instruction::Jump(to) if *to == handler.at)
        {
            next.retain(|it| *it != handler.at);
        }
        next
    }

    /// Whether anything around a place catches, and does not only clean up.
    fn may_catch(&self, at: Pc) -> bool {
        self.handlers.iter().any(|it| it.from <= at && at < it.to && !it.passes_on)
    }
}
