//! The order of things between real threads, tried out by loom in every way it can be:
//!
//! ```text
//! RUSTFLAGS="--cfg loom" CARGO_TARGET_DIR=target/loom cargo test --release --test loom
//! ```
//!
//! A thread that sleeps forever is found as a deadlock, and the test fails.
#![cfg(loom)]

mod event;
mod gate;
mod semaphore;
mod waiting;
