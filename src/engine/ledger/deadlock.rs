//! Why nobody will ever move again.

use super::Ledger;
use crate::engine::machine::{Machine, Standing};
use crate::engine::violation::{DeadlockCause, Wait};
use crate::program::{BarrierState, Object, ObjectId, ObjectKind, Program, Role, ThreadId};

impl Ledger {
    pub(super) fn deadlock_cause(&self, machine: &Machine, waits: &[Wait]) -> DeadlockCause {
        let program = machine.program();
        let for_locks = || waits.iter().filter(|wait| program.is_lock(wait.object));
        let held = || for_locks().flat_map(|wait| wait.holders.iter().map(|&it| (wait.object, it)));
        // Something that somebody took, and whose code never gives it back.
        for (object, holder) in held() {
            let (role, _) = program.role_of(holder);
            if !gives_back(role, program.object(object)) {
                let (holder, role) = (Some(holder), Some(role.kind));
                return DeadlockCause::ForgottenSignal { object, holder, role };
            }
        }
        for (object, holder) in held() {
            if machine.standing(holder) == Standing::Ended {
                return DeadlockCause::EndedHolding { object, holder };
            }
        }
        // Something that one role should give the other, and no code does.
        for wait in waits {
            if !program.roles.iter().any(|role| signals(program, role, wait.object)) {
                let object = wait.object;
                return DeadlockCause::ForgottenSignal { object, holder: None, role: None };
            }
        }
        for (held, holder) in held() {
            if let Some(blocked) = waits.iter().find(|it| it.thread == holder) {
                let wanted = blocked.object;
                let is_closed = self.is_closed(machine, waits, (holder, held, wanted));
                return DeadlockCause::Cycle { holder, held, wanted, is_closed };
            }
        }
        // Of a semaphore that is no lock: whoever waits for it has taken all its permits itself.
        for wait in waits {
            let (held, holder) = (wait.object, wait.thread);
            if self.has_all_permits(program, held, holder) {
                return DeadlockCause::Cycle { holder, held, wanted: held, is_closed: true };
            }
        }
        for wait in waits {
            let index = usize::from(wait.object.0);
            let object = wait.object;
            match program.object(object).kind {
                ObjectKind::Condition { .. } | ObjectKind::Event | ObjectKind::Atomic { .. } => {
                    let Some((step, woke_anybody)) = self.last_woken[index] else { continue };
                    let since = self.waiting_since(wait.thread);
                    if since.is_some_and(|since| step <= since) {
                        return DeadlockCause::LostWakeUp { object, thread: wait.thread };
                    }
                    if woke_anybody {
                        return DeadlockCause::WokeOthers { object, thread: wait.thread };
                    }
                }
                ObjectKind::Semaphore { initial: 0, .. } if !self.was_signalled[index] => {
                    return DeadlockCause::NoFirstPermit { object };
                }
                ObjectKind::Barrier { parties } => {
                    let cell = machine.memory().get(program.object(object).base);
                    let came = BarrierState::unpack(cell).waiting();
                    return DeadlockCause::TooFewCame { object, came, parties };
                }
                ObjectKind::Semaphore { .. }
                | ObjectKind::Lock
                | ObjectKind::ReentrantLock
                | ObjectKind::Buffer { .. }
                | ObjectKind::List { .. }
                | ObjectKind::Queue { .. }
                | ObjectKind::Channel { .. }
                | ObjectKind::Variable { .. }
                | ObjectKind::Array { .. }
                | ObjectKind::Alive { .. }
                | ObjectKind::Readers { .. } => {}
            }
        }
        DeadlockCause::Other
    }

    /// Whether whoever could give what a holder waits for waits for what that one holds.
    fn is_closed(
        &self,
        machine: &Machine,
        waits: &[Wait],
        (holder, held, wanted): (ThreadId, ObjectId, ObjectId),
    ) -> bool {
        let program = machine.program();
        if held == wanted {
            return true;
        }
        let givers: Vec<ThreadId> = match program.is_lock(wanted) {
            true => self.holders(wanted),
            false => {
                let could_give = |&id: &ThreadId| {
                    id != holder
                        && machine.standing(id) != Standing::Ended
                        && signals(program, machine.role(id), wanted)
                };
                program.thread_ids().filter(could_give).collect()
            }
        };
        let waits_for_held =
            |id: &ThreadId| waits.iter().any(|it| it.thread == *id && it.object == held);
        !givers.is_empty() && givers.iter().all(waits_for_held)
    }

    /// Whether a thread has taken every permit that a semaphore ever had, and nobody gave one.
    fn has_all_permits(&self, program: &Program, object: ObjectId, id: ThreadId) -> bool {
        let ObjectKind::Semaphore { initial, .. } = program.object(object).kind else {
            return false;
        };
        let balance = self.balance[id.index() * self.objects() + usize::from(object.0)];
        initial > 0
            && i64::from(balance) == i64::from(initial)
            && !self.was_signalled[usize::from(object.0)]
    }
}

/// Whether the role has code that gives back what its threads have taken.
fn gives_back(role: &Role, object: &Object) -> bool {
    role.effects().any(|it| it.lets_go() == Some(object.base))
}

/// Whether the role has code that may let go on who waits for the object. Of objects that do
/// not wait for a signal it is taken for granted.
fn signals(program: &Program, role: &Role, object: ObjectId) -> bool {
    let declared = program.object(object);
    match declared.kind {
        ObjectKind::Semaphore { .. } | ObjectKind::Lock | ObjectKind::ReentrantLock => {
            gives_back(role, declared)
        }
        ObjectKind::Condition { .. } | ObjectKind::Atomic { .. } | ObjectKind::Event => {
            role.effects().any(|it| it.wakes == Some(declared.waiters()))
        }
        ObjectKind::Buffer { .. }
        | ObjectKind::List { .. }
        | ObjectKind::Queue { .. }
        | ObjectKind::Channel { .. }
        | ObjectKind::Variable { .. }
        | ObjectKind::Array { .. }
        | ObjectKind::Barrier { .. }
        | ObjectKind::Alive { .. }
        | ObjectKind::Readers { .. } => true,
    }
}
