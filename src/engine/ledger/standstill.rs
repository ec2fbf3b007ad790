//! What a state means in which nobody can move, and what is left there.

use super::Ledger;
use super::deadlock::givers;
use crate::engine::machine::{Machine, Standing};
use crate::engine::violation::{Violation, Wait};
use crate::program::{
    Blocking, Effects, ElementUse, Form, Instruction, Item, Local, Object, ObjectId, ObjectKind,
    Program, Role, RoleKind, ThreadId, ThreadSet, Value, is_none,
};

impl Ledger {
    /// How many items were made and are still to be consumed: those in containers that some thread's
    /// code takes from, and those in the hands of consumers that have not ended.
    pub fn left(&self, machine: &Machine) -> u32 {
        let program = machine.program();
        let is_living_consumer = |&id: &ThreadId| {
            program.name_of(id).role == RoleKind::Consumer
                && machine.standing(id) != Standing::Ended
        };
        let consumers = || program.thread_ids().filter(is_living_consumer);
        let carried = consumers().filter_map(|id| self.carries(id));
        let Some(looks) = &self.looks else {
            let inside = (0..).map(ObjectId).zip(&program.objects).map(|(id, object)| {
                let count = contents(machine, object).count() + self.slots.full_in(id);
                if count > 0 && is_taken_from(program, object) { count } else { 0 }
            });
            return (inside.sum::<usize>() + carried.count()) as u32;
        };
        // Where threads look at items, one may be in several places.
        let taken_from = (0..).map(ObjectId).zip(&program.objects);
        let taken_from = taken_from.filter(|(_, object)| is_taken_from(program, object));
        let inside = taken_from.flat_map(|(id, object)| {
            contents(machine, object).chain(self.slots.items(id)).collect::<Vec<_>>()
        });
        let used = consumers().flat_map(|id| looks.used_by(machine, id));
        let used =
            used.filter_map(Item::from_value).filter(|it| looks.unconsumed().any(|i| i == *it));
        let mut items: Vec<Item> = inside.chain(carried).chain(used).collect();
        items.retain(|&it| looks.consumer(it).is_none());
        items.sort_unstable();
        items.dedup();
        items.len() as u32
    }

    /// Books since when the run is finished but for consumers that look for more.
    pub(super) fn note_finished(&mut self, machine: &Machine, step: u64) {
        if self.others_alive > 0 || machine.program().form == Form::Whole {
            return;
        }
        let is_finished = self.left(machine) == 0;
        self.finished_since = is_finished.then(|| self.finished_since.unwrap_or(step));
    }

