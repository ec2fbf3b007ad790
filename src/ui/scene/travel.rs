//! What went from where to where between two pictures.

use crate::engine::Moment;
use crate::program::{
    Access, Blocking, Instruction, Item, ObjectId, Operation, Part, Pc, Program, ThreadId, Value,
};
use crate::session::{Motion, Speed};

/// One thing on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Travel {
    /// Something goes from the hands of a thread into a container.
    Put {
        /// What goes.
        value: Value,
        /// Whose hands.
        thread: ThreadId,
        /// Which container.
        object: ObjectId,
        /// Into which slot; `None` where it lies wherever it now is in the row.
        slot: Option<u16>,
    },
    /// Something goes from a container into the hands of a thread.
    Get {
        /// What goes.
        value: Value,
        /// Whose hands.
        thread: ThreadId,
        /// Which container.
        object: ObjectId,
        /// From which slot, or from which place in the row.
        place: u16,
    },
    /// A thread takes a permit of a semaphore, or a lock.
    Take {
        /// Who.
        thread: ThreadId,
        /// Of which object.
        object: ObjectId,
    },
    /// A thread gives a permit to a semaphore, or a lock back.
    Give {
        /// Who.
        thread: ThreadId,
        /// To which object.
        object: ObjectId,
    },
}

impl Travel {
    /// What travelled in a step, in order.
    pub fn in_moment<'a>(
        program: &'a Program,
        moment: &'a Moment,
    ) -> impl Iterator<Item = Travel> + 'a {
        let thread = moment.thread;
        let accesses = moment.event.accesses();
        accesses.filter_map(move |(at, access)| Travel::of(program, thread, at, access))
    }

    fn of(program: &Program, thread: ThreadId, at: Pc, access: Access) -> Option<Travel> {
        let part_of = |cell| program.part_of(cell);
        match access {
            Access::Wrote { cell, value } => {
                let (object, Part::Slot(slot)) = part_of(cell) else { return None };
                Item::from_value(value)?;
                Some(Travel::Put { value, thread, object, slot: Some(slot) })
            }
            Access::Read { cell, value, .. } => {
                let (object, Part::Slot(place)) = part_of(cell) else { return None };
                Item::from_value(value)?;
                Some(Travel::Get { value, thread, object, place })
            }
            Access::Inserted { cell, value, .. } => {
                Some(Travel::Put { value, thread, object: part_of(cell).0, slot: None })
            }
            Access::Removed { cell, value, length } => {
                let instruction = program.role_of(thread).0.instruction(at);
                let is_last = matches!(
                    instruction,
                    Instruction::Do(Operation::Pop { last: true, .. })
                        | Instruction::Block { on: Blocking::Get { last: true, .. }, .. }
                );
                let place = if is_last { length } else { 0 };
                Some(Travel::Get { value, thread, object: part_of(cell).0, place })
            }
            Access::Waited { cell, .. }
            | Access::Acquired { cell }
            | Access::Retook { lock: cell, .. } => {
                Some(Travel::Take { thread, object: part_of(cell).0 })
            }
            Access::Signalled { cell, .. }
            | Access::Released { cell, .. }
            | Access::BeganToWait { lock: cell, .. } => {
                Some(Travel::Give { thread, object: part_of(cell).0 })
            }
            // Its holder takes a reentrant lock once more, or gives it back once of several times: only a
            // count changes, and the permit stays where it is.
            Access::AcquiredAgain { .. } | Access::ReleasedOnce { .. } => None,
            _ => None,
        }
    }
}

/// Up to so many steps between two pictures are shown one by one.
const FEW: u64 = 4;

/// How a picture follows the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Succession {
    /// Nothing happened.
    Same,
    /// So many steps, few enough to be shown.
    Steps(u64),
    /// One step back: everything goes back to where it was.
    Back,
    /// Another run, another place in it, or too many steps: no motion would be true.
    Leap,
}

impl Succession {
    /// What leads from one position to another of the same run.
    pub fn between(before: u64, now: u64) -> Succession {
        match now.checked_sub(before) {
            Some(0) => Succession::Same,
            Some(steps @ 1..=FEW) => Succession::Steps(steps),
            Some(_) => Succession::Leap,
            None if before - now == 1 => Succession::Back,
            None => Succession::Leap,
        }
    }
}

