//! What one access to shared state did.

use super::failure::{Failure, describe_failure, never_waits};
use super::words::{few_of, name_of, value_word};
use crate::program::{
    Access, BarrierEvent, Blocking, Cell, ChannelEnd, ChannelKind, Exception, Form, Instruction,
    Item, Object, ObjectKind, Operation, Part, Pc, Program, ThreadId, ThreadSet, Value, Woken,
    is_integer, is_none,
};
use crate::text::{Text, fill};

/// What an access did, in one sentence without a full stop.
pub fn describe_access(
    text: &Text,
    program: &Program,
    thread: ThreadId,
    at: Pc,
    access: Access,
    is_uncaught: bool,
) -> String {
    let (log, steps) = (&text.log, &text.steps);
    let who = &name_of(program, thread);
    let whole = &text.whole;
    if let Access::Chose { value } = access {
        return fill(whole.chose, &[who, &value.to_string()]);
    }
    let Some(cell) = access.cell() else { return fill(steps.came_round, &[who]) };
    let (id, part) = program.part_of(cell);
    let object = program.object(id);
    let (sender, receiver) = object.ends();
    let instruction = program.role_of(thread).0.instruction(at);
    let failed = |exception| {
        let failure = Failure { thread, exception, at, object: Some(id) };
        describe_failure(text, program, failure, None, is_uncaught)
    };
    let is_rendezvous =
        matches!(object.kind, ObjectKind::Channel { kind: ChannelKind::Rendezvous, .. });
    let none = String::new;
    // The sentence, the name in it, and two more words.
    let (template, name, third, fourth) = match access {
        Access::Waited { before, .. } => {
            return (log.took_permit)(who, sender, &(before - 1).to_string());
        }
        Access::Signalled { before, .. } => {
            return (log.gave_permit)(who, sender, &(before + 1).to_string());
        }
        Access::Read { value, .. } if program.is_event(id) => {
            let says = if value != 0 { steps.saw_set } else { steps.saw_not_set };
            (says, sender, none(), none())
        }
        Access::Read { value, .. } => {
            return describe_read(text, program, object, part, who, value);
        }
        Access::Wrote { value, .. } if program.is_event(id) => {
            let says = if value != 0 { steps.set_event } else { steps.cleared_event };
            (says, sender, none(), none())
        }
        Access::Wrote { value, .. } => {
            return describe_write(text, program, object, part, who, value);
        }
        Access::Failed { exception, .. } => return failed(exception),
        Access::TimedOut { .. } => match instruction {
            Instruction::Block { on: Blocking::Get { .. } | Blocking::Receive { .. }, .. } => {
                return failed(Exception::EMPTY);
            }
            Instruction::Block { on: Blocking::Put { .. }, .. } => return failed(Exception::FULL),
            Instruction::Block { on: Blocking::Meet { .. }, .. } => {
                return failed(Exception::BROKEN_BARRIER_ERROR);
            }
            it if never_waits(it) => (steps.did_not_wait, sender, none(), none()),
            _ => (steps.gave_up, sender, none(), none()),
        },
        Access::CameRound => (steps.came_round, sender, none(), none()),
        Access::Suspended { .. } => (steps.suspended, sender, none(), none()),
        Access::Acquired { .. } => (steps.took_lock, sender, none(), none()),
        Access::AcquiredAgain { depth, .. } => {
            (steps.took_lock_again, sender, depth.to_string(), none())
        }
        Access::ReleasedOnce { depth, .. } => {
            (steps.gave_lock_back_once, sender, depth.to_string(), none())
        }
        Access::Released { holder, .. } => match u8::try_from(holder - 1).map(ThreadId) {
            Ok(other) if other != thread => {
                (steps.gave_lock_of_another_back, sender, name_of(program, other), none())
            }
            _ => (steps.gave_lock_back, sender, none(), none()),
        },
        Access::BeganToWait { lock, .. } => {
            (steps.began_to_wait, sender, lock_word(text, program, object, lock), none())
        }
        Access::Retook { lock, woken, .. } => {
            let says = match woken {
                Woken::Notified => steps.was_notified,
                Woken::TimedOut => steps.waited_long_enough,
                Woken::Spuriously => steps.woke_for_no_reason,
            };
            (says, sender, lock_word(text, program, object, lock), none())
        }
        Access::Notified { woken: 0, .. } => (steps.notified_nobody, sender, none(), none()),
        Access::Notified { woken, .. } => {
            let threads = program.thread_ids().filter(|it| woken >> it.0 & 1 == 1);
            let whom = few_of(text, threads.map(|it| name_of(program, it)));
            (steps.notified, sender, whom, none())
        }
        Access::Flagged { is_set: true, .. } => (steps.set_event, sender, none(), none()),
        Access::Flagged { is_set: false, .. } => (steps.cleared_event, sender, none(), none()),
        Access::SawFlag { .. } => (steps.passed_event, sender, none(), none()),
        Access::Changed { before, now, .. } => {
            let says = match instruction {
                Instruction::Do(Operation::Swap { .. }) => steps.swapped,
                Instruction::Do(Operation::CompareAndSwap { .. }) => steps.found_as_expected,
                _ => steps.changed,
            };
            (says, sender, value_word(program, before), value_word(program, now))
        }
        Access::Refused { seen, .. } => {
            (steps.found_otherwise, sender, value_word(program, seen), none())
        }
        Access::FellAsleep { .. } if program.is_event(id) => {
            (steps.waits_to_be_set[0], sender, none(), none())
        }
        Access::FellAsleep { .. } => (steps.fell_asleep, sender, none(), none()),
        Access::StayedAwake { .. } if program.is_event(id) => {
            (steps.passed_event, sender, none(), none())
        }
        Access::StayedAwake { seen, .. } => {
            (steps.stayed_awake, sender, value_word(program, seen), none())
        }
        Access::Woke { .. } => (steps.woke, sender, none(), none()),
        Access::Inserted { value, length, .. } => {
            let says = match object.kind {
                ObjectKind::List { .. } => steps.appended,
                ObjectKind::Channel { .. } if is_rendezvous => steps.handed_over,
                ObjectKind::Channel { .. } => steps.sent,
                _ => steps.put,
            };
            (says, sender, value_word(program, value), length.to_string())
        }
        Access::Removed { value, length, .. } => {
            let says = match object.kind {
                ObjectKind::Channel { .. } if is_rendezvous => steps.was_handed,
                ObjectKind::Channel { .. } => steps.received,
                _ => steps.took,
            };
            (says, receiver, value_word(program, value), length.to_string())
        }
        Access::Offered { .. } => (steps.offered, receiver, none(), none()),
        Access::Drained { .. } => (steps.drained, receiver, none(), none()),
        Access::Cloned { senders, .. } => (steps.cloned, sender, senders.to_string(), none()),
        Access::Dropped { end: ChannelEnd::Sender, left: 0, .. } => {
            (steps.dropped_last_sender, sender, none(), none())
        }
        Access::Dropped { end: ChannelEnd::Sender, left, .. } => {
            (steps.dropped_sender, sender, left.to_string(), none())
        }
        Access::Dropped { discarded: 0, left: 0, .. } => {
            (steps.dropped_last_receiver, receiver, none(), none())
        }
        Access::Dropped { discarded: 0, left, .. } => {
            (steps.dropped_receiver, receiver, left.to_string(), none())
        }
        Access::Dropped { discarded, .. } => {
            (steps.discarded, receiver, discarded.to_string(), none())
        }
        Access::AtBarrier { event, .. } => {
            let (says, number) = match event {
                BarrierEvent::Arrived(number) => (steps.arrived, number + 1),
                BarrierEvent::CameLast(number) => (steps.came_last, number + 1),
                BarrierEvent::Left(left) => (steps.left_barrier, left),
                BarrierEvent::Aborted => (steps.broke_barrier, 0),
                BarrierEvent::Reset(0) => (steps.reset_barrier, 0),
                BarrierEvent::Reset(waiting) => (steps.reset_used_barrier, waiting),
                BarrierEvent::Counted(waiting) => (steps.saw_waiting, waiting),
                BarrierEvent::SeenBroken(true) => (steps.saw_broken, 0),
                BarrierEvent::SeenBroken(false) => (steps.saw_whole, 0),
            };
            (says, sender, number.to_string(), none())
        }
        Access::RoleEnded { left: 0, .. } => (steps.last_of_role_ended, sender, none(), none()),
        Access::RoleEnded { left, .. } => (steps.role_ended, sender, left.to_string(), none()),
        Access::Joined { threads, .. } => {
            let all =
                matches!(object.kind, ObjectKind::Alive { threads: all, .. } if all == threads);
            let is_role = program.form == Form::Roles;
            if all && is_role {
                (steps.joined, sender, none(), none())
            } else {
                return fill(whole.joined, &[who, &names_of(program, threads)]);
            }
        }
        Access::Started { thread: other, .. } => {
            return fill(whole.starts, &[who, &name_of(program, other)]);
        }
        Access::Began { .. } => return fill(whole.begins, &[who]),
        Access::LookedIfAlive { thread: other, is_alive, .. } => {
            let says = if is_alive { whole.saw_alive } else { whole.saw_not_alive };
            return fill(says, &[who, &name_of(program, other)]);
        }
        Access::Chose { .. } | Access::NotedRead { .. } | Access::NotedWrite { .. } => {
            (steps.came_round, sender, none(), none())
        }
    };
    fill(template, &[who, name, &third, &fourth])
}