    /// What is wrong with a state in which nobody can move; `None` when the run is finished.
    pub fn judge_standstill(&self, machine: &Machine) -> Option<Violation> {
        let program = machine.program();
        if program.form == Form::Whole {
            return self.judge_whole(machine);
        }
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

    /// The same, for a whole program: it is to end. A thread that is endless by its code and waits for
    /// more is told apart from one that is stuck.
    fn judge_whole(&self, machine: &Machine) -> Option<Violation> {
        let waits = self.waits(machine);
        if machine.is_over() {
            let left = left_in_containers(machine);
            return (left > 0).then_some(Violation::Stranded { waits, left });
        }
        let role_of = |id: ThreadId| machine.role(id);
        let awaited = |wait: &Wait| awaited_by(machine, wait.thread);
        let joined = waits.iter().filter_map(awaited).fold(0, |all, it| all | it.0);
        // Daemons count where somebody waits for their end.
        let matters = |wait: &&Wait| {
            awaited(wait).is_none()
                && (!role_of(wait.thread).is_daemon || ThreadSet(joined).has(wait.thread))
        };
        let threads: Vec<ThreadId> = waits.iter().filter(matters).map(|it| it.thread).collect();
        let waits_for_more = |&id: &ThreadId| {
            let role = role_of(id);
            role.is_endless() && machine.thread(id).next.is_some_and(|at| role.waits_to_take(at))
        };
        if !threads.is_empty() && threads.iter().all(waits_for_more) {
            let is_all_done = left_in_containers(machine) == 0 && is_in_line(machine, &threads);
            return Some(Violation::UnfinishedThread { waits, threads, is_all_done });
        }
        let cause = self.deadlock_cause(machine, &waits);
        Some(Violation::Deadlock { waits, cause })
    }

    fn waits(&self, machine: &Machine) -> Vec<Wait> {
        let waiting = machine.program().thread_ids().filter_map(|thread| {
            let Standing::Waiting(object) = machine.standing(thread) else { return None };
            Some(Wait { thread, object, holders: self.holders_now(machine, thread, object) })
        });
        waiting.collect()
    }

    /// Who keeps others waiting for the object.
    fn holders_now(&self, machine: &Machine, waits: ThreadId, object: ObjectId) -> Vec<ThreadId> {
        let program = machine.program();
        let declared = program.object(object);
        if !matches!(declared.kind, ObjectKind::Alive { .. }) {
            return self.sure_holders(object);
        }
        let awaited = awaited_by(machine, waits).unwrap_or_default();
        let is_awaited =
            |id: &ThreadId| awaited.has(*id) && machine.standing(*id) != Standing::Ended;
        program.thread_ids().filter(is_awaited).collect()
    }
}

/// Whether threads that wait do so for others that wait, if at all, only along a line: the first waits for nobody. In a
/// circle each waits for the other's work.
fn is_in_line(machine: &Machine, threads: &[ThreadId]) -> bool {
    let mut open: Vec<(ThreadId, Vec<ThreadId>)> =
        threads.iter().map(|&id| (id, givers(machine, id))).collect();
    loop {
        let before = open.len();
        let left: Vec<ThreadId> = open.iter().map(|(id, _)| *id).collect();
        open.retain(|(_, givers)| givers.iter().any(|it| left.contains(it)));
        if open.len() == before {
            return before == 0;
        }
    }
}

/// The threads for whose end a thread waits at its next step; `None` where it does not.
fn awaited_by(machine: &Machine, id: ThreadId) -> Option<ThreadSet> {
    match machine.role(id).instruction(machine.thread(id).next?) {
        Instruction::Block { on: Blocking::Join { threads, .. }, .. } => Some(*threads),
        _ => None,
    }
}

/// How many elements but end marks are left in containers that some thread's code takes from.
fn left_in_containers(machine: &Machine) -> u32 {
    let program = machine.program();
    let memory = machine.memory();
    let left = program.objects.iter().map(|object| {
        let does = |role: &Role, what: ElementUse| {
            role.effects().any(|it| it.element == Some(what) && is_about(&it, object))
        };
        // Who drops the oldest of what it adds to keeps the list short: that is no taking of what others hand over.
        let is_list = matches!(object.kind, ObjectKind::List { .. });
        let only_trims = |role: &Role| {
            is_list && does(role, ElementUse::PutsIn) && !uses_what_it_takes(role, object)
        };
        let takers: Vec<&Role> = program
            .roles
            .iter()
            .filter(|it| does(it, ElementUse::TakesOut) && !only_trims(it))
            .collect();
        // What a thread keeps for itself in a list is handed to nobody.
        let is_handed_over = |putter: &Role| {
            does(putter, ElementUse::PutsIn) && takers.iter().any(|it| !std::ptr::eq(*it, putter))
        };
        // What is put back by whoever takes it lies there to be used: a pool, a token, a lock. A number that is written down is
        // put in anew.
        let puts_back = |role: &Role| {
            role.effects().any(|it| {
                it.element == Some(ElementUse::PutsIn)
                    && is_about(&it, object)
                    && it.reads.into_iter().next().is_some()
            })
        };
        let is_pool = takers.iter().all(|it| puts_back(it));
        if is_pool || takers.is_empty() || (is_list && !program.roles.iter().any(is_handed_over)) {
            return 0;
        }
        let is_mark = |value: Value| takers.iter().any(|it| it.end_marks.contains(&value));
        let length = object.length(memory.get(object.base)).unwrap_or(0);
        let elements = (0..length).map(|index| memory.get(object.slots().offset(index)));
        elements.filter(|&it| !is_none(it) && !is_mark(it)).count() as u32
    });
    left.sum()
}

/// Whether an instruction with these effects touches an object.
fn is_about(effects: &Effects, object: &Object) -> bool {
    effects.cells.into_iter().any(|touched| object.part(touched.cell).is_some())
}

/// Whether a role looks at anything that it takes out of an object.
fn uses_what_it_takes(role: &Role, object: &Object) -> bool {
    let live = role.live_locals();
    role.effects().enumerate().any(|(at, it)| {
        let takes = it.element == Some(ElementUse::TakesOut) && is_about(&it, object);
        let is_read = |Local(local)| {
            live.get(at + 1).is_some_and(|it| it.get(usize::from(local)).is_some_and(|it| *it))
        };
        takes && it.writes.into_iter().any(is_read)
    })
}

/// Whether any thread's code takes elements out of an object, or looks at them.
fn is_taken_from(program: &Program, object: &Object) -> bool {
    let takes = |it: &Effects| match it.element {
        Some(ElementUse::TakesOut | ElementUse::LooksAt) => is_about(it, object),
        Some(ElementUse::PutsIn | ElementUse::Replaces) | None => false,
    };
    program.roles.iter().any(|role| role.effects().any(|it| takes(&it)))
}

/// The items in a list, a queue or a channel.
fn contents<'a>(machine: &'a Machine, object: &'a Object) -> impl Iterator<Item = Item> + 'a {
    let memory = machine.memory();
    let first = memory.get(object.base);
    // A channel is empty once nobody receives from it.
    let length = object.length(first).unwrap_or(0);
    let elements = (0..length).map(|index| memory.get(object.slots().offset(index)));
    elements.filter_map(Item::from_value)
}
