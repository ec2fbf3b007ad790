//! Which locals still matter at each place of a role's code.
//!
//! Two states that differ only in values nobody will read again are one state; without that,
//! what is left over in temporaries multiplies the states. (Backward data flow, as in any
//! compiler book.)

use super::code::{Blocking, Instruction, Local, Operand, Operation, Pc, Place, Role};

impl Role {
    /// For each place of the code, whether each local may still be read from there on.
    pub fn live_locals(&self) -> Vec<Vec<bool>> {
        live_locals(self)
    }

    /// The places that a thread may come to directly from a place of the code, on its way on or
    /// to what catches its exception.
    pub fn successors(&self, at: Pc) -> Vec<Pc> {
        successors(self, at.index()).into_iter().map(|it| Pc(it as u16)).collect()
    }
}

fn live_locals(role: &Role) -> Vec<Vec<bool>> {
    let count = role.code.len();
    let mut live = vec![vec![false; usize::from(role.locals)]; count];
    let mut changed = true;
    while changed {
        changed = false;
        for at in (0..count).rev() {
            let instruction = &role.code[at];
            let mut now = vec![false; usize::from(role.locals)];
            for next in successors(role, at) {
                for (it, &after) in now.iter_mut().zip(&live[next]) {
                    *it |= after;
                }
            }
            // A write only ends what was live on the way on; a handler sees the value before.
            let caught =
                role.handlers.iter().find(|it| it.from.index() <= at && at < it.to.index());
            for local in written(instruction) {
                let is_seen_by_handler =
                    caught.is_some_and(|it| live[it.at.index()][usize::from(local.0)]);
                now[usize::from(local.0)] = is_seen_by_handler;
            }
            for local in read(instruction) {
                now[usize::from(local.0)] = true;
            }
            if now != live[at] {
                live[at] = now;
                changed = true;
            }
        }
    }
    live
}

fn successors(role: &Role, at: usize) -> Vec<usize> {
    let mut next: Vec<Pc> = match role.code[at] {
        Instruction::Jump(to) => vec![to],
        Instruction::JumpIf { to, .. } => vec![to, Pc(at as u16 + 1)],
        Instruction::Again { to, enough } => [Some(to), enough].into_iter().flatten().collect(),
        Instruction::Produce { all_made, .. } => vec![all_made, Pc(at as u16 + 1)],
        Instruction::Block { on: Blocking::Receive { at_end: Some(end), .. }, .. } => {
            vec![end, Pc(at as u16 + 1)]
        }
        Instruction::Raise(_) | Instruction::End => Vec::new(),
        _ => vec![Pc(at as u16 + 1)],
    };
    let caught = role.handlers.iter().find(|it| it.from.index() <= at && at < it.to.index());
    next.extend(caught.map(|it| it.at));
    next.into_iter().map(Pc::index).filter(|&it| it < role.code.len()).collect()
}

fn of(operands: &[Operand]) -> Vec<Local> {
    let local = |it: &Operand| match *it {
        Operand::Local(local) => Some(local),
        Operand::Constant(_) => None,
    };
    operands.iter().filter_map(local).collect()
}

fn of_place(place: Place) -> Vec<Local> {
    match place {
        Place::Cell(_) => Vec::new(),
        Place::Slot { index, .. } => vec![index],
        Place::Entry { index, .. } | Place::Element { index, .. } => of(&[index]),
    }
}

fn read(instruction: &Instruction) -> Vec<Local> {
    match *instruction {
        Instruction::Set { value, .. }
        | Instruction::JumpIf { value, .. }
        | Instruction::Consume(value)
        | Instruction::Pause(value)
        | Instruction::Raise(value) => of(&[value]),
        Instruction::Compute { left, right, .. } => of(&[left, right]),
        Instruction::Need(local) => vec![local],
        Instruction::Jump(_)
        | Instruction::Again { .. }
        | Instruction::Produce { .. }
        | Instruction::End => Vec::new(),
        Instruction::Block { on, timeout, .. } => {
            let mut locals = of(timeout.as_slice());
            match on {
                Blocking::Put { value, .. } => locals.extend(of(&[value])),
                Blocking::Retake { depth, .. } => locals.extend(depth),
                Blocking::Send { value, alive, .. } => {
                    locals.extend(of(&[value]));
                    locals.push(alive);
                }
                _ => {}
            }
            locals
        }
        Instruction::Do(operation) => match operation {
            Operation::Load { from, .. } => of_place(from),
            Operation::Store { value, to } => {
                let mut locals = of(&[value]);
                locals.extend(of_place(to));
                locals
            }
            Operation::Notify { count, .. } => of(&[count]),
            Operation::Add { amount, .. } => of(&[amount]),
            Operation::Swap { value, .. } | Operation::Append { value, .. } => of(&[value]),
            Operation::CompareAndSwap { old, new, .. } => of(&[old, new]),
            Operation::SleepIf { seen, .. } => of(&[seen]),
            Operation::CloneSender { alive, .. }
            | Operation::DropSender { alive, .. }
            | Operation::DropReceiver { alive, .. } => vec![alive],
            _ => Vec::new(),
        },
    }
}

fn written(instruction: &Instruction) -> Vec<Local> {
    match *instruction {
        Instruction::Set { into, .. }
        | Instruction::Compute { into, .. }
        | Instruction::Produce { into, .. } => vec![into],
        Instruction::Block { on, answer, .. } => {
            let mut locals: Vec<Local> = answer.into_iter().collect();
            if let Blocking::Get { into, .. } | Blocking::Receive { into, .. } = on {
                locals.push(into);
            }
            locals
        }
        Instruction::Do(
            Operation::Load { into, .. }
            | Operation::Add { into, .. }
            | Operation::Swap { into, .. }
            | Operation::CompareAndSwap { into, .. }
            | Operation::SleepIf { into, .. }
            | Operation::Pop { into, .. },
        ) => vec![into],
        Instruction::Do(Operation::BeginWait { depth, .. }) => depth.into_iter().collect(),
        _ => Vec::new(),
    }
}
