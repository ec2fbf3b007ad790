//! Who has to wait, and for what.

use super::words::{few_of, name_of};
use crate::engine::Sleeper;
use crate::program::{Blocking, ChannelKind, Instruction, ObjectKind, Operand, Program};
use crate::text::{OneOrMore, Text, fill};

/// Who has to wait for what: one sentence, without a full stop, for all that wait for the same.
pub fn describe_sleep(text: &Text, program: &Program, sleepers: &[Sleeper]) -> Vec<String> {
    let waiting: Vec<Sleeper> =
        sleepers.iter().copied().filter(|it| !only_looks(program, it)).collect();
    together(program, &waiting)
        .into_iter()
        .map(|group| {
            let who = few_of(text, group.iter().map(|it| name_of(program, it.thread)));
            let name = &program.object(group[0].object).name;
            match program.object(group[0].object).kind {
                ObjectKind::Semaphore { .. } if group.len() == 1 => (text.log.sleeps)(&who, name),
                ObjectKind::Semaphore { .. } => (text.log.sleep_together)(&who, name),
                _ => waits(text, program, &group, &who),
            }
        })
        .collect()
}

/// Those that wait for the same, together; in the order of the first of each.
pub fn together(program: &Program, sleepers: &[Sleeper]) -> Vec<Vec<Sleeper>> {
    let mut groups: Vec<Vec<Sleeper>> = Vec::new();
    for sleeper in sleepers {
        let waits_for_the_same = |group: &&mut Vec<Sleeper>| {
            group[0].object == sleeper.object
                && is_giving(program, &group[0]) == is_giving(program, sleeper)
        };
        match groups.iter_mut().find(waits_for_the_same) {
            Some(group) => group.push(*sleeper),
            None => groups.push(vec![*sleeper]),
        }
    }
    groups
}

/// What those wait for who wait for the same, and for no semaphore.
pub fn waits(text: &Text, program: &Program, group: &[Sleeper], who: &str) -> String {
    let (steps, first) = (&text.steps, &group[0]);
    let object = program.object(first.object);
    let (sender, receiver) = object.ends();
    let holder = first.held_by.map(|it| name_of(program, it)).unwrap_or_default();
    let is_among_them = group.iter().any(|it| Some(it.thread) == first.held_by);
    let (says, name): (&OneOrMore, &str) = match object.kind {
        ObjectKind::Lock if is_among_them => (&steps.sleeps_held_by_itself, &object.name),
        ObjectKind::Lock | ObjectKind::ReentrantLock => (&steps.sleeps_held, &object.name),
        ObjectKind::Condition { .. } => (&steps.waits_to_be_notified, &object.name),
        _ if program.is_event(first.object) => (&steps.waits_to_be_set, &object.name),
        ObjectKind::Channel { kind, .. } => match (is_giving(program, first), kind) {
            (true, ChannelKind::Rendezvous) => (&steps.sleeps_no_receiver_ready, sender),
            (true, _) => (&steps.sleeps_channel_full, sender),
            (false, _) => (&steps.sleeps_nothing_sent, receiver),
        },
        ObjectKind::Barrier { .. } => (&steps.waits_for_others, &object.name),
        ObjectKind::Alive { .. } => (&steps.waits_for_end, &object.name),
        ObjectKind::Queue { .. } if is_giving(program, first) => (&steps.sleeps_full, &object.name),
        ObjectKind::Queue { .. } => (&steps.sleeps_empty, &object.name),
        ObjectKind::Event
        | ObjectKind::Atomic { .. }
        | ObjectKind::Semaphore { .. }
        | ObjectKind::Buffer { .. }
        | ObjectKind::List { .. }
        | ObjectKind::Variable { .. }
        | ObjectKind::Array { .. }
        | ObjectKind::Readers { .. } => (&steps.sleeps_at_atomic, &object.name),
    };
    fill(says[usize::from(group.len() > 1)], &[who, name, &holder])
}

/// Whether a thread waits to put something in, not to take something out.
/// Whether it does not wait at all: `put_nowait`, `acquire(False)`.
fn only_looks(program: &Program, sleeper: &Sleeper) -> bool {
    matches!(
        program.role_of(sleeper.thread).0.instruction(sleeper.at),
        Instruction::Block { timeout: Some(Operand::Constant(0)), .. }
    )
}

fn is_giving(program: &Program, sleeper: &Sleeper) -> bool {
    matches!(
        program.role_of(sleeper.thread).0.instruction(sleeper.at),
        Instruction::Block { on: Blocking::Put { .. } | Blocking::Send { .. }, .. }
    )
}
