//! What else is said to have gone wrong, and why, judged from the steps and the state before the last one.

use super::Judge;
use super::story::Story;
use interleave::engine::{Machine, Standing, Violation};
use interleave::program::{Access, BarrierEvent, Cell, ObjectId, ObjectKind, ThreadId, is_none};

/// What is told of a violation that is no deadlock, and what is true then.
pub const JUDGES: [Judge<Violation>; 19] = [
    ("had both read the same `tail`", same_index),
    ("had both read the same `head`", same_index),
    ("The buffer was full, and nothing kept", was_full),
    ("The buffer was empty, and nothing kept", was_empty),
    ("nothing made", never_written),
    ("came into the buffer before it", came_before),
    ("the other write is lost", lost_update),
    ("The producers are done", producers_are_done),
    ("that no thread took", program_has_ended),
    ("All work is done", all_is_done),
    ("and the program never ends", never_ends),
    ("which nobody held", nobody_held),
    ("which it did not hold", did_not_hold),
    ("without holding its lock", lock_is_not_its_own),
    ("took from the empty list", holds_nothing),
    ("got nothing from", holds_nothing),
    ("found nothing in", holds_nothing),
    ("found no room in", has_no_room),
    ("was broken or reset, or the time was over", barrier_let_it_down),
];

fn same_index(story: &Story, violation: &Violation) {
    let (who, other, before, index) = match *violation {
        Violation::Overwrite { writer, lost_writer, lost_step, object, .. } => {
            (writer, lost_writer, lost_step, story.program().object(object).tail())
        }
        Violation::DuplicateRead { reader, taken_by, taken_step, object, .. } => {
            (reader, taken_by, taken_step, story.program().object(object).head())
        }
        _ => panic!("it is about no index"),
    };
    let now = story.run.position() as u64;
    let (own, value) = story.read_index(who, index, now).expect("it has read the index");
    let (others, same) = story.read_index(other, index, before).expect("so has the other");
    assert_eq!(value, same, "they have read the same");
    let (first, second) = (own.min(others), own.max(others));
    assert!(
        !story.moved_between([who, other], index, first, second),
        "neither had moved it when both had read it"
    );
}

fn object_of(violation: &Violation) -> ObjectId {
    violation.object().expect("it is about an object")
}

/// How many items lay in a buffer before the last step.
fn full_before(story: &Story, object: ObjectId) -> usize {
    let mut before = story.run.clone();
    before.seek(before.position() - 1);
    before.ledger().full_slots(object)
}

fn was_full(story: &Story, violation: &Violation) {
    let object = object_of(violation);
    let capacity = story.program().object(object).capacity();
    assert_eq!(full_before(story, object), usize::from(capacity));
}

fn was_empty(story: &Story, violation: &Violation) {
    assert_eq!(full_before(story, object_of(violation)), 0);
}

fn never_written(story: &Story, violation: &Violation) {
    let Violation::EmptyRead { object, slot, .. } = *violation else { panic!() };
    let cell = story.program().object(object).slots().offset(slot);
    let wrote = |(.., it): (u64, ThreadId, Access)| matches!(it, Access::Wrote { cell: at, .. } if at == cell);
    assert!(!story.all(None).any(wrote), "nothing was written there");
}

fn came_before(story: &Story, violation: &Violation) {
    let Violation::Order { object, item, expected, .. } = *violation else { panic!() };
    let wrote = |value: i64| {
        story.at(object).rev().find_map(|(step, _, access)| match access {
            Access::Wrote { value: it, .. } if it == value => Some(step),
            _ => None,
        })
    };
    assert!(wrote(expected.to_value()) < wrote(item.to_value()));
}

fn lost_update(story: &Story, violation: &Violation) {
    let Violation::LostUpdate { thread, object, element } = *violation else { panic!() };
    let declared = story.program().object(object);
    let offset = element.map_or(0, |it| match declared.kind {
        ObjectKind::List { .. } => it + 1,
        _ => it,
    });
    let cell = declared.base.offset(offset);
    let now = story.run.position() as u64;
    let read = story
        .all(Some(thread))
        .filter(|(.., access)| matches!(access, Access::Read { cell: at, .. } if *at == cell));
    let reads: Vec<u64> = read.map(|(step, ..)| step).collect();
    let others = story.all(None).filter(|(_, by, access)| {
        *by != thread && matches!(access, Access::Wrote { cell: at, .. } if *at == cell)
    });
    let between =
        |(step, ..): (u64, ThreadId, Access)| step < now && reads.iter().any(|read| *read < step);
    assert!({ others }.any(between), "another thread wrote after it had read");
    let writes = |it: &Access| matches!(it, Access::Wrote { cell: at, .. } if *at == cell);
    assert!(story.last_accesses().iter().any(writes), "and now it writes");
}

fn has_ended(story: &Story, id: ThreadId) -> bool {
    story.run.standing(id) == Standing::Ended
}

fn producers_are_done(story: &Story, _: &Violation) {
    let program = story.program();
    let is_producer = |id: &ThreadId| program.name_of(*id).to_string().starts_with('P');
    assert!(program.thread_ids().any(|it| is_producer(&it)), "there are some");
    assert!(program.thread_ids().filter(is_producer).all(|it| has_ended(story, it)));
    assert!(!program.thread_ids().any(|it| story.run.machine().can_move(it)));
}

