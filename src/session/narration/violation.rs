//! What went wrong.

use super::access::{place_name, slot_word};
use super::failure::{Failure, describe_assertion, describe_failure};
use super::sleep::{together, waits};
use super::words::{count_of, few_of, name_of, of_tasks};
use crate::engine::{
    DeadlockCause, IndexCause, Run, Sleeper, Standing, Violation, ViolationKind, Wait,
};
use crate::program::{
    Access, Form, Instruction, ObjectId, ObjectKind, Operand, Part, Pc, ThreadId,
};
use crate::text::{Text, fill};

/// What went wrong: the word for it, and the sentences that say who did what to which item.
/// `run` is at the step where it happened.
pub fn describe_violation(text: &Text, run: &Run, violation: &Violation) -> (String, String) {
    let (title, sentences) = title_and_sentences(text, run, violation);
    let of_tasks = |said: &str| of_tasks(text, run.program(), said);
    (of_tasks(title), of_tasks(&sentences.join(" ")))
}

fn title_and_sentences(
    text: &Text,
    run: &Run,
    violation: &Violation,
) -> (&'static str, Vec<String>) {
    let (words, steps) = (&text.violations, &text.steps);
    let program = run.program();
    let name = |thread: ThreadId| name_of(program, thread);
    let slot_of = |object, slot| slot_word(text, program, program.object(object), slot);
    match *violation {
        Violation::Overwrite { writer, item, object, slot, lost, lost_writer, cause, .. } => {
            let (writer, lost_writer) = (name(writer), name(lost_writer));
            let declared = program.object(object);
            if !declared.has_indices() {
                let place = place_name(declared, Part::Slot(slot));
                let said = [&*writer, &place, &lost.to_string(), &lost_writer];
                return (words.overwrite, vec![fill(steps.wrote_over_last_copy, &said)]);
            }
            let item = item.map_or(steps.something_else.to_owned(), |it| it.to_string());
            let mut sentences = vec![(words.overwrite_sentence)(
                &writer,
                &item,
                &slot_of(object, slot),
                &lost.to_string(),
                &lost_writer,
            )];
            match cause {
                IndexCause::SameIndex => {
                    sentences.push((words.overwrite_same_index)(&writer, &lost_writer));
                }
                IndexCause::DidNotWait => sentences.push((words.overwrite_did_not_wait)(&writer)),
                IndexCause::Unknown => {}
            }
            (words.overwrite, sentences)
        }
        Violation::EmptyRead { reader, object, slot } => {
            let sentence = (words.empty_read_sentence)(&name(reader), &slot_of(object, slot));
            (words.empty_read, vec![sentence])
        }
        Violation::ConsumedUnset { reader, object, slot } => {
            let place = place_name(program.object(object), Part::Slot(slot));
            let sentence = fill(steps.consumed_unset, &[&name(reader), &place]);
            (words.empty_read, vec![sentence])
        }
        Violation::ConsumedTwice { thread, item, consumed_by, .. } => {
            let (thread, consumed_by) = (name(thread), name(consumed_by));
            let sentence = fill(steps.consumed_twice, &[&thread, &item.to_string(), &consumed_by]);
            (words.duplicate_read, vec![sentence])
        }
        Violation::Lost { thread, item, stored_by, .. } => {
            let (thread, stored_by) = (name(thread), name(stored_by));
            let sentence = fill(steps.lost_item, &[&thread, &item.to_string(), &stored_by]);
            (words.overwrite, vec![sentence])
        }
        Violation::DuplicateRead { reader, object, slot, item, taken_by, taken_step, cause } => {
            let (reader, taken_by) = (name(reader), name(taken_by));
            let mut sentences = vec![(words.duplicate_read_sentence)(
                &reader,
                &slot_of(object, slot),
                &item.to_string(),
                &taken_by,
                (run.position() as u64).saturating_sub(taken_step),
            )];
            match cause {
                IndexCause::SameIndex => {
                    sentences.push((words.duplicate_read_same_index)(&reader, &taken_by));
                }
                IndexCause::DidNotWait => {
                    sentences.push((words.duplicate_read_did_not_wait)(&reader));
                }
                IndexCause::Unknown => {}
            }
            (words.duplicate_read, sentences)
        }
        Violation::TakenTwice { reader, object, item, taken_by, .. } => {
            let (reader, taken_by, item) = (name(reader), name(taken_by), item.to_string());
            let of = &program.object(object).title();
            let sentence = fill(steps.taken_twice, &[&reader, &item, of, &taken_by]);
            (words.duplicate_read, vec![sentence])
        }
        Violation::Order { reader, item, expected, .. } => (
            words.order,
            vec![(words.order_sentence)(&name(reader), &item.to_string(), &expected.to_string())],
        ),
        Violation::MutualExclusion { entered, inside, .. } => (
            words.mutual_exclusion,
            vec![(words.mutual_exclusion_sentence)(&name(entered), &name(inside))],
        ),
        Violation::Invariant { index } => {
            let invariant = program.invariants.get(index).map_or("", |it| &it.text);
            let sentence = match run.recent().next_back() {
                Some(last) => fill(steps.invariant_sentence, &[invariant, &name(last.thread)]),
                None => fill(steps.invariant_at_start, &[invariant]),
            };
            (steps.invariant, vec![sentence])
        }
        Violation::Exception { thread, exception, at, object, .. } => {
            let failure = first_raised(run, Failure { thread, exception, at, object });
            let said = describe_failure(text, program, failure, Some(run.machine()), true);
            (steps.exception, vec![said + "."])
        }
        Violation::LostUpdate { thread, object, element } => {
            let variable = &program.object(object).name;
            let place = match element {
                Some(element) => format!("{variable}[{element}]"),
                None => variable.clone(),
            };
            let sentence = fill(text.whole.lost_update_sentence, &[&name(thread), &place]);
            (text.whole.lost_update, vec![sentence])
        }
        Violation::Assertion { thread, line } => {
            (steps.assertion, vec![describe_assertion(text, program, thread, line) + "."])
        }
        Violation::Grows { object, .. } => {
            let object = program.object(object);
            let room = object.room().to_string();
            (steps.grows, vec![fill(steps.grows_sentence, &[&object.name, &room])])
        }
        Violation::Deadlock { ref waits, ref cause } => {
            let mut sentences = vec![words.deadlock_sentence.to_owned()];
            sentences.extend(describe_waits(text, run, waits));
            sentences.push(describe_cause(text, run, cause));
            (words.deadlock, sentences)
        }
        Violation::Stranded { ref waits, left } => {
            let count = left.to_string();
            let mut sentences = vec![match program.form {
                Form::Roles => (words.stranded_sentence)(&count),
                Form::Whole => count_of(text.whole.stranded_sentence, left.into(), &count),
            }];
            sentences.extend(describe_waits(text, run, waits));
            (words.stranded, sentences)
        }
        Violation::UnfinishedThread { ref threads, is_all_done, .. } => {
            let (title, says) = match is_all_done {
                true => (text.whole.unfinished_thread, text.whole.unfinished_sentence),
                false => (text.whole.never_ends, text.whole.unfinished_before),
            };
            let who = few_of(text, threads.iter().map(|&it| name(it)));
            (title, vec![count_of(says, threads.len() as u64, &who)])
        }
    }
}

