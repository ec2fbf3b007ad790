//! What can be changed: numbers, each on a scale of its own.

use crate::clock::{Chunks, MILLISECOND, Machine, Time, Work};
use crate::text::Text;

/// What a small page shows of the lab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The strips.
    #[default]
    Strips,
    /// The knobs.
    Knobs,
    /// The speed-up over workers.
    Bars,
    /// The questions.
    Questions,
}

impl Side {
    /// All of them.
    pub const ALL: [Side; 4] = [Side::Strips, Side::Knobs, Side::Bars, Side::Questions];

    /// The name that styles use.
    pub fn name(self) -> &'static str {
        match self {
            Side::Strips => "strips",
            Side::Knobs => "knobs",
            Side::Bars => "bars",
            Side::Questions => "questions",
        }
    }
}

/// A number of the lab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it; what each means is said in `clock`")]
pub enum Knob {
    Tasks,
    Compute,
    Native,
    Wait,
    Serial,
    Long,
    Calls,
    Cores,
    Switch,
    Workers,
    Bytes,
    Items,
    Chunk,
}

const TIMES: &[u32] =
    &[0, 1, 2, 3, 5, 10, 15, 20, 30, 40, 50, 60, 80, 100, 150, 200, 300, 500, 1_000];
const UP_TO_64: &[u32] = &[1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 24, 32, 48, 64];
const UP_TO_16: &[u32] = &[1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16];
const PERCENT: &[u32] = &[0, 1, 2, 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90];

impl Knob {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Knob; 13] = [
        Knob::Tasks,
        Knob::Compute,
        Knob::Native,
        Knob::Wait,
        Knob::Serial,
        Knob::Long,
        Knob::Calls,
        Knob::Cores,
        Knob::Switch,
        Knob::Workers,
        Knob::Bytes,
        Knob::Items,
        Knob::Chunk,
    ];

    /// What it is called in a link, and by styles.
    pub fn name(self) -> &'static str {
        match self {
            Knob::Tasks => "tasks",
            Knob::Compute => "compute",
            Knob::Native => "native",
            Knob::Wait => "wait",
            Knob::Serial => "serial",
            Knob::Long => "long",
            Knob::Calls => "calls",
            Knob::Cores => "cores",
            Knob::Switch => "switch",
            Knob::Workers => "workers",
            Knob::Bytes => "bytes",
            Knob::Items => "items",
            Knob::Chunk => "chunk",
        }
    }

    /// What it is called on the page.
    pub fn label(self, text: &'static Text) -> &'static str {
        let words = &text.lab;
        match self {
            Knob::Tasks => words.tasks,
            Knob::Compute => words.compute,
            Knob::Native => words.native,
            Knob::Wait => words.wait,
            Knob::Serial => words.serial,
            Knob::Long => words.long,
            Knob::Calls => words.calls,
            Knob::Cores => words.cores,
            Knob::Switch => words.switch,
            Knob::Workers => words.workers,
            Knob::Bytes => words.bytes,
            Knob::Items => words.items,
            Knob::Chunk => words.chunk,
        }
    }

    /// The numbers that it can have.
    pub fn scale(self) -> &'static [u32] {
        match self {
            Knob::Tasks => UP_TO_64,
            Knob::Compute | Knob::Native | Knob::Wait => TIMES,
            Knob::Serial => PERCENT,
            Knob::Long => &[1, 2, 3, 5, 10, 20, 50],
            Knob::Calls => &[0, 1, 5, 10, 20, 50, 100, 200],
            Knob::Cores | Knob::Workers => UP_TO_16,
            Knob::Switch => &[1, 2, 5, 10, 20, 50, 100],
            Knob::Bytes => {
                &[0, 100, 1_024, 10_240, 65_536, 102_400, 1_048_576, 10_485_760, 104_857_600]
            }
            Knob::Items => &[1, 2, 5, 10, 25, 100, 1_000, 10_000, 100_000, 250_000],
            // 0 is Python's rule.
            Knob::Chunk => &[0, 1, 2, 5, 10, 25, 100, 1_000, 10_000, 62_500, 100_000, 250_000],
        }
    }

    /// The number that it has.
    pub fn value(self, work: &Work, machine: &Machine) -> u32 {
        let ms = |time: Time| (time / MILLISECOND) as u32;
        match self {
            Knob::Tasks => work.tasks,
            Knob::Compute => ms(work.python),
            Knob::Native => ms(work.native),
            Knob::Wait => ms(work.waiting),
            Knob::Serial => work.serial,
            Knob::Long => work.long,
            Knob::Calls => work.calls,
            Knob::Cores => machine.cores,
            Knob::Switch => ms(machine.switch_interval),
            Knob::Workers => machine.workers,
            Knob::Bytes => work.bytes.0,
            Knob::Items => work.items,
            Knob::Chunk => match work.chunks {
                Chunks::Python => 0,
                Chunks::Of(chunk) => chunk,
            },
        }
    }

    /// The place of the number that it has, or of the nearest below.
    pub fn place(self, work: &Work, machine: &Machine) -> u32 {
        let value = self.value(work, machine);
        let above = self.scale().partition_point(|it| *it <= value);
        above.saturating_sub(1) as u32
    }

    /// Gives it the number at a place of its scale, or the last one.
    pub fn turn(self, work: &mut Work, machine: &mut Machine, place: u32) {
        let scale = self.scale();
        let last = scale.len() - 1;
        self.set(work, machine, scale[last.min(place as usize)]);
    }

    /// Gives it the number of its scale that is nearest below.
    pub fn set(self, work: &mut Work, machine: &mut Machine, value: u32) {
        let scale = self.scale();
        let above = scale.partition_point(|it| *it <= value);
        let value = scale[above.saturating_sub(1)];
        let time = Time::from(value) * MILLISECOND;
        match self {
            Knob::Tasks => work.tasks = value,
            Knob::Compute => work.python = time,
            Knob::Native => work.native = time,
            Knob::Wait => work.waiting = time,
            Knob::Serial => work.serial = value,
            Knob::Long => work.long = value,
            Knob::Calls => work.calls = value,
            Knob::Cores => machine.cores = value,
            Knob::Switch => machine.switch_interval = time,
            Knob::Workers => machine.workers = value,
            Knob::Bytes => work.bytes = (value, value),
            Knob::Items => work.items = value,
            Knob::Chunk => {
                work.chunks = if value == 0 { Chunks::Python } else { Chunks::Of(value) };
            }
        }
    }
}
