//! The numbers a reader chooses, kept inside their ranges.

use super::edit::FaultSet;
use super::programs::Entry;
use crate::notation::{Granularity, Knobs, Runtime, Setup};
use std::ops::RangeInclusive;

/// Everything that decides which program is run. Its numbers are always within their
/// [ranges](Setting::range), so whoever is given one need not check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Configuration {
    numbers: [u32; Setting::ALL.len()],
    /// Which faults of the catalogue's program are switched on.
    pub faults: FaultSet,
    /// How fine a step is.
    pub granularity: Granularity,
    /// What runs the threads.
    pub runtime: Runtime,
    /// Whether threads that wait at a condition may wake without having been notified.
    pub spurious_wakes: bool,
    /// The knobs of a whole program that are set.
    pub knobs: Knobs,
}

/// One of the numbers of a [`Configuration`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Setting {
    /// How many producers run.
    Producers,
    /// How many consumers run.
    Consumers,
    /// How many slots the buffer has.
    Capacity,
    /// How many items each producer makes; 0 is without end.
    Items,
    /// How many items each consumer takes before it ends; 0 is without end.
    Takes,
    /// How long making an item takes, in milliseconds at ten steps a second.
    ProduceTime,
    /// How long using an item takes, in milliseconds at ten steps a second.
    ConsumeTime,
}

impl Setting {
    /// All of them, in the order the page shows them.
    pub const ALL: [Setting; 7] = [
        Setting::Producers,
        Setting::Consumers,
        Setting::Capacity,
        Setting::Items,
        Setting::Takes,
        Setting::ProduceTime,
        Setting::ConsumeTime,
    ];

    /// The name that addresses and messages use.
    pub fn name(self) -> &'static str {
        match self {
            Setting::Producers => "producers",
            Setting::Consumers => "consumers",
            Setting::Capacity => "capacity",
            Setting::Items => "items",
            Setting::Takes => "takes",
            Setting::ProduceTime => "produce-time",
            Setting::ConsumeTime => "consume-time",
        }
    }

    /// The values it may have.
    pub fn range(self) -> RangeInclusive<u32> {
        match self {
            Setting::Producers | Setting::Consumers => 1..=16,
            Setting::Capacity => 1..=64,
            Setting::Items | Setting::Takes => 0..=1_000_000,
            Setting::ProduceTime | Setting::ConsumeTime => 0..=10_000,
        }
    }

    /// The value it has until somebody chooses another.
    pub fn default_value(self, entry: &Entry) -> u32 {
        let numbers = &entry.starts_with;
        match self {
            Setting::Producers => numbers.producers,
            Setting::Consumers => numbers.consumers,
            Setting::Capacity => numbers.capacity,
            Setting::Items => numbers.items,
            Setting::Takes => numbers.takes,
            Setting::ProduceTime => numbers.produce_time,
            Setting::ConsumeTime => numbers.consume_time,
        }
    }
}

/// A number that was asked for and is outside the range of its setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Which setting.
    pub setting: Setting,
    /// The nearest value in range, which it has now.
    pub set_to: u32,
}

impl Default for Configuration {
    fn default() -> Self {
        Configuration::of(super::first_entry())
    }
}

impl Configuration {
    /// The configuration a program is opened with.
    pub fn of(entry: &Entry) -> Configuration {
        Configuration {
            numbers: Setting::ALL.map(|setting| setting.default_value(entry)),
            faults: FaultSet::default(),
            granularity: entry.starts_with.granularity,
            runtime: Runtime::Threads,
            spurious_wakes: false,
            knobs: Knobs::default(),
        }
    }

    /// The number of a setting.
    pub fn get(&self, setting: Setting) -> u32 {
        self.numbers[setting as usize]
    }

    /// Chooses a number. One outside the range becomes the nearest inside it, and the
    /// answer says so.
    pub fn set(&mut self, setting: Setting, wanted: u64) -> Option<Limit> {
        let range = setting.range();
        let inside = wanted.clamp(u64::from(*range.start()), u64::from(*range.end()));
        let set_to = u32::try_from(inside).expect("ranges are of 32-bit numbers");
        self.numbers[setting as usize] = set_to;
        (inside != wanted).then_some(Limit { setting, set_to })
    }

    /// The same configuration with another number; for building one in an expression.
    /// A number outside the range becomes the nearest inside it.
    pub fn with(mut self, setting: Setting, wanted: u32) -> Self {
        self.set(setting, wanted.into());
        self
    }

    /// The same configuration with these knobs set, and no others.
    pub fn with_knobs(self, knobs: Knobs) -> Self {
        Configuration { knobs, ..self }
    }

    /// The same configuration under another runtime.
    pub fn under(self, runtime: Runtime) -> Self {
        Configuration { runtime, ..self }
    }

    /// The same configuration with one more fault of `entry`; a name it has not is ignored.
    pub fn with_fault(mut self, entry: &Entry, fault: &str) -> Self {
        if let Some(fault) = entry.fault_named(fault) {
            self.faults.set(entry.faults, fault, true);
        }
        self
    }

    /// What the compiler wants to know.
    pub fn setup(&self) -> Setup {
        Setup {
            producers: self.producers(),
            consumers: self.consumers(),
            capacity: self.capacity(),
            items: self.items(),
            takes: self.get(Setting::Takes),
            granularity: self.granularity,
            runtime: self.runtime,
            spurious_wakes: self.spurious_wakes,
            knobs: self.knobs,
        }
    }

    /// How many producers.
    pub fn producers(&self) -> u16 {
        self.get(Setting::Producers) as u16
    }

    /// How many consumers.
    pub fn consumers(&self) -> u16 {
        self.get(Setting::Consumers) as u16
    }

    /// How many slots.
    pub fn capacity(&self) -> u16 {
        self.get(Setting::Capacity) as u16
    }

    /// How many items each producer makes; 0 is without end.
    pub fn items(&self) -> u32 {
        self.get(Setting::Items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_outside_their_range_are_brought_in_and_said() {
        for setting in Setting::ALL {
            let (low, high) = (*setting.range().start(), *setting.range().end());
            let mut configuration = Configuration::default();
            assert_eq!(configuration.set(setting, high.into()), None);
            assert_eq!(
                configuration.set(setting, u64::from(high) + 1),
                Some(Limit { setting, set_to: high })
            );
            assert_eq!(configuration.get(setting), high);
            configuration.set(setting, u64::MAX);
            assert_eq!(configuration.get(setting), high);
            let said = configuration.set(setting, 0);
            assert_eq!(said.is_some(), low > 0);
            assert_eq!(configuration.get(setting), low);
            for entry in super::super::CATALOGUE {
                let opened_with = setting.default_value(entry);
                assert!(setting.range().contains(&opened_with), "{} {setting:?}", entry.name);
            }
        }
    }
}
