//! Any text is read, printed, given its meaning, run and shown in every language, or its problems stand in it.
#![cfg_attr(fuzzing, no_main)]

use fuzz::{texts, try_on_small_stack};

fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    try_on_small_stack(|| texts::check(&text));
}

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check(bytes));

#[cfg(not(fuzzing))]
fn main() -> std::process::ExitCode {
    fuzz::replay(|bytes| String::from_utf8_lossy(bytes).into_owned(), check)
}
