//! Interleave inside another page: what the address asks for, and the messages between the two.
//!
//! The author of a host page reads [`protocol`] and docs/embedding.md. Nothing here knows a browser:
//! `ui/browser/host_page.rs` carries the messages.

pub mod protocol;

mod carrying_out;
mod events;
mod parameters;
mod reading;
mod value;
mod view;

pub use carrying_out::actions_for;
pub use events::{Watcher, state};
pub use parameters::Parameters;
pub use reading::{Reading, read};
pub use value::Value;
