//! Interleave: producers and consumers as real threads in the browser.

#![cfg_attr(target_arch = "wasm32", feature(stdarch_wasm_atomic_wait))]

pub mod catalogue;
pub mod checker;
pub mod clock;
#[cfg(not(target_arch = "wasm32"))]
pub mod command;
pub mod embed;
pub mod engine;
#[cfg(not(target_arch = "wasm32"))]
pub mod export;
pub mod languages;
pub mod lesson;
pub mod notation;
pub mod program;
pub mod python;
pub mod session;
pub mod text;
pub mod threads;
pub mod ui;
