//! Why nobody will ever move again.

use super::Ledger;
use super::letting_go::{may_let_go, would_let_go};
use super::wakes::LastWake;
use crate::engine::machine::{Machine, Standing};
use crate::engine::violation::{DeadlockCause, Wait};
use crate::program::{BarrierState, Object, ObjectId, ObjectKind, Program, Role, ThreadId};

impl Ledger {
    pub(super) fn deadlock_cause(&self, machine: &Machine, waits: &[Wait]) -> DeadlockCause {
        let program = machine.program();
        let held: Vec<(ObjectId, ThreadId)> = waits
            .iter()
            .filter(|wait| program.is_lock(wait.object))
            .flat_map(|wait| wait.holders.iter().map(|&it| (wait.object, it)))
            .collect();
        // For each that waits, those whose code may yet let it go on.
        let givers: Vec<Vec<ThreadId>> =
            waits.iter().map(|it| givers(machine, it.thread)).collect();
        let givers_of = |object: ObjectId| {
            let at = waits.iter().position(|it| it.object == object);
            at.map_or(&[][..], |at| &givers[at])
        };
        never_given(machine, waits, &held, givers_of)
            .or_else(|| closed_cycle(machine, waits, &held, &givers))
            .or_else(|| self.wake_up(program, waits, &givers))
            .or_else(|| open_cycle(waits, &held, &givers, true))
            .or_else(|| self.all_permits(program, waits, &givers))
            .or_else(|| self.never_came(machine, waits))
            .or_else(|| nobody_left(waits, &givers))
            .or_else(|| open_cycle(waits, &held, &givers, false))
            .unwrap_or(DeadlockCause::Other)
    }

    /// What became of the last wake-up there was for one that waits.
    fn wake_up(
        &self,
        program: &Program,
        waits: &[Wait],
        givers: &[Vec<ThreadId>],
    ) -> Option<DeadlockCause> {
        let last = |wait: &Wait| match program.object(wait.object).kind {
            ObjectKind::Condition { .. } | ObjectKind::Event | ObjectKind::Atomic { .. } => {
                self.wakes.last_of(program, wait.object, wait.thread)
            }
            _ => None,
        };
        let of = |wanted: LastWake| {
            let found = waits.iter().zip(givers).find(|(it, _)| last(it) == Some(wanted));
            found.map(|(wait, givers)| (wait.object, wait.thread, givers.is_empty()))
        };
        if let Some((object, thread, _)) = of(LastWake::Missed) {
            return Some(DeadlockCause::LostWakeUp { object, thread });
        }
        if let Some((object, thread, _)) = of(LastWake::WokeOthers) {
            return Some(DeadlockCause::WokeOthers { object, thread });
        }
        // As long as somebody could wake it once more, the cause is what keeps that one from it.
        [LastWake::WokeIt, LastWake::Seen].into_iter().find_map(|wanted| {
            let (object, thread, _) = of(wanted).filter(|(.., is_last)| *is_last)?;
            let was_woken = wanted == LastWake::WokeIt;
            Some(DeadlockCause::OneTooFew { object, thread, was_woken })
        })
    }

    /// Of a semaphore that is no lock: whoever waits for it has taken all its permits itself.
    fn all_permits(
        &self,
        program: &Program,
        waits: &[Wait],
        givers: &[Vec<ThreadId>],
    ) -> Option<DeadlockCause> {
        let has_all = |(at, wait): &(usize, &Wait)| {
            let ObjectKind::Semaphore { initial, .. } = program.object(wait.object).kind else {
                return false;
            };
            let index = usize::from(wait.object.0);
            let balance = self.balance[wait.thread.index() * self.objects() + index];
            initial > 0
                && i64::from(balance) == i64::from(initial)
                && !self.was_signalled[index]
                && waits_for_itself(waits, givers, *at)
        };
        let (_, wait) = waits.iter().enumerate().find(has_all)?;
        let (holder, held) = (wait.thread, wait.object);
        Some(DeadlockCause::Cycle { holder, held, wanted: held, is_closed: true })
    }

    /// A permit or a thread that was waited for and never came.
    fn never_came(&self, machine: &Machine, waits: &[Wait]) -> Option<DeadlockCause> {
        let program = machine.program();
        waits.iter().find_map(|wait| {
            let object = wait.object;
            match program.object(object).kind {
                ObjectKind::Semaphore { initial: 0, .. }
                    if !self.was_signalled[usize::from(object.0)] =>
                {
                    Some(DeadlockCause::NoFirstPermit { object })
                }
                ObjectKind::Barrier { parties } => {
                    let cell = machine.memory().get(program.object(object).base);
                    let came = BarrierState::unpack(cell).waiting();
                    Some(DeadlockCause::TooFewCame { object, came, parties })
                }
                _ => None,
            }
        })
    }

