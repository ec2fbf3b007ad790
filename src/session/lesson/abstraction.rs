//! Under which abstraction a text that breaks would be right: what somebody may have had in mind.

use crate::catalogue::{self, Configuration, Granularity, Setting};
use crate::checker::{self, Options, Verdict};
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;
use std::sync::Arc;

/// A view of the program that leaves out what breaks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Abstraction {
    /// If each line were one step, but for `put` and `get`, which are two.
    OneLineIsOneStep,
    /// If each line were one step, `put` and `get` too.
    OneOperationIsOneStep,
    /// If there were one producer and one consumer.
    OneOfEach,
}

const MOST_STATES: u64 = 50_000;

/// The first abstraction under which this text would be right with these numbers.
pub fn abstraction_of(source: &str, configuration: &Configuration) -> Option<Abstraction> {
    let with = |granularity| {
        let mut coarser = *configuration;
        coarser.granularity = granularity;
        coarser
    };
    let one_of_each = configuration.with(Setting::Producers, 1).with(Setting::Consumers, 1);
    let abstractions = [
        (Abstraction::OneLineIsOneStep, with(Granularity::Statement)),
        (Abstraction::OneOperationIsOneStep, with(Granularity::Operation)),
        (Abstraction::OneOfEach, one_of_each),
    ];
    let differs = abstractions.into_iter().filter(|(_, it)| it != configuration);
    differs.into_iter().find(|(_, it)| is_safe(source, it)).map(|(it, _)| it)
}

fn is_safe(source: &str, configuration: &Configuration) -> bool {
    let Ok((program, _, _)) = catalogue::build(source, configuration) else { return false };
    let options = Options { most_states: MOST_STATES, ..Options::default() };
    let report = checker::check(&Arc::new(program), &options, &mut |_| ControlFlow::Continue(()));
    report.verdict == Verdict::Safe
}
