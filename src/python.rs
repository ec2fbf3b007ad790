//! Whole Python programs, as people write them.
//!
//! [`compile_if_whole`] reads a text, runs what can be known before the threads do, and makes a
//! [`Program`] of the rest. What a text means is Python's; what has no meaning here is refused with its
//! line, the reason, and what to write instead.

mod elaborate;
mod knobs;
mod library;
mod lint;
mod nearest;
mod read;
mod refusal;
mod registers;
mod tokens;
mod tree;
mod whole;

pub use knobs::{Knob, KnobName, Knobs, knobs_of};
#[cfg(not(target_arch = "wasm32"))]
pub use library::as_markdown as known_as_markdown;
pub use lint::{Lint, LintKind, lint};
pub use nearest::nearest;
#[cfg(not(target_arch = "wasm32"))]
pub use read::imported_by;
pub use refusal::{Refusal, Refused};

use crate::program::{Program, Runtime};
use tree::File;

/// A program with what it may not be meant to say, or all that is refused.
pub type Compiled = Result<(Program, Vec<Refused>), Vec<Refused>>;

/// Makes a program of a text that is a whole program: it starts a thread, calls a function of its own at its top, or has a
/// loop or an `if` there. Imports and docstrings alone make none. `None` for any other text. Knobs that the text does not
/// have are of no matter.
///
/// # Errors
///
/// Gives all that is refused, in the order of the text.
pub fn compile_if_whole(text: &str, knobs: &Knobs, runtime: Runtime) -> Option<Compiled> {
    if text.len() > read::MOST_BYTES || !whole::can_be_whole(text) {
        return None;
    }
    read_and_compile(text, knobs, runtime)
}

// In a function of its own it is in the part of the page that waits until it is wanted.
#[inline(never)]
fn read_and_compile(text: &str, knobs: &Knobs, runtime: Runtime) -> Option<Compiled> {
    let (files, refused) = read::read(text);
    let is_whole = whole::is_whole(&files)
        || (!refused.is_empty() && whole::looks_whole(&files[0].block, text));
    is_whole.then(|| compile(&files, refused, text, (knobs, runtime)))
}

/// Whether a whole program runs tasks of asyncio, or processes: threads of one interpreter are not all that it has.
pub fn runs_tasks_or_processes(text: &str) -> bool {
    const NAMES: [&str; 3] = ["asyncio", "multiprocessing", "ProcessPoolExecutor"];
    let (tokens, _) = tokens::tokens(text);
    tokens.iter().any(|it| it.kind == tokens::Kind::Word && NAMES.contains(&it.text))
}

fn compile(
    files: &[File],
    refused: Vec<Refused>,
    text: &str,
    (knobs, runtime): (&Knobs, Runtime),
) -> Compiled {
    let meant = elaborate::elaborate(files, text, knobs::in_place_of(files, knobs), runtime);
    let mut refused = match meant {
        Ok(program) if refused.is_empty() => return Ok(program),
        Err(meaningless) if refused.is_empty() => meaningless,
        Ok(_) => refused,
        // What may follow from a line that could not be read is not said.
        Err(mut meaningless) => {
            meaningless.retain(|it| {
                matches!(it.what, Refusal::Module | Refusal::ModuleNotGiven | Refusal::OtherThreads)
            });
            [refused, meaningless].concat()
        }
    };
    refused.sort_by_key(|it| it.span);
    Err(refused)
}
