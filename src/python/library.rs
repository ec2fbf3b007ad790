//! What is known of Python's own modules.

mod names;

pub use names::{all_of, builtin, member, method, module};

/// Something in a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// A function, a class or a value.
    Native(&'static str),
    /// A module inside it.
    Module(&'static str),
}
