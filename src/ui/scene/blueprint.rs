//! What the picture is built for. As long as this stays the same, it is not built again.

use super::geometry::{BeltNeeds, Plan, StageNeeds, TrayNeeds};
use super::uses::{Way, lets_go_on, uses, waits, waits_to};
use crate::program::{
    Cell, ChannelKind, Form, Object, ObjectId, ObjectKind, Program, Role, RoleKind, ThreadName,
};
use crate::session::Model;
use crate::text::{Language, Text, fill};

/// Everything about a program that decides which elements the picture has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blueprint {
    /// The threads, in the order of their numbers.
    pub threads: Vec<ThreadName>,
    /// What is in the middle.
    pub stage: StagePlan,
    /// What stands above, from left to right; then the boxes in the middle.
    pub trays: Vec<TrayPlan>,
    /// Whether any thread is ever in a critical section.
    pub has_critical_section: bool,
    /// The language of what never changes.
    pub language: Language,
}

/// What the middle is built for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StagePlan {
    /// A ring of slots.
    Ring {
        /// The buffer or array.
        id: ObjectId,
        /// How many slots it has.
        slots: u16,
        /// The cells of `head` and `tail`, where there are such.
        pointers: Option<[Cell; 2]>,
    },
    /// Elements in a row.
    Belt {
        /// The list, queue or channel.
        id: ObjectId,
        /// What it needs room for.
        needs: BeltNeeds,
        /// What the number of its elements counts.
        caption: String,
        /// Whether there is no end to its places.
        is_endless: bool,
    },
    /// So many boxes, as there is no container.
    Boxes(usize),
}

/// What one tray or box is built for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrayPlan {
    /// The object.
    pub id: ObjectId,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: TrayKind,
    /// How many permits, or elements, there is room for.
    pub permits: u32,
    /// How many threads may wait there.
    pub sleepers: usize,
    /// Whether it says who has its permits, as a semaphore that is used as a lock does.
    pub names_holders: bool,
}

/// What a tray shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrayKind {
    /// A count and permits.
    Semaphore,
    /// A padlock, and who holds it.
    Lock,
    /// Those who wait to be notified.
    Condition,
    /// A flag.
    Event,
    /// How many have come to a barrier.
    Barrier,
    /// An atomic cell at which threads sleep.
    Atomic,
    /// How many threads of a role are alive.
    Alive,
    /// How many elements there are.
    Container,
    /// A value.
    Value,
}

impl Blueprint {
    /// The blueprint for what the page shows now.
    pub fn of(model: &Model) -> Blueprint {
        let program = model.program();
        let stage = stage(program, model.text());
        let main = match stage {
            StagePlan::Ring { id, .. } | StagePlan::Belt { id, .. } => Some(id),
            StagePlan::Boxes(_) => None,
        };
        let pointers = match stage {
            StagePlan::Ring { pointers, .. } => pointers,
            _ => None,
        };
        let mut trays: Vec<(Order, TrayPlan)> = program
            .objects
            .iter()
            .zip(0..)
            .map(|(object, index)| (object, ObjectId(index)))
            .filter(|&(object, id)| {
                let is_pointer = pointers.is_some_and(|it| it.contains(&object.base));
                // What a library keeps of a call, such as `worker(0).result`, is in no line of the program.
                let is_bookkeeping = matches!(object.kind, ObjectKind::Readers { .. })
                    || (program.form == Form::Whole && object.name.contains('('));
                Some(id) != main && !is_pointer && !is_bookkeeping
            })
            .map(|(object, id)| tray(program, object, id, &stage, model.text()))
            .collect();
        trays.sort_by_key(|&(order, _)| order);
        let mut trays: Vec<TrayPlan> = trays.into_iter().map(|(_, tray)| tray).collect();
        let stage = match stage {
            StagePlan::Boxes(_) => {
                // With nothing else in the middle, the variables have the room.
                let (values, others) =
                    trays.into_iter().partition::<Vec<_>, _>(|it| it.kind == TrayKind::Value);
                trays = others;
                let count = values.len();
                trays.extend(values);
                StagePlan::Boxes(count)
            }
            stage => stage,
        };
        let has_critical_section =
            program.roles.iter().any(|role| role.inside.iter().any(Option::is_some));
        Blueprint {
            threads: program.thread_ids().map(|id| program.name_of(id)).collect(),
            stage,
            trays,
            has_critical_section,
            language: model.preferences.language,
        }
    }

