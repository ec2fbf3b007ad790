//! Where in a text something stands.

pub use crate::program::Span;
