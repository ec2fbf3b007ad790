//! Real threads mean what the machine means: runs of native threads over shared memory, replayed
//! and compared.

mod counterexamples;
pub mod crew;
mod dead_locals;
mod effects;
mod gate;
mod memories;
mod recorded;
mod soon;
mod speed;
mod stop;
