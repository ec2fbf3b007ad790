//! What a state means in which nobody can move, and what is left there.

use super::Ledger;
use crate::engine::machine::{Machine, Standing};
use crate::engine::violation::{Violation, Wait};
use crate::program::{
    ChannelState, Instruction, Item, Object, ObjectId, ObjectKind, Operation, RoleKind, ThreadId,
};

impl Ledger {
    /// How many items were made and are still to be consumed: those in containers, and those
    /// in the hands of consumers that have not ended.
    pub fn left(&self, machine: &Machine) -> u32 {
        let program = machine.program();
        let inside: usize = program.objects.iter().map(|it| contents(machine, it)).sum();
        let in_hands = program.thread_ids().filter(|&id| {
            self.carries(id).is_some()
                && program.name_of(id).role == RoleKind::Consumer
                && machine.standing(id) != Standing::Ended
        });
        (self.slots.full() + inside + in_hands.count()) as u32
    }

    /// Books since when the run is finished but for consumers that look for more.
    pub(super) fn note_finished(&mut self, machine: &Machine, step: u64) {
        if self.others_alive > 0 {
            return;
        }
        let is_finished = self.left(machine) == 0;
        self.finished_since = is_finished.then(|| self.finished_since.unwrap_or(step));
    }

    /// What is wrong with a state in which nobody can move; `None` when the run is finished.
    pub fn judge_standstill(&self, machine: &Machine) -> Option<Violation> {
        let program = machine.program();
        let waits = self.waits(machine);
        if self.others_alive > 0 {
            let cause = self.deadlock_cause(machine, &waits);
            return Some(Violation::Deadlock { waits, cause });
        }
        let left = self.left(machine);
        // Consumers that were to take a number of items only have done so.
        let took_enough = waits.is_empty() && program.roles.iter().any(|role| role.takes != 0);
        (left > 0 && !took_enough).then_some(Violation::Stranded { waits, left })
    }

    fn waits(&self, machine: &Machine) -> Vec<Wait> {
        let waiting = machine.program().thread_ids().filter_map(|thread| {
            let Standing::Waiting(object) = machine.standing(thread) else { return None };
            Some(Wait { thread, object, holders: self.holders_now(machine, object) })
        });
        waiting.collect()
    }

    /// Who keeps others waiting for the object.
    fn holders_now(&self, machine: &Machine, object: ObjectId) -> Vec<ThreadId> {
        let program = machine.program();
        let declared = program.object(object);
        if !matches!(declared.kind, ObjectKind::Alive { .. }) {
            return self.holders(object);
        }
        let ends = Instruction::Do(Operation::EndRole(declared.base));
        let is_awaited = |&id: &ThreadId| {
            machine.role(id).code.contains(&ends) && machine.standing(id) != Standing::Ended
        };
        program.thread_ids().filter(is_awaited).collect()
    }
}

/// How many items are in a list, a queue or a channel.
fn contents(machine: &Machine, object: &Object) -> usize {
    let memory = machine.memory();
    let first = memory.get(object.base);
    let length = match object.kind {
        ObjectKind::List { .. } | ObjectKind::Queue { .. } => first as u16,
        // It is empty once nobody receives from it.
        ObjectKind::Channel { .. } => ChannelState::unpack(first).length,
        _ => 0,
    };
    let elements = (0..length).map(|index| memory.get(object.slots().offset(index)));
    elements.filter(|&value| Item::from_value(value).is_some()).count()
}
