//! Who was woken by what, and what each thread has seen of it: what it takes to say whether a wake-up was lost.

use crate::program::{
    Access, Cell, Object, ObjectId, ObjectKind, Part, Program, ThreadId, ThreadSet, Value,
};

/// What is known of one object.
#[derive(Clone, Copy, Debug, Default)]
struct Woken {
    /// The step in which waiters were last notified, by whom, and whom that woke.
    notified: Option<(u64, ThreadId, ThreadSet)>,
    /// The step in which an event was last set, or an atomic cell last changed, and by whom; an event that is set
    /// from the start has nobody who did.
    changed: Option<(u64, Option<ThreadId>)>,
    /// Who has seen that.
    seen_by: ThreadSet,
    /// What an atomic cell holds.
    value: Value,
}

/// See the [module](self).
#[derive(Clone, Debug)]
pub struct Wakes {
    objects: Box<[Woken]>,
    /// For each thread, the step in which it last came to wait at a condition, or fell asleep.
    slept: Box<[u64]>,
    /// Whether there is anything of which this is to be known.
    is_wanted: bool,
}

impl Wakes {
    pub fn new(program: &Program) -> Wakes {
        let objects = (0..).map(ObjectId).zip(&program.objects).map(|(id, object)| {
            let value = program.cells[object.base.index()];
            let is_set = program.is_event(id) && value != 0;
            Woken { value, changed: is_set.then_some((0, None)), ..Woken::default() }
        });
        let slept = vec![0; program.thread_count()].into_boxed_slice();
        let can_be_woken_at = |it: &Object| {
            matches!(
                it.kind,
                ObjectKind::Condition { .. } | ObjectKind::Event | ObjectKind::Atomic { .. }
            )
        };
        let is_wanted = program.objects.iter().any(can_be_woken_at);
        Wakes { objects: objects.collect(), slept, is_wanted }
    }

    pub fn heap_bytes(&self) -> usize {
        size_of_val(&*self.objects) + size_of_val(&*self.slept)
    }

    /// Books what an access has to do with waking.
    pub fn book(&mut self, program: &Program, step: u64, id: ThreadId, access: Access) {
        if !self.is_wanted {
            return;
        }
        let object = |cell: Cell| program.part_of(cell).0;
        match access {
            Access::Notified { cell, woken } => {
                self.of(object(cell)).notified = Some((step, id, ThreadSet(woken as u64)));
            }
            Access::BeganToWait { .. } | Access::FellAsleep { .. } => {
                self.slept[id.index()] = step;
            }
            Access::Flagged { cell, is_set: true } => self.change(object(cell), step, id),
            Access::SawFlag { cell } | Access::Woke { cell } => self.see(object(cell), id),
            Access::Read { cell, value, .. } => match program.part_of(cell) {
                (flag, Part::Flag) if value != 0 => self.see(flag, id),
                (object, Part::Value) => self.look(program, object, id, value),
                _ => {}
            },
            Access::Refused { cell, seen: value } | Access::StayedAwake { cell, seen: value } => {
                self.look(program, object(cell), id, value);
            }
            Access::Wrote { cell, value } | Access::Changed { cell, now: value, .. } => {
                if let (object, Part::Value) = program.part_of(cell) {
                    self.write(program, object, step, id, value);
                }
            }
            _ => {}
        }
    }

    fn of(&mut self, object: ObjectId) -> &mut Woken {
        &mut self.objects[usize::from(object.0)]
    }

    fn see(&mut self, object: ObjectId, id: ThreadId) {
        let of = self.of(object);
        of.seen_by = of.seen_by.with(id);
    }

    /// A flag that is not set has nothing to show.
    fn look(&mut self, program: &Program, object: ObjectId, id: ThreadId, value: Value) {
        if value != 0 || !program.is_event(object) {
            self.see(object, id);
        }
    }

    fn write(
        &mut self,
        program: &Program,
        object: ObjectId,
        step: u64,
        id: ThreadId,
        value: Value,
    ) {
        if !matches!(program.object(object).kind, ObjectKind::Atomic { .. }) {
            return;
        }
        let before = std::mem::replace(&mut self.of(object).value, value);
        match program.is_event(object) {
            true if value != 0 => self.change(object, step, id),
            false if value != before => self.change(object, step, id),
            false => self.see(object, id),
            true => {}
        }
    }

    fn change(&mut self, object: ObjectId, step: u64, id: ThreadId) {
        let of = self.of(object);
        of.changed = Some((step, Some(id)));
        of.seen_by = ThreadSet::default();
    }

    /// What the last wake-up of an object was to a thread that waits there; `None` where there was none, or where
    /// nothing is known of it.
    pub fn last_of(&self, program: &Program, object: ObjectId, id: ThreadId) -> Option<LastWake> {
        let of = &self.objects[usize::from(object.0)];
        let has_seen = of.seen_by.has(id);
        if program.is_event(object) {
            let (_, by) = of.changed?;
            return match has_seen {
                true => Some(LastWake::Seen),
                // What holds from the start was no wake-up.
                false => by.is_some_and(|by| by != id).then_some(LastWake::Missed),
            };
        }
        let (step, by, woken) = of.notified?;
        let slept = self.slept[id.index()];
        if woken.has(id) {
            return Some(LastWake::WokeIt);
        }
        if woken != ThreadSet::default() {
            return (step > slept).then_some(LastWake::WokeOthers);
        }
        // Nobody misses what they did themselves.
        if step > slept || by == id {
            return None;
        }
        // Whoever falls asleep at an atomic cell has looked at it: a change that it has seen was not lost on it.
        let knew = of
            .changed
            .is_some_and(|(changed, by)| changed <= slept && (has_seen || by == Some(id)));
        Some(if knew { LastWake::Seen } else { LastWake::Missed })
    }
}

/// What the last wake-up of an object was to a thread that waits there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastWake {
    /// It reached nobody, and came before the thread waited; an event was cleared again before the thread saw it.
    Missed,
    /// The thread had seen what it was about: that the event was set, or what the cell holds.
    Seen,
    /// It woke the thread, which waits there again.
    WokeIt,
    /// The thread waited there, and others were woken.
    WokeOthers,
}
