//! Reentrant locks that need not be.
//!
//! Most programs never take an `RLock`, or the lock of a `Condition()`, a second time, and give it back
//! only where they have it. There it does exactly what a `Lock` does, and nobody has to count: then it
//! becomes one, and a check need not tell its holders apart.

use super::critical_section::got_in_time;
use crate::program::{Blocking, Cell, Instruction, Object, ObjectKind, Operation, Pc, Role};

/// Turns every reentrant lock into a plain one that is used like one.
pub fn simplify(objects: &mut [Object], roles: &mut [Role]) {
    for object in objects.iter_mut().filter(|it| it.kind == ObjectKind::ReentrantLock) {
        if roles.iter().all(|role| is_used_plainly(role, object.base)) {
            object.kind = ObjectKind::Lock;
            roles.iter_mut().flat_map(|it| &mut it.code).for_each(|it| make_plain(it, object.base));
        }
    }
}

fn make_plain(instruction: &mut Instruction, of: Cell) {
    match instruction {
        Instruction::Block { on: on @ Blocking::Enter(_), .. } if on.cell() == of => {
            *on = Blocking::Acquire(of);
        }
        Instruction::Block { on: Blocking::Retake { lock, depth, .. }, .. } if *lock == of => {
            *depth = None;
        }
        Instruction::Do(it) => match it {
            Operation::Leave(cell) if *cell == of => *it = Operation::Release(of),
            Operation::BeginWait { lock, depth, .. } if *lock == of => *depth = None,
            Operation::Notify { lock: Some(lock), is_reentrant, .. } if *lock == of => {
                *is_reentrant = false;
            }
            _ => {}
        },
        _ => {}
    }
}

/// Whether a thread has the lock at a place: on some way there, and on every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Has {
    perhaps: bool,
    surely: bool,
}

impl Has {
    const NOT: Has = Has { perhaps: false, surely: false };
    const IT: Has = Has { perhaps: true, surely: true };

    fn or(self, other: Has) -> Has {
        Has { perhaps: self.perhaps || other.perhaps, surely: self.surely && other.surely }
    }
}

/// Whether the role never takes the lock while it may have it, and uses it only where it surely has
/// it. (Forward data flow over the code; where ways meet, what holds on both.)
fn is_used_plainly(role: &Role, lock: Cell) -> bool {
    let mut known: Vec<Option<Has>> = vec![None; role.code.len()];
    let mut open = vec![(Pc(0), Has::NOT)];
    while let Some((at, coming)) = open.pop() {
        let Some(place) = known.get_mut(at.index()) else { continue };
        let has = place.map_or(coming, |before| before.or(coming));
        if *place == Some(has) {
            continue;
        }
        *place = Some(has);
        let Some(after) = follow(role.instruction(at), lock, has) else { return false };
        for to in role.successors(at) {
            // What is caught may have been raised before or after.
            let then = if to == at.next() { after } else { has.or(after) };
            open.push((
                to,
                match got_in_time(role, at, to, lock) {
                    Some(true) => Has::IT,
                    Some(false) => Has::NOT,
                    None => then,
                },
            ));
        }
    }
    true
}

/// What the thread has behind an instruction; `None` where a plain lock would do something else.
fn follow(instruction: &Instruction, of: Cell, has: Has) -> Option<Has> {
    match *instruction {
        Instruction::Block { on: Blocking::Enter(lock), timeout, .. } if lock == of => {
            (!has.perhaps).then_some(Has { perhaps: true, surely: timeout.is_none() })
        }
        Instruction::Block { on: Blocking::Retake { lock, .. }, .. } if lock == of => Some(Has::IT),
        Instruction::Do(Operation::Leave(lock) | Operation::BeginWait { lock, .. })
            if lock == of =>
        {
            has.surely.then_some(Has::NOT)
        }
        Instruction::Do(Operation::Notify { lock: Some(lock), .. }) if lock == of => {
            has.surely.then_some(has)
        }
        _ => Some(has),
    }
}