    /// The threads that took what others wait for. Where threads have given permits that they had not taken, nobody
    /// can tell whose are missing.
    pub(super) fn sure_holders(&self, object: ObjectId) -> Vec<ThreadId> {
        let mut of_object = self.balance.iter().skip(object.0.into()).step_by(self.objects());
        if of_object.any(|it| *it < 0) { Vec::new() } else { self.holders(object) }
    }
}

/// The threads that may yet let one go on which waits, as far as their code from where they stand shows.
pub(super) fn givers(machine: &Machine, waiting: ThreadId) -> Vec<ThreadId> {
    let gives = |&id: &ThreadId| {
        id != waiting && machine.standing(id) != Standing::Ended && may_let_go(machine, id, waiting)
    };
    machine.program().thread_ids().filter(gives).collect()
}

/// What somebody took and does not give back, and what no code gives.
fn never_given<'a>(
    machine: &Machine,
    waits: &[Wait],
    held: &[(ObjectId, ThreadId)],
    givers_of: impl Fn(ObjectId) -> &'a [ThreadId],
) -> Option<DeadlockCause> {
    let program = machine.program();
    let kept = || held.iter().copied().filter(|(object, _)| givers_of(*object).is_empty());
    for (object, holder) in kept() {
        let (role, _) = program.role_of(holder);
        if !gives_back(role, program.object(object)) {
            let (holder, role) = (Some(holder), Some(role.kind));
            return Some(DeadlockCause::ForgottenSignal { object, holder, role });
        }
    }
    for (object, holder) in kept() {
        if machine.standing(holder) == Standing::Ended {
            return Some(DeadlockCause::EndedHolding { object, holder });
        }
    }
    let is_signalled = |wait: &Wait| {
        program.roles.iter().any(|role| role.threads > 0 && signals(program, role, wait.object))
    };
    let object = waits.iter().find(|wait| !is_signalled(wait))?.object;
    Some(DeadlockCause::ForgottenSignal { object, holder: None, role: None })
}

/// A thread that holds what all those need who could let it go on. That one of them would do so if it had that is
/// tried: code that it will not come to helps nobody.
fn closed_cycle(
    machine: &Machine,
    waits: &[Wait],
    held: &[(ObjectId, ThreadId)],
    givers: &[Vec<ThreadId>],
) -> Option<DeadlockCause> {
    held.iter().find_map(|&(object, holder)| {
        let at = waits.iter().position(|it| it.thread == holder)?;
        let wanted = waits[at].object;
        let is_closed = match wanted == object {
            // With a permit of its own each of them waits for one more.
            true if !waits_for_itself(waits, givers, at) => return None,
            true => {
                let holders = &waits[at].holders;
                let waits_too =
                    |id: &ThreadId| waits.iter().any(|it| it.thread == *id && it.object == object);
                if !holders.iter().all(waits_too) {
                    return None;
                }
                holders.len() == 1
            }
            false => {
                let needs_it =
                    |id: &ThreadId| waits.iter().any(|it| it.thread == *id && it.object == object);
                let would = |id: &ThreadId| would_let_go(machine, *id, object, holder);
                let is_closed = !givers[at].is_empty()
                    && givers[at].iter().all(needs_it)
                    && givers[at].iter().any(would);
                if !is_closed {
                    return None;
                }
                true
            }
        };
        Some(DeadlockCause::Cycle { holder, held: object, wanted, is_closed })
    })
}

/// Whether whoever could let go on the one that waits there waits in turn for that one alone, if there is anybody.
fn waits_for_itself(waits: &[Wait], givers: &[Vec<ThreadId>], at: usize) -> bool {
    givers[at].iter().all(|giver| {
        let waits_at = waits.iter().position(|it| it.thread == *giver);
        waits_at.is_some_and(|it| givers[it] == [waits[at].thread])
    })
}

/// A thread that holds what others wait for, and waits for something else.
fn open_cycle(
    waits: &[Wait],
    held: &[(ObjectId, ThreadId)],
    givers: &[Vec<ThreadId>],
    has_givers: bool,
) -> Option<DeadlockCause> {
    held.iter().find_map(|&(object, holder)| {
        let at = waits.iter().position(|it| it.thread == holder)?;
        let wanted = waits[at].object;
        let is_it = wanted != object && givers[at].is_empty() != has_givers;
        is_it.then_some(DeadlockCause::Cycle { holder, held: object, wanted, is_closed: false })
    })
}

/// Those that wait for nobody.
fn nobody_left(waits: &[Wait], givers: &[Vec<ThreadId>]) -> Option<DeadlockCause> {
    let alone = waits.iter().zip(givers).filter(|(_, givers)| givers.is_empty());
    let threads: Vec<ThreadId> = alone.map(|(wait, _)| wait.thread).collect();
    (!threads.is_empty()).then_some(DeadlockCause::NobodyLeft { threads })
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
