//! However a program is searched, the verdict is the same, and what was found happens again.
#![cfg_attr(fuzzing, no_main)]

use fuzz::{programs, try_on_small_stack};

fn check(bytes: &[u8]) {
    try_on_small_stack(|| programs::check(bytes));
}

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check(bytes));

#[cfg(not(fuzzing))]
fn main() -> std::process::ExitCode {
    fuzz::replay(|bytes| programs::Case::of(bytes).to_string(), check)
}
