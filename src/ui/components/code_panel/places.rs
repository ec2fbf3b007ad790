//! What the run says about each line: who is there, and what is declared there now.

use super::super::counters::length;
use crate::program::{
    BarrierState, ChannelState, Item, Line, Object, ObjectId, ObjectKind, RoleKind, ThreadName,
    Value, is_integer, is_none,
};
use crate::session::{Activity, Model};
use crate::text::{Text, fill};
use yew::prelude::*;

/// What there is to say about all lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Places {
    /// One for each line of the listing.
    pub lines: Vec<Place>,
}

/// What there is to say about one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// The threads that are at the line, in order.
    pub threads: Vec<ThreadName>,
    /// Those of them that sleep there.
    pub asleep: Vec<ThreadName>,
    /// Whether all of them sleep there.
    pub is_asleep: bool,
    /// The role of the thread whose latest step is on this line.
    pub latest: Option<RoleKind>,
    /// What the object that is declared here holds now.
    pub held: Option<Held>,
}

/// What an object holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Held {
    /// A semaphore's permits.
    Permits(Value),
    /// A buffer's indices.
    Ends {
        /// Where the next item is taken.
        head: Value,
        /// Where the next item is put.
        tail: Value,
    },
    /// A lock, by this thread; `None` when it is free.
    Lock(Option<ThreadName>),
    /// A condition: how many wait to be notified.
    Waiting(u32),
    /// A condition with a lock of its own: who holds that, and how many wait.
    Monitor(Option<ThreadName>, u32),
    /// An event: whether it is set.
    Flag(bool),
    /// So many elements.
    Length(usize),
    /// A channel: so many elements, senders and receivers.
    Channel(ChannelState),
    /// A barrier: how many have come, of how many; `None` when it is broken.
    Barrier(Option<u16>, u16),
    /// A value.
    Value(Value),
    /// An atomic cell: its value, and how many sleep at it.
    Atomic(Value, u32),
    /// So many threads have not ended.
    Alive(Value),
}

/// What there is to say about the lines just now.
pub fn places(model: &Model) -> Places {
    let mut lines = vec![Place::default(); model.document.listing.lines.len()];
    let program = model.program();
    for id in program.thread_ids() {
        let activity = model.activity(id);
        let line = match activity {
            Activity::Done | Activity::NotStarted => None,
            Activity::Producing(_) | Activity::Consuming(_) => {
                program.role_of(id).0.work_line().or_else(|| model.playback.run.machine().line(id))
            }
            Activity::Ready | Activity::Running | Activity::Pausing | Activity::Waiting(_) => {
                model.playback.run.machine().line(id)
            }
        };
        if let Some(place) = line.and_then(|Line(index)| lines.get_mut(usize::from(index))) {
            let name = program.name_of(id);
            place.threads.push(name);
            if matches!(activity, Activity::Waiting(_)) {
                place.asleep.push(name);
            }
            place.is_asleep = place.asleep.len() == place.threads.len();
        }
    }
    if let Some(latest) = model.playback.run.recent().next_back()
        && let Some(place) = lines.get_mut(usize::from(latest.line.0))
    {
        place.latest = Some(program.name_of(latest.thread).role);
    }
    for (object, index) in program.objects.iter().zip(0..) {
        let Some(held) = held(model, object, ObjectId(index)) else { continue };
        if let Some(place) = lines.get_mut(usize::from(object.line.0)) {
            // A condition comes after the lock that is made for it.
            place.held = Some(match (place.held, held) {
                (Some(Held::Lock(holder)), Held::Waiting(count)) => Held::Monitor(holder, count),
                (_, held) => held,
            });
        }
    }
    Places { lines }
}

/// What an object holds now; `None` where no few words could say it.
fn held(model: &Model, object: &Object, id: ObjectId) -> Option<Held> {
    let memory = model.playback.run.machine().memory();
    let first = memory.get(object.base);
    Some(match object.kind {
        ObjectKind::Semaphore { .. } => Held::Permits(first),
        ObjectKind::Buffer { .. } => {
            Held::Ends { head: memory.get(object.head()), tail: memory.get(object.tail()) }
        }
        ObjectKind::Lock | ObjectKind::ReentrantLock => {
            Held::Lock(object.holder(first).map(|it| model.program().name_of(it)))
        }
        ObjectKind::Condition { .. } => Held::Waiting(first.count_ones()),
        ObjectKind::Event => Held::Flag(first != 0),
        ObjectKind::List { .. }
        | ObjectKind::Queue { .. }
        | ObjectKind::Array { of_items: true, .. } => Held::Length(length(model, object, id)),
        ObjectKind::Channel { .. } => Held::Channel(ChannelState::unpack(first)),
        ObjectKind::Barrier { parties } => {
            let state = BarrierState::unpack(first);
            Held::Barrier((!state.is_broken()).then(|| state.waiting()), parties)
        }
        ObjectKind::Variable { .. } => Held::Value(first),
        ObjectKind::Atomic { .. } => Held::Atomic(first, memory.get(object.waiters()).count_ones()),
        ObjectKind::Alive { .. } => Held::Alive(Value::from(first.count_ones())),
        ObjectKind::Array { .. } | ObjectKind::Readers { .. } => return None,
    })
}

