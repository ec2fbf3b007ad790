//! A run that broke a rule, and all its steps.

use interleave::engine::{
    Ending, Machine, Moment, Round, Run, SchedulerKind, Simulation, Standing, Violation,
};
use interleave::program::{
    Access, Blocking, Cell, Instruction, ObjectId, ObjectKind, Pc, Program, ThreadId,
};
use interleave::session::describe_moment;
use interleave::text::Language;
use std::sync::Arc;

pub struct Story {
    pub run: Run,
    pub moments: Vec<Moment>,
}

impl Story {
    /// The steps, as they are told.
    pub fn lines(&self) -> Vec<String> {
        let text = Language::English.text();
        let told = |it: &Moment| describe_moment(text, self.run.program(), it).join("; ");
        self.moments.iter().map(|it| format!("{} {}", it.number, told(it))).collect()
    }

    pub fn program(&self) -> &Program {
        self.run.program()
    }

    /// All accesses of one thread, or of all, in order, with their steps.
    pub fn all(
        &self,
        by: Option<ThreadId>,
    ) -> impl DoubleEndedIterator<Item = (u64, ThreadId, Access)> {
        let of = self.moments.iter().filter(move |it| by.is_none_or(|by| it.thread == by));
        of.flat_map(|it| it.event.accesses().map(|(_, access)| (it.number, it.thread, access)))
    }

    /// The accesses to one object, in order.
    pub fn at(&self, object: ObjectId) -> impl DoubleEndedIterator<Item = (u64, ThreadId, Access)> {
        let is_it = move |access: &Access| {
            access.cell().is_some_and(|cell| self.program().part_of(cell).0 == object)
        };
        self.all(None).filter(move |(.., access)| is_it(access))
    }

    /// The accesses of the last step.
    pub fn last_accesses(&self) -> Vec<Access> {
        let last = self.moments.last();
        last.map_or_else(Vec::new, |it| it.event.accesses().map(|(_, access)| access).collect())
    }

    /// The state before a step.
    pub fn before(&self, step: u64) -> Machine {
        let mut run = self.run.clone();
        run.seek(step as usize - 1);
        run.machine().clone()
    }

    /// The last step before `before` in which a thread read an index of the object, and which value.
    pub fn read_index(&self, by: ThreadId, cell: Cell, before: u64) -> Option<(u64, i64)> {
        self.all(Some(by)).rev().find_map(|(step, _, access)| match access {
            Access::Read { cell: of, value, .. } if of == cell && step <= before => {
                Some((step, value))
            }
            _ => None,
        })
    }

    /// Whether one of these threads moved the index on after one step and before another.
    pub fn moved_between(&self, by: [ThreadId; 2], cell: Cell, from: u64, to: u64) -> bool {
        self.all(None).any(|(step, thread, access)| {
            matches!(access, Access::Wrote { cell: of, .. } if of == cell)
                && by.contains(&thread)
                && from < step
                && step < to
        })
    }

    /// How many permits of an object a thread took and did not give back.
    pub fn balance(&self, by: ThreadId, object: ObjectId) -> i64 {
        let is_it = |cell: Cell| self.program().part_of(cell).0 == object;
        let mut balance = 0;
        for (_, thread, access) in self.all(None) {
            balance = match access {
                Access::Waited { cell, .. } if is_it(cell) && thread == by => balance + 1,
                Access::Signalled { cell, .. } if is_it(cell) && thread == by => balance - 1,
                Access::Acquired { cell } | Access::Retook { lock: cell, .. }
                    if is_it(cell) && thread == by =>
                {
                    1
                }
                Access::Released { cell, .. } | Access::BeganToWait { lock: cell, .. }
                    if is_it(cell) =>
                {
                    0
                }
                _ => balance,
            };
        }
        balance
    }

    /// Those who took it and did not give it back.
    pub fn holders(&self, object: ObjectId) -> Vec<ThreadId> {
        self.program().thread_ids().filter(|&id| self.balance(id, object) > 0).collect()
    }

    pub fn waits_for(&self, thread: ThreadId) -> Option<ObjectId> {
        match self.run.standing(thread) {
            Standing::Waiting(object) => Some(object),
            _ => None,
        }
    }

    /// What a thread waits to do.
    pub fn waits_with(&self, thread: ThreadId) -> Option<&Blocking> {
        let at = self.run.machine().thread(thread).next?;
        match self.program().role_of(thread).0.instruction(at) {
            Instruction::Block { on, .. } => Some(on),
            _ => None,
        }
    }

    /// The step in which a thread came to wait at a condition or fell asleep where it is now.
    pub fn came(&self, thread: ThreadId, object: ObjectId) -> Option<u64> {
        let mut came = self.at(object).filter(|(_, by, access)| {
            *by == thread
                && matches!(access, Access::BeganToWait { .. } | Access::FellAsleep { .. })
        });
        came.next_back().map(|(step, ..)| step)
    }

    /// Whether an object is an event, whichever way it is kept.
    pub fn is_event(&self, object: ObjectId) -> bool {
        match self.program().object(object).kind {
            ObjectKind::Event => true,
            ObjectKind::Atomic { .. } => self.program().main().is_some(),
            _ => false,
        }
    }

    /// Whether some way through a thread's code from where it stands leads to such an instruction, past none that is in the
    /// way.
    pub fn may_come_to(
        &self,
        id: ThreadId,
        is_it: impl Fn(&Instruction) -> bool,
        is_in_the_way: impl Fn(&Instruction) -> bool,
    ) -> bool {
        let role = self.program().role_of(id).0;
        let mut seen: Vec<Pc> = Vec::new();
        let mut open: Vec<Pc> = self.run.machine().thread(id).next.into_iter().collect();
        while let Some(at) = open.pop() {
            if seen.contains(&at) {
                continue;
            }
            seen.push(at);
            let instruction = role.instruction(at);
            if is_it(instruction) {
                return true;
            }
            if !is_in_the_way(instruction) {
                open.extend(role.successors(at));
            }
        }
        false
    }
}

/// Runs a program by chance until it breaks a rule.
pub fn broken(program: &Arc<Program>, seed: u64) -> Option<(Story, Violation)> {
    const MOST: usize = 400;
    let mut run = Run::new(program.clone());
    let mut simulation = Simulation::new(&run, SchedulerKind::Random, seed, 0, 0);
    let mut moments = Vec::new();
    while moments.len() < MOST {
        match run.ending() {
            Some(Ending::Broken(violation)) => return Some((Story { run, moments }, violation)),
            Some(Ending::Finished) => return None,
            None => {}
        }
        match simulation.turn(&mut run) {
            Round::Step(moment) => moments.push(moment),
            Round::AtWork => {}
            Round::Standstill => return None,
        }
    }
    None
}
