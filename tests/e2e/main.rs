//! The built page in a real browser. `cargo xtask build` makes what is tested here, and
//! `cargo xtask test --only browser` runs it.
//!
//! A test starts a [`site::Site`] and a [`browser::Browser`], and asks the page. Only one browser runs at a time, and
//! when its test ends, however it ends, no process of it is left.

mod accessibility;
mod browser;
mod catalogue;
mod editing;
mod failing_threads;
mod faults;
mod going_back;
mod harness;
mod keyboard;
mod long_texts;
mod looks;
mod opening;
mod page;
mod pausing;
mod proving;
mod real_threads;
mod settings;
mod sharing;
mod simulated;
mod site;
mod small_pages;
mod stopping;
mod timeline;
