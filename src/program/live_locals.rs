//! Which locals still matter at each place of a role's code.
//!
//! Two states that differ only in values nobody will read again are one state; without that,
//! what is left over in temporaries multiplies the states. (Backward data flow, as in any
//! compiler book.)
//!
//! A local that is read only to work out its own next value matters to nobody either: a loop that counts its rounds is the
//! same in each. (Strong liveness, or faint variables: Giegerich, Möncke and Wilhelm, 1981.) That holds where working
//! it out cannot raise, which is so for sums and products of numbers.

use super::code::{Instruction, Local, Operand, Operator, Pc, Role};
use super::memory::is_integer;

impl Role {
    /// For each place of the code, whether each local may still be read from there on. What is only
    /// printed does not count.
    pub fn live_locals(&self) -> Vec<Vec<bool>> {
        live_locals(self, false)
    }

    /// The same, where what is printed counts as well.
    pub fn live_locals_and_shown(&self) -> Vec<Vec<bool>> {
        live_locals(self, true)
    }
}

fn live_locals(role: &Role, shown_counts: bool) -> Vec<Vec<bool>> {
    let count = role.code.len();
    let mut live = vec![vec![false; usize::from(role.locals)]; count];
    let is_pure = pure_calculations(role);
    let mut changed = true;
    while changed {
        changed = false;
        for at in (0..count).rev() {
            let effects = role.code[at].effects();
            let mut now = vec![false; usize::from(role.locals)];
            for next in role.successors(Pc(at as u16)) {
                for (it, &after) in now.iter_mut().zip(&live[next.index()]) {
                    *it |= after;
                }
            }
            // A write only ends what was live on the way on; a handler sees the value before.
            let caught =
                role.handlers.iter().find(|it| it.from.index() <= at && at < it.to.index());
            let is_wanted = |it: Local| now[usize::from(it.0)];
            let is_in_vain = is_pure[at] && !effects.writes.into_iter().any(is_wanted);
            for local in effects.writes {
                let is_seen_by_handler =
                    caught.is_some_and(|it| live[it.at.index()][usize::from(local.0)]);
                now[usize::from(local.0)] = is_seen_by_handler;
            }
            if !is_in_vain {
                for local in effects.reads {
                    now[usize::from(local.0)] = true;
                }
            }
            if shown_counts {
                for local in effects.shows {
                    now[usize::from(local.0)] = true;
                }
            }
            if now != live[at] {
                live[at] = now;
                changed = true;
            }
        }
    }
    live
}

/// For each place, whether it does nothing but give a local a value, and cannot raise.
fn pure_calculations(role: &Role) -> Vec<bool> {
    let numbers = surely_numbers(role);
    let is_pure = |(at, instruction): (usize, &Instruction)| match *instruction {
        Instruction::Set { .. } => true,
        Instruction::Compute {
            operator: Operator::Add | Operator::Subtract | Operator::Multiply,
            left,
            right,
            ..
        } => [left, right].iter().all(|it| is_number(*it, numbers[at].as_deref())),
        _ => false,
    };
    role.code.iter().enumerate().map(is_pure).collect()
}

fn is_number(operand: Operand, numbers: Option<&[bool]>) -> bool {
    match operand {
        Operand::Constant(value) => is_integer(value),
        Operand::Local(local) => numbers.is_some_and(|it| it[usize::from(local.0)]),
    }
}

/// For each place that is reached, whether each local surely holds a number there, whichever way the thread came.
fn surely_numbers(role: &Role) -> Vec<Option<Vec<bool>>> {
    let behind = |at: usize, known: &Vec<bool>, next: Pc| {
        let instruction = &role.code[at];
        let mut after = known.clone();
        for local in instruction.effects().writes {
            after[usize::from(local.0)] = false;
        }
        match *instruction {
            Instruction::Set { into, value } => {
                after[usize::from(into.0)] = is_number(value, Some(known));
            }
            Instruction::Compute { into, .. } => after[usize::from(into.0)] = true,
            _ => {}
        }
        // What catches an exception of this instruction sees what was before, too.
        if role.handlers.iter().any(|it| it.at == next) {
            after.iter_mut().zip(known).for_each(|(after, known)| *after &= known);
        }
        after
    };
    let meet = |there: &mut Vec<bool>, other: Vec<bool>| {
        let before = there.clone();
        there.iter_mut().zip(other).for_each(|(there, other)| *there &= other);
        *there != before
    };
    role.known_before(vec![false; usize::from(role.locals)], behind, meet)
}
