//! The files of a text, as the page shows and changes them: one at a time.

use crate::program::{FILE_MARK, MAIN_FILE, files_in, is_file_name};
use std::ops::Range;

/// Where a file stands, without the line end before the next one. A text of one file is that.
pub fn part_of(text: &str, file: usize) -> Range<usize> {
    let files = files_in(text);
    let Some(part) = files.get(file).map(|it| it.span.range()) else { return 0..text.len() };
    let is_last = file + 1 == files.len();
    let end = part.end - usize::from(!is_last && text[part.clone()].ends_with('\n'));
    part.start..end
}

/// The text with another one in the place of a file.
pub fn with_part(text: &str, file: usize, part: &str) -> String {
    let Range { start, end } = part_of(text, file);
    let (before, behind) = (&text[..start], &text[end..]);
    let line_end = |is_missing: bool| if is_missing { "\n" } else { "" };
    let begins = line_end(!before.is_empty() && !before.ends_with('\n'));
    let ends = line_end(!behind.is_empty() && !behind.starts_with('\n'));
    [before, begins, part, ends, behind].concat()
}

/// The text with one more file, and which that is.
pub fn with_file(text: &str) -> (String, usize) {
    let files = files_in(text);
    let is_free = |name: &String| files.iter().all(|it| it.name != *name);
    let numbered = (2..).map(|number| format!("module{number}.py"));
    let mut names = std::iter::once("module.py".to_owned()).chain(numbered);
    let name = names.find(is_free).unwrap_or_default();
    let line_end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let mut more = format!("{text}{line_end}{FILE_MARK}{name}\n");
    if files_in(&more).is_empty() {
        // A first file that says nothing needs its name.
        more = format!("{FILE_MARK}{MAIN_FILE}\n{more}");
    }
    let last = files_in(&more).len().saturating_sub(1);
    (more, last)
}

/// The text with another name for a file; nothing where it cannot have that, or another one has.
pub fn with_name(text: &str, file: usize, name: &str) -> Option<String> {
    let files = files_in(text);
    let mark = files.get(file)?.mark;
    let is_taken = files.iter().enumerate().any(|(at, it)| at != file && it.name == name);
    if is_taken || !is_file_name(name) {
        return None;
    }
    let line = format!("{FILE_MARK}{name}");
    let mut text = text.to_owned();
    match mark.range().is_empty() {
        true => text.insert_str(0, &(line + "\n")),
        false => text.replace_range(mark.range(), &line),
    }
    Some(text)
}

/// The text without a file. What is left alone needs no name.
pub fn without_file(text: &str, file: usize) -> String {
    let files = files_in(text);
    let Some(gone) = files.get(file) else { return text.to_owned() };
    let from = gone.mark.range().start.min(gone.span.range().start);
    let left = [&text[..from], &text[gone.span.range().end..]].concat();
    match files_in(&left).is_empty() {
        true => match left.split_once('\n') {
            Some((first, rest)) if first.starts_with(FILE_MARK) => rest.to_owned(),
            _ => left,
        },
        false => left,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "import b\n# file: b.py\nx = 1\n";

    #[test]
    fn a_part_that_is_changed_is_that_part() {
        for text in [TWO, "x = 1\n", "", "import b\n# file: b.py\n# file: c.py\n# file: d.py"] {
            for file in 0..files_in(text).len().max(1) {
                for part in ["", "y", "y\n", "y\n\nz", "\n", "é\r\n"] {
                    let changed = with_part(text, file, part);
                    // A first file that says nothing is none.
                    if files_in(&changed).len() == files_in(text).len() {
                        assert_eq!(&changed[part_of(&changed, file)], part, "{text:?} {file}");
                    }
                }
            }
        }
        assert_eq!(with_part(TWO, 0, "import b as c"), "import b as c\n# file: b.py\nx = 1\n");
        assert_eq!(with_part(TWO, 1, "y"), "import b\n# file: b.py\ny");
    }

    #[test]
    fn files_come_and_go_and_get_names() {
        assert_eq!(with_file("x = 1"), ("x = 1\n# file: module.py\n".into(), 1));
        assert_eq!(with_file(""), ("# file: main.py\n# file: module.py\n".into(), 1));
        let (three, last) = with_file(&with_file(TWO).0);
        assert_eq!((last, files_in(&three)[3].name), (3, "module2.py"));
        let named = with_name(TWO, 1, "shelf.py");
        assert_eq!(named.as_deref(), Some("import b\n# file: shelf.py\nx = 1\n"));
        let named = with_name(TWO, 0, "app.py");
        assert_eq!(named, Some(format!("# file: app.py\n{TWO}")));
        for name in ["main.py", "a b.py", "b", ""] {
            assert_eq!(with_name(TWO, 1, name), None, "{name}");
        }
        assert_eq!(without_file(TWO, 1), "import b\n");
        assert_eq!(without_file(TWO, 0), "x = 1\n");
        assert_eq!(without_file("x = 1\n", 0), "x = 1\n");
    }
}