/// The word for a kind of violation.
pub fn violation_title(text: &Text, kind: ViolationKind) -> &'static str {
    let (words, steps, proof) = (&text.violations, &text.steps, &text.proof);
    match kind {
        ViolationKind::Overwrite => words.overwrite,
        ViolationKind::EmptyRead => words.empty_read,
        ViolationKind::DuplicateRead => words.duplicate_read,
        ViolationKind::Exception => steps.exception,
        ViolationKind::Assertion => steps.assertion,
        ViolationKind::Order => words.order,
        ViolationKind::MutualExclusion => words.mutual_exclusion,
        ViolationKind::Invariant => steps.invariant,
        ViolationKind::Deadlock => words.deadlock,
        ViolationKind::Stranded => words.stranded,
        ViolationKind::UnfinishedThread => text.whole.never_ends,
        ViolationKind::LostUpdate => text.whole.lost_update,
        ViolationKind::StuckThread => proof.stuck_thread,
        ViolationKind::Livelock => proof.livelock,
        ViolationKind::Starvation => proof.starvation,
        ViolationKind::Grows => steps.grows,
    }
}

/// Where an exception was raised first, if it has since been on its way out of a `with` or
/// `finally`, and that was not too long ago.
fn first_raised(run: &Run, failure: Failure) -> Failure {
    let role = run.program().role_of(failure.thread).0;
    if !matches!(role.instruction(failure.at), Instruction::Raise(Operand::Local(_))) {
        return failure;
    }
    let own = run.recent().rev().filter(|it| it.thread == failure.thread);
    let raised = own.flat_map(|it| it.event.accesses().rev()).find_map(|(at, access)| {
        let (cell, exception) = match access {
            Access::Failed { cell, exception } => (cell, exception),
            Access::TimedOut { cell } => (cell, failure.exception),
            _ => return None,
        };
        let object = Some(run.program().part_of(cell).0);
        Some(Failure { at, object, exception, ..failure })
    });
    raised.filter(|it| it.exception == failure.exception).unwrap_or(failure)
}

