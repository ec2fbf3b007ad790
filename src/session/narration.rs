//! From what happened to the sentence that says so.

use super::action::WhyFailed;
use super::model::Notice;
use crate::engine::{DeadlockCause, IndexCause, Moment, Run, Violation, Wait};
use crate::program::{Access, Item, ObjectId, Part, Program, RoleKind, ThreadId};
use crate::scenario::{Fault, Setting};
use crate::text::{Settings, Text};

/// What a step did, in one sentence, and who has to wait from then on.
pub fn describe_moment(text: &Text, program: &Program, moment: &Moment) -> Vec<String> {
    let log = &text.log;
    let thread = program.name_of(moment.thread).to_string();
    let (object, part) = program.part_of(moment.event.access.cell());
    let object = &program.object(object).name;
    let access = match (part, moment.event.access) {
        (_, Access::Waited { before, .. }) => {
            (log.took_permit)(&thread, object, &(before - 1).to_string())
        }
        (_, Access::Signalled { before, .. }) => {
            (log.gave_permit)(&thread, object, &(before + 1).to_string())
        }
        (Part::Slot(slot), Access::Read { value, .. }) => match Item::from_value(value) {
            Some(item) => (log.took_item)(&thread, &item.to_string(), &slot.to_string()),
            None => (log.took_nothing)(&thread, &slot.to_string()),
        },
        (Part::Slot(slot), Access::Wrote { value, .. }) => {
            let item = Item::from_value(value).map(|item| item.to_string()).unwrap_or_default();
            (log.wrote_item)(&thread, &item, &slot.to_string())
        }
        (_, Access::Read { value, .. }) => {
            (log.read_index)(&thread, index_name(part), &value.to_string())
        }
        (_, Access::Wrote { value, .. }) => {
            (log.moved_index)(&thread, index_name(part), &value.to_string())
        }
    };
    let mut sentences = vec![access];
    if let Some(item) = moment.event.consumed {
        sentences.push((log.consumed)(&thread, &item.to_string()));
    }
    if moment.event.ended {
        sentences.push((log.ended)(&thread));
    }
    let name = |&thread: &ThreadId| program.name_of(thread).to_string();
    let (own, others): (Vec<_>, Vec<_>) =
        moment.slept.iter().partition(|&&sleeper| sleeper == moment.thread);
    // All others came to wait at one semaphore, the one whose last permit was taken.
    for sleepers in [own, others] {
        let semaphore = sleepers.first().and_then(|&&it| semaphore_waited_at(program, moment, it));
        if let Some(semaphore) = semaphore {
            let who = few_of(text, sleepers.iter().map(|it| name(it)));
            let says = if sleepers.len() == 1 { log.sleeps } else { log.sleep_together };
            sentences.push(says(&who, &semaphore));
        }
    }
    sentences
}

/// The semaphore a thread came to wait at in a moment. Others than the thread that stepped
/// wait at the very semaphore it took the last permit of.
fn semaphore_waited_at(program: &Program, moment: &Moment, sleeper: ThreadId) -> Option<String> {
    let cell = if sleeper == moment.thread {
        let (role, _) = program.role_of(sleeper);
        let mut pc = usize::from(moment.event.at.0) + 1;
        loop {
            match *role.code.get(pc)? {
                crate::program::Instruction::Jump(to) => pc = usize::from(to.0),
                it if it.is_step() => break it.waits_at()?,
                _ => pc += 1,
            }
        }
    } else {
        moment.event.access.cell()
    };
    Some(program.object(program.part_of(cell).0).name.clone())
}

fn index_name(part: Part) -> &'static str {
    match part {
        Part::Tail => "tail",
        _ => "head",
    }
}

