//! Which instructions belong to the critical section of a buffer or list.
//!
//! A thread is inside from the moment it holds the lock around its accesses until it gives
//! that back. Code without a lock is inside from the first access of a `put` or `get` to
//! its last.

use crate::program::{
    Blocking, Cell, Instruction, Object, ObjectId, ObjectKind, Operation, Place, Program, Role,
    Span,
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

/// Widens the critical sections to where the locks around them are held.
pub fn widen_to_locks(program: &mut Program) {
    let locks: Vec<Cell> =
        program.objects.iter().filter(|it| is_lock(program, it)).map(|it| it.base).collect();
    let objects = &program.objects;
    for role in &mut program.roles {
        let Role { code, inside, .. } = role;
        let bare = inside.clone();
        for at in 0..code.len() {
            let Some(id) = touches(&code[at], objects) else { continue };
            let Some(taken) = innermost_lock(code, at, &locks) else { continue };
            let lock = code[taken].takes();
            let given = (at..code.len()).find(|&it| code[it].gives() == lock);
            // Who never gives it back leaves with the last access.
            let last_access = (at..code.len()).rev().find(|&it| bare[it] == Some(id));
            let last = given.or(last_access).unwrap_or(at);
            for it in taken + 1..=last {
                // Who waits at a condition has given the lock back.
                let is_waiting =
                    matches!(code[it], Instruction::Block { on: Blocking::Retake { .. }, .. });
                inside[it] = (!is_waiting).then_some(id);
            }
        }
    }
}

/// The last lock that is taken before a place and not given back in between.
fn innermost_lock(code: &[Instruction], at: usize, locks: &[Cell]) -> Option<usize> {
    (0..at).rev().find(|&taken| {
        code[taken].takes().is_some_and(|lock| {
            locks.contains(&lock) && !code[taken..at].iter().any(|it| it.gives() == Some(lock))
        })
    })
}

/// Whether an object is used as a lock: a semaphore is, if some role both takes and gives it.
fn is_lock(program: &Program, object: &Object) -> bool {
    match object.kind {
        ObjectKind::Lock => true,
        ObjectKind::Semaphore { .. } => {
            let base = Some(object.base);
            program.roles.iter().any(|role| {
                role.code.iter().any(|it| it.takes() == base)
                    && role.code.iter().any(|it| it.gives() == base)
            })
        }
        _ => false,
    }
}

/// The buffer, list or array of items that an instruction accesses.
fn touches(instruction: &Instruction, objects: &[Object]) -> Option<ObjectId> {
    let Instruction::Do(operation) = instruction else { return None };
    let cell = match *operation {
        Operation::Load { from: place, .. } | Operation::Store { to: place, .. } => match place {
            Place::Cell(cell) => cell,
            Place::Slot { first, .. } | Place::Entry { first, .. } => first,
            Place::Element { list, .. } => list.length,
        },
        Operation::Append { list, .. } | Operation::Pop { list, .. } => list.length,
        _ => return None,
    };
    let at = objects.iter().position(|it| it.part(cell).is_some())?;
    let is_guarded = matches!(
        objects[at].kind,
        ObjectKind::Buffer { .. }
            | ObjectKind::List { .. }
            | ObjectKind::Array { of_items: true, .. }
    );
    is_guarded.then_some(ObjectId(at as u16))
}
