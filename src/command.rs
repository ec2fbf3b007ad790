//! The command line `interleave`: check, outcomes, lint, run, replay, list, export, grade. Native, without a browser.
//!
//! [`run`] is the whole of it, over any reader and writers, so that tests need no process.

mod arguments;
mod check;
mod combinations;
mod console;
mod export;
mod grade;
mod input;
mod json;
mod link;
mod lint;
mod list;
mod outcomes;
mod play;
mod problems;
mod programs;
mod soft;
mod story;
mod verdict;
mod watch;
mod wording;

pub use console::{Console, Status};

use arguments::{Arguments, Task};
use std::ffi::OsString;
use std::io::{self, IsTerminal};

/// Runs the command line of this process, and answers its exit status.
pub fn run_in_terminal() -> u8 {
    let is_terminal = |it: &dyn IsTerminal| it.is_terminal();
    let (out, err) = (io::stdout(), io::stderr());
    let may_colour = std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty())
        && std::env::var_os("TERM").is_none_or(|it| it != "dumb");
    let mut console = Console {
        out_is_coloured: may_colour && is_terminal(&out),
        err_is_coloured: may_colour && is_terminal(&err),
        shows_progress: is_terminal(&err),
        language: console::language_of(|name| std::env::var(name).ok()),
        input: Box::new(io::stdin()),
        out: &mut io::BufWriter::new(out),
        err: &mut err.lock(),
    };
    run(std::env::args_os(), &mut console) as u8
}

/// Does what the arguments say; the first is the name of the program.
///
/// Whatever a file holds, it answers, and does not panic. When nobody reads `out` any more it
/// ends early, as [`Status::BadInput`].
pub fn run(arguments: impl IntoIterator<Item = OsString>, console: &mut Console) -> Status {
    let done = match arguments::parse(arguments) {
        Ok(arguments) => perform(arguments, console),
        Err(answer) => console.say_of_arguments(&answer),
    };
    let done = done.and_then(|status| console.out.flush().map(|()| status));
    done.unwrap_or_else(|problem| {
        if problem.kind() != io::ErrorKind::BrokenPipe {
            // There is nowhere left to say that this failed too.
            let _ = console.complain(&format!("interleave: {problem}"));
        }
        Status::BadInput
    })
}

fn perform(arguments: Arguments, console: &mut Console) -> io::Result<Status> {
    console.language = arguments.language.unwrap_or(console.language);
    match arguments.task {
        Task::Check(task) => check::check(&task, console),
        Task::Outcomes(task) => outcomes::outcomes(&task, console),
        Task::Run(task) => play::run(&task, console),
        Task::Replay(task) => play::replay(&task, console),
        Task::List(task) => list::list(&task, console),
        Task::Export(task) => export::export(&task, console),
        Task::Lint(task) => lint::lint_all(&task, console),
        Task::Grade(task) => grade::grade(&task, console),
    }
}
