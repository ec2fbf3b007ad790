//! What raised, and why.

use super::words::name_of;
use crate::engine::Machine;
use crate::program::{
    BarrierWait, Blocking, ChannelState, Exception, Instruction, Line, ObjectId, Operand,
    Operation, Pc, Program, ThreadId, place_in,
};
use crate::text::{Text, fill};

/// An operation that raised.
#[derive(Clone, Copy)]
pub struct Failure {
    /// Whose.
    pub thread: ThreadId,
    /// What it raised.
    pub exception: Exception,
    /// Where in the code.
    pub at: Pc,
    /// The object, unless the thread alone had to do with it.
    pub object: Option<ObjectId>,
}

/// What was done and what it raised, without a full stop. `machine` is the state in which it
/// was, where that is known.
pub fn describe_failure(
    text: &Text,
    program: &Program,
    failure: Failure,
    machine: Option<&Machine>,
    is_uncaught: bool,
) -> String {
    let steps = &text.steps;
    let who = name_of(program, failure.thread);
    let role = program.role_of(failure.thread).0;
    if failure.exception == Exception::ASSERTION_ERROR {
        return describe_assertion(text, program, failure.thread, role.line(failure.at));
    }
    let says = if is_uncaught { steps.raised_uncaught } else { steps.raised };
    let what = match role.instruction(failure.at) {
        // It was raised before, and on its way out something was still to be done.
        Instruction::Raise(Operand::Local(_)) => who,
        Instruction::Raise(_) => fill(steps.raised_itself, &[&who]),
        instruction => {
            // Where the step went on after it, what it was about stands in the code.
            let of_code = || instruction.effects().cells.into_iter().next().map(|it| it.cell);
            let object = failure.object.or_else(|| Some(program.part_of(of_code()?).0));
            let ends = object.map(|id| program.object(id).ends());
            let (sender, receiver) = ends.unwrap_or_default();
            let is_receiving = [Exception::EMPTY, Exception::RECV_ERROR];
            let is_receiving = is_receiving.contains(&failure.exception);
            let object = if is_receiving { receiver } else { sender };
            fill(what_was_done(text, program, failure, machine), &[&who, object])
        }
    };
    fill(says, &[&what, program.exception_name(failure.exception)])
}

/// The number of a line, with its file in a program of several.
pub fn describe_line(text: &Text, program: &Program, line: Line) -> String {
    let lines = program.source.iter().map(String::as_str);
    match place_in(lines, usize::from(line.0)) {
        (Some(file), number) => fill(text.steps.line_of_file, &[&number.to_string(), file]),
        (None, number) => number.to_string(),
    }
}

/// Whose `assert` was false, without a full stop.
pub fn describe_assertion(text: &Text, program: &Program, thread: ThreadId, line: Line) -> String {
    let who = name_of(program, thread);
    let source = program.source.get(usize::from(line.0));
    // On its way out through a `with` it comes from another line.
    if source.is_some_and(|it| it.trim_start().starts_with("assert")) {
        fill(text.steps.assertion_in_line, &[&who, &describe_line(text, program, line)])
    } else {
        fill(text.steps.assertion_somewhere, &[&who])
    }
}

/// What a thread did that could not be done: a sentence with places for the thread and the
/// object.
fn what_was_done(
    text: &Text,
    program: &Program,
    failure: Failure,
    machine: Option<&Machine>,
) -> &'static str {
    let steps = &text.steps;
    let instruction = program.role_of(failure.thread).0.instruction(failure.at);
    match (failure.exception, instruction) {
        (Exception::INDEX_ERROR, Instruction::Do(Operation::Pop { .. })) => steps.popped_empty,
        (Exception::INDEX_ERROR, _) => steps.no_such_element,
        (Exception::VALUE_ERROR, Instruction::Do(Operation::CloneSender { .. })) => {
            steps.cloned_dropped_end
        }
        (Exception::VALUE_ERROR, _) => steps.signalled_too_often,
        (Exception::RUNTIME_ERROR, Instruction::Do(Operation::BeginWait { .. })) => {
            steps.waited_without_lock
        }
        (Exception::RUNTIME_ERROR, Instruction::Do(Operation::Notify { .. })) => {
            steps.notified_without_lock
        }
        (Exception::RUNTIME_ERROR, Instruction::Do(Operation::Leave(_))) => {
            steps.released_without_holding
        }
        // It joined a thread that was never started, or started one again.
        (
            Exception::RUNTIME_ERROR,
            Instruction::Block { .. } | Instruction::Do(Operation::Start { .. }),
        ) => steps.raised_itself,
        (Exception::RUNTIME_ERROR, _) => steps.released_free_lock,
        (Exception::ZERO_DIVISION_ERROR, _) => steps.divided_by_zero,
        (Exception::OVERFLOW_ERROR, _) => steps.number_too_large,
        (Exception::EMPTY, it) if never_waits(it) => steps.was_empty,
        (Exception::EMPTY, _) => steps.nothing_came,
        (Exception::FULL, it) if never_waits(it) => steps.was_full,
        (Exception::FULL, _) => steps.no_room_came,
        (Exception::BROKEN_BARRIER_ERROR, it) => match it {
            Instruction::Block {
                on: Blocking::Meet { wait: BarrierWait::Arrive { .. }, .. },
                ..
            } => steps.came_to_broken_barrier,
            _ => steps.barrier_broke,
        },
        (Exception::SEND_ERROR, _) => sending(text, program, failure, machine),
        (Exception::RECV_ERROR, _) => steps.received_without_sender,
        (Exception::TYPE_ERROR, _) => steps.no_number,
        (Exception::NAME_ERROR, _) => steps.never_set,
        _ => steps.raised_itself,
    }
}

/// Whether an operation gives up at once: it was given no time to wait.
pub fn never_waits(instruction: &Instruction) -> bool {
    matches!(instruction, Instruction::Block { timeout: Some(Operand::Constant(..=0)), .. })
}

/// Why a channel could not be sent through.
fn sending(
    text: &Text,
    program: &Program,
    failure: Failure,
    machine: Option<&Machine>,
) -> &'static str {
    let (Some(machine), Some(id)) = (machine, failure.object) else {
        return text.steps.sent_into_closed;
    };
    let state = ChannelState::unpack(machine.memory().get(program.object(id).base));
    if state.receivers == 0 { text.steps.sent_without_receiver } else { text.steps.sent_after_drop }
}