/// What went wrong: the word for it, and the sentence that says who did what to which item.
/// `run` is at the step where it happened.
pub fn describe_violation(text: &Text, run: &Run, violation: &Violation) -> (String, String) {
    let words = &text.violations;
    let program = run.program();
    let name = |thread: ThreadId| program.name_of(thread).to_string();
    let object = |id: ObjectId| program.object(id).name.as_str();
    let now = run.position() as u64;
    let (title, sentences) = match violation {
        Violation::Overwrite { writer, item, slot, lost, lost_writer, cause, .. } => {
            let (writer, lost_writer) = (name(*writer), name(*lost_writer));
            let what = (words.overwrite_sentence)(
                &writer,
                &item.to_string(),
                &slot.to_string(),
                &lost.to_string(),
                &lost_writer,
            );
            let why = match cause {
                IndexCause::SameIndex => (words.overwrite_same_index)(&writer, &lost_writer),
                IndexCause::DidNotWait => (words.overwrite_did_not_wait)(&writer),
            };
            (words.overwrite, vec![what, why])
        }
        Violation::EmptyRead { reader, slot } => {
            (words.empty_read, vec![(words.empty_read_sentence)(&name(*reader), &slot.to_string())])
        }
        Violation::DuplicateRead { reader, slot, item, taken_by, taken_step, cause } => {
            let (reader, taken_by) = (name(*reader), name(*taken_by));
            let what = (words.duplicate_read_sentence)(
                &reader,
                &slot.to_string(),
                &item.to_string(),
                &taken_by,
                now.saturating_sub(*taken_step),
            );
            let why = match cause {
                IndexCause::SameIndex => (words.duplicate_read_same_index)(&reader, &taken_by),
                IndexCause::DidNotWait => (words.duplicate_read_did_not_wait)(&reader),
            };
            (words.duplicate_read, vec![what, why])
        }
        Violation::Order { reader, item, expected, .. } => (
            words.order,
            vec![(words.order_sentence)(&name(*reader), &item.to_string(), &expected.to_string())],
        ),
        Violation::MutualExclusion { entered, inside } => (
            words.mutual_exclusion,
            vec![(words.mutual_exclusion_sentence)(&name(*entered), &name(*inside))],
        ),
        Violation::Deadlock { waits, cause } => {
            let mut sentences = vec![words.deadlock_sentence.to_owned()];
            sentences.extend(describe_waits(text, program, waits));
            sentences.push(match cause {
                DeadlockCause::Cycle { holder, held, wanted } => {
                    (words.cycle)(&name(*holder), object(*held), object(*wanted))
                }
                DeadlockCause::ForgottenSignal { semaphore, holder: Some(holder), .. } => {
                    (words.forgotten_by)(object(*semaphore), &name(*holder))
                }
                DeadlockCause::ForgottenSignal { semaphore, holder: None, .. } => {
                    (words.forgotten)(object(*semaphore))
                }
                DeadlockCause::NoFirstPermit { semaphore } => {
                    (words.no_first_permit)(object(*semaphore))
                }
            });
            (words.deadlock, sentences)
        }
        Violation::Stranded { waits, left } => {
            let mut sentences = vec![(words.stranded_sentence)(&left.to_string())];
            sentences.extend(describe_waits(text, program, waits));
            (words.stranded, sentences)
        }
    };
    (title.to_owned(), sentences.join(" "))
}

/// Who waits for what, one sentence for each semaphore.
fn describe_waits(text: &Text, program: &Program, waits: &[Wait]) -> Vec<String> {
    let mut semaphores: Vec<ObjectId> = waits.iter().map(|wait| wait.semaphore).collect();
    semaphores.sort_unstable();
    semaphores.dedup();
    semaphores
        .into_iter()
        .map(|semaphore| {
            let at_it = || waits.iter().filter(|wait| wait.semaphore == semaphore);
            let who = few_of(text, at_it().map(|wait| program.name_of(wait.thread).to_string()));
            let held_by = at_it().find_map(|wait| held_as_lock(program, wait));
            let semaphore = &program.object(semaphore).name;
            match held_by {
                Some(holder) => (text.violations.wait_held)(
                    &who,
                    semaphore,
                    &program.name_of(holder).to_string(),
                ),
                None => (text.violations.wait)(&who, semaphore),
            }
        })
        .collect()
}