/// The names of threads, in order.
fn names_of(program: &Program, threads: ThreadSet) -> String {
    let named = program.thread_ids().filter(|&id| threads.has(id));
    named.map(|id| name_of(program, id)).collect::<Vec<_>>().join(", ")
}

/// What a cell was found to hold.
fn describe_read(
    text: &Text,
    program: &Program,
    object: &Object,
    part: Part,
    who: &str,
    value: Value,
) -> String {
    let (log, steps) = (&text.log, &text.steps);
    let number = value.to_string();
    let says = match (part, value) {
        (Part::Slot(slot), _) => {
            return describe_slot_read(text, program, object, who, slot, value);
        }
        (Part::Head | Part::Tail, _) => {
            return (log.read_index)(who, &index_name(program, object, part), &number);
        }
        (Part::Flag, 0) => steps.saw_not_set,
        (Part::Flag, _) => steps.saw_set,
        (Part::Holder, 0) => steps.saw_free,
        (Part::Holder, _) => steps.saw_held,
        (Part::Count, _) => steps.saw_number,
        (Part::Length, 0) => steps.saw_empty,
        (Part::Length, _) => steps.saw_length,
        _ if is_integer(value) && program.text_of(value).is_none() => steps.read_number,
        _ => {
            return fill(
                steps.read_value,
                &[who, &place_name(object, part), &value_word(program, value)],
            );
        }
    };
    fill(says, &[who, &place_name(object, part), &number])
}

