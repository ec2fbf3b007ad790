//! Who has a lock where, and what is used as a lock: said once for the compiler, the books, the checker
//! and the page.

use super::Program;
use super::code::{Instruction, Local, Operand, Pc, Role};
use super::effects::LockUse;
use super::memory::Cell;
use super::objects::{Object, ObjectId, ObjectKind};

/// Whether a thread has a lock at a place of its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    /// On some way there.
    pub perhaps: bool,
    /// On every way there.
    pub surely: bool,
}

impl Holding {
    const NOT: Holding = Holding { perhaps: false, surely: false };
    const IT: Holding = Holding { perhaps: true, surely: true };

    fn or(self, other: Holding) -> Holding {
        Holding { perhaps: self.perhaps || other.perhaps, surely: self.surely && other.surely }
    }
}

impl Role {
    /// For each place of the code, whether a thread that comes there has the lock; `None` where none
    /// comes. (Forward data flow; where ways meet, it perhaps has what it has on one, and surely what it
    /// has on all.)
    pub fn holding(&self, lock: Cell) -> Vec<Option<Holding>> {
        let mut known: Vec<Option<Holding>> = vec![None; self.code.len()];
        let mut open = vec![(Pc(0), Holding::NOT)];
        while let Some((at, coming)) = open.pop() {
            let Some(place) = known.get_mut(at.index()) else { continue };
            let has = place.map_or(coming, |before| before.or(coming));
            if *place == Some(has) {
                continue;
            }
            *place = Some(has);
            let after = behind(self.instruction(at), lock, has);
            for to in self.successors(at) {
                // What is caught may have been raised before or after.
                let then = if to == at.next() { after } else { has.or(after) };
                open.push((to, self.got_in_time(at, to, lock).unwrap_or(then)));
            }
        }
        known
    }

    /// Whether a thread has the lock on the way of a branch that asks, right behind it, whether it got
    /// the lock in time.
    fn got_in_time(&self, at: Pc, to: Pc, lock: Cell) -> Option<Holding> {
        let (asked, is, target) = self.branch(at)?;
        let before = self.code.get(at.index().checked_sub(1)?)?;
        let Instruction::Block { answer, .. } = *before else { return None };
        let is_answer = before.effects().takes() == Some(lock) && answer == Some(asked);
        let got_it = (to == target) == is;
        (is_answer && target != at.next()).then_some(if got_it {
            Holding::IT
        } else {
            Holding::NOT
        })
    }

    /// What a branch on a local asks, and where it leads.
    fn branch(&self, at: Pc) -> Option<(Local, bool, Pc)> {
        match *self.instruction(at) {
            Instruction::JumpIf { value: Operand::Local(asked), is, to } => Some((asked, is, to)),
            _ => None,
        }
    }
}

/// What a thread has behind an instruction.
fn behind(instruction: &Instruction, lock: Cell, has: Holding) -> Holding {
    let Some((_, is_used)) = instruction.effects().lock.filter(|(cell, _)| *cell == lock) else {
        return has;
    };
    match is_used {
        LockUse::Takes => {
            let may_give_up = matches!(instruction, Instruction::Block { timeout: Some(_), .. });
            Holding { perhaps: true, surely: !may_give_up }
        }
        LockUse::Retakes => Holding::IT,
        LockUse::Gives | LockUse::Lends => Holding::NOT,
        LockUse::Needs => has,
    }
}

/// Whether an object is used as a lock: whoever has taken it should give it back.
///
/// Locks are, and so is a semaphore that some role both takes and gives, or that several
/// roles take and none gives. A semaphore that one role takes and the other gives counts
/// things instead.
pub fn is_used_as_lock(object: &Object, roles: &[Role]) -> bool {
    match object.kind {
        ObjectKind::Lock | ObjectKind::ReentrantLock => true,
        ObjectKind::Semaphore { .. } => {
            let cell = Some(object.base);
            let takes = |role: &&Role| role.effects().any(|it| it.takes() == cell);
            let gives = |role: &&Role| role.effects().any(|it| it.gives() == cell);
            let takers = roles.iter().filter(takes).count();
            let givers = roles.iter().filter(gives).count();
            let both = roles.iter().filter(takes).filter(gives).count();
            both > 0 || (takers > 1 && givers == 0)
        }
        ObjectKind::Condition { .. }
        | ObjectKind::Event
        | ObjectKind::Buffer { .. }
        | ObjectKind::List { .. }
        | ObjectKind::Queue { .. }
        | ObjectKind::Channel { .. }
        | ObjectKind::Variable { .. }
        | ObjectKind::Array { .. }
        | ObjectKind::Atomic { .. }
        | ObjectKind::Barrier { .. }
        | ObjectKind::Alive { .. }
        | ObjectKind::Readers { .. } => false,
    }
}

impl Program {
    /// Whether an object [is used as a lock](is_used_as_lock).
    pub fn is_lock(&self, object: ObjectId) -> bool {
        is_used_as_lock(self.object(object), &self.roles)
    }
}
