//! What must hold of any text and of any program, for libFuzzer to look for what breaks it.
//!
//! Two targets: [`texts`] takes its bytes as a text, and [`programs`] takes them as choices: which
//! program of the catalogue to begin with, and what to change in its tree. libFuzzer keeps an
//! input that reaches code no other input has reached.
//!
//! `cargo xtask fuzz` runs both with coverage. Without coverage (`cargo run -p fuzz --bin texts -- FILE…`) a
//! target shows what the bytes of a file mean, and tries them once.

mod choices;
pub mod programs;
pub mod texts;
mod tree_mutation;

use std::process::ExitCode;

/// A page's thread may have no more stack than this.
const STACK: usize = 512 * 1024;

/// Tries one input on a stack as small as a page's thread may have.
///
/// # Panics
///
/// Where a rule is broken, with the reason.
pub fn try_on_small_stack(check: impl FnOnce() -> Result<(), String> + Send) {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, check);
        let Ok(thread) = thread else { return };
        match thread.join() {
            Ok(Ok(())) => {}
            Ok(Err(reason)) => panic!("{reason}"),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Shows and tries the inputs in the files that are named on the command line.
pub fn replay(show: impl Fn(&[u8]) -> String, check: impl Fn(&[u8])) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for path in std::env::args_os().skip(1) {
        match std::fs::read(&path) {
            Ok(bytes) => {
                println!("{}:\n{}", path.display(), show(&bytes));
                check(&bytes);
            }
            Err(error) => {
                eprintln!("{}: {error}", path.display());
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}
