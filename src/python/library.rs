//! What is known of Python's own modules.

mod names;
mod objects;

pub use names::{all_of, builtin, builtins, is_of_python, member, members, module};
pub use objects::members_of;

/// Something in a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// A function, a class or a value.
    Native(&'static str),
    /// A module inside it.
    Module(&'static str),
}
