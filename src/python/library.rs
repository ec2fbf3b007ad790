//! What is known of Python's own modules.

/// Native: it is for the documentation.
#[cfg(not(target_arch = "wasm32"))]
mod listing;
mod names;
mod objects;

#[cfg(not(target_arch = "wasm32"))]
pub use listing::as_markdown;
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
