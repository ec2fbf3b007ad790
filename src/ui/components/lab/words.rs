//! What things are called.

use crate::clock::{Kind, LaneName, Machine, Runtime};
use crate::session::lab::Knob;
use crate::text::{Language, Text, fill};
use crate::ui::components::numbers::grouped;

/// What a runtime is called, and how it goes about it.
pub fn runtime(runtime: Runtime, machine: &Machine, text: &Text) -> (&'static str, String) {
    let words = &text.lab;
    let (name, how) = match runtime {
        Runtime::Serial => (words.serial_run, words.serial_how),
        Runtime::Gil => (words.gil, words.gil_how),
        Runtime::FreeThreaded => (words.free, words.free_how),
        Runtime::Asyncio => (words.asyncio, words.asyncio_how),
        Runtime::ToThread => (words.to_thread, words.to_thread_how),
        Runtime::Processes => (words.processes, words.processes_how),
    };
    (name, fill(how, &[&machine.workers.to_string(), machine.start.name()]))
}

/// The name that styles and tests use.
pub fn runtime_name(runtime: Runtime) -> &'static str {
    match runtime {
        Runtime::Serial => "serial",
        Runtime::Gil => "gil",
        Runtime::FreeThreaded => "free",
        Runtime::Asyncio => "asyncio",
        Runtime::ToThread => "to-thread",
        Runtime::Processes => "processes",
    }
}

/// What a kind of thing is called, and its name for styles.
pub fn kind(kind: Kind, text: &Text) -> (&'static str, &'static str) {
    let words = &text.lab;
    match kind {
        Kind::Python => (words.python, "python"),
        Kind::Native => (words.outside, "native"),
        Kind::WantsKey => (words.wants_key, "wants"),
        Kind::WokenForNothing => (words.woken, "woken"),
        Kind::Ready => (words.ready, "ready"),
        Kind::Waits => (words.waits, "waits"),
        Kind::Starts => (words.starts, "starts"),
        Kind::Copies => (words.copies, "copies"),
        Kind::Idle => (words.idle, "idle"),
    }
}

/// What a lane is called.
pub fn lane(name: LaneName, at: Runtime, text: &Text) -> String {
    match name {
        LaneName::Main if at == Runtime::Processes => text.lab.parent.to_owned(),
        LaneName::Main => text.lab.main.to_owned(),
        LaneName::Task(task) => format!("T{}", task + 1),
        LaneName::Worker(worker) => format!("W{}", worker + 1),
        LaneName::Core(core) => format!("{}", core + 1),
    }
}

/// The number of a knob, with what it counts.
pub fn value(knob: Knob, value: u32, language: Language) -> String {
    let number = grouped(value.into(), language);
    match knob {
        Knob::Compute | Knob::Native | Knob::Wait | Knob::Switch => format!("{number} ms"),
        Knob::Serial => format!("{number} %"),
        Knob::Long => format!("× {number}"),
        Knob::Bytes => bytes(value.into(), language),
        Knob::Chunk if value == 0 => language.text().lab.pythons_rule.to_owned(),
        _ => number,
    }
}

/// So many bytes.
pub fn bytes(bytes: u64, language: Language) -> String {
    match bytes {
        0..1_024 => format!("{} B", grouped(bytes, language)),
        1_024..1_048_576 => format!("{} KiB", grouped(bytes / 1_024, language)),
        _ => format!("{} MiB", grouped(bytes / 1_048_576, language)),
    }
}
