//! Which instructions belong to the critical section of a buffer or list.
//!
//! A thread is inside from the moment it holds the lock around its accesses until it gives
//! that back. Code without a lock is inside from the first access of a `put` or `get` to
//! its last.

use crate::program::{
    Blocking, Cell, Instruction, Object, ObjectId, ObjectKind, Operand, Operation, Pc, Place,
    Program, Role, Span,
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
    let locks: Vec<Cell> =
        program.objects.iter().filter(|it| is_lock(program, it)).map(|it| it.base).collect();
    let objects = &program.objects;
    for role in &mut program.roles {
        let held: Vec<Vec<bool>> = locks.iter().map(|&lock| surely_has(role, lock)).collect();
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

/// For each place of a role's code, whether a thread has the lock there on every way. (Forward data
/// flow; where ways meet, it has it if it has it on both.)
fn surely_has(role: &Role, lock: Cell) -> Vec<bool> {
    let mut known: Vec<Option<bool>> = vec![None; role.code.len()];
    let mut open = vec![(Pc(0), false)];
    while let Some((at, coming)) = open.pop() {
        let Some(place) = known.get_mut(at.index()) else { continue };
        let has = place.is_none_or(|before| before) && coming;
        if *place == Some(has) {
            continue;
        }
        *place = Some(has);
        let instruction = role.instruction(at);
        let after = match *instruction {
            Instruction::Block { on: Blocking::Retake { lock: it, .. }, .. } if it == lock => true,
            Instruction::Do(Operation::BeginWait { lock: it, .. }) if it == lock => false,
            Instruction::Block { timeout, .. } if instruction.takes() == Some(lock) => {
                timeout.is_none()
            }
            _ if instruction.gives() == Some(lock) => false,
            _ => has,
        };
        for to in role.successors(at) {
            let then = if to == at.next() { after } else { has && after };
            open.push((to, got_in_time(role, at, to, lock).unwrap_or(then)));
        }
    }
    known.into_iter().map(|it| it == Some(true)).collect()
}

/// Whether a thread has the lock on the way of a branch that asks, right behind it, whether it got the
/// lock in time.
pub fn got_in_time(role: &Role, at: Pc, to: Pc, lock: Cell) -> Option<bool> {
    let Instruction::JumpIf { value: Operand::Local(asked), is, to: target } =
        *role.instruction(at)
    else {
        return None;
    };
    let before = role.code.get(at.index().checked_sub(1)?)?;
    let Instruction::Block { answer, .. } = *before else { return None };
    let is_answer = before.takes() == Some(lock) && answer == Some(asked) && target != at.next();
    is_answer.then_some((to == target) == is)
}

/// Whether an object is used as a lock: a semaphore is, if some role both takes and gives it.
fn is_lock(program: &Program, object: &Object) -> bool {
    match object.kind {
        ObjectKind::Lock | ObjectKind::ReentrantLock => true,
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
