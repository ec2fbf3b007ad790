//! Several files in one text.
//!
//! A program in several files is one text: a line `# file: buffer.py` begins each file but the first, which is `main.py`
//! where no such line stands before it. To Python it is a comment, so the text can be pasted, kept and linked like any other.

use super::span::Span;

/// What the line begins with that begins a file.
pub const FILE_MARK: &str = "# file: ";

/// The file that is run, where the text gives it no name.
pub const MAIN_FILE: &str = "main.py";

/// A file of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File<'a> {
    /// Its name, such as `buffer.py`.
    pub name: &'a str,
    /// The index of its first line among those of the text.
    pub first_line: usize,
    /// Where it stands, without the line that names it.
    pub span: Span,
    /// The line that names it; empty where there is none.
    pub mark: Span,
}

impl File<'_> {
    /// The name under which it is imported.
    pub fn module(&self) -> &str {
        self.name.strip_suffix(".py").unwrap_or(self.name)
    }
}

/// The files of a text, in its order; none where it is all one file.
pub fn files_in(text: &str) -> Vec<File<'_>> {
    if !text.contains(FILE_MARK) {
        return Vec::new();
    }
    let starts = starts(text.lines());
    let mut ends = line_starts(text);
    ends.push(text.len());
    let at = |line: usize| ends.get(line).copied().unwrap_or(text.len());
    let mark_of = |first: usize| match first {
        0 => Span::default(),
        first => Span::new(
            at(first - 1),
            at(first - 1) + text[at(first - 1)..].lines().next().map_or(0, str::len),
        ),
    };
    let mut files: Vec<File> = Vec::new();
    for &(first_line, name) in &starts {
        let mark = mark_of(first_line);
        if let Some(last) = files.last_mut() {
            last.span.end = mark.start;
        }
        let span = Span::new(at(first_line), text.len());
        files.push(File { name, first_line, span, mark });
    }
    files
}

/// The file in which a line of a text stands, and its number there from 1; without a name where the text is all one file.
pub fn place_in<'a>(lines: impl Iterator<Item = &'a str>, line: usize) -> (Option<&'a str>, usize) {
    let starts = starts(lines);
    // The line that names a file is of that one.
    let file = starts.iter().rev().find(|(first, _)| *first <= line + 1).or(starts.first());
    match file {
        Some((first, name)) => (Some(name), line.saturating_sub(*first) + 1),
        None => (None, line + 1),
    }
}

/// The index of the first line of each file, and its name.
fn starts<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let mut starts = Vec::new();
    let mut has_code = false;
    for (at, line) in lines.enumerate() {
        match named_by(line) {
            // That a file says its own name once more begins none.
            Some(name) if starts.last().is_some_and(|(_, it)| *it == name) => {}
            Some(name) => {
                if starts.is_empty() && has_code {
                    starts.push((0, MAIN_FILE));
                }
                starts.push((at + 1, name));
            }
            None => has_code |= !line.trim_start().is_empty() && !line.starts_with('#'),
        }
    }
    // One that names itself is still a text of one file.
    if starts.len() < 2 {
        starts.clear();
    }
    starts
}

/// The file that a line begins.
fn named_by(line: &str) -> Option<&str> {
    let name = line.strip_prefix(FILE_MARK)?.trim();
    is_file_name(name).then_some(name)
}

/// Whether a file can have this name: that of a module, and `.py`.
pub fn is_file_name(name: &str) -> bool {
    let Some(module) = name.strip_suffix(".py") else { return false };
    let is_of_name = |it: u8| it.is_ascii_alphanumeric() || it == b'_';
    module.bytes().all(is_of_name) && module.bytes().next().is_some_and(|it| !it.is_ascii_digit())
}

fn line_starts(text: &str) -> Vec<usize> {
    let behind = text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(behind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<(&str, &str, usize)> {
        let files = files_in(text);
        files.iter().map(|it| (it.name, &text[it.span.range()], it.first_line)).collect()
    }

    #[test]
    fn a_line_begins_each_file_but_the_first() {
        let text = "import b\nb.f()\n# file: b.py\ndef f():\n    pass\n# file: c.py";
        let expected = [
            ("main.py", "import b\nb.f()\n", 0),
            ("b.py", "def f():\n    pass\n", 3),
            ("c.py", "", 6),
        ];
        assert_eq!(parts(text), expected);
        assert_eq!(&text[files_in(text)[1].mark.range()], "# file: b.py");
        assert_eq!(place_in(text.lines(), 1), (Some("main.py"), 2));
        assert_eq!(place_in(text.lines(), 3), (Some("b.py"), 1));
    }

    #[test]
    fn the_first_may_have_a_name_of_its_own() {
        let text = "#!/usr/bin/python3\r\n\r\n# file: app.py\r\nimport b\r\n# file: b.py\r\n";
        assert_eq!(parts(text), [("app.py", "import b\r\n", 3), ("b.py", "", 5)]);
        assert_eq!(place_in(text.lines(), 0), (Some("app.py"), 1));
        assert_eq!(place_in(text.lines(), 3), (Some("app.py"), 1));
    }

    #[test]
    fn a_file_may_say_its_own_name() {
        let text = "# file: main.py\n# file: main.py\nx = 1\n# file: b.py\n# file: b.py\n";
        let expected = [("main.py", "# file: main.py\nx = 1\n", 1), ("b.py", "# file: b.py\n", 4)];
        assert_eq!(parts(text), expected);
    }

    #[test]
    fn a_comment_alone_makes_no_second_file() {
        for text in [
            "# file: a.py\nx = 1\n",
            "x = 1\n",
            "x = 1\n# file: a b.py\n",
            "x = 1\n # file: a.py\n",
            "x = 1\n# file: 1.py\n",
            "x = 1\n# file: a.txt\n",
        ] {
            assert_eq!(parts(text), [], "{text}");
            assert_eq!(place_in(text.lines(), 1), (None, 2), "{text}");
        }
    }
}