/// Who holds what a thread waits for, if the semaphore is used as a lock: whoever only
/// takes permits that others give holds nothing.
fn held_as_lock(program: &Program, wait: &Wait) -> Option<ThreadId> {
    let cell = program.object(wait.semaphore).base;
    let takers = program
        .roles
        .iter()
        .filter(|role| role.code.iter().any(|it| it.waits_at() == Some(cell)))
        .count();
    let holder = *wait.holders.first()?;
    (takers == program.roles.len()).then_some(holder)
}

/// Like [`list_of`], and of many only the first: "P1, P2, P3 and 13 others".
fn few_of(text: &Text, names: impl Iterator<Item = String>) -> String {
    const MOST: usize = 5;
    const OF_MORE: usize = 3;
    let names: Vec<String> = names.collect();
    if names.len() <= MOST {
        return list_of(text, names.into_iter());
    }
    let others = (names.len() - OF_MORE).to_string();
    (text.log.and_others)(&names[..OF_MORE].join(", "), &others)
}

/// "P1, P2 and C1".
pub fn list_of(text: &Text, names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} {} {last}", others.join(", "), text.scene.and),
    }
}

/// What a notice says.
pub fn describe_notice(text: &Text, program: &Program, notice: &Notice) -> String {
    let words = &text.notices;
    match notice {
        Notice::Clamped(limit) => {
            let range = limit.setting.range();
            (words.clamped)(
                setting_label(&text.settings, limit.setting),
                &range.start().to_string(),
                &range.end().to_string(),
                &limit.set_to.to_string(),
            )
        }
        Notice::NotANumber { typed, setting } => {
            let label = setting.map_or(text.settings.seed, |it| setting_label(&text.settings, it));
            (words.not_a_number)(typed, label)
        }
        Notice::CannotStep(thread) => (words.cannot_step)(&program.name_of(*thread).to_string()),
        Notice::ThreadFailed { name, why } => match why {
            WhyFailed::DidNotStart => (words.thread_did_not_start)(name),
            WhyFailed::Died => (words.thread_died)(name),
            WhyFailed::DoesNotAnswer => (words.thread_does_not_answer)(name),
        },
        Notice::Diverged(divergence) => (words.diverged)(&divergence.number.to_string()),
        Notice::StopForced => words.stop_forced.to_owned(),
        Notice::Forked => text.threads.forked.to_owned(),
    }
}

/// What a setting is called.
pub fn setting_label(text: &Settings, setting: Setting) -> &'static str {
    match setting {
        Setting::Producers => text.producers,
        Setting::Consumers => text.consumers,
        Setting::Capacity => text.capacity,
        Setting::Items => text.items,
        Setting::ProduceTime => text.produce_time,
        Setting::ConsumeTime => text.consume_time,
    }
}

/// What a fault's switch says.
pub fn fault_label(text: &Text, fault: Fault) -> &'static str {
    use RoleKind::{Consumer, Producer};
    let faults = &text.faults;
    match fault {
        Fault::SkipSpacesWait => faults.skip_spaces_wait,
        Fault::SkipItemsWait => faults.skip_items_wait,
        Fault::SkipMutex(Producer) => faults.producer_skips_mutex,
        Fault::SkipMutex(Consumer) => faults.consumer_skips_mutex,
        Fault::SwapWaits(Producer) => faults.producer_swaps_waits,
        Fault::SwapWaits(Consumer) => faults.consumer_swaps_waits,
        Fault::ForgetMutexSignal(Producer) => faults.producer_forgets_mutex_signal,
        Fault::ForgetMutexSignal(Consumer) => faults.consumer_forgets_mutex_signal,
        Fault::ForgetItemsSignal => faults.forget_items_signal,
        Fault::ForgetSpacesSignal => faults.forget_spaces_signal,
        Fault::MutexStartsAtZero => faults.mutex_starts_at_zero,
        Fault::MutexStartsAtTwo => faults.mutex_starts_at_two,
        Fault::SpacesStartOneHigh => faults.spaces_start_one_high,
        Fault::SwapSignals(Producer) => faults.producer_swaps_signals,
        Fault::SwapSignals(Consumer) => faults.consumer_swaps_signals,
    }
}