/// How many elements are in lists and queues.
fn elements(story: &Story) -> usize {
    let machine = story.run.machine();
    let counts = story.program().objects.iter().map(|object| {
        let length = object.length(machine.memory().get(object.base)).unwrap_or(0);
        let inside = (0..length).map(|at| machine.memory().get(object.slots().offset(at)));
        inside.filter(|it| !is_none(*it)).count()
    });
    counts.sum()
}

fn program_has_ended(story: &Story, violation: &Violation) {
    let Violation::Stranded { left, .. } = *violation else { panic!() };
    assert!(story.program().main().is_some() && story.run.machine().is_over());
    assert!(elements(story) >= left as usize);
}

fn all_is_done(story: &Story, violation: &Violation) {
    let Violation::UnfinishedThread { threads, .. } = violation else { panic!() };
    never_ends(story, violation);
    for &thread in threads {
        let object = story.waits_for(thread).expect("it waits");
        let declared = story.program().object(object);
        let length = declared.length(story.run.machine().memory().get(declared.base));
        assert_eq!(length.unwrap_or(0), 0, "nothing is there for it");
    }
}

fn never_ends(story: &Story, violation: &Violation) {
    let Violation::UnfinishedThread { threads, .. } = violation else { panic!() };
    assert!(!threads.is_empty() && !story.run.machine().is_over());
    assert!(threads.iter().all(|it| story.waits_for(*it).is_some()));
    assert!(!story.program().thread_ids().any(|it| story.run.machine().can_move(it)));
}

/// The cell that an operation of the thread failed at, and what cells held before that step, unless it did something else
/// before it failed. What was raised may have been on its way out for some steps.
struct Failed {
    cell: Cell,
    before: Option<Machine>,
}

fn failed(story: &Story, violation: &Violation) -> Failed {
    let thread = violation.threads()[0];
    let failed = story.all(Some(thread)).rev().find_map(|(step, _, access)| match access {
        Access::Failed { cell, .. } | Access::TimedOut { cell } => Some((step, cell)),
        _ => None,
    });
    let (step, cell) = failed.expect("an operation failed");
    let is_single = story.all(Some(thread)).filter(|(it, ..)| *it == step).count() == 1;
    Failed { cell, before: is_single.then(|| story.before(step)) }
}

impl Failed {
    fn object(&self, story: &Story) -> ObjectId {
        story.program().part_of(self.cell).0
    }

    fn holder(&self, story: &Story, lock: ObjectId) -> Option<Option<ThreadId>> {
        let declared = story.program().object(lock);
        let before = self.before.as_ref()?;
        Some(declared.holder(before.memory().get(declared.base)))
    }

    fn length(&self, story: &Story) -> Option<u16> {
        let before = self.before.as_ref()?;
        let length =
            story.program().object(self.object(story)).length(before.memory().get(self.cell));
        Some(length.expect("it is a container"))
    }
}

fn nobody_held(story: &Story, violation: &Violation) {
    let failed = failed(story, violation);
    let held = failed.holder(story, failed.object(story));
    assert!(held.is_none_or(|it| it.is_none()), "somebody held it");
}

fn did_not_hold(story: &Story, violation: &Violation) {
    let failed = failed(story, violation);
    let held = failed.holder(story, failed.object(story));
    assert_ne!(held, Some(Some(violation.threads()[0])), "it held it");
}

fn lock_is_not_its_own(story: &Story, violation: &Violation) {
    let failed = failed(story, violation);
    let ObjectKind::Condition { lock } = story.program().object(failed.object(story)).kind else {
        panic!("it is no condition")
    };
    let held = failed.holder(story, lock);
    assert_ne!(held, Some(Some(violation.threads()[0])), "it held it");
}

fn holds_nothing(story: &Story, violation: &Violation) {
    let length = failed(story, violation).length(story);
    assert!(length.is_none_or(|it| it == 0), "there was something");
}

fn has_no_room(story: &Story, violation: &Violation) {
    let failed = failed(story, violation);
    let room = story.program().object(failed.object(story)).room();
    assert!(failed.length(story).is_none_or(|it| it == room), "there was room");
}

fn barrier_let_it_down(story: &Story, violation: &Violation) {
    let object = failed(story, violation).object(story);
    let thread = violation.threads()[0];
    let mut arrived = story.at(object).filter(|(_, by, access)| {
        *by == thread && matches!(access, Access::AtBarrier { event: BarrierEvent::Arrived(_), .. })
    });
    let (came, ..) = arrived.next_back().expect("it has waited");
    let broke = |(step, _, access): (u64, ThreadId, Access)| {
        let is_it = match access {
            Access::TimedOut { .. } => true,
            Access::AtBarrier { event, .. } => {
                matches!(event, BarrierEvent::Aborted | BarrierEvent::Reset(_))
            }
            _ => false,
        };
        is_it && step > came
    };
    assert!(story.at(object).any(broke), "nothing broke it");
}
