//! What the picture is built for. As long as this stays the same, it is not built again.

use super::geometry::{Plan, TrayNeeds};
use crate::program::{Object, ObjectId, ObjectKind, Program, RoleKind, ThreadName};
use crate::session::Model;
use crate::text::Language;

/// Everything about a program that decides which elements the picture has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blueprint {
    /// The threads, in the order of their numbers.
    pub threads: Vec<ThreadName>,
    /// How many slots the buffer has.
    pub capacity: u16,
    /// The semaphores, in the order of their trays from left to right.
    pub semaphores: Vec<TrayPlan>,
    /// The language of what never changes.
    pub language: Language,
}

/// What one tray is built for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrayPlan {
    /// The semaphore.
    pub id: ObjectId,
    /// Its name.
    pub name: String,
    /// How many permits there is room for.
    pub permits: u32,
    /// Which role waits there; `None` when it is not one alone.
    pub waited_at_by: Option<RoleKind>,
}

impl Blueprint {
    /// The blueprint for what the page shows now.
    pub fn of(model: &Model) -> Blueprint {
        let program = model.program();
        let capacity = program.buffers().next().map_or(1, |(_, buffer)| buffer.capacity());
        let mut semaphores: Vec<(i32, u32, ObjectId)> = program
            .semaphores()
            .map(|(id, object)| (leaning(program, object), initial(object), id))
            .collect();
        // Those that only consumers wait at go to the consumers' side. Where the code no
        // longer tells, as its lines are switched off, the first value does: a semaphore
        // for free slots starts high, one for items at 0.
        semaphores.sort_by_key(|&(leaning, initial, id)| {
            (leaning, std::cmp::Reverse(initial), std::cmp::Reverse(id))
        });
        let semaphores = semaphores.into_iter().map(|(leaning, initial, id)| {
            let most = if leaning == 0 { initial } else { initial.max(u32::from(capacity)) };
            let waited_at_by = match leaning {
                0 => None,
                1.. => Some(RoleKind::Consumer),
                _ => Some(RoleKind::Producer),
            };
            let name = program.object(id).name.clone();
            TrayPlan { id, name, permits: most.max(1), waited_at_by }
        });
        Blueprint {
            threads: program.thread_ids().map(|id| program.name_of(id)).collect(),
            capacity,
            semaphores: semaphores.collect(),
            language: model.language,
        }
    }

    /// What has to be arranged.
    pub fn plan(&self) -> Plan {
        let count = |role| self.threads.iter().filter(|it| it.role == role).count();
        let trays = self.semaphores.iter().map(|it| TrayNeeds {
            permits: it.permits,
            sleepers: it.waited_at_by.map_or(self.threads.len(), count),
        });
        Plan {
            producers: count(RoleKind::Producer),
            consumers: count(RoleKind::Consumer),
            capacity: self.capacity,
            trays: trays.collect(),
        }
    }
}

fn initial(semaphore: &Object) -> u32 {
    match semaphore.kind {
        ObjectKind::Semaphore { initial } => initial,
        ObjectKind::Buffer { .. } => 0,
    }
}

/// Below 0 when producers wait at the semaphore and consumers signal it, above 0 the
/// other way round.
fn leaning(program: &Program, semaphore: &Object) -> i32 {
    let cell = semaphore.base;
    let of_role = |role: &crate::program::Role| {
        let waits = role.code.iter().any(|it| it.waits_at() == Some(cell));
        let signals = role.code.contains(&crate::program::Instruction::Signal(cell));
        let towards_consumers = i32::from(waits) - i32::from(signals);
        match role.kind {
            RoleKind::Consumer => towards_consumers,
            RoleKind::Producer => -towards_consumers,
        }
    };
    // A lock of which one role forgets to signal leans nowhere: both roles wait at it.
    let takers = program
        .roles
        .iter()
        .filter(|role| role.code.iter().any(|it| it.waits_at() == Some(cell)))
        .count();
    if takers > 1 { 0 } else { program.roles.iter().map(of_role).sum::<i32>().signum() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Action, Fault, Setting, update};

    fn trays(faults: &[Fault]) -> Vec<String> {
        let mut model = Model::new(Default::default());
        for &fault in faults {
            update(&mut model, Action::SetFault(fault, true));
        }
        Blueprint::of(&model).semaphores.into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn trays_stand_at_the_side_of_those_who_wait_there_whatever_is_switched_off() {
        assert_eq!(trays(&[]), ["spaces", "mutex", "items"]);
        for fault in Fault::ALL {
            assert_eq!(trays(&[fault]), ["spaces", "mutex", "items"], "{fault:?}");
        }
        let off = [Fault::SkipSpacesWait, Fault::ForgetSpacesSignal];
        assert_eq!(trays(&off), ["spaces", "mutex", "items"]);
        let off = [Fault::SkipMutex(RoleKind::Producer), Fault::SkipMutex(RoleKind::Consumer)];
        assert_eq!(trays(&off), ["spaces", "mutex", "items"]);
    }

    #[test]
    fn a_reset_keeps_the_picture_and_another_number_does_not() {
        let mut model = Model::new(Default::default());
        let before = Blueprint::of(&model);
        update(&mut model, Action::Reset);
        assert_eq!(Blueprint::of(&model), before);
        update(&mut model, Action::Nudge(Setting::Capacity, 1));
        assert_ne!(Blueprint::of(&model), before);
    }
}
