//! Reentrant locks that need not be.
//!
//! Most programs never take an `RLock`, or the lock of a `Condition()`, a second time, and give it back
//! only where they have it. There it does exactly what a `Lock` does, and nobody has to count: then it
//! becomes one, and a check need not tell its holders apart.

use crate::program::{Blocking, Cell, Instruction, LockUse, Object, ObjectKind, Operation, Role};

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

/// Whether the role never takes the lock while it may have it, and uses it only where it surely has
/// it: then a plain lock would do the same.
fn is_used_plainly(role: &Role, lock: Cell) -> bool {
    role.holding(lock).into_iter().zip(role.effects()).all(|(has, effects)| {
        let (Some(has), Some((cell, is_used))) = (has, effects.lock) else { return true };
        cell != lock
            || match is_used {
                LockUse::Takes => !has.perhaps,
                LockUse::Retakes => true,
                LockUse::Gives | LockUse::Lends | LockUse::Needs => has.surely,
            }
    })
}
