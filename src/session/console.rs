//! The lines that a whole program has printed, as the page shows them.

use super::model::Model;
use crate::program::{Form, Instruction, Program, ThreadName};

/// A line on the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsoleLine {
    /// The threads that printed pieces of it, in order.
    pub threads: Vec<ThreadName>,
    /// Without its end.
    pub text: String,
    /// The step that printed its first piece; 0 before the first.
    pub step: u64,
}

/// Whether a program can print at all.
pub fn can_print(program: &Program) -> bool {
    let mut code = program.roles.iter().flat_map(|role| &role.code);
    program.form == Form::Whole && code.any(|it| matches!(it, Instruction::Print { .. }))
}

/// The latest lines at the position that is shown, the oldest first; the last may have no end yet. Pieces that others
/// print in between fall into the same line, as they do in a terminal.
pub fn console_lines(model: &Model) -> Vec<ConsoleLine> {
    let (program, console) = (model.program(), model.playback.run.console());
    let mut lines: Vec<ConsoleLine> = Vec::new();
    let mut is_open = false;
    for print in console.prints() {
        let words = program.words_in_short(&[print.printed]);
        let thread = program.name_of(print.thread);
        for piece in words.split_inclusive('\n') {
            let text = piece.strip_suffix('\n').unwrap_or(piece);
            match lines.last_mut().filter(|_| is_open) {
                Some(line) => {
                    line.text.push_str(text);
                    if line.threads.last() != Some(&thread) {
                        line.threads.push(thread);
                    }
                }
                None => lines.push(ConsoleLine {
                    threads: vec![thread],
                    text: text.to_owned(),
                    step: print.step,
                }),
            }
            is_open = !piece.ends_with('\n');
        }
    }
    lines
}
