//! Python for real: whole programs, with imports, classes and threads of their own.

pub mod everyday;
pub mod guide;
pub mod reports;

use super::{Entry, Fault, Group, Numbers};

/// A whole program has its numbers in itself, and comes from no one place.
const fn entry(name: &'static str, source: &'static str, faults: &'static [Fault]) -> Entry {
    let starts_with = Numbers::USUAL;
    Entry { name, source, group: Group::Python, origin: "", faults, starts_with }
}
