//! Which instructions belong to the critical section of a buffer or list.
//!
//! A thread is inside from the moment it holds the lock around its accesses until it gives
//! that back. Code without a lock is inside from the first access of a `put` or `get` to
//! its last.

use crate::program::{
    Cell, Instruction, Object, ObjectId, ObjectKind, Program, Role, Span, is_used_as_lock,
};

/// For each instruction the buffer whose `put` or `get` it is in the middle of.
pub fn critical_sections(
    code: &[Instruction],
    spans: &[Span],
    objects: &[Object],
) -> Vec<Option<ObjectId>> {
    let mut inside = vec![None; code.len()];
    let touched: Vec<Option<ObjectId>> = code.iter().map(|it| touches(it, objects)).collect();
    for (at, id) in touched.iter().enumerate() {
        let Some(id) = id else { continue };
        // The accesses of one call have the same words in the text, and stand together.
        let same = |it: &usize| spans[*it] == spans[at] && touched[*it] == Some(*id);
        if let Some(first) = (0..at).rev().take_while(|it| at - it < 8).filter(same).last() {
            inside[first + 1..=at].fill(Some(*id));
        }
    }
    inside
}

/// Widens the critical sections to where the locks around them are held: on every way there, so that
/// nobody is said to be inside who has given up waiting for the lock.
pub fn widen_to_locks(program: &mut Program) {
    let locks: Vec<Cell> = program
        .objects
        .iter()
        .filter(|it| is_used_as_lock(it, &program.roles))
        .map(|it| it.base)
        .collect();
    let objects = &program.objects;
    for role in &mut program.roles {
        let surely_has = |&lock: &Cell| -> Vec<bool> {
            role.holding(lock).into_iter().map(|it| it.is_some_and(|it| it.surely)).collect()
        };
        let held: Vec<Vec<bool>> = locks.iter().map(surely_has).collect();
        let Role { code, inside, .. } = role;
        for at in 0..code.len() {
            let Some(id) = touches(&code[at], objects) else { continue };
            let taken_last = (0..locks.len()).filter(|&lock| held[lock][at]).max_by_key(|&lock| {
                code[..at].iter().rposition(|it| it.takes() == Some(locks[lock]))
            });
            let Some(lock) = taken_last else { continue };
            // As far as the lock is held without a gap around the access.
            let has = |it: &usize| held[lock][*it];
            let first = (0..at).rev().take_while(has).last().unwrap_or(at);
            let last = (at..code.len()).take_while(has).last().unwrap_or(at);
            inside[first..=last].fill(Some(id));
        }
    }
}

/// The buffer, list or array of items that an instruction accesses.
fn touches(instruction: &Instruction, objects: &[Object]) -> Option<ObjectId> {
    instruction.effects().cells.into_iter().find_map(|touched| {
        let at = objects.iter().position(|it| it.part(touched.cell).is_some())?;
        is_guarded(objects[at].kind).then_some(ObjectId(at as u16))
    })
}

/// Whether an object is one that threads should not be inside of at once.
fn is_guarded(kind: ObjectKind) -> bool {
    match kind {
        ObjectKind::Buffer { .. } | ObjectKind::List { .. } => true,
        ObjectKind::Array { of_items, .. } => of_items,
        ObjectKind::Semaphore { .. }
        | ObjectKind::Lock
        | ObjectKind::ReentrantLock
        | ObjectKind::Condition { .. }
        | ObjectKind::Event
        | ObjectKind::Queue { .. }
        | ObjectKind::Channel { .. }
        | ObjectKind::Variable { .. }
        | ObjectKind::Atomic { .. }
        | ObjectKind::Barrier { .. }
        | ObjectKind::Alive { .. }
        | ObjectKind::Readers { .. } => false,
    }
}
