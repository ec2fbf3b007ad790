//! Who could yet let a thread go on that waits: as its code from where it stands shows, and as it comes out.

use crate::engine::machine::{Machine, Standing};
use crate::program::{
    Blocking, Cell, Choice, ElementUse, Instruction, ObjectId, ObjectKind, Operation, Outcome, Pc,
    Program, ThreadId,
};

/// Whether the code of a thread, from where it stands, may let another go on that waits.
pub fn may_let_go(machine: &Machine, id: ThreadId, waiting: ThreadId) -> bool {
    let (Some(from), Some(at)) = (machine.thread(id).next, machine.thread(waiting).next) else {
        return false;
    };
    let Instruction::Block { on, .. } = machine.role(waiting).instruction(at) else {
        return false;
    };
    if let Blocking::Join { threads, .. } = on {
        return threads.has(id);
    }
    let program = machine.program();
    let Standing::Waiting(object) = machine.standing(waiting) else { return false };
    let cell = program.object(object).base;
    let role = machine.role(id);
    let lets_go = |at: Pc| lets_go(program, object, on, role.instruction(at));
    // Whoever needs it first does not come past that, unless it can give up.
    let is_needed = |at: Pc| {
        let it = role.instruction(at);
        matches!(it, Instruction::Block { timeout: None, .. })
            && it.effects().comes_to_hold() == Some(cell)
    };
    role.leads(from, |at| role.successors(at), lets_go, is_needed)
}

/// Whether an instruction may let go on who waits for the object with this operation.
fn lets_go(program: &Program, object: ObjectId, on: &Blocking, it: &Instruction) -> bool {
    let declared = program.object(object);
    let effects = it.effects();
    let changes = |cell: Cell| effects.cells.into_iter().any(|it| it.cell == cell && it.writes);
    match declared.kind {
        ObjectKind::Semaphore { .. } | ObjectKind::Lock | ObjectKind::ReentrantLock => {
            effects.lets_go() == Some(declared.base)
        }
        ObjectKind::Condition { .. }
        | ObjectKind::Event
        | ObjectKind::Atomic { .. }
        | ObjectKind::Barrier { .. } => effects.wakes == Some(declared.waiters()),
        // What waits to put something in is let go by what takes something out, and the other way round.
        ObjectKind::Queue { .. } | ObjectKind::Channel { .. } => {
            let same = match on {
                Blocking::Put { .. } | Blocking::Send { .. } => ElementUse::PutsIn,
                _ => ElementUse::TakesOut,
            };
            changes(declared.base)
                && effects.element != Some(same)
                && !matches!(it, Instruction::Do(Operation::CloneSender { .. }))
        }
        ObjectKind::Buffer { .. }
        | ObjectKind::List { .. }
        | ObjectKind::Variable { .. }
        | ObjectKind::Array { .. }
        | ObjectKind::Alive { .. }
        | ObjectKind::Readers { .. } => true,
    }
}

/// Whether a thread would let another go on if it had what that one holds: it is let to make its steps alone, and comes
/// to that.
pub fn would_let_go(machine: &Machine, id: ThreadId, held: ObjectId, waiting: ThreadId) -> bool {
    const MOST_STEPS: u32 = 300;
    let program = machine.program();
    let threads = program.thread_ids().map(|it| machine.thread(it).clone()).collect();
    let mut values = machine.memory().values().to_vec();
    let object = program.object(held);
    values[object.base.index()] = match object.kind {
        ObjectKind::Semaphore { .. } => 1,
        _ => 0,
    };
    let mut alone = Machine::at(program.clone(), values, threads);
    for _ in 0..MOST_STEPS {
        if !matches!(alone.step(id, Choice::PLAIN), Outcome::Ran(_)) {
            return false;
        }
        if alone.is_ready(waiting) {
            return true;
        }
    }
    false
}