/// Why nobody will ever move again.
fn describe_cause(text: &Text, run: &Run, cause: &DeadlockCause) -> String {
    let (words, steps) = (&text.violations, &text.steps);
    let program = run.program();
    let name = |thread: ThreadId| name_of(program, thread);
    let object = |id: ObjectId| program.object(id).name.as_str();
    let kind = |id: ObjectId| program.object(id).kind;
    let is_semaphore = |id: ObjectId| matches!(kind(id), ObjectKind::Semaphore { .. });
    match *cause {
        DeadlockCause::Cycle { holder, held, wanted, is_closed } if held == wanted => {
            let says = if is_closed { steps.takes_twice } else { steps.each_wants_another };
            fill(says, &[&name(holder), object(held)])
        }
        DeadlockCause::Cycle { holder, held, wanted, is_closed: false } => {
            fill(steps.holds_while_waiting, &[&name(holder), object(held), object(wanted)])
        }
        DeadlockCause::Cycle { holder, held, wanted, .. } if is_semaphore(wanted) => {
            (words.cycle)(&name(holder), object(held), object(wanted))
        }
        DeadlockCause::Cycle { holder, held, wanted, .. } => {
            fill(steps.cycle_of_others, &[&name(holder), object(held), object(wanted)])
        }
        DeadlockCause::ForgottenSignal { object: it, holder: Some(holder), .. } => {
            if is_semaphore(it) {
                (words.forgotten_by)(object(it), &name(holder))
            } else {
                fill(steps.never_gives_back, &[&name(holder), object(it)])
            }
        }
        DeadlockCause::ForgottenSignal { object: it, holder: None, .. } => {
            let says = match kind(it) {
                ObjectKind::Semaphore { .. } => return (words.forgotten)(object(it)),
                _ if program.is_event(it) => steps.nobody_sets,
                ObjectKind::Condition { .. } | ObjectKind::Atomic { .. } => steps.nobody_notifies,
                _ => steps.nobody_gives_back,
            };
            fill(says, &[object(it)])
        }
        DeadlockCause::EndedHolding { object: it, holder } => {
            fill(steps.ended_holding, &[&name(holder), object(it)])
        }
        DeadlockCause::LostWakeUp { object: it, thread } => {
            let says = match kind(it) {
                ObjectKind::Condition { .. } => steps.lost_notification,
                _ if program.is_event(it) => steps.lost_event,
                _ => steps.lost_wake_up,
            };
            fill(says, &[object(it), &name(thread)])
        }
        DeadlockCause::TooFewCame { object: it, came, parties } => {
            fill(steps.too_few_came, &[object(it), &came.to_string(), &parties.to_string()])
        }
        DeadlockCause::WokeOthers { object: it, thread } => {
            fill(steps.woke_others, &[object(it), &name(thread)])
        }
        DeadlockCause::OneTooFew { object: it, thread, was_woken } => {
            let says = match was_woken {
                true => steps.woken_before,
                false if program.is_event(it) => steps.seen_before_cleared,
                false => steps.seen_before_it_slept,
            };
            fill(says, &[object(it), &name(thread)])
        }
        DeadlockCause::NoFirstPermit { object: it } => {
            let is_not_started = |id: ThreadId| run.standing(id) == Standing::NotStarted;
            if program.thread_ids().any(is_not_started) {
                return fill(steps.no_first_permit_yet, &[object(it)]);
            }
            (words.no_first_permit)(object(it))
        }
        DeadlockCause::NobodyLeft { ref threads } => {
            let who = few_of(text, threads.iter().map(|&it| name(it)));
            fill(steps.nobody_left, &[&who])
        }
        DeadlockCause::Other => steps.nobody_can_help.to_owned(),
    }
}

/// Who waits for what, one sentence for all that wait for the same.
fn describe_waits(text: &Text, run: &Run, given: &[Wait]) -> Vec<String> {
    let program = run.program();
    let mut sleepers: Vec<Sleeper> = given
        .iter()
        .map(|wait| Sleeper {
            thread: wait.thread,
            at: run.machine().thread(wait.thread).next.unwrap_or(Pc(0)),
            object: wait.object,
            held_by: match wait.holders[..] {
                [only] if program.is_lock(wait.object) => Some(only),
                _ => None,
            },
        })
        .collect();
    sleepers.sort_by_key(|it| it.object);
    together(program, &sleepers)
        .into_iter()
        .map(|group| {
            let who = few_of(text, group.iter().map(|it| name_of(program, it.thread)));
            let object = program.object(group[0].object);
            match (object.kind, group[0].held_by) {
                (
                    ObjectKind::Semaphore { .. } | ObjectKind::Lock | ObjectKind::ReentrantLock,
                    Some(holder),
                ) => (text.violations.wait_held)(&who, &object.name, &name_of(program, holder)),
                (
                    ObjectKind::Semaphore { .. } | ObjectKind::Lock | ObjectKind::ReentrantLock,
                    None,
                ) => (text.violations.wait)(&who, &object.name),
                _ => waits(text, program, &group, &who) + ".",
            }
        })
        .collect()
}
