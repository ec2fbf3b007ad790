//! The command line: checks programs, runs them, replays schedules. See docs/command-line.md.

use interleave::command;
use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(command::run_in_terminal())
}
