//! Interleave: producers and consumers as real threads in the browser.

pub mod engine;
pub mod program;
pub mod scenario;
pub mod session;
pub mod text;
pub mod ui;