    /// What has to be arranged.
    pub fn plan(&self) -> Plan {
        let count = |role| self.threads.iter().filter(|it| it.role == role).count();
        let (producers, consumers) = (count(RoleKind::Producer), count(RoleKind::Consumer));
        let (stage, boxes) = match self.stage {
            StagePlan::Ring { slots, .. } => (StageNeeds::Ring(slots), 0),
            StagePlan::Belt { needs, .. } => (StageNeeds::Belt(needs), 0),
            StagePlan::Boxes(count) => (StageNeeds::Boxes(count), count),
        };
        let above = &self.trays[..self.trays.len() - boxes];
        let trays = above.iter().map(|it| TrayNeeds {
            permits: it.permits,
            sleepers: it.sleepers,
            letters: it.name.chars().count(),
        });
        let trays = trays.collect();
        let others = self.threads.len() - producers - consumers;
        Plan { producers, consumers, others, stage, trays }
    }

    /// The container in the middle.
    pub fn main(&self) -> Option<ObjectId> {
        match self.stage {
            StagePlan::Ring { id, .. } | StagePlan::Belt { id, .. } => Some(id),
            StagePlan::Boxes(_) => None,
        }
    }
}

/// The middle for the container that producers and consumers use most.
fn stage(program: &Program, text: &Text) -> StagePlan {
    let used_by = |kind: RoleKind, object: &Object| -> usize {
        program.roles.iter().filter(|it| it.kind == kind).map(|it| uses(it, object)).sum()
    };
    let main = (program.objects.iter().zip(0..))
        .filter(|(object, _)| object.is_container())
        .max_by_key(|&(object, index)| {
            let producers = used_by(RoleKind::Producer, object);
            let consumers = used_by(RoleKind::Consumer, object);
            (producers > 0 && consumers > 0, producers + consumers, std::cmp::Reverse(index))
        });
    let Some((object, index)) = main else { return StagePlan::Boxes(0) };
    let id = ObjectId(index);
    if object.capacity() > 0 {
        let pointers = match object.kind {
            ObjectKind::Buffer { .. } => Some([object.head(), object.tail()]),
            _ => {
                named(program, "head").zip(named(program, "tail")).map(|(head, tail)| [head, tail])
            }
        };
        return StagePlan::Ring { id, slots: object.capacity(), pointers };
    }
    let waiting = |way: Way| -> usize {
        let roles = program.roles.iter().filter(|role| waits_to(role, object, way));
        roles.map(|role| usize::from(role.threads)).sum()
    };
    let places = places(object.kind);
    let is_rendezvous =
        matches!(object.kind, ObjectKind::Channel { kind: ChannelKind::Rendezvous, .. });
    // Into an endless row everybody puts at once.
    let putting = if places.is_some() || is_rendezvous { waiting(Way::In) } else { 0 };
    let has_ends = matches!(object.kind, ObjectKind::Channel { .. });
    let needs = BeltNeeds { places, sleepers: [putting, waiting(Way::Out)], has_ends };
    let caption = caption(object, places, text);
    StagePlan::Belt { id, needs, caption, is_endless: places.is_none() }
}

/// What the number of elements counts.
fn caption(object: &Object, places: Option<u16>, text: &Text) -> String {
    let words = &text.objects;
    let places = places.map(|it| it.to_string());
    match (object.kind, places) {
        (ObjectKind::Channel { kind: ChannelKind::Rendezvous, .. }, _) => words.hand_to_hand.into(),
        (ObjectKind::Channel { .. }, Some(places)) => fill(words.of_in_channel, &[&places]),
        (ObjectKind::Channel { .. }, None) => words.in_channel.into(),
        (_, Some(places)) => fill(words.of_in, &[&places, &object.name]),
        (_, None) => fill(words.held_in, &[&object.name]),
    }
}

/// The cell of the variable or atomic with this name.
fn named(program: &Program, name: &str) -> Option<Cell> {
    let object = program.objects.iter().find(|it| {
        it.name == name
            && matches!(it.kind, ObjectKind::Variable { .. } | ObjectKind::Atomic { .. })
    })?;
    Some(object.base)
}

/// How many elements there may be; `None` where there is no end to them.
fn places(kind: ObjectKind) -> Option<u16> {
    match kind {
        ObjectKind::Buffer { capacity } => Some(capacity),
        ObjectKind::Array { length, .. } => Some(length),
        ObjectKind::Queue { room, bounded: true, .. } => Some(room),
        ObjectKind::Channel { kind: ChannelKind::Rendezvous, .. } => Some(1),
        ObjectKind::Channel { kind: ChannelKind::Bounded, room } => Some(room),
        _ => None,
    }
}

/// The order of trays: those that only consumers wait at go to the consumers' side. Where the
/// code no longer tells, as its lines are switched off, the first value does: a semaphore for
/// free slots starts high, one for items at 0.
/// A lock of one role stands on that role's side.
type Order = (i32, i32, std::cmp::Reverse<u32>, bool, i32);

