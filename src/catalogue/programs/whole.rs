//! Python for real: whole programs, with imports, classes and threads of their own.

pub mod everyday;
pub mod execution_models;
pub mod guide;
pub mod processes;
pub mod reports;

use super::{Entry, Fault, Group, Numbers};

/// A whole program has its numbers in itself, and comes from no one place.
const fn entry(name: &'static str, source: &'static str, faults: &'static [Fault]) -> Entry {
    entry_of(Group::Python, name, source, faults)
}

const fn entry_of(
    group: Group,
    name: &'static str,
    source: &'static str,
    faults: &'static [Fault],
) -> Entry {
    Entry { name, source, group, origin: "", faults, starts_with: Numbers::USUAL }
}
