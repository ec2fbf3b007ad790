//! What can be run: the programs with their faults, and the numbers a reader may choose.

mod configuration;
mod fault;
mod three_semaphores;

pub use configuration::{Configuration, Limit, Setting};
pub use fault::{Fault, FaultSet};
pub use three_semaphores::{Listing, ListingLine, Standing, three_semaphores};
