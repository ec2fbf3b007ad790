//! The built page in a real browser. `cargo xtask build` makes what is tested here, and
//! `cargo xtask test --only browser` runs it.
//!
//! A test starts a [`site::Site`] and a [`browser::Browser`], and asks the page. Only one browser runs at a time, and
//! when its test ends, however it ends, no process of it is left.

mod accessibility;
mod browser;
mod catalogue;
mod changing;
mod core;
mod editing;
mod failing_threads;
mod fault_injection;
mod fault_injection_open;
mod faults;
mod geometry;
mod going_back;
mod harness;
mod hidden;
mod keyboard;
mod long_texts;
mod looks;
mod opening;
mod page;
mod pausing;
mod proving;
mod real_threads;
mod recovery;
mod settings;
mod sharing;
mod simulated;
mod site;
mod small_pages;
mod soak;
mod stopping;
mod strict_pages;
mod timeline;