fn describe_slot_read(
    text: &Text,
    program: &Program,
    object: &Object,
    who: &str,
    slot: u16,
    value: Value,
) -> String {
    let (log, steps) = (&text.log, &text.steps);
    if let ObjectKind::Buffer { .. } = object.kind {
        let slot = slot_word(text, program, object, slot);
        return match Item::from_value(value) {
            None if is_none(value) => (log.took_nothing)(who, &slot),
            _ => (log.took_item)(who, &value_word(program, value), &slot),
        };
    }
    let place = place_name(object, Part::Slot(slot));
    let says = match value {
        it if is_none(it) => steps.read_empty_place,
        _ => steps.read_value,
    };
    fill(says, &[who, &place, &value_word(program, value)])
}

/// What was written into a cell.
fn describe_write(
    text: &Text,
    program: &Program,
    object: &Object,
    part: Part,
    who: &str,
    value: Value,
) -> String {
    let word = value_word(program, value);
    match (part, object.kind) {
        (Part::Slot(slot), ObjectKind::Buffer { .. }) => {
            (text.log.wrote_item)(who, &word, &slot_word(text, program, object, slot))
        }
        (Part::Head | Part::Tail, _) => {
            (text.log.moved_index)(who, &index_name(program, object, part), &word)
        }
        (Part::Slot(_), _) if !is_none(value) => {
            fill(text.steps.wrote_into_place, &[who, &place_name(object, part), &word])
        }
        _ => fill(text.steps.wrote_value, &[who, &place_name(object, part), &word]),
    }
}

/// What a cell is called in the program: `count`, `ring[3]`.
pub fn place_name(object: &Object, part: Part) -> String {
    match part {
        Part::Slot(index) | Part::Entry(index) | Part::Element(index) => {
            format!("{}[{index}]", object.ends().0)
        }
        _ => object.ends().0.to_owned(),
    }
}

/// `head` or `tail`, and of which buffer if there are several.
fn index_name(program: &Program, object: &Object, part: Part) -> String {
    let index = if part == Part::Tail { "tail" } else { "head" };
    if program.buffers().count() > 1 { format!("{}.{index}", object.name) } else { index.into() }
}

/// The index of a slot, and of which object if there are several that have slots.
pub fn slot_word(text: &Text, program: &Program, object: &Object, slot: u16) -> String {
    let with_slots = program.objects.iter().filter(|it| it.capacity() > 0).count();
    let is_only_buffer = matches!(object.kind, ObjectKind::Buffer { .. }) && with_slots == 1;
    let slot = slot.to_string();
    if is_only_buffer { slot } else { fill(text.steps.slot_of, &[&slot, &object.name]) }
}

/// The lock that goes with a condition.
fn lock_word(text: &Text, program: &Program, condition: &Object, lock: Cell) -> String {
    let name = &program.object(program.part_of(lock).0).name;
    if *name == condition.name { text.steps.its_lock.to_owned() } else { format!("`{name}`") }
}
