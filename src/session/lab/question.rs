//! Questions to be answered before the strips are seen. What they say lies in `static/texts/lab.*.txt`, by their names.

use super::knob::Knob;
use crate::clock::{Awaiting, Machine, Runtime, StartMethod, Work};

/// A question with three answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its name, in links and texts.
    pub name: &'static str,
    /// The right answer, from 0 on.
    pub right: u8,
    /// The runtime that it is about.
    pub about: Runtime,
    knobs: &'static [(Knob, u32)],
    start: StartMethod,
    awaiting: Awaiting,
}

const fn question(
    name: &'static str,
    right: u8,
    about: Runtime,
    knobs: &'static [(Knob, u32)],
) -> Question {
    let (start, awaiting) = (StartMethod::Fork, Awaiting::Together);
    Question { name, right, about, knobs, start, awaiting }
}

use Knob::{
    Bytes, Calls, Chunk, Compute, Cores, Items, Long, Native, Serial, Tasks, Wait, Workers,
};

/// All of them, in the order in which they are asked.
pub const QUESTIONS: [Question; 14] = [
    question("threads-that-count", 0, Runtime::Gil, &[(Tasks, 4), (Compute, 100), (Wait, 0)]),
    question("threads-that-wait", 2, Runtime::Gil, &[(Tasks, 8), (Compute, 0), (Wait, 100)]),
    question("compute-and-wait", 1, Runtime::Gil, &[(Tasks, 4), (Compute, 60), (Wait, 40)]),
    question(
        "outside-the-gil",
        2,
        Runtime::Gil,
        &[(Tasks, 4), (Compute, 0), (Native, 100), (Wait, 0)],
    ),
    question(
        "one-heavy-call",
        2,
        Runtime::Asyncio,
        &[(Tasks, 8), (Compute, 40), (Wait, 10), (Long, 50)],
    ),
    Question {
        awaiting: Awaiting::OneByOne,
        ..question("awaited-in-turn", 0, Runtime::Asyncio, &[(Tasks, 8), (Compute, 0), (Wait, 100)])
    },
    question(
        "a-million-roots",
        1,
        Runtime::Processes,
        &[
            (Tasks, 4),
            (Compute, 50),
            (Wait, 0),
            (Items, 250_000),
            (Bytes, 0),
            (Cores, 16),
            (Workers, 16),
        ],
    ),
    question(
        "the-best-chunk",
        1,
        Runtime::Processes,
        &[
            (Tasks, 4),
            (Compute, 500),
            (Wait, 0),
            (Items, 10_000),
            (Bytes, 0),
            (Chunk, 1),
            (Cores, 8),
        ],
    ),
    question(
        "one-long-task",
        1,
        Runtime::Processes,
        &[(Tasks, 8), (Compute, 20), (Wait, 0), (Long, 10), (Bytes, 0)],
    ),
    Question {
        start: StartMethod::Spawn,
        ..question(
            "starting-costs-more",
            0,
            Runtime::Processes,
            &[(Tasks, 8), (Compute, 10), (Wait, 0), (Bytes, 0)],
        )
    },
    question(
        "sending-costs-more",
        0,
        Runtime::Processes,
        &[(Tasks, 8), (Compute, 20), (Wait, 0), (Bytes, 104_857_600)],
    ),
    question(
        "the-convoy",
        2,
        Runtime::Gil,
        &[(Tasks, 3), (Compute, 1_000), (Wait, 0), (Calls, 50)],
    ),
    question(
        "amdahl",
        1,
        Runtime::Processes,
        &[
            (Tasks, 16),
            (Compute, 100),
            (Wait, 0),
            (Serial, 20),
            (Bytes, 0),
            (Cores, 16),
            (Workers, 16),
        ],
    ),
    question(
        "no-heavy-task",
        2,
        Runtime::Processes,
        &[(Tasks, 4), (Compute, 50), (Wait, 0), (Items, 250_000), (Bytes, 0), (Cores, 2)],
    ),
];

impl Question {
    /// The work and the machine that it is about.
    pub fn set_up(&self) -> (Work, Machine) {
        let mut work = Work { awaiting: self.awaiting, ..Work::default() };
        let mut machine = Machine { start: self.start, ..Machine::default() };
        for (knob, value) in self.knobs {
            knob.set(&mut work, &mut machine, *value);
        }
        (work, machine)
    }
}
