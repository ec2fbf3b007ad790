//! Real threads mean what the machine means: runs of native threads over shared memory, replayed
//! and compared.

mod crew;
mod gate;
mod counterexamples;
mod memories;
mod recorded;
mod speed;
mod stop;