/// What an object holds, in a few words.
pub fn held_text(text: &Text, held: &Held) -> Html {
    let words = &text.objects;
    let now = |value: Value| {
        let value = match Item::from_value(value) {
            Some(item) => item.to_string(),
            None if is_none(value) => "None".into(),
            None => value.to_string(),
        };
        (text.code.now)(&value)
    };
    let one = |template: &str, count: u32| fill(template, &[&count.to_string()]);
    let lock = |holder: Option<ThreadName>| match holder {
        Some(name) => fill(words.held_by, &[&name.to_string()]),
        None => words.free.to_owned(),
    };
    let plain = |sentence: String| html! { <span>{ sentence }</span> };
    match *held {
        Held::Permits(count) => plain(now(count)),
        Held::Ends { head, tail } => html! {
            <>
                <span class="of-consumer">{ text.scene.head }{ " " }{ head }</span>
                <span class="of-producer">{ text.scene.tail }{ " " }{ tail }</span>
            </>
        },
        Held::Lock(holder) => plain(lock(holder)),
        Held::Waiting(count) => plain(one(words.waiting_now, count)),
        Held::Monitor(holder, 0) => plain(lock(holder)),
        Held::Monitor(holder, count) => html! {
            <><span>{ lock(holder) }</span><span>{ one(words.waiting_now, count) }</span></>
        },
        Held::Flag(is_set) => plain(if is_set { words.set } else { words.not_set }.into()),
        Held::Length(count) => plain(fill(words.holds, &[&count.to_string()])),
        Held::Channel(ChannelState { length, senders, receivers, .. }) => html! {
            <>
                <span class="of-producer">{ end(text, words.senders_now, senders) }</span>
                <span>{ one(words.holds, length.into()) }</span>
                <span class="of-consumer">{ end(text, words.receivers_now, receivers) }</span>
            </>
        },
        Held::Barrier(Some(come), parties) => {
            plain(fill(words.come_of, &[&come.to_string(), &parties.to_string()]))
        }
        Held::Barrier(None, _) => plain(words.broken.into()),
        Held::Value(value) => plain(now(value)),
        Held::Atomic(value, 0) => plain(now(value)),
        Held::Atomic(value, count) => html! {
            <><span>{ now(value) }</span><span>{ one(words.asleep_now, count) }</span></>
        },
        Held::Alive(count) if is_integer(count) => {
            plain(fill(words.alive_now, &[&count.to_string()]))
        }
        Held::Alive(_) => html! {},
    }
}

/// How many there are of an end of a channel, or that it is closed.
fn end(text: &Text, template: &str, count: u16) -> String {
    match count {
        0 => text.objects.closed.to_owned(),
        count => fill(template, &[&count.to_string()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{CATALOGUE, Configuration};
    use crate::program::ThreadId;
    use crate::session::{Model, PlaybackAction, ThreadKind, ThreadsAction, update};

    fn simulated(name: &str) -> Model {
        let entry = CATALOGUE.into_iter().find(|it| it.name == name).expect("it is there");
        let mut model = Model::of(entry, Configuration::of(entry));
        update(&mut model, ThreadsAction::ChooseKind(ThreadKind::Simulated));
        model
    }

    #[test]
    fn every_thread_stands_at_one_line_and_every_object_says_what_it_holds() {
        let mut model = simulated("three-semaphores");
        for _ in 0..60 {
            let places = places(&model);
            let standing: usize = places.lines.iter().map(|place| place.threads.len()).sum();
            assert_eq!(standing, 4);
            assert_eq!(places.lines.iter().filter(|place| place.held.is_some()).count(), 4);
            let latest = places.lines.iter().filter(|place| place.latest.is_some()).count();
            assert_eq!(latest, usize::from(model.playback.run.position() > 0));
            update(&mut model, PlaybackAction::Step);
        }
    }

    /// What stands beside the lines of a program after these threads have made a step each.
    fn check(name: &str, steps: &[u8], expected: &[(usize, Held)]) {
        let mut model = simulated(name);
        for &thread in steps {
            update(&mut model, PlaybackAction::StepThread(ThreadId(thread)));
        }
        let places = places(&model);
        for &(line, held) in expected {
            assert_eq!(places.lines[line - 1].held, Some(held), "{name}, line {line}");
        }
    }

    #[test]
    fn objects_of_all_kinds_say_what_they_hold() {
        let first = ThreadName { role: RoleKind::Producer, number: 1 };
        let third = ThreadName { role: RoleKind::Consumer, number: 1 };
        check(
            "three-semaphores",
            &[0],
            &[(4, Held::Permits(3)), (1, Held::Ends { head: 0, tail: 0 })],
        );
        check(
            "lock-and-event",
            &[0, 0, 0],
            &[(1, Held::Length(1)), (2, Held::Lock(Some(first))), (3, Held::Flag(true))],
        );
        check("lock-and-event", &[], &[(2, Held::Lock(None)), (3, Held::Flag(false))]);
        check("two-conditions", &[2, 2, 2], &[(2, Held::Value(0)), (5, Held::Waiting(1))]);
        check("one-condition", &[2], &[(2, Held::Monitor(Some(third), 0))]);
        check("thread-safe-queue", &[0], &[(1, Held::Length(1))]);
        check("semaphore-from-atomics", &[2, 2, 2], &[(3, Held::Atomic(0, 1))]);
        check("stop-flag", &[], &[(6, Held::Alive(2)), (13, Held::Alive(1))]);
        let state = ChannelState { length: 1, senders: 2, receivers: 1, offers: 0 };
        check("channel", &[0], &[(1, Held::Channel(state))]);
    }

    #[test]
    fn who_sleeps_and_who_does_not_can_be_at_one_line() {
        let mut model = simulated("three-semaphores");
        // Both producers stand at `mutex.wait()`, and one of them has got it.
        for thread in [0, 1, 0] {
            update(&mut model, PlaybackAction::StepThread(ThreadId(thread)));
        }
        let place = &places(&model).lines[9];
        assert_eq!(place.threads.len(), 1);
        assert!(place.is_asleep && place.asleep == place.threads);
    }
}
