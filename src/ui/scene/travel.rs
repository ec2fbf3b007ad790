//! What went from where to where between two pictures.

use crate::program::{Access, Item, ObjectId, Part, Program, ThreadId};
use crate::session::{Moment, Motion, Speed};

/// One thing on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Travel {
    /// An item goes from the hands of a thread into a slot.
    Put {
        /// The item.
        item: Item,
        /// Whose hands.
        thread: ThreadId,
        /// Which slot.
        slot: u16,
    },
    /// An item goes from a slot into the hands of a thread.
    Get {
        /// The item.
        item: Item,
        /// Whose hands.
        thread: ThreadId,
        /// Which slot.
        slot: u16,
    },
    /// A thread takes a permit of a semaphore.
    Take {
        /// Who.
        thread: ThreadId,
        /// Of which semaphore.
        semaphore: ObjectId,
    },
    /// A thread gives a permit to a semaphore.
    Give {
        /// Who.
        thread: ThreadId,
        /// To which semaphore.
        semaphore: ObjectId,
    },
}

impl Travel {
    /// What travelled in a step, if anything did.
    pub fn in_moment(program: &Program, moment: &Moment) -> Option<Travel> {
        let thread = moment.thread;
        let (object, part) = program.part_of(moment.event.access.cell());
        match (part, moment.event.access) {
            (Part::Slot(slot), Access::Wrote { value, .. }) => {
                Some(Travel::Put { item: Item::from_value(value)?, thread, slot })
            }
            (Part::Slot(slot), Access::Read { value, .. }) => {
                Some(Travel::Get { item: Item::from_value(value)?, thread, slot })
            }
            (_, Access::Waited { .. }) => Some(Travel::Take { thread, semaphore: object }),
            (_, Access::Signalled { .. }) => Some(Travel::Give { thread, semaphore: object }),
            (_, Access::Read { .. } | Access::Wrote { .. }) => None,
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
    use crate::session::{Action, Model, update};

    #[test]
    fn an_item_goes_from_its_producer_to_a_slot_and_on_to_a_consumer() {
        let mut model = Model::new(Default::default());
        let mut seen = Vec::new();
        let (producer, consumer) = (ThreadId(0), ThreadId(2));
        for thread in [producer; 7].into_iter().chain([consumer; 7]) {
            let support =
                crate::session::Support::SimulatedOnly(crate::session::WhySimulated::NotIsolated);
            update(&mut model, Action::SupportFound(support));
            update(&mut model, Action::StepThread(thread));
            let moment = model.run.recent().next_back().expect("a step was made");
            seen.extend(Travel::in_moment(model.program(), moment));
        }
        let item = Item { producer: 0, number: 1 };
        let names: Vec<_> = model.program().semaphores().map(|(id, it)| (&*it.name, id)).collect();
        let id = |name: &str| names.iter().find(|(it, _)| *it == name).expect("declared").1;
        let (mutex, items, spaces) = (id("mutex"), id("items"), id("spaces"));
        assert_eq!(
            seen,
            [
                Travel::Take { thread: producer, semaphore: spaces },
                Travel::Take { thread: producer, semaphore: mutex },
                Travel::Put { item, thread: producer, slot: 0 },
                Travel::Give { thread: producer, semaphore: mutex },
                Travel::Give { thread: producer, semaphore: items },
                Travel::Take { thread: consumer, semaphore: items },
                Travel::Take { thread: consumer, semaphore: mutex },
                Travel::Get { item, thread: consumer, slot: 0 },
                Travel::Give { thread: consumer, semaphore: mutex },
                Travel::Give { thread: consumer, semaphore: spaces },
            ]
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