/// Of an endless row, or where nothing says how many permits there may be, so many are shown.
const USUAL_PERMITS: u32 = 10;
/// At most so many permits are shown one by one.
const MOST_PERMITS: u32 = 65;

fn tray(
    program: &Program,
    object: &Object,
    id: ObjectId,
    stage: &StagePlan,
    text: &Text,
) -> (Order, TrayPlan) {
    let capacity = match stage {
        StagePlan::Ring { slots, .. } => u32::from(*slots),
        StagePlan::Belt { needs, .. } => needs.places.map_or(USUAL_PERMITS, u32::from),
        StagePlan::Boxes(_) => 1,
    };
    let leaning = leaning(program, object);
    let waiting = || program.roles.iter().filter(|role| waits(role, object));
    let mut sleepers = waiting().map(|role| usize::from(role.threads)).sum();
    let (mut initial, mut permits, mut names_holders) = (0, 0, false);
    let mut name = object.title().into_owned();
    let kind = match object.kind {
        ObjectKind::Semaphore { initial: count, .. } => {
            initial = count;
            names_holders = leaning == 0;
            permits = if leaning == 0 { initial } else { initial.max(capacity) };
            permits = permits.clamp(1, MOST_PERMITS);
            sleepers = sleepers_at(program, leaning);
            TrayKind::Semaphore
        }
        ObjectKind::Lock | ObjectKind::ReentrantLock => {
            // A condition without a lock of its own has one made for it, which has its name.
            if program.objects.iter().filter(|it| it.name == object.name).count() > 1 {
                name = fill(text.objects.lock_of, &[&object.name]);
            }
            sleepers = sleepers.max(1);
            TrayKind::Lock
        }
        ObjectKind::Condition { .. } => TrayKind::Condition,
        ObjectKind::Event => TrayKind::Event,
        // It says how many have come, and in words what that means: for dots there is no room besides.
        ObjectKind::Barrier { .. } => TrayKind::Barrier,
        ObjectKind::Alive { .. } => TrayKind::Alive,
        ObjectKind::Atomic { .. } if sleepers > 0 => TrayKind::Atomic,
        ObjectKind::Variable { .. }
        | ObjectKind::Atomic { .. }
        | ObjectKind::Array { of_items: false, .. } => TrayKind::Value,
        kind => {
            permits = places(kind).map_or(USUAL_PERMITS, u32::from).min(MOST_PERMITS);
            sleepers = sleepers.max(1);
            TrayKind::Container
        }
    };
    // Joins come last: that is when they matter.
    let place = if kind == TrayKind::Alive { 2 } else { leaning };
    let number = i32::from(id.0) * if kind == TrayKind::Semaphore { -1 } else { 1 };
    let side = if leaning == 0 { side(program, object) } else { 0 };
    let order = (place, side, std::cmp::Reverse(initial), kind == TrayKind::Value, number);
    (order, TrayPlan { id, name, kind, permits, sleepers, names_holders })
}

/// How many threads may sleep at a semaphore with this leaning, whatever is switched off.
fn sleepers_at(program: &Program, leaning: i32) -> usize {
    let waiting_role = match leaning {
        0 => None,
        1.. => Some(RoleKind::Consumer),
        _ => Some(RoleKind::Producer),
    };
    let may_wait = |role: &&Role| waiting_role.is_none_or(|it| role.kind == it);
    let count: usize =
        program.roles.iter().filter(may_wait).map(|it| usize::from(it.threads)).sum();
    count.max(1)
}

/// Below 0 when only producers wait at the object, above 0 when only consumers do.
fn side(program: &Program, object: &Object) -> i32 {
    let waits = |kind| program.roles.iter().any(|it| it.kind == kind && waits(it, object));
    i32::from(waits(RoleKind::Consumer)) - i32::from(waits(RoleKind::Producer))
}

/// Below 0 when producers wait at the object and consumers let them go on, above 0 the other
/// way round.
fn leaning(program: &Program, object: &Object) -> i32 {
    let of_role = |role: &Role| {
        let towards_consumers =
            i32::from(waits(role, object)) - i32::from(lets_go_on(role, object));
        match role.kind {
            RoleKind::Consumer => towards_consumers,
            RoleKind::Producer => -towards_consumers,
            RoleKind::Other(_) => 0,
        }
    };
    // A lock of which one role forgets to signal leans nowhere: both roles wait at it.
    let takers = program.roles.iter().filter(|role| waits(role, object)).count();
    if takers > 1 { 0 } else { program.roles.iter().map(of_role).sum::<i32>().signum() }
}

#[cfg(test)]
mod tests;