/// How long a way takes, in milliseconds: about as long as a step, so that nothing is
/// still on its way when the next step comes. 0 is "at once".
pub fn travel_time(speed: Speed, motion: Motion, reduced: bool) -> f64 {
    /// Above so many steps a second nobody can follow one item; the picture flows.
    const FLOW: f64 = 45.0;
    if reduced {
        return 0.0;
    }
    match speed.steps_per_second() {
        Some(rate) if rate <= FLOW => (900.0 / rate).clamp(120.0, 700.0),
        // A step by hand is looked at, whatever the speed of the run.
        _ if motion == Motion::Paused => 240.0,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{CATALOGUE, Configuration};
    use crate::session::{
        DocumentAction, Model, PlaybackAction, Support, ThreadsAction, WhySimulated, update,
    };

    /// What travels while threads make these steps in a program.
    fn seen(name: &str, steps: &[u8]) -> Vec<Travel> {
        let entry = CATALOGUE.into_iter().find(|it| it.name == name).expect("it is there");
        seen_in(Model::of(entry, Configuration::of(entry)), steps)
    }

    /// The same for whatever program a page is about.
    fn seen_in(mut model: Model, steps: &[u8]) -> Vec<Travel> {
        let support = Support::SimulatedOnly(WhySimulated::NotIsolated);
        update(&mut model, ThreadsAction::SupportFound(support));
        let mut seen = Vec::new();
        for &thread in steps {
            update(&mut model, PlaybackAction::StepThread(ThreadId(thread)));
            let moment = model.playback.run.recent().next_back().expect("a step was made");
            seen.extend(Travel::in_moment(model.program(), moment));
        }
        seen
    }

    const FIRST: Item = Item { producer: 0, number: 1 };

    #[test]
    fn an_item_goes_from_its_producer_to_a_slot_and_on_to_a_consumer() {
        let (producer, consumer) = (ThreadId(0), ThreadId(2));
        let steps: Vec<u8> = [0; 7].into_iter().chain([2; 7]).collect();
        let [buffer, mutex, items, spaces] = [0, 1, 2, 3].map(ObjectId);
        let (value, object, place) = (FIRST.to_value(), buffer, 0);
        assert_eq!(
            seen("three-semaphores", &steps),
            [
                Travel::Take { thread: producer, object: spaces },
                Travel::Take { thread: producer, object: mutex },
                Travel::Put { value, thread: producer, object, slot: Some(place) },
                Travel::Give { thread: producer, object: mutex },
                Travel::Give { thread: producer, object: items },
                Travel::Take { thread: consumer, object: items },
                Travel::Take { thread: consumer, object: mutex },
                Travel::Get { value, thread: consumer, object, place },
                Travel::Give { thread: consumer, object: mutex },
                Travel::Give { thread: consumer, object: spaces },
            ]
        );
    }

    #[test]
    fn items_go_in_and_out_of_a_queue_and_locks_to_who_takes_them() {
        let (value, object) = (FIRST.to_value(), ObjectId(0));
        let put = Travel::Put { value, thread: ThreadId(0), object, slot: None };
        let get = Travel::Get { value, thread: ThreadId(2), object, place: 0 };
        assert_eq!(seen("thread-safe-queue", &[0, 2]), [put, get]);
        let guard = ObjectId(1);
        let take = Travel::Take { thread: ThreadId(0), object: guard };
        let give = Travel::Give { thread: ThreadId(0), object: guard };
        assert_eq!(seen("lock-and-event", &[0, 0, 0, 0]), [take, put, give]);
    }

    #[test]
    fn a_lock_that_is_taken_once_more_stays_where_it_is() {
        let entry = CATALOGUE[0];
        let mut model = Model::of(entry, Configuration::of(entry));
        let twice =
            "    lock.acquire()\n    lock.acquire()\n    lock.release()\n    lock.release()\n";
        update(
            &mut model,
            DocumentAction::Edit(format!("lock = RLock()\n\ndef worker():\n{twice}")),
        );
        let (thread, object) = (ThreadId(0), ObjectId(0));
        assert_eq!(
            seen_in(model, &[0, 0, 0, 0]),
            [Travel::Take { thread, object }, Travel::Give { thread, object }]
        );
    }

    #[test]
    fn only_few_steps_are_shown_one_by_one() {
        assert_eq!(Succession::between(5, 5), Succession::Same);
        assert_eq!(Succession::between(5, 6), Succession::Steps(1));
        assert_eq!(Succession::between(5, 50), Succession::Leap);
        assert_eq!(Succession::between(5, 4), Succession::Back);
        assert_eq!(Succession::between(5, 0), Succession::Leap);
    }

    #[test]
    fn a_way_takes_a_step_s_time_within_limits() {
        let mut before = f64::INFINITY;
        let mut speed = Speed::SLOWEST;
        while speed != Speed::UNLIMITED {
            let time = travel_time(speed, Motion::Running, false);
            assert!(time <= before && time <= 700.0);
            before = time;
            assert_eq!(travel_time(speed, Motion::Running, true), 0.0);
            speed = speed.faster();
        }
        assert_eq!(travel_time(Speed::UNLIMITED, Motion::Running, false), 0.0);
        assert!(travel_time(Speed::UNLIMITED, Motion::Paused, false) > 0.0);
    }
}
