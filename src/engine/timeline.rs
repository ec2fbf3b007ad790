//! What each thread did over time, ready to be drawn at any scale.
//!
//! Steps are summed up in columns of 1, 4, 16 … steps; of each width the latest columns are
//! kept. So adding a step is cheap, memory is bounded, and to draw any stretch of a run takes as
//! long as there are columns to draw, however long the run is.

mod level;
mod strip;

pub use strip::{Share, Strip};

use super::ledger::Ledger;
use super::machine::{Machine, Standing};
use super::run::Moment;
use crate::program::{Access, ObjectId, ThreadId};
use level::{Head, Level, Packed};
use std::collections::VecDeque;
use std::ops::Range;

/// So many widths of columns: the widest has 65,536 steps, and 1,024 of them hold the longest
/// past that is kept.
const LEVELS: usize = 9;

/// So many columns make one of the next width.
const FACTOR: u64 = 4;

/// So many violations are remembered, the latest.
const MOST_MARKS: usize = 1024;

/// See the [module](self).
#[derive(Clone, Debug)]
pub struct Timeline {
    /// What items can lie in.
    containers: Vec<ObjectId>,
    levels: Vec<Level>,
    /// How each thread stands after the last step, and what it waits for.
    now: Vec<Packed>,
    objects: Vec<u8>,
    /// The threads that wait, a bit for each.
    waiting: u64,
    /// How many steps there are.
    end: u64,
    /// The steps that broke a rule, and whether a run ends with it.
    marks: VecDeque<(usize, bool)>,
}

impl Timeline {
    /// A timeline that begins at this state of a run, after so many steps.
    pub fn from_state(machine: &Machine, ledger: &Ledger, position: usize) -> Timeline {
        let program = machine.program();
        let containers =
            program.objects.iter().zip(0..).filter(|(it, _)| it.capacity() > 0 || it.room() > 0);
        let threads = program.thread_count();
        let mut timeline = Timeline {
            containers: containers.map(|(_, index)| ObjectId(index)).collect(),
            levels: Vec::new(),
            now: vec![0; threads],
            objects: vec![0; threads],
            waiting: 0,
            end: position as u64,
            marks: VecDeque::new(),
        };
        let mut width = 1;
        for _ in 0..LEVELS {
            timeline.levels.push(Level::from(timeline.end.div_ceil(width), threads));
            width *= FACTOR;
        }
        timeline.look_at_all(machine, ledger);
        timeline
    }

    /// Adds a step, which has led to this state. What was known from that step on is forgotten.
    pub fn push(&mut self, machine: &Machine, ledger: &Ledger, moment: &Moment) {
        let before = moment.number - 1;
        if before < self.end {
            self.forget_after(before as usize);
            self.look_at_all(machine, ledger);
        } else {
            self.look_at_changed(machine, ledger, moment);
        }
        self.end = moment.number;
        if let Some(violation) = &moment.violation {
            if self.marks.len() == MOST_MARKS {
                self.marks.pop_front();
            }
            self.marks.push_back((moment.number as usize, violation.ends_a_run()));
        }
        let fill = self.fill(machine, ledger);
        let head = Head { least: fill, most: fill };
        self.levels[0].push(&self.now, &self.objects, head, moment.thread);
        self.sum_up();
    }

    /// Forgets what came after a position.
    pub fn forget_after(&mut self, position: usize) {
        if position as u64 >= self.end {
            return;
        }
        self.end = position as u64;
        let mut width = 1;
        for level in &mut self.levels {
            level.truncate(self.end / width);
            width *= FACTOR;
        }
        while self.marks.back().is_some_and(|&(step, _)| step > position) {
            self.marks.pop_back();
        }
    }

    /// Whether every single step between two positions is known.
    pub fn knows_in_detail(&self, steps: Range<usize>) -> bool {
        self.levels[0].oldest() <= steps.start as u64 && steps.end as u64 <= self.levels[0].end()
    }

    /// The remembered steps that broke a rule, and whether a run ends with it.
    pub fn marks(&self) -> impl DoubleEndedIterator<Item = (usize, bool)> + '_ {
        self.marks.iter().copied()
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        let marks = self.marks.capacity() * size_of::<(usize, bool)>();
        marks + self.levels.iter().map(Level::bytes).sum::<usize>()
    }

    /// Joins columns of which there are enough to one of the next width.
    fn sum_up(&mut self) {
        for index in 1..self.levels.len() {
            let (finer, coarser) = self.levels.split_at_mut(index);
            let (finer, coarser) = (&finer[index - 1], &mut coarser[0]);
            let end = finer.end();
            if end % FACTOR != 0 || coarser.end() + 1 != end / FACTOR {
                return;
            }
            coarser.push_sum(finer, end - 1);
        }
    }

    /// Looks at every thread anew.
    fn look_at_all(&mut self, machine: &Machine, ledger: &Ledger) {
        self.waiting = ledger.waiting();
        for id in machine.program().thread_ids() {
            self.look_at(machine, id);
        }
    }

    /// Looks at the threads for which a step has changed something.
    fn look_at_changed(&mut self, machine: &Machine, ledger: &Ledger, moment: &Moment) {
        if machine.is_over() {
            // The daemons are cut off, wherever they are.
            return self.look_at_all(machine, ledger);
        }
        let waiting = ledger.waiting();
        let mut changed = waiting ^ self.waiting | 1 << moment.thread.0;
        if machine.role(moment.thread).turn.is_some() {
            // What those wait for that share the turn may have changed.
            changed |= waiting;
        }
        if notifies(moment) {
            // Who was notified waits for a lock from now on, and no longer for the condition.
            changed |= waiting;
        }
        self.waiting = waiting;
        while changed != 0 {
            self.look_at(machine, ThreadId(changed.trailing_zeros() as u8));
            changed &= changed - 1;
        }
    }

    fn look_at(&mut self, machine: &Machine, id: ThreadId) {
        let waits = self.waiting >> id.0 & 1 == 1;
        let (parts, object) = share_of(machine, id, waits).packed();
        self.now[id.index()] = parts;
        self.objects[id.index()] = object;
    }

    /// How many items lie in containers.
    fn fill(&self, machine: &Machine, ledger: &Ledger) -> u16 {
        let program = machine.program();
        let in_one = |&id: &ObjectId| {
            let object = program.object(id);
            let in_a_row = object.length(machine.memory().get(object.base));
            in_a_row.unwrap_or_else(|| ledger.full_slots(id) as u16)
        };
        self.containers.iter().map(in_one).fold(0, u16::saturating_add)
    }
}

/// Whether the step has let waiting threads go on.
fn notifies(moment: &Moment) -> bool {
    let is_one = |access: Access| matches!(access, Access::Notified { .. });
    let event = &moment.event;
    is_one(event.access) || !event.more.is_empty() && event.accesses().any(|it| is_one(it.1))
}

/// How a thread stands: all of one kind.
fn share_of(machine: &Machine, id: ThreadId, waits: bool) -> Share {
    if machine.is_over() {
        return Share::default();
    }
    if waits {
        return match machine.standing(id) {
            Standing::Waiting(object) => Share::waiting(object),
            Standing::NotStarted => Share::default(),
            _ => Share::waiting(ObjectId(u16::MAX)),
        };
    }
    match machine.thread(id).next {
        None => Share::default(),
        Some(_) => Share::able(machine.inside(id).is_some()),
    }
}
