//! The built page in a real browser. `cargo xtask build` makes what is tested here, and
//! `cargo xtask test --only browser` runs it.
//!
//! A test starts a [`site::Site`] and a [`browser::Browser`], and asks the page. Only one browser runs at a time, and
//! when its test ends, however it ends, no process of it is left.

/// Every check in every engine, by a name such as `core::firefox::it_opens_and_runs`.
macro_rules! in_every_engine {
    ($($check:ident),* $(,)?) => {
        mod chromium { $(#[test] fn $check() { super::$check(super::Engine::Chromium) })* }
        mod firefox { $(#[test] fn $check() { super::$check(super::Engine::Firefox) })* }
        mod webkit { $(#[test] fn $check() { super::$check(super::Engine::WebKit) })* }
        mod webkit_unshared { $(#[test] fn $check() { super::$check(super::Engine::WebKitUnshared) })* }
    };
}

/// The same in Chromium and Firefox.
macro_rules! in_chromium_and_firefox {
    ($($check:ident),* $(,)?) => {
        mod chromium { $(#[test] fn $check() { super::$check(super::Engine::Chromium) })* }
        mod firefox { $(#[test] fn $check() { super::$check(super::Engine::Firefox) })* }
    };
}

/// The same in Firefox alone: what other tests hold in Chromium.
macro_rules! in_firefox {
    ($($check:ident),* $(,)?) => {
        mod firefox_alone { $(#[test] fn $check() { super::$check(super::Engine::Firefox) })* }
    };
}

mod accessibility;
mod browser;
mod catalogue;
mod changing;
mod core;
mod editing;
mod embedding;
mod embedding_hosts;
mod everywhere;
mod failing_threads;
mod fault_injection;
mod fault_injection_open;
mod faults;
mod first_minute;
mod geometry;
mod glossary;
mod going_back;
mod harness;
mod hidden;
mod keyboard;
mod lab;
mod lessons;
mod lints;
mod long_texts;
mod looks;
mod opening;
mod page;
mod pausing;
mod proving;
mod real_threads;
mod recovery;
mod scorm;
mod service_worker;
mod settings;
mod several_files;
mod sharing;
mod simulated;
mod site;
mod small_pages;
mod soak;
mod stopping;
mod strict_pages;
mod timeline;
mod two_parts;
