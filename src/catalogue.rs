//! What can be run: the programs with their faults, and the numbers a reader may choose.

mod configuration;
mod edit;
mod guide;
pub mod link;
mod listing;
mod programs;
/// Native: the command line lists what is expected, and tests hold every program to it.
#[cfg(not(target_arch = "wasm32"))]
pub mod verdicts;

pub use crate::notation::{Granularity, Knob, KnobName, Knobs, Runtime, knobs_of};
pub use configuration::{Configuration, Limit, Setting};
pub use edit::{Edit, Fault, FaultSet};
pub use guide::{LEARNING_ORDER, Tongue};
pub use link::{Link, LinkProblem};
pub use listing::{
    Listing, ListingLine, Standing, editable_source, listing, plain_listing, source_of,
};
pub use programs::{BLANK, CATALOGUE, Entry, Group, Numbers, entry_named};

use crate::notation::{self, Diagnostic, Module, Reading};

/// The program the page opens with.
pub fn first_entry() -> &'static Entry {
    entry_named("three-semaphores").unwrap_or(CATALOGUE[0])
}

/// Reads a text, and gives it its meaning under a configuration.
///
/// # Errors
///
/// Gives everything that is wrong with the text, with the tree of what could be understood.
pub fn build(
    source: &str,
    configuration: &Configuration,
) -> Result<Reading, (Vec<Diagnostic>, Module)> {
    notation::read(source, &configuration.setup())
}
