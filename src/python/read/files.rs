//! The files of a text, and what they import.

use super::{MOST_BYTES, MOST_LINES, read_file};
use crate::program::{Span, files_in};
use crate::python::refusal::{Refusal, Refused};
#[cfg(not(target_arch = "wasm32"))]
use crate::python::tokens::{Kind, tokens};
use crate::python::tree::{Block, File};

/// Reads a text: its files, that which is run first, and all that cannot be read.
pub fn read(text: &str) -> (Vec<File>, Vec<Refused>) {
    if text.len() > MOST_BYTES || text.lines().count() > MOST_LINES {
        let most = format!("{MOST_LINES}");
        let whole = Span::new(text.len(), text.len());
        return (
            vec![File::alone(Vec::new())],
            vec![Refused::new(whole, Refusal::TooLong, &[&most])],
        );
    }
    let parts = files_in(text);
    if parts.is_empty() {
        let (block, refused) = read_file(text, text, (0, 0));
        return (vec![File::alone(block)], refused);
    }
    let (mut files, mut all_refused): (Vec<File>, Vec<Refused>) = (Vec::new(), Vec::new());
    for part in parts {
        let module = part.module().to_owned();
        if files.iter().any(|it| it.module == module) {
            all_refused.push(Refused::new(part.mark, Refusal::FileTwice, &[part.name]));
            continue;
        }
        let words = text.get(part.span.range()).unwrap_or_default();
        let (block, refused) = read_file(text, words, (part.span.start, part.first_line as u16));
        all_refused.extend(refused);
        files.push(File { module, block, mark: part.mark });
    }
    let main = files.iter().position(|it| it.module == "main").unwrap_or(0);
    files[..=main].rotate_right(1);
    (files, all_refused)
}

/// The modules that a text imports anywhere, as far as it can be read.
#[cfg(not(target_arch = "wasm32"))]
pub fn imported_by(text: &str) -> Vec<String> {
    let (tokens, _) = tokens(text);
    let mut modules = Vec::new();
    let mut begins = true;
    for (at, token) in tokens.iter().enumerate() {
        let names = tokens[at + 1..].iter().take_while(|it| it.kind != Kind::Newline);
        match token.text {
            "from" if begins => modules.extend(names.take(1).map(|it| it.text.to_owned())),
            "import" if begins => {
                let mut is_first = true;
                for it in names {
                    if is_first && it.kind == Kind::Word {
                        modules.push(it.text.to_owned());
                    }
                    is_first = it.text == ",";
                }
            }
            _ => {}
        }
        begins = matches!(token.kind, Kind::Newline | Kind::Indent | Kind::Dedent)
            || matches!(token.text, ";" | ":");
    }
    modules
}

impl File {
    fn alone(block: Block) -> File {
        File { module: "main".to_owned(), block, mark: Span::default() }
    }
}
