//! The built page in a real browser. `cargo xtask build` makes what is tested here, and
//! `cargo xtask test --only browser` runs it.
//!
//! A test starts a [`site::Site`] and a [`browser::Browser`], and asks the page. Only one browser runs at a time, and
//! when its test ends, however it ends, no process of it is left.

mod browser;
mod harness;
mod looks;
mod opening;
mod site;
