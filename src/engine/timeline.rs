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
use crate::program::{Access, ChannelState, ObjectId, ObjectKind, ThreadId};
use level::{Head, Level};
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
    /// How each thread stands after the last step.
    now: Vec<Share>,
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
            now: vec![Share::default(); threads],
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
        self.levels[0].push(&self.now, Head { least: fill, most: fill });
        self.levels[0].note_step(moment.thread);
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
            let whole = finer.end() / FACTOR;
            if !finer.end().is_multiple_of(FACTOR) || coarser.end() + 1 != whole {
                return;
            }
            coarser.push_sum(finer, (whole - 1) * FACTOR..whole * FACTOR);
        }
    }

    /// Looks at every thread anew.
    fn look_at_all(&mut self, machine: &Machine, ledger: &Ledger) {
        for id in machine.program().thread_ids() {
            let waits = ledger.waiting_since(id).is_some();
            self.now[id.index()] = share_of(machine, id, waits);
        }
    }

    /// Looks at the threads for which a step has changed something.
    fn look_at_changed(&mut self, machine: &Machine, ledger: &Ledger, moment: &Moment) {
        // Who was notified waits for a lock from now on, and no longer for the condition.
        let notifies = moment.event.accesses().any(|(_, it)| matches!(it, Access::Notified { .. }));
        for index in 0..self.now.len() {
            let id = ThreadId::from_index(index);
            let waits = ledger.waiting_since(id).is_some();
            let share = self.now[index];
            if id == moment.thread || waits != share.waits() || waits && notifies {
                self.now[index] = share_of(machine, id, waits);
            }
        }
    }

    /// How many items lie in containers.
    fn fill(&self, machine: &Machine, ledger: &Ledger) -> u16 {
        let program = machine.program();
        let in_one = |&id: &ObjectId| {
            let object = program.object(id);
            match object.kind {
                ObjectKind::List { .. } | ObjectKind::Queue { .. } => {
                    machine.memory().get(object.base) as u16
                }
                ObjectKind::Channel { .. } => {
                    ChannelState::unpack(machine.memory().get(object.base)).length
                }
                _ => ledger.full_slots(id) as u16,
            }
        };
        self.containers.iter().map(in_one).fold(0, u16::saturating_add)
    }
}

/// How a thread stands: all of one kind.
fn share_of(machine: &Machine, id: ThreadId, waits: bool) -> Share {
    if waits {
        return match machine.standing(id) {
            Standing::Waiting(object) => Share::waiting(object),
            _ => Share::waiting(ObjectId(u16::MAX)),
        };
    }
    match machine.thread(id).next {
        None => Share::default(),
        Some(_) => Share::able(machine.inside(id).is_some()),
    }
}
