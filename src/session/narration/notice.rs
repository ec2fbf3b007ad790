//! What the page says of itself and of input, and what settings and faults are called.

use super::opening::describe_opening;
use super::words::{count_of, name_of};
use crate::catalogue::{Entry, Knob, Setting};
use crate::program::Program;
use crate::session::notice::{Changed, Named, Notice};
use crate::session::threads::{WhyFailed, WhySimulated};
use crate::session::undo::{UndoAction, Undoable};
use crate::text::{Settings, Text, fill};

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
        Notice::KnobClamped(name, set_to) => (words.clamped)(
            name.as_str(),
            &Knob::RANGE.start().to_string(),
            &Knob::RANGE.end().to_string(),
            &set_to.to_string(),
        ),
        Notice::NotANumber { typed, of } => {
            let label = match of {
                None => text.settings.seed,
                Some(Named::Setting(setting)) => setting_label(&text.settings, *setting),
                Some(Named::Knob(name)) => name.as_str(),
            };
            (words.not_a_number)(typed, label)
        }
        Notice::CannotStep(thread) => (words.cannot_step)(&name_of(program, *thread)),
        Notice::ThreadFailed { name, why } => match why {
            WhyFailed::DidNotStart => (words.thread_did_not_start)(name),
            WhyFailed::Died => (words.thread_died)(name),
            WhyFailed::DoesNotAnswer => (words.thread_does_not_answer)(name),
        },
        Notice::NoRealThreads(why) => why_simulated(text, *why).to_owned(),
        Notice::Diverged(divergence) => (words.diverged)(&divergence.number.to_string()),
        Notice::StopForced => words.stop_forced.to_owned(),
        Notice::Watching { steps } => {
            let steps = count_of(text.proof.steps, *steps as u64, &steps.to_string());
            fill(text.proof.watching, &[&steps])
        }
        Notice::Repeating { steps } => {
            let steps = count_of(text.proof.steps, *steps as u64, &steps.to_string());
            fill(text.proof.repeating, &[&steps])
        }
        Notice::StartedAgain(Changed::Program) => text.running.program_has_changed.to_owned(),
        Notice::StartedAgain(Changed::Settings) => text.running.settings_have_changed.to_owned(),
        Notice::Forked => text.threads.forked.to_owned(),
        Notice::TextIsWrong => words.text_is_wrong.to_owned(),
        Notice::Discarded => words.discarded.to_owned(),
        Notice::Opened(opening) => describe_opening(text, opening),
        Notice::Undone(what) => fill(text.undo.undone, &[what_it_was(text, what)]),
        Notice::Redone(what) => fill(text.undo.redone, &[what_it_was(text, what)]),
        Notice::NothingTo(UndoAction::Undo) => text.undo.nothing_to_undo.to_owned(),
        Notice::NothingTo(UndoAction::Redo) => text.undo.nothing_to_redo.to_owned(),
        Notice::Repaired => text.causes.repaired.to_owned(),
        Notice::FirstStepsDone => text.first_steps.done.to_owned(),
    }
}

/// Why the threads are simulated here, in plain words.
pub fn why_simulated(text: &Text, why: WhySimulated) -> &'static str {
    match why {
        WhySimulated::NotIsolated => text.threads.not_isolated,
        WhySimulated::NoSharedMemory => text.threads.no_shared_memory,
        WhySimulated::NoAnswer => text.threads.no_answer,
        WhySimulated::Refused => text.threads.refused,
        WhySimulated::TooLarge => text.threads.too_large,
    }
}

/// What was taken back or made again.
fn what_it_was<'a>(text: &'a Text, what: &'a Undoable) -> &'a str {
    match what {
        Undoable::Fault(entry, fault) => fault_label(text, entry, *fault),
        Undoable::Number(setting) => setting_label(&text.settings, *setting),
        Undoable::Knob(name) => name.as_str(),
        Undoable::Steps => text.undo.steps,
        Undoable::Program => text.undo.program,
        Undoable::Repair => text.undo.repair,
    }
}

/// What a setting is called.
pub fn setting_label(text: &Settings, setting: Setting) -> &'static str {
    match setting {
        Setting::Producers => text.producers,
        Setting::Consumers => text.consumers,
        Setting::Capacity => text.capacity,
        Setting::Items => text.items,
        Setting::Takes => text.takes,
        Setting::ProduceTime => text.produce_time,
        Setting::ConsumeTime => text.consume_time,
    }
}

/// What the switch of a fault says, by its index in the program's list; empty for an index
/// that the program has not.
pub fn fault_label(text: &Text, entry: &Entry, fault: usize) -> &'static str {
    let Some(fault) = entry.faults.get(fault) else { return "" };
    let program = text.catalogue.program(entry.name);
    program.and_then(|it| it.fault(fault.name)).unwrap_or(fault.name)
}
